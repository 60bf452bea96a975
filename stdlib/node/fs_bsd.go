//go:build unix && !linux

package node

import "syscall"

// statTimes are the times of access and change in milliseconds.
func statTimes(st *syscall.Stat_t) (access, change float64) {
	return millis(st.Atimespec), millis(st.Ctimespec)
}
