package es

import (
	"unsafe"

	"gojs/gc"
	"gojs/vm"
)

// WeakMap, WeakSet, WeakRef and FinalizationRegistry objects
// (sec-weakmap-objects to sec-finalization-registry-objects).

// weakTable is a hash table of (key, value) whose values live as long as their
// keys do. A key that is no reference is an empty place (0), a dead entry or a
// deleted one.
//
//gojs:cell
type weakTable struct {
	gc.Header
	size uint32 // pairs, a power of two
	used uint32 // places that are not empty
	_    uint32
	// pairs [size](key, value Value)
}

//gojs:cell
type weakObject struct {
	vm.Object
	table gc.Ref
	_     uint32
	_     uint64
}

//gojs:cell
type weakRefObject struct {
	vm.Object
	target vm.Value
}

const weakHead = unsafe.Sizeof(weakTable{})

var (
	kindWeakTable = vm.NewCellKind[weakTable]("WeakTable", gc.Layout{Ephemeron: true, Tail: gc.TailWords, TailOff: uint16(weakHead), LenOff: uint16(unsafe.Offsetof(weakTable{}.size))})
	kindWeakMap   = vm.NewKind[weakObject]("WeakMap", gc.Layout{})
	kindWeakSet   = vm.NewKind[weakObject]("WeakSet", gc.Layout{})
	kindWeakRef   = newWeakRefKind()

	weakMapConstructor, weakMapPrototypeID = vm.NewIntrinsic(), vm.NewIntrinsic()
	weakSetConstructor, weakSetPrototypeID = vm.NewIntrinsic(), vm.NewIntrinsic()
	weakRefConstructor, weakRefPrototypeID = vm.NewIntrinsic(), vm.NewIntrinsic()
	finRegConstructor, finRegPrototypeID   = vm.NewIntrinsic(), vm.NewIntrinsic()
)

// weakRefHead is the part of a weakRefObject that holds no weak word.
//
//gojs:cell
type weakRefHead struct{ vm.Object }

func newWeakRefKind() gc.Kind {
	return vm.NewKind[weakRefHead]("WeakRef", gc.Layout{WeakTail: true, Tail: gc.TailWords, TailOff: uint16(unsafe.Sizeof(vm.Object{}))})
}

func newWeakTable(m *vm.VM, size uint32) *weakTable {
	h := m.Heap()
	t := gc.At[weakTable](h, h.Alloc(kindWeakTable, weakHead+uintptr(size)*16))
	t.size = size
	return t
}

func (t *weakTable) pair(i uint32) *[2]vm.Value {
	return (*[2]vm.Value)(unsafe.Add(unsafe.Pointer(t), weakHead+uintptr(i)*16))
}

func weakHash(k vm.Value) uint32 { return uint32(uint64(k.Ref()) * 0x9E3779B97F4A7C15 >> 32) }

// find is k's pair, or nil.
func (t *weakTable) find(k vm.Value) *[2]vm.Value {
	for i := weakHash(k) & (t.size - 1); ; i = (i + 1) & (t.size - 1) {
		p := t.pair(i)
		if p[0] == k {
			return p
		}
		if p[0] == 0 {
			return nil
		}
	}
}

// add stores a pair that is not there yet and for which there is room.
func (t *weakTable) add(k, v vm.Value) {
	i := weakHash(k) & (t.size - 1)
	for t.pair(i)[0] != 0 {
		i = (i + 1) & (t.size - 1)
	}
	*t.pair(i) = [2]vm.Value{k, v}
	t.used++
}

// set stores a pair, in a larger table when this one is full.
func (o *weakObject) set(m *vm.VM, k, v vm.Value) {
	t := gc.At[weakTable](m.Heap(), o.table)
	if p := t.find(k); p != nil {
		p[1] = v
		return
	}
	if (t.used+1)*4 > t.size*3 {
		live := uint32(0)
		for i := range t.size {
			if t.pair(i)[0].IsRef() {
				live++
			}
		}
		size := uint32(8)
		for size < live*2+2 {
			size *= 2
		}
		n := newWeakTable(m, size)
		for i := range t.size {
			if p := t.pair(i); p[0].IsRef() {
				n.add(p[0], p[1])
			}
		}
		o.table = m.Heap().RefOf(unsafe.Pointer(n))
		t = n
	}
	t.add(k, v)
}

func (o *weakObject) find(m *vm.VM, k vm.Value) *[2]vm.Value {
	if !m.CanBeHeldWeakly(k) {
		return nil
	}
	return gc.At[weakTable](m.Heap(), o.table).find(k)
}

func (o *weakObject) delete(m *vm.VM, k vm.Value) vm.Value {
	p := o.find(m, k)
	if p == nil {
		return vm.False
	}
	*p = [2]vm.Value{vm.Hole, vm.Hole}
	return vm.True
}

func newWeak(c *vm.Call, kind gc.Kind, proto vm.Intrinsic, name string) *weakObject {
	if !c.IsConstruct() {
		c.ThrowTypeError("Constructor %s requires 'new'", name)
	}
	t := newWeakTable(c.VM, 8)
	o := vm.Alloc[weakObject](c.VM, kind, c.GetPrototypeFromConstructor(c.NewTarget(), proto))
	o.table = c.Heap().RefOf(unsafe.Pointer(t))
	return o
}

func thisWeak(c *vm.Call, kind gc.Kind, method string) *weakObject {
	o := vm.As[weakObject](c.VM, c.This(), kind)
	if o == nil {
		c.ThrowTypeError("Method %s called on incompatible receiver %s", method, c.Display(c.This()))
	}
	return o
}

// weakKey is the argument, which must be one that can be held weakly.
func weakKey(c *vm.Call, v vm.Value, where string) vm.Value {
	if !c.CanBeHeldWeakly(v) {
		c.ThrowTypeError("Invalid value used %s", where)
	}
	return v
}

// WeakMap ( [ iterable ] ) sec-weakmap-iterable
func weakMapConstruct(c *vm.Call) vm.Value {
	o := newWeak(c, kindWeakMap, weakMapPrototypeID, "WeakMap")
	fillFromIterable(c, &o.Object, c.Arg(0), kSet, func(k, v vm.Value) {
		o.set(c.VM, weakKey(c, k, "as weak map key"), v)
	}, weakMapSet)
	return c.ObjectValue(&o.Object)
}

func weakMapDelete(c *vm.Call) vm.Value {
	return thisWeak(c, kindWeakMap, "WeakMap.prototype.delete").delete(c.VM, c.Arg(0))
}

func weakMapGet(c *vm.Call) vm.Value {
	if p := thisWeak(c, kindWeakMap, "WeakMap.prototype.get").find(c.VM, c.Arg(0)); p != nil {
		return p[1]
	}
	return vm.Undefined
}

func weakMapHas(c *vm.Call) vm.Value {
	return vm.BoolValue(thisWeak(c, kindWeakMap, "WeakMap.prototype.has").find(c.VM, c.Arg(0)) != nil)
}

func weakMapSet(c *vm.Call) vm.Value {
	o := thisWeak(c, kindWeakMap, "WeakMap.prototype.set")
	o.set(c.VM, weakKey(c, c.Arg(0), "as weak map key"), c.Arg(1))
	return c.This()
}

func weakMapGetOrInsert(c *vm.Call) vm.Value {
	o := thisWeak(c, kindWeakMap, "WeakMap.prototype.getOrInsert")
	k := weakKey(c, c.Arg(0), "as weak map key")
	if p := o.find(c.VM, k); p != nil {
		return p[1]
	}
	o.set(c.VM, k, c.Arg(1))
	return c.Arg(1)
}

func weakMapGetOrInsertComputed(c *vm.Call) vm.Value {
	o := thisWeak(c, kindWeakMap, "WeakMap.prototype.getOrInsertComputed")
	k := weakKey(c, c.Arg(0), "as weak map key")
	f := callableArg(c, 1)
	if p := o.find(c.VM, k); p != nil {
		return p[1]
	}
	v := c.VM.Call(f, vm.Undefined, k)
	o.set(c.VM, k, v)
	return v
}

// WeakSet ( [ iterable ] ) sec-weakset-iterable
func weakSetConstruct(c *vm.Call) vm.Value {
	o := newWeak(c, kindWeakSet, weakSetPrototypeID, "WeakSet")
	this := c.ObjectValue(&o.Object)
	if c.Arg(0).IsNullish() {
		return this
	}
	adder := c.Get(&o.Object, c.K(kAdd))
	if !c.IsCallable(adder) {
		c.ThrowTypeError("'%s' returned for property 'add' of object '%s' is not a function", c.Display(adder), c.Display(this))
	}
	c.ForEach(c.Arg(0), func(v vm.Value) bool {
		c.VM.Call(adder, this, v)
		return true
	})
	return this
}

func weakSetAdd(c *vm.Call) vm.Value {
	o := thisWeak(c, kindWeakSet, "WeakSet.prototype.add")
	o.set(c.VM, weakKey(c, c.Arg(0), "in weak set"), vm.True)
	return c.This()
}

func weakSetDelete(c *vm.Call) vm.Value {
	return thisWeak(c, kindWeakSet, "WeakSet.prototype.delete").delete(c.VM, c.Arg(0))
}

func weakSetHas(c *vm.Call) vm.Value {
	return vm.BoolValue(thisWeak(c, kindWeakSet, "WeakSet.prototype.has").find(c.VM, c.Arg(0)) != nil)
}

// keptData is the VM's list of objects that WeakRefs gave out in this job
// (sec-addtokeptobjects).
var keptData = vm.NewDataID()

// keep makes v live until the running job has ended.
func keep(m *vm.VM, v vm.Value) {
	root, _ := m.LibraryData(keptData).(*gc.Root)
	if root == nil {
		root = m.Heap().NewRoot(gc.Word(vm.Undefined))
		m.SetLibraryData(keptData, root)
	}
	if vm.Value(root.Get()) == vm.Undefined {
		root.Set(gc.Word(m.ListValue(m.NewList())))
		m.EnqueueGo(func(m *vm.VM) { root.Set(gc.Word(vm.Undefined)) })
	}
	m.Append(m.ListOf(vm.Value(root.Get())), v)
}

// WeakRef ( target ) sec-weak-ref-target
func weakRefConstruct(c *vm.Call) vm.Value {
	if !c.IsConstruct() {
		c.ThrowTypeError("Constructor WeakRef requires 'new'")
	}
	if !c.CanBeHeldWeakly(c.Arg(0)) {
		c.ThrowTypeError("WeakRef: invalid target")
	}
	o := vm.Alloc[weakRefObject](c.VM, kindWeakRef, c.GetPrototypeFromConstructor(c.NewTarget(), weakRefPrototypeID))
	o.target = c.Arg(0)
	keep(c.VM, o.target)
	return c.ObjectValue(&o.Object)
}

// WeakRef.prototype.deref ( ) sec-weak-ref.prototype.deref
func weakRefDeref(c *vm.Call) vm.Value {
	o := vm.As[weakRefObject](c.VM, c.This(), kindWeakRef)
	if o == nil {
		c.ThrowTypeError("Method WeakRef.prototype.deref called on incompatible receiver %s", c.Display(c.This()))
	}
	if !o.target.IsRef() {
		return vm.Undefined
	}
	keep(c.VM, o.target)
	return o.target
}

func tagSpec(name string) vm.Spec {
	return vm.Spec{Key: "@@toStringTag", Kind: vm.Constant, Value: name, Attrs: vm.Configurable, AttrsSet: true}
}

func prototypeSpec(id vm.Intrinsic) []vm.Spec {
	return []vm.Spec{{Key: "prototype", Kind: vm.Reference, Ref: id, AttrsSet: true}}
}

func init() {
	declare := func(name string, ctor, proto vm.Intrinsic, fn vm.Native, n int, props ...vm.Spec) {
		props = append(props, tagSpec(name))
		vm.Declare(
			&vm.ObjectSpec{ID: ctor, Proto: vm.FunctionPrototype, Global: name,
				Func: &vm.Spec{Key: name, Fn: fn, Len: n, Ctor: proto}, Props: prototypeSpec(proto)},
			&vm.ObjectSpec{ID: proto, Proto: vm.ObjectPrototype, Props: props})
	}
	constructor := func(id vm.Intrinsic) vm.Spec { return vm.Spec{Key: "constructor", Kind: vm.Reference, Ref: id} }
	declare("WeakMap", weakMapConstructor, weakMapPrototypeID, weakMapConstruct, 0,
		constructor(weakMapConstructor),
		vm.Spec{Key: "delete", Fn: weakMapDelete, Len: 1},
		vm.Spec{Key: "get", Fn: weakMapGet, Len: 1},
		vm.Spec{Key: "getOrInsert", Fn: weakMapGetOrInsert, Len: 2},
		vm.Spec{Key: "getOrInsertComputed", Fn: weakMapGetOrInsertComputed, Len: 2},
		vm.Spec{Key: "has", Fn: weakMapHas, Len: 1},
		vm.Spec{Key: "set", Fn: weakMapSet, Len: 2})
	declare("WeakSet", weakSetConstructor, weakSetPrototypeID, weakSetConstruct, 0,
		vm.Spec{Key: "add", Fn: weakSetAdd, Len: 1},
		constructor(weakSetConstructor),
		vm.Spec{Key: "delete", Fn: weakSetDelete, Len: 1},
		vm.Spec{Key: "has", Fn: weakSetHas, Len: 1})
	declare("WeakRef", weakRefConstructor, weakRefPrototypeID, weakRefConstruct, 1,
		constructor(weakRefConstructor),
		vm.Spec{Key: "deref", Fn: weakRefDeref})
	declare("FinalizationRegistry", finRegConstructor, finRegPrototypeID, finRegConstruct, 1,
		constructor(finRegConstructor),
		vm.Spec{Key: "register", Fn: finRegRegister, Len: 2},
		vm.Spec{Key: "unregister", Fn: finRegUnregister, Len: 1})
}
