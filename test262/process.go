package test262

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"
)

// process is a worker as its parent sees it. It is used by one goroutine.
type process struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	enc    *json.Encoder
	dec    *json.Decoder
	stderr *head
	note   func(resident int64) // told of the process's memory now and then
}

// startProcess runs this program again as a worker.
func startProcess(c workerConfig) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	env, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), workerEnv+"="+string(env))
	p := &process{cmd: cmd, stderr: &head{limit: 16 << 10}}
	cmd.Stderr = p.stderr
	if p.in, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.enc, p.dec = json.NewEncoder(p.in), json.NewDecoder(bufio.NewReader(out))
	return p, cmd.Start()
}

// ask sends one request and waits for the answer at most patience, which is
// longer than the run's own timeout; while it waits it watches the process's
// memory. An error means that the process is gone, killed if need be, and says
// why by its status.
func (p *process) ask(r request, patience time.Duration, maxResident int64) (Result, Status, error) {
	if err := p.enc.Encode(r); err != nil {
		p.stop(true)
		return Result{}, Crash, fmt.Errorf("the worker died before the run: %w", err)
	}
	type answer struct {
		res Result
		err error
	}
	got := make(chan answer, 1)
	go func() {
		var a answer
		a.err = p.dec.Decode(&a.res)
		got <- a
	}()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case a := <-got:
			if a.err != nil {
				p.stop(true)
				return Result{}, Crash, fmt.Errorf("the worker process died")
			}
			return a.res, "", nil
		case <-deadline.C:
			p.stop(true)
			return Result{}, Timeout, fmt.Errorf("hung: no answer after %v, not interruptible", patience)
		case <-tick.C:
			if size := p.resident(); maxResident > 0 && size > maxResident {
				p.stop(true)
				return Result{}, Memory, fmt.Errorf("the worker took %d MB", size>>20)
			}
		}
	}
}

// stop ends the process and waits for it; what it wrote to stderr is complete afterwards.
func (p *process) stop(kill bool) {
	if p.note != nil {
		p.note(0)
	}
	p.in.Close()
	if kill {
		p.cmd.Process.Kill()
	}
	p.cmd.Wait()
}

// resident is the process's memory in bytes, 0 where the system does not say.
func (p *process) resident() int64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", p.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(data))
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(fields[1], 10, 64)
	size := pages * int64(os.Getpagesize())
	if p.note != nil && size > 0 {
		p.note(size)
	}
	return size
}

// head keeps the first bytes written to it: where a Go program says why it dies.
type head struct {
	mu    sync.Mutex
	buf   []byte
	limit int
}

func (h *head) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.buf = append(h.buf, b[:min(len(b), h.limit-len(h.buf))]...)
	return len(b), nil
}

func (h *head) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return string(h.buf)
}
