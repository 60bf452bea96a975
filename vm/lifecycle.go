package vm

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"unsafe"

	"gojs/bytecode"
	"gojs/gc"
	"gojs/source"
)

// New makes a VM with one realm, which is current.
func New(o Options) (*VM, error) {
	if o.StackSize <= 0 {
		o.StackSize = defaultStack
	}
	vm := &VM{
		opts:         o,
		charges:      map[*source.File]*sourceCharge{},
		nativeIDs:    map[*Spec]uint32{},
		transitions:  map[transition]gc.Ref{}, //gojs:rooted by clearDeadCaches, which drops the dead ones
		scopeInfoIDs: map[*bytecode.ScopeInfo]uint32{},
		thrown:       Undefined,

		generatorNext: ^uint32(0),
		Host:          NopHost{},
	}
	h, err := gc.New(gc.Options{
		Layouts:   layouts,
		Max:       o.MaxHeap,
		Stress:    o.GCStress,
		Verify:    o.GCVerify,
		Trace:     o.TraceGC,
		Tombstone: gc.Word(tombstone),
		Limit:     vm.heapLimit,
		Finalize:  vm.finalize,
	})
	if err != nil {
		return nil, err
	}
	vm.heap, vm.cage = h, h.Base()
	const frameBytes = (maxFrames + 64) * unsafe.Sizeof(Frame{})
	if vm.stack, err = gc.NewRegion(uintptr(o.StackSize) + frameBytes); err != nil {
		h.Close()
		return nil, err
	}
	vm.nregs = uint32(o.StackSize / 8)
	vm.regs = vm.stack.Pointer()
	vm.framep = unsafe.Add(vm.regs, o.StackSize&^7)
	vm.frames = unsafe.Slice((*Frame)(vm.framep), maxFrames+64)
	vm.calls = make([]Call, maxDepth+64)
	for i := range vm.calls {
		vm.calls[i].VM = vm
	}
	vm.top = 16
	vm.codes = append(vm.codes, nil)
	h.AddRoots(vm.markRoots)
	h.AfterMark(vm.clearDeadCaches)
	vm.initChars()
	vm.initNames()
	vm.NewRealm()
	return vm, nil
}

// initChars makes the strings of one Latin-1 code unit.
func (vm *VM) initChars() {
	vm.chars = vm.heap.NewRootList(256)
	for i := range 256 {
		s := vm.allocFlat(1, false)
		charsAt(s, 0, 1).Latin1[0] = byte(i)
		vm.charValues[i] = vm.strValue(unsafe.Pointer(s))
		vm.chars.Set(i, gc.Word(vm.charValues[i]))
	}
}

// Close frees the heap. Nothing of the VM may be used afterwards.
func (vm *VM) Close() {
	for _, f := range vm.closers {
		f()
	}
	vm.heap.Close()
	vm.stack.Close()
}

// pushable is how many registers behind the running window natives may have
// begun to push another with.
const pushable = 8

// markRoots marks what the machine itself refers to. The register file and the
// frames are scanned conservatively: registers may hold what is no longer there.
func (vm *VM) markRoots(m *gc.Marker) {
	m.ConservativeRange(vm.regs, uintptr(vm.top)+pushable)
	m.ConservativeRange(unsafe.Pointer(unsafe.SliceData(vm.frames)), uintptr(vm.nframe)*unsafe.Sizeof(Frame{})/8)
	m.Word(gc.Word(vm.thrown))
	m.Word(gc.Word(vm.result))
	m.Word(gc.Word(vm.AsyncContext()))
	if vm.hookParent != 0 {
		m.Ref(vm.hookParent)
	}
	for i := uint32(0); i < vm.nframe; i++ {
		if fr := &vm.frames[i]; fr.flags&frameNative == 0 {
			m.Ref(vm.codes[fr.link].cell)
		}
	}
}

// finalize is called when a cell of a kind with Layout.Finalize dies.
func (vm *VM) finalize(r gc.Ref) {
	h := gc.At[gc.Header](vm.heap, r)
	if h.Kind == kindCode {
		vm.freeCode(r)
		return
	}
	if f := finalizers[h.Kind]; f != nil {
		f(vm, r)
	}
}

var finalizers [256]func(*VM, gc.Ref)

// SetFinalizer names the function called when cells of the kind die, whose
// layout has Finalize set. It must not touch other cells.
func SetFinalizer(k gc.Kind, f func(*VM, gc.Ref)) { finalizers[k] = f }

// heapLimit is called when the heap is full.
func (vm *VM) heapLimit(bytes uint64) {
	if text := vm.huge; text != "" {
		vm.huge = ""
		vm.ThrowRangeError("%s", text)
	}
	vm.starved = true
	vm.raiseUncatchable(ErrMemory)
}

// Recover frees what a script held that reached the memory limit, if one did.
// It is for when that script has ended and no frame on the Go stack holds a Value.
func (vm *VM) Recover() {
	if vm.starved && vm.depth == 0 {
		vm.starved = false
		clear(unsafe.Slice((*Value)(vm.regs), vm.top+pushable)[vm.top:])
		vm.heap.CollectRooted("recovery")
	}
}

// Errors that end a script and cannot be caught by it.
var (
	// ErrMemory: the memory limit was reached.
	ErrMemory = errors.New("JavaScript heap out of memory")
	// ErrInterrupted: Interrupt was called without a reason of its own.
	ErrInterrupted = errors.New("execution interrupted")
)

// interruption is the reason why a script is being ended.
type interruption struct{ err error }

// Values of VM.flags.
const (
	flagInterrupt = 1 << iota
	flagTick
)

// Interrupt ends the running script with the reason err, at its next call or
// loop. It may be called from any goroutine.
func (vm *VM) Interrupt(err error) {
	if err == nil {
		err = ErrInterrupted
	}
	vm.interrupted.Store(&interruption{err})
	vm.flags.Or(flagInterrupt)
	if ch := vm.blocked.Load(); ch != nil {
		select {
		case *ch <- struct{}{}:
		default:
		}
	}
}

// ClearInterrupt forgets an interrupt, so that the VM can run again.
func (vm *VM) ClearInterrupt() {
	vm.interrupted.Store(nil)
	vm.flags.And(^uint32(flagInterrupt))
}

// Watch interrupts the VM when ctx ends, until stop is called.
func (vm *VM) Watch(ctx context.Context) (stop func()) {
	if ctx == nil || ctx.Done() == nil {
		return func() {}
	}
	unhook := context.AfterFunc(ctx, func() { vm.Interrupt(context.Cause(ctx)) })
	return func() { unhook() }
}

// poll is called by back edges and calls when a flag is up.
func (vm *VM) poll() {
	if i := vm.interrupted.Load(); i != nil {
		vm.raiseUncatchable(i.err)
	}
	vm.flags.Store(0)
}

// Poll is for long loops of built-ins: it throws when the script is to end.
func (vm *VM) Poll() {
	if vm.flags.Load() != 0 {
		vm.poll()
	}
}

// Block calls f, which waits for another goroutine; it must return when
// interrupted is ready, which is when the script is to end.
func (vm *VM) Block(f func(interrupted <-chan struct{})) {
	ch := make(chan struct{}, 1)
	vm.blocked.Store(&ch)
	defer vm.blocked.Store(nil)
	vm.Poll() // an interrupt after this sees ch
	f(ch)
	vm.Poll()
}

// OnClose has f called when the VM is closed.
func (vm *VM) OnClose(f func()) { vm.closers = append(vm.closers, f) }

// Terminate ends the running script with the reason err, at once: it does not
// return. Nothing of the script runs any more, finally blocks included.
func (vm *VM) Terminate(err error) { vm.raiseUncatchable(err) }

// raiseUncatchable throws what no handler catches: vm.fatal says why.
func (vm *VM) raiseUncatchable(err error) {
	vm.fatal = err
	vm.thrown = uncatchableMark
	panic(throwSignal{})
}

// uncatchableMark is thrown in place of a value when a script is ended.
const uncatchableMark = specialBits | 7

func (vm *VM) uncatchable(v Value) bool { return v == uncatchableMark }

// ScriptError is what Run and its like return when a script throws.
type ScriptError struct {
	root *gc.Root // the thrown value
	// Text is the error as an uncaught exception prints.
	Text string
}

func (e *ScriptError) Error() string { return e.Text }

// Value is the thrown value.
func (e *ScriptError) Value() Value { return Value(e.root.Get()) }

// Release lets go of the thrown value.
func (e *ScriptError) Release() { e.root.Free() }

// Protect runs f from outside of JavaScript and returns what it throws as an
// error: a *ScriptError, or the reason the script was ended.
func (vm *VM) Protect(f func() Value) (v Value, err error) {
	s := vm.state()
	done := false
	defer func() {
		if done {
			return
		}
		p := recover()
		vm.restore(s)
		if _, ok := p.(throwSignal); !ok {
			// A panic of the host's own code passes through, and finds the
			// machine as it was; nil is runtime.Goexit.
			vm.throwing = false
			if p != nil {
				panic(p)
			}
			return
		}
		t := vm.takeThrown()
		vm.throwing = false
		if vm.uncatchable(t) {
			v, err = Undefined, vm.fatal
			return
		}
		v, err = Undefined, &ScriptError{root: vm.heap.NewRoot(gc.Word(t)), Text: vm.ErrorText(t)}
	}()
	v = f()
	done = true
	return v, nil
}

// RunScript runs a compiled script in the realm (sec-runtime-semantics-scriptevaluation).
func (vm *VM) RunScript(fn *bytecode.Function, r *Realm) Value {
	saved := vm.realm
	vm.realm = r
	c := gc.At[codeCell](vm.heap, vm.codeFor(fn))
	f := vm.ObjectValue(vm.newFunction(c, Undefined, r))
	v := vm.Call(f, r.GlobalThis())
	vm.realm = saved
	return v
}

// NewFunctionFrom makes a function of the realm's global scope from compiled
// code, closing over no environment.
func (vm *VM) NewFunctionFrom(fn *bytecode.Function, r *Realm) Value {
	c := gc.At[codeCell](vm.heap, vm.codeFor(fn))
	return vm.ObjectValue(vm.newFunction(c, Undefined, r))
}

// nativeID is the number of a Spec's shared information in this VM.
func (vm *VM) nativeID(s *Spec) uint32 {
	if id, ok := vm.nativeIDs[s]; ok {
		return id
	}
	id := uint32(len(vm.natives))
	vm.natives = append(vm.natives, &NativeInfo{Fn: s.Fn, Name: specName(s), Length: s.Len, Ctor: s.Ctor != 0, Hidden: s.Hidden || hiddenNative(specName(s)), Quick: s.Quick, forward: s.Forward})
	vm.nativeIDs[s] = id
	if s.Fn != nil && reflect.ValueOf(s.Fn).Pointer() == generatorNextPointer {
		vm.generatorNext = id
		vm.natives[id].forward = forwardNext
	}
	return id
}

func randomSeed() uint64 { return rand.Uint64() | 1 }

// String describes the VM's heap for people.
func (vm *VM) String() string {
	st := vm.heap.Stats()
	return fmt.Sprintf("heap %d bytes live, %d committed, %d collections", st.Live, st.Committed, st.Collections)
}
