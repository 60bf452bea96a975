//go:build unix && loopnet

package loop

import "syscall"

// reuseAddress lets several sockets have one address.
func reuseAddress(fd uintptr) error {
	return syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
}
