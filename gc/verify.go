package gc

import (
	"fmt"
	"unsafe"
)

// Verify looks through the whole heap for what must not be: allocated cells
// of unknown kinds, references to what is no allocated cell, pages that
// belong to no span or to two. It returns the first error.
func (h *Heap) Verify() error { return h.verify(false) }

// verify is Verify; collected says that nothing was allocated since the last
// collection, so that references must be to marked cells.
func (h *Heap) verify(collected bool) error {
	if err := h.pages.verify(); err != nil {
		return err
	}
	return h.eachCell(func(r Ref) error {
		if !h.known(r) {
			return fmt.Errorf("cell %#x is of the unknown kind %d", r, *At[Kind](h, r))
		}
		return h.eachRef(r, true, func(off uintptr, to Ref) error {
			switch {
			case h.cellAt(uint32(to), h.marks) != to:
				return fmt.Errorf("%s refers to %#x, which is no cell", h.place(r, off), to)
			case collected && !h.isMarked(to):
				return fmt.Errorf("%s refers to %#x, which is dead", h.place(r, off), to)
			}
			return nil
		})
	})
}

func (h *Heap) known(r Ref) bool { return h.tracers[*At[Kind](h, r)].known }

// place names a field for an error.
func (h *Heap) place(r Ref, off uintptr) string {
	k := *At[Kind](h, r)
	return fmt.Sprintf("cell %#x (kind %d %s) at offset %d", r, k, h.opts.Layouts[k].Name, off)
}

// EachCell calls f for every cell that is allocated, dead ones that have not
// been collected yet among them. f must not allocate.
func (h *Heap) EachCell(f func(Ref)) {
	h.eachCell(func(r Ref) error { f(r); return nil })
}

func (h *Heap) eachCell(f func(Ref) error) error {
	for p := h.pages.first; p < h.pages.top; p += h.pages.at[p].pages {
		s := &h.pages.at[p]
		if s.state != spanSmall && s.state != spanLarge {
			continue
		}
		for r := range s.eachCell(p) {
			if !h.allocated(r, s, h.marks) {
				continue
			}
			if err := f(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// eachRef calls f for every reference in the cell r, those in weak tails only
// if weak is set.
func (h *Heap) eachRef(r Ref, weak bool, f func(off uintptr, to Ref) error) error {
	cell := unsafe.Add(h.base, uintptr(r)<<unitShift)
	t := &h.tracers[*(*Kind)(cell)]
	for _, x := range t.refs {
		if err := eachInRun(cell, uintptr(x.off), uintptr(x.count), TailRefs, f); err != nil {
			return err
		}
	}
	for _, x := range t.words {
		if err := eachInRun(cell, uintptr(x.off), uintptr(x.count), TailWords, f); err != nil {
			return err
		}
	}
	tail := t.tail
	if t.weak && weak {
		tail = t.weakTail
	}
	if tail == TailNone {
		return nil
	}
	return eachInRun(cell, uintptr(t.tailOff), uintptr(h.tailLen(r, cell, t, tail)), tail, f)
}

func eachInRun(cell unsafe.Pointer, off, count uintptr, of Tail, f func(off uintptr, to Ref) error) error {
	for range count {
		var to Ref
		if of == TailRefs {
			to = *(*Ref)(unsafe.Add(cell, off))
		} else if w := *(*Word)(unsafe.Add(cell, off)); w.IsRef() {
			to = w.Ref()
		}
		if to != 0 {
			if err := f(off, to); err != nil {
				return err
			}
		}
		off += tailBytes[of]
	}
	return nil
}

// drainChecked is drain for Options.Verify: it looks at each reference before
// it follows it, so that a bad one is reported with its owner.
func (m *Marker) drainChecked() {
	h := m.h
	for len(m.stack) > 0 {
		r := m.stack[len(m.stack)-1]
		m.stack = m.stack[:len(m.stack)-1]
		if h.cellAt(uint32(r), h.oldMarks) != r || !h.known(r) {
			panic(fmt.Sprintf("gc: a root refers to %#x, which is no cell of a known kind", r))
		}
		if m.ephemerons.active {
			m.ephemerons.keyMarked(m, r)
		}
		err := h.eachRef(r, false, func(off uintptr, to Ref) error {
			if h.cellAt(uint32(to), h.oldMarks) != to || !h.known(to) {
				return fmt.Errorf("%s refers to %#x, which is no cell of a known kind", h.place(r, off), to)
			}
			m.Ref(to)
			return nil
		})
		if err != nil {
			panic("gc: marking: " + err.Error())
		}
		if t := &h.tracers[*At[Kind](h, r)]; t.weak {
			m.weakCell(r, t)
		}
	}
}

// verify checks that spans follow each other without gaps, and that the lists
// of free ones are complete.
func (ph *pageHeap) verify() error {
	free, used, resident := 0, uint32(0), uint32(0)
	wasFree := false
	for p := ph.first; p < ph.top; p += ph.at[p].pages {
		s := &ph.at[p]
		if s.pages == 0 || p+s.pages > ph.top || s.state == spanNone {
			return fmt.Errorf("page %d: a span of %d pages in state %d, the heap ends at %d", p, s.pages, s.state, ph.top)
		}
		if s.state == spanFree {
			if wasFree {
				return fmt.Errorf("page %d: a free span after a free span", p)
			}
			free++
		} else {
			used += s.pages
		}
		wasFree = s.state == spanFree
	}
	for p := ph.first; p < ph.top; p++ {
		if ph.at[p].dirty {
			resident++
		}
	}
	if used != ph.used || resident != ph.resident {
		return fmt.Errorf("%d pages used and %d resident, counted as %d and %d", used, resident, ph.used, ph.resident)
	}
	return ph.verifyBins(free)
}

func (ph *pageHeap) verifyBins(free int) error {
	for b, p := range ph.bins {
		for prev := uint32(0); p != 0; p = ph.at[p].next {
			s := &ph.at[p]
			if s.state != spanFree || s.prev != prev || binOf(s.pages) != uint32(b) {
				return fmt.Errorf("page %d: a span of %d pages in state %d is in list %d", p, s.pages, s.state, b)
			}
			prev = p
			free--
		}
	}
	if free != 0 {
		return fmt.Errorf("%d free spans are in no list", free)
	}
	return nil
}
