package vm

import (
	"unsafe"

	"gojs/gc"
)

// PromiseState is [[PromiseState]].
type PromiseState uint8

// The states of a promise.
const (
	PromisePending PromiseState = iota
	PromiseFulfilled
	PromiseRejected
)

// PromiseObject is a Promise (sec-properties-of-promise-instances).
//
//gojs:cell
type PromiseObject struct {
	Object
	result      Value
	first, last gc.Ref // reactions in the order they were registered, while pending
	state       PromiseState
	handled     bool
	_           [6]byte
}

// State is [[PromiseState]].
func (p *PromiseObject) State() PromiseState { return p.state }

// Result is [[PromiseResult]].
func (p *PromiseObject) Result() Value { return p.result }

// IsHandled is [[PromiseIsHandled]].
func (p *PromiseObject) IsHandled() bool { return p.handled }

// MarkHandled sets [[PromiseIsHandled]].
func (p *PromiseObject) MarkHandled() { p.handled = true }

// PromiseOf is v as a promise, nil when it is none (sec-ispromise).
func (vm *VM) PromiseOf(v Value) *PromiseObject { return As[PromiseObject](vm, v, KindPromise) }

// IsPromise is sec-ispromise.
func (vm *VM) IsPromise(v Value) bool { return vm.PromiseOf(v) != nil }

func promiseOf(o *Object) *PromiseObject { return (*PromiseObject)(unsafe.Pointer(o)) }

// NewPromise makes a pending promise of the current realm.
func (vm *VM) NewPromise() *Object { return vm.NewPromiseObject(vm.realm.Intrinsic(PromisePrototype)) }

// NewPromiseObject makes a pending promise with a prototype.
func (vm *VM) NewPromiseObject(proto *Object) *Object {
	p := Alloc[PromiseObject](vm, KindPromise, proto)
	p.result = Undefined
	if vm.promiseHooks != nil {
		vm.hookInit(&p.Object)
	}
	return &p.Object
}

// Reactions. A reaction is what happens when a promise is settled: handlers
// given to then, or something of the machine's own, which needs no functions.

// The kinds of reactions, in Header.Flags.
const (
	reactHandlers    = iota // handlerReaction
	reactAwait              // the activation target goes on
	reactResolveInto        // the promise target takes the same state
	reactGo                 // goReaction
	reactAwaitReturn        // the async generator target: AsyncGeneratorAwaitReturn
	reactFromSync           // AsyncFromSyncIteratorContinuation: promise, done in resolve, iterator in reject
	reactModule             // an async module was evaluated: its number in promise
)

// reaction is a PromiseReaction Record (sec-promisereaction-records). Its Shape
// is the asynchronous context that was in force when it was registered.
//
//gojs:cell
type reaction struct {
	gc.Header
	next   gc.Ref
	target gc.Ref
}

// handlerReaction has handlers and the capability of the derived promise:
// resolve is the hole when the promise is settled without functions, promise
// undefined when there is none.
//
//gojs:cell
type handlerReaction struct {
	reaction
	promise, resolve, reject Value
	onFulfilled, onRejected  Value
}

// goReaction calls a Go function.
//
//gojs:cell
type goReaction struct {
	reaction
	external uint32
	_        uint32
}

var (
	kindReaction        = NewCellKind[reaction]("PromiseReaction", gc.Layout{ShapeIsRef: true})
	kindHandlerReaction = NewCellKind[handlerReaction]("PromiseHandlerReaction", gc.Layout{ShapeIsRef: true})
	kindGoReaction      = NewCellKind[goReaction]("PromiseGoReaction", gc.Layout{ShapeIsRef: true, External: uint16(unsafe.Offsetof(goReaction{}.external))})
)

func (vm *VM) newReaction(code uint8, target gc.Ref) *reaction {
	r := gc.At[reaction](vm.heap, vm.heap.Alloc(kindReaction, unsafe.Sizeof(reaction{})))
	r.Flags, r.target = code, target
	return r
}

func (vm *VM) newHandlerReaction(code uint8) *handlerReaction {
	r := gc.At[handlerReaction](vm.heap, vm.heap.Alloc(kindHandlerReaction, unsafe.Sizeof(handlerReaction{})))
	r.Flags = code
	r.promise, r.resolve, r.reject = Undefined, Hole, Hole
	r.onFulfilled, r.onRejected = Undefined, Undefined
	return r
}

// addReaction is the second half of PerformPromiseThen
// (sec-performpromisethen).
func (vm *VM) addReaction(p *PromiseObject, r *reaction) {
	ref := vm.heap.RefOf(unsafe.Pointer(r))
	r.Shape = vm.asyncContext
	switch p.state {
	case PromisePending:
		if p.last == 0 {
			p.first = ref
		} else {
			gc.At[reaction](vm.heap, p.last).next = ref
		}
		p.last = ref
	case PromiseFulfilled:
		vm.enqueueJob(jobFulfilled, cellValue(ref), p.result, Undefined)
	case PromiseRejected:
		if !p.handled {
			vm.host().PromiseRejectionTracker(vm, &p.Object, HandleRejected)
		}
		vm.enqueueJob(jobRejected, cellValue(ref), p.result, Undefined)
	}
	p.handled = true
}

// settle gives a pending promise its state and runs the reactions
// (sec-fulfillpromise, sec-rejectpromise, sec-triggerpromisereactions).
func (vm *VM) settle(p *PromiseObject, state PromiseState, v Value) {
	if p.state != PromisePending {
		return
	}
	ref := p.first
	p.first, p.last = 0, 0
	p.state, p.result = state, v
	if vm.promiseHooks != nil {
		vm.promiseHooks.PromiseResolve(vm, &p.Object)
	}
	kind := int32(jobFulfilled)
	if state == PromiseRejected {
		kind = jobRejected
		if !p.handled {
			vm.host().PromiseRejectionTracker(vm, &p.Object, RejectUnhandled)
		}
	}
	for ref != 0 {
		r := gc.At[reaction](vm.heap, ref)
		next := r.next
		r.next = 0
		vm.enqueueJob(kind, cellValue(ref), v, Undefined)
		ref = next
	}
}

// FulfillPromise is sec-fulfillpromise; a promise that is settled stays as it is.
func (vm *VM) FulfillPromise(p *Object, v Value) { vm.settle(promiseOf(p), PromiseFulfilled, v) }

// RejectPromise is sec-rejectpromise; a promise that is settled stays as it is.
func (vm *VM) RejectPromise(p *Object, reason Value) {
	vm.settle(promiseOf(p), PromiseRejected, reason)
}

// ResolvePromise is the body of a promise resolve function
// (sec-promise-resolve-functions): p takes the state of what v is a promise for.
func (vm *VM) ResolvePromise(p *Object, v Value) {
	if !v.IsObject() {
		vm.FulfillPromise(p, v)
		return
	}
	if vm.Obj(v) == p {
		e, _ := vm.Try(func() Value {
			vm.ThrowTypeError("Chaining cycle detected for promise #<Promise>")
			return Undefined
		})
		vm.RejectPromise(p, e)
		return
	}
	then, threw := vm.Try(func() Value { return vm.Get(vm.Obj(v), vm.names.then) })
	switch {
	case threw:
		vm.RejectPromise(p, then)
	case !vm.IsCallable(then):
		vm.FulfillPromise(p, v)
	default:
		vm.enqueueJob(jobThenable, vm.ObjectValue(p), v, then)
	}
}

// resolveThenable is the job of sec-newpromiseresolvethenablejob.
func (vm *VM) resolveThenable(promise, thenable, then Value) {
	resolve, reject := vm.CreateResolvingFunctions(vm.Obj(promise))
	v, threw := vm.Try(func() Value { return vm.Call(then, thenable, resolve, reject) })
	if threw {
		vm.Call(reject, Undefined, v)
	}
}

// runReaction is the job of sec-newpromisereactionjob.
func (vm *VM) runReaction(r *reaction, v Value, fulfilled bool) {
	switch r.Flags {
	case reactHandlers:
		vm.runHandlers((*handlerReaction)(unsafe.Pointer(r)), v, fulfilled)
	case reactAwait:
		vm.resumeAwait(r.target, v, fulfilled)
	case reactResolveInto:
		p := gc.At[Object](vm.heap, r.target)
		if fulfilled {
			vm.ResolvePromise(p, v)
		} else {
			vm.RejectPromise(p, v)
		}
	case reactGo:
		f := vm.heap.External.Get((*goReaction)(unsafe.Pointer(r)).external).(func(*VM, Value, bool))
		f(vm, v, fulfilled)
	case reactAwaitReturn:
		vm.asyncGeneratorReturned(gc.At[AsyncGeneratorObject](vm.heap, r.target), v, fulfilled)
	case reactFromSync:
		vm.fromSyncSettled((*handlerReaction)(unsafe.Pointer(r)), v, fulfilled)
	case reactModule:
		m := vm.modules[(*handlerReaction)(unsafe.Pointer(r)).promise.Int()]
		if fulfilled {
			vm.asyncModuleExecutionFulfilled(m)
		} else {
			vm.asyncModuleExecutionRejected(m, v)
		}
	}
}

// runHandlers is the job of a reaction made by then.
func (vm *VM) runHandlers(r *handlerReaction, v Value, fulfilled bool) {
	handler := r.onFulfilled
	if !fulfilled {
		handler = r.onRejected
	}
	if handler != Undefined {
		var threw bool
		arg := v
		v, threw = vm.Try(func() Value { return vm.Call(handler, Undefined, arg) })
		fulfilled = !threw
	}
	if r.promise == Undefined {
		return
	}
	c := PromiseCapability{r.promise, r.resolve, r.reject}
	if fulfilled {
		vm.ResolveCapability(c, v)
	} else {
		vm.RejectCapability(c, v)
	}
}

// Capabilities.

// PromiseCapability is a PromiseCapability Record
// (sec-promisecapability-records). Where Resolve is the hole, the promise is
// settled without functions.
//
//gojs:stack
type PromiseCapability struct{ Promise, Resolve, Reject Value }

// ResolveCapability calls c's resolve function.
func (vm *VM) ResolveCapability(c PromiseCapability, v Value) {
	if c.Resolve == Hole {
		vm.ResolvePromise(vm.Obj(c.Promise), v)
		return
	}
	vm.Call(c.Resolve, Undefined, v)
}

// RejectCapability calls c's reject function.
func (vm *VM) RejectCapability(c PromiseCapability, v Value) {
	if c.Resolve == Hole {
		vm.RejectPromise(vm.Obj(c.Promise), v)
		return
	}
	vm.Call(c.Reject, Undefined, v)
}

// The functions of sec-createresolvingfunctions. Word 0 is the promise; word 1
// of resolve says whether the promise has been resolved, word 1 of reject is
// the resolve function.
var (
	promiseResolveSpec = Spec{Fn: promiseResolveFunction, Len: 1}
	promiseRejectSpec  = Spec{Fn: promiseRejectFunction, Len: 1}
)

func promiseResolveFunction(c *Call) Value {
	if c.Data(1) == True {
		return Undefined
	}
	c.SetData(1, True)
	c.ResolvePromise(c.Obj(c.Data(0)), c.Arg(0))
	return Undefined
}

func promiseRejectFunction(c *Call) Value {
	resolve := c.Obj(c.Data(1))
	if NativeData(resolve, 1) == True {
		return Undefined
	}
	SetNativeData(resolve, 1, True)
	c.RejectPromise(c.Obj(c.Data(0)), c.Arg(0))
	return Undefined
}

// CreateResolvingFunctions is sec-createresolvingfunctions.
func (vm *VM) CreateResolvingFunctions(p *Object) (resolve, reject Value) {
	pv := vm.ObjectValue(p)
	resolve = vm.ObjectValue(vm.NewNative(&promiseResolveSpec, pv, False))
	reject = vm.ObjectValue(vm.NewNative(&promiseRejectSpec, pv, resolve))
	return resolve, reject
}

// intrinsicPromise is the realm whose %Promise% c is, or nil.
func (vm *VM) intrinsicPromise(c Value) *Realm {
	n := As[NativeFunction](vm, c, KindNative)
	if n == nil {
		return nil
	}
	if r := vm.realms[n.realm]; r.IntrinsicValue(PromiseConstructor) == c {
		return r
	}
	return nil
}

// capabilityExecutor is the executor of NewPromiseCapability; its words are the
// two functions it was given.
var capabilityExecutorSpec = Spec{Fn: capabilityExecutor, Len: 2}

func capabilityExecutor(c *Call) Value {
	if c.Data(0) != Undefined || c.Data(1) != Undefined {
		c.ThrowTypeError("Promise executor has already been invoked with non-undefined arguments")
	}
	c.SetData(0, c.Arg(0))
	c.SetData(1, c.Arg(1))
	return Undefined
}

// NewPromiseCapability is sec-newpromisecapability.
func (vm *VM) NewPromiseCapability(c Value) PromiseCapability {
	if r := vm.intrinsicPromise(c); r != nil {
		p := vm.NewPromiseObject(r.Intrinsic(PromisePrototype))
		resolve, reject := vm.CreateResolvingFunctions(p)
		return PromiseCapability{vm.ObjectValue(p), resolve, reject}
	}
	return vm.foreignCapability(c)
}

// thenCapability is NewPromiseCapability for a capability whose functions
// nobody sees: the promises of %Promise% get none.
func (vm *VM) thenCapability(c Value) PromiseCapability {
	if r := vm.intrinsicPromise(c); r != nil {
		p := vm.NewPromiseObject(r.Intrinsic(PromisePrototype))
		return PromiseCapability{vm.ObjectValue(p), Hole, Hole}
	}
	return vm.foreignCapability(c)
}

func (vm *VM) foreignCapability(c Value) PromiseCapability {
	if !vm.IsConstructor(c) {
		vm.ThrowTypeError("%s is not a constructor", vm.Display(c))
	}
	executor := vm.NewNative(&capabilityExecutorSpec, Undefined, Undefined)
	p := vm.Construct(c, Undefined, vm.ObjectValue(executor))
	resolve, reject := NativeData(executor, 0), NativeData(executor, 1)
	if !vm.IsCallable(resolve) || !vm.IsCallable(reject) {
		vm.ThrowTypeError("Promise resolve or reject function is not callable")
	}
	return PromiseCapability{p, resolve, reject}
}

// PromiseResolve is sec-promise-resolve.
func (vm *VM) PromiseResolve(c, x Value) Value {
	if p := vm.PromiseOf(x); p != nil && vm.Get(&p.Object, vm.names.constructor) == c {
		return x
	}
	cap := vm.thenCapability(c)
	vm.ResolveCapability(cap, x)
	return cap.Promise
}

// promiseFor is PromiseResolve(%Promise%, x).
func (vm *VM) promiseFor(x Value) *PromiseObject {
	if p := vm.PromiseOf(x); p != nil && vm.Get(&p.Object, vm.names.constructor) == vm.realm.IntrinsicValue(PromiseConstructor) {
		return p
	}
	p := vm.NewPromise()
	vm.ResolvePromise(p, x)
	return promiseOf(p)
}

// PerformPromiseThen is sec-performpromisethen. Handlers that are not callable
// are left out.
func (vm *VM) PerformPromiseThen(p *PromiseObject, onFulfilled, onRejected Value, c PromiseCapability) {
	r := vm.newHandlerReaction(reactHandlers)
	if vm.IsCallable(onFulfilled) {
		r.onFulfilled = onFulfilled
	}
	if vm.IsCallable(onRejected) {
		r.onRejected = onRejected
	}
	r.promise, r.resolve, r.reject = c.Promise, c.Resolve, c.Reject
	vm.addReaction(p, &r.reaction)
}

// PromisePrototypeThen is the body of sec-promise.prototype.then.
func (vm *VM) PromisePrototypeThen(this, onFulfilled, onRejected Value) Value {
	p := vm.PromiseOf(this)
	if p == nil {
		vm.ThrowTypeError("Method Promise.prototype.then called on incompatible receiver %s", vm.Display(this))
	}
	ctor := vm.SpeciesConstructor(&p.Object, vm.realm.IntrinsicValue(PromiseConstructor))
	vm.withParent(p)
	c := vm.thenCapability(ctor)
	vm.PerformPromiseThen(p, onFulfilled, onRejected, c)
	return c.Promise
}

// PromiseThenNative calls f when p is settled. f holds no Values.
func (vm *VM) PromiseThenNative(p *Object, f func(vm *VM, v Value, fulfilled bool)) {
	i := vm.heap.External.Put(f)
	r := gc.At[goReaction](vm.heap, vm.heap.Alloc(kindGoReaction, unsafe.Sizeof(goReaction{})))
	r.Flags, r.external = reactGo, i
	vm.addReaction(promiseOf(p), &r.reaction)
}

// resolveInto makes target take the state that p gets.
func (vm *VM) resolveInto(p *PromiseObject, target *Object) {
	vm.addReaction(p, vm.newReaction(reactResolveInto, vm.heap.RefOf(unsafe.Pointer(target))))
}

// IfAbruptRejectPromise runs f; what it throws rejects c, whose promise is then
// the result, with true (sec-ifabruptrejectpromise).
func (vm *VM) IfAbruptRejectPromise(c PromiseCapability, f func() Value) (Value, bool) {
	v, threw := vm.Try(f)
	if threw {
		vm.RejectCapability(c, v)
		return c.Promise, true
	}
	return v, false
}
