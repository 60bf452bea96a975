package vm

import (
	"strings"
	"unsafe"

	"gojs/gc"
)

// Realm is a realm (sec-code-realms): intrinsics, the global object and the
// global environment. Objects are made when they are first asked for and
// filled from their tables when they are first looked at.
//
//gojs:rooted
type Realm struct {
	vm         *VM
	index      uint32
	intrinsics *gc.RootList // by Intrinsic; Undefined while not made
	slots      *gc.RootList // fixed places, see below
	lexical    globalLexicals
	iterators  iteratorGuard
	// stringPrototype is %String.prototype%, kept by intrinsics; 0 while not made.
	stringPrototype gc.Ref
	iterResult      gc.Ref // the shape of iterator results, kept by slotIterResult; 0 while unknown

	ownJobs *jobQueue // nil: the VM's

	// HostDefined is the host's, [[HostDefined]].
	HostDefined any
}

// Places in Realm.slots.
const (
	slotGlobal = iota
	slotGlobalThis
	slotNativeShape
	slotFunctionShapes // four: plain, async, generator, async generator
	_
	_
	_
	slotTemplates
	slotLexical
	slotIterGuard
	slotNextGuard
	slotIterResult
	slotArgsShape // see arguments.go
	slotStrictArgsShape
	slotThrowerPair
	numRealmSlots
)

// NewRealm makes a realm (sec-initializehostdefinedrealm) with an ordinary
// global object.
func (vm *VM) NewRealm() *Realm {
	r := vm.emptyRealm()
	r.setGlobal(vm.AllocObject(KindGlobal, unsafe.Sizeof(Object{}), r.ObjectPrototype()))
	r.fillGlobal(r.Global(), nil)
	if vm.opts.StackAccessor {
		r.defineStackAccessor()
	}
	return r
}

// emptyRealm is a realm without a global object.
func (vm *VM) emptyRealm() *Realm {
	r := &Realm{vm: vm, index: uint32(len(vm.realms))}
	vm.realms = append(vm.realms, r)
	r.intrinsics = vm.heap.NewRootList(numIntrinsicsMax)
	r.slots = vm.heap.NewRootList(numRealmSlots)
	for i := range numIntrinsicsMax {
		r.intrinsics.Set(i, gc.Word(Undefined))
	}
	for i := range numRealmSlots {
		r.slots.Set(i, gc.Word(Undefined))
	}
	if vm.realm == nil {
		vm.realm = r
	}
	r.lexical.init(vm, r)
	return r
}

// setGlobal makes g the global object, and the value of this in scripts.
func (r *Realm) setGlobal(g *Object) {
	r.slots.Set(slotGlobal, gc.Word(r.vm.ObjectValue(g)))
	r.slots.Set(slotGlobalThis, gc.Word(r.vm.ObjectValue(g)))
}

// Close lets the realm's memory go; nothing of it may be running.
func (r *Realm) Close() {
	r.intrinsics.Free()
	r.slots.Free()
	r.vm.realms[r.index] = nil
	if r.vm.realm == r {
		r.vm.realm = nil
	}
}

// Global is the global object.
func (r *Realm) Global() *Object { return r.vm.Obj(Value(r.slots.Get(slotGlobal))) }

// GlobalThis is the value of this in scripts.
func (r *Realm) GlobalThis() Value { return Value(r.slots.Get(slotGlobalThis)) }

// SetGlobalThis changes it: hosts whose global object is a proxy.
func (r *Realm) SetGlobalThis(v Value) { r.slots.Set(slotGlobalThis, gc.Word(v)) }

// Intrinsic is the realm's object for id, made when first asked for.
func (r *Realm) Intrinsic(id Intrinsic) *Object {
	if v := Value(r.intrinsics.Get(int(id))); v.IsObject() {
		return r.vm.Obj(v)
	}
	return r.makeIntrinsic(id)
}

// IntrinsicValue is Intrinsic as a Value.
func (r *Realm) IntrinsicValue(id Intrinsic) Value { return r.vm.ObjectValue(r.Intrinsic(id)) }

func (r *Realm) ObjectPrototype() *Object   { return r.Intrinsic(ObjectPrototype) }
func (r *Realm) FunctionPrototype() *Object { return r.Intrinsic(FunctionPrototype) }
func (r *Realm) ArrayPrototype() *Object    { return r.Intrinsic(ArrayPrototype) }

func (r *Realm) makeIntrinsic(id Intrinsic) *Object {
	vm := r.vm
	spec := catalog[id]
	if spec == nil {
		spec = &ObjectSpec{ID: id, Proto: ObjectPrototype}
		if id == ObjectPrototype {
			spec.Proto = NoIntrinsic
		}
	}
	saved := vm.realm
	vm.realm = r
	defer func() { vm.realm = saved }()
	var proto *Object
	if spec.Proto != NoIntrinsic {
		proto = r.Intrinsic(spec.Proto)
		if v := Value(r.intrinsics.Get(int(id))); v.IsObject() {
			return vm.Obj(v)
		}
	}
	var o *Object
	switch {
	case spec.Make != nil:
		o = spec.Make(vm, r, proto)
	case spec.Func != nil:
		o = vm.newNative(r, spec.Func, nil)
		if proto != r.FunctionPrototype() {
			vm.OrdinarySetPrototypeOf(o, proto)
		}
	default:
		o = vm.OrdinaryObjectCreate(proto)
	}
	r.intrinsics.Set(int(id), gc.Word(vm.ObjectValue(o)))
	if id == StringPrototype {
		r.stringPrototype = vm.heap.RefOf(unsafe.Pointer(o))
	}
	if len(spec.Props) > 0 {
		vm.setLazy(o, lazyFill{uint16(r.index), id})
	}
	return o
}

// lazyFill says from which table an intrinsic object is filled.
type lazyFill struct {
	realm uint16
	id    Intrinsic
}

// setLazy marks o to be filled when it is first looked at.
func (vm *VM) setLazy(o *Object, f lazyFill) {
	s := vm.uniqueShape(o)
	s.Flags |= shapeLazy
	s.lazy = f
}

// materialize makes the properties of an object that are made on first look:
// a function's name, length and prototype, an intrinsic's from its table.
func (vm *VM) materialize(o *Object) {
	s := vm.shapeOf(o)
	if s.Flags&shapeLazy == 0 {
		return
	}
	f := s.lazy
	switch {
	case o.Kind == KindFunction:
		vm.materializeFunction((*Function)(unsafe.Pointer(o)))
	case o.Kind == KindNative && s.count == 0: // an intrinsic has its name already when its prototype was set
		vm.materializeNative((*NativeFunction)(unsafe.Pointer(o)))
	default:
		vm.uniqueShape(o).Flags &^= shapeLazy
	}
	if f.id != NoIntrinsic {
		vm.fill(o, vm.realms[f.realm], catalog[f.id].Props)
	}
	vm.structureChanged(o)
}

// fill adds the properties that specs declare.
func (vm *VM) fill(o *Object, r *Realm, specs []Spec) {
	saved := vm.realm
	vm.realm = r
	for i := range specs {
		vm.defineSpec(o, r, &specs[i])
	}
	vm.realm = saved
}

// specKey is the property key a Spec names.
func (vm *VM) specKey(key string) PropertyKey {
	if strings.HasPrefix(key, "@@") {
		return SymbolKey(vm.WellKnown(key[2:]))
	}
	return vm.Key(key)
}

// defineSpec adds the property a Spec declares; functions are made when they
// are first read.
func (vm *VM) defineSpec(o *Object, r *Realm, s *Spec) {
	key := vm.specKey(s.Key)
	switch s.Kind {
	case Method, Reference, Computed:
		vm.putOwn(o, key, s.attrs()|attrLazy, vm.lazyValue(r, s))
	case Accessor:
		get, set := Undefined, Undefined
		if s.getSpec != nil {
			get = vm.ObjectValue(vm.newNative(r, s.getSpec, nil))
		}
		if s.setSpec != nil {
			set = vm.ObjectValue(vm.newNative(r, s.setSpec, nil))
		}
		if s.Ref != NoIntrinsic {
			get = r.IntrinsicValue(s.Ref)
			set = get
		}
		vm.putOwn(o, key, s.attrs()&^Writable|attrAccessor, vm.newAccessor(get, set))
	case Constant:
		vm.putOwn(o, key, s.attrs(), vm.constantValue(s.Value))
	case Alias:
		v, _, _ := vm.ownProperty(o, vm.specKey(s.Of))
		vm.putOwn(o, key, s.attrs(), v)
	}
}

func (vm *VM) constantValue(v any) Value {
	switch v := v.(type) {
	case nil:
		return Undefined
	case bool:
		return BoolValue(v)
	case int:
		return Int64Value(int64(v))
	case float64:
		return NumberValue(v)
	case string:
		if strings.HasPrefix(v, "@@") {
			return vm.WellKnown(v[2:])
		}
		return vm.Intern(vm.NewString(v))
	}
	panic("vm: constant of unknown type")
}

// lazyValue is what the slot of a lazy property holds: the Spec's number and
// the realm's, under the integer tag.
func (vm *VM) lazyValue(r *Realm, s *Spec) Value {
	return intBits | Value(r.index)<<32 | Value(s.id)
}

// forceLazy makes the value of the lazy property at entry i and stores it.
func (vm *VM) forceLazy(o *Object, i uint32, info propInfo) Value {
	slot := *vm.slotAddr(o, info.slot())
	if slot == Null {
		return vm.activationProperty(o, vm.tableOf(vm.shapeOf(o)).entry(i).key)
	}
	if slot.IsCell() {
		return vm.forceStack(o, vm.tableOf(vm.shapeOf(o)).entry(i).key, info.attrs(), slot)
	}
	spec, r := allSpecs[uint32(slot)], vm.realms[slot>>32&0xffff]
	saved := vm.realm
	vm.realm = r
	var v Value
	switch spec.Kind {
	case Method:
		v = vm.ObjectValue(vm.newNative(r, spec, nil))
	case Reference:
		v = r.IntrinsicValue(spec.Ref)
	case Computed:
		v = spec.Make(vm, r)
	}
	vm.realm = saved
	// Making the value may have changed o.
	s := vm.uniqueShape(o)
	e := vm.tableOf(s).entry(i)
	e.info &^= Value(attrLazy)
	*vm.slotAddr(o, propInfo(e.info).slot()) = v
	return v
}

// fillGlobal declares the global object's properties: those that keep admits
// where it is not nil.
func (r *Realm) fillGlobal(g *Object, keep func(name string) bool) {
	vm := r.vm
	vm.putOwn(g, vm.Key("globalThis"), Writable|Configurable, r.GlobalThis())
	for _, s := range globals {
		if keep == nil || keep(s.Key) {
			vm.defineSpec(g, r, s.Spec)
		}
	}
}
