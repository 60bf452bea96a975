//go:build !linux && !windows

package loop

// The errors that only some systems number.
const (
	ENONET    Errno = -4056
	EREMOTEIO Errno = -4030
	EUNATCH   Errno = -4023
)
