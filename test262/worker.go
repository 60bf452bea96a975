package test262

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"gojs/source"
)

// workerEnv marks a process as a worker and holds its configuration as JSON.
const workerEnv = "GOJS_TEST262_WORKER"

// workerConfig is what every run of a worker has in common.
type workerConfig struct {
	Dir         string
	Limits      Limits
	MaxResident int64
}

// request asks for one run.
type request struct {
	Path string `json:"path"`
	Mode Mode   `json:"mode"`
}

// Main must be called first by a program that uses Run. In a worker process it
// answers requests until its input ends and then exits; elsewhere it returns
// at once.
func Main(newEngine func() Engine) {
	env := os.Getenv(workerEnv)
	if env == "" {
		return
	}
	var c workerConfig
	if err := json.Unmarshal([]byte(env), &c); err != nil {
		fmt.Fprintln(os.Stderr, "test262 worker:", err)
		os.Exit(2)
	}
	// A stack of JavaScript calls that recurses in Go must be bounded by gojs; if it is
	// not, the process shall die of it before it takes Go's default of 1 GB.
	debug.SetMaxStack(256 << 20)
	if c.MaxResident > 0 {
		debug.SetMemoryLimit(c.MaxResident / 2) // Go's part collects in time
	}
	out := os.Stdout
	os.Stdout = os.Stderr // what the engine prints must not reach the pipe
	w := &worker{config: c, suite: &Suite{Dir: c.Dir}, newEngine: newEngine, harness: map[string]*source.File{}}
	if err := w.serve(os.Stdin, out); err != nil {
		fmt.Fprintln(os.Stderr, "test262 worker:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

type worker struct {
	config    workerConfig
	suite     *Suite
	newEngine func() Engine
	engine    Engine
	harness   map[string]*source.File
}

func (w *worker) serve(in io.Reader, out io.Writer) error {
	dec, buffered := json.NewDecoder(bufio.NewReader(in)), bufio.NewWriter(out)
	enc := json.NewEncoder(buffered)
	for {
		var r request
		if err := dec.Decode(&r); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if err := enc.Encode(w.run(r)); err != nil {
			return err
		}
		if err := buffered.Flush(); err != nil {
			return err
		}
	}
}

// run answers one request. A panic of the engine is a Crash with its stack; the
// engine is not used again.
func (w *worker) run(r request) (res Result) {
	start := time.Now()
	res = Result{Path: r.Path, Mode: r.Mode, Status: Crash}
	defer func() {
		if p := recover(); p != nil {
			w.engine = nil
			res.Message, res.Detail = fmt.Sprintf("panic: %v", p), panicStack()
		}
		res.Millis = float64(time.Since(start).Microseconds()) / 1000
	}()
	t, err := w.suite.Load(r.Path)
	if err != nil {
		res.Message = err.Error()
		return res
	}
	job, err := w.job(t, r.Mode)
	if err != nil {
		res.Message = err.Error()
		return res
	}
	if w.engine == nil {
		w.engine = w.newEngine()
	}
	res.Status, res.Message, res.Detail = Judge(t.Meta, w.engine.Run(job))
	return res
}

// panicStack is the stack below the panic, without the frames that recovered it.
func panicStack() string {
	s := string(debug.Stack())
	if i := strings.LastIndex(s, "\npanic("); i >= 0 {
		s = s[i+1:]
	}
	const limit = 8 << 10
	return s[:min(len(s), limit)]
}

// job makes of a test what the engine runs.
func (w *worker) job(t *Test, mode Mode) (*Job, error) {
	j := &Job{
		Module:   t.Meta.Has("module"),
		Async:    t.Meta.Has("async"),
		CanBlock: !t.Meta.Has("CanBlockIsFalse"),
		Limits:   w.config.Limits,
	}
	text := t.Text
	if mode == Strict {
		text = "\"use strict\";\n" + text
	}
	j.Main = source.FromBytes(w.suite.File(t.Path), []byte(text))
	for _, name := range t.Meta.Prelude() {
		f, err := w.harnessFile(name)
		if err != nil {
			return nil, err
		}
		j.Prelude = append(j.Prelude, f)
	}
	return j, nil
}

func (w *worker) harnessFile(name string) (*source.File, error) {
	if f := w.harness[name]; f != nil {
		return f, nil
	}
	data, err := os.ReadFile(w.suite.Harness(name))
	if err != nil {
		return nil, err
	}
	f := source.FromBytes("harness/"+name, data)
	w.harness[name] = f
	return f, nil
}
