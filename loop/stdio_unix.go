//go:build unix

package loop

import "golang.org/x/sys/unix"

// KeepStdio notes how descriptors 0, 1 and 2 are, and returns a function that
// makes them so again: whether they wait, and the modes of terminals. They are shared with the
// process that started this one, which goes on with them.
func KeepStdio() (restore func()) {
	var flags [3]int
	var modes [3]*unix.Termios
	for fd := range flags {
		var err error
		if flags[fd], err = unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0); err != nil {
			flags[fd] = -1
			continue
		}
		modes[fd], _ = unix.IoctlGetTermios(fd, ioctlGetTermios)
	}
	return func() {
		ResetTTY()
		for fd, was := range flags {
			now, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
			if was < 0 || err != nil {
				continue
			}
			if (now^was)&unix.O_NONBLOCK != 0 {
				unix.FcntlInt(uintptr(fd), unix.F_SETFL, now&^unix.O_NONBLOCK|was&unix.O_NONBLOCK)
			}
			restoreMode(fd, modes[fd])
		}
	}
}

// restoreMode sets a terminal's mode if it has changed, and if this process is
// in front: one in the background would be stopped.
func restoreMode(fd int, was *unix.Termios) {
	if was == nil {
		return
	}
	now, err := unix.IoctlGetTermios(fd, ioctlGetTermios)
	if err != nil || *now == *was {
		return
	}
	if group, err := unix.IoctlGetInt(fd, unix.TIOCGPGRP); err == nil && group == unix.Getpgrp() {
		again(func() error { return unix.IoctlSetTermios(fd, ioctlSetTermios, was) })
	}
}
