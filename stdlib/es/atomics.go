package es

import (
	"runtime"
	"unsafe"

	"gojs/vm"
)

// The Atomics object (sec-atomics-object). What waits and wakes is in
// atomicswait.go, the memory operations in atomicscell.go.

var atomicsObject = vm.NewIntrinsic()

// The operations of AtomicReadModifyWrite, by Magic.
var modifications = [...]struct {
	name string
	op   modify
}{{"add", add}, {"and", bitAnd}, {"exchange", second}, {"or", bitOr}, {"sub", subtract}, {"xor", bitXor}}

func init() {
	vm.Declare(&vm.ObjectSpec{ID: atomicsObject, Proto: vm.ObjectPrototype, Global: "Atomics", Props: []vm.Spec{
		{Key: "add", Fn: atomicsModify, Len: 3, Magic: 0},
		{Key: "and", Fn: atomicsModify, Len: 3, Magic: 1},
		{Key: "compareExchange", Fn: atomicsCompareExchange, Len: 4},
		{Key: "exchange", Fn: atomicsModify, Len: 3, Magic: 2},
		{Key: "isLockFree", Fn: atomicsIsLockFree, Len: 1},
		{Key: "load", Fn: atomicsLoad, Len: 2},
		{Key: "or", Fn: atomicsModify, Len: 3, Magic: 3},
		{Key: "pause", Fn: atomicsPause},
		{Key: "store", Fn: atomicsStore, Len: 3},
		{Key: "sub", Fn: atomicsModify, Len: 3, Magic: 4},
		{Key: "wait", Fn: atomicsWait, Len: 4, Magic: 0},
		{Key: "waitAsync", Fn: atomicsWait, Len: 4, Magic: 1},
		{Key: "notify", Fn: atomicsNotify, Len: 3},
		{Key: "xor", Fn: atomicsModify, Len: 3, Magic: 5},
		{Key: "@@toStringTag", Kind: vm.Constant, Value: "Atomics", Attrs: vm.Configurable, AttrsSet: true},
	}})
}

// atomicAccess says what an atomic operation does with a TypedArray's elements.
type atomicAccess uint8

const (
	atomicRead atomicAccess = iota
	atomicWrite
	atomicWait // as atomicRead, of elements that can be waited for
)

// integerTypedArray is ValidateIntegerTypedArray (sec-validateintegertypedarray)
// of the first argument: the array and its length.
func integerTypedArray(c *vm.Call, method string, access atomicAccess) (*vm.Object, int64) {
	v := c.Arg(0)
	ok := c.IsTypedArray(v)
	if ok {
		switch t := vm.TypedArrayType(c.Obj(v)); t {
		case vm.Int32, vm.BigInt64:
		case vm.Uint8Clamped, vm.Float16, vm.Float32, vm.Float64:
			ok = false
		default:
			ok = access != atomicWait
		}
	}
	switch {
	case !ok && access == atomicWait:
		c.ThrowTypeError("%s is not an int32 or BigInt64 typed array.", c.Display(v))
	case !ok:
		c.ThrowTypeError("%s is not an integer typed array.", c.Display(v))
	}
	o, n := c.ValidateTypedArray(v, "Atomics."+method)
	if access == atomicWrite {
		mutable(c, c.TypedArrayBuffer(o), "Atomics."+method)
	}
	return o, n
}

// atomicIndex is ValidateAtomicAccess (sec-validateatomicaccess) of the second
// argument for an array of n elements, as an index of elements.
func atomicIndex(c *vm.Call, n int64) int64 {
	i := c.ToIndexMessage(c.Arg(1), "Invalid atomic access index")
	if i >= n {
		c.ThrowRangeError("Invalid atomic access index")
	}
	return i
}

// integerElement is argument i as operations on elements of o want it: a BigInt,
// or an integral Number or infinity.
func integerElement(c *vm.Call, o *vm.Object, i int) vm.Value {
	if vm.TypedArrayType(o).IsBigInt() {
		return c.ToBigInt(c.Arg(i))
	}
	return vm.NumberValue(c.ToIntegerOrInfinity(c.Arg(i)))
}

// elementCell is element i of o after RevalidateAtomicAccess
// (sec-revalidateatomicaccess): conversions of arguments may have shrunk the
// array or detached its buffer.
func elementCell(c *vm.Call, o *vm.Object, i int64, method string) atomicCell {
	n, ok := c.TypedArrayLength(o)
	if !ok {
		c.ThrowTypeError("Cannot perform %s on a detached ArrayBuffer", "Atomics."+method)
	}
	if i >= n {
		c.ThrowRangeError("Invalid atomic access index")
	}
	size := vm.TypedArrayType(o).Size()
	return atomicCell{unsafe.Pointer(&c.TypedArrayBytes(o)[i*size]), size}
}

// atomicsModify is AtomicReadModifyWrite (sec-atomicreadmodifywrite).
func atomicsModify(c *vm.Call) vm.Value {
	m := &modifications[c.Magic()]
	o, n := integerTypedArray(c, m.name, atomicWrite)
	i := atomicIndex(c, n)
	t := vm.TypedArrayType(o)
	operand := c.RawBytes(t, integerElement(c, o, 2))
	return c.FromRawBytes(t, elementCell(c, o, i, m.name).update(m.op, operand))
}

// Atomics.compareExchange ( typedArray, index, expectedValue, replacementValue ) sec-atomics.compareexchange
func atomicsCompareExchange(c *vm.Call) vm.Value {
	o, n := integerTypedArray(c, "compareExchange", atomicWrite)
	i := atomicIndex(c, n)
	t := vm.TypedArrayType(o)
	expected := c.RawBytes(t, integerElement(c, o, 2))
	replacement := c.RawBytes(t, integerElement(c, o, 3))
	e := elementCell(c, o, i, "compareExchange")
	return c.FromRawBytes(t, e.compareExchange(expected, replacement))
}

// Atomics.isLockFree ( size ) sec-atomics.islockfree
func atomicsIsLockFree(c *vm.Call) vm.Value {
	switch c.ToIntegerOrInfinity(c.Arg(0)) {
	case 1, 2, 4, 8:
		return vm.True
	}
	return vm.False
}

// Atomics.load ( typedArray, index ) sec-atomics.load
func atomicsLoad(c *vm.Call) vm.Value {
	o, n := integerTypedArray(c, "load", atomicRead)
	i := atomicIndex(c, n)
	return c.FromRawBytes(vm.TypedArrayType(o), elementCell(c, o, i, "load").load())
}

// Atomics.store ( typedArray, index, value ) sec-atomics.store
func atomicsStore(c *vm.Call) vm.Value {
	o, n := integerTypedArray(c, "store", atomicWrite)
	i := atomicIndex(c, n)
	v := integerElement(c, o, 2)
	elementCell(c, o, i, "store").store(c.RawBytes(vm.TypedArrayType(o), v))
	return v
}

// Atomics.pause ( [ N ] ) sec-atomics.pause. An agent that spins waits for a
// goroutine: it lets others run.
func atomicsPause(c *vm.Call) vm.Value {
	if v := c.Arg(0); v != vm.Undefined && !(v.IsNumber() && isInteger(v.Float())) {
		c.ThrowTypeError("%s is not an integral number", c.Display(v))
	}
	runtime.Gosched()
	return vm.Undefined
}
