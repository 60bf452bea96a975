package gc

import (
	"fmt"
	"reflect"
	"sync"
	"unsafe"
)

// Tail says what the array at the end of a cell is made of.
type Tail uint8

const (
	TailNone  Tail = iota // no array, or one without references
	TailWords             // Words
	TailRefs              // Refs
)

// Layout says where the references of a kind of cell are. A kind whose Layout
// has no Name does not exist; the verifier reports cells of such kinds.
type Layout struct {
	Name       string
	Refs       []uint16 // byte offsets of Ref fields, Header.Shape at 4 among them where it is one
	Words      []uint16 // byte offsets of Word fields
	ShapeIsRef bool     // for LayoutOf: Header.Shape is a Ref. New adds 4 to Refs where it is missing

	// The tail is an array of Words or Refs that starts at TailOff and has as
	// many elements as the uint32 at LenOff says; where LenOff is 0, it
	// reaches to the end of the cell. The count of an ephemeron's tail is of
	// pairs. A count too large for the cell is cut to what fits.
	Tail    Tail
	TailOff uint16
	LenOff  uint16

	// External is the offset of a uint32 index into Heap.External owned by
	// the cell (0: none). The entry is deleted when the cell dies.
	External uint16

	// Ephemeron: the tail is pairs of Words, key and value. A value is marked
	// only where its key is (a key that is no reference counts as marked), and
	// after marking, pairs with dead keys become (Tombstone, Tombstone).
	Ephemeron bool

	// WeakTail: the tail's elements are not marked. After marking, dead Words
	// become Tombstone and dead Refs 0.
	WeakTail bool

	// Finalize: Options.Finalize is called when a cell has died, before its
	// memory is used again.
	Finalize bool
}

func (l *Layout) special() bool { return l.Finalize || l.External != 0 }

var refType = reflect.TypeFor[Ref]()

// LayoutOf derives the Layout of cells overlaid with T: every field of type
// Ref is a reference (Header.Shape only if extra.ShapeIsRef), and so is every
// field of a type like Word (a uint64 with a method IsRef), in arrays and
// nested structs as well. Fields tagged `gc:"-"` are left out. What T cannot
// tell comes from extra; a Tail without TailOff begins at the end of T.
func LayoutOf[T any](name string, extra Layout) Layout {
	t := reflect.TypeFor[T]()
	l := extra
	l.Name = name
	l.addFields(t, 0)
	if l.Tail != TailNone && l.TailOff == 0 {
		l.TailOff = uint16(t.Size())
	}
	return l
}

func (l *Layout) addFields(t reflect.Type, off uintptr) {
	switch {
	case t == reflect.TypeFor[Header]():
		if l.ShapeIsRef {
			l.Refs = append(l.Refs, uint16(off+unsafe.Offsetof(Header{}.Shape)))
		}
	case t == refType:
		l.Refs = append(l.Refs, uint16(off))
	case isWordType(t):
		l.Words = append(l.Words, uint16(off))
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); f.Tag.Get("gc") != "-" {
				l.addFields(f.Type, off+f.Offset)
			}
		}
	case t.Kind() == reflect.Array:
		for i := range t.Len() {
			l.addFields(t.Elem(), off+uintptr(i)*t.Elem().Size())
		}
	case hasPointer(t):
		panic(fmt.Sprintf("gc: cell %s has a field of type %s, a Go pointer", l.Name, t))
	}
}

func isWordType(t reflect.Type) bool {
	if t.Kind() != reflect.Uint64 || t.Name() == "" {
		return false
	}
	_, ok := t.MethodByName("IsRef")
	return ok
}

func hasPointer(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice, reflect.String, reflect.UnsafePointer:
		return true
	}
	return false
}

// A run is count fields side by side at byte offset off.
type run struct{ off, count uint16 }

// tracer is a Layout as the marker reads it.
type tracer struct {
	refs, words []run
	tail        Tail // TailNone for weak and ephemeron tails
	special     uint8
	weak        bool // Ephemeron or WeakTail
	ephemeron   bool
	known       bool
	tailOff     uint16
	lenOff      uint16
	external    uint16
	finalize    bool
	weakTail    Tail
}

type tracers [256]tracer

var compiled sync.Map // *[256]Layout to *tracers

// compile translates layouts once for all heaps that share the table, which
// must not change after that.
func compile(layouts *[256]Layout) *tracers {
	if t, ok := compiled.Load(layouts); ok {
		return t.(*tracers)
	}
	ts := new(tracers)
	for k := range layouts {
		if l := &layouts[k]; l.Name != "" && k != 0 {
			ts[k] = l.compile()
		}
	}
	t, _ := compiled.LoadOrStore(layouts, ts)
	return t.(*tracers)
}

func (l *Layout) compile() tracer {
	refs := l.Refs
	if l.ShapeIsRef && !contains(refs, 4) {
		refs = append([]uint16{4}, refs...)
	}
	t := tracer{
		refs: runs(refs, 4), words: runs(l.Words, 8), known: true,
		tail: l.Tail, tailOff: l.TailOff, lenOff: l.LenOff,
		external: l.External, finalize: l.Finalize,
		ephemeron: l.Ephemeron, weak: l.Ephemeron || l.WeakTail,
	}
	if l.Ephemeron && l.Tail != TailWords {
		panic("gc: the tail of the ephemeron " + l.Name + " is not of Words")
	}
	if t.weak {
		t.tail, t.weakTail = TailNone, l.Tail
	}
	if l.special() {
		t.special = specialClass
	}
	return t
}

func contains(offs []uint16, off uint16) bool {
	for _, o := range offs {
		if o == off {
			return true
		}
	}
	return false
}

func runs(offs []uint16, size uint16) []run {
	var rs []run
	for _, o := range offs {
		if n := len(rs); n > 0 && rs[n-1].off+rs[n-1].count*size == o {
			rs[n-1].count++
		} else {
			rs = append(rs, run{o, 1})
		}
	}
	return rs
}
