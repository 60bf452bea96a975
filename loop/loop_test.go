package loop

import (
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// newLoop makes a loop that is closed at the end of the test, which fails when
// handles or requests are left.
func newLoop(t testing.TB) *Loop {
	t.Helper()
	l, err := New()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil && !t.Failed() {
			l.Walk(func(h Handle) { t.Logf("open: %T active %v closing %v", h, h.Active(), h.Closing()) })
			t.Errorf("Close: %v, %d requests", err, l.activeReqs)
		}
	})
	return l
}

// run runs the loop to its end, for ten seconds at most.
func run(t testing.TB, l *Loop) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if _, err := l.RunContext(ctx, RunDefault); err != nil {
		l.Walk(func(h Handle) { t.Logf("open: %T active %v", h, h.Active()) })
		t.Fatalf("the loop did not end: %d handles, %d requests", l.activeHandles, l.activeReqs)
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// logbook collects what happened, in order.
type logbook []string

func (b *logbook) add(format string, args ...any) { *b = append(*b, fmt.Sprintf(format, args...)) }

func (b *logbook) want(t testing.TB, want string) {
	t.Helper()
	if got := strings.Join(*b, " "); got != want {
		t.Errorf("order:\n got %s\nwant %s", got, want)
	}
}

func TestPhasesInOrder(t *testing.T) {
	l := newLoop(t)
	var log logbook
	var timer *Timer
	idle := l.NewIdle(func() { log.add("idle") })
	prepare := l.NewPrepare(func() {
		log.add("prepare")
		l.Post(func() { log.add("post") })
	})
	var checkHandle *Check
	turns := 0
	checkHandle = l.NewCheck(func() {
		log.add("check")
		if turns++; turns == 2 {
			idle.Close(func() { log.add("idle-closed") })
			prepare.Close(func() { log.add("prepare-closed") })
			checkHandle.Close(func() { log.add("check-closed") })
			timer.Start(0, 0)
		}
	})
	timer = l.NewTimer(func() {
		log.add("timer")
		if turns == 2 {
			timer.Close(nil)
		}
	})
	check(t, timer.Start(0, 0))
	check(t, idle.Start())
	check(t, prepare.Start())
	check(t, checkHandle.Start())
	run(t, l)
	log.want(t, "timer idle prepare post check idle prepare post check check-closed prepare-closed idle-closed timer")
}

func TestAfterCallbackRunsAfterEach(t *testing.T) {
	l := newLoop(t)
	var log logbook
	l.AfterCallback = func() { log.add("|") }
	for i := range 2 {
		var timer *Timer
		timer = l.NewTimer(func() {
			log.add("timer%d", i)
			timer.Close(func() { log.add("closed%d", i) })
		})
		check(t, timer.Start(0, 0))
	}
	l.Post(func() { log.add("post") })
	l.Queue(func() {}, func(error) { log.add("work") })
	run(t, l)
	got := strings.Join(log, " ")
	for _, part := range []string{"timer0 | timer1 |", "post |", "work |", "closed1 | closed0 |"} {
		if !strings.Contains(got, part) {
			t.Errorf("%q is missing in %q", part, got)
		}
	}
}

func TestAliveness(t *testing.T) {
	l := newLoop(t)
	if l.Alive() || l.Run(RunDefault) {
		t.Error("an empty loop is alive")
	}
	timer := l.NewTimer(func() {})
	if l.Alive() {
		t.Error("an inactive handle keeps the loop alive")
	}
	check(t, timer.Start(100000, 0))
	if !l.Alive() {
		t.Error("an active handle does not keep the loop alive")
	}
	timer.Unref()
	timer.Unref()
	if l.Alive() || timer.HasRef() || !timer.Active() {
		t.Error("an unreferenced handle keeps the loop alive")
	}
	timer.Ref()
	timer.Ref()
	if !l.Alive() {
		t.Error("Ref did not undo Unref")
	}
	timer.Stop()
	if l.Alive() {
		t.Error("a stopped handle keeps the loop alive")
	}
	closed := false
	timer.Close(func() { closed = true })
	timer.Close(func() { t.Error("the callback of a second Close ran") })
	if !l.Alive() || !timer.Closing() {
		t.Error("a closing handle does not keep the loop alive")
	}
	run(t, l)
	if !closed {
		t.Error("no close callback")
	}
}

func TestRunModes(t *testing.T) {
	l := newLoop(t)
	fired := 0
	timer := l.NewTimer(func() { fired++ })
	check(t, timer.Start(20, 0))
	if !l.Run(RunNoWait) || fired != 0 {
		t.Error("RunNoWait waited")
	}
	if l.Run(RunOnce); fired != 1 {
		t.Error("RunOnce did not wait for the timer")
	}
	timer.Close(nil)
	run(t, l)
}

func TestStop(t *testing.T) {
	l := newLoop(t)
	n := 0
	idle := l.NewIdle(func() {
		if n++; n == 3 {
			l.Stop()
		}
	})
	check(t, idle.Start())
	if !l.Run(RunDefault) || n != 3 {
		t.Errorf("stopped after %d turns", n)
	}
	l.Stop()
	if l.Run(RunDefault); n != 3 {
		t.Error("Stop before Run did not hold")
	}
	idle.Close(nil)
	run(t, l)
}

func TestInterruptFromOutside(t *testing.T) {
	l := newLoop(t)
	timer := l.NewTimer(func() {})
	check(t, timer.Start(1000000, 0))
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(10*time.Millisecond, cancel)
	began := time.Now()
	alive, err := l.RunContext(ctx, RunDefault)
	if !alive || !errors.Is(err, context.Canceled) || time.Since(began) > 5*time.Second {
		t.Errorf("alive %v, err %v after %v", alive, err, time.Since(began))
	}
	timer.Close(nil)
	run(t, l)
}

func TestCloseRefusesWhileInUse(t *testing.T) {
	l := newLoop(t)
	timer := l.NewTimer(func() {})
	if err := l.Close(); err != EBUSY {
		t.Errorf("Close with an open handle: %v", err)
	}
	timer.Close(nil)
	if err := l.Close(); err != EBUSY {
		t.Errorf("Close with a closing handle: %v", err)
	}
	run(t, l)
}

func TestPostFromManyGoroutines(t *testing.T) {
	l := newLoop(t)
	const senders, each = 8, 2000
	l.Hold()
	left := senders * each
	last := make([]int, senders)
	for s := range senders {
		go func() {
			for i := 1; i <= each; i++ {
				l.Post(func() {
					if last[s] != i-1 {
						t.Errorf("sender %d: %d after %d", s, i, last[s])
					}
					last[s] = i
					if left--; left == 0 {
						l.Release()
					}
				})
			}
		}()
	}
	run(t, l)
	if left != 0 {
		t.Errorf("%d posts did not run", left)
	}
}

func TestAsyncCoalesces(t *testing.T) {
	l := newLoop(t)
	calls := 0
	var a *Async
	a = l.NewAsync(func() {
		calls++
		a.Close(nil)
	})
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(a.Send)
	}
	wg.Wait()
	run(t, l)
	if calls != 1 {
		t.Errorf("%d calls", calls)
	}
}

func TestAsyncPingPong(t *testing.T) {
	l := newLoop(t)
	const rounds = 10000
	ping := make(chan bool)
	n := 0
	var a *Async
	a = l.NewAsync(func() {
		if n++; n == rounds {
			close(ping)
			a.Close(nil)
			return
		}
		ping <- true
	})
	go func() {
		a.Send()
		for range ping {
			a.Send()
		}
	}()
	run(t, l)
	if n != rounds {
		t.Errorf("%d rounds", n)
	}
}

func TestPostAfterClose(t *testing.T) {
	l, err := New()
	check(t, err)
	check(t, l.Close())
	if l.Post(func() {}) {
		t.Error("Post on a closed loop was taken")
	}
	if err := l.Close(); err != EBADF {
		t.Errorf("second Close: %v", err)
	}
}

func TestTraceNamesPhases(t *testing.T) {
	l := newLoop(t)
	seen := map[string]bool{}
	l.Trace = func(event string, _ ...any) { seen[event] = true }
	timer := l.NewTimer(func() {})
	check(t, timer.Start(0, 0))
	l.Queue(func() {}, func(error) { timer.Close(nil) })
	run(t, l)
	for _, e := range []string{"timer", "poll", "posts", "work", "close"} {
		if !seen[e] {
			t.Errorf("no event %s in %v", e, seen)
		}
	}
}

func TestWalkAndIdleTime(t *testing.T) {
	l := newLoop(t)
	timer := l.NewTimer(func() {})
	idle := l.NewIdle(func() {})
	var kinds []string
	l.Walk(func(h Handle) { kinds = append(kinds, fmt.Sprintf("%T", h)) })
	if want := []string{"*loop.Timer", "*loop.Idle"}; !reflect.DeepEqual(kinds, want) {
		t.Errorf("Walk: %v", kinds)
	}
	check(t, timer.Start(30, 0))
	run(t, l)
	if m := l.Metrics(); m.IdleTime < 20*time.Millisecond || m.LoopCount == 0 {
		t.Errorf("metrics %+v", m)
	}
	l.Walk(func(h Handle) { h.Close(nil) })
	run(t, l)
	_ = idle
}

// leaks fails the test when it leaves descriptors or goroutines behind. The
// goroutines of the pool stay.
func leaks(t *testing.T) {
	t.Helper()
	pool.mu.Lock()
	workers := pool.workers
	pool.mu.Unlock()
	fds, routines := descriptors(), runtime.NumGoroutine()-workers
	t.Cleanup(func() {
		var f, r int
		for range 100 {
			pool.mu.Lock()
			workers := pool.workers
			pool.mu.Unlock()
			if f, r = descriptors(), runtime.NumGoroutine()-workers; f <= fds && r <= routines {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		t.Errorf("descriptors %d before, %d after; goroutines %d before, %d after", fds, f, routines, r)
	})
}

// descriptors counts the open descriptors, where that is possible.
func descriptors() int {
	names, _ := os.ReadDir("/proc/self/fd")
	return len(names)
}
