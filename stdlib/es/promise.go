package es

import "gojs/vm"

// Promise objects, sec-promise-objects. What promises do is in the machine;
// here are the constructor, the combinators and the prototype.

var (
	kThen    = vm.NewKeyID("then")
	kResolve = vm.NewKeyID("resolve")
	kReason  = vm.NewKeyID("reason")
	kStatus  = vm.NewKeyID("status")
	kPromise = vm.NewKeyID("promise")
	kReject  = vm.NewKeyID("reject")
)

// Promise ( executor ) sec-promise-executor
func promiseConstructor(c *vm.Call) vm.Value {
	if !c.IsConstruct() {
		c.ThrowTypeError("Promise constructor cannot be invoked without 'new'")
	}
	if !c.IsCallable(c.Arg(0)) {
		c.ThrowTypeError("Promise resolver %s is not a function", c.Display(c.Arg(0)))
	}
	p := c.NewPromiseObject(c.GetPrototypeFromConstructor(c.NewTarget(), vm.PromisePrototype))
	resolve, reject := c.CreateResolvingFunctions(p)
	v, threw := c.Try(func() vm.Value { return c.VM.Call(c.Arg(0), vm.Undefined, resolve, reject) })
	if threw {
		c.VM.Call(reject, vm.Undefined, v)
	}
	return c.ObjectValue(p)
}

// A combinator's shared state: a list of values in an array, a count of what is
// not settled yet, and the capability, all in one List.
const (
	combineValues = iota
	combineRemaining
	combinePromise
	combineResolve
	combineReject
	combineKeys // keyed combinators: the array of keys
)

// The combinators, which share their loop.
const (
	combineAll = iota
	combineAllSettled
	combineAny
	combineRace
)

// promiseCombine is Promise.all, allSettled, any and race
// (sec-promise.all, sec-promise.allsettled, sec-promise.any, sec-promise.race).
func promiseCombine(c *vm.Call) vm.Value {
	cap := c.NewPromiseCapability(c.This())
	kind := c.Magic()
	v, done := c.IfAbruptRejectPromise(cap, func() vm.Value { return promiseResolveOf(c, c.This()) })
	if done {
		return v
	}
	resolve := v
	_, done = c.IfAbruptRejectPromise(cap, func() vm.Value {
		combineEach(c, kind, cap, resolve)
		return vm.Undefined
	})
	_ = done
	return cap.Promise
}

// promiseResolveOf is GetPromiseResolve (sec-getpromiseresolve).
func promiseResolveOf(c *vm.Call, ctor vm.Value) vm.Value {
	f := c.Get(c.Obj(ctor), c.K(kResolve))
	if !c.IsCallable(f) {
		c.ThrowTypeError("Promise resolve or reject function is not callable")
	}
	return f
}

// newCombine makes the shared state.
func newCombine(c *vm.Call, cap vm.PromiseCapability) *vm.List {
	l := c.NewList()
	c.Append(l, c.ObjectValue(c.NewArray(0)))
	c.Append(l, vm.IntValue(1))
	c.Append(l, cap.Promise)
	c.Append(l, cap.Resolve)
	c.Append(l, cap.Reject)
	return l
}

func combineEach(c *vm.Call, kind int, cap vm.PromiseCapability, resolve vm.Value) {
	state := newCombine(c, cap)
	i := int32(0)
	c.ForEach(c.Arg(0), func(item vm.Value) bool {
		combineAdd(c, kind, state, cap, resolve, item, i)
		i++
		return true
	})
	if kind != combineRace {
		combineStep(c, kind, state)
	}
}

// combineAdd subscribes to element i.
func combineAdd(c *vm.Call, kind int, state *vm.List, cap vm.PromiseCapability, resolve, item vm.Value, i int32) {
	next := c.VM.Call(resolve, c.This(), item)
	onFulfilled, onRejected := cap.Resolve, cap.Reject
	if kind != combineRace {
		values := c.Obj(c.ListAt(state, combineValues))
		c.CreateDataProperty(values, vm.IndexKey(uint32(i)), vm.Undefined)
		c.ListSet(state, combineRemaining, vm.IntValue(c.ListAt(state, combineRemaining).Int()+1))
		called := c.ListValue(newFlag(c))
		element := func(spec *vm.Spec) vm.Value {
			return c.ObjectValue(c.NewNative(spec, c.ListValue(state), vm.IntValue(i), called))
		}
		switch kind {
		case combineAll:
			onFulfilled = element(&allElement)
		case combineAllSettled:
			onFulfilled, onRejected = element(&settledFulfilled), element(&settledRejected)
		case combineAny:
			onRejected = element(&anyElement)
		}
	}
	c.Invoke(next, c.K(kThen), onFulfilled, onRejected)
}

// newFlag is an alreadyCalled flag that two functions share.
func newFlag(c *vm.Call) *vm.List {
	l := c.NewList()
	c.Append(l, vm.False)
	return l
}

var (
	allElement       = vm.Spec{Fn: combineElement, Len: 1, Magic: elementValue}
	settledFulfilled = vm.Spec{Fn: combineElement, Len: 1, Magic: elementFulfilled}
	settledRejected  = vm.Spec{Fn: combineElement, Len: 1, Magic: elementRejected}
	anyElement       = vm.Spec{Fn: combineElement, Len: 1, Magic: elementError}
)

const (
	elementValue = iota
	elementFulfilled
	elementRejected
	elementError
)

// combineElement is the function that stores one element's outcome
// (sec-promise.all-resolve-element-functions and its like).
func combineElement(c *vm.Call) vm.Value {
	called := c.ListOf(c.Data(2))
	if c.ListAt(called, 0) == vm.True {
		return vm.Undefined
	}
	c.ListSet(called, 0, vm.True)
	state := c.ListOf(c.Data(0))
	v := c.Arg(0)
	switch c.Magic() {
	case elementFulfilled:
		v = settledResult(c, "fulfilled", kValue, v)
	case elementRejected:
		v = settledResult(c, "rejected", kReason, v)
	}
	c.CreateDataProperty(c.Obj(c.ListAt(state, combineValues)), vm.IndexKey(uint32(c.Data(1).Int())), v)
	kind := combineAll
	if c.Magic() == elementError {
		kind = combineAny
	}
	return combineStep(c, kind, state)
}

func settledResult(c *vm.Call, status string, key vm.KeyID, v vm.Value) vm.Value {
	o := c.NewObject()
	c.CreateDataProperty(o, c.K(kStatus), c.NewString(status))
	c.CreateDataProperty(o, c.K(key), v)
	return c.ObjectValue(o)
}

// combineStep counts one element down; after the last the capability is settled.
func combineStep(c *vm.Call, kind int, state *vm.List) vm.Value {
	n := c.ListAt(state, combineRemaining).Int() - 1
	c.ListSet(state, combineRemaining, vm.IntValue(n))
	if n > 0 {
		return vm.Undefined
	}
	values := c.ListAt(state, combineValues)
	if kind == combineAny {
		e := c.NewError(vm.AggregateErrorPrototype, "All promises were rejected")
		c.DefineData(c.Obj(e), c.K(kErrors), values, attrHidden)
		return c.VM.Call(c.ListAt(state, combineReject), vm.Undefined, e)
	}
	if c.ListLen(state) > combineKeys {
		values = c.ObjectValue(keyedResult(c, state))
	}
	return c.VM.Call(c.ListAt(state, combineResolve), vm.Undefined, values)
}

// keyedResult is CreateKeyedPromiseCombinatorResultObject.
func keyedResult(c *vm.Call, state *vm.List) *vm.Object {
	o := c.OrdinaryObjectCreate(nil)
	keys := c.ListOf(c.ListAt(state, combineKeys))
	values := c.Obj(c.ListAt(state, combineValues))
	for i, n := 0, c.ListLen(keys); i < n; i++ {
		c.CreateDataProperty(o, c.KeyAt(keys, i), c.Get(values, vm.IndexKey(uint32(i))))
	}
	return o
}

// promiseKeyed is Promise.allKeyed and Promise.allSettledKeyed.
func promiseKeyed(c *vm.Call) vm.Value {
	cap := c.NewPromiseCapability(c.This())
	kind := c.Magic()
	c.IfAbruptRejectPromise(cap, func() vm.Value {
		resolve := promiseResolveOf(c, c.This())
		if !c.Arg(0).IsObject() {
			c.ThrowTypeError("%s is not an object", c.Display(c.Arg(0)))
		}
		from := c.Obj(c.Arg(0))
		state := newCombine(c, cap)
		keys, all := c.NewList(), c.NewList()
		c.Append(state, c.ListValue(keys))
		c.OwnPropertyKeys(from, all)
		for i, n := 0, c.ListLen(all); i < n; i++ {
			k := c.KeyAt(all, i)
			if d, ok := c.GetOwnProperty(from, k); !ok || !d.Enumerable() {
				continue
			}
			v := c.Get(from, k)
			c.AddKey(keys, k)
			combineAdd(c, kind, state, cap, resolve, v, int32(c.ListLen(keys)-1))
		}
		combineStep(c, kind, state)
		return vm.Undefined
	})
	return cap.Promise
}

// Promise.reject ( r ) sec-promise.reject
func promiseReject(c *vm.Call) vm.Value {
	cap := c.NewPromiseCapability(c.This())
	c.RejectCapability(cap, c.Arg(0))
	return cap.Promise
}

// Promise.resolve ( x ) sec-promise.resolve
func promiseResolve(c *vm.Call) vm.Value {
	if !c.This().IsObject() {
		c.ThrowTypeError("PromiseResolve called on non-object")
	}
	return c.PromiseResolve(c.This(), c.Arg(0))
}

// Promise.try ( callback, ...args ) sec-promise.try
func promiseTry(c *vm.Call) vm.Value {
	if !c.This().IsObject() {
		c.ThrowTypeError("Promise.try called on non-object")
	}
	cap := c.NewPromiseCapability(c.This())
	v, threw := c.Try(func() vm.Value {
		return c.CallSlice(c.Arg(0), vm.Undefined, c.Args()[min(1, c.Argc()):])
	})
	if threw {
		c.RejectCapability(cap, v)
	} else {
		c.ResolveCapability(cap, v)
	}
	return cap.Promise
}

// Promise.withResolvers ( ) sec-promise.withResolvers
func promiseWithResolvers(c *vm.Call) vm.Value {
	cap := c.NewPromiseCapability(c.This())
	o := c.NewObject()
	c.CreateDataProperty(o, c.K(kPromise), cap.Promise)
	c.CreateDataProperty(o, c.K(kResolve), cap.Resolve)
	c.CreateDataProperty(o, c.K(kReject), cap.Reject)
	return c.ObjectValue(o)
}

// Promise.prototype.catch ( onRejected ) sec-promise.prototype.catch
func promiseCatch(c *vm.Call) vm.Value {
	return c.Invoke(c.This(), c.K(kThen), vm.Undefined, c.Arg(0))
}

// Promise.prototype.finally ( onFinally ) sec-promise.prototype.finally
func promiseFinally(c *vm.Call) vm.Value {
	if !c.This().IsObject() {
		c.ThrowTypeError("Promise.prototype.finally called on a non-object")
	}
	ctor := c.SpeciesConstructor(c.Obj(c.This()), c.Realm().IntrinsicValue(vm.PromiseConstructor))
	onFinally := c.Arg(0)
	if !c.IsCallable(onFinally) {
		return c.Invoke(c.This(), c.K(kThen), onFinally, onFinally)
	}
	then := c.NewNative(&thenFinally, onFinally, ctor)
	catch := c.NewNative(&catchFinally, onFinally, ctor)
	return c.Invoke(c.This(), c.K(kThen), c.ObjectValue(then), c.ObjectValue(catch))
}

var (
	thenFinally  = vm.Spec{Fn: finallyFunction, Len: 1}
	catchFinally = vm.Spec{Fn: finallyFunction, Len: 1, Magic: 1}
	valueThunk   = vm.Spec{Fn: func(c *vm.Call) vm.Value { return c.Data(0) }}
	thrower      = vm.Spec{Fn: func(c *vm.Call) vm.Value { c.Throw(c.Data(0)); return vm.Undefined }}
)

// finallyFunction is a Then Finally or Catch Finally function
// (sec-thenfinallyfunctions).
func finallyFunction(c *vm.Call) vm.Value {
	result := c.VM.Call(c.Data(0), vm.Undefined)
	p := c.PromiseResolve(c.Data(1), result)
	after := &valueThunk
	if c.Magic() == 1 {
		after = &thrower
	}
	return c.Invoke(p, c.K(kThen), c.ObjectValue(c.NewNative(after, c.Arg(0))))
}

// Promise.prototype.then ( onFulfilled, onRejected ) sec-promise.prototype.then
func promiseThen(c *vm.Call) vm.Value {
	return c.PromisePrototypeThen(c.This(), c.Arg(0), c.Arg(1))
}

func init() {
	vm.Declare(
		&vm.ObjectSpec{ID: vm.PromiseConstructor, Proto: vm.FunctionPrototype, Global: "Promise",
			Func: &vm.Spec{Key: "Promise", Fn: promiseConstructor, Len: 1, Ctor: vm.PromisePrototype},
			Props: []vm.Spec{
				{Key: "all", Fn: promiseCombine, Len: 1, Magic: combineAll},
				{Key: "allKeyed", Fn: promiseKeyed, Len: 1, Magic: combineAll},
				{Key: "allSettled", Fn: promiseCombine, Len: 1, Magic: combineAllSettled},
				{Key: "allSettledKeyed", Fn: promiseKeyed, Len: 1, Magic: combineAllSettled},
				{Key: "any", Fn: promiseCombine, Len: 1, Magic: combineAny},
				{Key: "prototype", Kind: vm.Reference, Ref: vm.PromisePrototype, AttrsSet: true},
				{Key: "race", Fn: promiseCombine, Len: 1, Magic: combineRace},
				{Key: "reject", Fn: promiseReject, Len: 1},
				{Key: "resolve", Fn: promiseResolve, Len: 1},
				{Key: "try", Fn: promiseTry, Len: 1},
				{Key: "withResolvers", Fn: promiseWithResolvers},
				{Key: "@@species", Kind: vm.Accessor, Get: returnThis},
			}},
		&vm.ObjectSpec{ID: vm.PromisePrototype, Proto: vm.ObjectPrototype, Props: []vm.Spec{
			{Key: "catch", Fn: promiseCatch, Len: 1},
			{Key: "constructor", Kind: vm.Reference, Ref: vm.PromiseConstructor},
			{Key: "finally", Fn: promiseFinally, Len: 1},
			{Key: "then", Fn: promiseThen, Len: 2},
			{Key: "@@toStringTag", Kind: vm.Constant, Value: "Promise", Attrs: vm.Configurable, AttrsSet: true},
		}},
	)
}
