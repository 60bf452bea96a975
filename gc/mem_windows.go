package gc

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

var osPage = uintptr(4096)

// reserve takes n bytes of address space that fault when touched.
func reserve(n uintptr) (unsafe.Pointer, error) {
	p, err := windows.VirtualAlloc(0, n, windows.MEM_RESERVE, windows.PAGE_NOACCESS)
	return *(*unsafe.Pointer)(unsafe.Pointer(&p)), err
}

// unreserve gives back what reserve took.
func unreserve(p unsafe.Pointer, n uintptr) error {
	return windows.VirtualFree(uintptr(p), 0, windows.MEM_RELEASE)
}

// commit makes the pages of reserved address space usable; they are zero.
func commit(p unsafe.Pointer, n uintptr) error {
	_, err := windows.VirtualAlloc(uintptr(p), n, windows.MEM_COMMIT, windows.PAGE_READWRITE)
	return err
}

// release gives the memory of committed pages back to the system. They stay
// usable, and are zero when touched again.
func release(p unsafe.Pointer, n uintptr) error {
	if err := windows.VirtualFree(uintptr(p), n, windows.MEM_DECOMMIT); err != nil {
		return err
	}
	return commit(p, n)
}

// adviseHuge asks for huge pages, which this system has no call for.
func adviseHuge(p unsafe.Pointer, n uintptr) {}
