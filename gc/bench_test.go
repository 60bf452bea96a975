package gc

import (
	"testing"
)

// pair is a cell of 32 bytes, as a small object is.
type pair struct {
	Header
	a, b Word
	next Ref
	_    uint32
}

// list is a cell with a tail of Words.
type list struct {
	Header
	n uint32
	_ uint32
}

const (
	kindPair Kind = iota + 1
	kindList
	kindRefs
	kindEphemeron
	kindWeak
	kindWeakRefs
	kindOwner
)

const tag = Word(FirstRefTag) << 48

func ref(r Ref) Word { return tag | Word(r) }

const tombstone Word = 0xFFFE_0000_0000_0042

var testLayouts = [256]Layout{
	kindPair:      LayoutOf[pair]("pair", Layout{}),
	kindList:      LayoutOf[list]("list", Layout{Tail: TailWords, LenOff: 8}),
	kindRefs:      LayoutOf[list]("refs", Layout{Tail: TailRefs, LenOff: 8}),
	kindEphemeron: LayoutOf[list]("ephemeron", Layout{Tail: TailWords, LenOff: 8, Ephemeron: true}),
	kindWeak:      LayoutOf[list]("weak", Layout{Tail: TailWords, WeakTail: true}),
	kindWeakRefs:  LayoutOf[list]("weakrefs", Layout{Tail: TailRefs, LenOff: 8, WeakTail: true}),
	kindOwner:     LayoutOf[list]("owner", Layout{External: 8, Finalize: true}),
}

func newHeap(t testing.TB, o Options) *Heap {
	t.Helper()
	o.Layouts, o.Tombstone = &testLayouts, tombstone
	h, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Close)
	return h
}

// BenchmarkAlloc allocates cells of 32 bytes that are garbage at once.
func BenchmarkAlloc(b *testing.B) {
	h := newHeap(b, Options{})
	class := h.ClassFor(kindPair, 32)
	for b.Loop() {
		r := h.Bump(kindPair, class)
		if r == 0 {
			r = h.AllocSlow(kindPair, class)
		}
		At[pair](h, r).a = 1
	}
	b.ReportMetric(float64(h.Stats().PauseTotal.Nanoseconds())/float64(b.N), "gc-ns/op")
}

// BenchmarkAllocBytes is the same by Alloc.
func BenchmarkAllocBytes(b *testing.B) {
	h := newHeap(b, Options{})
	for b.Loop() {
		At[pair](h, h.Alloc(kindPair, 32)).a = 1
	}
}

func allocPairs(h *Heap, n int) {
	class := h.ClassFor(kindPair, 32)
	for range n {
		r := h.Bump(kindPair, class)
		if r == 0 {
			r = h.AllocSlow(kindPair, class)
		}
		p := At[pair](h, r)
		p.a, p.b = 1, 2
	}
}

// BenchmarkAlloc50M is 50 million cells of 32 bytes, with the collector and
// without.
func BenchmarkAlloc50M(b *testing.B) {
	b.Run("collected", func(b *testing.B) {
		h := newHeap(b, Options{})
		for b.Loop() {
			allocPairs(h, 50e6)
		}
	})
	b.Run("fresh", func(b *testing.B) {
		for b.Loop() {
			h := newHeap(b, Options{})
			h.budget.trigger = 1 << 40
			allocPairs(h, 50e6)
			h.Close()
		}
	})
}

// buildTree returns a complete binary tree of pairs.
func buildTree(h *Heap, depth int) Ref {
	var l, r Ref
	if depth > 0 {
		l, r = buildTree(h, depth-1), buildTree(h, depth-1)
	}
	c := h.AllocClass(kindPair, h.ClassFor(kindPair, 32))
	p := At[pair](h, c)
	p.a, p.b = ref(l), ref(r)
	return c
}

// BenchmarkMark marks a tree of a million cells, and a list of as many.
func BenchmarkMark(b *testing.B) {
	b.Run("tree", func(b *testing.B) {
		h := newHeap(b, Options{})
		h.NewRoot(ref(buildTree(h, 19)))
		for b.Loop() {
			h.Collect("bench")
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(1<<20), "ns/cell")
	})
	b.Run("shuffled", func(b *testing.B) {
		h := newHeap(b, Options{})
		const n = 1 << 20
		l := h.Alloc(kindList, 16+8*n)
		h.NewRoot(ref(l))
		At[list](h, l).n = n
		for i := range n {
			c := h.AllocClass(kindPair, h.ClassFor(kindPair, 32))
			j := (i * 514229) % n
			*At[Word](h, l+2+Ref(j)) = ref(c)
		}
		for b.Loop() {
			h.Collect("bench")
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/cell")
	})
	b.Run("list", func(b *testing.B) {
		h := newHeap(b, Options{})
		const n = 1 << 20
		var head Ref
		for range n {
			c := h.AllocClass(kindPair, h.ClassFor(kindPair, 32))
			At[pair](h, c).next = head
			head = c
		}
		h.NewRoot(ref(head))
		for b.Loop() {
			h.Collect("bench")
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/cell")
	})
}

// BenchmarkGarbage is short-lived garbage of mixed sizes beside 50 MB alive:
// an operation is 1 MB.
func BenchmarkGarbage(b *testing.B) {
	h := newHeap(b, Options{})
	h.NewRoot(ref(buildTree(h, 19)))
	sizes := []uintptr{16, 32, 32, 32, 48, 48, 64, 80, 128, 256, 512, 2000}
	for b.Loop() {
		for n, i := uintptr(0), 0; n < 1<<20; i++ {
			s := sizes[i%len(sizes)]
			h.AllocClass(kindList, h.ClassFor(kindList, s))
			n += s
		}
	}
	s := h.Stats()
	b.ReportMetric(float64(s.PauseTotal.Nanoseconds())/float64(b.N), "gc-ns/op")
	b.ReportMetric(float64(s.Committed>>20), "MB")
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		h, err := New(Options{Layouts: &testLayouts})
		if err != nil {
			b.Fatal(err)
		}
		h.Alloc(kindPair, 32)
		h.Close()
	}
}
