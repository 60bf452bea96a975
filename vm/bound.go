package vm

import (
	"unsafe"

	"gojs/gc"
)

// BoundFunctionCreate is sec-boundfunctioncreate; target is callable. The
// caller defines length and name.
func (vm *VM) BoundFunctionCreate(target, this Value, args []Value) *Object {
	t := vm.Obj(target)
	b := Alloc[BoundFunction](vm, KindBound, vm.GetPrototypeOf(t))
	b.Flags |= flagCallable | t.Flags&flagConstructor
	b.target, b.this, b.nargs = target, this, uint32(len(args))
	if len(args) > 0 {
		b.args = vm.newWords(args, uint32(len(args)))
	}
	return &b.Object
}

// IsBoundFunction reports whether o is a bound function exotic object.
func IsBoundFunction(o *Object) bool { return o.Kind == KindBound }

// BoundTarget is a bound function's [[BoundTargetFunction]].
func BoundTarget(o *Object) Value { return (*BoundFunction)(unsafe.Pointer(o)).target }

// bindWindow replaces the bound function in the window at base by the target at
// the end of the chain, inserting the bound this and arguments. It returns the
// number of arguments then. The window must be on top of the register file.
func (vm *VM) bindWindow(base, argc uint32, construct bool) uint32 {
	total := uint64(0)
	for o := vm.Obj(*vm.reg(base - 2)); o.Kind == KindBound; o = vm.Obj(BoundTarget(o)) {
		total += uint64((*BoundFunction)(unsafe.Pointer(o)).nargs)
	}
	if uint64(base+argc)+total+64 > uint64(vm.nregs) {
		vm.throwStackOverflow()
	}
	args := unsafe.Slice(vm.reg(base), int(argc)+int(total))
	copy(args[total:], args[:argc])
	for at := total; ; {
		o := vm.Obj(*vm.reg(base - 2))
		if o.Kind != KindBound {
			return argc + uint32(total)
		}
		b := (*BoundFunction)(unsafe.Pointer(o))
		if b.nargs > 0 {
			at -= uint64(b.nargs)
			copy(args[at:], vm.words(gc.At[wordsCell](vm.heap, b.args)))
		}
		if !construct {
			*vm.reg(base - 1) = b.this
		} else if *vm.reg(base - 1) == vm.ObjectValue(o) {
			*vm.reg(base - 1) = b.target
		}
		*vm.reg(base - 2) = b.target
	}
}

// boundCall is [[Call]] and [[Construct]] of the bound function at base-2
// (sec-bound-function-exotic-objects-call-thisargument-argumentslist).
func (vm *VM) boundCall(base, argc uint32, construct bool) Value {
	if construct && vm.Obj(*vm.reg(base - 2)).Flags&flagConstructor == 0 {
		vm.ThrowTypeError("%s is not a constructor", vm.Display(*vm.reg(base - 2)))
	}
	argc = vm.bindWindow(base, argc, construct)
	top := vm.top
	vm.top = max(top, base+argc)
	v := vm.invoke(base, argc, construct)
	vm.top = top
	return v
}
