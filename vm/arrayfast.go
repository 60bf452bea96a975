package vm

import (
	"unsafe"

	"gojs/gc"
)

// What the library's fast paths need to know and do of arrays. A plain array
// has dense elements, none of them seen through a prototype, and can grow and
// shrink: extensible, its length writable.

// PlainArray reports whether o is a plain array.
func (vm *VM) PlainArray(o *Object) bool {
	return o.Kind == KindArray && o.Flags&(flagSparse|flagExotic) == 0 && !vm.protoElements && o.Flags&flagProto == 0 &&
		(*ArrayObject)(unsafe.Pointer(o)).lenFrozen == 0 && vm.shapeOf(o).Flags&shapeNotExtensible == 0
}

// ProtoElements reports whether the elements of some prototype may show
// through the holes of arrays.
func (vm *VM) ProtoElements() bool { return vm.protoElements }

// ElementKeys appends the index keys of an ordinary object in ascending order.
func (vm *VM) ElementKeys(o *Object, keys *List) { vm.elementKeys(o, keys) }

// DenseArray views the elements of o when it is an array that has all of them
// from 0 to its length dense; holes are among them only where holes is true,
// and then no prototype's element shows through them.
func (vm *VM) DenseArray(o *Object, holes bool) ([]Value, bool) {
	if o.Kind != KindArray || o.Flags&(flagSparse|flagExotic) != 0 || holes && vm.protoElements {
		return nil, false
	}
	n := ArrayLength(o)
	if n == 0 {
		return nil, true
	}
	if o.elems == 0 {
		return nil, false
	}
	w := gc.At[wordsCell](vm.heap, o.elems)
	if w.count < n {
		return nil, false
	}
	items := vm.words(w)[:n]
	if !holes {
		for _, v := range items {
			if v == Hole {
				return nil, false
			}
		}
	}
	return items, true
}

// PushElement is Array.prototype.push of one value to a plain array whose
// elements are all dense; it declines for others.
func (vm *VM) PushElement(o *Object, v Value) (Value, bool) {
	if !vm.PlainArray(o) || o.elems == 0 {
		return 0, false
	}
	a, w := (*ArrayObject)(unsafe.Pointer(o)), gc.At[wordsCell](vm.heap, o.elems)
	n := a.length
	if w.count != n || n >= vm.wordsCap(o.elems) || n >= 1<<31-1 {
		return 0, false
	}
	w.count, a.length = n+1, n+1
	*vm.wordAddr(o.elems, n) = v
	return IntValue(int32(n + 1)), true
}

// ArrayAppend appends items, which may be a view of another cell or of the
// register file, to a plain array or to one that no program has seen. The
// length stays below 2^32.
func (vm *VM) ArrayAppend(o *Object, items []Value) {
	a := (*ArrayObject)(unsafe.Pointer(o))
	n := uint64(a.length) + uint64(len(items))
	if n > 1<<32-1 {
		vm.ThrowRangeError("Invalid array length")
	}
	count := uint32(0)
	if o.elems != 0 && o.Flags&flagSparse == 0 {
		count = gc.At[wordsCell](vm.heap, o.elems).count
	}
	if count != a.length || o.Flags&flagSparse != 0 {
		for _, v := range items {
			vm.ArrayPush(o, v)
		}
		return
	}
	if len(items) == 0 {
		return
	}
	if o.elems == 0 || uint32(n) > vm.wordsCap(o.elems) {
		vm.growDense(o, uint32(n))
	}
	w := gc.At[wordsCell](vm.heap, o.elems)
	w.count = uint32(n)
	copy(vm.words(w)[count:], items)
	a.length = uint32(n)
}

// ArrayPop removes and returns the last element of a plain array that has one.
func (vm *VM) ArrayPop(o *Object) (Value, bool) {
	if !vm.PlainArray(o) || o.elems == 0 {
		return 0, false
	}
	a, w := (*ArrayObject)(unsafe.Pointer(o)), gc.At[wordsCell](vm.heap, o.elems)
	if a.length == 0 || w.count != a.length {
		return 0, false
	}
	v := *vm.wordAddr(o.elems, a.length-1)
	if v == Hole {
		return 0, false
	}
	vm.truncateArray(a, a.length-1)
	a.length--
	return v, true
}

// ArrayShift removes and returns the first element of a plain array.
func (vm *VM) ArrayShift(o *Object) (Value, bool) {
	if !vm.PlainArray(o) || o.elems == 0 {
		return 0, false
	}
	a, w := (*ArrayObject)(unsafe.Pointer(o)), gc.At[wordsCell](vm.heap, o.elems)
	if a.length == 0 || w.count != a.length {
		return 0, false
	}
	items := vm.words(w)
	v := items[0]
	if v == Hole {
		v = Undefined
	}
	copy(items, items[1:])
	vm.truncateArray(a, a.length-1)
	a.length--
	return v, true
}

// ArraySplice replaces deleted elements of a plain array from start on with
// items, and appends what it removed to removed, an array that no program has
// seen; nil: nobody wants it. It declines where o is not plain.
func (vm *VM) ArraySplice(o, removed *Object, start, deleted uint32, items []Value) bool {
	if !vm.PlainArray(o) || o == removed {
		return false
	}
	a := (*ArrayObject)(unsafe.Pointer(o))
	old, ok := vm.DenseArray(o, true)
	n := uint64(a.length) - uint64(deleted) + uint64(len(items))
	if !ok || n > 1<<31 || uint64(start)+uint64(deleted) > uint64(a.length) {
		return false
	}
	if removed != nil {
		(*ArrayObject)(unsafe.Pointer(removed)).length = 0
		vm.ArrayAppend(removed, old[start:start+deleted])
	}
	if n == 0 {
		vm.truncateArray(a, 0)
		a.length = 0
		return true
	}
	if o.elems == 0 || uint32(n) > vm.wordsCap(o.elems) {
		vm.growDense(o, uint32(n))
	}
	w := gc.At[wordsCell](vm.heap, o.elems)
	all := unsafe.Slice(vm.wordAddr(o.elems, 0), int(vm.wordsCap(o.elems)))
	copy(all[uint64(start)+uint64(len(items)):n], all[start+deleted:a.length])
	copy(all[start:], items)
	if uint32(n) >= a.length {
		w.count = uint32(n)
	} else {
		vm.truncateArray(a, uint32(n))
	}
	a.length = uint32(n)
	return true
}

// ReserveElements makes room for n elements of an array that has none.
func (vm *VM) ReserveElements(o *Object, n uint32) {
	if o.elems == 0 {
		o.elems = vm.newWords(nil, n)
	}
}

// MakeDense gives a plain array holes up to its length, where that is no more
// than a program asks for that fills it at once, and views them.
func (vm *VM) MakeDense(o *Object) ([]Value, bool) {
	n := ArrayLength(o)
	if !vm.PlainArray(o) || n > 1<<25 {
		return nil, false
	}
	count := uint32(0)
	if o.elems != 0 {
		count = gc.At[wordsCell](vm.heap, o.elems).count
	}
	if o.elems == 0 || n > vm.wordsCap(o.elems) {
		var items []Value
		if o.elems != 0 {
			items = vm.words(gc.At[wordsCell](vm.heap, o.elems))
		}
		o.elems = vm.newWords(items, n)
	}
	w := gc.At[wordsCell](vm.heap, o.elems)
	w.count = n
	items := vm.words(w)
	for i := count; i < n; i++ {
		items[i] = Hole
	}
	return items, true
}
