package gc

import (
	"errors"
	"fmt"
	"io"
	"time"
	"unsafe"
)

// Options configures a Heap.
type Options struct {
	// Layouts says where the references of each kind of cell are. The table
	// is shared by all heaps made with it and must not change any more.
	Layouts *[256]Layout

	// Max bounds the bytes of cells and of external memory together: 0 is
	// DefaultMax, and MaxMax is the most.
	Max uint64

	// Reserve is the address space to reserve for cells. 0 is all that a Ref
	// can name, or as much of it as the system gives.
	Reserve uint64

	// Limit is called when so many bytes more would pass Max even after a
	// collection. It must not return. What it does to report the error may
	// allocate: Max is raised a little until the heap has shrunk again.
	Limit func(bytes uint64)

	// Finalize is called for each dead cell of a kind with Layout.Finalize.
	// The cell and what it refers to can still be read; it must not allocate.
	Finalize func(Ref)

	// Tombstone stands for dead Words in weak tails and ephemerons.
	Tombstone Word

	Stress int       // collect at every Nth allocation, and poison freed cells; 0: never
	Verify bool      // run Heap.Verify after each collection, and panic with what it finds
	Trace  io.Writer // a line for each collection; nil: none
}

// The bounds of Options.Max.
const (
	DefaultMax = 4 << 30
	MaxMax     = cageMax - firstByte
)

// Heap is a cage of cells and its collector. It belongs to one goroutine at a
// time.
type Heap struct {
	base  unsafe.Pointer
	alloc [2 * numClasses]cursor

	// External holds Go data that belongs to cells.
	External ExternalTable

	// AtSafePoint is set by the heap's user while no native frame on the Go
	// stack holds references. It is looked at only where StackScan is false:
	// there, a collection happens only while it is set.
	AtSafePoint bool
	rooted      bool // the stack holds no references: CollectRooted

	pages   pageHeap
	tracers *tracers
	opts    Options
	current [2 * numClasses]uint32 // the block each class allocates in
	avail   [2 * numClasses]uint32 // lists of blocks with free cells not looked for yet

	marks    []uint64 // a bit for every 16 bytes: the cells the last collection found alive
	oldMarks []uint64 // those of the collection before; the next one's

	roots        rootTable
	afterMark    []func(func(Ref) bool)
	afterCollect []func()
	marker       Marker

	budget  budget
	stress  int // allocations until the next collection under Stress
	stats   Stats
	wanted  bool
	running bool // a collection is under way
}

// A cursor is where a class allocates: from cursor up to limit there are free
// cells, all zero. All but end are in units.
type cursor struct {
	cursor uint32
	limit  uint32
	step   uint32 // a cell
	end    uint32 // the end of the free run; limit is below it under Stress
}

// Stats describes a heap.
type Stats struct {
	Live        uint64 // bytes in cells at the end of the last collection
	Used        uint64 // bytes in blocks and large cells now
	Committed   uint64 // bytes of the cage taken from the system so far
	Resident    uint64 // of these, bytes not given back
	External    uint64 // bytes charged by ChargeExternal
	Max         uint64
	Collections int
	Allocated   uint64 // bytes allocated since the heap was made
	MarkTotal   time.Duration
	PauseTotal  time.Duration
	PauseMax    time.Duration
}

// New makes a heap. It reserves address space, and commits little of it.
func New(o Options) (*Heap, error) {
	if o.Layouts == nil {
		return nil, errors.New("gc: Options.Layouts is nil")
	}
	if o.Max == 0 {
		o.Max = DefaultMax
	}
	if o.Max > MaxMax || o.Reserve > MaxMax {
		return nil, fmt.Errorf("gc: Max of %d and Reserve of %d bytes: %d is the most", o.Max, o.Reserve, uint64(MaxMax))
	}
	h := &Heap{opts: o, tracers: compile(o.Layouts), stress: o.Stress}
	if err := h.reserve(); err != nil {
		return nil, err
	}
	for c := range h.alloc {
		h.alloc[c].step = uint32(classBytes[c%numClasses]) >> unitShift
	}
	h.marker.h = h
	h.budget.init(o.Max)
	return h, nil
}

// Close gives all memory back. Nothing of the heap may be used after it.
func (h *Heap) Close() {
	h.pages.unreserve()
	*h = Heap{}
}

// Stats returns the heap's state and counters.
func (h *Heap) Stats() Stats {
	s := h.stats
	s.Used = uint64(h.pages.used) << pageShift
	s.Committed = uint64(h.pages.top-h.pages.first) << pageShift
	s.Resident = uint64(h.pages.resident) << pageShift
	s.External = h.budget.external
	s.Max = h.budget.max
	s.Allocated += h.budget.allocated
	return s
}

// AfterMark registers f to be called at each collection when all that is
// reachable has been marked: weak caches drop what is not. It must not
// allocate in the heap nor make dead cells reachable.
func (h *Heap) AfterMark(f func(isMarked func(Ref) bool)) { h.afterMark = append(h.afterMark, f) }

// AfterCollect registers f to be called when a collection is over. It may
// allocate.
func (h *Heap) AfterCollect(f func()) { h.afterCollect = append(h.afterCollect, f) }

// KeepAlive keeps the cell r until the call, for code that has only a pointer
// to memory the cell owns outside the cage.
//
//go:noinline
func (h *Heap) KeepAlive(r Ref) {}
