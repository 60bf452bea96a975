package gc

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

const mapNoReserve = unix.MAP_NORESERVE

// release gives the memory of committed pages back to the system. They stay
// usable, and are zero when touched again.
func release(p unsafe.Pointer, n uintptr) error {
	return unix.Madvise(unsafe.Slice((*byte)(p), n), unix.MADV_DONTNEED)
}

// adviseHuge asks for huge pages for committed memory. That they are not to
// be had is no error.
func adviseHuge(p unsafe.Pointer, n uintptr) {
	unix.Madvise(unsafe.Slice((*byte)(p), n), unix.MADV_HUGEPAGE)
}
