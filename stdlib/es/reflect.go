package es

import "gojs/vm"

// The Reflect object (sec-reflect-object).

var reflectObject = vm.NewIntrinsic()

func init() {
	vm.Declare(&vm.ObjectSpec{ID: reflectObject, Proto: vm.ObjectPrototype, Global: "Reflect", Props: []vm.Spec{
		{Key: "apply", Fn: reflectApply, Len: 3},
		{Key: "construct", Fn: reflectConstruct, Len: 2},
		{Key: "defineProperty", Fn: reflectDefineProperty, Len: 3},
		{Key: "deleteProperty", Fn: reflectDeleteProperty, Len: 2},
		{Key: "get", Fn: reflectGet, Len: 2},
		{Key: "getOwnPropertyDescriptor", Fn: reflectGetOwnPropertyDescriptor, Len: 2},
		{Key: "getPrototypeOf", Fn: reflectGetPrototypeOf, Len: 1},
		{Key: "has", Fn: reflectHas, Len: 2},
		{Key: "isExtensible", Fn: reflectIsExtensible, Len: 1},
		{Key: "ownKeys", Fn: reflectOwnKeys, Len: 1},
		{Key: "preventExtensions", Fn: reflectPreventExtensions, Len: 1},
		{Key: "set", Fn: reflectSet, Len: 3},
		{Key: "setPrototypeOf", Fn: reflectSetPrototypeOf, Len: 2},
		{Key: "@@toStringTag", Kind: vm.Constant, Value: "Reflect", Attrs: vm.Configurable, AttrsSet: true},
	}})
}

// reflectTarget is the first argument, which must be an object.
func reflectTarget(c *vm.Call, method string) *vm.Object {
	if !c.Arg(0).IsObject() {
		c.ThrowTypeError("Reflect.%s called on non-object", method)
	}
	return c.Obj(c.Arg(0))
}

// Reflect.apply ( target, thisArgument, argumentsList ) sec-reflect.apply
func reflectApply(c *vm.Call) vm.Value {
	if !c.IsCallable(c.Arg(0)) {
		c.ThrowTypeError("Function.prototype.apply was called on %s, which is %s and not a function", c.Display(c.Arg(0)), typeWithArticle(c, c.Arg(0)))
	}
	return c.CallSlice(c.Arg(0), c.Arg(1), c.ListItems(c.CreateListFromArrayLike(c.Arg(2))))
}

// Reflect.construct ( target, argumentsList [ , newTarget ] ) sec-reflect.construct
func reflectConstruct(c *vm.Call) vm.Value {
	target, newTarget := c.Arg(0), c.Arg(0)
	if !c.IsConstructor(target) {
		c.ThrowTypeError("%s is not a constructor", c.Display(target))
	}
	if c.Argc() > 2 {
		if newTarget = c.Arg(2); !c.IsConstructor(newTarget) {
			c.ThrowTypeError("%s is not a constructor", c.Display(newTarget))
		}
	}
	return c.ConstructSlice(target, newTarget, c.ListItems(c.CreateListFromArrayLike(c.Arg(1))))
}

// Reflect.defineProperty ( target, propertyKey, attributes ) sec-reflect.defineproperty
func reflectDefineProperty(c *vm.Call) vm.Value {
	o := reflectTarget(c, "defineProperty")
	key := c.ToPropertyKey(c.Arg(1))
	return vm.BoolValue(c.DefineOwnProperty(o, key, c.ToPropertyDescriptor(c.Arg(2))))
}

// Reflect.deleteProperty ( target, propertyKey ) sec-reflect.deleteproperty
func reflectDeleteProperty(c *vm.Call) vm.Value {
	o := reflectTarget(c, "deleteProperty")
	return vm.BoolValue(c.Delete(o, c.ToPropertyKey(c.Arg(1))))
}

// Reflect.get ( target, propertyKey [ , receiver ] ) sec-reflect.get
func reflectGet(c *vm.Call) vm.Value {
	o := reflectTarget(c, "get")
	key, receiver := c.ToPropertyKey(c.Arg(1)), c.Arg(0)
	if c.Argc() > 2 {
		receiver = c.Arg(2)
	}
	return c.GetReceiver(o, key, receiver)
}

// Reflect.getOwnPropertyDescriptor ( target, propertyKey ) sec-reflect.getownpropertydescriptor
func reflectGetOwnPropertyDescriptor(c *vm.Call) vm.Value {
	o := reflectTarget(c, "getOwnPropertyDescriptor")
	d, ok := c.GetOwnProperty(o, c.ToPropertyKey(c.Arg(1)))
	if !ok {
		return vm.Undefined
	}
	return c.FromPropertyDescriptor(d)
}

// Reflect.getPrototypeOf ( target ) sec-reflect.getprototypeof
func reflectGetPrototypeOf(c *vm.Call) vm.Value {
	return c.ObjectValue(c.GetPrototypeOf(reflectTarget(c, "getPrototypeOf")))
}

// Reflect.has ( target, propertyKey ) sec-reflect.has
func reflectHas(c *vm.Call) vm.Value {
	o := reflectTarget(c, "has")
	return vm.BoolValue(c.HasProperty(o, c.ToPropertyKey(c.Arg(1))))
}

// Reflect.isExtensible ( target ) sec-reflect.isextensible
func reflectIsExtensible(c *vm.Call) vm.Value {
	return vm.BoolValue(c.IsExtensible(reflectTarget(c, "isExtensible")))
}

// Reflect.ownKeys ( target ) sec-reflect.ownkeys
func reflectOwnKeys(c *vm.Call) vm.Value {
	keys := c.NewList()
	c.OwnPropertyKeys(reflectTarget(c, "ownKeys"), keys)
	return c.ObjectValue(c.KeysToArray(keys))
}

// Reflect.preventExtensions ( target ) sec-reflect.preventextensions
func reflectPreventExtensions(c *vm.Call) vm.Value {
	return vm.BoolValue(c.PreventExtensions(reflectTarget(c, "preventExtensions")))
}

// Reflect.set ( target, propertyKey, V [ , receiver ] ) sec-reflect.set
func reflectSet(c *vm.Call) vm.Value {
	o := reflectTarget(c, "set")
	key, receiver := c.ToPropertyKey(c.Arg(1)), c.Arg(0)
	if c.Argc() > 3 {
		receiver = c.Arg(3)
	}
	return vm.BoolValue(c.SetReceiver(o, key, c.Arg(2), receiver))
}

// Reflect.setPrototypeOf ( target, proto ) sec-reflect.setprototypeof
func reflectSetPrototypeOf(c *vm.Call) vm.Value {
	o := reflectTarget(c, "setPrototypeOf")
	if !c.Arg(1).IsObject() && !c.Arg(1).IsNull() {
		c.ThrowTypeError("Object prototype may only be an Object or null: %s", c.Display(c.Arg(1)))
	}
	return vm.BoolValue(c.SetPrototypeOf(o, objectOrNil(c, c.Arg(1))))
}
