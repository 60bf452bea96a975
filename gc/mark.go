package gc

import (
	"slices"
	"unsafe"
)

// A mark bit stands for 16 bytes, the smallest cell.
const (
	unitsPerMark     = 16 >> unitShift
	unitsPerMarkWord = 64 * unitsPerMark
)

// Marker finds what is alive. It has a stack of its own, so the depth of the
// cells' graph does not matter.
type Marker struct {
	h     *Heap
	stack []Ref  // marked, not traced yet
	tails []rest // long tails, not traced to their end yet
	weak  []Ref  // marked cells with weak tails

	ephemerons ephemerons
	words      []uint64 // the copy of the Go stack
}

// A rest is what of a tail is still to be traced: the elements from on.
type rest struct {
	cell Ref
	from uint32
}

// tailStep is how many elements of a tail are traced at once, so that a long
// array does not put all its elements on the mark stack.
const tailStep = 1024

// Word marks the cell w refers to, if it does.
func (m *Marker) Word(w Word) {
	if w.IsRef() {
		m.Ref(w.Ref())
	}
}

// Ref marks the cell r, if it is not 0.
func (m *Marker) Ref(r Ref) {
	word, bit := &m.h.marks[r/unitsPerMarkWord], markBit(r)
	if *word&bit == 0 {
		*word |= bit
		m.stack = append(m.stack, r)
	}
}

func markBit(r Ref) uint64 { return 1 << (r / unitsPerMark % 64) }

func (h *Heap) isMarked(r Ref) bool { return h.marks[r/unitsPerMarkWord]&markBit(r) != 0 }

// begin makes all cells unmarked, and remembers which were marked before.
func (m *Marker) begin() {
	h := m.h
	if err := h.pages.coverMarks(); err != nil {
		panic("gc: no memory for the mark bits: " + err.Error())
	}
	h.marks, h.oldMarks = h.oldMarks, h.marks
	const words = markBytes / 8
	clear(h.marks[uintptr(h.pages.first)*words : uintptr(h.pages.top)*words])
}

// end gives back the buffers that a large heap has made large.
func (m *Marker) end() {
	const kept = 1 << 16
	if cap(m.stack) > kept {
		m.stack = nil
	}
	if cap(m.weak) > kept {
		m.weak = nil
	}
	if cap(m.words) > maxKeptStack {
		m.words = nil
	}
	m.tails, m.weak = m.tails[:0], m.weak[:0]
	m.ephemerons.end()
}

// drain traces until everything reachable from what is on the mark stack is
// marked.
func (m *Marker) drain() {
	if m.h.opts.Verify {
		m.drainChecked()
		return
	}
	for {
		m.drainStack()
		n := len(m.tails)
		if n == 0 {
			return
		}
		t := m.tails[n-1]
		m.tails = m.tails[:n-1]
		m.room()
		m.tail(t.cell, t.from)
	}
}

// drainStack is the marker's loop: it takes cells off the stack in batches,
// and asks for a batch to be brought into the cache before it traces the one
// before it.
func (m *Marker) drainStack() {
	var batches [2][batchSize]Ref
	n, now := 0, 0
	for {
		next := min(len(m.stack), batchSize)
		if n == 0 && next < batchMin {
			if next == 0 {
				return
			}
			r := m.stack[next-1]
			m.stack = m.stack[:next-1]
			m.trace(r)
			continue
		}
		b := &batches[1-now]
		rest := len(m.stack) - next
		copy(b[:next], m.stack[rest:])
		m.stack = m.stack[:rest]
		if next >= batchMin {
			prefetch(m.h.base, &b[0], next)
		}
		for _, r := range batches[now][:n] {
			m.trace(r)
		}
		n, now = next, 1-now
	}
}

const (
	batchSize = 16
	batchMin  = 4 // fewer are traced without prefetching
)

// trace marks what the cell r refers to.
func (m *Marker) trace(r Ref) {
	m.room()
	if m.ephemerons.active {
		m.ephemerons.keyMarked(m, r)
		m.room()
	}
	h := m.h
	cell := unsafe.Add(h.base, uintptr(r)<<unitShift)
	t := &h.tracers[*(*Kind)(cell)]
	for _, x := range t.refs {
		m.refs(unsafe.Slice((*Ref)(unsafe.Add(cell, x.off)), x.count))
	}
	for _, x := range t.words {
		m.wordsOf(unsafe.Slice((*Word)(unsafe.Add(cell, x.off)), x.count))
	}
	if t.tail != TailNone {
		m.tail(r, 0)
	} else if t.weak {
		m.weakCell(r, t)
	}
}

// cellPushes is the most references tracing a cell can push: a small cell
// full of Refs, or the fixed fields and one step of the tail of a large one.
const cellPushes = maxSmall/4 + tailStep

// room sees to it that the stack has room for cellPushes more.
func (m *Marker) room() {
	if cap(m.stack)-len(m.stack) < cellPushes {
		m.stack = slices.Grow(m.stack, cellPushes)
	}
}

// refs marks the cells that refs name. The stack has room for them: each is
// stored at its end, and the end moves on if it was not marked, without a
// branch that could not be predicted.
func (m *Marker) refs(refs []Ref) {
	marks := unsafe.Pointer(unsafe.SliceData(m.h.marks))
	end := len(m.stack)
	stack := unsafe.Pointer(unsafe.SliceData(m.stack))
	for _, to := range refs {
		word := (*uint64)(unsafe.Add(marks, uintptr(to/unitsPerMarkWord)*8))
		if bit := markBit(to); *word&bit == 0 {
			*word |= bit
			*(*Ref)(unsafe.Add(stack, end*4)) = to
			end++
		}
	}
	m.stack = m.stack[:end]
}

// wordsOf is refs for those of the words that are references.
func (m *Marker) wordsOf(words []Word) {
	marks := unsafe.Pointer(unsafe.SliceData(m.h.marks))
	end := len(m.stack)
	stack := unsafe.Pointer(unsafe.SliceData(m.stack))
	for _, w := range words {
		if !w.IsRef() {
			continue
		}
		to := w.Ref()
		word := (*uint64)(unsafe.Add(marks, uintptr(to/unitsPerMarkWord)*8))
		if bit := markBit(to); *word&bit == 0 {
			*word |= bit
			*(*Ref)(unsafe.Add(stack, end*4)) = to
			end++
		}
	}
	m.stack = m.stack[:end]
}

// tail marks what the elements of a cell's tail refer to, from the given
// element on. The rest of a long tail is put off.
func (m *Marker) tail(r Ref, from uint32) {
	h := m.h
	cell := unsafe.Add(h.base, uintptr(r)<<unitShift)
	t := &h.tracers[*(*Kind)(cell)]
	n := h.tailLen(r, cell, t, t.tail)
	if n-from > tailStep {
		n = from + tailStep
		m.tails = append(m.tails, rest{r, n})
	}
	if t.tail == TailRefs {
		m.refs(unsafe.Slice((*Ref)(unsafe.Add(cell, t.tailOff)), n)[from:])
	} else {
		m.wordsOf(unsafe.Slice((*Word)(unsafe.Add(cell, t.tailOff)), n)[from:])
	}
}

// tailLen returns the number of elements of a tail, which is of kind tail:
// the cell's own count, or as many as fit.
func (h *Heap) tailLen(r Ref, cell unsafe.Pointer, t *tracer, tail Tail) uint32 {
	size := h.CellSize(r)
	if size <= uintptr(t.tailOff) {
		return 0
	}
	fit := (size - uintptr(t.tailOff)) / tailBytes[tail]
	if t.lenOff == 0 {
		return uint32(fit)
	}
	n := uintptr(*(*uint32)(unsafe.Add(cell, t.lenOff)))
	if t.ephemeron {
		n *= 2
	}
	return uint32(min(n, fit))
}

var tailBytes = [...]uintptr{TailNone: 1, TailWords: 8, TailRefs: 4}

// weakCell notes a marked cell whose tail is weak or an ephemeron's.
func (m *Marker) weakCell(r Ref, t *tracer) {
	m.weak = append(m.weak, r)
	if t.ephemeron && m.ephemerons.active {
		m.ephemerons.add(m, r)
	}
}

// bury replaces what is dead in weak tails and ephemerons.
func (m *Marker) bury() {
	h := m.h
	for _, r := range m.weak {
		cell := unsafe.Add(h.base, uintptr(r)<<unitShift)
		t := &h.tracers[*(*Kind)(cell)]
		n := h.tailLen(r, cell, t, t.weakTail)
		tail := unsafe.Add(cell, t.tailOff)
		switch {
		case t.ephemeron:
			h.buryPairs(unsafe.Slice((*Word)(tail), n))
		case t.weakTail == TailWords:
			h.buryWords(unsafe.Slice((*Word)(tail), n))
		default:
			h.buryRefs(unsafe.Slice((*Ref)(tail), n))
		}
	}
}

func (h *Heap) dead(w Word) bool { return w.IsRef() && !h.isMarked(w.Ref()) }

func (h *Heap) buryPairs(tail []Word) {
	for i := 0; i+1 < len(tail); i += 2 {
		if h.dead(tail[i]) {
			tail[i], tail[i+1] = h.opts.Tombstone, h.opts.Tombstone
		}
	}
}

func (h *Heap) buryWords(tail []Word) {
	for i, w := range tail {
		if h.dead(w) {
			tail[i] = h.opts.Tombstone
		}
	}
}

func (h *Heap) buryRefs(tail []Ref) {
	for i, r := range tail {
		if !h.isMarked(r) {
			tail[i] = 0
		}
	}
}
