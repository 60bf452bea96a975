package gc

import (
	"math/bits"
	"unsafe"
)

// Alloc returns a new cell of at least the given size, zero but for its Kind.
// It may collect, and it calls Options.Limit when the heap is full.
func (h *Heap) Alloc(k Kind, bytes uintptr) Ref {
	if bytes > maxSmall {
		return h.allocLarge(k, bytes)
	}
	class := h.ClassFor(k, bytes)
	if r := h.Bump(k, class); r != 0 {
		return r
	}
	return h.AllocSlow(k, class)
}

// AllocClass is Alloc for a class that ClassFor returned for the kind.
func (h *Heap) AllocClass(k Kind, class uint8) Ref {
	if r := h.Bump(k, class); r != 0 {
		return r
	}
	return h.AllocSlow(k, class)
}

// Bump is the fast path of AllocClass by itself, for code that wants it
// inlined: Go's inliner takes no function that calls another here. It returns
// 0 where the class has no free run; then AllocSlow must be called.
func (h *Heap) Bump(k Kind, class uint8) Ref {
	c := &h.alloc[class%(2*numClasses)]
	r := c.cursor
	if r+c.step > c.limit {
		return 0
	}
	c.cursor = r + c.step
	*(*Kind)(unsafe.Add(h.base, uintptr(r)<<unitShift)) = k
	return Ref(r)
}

// CellSize returns the usable bytes of the cell r: those of its class or its
// pages, which may be more than were asked for.
func (h *Heap) CellSize(r Ref) uintptr {
	pg := &h.pages.at[r/pageUnits]
	if n := pg.cellUnits; n != 0 {
		return uintptr(n) << unitShift
	}
	return uintptr(pg.pages) << pageShift
}

// AllocSlow is AllocClass where the free run of the class is used up.
//
//go:noinline
func (h *Heap) AllocSlow(k Kind, class uint8) Ref {
	h.check(k, class)
	h.beforeAlloc()
	c := &h.alloc[class]
	if c.cursor+c.step > c.end {
		h.refill(class)
	}
	r := c.cursor
	c.cursor += c.step
	c.limit = c.end
	if h.opts.Stress > 0 {
		c.limit = c.cursor
	}
	*(*Kind)(unsafe.Add(h.base, uintptr(r)<<unitShift)) = k
	return Ref(r)
}

// check panics for what the fast path of AllocClass cannot look at.
func (h *Heap) check(k Kind, class uint8) {
	if h.running {
		panic("gc: allocation during a collection")
	}
	if t := &h.tracers[k]; !t.known || t.special != class&specialClass {
		panic("gc: allocation of an unknown kind or in the wrong class: " + h.opts.Layouts[k].Name)
	}
}

// refill finds the next free run of a class: in its block, in another, in a
// new one.
func (h *Heap) refill(class uint8) {
	for {
		if b := h.current[class]; b != 0 && h.nextRun(class, b) {
			return
		}
		b := h.avail[class]
		if b == 0 {
			if h.newBlock(class) {
				return
			}
			continue // a collection has found free cells
		}
		h.avail[class] = h.pages.at[b].next
		h.current[class] = b
	}
}

// nextRun looks for a run of free cells in block b, above those it has looked
// at already, clears it and makes it what the class allocates from.
func (h *Heap) nextRun(class uint8, b uint32) bool {
	s := &h.pages.at[b]
	units := uint32(s.cellUnits)
	end := b*pageUnits + uint32(s.cells)*units
	u := s.swept
	for u < end && h.isMarked(Ref(u)) {
		u += units
	}
	if u >= end {
		s.swept = end
		return false
	}
	e := h.nextMarked(u, end)
	s.swept = e
	h.clear(u, e)
	h.take(class, u, e)
	return true
}

// nextMarked returns the first marked cell in [u, end), or end.
func (h *Heap) nextMarked(u, end uint32) uint32 {
	i := u / unitsPerMarkWord
	w := h.marks[i] &^ (1<<(u/unitsPerMark%64) - 1)
	for w == 0 {
		if i++; i*unitsPerMarkWord >= end {
			return end
		}
		w = h.marks[i]
	}
	return min(i*unitsPerMarkWord+uint32(bits.TrailingZeros64(w))*unitsPerMark, end)
}

// take makes [u, e) the run a class allocates from.
func (h *Heap) take(class uint8, u, e uint32) {
	c := &h.alloc[class]
	c.cursor, c.limit, c.end = u, e, e
	h.budget.allocated += uint64(e-u) << unitShift
}

func (h *Heap) clear(u, e uint32) {
	clear(unsafe.Slice((*uint64)(unsafe.Add(h.base, uintptr(u)<<unitShift)), e-u))
}

// newBlock makes a block and its whole run the class's, unless it had to
// collect: then the class may have free cells in other blocks.
func (h *Heap) newBlock(class uint8) bool {
	if h.makeRoom(blockBytes) {
		return false
	}
	b, zero := h.pages.alloc(blockPages)
	if b == 0 {
		return h.exhausted(blockBytes)
	}
	units := h.alloc[class].step
	cells := blockBytes >> unitShift / units
	start := b * pageUnits
	end := start + cells*units
	s := &h.pages.at[b]
	s.state, s.class, s.cells, s.swept = spanSmall, class, uint16(cells), end
	for p := b; p < b+blockPages; p++ {
		h.pages.at[p].cellUnits = uint16(units)
	}
	if !zero {
		h.clear(start, end)
	}
	h.current[class] = b
	h.take(class, start, end)
	return true
}

// allocLarge allocates a cell that has pages of its own.
func (h *Heap) allocLarge(k Kind, bytes uintptr) Ref {
	if bytes > MaxMax-pageBytes {
		h.full(uint64(bytes))
	}
	pages := uint32((bytes + pageBytes - 1) >> pageShift)
	h.check(k, h.tracers[k].special)
	h.beforeAlloc()
	h.makeRoom(uint64(pages) << pageShift)
	p, zero := h.pages.alloc(pages)
	for p == 0 {
		h.exhausted(uint64(pages) << pageShift)
		p, zero = h.pages.alloc(pages)
	}
	r := p * pageUnits
	s := &h.pages.at[p]
	s.state, s.class, s.cells, s.swept = spanLarge, h.tracers[k].special, 1, r+1
	h.budget.allocated += uint64(pages) << pageShift
	if !zero {
		h.clear(r, r+pages*pageUnits)
	}
	*(*Kind)(unsafe.Add(h.base, uintptr(r)<<unitShift)) = k
	return Ref(r)
}
