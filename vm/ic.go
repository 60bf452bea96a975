package vm

import (
	"unsafe"

	"gojs/gc"
)

// Lookups through inline caches. A site first tests its own cache in the run
// loop; what misses comes here, looks in the isolate's megamorphic cache, and
// else does the lookup in full and teaches both.

const (
	megaBits = 11
	megaSize = 1 << megaBits
)

// megaEntry says where objects of a shape have a property, for all sites. All are
// cleared at each collection.
//
//gojs:rooted
type megaEntry struct {
	shape  gc.Ref
	kind   uint32 // icInline, icSlots, icProto, icAbsent
	off    uint32
	holder gc.Ref
	key    PropertyKey
	epoch  uint32
}

// megaAt is the entry that shape and key share with others.
func (vm *VM) megaAt(shape gc.Ref, key PropertyKey) *megaEntry {
	h := (uint32(shape) ^ uint32(key.Ref())*31) * 0x9E3779B1
	return &vm.mega[h>>(32-megaBits)]
}

// getProp is v[ic.key].
func (vm *VM) getProp(v Value, ic *inlineCache) Value {
	if v.IsObject() {
		return vm.getNamed(vm.Obj(v), ic.key, v, ic)
	}
	if v.IsString() && ic.key == vm.names.length {
		return IntValue(int32(vm.StringLength(v)))
	}
	if v.IsNullish() {
		vm.throwReadOf(v, ic.key)
	}
	o := vm.primitivePrototype(v)
	if o.Shape == ic.shape {
		switch {
		case ic.kind == icInline:
			return *(*Value)(unsafe.Add(unsafe.Pointer(o), ic.off))
		case ic.kind == icSlots:
			return *(*Value)(unsafe.Add(vm.cage, uintptr(o.slots)<<3+uintptr(ic.off)))
		case ic.kind == icProto && ic.epoch == vm.epoch:
			return *(*Value)(unsafe.Add(vm.cage, uintptr(ic.holder)<<3+uintptr(ic.off)))
		}
	}
	return vm.getNamed(o, ic.key, v, ic)
}

// exoticFor reports whether looking key, which is no index, up in o is not
// ordinary. A String object differs from ordinary ones by its length alone, a
// TypedArray by names that are numbers.
func (vm *VM) exoticFor(o *Object, key PropertyKey) bool {
	if o.Flags&flagExotic == 0 {
		return false
	}
	switch o.Kind {
	case KindStringObject:
		return key == vm.names.length
	case KindTypedArray:
		return !key.IsSymbol() && vm.mayBeNumeric(Value(key))
	}
	return true
}

// mayBeNumeric reports whether a string may be a CanonicalNumericIndexString.
func (vm *VM) mayBeNumeric(v Value) bool {
	switch c := vm.CodeUnitAt(v, 0); c {
	case '-', 'I', 'N': // negative, Infinity, NaN
		return true
	default:
		return c >= '0' && c <= '9'
	}
}

// getNamed is o.[[Get]](key, receiver) for a key that is no index.
func (vm *VM) getNamed(o *Object, key PropertyKey, receiver Value, ic *inlineCache) Value {
	m := vm.megaAt(o.Shape, key)
	if m.shape != o.Shape || m.key != key || m.kind >= icProto && m.epoch != vm.epoch {
		if vm.exoticFor(o, key) || !vm.learn(o, key, m) {
			return vm.GetReceiver(o, key, receiver)
		}
	}
	if ic != nil && m.kind != icAbsent {
		ic.shape, ic.kind, ic.off, ic.holder, ic.epoch = m.shape, m.kind, m.off, m.holder, m.epoch
		vm.traceIC("get", ic)
	}
	switch m.kind {
	case icInline:
		return *(*Value)(unsafe.Add(unsafe.Pointer(o), m.off))
	case icSlots:
		return *(*Value)(unsafe.Add(vm.cage, uintptr(o.slots)<<3+uintptr(m.off)))
	case icProto:
		return *(*Value)(unsafe.Add(vm.cage, uintptr(m.holder)<<3+uintptr(m.off)))
	case icGetter:
		return vm.callGetter(vm.cachedGetter(m.holder, m.off), receiver)
	}
	return Undefined
}

// cachedGetter is the getter that an icGetter cache has found.
func (vm *VM) cachedGetter(holder gc.Ref, off uint32) Value {
	pair := *(*Value)(unsafe.Add(vm.cage, uintptr(holder)<<3+uintptr(off)))
	return gc.At[accessorPair](vm.heap, pair.Ref()).get
}

// callCachedGetter begins the call of the getter that ic has found for v as an
// activation of the run loop; the result goes to the register dst. It declines
// where the cache is of another shape or the getter no plain function.
func (vm *VM) callCachedGetter(v Value, ic *inlineCache, dst int) bool {
	if ic.kind != icGetter || ic.epoch != vm.epoch || !v.IsObject() || vm.Obj(v).Shape != ic.shape {
		return false
	}
	get := vm.cachedGetter(ic.holder, ic.off)
	a := unsafe.Pointer(vm.reg(vm.top))
	*regAt(a, 0), *regAt(a, 1) = get, v
	fn := vm.plainFunction(get)
	if fn == nil {
		if n := As[NativeFunction](vm, get, KindNative); n != nil && n.realm == vm.realm.index && vm.natives[n.native].Quick != nil {
			res, ok := vm.natives[n.native].Quick(vm, Window{a, 0})
			if ok {
				*regAt(vm.r(), dst) = res
			}
			return ok
		}
		return false
	}
	vm.callFunction(fn, a, 0, dst)
	return true
}

// learn finds where o has the data property key and notes it in m, unless it
// is an accessor, lazy, or the way to it leads through an exotic object.
func (vm *VM) learn(o *Object, key PropertyKey, m *megaEntry) bool {
	if o.Kind == KindArray && key == vm.names.length {
		return false
	}
	holder := o
	for {
		vm.materialize(holder)
		s := vm.shapeOf(holder)
		_, info, ok := vm.lookup(s, key)
		if ok {
			if info&attrLazy != 0 || info&attrAccessor != 0 && o == holder {
				return false
			}
			*m = megaEntry{shape: o.Shape, key: key, epoch: vm.epoch}
			vm.locate(holder, info.slot(), o == holder, m)
			if info&attrAccessor != 0 {
				m.kind = icGetter
			}
			vm.noteCached(o)
			return true
		}
		p := vm.proto(holder)
		if p == nil {
			*m = megaEntry{shape: o.Shape, key: key, epoch: vm.epoch, kind: icAbsent}
			vm.noteCached(o)
			return true
		}
		if vm.exoticFor(p, key) || p.Kind == KindArray && key == vm.names.length {
			return false
		}
		holder = p
	}
}

// noteCached marks a unique shape as known to caches.
func (vm *VM) noteCached(o *Object) {
	if s := vm.shapeOf(o); s.Flags&shapeUnique != 0 {
		s.Flags |= shapeCached
	}
}

// locate says where slot i of holder is.
func (vm *VM) locate(holder *Object, i uint32, own bool, m *megaEntry) {
	inline := uint32(holder.Aux)
	cell := vm.heap.RefOf(unsafe.Pointer(holder))
	m.kind, m.off = icInline, inlineOffset+i*8
	if i >= inline {
		m.kind, m.off = icSlots, uint32(wordsOffset)+(i-inline)*8
		cell = holder.slots
	}
	if !own {
		m.kind, m.holder = icProto, cell
	}
}

// setProp is v[ic.key] = val.
func (vm *VM) setProp(v, val Value, ic *inlineCache, strict bool) {
	if !v.IsObject() {
		vm.setPrimitiveProp(v, ic.key, val, strict)
		return
	}
	o := vm.Obj(v)
	if o.Flags&flagExotic == 0 && vm.setNamedFast(o, ic.key, val, ic) {
		return
	}
	vm.Set(o, ic.key, val, strict)
}

// setPrimitiveProp is the assignment to a property of a primitive.
func (vm *VM) setPrimitiveProp(v Value, key PropertyKey, val Value, strict bool) {
	if v.IsNullish() {
		vm.throwWriteOf(v, key)
	}
	if !vm.setOnPrimitive(v, key, val) && strict {
		vm.throwPrimitiveNotWritable(v, key)
	}
}

// setNamedFast sets a data property of an ordinary object, or adds one, where
// nothing stands in the way, and teaches the cache.
func (vm *VM) setNamedFast(o *Object, key PropertyKey, val Value, ic *inlineCache) bool {
	if o.Kind == KindArray && key == vm.names.length {
		return false
	}
	if ic.shape == o.Shape && ic.kind == icAddSlot && ic.epoch == vm.epoch && o.Flags&flagProto == 0 {
		vm.addCached(o, val, ic)
		return true
	}
	vm.materialize(o)
	s := vm.shapeOf(o)
	if _, info, ok := vm.lookup(s, key); ok {
		if info&(attrAccessor|attrLazy) != 0 || info&Writable == 0 {
			return false
		}
		var m megaEntry
		vm.locate(o, info.slot(), true, &m)
		vm.noteCached(o)
		ic.shape, ic.kind, ic.off, ic.holder, ic.newShape = o.Shape, m.kind, m.off, 0, 0
		vm.traceIC("set", ic)
		*vm.slotAddr(o, info.slot()) = val
		return true
	}
	if s.Flags&shapeNotExtensible != 0 || !vm.chainAllowsAdd(o, key) {
		return false
	}
	vm.addLearning(o, key, val, ic)
	return true
}

// chainAllowsAdd reports that no prototype of o has a say when key is added to o.
func (vm *VM) chainAllowsAdd(o *Object, key PropertyKey) bool {
	for p := vm.proto(o); p != nil; p = vm.proto(p) {
		if p.Flags&flagExotic != 0 {
			return false
		}
		if _, attrs, ok := vm.ownProperty(p, key); ok {
			return attrs&attrAccessor == 0 && attrs&Writable != 0
		}
	}
	return true
}

// addLearning adds a property that o lacks and notes the transition.
func (vm *VM) addLearning(o *Object, key PropertyKey, val Value, ic *inlineCache) {
	before := o.Shape
	slot := vm.shape(before).slots
	vm.addProperty(o, key, dataAttrs, val)
	if vm.shape(before).Flags&shapeUnique != 0 || vm.shapeOf(o).Flags&shapeUnique != 0 {
		return
	}
	// The chain's prototypes must be known as such for the epoch to guard them.
	ic.shape, ic.newShape, ic.epoch, ic.holder = before, o.Shape, vm.epoch, 0
	if inline := uint32(o.Aux); slot < inline {
		ic.kind, ic.off = icAdd, inlineOffset+slot*8
	} else {
		ic.kind, ic.off = icAddSlot, slot
	}
	vm.traceIC("add", ic)
}

// addCached adds the property of an icAddSlot cache.
func (vm *VM) addCached(o *Object, val Value, ic *inlineCache) {
	after, slot := ic.newShape, ic.off // a collection may clear the cache
	vm.growSlots(o, slot)
	*vm.slotAddr(o, slot) = val
	o.Shape = after
}

// defineField is CreateDataPropertyOrThrow(o, ic.key, val).
func (vm *VM) defineField(o *Object, val Value, ic *inlineCache) {
	if o.Flags&flagExotic == 0 && o.Kind != KindArray {
		if ic.shape == o.Shape && ic.kind == icAddSlot && o.Flags&flagProto == 0 {
			vm.addCached(o, val, ic)
			return
		}
		vm.materialize(o)
		s := vm.shapeOf(o)
		if _, _, ok := vm.lookup(s, ic.key); !ok && s.Flags&shapeNotExtensible == 0 {
			vm.addLearning(o, ic.key, val, ic)
			return
		}
	}
	vm.CreateDataPropertyOrThrow(o, ic.key, val)
}

// getElem is v[k].
func (vm *VM) getElem(v, k Value) Value {
	if v.IsString() && k.IsInt() {
		if i := uint32(k); i < vm.str(v).length {
			return vm.charAt(v, i)
		}
	}
	if v.IsObject() {
		key := vm.elemKey(k)
		o := vm.Obj(v)
		if key.IsIndex() {
			if o.Kind == KindMappedArguments {
				if e, ok := vm.mappedArgument(o, key.Index()); ok {
					return e
				}
			}
			return vm.GetReceiver(o, key, v)
		}
		return vm.getNamed(o, key, v, nil)
	}
	if v.IsNullish() {
		vm.throwReadOfValue(v, k)
	}
	key := vm.elemKey(k)
	if v.IsString() {
		if key == vm.names.length {
			return IntValue(int32(vm.StringLength(v)))
		}
		if key.IsIndex() && int(key.Index()) < vm.StringLength(v) {
			return vm.CharString(vm.Chars(v).At(int(key.Index())))
		}
	}
	return vm.GetReceiver(vm.primitivePrototype(v), key, v)
}

// elemKey is ToPropertyKey with the usual keys first.
func (vm *VM) elemKey(k Value) PropertyKey {
	switch {
	case k.IsInt() && int32(k) >= 0:
		return IndexKey(uint32(k))
	case k.IsString():
		return vm.KeyFromString(k)
	case k.IsSymbol():
		return SymbolKey(k)
	}
	return vm.ToPropertyKey(k)
}

// getElemKey is v[*k], after *k is made a property key.
func (vm *VM) getElemKey(v Value, k *Value) Value {
	if !k.IsInt() || int32(*k) < 0 {
		if v.IsNullish() {
			vm.throwReadOfValue(v, *k)
		}
		key := vm.propertyKeyValue(*k)
		*k = key
	}
	return vm.getElem(v, *k)
}

// setElem is v[k] = val.
func (vm *VM) setElem(v, k, val Value, strict bool) {
	if !v.IsObject() {
		if v.IsNullish() {
			vm.throwWriteOfValue(v, k)
		}
		vm.setPrimitiveProp(v, vm.elemKey(k), val, strict)
		return
	}
	o := vm.Obj(v)
	if k.IsInt() && int32(k) >= 0 && vm.setElementFast(o, uint32(k), val) {
		return
	}
	key := vm.elemKey(k)
	if !key.IsIndex() && o.Flags&flagExotic == 0 {
		var ic inlineCache
		ic.key = key
		if vm.setNamedFast(o, key, val, &ic) {
			return
		}
	}
	vm.Set(o, key, val, strict)
}

// setElementFast sets or adds an element of an ordinary object or array with
// dense elements, as long as no prototype has elements.
func (vm *VM) setElementFast(o *Object, i uint32, val Value) bool {
	if o.Flags&(flagSparse|flagExotic|flagProto) != 0 || vm.protoElements {
		return false
	}
	if vm.shapeOf(o).Flags&shapeNotExtensible != 0 {
		return false
	}
	if o.Kind != KindArray {
		return vm.putDense(o, i, val)
	}
	a := (*ArrayObject)(unsafe.Pointer(o))
	if i >= a.length && a.lenFrozen != 0 {
		return false
	}
	if !vm.putDense(o, i, val) {
		return false
	}
	if i >= a.length {
		a.length = i + 1
	}
	return true
}

// hasElem is k in v.
func (vm *VM) hasElem(k, v Value) Value {
	if !v.IsObject() {
		vm.ThrowTypeError("Cannot use 'in' operator to search for '%s' in %s", vm.Display(k), vm.Display(v))
	}
	return BoolValue(vm.HasProperty(vm.Obj(v), vm.elemKey(k)))
}

// deleteElem is delete v[k].
func (vm *VM) deleteElem(v, k Value, strict bool) Value {
	if v.IsNullish() {
		vm.ThrowTypeError("Cannot convert undefined or null to object")
	}
	o := vm.ToObject(v)
	key := vm.elemKey(k)
	ok := vm.Delete(o, key)
	if !ok && strict {
		vm.throwNotDeletable(o, key)
	}
	return BoolValue(ok)
}

// Private names (sec-private-names): properties under a private symbol, found
// by the same caches.

func (vm *VM) privateGet(v Value, key PropertyKey) Value {
	if v.IsObject() {
		o := vm.Obj(v)
		if _, info, ok := vm.lookup(vm.shapeOf(o), key); ok {
			if info&attrAccessor != 0 {
				get := gc.At[accessorPair](vm.heap, vm.slotAddr(o, info.slot()).Ref()).get
				if get == Undefined {
					vm.ThrowTypeError("'%s' was defined without a getter", vm.DisplayKey(key))
				}
				return vm.Call(get, v)
			}
			m := vm.megaAt(o.Shape, key)
			*m = megaEntry{shape: o.Shape, key: key, epoch: vm.epoch}
			vm.locate(o, info.slot(), true, m)
			vm.noteCached(o)
			return *vm.slotAddr(o, info.slot())
		}
	}
	vm.ThrowTypeError("Cannot read private member %s from an object whose class did not declare it", vm.DisplayKey(key))
	return Undefined
}

func (vm *VM) privateSet(v Value, key PropertyKey, val Value) {
	if v.IsObject() {
		o := vm.Obj(v)
		if _, info, ok := vm.lookup(vm.shapeOf(o), key); ok {
			switch {
			case info&attrAccessor != 0:
				set := gc.At[accessorPair](vm.heap, vm.slotAddr(o, info.slot()).Ref()).set
				if set == Undefined {
					vm.ThrowTypeError("'%s' was defined without a setter", vm.DisplayKey(key))
				}
				vm.Call(set, v, val)
			case info&Writable == 0:
				vm.ThrowTypeError("Private method '%s' is not writable", vm.DisplayKey(key))
			default:
				*vm.slotAddr(o, info.slot()) = val
			}
			return
		}
	}
	vm.ThrowTypeError("Cannot write private member %s to an object whose class did not declare it", vm.DisplayKey(key))
}

// definePrivate adds a private element: kind 0 field, 1 method, 2 getter, 3 setter.
func (vm *VM) definePrivate(v Value, key PropertyKey, val Value, kind int) {
	o := vm.Obj(v)
	_, info, had := vm.lookup(vm.shapeOf(o), key)
	if !had && !vm.IsExtensible(o) {
		vm.ThrowTypeError("Cannot define private field %s on a non-extensible object", vm.DisplayKey(key))
	}
	if kind >= 2 {
		vm.definePrivateAccessor(o, key, val, kind, info, had)
		return
	}
	if had {
		vm.ThrowTypeError("Cannot initialize %s twice on the same object", vm.DisplayKey(key))
	}
	attrs := propInfo(0)
	if kind == 0 {
		attrs = Writable
	}
	vm.materialize(o)
	vm.addProperty(o, key, attrs, val)
}

func (vm *VM) definePrivateAccessor(o *Object, key PropertyKey, fn Value, kind int, info propInfo, had bool) {
	get, set := fn, Undefined
	if kind == 3 {
		get, set = Undefined, fn
	}
	if !had {
		vm.materialize(o)
		vm.addProperty(o, key, attrAccessor, vm.newAccessor(get, set))
		return
	}
	a := gc.At[accessorPair](vm.heap, vm.slotAddr(o, info.slot()).Ref())
	if info&attrAccessor == 0 || kind == 2 && a.get != Undefined || kind == 3 && a.set != Undefined {
		vm.ThrowTypeError("Cannot initialize %s twice on the same object", vm.DisplayKey(key))
	}
	if kind == 2 {
		a.get = fn
	} else {
		a.set = fn
	}
}

func (vm *VM) inPrivate(key PropertyKey, v Value) Value {
	if !v.IsObject() {
		vm.ThrowTypeError("Cannot use 'in' operator to search for '%s' in %s", vm.DisplayKey(key), vm.Display(v))
	}
	_, _, ok := vm.lookup(vm.shapeOf(vm.Obj(v)), key)
	return BoolValue(ok)
}
