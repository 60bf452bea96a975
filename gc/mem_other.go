//go:build !unix && !windows

package gc

import (
	"errors"
	"unsafe"
)

var osPage = uintptr(4096)

var errNoMemory = errors.New("gc: no reservation of address space on this system")

func reserve(n uintptr) (unsafe.Pointer, error)   { return nil, errNoMemory }
func unreserve(p unsafe.Pointer, n uintptr) error { return errNoMemory }
func commit(p unsafe.Pointer, n uintptr) error    { return errNoMemory }
func release(p unsafe.Pointer, n uintptr) error   { return errNoMemory }

// adviseHuge asks for huge pages, which this system has no call for.
func adviseHuge(p unsafe.Pointer, n uintptr) {}
