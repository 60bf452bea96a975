package loop

import "syscall"

// catchable tells whether a process may wait for the signal. Windows has those
// of the console: interrupt, and a close that comes as SIGTERM.
func catchable(s syscall.Signal) bool {
	return s == syscall.SIGINT || s == syscall.SIGTERM || s == syscall.SIGHUP
}
