package gc

import "unsafe"

// Region is memory outside Go's heap that does not move and is zero at first,
// taken from the system page by page as it is touched: for a register file,
// which the collector's user scans itself.
type Region struct {
	p unsafe.Pointer
	n uintptr
}

// NewRegion takes at least n bytes of address space.
func NewRegion(n uintptr) (*Region, error) {
	n = (n + osPage - 1) &^ (osPage - 1)
	p, err := reserve(n)
	if err != nil {
		return nil, err
	}
	if err := commit(p, n); err != nil {
		unreserve(p, n)
		return nil, err
	}
	return &Region{p, n}, nil
}

// Pointer is the region's first byte.
func (r *Region) Pointer() unsafe.Pointer { return r.p }

// Size is the region's size in bytes.
func (r *Region) Size() uintptr { return r.n }

// Close gives the memory back.
func (r *Region) Close() error { return unreserve(r.p, r.n) }
