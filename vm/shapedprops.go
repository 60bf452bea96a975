package vm

// What the library's fast paths read of objects by their shapes.

// ShapedEntries is how many entries the shape of an ordinary object without
// elements has; false for other objects.
func (vm *VM) ShapedEntries(o *Object) (int, bool) {
	if _, ok := vm.shapedProps(o, false, false); !ok {
		return 0, false
	}
	return int(vm.shapeOf(o).count), true
}

// HasElements reports whether o may have properties with index keys of its own,
// which its shape does not tell.
func HasElements(o *Object) bool { return o.elems != 0 }

// ShapedEntry is entry i of o's shape: its key, slot and attributes. It tells
// false where the entry is an accessor, a deleted one, or not made yet.
func (vm *VM) ShapedEntry(o *Object, i int) (key PropertyKey, slot uint32, enumerable, ok bool) {
	e := vm.tableOf(vm.shapeOf(o)).entry(uint32(i))
	info := propInfo(e.info)
	return e.key, info.slot(), info&Enumerable != 0, info&(attrDeleted|attrAccessor|attrLazy) == 0
}

// ShapedSlot is the slot of o's own data property key.
func (vm *VM) ShapedSlot(o *Object, key PropertyKey) (slot uint32, ok bool) {
	_, info, ok := vm.lookup(vm.shapeOf(o), key)
	return info.slot(), ok && info&(attrAccessor|attrLazy) == 0
}

// Lacks reports whether it is certain that neither o nor its prototypes, all
// ordinary, have the property key.
func (vm *VM) Lacks(o *Object, key PropertyKey) bool {
	for ; o != nil; o = vm.proto(o) {
		if o.Flags&flagExotic != 0 {
			return false
		}
		if _, _, ok := vm.ownProperty(o, key); ok {
			return false
		}
	}
	return true
}
