//go:build unix && !loopnet

package loop

import "golang.org/x/sys/unix"

// SetTypeOfService sets the type of service of the packets that are sent: the
// traffic class of IPv6. EBADF without a socket.
func (t *TCP) SetTypeOfService(tos int) error {
	return setTypeOfService(t.sock.fd(), tos)
}

// TypeOfService is what SetTypeOfService has set.
func (t *TCP) TypeOfService() (int, error) { return typeOfService(t.sock.fd()) }

func tosOption(fd int) (level, name int, err error) {
	if fd < 0 {
		return 0, 0, EBADF
	}
	sa, err := unix.Getsockname(fd)
	if err != nil {
		return 0, 0, errnoOf(err)
	}
	if _, six := sa.(*unix.SockaddrInet6); six {
		return unix.IPPROTO_IPV6, unix.IPV6_TCLASS, nil
	}
	return unix.IPPROTO_IP, unix.IP_TOS, nil
}

func setTypeOfService(fd, tos int) error {
	level, name, err := tosOption(fd)
	if err != nil {
		return err
	}
	return setInt(fd, level, name, tos)
}

func typeOfService(fd int) (int, error) {
	level, name, err := tosOption(fd)
	if err != nil {
		return 0, err
	}
	n, err := unix.GetsockoptInt(fd, level, name)
	return n, errnoOf(err)
}
