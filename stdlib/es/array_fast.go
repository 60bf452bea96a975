package es

import (
	"slices"

	"gojs/vm"
)

// Fast paths of array.go and its siblings: each finishes or declines.

// concatDense appends the k elements of the array e to the fresh array a, which
// has n. Holes stay holes.
func concatDense(c *vm.Call, a, e *vm.Object, n, k int64) bool {
	items, ok := c.DenseArray(e, true)
	if !ok || int64(len(items)) != k || n+k > 1<<31 {
		return false
	}
	c.SetArrayLength(a, uint32(n))
	c.ArrayAppend(a, items)
	return true
}

// arrayFillFast is fill of the dense elements from k to end of a plain array.
func arrayFillFast(c *vm.Call, o *vm.Object, k, end int64) bool {
	if !c.PlainArray(o) {
		return false
	}
	items, ok := c.DenseArray(o, true)
	if !ok {
		if items, ok = c.MakeDense(o); !ok {
			return false
		}
	}
	if end > int64(len(items)) {
		return false
	}
	v := c.Arg(0)
	for ; k < end; k++ {
		items[k] = v
	}
	return true
}

// arrayReverseFast reverses a plain array without holes.
func arrayReverseFast(c *vm.Call, o *vm.Object) bool {
	if !c.PlainArray(o) {
		return false
	}
	items, ok := c.DenseArray(o, false)
	if ok {
		slices.Reverse(items)
	}
	return ok
}

// arraySliceFast copies the elements from k to end of an array.
func arraySliceFast(c *vm.Call, o *vm.Object, k, end int64) (vm.Value, bool) {
	items, ok := c.DenseArray(o, true)
	if !ok || end > int64(len(items)) {
		return 0, false
	}
	if k >= end {
		return c.ObjectValue(c.NewArray(0)), true
	}
	return c.ObjectValue(c.NewArrayOf(items[k:end]...)), true
}

// arraySearchFast finds v among the dense elements from k on: -1 where it is
// not there. includes asks for SameValueZero instead of strict equality.
func arraySearchFast(c *vm.Call, o *vm.Object, v vm.Value, k, n int64, includes bool) (int64, bool) {
	items, ok := c.DenseArray(o, !includes)
	if !ok || int64(len(items)) != n {
		return 0, false
	}
	k = min(k, n)
	i := searchItems(c, items[k:], v, includes)
	if i < 0 {
		return -1, true
	}
	return k + int64(i), true
}

// searchItems finds v: by its bits where equal values have the same.
func searchItems(c *vm.Call, items []vm.Value, v vm.Value, includes bool) int {
	switch {
	case v.IsString():
		n := c.StringLength(v)
		for i, x := range items {
			if x == v || x.IsString() && c.StringLength(x) == n && c.StringEquals(x, v) {
				return i
			}
		}
		return -1
	case v.IsNumber() && v.Float() == 0, v.IsBigInt():
		for i, x := range items {
			if c.IsStrictlyEqual(x, v) {
				return i
			}
		}
		return -1
	case v == vm.NaN && !includes:
		return -1
	}
	return slices.Index(items, v)
}
