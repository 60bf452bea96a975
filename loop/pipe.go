package loop

// Pipe is a Unix-domain socket, a named pipe of Windows, or any descriptor
// that is read or written as a stream.
type Pipe struct {
	Stream
	pipeState
}

// NewPipe makes a pipe without a descriptor. ipc makes it a channel over which
// handles are passed.
func (l *Loop) NewPipe(ipc bool) *Pipe {
	p := &Pipe{}
	p.setup(l, p)
	p.sock.init(&p.Stream)
	p.incoming.ipc = ipc
	return p
}

// Open takes over a descriptor.
func (p *Pipe) Open(fd int) error {
	if p.Closing() {
		return EINVAL
	}
	return p.openFD(fd)
}

// IPC tells whether handles are passed over the pipe.
func (p *Pipe) IPC() bool { return p.incoming.ipc }

// Close closes the pipe, and removes the name that Bind made.
func (p *Pipe) Close(done func()) {
	if !p.Closing() {
		p.unbind()
	}
	p.closeStream(done)
}

// PendingCount is how many handles have come and wait for Accept.
func (p *Pipe) PendingCount() int {
	if !p.incoming.ipc || !p.incoming.first.valid() {
		return 0
	}
	return 1 + len(p.incoming.more)
}

// HandleKind is a kind of handle that a descriptor can become.
type HandleKind uint8

// Kinds of handles.
const (
	UnknownHandle HandleKind = iota
	TCPHandle
	UDPHandle
	PipeHandle
	TTYHandle
	FileHandle
)

// String is the name Node has for the kind.
func (k HandleKind) String() string {
	return [...]string{"UNKNOWN", "TCP", "UDP", "PIPE", "TTY", "FILE"}[k]
}

// PendingKind is the kind of the handle that Accept would give.
func (p *Pipe) PendingKind() HandleKind {
	if p.PendingCount() == 0 {
		return UnknownHandle
	}
	return GuessHandle(p.incoming.first.fd())
}

// WriteHandle is Write that passes a handle along: a TCP, Pipe or UDP that
// stays open here as well. There must be at least one byte. EINVAL when the
// pipe is not a channel for handles, EBADF when the handle has no descriptor.
func (p *Pipe) WriteHandle(done func(error), handle Handle, bufs ...[]byte) (*WriteReq, error) {
	h, ok := handle.(interface{ FD() int })
	if !ok || !p.incoming.ipc || size(bufs) == 0 {
		return nil, EINVAL
	}
	if h.FD() < 0 {
		return nil, EBADF
	}
	return p.write(done, h.FD(), bufs)
}
