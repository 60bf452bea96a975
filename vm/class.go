package vm

import (
	"unsafe"

	"gojs/gc"
)

// newClass makes a class's constructor and prototype
// (sec-runtime-semantics-classdefinitionevaluation, steps 6 to 15).
func (vm *VM) newClass(env, heritage Value, fn int) (ctor, prototype Value) {
	r := vm.realm
	protoParent, ctorParent := r.ObjectPrototype(), r.FunctionPrototype()
	switch {
	case heritage == Hole:
	case heritage == Null:
		protoParent = nil
	case !vm.IsConstructor(heritage):
		vm.ThrowTypeError("Class extends value %s is not a constructor or null", vm.Display(heritage))
	default:
		p := vm.Get(vm.Obj(heritage), vm.names.prototype)
		if !p.IsObject() && p != Null {
			vm.ThrowTypeError("Class extends value does not have valid prototype property %s", vm.Display(p))
		}
		protoParent, ctorParent = nil, vm.Obj(heritage)
		if p != Null {
			protoParent = vm.Obj(p)
		}
	}
	proto := vm.OrdinaryObjectCreate(protoParent)
	f := vm.newFunction(vm.nestedCode(vm.code, fn), env, r)
	if ctorParent != r.FunctionPrototype() {
		vm.setProto(f, ctorParent)
	}
	vm.functionExtra((*Function)(unsafe.Pointer(f))).home = vm.heap.RefOf(unsafe.Pointer(proto))
	vm.materialize(f)
	vm.addProperty(f, vm.names.prototype, 0, vm.ObjectValue(proto))
	vm.addProperty(proto, vm.names.constructor, Writable|Configurable, vm.ObjectValue(f))
	return vm.ObjectValue(f), vm.ObjectValue(proto)
}

// initFields is InitializeInstanceElements: runs the class's initialiser on o,
// which is in the register dst; the initialiser returns it.
func (vm *VM) initFields(ctor, o Value, dst int) {
	f := vm.functionAt(ctor)
	if f.Kind != KindFunction || f.extra == 0 {
		return
	}
	if fields := gc.At[FunctionExtra](vm.heap, f.extra).fields; fields != 0 {
		f := objectBits | Value(fields)
		a := unsafe.Pointer(vm.reg(vm.top))
		*regAt(a, 0), *regAt(a, 1) = f, o
		vm.callFunction(vm.functionAt(f), a, 0, dst)
	}
}

// homeOperand is the home object that super refers to: that of the running
// function, or of the function in the register the Ext word at pc names.
func (vm *VM) homeOperand(r, pc unsafe.Pointer, ext int) *Object {
	f := *regAt(r, -2)
	if ext&1 != 0 {
		f = *regA(r, *(*uint64)(pc))
	}
	return vm.homeObject(vm.functionAt(f))
}

// superBase is GetSuperBase's object; the key is converted after it is known.
func (vm *VM) superBase(home *Object) *Object {
	if home == nil {
		vm.ThrowSyntaxError("'super' keyword unexpected here")
	}
	return vm.GetPrototypeOf(home)
}

func (vm *VM) getSuper(home *Object, this, k Value) Value {
	return vm.getSuperAt(vm.superBase(home), this, k)
}

// getSuperBase is superBase as a Value, null for none.
func (vm *VM) getSuperBase(home *Object) Value {
	if base := vm.superBase(home); base != nil {
		return vm.ObjectValue(base)
	}
	return Null
}

// baseObject undoes getSuperBase.
func (vm *VM) baseObject(v Value) *Object {
	if v == Null {
		return nil
	}
	return vm.Obj(v)
}

func (vm *VM) getSuperAt(base *Object, this, k Value) Value {
	if base == nil {
		vm.throwReadOfValue(Null, k)
	}
	return vm.GetReceiver(base, vm.elemKey(k), this)
}

func (vm *VM) setSuperAt(base *Object, this, k, v Value, strict bool) {
	if base == nil {
		vm.throwWriteOfValue(Null, k)
	}
	key := vm.elemKey(k)
	if !vm.SetReceiver(base, key, v, this) && strict {
		vm.throwNotWritable(vm.Obj(this), key)
	}
}

// defineMethod is OpDefineMethod: kinds 0 method, 1 getter, 2 setter.
func (vm *VM) defineMethod(target, k, fn Value, d int) {
	o, f := vm.Obj(target), vm.functionAt(fn)
	key := vm.elemKey(k)
	vm.functionExtra(f).home = target.Ref()
	kind := d >> 1
	vm.setFuncName(fn, vm.KeyValue(key), kind)
	attrs := Configurable
	if d&1 != 0 {
		attrs |= Enumerable
	}
	desc := PropertyDescriptor{Attrs: attrs, Has: HasEnumerable | HasConfigurable}
	switch kind {
	case 0:
		desc.Value, desc.Attrs, desc.Has = fn, attrs|Writable, desc.Has|HasValue|HasWritable
	case 1:
		desc.Get, desc.Has = fn, desc.Has|HasGet
	default:
		desc.Set, desc.Has = fn, desc.Has|HasSet
	}
	vm.DefinePropertyOrThrow(o, key, desc)
}

// setFuncName is SetFunctionName for a function that has no name of its own:
// prefix 0 none, 1 get, 2 set.
func (vm *VM) setFuncName(fn, k Value, prefix int) {
	o := vm.Obj(fn)
	vm.materialize(o)
	key := vm.elemKey(k)
	name := vm.KeyValue(key)
	if key.IsSymbol() {
		name = vm.symbolName(name)
	}
	if prefix > 0 {
		name = vm.Concat(vm.NewString([...]string{"", "get ", "set "}[prefix]), name)
	}
	vm.putOwn(o, vm.names.name, Configurable, name)
}

// symbolName is how a symbol appears as a function's name: [description], or
// the private name itself.
func (vm *VM) symbolName(sym Value) Value {
	s := gc.At[symbolCell](vm.heap, sym.Ref())
	switch {
	case s.Flags&symPrivate != 0:
		return s.desc
	case s.desc == Undefined:
		return vm.names.empty
	}
	return vm.NewString("[" + vm.GoString(s.desc) + "]")
}
