package loop

// StdioKind says what a descriptor of a child is.
type StdioKind uint8

const (
	// StdioIgnore opens the null device for 0, 1 and 2, and nothing for others.
	StdioIgnore StdioKind = iota
	// StdioPipe makes a pair of sockets, one end being for Stdio.Pipe.
	StdioPipe
	// StdioInherit gives the child the descriptor Stdio.FD, of the parent's own
	// or of a stream.
	StdioInherit
)

// Stdio is one descriptor of a child.
type Stdio struct {
	Kind StdioKind
	// Pipe is the parent's end, a new pipe; one made as a channel for handles
	// makes the child's end one too.
	Pipe *Pipe
	FD   int
}

// SpawnOptions say how a process is started.
type SpawnOptions struct {
	// File is the program: a path, or a name that is looked up in the PATH of Env.
	File string
	// Args are the arguments, the program's own name first.
	Args []string
	// Env is the environment as NAME=value; nil is that of this process.
	Env []string
	// Cwd is the folder it starts in; "" is the present one.
	Cwd string
	// Stdio are its descriptors from 0 on.
	Stdio []Stdio
	// KeepPipes opens the pipes of Stdio even where the program cannot be started:
	// they are at their end then.
	KeepPipes bool
	// UID and GID are the user and group it runs as; nil changes nothing.
	UID, GID *uint32
	// Detached makes it the leader of a session of its own.
	Detached bool
	// WindowsHide and WindowsVerbatim concern Windows alone: no console window, and
	// arguments that are not quoted.
	WindowsHide, WindowsVerbatim bool
}

// Process is a child. It is active until it has ended.
type Process struct {
	handle
	processState
	started bool
	pid     int
	exit    func(status int64, signal int)
}

// NewProcess makes a process that Start starts.
func (l *Loop) NewProcess() *Process {
	p := &Process{}
	p.setup(l, p)
	return p
}

// Spawn starts a process. exit is called when it has ended, with its status, or
// with the signal that ended it. The errors are those of the system: ENOENT
// when the program or the folder does not exist, EACCES when it may not be
// run. The pipes of Stdio are open on success.
func (l *Loop) Spawn(o *SpawnOptions, exit func(status int64, signal int)) (*Process, error) {
	p := l.NewProcess()
	if err := p.Start(o, exit); err != nil {
		p.Close(nil)
		return nil, err
	}
	return p, nil
}

// Start starts a process that NewProcess has made, as Spawn does.
func (p *Process) Start(o *SpawnOptions, exit func(status int64, signal int)) error {
	if o.File == "" || len(o.Args) == 0 || p.started || p.Closing() {
		return EINVAL
	}
	p.exit = exit
	if err := p.begin(p.loop, o); err != nil {
		p.pid = 0
		return err
	}
	p.started = true
	p.start()
	p.wait()
	if p.loop.Trace != nil {
		p.loop.trace("spawn", p, o.File)
	}
	return nil
}

// PID is the process's number.
func (p *Process) PID() int { return p.pid }

// ended is called when the process has been waited for.
func (p *Process) ended(status int64, signal int) {
	p.stop()
	if p.loop.Trace != nil {
		p.loop.trace("exit", p, status, signal)
	}
	if p.exit != nil && !p.Closing() {
		p.exit(status, signal)
		p.loop.after()
	}
}

// Kill sends the process a signal; 0 only tests. ESRCH when it has ended.
func (p *Process) Kill(signum int) error {
	if !p.Active() && p.pid != 0 {
		return ESRCH
	}
	return Kill(p.pid, signum)
}

// Close ends the handle, not the process. A process that has not ended is
// waited for in silence.
func (p *Process) Close(done func()) {
	if p.Closing() {
		return
	}
	if p.started {
		p.abandon()
	}
	p.beginClose(done)
}
