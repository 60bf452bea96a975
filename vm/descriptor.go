package vm

// PropertyDescriptor is a Property Descriptor (sec-property-descriptor-specification-type):
// the fields that are present are those with a bit in Has.
//
//gojs:stack
type PropertyDescriptor struct {
	Value, Get, Set Value
	Attrs           propInfo // Writable, Enumerable, Configurable, as far as present
	Has             DescFields
}

// DescFields says which fields of a PropertyDescriptor are present.
type DescFields uint8

const (
	HasValue DescFields = 1 << iota
	HasWritable
	HasGet
	HasSet
	HasEnumerable
	HasConfigurable
)

func (d *PropertyDescriptor) IsAccessor() bool { return d.Has&(HasGet|HasSet) != 0 }
func (d *PropertyDescriptor) IsData() bool     { return d.Has&(HasValue|HasWritable) != 0 }
func (d *PropertyDescriptor) IsGeneric() bool  { return !d.IsAccessor() && !d.IsData() }

func (d *PropertyDescriptor) Writable() bool     { return d.Attrs&Writable != 0 }
func (d *PropertyDescriptor) Enumerable() bool   { return d.Attrs&Enumerable != 0 }
func (d *PropertyDescriptor) Configurable() bool { return d.Attrs&Configurable != 0 }

// DataDescriptor is a complete data property.
func DataDescriptor(v Value, attrs propInfo) PropertyDescriptor {
	return PropertyDescriptor{Value: v, Attrs: attrs & dataAttrs, Has: HasValue | HasWritable | HasEnumerable | HasConfigurable}
}

// AccessorDescriptor is a complete accessor property.
func AccessorDescriptor(get, set Value, attrs propInfo) PropertyDescriptor {
	return PropertyDescriptor{Get: get, Set: set, Attrs: attrs & (Enumerable | Configurable), Has: HasGet | HasSet | HasEnumerable | HasConfigurable}
}

// ToPropertyDescriptor is sec-topropertydescriptor.
func (vm *VM) ToPropertyDescriptor(v Value) PropertyDescriptor {
	if !v.IsObject() {
		vm.ThrowTypeError("Property description must be an object: %s", vm.Display(v))
	}
	o := vm.Obj(v)
	var d PropertyDescriptor
	flag := func(key PropertyKey, bit propInfo, has DescFields) {
		if vm.HasProperty(o, key) {
			d.Has |= has
			if vm.ToBoolean(vm.Get(o, key)) {
				d.Attrs |= bit
			}
		}
	}
	n := &vm.names
	flag(n.enumerable, Enumerable, HasEnumerable)
	flag(n.configurable, Configurable, HasConfigurable)
	if vm.HasProperty(o, n.value) {
		d.Value, d.Has = vm.Get(o, n.value), d.Has|HasValue
	}
	flag(n.writable, Writable, HasWritable)
	if vm.HasProperty(o, n.get) {
		d.Get, d.Has = vm.Get(o, n.get), d.Has|HasGet
		if d.Get != Undefined && !vm.IsCallable(d.Get) {
			vm.ThrowTypeError("Getter must be a function: %s", vm.Display(d.Get))
		}
	}
	if vm.HasProperty(o, n.set) {
		d.Set, d.Has = vm.Get(o, n.set), d.Has|HasSet
		if d.Set != Undefined && !vm.IsCallable(d.Set) {
			vm.ThrowTypeError("Setter must be a function: %s", vm.Display(d.Set))
		}
	}
	if d.IsAccessor() && d.IsData() {
		vm.ThrowTypeError("Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, %s", vm.Display(v))
	}
	return d
}

// FromPropertyDescriptor is sec-frompropertydescriptor of a descriptor that exists.
func (vm *VM) FromPropertyDescriptor(d PropertyDescriptor) Value {
	o := vm.NewObject()
	n := &vm.names
	put := func(has DescFields, key PropertyKey, v Value) {
		if d.Has&has != 0 {
			vm.CreateDataProperty(o, key, v)
		}
	}
	put(HasValue, n.value, d.Value)
	put(HasWritable, n.writable, BoolValue(d.Writable()))
	put(HasGet, n.get, d.Get)
	put(HasSet, n.set, d.Set)
	put(HasEnumerable, n.enumerable, BoolValue(d.Enumerable()))
	put(HasConfigurable, n.configurable, BoolValue(d.Configurable()))
	return vm.ObjectValue(o)
}
