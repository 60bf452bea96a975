package gc

import (
	"bytes"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
)

func TestClasses(t *testing.T) {
	for i, size := range classBytes {
		if size%16 != 0 || i > 0 && size <= classBytes[i-1] {
			t.Errorf("class %d has %d bytes", i, size)
		}
		if waste := blockBytes % int(size); waste*20 > blockBytes {
			t.Errorf("class %d wastes %d bytes of a block", i, waste)
		}
	}
	for bytes := uintptr(0); bytes <= MaxClassBytes; bytes++ {
		c := ClassOf(bytes)
		if ClassBytes(c) < bytes || c > 0 && ClassBytes(c-1) >= bytes {
			t.Fatalf("%d bytes are of class %d, which has %d", bytes, c, ClassBytes(c))
		}
	}
}

// word is a type like Word, as the heap's user has one.
type word uint64

func (w word) IsRef() bool { return Word(w).IsRef() }

func TestLayoutOf(t *testing.T) {
	type inner struct {
		n int32
		r Ref
		w [2]word
	}
	type cell struct {
		Header
		a    Word
		b    [2]inner
		refs [3]Ref
		no   Ref    `gc:"-"`
		u    uint64 // a number
		f    float64
	}
	got := LayoutOf[cell]("cell", Layout{ShapeIsRef: true, Tail: TailWords, Finalize: true})
	want := Layout{
		Name: "cell", ShapeIsRef: true, Tail: TailWords, TailOff: uint16(unsafe.Sizeof(cell{})), Finalize: true,
		Refs:  []uint16{4, 20, 44, 64, 68, 72},
		Words: []uint16{8, 24, 32, 48, 56},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]run{{4, 1}, {20, 1}, {44, 1}, {64, 3}}, runs(got.Refs, 4), cmp.AllowUnexported(run{})); d != "" {
		t.Error(d)
	}
	defer func() {
		if e := recover(); e == nil || !strings.Contains(e.(string), "Go pointer") {
			t.Error("a string in a cell is accepted:", e)
		}
	}()
	LayoutOf[struct {
		Header
		s string
	}]("bad", Layout{})
}

// Cells are zero when they are new, whatever was there before, and hold all
// the bytes asked for.
func TestSizes(t *testing.T) {
	h := newHeap(t, Options{Verify: true})
	sizes := []uintptr{0, 1, 15, 16, 17, 100, 1000, 5000, 8191, 8192, 8193, 20000, 65536, 1 << 20, 9 << 20}
	for range 30 {
		for _, size := range sizes {
			r := h.Alloc(kindWeak, size)
			if n := h.CellSize(r); n < size || n < 16 {
				t.Fatalf("%d bytes asked for, %d there", size, n)
			}
			cell := unsafe.Slice(At[uint64](h, r), h.CellSize(r)/8)
			if cell[0] != uint64(kindWeak) {
				t.Fatalf("a new header is %#x", cell[0])
			}
			for i := range cell[1:] {
				if cell[i+1] != 0 {
					t.Fatalf("a cell of %d bytes has %#x at %d", size, cell[i+1], 8*i+8)
				}
			}
			for i := range cell[1:] {
				cell[i+1] = 0x4141414141414141
			}
			if h.RefOf(unsafe.Pointer(At[Header](h, r))) != r {
				t.Fatal("RefOf does not undo At")
			}
		}
	}
	if h.Stats().Collections == 0 {
		t.Error("nothing was collected")
	}
}

func TestMisuse(t *testing.T) {
	h := newHeap(t, Options{})
	for name, f := range map[string]func(){
		"unknown kind": func() { h.Alloc(99, 16) },
		"wrong class":  func() { h.AllocClass(kindOwner, ClassOf(16)) },
		"root function allocates": func() {
			h.AddRoots(func(*Marker) { h.Alloc(kindPair, 32) })
			h.Collect("test")
		},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error(name, "goes through")
				}
			}()
			f()
		}()
	}
}

type limitError uint64

// untilLimit runs f until Options.Limit ends it.
func untilLimit(t *testing.T, f func()) (asked uint64) {
	defer func() {
		e, ok := recover().(limitError)
		if !ok {
			t.Error("the limit was not reached")
		}
		asked = uint64(e)
	}()
	for range 1 << 24 {
		f()
	}
	return 0
}

func limit(bytes uint64) { panic(limitError(bytes)) }

func TestLimit(t *testing.T) {
	const most = 16 << 20
	h := newHeap(t, Options{Max: most, Limit: limit})
	full := func(what string, slack uint64) {
		t.Helper()
		if used := h.Stats().Used; used > most || used+slack < most {
			t.Errorf("%s: full at %d of %d bytes", what, used, uint64(most))
		}
	}
	roots := h.NewRootList(0)
	untilLimit(t, func() { roots.Append(ref(h.Alloc(kindPair, 32))) })
	full("small cells", 1<<20)
	h.Alloc(kindList, 100000) // the program may go on a little to report it
	for range 3 {
		untilLimit(t, func() { roots.Append(ref(h.Alloc(kindPair, 32))) })
	}
	if used := h.Stats().Used; used > most+most/4 {
		t.Errorf("%d bytes used after %d were the limit several times", used, uint64(most))
	}
	roots.Truncate(0)
	precise(func() { h.Collect("test") })
	precise(func() {
		if asked := untilLimit(t, func() { roots.Append(ref(h.Alloc(kindList, 1<<20))) }); asked != 1<<20 {
			t.Errorf("Limit is called with %d", asked)
		}
	})
	full("large cells", 2<<20)
	roots.Truncate(0)
	precise(func() { h.Collect("test") })
	precise(func() {
		for range 1000 { // garbage does not reach the limit, though the stack may keep some
			h.Alloc(kindList, 1<<20)
		}
		before := h.Stats().Used
		untilLimit(t, func() { h.Alloc(kindList, 1<<30) })
		untilLimit(t, func() { h.Alloc(kindList, 1<<50) })
		if h.Stats().Used > before {
			t.Error("a cell too large was partly taken")
		}
	})
}

// A heap that is full and stays so ends soon, not after a collection for
// every block.
func TestLimitEndsSoon(t *testing.T) {
	h := newHeap(t, Options{Max: 24 << 20, Limit: limit})
	roots := h.NewRootList(0)
	n := 0
	untilLimit(t, func() {
		if n++; n%256 != 0 {
			roots.Append(ref(h.Alloc(kindPair, 32)))
		} else {
			h.Alloc(kindPair, 32)
		}
	})
	if c := h.Stats().Collections; c > 40 {
		t.Errorf("%d collections", c)
	}
}

func TestExternalPressure(t *testing.T) {
	freed := 0
	var h *Heap
	const size = 1 << 20
	h = newHeap(t, Options{Max: 64 << 20, Limit: limit, Finalize: func(Ref) {
		h.ChargeExternal(-size)
		freed++
	}})
	owner := func() Ref {
		h.ChargeExternal(size)
		return h.Alloc(kindOwner, 16)
	}
	for range 1000 { // 1 GB in all
		owner()
	}
	s := h.Stats()
	if s.External > 64<<20 || freed < 900 || s.Collections > 200 {
		t.Errorf("%d bytes outside, %d owners freed, %d collections", s.External, freed, s.Collections)
	}
	roots := h.NewRootList(0)
	untilLimit(t, func() { roots.Append(ref(owner())) })
	if s := h.Stats(); s.External+s.Used > 64<<20 || s.External < 60<<20 {
		t.Errorf("full with %d bytes outside and %d in cells", s.External, s.Used)
	}
}

func residentMemory(t *testing.T) int {
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip(err)
	}
	n, err := strconv.Atoi(strings.Fields(string(data))[1])
	if err != nil {
		t.Fatal(err)
	}
	return n * os.Getpagesize()
}

// Memory goes back to the system when cells have died, and all of it when the
// heap is closed.
func TestRelease(t *testing.T) {
	if runtime.GOOS != "linux" || underRace {
		t.Skip("reads /proc")
	}
	debug.FreeOSMemory()
	before := residentMemory(t)
	h := newHeap(t, Options{})
	const mb = 1 << 20
	for _, size := range []uintptr{32, 1000, 100000} {
		precise(func() {
			roots := h.NewRootList(0)
			for n, i := uintptr(0), 0; n < 200*mb; n, i = n+size, i+1 {
				r := h.Alloc(kindList, size)
				At[list](h, r).n = 1
				if i%100 == 0 { // short chains, of which a stray word keeps one at most
					roots.Append(0)
				}
				*At[Word](h, r+2) = roots.Get(roots.Len() - 1)
				roots.Set(roots.Len()-1, ref(r))
			}
			if full := residentMemory(t) - before; full < 200*mb && size < pageBytes {
				t.Errorf("%d MB resident with 200 MB alive", full/mb)
			}
			roots.Free()
		})
		precise(func() { h.Collect("test") })
		precise(func() { h.Collect("test") })
		if left := residentMemory(t) - before; left > 40*mb {
			t.Errorf("cells of %d bytes: %d MB resident when all are dead", size, left/mb)
		}
	}
	h.Close()
	debug.FreeOSMemory()
	if left := residentMemory(t) - before; left > 8*mb {
		t.Errorf("%d MB resident when the heap is closed", left/mb)
	}
}

// The figure of the design: garbage beside 50 MB alive stays under 200 MB for
// the whole process.
func TestResidentWithGarbage(t *testing.T) {
	if runtime.GOOS != "linux" || underRace || testing.Short() {
		t.Skip("reads /proc, takes a second")
	}
	debug.FreeOSMemory()
	h := newHeap(t, Options{})
	root := h.NewRoot(0)
	defer root.Free()
	for n := 0; n < 50<<20; n += 32 {
		root.Set(ref(newPair(h, root.Get())))
	}
	sizes := []uintptr{16, 32, 32, 48, 64, 128, 256, 2000, 10000, 70000}
	peak := 0
	const garbage = 2 << 30
	for n, i := uintptr(0), 0; n < garbage; i++ {
		size := sizes[i%len(sizes)]
		h.Alloc(kindWeak, size)
		if n += size; i%10000 == 0 {
			peak = max(peak, residentMemory(t))
		}
	}
	t.Logf("at most %d MB resident, %d collections", peak>>20, h.Stats().Collections)
	if peak > 200<<20 {
		t.Errorf("%d MB resident", peak>>20)
	}
}

// Starting costs little memory and no large tables in Go's heap.
func TestStart(t *testing.T) {
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	h := newHeap(t, Options{})
	h.Alloc(kindPair, 32)
	runtime.ReadMemStats(&b)
	if n := b.TotalAlloc - a.TotalAlloc; n > 32<<10 {
		t.Errorf("%d bytes of Go's heap", n)
	}
	if n := h.Stats().Committed; n > 256<<10 {
		t.Errorf("%d bytes committed", n)
	}
}

func TestReserveSmall(t *testing.T) {
	h := newHeap(t, Options{Reserve: 8 << 20, Max: 16 << 20, Limit: limit})
	roots := h.NewRootList(0)
	untilLimit(t, func() { roots.Append(ref(h.Alloc(kindList, 9000))) })
	if used := h.Stats().Used; used < 7<<20 || used > 8<<20 {
		t.Errorf("full at %d bytes, 8 MB reserved", used)
	}
	if _, err := New(Options{}); err == nil {
		t.Error("no layouts are accepted")
	}
	if _, err := New(Options{Layouts: &testLayouts, Max: MaxMax + 1}); err == nil {
		t.Error("more than the most is accepted")
	}
}

func TestTrace(t *testing.T) {
	var out bytes.Buffer
	h := newHeap(t, Options{Trace: &out})
	newPair(h, 1)
	h.Collect("by hand")
	if s := out.String(); !strings.HasPrefix(s, "gc 1 (by hand): ") || strings.Count(s, "\n") != 1 {
		t.Errorf("%q", s)
	}
}

// The verifier finds references to what is no cell, naming the owner.
func TestVerifier(t *testing.T) {
	for name, bad := range map[string]Word{
		"interior": 1, "free": 12, "beyond": 1 << 30, "small": 77,
	} {
		h := newHeap(t, Options{})
		r := newPair(h, 0)
		if name == "small" {
			At[pair](h, r).a = ref(Ref(bad))
		} else {
			At[pair](h, r).a = ref(r + Ref(bad))
		}
		if err := h.Verify(); err == nil || !strings.Contains(err.Error(), "pair) at offset 8") {
			t.Errorf("%s: %v", name, err)
		}
		if err := (&pageHeap{}).verify(); err != nil {
			t.Error(err)
		}
	}
}

// Under stress a freed cell is filled so that its use is seen.
func TestPoison(t *testing.T) {
	h := newHeap(t, Options{Stress: 1})
	keep := h.NewRoot(ref(newPair(h, 1)))
	var dead Ref
	precise(func() { dead = newPair(h, 1) })
	n := uint64(dead) ^ 1<<40
	dead = 0
	precise(func() { h.Collect("test") })
	dead = Ref(n)
	p := At[pair](h, dead)
	if p.Kind != 0 || p.a != Poison || p.next != 0xDEADDEAD {
		t.Errorf("a freed cell is %+v", *p)
	}
	if p := At[pair](h, keep.Get().Ref()); p.a != 1 {
		t.Errorf("a live cell is %+v", *p)
	}
}

func TestExternalTable(t *testing.T) {
	var e ExternalTable
	if e.Get(0) != nil || e.Len() != 0 {
		t.Error("an empty table is not empty")
	}
	a, b := e.Put("a"), e.Put("b")
	e.Set(a, "A")
	if a == 0 || e.Get(a) != "A" || e.Get(b) != "b" || e.Len() != 2 {
		t.Error("entries are wrong")
	}
	e.Delete(a)
	e.Delete(0)
	if c := e.Put("c"); c != a || e.Len() != 2 {
		t.Error("a freed index is not used again")
	}
}

func TestEachCell(t *testing.T) {
	h := newHeap(t, Options{})
	want := map[Ref]bool{}
	for i := range uintptr(2000) {
		want[h.Alloc(kindWeak, i*17%9000)] = true
	}
	got := map[Ref]bool{}
	h.EachCell(func(r Ref) { got[r] = true })
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// Wherever Go's heap is, the low halves of its addresses are not those of
// Refs.
func TestBeginning(t *testing.T) {
	const gb = 1 << 30
	for low := uint64(0); low < 1<<32; low += 64 << 20 {
		for _, max := range []uint64{64 << 20, gb, 4 * gb, 16 * gb} {
			first := uint64(beginning(uintptr(low+0xc0<<32), max))
			from, to := first>>unitShift, (first+max)>>unitShift
			if low < to && low+128<<20 > from && max <= 4*gb && low < 0xF0000000 {
				t.Errorf("Go's heap at %#x, Refs from %#x to %#x", low, from, to)
			}
			if first+max > cageMax {
				t.Errorf("a heap of %d bytes begins at %d", max, first)
			}
		}
	}
}
