package es

import (
	"math"

	"gojs/vm"
)

// TypedArray objects, sec-typedarray-objects.

// %TypedArray% ( ) sec-%typedarray%
func typedArrayAbstract(c *vm.Call) vm.Value {
	c.ThrowTypeError("Abstract class TypedArray not directly constructable")
	return vm.Undefined
}

// typedArrayConstructor is the body of each TypedArray constructor
// (sec-typedarray); Magic is the element type.
func typedArrayConstructor(c *vm.Call) vm.Value {
	t := vm.ElementType(c.Magic())
	if !c.IsConstruct() {
		c.ThrowTypeError("Constructor %sArray requires 'new'", t)
	}
	first := c.Arg(0)
	if !first.IsObject() {
		n := int64(0)
		if c.Argc() > 0 {
			n = typedLengthArgument(c, first)
		}
		proto := c.GetPrototypeFromConstructor(c.NewTarget(), t.TypedArrayProto())
		return c.ObjectValue(newTyped(c, t, proto, n))
	}
	proto := c.GetPrototypeFromConstructor(c.NewTarget(), t.TypedArrayProto())
	src := c.Obj(first)
	switch {
	case c.IsTypedArray(first):
		return typedFromTyped(c, t, proto, src)
	case c.IsArrayBuffer(first):
		return typedFromBuffer(c, t, proto, src)
	}
	if method := iteratorMethod(c, first, "TypedArray's constructor"); method != vm.Undefined {
		if items, ok := c.DenseArray(src, false); ok && c.IteratesAsBorn(first) {
			o := newTyped(c, t, proto, int64(len(items)))
			if storeNumbers(c, o, 0, items) {
				return c.ObjectValue(o)
			}
		}
		// A list of its own: converting an element may change the array.
		return typedFromList(c, t, proto, listOf(c, first, method))
	}
	return typedFromArrayLike(c, t, proto, src)
}

// typedLengthArgument is ToIndex of a length.
func typedLengthArgument(c *vm.Call, v vm.Value) int64 {
	if v.IsInt() && v.Int() >= 0 {
		return int64(v.Int())
	}
	return c.ToIndexMessage(v, "Invalid typed array length: "+c.Display(v))
}

// newTyped makes a TypedArray over a new buffer.
func newTyped(c *vm.Call, t vm.ElementType, proto *vm.Object, n int64) *vm.Object {
	if n > vm.MaxBufferLength/t.Size() {
		c.ThrowRangeError("Invalid typed array length: %d", n)
	}
	return c.NewTypedArray(t, proto, c.NewArrayBuffer(n*t.Size()), 0, n)
}

// listOf is IteratorToList of what v's iterator method gives.
func listOf(c *vm.Call, v, method vm.Value) *vm.List {
	if c.IteratesAsBorn(v) {
		if items, ok := c.DenseArray(c.Obj(v), false); ok {
			return c.NewListOf(items)
		}
	}
	iter, next := c.GetIteratorFromMethod(v, method)
	return c.IteratorToList(iter, next)
}

// typedFromTyped is InitializeTypedArrayFromTypedArray.
func typedFromTyped(c *vm.Call, t vm.ElementType, proto, src *vm.Object) vm.Value {
	n, ok := c.TypedArrayLength(src)
	if !ok {
		c.ThrowTypeError("Cannot perform Construct on a detached ArrayBuffer")
	}
	if t.IsBigInt() != vm.TypedArrayType(src).IsBigInt() {
		c.ThrowTypeError("Cannot mix BigInt and other types, use explicit conversions")
	}
	o := newTyped(c, t, proto, n)
	copyElements(c, o, 0, src, 0, n)
	return c.ObjectValue(o)
}

// copyElements converts n elements of src from i on to those of o from k on.
func copyElements(c *vm.Call, o *vm.Object, k int64, src *vm.Object, i, n int64) {
	t := vm.TypedArrayType(o)
	if t == vm.TypedArrayType(src) {
		size := t.Size()
		copy(c.TypedArrayBytes(o)[k*size:], c.TypedArrayBytes(src)[i*size:(i+n)*size])
		return
	}
	if convertElements(c, o, k, src, i, n) {
		return
	}
	for j := int64(0); j < n; j++ {
		c.TypedArraySetElement(o, k+j, c.TypedArrayGetElement(src, i+j))
		poll(c, j)
	}
}

// typedFromBuffer is InitializeTypedArrayFromArrayBuffer.
func typedFromBuffer(c *vm.Call, t vm.ElementType, proto, buf *vm.Object) vm.Value {
	if v := c.Arg(1); v.IsNumber() && v.Float() <= -1 {
		c.ThrowRangeError("Start offset %s is outside the bounds of the buffer", c.Display(v))
	}
	offset := c.ToIndexMessage(c.Arg(1), "Start offset is too large:")
	if offset%t.Size() != 0 {
		c.ThrowRangeError("start offset of %sArray should be a multiple of %d", t, t.Size())
	}
	length := int64(-1)
	if c.Arg(2) != vm.Undefined {
		length = typedLengthArgument(c, c.Arg(2))
	}
	notDetached(c, buf, "Construct")
	size := c.ArrayBufferByteLength(buf)
	switch {
	case length < 0 && vm.IsResizableBuffer(buf):
		if offset > size {
			c.ThrowRangeError("Start offset %d is outside the bounds of the buffer", offset)
		}
	case length < 0:
		if size%t.Size() != 0 {
			c.ThrowRangeError("byte length of %sArray should be a multiple of %d", t, t.Size())
		}
		if offset > size {
			c.ThrowRangeError("Start offset %d is outside the bounds of the buffer", offset)
		}
		length = (size - offset) / t.Size()
	default:
		if length > (size-offset)/t.Size() || offset > size {
			c.ThrowRangeError("Invalid typed array length: %d", length)
		}
	}
	return c.ObjectValue(c.NewTypedArray(t, proto, buf, offset, length))
}

// typedFromList is InitializeTypedArrayFromList.
func typedFromList(c *vm.Call, t vm.ElementType, proto *vm.Object, l *vm.List) vm.Value {
	n := c.ListLen(l)
	o := newTyped(c, t, proto, int64(n))
	if storeNumbers(c, o, 0, c.ListItems(l)) {
		return c.ObjectValue(o)
	}
	for i := range n {
		c.TypedArraySetElement(o, int64(i), c.ListAt(l, i))
		poll(c, int64(i))
	}
	return c.ObjectValue(o)
}

// typedFromArrayLike is InitializeTypedArrayFromArrayLike.
func typedFromArrayLike(c *vm.Call, t vm.ElementType, proto, src *vm.Object) vm.Value {
	n := lengthOf(c, src)
	o := newTyped(c, t, proto, n)
	for i := int64(0); i < n; i++ {
		c.TypedArraySetElement(o, i, getIndex(c, src, i))
		poll(c, i)
	}
	return c.ObjectValue(o)
}

// createTyped is TypedArrayCreateFromConstructor (sec-typedarraycreatefromctor):
// length is -1 where the arguments are no single number. With write, immutable
// results are refused.
func createTyped(c *vm.Call, ctor vm.Value, method string, length int64, args ...vm.Value) *vm.Object {
	o, n := c.ValidateTypedArray(c.ConstructSlice(ctor, vm.Undefined, args), method)
	if length >= 0 {
		mutable(c, c.TypedArrayBuffer(o), method)
		if n < length {
			c.ThrowTypeError("Derived TypedArray constructor created an array which was too small")
		}
	}
	return o
}

// speciesTyped is TypedArraySpeciesCreate (sec-typedarray-species-create).
func speciesTyped(c *vm.Call, o *vm.Object, method string, length int64, args ...vm.Value) *vm.Object {
	t := vm.TypedArrayType(o)
	ctor := c.SpeciesConstructor(o, c.Realm().IntrinsicValue(t.TypedArrayConstructor()))
	r := createTyped(c, ctor, method, length, args...)
	if vm.TypedArrayType(r).IsBigInt() != t.IsBigInt() {
		c.ThrowTypeError("Content type mismatch between source and target typed arrays")
	}
	return r
}

// thisTyped is the receiver and its length, validated.
func thisTyped(c *vm.Call, method string) (*vm.Object, int64) {
	if v := c.This(); c.IsTypedArray(v) {
		if n, ok := c.TypedArrayLength(c.Obj(v)); ok {
			return c.Obj(v), n
		}
	}
	return c.ValidateTypedArray(c.This(), "%TypedArray%.prototype."+method)
}

// thisWritable is thisTyped for methods that write to it.
func thisWritable(c *vm.Call, method string) (*vm.Object, int64) {
	o, n := thisTyped(c, method)
	if vm.IsImmutableBuffer(c.TypedArrayBuffer(o)) {
		mutable(c, c.TypedArrayBuffer(o), "%TypedArray%.prototype."+method)
	}
	return o, n
}

// %TypedArray%.from ( source [ , mapper [ , thisArg ] ] ) sec-%typedarray%.from
func typedFrom(c *vm.Call) vm.Value {
	ctor := c.This()
	if !c.IsConstructor(ctor) {
		c.ThrowTypeError("%s is not a constructor", c.Display(ctor))
	}
	mapper := c.Arg(1)
	if mapper != vm.Undefined && !c.IsCallable(mapper) {
		c.ThrowTypeError("%s is not a function", c.DisplayTyped(mapper))
	}
	convert := func(v vm.Value, i int64) vm.Value {
		if mapper == vm.Undefined {
			return v
		}
		return c.VM.Call(mapper, c.Arg(2), v, vm.Int64Value(i))
	}
	if method := c.GetMethod(c.Arg(0), c.K(kSymIterator)); method != vm.Undefined {
		l := listOf(c, c.Arg(0), method)
		n := int64(c.ListLen(l))
		o := createTyped(c, ctor, "%TypedArray%.from", n, vm.Int64Value(n))
		if mapper == vm.Undefined && storeNumbers(c, o, 0, c.ListItems(l)) {
			return c.ObjectValue(o)
		}
		for i := int64(0); i < n; i++ {
			c.Set(o, c.IntegerKey(i), convert(c.ListAt(l, int(i)), i), true)
			poll(c, i)
		}
		return c.ObjectValue(o)
	}
	src := c.ToObject(c.Arg(0))
	n := lengthOf(c, src)
	o := createTyped(c, ctor, "%TypedArray%.from", n, vm.Int64Value(n))
	for i := int64(0); i < n; i++ {
		c.Set(o, c.IntegerKey(i), convert(c.Get(src, c.IntegerKey(i)), i), true)
		poll(c, i)
	}
	return c.ObjectValue(o)
}

// %TypedArray%.of ( ...items ) sec-%typedarray%.of
func typedOf(c *vm.Call) vm.Value {
	if !c.IsConstructor(c.This()) {
		c.ThrowTypeError("%s is not a constructor", c.Display(c.This()))
	}
	n := int64(c.Argc())
	o := createTyped(c, c.This(), "%TypedArray%.of", n, vm.Int64Value(n))
	for i := range c.Argc() {
		c.Set(o, c.IntegerKey(int64(i)), c.Arg(i), true)
	}
	return c.ObjectValue(o)
}

// %TypedArray%.prototype.at ( index ) sec-%typedarray%.prototype.at
func typedAt(c *vm.Call) vm.Value {
	o, n := thisTyped(c, "at")
	i := c.ToIntegerOrInfinity(c.Arg(0))
	if i < 0 {
		i += float64(n)
	}
	if i < 0 || i >= float64(n) {
		return vm.Undefined
	}
	return c.TypedArrayGetElement(o, int64(i))
}

func typedReceiver(c *vm.Call, method string) *vm.Object {
	if !c.IsTypedArray(c.This()) {
		class := "TypedArray"
		if method == "buffer" {
			class = "%TypedArray%"
		}
		c.ThrowTypeError("Method get %s.prototype.%s called on incompatible receiver %s", class, method, c.Display(c.This()))
	}
	return c.Obj(c.This())
}

func typedBuffer(c *vm.Call) vm.Value {
	return c.ObjectValue(c.TypedArrayBuffer(typedReceiver(c, "buffer")))
}

func typedByteLength(c *vm.Call) vm.Value {
	o := typedReceiver(c, "byteLength")
	n, _ := c.TypedArrayLength(o)
	return vm.Int64Value(n * vm.TypedArrayType(o).Size())
}

func typedByteOffset(c *vm.Call) vm.Value {
	o := typedReceiver(c, "byteOffset")
	if c.IsTypedArrayOutOfBounds(o) {
		return vm.IntValue(0)
	}
	return vm.Int64Value(vm.TypedArrayByteOffset(o))
}

func typedLength(c *vm.Call) vm.Value {
	n, _ := c.TypedArrayLength(typedReceiver(c, "length"))
	return vm.Int64Value(n)
}

// get %TypedArray%.prototype [ @@toStringTag ]
func typedTag(c *vm.Call) vm.Value {
	if !c.IsTypedArray(c.This()) {
		return vm.Undefined
	}
	return c.NewString(vm.TypedArrayType(c.Obj(c.This())).String() + "Array")
}

// %TypedArray%.prototype.copyWithin ( target, start [ , end ] ) sec-%typedarray%.prototype.copywithin
func typedCopyWithin(c *vm.Call) vm.Value {
	o, n := thisWritable(c, "copyWithin")
	to := relativeIndex(c, c.Arg(0), n)
	from := relativeIndex(c, c.Arg(1), n)
	final := relativeEnd(c, c.Arg(2), n)
	count := min(final-from, n-to)
	if count <= 0 {
		return c.This()
	}
	now, ok := c.TypedArrayLength(o)
	if !ok {
		c.ThrowTypeError("Cannot perform %%TypedArray%%.prototype.copyWithin on a detached ArrayBuffer")
	}
	if now < n {
		count = min(count, now-from, now-to)
	}
	if count > 0 {
		size := vm.TypedArrayType(o).Size()
		b := c.TypedArrayBytes(o)
		copy(b[to*size:], b[from*size:(from+count)*size])
	}
	return c.This()
}

// typedEach calls the callback on each element until f says to stop.
func typedEach(c *vm.Call, method string, f func(i int64, v, result vm.Value) bool) {
	o, n := thisTyped(c, method)
	callback := callableArg(c, 0)
	for i := int64(0); i < n; i++ {
		v := c.TypedArrayGetElement(o, i)
		if !f(i, v, c.VM.Call(callback, c.Arg(1), v, vm.Int64Value(i), c.This())) {
			return
		}
	}
}

// %TypedArray%.prototype.every ( callback [ , thisArg ] )
func typedEvery(c *vm.Call) vm.Value {
	all := true
	typedEach(c, "every", func(_ int64, _, r vm.Value) bool {
		all = c.ToBoolean(r)
		return all
	})
	return vm.BoolValue(all)
}

// %TypedArray%.prototype.some ( callback [ , thisArg ] )
func typedSome(c *vm.Call) vm.Value {
	some := false
	typedEach(c, "some", func(_ int64, _, r vm.Value) bool {
		some = c.ToBoolean(r)
		return !some
	})
	return vm.BoolValue(some)
}

// %TypedArray%.prototype.forEach ( callback [ , thisArg ] )
func typedForEach(c *vm.Call) vm.Value {
	typedEach(c, "forEach", func(int64, vm.Value, vm.Value) bool { return true })
	return vm.Undefined
}

// %TypedArray%.prototype.fill ( value [ , start [ , end ] ] ) sec-%typedarray%.prototype.fill
func typedFill(c *vm.Call) vm.Value {
	o, n := thisWritable(c, "fill")
	t := vm.TypedArrayType(o)
	v := c.ToElement(t, c.Arg(0))
	from := relativeIndex(c, c.Arg(1), n)
	to := relativeEnd(c, c.Arg(2), n)
	now, ok := c.TypedArrayLength(o)
	if !ok {
		c.ThrowTypeError("Cannot perform %%TypedArray%%.prototype.fill on a detached ArrayBuffer")
	}
	if to = min(to, now); from >= to {
		return c.This()
	}
	c.TypedArraySetElement(o, from, v)
	size := t.Size()
	b := c.TypedArrayBytes(o)[from*size : to*size]
	for i := int(size); i < len(b); {
		i += copy(b[i:], b[:i])
	}
	return c.This()
}

// %TypedArray%.prototype.filter ( callback [ , thisArg ] ) sec-%typedarray%.prototype.filter
func typedFilter(c *vm.Call) vm.Value {
	kept := c.NewList()
	typedEach(c, "filter", func(_ int64, v, r vm.Value) bool {
		if c.ToBoolean(r) {
			c.Append(kept, v)
		}
		return true
	})
	n := c.ListLen(kept)
	a := speciesTyped(c, c.Obj(c.This()), "%TypedArray%.prototype.filter", int64(n), vm.IntValue(int32(n)))
	for i := range n {
		c.TypedArraySetElement(a, int64(i), c.ListAt(kept, i))
	}
	return c.ObjectValue(a)
}

const (
	findValue = iota
	findIndex
	findLastValue
	findLastIndex
)

// typedFind is find, findIndex, findLast and findLastIndex.
func typedFind(c *vm.Call) vm.Value {
	names := [...]string{"find", "findIndex", "findLast", "findLastIndex"}
	o, n := thisTyped(c, names[c.Magic()])
	i, v := findViaPredicate(c, o, n, c.Magic() >= findLastValue)
	if c.Magic()&1 != 0 {
		return vm.Int64Value(i)
	}
	return v
}

// typedSearch is includes, indexOf and lastIndexOf.
func typedSearch(c *vm.Call) vm.Value {
	names := [...]string{"includes", "indexOf", "lastIndexOf"}
	which := c.Magic()
	o, n := thisTyped(c, names[which])
	notFound := vm.IntValue(-1)
	if which == 0 {
		notFound = vm.False
	}
	if n == 0 {
		return notFound
	}
	if which == 2 {
		return typedLastIndexOf(c, o, n)
	}
	k := relativeIndex(c, c.Arg(1), n)
	now, _ := c.TypedArrayLength(o)
	if at, ok := typedIndexOf(c, o, c.Arg(0), k, min(n, now), which == 0); ok && now >= n {
		if which == 0 {
			return vm.BoolValue(at >= 0)
		}
		return vm.Int64Value(at)
	}
	for i := k; i < n; i++ {
		if which == 0 {
			v := vm.Undefined
			if i < now {
				v = c.TypedArrayGetElement(o, i)
			}
			if c.SameValueZero(v, c.Arg(0)) {
				return vm.True
			}
		} else if i < now && c.IsStrictlyEqual(c.TypedArrayGetElement(o, i), c.Arg(0)) {
			return vm.Int64Value(i)
		}
		poll(c, i)
	}
	return notFound
}

func typedLastIndexOf(c *vm.Call, o *vm.Object, n int64) vm.Value {
	f := float64(n - 1)
	if c.Argc() > 1 {
		f = c.ToIntegerOrInfinity(c.Arg(1))
	}
	if f < 0 {
		f += float64(n)
	}
	now, _ := c.TypedArrayLength(o)
	for i := int64(math.Min(math.Max(f, -1), float64(n-1))); i >= 0; i-- {
		if i < now && c.IsStrictlyEqual(c.TypedArrayGetElement(o, i), c.Arg(0)) {
			return vm.Int64Value(i)
		}
	}
	return vm.IntValue(-1)
}

// %TypedArray%.prototype.join ( separator ) sec-%typedarray%.prototype.join
func typedJoin(c *vm.Call) vm.Value {
	o, n := thisTyped(c, "join")
	sep := c.CharString(',')
	if c.Arg(0) != vm.Undefined {
		sep = c.ToString(c.Arg(0))
	}
	b := takeBuilder(c.VM)
	for i := int64(0); i < n; i++ {
		if i > 0 {
			b.Chars(c.Chars(sep))
		}
		if v := c.TypedArrayGetElement(o, i); v != vm.Undefined && !appendNumberText(&b, v) {
			b.Chars(c.Chars(c.ToString(v)))
		}
		b.Bound(c.VM)
		poll(c, i)
	}
	return finishBuilder(c.VM, &b)
}

// %TypedArray%.prototype.toLocaleString ( ) sec-%typedarray%.prototype.tolocalestring
func typedToLocaleString(c *vm.Call) vm.Value {
	o, n := thisTyped(c, "toLocaleString")
	b := takeBuilder(c.VM)
	for i := int64(0); i < n; i++ {
		if i > 0 {
			b.Byte(',')
		}
		if v := c.TypedArrayGetElement(o, i); !v.IsNullish() {
			b.Chars(c.Chars(c.ToString(c.Invoke(v, c.Key("toLocaleString")))))
		}
		b.Bound(c.VM)
	}
	return finishBuilder(c.VM, &b)
}

// %TypedArray%.prototype.entries, keys, values
func typedIterate(c *vm.Call) vm.Value {
	thisTyped(c, [...]string{"keys", "values", "entries"}[c.Magic()])
	return c.ObjectValue(&c.CreateArrayIterator(c.Obj(c.This()), vm.ArrayIterationKind(c.Magic())).Object)
}

// %TypedArray%.prototype.map ( callback [ , thisArg ] ) sec-%typedarray%.prototype.map
func typedMap(c *vm.Call) vm.Value {
	o, n := thisTyped(c, "map")
	f := c.NewCallback(callableArg(c, 0), c.Arg(1))
	a := speciesTyped(c, o, "%TypedArray%.prototype.map", n, vm.Int64Value(n))
	for i := int64(0); i < n; i++ {
		v := f.Call3(c.TypedArrayGetElement(o, i), vm.Int64Value(i), c.This())
		c.TypedArraySetElement(a, i, v)
	}
	return c.ObjectValue(a)
}

// typedReduce is reduce, and with Magic 1 reduceRight (sec-%typedarray%.prototype.reduce):
// unlike Array's, it visits elements that are gone, as undefined.
func typedReduce(c *vm.Call) vm.Value {
	o, n := thisTyped(c, [...]string{"reduce", "reduceRight"}[c.Magic()])
	f := c.NewCallback(callableArg(c, 0), vm.Undefined)
	k, step, end := int64(0), int64(1), n
	if c.Magic() == 1 {
		k, step, end = n-1, -1, -1
	}
	acc := c.Arg(1)
	if c.Argc() < 2 {
		if n == 0 {
			c.ThrowTypeError("Reduce of empty array with no initial value")
		}
		acc = c.TypedArrayGetElement(o, k)
		k += step
	}
	for ; k != end; k += step {
		acc = f.Call4(acc, c.TypedArrayGetElement(o, k), vm.Int64Value(k), c.This())
	}
	return acc
}

// %TypedArray%.prototype.reverse ( ) sec-%typedarray%.prototype.reverse
func typedReverse(c *vm.Call) vm.Value {
	o, n := thisWritable(c, "reverse")
	reverseElements(c, o, n)
	return c.This()
}

// %TypedArray%.prototype.set ( source [ , offset ] ) sec-%typedarray%.prototype.set
func typedSet(c *vm.Call) vm.Value {
	o := typedReceiver(c, "set")
	mutable(c, c.TypedArrayBuffer(o), "%TypedArray%.prototype.set")
	offset := c.ToIntegerOrInfinity(c.Arg(1))
	if offset < 0 {
		c.ThrowRangeError("offset is out of bounds")
	}
	if c.IsTypedArray(c.Arg(0)) {
		setFromTyped(c, o, offset, c.Obj(c.Arg(0)))
		return vm.Undefined
	}
	n, ok := c.TypedArrayLength(o)
	if !ok {
		c.ThrowTypeError("Cannot perform %%TypedArray%%.prototype.set on a detached ArrayBuffer")
	}
	src := c.ToObject(c.Arg(0))
	count := lengthOf(c, src)
	if math.IsInf(offset, 1) || float64(count)+offset > float64(n) {
		c.ThrowRangeError("offset is out of bounds")
	}
	if items, ok := c.DenseArray(src, false); ok && storeNumbers(c, o, int64(offset), items) {
		return vm.Undefined
	}
	for i := int64(0); i < count; i++ {
		c.TypedArraySetElement(o, int64(offset)+i, getIndex(c, src, i))
		poll(c, i)
	}
	return vm.Undefined
}

// setFromTyped is SetTypedArrayFromTypedArray.
func setFromTyped(c *vm.Call, o *vm.Object, offset float64, src *vm.Object) {
	n, ok := c.TypedArrayLength(o)
	count, ok2 := c.TypedArrayLength(src)
	if !ok || !ok2 {
		c.ThrowTypeError("Cannot perform %%TypedArray%%.prototype.set on a detached ArrayBuffer")
	}
	t, st := vm.TypedArrayType(o), vm.TypedArrayType(src)
	if t.IsBigInt() != st.IsBigInt() {
		c.ThrowTypeError("Cannot mix BigInt and other types, use explicit conversions")
	}
	if math.IsInf(offset, 1) || float64(count)+offset > float64(n) {
		c.ThrowRangeError("offset is out of bounds")
	}
	if t != st && c.TypedArrayBuffer(o) == c.TypedArrayBuffer(src) {
		clone := c.NewTypedArrayOf(st, count)
		copyElements(c, clone, 0, src, 0, count)
		src = clone
	}
	copyElements(c, o, int64(offset), src, 0, count)
}

// %TypedArray%.prototype.slice ( start, end ) sec-%typedarray%.prototype.slice
func typedSlice(c *vm.Call) vm.Value {
	o, n := thisTyped(c, "slice")
	from := relativeIndex(c, c.Arg(0), n)
	to := relativeEnd(c, c.Arg(1), n)
	count := max(to-from, 0)
	a := speciesTyped(c, o, "%TypedArray%.prototype.slice", count, vm.Int64Value(count))
	if count == 0 {
		return c.ObjectValue(a)
	}
	now, ok := c.TypedArrayLength(o)
	if !ok {
		c.ThrowTypeError("Cannot perform %%TypedArray%%.prototype.slice on a detached ArrayBuffer")
	}
	to = min(to, now)
	if vm.TypedArrayType(a) != vm.TypedArrayType(o) {
		for i, k := from, int64(0); i < to; i, k = i+1, k+1 {
			c.Set(a, c.IntegerKey(k), c.TypedArrayGetElement(o, i), true)
		}
		return c.ObjectValue(a)
	}
	if size := vm.TypedArrayType(o).Size(); from < to {
		src, dst := c.TypedArrayBytes(o)[from*size:to*size], c.TypedArrayBytes(a)
		if c.TypedArrayBuffer(o) != c.TypedArrayBuffer(a) {
			copy(dst, src)
		} else {
			for i := 0; i < min(len(src), len(dst)); i++ {
				dst[i] = src[i] // byte by byte: later bytes see earlier writes
			}
		}
	}
	return c.ObjectValue(a)
}

// %TypedArray%.prototype.sort ( comparator ) sec-%typedarray%.prototype.sort
func typedSort(c *vm.Call) vm.Value {
	f := typedComparator(c)
	o, n := thisWritable(c, "sort")
	if f == vm.Undefined {
		sortElements(c, o, n)
		return c.This()
	}
	sorted := sortedElements(c, o, n, f)
	now, _ := c.TypedArrayLength(o)
	for i := int64(0); i < min(n, now); i++ {
		c.TypedArraySetElement(o, i, c.ListAt(sorted, int(i)))
	}
	return c.This()
}

// %TypedArray%.prototype.toSorted ( comparator ) sec-%typedarray%.prototype.tosorted
func typedToSorted(c *vm.Call) vm.Value {
	f := typedComparator(c)
	o, n := thisTyped(c, "toSorted")
	a := sameTyped(c, o, n)
	if f == vm.Undefined {
		copyElements(c, a, 0, o, 0, n)
		sortElements(c, a, n)
		return c.ObjectValue(a)
	}
	sorted := sortedElements(c, o, n, f)
	for i := int64(0); i < n; i++ {
		c.TypedArraySetElement(a, i, c.ListAt(sorted, int(i)))
	}
	return c.ObjectValue(a)
}

func typedComparator(c *vm.Call) vm.Value {
	f := c.Arg(0)
	if f != vm.Undefined && !c.IsCallable(f) {
		c.ThrowTypeError("The comparison function must be either a function or undefined: %s", c.Display(c.Arg(0)))
	}
	return f
}

// sortedElements is the elements in the order of a comparator.
func sortedElements(c *vm.Call, o *vm.Object, n int64, f vm.Value) *vm.List {
	l := c.NewList()
	for i := int64(0); i < n; i++ {
		c.Append(l, c.TypedArrayGetElement(o, i))
	}
	sortList(c, l, f)
	return l
}

// sameTyped is TypedArrayCreateSameType.
func sameTyped(c *vm.Call, o *vm.Object, n int64) *vm.Object {
	t := vm.TypedArrayType(o)
	return newTyped(c, t, c.Realm().Intrinsic(t.TypedArrayProto()), n)
}

// %TypedArray%.prototype.subarray ( start, end ) sec-%typedarray%.prototype.subarray
func typedSubarray(c *vm.Call) vm.Value {
	o := typedReceiver(c, "subarray")
	n, _ := c.TypedArrayLength(o)
	from := relativeIndex(c, c.Arg(0), n)
	size := vm.TypedArrayType(o).Size()
	start := vm.Int64Value(vm.TypedArrayByteOffset(o) + from*size)
	buf := c.ObjectValue(c.TypedArrayBuffer(o))
	if vm.IsLengthTracking(o) && c.Arg(1) == vm.Undefined {
		return c.ObjectValue(speciesTyped(c, o, "%TypedArray%.prototype.subarray", -1, buf, start))
	}
	to := relativeEnd(c, c.Arg(1), n)
	return c.ObjectValue(speciesTyped(c, o, "%TypedArray%.prototype.subarray", -1, buf, start, vm.Int64Value(max(to-from, 0))))
}

// %TypedArray%.prototype.toReversed ( ) sec-%typedarray%.prototype.toreversed
func typedToReversed(c *vm.Call) vm.Value {
	o, n := thisTyped(c, "toReversed")
	a := sameTyped(c, o, n)
	copyElements(c, a, 0, o, 0, n)
	reverseElements(c, a, n)
	return c.ObjectValue(a)
}

// %TypedArray%.prototype.with ( index, value ) sec-%typedarray%.prototype.with
func typedWith(c *vm.Call) vm.Value {
	o, n := thisTyped(c, "with")
	f := c.ToIntegerOrInfinity(c.Arg(0))
	if f < 0 {
		f += float64(n)
	}
	v := c.ToElement(vm.TypedArrayType(o), c.Arg(1))
	now, ok := c.TypedArrayLength(o)
	if !ok || f < 0 || f >= float64(now) {
		c.ThrowRangeError("Invalid typed array index")
	}
	a := sameTyped(c, o, n)
	copyElements(c, a, 0, o, 0, min(n, now))
	if int64(f) < n {
		c.TypedArraySetElement(a, int64(f), v)
	}
	return c.ObjectValue(a)
}
