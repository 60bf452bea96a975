package vm

import "gojs/gc"

// What the library and literals do with all own properties of an object whose
// properties are told by its shape alone: each function finishes or declines.

// OwnPart is what OwnEnumerable collects.
type OwnPart uint8

// The parts of EnumerableOwnProperties (sec-enumerableownproperties).
const (
	OwnKeys OwnPart = iota
	OwnValues
	OwnEntries
)

// shapedProps reports whether o is ordinary and without elements, and how many
// enumerable properties with string keys it has. With data, all enumerable ones
// must be data properties that are there; with noSymbols, none has a symbol key.
func (vm *VM) shapedProps(o *Object, data, noSymbols bool) (n uint32, ok bool) {
	if o.Flags&flagExotic != 0 || o.Flags&flagSparse != 0 || o.elems != 0 && gc.At[wordsCell](vm.heap, o.elems).count > 0 {
		return 0, false
	}
	vm.materialize(o)
	s := vm.shapeOf(o)
	if s.table == 0 {
		return 0, true
	}
	t := vm.tableOf(s)
	for i := uint32(0); i < s.count; i++ {
		e := t.entry(i)
		info := propInfo(e.info)
		switch {
		case info&(Enumerable|attrDeleted) != Enumerable:
		case data && info&(attrAccessor|attrLazy) != 0:
			return 0, false
		case e.key.IsString():
			n++
		case noSymbols:
			return 0, false
		}
	}
	return n, true
}

// OwnEnumerable is an array of the keys, values or entries of o's enumerable
// properties, nil where it declines.
func (vm *VM) OwnEnumerable(o *Object, part OwnPart) *Object {
	n, ok := vm.shapedProps(o, part != OwnKeys, false)
	if !ok {
		return nil
	}
	a := vm.NewArray(0)
	if n == 0 {
		return a
	}
	vm.ReserveElements(a, n)
	s := vm.shapeOf(o)
	t := vm.tableOf(s)
	for i := uint32(0); i < s.count; i++ {
		e := t.entry(i)
		info := propInfo(e.info)
		if info&(Enumerable|attrDeleted) != Enumerable || !e.key.IsString() {
			continue
		}
		v := Value(e.key)
		switch part {
		case OwnValues:
			v = *vm.slotAddr(o, info.slot())
		case OwnEntries:
			v = vm.ObjectValue(vm.NewArrayOf(v, *vm.slotAddr(o, info.slot())))
		}
		vm.ArrayPush(a, v)
	}
	return a
}

// copyShaped gives to, an ordinary extensible object without properties, those
// of from (sec-copydataproperties). Where it can, to gets from's shape.
func (vm *VM) copyShaped(to, from *Object) bool {
	ts := vm.shapeOf(to)
	if to.Kind != KindObject || to.Flags&flagExotic != 0 || ts.Flags != 0 || ts.count != 0 {
		return false
	}
	n, ok := vm.shapedProps(from, true, true)
	if !ok {
		return false
	}
	if n == 0 {
		return true
	}
	fs := vm.shapeOf(from)
	t := vm.tableOf(fs)
	if from.Kind == KindObject && fs.Flags == 0 && fs.proto == ts.proto && from.Aux == to.Aux && n == fs.count && vm.allPlain(fs) {
		vm.growSlots(to, fs.slots-1)
		for i := range fs.slots {
			*vm.slotAddr(to, i) = *vm.slotAddr(from, i)
		}
		to.Shape = from.Shape
		vm.structureChanged(to)
		return true
	}
	for i := uint32(0); i < fs.count; i++ {
		e := t.entry(i)
		if info := propInfo(e.info); info&(Enumerable|attrDeleted) == Enumerable {
			vm.addProperty(to, e.key, dataAttrs, *vm.slotAddr(from, info.slot()))
		}
	}
	return true
}

// allPlain reports whether all properties of a shape have the attributes of
// CreateDataProperty.
func (vm *VM) allPlain(s *Shape) bool {
	t := vm.tableOf(s)
	for i := range s.count {
		if propInfo(t.entry(i).info).attrs() != dataAttrs {
			return false
		}
	}
	return true
}

// AssignShaped is the loop of Object.assign (sec-object.assign) over one source
// where no step of it calls anything.
func (vm *VM) AssignShaped(to, from *Object) bool {
	if to == from || to.Kind != KindObject || to.Flags&flagExotic != 0 {
		return false
	}
	if _, ok := vm.shapedProps(from, true, true); !ok {
		return false
	}
	vm.materialize(to)
	fs := vm.shapeOf(from)
	if fs.table == 0 {
		return true
	}
	if !vm.assignable(to, fs) {
		return false
	}
	if vm.shapeOf(to).count == 0 && vm.copyShaped(to, from) {
		return true
	}
	t := vm.tableOf(fs)
	for i := uint32(0); i < fs.count; i++ {
		e := t.entry(i)
		info := propInfo(e.info)
		if info&(Enumerable|attrDeleted) != Enumerable {
			continue
		}
		v := *vm.slotAddr(from, info.slot())
		if _, own, ok := vm.lookup(vm.shapeOf(to), e.key); ok {
			*vm.slotAddr(to, own.slot()) = v
		} else {
			vm.addProperty(to, e.key, dataAttrs, v)
		}
	}
	return true
}

// assignable reports whether the enumerable keys of the shape fs can be set on
// to as its own data properties: those it has are writable, and no prototype has
// one of the others.
func (vm *VM) assignable(to *Object, fs *Shape) bool {
	t, ts := vm.tableOf(fs), vm.shapeOf(to)
	for i := uint32(0); i < fs.count; i++ {
		e := t.entry(i)
		if propInfo(e.info)&(Enumerable|attrDeleted) != Enumerable {
			continue
		}
		if _, own, ok := vm.lookup(ts, e.key); ok {
			if own&(Writable|attrAccessor|attrLazy) != Writable {
				return false
			}
			continue
		}
		if ts.Flags&shapeNotExtensible != 0 {
			return false
		}
		for p := vm.proto(to); p != nil; p = vm.proto(p) {
			if p.Flags&flagExotic != 0 {
				return false
			}
			if _, _, ok := vm.ownProperty(p, e.key); ok {
				return false
			}
		}
	}
	return true
}
