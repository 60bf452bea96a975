//go:build linux && !loopnet

package loop

import (
	"time"

	"golang.org/x/sys/unix"
)

// poller is epoll, with an event descriptor for waking.
type poller struct {
	watchers
	epfd   int
	wakefd int
	events [1024]unix.EpollEvent
}

// maxWaits bounds how often a poll phase fetches events that are already
// there, when there are more than fit into the buffer.
const maxWaits = 48

func (p *poller) init() (err error) {
	if p.epfd, err = unix.EpollCreate1(unix.EPOLL_CLOEXEC); err != nil {
		return errnoOf(err)
	}
	if p.wakefd, err = unix.Eventfd(0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK); err == nil {
		err = unix.EpollCtl(p.epfd, unix.EPOLL_CTL_ADD, p.wakefd, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(p.wakefd)})
	}
	if err != nil {
		p.close()
	}
	return errnoOf(err)
}

func (p *poller) close() {
	unix.Close(p.epfd)
	unix.Close(p.wakefd)
	p.epfd, p.wakefd = -1, -1
}

// wake ends a wait, or the next one.
func (p *poller) wake() {
	one := [8]byte{1}
	unix.Write(p.wakefd, one[:])
}

var epollBits = [...]struct {
	ev   ioEvents
	bits uint32
}{
	{ioRead, unix.EPOLLIN}, {ioWrite, unix.EPOLLOUT}, {ioPriority, unix.EPOLLPRI}, {ioDisconnect, unix.EPOLLRDHUP},
	{ioFailed, unix.EPOLLERR | unix.EPOLLHUP},
}

// update tells the kernel what w wants.
func (p *poller) update(w *ioWatcher) {
	ev := unix.EpollEvent{Fd: int32(w.fd), Pad: int32(w.generation)}
	for _, b := range &epollBits {
		if w.want&b.ev != 0 {
			ev.Events |= b.bits
		}
	}
	op := unix.EPOLL_CTL_MOD
	switch {
	case w.have == 0:
		op = unix.EPOLL_CTL_ADD
	case w.want == 0:
		op = unix.EPOLL_CTL_DEL
	}
	err := epollCtl(p.epfd, op, w.fd, &ev)
	if err == unix.EEXIST {
		// A watcher of an earlier descriptor with this number, still open elsewhere.
		err = epollCtl(p.epfd, unix.EPOLL_CTL_MOD, w.fd, &ev)
	}
	w.have = w.want
	if err != 0 && w.want != 0 {
		// The kernel cannot watch it (a regular file, say): let the owner find out.
		w.have = 0
		w.owner.ioReady(w.want | ioFailed)
	}
}

func (p *poller) wait(l *Loop, timeout int64) {
	p.flush(p.update)
	n := p.waitFirst(l, timeout)
	for i := 0; ; i++ {
		p.dispatch(n)
		if n < len(p.events) || i == maxWaits {
			return
		}
		n, _ = epollWait(p.epfd, p.events[:], 0)
	}
}

// waitFirst fetches events. What is ready already is fetched without letting
// Go's scheduler know; only a real wait gives up the processor.
func (p *poller) waitFirst(l *Loop, timeout int64) int {
	n, _ := epollWait(p.epfd, p.events[:], 0)
	if n > 0 || timeout == 0 {
		return n
	}
	began := time.Now()
	for {
		ms := -1
		if timeout > 0 {
			ms = int(min(max(timeout-int64(time.Since(began)/time.Millisecond), 0), 1<<30))
		}
		n, err := unix.EpollWait(p.epfd, p.events[:], ms)
		if err != unix.EINTR {
			l.woke(began)
			return max(n, 0)
		}
	}
}

func (p *poller) dispatch(n int) {
	for i := range p.events[:max(n, 0)] {
		e := &p.events[i]
		if e.Fd == int32(p.wakefd) {
			var b [8]byte
			unix.Read(p.wakefd, b[:])
			continue
		}
		w := p.find(int(e.Fd), uint32(e.Pad))
		if w == nil {
			continue
		}
		var ev ioEvents
		for _, b := range &epollBits {
			if e.Events&b.bits != 0 {
				ev |= b.ev
			}
		}
		if ev &= w.want | ioFailed; ev != 0 {
			w.owner.ioReady(ev)
		}
	}
}
