package gc

import (
	"fmt"
	"iter"
	"math/bits"
	"unsafe"
)

// Where cells begin in the cage. What is below is never mapped. So Ref 0
// faults, and numbers below 64 Mi on the Go stack (lengths, indices, addresses
// of code) are not taken for references.
//
// The low halves of Go's own pointers could be taken for Refs too, all of them
// together where Go's heap is at an unlucky address. So there is a second
// place to begin. Pointers into the cage have low halves far above its Refs,
// as long as it is below 3.5 GiB, since it is aligned to cageAlign.
const (
	firstByte  = 512 << 20
	secondByte = 6 << 30
	cageAlign  = 4 << 30
	cageMax    = 32 << 30 // all that a Ref can name
)

// beginning returns the offset at which the cells of a heap of at most max
// bytes begin, goAddr being an address in Go's heap.
func beginning(goAddr uintptr, max uint64) uintptr {
	const grown = 256 << 20 // how far Go's heap may grow
	low := uint64(uint32(goAddr))
	refs := uint64(firstByte>>unitShift) + max>>unitShift
	if low < refs && low+grown >= firstByte>>unitShift && secondByte+max <= cageMax {
		return secondByte
	}
	return firstByte
}

// Growth of the committed part of the cage, in pages.
const (
	commitAlign = 65536 >> pageShift
	firstCommit = 256 << 10 >> pageShift
	maxCommit   = 4 << 20 >> pageShift
	firstSide   = 32 << 20 >> pageShift // what the side tables cover at first

	// Larger heaps ask for huge pages, which take a fraction of the faults
	// and of the translations. The cage is aligned for them.
	hugePage = 2 << 20
	hugeFrom = 8 << 20 >> pageShift
)

const (
	spanNone  = iota // not the first page of a span
	spanFree         // free pages
	spanSmall        // a block of small cells of one class
	spanLarge        // one large cell
)

// A page's descriptor says what span it is in, and on the first page of one
// what the span is. Descriptors are in memory that Go does not see; their
// fields fill 32 bytes.
type page struct {
	first     uint32 // the first page of the span, on used pages and the last of a free span
	cellUnits uint16 // on every page of a block: the units of its cells; else 0
	state     uint8
	class     uint8
	pages     uint32 // of the span
	swept     uint32 // the unit up to which an allocated cell is one with a Kind; above, one marked in the last collection
	next      uint32 // in the list of free spans of a size, or of blocks with free cells
	prev      uint32
	cells     uint16 // cells in the span
	dirty     bool   // on every page: it may hold memory that is not zero
	_         uint8
	_         uint32
}

// units returns the size of the span's cells.
func (s *page) units() uint32 {
	if s.cellUnits != 0 {
		return uint32(s.cellUnits)
	}
	return s.pages * pageUnits
}

// eachCell yields the places of cells in the span s, whose first page is p.
func (s *page) eachCell(p uint32) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		r := Ref(p * pageUnits)
		for range s.cells {
			if !yield(r) {
				return
			}
			r += Ref(s.units())
		}
	}
}

// pageHeap hands out spans of pages: two-level segregated fit, with
// neighbours joined when a span is freed, so every operation takes constant
// time. All page numbers are from the base of the cage.
type pageHeap struct {
	base     unsafe.Pointer
	start    unsafe.Pointer // of what is reserved, with
	total    uintptr        // side tables and the cage's alignment
	first    uint32         // pages below are never used
	top      uint32         // pages below are committed
	limit    uint32         // pages reserved
	low      uint32         // no free block is below it
	used     uint32         // pages in spans that are not free
	resident uint32         // pages the system has given memory for, at most
	chunk    uint32         // pages to commit next
	sides    [numSides]side
	at       []page // the descriptors

	bins     [numBins]uint32
	nonEmpty [(numBins + 63) / 64]uint64
}

// The tables beside the cage. The marks are committed when the first
// collection needs them.
const (
	sidePages = iota
	sideMarks
	sideOldMarks
	numSides
)

const markBytes = pageBytes / 16 / 8 // of a page

// sideBytes is the size of the side tables' part for a page.
var sideBytes = [numSides]uintptr{unsafe.Sizeof(page{}), markBytes, markBytes}

type side struct {
	p         unsafe.Pointer
	committed uintptr // the end of what is usable, from the part for pageHeap.first on
}

func align(n, to uintptr) uintptr { return (n + to - 1) &^ (to - 1) }

// reserve takes address space for the cage and its side tables: as much as
// wished for, or a half, a quarter ... of it, down to what Max needs.
func (h *Heap) reserve() error {
	size := uintptr(h.opts.Reserve)
	if size == 0 {
		size = cageMax
	}
	first := beginning(uintptr(unsafe.Pointer(h)), h.opts.Max)
	size = min(size+first, cageMax)
	least := min(size, uintptr(h.opts.Max)+first)
	for size = align(size, 1<<20); ; size = align(size/2, 1<<20) {
		err := h.pages.reserve(size, uint32(first>>pageShift))
		if err == nil {
			break
		}
		if size <= least || size <= 1<<20 {
			return fmt.Errorf("gc: reserving %d bytes of address space: %w", size, err)
		}
	}
	h.base = h.pages.base
	n := uintptr(h.pages.limit) * (markBytes / 8)
	h.marks = unsafe.Slice((*uint64)(h.pages.sides[sideMarks].p), n)
	h.oldMarks = unsafe.Slice((*uint64)(h.pages.sides[sideOldMarks].p), n)
	return nil
}

func (ph *pageHeap) reserve(cage uintptr, first uint32) error {
	pages := cage >> pageShift
	total := cage + cageAlign
	var offs [numSides]uintptr
	for i, b := range sideBytes {
		offs[i] = total
		total += align(pages*b, 65536)
	}
	p, err := reserve(total)
	if err != nil {
		return err
	}
	base := unsafe.Add(p, align(uintptr(p), cageAlign)-uintptr(p))
	*ph = pageHeap{base: base, start: p, total: total, first: first, top: first, low: first, limit: uint32(pages), chunk: firstCommit}
	for i := range ph.sides {
		ph.sides[i] = side{p: unsafe.Add(p, offs[i]), committed: uintptr(first) * sideBytes[i]}
	}
	ph.at = unsafe.Slice((*page)(ph.sides[sidePages].p), pages)
	return nil
}

func (ph *pageHeap) unreserve() {
	if ph.start != nil {
		unreserve(ph.start, ph.total)
		*ph = pageHeap{}
	}
}

// cover commits the part of a side table that is for pages below n, and some
// more.
func (ph *pageHeap) cover(i int, n uint32) error {
	s := &ph.sides[i]
	if uintptr(n)*sideBytes[i] <= s.committed {
		return nil
	}
	n = min(ph.first+max((n-ph.first)*3/2, firstSide), ph.limit)
	end := align(uintptr(n)*sideBytes[i], 65536)
	if err := commit(unsafe.Add(s.p, s.committed), end-s.committed); err != nil {
		return err
	}
	s.committed = end
	return nil
}

// coverMarks commits the mark bits for the pages there are. Those of Ref 0 are
// committed as well, and set: it counts as marked, which spares the marker a
// comparison.
func (ph *pageHeap) coverMarks() error {
	for _, i := range []int{sideMarks, sideOldMarks} {
		s := &ph.sides[i]
		if s.committed == uintptr(ph.first)*markBytes {
			if err := commit(s.p, max(osPage, 4096)); err != nil {
				return err
			}
			*(*uint64)(s.p) = 1
		}
		if err := ph.cover(i, ph.top); err != nil {
			return err
		}
	}
	return nil
}

// grow commits at least n pages more and frees them. It fails when the
// reservation or the system's memory is at its end.
func (ph *pageHeap) grow(n uint32) bool {
	if left := ph.limit - ph.top; n > left {
		return false
	} else {
		n = min(uint32(align(uintptr(max(n, ph.chunk)), commitAlign)), left)
	}
	start, bytes := unsafe.Add(ph.base, uintptr(ph.top)<<pageShift), uintptr(n)<<pageShift
	if ph.cover(sidePages, ph.top+n) != nil || commit(start, bytes) != nil {
		return false
	}
	if ph.top >= hugeFrom {
		adviseHuge(start, bytes)
	}
	p := ph.top
	ph.top += n
	ph.chunk = min(2*ph.chunk, maxCommit)
	ph.used += n // free takes them off
	ph.free(p, n)
	return true
}

// alloc returns the first page of a span of n pages, and whether its memory
// is known to be zero. The page is 0 where there is none.
func (ph *pageHeap) alloc(n uint32) (page uint32, zero bool) {
	p := ph.find(n)
	for p == 0 {
		if !ph.grow(n - ph.lastFree()) {
			return 0, false
		}
		p = ph.find(n)
	}
	s := &ph.at[p]
	ph.unlink(p)
	if rest := s.pages - n; rest > 0 {
		ph.link(p+n, rest)
	}
	s.pages, s.state = n, spanNone
	for i := p; i < p+n; i++ {
		ph.at[i].first, ph.at[i].cellUnits = p, 0
	}
	ph.used += n
	return p, ph.soil(p, n)
}

// lastFree returns the number of free pages at the end of the committed part,
// when growing by less makes a span with them.
func (ph *pageHeap) lastFree() uint32 {
	if ph.top == ph.first {
		return 0
	}
	p := ph.at[ph.top-1].first
	if s := &ph.at[p]; s.state == spanFree && p+s.pages == ph.top {
		return s.pages
	}
	return 0
}

// soil notes that the pages may hold memory, and reports whether none did.
func (ph *pageHeap) soil(p, n uint32) (zero bool) {
	zero = true
	for i := p; i < p+n; i++ {
		if d := &ph.at[i].dirty; *d {
			zero = false
		} else {
			*d = true
			ph.resident++
		}
	}
	return zero
}

// free frees the span of n pages at p and joins it with its neighbours.
func (ph *pageHeap) free(p, n uint32) {
	ph.used -= n
	ph.at[p].state = spanNone
	ph.low = min(ph.low, p)
	if p > ph.first {
		q := ph.at[p-1].first
		if s := &ph.at[q]; s.state == spanFree && q+s.pages == p {
			ph.unlink(q)
			s.state = spanNone
			p, n = q, n+s.pages
			ph.low = min(ph.low, p)
		}
	}
	if next := p + n; next < ph.top {
		if s := &ph.at[next]; s.state == spanFree {
			ph.unlink(next)
			s.state = spanNone
			n += s.pages
		}
	}
	ph.link(p, n)
}

// Free spans are in bins by size: one for each size below 32 pages, then
// eight to each power of two.
const (
	exactBins = 32
	numBins   = exactBins + 8*(22-5+1)
)

// binOf returns the bin for spans of n pages: every span in it and in those
// above has at least the pages that the bin's smallest has.
func binOf(n uint32) uint32 {
	if n < exactBins {
		return n
	}
	log := uint32(bits.Len32(n)) - 1
	return min(exactBins+(log-5)*8+(n>>(log-3))&7, numBins-1)
}

func (ph *pageHeap) link(p, n uint32) {
	b := binOf(n)
	s := &ph.at[p]
	s.first, s.state, s.pages, s.next, s.prev = p, spanFree, n, ph.bins[b], 0
	if s.next != 0 {
		ph.at[s.next].prev = p
	}
	ph.bins[b] = p
	ph.nonEmpty[b/64] |= 1 << (b % 64)
	ph.at[p+n-1].first = p
}

func (ph *pageHeap) unlink(p uint32) {
	s := &ph.at[p]
	if s.next != 0 {
		ph.at[s.next].prev = s.prev
	}
	if s.prev != 0 {
		ph.at[s.prev].next = s.next
		return
	}
	b := binOf(s.pages)
	ph.bins[b] = s.next
	if s.next == 0 {
		ph.nonEmpty[b/64] &^= 1 << (b % 64)
	}
}

// find returns a free span of at least n pages, 0 where there is none.
func (ph *pageHeap) find(n uint32) uint32 {
	if n == blockPages {
		return ph.findBlock()
	}
	return ph.findFit(n)
}

// findBlock returns the first free span that a block fits in. Low addresses
// first keeps blocks together, and those that hold memory in use. All spans
// are freed in sweeps, so ph.low makes it one walk through the heap between
// two of them.
func (ph *pageHeap) findBlock() uint32 {
	for p := ph.low; p < ph.top; p += ph.at[p].pages {
		if s := &ph.at[p]; s.state == spanFree && s.pages >= blockPages {
			ph.low = p
			return p
		}
	}
	ph.low = ph.top
	return 0
}

// findFit returns a span that fits n pages well. In the bin of n itself spans
// may be too small; it looks at a few of them.
func (ph *pageHeap) findFit(n uint32) uint32 {
	b := binOf(n)
	p := ph.bins[b]
	for range 8 {
		if p == 0 || ph.at[p].pages >= n {
			break
		}
		p = ph.at[p].next
	}
	if p != 0 && ph.at[p].pages >= n {
		return p
	}
	b++
	for i := b / 64; i < uint32(len(ph.nonEmpty)); i++ {
		w := ph.nonEmpty[i]
		if i == b/64 {
			w &= ^uint64(0) << (b % 64)
		}
		if w != 0 {
			return ph.bins[i*64+uint32(bits.TrailingZeros64(w))]
		}
	}
	return 0
}

// scavenge gives memory of free spans back to the system, all but keep pages
// of it: those at low addresses.
func (ph *pageHeap) scavenge(keep uint32) {
	for p := ph.first; p < ph.top; {
		s := &ph.at[p]
		if s.state == spanFree {
			keep = ph.clean(p, p+s.pages, keep)
		}
		p += s.pages
	}
}

// clean releases the dirty pages in [p, end) after the first keep, and
// returns how many of keep are left.
func (ph *pageHeap) clean(p, end, keep uint32) uint32 {
	for p < end {
		from := ph.nextDirty(p, end, true)
		to := ph.nextDirty(from, end, false)
		kept := min(to-from, keep)
		keep -= kept
		ph.releaseRun(from+kept, to)
		p = to
	}
	return keep
}

// nextDirty returns the first page in [p, end) that is dirty, or not, as
// asked; or end.
func (ph *pageHeap) nextDirty(p, end uint32, dirty bool) uint32 {
	for p < end && ph.at[p].dirty != dirty {
		p++
	}
	return p
}

// releaseRun releases the dirty pages [from, to), rounded to pages of the
// system.
func (ph *pageHeap) releaseRun(from, to uint32) {
	per := uint32(max(osPage>>pageShift, 1))
	from = (from + per - 1) / per * per
	to = to / per * per
	if from >= to {
		return
	}
	if release(unsafe.Add(ph.base, uintptr(from)<<pageShift), uintptr(to-from)<<pageShift) != nil {
		return
	}
	for i := from; i < to; i++ {
		ph.at[i].dirty = false
	}
	ph.resident -= to - from
}
