//go:build unix

package loop

import (
	"os"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// defaultPath is where programs are looked for without a PATH.
const defaultPath = "/usr/local/bin:/bin:/usr/bin"

// Kill sends a signal to a process, or to a group when pid is negative; 0 only tests.
func Kill(pid, signum int) error {
	if signum < 0 || signum >= 65 {
		return EINVAL
	}
	return errnoOf(unix.Kill(pid, syscall.Signal(signum)))
}

// begin starts the process.
func (p *Process) begin(l *Loop, o *SpawnOptions) error {
	files, err := childFiles(o.Stdio)
	defer files.closeChildEnds()
	if err != nil {
		files.closeParentEnds()
		return err
	}
	attr := &syscall.ProcAttr{Dir: o.Cwd, Env: o.Env, Files: files.fds, Sys: &syscall.SysProcAttr{Setsid: o.Detached}}
	if attr.Env == nil {
		attr.Env = os.Environ()
	}
	if o.UID != nil || o.GID != nil {
		attr.Sys.Credential = credential(o.UID, o.GID)
	}
	p.prepare(attr.Sys)
	p.pid, err = execute(o.File, o.Args, attr)
	if err != nil {
		if o.KeepPipes {
			_ = files.openPipes(o.Stdio) // what matters is err
		} else {
			files.closeParentEnds()
		}
		return errnoOf(err)
	}
	return files.openPipes(o.Stdio)
}

func credential(uid, gid *uint32) *syscall.Credential {
	c := &syscall.Credential{Uid: uint32(os.Getuid()), Gid: uint32(os.Getgid()), NoSetGroups: os.Geteuid() != 0}
	if uid != nil {
		c.Uid = *uid
	}
	if gid != nil {
		c.Gid = *gid
	}
	return c
}

// execute runs a program as execvp does: a name without a slash is looked for
// in the PATH of the child, and what has no known format is given to the shell.
func execute(file string, args []string, attr *syscall.ProcAttr) (pid int, err error) {
	if strings.IndexByte(file, '/') >= 0 {
		return executeAt(file, args, attr)
	}
	failure := error(unix.ENOENT)
	for _, dir := range strings.Split(searchPath(attr.Env), ":") {
		path := dir + "/" + file
		if dir == "" {
			path = "./" + file
		}
		if err := executable(path, attr.Dir); err != nil {
			if err == unix.EACCES {
				failure = err
			}
			continue
		}
		return executeAt(path, args, attr)
	}
	return 0, failure
}

func searchPath(env []string) string {
	for i := len(env) - 1; i >= 0; i-- {
		if path, ok := strings.CutPrefix(env[i], "PATH="); ok {
			return path
		}
	}
	return defaultPath
}

// executable is nil when there is a program at path, seen from the folder dir.
func executable(path, dir string) error {
	if path[0] != '/' && dir != "" {
		path = dir + "/" + path
	}
	var st unix.Stat_t
	if err := unix.Stat(path, &st); err != nil {
		return err
	}
	if st.Mode&unix.S_IFMT != unix.S_IFREG {
		return unix.EACCES
	}
	return unix.Access(path, X_OK)
}

func executeAt(path string, args []string, attr *syscall.ProcAttr) (int, error) {
	pid, err := syscall.ForkExec(path, args, attr)
	if err == unix.ENOEXEC {
		return syscall.ForkExec("/bin/sh", append([]string{"/bin/sh", path}, args[1:]...), attr)
	}
	return pid, err
}

// childStdio are the descriptors of a child while it is being started.
type childStdio struct {
	fds     []uintptr
	child   []int // to be closed here once it runs
	parents []int // our ends of the pipes, by place; -1 elsewhere
}

const noFD = ^uintptr(0)

func childFiles(stdio []Stdio) (*childStdio, error) {
	f := &childStdio{}
	for i, s := range stdio {
		fd, parent, err := f.open(i, s)
		if err != nil {
			return f, err
		}
		f.fds = append(f.fds, fd)
		f.parents = append(f.parents, parent)
	}
	return f, nil
}

// open makes the descriptor number i.
func (f *childStdio) open(i int, s Stdio) (fd uintptr, parent int, err error) {
	switch {
	case s.Kind == StdioPipe:
		if s.Pipe == nil || s.Pipe.Closing() || s.Pipe.FD() >= 0 {
			return noFD, -1, EINVAL
		}
		pair, err := socketpair()
		if err != nil {
			return noFD, -1, err
		}
		unix.SetNonblock(pair[1], false)
		f.child = append(f.child, pair[1])
		return uintptr(pair[1]), pair[0], nil
	case s.Kind == StdioInherit:
		if s.FD < 0 {
			return noFD, -1, EINVAL
		}
		if i <= 2 {
			// A child does not expect that its standard streams do not wait.
			unix.SetNonblock(s.FD, false)
		}
		return uintptr(s.FD), -1, nil
	case i > 2:
		return noFD, -1, nil
	}
	mode := unix.O_RDWR
	if i == 0 {
		mode = unix.O_RDONLY
	}
	null, err := unix.Open("/dev/null", mode|unix.O_CLOEXEC, 0)
	if err != nil {
		return noFD, -1, errnoOf(err)
	}
	f.child = append(f.child, null)
	return uintptr(null), -1, nil
}

func (f *childStdio) closeChildEnds() {
	for _, fd := range f.child {
		unix.Close(fd)
	}
}

func (f *childStdio) closeParentEnds() {
	for _, fd := range f.parents {
		if fd >= 0 {
			unix.Close(fd)
		}
	}
}

// openPipes gives our ends to the pipes.
func (f *childStdio) openPipes(stdio []Stdio) error {
	for i, fd := range f.parents {
		if fd < 0 {
			continue
		}
		if err := stdio[i].Pipe.openFD(fd); err != nil {
			return err
		}
		stdio[i].Pipe.sock.setOwn()
	}
	return nil
}

// reap asks whether the process has ended, or with wait waits until it has.
func reap(pid int, wait bool) (status int64, signal int, done bool) {
	var ws syscall.WaitStatus
	flags := syscall.WNOHANG
	if wait {
		flags = 0
	}
	for {
		n, err := syscall.Wait4(pid, &ws, flags, nil)
		switch {
		case err == syscall.EINTR:
		case err != nil:
			return 0, 0, true // somebody else has waited for it
		case n == 0:
			return 0, 0, false
		case ws.Signaled():
			return 0, int(ws.Signal()), true
		default:
			return int64(ws.ExitStatus()), 0, true
		}
	}
}
