package vm

import (
	"unsafe"

	"gojs/gc"
)

// Realms whose global object stands before another object, the sandbox: what
// Node's vm.createContext makes. What programs of the realm look up in the
// global scope is looked for in the sandbox first, and what they declare or set
// ends there. The rules are those of the interceptors that Node gives to V8.

// contextGlobal is such a global object; its own properties are those of the
// realm's language.
//
//gojs:cell
type contextGlobal struct {
	Object
	sandbox gc.Ref // 0 until SetSandbox
	realm   uint32
}

var kindContextGlobal = NewKind[contextGlobal]("ContextGlobal", gc.Layout{})

func init() {
	SetExotic(kindContextGlobal, &Exotic{
		GetOwnProperty:    contextGetOwnProperty,
		DefineOwnProperty: contextDefineOwnProperty,
		HasProperty:       contextHasProperty,
		Get:               contextGet,
		Set:               contextSet,
		Delete:            contextDelete,
		OwnPropertyKeys:   contextOwnPropertyKeys,
	})
}

// NewContextRealm makes a realm with those of the declared globals that keep
// admits. Where sandbox is not nil the global object stands before it.
func (vm *VM) NewContextRealm(sandbox *Object, keep func(name string) bool) *Realm {
	if len(vm.realms) >= maxRealms {
		vm.ThrowRangeError("Too many realms")
	}
	r := vm.emptyRealm()
	if sandbox == nil {
		r.setGlobal(vm.AllocObject(KindGlobal, unsafe.Sizeof(Object{}), r.ObjectPrototype()))
		r.fillGlobal(r.Global(), keep)
		return r
	}
	g := Alloc[contextGlobal](vm, kindContextGlobal, r.ObjectPrototype())
	g.realm = r.index
	r.setGlobal(&g.Object)
	r.fillGlobal(&g.Object, keep)
	g.sandbox = vm.heap.RefOf(unsafe.Pointer(sandbox))
	MarkExotic(&g.Object)
	return r
}

// sandboxOf is the sandbox of a context's global object.
func (vm *VM) sandboxOf(o *Object) *Object {
	return gc.At[Object](vm.heap, (*contextGlobal)(unsafe.Pointer(o)).sandbox)
}

// contextValue is v as the context may see it: the sandbox is its global object.
func (vm *VM) contextValue(o *Object, v Value) Value {
	if v.IsObject() && v.Ref() == (*contextGlobal)(unsafe.Pointer(o)).sandbox {
		return vm.ObjectValue(o)
	}
	return v
}

func contextGet(vm *VM, o *Object, key PropertyKey, receiver Value) Value {
	s := vm.sandboxOf(o)
	if vm.HasProperty(s, key) {
		return vm.contextValue(o, vm.Get(s, key))
	}
	return vm.ordinaryGetFrom(o, key, receiver)
}

// ordinaryGetFrom is [[Get]] of what o itself and its prototypes have.
func (vm *VM) ordinaryGetFrom(o *Object, key PropertyKey, receiver Value) Value {
	if v, attrs, ok := vm.ownProperty(o, key); ok {
		if attrs&attrAccessor == 0 {
			return v
		}
		return vm.callGetter(gc.At[accessorPair](vm.heap, v.Ref()).get, receiver)
	}
	if p := vm.proto(o); p != nil {
		return vm.GetReceiver(p, key, receiver)
	}
	return Undefined
}

func contextHasProperty(vm *VM, o *Object, key PropertyKey) bool {
	if vm.HasProperty(vm.sandboxOf(o), key) {
		return true
	}
	if _, _, ok := vm.ownProperty(o, key); ok {
		return true
	}
	p := vm.proto(o)
	return p != nil && vm.HasProperty(p, key)
}

func contextGetOwnProperty(vm *VM, o *Object, key PropertyKey) (PropertyDescriptor, bool) {
	if d, ok := vm.GetOwnProperty(vm.sandboxOf(o), key); ok {
		if d.IsData() {
			d.Value = vm.contextValue(o, d.Value)
		}
		return d, true
	}
	return vm.OrdinaryGetOwnProperty(o, key)
}

func contextDefineOwnProperty(vm *VM, o *Object, key PropertyKey, d PropertyDescriptor) bool {
	s := vm.sandboxOf(o)
	own, declared := vm.OrdinaryGetOwnProperty(o, key)
	if declared && !own.Configurable() && own.IsData() && !own.Writable() {
		return vm.validateAndApply(o, key, true, d)
	}
	_, inSandbox := vm.GetOwnProperty(s, key)
	if declared && !inSandbox && d.Has&^(HasValue|HasWritable|HasEnumerable|HasConfigurable) == 0 {
		// What the descriptor leaves out is as the realm's own property has it.
		d = fillDescriptor(d, own)
	}
	return vm.DefineOwnProperty(s, key, d)
}

// fillDescriptor takes from cur what d does not say.
func fillDescriptor(d, cur PropertyDescriptor) PropertyDescriptor {
	for _, part := range [...]struct {
		has DescFields
		bit propInfo
	}{{HasWritable, Writable}, {HasEnumerable, Enumerable}, {HasConfigurable, Configurable}} {
		if d.Has&part.has == 0 {
			d.Has |= part.has
			d.Attrs |= cur.Attrs & part.bit
		}
	}
	if d.Has&HasValue == 0 && cur.IsData() {
		d.Has |= HasValue
		d.Value = cur.Value
	}
	return d
}

func contextSet(vm *VM, o *Object, key PropertyKey, v, receiver Value) bool {
	if receiver != vm.ObjectValue(o) {
		return vm.setOnReceiver(key, v, receiver)
	}
	s := vm.sandboxOf(o)
	if own, attrs, ok := vm.ownProperty(o, key); ok && attrs&(attrAccessor|Configurable) == 0 && attrs&Writable != 0 && own != v {
		vm.setOwnValue(o, key, v) // a variable, which stays where the sandbox's property is deleted
	}
	if d, ok := vm.findProperty(s, key); ok {
		if d.IsData() && !d.Writable() {
			return false
		}
		return vm.SetReceiver(s, key, v, vm.ObjectValue(s)) || d.IsData()
	}
	if d, ok := vm.OrdinaryGetOwnProperty(o, key); ok {
		if d.IsAccessor() {
			return vm.callSetter(d.Set, receiver, v)
		}
		if !d.Writable() {
			return false
		}
		return vm.DefineOwnProperty(s, key, DataDescriptor(v, d.Attrs|Configurable))
	}
	return vm.SetReceiver(s, key, v, vm.ObjectValue(s))
}

// findProperty is the property key of o or of its prototypes.
func (vm *VM) findProperty(o *Object, key PropertyKey) (PropertyDescriptor, bool) {
	for n := 0; o != nil && n < maxDepth; n++ {
		if d, ok := vm.GetOwnProperty(o, key); ok {
			return d, true
		}
		o = vm.GetPrototypeOf(o)
	}
	return PropertyDescriptor{}, false
}

func contextDelete(vm *VM, o *Object, key PropertyKey) bool {
	if !vm.Delete(vm.sandboxOf(o), key) {
		return false
	}
	_, attrs, ok := vm.ownProperty(o, key)
	if !ok {
		return true
	}
	if attrs&Configurable == 0 {
		return false
	}
	o.Flags &^= flagExotic
	deleted := vm.OrdinaryDelete(o, key)
	o.Flags |= flagExotic
	return deleted
}

func contextOwnPropertyKeys(vm *VM, o *Object, keys *List) {
	own := vm.NewList()
	vm.OrdinaryOwnPropertyKeys(o, own)
	s := vm.sandboxOf(o)
	vm.OwnPropertyKeys(s, keys)
	symbols := vm.NewList()
	// Strings come before symbols: those of the sandbox wait.
	n, count := 0, vm.ListLen(keys)
	for i := range count {
		if k := vm.KeyAt(keys, i); k.IsSymbol() {
			vm.AddKey(symbols, k)
		} else {
			vm.ListSet(keys, n, Value(k))
			n++
		}
	}
	vm.ListTruncate(keys, n)
	for i := range vm.ListLen(own) {
		k := vm.KeyAt(own, i)
		if _, ok := vm.GetOwnProperty(s, k); ok {
			continue
		}
		if k.IsSymbol() {
			vm.AddKey(symbols, k)
		} else {
			vm.AddKey(keys, k)
		}
	}
	for i := range vm.ListLen(symbols) {
		vm.AddKey(keys, vm.KeyAt(symbols, i))
	}
}
