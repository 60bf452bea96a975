package es

import (
	"math"

	"gojs/vm"
)

// Keys that several globals use.
var (
	kAt          = vm.NewKeyID("at")
	kConstructor = vm.NewKeyID("constructor")
	kDone        = vm.NewKeyID("done")
	kGet         = vm.NewKeyID("get")
	kIndex       = vm.NewKeyID("index")
	kJoin        = vm.NewKeyID("join")
	kLength      = vm.NewKeyID("length")
	kMessage     = vm.NewKeyID("message")
	kName        = vm.NewKeyID("name")
	kNext        = vm.NewKeyID("next")
	kPrototype   = vm.NewKeyID("prototype")
	kReturn      = vm.NewKeyID("return")
	kSet         = vm.NewKeyID("set")
	kToJSON      = vm.NewKeyID("toJSON")
	kToString    = vm.NewKeyID("toString")
	kValue       = vm.NewKeyID("value")
	kValueOf     = vm.NewKeyID("valueOf")

	kSymAsyncIterator      = vm.NewKeyID("@@asyncIterator")
	kSymHasInstance        = vm.NewKeyID("@@hasInstance")
	kSymIsConcatSpreadable = vm.NewKeyID("@@isConcatSpreadable")
	kSymIterator           = vm.NewKeyID("@@iterator")
	kSymSpecies            = vm.NewKeyID("@@species")
	kSymToPrimitive        = vm.NewKeyID("@@toPrimitive")
	kSymToStringTag        = vm.NewKeyID("@@toStringTag")
)

// attrDefault are the attributes of most properties of objects programs see:
// those CreateDataProperty gives.
const (
	attrAll    = vm.Writable | vm.Enumerable | vm.Configurable
	attrHidden = vm.Writable | vm.Configurable
)

// maxSafe is 2^53 - 1, the largest length of an array-like.
const maxSafe = 1<<53 - 1

// pollEvery is how many turns a native loop makes between two polls.
const pollEvery = 1024

// namesReceiver are the methods whose message V8 begins with their name where
// the this value is undefined or null.
var namesReceiver = map[string]bool{
	"Array.prototype.concat": true, "Array.prototype.every": true, "Array.prototype.filter": true, "Array.prototype.find": true,
	"Array.prototype.findIndex": true, "Array.prototype.findLast": true, "Array.prototype.findLastIndex": true,
	"Array.prototype.forEach": true, "Array.prototype.indexOf": true, "Array.prototype.map": true,
	"Array.prototype.reduce": true, "Array.prototype.reduceRight": true, "Array.prototype.some": true,
}

// thisObject is ToObject(this value), with V8's message where that is undefined or null.
func thisObject(c *vm.Call, method string) *vm.Object {
	v := c.This()
	if v.IsObject() {
		return c.Obj(v)
	}
	if v.IsNullish() && namesReceiver[method] {
		c.ThrowTypeError("%s called on null or undefined", method)
	}
	return c.ToObject(v)
}

// iteratorMethod is GetMethod(v, %Symbol.iterator%); caller begins the message.
func iteratorMethod(c *vm.Call, v vm.Value, caller string) vm.Value {
	f := c.GetV(v, c.K(kSymIterator))
	if f.IsNullish() {
		return vm.Undefined
	}
	if !c.IsCallable(f) {
		c.ThrowTypeError("%s requires that the property of the first argument, items[Symbol.iterator], when exists, be a function", caller)
	}
	return f
}

// callableArg is argument i, which must be callable.
func callableArg(c *vm.Call, i int) vm.Value {
	f := c.Arg(i)
	if !c.IsCallable(f) {
		c.ThrowTypeError("%s is not a function", c.DisplayTyped(f))
	}
	return f
}

// lengthOf is LengthOfArrayLike (sec-lengthofarraylike).
func lengthOf(c *vm.Call, o *vm.Object) int64 {
	if vm.IsArrayObject(o) {
		return int64(vm.ArrayLength(o))
	}
	return int64(c.LengthOfArrayLike(o))
}

// relativeIndex resolves an index argument that counts from the end where it
// is negative, and keeps it within 0 and n.
func relativeIndex(c *vm.Call, v vm.Value, n int64) int64 {
	if v.IsInt() {
		i := int64(v.Int())
		if i < 0 {
			return max(i+n, 0)
		}
		return min(i, n)
	}
	f := c.ToIntegerOrInfinity(v)
	if f < 0 {
		return int64(math.Max(f+float64(n), 0))
	}
	return int64(math.Min(f, float64(n)))
}

// relativeEnd is relativeIndex for an end that defaults to n.
func relativeEnd(c *vm.Call, v vm.Value, n int64) int64 {
	if v.IsUndefined() {
		return n
	}
	return relativeIndex(c, v, n)
}

// getIndex is Get(o, ToString(i)), quick for dense elements.
func getIndex(c *vm.Call, o *vm.Object, i int64) vm.Value {
	if d, ok := c.Dense(o); ok && i < int64(len(d)) {
		if v := d[i]; v != vm.Hole {
			return v
		}
	}
	return c.Get(o, c.IntegerKey(i))
}

// getPresent is HasProperty and then Get of index i, quick for dense elements.
func getPresent(c *vm.Call, o *vm.Object, i int64) (vm.Value, bool) {
	if d, ok := c.Dense(o); ok && i < int64(len(d)) {
		if v := d[i]; v != vm.Hole {
			return v, true
		}
	}
	key := c.IntegerKey(i)
	if !c.HasProperty(o, key) {
		return vm.Undefined, false
	}
	return c.Get(o, key), true
}

// setIndex is Set(o, ToString(i), v, true), quick for dense elements.
func setIndex(c *vm.Call, o *vm.Object, i int64, v vm.Value) {
	c.Set(o, c.IntegerKey(i), v, true)
}

// setLength is Set(o, "length", n, true).
func setLength(c *vm.Call, o *vm.Object, n int64) {
	c.Set(o, c.K(kLength), vm.Int64Value(n), true)
}

// poll lets a long loop be interrupted; i counts its turns.
func poll(c *vm.Call, i int64) {
	if i&(pollEvery-1) == pollEvery-1 {
		c.Poll()
	}
}

// newTarget is NewTarget, or the active function where it is undefined.
func newTarget(c *vm.Call) vm.Value {
	if c.IsConstruct() {
		return c.NewTarget()
	}
	return c.ObjectValue(c.Callee())
}

// goText is the text of ToString(v).
func goText(c *vm.Call, v vm.Value) string { return c.GoString(c.ToString(v)) }

// isInteger reports whether f is an integral Number.
func isInteger(f float64) bool { return f == math.Trunc(f) && !math.IsInf(f, 0) }
