//go:build unix && !loopnet

package loop

import (
	"golang.org/x/sys/unix"
)

// conn is a connection, or a handle that has come over a channel, that no
// handle has taken yet: a descriptor plus one, so that the zero value is none.
type conn int

const noConn conn = 0

func (c conn) valid() bool { return c != 0 }
func (c conn) fd() int     { return int(c) - 1 }
func (c conn) close()      { unix.Close(c.fd()) }

func (k *sock) accept() (conn, error) {
	fd, err := accept(k.io.fd)
	return conn(fd + 1), err
}

// adopt opens the stream with a connection.
func (s *Stream) adopt(c conn) error {
	s.sock.set(c.fd())
	s.opened(streamReadable | streamWritable)
	return s.afterOpen()
}

// openFD opens the stream with a descriptor from elsewhere: it is made
// non-blocking, and what may be done with it is what it was opened for.
func (s *Stream) openFD(fd int) error {
	if s.sock.fd() >= 0 {
		return EBUSY
	}
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	if err != nil {
		return errnoOf(err)
	}
	if err := unix.SetNonblock(fd, true); err != nil {
		return errnoOf(err)
	}
	s.sock.set(fd)
	s.sock.foreign = true
	switch flags & unix.O_ACCMODE {
	case unix.O_RDONLY:
		s.opened(streamReadable)
	case unix.O_WRONLY:
		s.opened(streamWritable)
	default:
		s.opened(streamReadable | streamWritable)
	}
	return s.afterOpen()
}

// spare is a descriptor kept back for the time when there are no others.
type spare struct {
	fd   int
	open bool
}

// keepSpare opens the spare descriptor, when a loop first listens.
func (l *Loop) keepSpare() {
	if !l.spare.open {
		fd, err := unix.Open("/dev/null", unix.O_RDONLY|unix.O_CLOEXEC, 0)
		l.spare = spare{fd, err == nil}
	}
}

func (l *Loop) closeSpare() {
	if l.spare.open {
		unix.Close(l.spare.fd)
		l.spare.open = false
	}
}

// shedConnection is for a process that is out of descriptors: the connections
// that wait are taken with the spare one and closed, so that peers learn of it and
// the loop does not spin. It is EAGAIN when that was done.
func (l *Loop) shedConnection(s *Stream) error {
	if !l.spare.open {
		return EMFILE
	}
	l.closeSpare()
	var err error
	for err == nil {
		var fd int
		if fd, err = accept(s.sock.fd()); err == nil {
			unix.Close(fd)
		}
	}
	l.keepSpare()
	return err
}
