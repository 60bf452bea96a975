//go:build linux && !loopnet

package loop

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// processState watches the end of a child by a descriptor for it; on kernels
// without them a goroutine waits.
type processState struct {
	io    ioWatcher
	pidfd int
	gone  bool
}

func (p *Process) prepare(attr *syscall.SysProcAttr) {
	p.pidfd = -1
	attr.PidFD = &p.pidfd
}

// wait arranges for ended to be called.
func (p *Process) wait() {
	if p.pidfd < 0 {
		go waitFor(p)
		return
	}
	p.io.fd = p.pidfd
	p.io.owner = p
	p.loop.watch(&p.io, ioRead)
}

func (p *Process) ioReady(ioEvents) {
	status, signal, done := reap(p.pid, false)
	if done {
		p.drop()
		p.ended(status, signal)
	}
}

func (p *Process) drop() {
	if p.pidfd >= 0 {
		p.loop.forget(&p.io)
		unix.Close(p.pidfd)
		p.pidfd = -1
	}
}

// abandon gives the watching up; a goroutine waits if the child still runs, so
// that it does not stay as a zombie.
func (p *Process) abandon() {
	if p.pidfd >= 0 {
		p.drop()
		if _, _, done := reap(p.pid, false); !done {
			go reap(p.pid, true)
		}
	}
}
