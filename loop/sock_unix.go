//go:build unix && !loopnet

package loop

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// errInProgress is what connecting returns while it has not ended.
const errInProgress = -Errno(unix.EINPROGRESS)

// sock is what a stream sees of the system: a non-blocking descriptor, whose
// owner is told by sockReady when it is ready for what it wants. sock_net.go
// has the same methods without a descriptor.
type sock struct {
	io    ioWatcher
	loop  *Loop
	owner *Stream
	// foreign marks a descriptor that others may have too, and make blocking:
	// its calls may wait, and are made so that Go's scheduler knows.
	foreign bool
}

func (k *sock) init(s *Stream) {
	k.loop, k.owner = s.loop, s
	k.io.fd = -1
	k.io.owner = k
}

func (k *sock) ioReady(ev ioEvents) { k.owner.sockReady(ev) }

// set takes over a descriptor, which must be non-blocking.
func (k *sock) set(fd int) { k.io.fd = fd }

// setOwn says that nobody else has the descriptor.
func (k *sock) setOwn() { k.foreign = false }

func (k *sock) fd() int { return k.io.fd }

func (k *sock) want(ev ioEvents) {
	if k.io.fd >= 0 {
		k.loop.watch(&k.io, ev)
	}
}

func (k *sock) unwant(ev ioEvents) {
	if k.io.fd >= 0 {
		k.loop.unwatch(&k.io, ev)
	}
}

// read reads once: 0 is the end, EAGAIN that there is nothing now.
func (k *sock) read(p []byte) (int, error) {
	for {
		n, e := k.sysRead(p)
		if e == 0 {
			return n, nil
		}
		if e != unix.EINTR {
			return 0, -Errno(e)
		}
	}
}

// write writes once: EAGAIN when there is no room.
func (k *sock) write(bufs [][]byte) (int, error) {
	for {
		n, e := k.sysWritev(bufs)
		if e == 0 {
			return n, nil
		}
		if e != unix.EINTR {
			if e == unix.ENOBUFS {
				e = unix.EAGAIN
			}
			return 0, -Errno(e)
		}
	}
}

func (k *sock) sysRead(p []byte) (int, syscall.Errno) {
	if k.foreign {
		n, err := unix.Read(k.io.fd, p)
		return n, errnum(err)
	}
	return sysRead(k.io.fd, p)
}

func (k *sock) sysWritev(bufs [][]byte) (int, syscall.Errno) {
	if !k.foreign {
		return sysWritev(k.io.fd, bufs)
	}
	for len(bufs) > 1 && len(bufs[0]) == 0 {
		bufs = bufs[1:]
	}
	n, err := unix.Write(k.io.fd, bufs[0])
	return n, errnum(err)
}

func errnum(err error) syscall.Errno {
	e, _ := err.(syscall.Errno)
	return e
}

// waitWritable blocks until there is room.
func (k *sock) waitWritable() {
	fds := []unix.PollFd{{Fd: int32(k.io.fd), Events: unix.POLLOUT}}
	unix.Poll(fds, -1)
}

func (k *sock) shutdown() error { return errnoOf(unix.Shutdown(k.io.fd, unix.SHUT_WR)) }

// connectResult is how connecting went; EINPROGRESS when it has not ended.
func (k *sock) connectResult() error {
	e, err := unix.GetsockoptInt(k.io.fd, unix.SOL_SOCKET, unix.SO_ERROR)
	if err != nil {
		return errnoOf(err)
	}
	if e == 0 {
		return nil
	}
	return -Errno(e)
}

// close gives the descriptor back. Those of the process's own streams stay open.
func (k *sock) close() {
	fd := k.io.fd
	if fd < 0 {
		return
	}
	k.loop.forget(&k.io)
	if fd > 2 {
		unix.Close(fd)
	}
}
