package vm

import (
	"unsafe"

	"gojs/bytecode"
	"gojs/gc"
)

// newLiteral is {} with room for n properties.
func (vm *VM) newLiteral(n int) Value {
	inline := min(max(n, 4), 32)
	return vm.ObjectValue(vm.newOrdinary(vm.rootShape(vm.realm.ObjectPrototype(), inline), inline))
}

// objectLiteral makes an object whose keys the site lists, with values from
// consecutive registers; the shape is remembered by the site.
func (vm *VM) objectLiteral(values *Value, ic *inlineCache) Value {
	keys := Value(ic.key).Ref()
	n := int(gc.At[wordsCell](vm.heap, keys).count)
	inline := min(n, 64)
	if ic.shape == 0 || ic.holder != vm.protoRef(vm.realm) {
		return vm.firstLiteral(values, keys, ic)
	}
	shape := ic.shape // a collection may clear the cache: held here, the shape lives
	o := (*Object)(unsafe.Add(vm.cage, uintptr(vm.heap.Alloc(KindObject, inlineOffset+uintptr(inline)*8))<<3))
	o.Shape, o.Aux = shape, uint16(inline)
	dst, src := unsafe.Add(unsafe.Pointer(o), inlineOffset), unsafe.Pointer(values)
	for i := 0; i < inline; i++ {
		*regAt(dst, i) = *regAt(src, i)
	}
	if n > inline {
		o.slots = vm.newWords(unsafe.Slice(regAt(src, inline), n-inline), uint32(n-inline))
	}
	return vm.ObjectValue(o)
}

func (vm *VM) protoRef(r *Realm) gc.Ref { return Value(r.intrinsics.Get(int(ObjectPrototype))).Ref() }

// firstLiteral makes a literal's object property by property and notes its shape.
func (vm *VM) firstLiteral(values *Value, keys gc.Ref, ic *inlineCache) Value {
	n := int(gc.At[wordsCell](vm.heap, keys).count)
	inline := min(n, 64)
	o := vm.newOrdinary(vm.rootShape(vm.realm.ObjectPrototype(), inline), inline)
	for i := range n {
		vm.addProperty(o, PropertyKey(*vm.wordAddr(keys, uint32(i))), dataAttrs, *regAt(unsafe.Pointer(values), i))
	}
	if vm.shapeOf(o).Flags&shapeUnique == 0 {
		ic.shape, ic.holder, ic.kind = o.Shape, vm.protoRef(vm.realm), icNone
	}
	return vm.ObjectValue(o)
}

// arrayLiteral makes an array of n registers.
func (vm *VM) arrayLiteral(values *Value, n int) Value {
	a := vm.NewArray(uint32(n))
	if n > 0 {
		items := unsafe.Slice(values, n)
		for n > 0 && items[n-1] == Hole {
			n--
		}
		a.elems = vm.newWords(items[:n], uint32(n))
	}
	return vm.ObjectValue(a)
}

// arraySpread appends the elements of an iterable to an array literal.
func (vm *VM) arraySpread(a *Object, v Value) {
	if v.IsObject() && vm.Obj(v).Kind == KindArray && vm.iteratesAsBorn(vm.Obj(v)) {
		src := vm.Obj(v)
		for i := uint32(0); i < ArrayLength(src); i++ {
			e, _, ok := vm.ownElement(src, i)
			if !ok {
				e = vm.Get(src, IndexKey(i))
			}
			vm.ArrayPush(a, e)
		}
		return
	}
	vm.ForEach(v, func(e Value) bool {
		vm.ArrayPush(a, e)
		return true
	})
}

// defineElem is OpDefineElem.
func (vm *VM) defineElem(target, k, v Value, d int) {
	key := vm.elemKey(k)
	attrs := dataAttrs
	if d&1 != 0 {
		attrs &^= Enumerable
	}
	vm.DefinePropertyOrThrow(vm.Obj(target), key, DataDescriptor(v, attrs))
}

func (vm *VM) setLiteralProto(o, proto Value) {
	if proto.IsObject() {
		vm.SetPrototypeOf(vm.Obj(o), vm.Obj(proto))
	} else if proto == Null {
		vm.SetPrototypeOf(vm.Obj(o), nil)
	}
}

// copyDataProps is CopyDataProperties (sec-copydataproperties) without the n
// keys in registers from first on.
func (vm *VM) copyDataProps(target, source Value, first *Value, n int) {
	if n == 0 {
		vm.CopyDataProperties(vm.Obj(target), source)
		return
	}
	vm.copyProps(target, source, func(k PropertyKey) bool {
		for i := range n {
			if vm.elemKey(*regAt(unsafe.Pointer(first), i)) == k {
				return true
			}
		}
		return false
	})
}

func (vm *VM) copyDataPropsExcept(target, source, keys Value) {
	a := vm.Obj(keys)
	vm.copyProps(target, source, func(k PropertyKey) bool {
		items, _ := vm.Dense(a)
		for _, e := range items {
			if vm.elemKey(e) == k {
				return true
			}
		}
		return false
	})
}

// CopyDataProperties is sec-copydataproperties without excluded items.
func (vm *VM) CopyDataProperties(target *Object, source Value) {
	if source.IsObject() && vm.copyShaped(target, vm.Obj(source)) {
		return
	}
	vm.copyProps(vm.ObjectValue(target), source, func(PropertyKey) bool { return false })
}

func (vm *VM) copyProps(target, source Value, excluded func(PropertyKey) bool) {
	if source.IsNullish() {
		return
	}
	from, to := vm.ToObject(source), vm.Obj(target)
	keys := vm.NewList()
	vm.OwnPropertyKeys(from, keys)
	for i, n := 0, vm.ListLen(keys); i < n; i++ {
		k := vm.KeyAt(keys, i)
		if excluded(k) {
			continue
		}
		if from.Flags&flagExotic == 0 {
			if v, attrs, ok := vm.ownProperty(from, k); ok && attrs&Enumerable != 0 {
				if attrs&attrAccessor != 0 {
					v = vm.callGetter(gc.At[accessorPair](vm.heap, v.Ref()).get, vm.ObjectValue(from))
				}
				vm.CreateDataPropertyOrThrow(to, k, v)
			}
			continue
		}
		if d, ok := vm.GetOwnProperty(from, k); ok && d.Enumerable() {
			vm.CreateDataPropertyOrThrow(to, k, vm.GetReceiver(from, k, vm.ObjectValue(from)))
		}
	}
}

// createRest is an array of the frame's arguments from index first on.
func (vm *VM) createRest(fr *Frame, first int) Value {
	n := max(int(fr.argc)-first, 0)
	a := vm.NewArray(uint32(n))
	if n > 0 {
		a.elems = vm.newWords(unsafe.Slice(vm.reg(fr.base+uint32(first)), n), uint32(n))
	}
	return vm.ObjectValue(a)
}

// concatRegs joins n strings.
func (vm *VM) concatRegs(first *Value, n int) Value {
	if v, ok := vm.joinLatin1(first, n); ok {
		return v
	}
	v := *first
	for i := 1; i < n; i++ {
		v = vm.Concat(v, *regAt(unsafe.Pointer(first), i))
	}
	return v
}

// propertyKeyValue is ToPropertyKey as a language value.
func (vm *VM) propertyKeyValue(v Value) Value { return vm.KeyValue(vm.ToPropertyKey(v)) }

// NewRegExpObject makes a RegExp object; the library sets it.
var NewRegExpObject func(vm *VM, pattern, flags string) Value

func (vm *VM) newRegExpLiteral(k *bytecode.RegExp) Value {
	return NewRegExpObject(vm, k.Pattern, k.Flags)
}

// templateObject is GetTemplateObject (sec-gettemplateobject): one per site,
// kept in the place of the constant.
func (vm *VM) templateObject(i int) Value {
	place := (*Value)(unsafe.Add(vm.k, i<<3))
	if place.IsObject() {
		return *place
	}
	t := vm.code.fn.Consts[i].(*bytecode.Template)
	cooked, raw := vm.NewArray(0), vm.NewArray(0)
	for k, s := range t.Cooked {
		v := Undefined
		if s != nil {
			v = vm.Intern(vm.NewString(*s))
		}
		vm.ArrayPush(cooked, v)
		vm.ArrayPush(raw, vm.Intern(vm.NewString(t.Raw[k])))
	}
	vm.SetIntegrity(raw, true)
	vm.putOwn(cooked, vm.Key("raw"), 0, vm.ObjectValue(raw))
	vm.SetIntegrity(cooked, true)
	v := vm.ObjectValue(cooked)
	*(*Value)(unsafe.Add(vm.k, i<<3)) = v
	return v
}

// SetIntegrity is SetIntegrityLevel (sec-setintegritylevel): frozen, or else sealed.
func (vm *VM) SetIntegrity(o *Object, frozen bool) bool {
	if !vm.PreventExtensions(o) {
		return false
	}
	keys := vm.NewList()
	vm.OwnPropertyKeys(o, keys)
	for i, n := 0, vm.ListLen(keys); i < n; i++ {
		k := vm.KeyAt(keys, i)
		d := PropertyDescriptor{Has: HasConfigurable}
		if frozen {
			cur, ok := vm.GetOwnProperty(o, k)
			if !ok {
				continue
			}
			if !cur.IsAccessor() {
				d.Has |= HasWritable
			}
		}
		vm.DefinePropertyOrThrow(o, k, d)
	}
	return true
}
