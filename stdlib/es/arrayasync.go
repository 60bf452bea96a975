package es

import "gojs/vm"

// Array.fromAsync (sec-array.fromasync), which the standard writes as an async
// function: here its state is a cell and each await a pair of functions that go
// on with it.

// fromAsync is the state.
//
//gojs:cell
type fromAsync struct {
	vm.Object
	promise, resolve, reject vm.Value
	target                   vm.Value // A
	iter, next               vm.Value // the async iterator; iter undefined for an array-like
	items                    vm.Value // the array-like
	mapper, thisArg          vm.Value
	err                      vm.Value // what to reject with once the iterator is closed
	k, n                     int64
	phase                    uint64
}

// What a fromAsync waits for.
const (
	awaitNext    = iota // the iterator's next result
	awaitMapped         // the mapper's result for an iterator's value
	awaitItem           // the array-like's element
	awaitMappedK        // the mapper's result for an element
	awaitClose          // the result of the iterator's return method
)

var kindFromAsync = vm.NewKind[fromAsync]("Array.fromAsync", noLayout)

// The functions that go on after an await; word 0 is the state.
var fromAsyncFulfilledSpec, fromAsyncRejectedSpec = vm.Spec{Len: 1}, vm.Spec{Len: 1}

func init() {
	fromAsyncFulfilledSpec.Fn, fromAsyncRejectedSpec.Fn = fromAsyncFulfilled, fromAsyncRejected
}

// Array.fromAsync ( items [ , mapper [ , thisArg ] ] ) sec-array.fromasync
func arrayFromAsync(c *vm.Call) vm.Value {
	capability := c.NewPromiseCapability(c.Realm().IntrinsicValue(vm.PromiseConstructor))
	s := vm.Alloc[fromAsync](c.VM, kindFromAsync, nil)
	s.promise, s.resolve, s.reject = capability.Promise, capability.Resolve, capability.Reject
	s.target, s.iter, s.next, s.items, s.err = vm.Undefined, vm.Undefined, vm.Undefined, vm.Undefined, vm.Undefined
	s.mapper, s.thisArg = c.Arg(1), c.Arg(2)
	s.run(c, func() { s.start(c, c.This(), c.Arg(0)) })
	return capability.Promise
}

// run runs a part of the async function; what it throws rejects the promise.
func (s *fromAsync) run(c *vm.Call, part func()) {
	if err, threw := c.Try(func() vm.Value { part(); return vm.Undefined }); threw {
		c.VM.Call(s.reject, vm.Undefined, err)
	}
}

func (s *fromAsync) start(c *vm.Call, ctor, items vm.Value) {
	if !s.mapper.IsUndefined() && !c.IsCallable(s.mapper) {
		c.ThrowTypeError("%s is not a function", c.Display(s.mapper))
	}
	if items.IsNullish() {
		c.ThrowTypeError("%s is not iterable", c.Display(items))
	}
	method := c.GetMethod(items, c.K(kSymAsyncIterator))
	if !method.IsUndefined() {
		s.iter, s.next = c.GetIteratorFromMethod(items, method)
	} else if method = c.GetMethod(items, c.K(kSymIterator)); !method.IsUndefined() {
		s.iter, s.next = c.CreateAsyncFromSyncIterator(c.GetIteratorFromMethod(items, method))
	}
	if !s.iter.IsUndefined() {
		a, _ := newFromConstructor(c, ctor, -1)
		s.target = c.ObjectValue(a)
		s.step(c)
		return
	}
	o := c.ToObject(items)
	s.items = c.ObjectValue(o)
	s.n = lengthOf(c, o)
	a, _ := newFromConstructor(c, ctor, s.n)
	s.target = c.ObjectValue(a)
	s.element(c)
}

// await goes on with v's outcome in the phase.
func (s *fromAsync) await(c *vm.Call, v vm.Value, phase uint64) {
	p := c.PromiseOf(c.PromiseResolve(c.Realm().IntrinsicValue(vm.PromiseConstructor), v))
	s.phase = phase
	state := c.ObjectValue(&s.Object)
	c.PerformPromiseThen(p, c.ObjectValue(c.NewNative(&fromAsyncFulfilledSpec, state)), c.ObjectValue(c.NewNative(&fromAsyncRejectedSpec, state)),
		vm.PromiseCapability{Promise: vm.Undefined, Resolve: vm.Undefined, Reject: vm.Undefined})
}

func fromAsyncFulfilled(c *vm.Call) vm.Value {
	s := vm.As[fromAsync](c.VM, c.Data(0), kindFromAsync)
	s.run(c, func() { s.fulfilled(c, c.Arg(0)) })
	return vm.Undefined
}

func fromAsyncRejected(c *vm.Call) vm.Value {
	s := vm.As[fromAsync](c.VM, c.Data(0), kindFromAsync)
	s.run(c, func() {
		switch s.phase {
		case awaitClose:
			c.Throw(s.err)
		case awaitMapped:
			s.close(c, c.Arg(0))
		default:
			c.Throw(c.Arg(0))
		}
	})
	return vm.Undefined
}

// step asks the iterator for its next result.
func (s *fromAsync) step(c *vm.Call) {
	if s.k >= maxSafe {
		s.close(c, c.NewError(vm.TypeErrorPrototype, "Invalid array length"))
		return
	}
	s.await(c, c.VM.Call(s.next, s.iter), awaitNext)
}

// element awaits the next element of the array-like, or ends.
func (s *fromAsync) element(c *vm.Call) {
	if s.k >= s.n {
		s.finish(c)
		return
	}
	s.await(c, getIndex(c, c.Obj(s.items), s.k), awaitItem)
}

func (s *fromAsync) finish(c *vm.Call) {
	setLength(c, c.Obj(s.target), s.k)
	c.VM.Call(s.resolve, vm.Undefined, s.target)
}

func (s *fromAsync) fulfilled(c *vm.Call, v vm.Value) {
	switch s.phase {
	case awaitNext:
		s.nextResult(c, v)
	case awaitMapped:
		s.storeOrClose(c, v)
	case awaitItem:
		if !s.mapper.IsUndefined() {
			s.await(c, c.VM.Call(s.mapper, s.thisArg, v, vm.Int64Value(s.k)), awaitMappedK)
			return
		}
		fallthrough
	case awaitMappedK:
		s.store(c, v)
		s.element(c)
	case awaitClose:
		c.Throw(s.err)
	}
}

func (s *fromAsync) nextResult(c *vm.Call, v vm.Value) {
	if !v.IsObject() {
		c.ThrowTypeError("Iterator result %s is not an object", c.Display(v))
	}
	result := c.Obj(v)
	if c.IteratorComplete(result) {
		s.finish(c)
		return
	}
	value := c.IteratorValue(result)
	if s.mapper.IsUndefined() {
		s.storeOrClose(c, value)
		return
	}
	if err, threw := c.Try(func() vm.Value {
		s.await(c, c.VM.Call(s.mapper, s.thisArg, value, vm.Int64Value(s.k)), awaitMapped)
		return vm.Undefined
	}); threw {
		s.close(c, err)
	}
}

func (s *fromAsync) store(c *vm.Call, v vm.Value) {
	c.CreateDataPropertyOrThrow(c.Obj(s.target), c.IntegerKey(s.k), v)
	s.k++
}

// storeOrClose stores an iterator's value and asks for the next.
func (s *fromAsync) storeOrClose(c *vm.Call, v vm.Value) {
	if err, threw := c.Try(func() vm.Value { s.store(c, v); return vm.Undefined }); threw {
		s.close(c, err)
		return
	}
	s.step(c)
}

// close is AsyncIteratorClose (sec-asynciteratorclose) with the throw
// completion err.
func (s *fromAsync) close(c *vm.Call, err vm.Value) {
	s.err = err
	awaiting := false
	c.Try(func() vm.Value {
		if f := c.GetMethod(s.iter, c.K(kReturn)); !f.IsUndefined() {
			s.await(c, c.VM.Call(f, s.iter), awaitClose)
			awaiting = true
		}
		return vm.Undefined
	})
	if !awaiting {
		c.Throw(err)
	}
}
