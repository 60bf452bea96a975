package loop

import (
	"math/rand/v2"
	"sort"
	"testing"
	"time"
)

func TestTimersOrder(t *testing.T) {
	l := newLoop(t)
	var log logbook
	for _, d := range []struct {
		name    string
		timeout int64
	}{{"c", 20}, {"a", 5}, {"b1", 10}, {"b2", 10}, {"z", -7}} {
		var timer *Timer
		timer = l.NewTimer(func() { log.add("%s", d.name); timer.Close(nil) })
		check(t, timer.Start(d.timeout, 0))
	}
	run(t, l)
	log.want(t, "z a b1 b2 c")
}

// Timers that a timer starts do not run in the same round, even when due at once.
func TestTimerStartedByTimer(t *testing.T) {
	l := newLoop(t)
	var log logbook
	second := l.NewTimer(func() { log.add("second") })
	first := l.NewTimer(func() { log.add("first"); second.Start(0, 0) })
	checks := l.NewCheck(func() { log.add("check") })
	checks.Unref()
	check(t, checks.Start())
	check(t, first.Start(0, 0))
	run(t, l)
	log.want(t, "first check second")
	l.Walk(func(h Handle) { h.Close(nil) })
	run(t, l)
}

// A timer that is due may be stopped by one that runs before it.
func TestTimerStopsDueTimer(t *testing.T) {
	l := newLoop(t)
	var log logbook
	var b, c *Timer
	a := l.NewTimer(func() { log.add("a"); b.Stop(); c.Close(nil) })
	b = l.NewTimer(func() { log.add("b") })
	c = l.NewTimer(func() { log.add("c") })
	for _, timer := range []*Timer{a, b, c} {
		check(t, timer.Start(1, 0))
	}
	run(t, l)
	log.want(t, "a")
	a.Close(nil)
	b.Close(nil)
	run(t, l)
}

func TestTimerRepeatAndAgain(t *testing.T) {
	l := newLoop(t)
	n := 0
	var timer *Timer
	timer = l.NewTimer(func() {
		if n++; n == 3 {
			timer.SetRepeat(0) // the repeat that has been set up still comes
		}
	})
	if err := timer.Again(); err != EINVAL {
		t.Errorf("Again before Start: %v", err)
	}
	check(t, timer.Start(1, 2))
	if timer.Repeat() != 2 || timer.DueIn() > 1 {
		t.Errorf("repeat %d, due in %d", timer.Repeat(), timer.DueIn())
	}
	run(t, l)
	if n != 4 {
		t.Errorf("%d calls", n)
	}
	check(t, timer.Again())
	if timer.Active() {
		t.Error("Again without a repeat started the timer")
	}
	timer.SetRepeat(50)
	check(t, timer.Again())
	if d := timer.DueIn(); d < 1 || d > 50 {
		t.Errorf("due in %d", d)
	}
	timer.Close(nil)
	if err := timer.Start(1, 0); err != EINVAL {
		t.Errorf("Start of a closing timer: %v", err)
	}
	run(t, l)
}

func TestTimerHuge(t *testing.T) {
	l := newLoop(t)
	timer := l.NewTimer(func() { t.Error("a timer for the end of time ran") })
	check(t, timer.Start(1<<63-1, 0))
	l.Run(RunNoWait)
	timer.Close(nil)
	run(t, l)
}

func TestTimerIsNotEarly(t *testing.T) {
	l := newLoop(t)
	began := time.Now()
	timer := l.NewTimer(func() {
		if d := time.Since(began); d < 24*time.Millisecond {
			t.Errorf("a timer of 25 ms came after %v", d)
		}
	})
	l.UpdateTime()
	check(t, timer.Start(25, 0))
	run(t, l)
	timer.Close(nil)
	run(t, l)
}

func TestTimerHeap(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	l := newLoop(t)
	var all []*Timer
	var got []int64
	for range 2000 {
		var timer *Timer
		timer = l.NewTimer(func() { got = append(got, timer.due) })
		all = append(all, timer)
	}
	for range 10000 {
		timer := all[rnd.IntN(len(all))]
		if rnd.IntN(3) == 0 {
			timer.Stop()
		} else {
			check(t, timer.Start(int64(rnd.IntN(500)), 0))
		}
		for i, e := range l.timers.a {
			if e.t.index != i {
				t.Fatalf("timer at %d thinks it is at %d", i, e.t.index)
			}
			if p := (i - 1) / 4; i > 0 && e.before(&l.timers.a[p]) {
				t.Fatalf("%d comes before its parent %d", i, p)
			}
			if i > 40 {
				break
			}
		}
	}
	want := len(l.timers.a)
	run(t, l)
	if len(got) != want || !sort.SliceIsSorted(got, func(i, j int) bool { return got[i] < got[j] }) {
		t.Errorf("%d of %d timers ran, or out of order", len(got), want)
	}
	for _, timer := range all {
		timer.Close(nil)
	}
	run(t, l)
}

func BenchmarkTimers(b *testing.B) {
	l := newLoop(b)
	n := 0
	timers := make([]*Timer, b.N)
	for i := range timers {
		timers[i] = l.NewTimer(func() { n++ })
		timers[i].Start(int64(i%100), 0)
	}
	l.Run(RunDefault)
	if n != b.N {
		b.Fatalf("%d of %d", n, b.N)
	}
	for _, t := range timers {
		t.Close(nil)
	}
	l.Run(RunDefault)
}
