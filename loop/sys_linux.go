package loop

import (
	"encoding/binary"
	"net/netip"
	"slices"
	"strconv"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// System calls that never wait. Made raw, they do not tell Go's scheduler, which
// would cost as much as the call.

func epollCtl(epfd, op, fd int, ev *unix.EpollEvent) syscall.Errno {
	_, _, e := syscall.RawSyscall6(syscall.SYS_EPOLL_CTL, uintptr(epfd), uintptr(op), uintptr(fd), uintptr(unsafe.Pointer(ev)), 0, 0)
	return e
}

func epollWait(epfd int, events []unix.EpollEvent, ms int) (int, syscall.Errno) {
	n, _, e := syscall.RawSyscall6(syscall.SYS_EPOLL_PWAIT, uintptr(epfd), uintptr(unsafe.Pointer(&events[0])), uintptr(len(events)), uintptr(ms), 0, 0)
	if e != 0 {
		return 0, e
	}
	return int(n), 0
}

func sysRead(fd int, p []byte) (int, syscall.Errno) {
	n, _, e := syscall.RawSyscall(syscall.SYS_READ, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)))
	return int(n), e
}

// maxIovecs is how many buffers are written by one call.
const maxIovecs = 64

func sysWritev(fd int, bufs [][]byte) (int, syscall.Errno) {
	if len(bufs) == 1 {
		b := bufs[0]
		n, _, e := syscall.RawSyscall(syscall.SYS_WRITE, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)))
		return int(n), e
	}
	var iov [maxIovecs]unix.Iovec
	n := min(len(bufs), maxIovecs)
	for i, b := range bufs[:n] {
		iov[i].Base = unsafe.SliceData(b)
		iov[i].SetLen(len(b))
	}
	w, _, e := syscall.RawSyscall(syscall.SYS_WRITEV, uintptr(fd), uintptr(unsafe.Pointer(&iov)), uintptr(n))
	return int(w), e
}

// newSocket makes a non-blocking socket that children do not inherit.
func newSocket(family, kind int) (int, error) {
	fd, err := unix.Socket(family, kind|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	return fd, errnoOf(err)
}

// accept takes a connection from a listening socket.
func accept(fd int) (int, error) {
	for {
		c, _, err := unix.Accept4(fd, unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC)
		if err != unix.EINTR {
			return c, errnoOf(err)
		}
	}
}

// socketpair makes two connected sockets, non-blocking and not inherited.
func socketpair() (fds [2]int, err error) {
	fds, err = unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	return fds, errnoOf(err)
}

const (
	tcpKeepIdle     = unix.TCP_KEEPIDLE
	msgNoSignal     = unix.MSG_NOSIGNAL
	msgCloexec      = unix.MSG_CMSG_CLOEXEC
	hasAbstract     = true
	ioctlGetTermios = unix.TCGETS
	ioctlSetTermios = unix.TCSETSW
)

// reuseUDP is the option that lets several UDP sockets have one address.
const reuseUDP = unix.SO_REUSEADDR

const (
	mcastJoinSource  = unix.MCAST_JOIN_SOURCE_GROUP
	mcastLeaveSource = unix.MCAST_LEAVE_SOURCE_GROUP
)

// dissolve takes the peer from a socket.
func dissolve(fd int) error {
	var sa unix.RawSockaddr // AF_UNSPEC
	_, _, e := syscall.RawSyscall(syscall.SYS_CONNECT, uintptr(fd), uintptr(unsafe.Pointer(&sa)), unsafe.Sizeof(sa))
	return fromSys(e)
}

// mreqSource is C's struct ip_mreq_source.
func mreqSource(group, via, source netip.Addr) []byte {
	return slices.Concat(group.AsSlice(), via.AsSlice(), source.AsSlice())
}

// putFamily begins a socket address.
func putFamily(sa []byte, family, _ int) { binary.NativeEndian.PutUint16(sa, uint16(family)) }

// terminalPath is a path that opens the terminal of a descriptor; an error for
// the master's side of a pair, of which there is only one.
func terminalPath(fd int) (string, error) {
	if _, err := unix.IoctlGetInt(fd, unix.TIOCGPTN); err == nil {
		return "", ENOTTY
	}
	return "/proc/self/fd/" + strconv.Itoa(fd), nil
}
