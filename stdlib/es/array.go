package es

import "gojs/vm"

// The Array constructor (sec-array-constructor).

var arrayConstructorProps = []vm.Spec{
	{Key: "from", Fn: arrayFrom, Len: 1},
	{Key: "fromAsync", Fn: arrayFromAsync, Len: 1},
	{Key: "isArray", Fn: arrayIsArray, Quick: quickIsArray, Len: 1},
	{Key: "of", Fn: arrayOf},
	{Key: "prototype", Kind: vm.Reference, Ref: vm.ArrayPrototype, AttrsSet: true},
	{Key: "@@species", Kind: vm.Accessor, Get: speciesGetter},
}

func init() {
	vm.Declare(
		&vm.ObjectSpec{ID: vm.ArrayPrototype, Proto: vm.ObjectPrototype, Props: arrayPrototype,
			Make: func(m *vm.VM, _ *vm.Realm, proto *vm.Object) *vm.Object { return m.ArrayCreate(0, proto) }},
		&vm.ObjectSpec{ID: vm.ArrayConstructor, Proto: vm.FunctionPrototype, Props: arrayConstructorProps, Global: "Array",
			Func: &vm.Spec{Key: "Array", Fn: arrayConstructor, Len: 1, Ctor: vm.ArrayPrototype, Hidden: true}},
		&vm.ObjectSpec{ID: vm.ArrayProtoValues, Proto: vm.FunctionPrototype, Func: &vm.Spec{Key: "values", Fn: arrayValues}},
	)
}

// get C [ @@species ]: of Array, ArrayBuffer, Map, Promise, RegExp, Set and so on
func speciesGetter(c *vm.Call) vm.Value { return c.This() }

// Array ( ...values ) sec-array
func arrayConstructor(c *vm.Call) vm.Value {
	proto := c.GetPrototypeFromConstructor(newTarget(c), vm.ArrayPrototype)
	if c.Argc() == 1 && c.Arg(0).IsNumber() {
		n := c.ToUint32(c.Arg(0))
		if float64(n) != c.Arg(0).Float() {
			c.ThrowRangeError("Invalid array length")
		}
		return c.ObjectValue(c.ArrayCreate(n, proto))
	}
	a := c.ArrayCreate(0, proto)
	c.ArrayAppend(a, c.Args())
	return c.ObjectValue(a)
}

// Array.from ( items [ , mapper [ , thisArg ] ] ) sec-array.from
func arrayFrom(c *vm.Call) vm.Value {
	mapper, thisArg := c.Arg(1), c.Arg(2)
	if !mapper.IsUndefined() && !c.IsCallable(mapper) {
		c.ThrowTypeError("%s is not a function", c.DisplayTyped(mapper))
	}
	if c.Arg(0).IsNullish() {
		c.ThrowNotIterable(c.Arg(0))
	}
	method := iteratorMethod(c, c.Arg(0), "%Array%.from")
	if method.IsUndefined() {
		return arrayFromArrayLike(c, mapper, thisArg)
	}
	a, fresh := newFromConstructor(c, c.This(), -1)
	iter, next := c.GetIteratorFromMethod(c.Arg(0), method)
	k := int64(0)
	c.ForEachOf(iter, next, func(v vm.Value) bool {
		if !mapper.IsUndefined() {
			v = c.VM.Call(mapper, thisArg, v, vm.Int64Value(k))
		}
		if fresh {
			c.ArrayPush(a, v)
		} else {
			c.CreateDataPropertyOrThrow(a, c.IntegerKey(k), v)
		}
		k++
		return true
	})
	if !fresh {
		setLength(c, a, k)
	}
	return c.ObjectValue(a)
}

// arrayFromArrayLike is Array.from for what is not iterable.
func arrayFromArrayLike(c *vm.Call, mapper, thisArg vm.Value) vm.Value {
	o := c.ToObject(c.Arg(0))
	n := lengthOf(c, o)
	a, fresh := newFromConstructor(c, c.This(), n)
	for k := int64(0); k < n; k++ {
		v := getIndex(c, o, k)
		if !mapper.IsUndefined() {
			v = c.VM.Call(mapper, thisArg, v, vm.Int64Value(k))
		}
		createIndex(c, a, fresh, k, v)
		poll(c, k)
	}
	if !fresh {
		setLength(c, a, n)
	}
	return c.ObjectValue(a)
}

// newFromConstructor makes what Array.from and Array.of fill: Construct(C) with
// the length n, or without arguments where n is negative; an array where C is no
// constructor. An array of this realm, which no program has seen, is fresh.
func newFromConstructor(c *vm.Call, ctor vm.Value, n int64) (a *vm.Object, fresh bool) {
	if !c.IsConstructor(ctor) || ctor == c.Realm().IntrinsicValue(vm.ArrayConstructor) {
		return arrayCreate(c, max(n, 0)), true
	}
	if n < 0 {
		return c.Obj(c.Construct(ctor, vm.Undefined)), false
	}
	return c.Obj(c.Construct(ctor, vm.Undefined, vm.Int64Value(n))), false
}

// arrayCreate is ArrayCreate (sec-arraycreate) in the current realm.
func arrayCreate(c *vm.Call, n int64) *vm.Object {
	if n > 1<<32-1 {
		c.ThrowRangeError("Invalid array length")
	}
	return c.NewArray(uint32(n))
}

// createIndex is CreateDataPropertyOrThrow(a, ToString(k), v); of a fresh
// array, whose length is set, k is below the length.
func createIndex(c *vm.Call, a *vm.Object, fresh bool, k int64, v vm.Value) {
	if fresh {
		c.DefineData(a, vm.IndexKey(uint32(k)), v, attrAll)
		return
	}
	c.CreateDataPropertyOrThrow(a, c.IntegerKey(k), v)
}

// Array.isArray ( arg ) sec-array.isarray
func arrayIsArray(c *vm.Call) vm.Value { return vm.BoolValue(c.IsArray(c.Arg(0))) }

// Array.of ( ...items ) sec-array.of
func arrayOf(c *vm.Call) vm.Value {
	n := int64(c.Argc())
	a, fresh := newFromConstructor(c, c.This(), n)
	for k := int64(0); k < n; k++ {
		createIndex(c, a, fresh, k, c.Arg(int(k)))
	}
	if !fresh {
		setLength(c, a, n)
	}
	return c.ObjectValue(a)
}

// arraySpeciesCreate is ArraySpeciesCreate (sec-arrayspeciescreate). The array
// is fresh when it is one of this realm that no program has seen.
func arraySpeciesCreate(c *vm.Call, o *vm.Object, n int64) (a *vm.Object, fresh bool) {
	if !c.IsArray(c.ObjectValue(o)) {
		return arrayCreate(c, n), true
	}
	ctor := c.Get(o, c.K(kConstructor))
	own := c.Realm().IntrinsicValue(vm.ArrayConstructor)
	if ctor != own && c.IsConstructor(ctor) {
		if r := c.GetFunctionRealm(c.Obj(ctor)); r != c.Realm() && ctor == r.IntrinsicValue(vm.ArrayConstructor) {
			return arrayCreate(c, n), true
		}
	}
	if ctor.IsObject() {
		if ctor = c.Get(c.Obj(ctor), c.K(kSymSpecies)); ctor.IsNull() {
			ctor = vm.Undefined
		}
	}
	if ctor.IsUndefined() || ctor == own {
		return arrayCreate(c, n), true
	}
	if !c.IsConstructor(ctor) {
		c.ThrowTypeError("object.constructor[Symbol.species] is not a constructor")
	}
	return c.Obj(c.Construct(ctor, vm.Undefined, vm.Int64Value(n))), false
}
