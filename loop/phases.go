package loop

// phaseHandle calls back once in every turn, in one phase.
type phaseHandle struct {
	handle
	// Callback runs in the handle's phase of every turn while it is started.
	Callback func()

	in     *list[*phaseHandle]
	inList node[*phaseHandle]
}

// Idle calls back in every turn, before Prepare. While one is active the poll
// phase does not wait.
type Idle struct{ phaseHandle }

// Prepare calls back right before the poll phase.
type Prepare struct{ phaseHandle }

// Check calls back right after the poll phase.
type Check struct{ phaseHandle }

// NewIdle makes an idle handle that is not started.
func (l *Loop) NewIdle(callback func()) *Idle {
	h := &Idle{}
	h.prepare(l, h, &l.idles, callback)
	return h
}

// NewPrepare makes a prepare handle that is not started.
func (l *Loop) NewPrepare(callback func()) *Prepare {
	h := &Prepare{}
	h.prepare(l, h, &l.prepares, callback)
	return h
}

// NewCheck makes a check handle that is not started.
func (l *Loop) NewCheck(callback func()) *Check {
	h := &Check{}
	h.prepare(l, h, &l.checks, callback)
	return h
}

func (h *phaseHandle) prepare(l *Loop, self Handle, in *list[*phaseHandle], callback func()) {
	h.setup(l, self)
	h.Callback, h.in, h.inList.of = callback, in, h
}

// Start lets the handle call back. EINVAL when it has no callback or is closing.
func (h *phaseHandle) Start() error {
	if h.Callback == nil || h.Closing() {
		return EINVAL
	}
	if !h.Active() {
		// At the front, as libuv does: the one started last runs first.
		h.in.pushFront(&h.inList)
		h.start()
	}
	return nil
}

// Stop ends that.
func (h *phaseHandle) Stop() {
	h.inList.remove()
	h.stop()
}

// Close ends the handle.
func (h *phaseHandle) Close(done func()) {
	h.Stop()
	h.beginClose(done)
}

// runPhase runs the handles of a phase that are active when it begins and when
// their turn comes.
func (l *Loop) runPhase(in *list[*phaseHandle], name string) {
	if in.empty() {
		return
	}
	if l.Trace != nil {
		l.trace(name)
	}
	var batch list[*phaseHandle]
	in.moveTo(&batch)
	for n := batch.first(); n != nil; n = batch.first() {
		n.remove()
		in.pushBack(n)
		n.of.Callback()
		l.after()
	}
}
