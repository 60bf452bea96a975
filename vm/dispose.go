package vm

import (
	"unsafe"

	"gojs/gc"
)

// disposeCapability is a DisposeCapability Record (sec-disposecapability-records)
// and how far disposing has come. A resource is three words of the list: the
// value, its dispose method (undefined: only awaited) and whether the hint is async-dispose.
//
//gojs:cell
type disposeCapability struct {
	gc.Header
	list   gc.Ref
	_      uint32
	err    Value // what has been thrown so far
	result Value // what to await now
	threw  bool
	// needsAwait and hasAwaited are those of sec-disposeresources.
	needsAwait, hasAwaited bool
	_                      [5]byte
}

const resourceWords = 3

var kindDispose = NewCellKind[disposeCapability]("DisposeCapability", gc.Layout{})

func (vm *VM) disposeAt(v Value) *disposeCapability {
	return gc.At[disposeCapability](vm.heap, v.Ref())
}

// NewDisposeCapability is sec-newdisposecapability, as a value for a cell or a register.
func (vm *VM) NewDisposeCapability() Value {
	r := vm.heap.Alloc(kindDispose, unsafe.Sizeof(disposeCapability{}))
	c := gc.At[disposeCapability](vm.heap, r)
	c.err, c.result = Undefined, Undefined
	c.list = vm.ListRef(vm.NewList())
	return cellValue(r)
}

// AddDisposableResource is sec-adddisposableresource without a method.
func (vm *VM) AddDisposableResource(capability, v Value, async bool) {
	if v.IsNullish() {
		if async {
			vm.addResource(capability, Undefined, Undefined, true)
		}
		return
	}
	if !v.IsObject() {
		vm.ThrowTypeError("%s is not an object", vm.Display(v))
	}
	method := vm.GetDisposeMethod(v, async)
	if method == Undefined {
		name := "Symbol.dispose"
		if async {
			name = "Symbol.asyncDispose"
		}
		vm.ThrowTypeError("%s does not have a %s method", vm.Display(v), name)
	}
	vm.addResource(capability, v, method, async)
}

// AddDisposableMethod adds a resource whose method is given: DisposableStack's
// use of AddDisposableResource.
func (vm *VM) AddDisposableMethod(capability, v, method Value, async bool) {
	vm.addResource(capability, v, method, async)
}

func (vm *VM) addResource(capability, v, method Value, async bool) {
	l := vm.ListAtRef(vm.disposeAt(capability).list)
	vm.Append(l, v)
	vm.Append(l, method)
	vm.Append(l, BoolValue(async))
}

// syncDisposer stands for a sync dispose method where an async one was asked
// for: its closure of GetDisposeMethod (sec-getdisposemethod).
var syncDisposerSpec = Spec{Fn: func(c *Call) Value {
	p := c.NewPromise()
	if v, threw := c.Try(func() Value { return c.VM.Call(c.Data(0), c.This()) }); threw {
		c.RejectPromise(p, v)
	} else {
		c.ResolvePromise(p, Undefined)
	}
	return c.ObjectValue(p)
}}

// GetDisposeMethod is sec-getdisposemethod.
func (vm *VM) GetDisposeMethod(v Value, async bool) Value {
	if async {
		if m := vm.GetMethod(v, SymbolKey(vm.symbols.asyncDispose)); m != Undefined {
			return m
		}
		m := vm.GetMethod(v, SymbolKey(vm.symbols.dispose))
		if m == Undefined {
			return m
		}
		return vm.ObjectValue(vm.NewNative(&syncDisposerSpec, m))
	}
	return vm.GetMethod(v, SymbolKey(vm.symbols.dispose))
}

// popResource takes the last resource off the list.
func (vm *VM) popResource(c *disposeCapability) (v, method Value, async, ok bool) {
	l := vm.ListAtRef(c.list)
	n := vm.ListLen(l)
	if n == 0 {
		return 0, 0, false, false
	}
	items := vm.ListItems(l)[n-resourceWords:]
	v, method, async = items[0], items[1], items[2] == True
	w := gc.At[wordsCell](vm.heap, l.items)
	w.count -= resourceWords
	return v, method, async, true
}

// disposeFailed notes that e was thrown: a SuppressedError where something
// already was (sec-disposeresources).
func (vm *VM) disposeFailed(c *disposeCapability, e Value) {
	if c.threw {
		s := vm.NewErrorObject(vm.realm.Intrinsic(SuppressedErrorPrototype), Undefined)
		vm.putOwn(s, vm.names.error, Writable|Configurable, e)
		vm.putOwn(s, vm.names.suppressed, Writable|Configurable, c.err)
		e = vm.ObjectValue(s)
	}
	c.threw, c.err = true, e
}

// DisposeResources disposes of all sync resources, last first, after a
// completion that threw err or did not, and throws the completion that results.
func (vm *VM) DisposeResources(capability Value, threw bool, err Value) {
	c := vm.disposeAt(capability)
	if threw {
		vm.disposeFailed(c, err)
	}
	for {
		v, method, _, ok := vm.popResource(c)
		if !ok {
			break
		}
		if e, threw := vm.Try(func() Value { return vm.Call(method, v) }); threw {
			vm.disposeFailed(c, e)
		}
	}
	vm.disposeEnd(c)
}

func (vm *VM) disposeEnd(c *disposeCapability) {
	if c.threw {
		e := c.err
		c.threw, c.err = false, Undefined
		vm.Throw(e)
	}
}

// DisposeAsyncNext disposes of resources until one gives something to await:
// true, and DisposeAsyncValue is it (sec-disposeresources).
func (vm *VM) DisposeAsyncNext(capability Value) bool {
	c := vm.disposeAt(capability)
	for {
		v, method, async, ok := vm.popResource(c)
		if !ok {
			break
		}
		if !async && c.needsAwait && !c.hasAwaited {
			// The await of undefined that stands before a sync resource.
			vm.addResource(capability, v, method, async)
			c.needsAwait, c.result = false, Undefined
			return true
		}
		if method == Undefined {
			c.needsAwait = true
			continue
		}
		result, threw := vm.Try(func() Value { return vm.Call(method, v) })
		if threw {
			vm.disposeFailed(c, result)
			continue
		}
		if async {
			c.hasAwaited, c.result = true, result
			return true
		}
	}
	if c.needsAwait && !c.hasAwaited {
		c.needsAwait, c.result = false, Undefined
		return true
	}
	return false
}

// DisposeAsyncValue is what to await after DisposeAsyncNext.
func (vm *VM) DisposeAsyncValue(capability Value) Value {
	c := vm.disposeAt(capability)
	v := c.result
	c.result = Undefined
	return v
}

// DisposeAsyncFailed notes that the body or an await threw e.
func (vm *VM) DisposeAsyncFailed(capability, e Value) { vm.disposeFailed(vm.disposeAt(capability), e) }

// DisposeAsyncEnd throws what remains to be thrown.
func (vm *VM) DisposeAsyncEnd(capability Value) { vm.disposeEnd(vm.disposeAt(capability)) }

// DisposeResourceCount is the number of resources a capability holds.
func (vm *VM) DisposeResourceCount(capability Value) int {
	return vm.ListLen(vm.ListAtRef(vm.disposeAt(capability).list)) / resourceWords
}
