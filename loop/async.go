package loop

import (
	"sync"
	"sync/atomic"
)

// postQueue is what other goroutines hand to the loop.
type postQueue struct {
	loop *Loop
	mu   sync.Mutex
	in   []func()
	// count is len(in), to be read without the lock; batch is what run works on.
	count  atomic.Int32
	batch  []func()
	closed bool
}

// Post lets f run on the loop's goroutine, in the poll phase, in the order of
// the calls. It may be called from any goroutine, and does not keep the loop
// alive (Hold does). Many posts wake the loop once. It is false when the loop
// has been closed; f does not run then.
func (l *Loop) Post(f func()) bool {
	q := &l.posts
	q.mu.Lock()
	if q.closed {
		q.mu.Unlock()
		return false
	}
	q.in = append(q.in, f)
	first := len(q.in) == 1
	q.count.Store(int32(len(q.in)))
	q.mu.Unlock()
	if first {
		l.wakeUp()
	}
	return true
}

func (q *postQueue) some() bool { return q.count.Load() > 0 }

// run runs what has been posted by now.
func (q *postQueue) run() {
	if !q.some() {
		return
	}
	q.mu.Lock()
	batch := q.in
	q.in = q.batch[:0]
	q.batch = nil
	q.count.Store(0)
	q.mu.Unlock()
	l := q.loop
	if l.Trace != nil {
		l.trace("posts", len(batch))
	}
	for i, f := range batch {
		batch[i] = nil
		f()
		l.after()
	}
	if cap(batch) <= 4096 {
		q.batch = batch[:0]
	}
}

func (q *postQueue) close() {
	q.mu.Lock()
	q.closed, q.in = true, nil
	q.count.Store(0)
	q.mu.Unlock()
}

// Async calls back on the loop's goroutine after any goroutine has called
// Send. It is active until it is closed.
type Async struct {
	handle
	callback func()
	sent     atomic.Bool
	// deliver is the callback that is posted, made once.
	deliver func()
}

// NewAsync makes an async handle.
func (l *Loop) NewAsync(callback func()) *Async {
	a := &Async{callback: callback}
	a.setup(l, a)
	a.deliver = a.run
	a.start()
	return a
}

// Send wakes the loop and lets the callback run. Calls that come before the
// callback has begun are one with the first. It may be called from any
// goroutine until Close.
func (a *Async) Send() {
	if a.sent.CompareAndSwap(false, true) {
		a.loop.Post(a.deliver)
	}
}

func (a *Async) run() {
	a.sent.Store(false)
	if a.Closing() {
		return
	}
	if a.loop.Trace != nil {
		a.loop.trace("async", a)
	}
	if a.callback != nil {
		a.callback()
	}
}

// Close ends the handle. A Send that has not been delivered is dropped.
func (a *Async) Close(done func()) { a.beginClose(done) }
