package vm

import (
	"io"
	"math/big"
	"sync/atomic"
	"unsafe"

	"gojs/bytecode"
	"gojs/gc"
	"gojs/source"
)

// VM is an isolate: a heap, its realms, and the machine that runs bytecode over
// them. One goroutine at a time uses it; Interrupt alone may be called from
// any. What refers to the heap is visited by markRoots and clearDeadCaches.
//
//gojs:rooted
type VM struct {
	heap *gc.Heap

	// The running frame. run keeps the position and the registers' address in
	// locals; pc and rb are what it last told others, or they it.
	pc     uintptr
	rb     uintptr        // address of its register 0
	k      unsafe.Pointer // constants of the running code
	ics    unsafe.Pointer // its inline caches
	code   *linkedCode
	top    uint32 // register index behind the running frame's window
	nframe uint32 // frames in use
	epoch  uint32 // see markAsProto
	flags  atomic.Uint32

	cage   unsafe.Pointer // the heap's base
	stack  *gc.Region     // the register file, and behind it the frames
	regs   unsafe.Pointer // the register file: Values
	nregs  uint32
	frames []Frame        // scanned conservatively
	framep unsafe.Pointer // the first of them
	codes  []*linkedCode
	free   []uint32 // free entries of codes

	realm  *Realm
	realms []*Realm

	fatal    error // why an uncatchable throw happens
	thrown   Value // what is being thrown, kept in roots
	throwing bool
	site     throwSite
	result   Value  // what run returns, for a moment
	depth    int    // nested entries from Go
	starved  bool   // the memory limit was reached since Recover
	huge     string // the RangeError's message, while something large is allocated

	calls []Call // one per nested native call

	names      names
	symbols    symbols
	smallInts  *gc.RootList // strings of small integers
	chars      *gc.RootList // strings of one code unit below 256
	charValues [256]Value   // the same, kept by chars
	interned   internTable

	transitions   map[transition]gc.Ref
	mega          [megaSize]megaEntry
	roots         [rootCacheSize]rootEntry
	keyCache      [keyCacheSize]keyEntry
	forIn         [forInCacheSize]forInEntry
	protoElements bool // some prototype has elements of its own
	ropeStack     []gc.Ref
	scopeInfos    []*bytecode.ScopeInfo
	scopeKeys     *gc.RootList // interned names of the slots, by number of the ScopeInfo

	modules      []*Module
	asyncModules uint64 // counts [[AsyncEvaluationOrder]]
	referrers    map[*source.File]*Referrer
	charges      map[*source.File]*sourceCharge
	scopeInfoIDs map[*bytecode.ScopeInfo]uint32

	natives   []*NativeInfo
	nativeIDs map[*Spec]uint32

	generatorNext uint32 // number of GeneratorNext among natives

	jobs         jobQueue
	ownQueues    bool   // some realm has a queue of jobs of its own
	asyncContext gc.Ref // see asynccontext.go; 0 for none
	promiseHooks PromiseHooks
	hookParent   gc.Ref
	Host         Host
	// AllImportAttributes leaves it to the host to say which import attributes are not supported.
	AllImportAttributes bool
	registry            *gc.Root // Symbol.for's list, see symbol.go
	bigResult           big.Int  // where BigInt operations put their result before it is copied to a cell
	library             library  // keys and data of the library packages, see library.go
	opts                Options
	interrupted         atomic.Pointer[interruption]
	blocked             atomic.Pointer[chan struct{}] // ends the wait of Block
	closers             []func()                      // what OnClose was given
}

// Options configure a VM.
type Options struct {
	MaxHeap   uint64 // bytes of heap and external memory; 0: 4 GiB
	StackSize int    // bytes of register file; 0: 8 MiB
	// StackAccessor makes stack an accessor of Error.prototype, as the proposal
	// Error Stack Accessor has it; else errors have it as their own property,
	// as in Node.js.
	StackAccessor bool

	GCStress int       // collect at every Nth allocation
	GCVerify bool      // check the heap after each collection
	TraceGC  io.Writer // a line per collection
	Trace    *Tracer   // what --trace= shows
}

const (
	defaultStack = 8 << 20
	// maxDepth bounds the nesting of calls from Go into JavaScript and of native recursion.
	maxDepth = 3000
)

// Heap is the VM's heap.
func (vm *VM) Heap() *gc.Heap { return vm.heap }

// Realm is the current realm: that of the running function.
func (vm *VM) Realm() *Realm { return vm.realm }
