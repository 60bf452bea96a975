package es

import "gojs/vm"

// Boolean objects (sec-boolean-objects).

var booleanPrototype = []vm.Spec{
	{Key: "constructor", Kind: vm.Reference, Ref: vm.BooleanConstructor},
	{Key: "toString", Fn: booleanToString},
	{Key: "valueOf", Fn: booleanValueOf},
}

func init() {
	vm.Declare(
		&vm.ObjectSpec{ID: vm.BooleanPrototype, Proto: vm.ObjectPrototype, Props: booleanPrototype,
			Make: func(m *vm.VM, _ *vm.Realm, proto *vm.Object) *vm.Object {
				return m.NewPrimitiveObject(vm.False, proto)
			}},
		&vm.ObjectSpec{ID: vm.BooleanConstructor, Proto: vm.FunctionPrototype, Global: "Boolean",
			Func:  &vm.Spec{Key: "Boolean", Fn: booleanConstructor, Len: 1, Ctor: vm.BooleanPrototype},
			Props: []vm.Spec{{Key: "prototype", Kind: vm.Reference, Ref: vm.BooleanPrototype, AttrsSet: true}}},
	)
}

// Boolean ( value ) sec-boolean-constructor-boolean-value
func booleanConstructor(c *vm.Call) vm.Value {
	b := vm.BoolValue(c.ToBoolean(c.Arg(0)))
	if !c.IsConstruct() {
		return b
	}
	proto := c.GetPrototypeFromConstructor(c.NewTarget(), vm.BooleanPrototype)
	return c.ObjectValue(c.NewPrimitiveObject(b, proto))
}

// thisBoolean is ThisBooleanValue (sec-thisbooleanvalue).
func thisBoolean(c *vm.Call, method string) vm.Value {
	if c.This().IsBoolean() {
		return c.This()
	}
	if o := c.This(); o.IsObject() && c.Obj(o).Kind == vm.KindBooleanObject {
		return vm.PrimitiveValue(c.Obj(o))
	}
	c.ThrowTypeError("Boolean.prototype.%s requires that 'this' be a Boolean", method)
	return vm.Undefined
}

// Boolean.prototype.toString ( ) sec-boolean.prototype.tostring
func booleanToString(c *vm.Call) vm.Value { return c.ToString(thisBoolean(c, "toString")) }

// Boolean.prototype.valueOf ( ) sec-boolean.prototype.valueof
func booleanValueOf(c *vm.Call) vm.Value { return thisBoolean(c, "valueOf") }
