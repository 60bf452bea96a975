package vm

import (
	"unsafe"

	"gojs/gc"
)

// forInCell enumerates the property names of an object and its prototypes for
// a for-in statement (sec-enumerate-object-properties). The names are collected
// at the start; one that is gone when its turn comes is left out.
//
//gojs:cell
type forInCell struct {
	gc.Header
	object gc.Ref
	keys   gc.Ref // List
	shape  gc.Ref // the object's while its own names cannot have changed
	next   uint32
	own    uint32 // how many of the keys are the object's own, not indices, from named on
	named  uint32
}

// forInStart is OpForInStart: undefined when there is nothing to enumerate.
func (vm *VM) forInStart(v Value) Value {
	if v.IsNullish() {
		return Undefined
	}
	o := vm.ToObject(v)
	r := vm.heap.Alloc(kindForIn, unsafe.Sizeof(forInCell{}))
	f := gc.At[forInCell](vm.heap, r)
	f.object = vm.heap.RefOf(unsafe.Pointer(o))
	plain := o.elems == 0 && o.Flags&flagExotic == 0
	if e := vm.forInEntry(o.Shape); plain && e.shape == o.Shape && e.epoch == vm.epoch && !vm.protoElements {
		f.keys, f.shape, f.own = e.keys, e.shape, e.own
		return cellValue(r)
	}
	keys := vm.NewList()
	f.keys = vm.ListRef(keys)
	for p := o; p != nil; p = vm.GetPrototypeOf(p) {
		if p.Flags&flagExotic == 0 {
			vm.forInOrdinary(f, o, p, keys)
		} else {
			vm.forInExotic(o, p, keys)
			plain = false
		}
	}
	if plain && int(f.own) == vm.ListLen(keys) && f.shape == o.Shape {
		*vm.forInEntry(o.Shape) = forInEntry{o.Shape, f.keys, f.own, vm.epoch}
	}
	return cellValue(r)
}

// forInEntry remembers the names of objects of a shape that have no elements and
// whose prototypes have nothing enumerable. All are cleared at each collection.
//
//gojs:rooted
type forInEntry struct {
	shape gc.Ref
	keys  gc.Ref
	own   uint32
	epoch uint32
}

const forInCacheSize = 64

func (vm *VM) forInEntry(shape gc.Ref) *forInEntry {
	return &vm.forIn[uint32(shape)*0x9E3779B1>>26]
}

// forInOrdinary appends the enumerable names of p, one of o's prototypes or o.
func (vm *VM) forInOrdinary(f *forInCell, o, p *Object, keys *List) {
	if p.elems != 0 {
		n := vm.ListLen(keys)
		indices := vm.NewList()
		vm.elementKeys(p, indices)
		for i, count := 0, vm.ListLen(indices); i < count; i++ {
			k := vm.KeyAt(indices, i)
			if _, attrs, _ := vm.ownElement(p, k.Index()); attrs&Enumerable != 0 && !vm.forInShadowed(o, p, k, keys, n) {
				vm.AddKey(keys, k)
			}
		}
	}
	vm.materialize(p)
	s := vm.shapeOf(p)
	n := vm.ListLen(keys)
	if s.table != 0 {
		t := vm.tableOf(s)
		for i := uint32(0); i < s.count; i++ {
			e := t.entry(i)
			if info := propInfo(e.info); info&attrDeleted != 0 || info&Enumerable == 0 || e.key.IsSymbol() {
				continue
			}
			if k := e.key; !vm.forInShadowed(o, p, k, keys, n) {
				vm.AddKey(keys, k)
			}
		}
	}
	if p == o {
		vm.noteCached(o)
		f.shape = o.Shape
		f.named, f.own = uint32(n), uint32(vm.ListLen(keys)-n)
	}
}

// forInExotic is forInOrdinary for exotic objects. Whether a proxy's property is
// enumerable is asked when its turn comes.
func (vm *VM) forInExotic(o, p *Object, keys *List) {
	own := vm.NewList()
	vm.OwnPropertyKeys(p, own)
	n := vm.ListLen(keys)
	for i, count := 0, vm.ListLen(own); i < count; i++ {
		k := vm.KeyAt(own, i)
		if k.IsSymbol() || vm.forInShadowed(o, p, k, keys, n) {
			continue
		}
		if d, ok := vm.GetOwnProperty(p, k); ok && d.Enumerable() {
			vm.AddKey(keys, k)
		}
	}
}

// forInShadowed reports whether an object between o and p, p excluded, has the
// property key. Of proxies among them only the names already taken count: the
// first n keys.
func (vm *VM) forInShadowed(o, p *Object, key PropertyKey, keys *List, n int) bool {
	for ; o != p && o != nil; o = vm.proto(o) {
		if o.Kind == KindProxy {
			return vm.listHasKey(keys, n, key)
		}
		if vm.HasOwnProperty(o, key) {
			return true
		}
	}
	return false
}

func (vm *VM) listHasKey(keys *List, n int, key PropertyKey) bool {
	for _, k := range vm.ListItems(keys)[:n] {
		if PropertyKey(k) == key {
			return true
		}
	}
	return false
}

// forInNext is OpForInNext: the next name, or false.
func (vm *VM) forInNext(it Value) (Value, bool) {
	if !it.IsCell() {
		return Undefined, false
	}
	f := gc.At[forInCell](vm.heap, it.Ref())
	keys := vm.ListAtRef(f.keys)
	o := gc.At[Object](vm.heap, f.object)
	for int(f.next) < vm.ListLen(keys) {
		i := f.next
		key := vm.KeyAt(keys, int(i))
		f.next++
		if i-f.named < f.own && o.Shape == f.shape || vm.forInThere(o, key) {
			return vm.KeyValue(key), true
		}
	}
	return Undefined, false
}

// forInThere reports whether o still has the property key, enumerable where a
// proxy has it.
func (vm *VM) forInThere(o *Object, key PropertyKey) bool {
	for p := o; p != nil; p = vm.GetPrototypeOf(p) {
		if p.Kind != KindProxy {
			if vm.HasOwnProperty(p, key) {
				return true
			}
			continue
		}
		if d, ok := vm.GetOwnProperty(p, key); ok {
			return d.Enumerable()
		}
	}
	return false
}
