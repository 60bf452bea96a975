package vm

import (
	"unsafe"

	"gojs/gc"
)

// What natives that make many objects of one form use: the form is found once,
// in a model object, and the others take over its shape.

// NewArrayLike makes an array of items with the named properties of model, an
// array made by the engine with nothing but data properties; their values are
// named, in the order in which model got them. It is nil when model's shape is
// not shared.
func (vm *VM) NewArrayLike(model *Object, items, named []Value) *Object {
	s := vm.shapeOf(model)
	if s.Flags&(shapeUnique|shapeLazy) != 0 || s.slots != uint32(len(named)) || model.Aux != 0 {
		return nil
	}
	e := gc.At[wordsCell](vm.heap, vm.newWords(items, uint32(len(items))))
	w := gc.At[wordsCell](vm.heap, vm.newWords(named, uint32(len(named))))
	a := gc.At[ArrayObject](vm.heap, vm.heap.Alloc(KindArray, unsafe.Sizeof(ArrayObject{})))
	a.elems, a.slots = vm.heap.RefOf(unsafe.Pointer(e)), vm.heap.RefOf(unsafe.Pointer(w))
	a.length = uint32(len(items))
	a.Shape = model.Shape
	return &a.Object
}

// SetOwnData stores into an own writable data property of an ordinary object;
// false when there is none.
func (vm *VM) SetOwnData(o *Object, key PropertyKey, v Value) bool {
	_, info, ok := vm.lookup(vm.shapeOf(o), key)
	if !ok || info&(attrLazy|attrAccessor) != 0 || info&Writable == 0 {
		return false
	}
	*vm.slotAddr(o, info.slot()) = v
	return true
}
