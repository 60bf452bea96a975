package vm

import (
	"unsafe"

	"gojs/bytecode"
	"gojs/gc"
)

func (vm *VM) env(r gc.Ref) *Env { return gc.At[Env](vm.heap, r) }

// envSlot is slot i of the environment hops parents above v.
func (vm *VM) envSlot(v Value, i, hops int) *Value {
	p := unsafe.Add(vm.cage, uintptr(uint32(v))<<3)
	for ; hops > 0; hops-- {
		p = unsafe.Add(vm.cage, uintptr((*Env)(p).parent)<<3)
	}
	return (*Value)(unsafe.Add(p, envSlots+uintptr(i)<<3))
}

// newEnv makes an environment of n slots: undefined (d 0) or uninitialised.
func (vm *VM) newEnv(parent gc.Ref, n, d int) Value {
	return vm.fillEnv(kindEnv, parent, n, d)
}

func (vm *VM) fillEnv(kind gc.Kind, parent gc.Ref, n, d int) Value {
	r := vm.heap.Alloc(kind, envSlots+uintptr(n)*8)
	e := gc.At[Env](vm.heap, r)
	e.parent = parent
	v := Undefined
	if d != 0 {
		v = Uninit
	}
	p := unsafe.Add(unsafe.Pointer(e), envSlots)
	for i := range n {
		*regAt(p, i) = v
	}
	e.count = uint32(n)
	return cellValue(r)
}

// newScopeEnv makes an environment with the names of the ScopeInfo K[k].
func (vm *VM) newScopeEnv(parent gc.Ref, k, d int) Value {
	info := vm.code.fn.Consts[k].(*bytecode.ScopeInfo)
	v := vm.fillEnv(kindScopeEnv, parent, len(info.Names), d)
	gc.At[gc.Header](vm.heap, v.Ref()).Shape = gc.Ref(vm.scopeInfoID(info))
	return v
}

// scopeInfoRoom is about what the tables take for a ScopeInfo, and it itself.
const scopeInfoRoom = 256

// scopeInfoID numbers a ScopeInfo in VM.scopeInfos.
func (vm *VM) scopeInfoID(info *bytecode.ScopeInfo) uint32 {
	if id, ok := vm.scopeInfoIDs[info]; ok {
		return id
	}
	vm.heap.ChargeExternal(scopeInfoRoom) // for good: nothing says when the last environment dies
	id := uint32(len(vm.scopeInfos))
	vm.scopeInfos = append(vm.scopeInfos, info)
	vm.scopeInfoIDs[info] = id
	return id
}

// newWithEnv makes an object environment: over ToObject(object), or (d 1) over
// a fresh object for the variables of sloppy evals.
func (vm *VM) newWithEnv(parent, object *Value, d int) Value {
	var o *Object
	if d != 0 {
		o = vm.OrdinaryObjectCreate(nil)
	} else {
		if object.IsNullish() {
			vm.ThrowTypeError("Cannot convert undefined or null to object")
		}
		o = vm.ToObject(*object)
	}
	r := vm.heap.Alloc(kindWithEnv, unsafe.Sizeof(WithEnv{}))
	e := gc.At[WithEnv](vm.heap, r)
	e.parent, e.object, e.Flags = parent.Ref(), vm.heap.RefOf(unsafe.Pointer(o)), uint8(d)
	return cellValue(r)
}

// copyEnv is CreatePerIterationEnvironment's copy.
func (vm *VM) copyEnv(r gc.Ref) Value {
	old := vm.env(r)
	n := vm.heap.Alloc(old.Kind, envSlots+uintptr(old.count)*8)
	e := vm.env(n)
	e.Flags, e.Shape, e.parent = old.Flags, old.Shape, old.parent
	e.count = old.count
	copy(unsafe.Slice((*Value)(unsafe.Add(unsafe.Pointer(e), envSlots)), int(e.count)),
		unsafe.Slice((*Value)(unsafe.Add(unsafe.Pointer(old), envSlots)), int(old.count)))
	return cellValue(n)
}
