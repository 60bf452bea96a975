package loop

import (
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

func TestQueueRunsWorkElsewhere(t *testing.T) {
	l := newLoop(t)
	done := 0
	for i := range 100 {
		var got int
		l.Queue(func() { got = i * i }, func(err error) {
			check(t, err)
			if got != i*i {
				t.Errorf("work %d: %d", i, got)
			}
			done++
		})
	}
	run(t, l)
	if done != 100 {
		t.Errorf("%d done", done)
	}
}

// The pool is bounded, no goroutine is made for a request, and slow work
// leaves room for other work.
func TestPoolIsBounded(t *testing.T) {
	l := newLoop(t)
	before := runtime.NumGoroutine()
	var running, most, slowMost atomic.Int32
	gate := make(chan struct{})
	for range 200 {
		l.QueueSlow(func() {
			slowMost.Store(max(slowMost.Load(), running.Add(1)))
			<-gate
			running.Add(-1)
		}, nil)
	}
	fast := 0
	for range 50 {
		l.Queue(func() { most.Store(max(most.Load(), running.Load())) }, func(error) {
			if fast++; fast == 50 {
				close(gate)
			}
		})
	}
	run(t, l)
	pool.mu.Lock()
	size, slow := pool.size, pool.slowAtMax
	pool.mu.Unlock()
	if int(slowMost.Load()) > slow {
		t.Errorf("%d slow works at once, %d allowed", slowMost.Load(), slow)
	}
	if n := runtime.NumGoroutine(); n > before+size {
		t.Errorf("%d goroutines, %d before", n, before)
	}
}

func TestCancelWork(t *testing.T) {
	l := newLoop(t)
	gate := make(chan struct{})
	var began atomic.Int32
	for range 4 * 64 { // more than the pool takes at once, whatever its size here
		l.Queue(func() { began.Add(1); <-gate }, nil)
	}
	for began.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	cancelled := false
	w := l.Queue(func() { t.Error("cancelled work ran") }, func(err error) {
		if err != ECANCELED {
			t.Errorf("after: %v", err)
		}
		cancelled = true
	})
	check(t, w.Cancel())
	if err := w.Cancel(); err != EBUSY {
		t.Errorf("second Cancel: %v", err)
	}
	if cancelled {
		t.Error("after ran inside Cancel")
	}
	close(gate)
	run(t, l)
	if !cancelled {
		t.Error("after did not run")
	}
}

func TestDo(t *testing.T) {
	l := newLoop(t)
	Do(l, func() (string, error) { return "x", ENOENT }, func(s string, err error) {
		if s != "x" || err != ENOENT {
			t.Errorf("%q, %v", s, err)
		}
	})
	run(t, l)
}

func TestErrno(t *testing.T) {
	if ENOENT.Name() != "ENOENT" || ENOENT.Message() != "no such file or directory" || ENOENT >= 0 {
		t.Errorf("ENOENT is %d %q %q", ENOENT, ENOENT.Name(), ENOENT.Message())
	}
	if s := Errno(-99999).Error(); s != "Unknown system error -99999" {
		t.Errorf("%q", s)
	}
	n := 0
	Errnos(func(e Errno, name, message string) {
		n++
		if e >= 0 || e.Name() != name || e.Error() != name+": "+message {
			t.Errorf("%d %s %s: %v", e, name, message, e)
		}
	})
	if n != len(errnoNames) {
		t.Errorf("%d errors, %d numbers", n, len(errnoNames))
	}
}

func BenchmarkQueue(b *testing.B) {
	l := newLoop(b)
	left := b.N
	var next func(error)
	next = func(error) {
		if left--; left > 0 {
			l.Queue(func() {}, next)
		}
	}
	l.Queue(func() {}, next)
	l.Run(RunDefault)
}
