package test262

import (
	"runtime"
	"strings"
	"sync"
	"time"

	"gojs/internal/expect"
)

// Options configure Run.
type Options struct {
	Suite  *Suite
	Tests  []*Test // from Select
	Modes  []Mode  // only these; empty: all
	Expect *expect.List
	// RunSkipped runs the tests that the expectations skip too.
	RunSkipped bool
	Limits     Limits
	// Jobs is the number of worker processes; 0: one for each CPU.
	Jobs int
	// MaxResident is the memory in bytes at which a worker is ended during a
	// run; beyond half of it a worker is replaced between runs. 0: no bound.
	MaxResident int64
	// Peak, if not nil, receives the most memory that the workers had together.
	Peak *int64
	// Progress, if not nil, is called after every run, from one goroutine at a time.
	Progress func(done, total int, r *Result)
}

// grace is what a worker gets beyond the run's timeout to interrupt itself.
const grace = 5 * time.Second

// Run performs the selected runs and returns their results in the tests' order.
// The error is one of the runner (a worker cannot be started), never of a test.
func Run(o Options) ([]Result, error) {
	results, todo := plan(o)
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	r := &runner{o: o, results: results, todo: todo, next: make(chan int), resident: map[*process]int64{}}
	var wg sync.WaitGroup
	for range min(o.Jobs, max(len(todo), 1)) {
		wg.Go(r.work)
	}
	for _, i := range todo {
		r.next <- i
	}
	close(r.next)
	wg.Wait()
	if o.Peak != nil {
		*o.Peak = r.peak
	}
	return results, r.err
}

// plan lists every run; skipped ones have their result already and are not in todo.
func plan(o Options) (results []Result, todo []int) {
	for _, t := range o.Tests {
		reason, skipped := "", false
		if o.Expect != nil && !o.RunSkipped {
			reason, skipped = o.Expect.SkipReason(t.Path, t.Meta.Features)
		}
		for _, m := range t.Meta.Modes() {
			if len(o.Modes) > 0 && !contains(o.Modes, m) {
				continue
			}
			res := Result{Path: t.Path, Mode: m}
			if skipped {
				res.Status, res.Message = Skipped, reason
			} else {
				todo = append(todo, len(results))
			}
			results = append(results, res)
		}
	}
	return results, todo
}

func contains(modes []Mode, m Mode) bool {
	for _, x := range modes {
		if x == m {
			return true
		}
	}
	return false
}

type runner struct {
	o       Options
	results []Result
	todo    []int
	next    chan int

	mu       sync.Mutex
	done     int
	err      error
	resident map[*process]int64
	peak     int64
}

// noteResident keeps the sum of the workers' memory; 0 says that p is gone.
func (r *runner) noteResident(p *process, bytes int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.resident[p] = bytes; bytes == 0 {
		delete(r.resident, p)
	}
	sum := int64(0)
	for _, n := range r.resident {
		sum += n
	}
	r.peak = max(r.peak, sum)
}

// work feeds one worker process after another until there is nothing left.
func (r *runner) work() {
	var p *process
	for i := range r.next {
		if r.failed() {
			continue // drain, so that Run's send does not block
		}
		if p == nil {
			var err error
			if p, err = startProcess(workerConfig{Dir: r.o.Suite.Dir, Limits: r.o.Limits, MaxResident: r.o.MaxResident}); err != nil {
				r.fail(err)
				continue
			}
			started := p
			p.note = func(bytes int64) { r.noteResident(started, bytes) }
		}
		p = r.runOne(p, &r.results[i])
	}
	if p != nil {
		p.stop(false)
	}
}

// runOne fills in res and returns the process for the next run, nil when it is gone.
func (r *runner) runOne(p *process, res *Result) *process {
	start := time.Now()
	got, why, err := p.ask(request{res.Path, res.Mode}, r.o.Limits.Timeout+grace, r.o.MaxResident)
	if err != nil {
		got = Result{Path: res.Path, Mode: res.Mode, Status: why, Message: err.Error()}
		got.Millis = float64(time.Since(start).Milliseconds())
		if text := p.stderr.String(); why == Crash && text != "" {
			got.Message, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
			got.Detail = text
		}
		p = nil
	} else if size := p.resident(); r.o.MaxResident > 0 && size > r.o.MaxResident/2 {
		p.stop(false)
		p = nil
	}
	*res = got
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done++
	if r.o.Progress != nil {
		r.o.Progress(r.done, len(r.todo), res)
	}
	return p
}

func (r *runner) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err = err
	}
}

func (r *runner) failed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err != nil
}

// Expectable turns results into what package expect compares; skipped runs are left out.
func Expectable(results []Result) []expect.Result {
	var out []expect.Result
	for _, r := range results {
		if r.Status == Skipped {
			continue
		}
		reason := r.Message
		if r.Status != Fail {
			reason = string(r.Status) + ": " + reason
		}
		key := expect.Key{Path: r.Path, Mode: string(r.Mode)}
		out = append(out, expect.Result{Key: key, Pass: r.Status == Pass, Reason: reason})
	}
	return out
}
