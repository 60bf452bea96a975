package vm

import (
	"unsafe"

	"gojs/gc"
)

// activation is the saved frame of a generator or async function: the window
// of registers with callee and this before it, and the position behind the
// instruction that suspended it. Nothing of it is in the register file while
// it waits.
//
//gojs:cell
type activation struct {
	Object
	newTarget Value
	window    gc.Ref // words cell, kept from one suspension to the next; 0 when there is none yet or no more
	pc        uint32
	state     activationState
	how       resultHow
	raw       bool // the one who resumed wants the bare value, see stepGenerator
	_         byte
	function  gc.Ref // of a generator: the function that made it
}

type activationState uint8

const (
	suspendedStart activationState = iota
	suspendedYield
	executing
	completed
	awaitingReturn // async generators: AsyncGeneratorAwaitReturn is under way
	drainingQueue  // async generators
)

// resultHow says what the value is that a resumed generator gave back.
type resultHow uint8

const (
	gaveReturn resultHow = iota
	gaveYield            // a value that was yielded
	gaveResult           // an iterator result passed on by yield*
)

// ResumeMode is how a generator is resumed.
type ResumeMode uint8

// The modes, as OpYield with D 2 reports them.
const (
	ResumeNext ResumeMode = iota
	ResumeThrow
	ResumeReturn
)

func (vm *VM) activationRef(a *activation) gc.Ref { return vm.heap.RefOf(unsafe.Pointer(a)) }

// suspend saves the running frame in a and drops it.
func (vm *VM) suspend(a *activation) *Frame {
	fr := vm.frame()
	pc := vm.pcIndex()
	n := vm.codes[fr.link].nregs + 2
	if a.window == 0 {
		a.window = vm.newWords(nil, n)
		gc.At[wordsCell](vm.heap, a.window).count = n
		vm.clearStale(fr)
	}
	copy(vm.words(gc.At[wordsCell](vm.heap, a.window)), unsafe.Slice(vm.reg(fr.base-2), int(n)))
	a.pc, a.newTarget = pc, fr.newTarget
	return vm.popFrame()
}

// clearStale removes from a window what earlier calls left in registers that
// the frame has not written yet: the register file is scanned conservatively,
// the cell that the window is saved in is not.
func (vm *VM) clearStale(fr *Frame) {
	lc := vm.codes[fr.link]
	for i := lc.nparams; i < lc.nregs; i++ {
		if r := vm.reg(fr.base + i); gc.Word(*r).IsRef() && !vm.heap.IsCell(r.Ref()) {
			*r = Undefined
		}
	}
}

// reenter puts a's frame on top of the stack. The caller then stores what it was
// resumed with and, the frame being an entry frame, calls vm.enter.
func (vm *VM) reenter(a *activation, flags, dst uint16) *Frame {
	words := vm.words(gc.At[wordsCell](vm.heap, a.window))
	fn := (*Function)(unsafe.Pointer(vm.Obj(words[0])))
	base := vm.top + 2
	if base+uint32(len(words))+64 > vm.nregs {
		vm.throwStackOverflow()
	}
	copy(unsafe.Slice(vm.reg(base-2), len(words)), words)
	if vm.nframe >= maxFrames {
		vm.throwStackOverflow()
	}
	vm.savePC()
	lc := vm.codes[fn.link]
	fr := &vm.frames[vm.nframe]
	vm.nframe++
	fr.base, fr.link, fr.argc, fr.gen = base, fn.link, 0, vm.activationRef(a)
	fr.dst, fr.flags, fr.newTarget, fr.pc = dst, flags, a.newTarget, a.pc
	if fn.realm != vm.realm.index {
		fr.realm = vm.realm.index
		fr.flags |= frameRealm
		vm.realm = vm.realms[fn.realm]
	}
	vm.code, vm.k, vm.ics = lc, lc.k, lc.ics
	vm.top = base + lc.nregs
	vm.rb = uintptr(unsafe.Pointer(vm.reg(base)))
	vm.pc = uintptr(unsafe.Add(lc.entry, uintptr(a.pc)<<3))
	a.state = executing
	return fr
}

// throwInto makes the frame fr, just reentered, go on at the handler of the
// instruction it was suspended at; false when there is none.
func (vm *VM) throwInto(fr *Frame, v Value) bool {
	h := vm.codes[fr.link].handler(fr.pc - 1)
	if h == nil {
		return false
	}
	fr.pc = h.Target
	*vm.reg(fr.base + h.Reg) = v
	return true
}

// release lets go what a completed activation holds.
func (a *activation) release() {
	a.state, a.window = completed, 0
	a.newTarget = Undefined
}

// finishSuspendable is the return of v by a frame whose gen is set: what the
// frame's caller gets. The frame is still there.
func (vm *VM) finishSuspendable(fr *Frame, v Value) Value {
	switch o := gc.At[Object](vm.heap, fr.gen); o.Kind {
	case KindGenerator:
		return vm.generatorReturned(fr, (*GeneratorObject)(unsafe.Pointer(o)), v)
	case KindAsyncGenerator:
		vm.asyncGeneratorCompleted((*AsyncGeneratorObject)(unsafe.Pointer(o)), v, false)
		return Undefined
	default:
		f := (*asyncFunction)(unsafe.Pointer(o))
		f.release()
		p := gc.At[Object](vm.heap, f.promise)
		vm.ResolvePromise(p, v)
		return vm.ObjectValue(p)
	}
}

// abandonSuspendable is called when what is thrown leaves the frame fr, whose
// gen is set: true when that settles a promise, so that the frame returns the
// value instead. What is uncatchable ends the activation without that.
func (vm *VM) abandonSuspendable(fr *Frame) (Value, bool) {
	o := gc.At[Object](vm.heap, fr.gen)
	a := (*activation)(unsafe.Pointer(o))
	if o.Kind == KindGenerator || vm.uncatchable(vm.thrown) {
		a.release()
		return Undefined, false
	}
	vm.restoreFrame()
	if o.Kind == KindAsyncGenerator {
		vm.asyncGeneratorCompleted((*AsyncGeneratorObject)(unsafe.Pointer(o)), vm.takeThrown(), true)
		return Undefined, true
	}
	a.release()
	p := gc.At[Object](vm.heap, (*asyncFunction)(unsafe.Pointer(o)).promise)
	vm.RejectPromise(p, vm.takeThrown())
	return vm.ObjectValue(p), true
}

// addSuspendLayouts adds the layouts of this part's objects.
func addSuspendLayouts(t *[256]gc.Layout, obj gc.Layout) {
	t[KindGenerator] = gc.LayoutOf[GeneratorObject]("Generator", obj)
	t[KindAsyncGenerator] = gc.LayoutOf[AsyncGeneratorObject]("AsyncGenerator", obj)
	t[KindAsyncFunction] = gc.LayoutOf[asyncFunction]("AsyncFunction", gc.Layout{})
	t[KindPromise] = gc.LayoutOf[PromiseObject]("Promise", obj)
	t[KindArrayIterator] = gc.LayoutOf[ArrayIterator]("ArrayIterator", obj)
	t[KindNamespace] = gc.LayoutOf[NamespaceObject]("Namespace", obj)
}
