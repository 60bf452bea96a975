package loop

// Timer calls back after a time, once or repeatedly. It is active while it runs.
type Timer struct {
	handle
	// Callback runs when the timer is due.
	Callback func()

	due     int64 // loop time in ms
	repeat  int64
	started uint64 // breaks ties: timers due at the same time run in the order of their start
	index   int    // in the heap; -1 when not
	ready   node[*Timer]
}

// NewTimer makes a timer that is not running.
func (l *Loop) NewTimer(callback func()) *Timer {
	t := &Timer{Callback: callback, index: -1}
	t.setup(l, t)
	t.ready.of = t
	return t
}

// Start lets the timer run timeout milliseconds after the loop's time, and
// then every repeat milliseconds if that is not 0. Negative values count as 0.
// It starts anew when the timer is running; EINVAL when it is closing or has
// no callback.
func (t *Timer) Start(timeout, repeat int64) error {
	if t.Closing() || t.Callback == nil {
		return EINVAL
	}
	t.Stop()
	t.due = t.loop.now + max(timeout, 0)
	if t.due < t.loop.now {
		t.due = 1<<63 - 1
	}
	t.repeat = max(repeat, 0)
	t.loop.timerCount++
	t.started = t.loop.timerCount
	t.loop.timers.push(t)
	t.start()
	return nil
}

// Stop stops the timer; it may be started again.
func (t *Timer) Stop() {
	if t.index >= 0 {
		t.loop.timers.remove(t.index)
		t.stop()
		return
	}
	t.ready.remove()
}

// Again starts a repeating timer anew with its repeat as the timeout. It does
// nothing when there is no repeat, and is EINVAL when the timer was never started.
func (t *Timer) Again() error {
	if t.Callback == nil || t.started == 0 {
		return EINVAL
	}
	if t.repeat > 0 {
		t.Stop()
		return t.Start(t.repeat, t.repeat)
	}
	return nil
}

// SetRepeat sets the repeat in milliseconds. It counts from the next time the
// timer is due.
func (t *Timer) SetRepeat(repeat int64) { t.repeat = max(repeat, 0) }

// Repeat is the repeat in milliseconds, 0 when the timer runs once.
func (t *Timer) Repeat() int64 { return t.repeat }

// DueIn is how many milliseconds from the loop's time the timer is due, 0
// when it is past that.
func (t *Timer) DueIn() int64 { return max(t.due-t.loop.now, 0) }

// Close ends the timer.
func (t *Timer) Close(done func()) {
	if !t.Closing() {
		t.Stop()
	}
	t.beginClose(done)
}

// runTimers runs the timers that are due when it begins. Those started
// meanwhile wait for the next turn, even if they are due at once.
func (l *Loop) runTimers() {
	if len(l.timers.a) == 0 || l.timers.a[0].due > l.now {
		return
	}
	var ready list[*Timer]
	ready.init()
	for len(l.timers.a) > 0 && l.timers.a[0].due <= l.now {
		t := l.timers.a[0].t
		t.Stop()
		ready.pushBack(&t.ready)
	}
	for n := ready.first(); n != nil; n = ready.first() {
		n.remove()
		t := n.of
		t.Again()
		if l.Trace != nil {
			l.trace("timer", t)
		}
		t.Callback()
		l.after()
	}
}

// nextTimeout is how many milliseconds there are to the first timer, -1 when
// there is none.
func (l *Loop) nextTimeout() int64 {
	if len(l.timers.a) == 0 {
		return -1
	}
	return max(l.timers.a[0].due-l.now, 0)
}

// timerHeap is a heap with four children to a node, ordered by the time timers
// are due, then the order of their start. Keys lie in the array, so that sifting
// does not follow pointers.
type timerHeap struct{ a []timerEntry }

type timerEntry struct {
	due     int64
	started uint64
	t       *Timer
}

func (e *timerEntry) before(f *timerEntry) bool {
	return e.due < f.due || e.due == f.due && e.started < f.started
}

func (h *timerHeap) push(t *Timer) {
	h.a = append(h.a, timerEntry{t.due, t.started, t})
	h.up(len(h.a) - 1)
}

func (h *timerHeap) remove(i int) {
	h.a[i].t.index = -1
	last := len(h.a) - 1
	moved := h.a[last]
	h.a[last] = timerEntry{}
	h.a = h.a[:last]
	if i == last {
		return
	}
	h.a[i] = moved
	if !h.down(i) {
		h.up(i)
	}
}

func (h *timerHeap) up(i int) {
	e := h.a[i]
	for i > 0 {
		parent := (i - 1) / 4
		if !e.before(&h.a[parent]) {
			break
		}
		h.a[i] = h.a[parent]
		h.a[i].t.index = i
		i = parent
	}
	h.a[i] = e
	e.t.index = i
}

// down sifts the entry at i towards the leaves, and tells whether it moved.
func (h *timerHeap) down(i int) bool {
	e, from := h.a[i], i
	for {
		child := 4*i + 1
		if child >= len(h.a) {
			break
		}
		for c := child + 1; c < min(4*i+5, len(h.a)); c++ {
			if h.a[c].before(&h.a[child]) {
				child = c
			}
		}
		if !h.a[child].before(&e) {
			break
		}
		h.a[i] = h.a[child]
		h.a[i].t.index = i
		i = child
	}
	h.a[i] = e
	e.t.index = i
	return i != from
}
