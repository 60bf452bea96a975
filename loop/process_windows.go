package loop

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
)

// processState waits for the child on a goroutine.
type processState struct{ process *os.Process }

// begin starts the process. Descriptors beyond 2 are not passed on.
func (p *Process) begin(l *Loop, o *SpawnOptions) error {
	if o.UID != nil || o.GID != nil {
		return ENOTSUP
	}
	path, err := exec.LookPath(o.File)
	if err != nil {
		return ENOENT
	}
	files := &childStdio{}
	defer files.closeChild()
	for i, s := range o.Stdio {
		if err := files.add(i, s); err != nil {
			files.closeParents()
			return err
		}
	}
	attr := &os.ProcAttr{Dir: o.Cwd, Env: o.Env, Files: files.child, Sys: &syscall.SysProcAttr{HideWindow: o.WindowsHide}}
	if o.Detached {
		attr.Sys.CreationFlags = syscall.CREATE_NEW_PROCESS_GROUP
	}
	if o.WindowsVerbatim {
		attr.Sys.CmdLine = strings.Join(o.Args, " ")
	}
	p.process, err = os.StartProcess(path, o.Args, attr)
	if err != nil {
		files.closeParents()
		return errnoOf(err)
	}
	p.pid = p.process.Pid
	for i, f := range files.parents {
		if f != nil {
			o.Stdio[i].Pipe.openFile(f, files.how[i])
		}
	}
	return nil
}

// childStdio are the files of a child while it is being started.
type childStdio struct {
	child   []*os.File
	owned   []*os.File
	parents []*os.File
	how     []streamState
}

func (f *childStdio) add(i int, s Stdio) error {
	var child, parent *os.File
	var how streamState
	var err error
	switch {
	case s.Kind == StdioInherit:
		child = os.NewFile(uintptr(s.FD), "inherited")
	case s.Kind == StdioPipe && s.Pipe != nil && i == 0:
		child, parent, err = os.Pipe()
		how = streamWritable
	case s.Kind == StdioPipe && s.Pipe != nil:
		parent, child, err = os.Pipe()
		how = streamReadable
	default:
		child, err = os.OpenFile(os.DevNull, os.O_RDWR, 0)
	}
	if err != nil {
		return errnoOf(err)
	}
	if s.Kind != StdioInherit {
		f.owned = append(f.owned, child)
	}
	f.child, f.parents, f.how = append(f.child, child), append(f.parents, parent), append(f.how, how)
	return nil
}

func (f *childStdio) closeChild() {
	for _, c := range f.owned {
		c.Close()
	}
}

func (f *childStdio) closeParents() {
	for _, p := range f.parents {
		if p != nil {
			p.Close()
		}
	}
}

// wait arranges for ended to be called.
func (p *Process) wait() {
	go func() {
		state, err := p.process.Wait()
		p.loop.Post(func() {
			if p.Active() {
				status := int64(-1)
				if err == nil {
					status = int64(uint32(state.ExitCode()))
				}
				p.ended(status, 0)
			}
		})
	}()
}

func (p *Process) abandon() {}
