package loop

import (
	"os"
	"strconv"
	"sync"
)

// maxPoolSize bounds UV_THREADPOOL_SIZE.
const maxPoolSize = 1024

// workPool runs blocking work on a bounded number of goroutines. All loops
// share one. Slow work (names on a network) occupies half of it at most, so
// that files do not wait for it.
type workPool struct {
	mu        sync.Mutex
	wake      sync.Cond
	size      int
	workers   int
	idle      int
	slowAtMax int // how many may do slow work at once
	slowNow   int
	fast      list[*Work]
	slow      list[*Work]
}

var pool workPool

// Work is a request that runs on the pool.
type Work struct {
	loop  *Loop
	work  func()
	after func(error)
	slow  bool
	state workState
	line  node[*Work]
}

type workState uint8

const (
	workQueued workState = iota
	workRunning
	workDone
)

// Queue runs work on the pool, then after on the loop's goroutine: with nil, or
// with ECANCELED when the work was cancelled and never ran. The loop is alive
// until then.
func (l *Loop) Queue(work func(), after func(err error)) *Work {
	return l.queue(work, after, false)
}

// QueueSlow is Queue for work that waits for a network: at most half of the
// pool does such work at once.
func (l *Loop) QueueSlow(work func(), after func(err error)) *Work {
	return l.queue(work, after, true)
}

// Do runs op on the pool and hands what it returns to done on the loop's
// goroutine; it is the asynchronous form of every function that may block:
//
//	loop.Do(l, func() (int, error) { return loop.Open(path, loop.O_RDONLY, 0) }, opened)
func Do[T any](l *Loop, op func() (T, error), done func(T, error)) *Work {
	var result T
	var err error
	return l.queue(func() { result, err = op() }, func(cancelled error) {
		if cancelled != nil {
			err = cancelled
		}
		done(result, err)
	}, false)
}

func (l *Loop) queue(work func(), after func(error), slow bool) *Work {
	w := &Work{loop: l, work: work, after: after, slow: slow}
	w.line.of = w
	l.activeReqs++
	p := &pool
	p.mu.Lock()
	p.setup()
	if slow {
		p.slow.pushBack(&w.line)
	} else {
		p.fast.pushBack(&w.line)
	}
	p.rouse()
	p.mu.Unlock()
	return w
}

// setup reads the size of the pool when it is first used.
func (p *workPool) setup() {
	if p.size != 0 {
		return
	}
	p.size = 4
	if s := os.Getenv("UV_THREADPOOL_SIZE"); s != "" {
		n, _ := strconv.Atoi(s)
		p.size = min(max(n, 1), maxPoolSize)
	}
	p.slowAtMax = (p.size + 1) / 2
	p.wake.L = &p.mu
	p.fast.init()
	p.slow.init()
}

// rouse lets somebody see to new work.
func (p *workPool) rouse() {
	switch {
	case p.idle > 0:
		p.wake.Signal()
	case p.workers < p.size:
		p.workers++
		go p.serve()
	}
}

// next takes the first work that may run, nil when there is none.
func (p *workPool) next() *Work {
	if n := p.fast.first(); n != nil {
		n.remove()
		return n.of
	}
	if n := p.slow.first(); n != nil && p.slowNow < p.slowAtMax {
		n.remove()
		p.slowNow++
		return n.of
	}
	return nil
}

// serve is a goroutine of the pool.
func (p *workPool) serve() {
	p.mu.Lock()
	for {
		w := p.next()
		if w == nil {
			p.idle++
			p.wake.Wait()
			p.idle--
			continue
		}
		w.state = workRunning
		p.mu.Unlock()
		w.work()
		p.mu.Lock()
		w.state = workDone
		if w.slow {
			p.slowNow--
		}
		p.mu.Unlock()
		w.loop.Post(w.done)
		p.mu.Lock()
	}
}

func (w *Work) done() { w.finish(nil) }

func (w *Work) finish(err error) {
	w.loop.activeReqs--
	if w.loop.Trace != nil {
		w.loop.trace("work", w)
	}
	w.work = nil
	if w.after != nil {
		w.after(err)
	}
}

// Cancel takes work that has not begun out of the line; its after runs with
// ECANCELED. It is EBUSY when the work is running or has run.
func (w *Work) Cancel() error {
	pool.mu.Lock()
	queued := w.state == workQueued
	if queued {
		w.state = workDone
		w.line.remove()
	}
	pool.mu.Unlock()
	if !queued {
		return EBUSY
	}
	w.loop.Post(func() { w.finish(ECANCELED) })
	return nil
}
