package vm

import (
	"bytes"
	"unsafe"

	"gojs/gc"
)

// Short cuts for Latin-1 strings whose code units lie in one piece, which
// nearly all strings are.

// latin1 is where the code units of s are when it is Latin-1 and no rope, else nil.
func (vm *VM) latin1(s *stringCell) unsafe.Pointer {
	if s.Kind == KindString && s.Flags&strTwoByte == 0 {
		return unsafe.Add(unsafe.Pointer(s), stringData)
	}
	return vm.latin1Slice(s)
}

//go:noinline
func (vm *VM) latin1Slice(s *stringCell) unsafe.Pointer {
	if s.Kind != kindSlice || s.Flags&strTwoByte != 0 {
		return nil
	}
	sl := (*sliceCell)(unsafe.Pointer(s))
	return unsafe.Add(unsafe.Pointer(gc.At[stringCell](vm.heap, sl.parent)), stringData+uintptr(sl.offset))
}

// charAt is code unit i of a string that has one there, as a string.
func (vm *VM) charAt(v Value, i uint32) Value {
	if p := vm.latin1(vm.str(v)); p != nil {
		return vm.charValues[*(*byte)(unsafe.Add(p, uintptr(i)))]
	}
	return vm.CharString(vm.Chars(v).At(int(i)))
}

// CodeUnitAt is code unit i of the string v, -1 where there is none.
func (vm *VM) CodeUnitAt(v Value, i int32) int32 {
	s := vm.str(v)
	if uint32(i) >= s.length {
		return -1
	}
	if p := vm.latin1(s); p != nil {
		return int32(*(*byte)(unsafe.Add(p, uintptr(uint32(i)))))
	}
	return int32(vm.Chars(v).At(int(i)))
}

// latin1Equal compares n code units.
func latin1Equal(p, q unsafe.Pointer, n int) bool {
	if *(*byte)(p) != *(*byte)(q) {
		return false
	}
	return n == 1 || unsafe.String((*byte)(p), n) == unsafe.String((*byte)(q), n)
}

// compareLatin1 orders two texts by code units: negative, 0 or positive.
func compareLatin1(p unsafe.Pointer, n int, q unsafe.Pointer, m int) int {
	return bytes.Compare(unsafe.Slice((*byte)(p), n), unsafe.Slice((*byte)(q), m))
}

// concatLatin1 joins two strings, one of them at least not empty, into a flat
// one; it declines where one is a rope or not Latin-1.
func (vm *VM) concatLatin1(a, b Value) (Value, bool) {
	x, y := vm.str(a), vm.str(b)
	if vm.latin1(x) == nil || vm.latin1(y) == nil {
		return 0, false
	}
	n, m := uintptr(x.length), uintptr(y.length)
	s := gc.At[stringCell](vm.heap, vm.heap.Alloc(KindString, stringData+n+m))
	s.length = uint32(n + m)
	dst := unsafe.Add(unsafe.Pointer(s), stringData)
	copyLatin1(dst, vm.latin1(x), n)
	copyLatin1(unsafe.Add(dst, n), vm.latin1(y), m)
	return vm.strValue(unsafe.Pointer(s)), true
}

// copyLatin1 copies n code units, quickly when they are few.
func copyLatin1(dst, src unsafe.Pointer, n uintptr) {
	switch {
	case n >= 8:
		copy(unsafe.Slice((*byte)(dst), int(n)), unsafe.Slice((*byte)(src), int(n)))
	case n >= 4: // the two halves may overlap
		h, t := *(*uint32)(src), *(*uint32)(unsafe.Add(src, n-4))
		*(*uint32)(dst), *(*uint32)(unsafe.Add(dst, n-4)) = h, t
	case n >= 2:
		h, t := *(*uint16)(src), *(*uint16)(unsafe.Add(src, n-2))
		*(*uint16)(dst), *(*uint16)(unsafe.Add(dst, n-2)) = h, t
	case n == 1:
		*(*byte)(dst) = *(*byte)(src)
	}
}

// maxJoin is the length up to which several pieces are joined into a flat
// string rather than a tree of ropes.
const maxJoin = 256

// joinLatin1 joins the strings in n registers from first on into a flat one; it
// declines where the result is long, or one is a rope or not Latin-1.
func (vm *VM) joinLatin1(first *Value, n int) (Value, bool) {
	total := uint64(0)
	for i := range n {
		s := vm.str(*regAt(unsafe.Pointer(first), i))
		if vm.latin1(s) == nil {
			return 0, false
		}
		total += uint64(s.length)
	}
	if total < 2 || total > maxJoin {
		return 0, false
	}
	r := gc.At[stringCell](vm.heap, vm.heap.Alloc(KindString, stringData+uintptr(total)))
	r.length = uint32(total)
	dst := unsafe.Add(unsafe.Pointer(r), stringData)
	for i := range n {
		s := vm.str(*regAt(unsafe.Pointer(first), i))
		copyLatin1(dst, vm.latin1(s), uintptr(s.length))
		dst = unsafe.Add(dst, uintptr(s.length))
	}
	return vm.strValue(unsafe.Pointer(r)), true
}
