//go:build unix

package loop

import "syscall"

// catchable tells whether a process may wait for the signal.
func catchable(s syscall.Signal) bool {
	return s > 0 && s < 65 && s != syscall.SIGKILL && s != syscall.SIGSTOP
}
