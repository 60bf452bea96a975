package loop

import (
	"os"
	"os/signal"
	"syscall"
)

// signalSet is a loop's watching of signals: a line of handles for each.
type signalSet struct {
	loop *Loop
	by   map[syscall.Signal]*signalLine
}

// signalLine are the handles that wait for one signal. It has a channel of its
// own, so that giving it up does not touch the other signals.
type signalLine struct {
	list[*Signal]
	arrived chan os.Signal
	quit    chan struct{}
}

// Signal calls back when the process receives a signal. It is active while it
// is started. As long as any handle waits for a signal, in whatever loop, the
// system's default for it does not apply.
type Signal struct {
	handle
	callback func(signum int)
	signum   syscall.Signal
	once     bool
	place    node[*Signal]
}

// NewSignal makes a signal handle that is not started.
func (l *Loop) NewSignal(callback func(signum int)) *Signal {
	s := &Signal{callback: callback}
	s.setup(l, s)
	s.place.of = s
	return s
}

// Start waits for the signal, instead of the one before if there was one.
// EINVAL for numbers that are no signal or that cannot be caught.
func (s *Signal) Start(signum int) error { return s.begin(signum, false) }

// StartOneshot is Start that stops when the signal has come once.
func (s *Signal) StartOneshot(signum int) error { return s.begin(signum, true) }

// Signum is the signal the handle waits for, 0 when it is stopped.
func (s *Signal) Signum() int { return int(s.signum) }

func (s *Signal) begin(signum int, once bool) error {
	if s.Closing() || !catchable(syscall.Signal(signum)) {
		return EINVAL
	}
	if s.Active() && s.signum == syscall.Signal(signum) {
		s.once = once
		return nil
	}
	s.Stop()
	s.signum, s.once = syscall.Signal(signum), once
	s.loop.signalSet().add(s)
	s.start()
	return nil
}

// Stop ends the waiting.
func (s *Signal) Stop() {
	if !s.Active() {
		return
	}
	s.loop.signals.remove(s)
	s.signum = 0
	s.stop()
}

// Close ends the handle.
func (s *Signal) Close(done func()) {
	s.Stop()
	s.beginClose(done)
}

func (l *Loop) signalSet() *signalSet {
	if l.signals == nil {
		l.signals = &signalSet{loop: l, by: make(map[syscall.Signal]*signalLine)}
	}
	return l.signals
}

func (set *signalSet) add(s *Signal) {
	on := set.by[s.signum]
	if on == nil {
		on = &signalLine{arrived: make(chan os.Signal, 16), quit: make(chan struct{})}
		on.init()
		set.by[s.signum] = on
		signal.Notify(on.arrived, s.signum)
		go set.forward(on, s.signum)
	}
	on.pushBack(&s.place)
}

// forward posts what arrives to the loop.
func (set *signalSet) forward(on *signalLine, signum syscall.Signal) {
	for {
		select {
		case <-on.arrived:
			set.loop.Post(func() { set.deliver(signum) })
		case <-on.quit:
			return
		}
	}
}

// remove takes s out; with the last handle of a signal the system's default
// comes back.
func (set *signalSet) remove(s *Signal) {
	s.place.remove()
	if on := set.by[s.signum]; on.empty() {
		signal.Stop(on.arrived)
		close(on.quit)
		delete(set.by, s.signum)
	}
}

// deliver calls back the handles that wait for the signal when it is delivered.
func (set *signalSet) deliver(signum syscall.Signal) {
	on := set.by[signum]
	if on == nil {
		return
	}
	var waiting []*Signal
	for n := on.root.next; n != &on.root; n = n.next {
		waiting = append(waiting, n.of)
	}
	for _, s := range waiting {
		if s.signum != signum || !s.Active() {
			continue
		}
		if s.loop.Trace != nil {
			s.loop.trace("signal", s, int(signum))
		}
		if s.once {
			s.Stop()
		}
		if s.callback != nil {
			s.callback(int(signum))
			s.loop.after()
		}
	}
}
