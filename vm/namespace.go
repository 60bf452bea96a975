package vm

import (
	"slices"
	"unsafe"

	"gojs/gc"
)

// NamespaceObject is a Module Namespace Exotic Object
// (sec-module-namespace-exotic-objects). The object names maps each export to
// its import binding, or to a namespace.
//
//gojs:cell
type NamespaceObject struct {
	Object
	names    gc.Ref // object
	keys     gc.Ref // List, in code unit order
	module   uint32
	deferred uint32
}

func init() {
	SetExotic(KindNamespace, &Exotic{
		GetPrototypeOf:    func(*VM, *Object) *Object { return nil },
		SetPrototypeOf:    func(_ *VM, _ *Object, proto *Object) bool { return proto == nil },
		IsExtensible:      func(*VM, *Object) bool { return false },
		PreventExtensions: func(*VM, *Object) bool { return true },
		GetOwnProperty:    namespaceGetOwn,
		DefineOwnProperty: namespaceDefine,
		HasProperty:       namespaceHas,
		Get:               namespaceGet,
		Set:               func(*VM, *Object, PropertyKey, Value, Value) bool { return false },
		Delete:            namespaceDelete,
		OwnPropertyKeys:   namespaceKeys,
	})
}

// GetModuleNamespace is sec-getmodulenamespace; deferred: of import defer.
func (vm *VM) GetModuleNamespace(m *Module, deferred bool) Value {
	slot := slotModuleNamespace
	if deferred {
		slot = slotModuleDeferred
	}
	if v := m.get(slot); v != Undefined {
		return v
	}
	var seen []*Module
	all := m.exportedNames(&seen)
	names := make([]string, 0, len(all))
	found := make(map[string]*resolution, len(all))
	for _, n := range all {
		if r := m.resolve(n); r != nil && r != ambiguous && !(deferred && n == "then") {
			names = append(names, n)
			found[n] = r
		}
	}
	slices.SortFunc(names, compareCodeUnits)
	ns := Alloc[NamespaceObject](vm, KindNamespace, nil)
	ns.Flags |= flagExotic
	ns.module = uint32(m.index)
	tag := "Module"
	if deferred {
		ns.deferred = 1
		tag = "Deferred Module"
	}
	m.set(slot, vm.ObjectValue(&ns.Object))
	table, keys := vm.OrdinaryObjectCreate(nil), vm.NewList()
	for _, n := range names {
		key := vm.Key(n)
		vm.AddKey(keys, key)
		vm.putOwn(table, key, dataAttrs, vm.resolvedBinding(found[n]))
	}
	ns.names, ns.keys = vm.heap.RefOf(unsafe.Pointer(table)), vm.ListRef(keys)
	vm.putOwn(&ns.Object, SymbolKey(vm.symbols.toStringTag), 0, vm.InternString(tag))
	vm.OrdinaryPreventExtensions(&ns.Object)
	return vm.ObjectValue(&ns.Object)
}

// symbolLike is IsSymbolLikeNamespaceKey.
func (vm *VM) symbolLike(ns *NamespaceObject, key PropertyKey) bool {
	return key.IsSymbol() || ns.deferred != 0 && key == vm.names.then
}

// touch evaluates the module of a deferred namespace before its exports are
// looked at (GetModuleExportsList).
func (vm *VM) touch(ns *NamespaceObject) {
	if ns.deferred != 0 {
		vm.ensureEvaluated(vm.modules[ns.module])
	}
}

// binding is the binding of an export, or false.
func (vm *VM) exportBinding(ns *NamespaceObject, key PropertyKey) (Value, bool) {
	vm.touch(ns)
	v, _, ok := vm.ownProperty(gc.At[Object](vm.heap, ns.names), key)
	return v, ok
}

func namespaceOf(o *Object) *NamespaceObject { return (*NamespaceObject)(unsafe.Pointer(o)) }

// exportValue is the value of a binding: ReferenceError before its initialisation.
func (vm *VM) exportValue(b Value, key PropertyKey) Value {
	v := vm.bindingValue(b)
	if v == Uninit {
		vm.throwTDZ(vm.KeyValue(key))
	}
	return v
}

func namespaceGetOwn(vm *VM, o *Object, key PropertyKey) (PropertyDescriptor, bool) {
	ns := namespaceOf(o)
	if vm.symbolLike(ns, key) {
		return vm.OrdinaryGetOwnProperty(o, key)
	}
	b, ok := vm.exportBinding(ns, key)
	if !ok {
		return PropertyDescriptor{}, false
	}
	return DataDescriptor(vm.exportValue(b, key), Writable|Enumerable), true
}

func namespaceDefine(vm *VM, o *Object, key PropertyKey, d PropertyDescriptor) bool {
	if vm.symbolLike(namespaceOf(o), key) {
		return vm.validateAndApply(o, key, false, d)
	}
	cur, ok := namespaceGetOwn(vm, o, key)
	switch {
	case !ok, d.Has&HasConfigurable != 0 && d.Configurable(), d.Has&HasEnumerable != 0 && !d.Enumerable(),
		d.IsAccessor(), d.Has&HasWritable != 0 && !d.Writable():
		return false
	case d.Has&HasValue != 0:
		return vm.SameValue(d.Value, cur.Value)
	}
	return true
}

func namespaceHas(vm *VM, o *Object, key PropertyKey) bool {
	ns := namespaceOf(o)
	if vm.symbolLike(ns, key) {
		_, _, ok := vm.ownProperty(o, key)
		return ok
	}
	_, ok := vm.exportBinding(ns, key)
	return ok
}

func namespaceGet(vm *VM, o *Object, key PropertyKey, _ Value) Value {
	ns := namespaceOf(o)
	if vm.symbolLike(ns, key) {
		if v, _, ok := vm.ownProperty(o, key); ok {
			return v
		}
		return Undefined
	}
	b, ok := vm.exportBinding(ns, key)
	if !ok {
		return Undefined
	}
	return vm.exportValue(b, key)
}

func namespaceDelete(vm *VM, o *Object, key PropertyKey) bool {
	ns := namespaceOf(o)
	if vm.symbolLike(ns, key) {
		_, _, ok := vm.ownProperty(o, key)
		return !ok
	}
	_, ok := vm.exportBinding(ns, key)
	return !ok
}

func namespaceKeys(vm *VM, o *Object, keys *List) {
	ns := namespaceOf(o)
	vm.touch(ns)
	l := vm.ListAtRef(ns.keys)
	for i, n := 0, vm.ListLen(l); i < n; i++ {
		vm.Append(keys, vm.ListAt(l, i))
	}
	vm.AppendNamedKeys(o, keys)
}
