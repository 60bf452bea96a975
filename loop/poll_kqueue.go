//go:build (darwin || dragonfly || freebsd || netbsd || openbsd) && !loopnet

package loop

import (
	"time"

	"golang.org/x/sys/unix"
)

// poller is kqueue, with a pipe for waking.
type poller struct {
	watchers
	kq      int
	wakefds [2]int
	events  [1024]unix.Kevent_t
}

// maxWaits bounds how often a poll phase fetches events that are already
// there, when there are more than fit into the buffer.
const maxWaits = 48

func (p *poller) init() (err error) {
	p.wakefds = [2]int{-1, -1}
	if p.kq, err = unix.Kqueue(); err != nil {
		return errnoOf(err)
	}
	unix.CloseOnExec(p.kq)
	if err = unix.Pipe(p.wakefds[:]); err == nil {
		for _, fd := range p.wakefds {
			unix.CloseOnExec(fd)
			unix.SetNonblock(fd, true)
		}
		err = p.change(p.wakefds[0], unix.EVFILT_READ, unix.EV_ADD)
	}
	if err != nil {
		p.close()
	}
	return errnoOf(err)
}

func (p *poller) close() {
	for _, fd := range [...]int{p.kq, p.wakefds[0], p.wakefds[1]} {
		if fd >= 0 {
			unix.Close(fd)
		}
	}
}

// wake ends a wait, or the next one.
func (p *poller) wake() { unix.Write(p.wakefds[1], []byte{1}) }

func (p *poller) change(fd, filter, flags int) error {
	var ev [1]unix.Kevent_t
	unix.SetKevent(&ev[0], fd, filter, flags)
	_, err := unix.Kevent(p.kq, ev[:], nil, nil)
	return err
}

// update tells the kernel what w wants.
func (p *poller) update(w *ioWatcher) {
	filters := [...]struct {
		events ioEvents
		filter int
	}{{ioRead | ioDisconnect, unix.EVFILT_READ}, {ioWrite, unix.EVFILT_WRITE}}
	var failed error
	for _, f := range filters {
		want, have := w.want&f.events != 0, w.have&f.events != 0
		var err error
		switch {
		case want && !have:
			err = p.change(w.fd, f.filter, unix.EV_ADD)
		case have && !want:
			p.change(w.fd, f.filter, unix.EV_DELETE)
		}
		if err != nil {
			failed = err
		}
	}
	w.have = w.want
	if failed != nil && w.want != 0 {
		// The kernel cannot watch it: let the owner find out.
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
		n, _ = unix.Kevent(p.kq, nil, p.events[:], &unix.Timespec{})
	}
}

func (p *poller) waitFirst(l *Loop, timeout int64) int {
	began := time.Now()
	for {
		var limit *unix.Timespec
		if timeout >= 0 {
			ts := unix.NsecToTimespec(max(timeout*int64(time.Millisecond)-int64(time.Since(began)), 0))
			limit = &ts
		}
		n, err := unix.Kevent(p.kq, nil, p.events[:], limit)
		if err != unix.EINTR {
			if timeout != 0 {
				l.woke(began)
			}
			return max(n, 0)
		}
	}
}

func (p *poller) dispatch(n int) {
	for i := range p.events[:n] {
		e := &p.events[i]
		fd := int(e.Ident)
		if fd == p.wakefds[0] {
			var b [256]byte
			unix.Read(fd, b[:])
			continue
		}
		if fd >= len(p.byFD) || p.byFD[fd] == nil {
			continue
		}
		w := p.byFD[fd]
		var ev ioEvents
		if e.Filter == unix.EVFILT_WRITE {
			ev = ioWrite
		} else {
			ev = ioRead
		}
		if e.Flags&unix.EV_EOF != 0 {
			ev |= ioDisconnect
		}
		if e.Flags&unix.EV_ERROR != 0 {
			ev |= ioFailed
		}
		if ev &= w.want | ioFailed; ev != 0 {
			w.owner.ioReady(ev)
		}
	}
}
