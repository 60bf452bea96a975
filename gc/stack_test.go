package gc

import (
	"testing"
	"unsafe"
)

// fill makes garbage until the heap has been collected, so that a cell that
// was lost is used again.
func fill(h *Heap) {
	h.Collect("test")
	for range 2000 {
		p := At[pair](h, h.Alloc(kindPair, 32))
		p.a, p.b = 0xBAD, 0xBAD
	}
}

func newPair(h *Heap, v Word) Ref {
	r := h.Alloc(kindPair, 32)
	At[pair](h, r).a = v
	return r
}

// nest holds references in every form they have in Go code, in frames below
// each other, and looks at what is left of the cells.
//
//go:noinline
func nest(t *testing.T, h *Heap, depth int) {
	v := Word(depth * 10)
	bare := newPair(h, v)
	word := ref(newPair(h, v+1))
	pointer := At[pair](h, newPair(h, v+2))
	interior := &At[pair](h, newPair(h, v+3)).b
	interior2 := At[uint16](h, newPair(h, v+4)+2)
	halves := [2]Ref{newPair(h, v+5), newPair(h, v+6)}
	large := h.Alloc(kindList, 100000)
	last := (*Word)(unsafe.Add(unsafe.Pointer(At[list](h, large)), 99992))
	*last = v + 7
	large = 0
	if depth > 0 {
		nest(t, h, depth-1)
	} else {
		fill(h)
	}
	got := []Word{
		At[pair](h, bare).a, At[pair](h, word.Ref()).a, pointer.a,
		*(*Word)(unsafe.Add(unsafe.Pointer(interior), -8)),
		*(*Word)(unsafe.Add(unsafe.Pointer(interior2), -8)),
		At[pair](h, halves[0]).a, At[pair](h, halves[1]).a, *last,
	}
	for i, w := range got {
		if w != v+Word(i) {
			t.Fatalf("depth %d: cell %d has %#x, want %d", depth, i, w, v+Word(i))
		}
	}
}

func TestStackRoots(t *testing.T) {
	if !StackScan {
		t.Skip("the stack cannot be read on this architecture")
	}
	h := newHeap(t, Options{Verify: true})
	nest(t, h, 3)
	nest(t, h, 200)
	done := make(chan bool)
	go func() {
		defer close(done)
		nest(t, h, 50)
	}()
	<-done
}

func TestStackRootsStress(t *testing.T) {
	if !StackScan {
		t.Skip("the stack cannot be read on this architecture")
	}
	nest(t, newHeap(t, Options{Stress: 1, Verify: true}), 5)
}

// A word that is no reference to an allocated cell marks nothing, whatever it
// is.
func TestConservative(t *testing.T) {
	h := newHeap(t, Options{Verify: true})
	var words []uint64
	h.AddRoots(func(m *Marker) { m.Conservative(words) })
	r := h.Alloc(kindPair, 32)
	base := uint64(uintptr(h.Base()))
	for _, w := range []uint64{0, 1, ^uint64(0), base, base - 1, base + 1<<40, 0xFFF9<<48 | 1<<31, Poison, base + uint64(r)*8 + 32, uint64(r) + 4} {
		words = append(words, w)
	}
	h.Collect("test")
	for off := uint64(0); off < 32; off++ {
		words = []uint64{base + uint64(r)*8 + off}
		h.Collect("test")
		if At[Header](h, r).Kind != kindPair {
			t.Fatal("lost at offset", off)
		}
	}
	words = words[:0]
	for i := range uint64(100000) {
		words = append(words, i*0x9E3779B97F4A7C15, base+i*24)
	}
	h.Collect("test")
}

// Where the stack cannot be read, collections wait for safe points; the mark
// phase is the same.
func TestRootsNested(t *testing.T) {
	h := newHeap(t, Options{Verify: true})
	l := h.NewRootList(3)
	l.Set(0, ref(newPair(h, 1)))
	l.Append(ref(newPair(h, 2)))
	r := h.NewRoot(ref(newPair(h, 3)))
	s := h.NewRoot(ref(newPair(h, 4)))
	fill(h)
	if At[pair](h, l.Get(0).Ref()).a != 1 || At[pair](h, l.Pop().Ref()).a != 2 || At[pair](h, r.Get().Ref()).a != 3 {
		t.Error("a root lost its cell")
	}
	r.Free()
	r.Free()
	s.Release()
	fill(h)
	l.Free()
	l.Free()
	if n := len(h.roots.roots) + len(h.roots.lists); n != 0 {
		t.Errorf("%d roots are left", n)
	}
}

func BenchmarkStackScan(b *testing.B) {
	var buf []uint64
	for b.Loop() {
		buf = stackWords(buf)
	}
	b.ReportMetric(float64(len(buf)), "words")
}
