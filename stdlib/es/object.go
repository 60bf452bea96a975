package es

import "gojs/vm"

// The Object constructor and its functions (sec-object-objects).

var objectConstructorProps = []vm.Spec{
	{Key: "assign", Fn: objectAssign, Len: 2},
	{Key: "create", Fn: objectCreate, Len: 2},
	{Key: "defineProperties", Fn: objectDefineProperties, Len: 2},
	{Key: "defineProperty", Fn: objectDefineProperty, Len: 3},
	{Key: "entries", Fn: objectEntries, Len: 1},
	{Key: "freeze", Fn: objectFreeze, Len: 1},
	{Key: "fromEntries", Fn: objectFromEntries, Len: 1},
	{Key: "getOwnPropertyDescriptor", Fn: objectGetOwnPropertyDescriptor, Len: 2},
	{Key: "getOwnPropertyDescriptors", Fn: objectGetOwnPropertyDescriptors, Len: 1},
	{Key: "getOwnPropertyNames", Fn: objectGetOwnPropertyNames, Len: 1},
	{Key: "getOwnPropertySymbols", Fn: objectGetOwnPropertySymbols, Len: 1},
	{Key: "getPrototypeOf", Fn: objectGetPrototypeOf, Len: 1},
	{Key: "groupBy", Fn: objectGroupBy, Len: 2},
	{Key: "hasOwn", Fn: objectHasOwn, Len: 2},
	{Key: "is", Fn: objectIs, Len: 2},
	{Key: "isExtensible", Fn: objectIsExtensible, Len: 1},
	{Key: "isFrozen", Fn: objectIsFrozen, Len: 1},
	{Key: "isSealed", Fn: objectIsSealed, Len: 1},
	{Key: "keys", Fn: objectKeys, Len: 1},
	{Key: "preventExtensions", Fn: objectPreventExtensions, Len: 1},
	{Key: "prototype", Kind: vm.Reference, Ref: vm.ObjectPrototype, AttrsSet: true},
	{Key: "seal", Fn: objectSeal, Len: 1},
	{Key: "setPrototypeOf", Fn: objectSetPrototypeOf, Len: 2},
	{Key: "values", Fn: objectValues, Len: 1},
}

func init() {
	vm.Declare(
		&vm.ObjectSpec{ID: vm.ObjectPrototype, Proto: vm.NoIntrinsic, Props: objectPrototype},
		&vm.ObjectSpec{ID: vm.ObjectConstructor, Proto: vm.FunctionPrototype, Props: objectConstructorProps, Global: "Object",
			Func: &vm.Spec{Key: "Object", Fn: objectConstructor, Len: 1, Ctor: vm.ObjectPrototype}},
	)
}

// Object ( [ value ] ) sec-object-value
func objectConstructor(c *vm.Call) vm.Value {
	if c.IsConstruct() && c.NewTarget() != c.ObjectValue(c.Callee()) {
		return c.ObjectValue(c.OrdinaryCreateFromConstructor(c.NewTarget(), vm.ObjectPrototype))
	}
	if c.Arg(0).IsNullish() {
		return c.ObjectValue(c.NewObject())
	}
	return c.ObjectValue(c.ToObject(c.Arg(0)))
}

// Object.assign ( target, ...sources ) sec-object.assign
func objectAssign(c *vm.Call) vm.Value {
	to := c.ToObject(c.Arg(0))
	for i := 1; i < c.Argc(); i++ {
		if c.Arg(i).IsNullish() {
			continue
		}
		from := c.ToObject(c.Arg(i))
		if c.AssignShaped(to, from) {
			continue
		}
		keys := c.NewList()
		c.OwnPropertyKeys(from, keys)
		for k, n := 0, c.ListLen(keys); k < n; k++ {
			key := c.KeyAt(keys, k)
			if d, ok := c.GetOwnProperty(from, key); ok && d.Enumerable() {
				c.Set(to, key, c.Get(from, key), true)
			}
		}
	}
	return c.ObjectValue(to)
}

// Object.create ( O, Properties ) sec-object.create
func objectCreate(c *vm.Call) vm.Value {
	p := c.Arg(0)
	if !p.IsObject() && !p.IsNull() {
		c.ThrowTypeError("Object prototype may only be an Object or null: %s", c.Display(p))
	}
	o := c.OrdinaryObjectCreate(objectOrNil(c, p))
	if c.Arg(1).IsUndefined() {
		return c.ObjectValue(o)
	}
	defineProperties(c, o, c.Arg(1))
	return c.ObjectValue(o)
}

// objectOrNil is the object p refers to, nil for null.
func objectOrNil(c *vm.Call, p vm.Value) *vm.Object {
	if p.IsNull() {
		return nil
	}
	return c.Obj(p)
}

// Object.defineProperties ( O, Properties ) sec-object.defineproperties
func objectDefineProperties(c *vm.Call) vm.Value {
	if !c.Arg(0).IsObject() {
		c.ThrowTypeError("Object.defineProperties called on non-object")
	}
	defineProperties(c, c.Obj(c.Arg(0)), c.Arg(1))
	return c.Arg(0)
}

// defineProperties is ObjectDefineProperties (sec-objectdefineproperties): all
// descriptors are read before the first property is defined. A descriptor is
// kept as four words: key, value or getter, setter, and the bits.
func defineProperties(c *vm.Call, o *vm.Object, properties vm.Value) {
	props := c.ToObject(properties)
	keys, descriptors := c.NewList(), c.NewList()
	c.OwnPropertyKeys(props, keys)
	for i, n := 0, c.ListLen(keys); i < n; i++ {
		key := c.KeyAt(keys, i)
		if d, ok := c.GetOwnProperty(props, key); ok && d.Enumerable() {
			appendDescriptor(c, descriptors, key, c.ToPropertyDescriptor(c.Get(props, key)))
		}
	}
	for i, n := 0, c.ListLen(descriptors); i < n; i += descriptorWords {
		key, d := descriptorAt(c, descriptors, i)
		c.DefinePropertyOrThrow(o, key, d)
	}
}

const descriptorWords = 5

func appendDescriptor(c *vm.Call, l *vm.List, key vm.PropertyKey, d vm.PropertyDescriptor) {
	c.AddKey(l, key)
	for _, f := range [...]struct {
		has vm.DescFields
		v   vm.Value
	}{{vm.HasValue, d.Value}, {vm.HasGet, d.Get}, {vm.HasSet, d.Set}} {
		if d.Has&f.has == 0 {
			f.v = vm.Undefined
		}
		c.Append(l, f.v)
	}
	bits := int32(d.Has)
	for i, set := range [...]bool{d.Writable(), d.Enumerable(), d.Configurable()} {
		if set {
			bits |= 1 << (8 + i)
		}
	}
	c.Append(l, vm.IntValue(bits))
}

func descriptorAt(c *vm.Call, l *vm.List, i int) (vm.PropertyKey, vm.PropertyDescriptor) {
	w := c.ListItems(l)[i : i+descriptorWords]
	bits := w[4].Int()
	d := vm.PropertyDescriptor{Value: w[1], Get: w[2], Set: w[3], Has: vm.DescFields(bits)}
	if bits&(1<<8) != 0 {
		d.Attrs |= vm.Writable
	}
	if bits&(1<<9) != 0 {
		d.Attrs |= vm.Enumerable
	}
	if bits&(1<<10) != 0 {
		d.Attrs |= vm.Configurable
	}
	return vm.PropertyKey(w[0]), d
}

// Object.defineProperty ( O, P, Attributes ) sec-object.defineproperty
func objectDefineProperty(c *vm.Call) vm.Value {
	if !c.Arg(0).IsObject() {
		c.ThrowTypeError("Object.defineProperty called on non-object")
	}
	key := c.ToPropertyKey(c.Arg(1))
	d := c.ToPropertyDescriptor(c.Arg(2))
	c.DefinePropertyOrThrow(c.Obj(c.Arg(0)), key, d)
	return c.Arg(0)
}

// What enumerableOwn collects.
const (
	collectKeys    = int(vm.OwnKeys)
	collectValues  = int(vm.OwnValues)
	collectEntries = int(vm.OwnEntries)
)

// enumerableOwn is EnumerableOwnProperties (sec-enumerableownproperties).
func enumerableOwn(c *vm.Call, o *vm.Object, what int) vm.Value {
	if a := c.OwnEnumerable(o, vm.OwnPart(what)); a != nil {
		return c.ObjectValue(a)
	}
	keys := c.NewList()
	c.OwnPropertyKeys(o, keys)
	out := c.NewArray(0)
	for i, n := 0, c.ListLen(keys); i < n; i++ {
		key := c.KeyAt(keys, i)
		if key.IsSymbol() {
			continue
		}
		d, ok := c.GetOwnProperty(o, key)
		if !ok || !d.Enumerable() {
			continue
		}
		switch what {
		case collectKeys:
			c.ArrayPush(out, c.KeyValue(key))
		case collectValues:
			c.ArrayPush(out, c.Get(o, key))
		default:
			v := c.Get(o, key)
			c.ArrayPush(out, c.ObjectValue(c.NewArrayOf(c.KeyValue(key), v)))
		}
	}
	return c.ObjectValue(out)
}

// Object.entries ( O ) sec-object.entries
func objectEntries(c *vm.Call) vm.Value {
	return enumerableOwn(c, c.ToObject(c.Arg(0)), collectEntries)
}

// Object.freeze ( O ) sec-object.freeze
func objectFreeze(c *vm.Call) vm.Value {
	if c.Arg(0).IsObject() && !setIntegrity(c, c.Obj(c.Arg(0)), true) {
		c.ThrowTypeError("Cannot freeze")
	}
	return c.Arg(0)
}

// setIntegrity is SetIntegrityLevel (sec-setintegritylevel).
func setIntegrity(c *vm.Call, o *vm.Object, frozen bool) bool {
	if !c.PreventExtensions(o) {
		return false
	}
	keys := c.NewList()
	c.OwnPropertyKeys(o, keys)
	for i, n := 0, c.ListLen(keys); i < n; i++ {
		key := c.KeyAt(keys, i)
		d := vm.PropertyDescriptor{Has: vm.HasConfigurable}
		if frozen {
			cur, ok := c.GetOwnProperty(o, key)
			if !ok {
				continue
			}
			if !cur.IsAccessor() {
				d.Has |= vm.HasWritable
			}
		}
		c.DefinePropertyOrThrow(o, key, d)
		poll(c, int64(i))
	}
	return true
}

// testIntegrity is TestIntegrityLevel (sec-testintegritylevel).
func testIntegrity(c *vm.Call, o *vm.Object, frozen bool) bool {
	if c.IsExtensible(o) {
		return false
	}
	keys := c.NewList()
	c.OwnPropertyKeys(o, keys)
	for i, n := 0, c.ListLen(keys); i < n; i++ {
		d, ok := c.GetOwnProperty(o, c.KeyAt(keys, i))
		if ok && (d.Configurable() || frozen && d.IsData() && d.Writable()) {
			return false
		}
	}
	return true
}

// Object.fromEntries ( iterable ) sec-object.fromentries
func objectFromEntries(c *vm.Call) vm.Value {
	if c.Arg(0).IsNullish() {
		c.ThrowTypeError("undefined is not iterable")
	}
	o := c.NewObject()
	forEachEntry(c, c.Arg(0), func(k, v vm.Value) {
		c.CreateDataPropertyOrThrow(o, c.ToPropertyKey(k), v)
	})
	return c.ObjectValue(o)
}

// forEachEntry visits the [key, value] objects that iterable gives
// (the loop of sec-add-entries-from-iterable); the iterator is closed when add throws.
func forEachEntry(c *vm.Call, iterable vm.Value, add func(k, v vm.Value)) {
	c.ForEach(iterable, func(item vm.Value) bool {
		if !item.IsObject() {
			c.ThrowTypeError("Iterator value %s is not an entry object", c.Display(item))
		}
		entry := c.Obj(item)
		k := getIndex(c, entry, 0)
		add(k, getIndex(c, entry, 1))
		return true
	})
}

// Object.getOwnPropertyDescriptor ( O, P ) sec-object.getownpropertydescriptor
func objectGetOwnPropertyDescriptor(c *vm.Call) vm.Value {
	o := c.ToObject(c.Arg(0))
	d, ok := c.GetOwnProperty(o, c.ToPropertyKey(c.Arg(1)))
	if !ok {
		return vm.Undefined
	}
	return c.FromPropertyDescriptor(d)
}

// Object.getOwnPropertyDescriptors ( O ) sec-object.getownpropertydescriptors
func objectGetOwnPropertyDescriptors(c *vm.Call) vm.Value {
	o := c.ToObject(c.Arg(0))
	keys := c.NewList()
	c.OwnPropertyKeys(o, keys)
	out := c.NewObject()
	for i, n := 0, c.ListLen(keys); i < n; i++ {
		key := c.KeyAt(keys, i)
		if d, ok := c.GetOwnProperty(o, key); ok {
			c.CreateDataPropertyOrThrow(out, key, c.FromPropertyDescriptor(d))
		}
	}
	return c.ObjectValue(out)
}

// Object.getOwnPropertyNames ( O ) sec-object.getownpropertynames
func objectGetOwnPropertyNames(c *vm.Call) vm.Value { return ownKeysOf(c, false) }

// Object.getOwnPropertySymbols ( O ) sec-object.getownpropertysymbols
func objectGetOwnPropertySymbols(c *vm.Call) vm.Value { return ownKeysOf(c, true) }

// ownKeysOf is GetOwnPropertyKeys (sec-getownpropertykeys).
func ownKeysOf(c *vm.Call, symbols bool) vm.Value {
	keys := c.NewList()
	c.OwnPropertyKeys(c.ToObject(c.Arg(0)), keys)
	out := c.NewArray(0)
	for i, n := 0, c.ListLen(keys); i < n; i++ {
		if key := c.KeyAt(keys, i); key.IsSymbol() == symbols {
			c.ArrayPush(out, c.KeyValue(key))
		}
	}
	return c.ObjectValue(out)
}

// Object.getPrototypeOf ( O ) sec-object.getprototypeof
func objectGetPrototypeOf(c *vm.Call) vm.Value {
	return c.ObjectValue(c.GetPrototypeOf(c.ToObject(c.Arg(0))))
}

// Object.groupBy ( items, callback ) sec-object.groupby
func objectGroupBy(c *vm.Call) vm.Value {
	groups := c.NewList() // array by array, in order of their keys' first appearance
	out := c.OrdinaryObjectCreate(nil)
	index := c.OrdinaryObjectCreate(nil) // key -> position in groups
	groupBy(c, c.Arg(0), c.Arg(1), func(k, v vm.Value) {
		key := c.ToPropertyKey(k)
		at := c.Get(index, key)
		if at.IsUndefined() {
			at = vm.IntValue(int32(c.ListLen(groups)))
			c.CreateDataProperty(index, key, at)
			c.AddKey(groups, key)
			c.Append(groups, c.ObjectValue(c.NewArray(0)))
		}
		c.ArrayPush(c.Obj(c.ListAt(groups, int(at.Int())+1)), v)
	})
	for i, n := 0, c.ListLen(groups); i < n; i += 2 {
		c.CreateDataPropertyOrThrow(out, c.KeyAt(groups, i), c.ListAt(groups, i+1))
	}
	return c.ObjectValue(out)
}

// groupBy is GroupBy (sec-groupby): add gets each item with the key that the
// callback gave for it, and makes a key of that as its caller needs.
func groupBy(c *vm.Call, items, callback vm.Value, add func(key, item vm.Value)) {
	if items.IsNullish() {
		c.ThrowTypeError("Object.groupBy called on null or undefined")
	}
	if !c.IsCallable(callback) {
		c.ThrowTypeError("%s is not a function", c.Display(callback))
	}
	k := int64(0)
	c.ForEach(items, func(v vm.Value) bool {
		add(c.VM.Call(callback, vm.Undefined, v, vm.Int64Value(k)), v)
		k++
		return true
	})
}

// Object.hasOwn ( O, P ) sec-object.hasown
func objectHasOwn(c *vm.Call) vm.Value {
	o := c.ToObject(c.Arg(0))
	return vm.BoolValue(c.HasOwnProperty(o, c.ToPropertyKey(c.Arg(1))))
}

// Object.is ( value1, value2 ) sec-object.is
func objectIs(c *vm.Call) vm.Value { return vm.BoolValue(c.SameValue(c.Arg(0), c.Arg(1))) }

// Object.isExtensible ( O ) sec-object.isextensible
func objectIsExtensible(c *vm.Call) vm.Value {
	return vm.BoolValue(c.Arg(0).IsObject() && c.IsExtensible(c.Obj(c.Arg(0))))
}

// Object.isFrozen ( O ) sec-object.isfrozen
func objectIsFrozen(c *vm.Call) vm.Value {
	return vm.BoolValue(!c.Arg(0).IsObject() || testIntegrity(c, c.Obj(c.Arg(0)), true))
}

// Object.isSealed ( O ) sec-object.issealed
func objectIsSealed(c *vm.Call) vm.Value {
	return vm.BoolValue(!c.Arg(0).IsObject() || testIntegrity(c, c.Obj(c.Arg(0)), false))
}

// Object.keys ( O ) sec-object.keys
func objectKeys(c *vm.Call) vm.Value {
	return enumerableOwn(c, c.ToObject(c.Arg(0)), collectKeys)
}

// Object.preventExtensions ( O ) sec-object.preventextensions
func objectPreventExtensions(c *vm.Call) vm.Value {
	if c.Arg(0).IsObject() && !c.PreventExtensions(c.Obj(c.Arg(0))) {
		c.ThrowTypeError("Cannot prevent extensions")
	}
	return c.Arg(0)
}

// Object.seal ( O ) sec-object.seal
func objectSeal(c *vm.Call) vm.Value {
	if c.Arg(0).IsObject() && !setIntegrity(c, c.Obj(c.Arg(0)), false) {
		c.ThrowTypeError("Cannot seal")
	}
	return c.Arg(0)
}

// Object.setPrototypeOf ( O, proto ) sec-object.setprototypeof
func objectSetPrototypeOf(c *vm.Call) vm.Value {
	v, proto := c.Arg(0), c.Arg(1)
	if v.IsNullish() {
		c.ThrowTypeError("Object.setPrototypeOf called on null or undefined")
	}
	if !proto.IsObject() && !proto.IsNull() {
		c.ThrowTypeError("Object prototype may only be an Object or null: %s", c.Display(proto))
	}
	if v.IsObject() {
		setPrototypeOrThrow(c, c.Obj(v), objectOrNil(c, proto))
	}
	return v
}

// setPrototypeOrThrow sets o's prototype or throws V8's error of the reason.
func setPrototypeOrThrow(c *vm.Call, o, proto *vm.Object) {
	if c.SetPrototypeOf(o, proto) {
		return
	}
	v := c.ObjectValue(o)
	switch {
	case o == c.Realm().ObjectPrototype():
		c.ThrowTypeError("Immutable prototype object 'Object.prototype' cannot have their prototype set")
	case o.Kind == vm.KindProxy:
		c.ThrowTypeError("'setPrototypeOf' on proxy: trap returned falsish for property 'undefined'")
	case !c.IsExtensible(o):
		c.ThrowTypeError("%s is not extensible", c.Display(v))
	}
	c.ThrowTypeError("Cyclic __proto__ value")
}

// Object.values ( O ) sec-object.values
func objectValues(c *vm.Call) vm.Value {
	return enumerableOwn(c, c.ToObject(c.Arg(0)), collectValues)
}
