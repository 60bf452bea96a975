package vm

import (
	"unsafe"

	"gojs/gc"
)

// List is a growing list of values in the heap: the standard's List, for
// values that must not stand in a Go slice.
//
//gojs:cell
type List struct {
	gc.Header
	items gc.Ref // words cell, or 0
}

// NewList makes an empty list.
func (vm *VM) NewList() *List {
	return gc.At[List](vm.heap, vm.heap.Alloc(kindList, unsafe.Sizeof(List{})))
}

// NewListOf makes a list of values, which may be a view of another cell.
func (vm *VM) NewListOf(items []Value) *List {
	l := vm.NewList()
	if len(items) > 0 {
		l.items = vm.newWords(items, uint32(len(items)))
	}
	return l
}

// Append adds v at the end.
func (vm *VM) Append(l *List, v Value) {
	if l.items == 0 {
		l.items = vm.newWords(nil, 6)
	}
	l.items = vm.pushWord(l.items, v)
}

// pushWord appends to a words cell, moving to a larger one when it is full.
func (vm *VM) pushWord(r gc.Ref, v Value) gc.Ref {
	w := gc.At[wordsCell](vm.heap, r)
	if w.count >= vm.wordsCap(r) {
		r = vm.newWords(vm.words(w), w.count+w.count/2+4)
		w = gc.At[wordsCell](vm.heap, r)
	}
	w.count++
	*vm.wordAddr(r, w.count-1) = v
	return r
}

// AddKey appends a property key.
func (vm *VM) AddKey(l *List, k PropertyKey) { vm.Append(l, Value(k)) }

// ListLen is the number of items.
func (vm *VM) ListLen(l *List) int {
	if l.items == 0 {
		return 0
	}
	return int(gc.At[wordsCell](vm.heap, l.items).count)
}

// ListAt is item i.
func (vm *VM) ListAt(l *List, i int) Value { return vm.ListItems(l)[i] }

// KeyAt is item i of a list of property keys.
func (vm *VM) KeyAt(l *List, i int) PropertyKey { return PropertyKey(vm.ListItems(l)[i]) }

// ListItems views the items; the view is void after an Append.
func (vm *VM) ListItems(l *List) []Value {
	if l.items == 0 {
		return nil
	}
	return vm.words(gc.At[wordsCell](vm.heap, l.items))
}

// ListSet replaces item i.
func (vm *VM) ListSet(l *List, i int, v Value) { vm.ListItems(l)[i] = v }

// ListValue lets a list stand in a Value slot of a cell; ListOf is its inverse.
func (vm *VM) ListValue(l *List) Value { return cellValue(vm.heap.RefOf(unsafe.Pointer(l))) }

// ListOf is the list that v, made by ListValue, refers to.
func (vm *VM) ListOf(v Value) *List { return gc.At[List](vm.heap, v.Ref()) }

// ListRef is the reference of l for a gc.Ref field of a cell; ListAtRef is its inverse.
func (vm *VM) ListRef(l *List) gc.Ref { return vm.heap.RefOf(unsafe.Pointer(l)) }

// ListAtRef is the list at r.
func (vm *VM) ListAtRef(r gc.Ref) *List { return gc.At[List](vm.heap, r) }

// NewArrayFromList is CreateArrayFromList (sec-createarrayfromlist).
func (vm *VM) NewArrayFromList(l *List) *Object {
	a := vm.NewArray(0)
	if n := vm.ListLen(l); n > 0 {
		a.elems = vm.newWords(vm.ListItems(l), uint32(n))
		(*ArrayObject)(unsafe.Pointer(a)).length = uint32(n)
	}
	return a
}

// KeysToArray makes an array of a list of property keys, as language values.
func (vm *VM) KeysToArray(l *List) *Object {
	a := vm.NewArray(0)
	for i, n := 0, vm.ListLen(l); i < n; i++ {
		vm.ArrayPush(a, vm.KeyValue(vm.KeyAt(l, i)))
	}
	return a
}

// ListTruncate keeps the first n items.
func (vm *VM) ListTruncate(l *List, n int) {
	if l.items == 0 {
		return
	}
	w := gc.At[wordsCell](vm.heap, l.items)
	clear(vm.words(w)[n:])
	w.count = uint32(n)
}

// CellValue lets a reference to a cell that is no object stand where a Value
// must.
func (vm *VM) CellValue(r gc.Ref) Value { return cellValue(r) }
