package loop

// TTY is a terminal.
type TTY struct {
	Stream
	ttyState
	mode TTYMode
}

// TTYMode says how a terminal treats what is typed.
type TTYMode int

const (
	// TTYNormal is how it was before.
	TTYNormal TTYMode = iota
	// TTYRaw passes every key at once and without echo; lines that are written
	// still end with a carriage return.
	TTYRaw
	// TTYIO is raw in both directions.
	TTYIO
)

// NewTTY makes a handle for a descriptor that is a terminal; EINVAL for
// others. The terminal is opened anew where that is possible, so that other
// processes that have the descriptor do not find it non-blocking.
func (l *Loop) NewTTY(fd int) (*TTY, error) {
	if GuessHandle(fd) != TTYHandle {
		return nil, EINVAL
	}
	t := &TTY{}
	t.setup(l, t)
	t.sock.init(&t.Stream)
	if err := t.openTerminal(fd); err != nil {
		t.Close(nil)
		return nil, err
	}
	return t, nil
}

// Close closes the handle. A mode that it has set is undone.
func (t *TTY) Close(done func()) {
	if !t.Closing() {
		t.restore()
	}
	t.closeStream(done)
}

// SetMode sets the mode.
func (t *TTY) SetMode(mode TTYMode) error {
	if t.mode == mode {
		return nil
	}
	if err := t.setMode(mode); err != nil {
		return err
	}
	t.mode = mode
	return nil
}
