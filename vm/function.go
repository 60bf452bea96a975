package vm

import (
	"unsafe"

	"gojs/bytecode"
	"gojs/gc"
)

// functionAt is the bytecode function that v refers to.
func (vm *VM) functionAt(v Value) *Function { return gc.At[Function](vm.heap, v.Ref()) }

// closure makes a function of nested template i over the environment env.
func (vm *VM) closure(env Value, i int) Value {
	c := vm.nestedCode(vm.code, i)
	return vm.ObjectValue(vm.newFunction(c, env, vm.realm))
}

// newFunction makes a function object of linked code (sec-ordinaryfunctioncreate).
// Its name, length and prototype are made when first looked at.
func (vm *VM) newFunction(c *codeCell, env Value, r *Realm) *Object {
	lc := vm.codes[c.link]
	shape := r.functionShape(lc)
	f := gc.At[Function](vm.heap, vm.heap.Alloc(KindFunction, unsafe.Sizeof(Function{})))
	f.Shape = shape
	f.Flags = functionFlags(lc)
	f.code = vm.heap.RefOf(unsafe.Pointer(c))
	f.link = c.link
	f.realm = r.index
	if env.IsCell() {
		f.env = env.Ref()
	}
	return &f.Object
}

func functionFlags(lc *linkedCode) uint8 {
	flags := uint8(flagCallable)
	switch {
	case lc.flags&bytecode.ClassConstructor != 0:
		flags |= flagConstructor | flagClassCtor
	case lc.kind == bytecode.NormalFunction && lc.flags&(bytecode.Async|bytecode.Generator) == 0:
		flags |= flagConstructor
	}
	return flags
}

// functionProto is the intrinsic that functions of the code inherit from.
func functionProto(lc *linkedCode) Intrinsic {
	switch lc.flags & (bytecode.Async | bytecode.Generator) {
	case bytecode.Async:
		return AsyncFunctionPrototype
	case bytecode.Generator:
		return GeneratorFunctionPrototype
	case bytecode.Async | bytecode.Generator:
		return AsyncGeneratorFunctionPrototype
	}
	return FunctionPrototype
}

// functionShape is the shape of functions whose own properties have not been
// looked at yet.
func (r *Realm) functionShape(lc *linkedCode) gc.Ref {
	vm := r.vm
	id := functionProto(lc)
	slot := slotFunctionShapes + int(lc.flags&(bytecode.Async|bytecode.Generator)/bytecode.Async)
	if v := Value(r.slots.Get(slot)); v.IsCell() {
		return v.Ref()
	}
	s := vm.lazyShape(r.Intrinsic(id))
	r.slots.Set(slot, gc.Word(cellValue(s)))
	return s
}

// nativeShape is functionShape for built-ins.
func (r *Realm) nativeShape() gc.Ref {
	if v := Value(r.slots.Get(slotNativeShape)); v.IsCell() {
		return v.Ref()
	}
	s := r.vm.lazyShape(r.FunctionPrototype())
	r.slots.Set(slotNativeShape, gc.Word(cellValue(s)))
	return s
}

// lazyShape is a shape whose objects are materialised on first look.
func (vm *VM) lazyShape(proto *Object) gc.Ref {
	root := vm.rootShape(proto, 0)
	s := vm.newShape(root.proto, shapeLazy, 0)
	return vm.shapeRef(s)
}

// materializeFunction makes a bytecode function's own properties in V8's
// order: length, name, arguments, caller, prototype.
func (vm *VM) materializeFunction(f *Function) {
	lc := vm.codes[f.link]
	o := &f.Object
	vm.plainShape(o)
	vm.addProperty(o, vm.names.length, Configurable, IntValue(int32(lc.fn.Length)))
	vm.addProperty(o, vm.names.name, Configurable, vm.Intern(vm.NewString(lc.fn.Name)))
	switch {
	case lc.flags&bytecode.ClassConstructor != 0: // by newClass
	case lc.flags&bytecode.Generator != 0:
		id := GeneratorPrototype
		if lc.flags&bytecode.Async != 0 {
			id = AsyncGeneratorPrototype
		}
		p := vm.OrdinaryObjectCreate(vm.realms[f.realm].Intrinsic(id))
		vm.addProperty(o, vm.names.prototype, Writable, vm.ObjectValue(p))
	case o.Flags&flagConstructor != 0:
		r := vm.realms[f.realm]
		if lc.flags&bytecode.Strict == 0 {
			vm.addProperty(o, vm.K(keyArguments), attrLazy, Null)
			vm.addProperty(o, vm.K(keyCaller), attrLazy, Null)
		}
		p := vm.OrdinaryObjectCreate(r.ObjectPrototype())
		vm.addProperty(p, vm.names.constructor, Writable|Configurable, vm.ObjectValue(o))
		vm.addProperty(o, vm.names.prototype, Writable, vm.ObjectValue(p))
	}
}

// plainShape takes o from the lazy shape to the empty one of its prototype.
func (vm *VM) plainShape(o *Object) {
	s := vm.shapeOf(o)
	if s.Flags&shapeUnique != 0 {
		vm.uniqueShape(o).Flags &^= shapeLazy
		return
	}
	var proto *Object
	if s.proto != 0 {
		proto = gc.At[Object](vm.heap, s.proto)
	}
	o.Shape = vm.shapeRef(vm.rootShape(proto, 0))
}

func (vm *VM) materializeNative(f *NativeFunction) {
	info := vm.natives[f.native]
	o := &f.Object
	vm.plainShape(o)
	vm.addProperty(o, vm.names.length, Configurable, IntValue(int32(info.Length)))
	vm.addProperty(o, vm.names.name, Configurable, vm.Intern(vm.NewString(info.Name)))
}

// functionExtra is the function's extra cell, made when it has none.
func (vm *VM) functionExtra(f *Function) *FunctionExtra {
	if f.extra == 0 {
		r := vm.heap.Alloc(kindFunctionExtra, unsafe.Sizeof(FunctionExtra{}))
		f.extra = r
	}
	return gc.At[FunctionExtra](vm.heap, f.extra)
}

// homeObject is the [[HomeObject]] of a function.
func (vm *VM) homeObject(f *Function) *Object {
	if f.extra == 0 {
		return nil
	}
	h := gc.At[FunctionExtra](vm.heap, f.extra).home
	if h == 0 {
		return nil
	}
	return gc.At[Object](vm.heap, h)
}

// callFunction starts a call of fn from the run loop, the window being at a.
// What is not plain about the call is left to callFunctionSlow, so that nothing
// here is kept across a call.
func (vm *VM) callFunction(fn *Function, a unsafe.Pointer, argc, dst int) {
	base := vm.regIndex(a) + 2
	lc := vm.codes[fn.link]
	n := vm.nframe
	if lc.entry == nil || uint32(argc) > lc.nregs || fn.realm != vm.realm.index || vm.flags.Load() != 0 ||
		base+lc.nregs+64 > vm.nregs || n >= maxFrames {
		vm.callFunctionSlow(fn, base, uint32(argc), uint16(dst))
		return
	}
	for i := argc; i < int(lc.nparams); i++ {
		*regAt(a, i+2) = Undefined
	}
	caller := (*Frame)(unsafe.Add(vm.framep, uintptr(n-1)*unsafe.Sizeof(Frame{})))
	caller.pc = uint32((vm.pc - uintptr(vm.code.entry)) >> 3)
	fr := (*Frame)(unsafe.Add(unsafe.Pointer(caller), unsafe.Sizeof(Frame{})))
	vm.nframe = n + 1
	fr.base, fr.link, fr.argc, fr.gen = base, fn.link, uint32(argc), 0
	fr.dst, fr.flags, fr.newTarget = uint16(dst), 0, Undefined
	vm.code, vm.k, vm.ics = lc, lc.k, lc.ics
	vm.top = base + lc.nregs
	vm.rb = uintptr(a) + 16
	vm.pc = uintptr(lc.entry)
}

//go:noinline
func (vm *VM) callFunctionSlow(fn *Function, base, argc uint32, dst uint16) {
	vm.Poll()
	vm.pushFrame(fn, base, argc, 0, dst)
}

// regIndex is the register number of an address in the register file.
func (vm *VM) regIndex(p unsafe.Pointer) uint32 {
	return uint32((uintptr(p) - uintptr(vm.regs)) >> 3)
}

// callOther calls what is no plain bytecode function.
func (vm *VM) callOther(a unsafe.Pointer, argc int) Value {
	f := *(*Value)(a)
	base := vm.regIndex(a) + 2
	if f.IsObject() {
		o := vm.Obj(f)
		if o.Kind == KindNative {
			return vm.callNative(base, uint32(argc), false)
		}
		if o.Flags&flagCallable != 0 {
			return vm.invoke(base, uint32(argc), false)
		}
	}
	vm.throwNotCallable(f)
	return Undefined
}

func (vm *VM) constructOther(a unsafe.Pointer, argc int) Value {
	f := *(*Value)(a)
	if !vm.IsConstructor(f) {
		vm.throwNotConstructor(f)
	}
	return vm.invoke(vm.regIndex(a)+2, uint32(argc), true)
}

// callSpread calls or constructs with the elements of the array at a+2; the
// result goes to the register dst.
func (vm *VM) callSpread(a unsafe.Pointer, construct bool, dst int) {
	f := *(*Value)(a)
	if construct && !vm.IsConstructor(f) {
		vm.throwNotConstructor(f)
	}
	if !construct && !vm.IsCallable(f) {
		vm.throwNotCallable(f)
	}
	if vm.pushSpread(a, vm.spreadItems(a), construct, dst) {
		return
	}
	v := vm.enterSpread(a, construct)
	*regAt(vm.r(), dst) = v
}

// spreadItems are the elements of the array at a+2.
func (vm *VM) spreadItems(a unsafe.Pointer) []Value {
	o := vm.Obj(*regAt(a, 2))
	items, _ := vm.Dense(o)
	return items[:ArrayLength(o)]
}

// enterSpread is callSpread as a call from Go, of what is known to have
// [[Call]] or [[Construct]].
func (vm *VM) enterSpread(a unsafe.Pointer, construct bool) Value {
	f, this := *(*Value)(a), *regAt(a, 1)
	if construct {
		return vm.ConstructSlice(f, this, vm.spreadItems(a))
	}
	return vm.CallSlice(f, this, vm.spreadItems(a))
}

// pushSpread begins the call or construction of a bytecode function with items
// as an activation of the run loop. It declines where the call is not plain.
func (vm *VM) pushSpread(a unsafe.Pointer, items []Value, construct bool, dst int) bool {
	o := vm.Obj(*(*Value)(a))
	if o.Kind != KindFunction || !construct && o.Flags&flagClassCtor != 0 {
		return false
	}
	fn := (*Function)(unsafe.Pointer(o))
	if !vm.fillWindow(fn, a, items) {
		return false
	}
	if construct {
		vm.pushConstruct(fn, vm.regIndex(a)+2, uint32(len(items)), 0, uint16(dst))
	} else {
		vm.callFunction(fn, a, len(items), dst)
	}
	return true
}

// fillWindow copies items into the window of a call of fn at a; false where
// they are more than the function's registers, or do not fit.
func (vm *VM) fillWindow(fn *Function, a unsafe.Pointer, items []Value) bool {
	n := uint32(len(items))
	end := vm.regIndex(a) + 2 + n
	if n > vm.codes[fn.link].nregs || end+64 > vm.nregs {
		return false
	}
	for i, v := range items {
		*regAt(a, i+2) = v
	}
	vm.top = max(vm.top, end)
	return true
}

// pushConstruct starts [[Construct]] of a bytecode function
// (sec-ecmascript-function-objects-construct-argumentslist-newtarget): new.target
// is at base-1.
func (vm *VM) pushConstruct(fn *Function, base, argc uint32, flags, dst uint16) {
	newTarget := *vm.reg(base - 1)
	this := Uninit
	if vm.codes[fn.link].kind != bytecode.DerivedConstructor {
		this = vm.ObjectValue(vm.constructThis(fn, newTarget))
	}
	fr := vm.pushFrame(fn, base, argc, flags|frameConstruct, dst)
	*vm.reg(base - 1) = this
	fr.newTarget = newTarget
}

// constructThis is OrdinaryCreateFromConstructor(newTarget, %Object.prototype%)
// with as many inline slots as earlier instances needed.
func (vm *VM) constructThis(fn *Function, newTarget Value) *Object {
	lc := vm.codes[fn.link]
	t := vm.functionAt(newTarget)
	if t.Kind == KindFunction && t.ctorShape != 0 {
		s := vm.shape(t.ctorShape)
		if p, ok := vm.ownPrototype(&t.Object); ok && s.proto == p.Ref() && s.Aux == lc.inline {
			return vm.newOrdinary(s, int(lc.inline))
		}
	}
	proto := vm.GetPrototypeFromConstructor(newTarget, ObjectPrototype)
	s := vm.rootShape(proto, int(lc.inline))
	o := vm.newOrdinary(s, int(lc.inline))
	if t = vm.functionAt(newTarget); t.Kind == KindFunction {
		t.ctorShape = vm.shapeRef(s)
	}
	return o
}

// ownPrototype is the object that the function's own data property prototype
// holds.
func (vm *VM) ownPrototype(o *Object) (Value, bool) {
	_, info, ok := vm.lookup(vm.shapeOf(o), vm.names.prototype)
	if !ok || info&(attrAccessor|attrLazy) != 0 {
		return 0, false
	}
	v := *vm.slotAddr(o, info.slot())
	return v, v.IsObject()
}

// noteInstance remembers how many slots an instance came to use.
func (vm *VM) noteInstance(lc *linkedCode, v Value) {
	o := vm.Obj(v)
	if o.Kind != KindObject {
		return
	}
	if n := vm.shapeOf(o).slots; n > uint32(lc.inline) {
		lc.inline = uint16(min(n, 24))
	}
}

// returnSlow ends an activation that was constructed, entered from Go, or is a
// generator or async function. True means that run must return vm.result.
func (vm *VM) returnSlow(v Value) bool {
	fr := vm.frame()
	if fr.flags&frameConstruct != 0 {
		if !v.IsObject() {
			v = *vm.reg(fr.base - 1)
			if v == Uninit {
				vm.throwThisUninit()
			}
		}
		vm.noteInstance(vm.code, v)
	}
	if fr.gen != 0 {
		v = vm.finishSuspendable(fr, v)
	}
	flags := fr.flags
	vm.popFrame()
	if flags&frameEntry != 0 {
		vm.result = v
		return true
	}
	if flags&frameUnwrap != 0 {
		vm.restoreFrame()
		vm.unwrapNext(v)
		return false
	}
	vm.resumeCaller(v)
	return false
}

// catchHere unwinds the frames of this run of the loop to the handler of what
// is thrown.
func (vm *VM) catchHere() bool {
	vm.savePC()
	fr := &vm.frames[vm.nframe-1]
	vm.recordThrow(vm.codes[fr.link].fn, fr.pc-1, true)
	for {
		lc := vm.codes[fr.link]
		if h := lc.handler(fr.pc - 1); h != nil && !vm.uncatchable(vm.thrown) {
			fr.pc = h.Target
			*vm.reg(fr.base + h.Reg) = vm.takeThrown()
			return true
		}
		if fr.gen != 0 || fr.flags&frameEntry != 0 {
			return false // unwind does the rest
		}
		vm.traceUnwound()
		vm.popFrame()
		fr = &vm.frames[vm.nframe-1]
		vm.code = vm.codes[fr.link]
		vm.pc = uintptr(unsafe.Add(vm.code.entry, uintptr(fr.pc)<<3))
	}
}

// sloppyThis is OrdinaryCallBindThis for sloppy functions.
func (vm *VM) sloppyThis(v Value) Value {
	if v.IsNullish() {
		return vm.realm.GlobalThis()
	}
	return vm.ObjectValue(vm.ToObject(v))
}

// checkCtorReturn is the end of a derived constructor's [[Construct]].
// Its errors are of the caller's realm.
func (vm *VM) checkCtorReturn(v, this Value) Value {
	r := vm.realm
	if fr := vm.frame(); fr.flags&frameRealm != 0 {
		r = vm.realms[fr.realm]
	}
	if v != Undefined {
		vm.throwIn(r, TypeErrorPrototype, "Derived constructors may only return object or undefined")
	}
	if this == Uninit {
		vm.throwIn(r, ReferenceErrorPrototype, thisUninit)
	}
	return this
}

// throwIn throws a new error of another realm.
func (vm *VM) throwIn(r *Realm, id Intrinsic, message string) {
	saved := vm.realm
	vm.realm = r
	e := vm.NewError(id, message)
	vm.realm = saved
	vm.Throw(e)
}

const thisUninit = "Must call super constructor in derived class before accessing 'this' or returning from derived constructor"

func (vm *VM) throwThisUninit() { vm.ThrowReferenceError(thisUninit) }

func (vm *VM) throwTDZ(name Value) {
	vm.ThrowReferenceError("Cannot access '%s' before initialization", vm.GoString(name))
}

// throwUninitSlot is throwTDZ for the instruction that runs.
func (vm *VM) throwUninitSlot() {
	vm.ThrowReferenceError("Cannot access '%s' before initialization", vm.code.fn.CheckedName(int(vm.pcIndex())-1))
}

func (vm *VM) throwClassCall(o *Object) {
	f := (*Function)(unsafe.Pointer(o))
	class := "constructors"
	if name := vm.codes[f.link].fn.Name; name != "" {
		class = "constructor " + name
	}
	vm.throwIn(vm.realms[f.realm], TypeErrorPrototype, "Class "+class+" cannot be invoked without 'new'")
}

// throwNotCallable names what was called as the program wrote it.
func (vm *VM) throwNotCallable(f Value) {
	if f.IsObject() && vm.Obj(f).Flags&flagClassCtor != 0 {
		vm.throwClassCall(vm.Obj(f))
	}
	vm.ThrowTypeError("%s is not a function", vm.calleeText(f))
}

func (vm *VM) throwNotConstructor(f Value) {
	text := vm.calleeText(f)
	if text == "super" && f.IsObject() {
		class := "anonymous class"
		if name := vm.functionName(vm.Obj(*vm.reg(vm.frames[vm.nframe-1].base - 2))); name != "" {
			class = name
		}
		text = "Super constructor null of " + class
		if name := vm.functionName(vm.Obj(f)); name != "" {
			text = "Super constructor " + name + " of " + class
		}
	}
	vm.ThrowTypeError("%s is not a constructor", text)
}

// calleeText is the source text of the callee of the running call, else how f prints.
func (vm *VM) calleeText(f Value) string {
	if s := vm.instructionText(); s != "" {
		return s
	}
	return vm.Display(f)
}

// instructionText is the source text that belongs to the running instruction, "" where
// there is none or a built-in runs.
func (vm *VM) instructionText() string {
	if vm.nframe == 0 || vm.frames[vm.nframe-1].flags&frameNative != 0 {
		return ""
	}
	return vm.code.fn.CallText(int(vm.pcIndex()) - 1)
}

var errorKinds = [...]Intrinsic{TypeErrorPrototype, ReferenceErrorPrototype, SyntaxErrorPrototype, RangeErrorPrototype}

func (vm *VM) throwErrorKind(kind int, msg Value) {
	vm.Throw(vm.NewError(errorKinds[kind], vm.GoString(msg)))
}

// throwNotCoercible is the error of destructuring undefined or null. The
// constant k is the first property, where it has a fixed name, else k is -1.
func (vm *VM) throwNotCoercible(v Value, k int) {
	text := vm.instructionText()
	switch {
	case text == "." && k >= 0: // the value of an element of another pattern
		vm.throwReadOfText(v, vm.GoString(vm.constant(k)))
	case text == "." || text == "":
		text = vm.DisplayTyped(v)
	}
	if k < 0 {
		vm.ThrowTypeError("Cannot destructure '%s' as it is %s.", text, vm.Display(v))
	}
	vm.ThrowTypeError("Cannot destructure property '%s' of '%s' as it is %s.", vm.GoString(vm.constant(k)), text, vm.Display(v))
}

// switchJump is OpSwitch.
func (vm *VM) switchJump(pc unsafe.Pointer, v Value, t *bytecode.JumpTable) unsafe.Pointer {
	if v.IsInt() {
		if i := int64(v.Int()) - int64(t.First); i >= 0 && i < int64(len(t.Distances)) {
			return unsafe.Add(pc, int(t.Distances[i])<<3)
		}
	} else if v == negativeZero {
		return vm.switchJump(pc, IntValue(0), t)
	}
	return pc
}
