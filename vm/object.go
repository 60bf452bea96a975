package vm

import (
	"unsafe"

	"gojs/gc"
)

// Obj is the object that v, an object value, refers to. The pointer keeps the
// object alive while it is on the Go stack; it must not be put in Go's heap.
func (vm *VM) Obj(v Value) *Object { return gc.At[Object](vm.heap, v.Ref()) }

// ObjectValue is the value that refers to o; nil is null.
func (vm *VM) ObjectValue(o *Object) Value {
	if o == nil {
		return Null
	}
	return objectBits | Value(vm.heap.RefOf(unsafe.Pointer(o)))
}

// As returns v's cell as T when v is an object of the kind, else nil.
func As[T any](vm *VM, v Value, kind gc.Kind) *T {
	if !v.IsObject() {
		return nil
	}
	o := vm.Obj(v)
	if o.Kind != kind {
		return nil
	}
	return (*T)(unsafe.Pointer(o))
}

// AllocObject makes an object of a kind whose cell has the given size, with
// the prototype proto (nil: null) and no properties.
func (vm *VM) AllocObject(kind gc.Kind, size uintptr, proto *Object) *Object {
	s := vm.rootShape(proto, 0)
	o := gc.At[Object](vm.heap, vm.heap.Alloc(kind, size))
	o.Shape = vm.shapeRef(s)
	return o
}

// Alloc makes an object laid out as T.
func Alloc[T any](vm *VM, kind gc.Kind, proto *Object) *T {
	var t T
	return (*T)(unsafe.Pointer(vm.AllocObject(kind, unsafe.Sizeof(t), proto)))
}

// OrdinaryObjectCreate makes an ordinary object (sec-ordinaryobjectcreate); proto nil is null.
func (vm *VM) OrdinaryObjectCreate(proto *Object) *Object {
	return vm.newOrdinary(vm.rootShape(proto, 4), 4)
}

// NewObject makes an ordinary object with the current realm's %Object.prototype%.
func (vm *VM) NewObject() *Object { return vm.OrdinaryObjectCreate(vm.Realm().ObjectPrototype()) }

func (vm *VM) newOrdinary(s *Shape, inline int) *Object {
	o := gc.At[Object](vm.heap, vm.heap.Alloc(KindObject, inlineOffset+uintptr(inline)*8))
	o.Shape, o.Aux = vm.shapeRef(s), uint16(inline)
	return o
}

func (vm *VM) proto(o *Object) *Object {
	p := vm.shapeOf(o).proto
	if p == 0 {
		return nil
	}
	return gc.At[Object](vm.heap, p)
}

// Exotic holds the internal methods in which a kind of object differs from
// ordinary ones; nil fields are ordinary. Objects of such kinds have flagExotic.
type Exotic struct {
	GetPrototypeOf    func(vm *VM, o *Object) *Object
	SetPrototypeOf    func(vm *VM, o *Object, proto *Object) bool
	IsExtensible      func(vm *VM, o *Object) bool
	PreventExtensions func(vm *VM, o *Object) bool
	GetOwnProperty    func(vm *VM, o *Object, key PropertyKey) (PropertyDescriptor, bool)
	DefineOwnProperty func(vm *VM, o *Object, key PropertyKey, d PropertyDescriptor) bool
	HasProperty       func(vm *VM, o *Object, key PropertyKey) bool
	Get               func(vm *VM, o *Object, key PropertyKey, receiver Value) Value
	Set               func(vm *VM, o *Object, key PropertyKey, v, receiver Value) bool
	Delete            func(vm *VM, o *Object, key PropertyKey) bool
	OwnPropertyKeys   func(vm *VM, o *Object, keys *List)
}

var ordinaryMethods Exotic

// exoticMethods are by kind.
var exoticMethods [256]*Exotic

// SetExotic gives a kind its internal methods; called from initialisers.
func SetExotic(kind gc.Kind, m *Exotic) { exoticMethods[kind] = m }

// MarkExotic makes o use its kind's exotic internal methods.
func MarkExotic(o *Object) { o.Flags |= flagExotic }

func methodsOf(o *Object) *Exotic {
	if o.Flags&flagExotic == 0 {
		return &ordinaryMethods
	}
	return exoticMethods[o.Kind]
}

// GetPrototypeOf is o.[[GetPrototypeOf]](): nil for null.
func (vm *VM) GetPrototypeOf(o *Object) *Object {
	if f := methodsOf(o).GetPrototypeOf; f != nil {
		return f(vm, o)
	}
	return vm.proto(o)
}

// SetPrototypeOf is o.[[SetPrototypeOf]](proto).
func (vm *VM) SetPrototypeOf(o, proto *Object) bool {
	if f := methodsOf(o).SetPrototypeOf; f != nil {
		return f(vm, o, proto)
	}
	return vm.OrdinarySetPrototypeOf(o, proto)
}

// OrdinarySetPrototypeOf is sec-ordinarysetprototypeof.
func (vm *VM) OrdinarySetPrototypeOf(o, proto *Object) bool {
	if proto == vm.proto(o) {
		return true
	}
	if vm.shapeOf(o).Flags&shapeNotExtensible != 0 || vm.isObjectPrototype(o) {
		return false
	}
	for p := proto; p != nil; p = vm.proto(p) {
		if p == o {
			return false
		}
		if methodsOf(p).GetPrototypeOf != nil {
			break
		}
	}
	vm.setProto(o, proto)
	return true
}

// setProto makes proto the prototype of o, which is known to be extensible and
// not in proto's chain: a fresh object is in none.
func (vm *VM) setProto(o, proto *Object) {
	vm.materialize(o)
	var r gc.Ref
	if proto != nil {
		r = vm.heap.RefOf(unsafe.Pointer(proto))
		vm.markAsProto(proto)
	}
	vm.derivedShape(o, howProto, uint64(r), func(s *Shape) { s.proto = r })
}

// isObjectPrototype reports whether o is a realm's %Object.prototype%, an
// immutable prototype exotic object (sec-immutable-prototype-exotic-objects).
func (vm *VM) isObjectPrototype(o *Object) bool {
	if o.Kind != KindObject || vm.shapeOf(o).proto != 0 {
		return false
	}
	v := gc.Word(vm.ObjectValue(o))
	for _, r := range vm.realms {
		if r != nil && r.intrinsics.Get(int(ObjectPrototype)) == v {
			return true
		}
	}
	return false
}

// IsExtensible is o.[[IsExtensible]]().
func (vm *VM) IsExtensible(o *Object) bool {
	if f := methodsOf(o).IsExtensible; f != nil {
		return f(vm, o)
	}
	return vm.shapeOf(o).Flags&shapeNotExtensible == 0
}

// PreventExtensions is o.[[PreventExtensions]]().
func (vm *VM) PreventExtensions(o *Object) bool {
	if f := methodsOf(o).PreventExtensions; f != nil {
		return f(vm, o)
	}
	return vm.OrdinaryPreventExtensions(o)
}

// OrdinaryPreventExtensions is sec-ordinarypreventextensions.
func (vm *VM) OrdinaryPreventExtensions(o *Object) bool {
	if vm.shapeOf(o).Flags&shapeNotExtensible == 0 {
		vm.materialize(o)
		vm.derivedShape(o, howPreventExtensions, 0, func(s *Shape) { s.Flags |= shapeNotExtensible })
	}
	return true
}

// GetOwnProperty is o.[[GetOwnProperty]](key).
func (vm *VM) GetOwnProperty(o *Object, key PropertyKey) (PropertyDescriptor, bool) {
	if f := methodsOf(o).GetOwnProperty; f != nil {
		return f(vm, o, key)
	}
	return vm.OrdinaryGetOwnProperty(o, key)
}

// OrdinaryGetOwnProperty is sec-ordinarygetownproperty, and that of arrays.
func (vm *VM) OrdinaryGetOwnProperty(o *Object, key PropertyKey) (PropertyDescriptor, bool) {
	v, attrs, ok := vm.ownProperty(o, key)
	if !ok {
		return PropertyDescriptor{}, false
	}
	if attrs&attrAccessor != 0 {
		a := gc.At[accessorPair](vm.heap, v.Ref())
		return AccessorDescriptor(a.get, a.set, attrs), true
	}
	return DataDescriptor(v, attrs), true
}

// ownProperty finds an own property of an ordinary object or array: its value
// (or accessor pair) and attributes.
func (vm *VM) ownProperty(o *Object, key PropertyKey) (Value, propInfo, bool) {
	if key.IsIndex() {
		return vm.ownElement(o, key.Index())
	}
	if o.Kind == KindArray && key == vm.names.length {
		a := (*ArrayObject)(unsafe.Pointer(o))
		return Int64Value(int64(a.length)), Writable &^ propInfo(a.lenFrozen), true
	}
	s := vm.shapeOf(o)
	if s.Flags&shapeLazy != 0 {
		vm.materialize(o)
		s = vm.shapeOf(o)
	}
	i, info, ok := vm.lookup(s, key)
	if !ok {
		return 0, 0, false
	}
	if info&attrLazy != 0 {
		return vm.forceLazy(o, i, info), info.attrs() &^ attrLazy, true
	}
	return *vm.slotAddr(o, info.slot()), info.attrs(), true
}

// DefineOwnProperty is o.[[DefineOwnProperty]](key, d).
func (vm *VM) DefineOwnProperty(o *Object, key PropertyKey, d PropertyDescriptor) bool {
	if f := methodsOf(o).DefineOwnProperty; f != nil {
		return f(vm, o, key, d)
	}
	return vm.OrdinaryDefineOwnProperty(o, key, d)
}

// OrdinaryDefineOwnProperty is sec-ordinarydefineownproperty; of an array,
// sec-array-exotic-objects-defineownproperty-p-desc.
func (vm *VM) OrdinaryDefineOwnProperty(o *Object, key PropertyKey, d PropertyDescriptor) bool {
	if o.Kind == KindArray {
		a := (*ArrayObject)(unsafe.Pointer(o))
		if key == vm.names.length {
			return vm.arraySetLength(a, d)
		}
		if key.IsIndex() && key.Index() >= a.length {
			if a.lenFrozen != 0 || !vm.validateAndApply(o, key, vm.IsExtensible(o), d) {
				return false
			}
			a.length = key.Index() + 1
			return true
		}
	}
	return vm.validateAndApply(o, key, vm.shapeOf(o).Flags&shapeNotExtensible == 0, d)
}

// IsCompatiblePropertyDescriptor is sec-iscompatiblepropertydescriptor.
func (vm *VM) IsCompatiblePropertyDescriptor(extensible bool, d PropertyDescriptor, current PropertyDescriptor, exists bool) bool {
	if !exists {
		return extensible
	}
	return vm.validateChange(&d, &current)
}

// validateChange is the part of ValidateAndApplyPropertyDescriptor that decides.
func (vm *VM) validateChange(d, cur *PropertyDescriptor) bool {
	if d.Has == 0 || cur.Configurable() {
		return true
	}
	if d.Has&HasConfigurable != 0 && d.Configurable() {
		return false
	}
	if d.Has&HasEnumerable != 0 && d.Enumerable() != cur.Enumerable() {
		return false
	}
	if !d.IsGeneric() && d.IsAccessor() != cur.IsAccessor() {
		return false
	}
	if cur.IsAccessor() {
		return !(d.Has&HasGet != 0 && d.Get != cur.Get || d.Has&HasSet != 0 && d.Set != cur.Set)
	}
	if !cur.Writable() {
		if d.Has&HasWritable != 0 && d.Writable() {
			return false
		}
		return d.Has&HasValue == 0 || vm.SameValue(d.Value, cur.Value)
	}
	return true
}

// validateAndApply is sec-validateandapplypropertydescriptor on the properties
// that o itself stores.
func (vm *VM) validateAndApply(o *Object, key PropertyKey, extensible bool, d PropertyDescriptor) bool {
	cur, ok := vm.OrdinaryGetOwnProperty(o, key)
	if !ok {
		if !extensible {
			return false
		}
		vm.storeNew(o, key, &d)
		return true
	}
	if !vm.validateChange(&d, &cur) {
		return false
	}
	vm.storeChange(o, key, &d, &cur)
	return true
}

// storeNew adds the property that d describes, absent fields at their defaults.
func (vm *VM) storeNew(o *Object, key PropertyKey, d *PropertyDescriptor) {
	attrs, v := d.Attrs, d.Value
	if d.IsAccessor() {
		attrs &^= Writable
		attrs |= attrAccessor
		v = vm.newAccessor(d.getOr(Undefined), d.setOr(Undefined))
	} else if d.Has&HasValue == 0 {
		v = Undefined
	}
	vm.putOwn(o, key, attrs, v)
}

func (d *PropertyDescriptor) getOr(v Value) Value {
	if d.Has&HasGet != 0 {
		return d.Get
	}
	return v
}

func (d *PropertyDescriptor) setOr(v Value) Value {
	if d.Has&HasSet != 0 {
		return d.Set
	}
	return v
}

// storeChange applies d to the existing property cur, which allows it.
func (vm *VM) storeChange(o *Object, key PropertyKey, d, cur *PropertyDescriptor) {
	attrs := cur.Attrs
	take := func(has DescFields, bit propInfo) {
		if d.Has&has != 0 {
			attrs = attrs&^bit | d.Attrs&bit
		}
	}
	take(HasEnumerable, Enumerable)
	take(HasConfigurable, Configurable)
	v := cur.Value
	switch {
	case d.IsAccessor() || cur.IsAccessor() && d.IsGeneric():
		attrs = attrs&^Writable | attrAccessor
		get, set := Undefined, Undefined
		if cur.IsAccessor() {
			get, set = cur.Get, cur.Set
		}
		v = vm.newAccessor(d.getOr(get), d.setOr(set))
		vm.structureChanged(o)
	default:
		if cur.IsAccessor() {
			v = Undefined
			attrs &^= Writable
		}
		take(HasWritable, Writable)
		if d.Has&HasValue != 0 {
			v = d.Value
		}
	}
	vm.putOwn(o, key, attrs, v)
}

func (vm *VM) newAccessor(get, set Value) Value {
	r := vm.heap.Alloc(kindAccessor, unsafe.Sizeof(accessorPair{}))
	a := gc.At[accessorPair](vm.heap, r)
	a.get, a.set = get, set
	return cellValue(r)
}

// putOwn stores an own property with exactly these attributes and value,
// adding or changing it without any check.
func (vm *VM) putOwn(o *Object, key PropertyKey, attrs propInfo, v Value) {
	if key.IsIndex() {
		vm.putElement(o, key.Index(), attrs, v)
		return
	}
	vm.materialize(o)
	i, info, ok := vm.lookup(vm.shapeOf(o), key)
	if !ok {
		vm.addProperty(o, key, attrs, v)
		return
	}
	if info.attrs() != attrs {
		vm.changeAttrs(o, i, attrs)
	}
	*vm.slotAddr(o, info.slot()) = v
}

// HasProperty is o.[[HasProperty]](key).
func (vm *VM) HasProperty(o *Object, key PropertyKey) bool {
	for {
		m := methodsOf(o)
		if m.HasProperty != nil {
			return m.HasProperty(vm, o, key)
		}
		if m.GetOwnProperty != nil {
			if _, ok := m.GetOwnProperty(vm, o, key); ok {
				return true
			}
		} else if _, _, ok := vm.ownProperty(o, key); ok {
			return true
		}
		if o = vm.GetPrototypeOf(o); o == nil {
			return false
		}
	}
}

// HasOwnProperty is sec-hasownproperty.
func (vm *VM) HasOwnProperty(o *Object, key PropertyKey) bool {
	if m := methodsOf(o); m.GetOwnProperty != nil {
		_, ok := m.GetOwnProperty(vm, o, key)
		return ok
	}
	_, _, ok := vm.ownProperty(o, key)
	return ok
}

// Get is sec-get-o-p.
func (vm *VM) Get(o *Object, key PropertyKey) Value {
	return vm.GetReceiver(o, key, vm.ObjectValue(o))
}

// GetReceiver is o.[[Get]](key, receiver).
func (vm *VM) GetReceiver(o *Object, key PropertyKey, receiver Value) Value {
	for {
		m := methodsOf(o)
		if m.Get != nil {
			return m.Get(vm, o, key, receiver)
		}
		if m.GetOwnProperty != nil {
			if d, ok := m.GetOwnProperty(vm, o, key); ok {
				if !d.IsAccessor() {
					return d.Value
				}
				return vm.callGetter(d.Get, receiver)
			}
		} else if v, attrs, ok := vm.ownProperty(o, key); ok {
			if attrs&attrAccessor == 0 {
				return v
			}
			return vm.callGetter(gc.At[accessorPair](vm.heap, v.Ref()).get, receiver)
		}
		if o = vm.GetPrototypeOf(o); o == nil {
			return Undefined
		}
	}
}

func (vm *VM) callGetter(get, receiver Value) Value {
	if get == Undefined {
		return Undefined
	}
	return vm.Call(get, receiver)
}

// Set is sec-set-o-p-v-throw.
func (vm *VM) Set(o *Object, key PropertyKey, v Value, throw bool) bool {
	ok := vm.SetReceiver(o, key, v, vm.ObjectValue(o))
	if !ok && throw {
		vm.throwNotWritable(o, key)
	}
	return ok
}

// SetReceiver is o.[[Set]](key, v, receiver) (sec-ordinaryset).
func (vm *VM) SetReceiver(o *Object, key PropertyKey, v, receiver Value) bool {
	for {
		m := methodsOf(o)
		if m.Set != nil {
			return m.Set(vm, o, key, v, receiver)
		}
		if m.GetOwnProperty != nil || m.DefineOwnProperty != nil {
			d, ok := vm.GetOwnProperty(o, key)
			if ok {
				return vm.setExisting(o, key, v, receiver, &d)
			}
		} else if slot, attrs, ok := vm.ownProperty(o, key); ok {
			if attrs&attrAccessor != 0 {
				return vm.callSetter(gc.At[accessorPair](vm.heap, slot.Ref()).set, receiver, v)
			}
			if attrs&Writable == 0 {
				return false
			}
			if receiver == vm.ObjectValue(o) && !(o.Kind == KindArray && key == vm.names.length) {
				vm.setOwnValue(o, key, v)
				return true
			}
			return vm.setOnReceiver(key, v, receiver)
		}
		p := vm.GetPrototypeOf(o)
		if p == nil {
			return vm.setOnReceiver(key, v, receiver)
		}
		o = p
	}
}

// OrdinarySetWithOwnDescriptor's continuation for a property that was found
// (sec-ordinarysetwithowndescriptor).
func (vm *VM) setExisting(o *Object, key PropertyKey, v, receiver Value, d *PropertyDescriptor) bool {
	if d.IsAccessor() {
		return vm.callSetter(d.Set, receiver, v)
	}
	if !d.Writable() {
		return false
	}
	return vm.setOnReceiver(key, v, receiver)
}

func (vm *VM) callSetter(set, receiver, v Value) bool {
	if set == Undefined {
		return false
	}
	vm.Call(set, receiver, v)
	return true
}

// setOwnValue replaces the value of an own writable data property.
func (vm *VM) setOwnValue(o *Object, key PropertyKey, v Value) {
	if key.IsIndex() {
		vm.setElementValue(o, key.Index(), v)
		return
	}
	_, info, _ := vm.lookup(vm.shapeOf(o), key)
	*vm.slotAddr(o, info.slot()) = v
}

// setOnReceiver is the end of OrdinarySetWithOwnDescriptor: the property is set
// or created on the receiver.
func (vm *VM) setOnReceiver(key PropertyKey, v, receiver Value) bool {
	if !receiver.IsObject() {
		return false
	}
	r := vm.Obj(receiver)
	if d, ok := vm.GetOwnProperty(r, key); ok {
		if d.IsAccessor() || !d.Writable() {
			return false
		}
		return vm.DefineOwnProperty(r, key, PropertyDescriptor{Value: v, Has: HasValue})
	}
	return vm.CreateDataProperty(r, key, v)
}

// Delete is o.[[Delete]](key).
func (vm *VM) Delete(o *Object, key PropertyKey) bool {
	if f := methodsOf(o).Delete; f != nil {
		return f(vm, o, key)
	}
	return vm.OrdinaryDelete(o, key)
}

// OrdinaryDelete is sec-ordinarydelete.
func (vm *VM) OrdinaryDelete(o *Object, key PropertyKey) bool {
	if m := methodsOf(o).GetOwnProperty; m != nil {
		d, ok := m(vm, o, key)
		if !ok {
			return true
		}
		if !d.Configurable() {
			return false
		}
	}
	_, attrs, ok := vm.ownProperty(o, key)
	if !ok {
		return true
	}
	if attrs&Configurable == 0 {
		return false
	}
	if key.IsIndex() {
		vm.removeElement(o, key.Index())
		return true
	}
	i, _, _ := vm.lookup(vm.shapeOf(o), key)
	vm.removeProperty(o, i)
	return true
}

// DeletePropertyOrThrow is sec-deletepropertyorthrow.
func (vm *VM) DeletePropertyOrThrow(o *Object, key PropertyKey) {
	if !vm.Delete(o, key) {
		vm.throwNotDeletable(o, key)
	}
}

// throwFalsish is V8's TypeError for a proxy's trap that refused what must be
// done; it returns where o is no proxy.
func (vm *VM) throwFalsish(o *Object, trap string, key PropertyKey) {
	if o.Kind == KindProxy {
		vm.ThrowTypeError("'%s' on proxy: trap returned falsish for property '%s'", trap, vm.DisplayKey(key))
	}
}

func (vm *VM) throwNotDeletable(o *Object, key PropertyKey) {
	vm.throwFalsish(o, "deleteProperty", key)
	vm.ThrowTypeError("Cannot delete property '%s' of %s", vm.DisplayKey(key), vm.Display(vm.ObjectValue(o)))
}

// CreateDataProperty is sec-createdataproperty.
func (vm *VM) CreateDataProperty(o *Object, key PropertyKey, v Value) bool {
	if o.Flags&flagExotic == 0 && !key.IsIndex() && o.Kind != KindArray {
		s := vm.shapeOf(o)
		if s.Flags&(shapeLazy|shapeNotExtensible) == 0 {
			if _, _, ok := vm.lookup(s, key); !ok {
				vm.addProperty(o, key, dataAttrs, v)
				return true
			}
		}
	}
	return vm.DefineOwnProperty(o, key, DataDescriptor(v, dataAttrs))
}

// CreateDataPropertyOrThrow is sec-createdatapropertyorthrow.
func (vm *VM) CreateDataPropertyOrThrow(o *Object, key PropertyKey, v Value) {
	if !vm.CreateDataProperty(o, key, v) {
		vm.throwCannotDefine(o, key)
	}
}

// DefinePropertyOrThrow is sec-definepropertyorthrow.
func (vm *VM) DefinePropertyOrThrow(o *Object, key PropertyKey, d PropertyDescriptor) {
	if !vm.DefineOwnProperty(o, key, d) {
		vm.throwCannotDefine(o, key)
	}
}

// DefineData defines a property that cannot fail, on a fresh object.
func (vm *VM) DefineData(o *Object, key PropertyKey, v Value, attrs propInfo) {
	vm.putOwn(o, key, attrs, v)
}

func (vm *VM) throwCannotDefine(o *Object, key PropertyKey) {
	vm.throwFalsish(o, "defineProperty", key)
	if _, ok := vm.GetOwnProperty(o, key); !ok {
		vm.ThrowTypeError("Cannot define property %s, object is not extensible", vm.DisplayKey(key))
	}
	vm.ThrowTypeError("Cannot redefine property: %s", vm.DisplayKey(key))
}

func (vm *VM) throwNotWritable(o *Object, key PropertyKey) {
	vm.throwFalsish(o, "set", key)
	for p := o; p != nil && methodsOf(p) == &ordinaryMethods; p = vm.proto(p) {
		if d, ok := vm.GetOwnProperty(p, key); ok {
			if d.IsAccessor() {
				vm.ThrowTypeError("Cannot set property %s of %s which has only a getter", vm.DisplayKey(key), vm.Display(vm.ObjectValue(o)))
			}
			vm.ThrowTypeError("Cannot assign to read only property '%s' of object '%s'", vm.DisplayKey(key), vm.Display(vm.ObjectValue(o)))
		}
	}
	if !vm.IsExtensible(o) {
		vm.ThrowTypeError("Cannot add property %s, object is not extensible", vm.DisplayKey(key))
	}
	vm.ThrowTypeError("Cannot assign to read only property '%s' of object '%s'", vm.DisplayKey(key), vm.Display(vm.ObjectValue(o)))
}

// OwnPropertyKeys is o.[[OwnPropertyKeys]](); the keys are appended to keys.
func (vm *VM) OwnPropertyKeys(o *Object, keys *List) {
	if f := methodsOf(o).OwnPropertyKeys; f != nil {
		f(vm, o, keys)
		return
	}
	vm.OrdinaryOwnPropertyKeys(o, keys)
}

// OrdinaryOwnPropertyKeys is sec-ordinaryownpropertykeys: indices in ascending
// order, strings, symbols in order of creation.
func (vm *VM) OrdinaryOwnPropertyKeys(o *Object, keys *List) {
	vm.elementKeys(o, keys)
	vm.AppendNamedKeys(o, keys)
}

// AppendNamedKeys appends the keys that are no array indices.
func (vm *VM) AppendNamedKeys(o *Object, keys *List) {
	vm.materialize(o)
	if o.Kind == KindArray {
		vm.AddKey(keys, vm.names.length)
	}
	s := vm.shapeOf(o)
	if s.table == 0 {
		return
	}
	t := vm.tableOf(s)
	symbols := false
	for i := uint32(0); i < s.count; i++ {
		e := t.entry(i)
		if propInfo(e.info)&attrDeleted != 0 {
			continue
		}
		if e.key.IsSymbol() {
			symbols = true
		} else {
			vm.AddKey(keys, e.key)
		}
	}
	if !symbols {
		return
	}
	for i := uint32(0); i < s.count; i++ {
		e := t.entry(i)
		if propInfo(e.info)&attrDeleted == 0 && e.key.IsSymbol() && !vm.isPrivateName(Value(e.key)) {
			vm.AddKey(keys, e.key)
		}
	}
}

func (vm *VM) isPrivateName(v Value) bool {
	return gc.At[symbolCell](vm.heap, v.Ref()).Flags&symPrivate != 0
}

// Epoch changes whenever the structure of an object that is a prototype
// changes: its properties, their attributes, accessors' functions, its own
// prototype. What was found out about prototypes holds as long as it is the same.
func (vm *VM) Epoch() uint32 { return vm.epoch }

// OwnNamed is the number of o's own properties that are no elements, deleted
// ones that still take room included.
func (vm *VM) OwnNamed(o *Object) int {
	vm.materialize(o)
	return int(vm.shapeOf(o).count)
}

// Proto is the prototype of an ordinary object, nil for none.
func (vm *VM) Proto(o *Object) *Object { return vm.proto(o) }

// OwnAccessor is the getter and setter of an own accessor property.
func (vm *VM) OwnAccessor(o *Object, key PropertyKey) (get, set Value, ok bool) {
	v, attrs, ok := vm.ownProperty(o, key)
	if !ok || attrs&attrAccessor == 0 {
		return Undefined, Undefined, false
	}
	a := gc.At[accessorPair](vm.heap, v.Ref())
	return a.get, a.set, true
}

// Slot is the place of the i-th property an object got, which must have been
// there from its making and be neither configurable nor lazy.
func (vm *VM) Slot(o *Object, i uint32) *Value { return vm.slotAddr(o, i) }
