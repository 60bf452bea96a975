package loop

import (
	"context"
	"sync/atomic"
	"time"
)

// RunMode says how long Run turns.
type RunMode int

const (
	// RunDefault turns until nothing is alive, or Stop.
	RunDefault RunMode = iota
	// RunOnce turns once and waits for events if there is nothing to do.
	RunOnce
	// RunNoWait turns once and does not wait.
	RunNoWait
)

// Loop is an event loop. It belongs to the goroutine that runs it.
type Loop struct {
	// AfterCallback, if not nil, runs after every callback of a handle or a
	// request: there a host empties the queues that come before anything else.
	AfterCallback func()
	// Trace, if not nil, is told of every phase with something to do and of what
	// it does: an event's name and the things it concerns.
	Trace func(event string, args ...any)

	now  int64     // ms since base, as of the last UpdateTime
	base time.Time // what now counts from

	activeHandles int // handles that are active and referenced
	activeReqs    int // requests that are under way
	handles       list[Handle]

	timers     timerHeap
	timerCount uint64

	idles, prepares, checks list[*phaseHandle]

	pending, pendingSpare []pender
	closing, closingSpare []*handle

	posts     postQueue
	stopFlag  atomic.Bool
	sleeping  atomic.Bool // while the poller may wait
	closed    bool
	metrics   Metrics
	buffer    []byte // the buffer that streams and sockets read into unless they are given one
	signals   *signalSet
	spare     spare
	files     *inotify
	pollState poller
}

// pender is something with a callback to run in the pending phase.
type pender interface{ runPending() }

// Metrics counts what a loop has done.
type Metrics struct {
	// LoopCount is the number of turns.
	LoopCount uint64
	// IdleTime is how long the loop has waited for events.
	IdleTime time.Duration
	// Start is when the loop was made.
	Start time.Time
}

// New makes a loop. It holds a few descriptors until Close.
func New() (*Loop, error) {
	l := &Loop{base: processStart}
	l.metrics.Start = time.Now()
	l.handles.init()
	l.idles.init()
	l.prepares.init()
	l.checks.init()
	l.posts.loop = l
	if err := l.pollState.init(); err != nil {
		return nil, err
	}
	l.UpdateTime()
	return l, nil
}

// processStart is what the time of all loops, and HRTime, count from; a
// little in the past, so that the time is never 0.
var processStart = time.Now().Add(-time.Millisecond)

// Now is the loop's time in milliseconds from an arbitrary start. It is read
// once a turn, before the callbacks of the turn run.
func (l *Loop) Now() int64 { return l.now }

// UpdateTime reads the clock. Worth calling when a callback takes long.
func (l *Loop) UpdateTime() { l.now = int64(time.Since(l.base) / time.Millisecond) }

// Alive tells whether there is anything that Run would wait for.
func (l *Loop) Alive() bool {
	return l.activeHandles > 0 || l.activeReqs > 0 || len(l.pending) > 0 || len(l.closing) > 0
}

// Stop lets Run return after the turn that is under way, or, when the loop is
// not running, lets the next Run return at once, without waiting.
func (l *Loop) Stop() { l.stopFlag.Store(true) }

// Interrupt is Stop from any goroutine: it also ends a wait.
func (l *Loop) Interrupt() {
	l.stopFlag.Store(true)
	l.wakeUp()
}

// Hold counts an operation that a host does on goroutines of its own: the loop
// is alive until Release. Both are called on the loop's goroutine; the
// operation hands its result over by Post.
func (l *Loop) Hold() { l.activeReqs++ }

// Release undoes one Hold.
func (l *Loop) Release() { l.activeReqs-- }

// Metrics is the count of what the loop has done.
func (l *Loop) Metrics() Metrics { return l.metrics }

// Run turns through the phases, as the mode says. It is true when handles or
// requests are still alive on return.
func (l *Loop) Run(mode RunMode) bool {
	alive := l.Alive()
	if !alive {
		l.UpdateTime()
	}
	// Timers come first in a turn; after this they are run at its end, so that
	// what is due after the wait does not have to wait for another turn.
	if mode == RunDefault && alive && !l.stopFlag.Load() {
		l.UpdateTime()
		l.runTimers()
	}
	for alive && !l.stopFlag.Load() {
		mayWait := mode == RunDefault || mode == RunOnce && len(l.pending) == 0 && l.idles.empty()
		l.turn(mayWait)
		alive = l.Alive()
		if mode != RunDefault {
			break
		}
	}
	l.stopFlag.Store(false)
	return alive
}

// turn goes once through the phases.
func (l *Loop) turn(mayWait bool) {
	l.runPending()
	l.runPhase(&l.idles, "idle")
	l.runPhase(&l.prepares, "prepare")
	timeout := int64(0)
	if mayWait {
		timeout = l.backendTimeout()
	}
	l.metrics.LoopCount++
	l.poll(timeout)
	// The callbacks of writes that were done at once run in this turn, unless
	// they go on and on.
	for i := 0; i < 8 && len(l.pending) > 0; i++ {
		l.runPending()
	}
	l.runPhase(&l.checks, "check")
	l.runClosing()
	l.UpdateTime()
	l.runTimers()
}

// poll waits for events, timeout milliseconds at most, without end when it is
// negative, and runs their callbacks.
func (l *Loop) poll(timeout int64) {
	if l.Trace != nil {
		l.trace("poll", timeout)
	}
	if timeout != 0 {
		// From here on a post writes to the poller; one that came before is seen.
		l.sleeping.Store(true)
		if l.posts.some() || l.stopFlag.Load() {
			timeout = 0
		}
	}
	l.pollState.wait(l, timeout)
	l.sleeping.Store(false)
	l.posts.run()
}

// woke is called by the poller when a wait that began at the time is over, and
// before anything is called back.
func (l *Loop) woke(began time.Time) {
	l.sleeping.Store(false)
	l.metrics.IdleTime += time.Since(began)
	l.UpdateTime()
}

// wakeUp ends a wait, if there is one. Any goroutine may call it.
func (l *Loop) wakeUp() {
	if l.sleeping.CompareAndSwap(true, false) {
		// The wait may have ended by itself and the loop be closed: its
		// descriptors would be somebody else's then.
		l.posts.mu.Lock()
		defer l.posts.mu.Unlock()
		if !l.posts.closed {
			l.pollState.wake()
		}
	}
}

// backendTimeout is how long the poll phase may wait, in milliseconds; -1
// without end.
func (l *Loop) backendTimeout() int64 {
	if l.stopFlag.Load() || l.activeHandles == 0 && l.activeReqs == 0 ||
		len(l.pending) > 0 || len(l.closing) > 0 || !l.idles.empty() {
		return 0
	}
	return l.nextTimeout()
}

// RunContext is Run that also returns when ctx ends, with its error then.
func (l *Loop) RunContext(ctx context.Context, mode RunMode) (alive bool, err error) {
	unhook := context.AfterFunc(ctx, l.Interrupt)
	alive = l.Run(mode)
	unhook()
	return alive, ctx.Err()
}

// Close gives back the loop's own descriptors. It is EBUSY while handles are
// open or requests are under way. Posts that come later are dropped.
func (l *Loop) Close() error {
	if l.closed {
		return EBADF
	}
	if l.activeReqs > 0 || !l.handles.empty() || len(l.closing) > 0 {
		return EBUSY
	}
	l.closed = true
	l.posts.close()
	l.closeSpare()
	l.closeWatching()
	l.pollState.close()
	return nil
}

// feed lets p run in the next pending phase.
func (l *Loop) feed(p pender) { l.pending = append(l.pending, p) }

// runPending runs what was pending when it began.
func (l *Loop) runPending() {
	if len(l.pending) == 0 {
		return
	}
	if l.Trace != nil {
		l.trace("pending", len(l.pending))
	}
	batch := l.pending
	l.pending = l.pendingSpare[:0]
	for i, p := range batch {
		batch[i] = nil
		p.runPending()
	}
	l.pendingSpare = batch[:0]
}

// after is called when a callback has returned.
func (l *Loop) after() {
	if l.AfterCallback != nil {
		l.AfterCallback()
	}
}

func (l *Loop) trace(event string, args ...any) { l.Trace(event, args...) }

// shared is the loop's buffer for reading: its contents are good until the
// callback they are given to returns.
func (l *Loop) shared() []byte {
	if l.buffer == nil {
		l.buffer = make([]byte, 64<<10)
	}
	return l.buffer
}
