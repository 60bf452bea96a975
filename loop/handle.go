package loop

// Handle is what all kinds of handles have in common. Methods are called on
// the loop's goroutine.
type Handle interface {
	// Loop is the loop the handle belongs to.
	Loop() *Loop
	// Ref lets the handle keep the loop alive while it is active; a new handle does.
	Ref()
	// Unref undoes Ref. Both may be called any number of times.
	Unref()
	// HasRef tells whether Ref is in force.
	HasRef() bool
	// Active tells whether the handle is doing something: a timer is running, a
	// stream is reading, a socket is listening.
	Active() bool
	// Closing tells whether Close has been called.
	Closing() bool
	// Close stops the handle and gives back what it holds at once. done, which
	// may be nil, runs in the closing phase and is the handle's last callback;
	// requests that are under way end with ECANCELED before. A second Close does nothing.
	Close(done func())
}

type handleFlags uint8

const (
	flagActive handleFlags = 1 << iota
	flagUnref
	flagClosing
	flagClosed
)

// handle is the base of every Handle.
type handle struct {
	loop  *Loop
	flags handleFlags
	// closed is the callback of Close.
	closed func()
	// finish, if not nil, runs before closed in the closing phase: requests that
	// are still open are ended there.
	finish func()
	// all is the place in the loop's list of handles.
	all node[Handle]
}

// setup puts a new handle into the loop's list.
func (h *handle) setup(l *Loop, self Handle) {
	h.loop = l
	h.all.of = self
	l.handles.pushBack(&h.all)
}

func (h *handle) Loop() *Loop   { return h.loop }
func (h *handle) HasRef() bool  { return h.flags&flagUnref == 0 }
func (h *handle) Active() bool  { return h.flags&flagActive != 0 }
func (h *handle) Closing() bool { return h.flags&(flagClosing|flagClosed) != 0 }

func (h *handle) Ref() {
	if h.flags&flagUnref == 0 {
		return
	}
	h.flags &^= flagUnref
	if h.Active() {
		h.loop.activeHandles++
	}
}

func (h *handle) Unref() {
	if h.flags&flagUnref != 0 {
		return
	}
	h.flags |= flagUnref
	if h.Active() {
		h.loop.activeHandles--
	}
}

// start marks the handle active.
func (h *handle) start() {
	if h.Active() {
		return
	}
	h.flags |= flagActive
	if h.HasRef() {
		h.loop.activeHandles++
	}
}

// stop marks the handle inactive.
func (h *handle) stop() {
	if !h.Active() {
		return
	}
	h.flags &^= flagActive
	if h.HasRef() {
		h.loop.activeHandles--
	}
}

// beginClose marks the handle as closing and puts it in line for the closing
// phase: last in, first out, as libuv's line is. It is false when that was done
// before.
func (h *handle) beginClose(done func()) bool {
	if h.Closing() {
		return false
	}
	h.flags |= flagClosing
	h.stop()
	h.closed = done
	h.loop.closing = append(h.loop.closing, h)
	return true
}

// runClosing ends the handles that were closed. Those that are closed
// meanwhile wait for the next turn.
func (l *Loop) runClosing() {
	batch := l.closing
	l.closing = l.closingSpare[:0]
	for i := len(batch) - 1; i >= 0; i-- {
		h := batch[i]
		batch[i] = nil
		h.flags = h.flags&^flagClosing | flagClosed
		if h.finish != nil {
			h.finish()
		}
		h.all.remove()
		if l.Trace != nil {
			l.trace("close", h.all.of)
		}
		if done := h.closed; done != nil {
			h.closed = nil
			done()
			l.after()
		}
	}
	l.closingSpare = batch[:0]
}

// Walk calls f for every handle that is not yet closed, in the order of their making.
func (l *Loop) Walk(f func(Handle)) {
	for n := l.handles.root.next; n != &l.handles.root; {
		next := n.next
		f(n.of)
		n = next
	}
}
