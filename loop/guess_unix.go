//go:build unix

package loop

import (
	"golang.org/x/sys/unix"
)

// GuessHandle tells what kind of handle a descriptor is for.
func GuessHandle(fd int) HandleKind {
	if fd < 0 {
		return UnknownHandle
	}
	if isTerminal(fd) {
		return TTYHandle
	}
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil {
		return UnknownHandle
	}
	switch st.Mode & unix.S_IFMT {
	case unix.S_IFREG, unix.S_IFCHR:
		return FileHandle
	case unix.S_IFIFO:
		return PipeHandle
	case unix.S_IFSOCK:
		return guessSocket(fd)
	}
	return UnknownHandle
}

func guessSocket(fd int) HandleKind {
	kind, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE)
	if err != nil {
		return UnknownHandle
	}
	sa, err := unix.Getsockname(fd)
	if err != nil {
		return UnknownHandle
	}
	_, local := sa.(*unix.SockaddrUnix)
	switch {
	case kind == unix.SOCK_STREAM && local:
		return PipeHandle
	case kind == unix.SOCK_STREAM:
		return TCPHandle
	case kind == unix.SOCK_DGRAM && !local:
		return UDPHandle
	}
	return UnknownHandle
}

// isTerminal tells whether a descriptor is a terminal.
func isTerminal(fd int) bool {
	_, err := unix.IoctlGetTermios(fd, ioctlGetTermios)
	return err == nil
}
