package gc

import "unsafe"

// Conservative marks every cell that one of the words may refer to: as a
// tagged Word, as an address in the cage, interior ones included, as an
// offset in bytes into it (what a compiler makes of a Ref before it adds the
// base), or as a Ref in either half. The words of Go's stack are of these
// forms; nothing that is one of them by chance does harm, since cells do not
// move.
func (m *Marker) Conservative(words []uint64) {
	base := uint64(uintptr(m.h.base))
	top := m.h.pages.top * pageUnits
	first := m.h.pages.first * pageUnits
	for _, w := range words {
		if lo := uint32(w); lo-first < top-first { // a tagged Word is here
			m.maybe(lo)
		}
		if hi := uint32(w >> 32); hi-first < top-first {
			m.maybe(hi)
		}
		if addr := w - base; addr < uint64(top)<<unitShift {
			m.maybe(uint32(addr >> unitShift))
		}
		if w < uint64(top)<<unitShift {
			m.maybe(uint32(w >> unitShift))
		}
	}
}

// ConservativeRange is Conservative for the n words at p.
func (m *Marker) ConservativeRange(p unsafe.Pointer, n uintptr) {
	m.Conservative(unsafe.Slice((*uint64)(p), n))
}

// maybe marks the cell that unit u is part of, if it is allocated.
func (m *Marker) maybe(u uint32) {
	if r := m.h.cellAt(u, m.h.oldMarks); r != 0 {
		m.Ref(r)
	}
}

// IsCell reports whether r is an allocated cell now: what a word of a range that
// Conservative scans must be before it is copied to where marking is precise.
func (h *Heap) IsCell(r Ref) bool { return r != 0 && h.cellAt(uint32(r), h.marks) == r }

// cellAt returns the allocated cell that unit u is part of, 0 where there is
// none. The marks are those of the last finished collection.
func (h *Heap) cellAt(u uint32, marks []uint64) Ref {
	n := u / pageUnits
	if n < h.pages.first || n >= h.pages.top {
		return 0
	}
	p := h.pages.at[n].first
	if p < h.pages.first {
		return 0 // in a free span that was never used
	}
	s := &h.pages.at[p]
	start := p * pageUnits
	switch s.state {
	case spanSmall:
		units := uint32(s.cellUnits)
		i := (u - start) / units
		if i >= uint32(s.cells) {
			return 0
		}
		start += i * units
	case spanLarge:
		if u-start >= s.pages*pageUnits {
			return 0
		}
	default:
		return 0
	}
	if !h.allocated(Ref(start), s, marks) {
		return 0
	}
	return Ref(start)
}

// allocated reports whether the cell r of the span s is in use. Below s.swept,
// where allocation has passed, free cells have been cleared; above it they
// are those that the last collection did not mark.
func (h *Heap) allocated(r Ref, s *page, marks []uint64) bool {
	if uint32(r) < s.swept {
		return *At[Kind](h, r) != 0
	}
	return marks[r/unitsPerMarkWord]&markBit(r) != 0
}
