package gc

import (
	"math/bits"
	"unsafe"
)

// sweep frees blocks and large cells without a marked cell, lists the blocks
// with free cells, and returns the bytes in marked cells. It looks at the
// mark bits only: at cells just where something is to be done when they die.
// Free cells are found when they are allocated.
func (h *Heap) sweep() (live uint64) {
	h.current, h.avail = [2 * numClasses]uint32{}, [2 * numClasses]uint32{}
	for c := range h.alloc {
		a := &h.alloc[c]
		a.cursor, a.limit, a.end = 0, 0, 0
	}
	var last [2 * numClasses]uint32
	for p := h.pages.first; p < h.pages.top; {
		s := &h.pages.at[p]
		pages := s.pages // still there when free has joined the span with others
		switch s.state {
		case spanSmall:
			live += h.sweepBlock(p, s, &last)
		case spanLarge:
			live += h.sweepLarge(p, s)
		}
		p += pages
	}
	return live
}

func (h *Heap) sweepBlock(p uint32, s *page, last *[2 * numClasses]uint32) (live uint64) {
	if s.class&specialClass != 0 {
		h.finish(p, s)
	}
	if h.opts.Stress > 0 {
		h.poison(p, s)
	}
	n := 0
	for _, w := range h.marks[p*(pageUnits/unitsPerMarkWord):][:blockPages*pageUnits/unitsPerMarkWord] {
		n += bits.OnesCount64(w)
	}
	if n == 0 {
		h.pages.free(p, blockPages)
		return 0
	}
	s.swept, s.next = p*pageUnits, 0
	if n < int(s.cells) {
		if l := last[s.class]; l != 0 {
			h.pages.at[l].next = p
		} else {
			h.avail[s.class] = p
		}
		last[s.class] = p
	}
	return uint64(n) * uint64(s.cellUnits) << unitShift
}

func (h *Heap) sweepLarge(p uint32, s *page) (live uint64) {
	if r := Ref(p * pageUnits); h.isMarked(r) {
		return uint64(s.pages) << pageShift
	}
	if s.class&specialClass != 0 {
		h.finish(p, s)
	}
	if h.opts.Stress > 0 {
		h.poison(p, s)
	}
	h.pages.free(p, s.pages)
	return 0
}

// finish does what is to be done for the dead cells of a span: deletes their
// external entries, and calls Options.Finalize.
func (h *Heap) finish(p uint32, s *page) {
	for r := range s.eachCell(p) {
		if h.isMarked(r) || !h.allocated(r, s, h.oldMarks) {
			continue
		}
		k := At[Kind](h, r)
		t := &h.tracers[*k]
		if t.finalize && h.opts.Finalize != nil {
			h.opts.Finalize(r)
		}
		if t.external != 0 {
			h.External.Delete(*(*uint32)(unsafe.Add(unsafe.Pointer(k), t.external)))
		}
		*k = 0
	}
}

// Poison is what freed cells are filled with under Options.Stress, but for
// the Kind, which is 0. As a Word it is a reference, and as a Ref it is beyond
// every heap below 27 GiB, so that using one faults.
const Poison = 0xFFF9_DEAD_DEAD_DEAD

const (
	poisonHeader = 0xDEAD_DEAD_0000_0000
	maxPoison    = 65536 // bytes of a large cell
)

// poison fills the dead cells of a span.
func (h *Heap) poison(p uint32, s *page) {
	units := min(s.units(), maxPoison>>unitShift)
	for r := range s.eachCell(p) {
		if h.isMarked(r) {
			continue
		}
		cell := unsafe.Slice(At[uint64](h, r), units)
		if cell[0] == poisonHeader {
			continue // it was free already
		}
		for j := range cell {
			cell[j] = Poison
		}
		cell[0] = poisonHeader
	}
}
