package es

import "gojs/vm"

// Iterator (sec-iterator-objects): the constructor, its functions, and the
// methods of Iterator.prototype that consume an iterator. Those that make
// another are in iteratorhelper.go, zip in iteratorzip.go.

var (
	iteratorConstructorID   = vm.NewIntrinsic()
	wrapForValidPrototypeID = vm.NewIntrinsic()
)

var iteratorPrototype = []vm.Spec{
	{Key: "chunks", Fn: iteratorChunks, Len: 1},
	{Key: "constructor", Kind: vm.Accessor, Get: iteratorGetConstructor, Set: iteratorSetConstructor},
	{Key: "drop", Fn: iteratorDrop, Len: 1},
	{Key: "every", Fn: iteratorEvery, Len: 1},
	{Key: "filter", Fn: iteratorFilter, Len: 1},
	{Key: "find", Fn: iteratorFind, Len: 1},
	{Key: "flatMap", Fn: iteratorFlatMap, Len: 1},
	{Key: "forEach", Fn: iteratorForEach, Len: 1},
	{Key: "includes", Fn: iteratorIncludes, Len: 1},
	{Key: "join", Fn: iteratorJoin, Len: 1},
	{Key: "map", Fn: iteratorMap, Len: 1},
	{Key: "reduce", Fn: iteratorReduce, Len: 1},
	{Key: "some", Fn: iteratorSome, Len: 1},
	{Key: "take", Fn: iteratorTake, Len: 1},
	{Key: "toArray", Fn: iteratorToArray},
	{Key: "windows", Fn: iteratorWindows, Len: 1},
	{Key: "@@dispose", Fn: iteratorDispose},
	{Key: "@@iterator", Fn: iteratorSelf},
	{Key: "@@toStringTag", Kind: vm.Accessor, Get: iteratorGetTag, Set: iteratorSetTag},
}

func init() {
	vm.Declare(
		&vm.ObjectSpec{ID: vm.IteratorPrototype, Proto: vm.ObjectPrototype, Props: iteratorPrototype},
		&vm.ObjectSpec{ID: iteratorConstructorID, Proto: vm.FunctionPrototype, Global: "Iterator",
			Func: &vm.Spec{Key: "Iterator", Fn: iteratorConstructor, Ctor: vm.IteratorPrototype},
			Props: []vm.Spec{
				{Key: "concat", Fn: iteratorConcat},
				{Key: "from", Fn: iteratorFrom, Len: 1},
				{Key: "prototype", Kind: vm.Reference, Ref: vm.IteratorPrototype, AttrsSet: true},
				{Key: "zip", Fn: iteratorZip, Len: 1},
				{Key: "zipKeyed", Fn: iteratorZipKeyed, Len: 1},
			}},
		&vm.ObjectSpec{ID: wrapForValidPrototypeID, Proto: vm.IteratorPrototype, Props: []vm.Spec{
			{Key: "next", Fn: wrapForValidNext},
			{Key: "return", Fn: wrapForValidReturn},
		}},
		&vm.ObjectSpec{ID: vm.AsyncIteratorPrototype, Proto: vm.ObjectPrototype, Props: []vm.Spec{
			{Key: "@@asyncIterator", Fn: iteratorSelf},
			{Key: "@@asyncDispose", Fn: asyncIteratorDispose},
		}},
	)
}

// Iterator ( ) sec-iterator
func iteratorConstructor(c *vm.Call) vm.Value {
	if !c.IsConstruct() {
		c.ThrowTypeError("Constructor Iterator requires 'new'")
	}
	if c.NewTarget() == c.ObjectValue(c.Callee()) {
		c.ThrowTypeError("Abstract class Iterator not directly constructable")
	}
	return c.ObjectValue(c.OrdinaryCreateFromConstructor(c.NewTarget(), vm.IteratorPrototype))
}

// Iterator.prototype [ @@iterator ] ( ) sec-iterator.prototype-@@iterator and
// AsyncIterator.prototype [ @@asyncIterator ] ( ) sec-asyncIteratorPrototype-asyncIterator
func iteratorSelf(c *vm.Call) vm.Value { return c.This() }

// get Iterator.prototype.constructor sec-get-iteratorprototype-constructor
func iteratorGetConstructor(c *vm.Call) vm.Value {
	return c.Realm().IntrinsicValue(iteratorConstructorID)
}

// set Iterator.prototype.constructor sec-set-iteratorprototype-constructor
func iteratorSetConstructor(c *vm.Call) vm.Value {
	return setIgnoringPrototype(c, c.Realm().Intrinsic(vm.IteratorPrototype), c.K(kConstructor))
}

// get Iterator.prototype [ @@toStringTag ] sec-get-iteratorprototype-@@tostringtag
func iteratorGetTag(c *vm.Call) vm.Value { return c.InternString("Iterator") }

// set Iterator.prototype [ @@toStringTag ] sec-set-iteratorprototype-@@tostringtag
func iteratorSetTag(c *vm.Call) vm.Value {
	return setIgnoringPrototype(c, c.Realm().Intrinsic(vm.IteratorPrototype), c.K(kSymToStringTag))
}

// setIgnoringPrototype is SetterThatIgnoresPrototypeProperties
// (sec-SetterThatIgnoresPrototypeProperties) of the first argument.
func setIgnoringPrototype(c *vm.Call, home *vm.Object, key vm.PropertyKey) vm.Value {
	if !c.This().IsObject() {
		c.ThrowTypeError("Iterator.prototype setter called on non-object")
	}
	o := c.Obj(c.This())
	if o == home {
		c.ThrowTypeError("Cannot assign to this property")
	}
	if _, ok := c.GetOwnProperty(o, key); !ok {
		c.CreateDataPropertyOrThrow(o, key, c.Arg(0))
	} else {
		c.Set(o, key, c.Arg(0), true)
	}
	return vm.Undefined
}

// Iterator.prototype [ @@dispose ] ( ) sec-iterator.prototype-@@dispose
func iteratorDispose(c *vm.Call) vm.Value {
	if f := c.GetMethod(c.This(), c.K(kReturn)); !f.IsUndefined() {
		c.VM.Call(f, c.This())
	}
	return vm.Undefined
}

// unwrapUndefinedSpec is the closure unwrap of %AsyncIteratorPrototype%[@@asyncDispose].
var unwrapUndefinedSpec = vm.Spec{Fn: functionPrototypeCall, Len: 1}

// AsyncIterator.prototype [ @@asyncDispose ] ( ) sec-%asynciteratorprototype%-@@asyncdispose
func asyncIteratorDispose(c *vm.Call) vm.Value {
	promise := c.Realm().IntrinsicValue(vm.PromiseConstructor)
	capability := c.NewPromiseCapability(promise)
	v, failed := c.IfAbruptRejectPromise(capability, func() vm.Value {
		f := c.GetMethod(c.This(), c.K(kReturn))
		if f.IsUndefined() {
			c.ResolveCapability(capability, vm.Undefined)
			return capability.Promise
		}
		result := c.VM.Call(f, c.This())
		wrapper := c.PromiseOf(c.PromiseResolve(promise, result))
		unwrap := c.ObjectValue(c.NewNative(&unwrapUndefinedSpec))
		c.PerformPromiseThen(wrapper, unwrap, vm.Undefined, capability)
		return capability.Promise
	})
	if failed {
		return v
	}
	return capability.Promise
}

// wrapForValid is an object of %WrapForValidIteratorPrototype%
// (sec-%wrapforvaliditeratorprototype%-object).
//
//gojs:cell
type wrapForValid struct {
	vm.Object
	iter, next vm.Value
}

var kindWrapForValid = vm.NewKind[wrapForValid]("Iterator Wrap", noLayout)

// Iterator.from ( O ) sec-iterator.from
func iteratorFrom(c *vm.Call) vm.Value {
	iter, next := c.GetIteratorFlattenable(c.Arg(0), true, "Iterator.from")
	if c.OrdinaryHasInstance(c.Realm().IntrinsicValue(iteratorConstructorID), iter) {
		return iter
	}
	w := vm.Alloc[wrapForValid](c.VM, kindWrapForValid, c.Realm().Intrinsic(wrapForValidPrototypeID))
	w.iter, w.next = iter, next
	return c.ObjectValue(&w.Object)
}

func thisWrap(c *vm.Call, method string) *wrapForValid {
	w := vm.As[wrapForValid](c.VM, c.This(), kindWrapForValid)
	if w == nil {
		c.ThrowTypeError("Method %%WrapForValidIteratorPrototype%%.%s called on incompatible receiver %s", method, c.Display(c.This()))
	}
	return w
}

// %WrapForValidIteratorPrototype%.next ( ) sec-%wrapforvaliditeratorprototype%.next
func wrapForValidNext(c *vm.Call) vm.Value {
	w := thisWrap(c, "next")
	return c.VM.Call(w.next, w.iter)
}

// %WrapForValidIteratorPrototype%.return ( ) sec-%wrapforvaliditeratorprototype%.return
func wrapForValidReturn(c *vm.Call) vm.Value {
	w := thisWrap(c, "return")
	f := c.GetMethod(w.iter, c.K(kReturn))
	if f.IsUndefined() {
		return c.CreateIterResult(vm.Undefined, true)
	}
	return c.VM.Call(f, w.iter)
}

// thisIterator is the this value, which must be an object.
func thisIterator(c *vm.Call, method string) *vm.Object {
	if !c.This().IsObject() {
		c.ThrowTypeError("Iterator.prototype.%s called on non-object", method)
	}
	return c.Obj(c.This())
}

// iteratorCallback is the first argument, which must be callable; else the
// iterator this is closed.
func iteratorCallback(c *vm.Call) vm.Value {
	f := c.Arg(0)
	if !c.IsCallable(f) {
		c.IteratorCloseThrow(c.This())
		c.ThrowTypeError("%s is not a function", c.DisplayTyped(f))
	}
	return f
}

// eachWith calls f with each value of the iterator this and its number until
// visit, which gets the value and the result, returns false.
func eachWith(c *vm.Call, method string, visit func(v, result vm.Value) bool) {
	o := thisIterator(c, method)
	f := iteratorCallback(c)
	iter, next := c.GetIteratorDirect(o)
	k := int64(0)
	c.ForEachOf(iter, next, func(v vm.Value) bool {
		r := c.VM.Call(f, vm.Undefined, v, vm.Int64Value(k))
		k++
		return visit(v, r)
	})
}

// Iterator.prototype.every ( predicate ) sec-iterator.prototype.every
func iteratorEvery(c *vm.Call) vm.Value {
	all := true
	eachWith(c, "every", func(_, r vm.Value) bool {
		all = c.ToBoolean(r)
		return all
	})
	return vm.BoolValue(all)
}

// Iterator.prototype.find ( predicate ) sec-iterator.prototype.find
func iteratorFind(c *vm.Call) vm.Value {
	found := vm.Undefined
	eachWith(c, "find", func(v, r vm.Value) bool {
		if c.ToBoolean(r) {
			found = v
			return false
		}
		return true
	})
	return found
}

// Iterator.prototype.forEach ( procedure ) sec-iterator.prototype.foreach
func iteratorForEach(c *vm.Call) vm.Value {
	eachWith(c, "forEach", func(_, _ vm.Value) bool { return true })
	return vm.Undefined
}

// Iterator.prototype.some ( predicate ) sec-iterator.prototype.some
func iteratorSome(c *vm.Call) vm.Value {
	some := false
	eachWith(c, "some", func(_, r vm.Value) bool {
		some = c.ToBoolean(r)
		return !some
	})
	return vm.BoolValue(some)
}

// Iterator.prototype.includes ( searchElement [ , skippedElements ] ) (proposal-iterator-includes)
func iteratorIncludes(c *vm.Call) vm.Value {
	o := thisIterator(c, "includes")
	skip := 0.0
	if s := c.Arg(1); !s.IsUndefined() {
		if !s.IsNumber() || s == vm.NaN || isFinite(s.Float()) && !isInteger(s.Float()) {
			c.IteratorCloseThrow(c.This())
			c.ThrowTypeError("%s is not an integer", c.Display(s))
		}
		if skip = s.Float(); skip < 0 || skip > maxSafe && isFinite(skip) {
			c.IteratorCloseThrow(c.This())
			c.ThrowRangeError("%s must be positive", c.Display(s))
		}
	}
	iter, next := c.GetIteratorDirect(o)
	found := false
	c.ForEachOf(iter, next, func(v vm.Value) bool {
		if skip > 0 {
			skip--
			return true
		}
		found = c.SameValueZero(v, c.Arg(0))
		return !found
	})
	return vm.BoolValue(found)
}

// Iterator.prototype.join ( separator ) (proposal-iterator-join)
func iteratorJoin(c *vm.Call) vm.Value {
	o := thisIterator(c, "join")
	sep := c.InternString(",")
	if s := c.Arg(0); !s.IsUndefined() {
		sep = c.IfAbruptCloseIterator(c.This(), func() vm.Value { return c.ToString(s) })
	}
	iter, next := c.GetIteratorDirect(o)
	var b textBuilder
	first := true
	c.ForEachOf(iter, next, func(v vm.Value) bool {
		if !first {
			b.Chars(c.Chars(sep))
		}
		first = false
		if !v.IsNullish() {
			b.Chars(c.Chars(c.ToString(v)))
		}
		b.Bound(c.VM)
		return true
	})
	return b.Value(c.VM)
}

// Iterator.prototype.reduce ( reducer [ , initialValue ] ) sec-iterator.prototype.reduce
func iteratorReduce(c *vm.Call) vm.Value {
	o := thisIterator(c, "reduce")
	f := iteratorCallback(c)
	iter, next := c.GetIteratorDirect(o)
	acc, k := c.Arg(1), int64(0)
	if c.Argc() < 2 {
		v, ok := c.IteratorStepValue(iter, next)
		if !ok {
			c.ThrowTypeError("Reduce of a done iterator with no initial value")
		}
		acc, k = v, 1
	}
	c.ForEachOf(iter, next, func(v vm.Value) bool {
		acc = c.VM.Call(f, vm.Undefined, acc, v, vm.Int64Value(k))
		k++
		return true
	})
	return acc
}

// Iterator.prototype.toArray ( ) sec-iterator.prototype.toarray
func iteratorToArray(c *vm.Call) vm.Value {
	iter, next := c.GetIteratorDirect(thisIterator(c, "toArray"))
	return c.ObjectValue(c.NewArrayFromList(c.IteratorToList(iter, next)))
}
