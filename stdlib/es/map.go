package es

import (
	"unsafe"

	"gojs/gc"
	"gojs/vm"
)

// Map objects, sec-map-objects.

// tableObject is a Map or a Set.
//
//gojs:cell
type tableObject struct {
	vm.Object
	table gc.Ref
	_     uint32
	_     uint64
}

// tableIterator is a Map Iterator or Set Iterator.
//
//gojs:cell
type tableIterator struct {
	vm.Object
	table gc.Ref // 0 when the iteration has ended
	at    uint32
	what  uint32
	_     uint32
}

// What a tableIterator gives.
const (
	iterateKeys = iota
	iterateValues
	iterateEntries
)

var (
	kindMap         = vm.NewKind[tableObject]("Map", gc.Layout{})
	kindSet         = vm.NewKind[tableObject]("Set", gc.Layout{})
	kindMapIterator = vm.NewKind[tableIterator]("MapIterator", gc.Layout{})
	kindSetIterator = vm.NewKind[tableIterator]("SetIterator", gc.Layout{})

	mapConstructorID     = vm.NewIntrinsic()
	mapIteratorPrototype = vm.NewIntrinsic()
)

func (o *tableObject) tab(m *vm.VM) *hashTable { return tableAt(m, o.table) }

// put sets the value of a normalised key.
func (o *tableObject) put(m *vm.VM, k, v vm.Value) {
	t := o.tab(m)
	if i := t.find(m, k); i >= 0 {
		if t.stride == 2 {
			*t.value(uint32(i)) = v
		}
		return
	}
	o.table = tableRef(m, t.insert(m, k, v))
}

func newTableObject(m *vm.VM, kind gc.Kind, proto *vm.Object, stride uint32) *tableObject {
	t := newTable(m, minTable, stride)
	o := vm.Alloc[tableObject](m, kind, proto)
	o.table = tableRef(m, t)
	return o
}

// NewMap makes an empty Map of the current realm.
func NewMap(m *vm.VM) *vm.Object {
	return &newTableObject(m, kindMap, m.Realm().Intrinsic(vm.MapPrototype), 2).Object
}

// MapSet sets the value of a key of a Map made by NewMap.
func MapSet(m *vm.VM, o *vm.Object, k, v vm.Value) {
	(*tableObject)(unsafe.Pointer(o)).put(m, normalKey(k), v)
}

func thisMap(c *vm.Call, method string) *tableObject {
	if o := vm.As[tableObject](c.VM, c.This(), kindMap); o != nil {
		return o
	}
	c.ThrowTypeError("Method Map.prototype.%s called on incompatible receiver %s", method, c.Display(c.This()))
	return nil
}

// Map ( [ iterable ] ) sec-map-iterable
func mapConstructor(c *vm.Call) vm.Value {
	if !c.IsConstruct() {
		c.ThrowTypeError("Constructor Map requires 'new'")
	}
	o := newTableObject(c.VM, kindMap, c.GetPrototypeFromConstructor(c.NewTarget(), vm.MapPrototype), 2)
	fillFromIterable(c, &o.Object, c.Arg(0), kSet, func(k, v vm.Value) { o.put(c.VM, normalKey(k), v) }, mapSet)
	return c.ObjectValue(&o.Object)
}

// fillFromIterable is AddEntriesFromIterable (sec-add-entries-from-iterable)
// with put in place of an adder that is the built-in one.
func fillFromIterable(c *vm.Call, o *vm.Object, iterable vm.Value, adderKey vm.KeyID, put func(k, v vm.Value), builtin vm.Native) {
	if iterable.IsNullish() {
		return
	}
	adder := c.Get(o, c.K(adderKey))
	if !c.IsCallable(adder) {
		c.ThrowTypeError("'%s' returned for property '%s' of object '%s' is not a function", c.Display(adder), c.DisplayKey(c.K(adderKey)), c.Display(c.ObjectValue(o)))
	}
	direct := c.IsNative(adder, builtin)
	c.ForEach(iterable, func(item vm.Value) bool {
		if !item.IsObject() {
			c.ThrowTypeError("Iterator value %s is not an entry object", c.Display(item))
		}
		k := c.Get(c.Obj(item), vm.IndexKey(0))
		v := c.Get(c.Obj(item), vm.IndexKey(1))
		if direct {
			put(k, v)
		} else {
			c.VM.Call(adder, c.ObjectValue(o), k, v)
		}
		return true
	})
}

// Map.groupBy ( items, callback ) sec-map.groupby
func mapGroupBy(c *vm.Call) vm.Value {
	items, f := c.Arg(0), c.Arg(1)
	if items.IsNullish() {
		c.ThrowTypeError("Map.groupBy called on null or undefined")
	}
	if !c.IsCallable(f) {
		c.ThrowTypeError("%s is not a function", c.Display(f))
	}
	o := newTableObject(c.VM, kindMap, c.Realm().Intrinsic(vm.MapPrototype), 2)
	i := int64(0)
	c.ForEach(items, func(v vm.Value) bool {
		k := normalKey(c.VM.Call(f, vm.Undefined, v, vm.Int64Value(i)))
		t := o.tab(c.VM)
		if e := t.find(c.VM, k); e >= 0 {
			c.ArrayPush(c.Obj(*t.value(uint32(e))), v)
		} else {
			o.put(c.VM, k, c.ObjectValue(c.NewArrayOf(v)))
		}
		i++
		return true
	})
	return c.ObjectValue(&o.Object)
}

// returnThis is get C [ @@species ].
func returnThis(c *vm.Call) vm.Value { return c.This() }

// Map.prototype.clear ( ) sec-map.prototype.clear
func mapClear(c *vm.Call) vm.Value {
	o := thisMap(c, "clear")
	o.table = tableRef(c.VM, o.tab(c.VM).cleared(c.VM))
	return vm.Undefined
}

// Map.prototype.delete ( key ) sec-map.prototype.delete
func mapDelete(c *vm.Call) vm.Value {
	return tableDelete(c, thisMap(c, "delete"))
}

func tableDelete(c *vm.Call, o *tableObject) vm.Value {
	t := o.tab(c.VM)
	i := t.find(c.VM, normalKey(c.Arg(0)))
	if i < 0 {
		return vm.False
	}
	t.remove(uint32(i))
	return vm.True
}

// Map.prototype.forEach ( callback [ , thisArg ] ) sec-map.prototype.foreach
func mapForEach(c *vm.Call) vm.Value {
	return tableForEach(c, thisMap(c, "forEach"))
}

func tableForEach(c *vm.Call, o *tableObject) vm.Value {
	f := c.NewCallback(callableArg(c, 0), c.Arg(1))
	p := cursor{table: o.table}
	for {
		t, i, ok := p.next(c.VM)
		if !ok {
			return vm.Undefined
		}
		k := *t.key(i)
		v := k
		if t.stride == 2 {
			v = *t.value(i)
		}
		f.Call3(v, k, c.ObjectValue(&o.Object))
	}
}

// Map.prototype.get ( key ) sec-map.prototype.get
func mapGet(c *vm.Call) vm.Value {
	t := thisMap(c, "get").tab(c.VM)
	if i := t.find(c.VM, normalKey(c.Arg(0))); i >= 0 {
		return *t.value(uint32(i))
	}
	return vm.Undefined
}

// Map.prototype.getOrInsert ( key, value ) sec-map.prototype.getorinsert
func mapGetOrInsert(c *vm.Call) vm.Value {
	o := thisMap(c, "getOrInsert")
	k := normalKey(c.Arg(0))
	t := o.tab(c.VM)
	if i := t.find(c.VM, k); i >= 0 {
		return *t.value(uint32(i))
	}
	o.put(c.VM, k, c.Arg(1))
	return c.Arg(1)
}

// Map.prototype.getOrInsertComputed ( key, callback ) sec-map.prototype.getorinsertcomputed
func mapGetOrInsertComputed(c *vm.Call) vm.Value {
	o := thisMap(c, "getOrInsertComputed")
	f := callableArg(c, 1)
	k := normalKey(c.Arg(0))
	t := o.tab(c.VM)
	if i := t.find(c.VM, k); i >= 0 {
		return *t.value(uint32(i))
	}
	v := c.VM.Call(f, vm.Undefined, k)
	o.put(c.VM, k, v)
	return v
}

// Map.prototype.has ( key ) sec-map.prototype.has
func mapHas(c *vm.Call) vm.Value {
	return vm.BoolValue(thisMap(c, "has").tab(c.VM).find(c.VM, normalKey(c.Arg(0))) >= 0)
}

// Map.prototype.set ( key, value ) sec-map.prototype.set
func mapSet(c *vm.Call) vm.Value {
	thisMap(c, "set").put(c.VM, normalKey(c.Arg(0)), c.Arg(1))
	return c.This()
}

// get Map.prototype.size sec-get-map.prototype.size
func mapSize(c *vm.Call) vm.Value {
	o := vm.As[tableObject](c.VM, c.This(), kindMap)
	if o == nil {
		c.ThrowTypeError("Method get Map.prototype.size called on incompatible receiver %s", c.Display(c.This()))
	}
	return vm.Int64Value(int64(o.tab(c.VM).live))
}

var mapIterators = [...]string{"keys", "values", "entries"}

// Map.prototype.entries, keys, values sec-createmapiterator
func mapIterate(c *vm.Call) vm.Value {
	what := c.Magic()
	return newTableIterator(c, thisMap(c, mapIterators[what]), kindMapIterator, mapIteratorPrototype, what)
}

func newTableIterator(c *vm.Call, o *tableObject, kind gc.Kind, proto vm.Intrinsic, what int) vm.Value {
	it := vm.Alloc[tableIterator](c.VM, kind, c.Realm().Intrinsic(proto))
	it.table, it.what = o.table, uint32(what)
	return c.ObjectValue(&it.Object)
}

// %MapIteratorPrototype%.next ( ) sec-%mapiteratorprototype%.next
func mapIteratorNext(c *vm.Call) vm.Value {
	return tableIteratorNext(c, vm.As[tableIterator](c.VM, c.This(), kindMapIterator), "Map")
}

func tableIteratorNext(c *vm.Call, it *tableIterator, name string) vm.Value {
	if it == nil {
		c.ThrowTypeError("Method %s Iterator.prototype.next called on incompatible receiver %s", name, c.Display(c.This()))
	}
	v, ok := it.step(c.VM)
	return c.CreateIterResult(v, !ok)
}

// stepTable is the stepper of both kinds of iterators.
func stepTable(m *vm.VM, o *vm.Object) (vm.Value, bool) {
	return (*tableIterator)(unsafe.Pointer(o)).step(m)
}

// step is the next value, false at the end.
func (it *tableIterator) step(m *vm.VM) (vm.Value, bool) {
	if it.table == 0 {
		return vm.Undefined, false
	}
	p := cursor{it.table, it.at}
	t, i, ok := p.next(m)
	if !ok {
		it.table = 0
		return vm.Undefined, false
	}
	it.table, it.at = p.table, p.at
	k := *t.key(i)
	v := k
	if t.stride == 2 {
		v = *t.value(i)
	}
	switch it.what {
	case iterateKeys:
		v = k
	case iterateEntries:
		v = m.ObjectValue(m.NewArrayOf(k, v))
	}
	return v, true
}

var mapPrototype = []vm.Spec{
	{Key: "clear", Fn: mapClear},
	{Key: "constructor", Kind: vm.Reference, Ref: mapConstructorID},
	{Key: "delete", Fn: mapDelete, Len: 1},
	{Key: "entries", Fn: mapIterate, Magic: iterateEntries},
	{Key: "forEach", Fn: mapForEach, Len: 1},
	{Key: "get", Fn: mapGet, Quick: quickMapGet, Len: 1},
	{Key: "getOrInsert", Fn: mapGetOrInsert, Len: 2},
	{Key: "getOrInsertComputed", Fn: mapGetOrInsertComputed, Len: 2},
	{Key: "has", Fn: mapHas, Quick: quickMapHas, Len: 1},
	{Key: "keys", Fn: mapIterate, Magic: iterateKeys},
	{Key: "set", Fn: mapSet, Len: 2},
	{Key: "size", Kind: vm.Accessor, Get: mapSize, Quick: quickMapSize},
	{Key: "values", Fn: mapIterate, Magic: iterateValues},
	{Key: "@@iterator", Kind: vm.Alias, Of: "entries"},
	{Key: "@@toStringTag", Kind: vm.Constant, Value: "Map", Attrs: vm.Configurable, AttrsSet: true},
}

func init() {
	vm.SetStepper(kindMapIterator, mapIteratorNext, stepTable)
	vm.SetStepper(kindSetIterator, setIteratorNext, stepTable)
	vm.Declare(
		&vm.ObjectSpec{ID: mapConstructorID, Proto: vm.FunctionPrototype, Global: "Map",
			Func: &vm.Spec{Key: "Map", Fn: mapConstructor, Ctor: vm.MapPrototype},
			Props: []vm.Spec{
				{Key: "groupBy", Fn: mapGroupBy, Len: 2},
				{Key: "prototype", Kind: vm.Reference, Ref: vm.MapPrototype, AttrsSet: true},
				{Key: "@@species", Kind: vm.Accessor, Get: returnThis},
			}},
		&vm.ObjectSpec{ID: vm.MapPrototype, Proto: vm.ObjectPrototype, Props: mapPrototype},
		&vm.ObjectSpec{ID: mapIteratorPrototype, Proto: vm.IteratorPrototype, Props: []vm.Spec{
			{Key: "next", Fn: mapIteratorNext},
			{Key: "@@toStringTag", Kind: vm.Constant, Value: "Map Iterator", Attrs: vm.Configurable, AttrsSet: true},
		}},
	)
}
