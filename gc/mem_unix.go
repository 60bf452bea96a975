//go:build unix

package gc

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

var osPage = uintptr(unix.Getpagesize())

// reserve takes n bytes of address space that fault when touched.
func reserve(n uintptr) (unsafe.Pointer, error) {
	return unix.MmapPtr(-1, 0, nil, n, unix.PROT_NONE, unix.MAP_ANON|unix.MAP_PRIVATE|mapNoReserve)
}

// unreserve gives back what reserve took.
func unreserve(p unsafe.Pointer, n uintptr) error { return unix.MunmapPtr(p, n) }

// commit makes the pages of reserved address space usable; they are zero.
func commit(p unsafe.Pointer, n uintptr) error {
	return unix.Mprotect(unsafe.Slice((*byte)(p), n), unix.PROT_READ|unix.PROT_WRITE)
}
