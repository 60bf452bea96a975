package vm

import "unsafe"

// Calls from the run loop of what is no plain bytecode function.

// Quick is a short cut for a built-in function: it finishes or declines. It
// runs without an activation, so it throws nothing, runs no JavaScript, and
// what it makes is of the caller's realm, which is the function's.
type Quick func(vm *VM, w Window) (v Value, ok bool)

// Window views the registers of a call: this and the arguments.
//
//gojs:stack
type Window struct {
	p unsafe.Pointer // the callee's register
	n int
}

// This is the this value.
func (w Window) This() Value { return *regAt(w.p, 1) }

// Argc is the number of arguments.
func (w Window) Argc() int { return w.n }

// Arg is argument i, undefined where there is none.
func (w Window) Arg(i int) Value {
	if i >= w.n {
		return Undefined
	}
	return *regAt(w.p, i+2)
}

// Args views the arguments.
func (w Window) Args() []Value { return unsafe.Slice(regAt(w.p, 2), w.n) }

// Forward says that a built-in calls its this value as its last act, so that
// the run loop can make the call in its place.
type Forward uint8

// The kinds of Forward.
const (
	NoForward    Forward = iota
	ForwardCall          // Function.prototype.call
	ForwardApply         // Function.prototype.apply
	forwardNext          // %GeneratorPrototype%.next
)

// callObject calls f, an object in the window at a that is no plain bytecode
// function; the result goes to the caller's register dst.
func (vm *VM) callObject(o *Object, a unsafe.Pointer, argc, dst int) {
	switch o.Kind {
	case KindNative:
		vm.callBuiltin((*NativeFunction)(unsafe.Pointer(o)), a, argc, dst)
		return
	case KindBound:
		if vm.callBound((*BoundFunction)(unsafe.Pointer(o)), a, argc, dst) {
			return
		}
	}
	v := vm.callOther(a, argc)
	*regAt(vm.r(), dst) = v
}

// callBuiltin calls the built-in function f in the window at a.
func (vm *VM) callBuiltin(f *NativeFunction, a unsafe.Pointer, argc, dst int) {
	info := vm.natives[f.native]
	n := vm.nframe
	if f.realm != vm.realm.index || vm.depth >= maxDepth || n >= maxFrames {
		v := vm.callNative(vm.regIndex(a)+2, uint32(argc), false)
		*regAt(vm.r(), dst) = v
		return
	}
	if info.Quick != nil {
		if v, ok := info.Quick(vm, Window{a, argc}); ok {
			*regAt(vm.r(), dst) = v
			return
		}
	} else if info.forward != NoForward && vm.forward(info.forward, a, argc, dst) {
		return
	}
	base := vm.regIndex(a) + 2
	caller := (*Frame)(unsafe.Add(vm.framep, uintptr(n-1)*unsafe.Sizeof(Frame{})))
	caller.pc = vm.pcIndex()
	fr := (*Frame)(unsafe.Add(unsafe.Pointer(caller), unsafe.Sizeof(Frame{})))
	fr.base, fr.link, fr.argc, fr.gen = base, f.native, uint32(argc), 0
	fr.dst, fr.flags, fr.newTarget = 0, frameNative, Undefined
	vm.nframe = n + 1
	vm.depth++
	top := vm.top
	c := &vm.calls[vm.depth]
	c.base, c.argc, c.isNew = base, uint32(argc), false
	v := info.Fn(c)
	vm.nframe = n
	vm.depth--
	vm.top = top
	*regAt(vm.r(), dst) = v
}

// forward makes the call that a built-in would make in its place, without an
// activation of the built-in. It declines where the call is not plain.
func (vm *VM) forward(how Forward, a unsafe.Pointer, argc, dst int) bool {
	if how == forwardNext {
		g := vm.resumable(a)
		if g != nil {
			vm.callNext(g, a, argc, dst)
		}
		return g != nil
	}
	fn := vm.plainFunction(*regAt(a, 1))
	if fn == nil {
		return false
	}
	this := Undefined
	if argc > 0 {
		this = *regAt(a, 2)
	}
	if how == ForwardCall {
		argc = max(argc-1, 0)
		for i := range argc {
			*regAt(a, i+2) = *regAt(a, i+3)
		}
	} else {
		items, ok := vm.forwardedArguments(a, argc)
		if !ok || !vm.fillWindow(fn, a, items) {
			return false
		}
		argc = len(items)
	}
	*regAt(a, 0), *regAt(a, 1) = *regAt(a, 1), this
	vm.callFunction(fn, a, argc, dst)
	return true
}

// forwardedArguments are the arguments that apply, called in the window at a,
// passes on, where they are those of a dense array or there are none.
func (vm *VM) forwardedArguments(a unsafe.Pointer, argc int) ([]Value, bool) {
	if argc < 2 || regAt(a, 3).IsNullish() {
		return nil, true
	}
	if v := *regAt(a, 3); v.IsObject() {
		return vm.DenseArray(vm.Obj(v), false)
	}
	return nil, false
}

// plainFunction is v as a bytecode function that is no class, else nil.
func (vm *VM) plainFunction(v Value) *Function {
	if !v.IsObject() {
		return nil
	}
	o := vm.Obj(v)
	if o.Kind != KindFunction || o.Flags&flagClassCtor != 0 {
		return nil
	}
	return (*Function)(unsafe.Pointer(o))
}

// callBound calls a function bound to a plain one, putting the target and the
// bound arguments into the window at a. It declines where the call is not plain.
func (vm *VM) callBound(b *BoundFunction, a unsafe.Pointer, argc, dst int) bool {
	fn := vm.plainFunction(b.target)
	n := int(b.nargs)
	if fn == nil || n+argc > int(vm.codes[fn.link].nregs) || vm.regIndex(a)+uint32(n+argc)+64 > vm.nregs {
		return false
	}
	if n > 0 {
		for i := argc - 1; i >= 0; i-- {
			*regAt(a, i+n+2) = *regAt(a, i+2)
		}
		for i := range n {
			*regAt(a, i+2) = *vm.wordAddr(b.args, uint32(i))
		}
	}
	*regAt(a, 0), *regAt(a, 1) = b.target, b.this
	vm.top = max(vm.top, vm.regIndex(a)+2+uint32(n+argc))
	vm.callFunction(fn, a, n+argc, dst)
	return true
}
