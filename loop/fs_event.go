package loop

// FSEvents are kinds of changes.
type FSEvents uint8

const (
	// FSRename is told when a name appears or disappears.
	FSRename FSEvents = 1 << iota
	// FSChange is told when contents or attributes change.
	FSChange
)

// FSEventRecursive watches a folder with all below it; ENOSYS where the system
// cannot do that.
const FSEventRecursive = 4

// FSEvent watches a file, or the entries of a folder. It is active while it is
// started.
type FSEvent struct {
	handle
	fsEventState
	path     string
	callback func(name string, events FSEvents, err error)
}

// NewFSEvent makes a watcher that is not started.
func (l *Loop) NewFSEvent() *FSEvent {
	e := &FSEvent{}
	e.setup(l, e)
	return e
}

// Start watches path. callback gets the name of the entry that changed, which
// for a file is its own, without the folder.
func (e *FSEvent) Start(path string, flags int, callback func(name string, events FSEvents, err error)) error {
	if e.Active() || e.Closing() || callback == nil {
		return EINVAL
	}
	if flags&FSEventRecursive != 0 {
		return ENOSYS
	}
	if err := e.begin(path); err != nil {
		return err
	}
	e.path, e.callback = path, callback
	e.start()
	return nil
}

// Path is what is watched.
func (e *FSEvent) Path() string { return e.path }

// Stop ends the watching; the handle may be started again.
func (e *FSEvent) Stop() {
	if e.Active() {
		e.end()
		e.stop()
	}
}

// Close ends the handle.
func (e *FSEvent) Close(done func()) {
	e.Stop()
	e.beginClose(done)
}

func (e *FSEvent) call(name string, events FSEvents, err error) {
	if e.loop.Trace != nil {
		e.loop.trace("fs-event", e, name, events, err)
	}
	e.callback(name, events, err)
	e.loop.after()
}
