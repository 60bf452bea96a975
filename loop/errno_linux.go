package loop

import "syscall"

// The errors that only some systems number.
const (
	ENONET    = -Errno(syscall.ENONET)
	EREMOTEIO = -Errno(syscall.EREMOTEIO)
	EUNATCH   = -Errno(syscall.EUNATCH)
)
