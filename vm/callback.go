package vm

import (
	"unsafe"

	"gojs/bytecode"
)

// Callback calls one function many times from a built-in, as methods of arrays
// do: what every call needs is found once. It lives on the built-in's stack and
// is used while its Call is the topmost.
//
//gojs:stack
type Callback struct {
	vm      *VM
	f, this Value
	fn      *Function   // nil where f is no plain bytecode function
	lc      *linkedCode // fn's
	base    uint32      // of the window that a call gets
	seen    uint32      // how many arguments fn can see at most
	nframe  uint32      // frames in use between calls
}

// NewCallback prepares calls of f, which must be callable, with the this value this.
func (vm *VM) NewCallback(f, this Value) Callback {
	cb := Callback{vm: vm, f: f, this: this, base: vm.top + 2, nframe: vm.nframe}
	o := vm.Obj(f)
	if o.Kind != KindFunction || o.Flags&flagClassCtor != 0 {
		return cb
	}
	fn := (*Function)(unsafe.Pointer(o))
	lc := vm.codes[fn.link]
	if lc.entry == nil {
		vm.prepareCode(lc)
	}
	if (lc.nregs >= maxCallbackArgs || lc.seesOnlyParameters()) && vm.canCall(fn, lc, cb.base) {
		cb.fn, cb.lc, cb.seen = fn, lc, lc.nregs
	}
	return cb
}

// maxCallbackArgs is the largest number of arguments of Callback's methods. Of
// functions with fewer registers only those are called directly that have no
// other way to their arguments than by their parameters.
const maxCallbackArgs = 4

func (lc *linkedCode) seesOnlyParameters() bool {
	const other = bytecode.UsesArguments | bytecode.HasDirectEval
	return lc.flags&bytecode.HasSimpleParams != 0 && lc.flags&other == 0
}

// canCall reports whether nothing is unusual about a call from Go of fn,
// prepared, with its window at base.
func (vm *VM) canCall(fn *Function, lc *linkedCode, base uint32) bool {
	return vm.code != nil && vm.nframe > 0 && fn.realm == vm.realm.index && base+lc.nregs+64 <= vm.nregs &&
		vm.nframe < maxFrames && vm.depth < maxDepth
}

// window is the address of the arguments; nil where the call goes the general way.
func (cb *Callback) window() unsafe.Pointer {
	vm := cb.vm
	if cb.fn == nil || vm.top != cb.base-2 || vm.nframe != cb.nframe {
		return nil
	}
	p := unsafe.Pointer(vm.reg(cb.base))
	*regAt(p, -2), *regAt(p, -1) = cb.f, cb.this
	return p
}

// Call1 calls the function with one argument.
func (cb *Callback) Call1(a Value) Value {
	p := cb.window()
	if p == nil {
		return cb.vm.Call(cb.f, cb.this, a)
	}
	*regAt(p, 0) = a
	return cb.vm.enterClosure(cb.fn, cb.lc, cb.base, min(1, cb.seen))
}

// Call2 calls the function with two arguments.
func (cb *Callback) Call2(a, b Value) Value {
	p := cb.window()
	if p == nil {
		return cb.vm.Call(cb.f, cb.this, a, b)
	}
	*regAt(p, 0), *regAt(p, 1) = a, b
	return cb.vm.enterClosure(cb.fn, cb.lc, cb.base, min(2, cb.seen))
}

// Call3 calls the function with three arguments.
func (cb *Callback) Call3(a, b, c Value) Value {
	p := cb.window()
	if p == nil {
		return cb.vm.Call(cb.f, cb.this, a, b, c)
	}
	*regAt(p, 0), *regAt(p, 1), *regAt(p, 2) = a, b, c
	return cb.vm.enterClosure(cb.fn, cb.lc, cb.base, min(3, cb.seen))
}

// Call4 calls the function with four arguments.
func (cb *Callback) Call4(a, b, c, d Value) Value {
	p := cb.window()
	if p == nil {
		return cb.vm.Call(cb.f, cb.this, a, b, c, d)
	}
	*regAt(p, 0), *regAt(p, 1), *regAt(p, 2), *regAt(p, 3) = a, b, c, d
	return cb.vm.enterClosure(cb.fn, cb.lc, cb.base, min(4, cb.seen))
}

// callClosure calls the bytecode function fn, whose window is on top of the
// register file at base, from Go. It is invoke for the usual case; what is not
// plain about the call is left to that.
func (vm *VM) callClosure(fn *Function, base, argc uint32) Value {
	lc := vm.codes[fn.link]
	if lc.entry != nil && argc <= lc.nregs && vm.canCall(fn, lc, base) {
		return vm.enterClosure(fn, lc, base, argc)
	}
	vm.top = base + argc
	v := vm.invoke(base, argc, false)
	vm.top = base - 2
	return v
}

// enterClosure calls fn, about whose call nothing is unusual, from Go.
func (vm *VM) enterClosure(fn *Function, lc *linkedCode, base, argc uint32) Value {
	regs := unsafe.Pointer(vm.reg(base))
	for i := argc; i < lc.nparams; i++ {
		*regAt(regs, int(i)) = Undefined
	}
	pc, rb, code, n := vm.pc, vm.rb, vm.code, vm.nframe
	caller := (*Frame)(unsafe.Add(vm.framep, uintptr(n-1)*unsafe.Sizeof(Frame{})))
	if caller.flags&frameNative == 0 {
		caller.pc = vm.pcIndex()
	}
	fr := (*Frame)(unsafe.Add(unsafe.Pointer(caller), unsafe.Sizeof(Frame{})))
	vm.nframe = n + 1
	fr.base, fr.link, fr.argc, fr.gen = base, fn.link, argc, 0
	fr.dst, fr.flags, fr.newTarget = 0, frameEntry, Undefined
	vm.code, vm.k, vm.ics = lc, lc.k, lc.ics
	vm.top = base + lc.nregs
	vm.rb = uintptr(regs)
	vm.pc = uintptr(lc.entry)
	vm.depth++
	v, ok := vm.runProtected()
	if !ok {
		v = vm.enterHandler(machineState{pc, rb, code.k, code.ics, code, base - 2, n, vm.depth - 1, vm.realms[fn.realm]}, n+1)
	}
	vm.depth--
	vm.pc, vm.rb, vm.top = pc, rb, base-2
	vm.code, vm.k, vm.ics = code, code.k, code.ics
	return v
}
