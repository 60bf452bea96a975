package es

import (
	"math"
	"unsafe"

	"gojs/vm"
)

// Set objects, sec-set-objects.

var (
	setConstructorID     = vm.NewIntrinsic()
	setIteratorPrototype = vm.NewIntrinsic()

	kAdd  = vm.NewKeyID("add")
	kHas  = vm.NewKeyID("has")
	kKeys = vm.NewKeyID("keys")
	kSize = vm.NewKeyID("size")
)

func thisSet(c *vm.Call, method string) *tableObject {
	if o := vm.As[tableObject](c.VM, c.This(), kindSet); o != nil {
		return o
	}
	c.ThrowTypeError("Method Set.prototype.%s called on incompatible receiver %s", method, c.Display(c.This()))
	return nil
}

// NewSet makes an empty Set of the current realm.
func NewSet(m *vm.VM) *vm.Object {
	return &newTableObject(m, kindSet, m.Realm().Intrinsic(vm.SetPrototype), 1).Object
}

// SetAdd adds a value to a Set made by NewSet.
func SetAdd(m *vm.VM, o *vm.Object, v vm.Value) {
	(*tableObject)(unsafe.Pointer(o)).put(m, normalKey(v), v)
}

// Set ( [ iterable ] ) sec-set-iterable
func setConstructor(c *vm.Call) vm.Value {
	if !c.IsConstruct() {
		c.ThrowTypeError("Constructor Set requires 'new'")
	}
	o := newTableObject(c.VM, kindSet, c.GetPrototypeFromConstructor(c.NewTarget(), vm.SetPrototype), 1)
	this := c.ObjectValue(&o.Object)
	if c.Arg(0).IsNullish() {
		return this
	}
	adder := c.Get(&o.Object, c.K(kAdd))
	if !c.IsCallable(adder) {
		c.ThrowTypeError("'%s' returned for property 'add' of object '%s' is not a function", c.Display(adder), c.Display(this))
	}
	direct := c.IsNative(adder, setAdd)
	c.ForEach(c.Arg(0), func(v vm.Value) bool {
		if direct {
			o.put(c.VM, normalKey(v), v)
		} else {
			c.VM.Call(adder, this, v)
		}
		return true
	})
	return this
}

// Set.prototype.add ( value ) sec-set.prototype.add
func setAdd(c *vm.Call) vm.Value {
	thisSet(c, "add").put(c.VM, normalKey(c.Arg(0)), vm.Undefined)
	return c.This()
}

// Set.prototype.clear ( ) sec-set.prototype.clear
func setClear(c *vm.Call) vm.Value {
	o := thisSet(c, "clear")
	o.table = tableRef(c.VM, o.tab(c.VM).cleared(c.VM))
	return vm.Undefined
}

// Set.prototype.delete ( value ) sec-set.prototype.delete
func setDelete(c *vm.Call) vm.Value { return tableDelete(c, thisSet(c, "delete")) }

// Set.prototype.forEach ( callback [ , thisArg ] ) sec-set.prototype.foreach
func setForEach(c *vm.Call) vm.Value { return tableForEach(c, thisSet(c, "forEach")) }

// Set.prototype.has ( value ) sec-set.prototype.has
func setHas(c *vm.Call) vm.Value {
	return vm.BoolValue(thisSet(c, "has").tab(c.VM).find(c.VM, normalKey(c.Arg(0))) >= 0)
}

// get Set.prototype.size sec-get-set.prototype.size
func setSize(c *vm.Call) vm.Value {
	o := vm.As[tableObject](c.VM, c.This(), kindSet)
	if o == nil {
		c.ThrowTypeError("Method get Set.prototype.size called on incompatible receiver %s", c.Display(c.This()))
	}
	return vm.Int64Value(int64(o.tab(c.VM).live))
}

// Set.prototype.entries, values sec-createsetiterator
func setIterate(c *vm.Call) vm.Value {
	what := c.Magic()
	return newTableIterator(c, thisSet(c, mapIterators[what]), kindSetIterator, setIteratorPrototype, what)
}

// %SetIteratorPrototype%.next ( ) sec-%setiteratorprototype%.next
func setIteratorNext(c *vm.Call) vm.Value {
	return tableIteratorNext(c, vm.As[tableIterator](c.VM, c.This(), kindSetIterator), "Set")
}

// setRecord is a Set Record (sec-set-records).
//
//gojs:stack
type setRecord struct {
	object    vm.Value
	size      float64
	has, keys vm.Value
}

// getSetRecord is GetSetRecord (sec-getsetrecord).
func getSetRecord(c *vm.Call, v vm.Value) setRecord {
	if !v.IsObject() {
		c.ThrowTypeError("%s is not an object", c.Display(v))
	}
	o := c.Obj(v)
	raw := c.ToNumber(c.Get(o, c.K(kSize)))
	if f := raw.Float(); f != f {
		c.ThrowTypeError("The 'size' property must be a number")
	}
	size := c.ToIntegerOrInfinity(raw)
	if size < 0 {
		c.ThrowRangeError("'%v' is an invalid size", size)
	}
	has := c.Get(o, c.K(kHas))
	if !c.IsCallable(has) {
		c.ThrowTypeError("The 'has' property must be a function")
	}
	keys := c.Get(o, c.K(kKeys))
	if !c.IsCallable(keys) {
		c.ThrowTypeError("The 'keys' property must be a function")
	}
	return setRecord{v, size, has, keys}
}

func (r *setRecord) contains(c *vm.Call, v vm.Value) bool {
	return c.ToBoolean(c.VM.Call(r.has, r.object, v))
}

// iterate begins to step the record's keys.
func (r *setRecord) iterate(c *vm.Call) (iter, next vm.Value) {
	it := c.VM.Call(r.keys, r.object)
	if !it.IsObject() {
		c.ThrowTypeError("%s is not an object", c.Display(it))
	}
	return c.GetIteratorDirect(c.Obj(it))
}

// each steps the record's keys until f returns false, when the iterator is closed.
func (r *setRecord) each(c *vm.Call, f func(k vm.Value) bool) {
	iter, next := r.iterate(c)
	eachKey(c, iter, next, f)
}

func eachKey(c *vm.Call, iter, next vm.Value, f func(k vm.Value) bool) {
	for {
		v, ok := c.IteratorStepValue(iter, next)
		if !ok {
			return
		}
		if !f(normalKey(v)) {
			c.IteratorClose(iter)
			return
		}
	}
}

// copySet is a new Set with the elements of o.
func copySet(c *vm.Call, o *tableObject) *tableObject {
	to := newTableObject(c.VM, kindSet, c.Realm().Intrinsic(vm.SetPrototype), 1)
	if o == nil {
		return to
	}
	p := cursor{table: o.table}
	for {
		t, i, ok := p.next(c.VM)
		if !ok {
			return to
		}
		to.put(c.VM, *t.key(i), vm.Undefined)
	}
}

func (o *tableObject) has(m *vm.VM, k vm.Value) bool { return o.tab(m).find(m, k) >= 0 }

func (o *tableObject) drop(m *vm.VM, k vm.Value) {
	t := o.tab(m)
	if i := t.find(m, k); i >= 0 {
		t.remove(uint32(i))
	}
}

// eachElement visits the elements, those added meanwhile too, until f returns false.
func (o *tableObject) eachElement(m *vm.VM, f func(k vm.Value) bool) {
	p := cursor{table: o.table}
	for {
		t, i, ok := p.next(m)
		if !ok || !f(*t.key(i)) {
			return
		}
	}
}

// Set.prototype.difference ( other ) sec-set.prototype.difference
func setDifference(c *vm.Call) vm.Value {
	o := thisSet(c, "difference")
	r := getSetRecord(c, c.Arg(0))
	out := copySet(c, o)
	if float64(o.tab(c.VM).live) <= r.size {
		out.eachElement(c.VM, func(k vm.Value) bool {
			if r.contains(c, k) {
				out.drop(c.VM, k)
			}
			return true
		})
	} else {
		r.each(c, func(k vm.Value) bool {
			out.drop(c.VM, k)
			return true
		})
	}
	return c.ObjectValue(&out.Object)
}

// Set.prototype.intersection ( other ) sec-set.prototype.intersection
func setIntersection(c *vm.Call) vm.Value {
	o := thisSet(c, "intersection")
	r := getSetRecord(c, c.Arg(0))
	out := copySet(c, nil)
	if float64(o.tab(c.VM).live) <= r.size {
		o.eachElement(c.VM, func(k vm.Value) bool {
			if r.contains(c, k) {
				out.put(c.VM, k, vm.Undefined)
			}
			return true
		})
	} else {
		r.each(c, func(k vm.Value) bool {
			if o.has(c.VM, k) {
				out.put(c.VM, k, vm.Undefined)
			}
			return true
		})
	}
	return c.ObjectValue(&out.Object)
}

// Set.prototype.isDisjointFrom ( other ) sec-set.prototype.isdisjointfrom
func setIsDisjointFrom(c *vm.Call) vm.Value {
	o := thisSet(c, "isDisjointFrom")
	r := getSetRecord(c, c.Arg(0))
	disjoint := true
	if float64(o.tab(c.VM).live) <= r.size {
		o.eachElement(c.VM, func(k vm.Value) bool {
			disjoint = !r.contains(c, k)
			return disjoint
		})
	} else {
		r.each(c, func(k vm.Value) bool {
			disjoint = !o.has(c.VM, k)
			return disjoint
		})
	}
	return vm.BoolValue(disjoint)
}

// Set.prototype.isSubsetOf ( other ) sec-set.prototype.issubsetof
func setIsSubsetOf(c *vm.Call) vm.Value {
	o := thisSet(c, "isSubsetOf")
	r := getSetRecord(c, c.Arg(0))
	if float64(o.tab(c.VM).live) > r.size {
		return vm.False
	}
	subset := true
	o.eachElement(c.VM, func(k vm.Value) bool {
		subset = r.contains(c, k)
		return subset
	})
	return vm.BoolValue(subset)
}

// Set.prototype.isSupersetOf ( other ) sec-set.prototype.issupersetof
func setIsSupersetOf(c *vm.Call) vm.Value {
	o := thisSet(c, "isSupersetOf")
	r := getSetRecord(c, c.Arg(0))
	if float64(o.tab(c.VM).live) < math.Trunc(r.size) {
		return vm.False
	}
	superset := true
	r.each(c, func(k vm.Value) bool {
		superset = o.has(c.VM, k)
		return superset
	})
	return vm.BoolValue(superset)
}

// Set.prototype.symmetricDifference ( other ) sec-set.prototype.symmetricdifference
func setSymmetricDifference(c *vm.Call) vm.Value {
	o := thisSet(c, "symmetricDifference")
	r := getSetRecord(c, c.Arg(0))
	iter, next := r.iterate(c)
	out := copySet(c, o) // keys may have changed o
	eachKey(c, iter, next, func(k vm.Value) bool {
		if o.has(c.VM, k) {
			out.drop(c.VM, k)
		} else {
			out.put(c.VM, k, vm.Undefined)
		}
		return true
	})
	return c.ObjectValue(&out.Object)
}

// Set.prototype.union ( other ) sec-set.prototype.union
func setUnion(c *vm.Call) vm.Value {
	o := thisSet(c, "union")
	r := getSetRecord(c, c.Arg(0))
	it := c.VM.Call(r.keys, r.object)
	if !it.IsObject() {
		c.ThrowTypeError("%s is not an object", c.Display(it))
	}
	iter, next := c.GetIteratorDirect(c.Obj(it))
	out := copySet(c, o)
	for {
		v, ok := c.IteratorStepValue(iter, next)
		if !ok {
			return c.ObjectValue(&out.Object)
		}
		out.put(c.VM, normalKey(v), vm.Undefined)
	}
}

var setPrototype = []vm.Spec{
	{Key: "add", Fn: setAdd, Len: 1},
	{Key: "clear", Fn: setClear},
	{Key: "constructor", Kind: vm.Reference, Ref: setConstructorID},
	{Key: "delete", Fn: setDelete, Len: 1},
	{Key: "difference", Fn: setDifference, Len: 1},
	{Key: "entries", Fn: setIterate, Magic: iterateEntries},
	{Key: "forEach", Fn: setForEach, Len: 1},
	{Key: "has", Fn: setHas, Quick: quickSetHas, Len: 1},
	{Key: "intersection", Fn: setIntersection, Len: 1},
	{Key: "isDisjointFrom", Fn: setIsDisjointFrom, Len: 1},
	{Key: "isSubsetOf", Fn: setIsSubsetOf, Len: 1},
	{Key: "isSupersetOf", Fn: setIsSupersetOf, Len: 1},
	{Key: "values", Fn: setIterate, Magic: iterateValues},
	{Key: "keys", Kind: vm.Alias, Of: "values"},
	{Key: "size", Kind: vm.Accessor, Get: setSize},
	{Key: "symmetricDifference", Fn: setSymmetricDifference, Len: 1},
	{Key: "union", Fn: setUnion, Len: 1},
	{Key: "@@iterator", Kind: vm.Alias, Of: "values"},
	{Key: "@@toStringTag", Kind: vm.Constant, Value: "Set", Attrs: vm.Configurable, AttrsSet: true},
}

func init() {
	vm.Declare(
		&vm.ObjectSpec{ID: setConstructorID, Proto: vm.FunctionPrototype, Global: "Set",
			Func: &vm.Spec{Key: "Set", Fn: setConstructor, Ctor: vm.SetPrototype},
			Props: []vm.Spec{
				{Key: "prototype", Kind: vm.Reference, Ref: vm.SetPrototype, AttrsSet: true},
				{Key: "@@species", Kind: vm.Accessor, Get: returnThis},
			}},
		&vm.ObjectSpec{ID: vm.SetPrototype, Proto: vm.ObjectPrototype, Props: setPrototype},
		&vm.ObjectSpec{ID: setIteratorPrototype, Proto: vm.IteratorPrototype, Props: []vm.Spec{
			{Key: "next", Fn: setIteratorNext},
			{Key: "@@toStringTag", Kind: vm.Constant, Value: "Set Iterator", Attrs: vm.Configurable, AttrsSet: true},
		}},
	)
}
