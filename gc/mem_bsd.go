//go:build unix && !linux

package gc

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

const mapNoReserve = 0

// release gives the memory of committed pages back to the system. They stay
// usable, and are zero when touched again: these systems' madvise does not
// promise that, so fresh pages are mapped over the old ones.
func release(p unsafe.Pointer, n uintptr) error {
	_, err := unix.MmapPtr(-1, 0, p, n, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE|unix.MAP_FIXED)
	return err
}

// adviseHuge asks for huge pages, which this system has no call for.
func adviseHuge(p unsafe.Pointer, n uintptr) {}
