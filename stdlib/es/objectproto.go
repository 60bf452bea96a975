package es

import "gojs/vm"

// The Object prototype object (sec-properties-of-the-object-prototype-object).

var objectPrototype = []vm.Spec{
	{Key: "constructor", Kind: vm.Reference, Ref: vm.ObjectConstructor},
	{Key: "hasOwnProperty", Fn: objectHasOwnProperty, Len: 1},
	{Key: "isPrototypeOf", Fn: objectIsPrototypeOf, Len: 1},
	{Key: "propertyIsEnumerable", Fn: objectPropertyIsEnumerable, Len: 1},
	{Key: "toLocaleString", Fn: objectToLocaleString},
	{Key: "toString", Fn: objectToString},
	{Key: "valueOf", Fn: objectValueOf},
	{Key: "__proto__", Kind: vm.Accessor, Get: objectGetProto, Set: objectSetProto},
	{Key: "__defineGetter__", Fn: objectDefineGetter, Len: 2},
	{Key: "__defineSetter__", Fn: objectDefineSetter, Len: 2},
	{Key: "__lookupGetter__", Fn: objectLookupGetter, Len: 1},
	{Key: "__lookupSetter__", Fn: objectLookupSetter, Len: 1},
}

// Object.prototype.hasOwnProperty ( V ) sec-object.prototype.hasownproperty
func objectHasOwnProperty(c *vm.Call) vm.Value {
	key := c.ToPropertyKey(c.Arg(0))
	return vm.BoolValue(c.HasOwnProperty(c.ToObject(c.This()), key))
}

// Object.prototype.isPrototypeOf ( V ) sec-object.prototype.isprototypeof
func objectIsPrototypeOf(c *vm.Call) vm.Value {
	if !c.Arg(0).IsObject() {
		return vm.False
	}
	o := c.ToObject(c.This())
	for i, p := int64(0), c.GetPrototypeOf(c.Obj(c.Arg(0))); p != nil; p, i = c.GetPrototypeOf(p), i+1 {
		if p == o {
			return vm.True
		}
		poll(c, i)
	}
	return vm.False
}

// Object.prototype.propertyIsEnumerable ( V ) sec-object.prototype.propertyisenumerable
func objectPropertyIsEnumerable(c *vm.Call) vm.Value {
	key := c.ToPropertyKey(c.Arg(0))
	d, ok := c.GetOwnProperty(c.ToObject(c.This()), key)
	return vm.BoolValue(ok && d.Enumerable())
}

// Object.prototype.toLocaleString ( [ reserved1 [ , reserved2 ] ] ) sec-object.prototype.tolocalestring
func objectToLocaleString(c *vm.Call) vm.Value {
	if c.This().IsNullish() {
		c.ThrowTypeError("Object.prototype.toLocaleString called on null or undefined")
	}
	return c.Invoke(c.This(), c.K(kToString))
}

// Object.prototype.toString ( ) sec-object.prototype.tostring
func objectToString(c *vm.Call) vm.Value {
	switch c.This() {
	case vm.Undefined:
		return c.InternString("[object Undefined]")
	case vm.Null:
		return c.InternString("[object Null]")
	}
	o := c.ToObject(c.This())
	tag := builtinTag(c, o)
	if v := c.Get(o, c.K(kSymToStringTag)); v.IsString() {
		var b textBuilder
		b.ASCII("[object ")
		b.Chars(c.Chars(v))
		b.Byte(']')
		return b.Value(c.VM)
	}
	return c.InternString("[object " + tag + "]")
}

// builtinTag is builtinTag of sec-object.prototype.tostring.
func builtinTag(c *vm.Call, o *vm.Object) string {
	v := c.ObjectValue(o)
	switch {
	case c.IsArray(v):
		return "Array"
	case c.IsCallable(v):
		return "Function"
	}
	return vm.BuiltinTag(o)
}

// Object.prototype.valueOf ( ) sec-object.prototype.valueof
func objectValueOf(c *vm.Call) vm.Value { return c.ObjectValue(c.ToObject(c.This())) }

// get Object.prototype.__proto__ sec-get-object.prototype.__proto__
func objectGetProto(c *vm.Call) vm.Value {
	return c.ObjectValue(c.GetPrototypeOf(c.ToObject(c.This())))
}

// set Object.prototype.__proto__ sec-set-object.prototype.__proto__
func objectSetProto(c *vm.Call) vm.Value {
	v, proto := c.This(), c.Arg(0)
	if v.IsNullish() {
		c.ThrowTypeError("Object.prototype.__proto__ called on null or undefined")
	}
	if (proto.IsObject() || proto.IsNull()) && v.IsObject() {
		setPrototypeOrThrow(c, c.Obj(v), objectOrNil(c, proto))
	}
	return vm.Undefined
}

// Object.prototype.__defineGetter__ ( P, getter ) sec-object.prototype.__defineGetter__
func objectDefineGetter(c *vm.Call) vm.Value {
	return defineAccessor(c, "__defineGetter__", vm.PropertyDescriptor{Get: c.Arg(1), Has: vm.HasGet})
}

// Object.prototype.__defineSetter__ ( P, setter ) sec-object.prototype.__defineSetter__
func objectDefineSetter(c *vm.Call) vm.Value {
	return defineAccessor(c, "__defineSetter__", vm.PropertyDescriptor{Set: c.Arg(1), Has: vm.HasSet})
}

func defineAccessor(c *vm.Call, name string, d vm.PropertyDescriptor) vm.Value {
	o := c.ToObject(c.This())
	if !c.IsCallable(c.Arg(1)) {
		c.ThrowTypeError("Object.prototype.%s: Expecting function", name)
	}
	d.Attrs = vm.Enumerable | vm.Configurable
	d.Has |= vm.HasEnumerable | vm.HasConfigurable
	c.DefinePropertyOrThrow(o, c.ToPropertyKey(c.Arg(0)), d)
	return vm.Undefined
}

// Object.prototype.__lookupGetter__ ( P ) sec-object.prototype.__lookupGetter__
func objectLookupGetter(c *vm.Call) vm.Value {
	d, ok := lookupAccessor(c)
	if !ok {
		return vm.Undefined
	}
	return d.Get
}

// Object.prototype.__lookupSetter__ ( P ) sec-object.prototype.__lookupSetter__
func objectLookupSetter(c *vm.Call) vm.Value {
	d, ok := lookupAccessor(c)
	if !ok {
		return vm.Undefined
	}
	return d.Set
}

func lookupAccessor(c *vm.Call) (vm.PropertyDescriptor, bool) {
	o := c.ToObject(c.This())
	key := c.ToPropertyKey(c.Arg(0))
	for i := int64(0); o != nil; o, i = c.GetPrototypeOf(o), i+1 {
		if d, ok := c.GetOwnProperty(o, key); ok {
			return d, d.IsAccessor()
		}
		poll(c, i)
	}
	return vm.PropertyDescriptor{}, false
}
