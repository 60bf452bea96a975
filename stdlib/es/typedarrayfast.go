package es

import (
	"bytes"
	"math"
	"slices"

	"gojs/internal/numtext"
	"gojs/vm"
)

// Fast paths of typedarray.go: each finishes or declines.

// chunk is how many elements are converted between two polls.
const chunk = 1024

// storeNumbers stores items in the elements of o from k on, where all are
// Numbers and there is room for them.
func storeNumbers(c *vm.Call, o *vm.Object, k int64, items []vm.Value) bool {
	t := vm.TypedArrayType(o)
	n, ok := c.TypedArrayLength(o)
	if !ok || t.IsBigInt() || k+int64(len(items)) > n || vm.IsImmutableBuffer(c.TypedArrayBuffer(o)) {
		return false
	}
	for _, v := range items {
		if !v.IsNumber() {
			return false
		}
	}
	b := c.TypedArrayBytes(o)[k*t.Size():]
	var buf [chunk]float64
	for len(items) > 0 {
		part := items[:min(chunk, len(items))]
		for i, v := range part {
			buf[i] = v.Float()
		}
		storeFloats(c, t, b, buf[:len(part)])
		items, b = items[len(part):], b[int64(len(part))*t.Size():]
	}
	return true
}

// convertElements is copyElements between different types of Numbers in
// different buffers.
func convertElements(c *vm.Call, o *vm.Object, k int64, src *vm.Object, i, n int64) bool {
	t, st := vm.TypedArrayType(o), vm.TypedArrayType(src)
	have, ok := c.TypedArrayLength(o)
	from, ok2 := c.TypedArrayLength(src)
	if !ok || !ok2 || t.IsBigInt() || st.IsBigInt() || k+n > have || i+n > from ||
		c.TypedArrayBuffer(o) == c.TypedArrayBuffer(src) || vm.IsImmutableBuffer(c.TypedArrayBuffer(o)) {
		return false
	}
	var buf [chunk]float64
	dst, from0 := c.TypedArrayBytes(o), c.TypedArrayBytes(src)
	for done := int64(0); done < n; {
		m := min(n-done, chunk)
		loadFloats(st, from0[(i+done)*st.Size():], buf[:m])
		storeFloats(c, t, dst[(k+done)*t.Size():], buf[:m])
		done += m
	}
	return true
}

// loadFloats reads the first elements of b, of which there are enough.
func loadFloats(t vm.ElementType, b []byte, out []float64) {
	switch t {
	case vm.Int8:
		toFloats(out, unitsOf[int8](b))
	case vm.Uint8, vm.Uint8Clamped:
		toFloats(out, b)
	case vm.Int16:
		toFloats(out, unitsOf[int16](b))
	case vm.Uint16:
		toFloats(out, unitsOf[uint16](b))
	case vm.Int32:
		toFloats(out, unitsOf[int32](b))
	case vm.Uint32:
		toFloats(out, unitsOf[uint32](b))
	case vm.Float16:
		for i, h := range unitsOf[uint16](b)[:len(out)] {
			out[i] = vm.Float16ToFloat64(h)
		}
	case vm.Float32:
		toFloats(out, unitsOf[float32](b))
	default:
		toFloats(out, unitsOf[float64](b))
	}
}

type number interface {
	~int8 | ~uint8 | ~int16 | ~uint16 | ~int32 | ~uint32 | ~float32 | ~float64
}

func toFloats[T number](out []float64, src []T) {
	for i, x := range src[:len(out)] {
		out[i] = float64(x)
	}
}

// storeFloats converts numbers to the first elements of b as NumericToRawBytes
// does (sec-numerictorawbytes).
func storeFloats(c *vm.Call, t vm.ElementType, b []byte, in []float64) {
	switch t {
	case vm.Int8, vm.Uint8:
		toIntegers(c, b, in)
	case vm.Int16, vm.Uint16:
		toIntegers(c, unitsOf[uint16](b), in)
	case vm.Int32, vm.Uint32:
		toIntegers(c, unitsOf[uint32](b), in)
	case vm.Float32:
		out := unitsOf[float32](b)[:len(in)]
		for i, f := range in {
			out[i] = float32(f)
		}
	case vm.Float64:
		copy(unitsOf[float64](b), in)
	case vm.Float16:
		out := unitsOf[uint16](b)[:len(in)]
		for i, f := range in {
			out[i] = vm.Float64ToFloat16(f)
		}
	default:
		for i, f := range in {
			b[i] = byte(c.RawBytes(t, vm.NumberValue(f)))
		}
	}
}

// toIntegers converts modulo the size of the elements.
func toIntegers[T uint8 | uint16 | uint32](c *vm.Call, out []T, in []float64) {
	out = out[:len(in)]
	for i, f := range in {
		if f > -1<<62 && f < 1<<62 {
			out[i] = T(int64(f))
		} else {
			out[i] = T(uint32(c.ToInt32(vm.NumberValue(f))))
		}
	}
}

// typedIndexOf is the first of the elements of o from i to end that is f, or
// with includes also NaN where f is; -1 where there is none. It declines
// BigInts.
func typedIndexOf(c *vm.Call, o *vm.Object, v vm.Value, i, end int64, includes bool) (int64, bool) {
	t := vm.TypedArrayType(o)
	if t.IsBigInt() {
		return 0, false
	}
	f := math.NaN()
	if v.IsNumber() {
		f = v.Float()
	}
	if i >= end || !v.IsNumber() || f != f && !(includes && kindOf(t) == floatBits) {
		return -1, true
	}
	at, all := int64(-1), c.TypedArrayBytes(o)
	for ; i < end && at < 0; i += 1 << 16 {
		stop := min(i+1<<16, end)
		if at = findNumber(t, all[i*t.Size():stop*t.Size()], f); at >= 0 {
			return i + at, true
		}
		c.Poll()
	}
	return -1, true
}

// findNumber is the first element of b that is f, or -1.
func findNumber(t vm.ElementType, b []byte, f float64) int64 {
	switch t {
	case vm.Int8:
		return indexNumber(unitsOf[int8](b), f)
	case vm.Uint8, vm.Uint8Clamped:
		if u := byte(f); float64(u) == f {
			return int64(bytes.IndexByte(b, u))
		}
		return -1
	case vm.Int16:
		return indexNumber(unitsOf[int16](b), f)
	case vm.Uint16:
		return indexNumber(unitsOf[uint16](b), f)
	case vm.Int32:
		return indexNumber(unitsOf[int32](b), f)
	case vm.Uint32:
		return indexNumber(unitsOf[uint32](b), f)
	case vm.Float32:
		return indexNumber(unitsOf[float32](b), f)
	case vm.Float64:
		return indexNumber(unitsOf[float64](b), f)
	}
	for i, h := range unitsOf[uint16](b) {
		if x := vm.Float16ToFloat64(h); x == f || f != f && x != x {
			return int64(i)
		}
	}
	return -1
}

func indexNumber[T number](s []T, f float64) int64 {
	if f != f {
		return int64(slices.IndexFunc(s, func(x T) bool { return x != x }))
	}
	if x := T(f); float64(x) == f {
		return int64(slices.Index(s, x))
	}
	return -1
}

// reverseElements reverses the first n elements of o, which has them.
func reverseElements(c *vm.Call, o *vm.Object, n int64) {
	size := vm.TypedArrayType(o).Size()
	b := c.TypedArrayBytes(o)[:n*size]
	switch size {
	case 1:
		slices.Reverse(b)
	case 2:
		slices.Reverse(unitsOf[uint16](b))
	case 4:
		slices.Reverse(unitsOf[uint32](b))
	default:
		slices.Reverse(unitsOf[uint64](b))
	}
}

// appendNumberText appends the text of a Number to b; it declines other values.
func appendNumberText(b *textBuilder, v vm.Value) bool {
	var buf [32]byte
	switch {
	case v.IsInt():
		b.Bytes(numtext.AppendInt32(buf[:0], v.Int()))
	case v.IsNumber():
		b.Bytes(numtext.AppendNumber(buf[:0], v.Float()))
	default:
		return false
	}
	return true
}
