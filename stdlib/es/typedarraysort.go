package es

import (
	"unsafe"

	"gojs/vm"
)

// Sorting of TypedArrays without a comparator: the elements' bits are mapped to
// unsigned numbers in the order of CompareTypedArrayElements
// (sec-comparetypedarrayelements), which a radix sort puts in order.

// sortElements sorts the first n elements of o, which is in bounds and has them.
func sortElements(c *vm.Call, o *vm.Object, n int64) {
	if n < 2 {
		return
	}
	t := vm.TypedArrayType(o)
	b := c.TypedArrayBytes(o)[:n*t.Size()]
	switch t.Size() {
	case 1:
		sortBytes(b, t == vm.Int8)
	case 2:
		sortUnits(c, unitsOf[uint16](b), kindOf(t))
	case 4:
		sortUnits(c, unitsOf[uint32](b), kindOf(t))
	default:
		sortUnits(c, unitsOf[uint64](b), kindOf(t))
	}
}

// unitsOf views aligned bytes as elements of another size.
func unitsOf[T any](b []byte) []T {
	var t T
	return unsafe.Slice((*T)(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b))/unsafe.Sizeof(t))
}

// elementKind says how bits are ordered.
type elementKind uint8

const (
	unsignedBits elementKind = iota
	signedBits
	floatBits
)

func kindOf(t vm.ElementType) elementKind {
	switch t {
	case vm.Int8, vm.Int16, vm.Int32, vm.BigInt64:
		return signedBits
	case vm.Float16, vm.Float32, vm.Float64:
		return floatBits
	}
	return unsignedBits
}

// sortBytes sorts by counting.
func sortBytes(b []byte, signed bool) {
	var counts [256]int
	for _, u := range b {
		counts[u]++
	}
	flip := byte(0)
	if signed {
		flip = 0x80
	}
	at := 0
	for i := range 256 {
		u := byte(i) ^ flip
		for end := at + counts[u]; at < end; at++ {
			b[at] = u
		}
	}
}

// sortUnits sorts in scratch memory, so that nothing another agent writes
// meanwhile confuses it.
func sortUnits[T uint16 | uint32 | uint64](c *vm.Call, units []T, kind elementKind) {
	n := int64(len(units)) * 2 * int64(unsafe.Sizeof(units[0]))
	c.Heap().ChargeExternal(n)
	defer c.Heap().ChargeExternal(-n)
	sign := T(1) << (unsafe.Sizeof(units[0])*8 - 1)
	keys, scratch := make([]T, len(units)), make([]T, len(units))
	for i, u := range units {
		keys[i] = orderedBits(u, sign, kind)
	}
	if len(keys) <= smallSort {
		insertionSort(keys)
	} else {
		keys = radixSort(c, keys, scratch)
	}
	for i, u := range keys {
		units[i] = plainBits(u, sign, kind)
	}
}

// orderedBits maps an element to an unsigned number; every NaN to the largest.
func orderedBits[T uint16 | uint32 | uint64](u, sign T, kind elementKind) T {
	switch {
	case kind == unsignedBits:
		return u
	case kind == signedBits:
		return u ^ sign
	case u&^sign > exponentBits(sign):
		return ^T(0)
	case u&sign != 0:
		return ^u
	}
	return u | sign
}

// plainBits is the inverse of orderedBits.
func plainBits[T uint16 | uint32 | uint64](u, sign T, kind elementKind) T {
	switch {
	case kind == unsignedBits:
		return u
	case kind == signedBits:
		return u ^ sign
	case u&sign == 0:
		return ^u
	}
	return u ^ sign
}

// exponentBits are the bits of an infinity: more, without the sign, is a NaN.
func exponentBits[T uint16 | uint32 | uint64](sign T) T {
	switch unsafe.Sizeof(sign) {
	case 2:
		return T(0x7C00)
	case 4:
		return T(0x7F800000 & uint64(^T(0)))
	}
	return T(0x7FF0000000000000 & uint64(^T(0)))
}

// smallSort is the length up to which insertion is the faster way.
const smallSort = 48

func insertionSort[T uint16 | uint32 | uint64](a []T) {
	for i := 1; i < len(a); i++ {
		x, j := a[i], i
		for ; j > 0 && a[j-1] > x; j-- {
			a[j] = a[j-1]
		}
		a[j] = x
	}
}

// radixSort sorts byte by byte from the lowest, leaving out bytes that are the
// same in all keys. The result is in one of the two slices.
func radixSort[T uint16 | uint32 | uint64](c *vm.Call, keys, scratch []T) []T {
	var all [8][256]uint32
	size := int(unsafe.Sizeof(keys[0]))
	for _, u := range keys {
		for d := range size {
			all[d][byte(u>>(8*d))]++
		}
	}
	for d := range size {
		counts := &all[d]
		if int(counts[byte(keys[0]>>(8*d))]) == len(keys) {
			continue
		}
		at := uint32(0)
		for i, n := range counts {
			counts[i] = at
			at += n
		}
		for _, u := range keys {
			digit := byte(u >> (8 * d))
			scratch[counts[digit]] = u
			counts[digit]++
		}
		keys, scratch = scratch, keys
		c.Poll()
	}
	return keys
}
