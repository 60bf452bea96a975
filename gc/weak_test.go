package gc

import (
	"testing"
	"time"
	"unsafe"
)

// newList allocates a cell with a tail of n Words.
func newList(h *Heap, k Kind, n int) (Ref, []Word) {
	r := h.Alloc(k, unsafe.Sizeof(list{})+8*uintptr(n))
	return r, unsafe.Slice(At[Word](h, r+2), n)
}

func newEphemeron(h *Heap, pairs int) (Ref, []Word) {
	r, words := newList(h, kindEphemeron, 2*pairs)
	At[list](h, r).n = uint32(pairs)
	return r, words
}

// precise runs f on a stack of its own that has been cleared, so that f's
// references are dead when it has returned.
func precise(f func()) {
	done := make(chan bool)
	go func() { defer close(done); clearStack(); f() }()
	<-done
}

//go:noinline
func clearStack() (sum uint64) {
	var words [2048]uint64
	for i := range words {
		sum += words[(i*7)%len(words)]
	}
	return sum
}

func TestEphemeron(t *testing.T) {
	h := newHeap(t, Options{Verify: true})
	roots := h.NewRootList(0)
	precise(func() {
		table, pairs := newEphemeron(h, 6)
		roots.Append(ref(table))
		k1, k2 := newPair(h, 1), newPair(h, 2)
		pairs[0], pairs[1] = ref(k1), ref(k2)                       // a live key keeps a value,
		pairs[2], pairs[3] = ref(k2), ref(newPair(h, 3))            // which is a key
		pairs[4], pairs[5] = ref(newPair(h, 4)), ref(newPair(h, 5)) // dead
		pairs[6], pairs[7] = 7, ref(newPair(h, 6))                  // no reference for a key
		pairs[8], pairs[9] = ref(newPair(h, 7)), 8                  // no reference for a value
		self := newPair(h, 9)
		pairs[10], pairs[11] = ref(self), ref(self) // only its own value keeps the key
		roots.Append(ref(k1))
	})
	precise(func() { fill(h) })
	pairs := unsafe.Slice(At[Word](h, roots.Get(0).Ref()+2), 12)
	for i, want := range []Word{1, 2, 2, 3, 0, 0, 0, 6, 0, 0, 0, 0} {
		w := pairs[i]
		switch {
		case i == 6:
			if w != 7 {
				t.Errorf("word 6 is %#x", w)
			}
		case want == 0 && w != tombstone:
			t.Errorf("word %d is %#x, want a tombstone", i, w)
		case want != 0 && (!w.IsRef() || At[pair](h, w.Ref()).a != want):
			t.Errorf("word %d is %#x, want the cell %d", i, w, want)
		}
	}
}

// chain makes n ephemeron tables of one pair, the value of each of which is
// the key of the next, in an order that an iteration over all tables would
// need n rounds for; and as many pairs in one table.
func chain(h *Heap, n int) (first *Root, last *Root) {
	tables, tail := newList(h, kindList, n)
	root := h.NewRoot(ref(tables))
	big, all := newEphemeron(h, n)
	h.NewRoot(ref(big))
	key := newPair(h, 0)
	first = h.NewRoot(ref(key))
	At[list](h, tables).n = uint32(n)
	for i := range n {
		value := newPair(h, Word(i+1))
		table, pairs := newEphemeron(h, 1)
		pairs[0], pairs[1] = ref(key), ref(value)
		tail[n-1-i] = ref(table)
		all[2*(n-1-i)], all[2*(n-1-i)+1] = ref(key), ref(value)
		key = value
	}
	_ = root
	return first, root
}

func collectTime(h *Heap) time.Duration {
	best := time.Hour
	for range 3 {
		start := time.Now()
		h.Collect("test")
		best = min(best, time.Since(start))
	}
	return best
}

func TestEphemeronChain(t *testing.T) {
	measure := func(n int) (d time.Duration) {
		h := newHeap(t, Options{})
		precise(func() {
			first, tables := chain(h, n)
			d = collectTime(h)
			words := unsafe.Slice(At[Word](h, tables.Get().Ref()+2), n)
			for i := range n {
				pair1 := At[[4]Word](h, words[n-1-i].Ref())
				if k := At[pair](h, pair1[2].Ref()); k.a != Word(i) {
					t.Fatalf("key %d is %#x", i, k.a)
				}
			}
			first.Free()
		})
		precise(func() { h.Collect("test") })
		precise(func() { h.Collect("test") })
		if live := h.Stats().Live; live > uint64(n)*80+100000 { // the tables and their list are left
			t.Errorf("%d bytes alive after the first key is gone", live)
		}
		return d
	}
	n := 20000
	if underRace {
		n = 2000
	}
	small, large := measure(n), measure(8*n)
	if large > 3*time.Second { // a round over all tables for each link would take minutes
		t.Errorf("%v for %d links, %v for %d: not linear", small, n, large, 8*n)
	}
	t.Log(small, large)
}

func TestWeakTails(t *testing.T) {
	h := newHeap(t, Options{Verify: true})
	roots := h.NewRootList(0)
	var died []Ref
	h.AfterMark(func(isMarked func(Ref) bool) {
		if isMarked(0) {
			t.Error("0 is marked")
		}
		died = died[:0]
		for i := range roots.Len() {
			if !isMarked(roots.Get(i).Ref()) {
				died = append(died, roots.Get(i).Ref())
			}
		}
	})
	collections := 0
	h.AfterCollect(func() { collections++; newPair(h, 0) })
	precise(func() {
		weak, words := newList(h, kindWeak, 3)
		roots.Append(ref(weak))
		keep := newPair(h, 1)
		roots.Append(ref(keep))
		words[0], words[1], words[2] = ref(keep), ref(newPair(h, 2)), 5
		weakRefs := h.Alloc(kindWeakRefs, 64)
		roots.Append(ref(weakRefs))
		At[list](h, weakRefs).n = 3
		refs := unsafe.Slice(At[Ref](h, weakRefs+2), 3)
		refs[0], refs[1] = newPair(h, 3), keep
	})
	precise(func() { fill(h) })
	words := unsafe.Slice(At[Word](h, roots.Get(0).Ref()+2), 3)
	if words[0] != roots.Get(1) || words[1] != tombstone || words[2] != 5 {
		t.Errorf("weak words: %#x", words)
	}
	refs := unsafe.Slice(At[Ref](h, roots.Get(2).Ref()+2), 3)
	if refs[0] != 0 || refs[1] != roots.Get(1).Ref() || refs[2] != 0 {
		t.Errorf("weak refs: %#x", refs)
	}
	if len(died) != 0 || collections == 0 {
		t.Errorf("%d collections, roots that died: %#x", collections, died)
	}
}

func TestFinalize(t *testing.T) {
	var h *Heap
	finalized := map[uint16]bool{}
	h = newHeap(t, Options{Verify: true, Finalize: func(r Ref) {
		id := At[Header](h, r).Aux
		if finalized[id] || At[Header](h, r).Kind != kindOwner {
			t.Errorf("cell %#x, number %d, is finalized twice", r, id)
		}
		if i := At[list](h, r).n; i != 0 && h.External.Get(i) != id {
			t.Errorf("number %d has the entry %v", id, h.External.Get(i))
		}
		finalized[id] = true
	}})
	roots := h.NewRootList(0)
	const n = 3000
	precise(func() {
		for id := uint16(0); id < n; id++ {
			size := uintptr(16)
			if id%100 == 0 {
				size = 20000
			}
			r := h.Alloc(kindOwner, size)
			At[Header](h, r).Aux = id
			if id%3 != 0 {
				At[list](h, r).n = h.External.Put(id)
			}
			if id%2 == 0 {
				roots.Append(ref(r))
			}
		}
	})
	precise(func() { h.Collect("test") })
	precise(func() { h.Collect("test") })
	if len(finalized) < n/2-20 || len(finalized) > n/2 {
		t.Errorf("%d of %d cells are finalized", len(finalized), n/2)
	}
	for id := range finalized {
		if id%2 == 0 {
			t.Errorf("number %d is alive and finalized", id)
		}
	}
	if left := h.External.Len(); left < n/3 || left > n/3+20 {
		t.Errorf("%d external entries are left, want %d", left, n/3)
	}
	roots.Free()
	precise(func() { h.Collect("test") })
	precise(func() { h.Collect("test") })
	if h.External.Len() > 20 || len(finalized) < n-20 {
		t.Errorf("at the end %d external entries are left and %d cells finalized", h.External.Len(), len(finalized))
	}
}

func BenchmarkEphemeronChain(b *testing.B) {
	h := newHeap(b, Options{})
	const n = 100000
	chain(h, n)
	for b.Loop() {
		h.Collect("bench")
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/link")
}

// TestCollectRooted: a word on the Go stack keeps a cell, but not from CollectRooted.
func TestCollectRooted(t *testing.T) {
	h := newHeap(t, Options{Verify: true})
	r := newPair(h, 1)
	h.Collect("test")
	if StackScan && !h.isMarked(r) {
		t.Error("a cell on the stack was freed")
	}
	h.CollectRooted("test")
	if h.isMarked(r) {
		t.Error("a cell that no root holds was kept")
	}
	h.Collect("test")
	if h.rooted || h.AtSafePoint {
		t.Error("the stack counts no longer")
	}
}
