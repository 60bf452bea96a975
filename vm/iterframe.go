package vm

import (
	"unsafe"

	"gojs/bytecode"
)

// callIteratorNext begins the call of the next method of the iterator at a as
// an activation of the run loop. It declines where that is no plain function.
func (vm *VM) callIteratorNext(a unsafe.Pointer) bool {
	fn := vm.plainFunction(*regAt(a, 1))
	if fn == nil || vm.codes[fn.link].flags&(bytecode.Async|bytecode.Generator) != 0 {
		return false
	}
	w := unsafe.Pointer(vm.reg(vm.top))
	*regAt(w, 0), *regAt(w, 1) = *regAt(a, 1), *regAt(a, 0)
	*regAt(a, 2) = True // until there is a value
	vm.callFunction(fn, w, 0, 0)
	vm.frame().flags |= frameUnwrap
	return true
}

// unwrapNext ends what callIteratorNext began: result is what next returned to
// the OpIteratorNext of the running frame.
func (vm *VM) unwrapNext(result Value) {
	in := *(*uint64)(unsafe.Add(vm.pcp(), -8))
	r := vm.r()
	v, ok := vm.iteratorUnwrap(unsafe.Pointer(regA(r, in)), result)
	if !ok {
		vm.jump(instrJump24(in))
		return
	}
	*regB(r, in) = v
}
