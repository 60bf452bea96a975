package gc

import "unsafe"

// Ref names a cell: its offset into the cage in units of 8 bytes. 0 is none.
//
//gojs:cageword
type Ref uint32

// Word is a tagged word. One whose top 16 bits are in FirstRefTag to
// LastRefTag carries a Ref in its low 32 bits; anything else means nothing to
// the collector.
//
//gojs:cageword
type Word uint64

// The tags of Words that carry a Ref.
const (
	FirstRefTag = 0xFFF9
	LastRefTag  = 0xFFFD
)

// IsRef reports whether w carries a Ref.
func (w Word) IsRef() bool { return w>>48-FirstRefTag <= LastRefTag-FirstRefTag }

// Ref returns the Ref w carries; it has a meaning only where IsRef is true.
func (w Word) Ref() Ref { return Ref(uint32(w)) }

// Kind says what a cell is, and selects its Layout. 0 is a free cell.
type Kind uint8

// Header is the first 8 bytes of every cell. The collector reads Kind, and
// Shape where the Layout says that it is a Ref; Flags, Aux and Shape belong
// to the heap's user.
//
//gojs:cell
type Header struct {
	Kind  Kind
	Flags uint8
	Aux   uint16
	Shape Ref
}

const (
	unitShift = 3 // a Ref counts units of 8 bytes
	unitBytes = 1 << unitShift
)

// At overlays the cell r with a T, a struct without Go pointers that begins
// with a Header. The pointer is good while the cell is reachable: kept on the
// Go stack, it is itself a root.
func At[T any](h *Heap, r Ref) *T {
	return (*T)(unsafe.Add(h.base, uintptr(r)<<unitShift))
}

// Base is the address of the cage: of the cell whose Ref would be 0, which is
// never mapped. It does not change.
func (h *Heap) Base() unsafe.Pointer { return h.base }

// RefOf returns the Ref of the unit p points to. p must be inside the cage;
// it is the caller's to know that a cell begins there.
func (h *Heap) RefOf(p unsafe.Pointer) Ref {
	return Ref((uintptr(p) - uintptr(h.base)) >> unitShift)
}

// SetWord stores w at p, a field of the cell owner. Every store of a Word
// into a cell that has been visible to other code goes through it, so that a
// write barrier is a change of this function only.
func SetWord[W ~uint64](h *Heap, owner Ref, p *W, w W) { *p = w }

// SetRef is SetWord for fields that are Refs.
func SetRef(h *Heap, owner Ref, p *Ref, r Ref) { *p = r }
