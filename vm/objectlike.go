package vm

// NewObjectLike makes an ordinary object with the properties of model, an
// ordinary object made by the engine with nothing but data properties; their
// values are named, in the order in which model got them. It is nil when
// model's shape is not shared.
func (vm *VM) NewObjectLike(model *Object, named []Value) *Object {
	s := vm.shapeOf(model)
	if s.Flags&(shapeUnique|shapeLazy) != 0 || s.slots != uint32(len(named)) || model.Kind != KindObject {
		return nil
	}
	o := vm.newOrdinary(s, int(model.Aux))
	if len(named) > 0 {
		vm.growSlots(o, uint32(len(named))-1)
	}
	for i, v := range named {
		*vm.slotAddr(o, uint32(i)) = v
	}
	return o
}
