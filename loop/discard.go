package loop

// Discard is Close for a loop that is given up with all it has: handles are
// closed without their callbacks' being waited for, and what requests that are
// under way bring later is dropped. No callback may be running.
func (l *Loop) Discard() {
	if l.closed {
		return
	}
	l.Walk(func(h Handle) { h.Close(nil) })
	l.runClosing()
	l.pending, l.closing, l.activeReqs = nil, nil, 0
	l.handles.init()
	_ = l.Close() // EBUSY cannot be: nothing is left
}
