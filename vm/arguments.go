package vm

import (
	"unsafe"

	"gojs/bytecode"
	"gojs/gc"
)

// Arguments objects are ordinary objects with their named properties in inline
// slots and the arguments as dense elements. Mapped ones
// (sec-arguments-exotic-objects) are exotic: two words behind the inline slots
// hold the function's environment and, for each mapped element, its slot there.
// Elements that are mapped have their value in the environment.

const (
	argsInline = 3 // length, @@iterator, callee
	argsEnv    = argsInline
	argsMap    = argsInline + 1
	argsSize   = inlineOffset + argsInline*8
	mappedSize = argsSize + 2*8
)

func init() {
	SetExotic(KindMappedArguments, &Exotic{
		GetOwnProperty:    argumentsGetOwnProperty,
		DefineOwnProperty: argumentsDefineOwnProperty,
		Delete:            argumentsDelete,
	})
	Declare(&ObjectSpec{ID: ThrowTypeErrorFunction, Proto: FunctionPrototype, Make: makeThrowTypeError})
}

var throwTypeErrorSpec = &Spec{Fn: throwTypeError}

// throwTypeError is %ThrowTypeError% (sec-%throwtypeerror%).
func throwTypeError(c *Call) Value {
	c.ThrowTypeError("'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them")
	return Undefined
}

func makeThrowTypeError(vm *VM, r *Realm, proto *Object) *Object {
	f := vm.newNative(r, throwTypeErrorSpec, nil)
	vm.materialize(f)
	vm.putOwn(f, vm.names.length, 0, IntValue(0))
	vm.putOwn(f, vm.names.name, 0, vm.names.empty)
	vm.OrdinaryPreventExtensions(f)
	return f
}

// createArguments is CreateUnmappedArgumentsObject, or the part of
// CreateMappedArgumentsObject that does not map, for the running frame. Bits of
// d: see OpCreateArguments.
func (vm *VM) createArguments(fr *Frame, rest Value, d int) Value {
	sloppy := d&1 != 0
	size, place := uintptr(argsSize), slotStrictArgsShape
	if sloppy {
		size, place = mappedSize, slotArgsShape
	}
	n := fr.argc
	var o *Object
	if s := Value(vm.realm.slots.Get(place)); s.IsCell() {
		o = gc.At[Object](vm.heap, vm.heap.Alloc(KindArguments, size))
		o.Shape, o.Aux = s.Ref(), argsInline
		*vm.slotAddr(o, 0) = Int64Value(int64(n))
		*vm.slotAddr(o, 1) = vm.realm.IntrinsicValue(ArrayProtoValues)
		*vm.slotAddr(o, 2) = vm.calleeValue(fr, sloppy)
	} else {
		o = vm.firstArguments(fr, size, place, sloppy)
	}
	if n == 0 {
		return vm.ObjectValue(o)
	}
	args := unsafe.Slice(vm.reg(fr.base), int(n))
	if d&2 == 0 {
		o.elems = vm.newWords(args, n)
		return vm.ObjectValue(o)
	}
	params := min(n, vm.code.nparams)
	o.elems = vm.newWords(args[:params], n)
	if params < n {
		items, _ := vm.Dense(vm.Obj(rest))
		for _, v := range items {
			o.elems = vm.pushWord(o.elems, v)
		}
	}
	return vm.ObjectValue(o)
}

// calleeValue is what the callee property's slot holds.
func (vm *VM) calleeValue(fr *Frame, sloppy bool) Value {
	if sloppy {
		return *vm.reg(fr.base - 2)
	}
	v := Value(vm.realm.slots.Get(slotThrowerPair))
	if !v.IsCell() {
		f := vm.realm.IntrinsicValue(ThrowTypeErrorFunction)
		v = vm.newAccessor(f, f)
		vm.realm.slots.Set(slotThrowerPair, gc.Word(v))
	}
	return v
}

// firstArguments makes a realm's first arguments object, whose shape the later
// ones have too.
func (vm *VM) firstArguments(fr *Frame, size uintptr, place int, sloppy bool) *Object {
	s := vm.rootShape(vm.realm.ObjectPrototype(), argsInline)
	o := gc.At[Object](vm.heap, vm.heap.Alloc(KindArguments, size))
	o.Shape, o.Aux = vm.shapeRef(s), argsInline
	attrs := propInfo(Writable | Configurable)
	vm.putOwn(o, vm.names.length, attrs, Int64Value(int64(fr.argc)))
	vm.putOwn(o, SymbolKey(vm.symbols.iterator), attrs, vm.realm.IntrinsicValue(ArrayProtoValues))
	if !sloppy {
		attrs = attrAccessor
	}
	vm.putOwn(o, vm.names.callee, attrs, vm.calleeValue(fr, sloppy))
	if vm.shapeOf(o).Flags&shapeUnique == 0 {
		vm.realm.slots.Set(place, gc.Word(cellValue(o.Shape)))
	}
	return o
}

// mapArguments maps the elements of an arguments object just made to slots of
// the environment: see OpMapArguments.
func (vm *VM) mapArguments(args Value, env gc.Ref, slots bytecode.Slots) {
	o := vm.Obj(args)
	if o.elems == 0 {
		return
	}
	n := min(uint32(len(slots)), gc.At[wordsCell](vm.heap, o.elems).count)
	r := vm.newWords(nil, n)
	mapped := false
	for _, s := range slots[:n] {
		v := Hole
		if s >= 0 {
			v, mapped = IntValue(s), true
		}
		r = vm.pushWord(r, v)
	}
	if !mapped {
		return
	}
	o.Kind = KindMappedArguments
	o.Flags |= flagExotic
	*argsWord(o, argsEnv) = cellValue(env)
	*argsWord(o, argsMap) = cellValue(r)
}

func argsWord(o *Object, i uintptr) *Value {
	return (*Value)(unsafe.Add(unsafe.Pointer(o), inlineOffset+i*8))
}

// mapEntry is the entry of the parameter map for key, nil where there is none.
func (vm *VM) mapEntry(o *Object, key PropertyKey) *Value {
	m := *argsWord(o, argsMap)
	if !key.IsIndex() || key.Index() >= gc.At[wordsCell](vm.heap, m.Ref()).count {
		return nil
	}
	e := vm.wordAddr(m.Ref(), key.Index())
	if *e == Hole {
		return nil
	}
	return e
}

// mapped is the parameter's binding that an entry of the map stands for.
func (vm *VM) mapped(o *Object, entry *Value) *Value {
	env := gc.At[Env](vm.heap, argsWord(o, argsEnv).Ref())
	return (*Value)(unsafe.Add(unsafe.Pointer(env), envSlots+uintptr(entry.Int())*8))
}

// mappedArgument is the value of element i of a mapped arguments object, where
// that is in the environment or in dense elements; the run loop's fast path.
func (vm *VM) mappedArgument(o *Object, i uint32) (Value, bool) {
	if e := vm.mapEntry(o, IndexKey(i)); e != nil {
		return *vm.mapped(o, e), true
	}
	if o.Flags&flagSparse != 0 || o.elems == 0 || i >= gc.At[wordsCell](vm.heap, o.elems).count {
		return Undefined, false
	}
	v := *vm.wordAddr(o.elems, i)
	return v, v != Hole
}

// argumentsGetOwnProperty is sec-arguments-exotic-objects-getownproperty-p.
func argumentsGetOwnProperty(vm *VM, o *Object, key PropertyKey) (PropertyDescriptor, bool) {
	d, ok := vm.OrdinaryGetOwnProperty(o, key)
	if ok {
		if e := vm.mapEntry(o, key); e != nil {
			d.Value = *vm.mapped(o, e)
		}
	}
	return d, ok
}

// argumentsDefineOwnProperty is sec-arguments-exotic-objects-defineownproperty-p-desc.
func argumentsDefineOwnProperty(vm *VM, o *Object, key PropertyKey, d PropertyDescriptor) bool {
	e := vm.mapEntry(o, key)
	if e == nil {
		return vm.OrdinaryDefineOwnProperty(o, key, d)
	}
	stored, frozen := d, d.Has&HasWritable != 0 && !d.Writable()
	if frozen && d.Has&HasValue == 0 {
		stored.Value, stored.Has = *vm.mapped(o, e), stored.Has|HasValue
	}
	if !vm.OrdinaryDefineOwnProperty(o, key, stored) {
		return false
	}
	if d.IsAccessor() {
		*e = Hole
		return true
	}
	if d.Has&HasValue != 0 {
		*vm.mapped(o, e) = d.Value
	}
	if frozen {
		*e = Hole
	}
	return true
}

// argumentsDelete is sec-arguments-exotic-objects-delete-p.
func argumentsDelete(vm *VM, o *Object, key PropertyKey) bool {
	if !vm.OrdinaryDelete(o, key) {
		return false
	}
	if e := vm.mapEntry(o, key); e != nil {
		*e = Hole
	}
	return true
}
