//go:build unix && !loopnet

package loop

import (
	"golang.org/x/sys/unix"
)

// maxFDs bounds how many descriptors one read takes.
const maxFDs = 64

// receiveFDs reads once from a channel for handles, and puts the descriptors
// that come along in line for Accept.
func (s *Stream) receiveFDs(buf []byte) (int, error) {
	var control [512]byte
	var n, cn int
	var err error
	for {
		n, cn, _, _, err = unix.Recvmsg(s.sock.fd(), buf, control[:], msgCloexec)
		if err != unix.EINTR {
			break
		}
	}
	if err == unix.ENOTSOCK {
		return s.sock.read(buf)
	}
	if err != nil {
		return 0, errnoOf(err)
	}
	if cn > 0 {
		s.takeFDs(control[:cn])
	}
	return n, nil
}

func (s *Stream) takeFDs(control []byte) {
	messages, err := unix.ParseSocketControlMessage(control)
	if err != nil {
		return
	}
	for i := range messages {
		fds, err := unix.ParseUnixRights(&messages[i])
		if err != nil {
			continue
		}
		for _, fd := range fds {
			if msgCloexec == 0 {
				unix.CloseOnExec(fd)
			}
			unix.SetNonblock(fd, true)
			c := conn(fd + 1)
			switch {
			case !s.incoming.first.valid():
				s.incoming.first = c
			case len(s.incoming.more) < maxFDs:
				s.incoming.more = append(s.incoming.more, c)
			default:
				c.close()
			}
		}
	}
}

// sendFD writes the buffers with a descriptor.
func (s *Stream) sendFD(bufs [][]byte, fd int) (int, error) {
	rights := unix.UnixRights(fd)
	for {
		n, err := unix.SendmsgBuffers(s.sock.fd(), bufs, rights, nil, msgNoSignal)
		if err != unix.EINTR {
			return max(n, 0), errnoOf(err)
		}
	}
}
