package vm

import (
	"unsafe"

	"gojs/gc"
)

// Native is a built-in function's code.
type Native func(c *Call) Value

// Call is a running built-in's view of its call. It is valid until the
// function returns; Values it gives live in the register file.
type Call struct {
	*VM
	base  uint32 // register index of the first argument; callee at -2, this at -1
	argc  uint32
	isNew bool
}

// This is the this value.
func (c *Call) This() Value { return *c.reg(c.base - 1) }

// Callee is the function that was called.
func (c *Call) Callee() *Object { return c.Obj(*c.reg(c.base - 2)) }

// Argc is the number of arguments.
func (c *Call) Argc() int { return int(c.argc) }

// Arg is argument i, undefined where there is none.
func (c *Call) Arg(i int) Value {
	if uint32(i) >= c.argc {
		return Undefined
	}
	return *c.reg(c.base + uint32(i))
}

// SetArg replaces argument i, which must exist.
func (c *Call) SetArg(i int, v Value) { *c.reg(c.base + uint32(i)) = v }

// Args views all arguments: they stay in the register file, which roots them.
func (c *Call) Args() []Value {
	return unsafe.Slice(c.reg(c.base), int(c.argc))
}

// IsConstruct reports whether the function was called as a constructor.
func (c *Call) IsConstruct() bool { return c.isNew }

// NewTarget is new.target: undefined when not constructing.
func (c *Call) NewTarget() Value {
	if !c.isNew {
		return Undefined
	}
	return *c.reg(c.base - 1)
}

// Magic is the number the function's Spec gave, for functions that share code.
func (c *Call) Magic() int { return int((*NativeFunction)(unsafe.Pointer(c.Callee())).magic) }

// FunctionName is the running built-in's name.
func (c *Call) FunctionName() string {
	return c.natives[(*NativeFunction)(unsafe.Pointer(c.Callee())).native].Name
}

// Data is word i that the function object was made with (NewNative).
func (c *Call) Data(i int) Value { return *nativeData(c.Callee(), i) }

// SetData replaces word i.
func (c *Call) SetData(i int, v Value) { *nativeData(c.Callee(), i) = v }

func nativeData(o *Object, i int) *Value {
	return (*Value)(unsafe.Add(unsafe.Pointer(o), nativeDataOffset+uintptr(i)*8))
}

// NativeData is word i of a native function object.
func NativeData(o *Object, i int) Value { return *nativeData(o, i) }

// SetNativeData replaces word i of a native function object.
func SetNativeData(o *Object, i int, v Value) { *nativeData(o, i) = v }

func (vm *VM) reg(i uint32) *Value {
	return (*Value)(unsafe.Add(vm.regs, uintptr(i)<<3))
}

// NativeInfo is what function objects made from one Spec share.
type NativeInfo struct {
	Fn      Native
	Name    string // as the name property gives it, prefix included
	Length  int
	Ctor    bool  // has [[Construct]]
	Hidden  bool  // left out of stack traces
	Quick   Quick // short cut for Fn, or nil
	forward Forward
}

// Call is sec-call: TypeError when f is not callable. Arguments are copied
// into the register file.
func (vm *VM) Call(f, this Value, args ...Value) Value {
	return vm.CallSlice(f, this, args)
}

// CallSlice is Call with a slice, which may be a view of the register file.
func (vm *VM) CallSlice(f, this Value, args []Value) Value {
	if !f.IsObject() || vm.Obj(f).Flags&flagCallable == 0 {
		vm.ThrowTypeError("%s is not a function", vm.Display(f))
	}
	base := vm.pushArgs(f, this, args)
	if o := vm.Obj(f); o.Kind == KindFunction && o.Flags&flagClassCtor == 0 {
		return vm.callClosure((*Function)(unsafe.Pointer(o)), base, uint32(len(args)))
	}
	vm.top = base + uint32(len(args))
	v := vm.invoke(base, uint32(len(args)), false)
	vm.top = base - 2
	return v
}

// Construct is sec-construct: f must be a constructor; newTarget is f where undefined.
func (vm *VM) Construct(f, newTarget Value, args ...Value) Value {
	return vm.ConstructSlice(f, newTarget, args)
}

// ConstructSlice is Construct with a slice.
func (vm *VM) ConstructSlice(f, newTarget Value, args []Value) Value {
	if newTarget == Undefined {
		newTarget = f
	}
	base := vm.pushArgs(f, newTarget, args)
	vm.top = base + uint32(len(args))
	v := vm.invoke(base, uint32(len(args)), true)
	vm.top = base - 2
	return v
}

// pushArgs puts a call window on top of the register file.
func (vm *VM) pushArgs(f, this Value, args []Value) uint32 {
	base := vm.top + 2
	if base+uint32(len(args))+16 > vm.nregs || uint32(len(args)) > vm.nregs {
		vm.throwStackOverflow()
	}
	*vm.reg(base - 2) = f
	*vm.reg(base - 1) = this
	copy(unsafe.Slice(vm.reg(base), len(args)+1), args)
	return base
}

// Invoke is sec-invoke.
func (vm *VM) Invoke(v Value, key PropertyKey, args ...Value) Value {
	return vm.CallSlice(vm.GetV(v, key), v, args)
}

// Data words of natives and closures.

// NewNative makes a built-in function object of the current realm that shares
// spec's code, with data words at the end of its cell.
func (vm *VM) NewNative(spec *Spec, data ...Value) *Object {
	return vm.newNative(vm.realm, spec, data)
}

func (vm *VM) newNative(r *Realm, spec *Spec, data []Value) *Object {
	s := r.nativeShape()
	o := gc.At[NativeFunction](vm.heap, vm.heap.Alloc(KindNative, nativeDataOffset+uintptr(len(data))*8))
	o.Shape = s
	o.Flags = flagCallable
	if spec.Ctor != 0 {
		o.Flags |= flagConstructor
	}
	o.native, o.realm, o.magic = vm.nativeID(spec), r.index, int32(spec.Magic)
	o.ndata = uint32(len(data))
	copy(unsafe.Slice((*Value)(unsafe.Add(unsafe.Pointer(o), nativeDataOffset)), len(data)), data)
	return &o.Object
}

// IsCallable is sec-iscallable.
func (vm *VM) IsCallable(v Value) bool {
	return v.IsObject() && vm.Obj(v).Flags&flagCallable != 0
}

// IsConstructor is sec-isconstructor.
func (vm *VM) IsConstructor(v Value) bool {
	return v.IsObject() && vm.Obj(v).Flags&flagConstructor != 0
}
