package nodetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"gojs/internal/tally"
)

// Options configure Run.
type Options struct {
	Suite   *Suite
	Tests   []Test
	Program []string      // the runtime with its own arguments
	Timeout time.Duration // of one test; 0: 20 s
	Jobs    int           // tests at a time; 0: one for each CPU
	// Progress, if not nil, is called after every test, from one goroutine at a time.
	Progress func(done, total int, r *Result)
}

// Result is what a test came to.
type Result struct {
	Test
	tally.Outcome
	Millis float64
}

// maxOutput bounds what is kept of a test's output.
const maxOutput = 1 << 20

// Run runs the tests: those of sequential/ alone, after the others. Results stand
// in the tests' order.
func Run(o Options) ([]Result, error) {
	if o.Timeout <= 0 {
		o.Timeout = 20 * time.Second
	}
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	scratch, err := os.MkdirTemp("", "nodetest-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(scratch)
	r := &runner{o: o, scratch: scratch, results: make([]Result, len(o.Tests))}
	var parallel, alone []int
	for i, t := range o.Tests {
		if t.Sequential() {
			alone = append(alone, i)
		} else {
			parallel = append(parallel, i)
		}
	}
	r.batch(parallel, o.Jobs)
	r.batch(alone, 1)
	return r.results, nil
}

type runner struct {
	o       Options
	scratch string
	results []Result

	mu   sync.Mutex
	done int
}

// batch runs the tests with the given numbers in jobs places at a time.
func (r *runner) batch(tests []int, jobs int) {
	next := make(chan int)
	var wg sync.WaitGroup
	for place := range min(jobs, len(tests)) {
		wg.Go(func() {
			for i := range next {
				start := time.Now()
				res := Result{Test: r.o.Tests[i], Outcome: r.run(r.o.Tests[i], place)}
				res.Millis = float64(time.Since(start).Microseconds()) / 1000
				r.finish(i, res)
			}
		})
	}
	for _, i := range tests {
		next <- i
	}
	close(next)
	wg.Wait()
}

func (r *runner) finish(i int, res Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.results[i] = res
	r.done++
	if r.o.Progress != nil {
		r.o.Progress(r.done, len(r.results), &r.results[i])
	}
}

// run starts the runtime on a test and judges what it did.
func (r *runner) run(t Test, place int) tally.Outcome {
	ctx, cancel := context.WithTimeout(context.Background(), r.o.Timeout)
	defer cancel()
	file := filepath.Join(r.o.Suite.Dir, "test", filepath.FromSlash(t.Path))
	args := append(append(append([]string{}, r.o.Program[1:]...), t.Flags...), file)
	cmd := exec.CommandContext(ctx, r.o.Program[0], args...)
	cmd.Dir = filepath.Join(r.o.Suite.Dir, "test")
	report := filepath.Join(r.scratch, "report-"+strconv.Itoa(place))
	os.Remove(report)
	dir := filepath.Join(r.scratch, strconv.Itoa(place))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return tally.Outcome{Status: tally.Crash, Message: err.Error()}
	}
	cmd.Env = append(os.Environ(), "NODE_TEST_DIR="+dir, "TEST_THREAD_ID="+strconv.Itoa(place),
		"NODE_TEST_KNOWN_GLOBALS=", "NODE_SKIP_FLAG_CHECK=1", reportEnv+"="+report)
	if !t.Sequential() {
		cmd.Env = append(cmd.Env, "TEST_PARALLEL=1")
	}
	inGroup(cmd)
	var out head
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	if ctx.Err() != nil {
		return tally.Outcome{Status: tally.Timeout, Message: fmt.Sprintf("no end within %v", r.o.Timeout), Detail: out.String()}
	}
	lines, _ := os.ReadFile(report)
	return Judge(file, exitText(err), out.String(), counted(lines, cmd.Process))
}

// exitText is "" for exit code 0.
func exitText(err error) string {
	var exit *exec.ExitError
	switch {
	case err == nil, errors.Is(err, exec.ErrWaitDelay):
		return ""
	case errors.As(err, &exit):
		return strings.Replace(exit.Error(), "exit status", "exit code", 1)
	}
	return err.Error()
}

// counted is the counter's line of the process: functions that must be called and
// those that were not; ok is false where there is none.
func counted(report []byte, p *os.Process) *Count {
	if p == nil {
		return nil
	}
	for line := range strings.Lines(string(report)) {
		var pid int
		var c Count
		if n, _ := fmt.Sscan(line, &pid, &c.Code, &c.Functions, &c.Missed); n == 4 && pid == p.Pid {
			return &c
		}
	}
	return nil
}

// head keeps the first bytes written to it.
type head struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (h *head) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.buf.Write(b[:min(len(b), maxOutput-h.buf.Len())])
	return len(b), nil
}

func (h *head) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.buf.String()
}
