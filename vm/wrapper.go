package vm

import (
	"unsafe"
)

// NewPrimitiveObject makes a Boolean, Number, Symbol, BigInt or String object
// that holds the primitive v, with the prototype proto.
func (vm *VM) NewPrimitiveObject(v Value, proto *Object) *Object {
	kind := KindNumberObject
	switch v.tag() {
	case tagString:
		return vm.StringCreate(v, proto)
	case tagSymbol:
		kind = KindSymbolObject
	case tagBigInt:
		kind = KindBigIntObject
	case tagSpecial:
		kind = KindBooleanObject
	}
	p := Alloc[PrimitiveObject](vm, kind, proto)
	p.value = v
	return &p.Object
}

func (vm *VM) wrapPrimitive(v Value) *Object {
	return vm.NewPrimitiveObject(v, vm.primitivePrototype(v))
}

// PrimitiveValue is the value in a Boolean, Number, String, Symbol or BigInt object.
func PrimitiveValue(o *Object) Value { return (*PrimitiveObject)(unsafe.Pointer(o)).value }

// SetPrimitiveValue replaces it.
func SetPrimitiveValue(o *Object, v Value) { (*PrimitiveObject)(unsafe.Pointer(o)).value = v }

// StringCreate is sec-stringcreate.
func (vm *VM) StringCreate(v Value, proto *Object) *Object {
	p := Alloc[PrimitiveObject](vm, KindStringObject, proto)
	p.value = v
	p.Flags |= flagExotic
	return &p.Object
}

func init() {
	SetExotic(KindStringObject, &Exotic{
		GetOwnProperty:    stringGetOwnProperty,
		DefineOwnProperty: stringDefineOwnProperty,
		Delete:            stringDelete,
		OwnPropertyKeys:   stringOwnPropertyKeys,
	})
}

// stringOwn is sec-stringgetownproperty, with the length property.
func (vm *VM) stringOwn(o *Object, key PropertyKey) (PropertyDescriptor, bool) {
	s := PrimitiveValue(o)
	if key == vm.names.length {
		return DataDescriptor(IntValue(int32(vm.str(s).length)), 0), true
	}
	if !key.IsIndex() || key.Index() >= vm.str(s).length {
		return PropertyDescriptor{}, false
	}
	return DataDescriptor(vm.CharString(vm.Chars(s).At(int(key.Index()))), Enumerable), true
}

// stringGetOwnProperty is sec-string-exotic-objects-getownproperty-p.
func stringGetOwnProperty(vm *VM, o *Object, key PropertyKey) (PropertyDescriptor, bool) {
	if d, ok := vm.stringOwn(o, key); ok {
		return d, true
	}
	return vm.OrdinaryGetOwnProperty(o, key)
}

// stringDefineOwnProperty is sec-string-exotic-objects-defineownproperty-p-desc.
func stringDefineOwnProperty(vm *VM, o *Object, key PropertyKey, d PropertyDescriptor) bool {
	if cur, ok := vm.stringOwn(o, key); ok {
		return vm.IsCompatiblePropertyDescriptor(vm.IsExtensible(o), d, cur, true)
	}
	return vm.OrdinaryDefineOwnProperty(o, key, d)
}

func stringDelete(vm *VM, o *Object, key PropertyKey) bool {
	if _, ok := vm.stringOwn(o, key); ok {
		return false
	}
	return vm.OrdinaryDelete(o, key)
}

// stringOwnPropertyKeys is sec-string-exotic-objects-ownpropertykeys.
func stringOwnPropertyKeys(vm *VM, o *Object, keys *List) {
	n := vm.str(PrimitiveValue(o)).length
	for i := uint32(0); i < n; i++ {
		vm.AddKey(keys, IndexKey(i))
	}
	vm.elementKeys(o, keys)
	vm.AddKey(keys, vm.names.length)
	vm.AppendNamedKeys(o, keys)
}
