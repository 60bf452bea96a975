package vm

import (
	"unsafe"

	"gojs/gc"
)

// asyncFunction is the state of an async function's activation and its
// promise. It is no object that programs see.
//
//gojs:cell
type asyncFunction struct {
	activation
	promise gc.Ref
	_       uint32
}

// startAsync is OpStartAsync: makes the promise of the running frame.
func (vm *VM) startAsync() {
	p := vm.NewPromise()
	r := vm.heap.Alloc(KindAsyncFunction, unsafe.Sizeof(asyncFunction{}))
	f := gc.At[asyncFunction](vm.heap, r)
	f.promise = vm.heap.RefOf(unsafe.Pointer(p))
	f.newTarget, f.state = Undefined, executing
	fr := vm.frame()
	fr.gen = r
	fr.flags |= frameAsync
}

// await is OpAwait (sec-await): suspends the running frame until v is settled.
// Its caller gets the promise of the function when this is the first
// suspension; true: the caller is Go code.
func (vm *VM) await(v Value, reg int) (Value, bool) {
	a := gc.At[activation](vm.heap, vm.frame().gen)
	if vm.promiseHooks != nil && a.Kind == KindAsyncFunction && !vm.IsPromise(v) {
		// The promise that is made for v comes from the function's.
		vm.hookParent = (*asyncFunction)(unsafe.Pointer(a)).promise
	}
	p := vm.promiseFor(v)
	vm.addReaction(p, vm.awaitReaction(p, a))
	fr := vm.suspend(a)
	result := Undefined
	if a.Kind == KindAsyncFunction {
		result = objectBits | Value((*asyncFunction)(unsafe.Pointer(a)).promise)
	}
	return result, fr.flags&frameEntry != 0
}

// resumeAwait goes on with the activation at r, whose awaited promise is
// settled. What it throws settles its promise.
func (vm *VM) resumeAwait(r gc.Ref, v Value, fulfilled bool) {
	a := gc.At[activation](vm.heap, r)
	s := vm.state()
	fr := vm.reenter(a, frameEntry|frameAsync, 0)
	if fulfilled {
		in := vm.codes[fr.link].fn.Code[fr.pc-1]
		*vm.reg(fr.base + uint32(in.A())) = v
	}
	if !fulfilled && !vm.throwInto(fr, v) {
		vm.thrown = v
		vm.abandonSuspendable(fr)
		vm.popFrame()
		vm.restore(s)
	} else {
		vm.enter(s)
	}
	if a.Kind == KindAsyncGenerator {
		vm.pumpAsyncGenerator((*AsyncGeneratorObject)(unsafe.Pointer(a)))
	}
}
