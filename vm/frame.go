package vm

import (
	"unsafe"

	"gojs/gc"
)

// Frame is an activation. A frame's registers are a window of the register
// file: callee at base-2, this at base-1, parameters from base on. Frames hold
// no Go pointers and are scanned as roots.
//
//gojs:rooted
type Frame struct {
	base      uint32 // register index of register 0
	pc        uint32 // index of the next instruction, while another frame runs
	link      uint32 // index in VM.codes; of a native frame, nativeLink
	argc      uint32
	gen       gc.Ref // the generator's, async generator's or async function's cell, or 0
	dst       uint16 // the caller's register for the result
	flags     uint16
	newTarget Value // new.target, undefined for calls
	realm     uint32
	_         uint32
}

const (
	frameEntry     = 1 << iota // entered from Go: its return leaves the run loop
	frameConstruct             // called as a constructor
	frameGenerator             // gen is a generator that has started
	frameAsync                 // gen is an async function's state
	frameRealm                 // the caller's realm is realm, to be restored
	frameNative                // a built-in
	frameEval                  // direct eval code
	frameStep                  // gen is a generator that an IteratorNext of the caller steps
	frameUnwrap                // called by an IteratorNext, which the result goes to
)

const maxFrames = 1 << 16

// throwSignal is what a throw in Go code panics with; the value is in VM.thrown.
type throwSignal struct{}

// pushFrame starts an activation of fn with its window at base. The running
// frame's position is taken from vm.pc.
func (vm *VM) pushFrame(fn *Function, base, argc uint32, flags uint16, dst uint16) *Frame {
	lc := vm.codes[fn.link]
	if lc.entry == nil {
		vm.prepareCode(lc)
	}
	top := base + lc.nregs
	if argc > lc.nregs {
		top = base + argc
	}
	if top+64 > vm.nregs || vm.nframe >= maxFrames {
		vm.throwStackOverflow()
	}
	for i := argc; i < lc.nparams; i++ {
		*vm.reg(base + i) = Undefined
	}
	vm.savePC()
	fr := &vm.frames[vm.nframe]
	vm.nframe++
	*fr = Frame{base: base, link: fn.link, argc: argc, dst: dst, flags: flags, newTarget: Undefined}
	if fn.realm != vm.realm.index {
		fr.realm = vm.realm.index
		fr.flags |= frameRealm
		vm.realm = vm.realms[fn.realm]
	}
	vm.code, vm.k, vm.ics = lc, lc.k, lc.ics
	vm.top = top
	vm.rb = uintptr(unsafe.Pointer(vm.reg(base)))
	vm.pc = uintptr(lc.entry)
	return fr
}

// savePC stores the running bytecode frame's position in its frame.
func (vm *VM) savePC() {
	if vm.nframe > 0 {
		if fr := &vm.frames[vm.nframe-1]; fr.flags&frameNative == 0 {
			fr.pc = vm.pcIndex()
		}
	}
}

// pcIndex is the index of the instruction behind the one that runs.
func (vm *VM) pcIndex() uint32 {
	return uint32((vm.pc - uintptr(vm.code.entry)) >> 3)
}

// restoreFrame makes the topmost frame the running one, after those above it
// are gone.
func (vm *VM) restoreFrame() {
	fr := &vm.frames[vm.nframe-1]
	lc := vm.codes[fr.link]
	vm.code, vm.k, vm.ics = lc, lc.k, lc.ics
	vm.top = fr.base + max(lc.nregs, fr.argc)
	vm.rb = uintptr(unsafe.Pointer(vm.reg(fr.base)))
	vm.pc = uintptr(unsafe.Add(lc.entry, uintptr(fr.pc)<<3))
}

// r and pcp are vm.rb and vm.pc as pointers, for the run loop. Neither is one
// that Go's collector must see: registers are outside its heap, and the code is
// kept by vm.code.
func (vm *VM) r() unsafe.Pointer   { return *(*unsafe.Pointer)(unsafe.Pointer(&vm.rb)) }
func (vm *VM) pcp() unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&vm.pc)) }

// resumeCaller goes on with the caller of the frame that was just dropped, v
// being its result.
func (vm *VM) resumeCaller(v Value) {
	dst := vm.frames[vm.nframe].dst
	vm.restoreFrame()
	*regAt(vm.r(), int(dst)) = v
}

// popReturn drops a plain frame and hands v to its caller: resumeCaller and
// restoreFrame in one.
func (vm *VM) popReturn(v Value) {
	n := vm.nframe - 1
	vm.nframe = n
	fr := (*Frame)(unsafe.Add(vm.framep, uintptr(n-1)*unsafe.Sizeof(Frame{})))
	dst := (*Frame)(unsafe.Add(unsafe.Pointer(fr), unsafe.Sizeof(Frame{}))).dst
	lc := vm.codes[fr.link]
	vm.code, vm.k, vm.ics = lc, lc.k, lc.ics
	vm.top = fr.base + max(lc.nregs, fr.argc)
	r := unsafe.Add(vm.regs, uintptr(fr.base)<<3)
	vm.rb = uintptr(r)
	vm.pc = uintptr(lc.entry) + uintptr(fr.pc)<<3
	*regAt(r, int(dst)) = v
}

// jump goes a distance from the next instruction and polls when that is back.
func (vm *VM) jump(distance int) {
	vm.pc = uintptr(int(vm.pc) + distance<<3)
	if distance < 0 && vm.flags.Load() != 0 {
		vm.poll()
	}
}

// popFrame drops the topmost frame, restoring the realm.
func (vm *VM) popFrame() *Frame {
	vm.nframe--
	fr := &vm.frames[vm.nframe]
	if fr.flags&frameRealm != 0 {
		vm.realm = vm.realms[fr.realm]
	}
	return fr
}

// machineState is what entering and leaving JavaScript from Go must restore.
//
//gojs:stack
type machineState struct {
	pc, rb uintptr
	k, ics unsafe.Pointer
	code   *linkedCode
	top    uint32
	nframe uint32
	depth  int
	realm  *Realm
}

func (vm *VM) state() machineState {
	return machineState{vm.pc, vm.rb, vm.k, vm.ics, vm.code, vm.top, vm.nframe, vm.depth, vm.realm}
}

func (vm *VM) restore(s machineState) {
	vm.pc, vm.rb, vm.k, vm.ics, vm.code, vm.top = s.pc, s.rb, s.k, s.ics, s.code, s.top
	vm.nframe, vm.depth, vm.realm = s.nframe, s.depth, s.realm
}

// enter runs the topmost frame, marked frameEntry, until it returns. What it
// throws is thrown on in Go.
func (vm *VM) enter(outer machineState) Value {
	if vm.depth++; vm.depth > maxDepth {
		vm.depth--
		vm.restore(outer)
		vm.throwStackOverflow()
	}
	vm.restoreFrame()
	entry := vm.nframe
	v, ok := vm.runProtected()
	if !ok {
		v = vm.enterHandler(outer, entry)
	}
	vm.restore(outer)
	return v
}

// enterHandler goes on after the entry frame with the number entry, or one that
// it called, has thrown: at a handler, and else it throws on in Go.
func (vm *VM) enterHandler(outer machineState, entry uint32) Value {
	for {
		v, how := vm.unwind(entry)
		switch how {
		case unwoundAll:
			vm.restore(outer)
			panic(throwSignal{})
		case unwoundDone:
			return v
		}
		vm.restoreFrame()
		if v, ok := vm.runProtected(); ok {
			return v
		}
	}
}

// runProtected runs the loop and turns a throw in Go code into a result. It is
// the one place where that panic is recovered, apart from Try. It polls, for
// recursion that goes through built-ins only has no other call or back edge.
func (vm *VM) runProtected() (v Value, ok bool) {
	depth := vm.depth
	defer func() {
		if ok {
			return
		}
		if vm.throwing {
			return
		}
		switch p := recover().(type) {
		case throwSignal:
			vm.depth = depth
			v, ok = Undefined, false
		case nil:
		default:
			panic(p)
		}
	}()
	vm.Poll()
	v = vm.run()
	if vm.throwing {
		vm.throwing = false
		return v, false
	}
	return v, true
}

// Try runs f and catches what it throws: then v is the thrown value. What is
// uncatchable is thrown on, from here and not from the deferred call: a panic
// there would leave the frames of the one before on the stack.
func (vm *VM) Try(f func() Value) (v Value, threw bool) {
	v, threw = vm.catch(f)
	if threw && vm.uncatchable(v) {
		vm.thrown = v
		panic(throwSignal{})
	}
	return v, threw
}

// catch runs f and returns what it throws, catchable or not.
func (vm *VM) catch(f func() Value) (v Value, threw bool) {
	s := vm.state()
	done := false
	defer func() {
		if done {
			return
		}
		switch p := recover().(type) {
		case throwSignal:
			vm.restore(s)
			v, threw = vm.takeThrown(), true
		case nil:
		default:
			panic(p)
		}
	}()
	v = f()
	done = true
	return v, false
}

func (vm *VM) takeThrown() Value {
	v := vm.thrown
	vm.thrown = Undefined
	return v
}

// Throw throws v.
func (vm *VM) Throw(v Value) {
	vm.thrown = v
	panic(throwSignal{})
}

// unwound is what came of unwinding.
type unwound uint8

const (
	unwoundAll  unwound = iota // the entry frame is gone too
	unwoundHere                // a frame has a handler and goes on there
	unwoundDone                // the entry frame returned a value after all
)

// unwind drops frames down to the one numbered entry (from 1) until one handles
// what is thrown at its position: by a handler, or because it is that of an
// async function, which then returns its promise.
func (vm *VM) unwind(entry uint32) (Value, unwound) {
	vm.savePC()
	recorded := false
	for vm.nframe >= entry {
		fr := &vm.frames[vm.nframe-1]
		if fr.flags&frameNative == 0 {
			lc := vm.codes[fr.link]
			if !recorded {
				vm.recordThrow(lc.fn, fr.pc-1, false)
				recorded = true
			}
			if h := lc.handler(fr.pc - 1); h != nil && !vm.uncatchable(vm.thrown) {
				fr.pc = h.Target
				*vm.reg(fr.base + h.Reg) = vm.takeThrown()
				return Undefined, unwoundHere
			}
			if fr.gen != 0 {
				if v, ok := vm.abandonSuspendable(fr); ok {
					done := fr.flags&frameEntry != 0
					vm.popFrame()
					if done {
						return v, unwoundDone
					}
					vm.resumeCaller(v)
					return Undefined, unwoundHere
				}
			}
			vm.traceUnwound()
		}
		vm.popFrame()
	}
	return Undefined, unwoundAll
}

// callNative runs the built-in whose window is at base.
func (vm *VM) callNative(base, argc uint32, construct bool) Value {
	o := (*NativeFunction)(unsafe.Pointer(vm.Obj(*vm.reg(base - 2))))
	info := vm.natives[o.native]
	if construct && !info.Ctor {
		vm.ThrowTypeError("%s is not a constructor", vm.Display(*vm.reg(base - 2)))
	}
	if vm.depth++; vm.depth > maxDepth || vm.nframe >= maxFrames {
		vm.depth--
		vm.throwStackOverflow()
	}
	vm.savePC()
	fr := &vm.frames[vm.nframe]
	vm.nframe++
	*fr = Frame{base: base, link: o.native, argc: argc, flags: frameNative, newTarget: Undefined}
	if construct {
		fr.flags |= frameConstruct
	}
	top, realm := vm.top, vm.realm
	if base+argc > top {
		vm.top = base + argc
	}
	if o.realm != realm.index {
		fr.realm = realm.index // for popFrame, when something is thrown
		fr.flags |= frameRealm
		vm.realm = vm.realms[o.realm]
	}
	c := &vm.calls[vm.depth]
	c.base, c.argc, c.isNew = base, argc, construct
	v := info.Fn(c)
	vm.nframe--
	vm.depth--
	vm.top, vm.realm = top, realm
	return v
}

// invoke calls or constructs the object at base-2, which is callable, from Go.
func (vm *VM) invoke(base, argc uint32, construct bool) Value {
	o := vm.Obj(*vm.reg(base - 2))
	switch o.Kind {
	case KindFunction:
		s := vm.state()
		fn := (*Function)(unsafe.Pointer(o))
		if construct {
			vm.pushConstruct(fn, base, argc, frameEntry, 0)
		} else {
			if o.Flags&flagClassCtor != 0 {
				vm.throwClassCall(o)
			}
			vm.pushFrame(fn, base, argc, frameEntry, 0)
		}
		return vm.enter(s)
	case KindNative:
		vm.Poll() // a built-in that calls built-ins has no back edge
		return vm.callNative(base, argc, construct)
	case KindBound:
		return vm.boundCall(base, argc, construct)
	case KindProxy:
		return vm.proxyCall(base, argc, construct)
	case KindWrapped:
		return vm.wrappedCall(base, argc, construct)
	}
	vm.ThrowTypeError("%s is not a function", vm.Display(*vm.reg(base - 2)))
	return Undefined
}

// enterNative counts recursion of Go code that input controls; leaveNative
// undoes it.
func (vm *VM) enterNative() {
	if vm.depth++; vm.depth > maxDepth {
		vm.depth--
		vm.throwStackOverflow()
	}
}

func (vm *VM) leaveNative() { vm.depth-- }

// frameInfo describes an activation to those who print or inspect stacks.
//
//gojs:stack
type frameInfo struct {
	Frame
	Native bool
	Code   *linkedCode // of bytecode frames
	PC     uint32      // index of the instruction that runs
	Index  uint32
}

// walkFrames visits the activations from the innermost out until visit returns false.
func (vm *VM) walkFrames(visit func(frameInfo) bool) {
	vm.savePC()
	for i := vm.nframe; i > 0; i-- {
		fr := &vm.frames[i-1]
		info := frameInfo{Frame: *fr, Index: i - 1, Native: fr.flags&frameNative != 0}
		if !info.Native {
			info.Code = vm.codes[fr.link]
			if fr.pc > 0 {
				info.PC = fr.pc - 1
			}
		}
		if !visit(info) {
			return
		}
	}
}
