package loop

import (
	"net/netip"
	"slices"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

func sysRead(fd int, p []byte) (int, syscall.Errno) {
	n, err := unix.Read(fd, p)
	return n, errnum(err)
}

// sysWritev writes the first buffer that is not empty: the rest is written by
// the calls that follow.
func sysWritev(fd int, bufs [][]byte) (int, syscall.Errno) {
	for len(bufs) > 1 && len(bufs[0]) == 0 {
		bufs = bufs[1:]
	}
	n, err := unix.Write(fd, bufs[0])
	return n, errnum(err)
}

// newSocket makes a non-blocking socket that children do not inherit.
func newSocket(family, kind int) (int, error) {
	syscall.ForkLock.RLock()
	fd, err := unix.Socket(family, kind, 0)
	if err == nil {
		unix.CloseOnExec(fd)
	}
	syscall.ForkLock.RUnlock()
	if err == nil {
		err = unix.SetNonblock(fd, true)
	}
	if err == nil {
		err = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_NOSIGPIPE, 1)
	}
	return fd, errnoOf(err)
}

// accept takes a connection from a listening socket.
func accept(fd int) (int, error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	for {
		c, _, err := unix.Accept(fd)
		if err == unix.EINTR {
			continue
		}
		if err == nil {
			unix.CloseOnExec(c)
			err = unix.SetNonblock(c, true)
		}
		return c, errnoOf(err)
	}
}

// socketpair makes two connected sockets, non-blocking and not inherited.
func socketpair() (fds [2]int, err error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	fds, err = unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	for _, fd := range fds {
		if err == nil {
			unix.CloseOnExec(fd)
			err = unix.SetNonblock(fd, true)
		}
	}
	return fds, errnoOf(err)
}

const (
	tcpKeepIdle     = unix.TCP_KEEPALIVE
	msgNoSignal     = 0
	msgCloexec      = 0
	hasAbstract     = false
	ioctlGetTermios = unix.TIOCGETA
	ioctlSetTermios = unix.TIOCSETAW
)

// reuseUDP is the option that lets several UDP sockets have one address.
const reuseUDP = unix.SO_REUSEPORT

const (
	mcastJoinSource  = unix.MCAST_JOIN_SOURCE_GROUP
	mcastLeaveSource = unix.MCAST_LEAVE_SOURCE_GROUP
)

// dissolve takes the peer from a socket: a connect to no address, whose error is meant.
func dissolve(fd int) error {
	err := errnoOf(unix.Connect(fd, &unix.SockaddrInet4{}))
	if err == EADDRNOTAVAIL {
		err = nil
	}
	return err
}

// mreqSource is C's struct ip_mreq_source.
func mreqSource(group, via, source netip.Addr) []byte {
	return slices.Concat(group.AsSlice(), source.AsSlice(), via.AsSlice())
}

// putFamily begins a socket address.
func putFamily(sa []byte, family, size int) { sa[0], sa[1] = byte(size), byte(family) }

// terminalPath is a path that opens the terminal of a descriptor.
func terminalPath(fd int) (string, error) {
	var buf [1024]byte
	_, err := unix.FcntlInt(uintptr(fd), unix.F_GETPATH, int(uintptr(unsafe.Pointer(&buf))))
	if err != nil {
		return "", errnoOf(err)
	}
	return unix.ByteSliceToString(buf[:]), nil
}
