package vm

import (
	"reflect"
	"unsafe"

	"gojs/bytecode"
)

// GeneratorObject is a Generator (sec-properties-of-generator-instances).
//
//gojs:cell
type GeneratorObject struct {
	activation
}

// initialYield is OpInitialYield: makes the generator of the running frame,
// saves the frame in it and drops it. The result is the generator.
func (vm *VM) initialYield() Value {
	fr := vm.frame()
	f := vm.Obj(*vm.reg(fr.base - 2))
	if vm.code.flags&bytecode.Async != 0 {
		g := Alloc[AsyncGeneratorObject](vm, KindAsyncGenerator, vm.generatorProto(f, AsyncGeneratorPrototype))
		return vm.suspendNew(&g.activation, f)
	}
	g := Alloc[GeneratorObject](vm, KindGenerator, vm.generatorProto(f, GeneratorPrototype))
	return vm.suspendNew(&g.activation, f)
}

// suspendNew saves the running frame, of the function f, in the new generator a.
func (vm *VM) suspendNew(a *activation, f *Object) Value {
	a.function = vm.heap.RefOf(unsafe.Pointer(f))
	vm.suspend(a)
	return vm.ObjectValue(&a.Object)
}

// generatorProto is the prototype of a generator that f makes: its prototype
// property, else the intrinsic of its realm (sec-getprototypefromconstructor).
func (vm *VM) generatorProto(f *Object, id Intrinsic) *Object {
	if p := vm.Get(f, vm.names.prototype); p.IsObject() {
		return vm.Obj(p)
	}
	return vm.realms[(*Function)(unsafe.Pointer(f)).realm].Intrinsic(id)
}

// yield is OpYield with the operands a, b and d: suspends the running frame and
// gives the value to the one who resumed it; true: that one is Go code.
func (vm *VM) yield(v Value, a, b, d int) (Value, bool) {
	fr := vm.frame()
	if g := As[AsyncGeneratorObject](vm, vm.refObject(fr), KindAsyncGenerator); g != nil {
		return vm.asyncGeneratorYield(g, v)
	}
	g := (*GeneratorObject)(unsafe.Pointer(vm.Obj(vm.refObject(fr))))
	popped := vm.suspend(&g.activation)
	g.state = suspendedYield
	if popped.flags&frameStep != 0 {
		return vm.stepped(popped, v, d), false
	}
	g.how = gaveYield
	if d&1 != 0 {
		g.how = gaveResult
	} else if !g.raw {
		v = vm.CreateIterResult(v, false)
	}
	return v, popped.flags&frameEntry != 0
}

// refObject is the object in fr.gen as a value.
func (vm *VM) refObject(fr *Frame) Value { return objectBits | Value(fr.gen) }

// generatorReturned completes g, whose frame fr, still there, returns v.
func (vm *VM) generatorReturned(fr *Frame, g *GeneratorObject, v Value) Value {
	g.release()
	if fr.flags&frameStep != 0 {
		return vm.stepDone(&vm.frames[vm.nframe-2], fr)
	}
	g.how = gaveReturn
	if g.raw {
		return v
	}
	return vm.CreateIterResult(v, true)
}

// generatorDone is OpGeneratorDone.
func (vm *VM) generatorDone() {}

// deliver stores in the frame fr, reentered at an OpYield, what it is resumed
// with. It reports false when the frame has no handler for a throw.
func (vm *VM) deliver(fr *Frame, v Value, mode ResumeMode) bool {
	in := vm.codes[fr.link].fn.Code[fr.pc-1]
	if in.Op() != bytecode.OpYield {
		return true // the first resumption
	}
	if in.D()&2 != 0 {
		*vm.reg(fr.base + uint32(in.A())) = v
		*vm.reg(fr.base + uint32(in.B())) = IntValue(int32(mode))
		return true
	}
	if mode == ResumeThrow {
		return vm.throwInto(fr, v)
	}
	*vm.reg(fr.base + uint32(in.A())) = v
	*vm.reg(fr.base + uint32(in.B())) = BoolValue(mode == ResumeReturn)
	return true
}

// resumeGenerator runs g until it suspends or completes.
func (vm *VM) resumeGenerator(g *GeneratorObject, v Value, mode ResumeMode, raw bool) Value {
	s := vm.state()
	fr := vm.reenter(&g.activation, frameEntry|frameGenerator, 0)
	g.raw = raw
	if !vm.deliver(fr, v, mode) {
		vm.popFrame()
		vm.restore(s)
		g.release()
		vm.Throw(v)
	}
	return vm.enter(s)
}

// Stepping and calling from the run loop, which goes on in the generator's frame
// without entering itself again.

// steppable is the iterator at a as a generator that OpIteratorNext can step by
// running it, else nil.
func (vm *VM) steppable(a unsafe.Pointer) *GeneratorObject {
	g := vm.quickGenerator(*regAt(a, 0), *regAt(a, 1))
	if g == nil || g.state == completed {
		return nil
	}
	return g
}

// stepInto resumes g for the OpIteratorNext with the operands a and dst. The
// third register of the iterator stays true unless a value is yielded.
func (vm *VM) stepInto(g *GeneratorObject, a unsafe.Pointer, dst int) {
	fr := vm.reenter(&g.activation, frameGenerator|frameStep, uint16(dst))
	*regAt(a, 2) = True
	vm.deliver(fr, Undefined, ResumeNext)
}

// stepped is a yield in a stepped generator, whose frame was fr: what goes to
// fr.dst of the caller. An iterator result that yield* passed on is taken apart.
func (vm *VM) stepped(fr *Frame, v Value, d int) Value {
	caller := vm.frame()
	in := vm.codes[caller.link].fn.Code[caller.pc-1]
	if d&1 != 0 {
		dst := fr.dst
		vm.restoreFrame()
		o := vm.iteratorResult(v)
		done := vm.IteratorComplete(o)
		if !done {
			v = vm.IteratorValue(o)
		}
		fr.dst = dst // calls used the frame
		if done {
			return vm.stepDone(caller, fr)
		}
	}
	*vm.reg(caller.base + uint32(in.A()) + 2) = False
	return v
}

// stepDone makes the caller of a stepped generator's frame fr go on where its
// OpIteratorNext jumps when the iterator is done.
func (vm *VM) stepDone(caller, fr *Frame) Value {
	in := vm.codes[caller.link].fn.Code[caller.pc-1]
	caller.pc = uint32(int(caller.pc) + in.Jump24())
	fr.dst = uint16(in.A() + 2)
	return True
}

// resumable is the generator that a call of next in the window at a resumes;
// nil where the call needs GeneratorResume.
func (vm *VM) resumable(a unsafe.Pointer) *GeneratorObject {
	g := As[GeneratorObject](vm, *regAt(a, 1), KindGenerator)
	if g == nil || g.state != suspendedYield && g.state != suspendedStart {
		return nil
	}
	return g
}

// callNext resumes g for a call of its next method in the window at a.
func (vm *VM) callNext(g *GeneratorObject, a unsafe.Pointer, argc, dst int) {
	v := Undefined
	if argc > 0 {
		v = *regAt(a, 2)
	}
	fr := vm.reenter(&g.activation, frameGenerator, uint16(dst))
	g.raw = false
	vm.deliver(fr, v, ResumeNext)
}

// GeneratorOf is v as a generator: TypeError when it is none
// (sec-generatorvalidate); method is the name for the message.
func (vm *VM) GeneratorOf(v Value, method string) *GeneratorObject {
	g := As[GeneratorObject](vm, v, KindGenerator)
	if g == nil {
		vm.ThrowTypeError("Method [Generator].prototype.%s called on incompatible receiver %s", method, vm.Display(v))
	}
	if g.state == executing {
		vm.ThrowTypeError("Generator is already running")
	}
	return g
}

// GeneratorResume is sec-generatorresume and sec-generatorresumeabrupt: the
// iterator result of the next, throw or return method.
func (vm *VM) GeneratorResume(gen Value, v Value, mode ResumeMode) Value {
	g := vm.GeneratorOf(gen, [...]string{"next", "throw", "return"}[mode])
	if g.state == suspendedStart && mode != ResumeNext {
		g.release()
	}
	if g.state == completed {
		switch mode {
		case ResumeThrow:
			vm.Throw(v)
		case ResumeReturn:
			return vm.CreateIterResult(v, true)
		}
		return vm.CreateIterResult(Undefined, true)
	}
	return vm.resumeGenerator(g, v, mode, false)
}

// GeneratorNext is %GeneratorPrototype%.next (sec-generator.prototype.next).
func GeneratorNext(c *Call) Value { return c.GeneratorResume(c.This(), c.Arg(0), ResumeNext) }

// GeneratorReturn is sec-generator.prototype.return.
func GeneratorReturn(c *Call) Value { return c.GeneratorResume(c.This(), c.Arg(0), ResumeReturn) }

// GeneratorThrow is sec-generator.prototype.throw.
func GeneratorThrow(c *Call) Value { return c.GeneratorResume(c.This(), c.Arg(0), ResumeThrow) }

// isGeneratorMethod reports whether the native with the number resumes generators.
func (vm *VM) isGeneratorMethod(id uint32) bool {
	switch reflect.ValueOf(vm.natives[id].Fn).Pointer() {
	case generatorNextPointer, generatorReturnPointer, generatorThrowPointer:
		return true
	}
	return false
}

// quickGenerator is iter as a generator that can be stepped without calling
// next, which is the built-in method; else nil.
func (vm *VM) quickGenerator(iter, next Value) *GeneratorObject {
	g := As[GeneratorObject](vm, iter, KindGenerator)
	if g == nil || g.state == executing {
		return nil
	}
	if n := As[NativeFunction](vm, next, KindNative); n == nil || n.native != vm.generatorNext {
		return nil
	}
	return g
}

// stepGenerator is IteratorStepValue of a generator without making the iterator
// result.
func (vm *VM) stepGenerator(g *GeneratorObject) (Value, bool) {
	if g.state == completed {
		return Undefined, false
	}
	v := vm.resumeGenerator(g, Undefined, ResumeNext, true)
	switch g.how {
	case gaveYield:
		return v, true
	case gaveReturn:
		return Undefined, false
	}
	o := vm.iteratorResult(v)
	if vm.IteratorComplete(o) {
		return Undefined, false
	}
	return vm.IteratorValue(o), true
}
