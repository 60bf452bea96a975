package es

import "gojs/vm"

// Methods of Array.prototype that return a changed copy.

// newCopy is ArrayCreate for the copies: a list of n elements to be filled.
func newCopy(c *vm.Call, n int64) *vm.Object {
	a := arrayCreate(c, n)
	if n > 0 && n < sparseLength {
		c.ReserveElements(a, uint32(n))
	}
	return a
}

// Array.prototype.toReversed ( ) sec-array.prototype.toreversed
func arrayToReversed(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.toReversed")
	n := lengthOf(c, o)
	a := newCopy(c, n)
	for k := int64(0); k < n; k++ {
		createIndex(c, a, true, k, getIndex(c, o, n-k-1))
		poll(c, k)
	}
	return c.ObjectValue(a)
}

// Array.prototype.toSorted ( comparator ) sec-array.prototype.tosorted
func arrayToSorted(c *vm.Call) vm.Value {
	if !c.Arg(0).IsUndefined() && !c.IsCallable(c.Arg(0)) {
		c.ThrowTypeError("The comparison function must be either a function or undefined: %s", c.Display(c.Arg(0)))
	}
	o := thisObject(c, "Array.prototype.toSorted")
	n := lengthOf(c, o)
	a := newCopy(c, n)
	items := c.NewList()
	for k := int64(0); k < n; k++ {
		c.Append(items, getIndex(c, o, k))
		poll(c, k)
	}
	sortList(c, items, c.Arg(0))
	for k, v := range c.ListItems(items) {
		createIndex(c, a, true, int64(k), v)
	}
	return c.ObjectValue(a)
}

// Array.prototype.toSpliced ( start, skipCount, ...items ) sec-array.prototype.tospliced
func arrayToSpliced(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.toSpliced")
	n := lengthOf(c, o)
	start := relativeIndex(c, c.Arg(0), n)
	items, skip := spliceCounts(c, n, start)
	size := n + items - skip
	if size > maxSafe {
		c.ThrowTypeError("Invalid array length")
	}
	a := newCopy(c, size)
	to := int64(0)
	put := func(v vm.Value) {
		createIndex(c, a, true, to, v)
		poll(c, to)
		to++
	}
	for k := int64(0); k < start; k++ {
		put(getIndex(c, o, k))
	}
	for _, v := range spliceItems(c) {
		put(v)
	}
	for k := start + skip; to < size; k++ {
		put(getIndex(c, o, k))
	}
	return c.ObjectValue(a)
}

// Array.prototype.with ( index, value ) sec-array.prototype.with
func arrayWith(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.with")
	n := lengthOf(c, o)
	i := c.ToIntegerOrInfinity(c.Arg(0))
	if i < 0 {
		i += float64(n)
	}
	if i >= float64(n) || i < 0 {
		c.ThrowRangeError("Invalid index : %s", c.Display(vm.NumberValue(i)))
	}
	a := newCopy(c, n)
	for k := int64(0); k < n; k++ {
		v := c.Arg(1)
		if k != int64(i) {
			v = getIndex(c, o, k)
		}
		createIndex(c, a, true, k, v)
		poll(c, k)
	}
	return c.ObjectValue(a)
}
