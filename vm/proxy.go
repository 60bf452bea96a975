package vm

import (
	"unsafe"

	"gojs/gc"
)

// ProxyObject is a Proxy exotic object (sec-proxy-object-internal-methods-and-internal-slots);
// both fields are 0 when it is revoked.
//
//gojs:cell
type ProxyObject struct {
	Object
	target, handler gc.Ref
}

func init() {
	SetExotic(KindProxy, &Exotic{
		GetPrototypeOf:    proxyGetPrototypeOf,
		SetPrototypeOf:    proxySetPrototypeOf,
		IsExtensible:      proxyIsExtensible,
		PreventExtensions: proxyPreventExtensions,
		GetOwnProperty:    proxyGetOwnProperty,
		DefineOwnProperty: proxyDefineOwnProperty,
		HasProperty:       proxyHasProperty,
		Get:               proxyGet,
		Set:               proxySet,
		Delete:            proxyDelete,
		OwnPropertyKeys:   proxyOwnPropertyKeys,
	})
}

// ProxyCreate is sec-proxycreate.
func (vm *VM) ProxyCreate(target, handler Value) *Object {
	if !target.IsObject() || !handler.IsObject() {
		vm.ThrowTypeError("Cannot create proxy with a non-object as target or handler")
	}
	p := Alloc[ProxyObject](vm, KindProxy, nil)
	p.target, p.handler = target.Ref(), handler.Ref()
	p.Flags |= flagExotic | vm.Obj(target).Flags&(flagCallable|flagConstructor)
	return &p.Object
}

// ProxyRevoke makes a proxy unusable (sec-proxy.revocable).
func (vm *VM) ProxyRevoke(o *Object) {
	p := (*ProxyObject)(unsafe.Pointer(o))
	p.target, p.handler = 0, 0
}

// IsProxy reports whether o is a Proxy.
func IsProxy(o *Object) bool { return o.Kind == KindProxy }

// ProxyParts are a proxy's target and handler, nil when it is revoked.
func (vm *VM) ProxyParts(o *Object) (target, handler *Object) {
	p := (*ProxyObject)(unsafe.Pointer(o))
	if p.target == 0 {
		return nil, nil
	}
	return gc.At[Object](vm.heap, p.target), gc.At[Object](vm.heap, p.handler)
}

// proxyTargetOrThrow is a proxy's target; TypeError naming the operation when
// it is revoked.
func (vm *VM) proxyTargetOrThrow(o *Object, op string) *Object {
	t, _ := vm.ProxyParts(o)
	if t == nil {
		vm.throwRevoked(op)
	}
	return t
}

func (vm *VM) throwRevoked(op string) {
	vm.ThrowTypeError("Cannot perform '%s' on a proxy that has been revoked", op)
}

// proxyTrap begins every internal method: the target, the handler and the trap,
// undefined where the handler has none. It counts the recursion; the caller
// ends with leaveNative. (A throw restores the count.)
func (vm *VM) proxyTrap(o *Object, key PropertyKey) (target *Object, handler, trap Value) {
	vm.enterNative()
	target, h := vm.ProxyParts(o)
	if target == nil {
		vm.throwRevoked(vm.DisplayKey(key))
	}
	handler = vm.ObjectValue(h)
	trap = vm.GetV(handler, key)
	if trap.IsNullish() {
		return target, handler, Undefined
	}
	if !vm.IsCallable(trap) {
		vm.ThrowTypeError("%s returned for property '%s' of object '%s' is not a function", vm.quoteTyped(trap), vm.DisplayKey(key), vm.Display(handler))
	}
	return target, handler, trap
}

// quoteTyped is how V8 shows a property's value that is no function.
func (vm *VM) quoteTyped(v Value) string { return "'" + vm.Display(v) + "'" }

// proxyGetPrototypeOf is sec-proxy-object-internal-methods-and-internal-slots-getprototypeof.
func proxyGetPrototypeOf(vm *VM, o *Object) *Object {
	target, h, trap := vm.proxyTrap(o, vm.names.getPrototypeOf)
	if trap == Undefined {
		p := vm.GetPrototypeOf(target)
		vm.leaveNative()
		return p
	}
	r := vm.Call(trap, h, vm.ObjectValue(target))
	if !r.IsObject() && r != Null {
		vm.ThrowTypeError("'getPrototypeOf' on proxy: trap returned neither object nor null")
	}
	var p *Object
	if r != Null {
		p = vm.Obj(r)
	}
	if !vm.IsExtensible(target) && vm.GetPrototypeOf(target) != p {
		vm.ThrowTypeError("'getPrototypeOf' on proxy: proxy target is non-extensible but the trap did not return its actual prototype")
	}
	vm.leaveNative()
	return p
}

// proxySetPrototypeOf is sec-proxy-object-internal-methods-and-internal-slots-setprototypeof-v.
func proxySetPrototypeOf(vm *VM, o, proto *Object) bool {
	target, h, trap := vm.proxyTrap(o, vm.names.setPrototypeOf)
	if trap == Undefined {
		ok := vm.SetPrototypeOf(target, proto)
		vm.leaveNative()
		return ok
	}
	ok := vm.ToBoolean(vm.Call(trap, h, vm.ObjectValue(target), vm.ObjectValue(proto)))
	if ok && !vm.IsExtensible(target) && vm.GetPrototypeOf(target) != proto {
		vm.ThrowTypeError("'setPrototypeOf' on proxy: trap returned truish for setting a new prototype on the non-extensible proxy target")
	}
	vm.leaveNative()
	return ok
}

// proxyIsExtensible is sec-proxy-object-internal-methods-and-internal-slots-isextensible.
func proxyIsExtensible(vm *VM, o *Object) bool {
	target, h, trap := vm.proxyTrap(o, vm.names.isExtensible)
	if trap == Undefined {
		ok := vm.IsExtensible(target)
		vm.leaveNative()
		return ok
	}
	ok := vm.ToBoolean(vm.Call(trap, h, vm.ObjectValue(target)))
	if want := vm.IsExtensible(target); ok != want {
		vm.ThrowTypeError("'isExtensible' on proxy: trap result does not reflect extensibility of proxy target (which is '%t')", want)
	}
	vm.leaveNative()
	return ok
}

// proxyPreventExtensions is sec-proxy-object-internal-methods-and-internal-slots-preventextensions.
func proxyPreventExtensions(vm *VM, o *Object) bool {
	target, h, trap := vm.proxyTrap(o, vm.names.preventExtensions)
	if trap == Undefined {
		ok := vm.PreventExtensions(target)
		vm.leaveNative()
		return ok
	}
	ok := vm.ToBoolean(vm.Call(trap, h, vm.ObjectValue(target)))
	if ok && vm.IsExtensible(target) {
		vm.ThrowTypeError("'preventExtensions' on proxy: trap returned truish but the proxy target is extensible")
	}
	vm.leaveNative()
	return ok
}

// proxyGetOwnProperty is sec-proxy-object-internal-methods-and-internal-slots-getownproperty-p.
func proxyGetOwnProperty(vm *VM, o *Object, key PropertyKey) (PropertyDescriptor, bool) {
	target, h, trap := vm.proxyTrap(o, vm.names.getOwnPropertyDescriptor)
	if trap == Undefined {
		d, ok := vm.GetOwnProperty(target, key)
		vm.leaveNative()
		return d, ok
	}
	r := vm.Call(trap, h, vm.ObjectValue(target), vm.KeyValue(key))
	if !r.IsObject() && r != Undefined {
		vm.ThrowTypeError("'getOwnPropertyDescriptor' on proxy: trap returned neither object nor undefined for property '%s'", vm.DisplayKey(key))
	}
	cur, exists := vm.GetOwnProperty(target, key)
	if r == Undefined {
		vm.checkHidden(target, key, &cur, exists, "getOwnPropertyDescriptor")
		vm.leaveNative()
		return PropertyDescriptor{}, false
	}
	extensible := vm.IsExtensible(target)
	d := vm.ToPropertyDescriptor(r)
	d.complete()
	if !vm.IsCompatiblePropertyDescriptor(extensible, d, cur, exists) {
		vm.ThrowTypeError("'getOwnPropertyDescriptor' on proxy: trap returned descriptor for property '%s' that is incompatible with the existing property in the proxy target", vm.DisplayKey(key))
	}
	if !d.Configurable() {
		if !exists || cur.Configurable() {
			vm.ThrowTypeError("'getOwnPropertyDescriptor' on proxy: trap reported non-configurability for property '%s' which is either non-existent or configurable in the proxy target", vm.DisplayKey(key))
		}
		if d.Has&HasWritable != 0 && !d.Writable() && cur.Writable() {
			vm.ThrowTypeError("'getOwnPropertyDescriptor' on proxy: trap reported non-configurable and writable for property '%s' which is non-configurable, non-writable in the proxy target", vm.DisplayKey(key))
		}
	}
	vm.leaveNative()
	return d, true
}

// checkHidden is what a trap must keep to that says a property is not there.
func (vm *VM) checkHidden(target *Object, key PropertyKey, cur *PropertyDescriptor, exists bool, trap string) {
	if !exists {
		return
	}
	if !cur.Configurable() {
		vm.throwHidden(trap, key, true)
	}
	if !vm.IsExtensible(target) {
		vm.throwHidden(trap, key, false)
	}
}

func (vm *VM) throwHidden(trap string, key PropertyKey, configurable bool) {
	k := vm.DisplayKey(key)
	switch {
	case trap == "has" && configurable:
		vm.ThrowTypeError("'has' on proxy: trap returned falsish for property '%s' which exists in the proxy target as non-configurable", k)
	case trap == "has":
		vm.ThrowTypeError("'has' on proxy: trap returned falsish for property '%s' but the proxy target is not extensible", k)
	case configurable:
		vm.ThrowTypeError("'getOwnPropertyDescriptor' on proxy: trap returned undefined for property '%s' which is non-configurable in the proxy target", k)
	}
	vm.ThrowTypeError("'getOwnPropertyDescriptor' on proxy: trap returned undefined for property '%s' which exists in the non-extensible proxy target", k)
}

// complete is sec-completepropertydescriptor.
func (d *PropertyDescriptor) complete() {
	if d.IsAccessor() {
		d.Get, d.Set = d.getOr(Undefined), d.setOr(Undefined)
		d.Has |= HasGet | HasSet
	} else {
		if d.Has&HasValue == 0 {
			d.Value = Undefined
		}
		d.Has |= HasValue | HasWritable
	}
	d.Has |= HasEnumerable | HasConfigurable
}

// proxyDefineOwnProperty is sec-proxy-object-internal-methods-and-internal-slots-defineownproperty-p-desc.
func proxyDefineOwnProperty(vm *VM, o *Object, key PropertyKey, d PropertyDescriptor) bool {
	target, h, trap := vm.proxyTrap(o, vm.names.defineProperty)
	if trap == Undefined {
		ok := vm.DefineOwnProperty(target, key, d)
		vm.leaveNative()
		return ok
	}
	desc := vm.FromPropertyDescriptor(d)
	if !vm.ToBoolean(vm.Call(trap, h, vm.ObjectValue(target), vm.KeyValue(key), desc)) {
		vm.leaveNative()
		return false
	}
	cur, exists := vm.GetOwnProperty(target, key)
	extensible := vm.IsExtensible(target)
	hides := d.Has&HasConfigurable != 0 && !d.Configurable()
	k := vm.DisplayKey(key)
	if !exists {
		if !extensible {
			vm.ThrowTypeError("'defineProperty' on proxy: trap returned truish for adding property '%s'  to the non-extensible proxy target", k)
		}
		if hides {
			vm.ThrowTypeError("'defineProperty' on proxy: trap returned truish for defining non-configurable property '%s' which is either non-existent or configurable in the proxy target", k)
		}
		vm.leaveNative()
		return true
	}
	if !vm.IsCompatiblePropertyDescriptor(extensible, d, cur, true) {
		vm.ThrowTypeError("'defineProperty' on proxy: trap returned truish for adding property '%s'  that is incompatible with the existing property in the proxy target", k)
	}
	if hides && cur.Configurable() {
		vm.ThrowTypeError("'defineProperty' on proxy: trap returned truish for defining non-configurable property '%s' which is either non-existent or configurable in the proxy target", k)
	}
	if cur.IsData() && !cur.Configurable() && cur.Writable() && d.Has&HasWritable != 0 && !d.Writable() {
		vm.ThrowTypeError("'defineProperty' on proxy: trap returned truish for defining non-configurable property '%s' which cannot be non-writable", k)
	}
	vm.leaveNative()
	return true
}

// proxyHasProperty is sec-proxy-object-internal-methods-and-internal-slots-hasproperty-p.
func proxyHasProperty(vm *VM, o *Object, key PropertyKey) bool {
	target, h, trap := vm.proxyTrap(o, vm.names.has)
	if trap == Undefined {
		ok := vm.HasProperty(target, key)
		vm.leaveNative()
		return ok
	}
	ok := vm.ToBoolean(vm.Call(trap, h, vm.ObjectValue(target), vm.KeyValue(key)))
	if !ok {
		cur, exists := vm.GetOwnProperty(target, key)
		vm.checkHidden(target, key, &cur, exists, "has")
	}
	vm.leaveNative()
	return ok
}

// proxyGet is sec-proxy-object-internal-methods-and-internal-slots-get-p-receiver.
func proxyGet(vm *VM, o *Object, key PropertyKey, receiver Value) Value {
	target, h, trap := vm.proxyTrap(o, vm.names.get)
	if trap == Undefined {
		v := vm.GetReceiver(target, key, receiver)
		vm.leaveNative()
		return v
	}
	v := vm.Call(trap, h, vm.ObjectValue(target), vm.KeyValue(key), receiver)
	if cur, ok := vm.GetOwnProperty(target, key); ok && !cur.Configurable() {
		if cur.IsData() && !cur.Writable() && !vm.SameValue(v, cur.Value) {
			vm.ThrowTypeError("'get' on proxy: property '%s' is a read-only and non-configurable data property on the proxy target but the proxy did not return its actual value (expected '%s' but got '%s')",
				vm.DisplayKey(key), vm.Display(cur.Value), vm.Display(v))
		}
		if cur.IsAccessor() && cur.Get == Undefined && v != Undefined {
			vm.ThrowTypeError("'get' on proxy: property '%s' is a non-configurable accessor property on the proxy target and does not have a getter function, but the trap did not return 'undefined' (got '%s')",
				vm.DisplayKey(key), vm.Display(v))
		}
	}
	vm.leaveNative()
	return v
}

// proxySet is sec-proxy-object-internal-methods-and-internal-slots-set-p-v-receiver.
func proxySet(vm *VM, o *Object, key PropertyKey, v, receiver Value) bool {
	target, h, trap := vm.proxyTrap(o, vm.names.set)
	if trap == Undefined {
		ok := vm.SetReceiver(target, key, v, receiver)
		vm.leaveNative()
		return ok
	}
	ok := vm.ToBoolean(vm.Call(trap, h, vm.ObjectValue(target), vm.KeyValue(key), v, receiver))
	if ok {
		if cur, exists := vm.GetOwnProperty(target, key); exists && !cur.Configurable() {
			if cur.IsData() && !cur.Writable() && !vm.SameValue(v, cur.Value) {
				vm.ThrowTypeError("'set' on proxy: trap returned truish for property '%s' which exists in the proxy target as a non-configurable and non-writable data property with a different value", vm.DisplayKey(key))
			}
			if cur.IsAccessor() && cur.Set == Undefined {
				vm.ThrowTypeError("'set' on proxy: trap returned truish for property '%s' which exists in the proxy target as a non-configurable and non-writable accessor property without a setter", vm.DisplayKey(key))
			}
		}
	}
	vm.leaveNative()
	return ok
}

// proxyDelete is sec-proxy-object-internal-methods-and-internal-slots-delete-p.
func proxyDelete(vm *VM, o *Object, key PropertyKey) bool {
	target, h, trap := vm.proxyTrap(o, vm.names.deleteProperty)
	if trap == Undefined {
		ok := vm.Delete(target, key)
		vm.leaveNative()
		return ok
	}
	ok := vm.ToBoolean(vm.Call(trap, h, vm.ObjectValue(target), vm.KeyValue(key)))
	if ok {
		if cur, exists := vm.GetOwnProperty(target, key); exists {
			if !cur.Configurable() {
				vm.ThrowTypeError("'deleteProperty' on proxy: trap returned truish for property '%s' which is non-configurable in the proxy target", vm.DisplayKey(key))
			}
			if !vm.IsExtensible(target) {
				vm.ThrowTypeError("'deleteProperty' on proxy: trap returned truish for property '%s' but the proxy target is non-extensible", vm.DisplayKey(key))
			}
		}
	}
	vm.leaveNative()
	return ok
}

// proxyOwnPropertyKeys is sec-proxy-object-internal-methods-and-internal-slots-ownpropertykeys.
func proxyOwnPropertyKeys(vm *VM, o *Object, keys *List) {
	target, h, trap := vm.proxyTrap(o, vm.names.ownKeys)
	if trap == Undefined {
		vm.OwnPropertyKeys(target, keys)
		vm.leaveNative()
		return
	}
	r := vm.Call(trap, h, vm.ObjectValue(target))
	if !r.IsObject() {
		vm.ThrowTypeError("CreateListFromArrayLike called on non-object")
	}
	seen := vm.newKeySet()
	got := vm.proxyKeyList(vm.Obj(r), seen)
	vm.checkOwnKeys(target, seen, vm.ListLen(got))
	for i, n := 0, vm.ListLen(got); i < n; i++ {
		vm.Append(keys, vm.ListAt(got, i))
	}
	vm.leaveNative()
}

// newKeySet makes an object without prototype that serves as a set of keys.
func (vm *VM) newKeySet() *Object { return vm.OrdinaryObjectCreate(nil) }

// proxyKeyList reads the trap's result: strings and symbols, each once.
func (vm *VM) proxyKeyList(r *Object, seen *Object) *List {
	got := vm.NewList()
	n := vm.LengthOfArrayLike(r)
	if n > maxListLength {
		vm.ThrowRangeError("Invalid array length")
	}
	for i := int64(0); i < n; i++ {
		v := vm.Get(r, vm.IntegerKey(i))
		if !v.IsString() && !v.IsSymbol() {
			vm.ThrowTypeError("%s is not a valid property name", vm.Display(v))
		}
		key := vm.ToPropertyKey(v)
		if _, _, ok := vm.ownProperty(seen, key); ok {
			vm.ThrowTypeError("'ownKeys' on proxy: trap returned duplicate entries")
		}
		vm.putOwn(seen, key, dataAttrs, True)
		vm.AddKey(got, key)
	}
	return got
}

// checkOwnKeys are the invariants of [[OwnPropertyKeys]]; seen has the n keys
// that the trap returned.
func (vm *VM) checkOwnKeys(target, seen *Object, n int) {
	extensible := vm.IsExtensible(target)
	own := vm.NewList()
	vm.OwnPropertyKeys(target, own)
	fixed, total := vm.NewList(), vm.ListLen(own)
	for i := 0; i < total; i++ {
		key := vm.KeyAt(own, i)
		if d, ok := vm.GetOwnProperty(target, key); ok && !d.Configurable() {
			vm.AddKey(fixed, key)
		}
	}
	if extensible && vm.ListLen(fixed) == 0 {
		return
	}
	must := own
	if extensible {
		must = fixed
	}
	for pass := 0; pass < 2; pass++ {
		list := fixed
		if pass == 1 {
			list = must
		}
		for i, m := 0, vm.ListLen(list); i < m; i++ {
			if key := vm.KeyAt(list, i); !vm.hasKey(seen, key) {
				vm.ThrowTypeError("'ownKeys' on proxy: trap result did not include '%s'", vm.DisplayKey(key))
			}
		}
	}
	if !extensible && n != total {
		vm.ThrowTypeError("'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible")
	}
}

func (vm *VM) hasKey(set *Object, key PropertyKey) bool {
	_, _, ok := vm.ownProperty(set, key)
	return ok
}

// proxyCall is [[Call]] and [[Construct]] of the proxy at base-2
// (sec-proxy-object-internal-methods-and-internal-slots-call-thisargument-argumentslist);
// this, or new.target, is at base-1.
func (vm *VM) proxyCall(base, argc uint32, construct bool) Value {
	o := vm.Obj(*vm.reg(base - 2))
	if construct {
		if o.Flags&flagConstructor == 0 {
			vm.ThrowTypeError("%s is not a constructor", vm.Display(vm.ObjectValue(o)))
		}
		return vm.proxyConstruct(o, base, argc)
	}
	top := vm.top
	vm.top = max(top, base+argc)
	target, h, trap := vm.proxyTrap(o, vm.names.apply)
	var v Value
	if trap == Undefined {
		*vm.reg(base - 2) = vm.ObjectValue(target)
		v = vm.invoke(base, argc, false)
	} else {
		v = vm.Call(trap, h, vm.ObjectValue(target), *vm.reg(base - 1), vm.argsArray(base, argc))
	}
	vm.leaveNative()
	vm.top = top
	return v
}

func (vm *VM) proxyConstruct(o *Object, base, argc uint32) Value {
	top := vm.top
	vm.top = max(top, base+argc)
	target, h, trap := vm.proxyTrap(o, vm.names.construct)
	var v Value
	if trap == Undefined {
		*vm.reg(base - 2) = vm.ObjectValue(target)
		v = vm.invoke(base, argc, true)
	} else {
		v = vm.Call(trap, h, vm.ObjectValue(target), vm.argsArray(base, argc), *vm.reg(base - 1))
		if !v.IsObject() {
			vm.ThrowTypeError("'construct' on proxy: trap returned non-object ('%s')", vm.Display(v))
		}
	}
	vm.leaveNative()
	vm.top = top
	return v
}

// argsArray makes an array of the arguments of a window.
func (vm *VM) argsArray(base, argc uint32) Value {
	return vm.ObjectValue(vm.NewArrayOf(unsafe.Slice(vm.reg(base), int(argc))...))
}
