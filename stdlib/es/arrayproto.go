package es

import "gojs/vm"

// The Array prototype object (sec-properties-of-the-array-prototype-object).
// Methods that take callbacks are in arrayeach.go, those that search in
// arraysearch.go, those that return changed copies in arraycopy.go.

var arrayPrototype = []vm.Spec{
	{Key: "at", Fn: arrayAt, Len: 1},
	{Key: "concat", Fn: arrayConcat, Len: 1},
	{Key: "constructor", Kind: vm.Reference, Ref: vm.ArrayConstructor},
	{Key: "copyWithin", Fn: arrayCopyWithin, Len: 2},
	{Key: "entries", Fn: arrayEntries},
	{Key: "every", Fn: arrayEvery, Len: 1},
	{Key: "fill", Fn: arrayFill, Len: 1},
	{Key: "filter", Fn: arrayFilter, Len: 1},
	{Key: "find", Fn: arrayFind, Len: 1},
	{Key: "findIndex", Fn: arrayFindIndex, Len: 1},
	{Key: "findLast", Fn: arrayFindLast, Len: 1},
	{Key: "findLastIndex", Fn: arrayFindLastIndex, Len: 1},
	{Key: "flat", Fn: arrayFlat},
	{Key: "flatMap", Fn: arrayFlatMap, Len: 1},
	{Key: "forEach", Fn: arrayForEach, Len: 1},
	{Key: "includes", Fn: arrayIncludes, Len: 1},
	{Key: "indexOf", Fn: arrayIndexOf, Len: 1},
	{Key: "join", Fn: arrayJoin, Len: 1},
	{Key: "keys", Fn: arrayKeys},
	{Key: "lastIndexOf", Fn: arrayLastIndexOf, Len: 1},
	{Key: "map", Fn: arrayMap, Len: 1},
	{Key: "pop", Fn: arrayPop},
	{Key: "push", Fn: arrayPush, Quick: quickPush, Len: 1},
	{Key: "reduce", Fn: arrayReduce, Len: 1},
	{Key: "reduceRight", Fn: arrayReduceRight, Len: 1},
	{Key: "reverse", Fn: arrayReverse},
	{Key: "shift", Fn: arrayShift},
	{Key: "slice", Fn: arraySlice, Len: 2},
	{Key: "some", Fn: arraySome, Len: 1},
	{Key: "sort", Fn: arraySort, Len: 1},
	{Key: "splice", Fn: arraySplice, Len: 2},
	{Key: "toLocaleString", Fn: arrayToLocaleString},
	{Key: "toReversed", Fn: arrayToReversed},
	{Key: "toSorted", Fn: arrayToSorted, Len: 1},
	{Key: "toSpliced", Fn: arrayToSpliced, Len: 2},
	{Key: "toString", Fn: arrayToString},
	{Key: "unshift", Fn: arrayUnshift, Len: 1},
	{Key: "values", Kind: vm.Reference, Ref: vm.ArrayProtoValues},
	{Key: "with", Fn: arrayWith, Len: 2},
	{Key: "@@iterator", Kind: vm.Reference, Ref: vm.ArrayProtoValues},
	{Key: "@@unscopables", Kind: vm.Computed, Make: arrayUnscopables, Attrs: vm.Configurable, AttrsSet: true},
}

// Array.prototype [ @@unscopables ] sec-array.prototype-@@unscopables
func arrayUnscopables(m *vm.VM, _ *vm.Realm) vm.Value {
	o := m.OrdinaryObjectCreate(nil)
	for _, name := range []string{"at", "copyWithin", "entries", "fill", "find", "findIndex", "findLast", "findLastIndex",
		"flat", "flatMap", "includes", "keys", "toReversed", "toSorted", "toSpliced", "values"} {
		m.CreateDataProperty(o, m.Key(name), vm.True)
	}
	return m.ObjectValue(o)
}

// Array.prototype.at ( index ) sec-array.prototype.at
func arrayAt(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.at")
	n := lengthOf(c, o)
	i := c.ToIntegerOrInfinity(c.Arg(0))
	if i < 0 {
		i += float64(n)
	}
	if i < 0 || i >= float64(n) {
		return vm.Undefined
	}
	return getIndex(c, o, int64(i))
}

// Array.prototype.concat ( ...items ) sec-array.prototype.concat
func arrayConcat(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.concat")
	a, fresh := arraySpeciesCreate(c, o, 0)
	n := concatItem(c, a, fresh, 0, c.ObjectValue(o))
	for i := 0; i < c.Argc(); i++ {
		n = concatItem(c, a, fresh, n, c.Arg(i))
	}
	if fresh {
		c.SetArrayLength(a, concatLength(c, n))
	} else {
		setLength(c, a, n)
	}
	return c.ObjectValue(a)
}

// concatLength is n where an array can have that length.
func concatLength(c *vm.Call, n int64) uint32 {
	if n > 1<<32-1 {
		c.ThrowRangeError("Invalid array length")
	}
	return uint32(n)
}

// concatItem appends one item of concat to a, which has n elements, and returns
// the new number.
func concatItem(c *vm.Call, a *vm.Object, fresh bool, n int64, item vm.Value) int64 {
	if !isConcatSpreadable(c, item) {
		if n >= maxSafe {
			c.ThrowTypeError("Invalid array length")
		}
		concatStore(c, a, fresh, n, item)
		return n + 1
	}
	e := c.Obj(item)
	k := lengthOf(c, e)
	if n+k > maxSafe {
		c.ThrowTypeError("Invalid array length")
	}
	if fresh && concatDense(c, a, e, n, k) {
		return n + k
	}
	forEachIndex(c, e, 0, k, func(i int64, v vm.Value) { concatStore(c, a, fresh, n+i, v) })
	return n + k
}

// concatStore is CreateDataPropertyOrThrow of an element; a fresh array's
// length follows at the end.
func concatStore(c *vm.Call, a *vm.Object, fresh bool, i int64, v vm.Value) {
	if fresh && i < 1<<32-1 {
		c.DefineData(a, vm.IndexKey(uint32(i)), v, attrAll)
		return
	}
	c.CreateDataPropertyOrThrow(a, c.IntegerKey(i), v)
}

// isConcatSpreadable is sec-isconcatspreadable.
func isConcatSpreadable(c *vm.Call, v vm.Value) bool {
	if !v.IsObject() {
		return false
	}
	if s := c.Get(c.Obj(v), c.K(kSymIsConcatSpreadable)); !s.IsUndefined() {
		return c.ToBoolean(s)
	}
	return c.IsArray(v)
}

// sparseLength is the length from which loops over an array-like go over the
// keys it has rather than over all numbers.
const sparseLength = 1 << 20

// forEachIndex calls visit with the elements of o from index i to j that exist,
// in ascending order, as a loop with HasProperty and Get does.
func forEachIndex(c *vm.Call, o *vm.Object, i, j int64, visit func(int64, vm.Value)) {
	if j-i > sparseLength {
		if keys, ok := sparseKeys(c, o); ok {
			for k, n := 0, c.ListLen(keys); k < n; k++ {
				at := int64(c.KeyAt(keys, k).Index())
				if at < i || at >= j {
					continue
				}
				if v, ok := getPresent(c, o, at); ok {
					visit(at, v)
				}
			}
			return
		}
	}
	for k := i; k < j; k++ {
		if v, ok := getPresent(c, o, k); ok {
			visit(k, v)
		}
		poll(c, k)
	}
}

// sparseKeys are the index keys of an ordinary array with few elements for its
// length, when the elements of no prototype can show through its holes.
func sparseKeys(c *vm.Call, o *vm.Object) (*vm.List, bool) {
	if !vm.IsArrayObject(o) || c.ProtoElements() {
		return nil, false
	}
	keys := c.NewList()
	c.ElementKeys(o, keys)
	return keys, int64(c.ListLen(keys)) < int64(vm.ArrayLength(o))/4
}

// Array.prototype.copyWithin ( target, start [ , end ] ) sec-array.prototype.copywithin
func arrayCopyWithin(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.copyWithin")
	n := lengthOf(c, o)
	to := relativeIndex(c, c.Arg(0), n)
	from := relativeIndex(c, c.Arg(1), n)
	count := min(relativeEnd(c, c.Arg(2), n)-from, n-to)
	step := int64(1)
	if from < to && to < from+count {
		step = -1
		from, to = from+count-1, to+count-1
	}
	for ; count > 0; count-- {
		moveIndex(c, o, from, to)
		from, to = from+step, to+step
		poll(c, count)
	}
	return c.ObjectValue(o)
}

// moveIndex makes element to of o what element from is, absence included.
func moveIndex(c *vm.Call, o *vm.Object, from, to int64) {
	if v, ok := getPresent(c, o, from); ok {
		setIndex(c, o, to, v)
		return
	}
	c.DeletePropertyOrThrow(o, c.IntegerKey(to))
}

// Array.prototype.entries ( ) sec-array.prototype.entries
func arrayEntries(c *vm.Call) vm.Value {
	return c.ObjectValue(&c.CreateArrayIterator(thisObject(c, "Array.prototype.entries"), vm.IterateEntries).Object)
}

// Array.prototype.fill ( value [ , start [ , end ] ] ) sec-array.prototype.fill
func arrayFill(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.fill")
	n := lengthOf(c, o)
	k := relativeIndex(c, c.Arg(1), n)
	end := relativeEnd(c, c.Arg(2), n)
	if arrayFillFast(c, o, k, end) {
		return c.ObjectValue(o)
	}
	for ; k < end; k++ {
		setIndex(c, o, k, c.Arg(0))
		poll(c, k)
	}
	return c.ObjectValue(o)
}

// Array.prototype.keys ( ) sec-array.prototype.keys
func arrayKeys(c *vm.Call) vm.Value {
	return c.ObjectValue(&c.CreateArrayIterator(thisObject(c, "Array.prototype.keys"), vm.IterateKeys).Object)
}

// Array.prototype.pop ( ) sec-array.prototype.pop
func arrayPop(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.pop")
	if v, ok := c.ArrayPop(o); ok {
		return v
	}
	n := lengthOf(c, o)
	if n == 0 {
		setLength(c, o, 0)
		return vm.Undefined
	}
	v := getIndex(c, o, n-1)
	c.DeletePropertyOrThrow(o, c.IntegerKey(n-1))
	setLength(c, o, n-1)
	return v
}

// Array.prototype.push ( ...items ) sec-array.prototype.push
func arrayPush(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.push")
	if c.PlainArray(o) && int64(vm.ArrayLength(o))+int64(c.Argc()) < 1<<32 {
		c.ArrayAppend(o, c.Args())
		return vm.Int64Value(int64(vm.ArrayLength(o)))
	}
	n := lengthOf(c, o)
	if n+int64(c.Argc()) > maxSafe {
		c.ThrowTypeError("Pushing %d elements on an array-like of length %d is disallowed by ECMA-262", c.Argc(), n)
	}
	for i := 0; i < c.Argc(); i++ {
		setIndex(c, o, n, c.Arg(i))
		n++
	}
	setLength(c, o, n)
	return vm.Int64Value(n)
}

// Array.prototype.reverse ( ) sec-array.prototype.reverse
func arrayReverse(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.reverse")
	if arrayReverseFast(c, o) {
		return c.ObjectValue(o)
	}
	n := lengthOf(c, o)
	for lower := int64(0); lower < n/2; lower++ {
		upper := n - lower - 1
		low, lowOK := getPresent(c, o, lower)
		up, upOK := getPresent(c, o, upper)
		switch {
		case lowOK && upOK:
			setIndex(c, o, lower, up)
			setIndex(c, o, upper, low)
		case upOK:
			setIndex(c, o, lower, up)
			c.DeletePropertyOrThrow(o, c.IntegerKey(upper))
		case lowOK:
			c.DeletePropertyOrThrow(o, c.IntegerKey(lower))
			setIndex(c, o, upper, low)
		}
		poll(c, lower)
	}
	return c.ObjectValue(o)
}

// Array.prototype.shift ( ) sec-array.prototype.shift
func arrayShift(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.shift")
	if v, ok := c.ArrayShift(o); ok {
		return v
	}
	n := lengthOf(c, o)
	if n == 0 {
		setLength(c, o, 0)
		return vm.Undefined
	}
	first := getIndex(c, o, 0)
	for k := int64(1); k < n; k++ {
		moveIndex(c, o, k, k-1)
		poll(c, k)
	}
	c.DeletePropertyOrThrow(o, c.IntegerKey(n-1))
	setLength(c, o, n-1)
	return first
}

// Array.prototype.slice ( start, end ) sec-array.prototype.slice
func arraySlice(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.slice")
	n := lengthOf(c, o)
	k := relativeIndex(c, c.Arg(0), n)
	end := relativeEnd(c, c.Arg(1), n)
	a, fresh := arraySpeciesCreate(c, o, max(end-k, 0))
	if fresh {
		if v, ok := arraySliceFast(c, o, k, end); ok {
			return v
		}
	}
	forEachIndex(c, o, k, end, func(i int64, v vm.Value) { createIndex(c, a, fresh, i-k, v) })
	if !fresh {
		setLength(c, a, max(end-k, 0))
	}
	return c.ObjectValue(a)
}

// Array.prototype.splice ( start, deleteCount, ...items ) sec-array.prototype.splice
func arraySplice(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.splice")
	n := lengthOf(c, o)
	start := relativeIndex(c, c.Arg(0), n)
	items, deleted := spliceCounts(c, n, start)
	if n+items-deleted > maxSafe {
		c.ThrowTypeError("Invalid array length")
	}
	a, fresh := arraySpeciesCreate(c, o, deleted)
	if fresh && c.PlainArray(o) && int64(vm.ArrayLength(o)) == n && c.ArraySplice(o, a, uint32(min(start, 1<<32-1)), uint32(min(deleted, 1<<32-1)), spliceItems(c)) {
		return c.ObjectValue(a)
	}
	forEachIndex(c, o, start, start+deleted, func(i int64, v vm.Value) { createIndex(c, a, fresh, i-start, v) })
	if !fresh {
		setLength(c, a, deleted)
	}
	spliceMove(c, o, n, start, deleted, items)
	for i, v := range spliceItems(c) {
		setIndex(c, o, start+int64(i), v)
	}
	setLength(c, o, n-deleted+items)
	return c.ObjectValue(a)
}

// spliceItems views the arguments that splice and toSpliced insert.
func spliceItems(c *vm.Call) []vm.Value {
	if c.Argc() <= 2 {
		return nil
	}
	return c.Args()[2:]
}

// spliceCounts are the numbers of items to insert and of elements to delete
// (steps 5 to 9 of sec-array.prototype.splice).
func spliceCounts(c *vm.Call, n, start int64) (items, deleted int64) {
	switch c.Argc() {
	case 0:
		return 0, 0
	case 1:
		return 0, n - start
	}
	d := c.ToIntegerOrInfinity(c.Arg(1))
	return int64(c.Argc() - 2), int64(min(max(d, 0), float64(n-start)))
}

// spliceMove moves what stands behind the deleted elements to make room for
// the items.
func spliceMove(c *vm.Call, o *vm.Object, n, start, deleted, items int64) {
	switch {
	case items < deleted:
		for k := start; k < n-deleted; k++ {
			moveIndex(c, o, k+deleted, k+items)
			poll(c, k)
		}
		for k := n; k > n-deleted+items; k-- {
			c.DeletePropertyOrThrow(o, c.IntegerKey(k-1))
			poll(c, k)
		}
	case items > deleted:
		for k := n - deleted; k > start; k-- {
			moveIndex(c, o, k+deleted-1, k+items-1)
			poll(c, k)
		}
	}
}

// Array.prototype.unshift ( ...items ) sec-array.prototype.unshift
func arrayUnshift(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.unshift")
	if c.PlainArray(o) && c.ArraySplice(o, nil, 0, 0, c.Args()) {
		return vm.Int64Value(int64(vm.ArrayLength(o)))
	}
	n, count := lengthOf(c, o), int64(c.Argc())
	if count > 0 {
		if n+count > maxSafe {
			c.ThrowTypeError("Invalid array length")
		}
		for k := n; k > 0; k-- {
			moveIndex(c, o, k-1, k+count-1)
			poll(c, k)
		}
		for i := int64(0); i < count; i++ {
			setIndex(c, o, i, c.Arg(int(i)))
		}
	}
	setLength(c, o, n+count)
	return vm.Int64Value(n + count)
}

// Array.prototype.values ( ) sec-array.prototype.values
func arrayValues(c *vm.Call) vm.Value {
	return c.ObjectValue(&c.CreateArrayIterator(thisObject(c, "Array.prototype.values"), vm.IterateValues).Object)
}
