package es

import (
	"gojs/gc"
	"gojs/vm"
)

// DisposableStack and AsyncDisposableStack objects
// (sec-disposablestack-objects, sec-asyncdisposablestack-objects). They differ
// in the hint of their resources and in how these are disposed of.

// disposableStack is an object with [[DisposeCapability]] and
// [[DisposableState]] or [[AsyncDisposableState]].
//
//gojs:cell
type disposableStack struct {
	vm.Object
	capability vm.Value
	disposed   bool
	_          [7]byte
}

var (
	kindDisposableStack      = vm.NewKind[disposableStack]("DisposableStack", gc.Layout{})
	kindAsyncDisposableStack = vm.NewKind[disposableStack]("AsyncDisposableStack", gc.Layout{})
)

// stackClass is what tells the two kinds apart; the functions' magic is its
// place in stackClasses.
type stackClass struct {
	name        string
	kind        gc.Kind
	ctor, proto vm.Intrinsic
	async       bool
}

var stackClasses = [...]stackClass{
	{"DisposableStack", kindDisposableStack, vm.NewIntrinsic(), vm.NewIntrinsic(), false},
	{"AsyncDisposableStack", kindAsyncDisposableStack, vm.NewIntrinsic(), vm.NewIntrinsic(), true},
}

func newDisposableStack(c *vm.Call, class *stackClass, proto *vm.Object) *disposableStack {
	s := vm.Alloc[disposableStack](c.VM, class.kind, proto)
	s.capability = vm.Undefined
	s.capability = c.NewDisposeCapability()
	return s
}

// DisposableStack ( ) sec-disposablestack and
// AsyncDisposableStack ( ) sec-asyncdisposablestack
func disposableStackConstruct(c *vm.Call) vm.Value {
	class := &stackClasses[c.Magic()]
	if !c.IsConstruct() {
		c.ThrowTypeError("Constructor %s requires 'new'", class.name)
	}
	s := newDisposableStack(c, class, c.GetPrototypeFromConstructor(c.NewTarget(), class.proto))
	return c.ObjectValue(&s.Object)
}

// thisStack is the this value as a stack of the function's class; method is
// the function's name for messages.
func thisStack(c *vm.Call, method string) (*disposableStack, *stackClass) {
	class := &stackClasses[c.Magic()]
	s := vm.As[disposableStack](c.VM, c.This(), class.kind)
	if s == nil {
		c.ThrowTypeError("Method %s.prototype.%s called on incompatible receiver %s", class.name, method, c.Display(c.This()))
	}
	return s, class
}

// pendingStack is thisStack of one that has not been disposed of.
func pendingStack(c *vm.Call, method string) (*disposableStack, *stackClass) {
	s, class := thisStack(c, method)
	if s.disposed {
		c.ThrowReferenceError("Cannot call %s.prototype.%s on an already-disposed %[1]s", class.name, method)
	}
	return s, class
}

// adoptedSpec is the closure of adopt: word 0 is onDispose, word 1 the value.
var adoptedSpec = vm.Spec{Fn: func(c *vm.Call) vm.Value {
	return c.VM.Call(c.Data(0), vm.Undefined, c.Data(1))
}}

// DisposableStack.prototype.adopt ( value, onDispose ) sec-disposablestack.prototype.adopt
// and AsyncDisposableStack.prototype.adopt ( value, onDisposeAsync ) sec-asyncdisposablestack.prototype.adopt
func disposableStackAdopt(c *vm.Call) vm.Value {
	s, class := pendingStack(c, "adopt")
	f := c.NewNative(&adoptedSpec, callableArg(c, 1), c.Arg(0))
	c.AddDisposableMethod(s.capability, vm.Undefined, c.ObjectValue(f), class.async)
	return c.Arg(0)
}

// DisposableStack.prototype.defer ( onDispose ) sec-disposablestack.prototype.defer
// and AsyncDisposableStack.prototype.defer ( onDisposeAsync ) sec-asyncdisposablestack.prototype.defer
func disposableStackDefer(c *vm.Call) vm.Value {
	s, class := pendingStack(c, "defer")
	c.AddDisposableMethod(s.capability, vm.Undefined, callableArg(c, 0), class.async)
	return vm.Undefined
}

// get DisposableStack.prototype.disposed sec-get-disposablestack.prototype.disposed
// and get AsyncDisposableStack.prototype.disposed sec-get-asyncdisposablestack.prototype.disposed
func disposableStackDisposed(c *vm.Call) vm.Value {
	s, _ := thisStack(c, "disposed")
	return vm.BoolValue(s.disposed)
}

// DisposableStack.prototype.move ( ) sec-disposablestack.prototype.move
// and AsyncDisposableStack.prototype.move ( ) sec-asyncdisposablestack.prototype.move
func disposableStackMove(c *vm.Call) vm.Value {
	s, class := pendingStack(c, "move")
	moved := newDisposableStack(c, class, c.Realm().Intrinsic(class.proto))
	moved.capability, s.capability = s.capability, moved.capability
	s.disposed = true
	return c.ObjectValue(&moved.Object)
}

// DisposableStack.prototype.use ( value ) sec-disposablestack.prototype.use
// and AsyncDisposableStack.prototype.use ( value ) sec-asyncdisposablestack.prototype.use
func disposableStackUse(c *vm.Call) vm.Value {
	s, class := pendingStack(c, "use")
	c.AddDisposableResource(s.capability, c.Arg(0), class.async)
	return c.Arg(0)
}

// DisposableStack.prototype.dispose ( ) sec-disposablestack.prototype.dispose
func disposableStackDispose(c *vm.Call) vm.Value {
	s, _ := thisStack(c, "dispose")
	if !s.disposed {
		s.disposed = true
		c.DisposeResources(s.capability, false, vm.Undefined)
	}
	return vm.Undefined
}

// AsyncDisposableStack.prototype.disposeAsync ( ) sec-asyncdisposablestack.prototype.disposeAsync
func asyncDisposableStackDisposeAsync(c *vm.Call) vm.Value {
	capability := c.NewPromiseCapability(c.Realm().IntrinsicValue(vm.PromiseConstructor))
	c.IfAbruptRejectPromise(capability, func() vm.Value {
		s, _ := thisStack(c, "disposeAsync")
		if s.disposed {
			c.ResolveCapability(capability, vm.Undefined)
			return vm.Undefined
		}
		s.disposed = true
		disposeAsync(c, s.capability, capability.Resolve, capability.Reject)
		return vm.Undefined
	})
	return capability.Promise
}

// The functions that go on when what was awaited is settled: word 0 is the
// DisposeCapability, words 1 and 2 settle the promise of disposeAsync.
var disposeFulfilledSpec, disposeRejectedSpec = vm.Spec{Len: 1}, vm.Spec{Len: 1}

func init() {
	disposeFulfilledSpec.Fn = func(c *vm.Call) vm.Value { return disposeAwaited(c, false) }
	disposeRejectedSpec.Fn = func(c *vm.Call) vm.Value { return disposeAwaited(c, true) }
}

func disposeAwaited(c *vm.Call, threw bool) vm.Value {
	if threw {
		c.DisposeAsyncFailed(c.Data(0), c.Arg(0))
	}
	disposeAsync(c, c.Data(0), c.Data(1), c.Data(2))
	return vm.Undefined
}

// disposeAsync is DisposeResources (sec-disposeresources) from one await to the next.
func disposeAsync(c *vm.Call, capability, resolve, reject vm.Value) {
	promise := c.Realm().IntrinsicValue(vm.PromiseConstructor)
	for c.DisposeAsyncNext(capability) {
		v, threw := c.Try(func() vm.Value { return c.PromiseResolve(promise, c.DisposeAsyncValue(capability)) })
		if threw {
			c.DisposeAsyncFailed(capability, v)
			continue
		}
		c.PerformPromiseThen(c.PromiseOf(v),
			c.ObjectValue(c.NewNative(&disposeFulfilledSpec, capability, resolve, reject)),
			c.ObjectValue(c.NewNative(&disposeRejectedSpec, capability, resolve, reject)),
			vm.PromiseCapability{Promise: vm.Undefined, Resolve: vm.Undefined, Reject: vm.Undefined})
		return
	}
	err, threw := c.Try(func() vm.Value {
		c.DisposeAsyncEnd(capability)
		return vm.Undefined
	})
	if threw {
		resolve = reject
	}
	c.VM.Call(resolve, vm.Undefined, err)
}

func init() {
	for i, class := range stackClasses {
		dispose := vm.Spec{Key: "dispose", Fn: disposableStackDispose, Magic: i}
		symbol := "@@dispose"
		if class.async {
			dispose = vm.Spec{Key: "disposeAsync", Fn: asyncDisposableStackDisposeAsync, Magic: i}
			symbol = "@@asyncDispose"
		}
		vm.Declare(
			&vm.ObjectSpec{ID: class.ctor, Proto: vm.FunctionPrototype, Global: class.name,
				Func: &vm.Spec{Key: class.name, Fn: disposableStackConstruct, Magic: i, Ctor: class.proto}, Props: prototypeSpec(class.proto)},
			&vm.ObjectSpec{ID: class.proto, Proto: vm.ObjectPrototype, Props: []vm.Spec{
				{Key: "constructor", Kind: vm.Reference, Ref: class.ctor},
				{Key: "adopt", Fn: disposableStackAdopt, Len: 2, Magic: i},
				{Key: "defer", Fn: disposableStackDefer, Len: 1, Magic: i},
				dispose,
				{Key: "disposed", Kind: vm.Accessor, Get: disposableStackDisposed, Magic: i},
				{Key: "move", Fn: disposableStackMove, Magic: i},
				{Key: "use", Fn: disposableStackUse, Len: 1, Magic: i},
				{Key: symbol, Kind: vm.Alias, Of: dispose.Key},
				tagSpec(class.name),
			}})
	}
}
