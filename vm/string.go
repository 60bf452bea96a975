package vm

import (
	"bytes"
	"unsafe"

	"gojs/gc"
	"gojs/source"
)

// A String value refers to a cell of one of three kinds: flat (code units
// inline, Latin-1 or UTF-16), a rope (two strings to be joined when somebody
// looks) or a slice of a flat string. Ropes turn into slices of their flat text
// in place.

// stringCell is the common head of the three kinds; a flat string's code units
// begin at stringData.
//
//gojs:cell
type stringCell struct {
	gc.Header // Flags: str flags; Shape: the hash of a flat string, not a reference
	length    uint32
}

const stringData = unsafe.Sizeof(stringCell{})

//gojs:cell
type ropeCell struct {
	gc.Header
	length      uint32
	left, right gc.Ref
	depth       uint32
}

//gojs:cell
type sliceCell struct {
	gc.Header
	length uint32
	parent gc.Ref // always flat
	offset uint32
}

const (
	strTwoByte  = 1 << iota // code units are UTF-16
	strInterned             // in the intern table: equal strings that are interned are identical
	strHashed               // Header.Shape holds the hash
	strNotIndex             // known to be no array index
)

const (
	kindRope  gc.Kind = 254
	kindSlice gc.Kind = 253

	// MaxStringLength is the longest string there can be, as in V8.
	MaxStringLength = 1<<29 - 24

	// minRope is the length from which a concatenation makes a rope.
	minRope = 24
	// minSlice is the length from which a substring shares its parent.
	minSlice = 24
)

func stringLayout() gc.Layout { return gc.Layout{Name: "String"} }

// Chars is a view of a flat string's code units: exactly one field is set,
// Latin1 for the empty string. It is valid while the string is reachable.
//
//gojs:stack
type Chars struct {
	Latin1 []byte
	UTF16  []uint16
}

// Len is the number of code units.
func (c Chars) Len() int { return len(c.Latin1) + len(c.UTF16) }

// At is the code unit at i.
func (c Chars) At(i int) uint16 {
	if c.UTF16 != nil {
		return c.UTF16[i]
	}
	return uint16(c.Latin1[i])
}

func (vm *VM) str(v Value) *stringCell { return gc.At[stringCell](vm.heap, v.Ref()) }

// StringLength is the number of code units of the string v.
func (vm *VM) StringLength(v Value) int { return int(vm.str(v).length) }

// Chars flattens v if need be and returns its code units.
func (vm *VM) Chars(v Value) Chars {
	s := vm.str(v)
	off := uint32(0)
	if s.Kind != KindString {
		if s.Kind == kindRope {
			vm.flatten((*ropeCell)(unsafe.Pointer(s)))
		}
		sl := (*sliceCell)(unsafe.Pointer(s))
		off = sl.offset
		n := s.length
		s = gc.At[stringCell](vm.heap, sl.parent)
		return charsAt(s, off, n)
	}
	return charsAt(s, 0, s.length)
}

func charsAt(s *stringCell, off, n uint32) Chars {
	p := unsafe.Add(unsafe.Pointer(s), stringData)
	if s.Flags&strTwoByte != 0 {
		return Chars{UTF16: unsafe.Slice((*uint16)(unsafe.Add(p, uintptr(off)*2)), int(n))}
	}
	return Chars{Latin1: unsafe.Slice((*byte)(unsafe.Add(p, uintptr(off))), int(n))}
}

// TextLimit is how many code units a text outside the heap may grow to that is
// to become a string, wide or Latin-1: MaxStringLength, or a third of what the
// heap may hold, since it is there up to three times while it grows and is
// copied.
func (vm *VM) TextLimit(wide bool) int {
	most := vm.heap.Max() / 3
	if wide {
		most /= 2
	}
	return int(min(most, MaxStringLength))
}

// allocFlat makes a flat string of n code units to be filled in.
func (vm *VM) allocFlat(n int, twoByte bool) *stringCell {
	if n > MaxStringLength {
		vm.ThrowRangeError("Invalid string length")
	}
	size := uintptr(n)
	if twoByte {
		size *= 2
	}
	if size > hugeAllocation {
		vm.huge = "Invalid string length"
	}
	s := gc.At[stringCell](vm.heap, vm.heap.Alloc(KindString, stringData+size))
	vm.huge = ""
	s.length = uint32(n)
	if twoByte {
		s.Flags = strTwoByte
	}
	return s
}

// hugeAllocation is from how many bytes on a text or a buffer that does not fit
// under the limit is the script's own mistake, which it may catch.
const hugeAllocation = 1 << 20

func (vm *VM) strValue(s unsafe.Pointer) Value { return stringBits | Value(vm.heap.RefOf(s)) }

// NewLatin1 makes a string of Latin-1 code units, which are copied.
func (vm *VM) NewLatin1(b []byte) Value {
	if len(b) <= 1 {
		return vm.shortLatin1(b)
	}
	s := vm.allocFlat(len(b), false)
	copy(charsAt(s, 0, s.length).Latin1, b)
	return vm.strValue(unsafe.Pointer(s))
}

func (vm *VM) shortLatin1(b []byte) Value {
	if len(b) == 0 {
		return vm.names.empty
	}
	return vm.CharString(uint16(b[0]))
}

// AllocLatin1 makes a string of n Latin-1 code units for the caller to fill at
// once: nothing may be allocated in between.
func (vm *VM) AllocLatin1(n int) (Value, []byte) {
	s := vm.allocFlat(n, false)
	return vm.strValue(unsafe.Pointer(s)), charsAt(s, 0, s.length).Latin1
}

// AllocUTF16 is AllocLatin1 for UTF-16.
func (vm *VM) AllocUTF16(n int) (Value, []uint16) {
	s := vm.allocFlat(n, true)
	return vm.strValue(unsafe.Pointer(s)), charsAt(s, 0, s.length).UTF16
}

// NewUTF16 makes a string of UTF-16 code units, which are copied; as Latin-1
// where that is possible.
func (vm *VM) NewUTF16(u []uint16) Value {
	if !isLatin1(u) {
		s := vm.allocFlat(len(u), true)
		copy(charsAt(s, 0, s.length).UTF16, u)
		return vm.strValue(unsafe.Pointer(s))
	}
	if len(u) == 0 {
		return vm.names.empty
	}
	if len(u) == 1 {
		return vm.CharString(u[0])
	}
	s := vm.allocFlat(len(u), false)
	narrow(charsAt(s, 0, s.length).Latin1, u)
	return vm.strValue(unsafe.Pointer(s))
}

func isLatin1(u []uint16) bool {
	var all uint16
	for _, c := range u {
		all |= c
	}
	return all < 256
}

func narrow(dst []byte, u []uint16) {
	for i, c := range u {
		dst[i] = byte(c)
	}
}

// NewString makes a string of WTF-8 text.
func (vm *VM) NewString(s string) Value {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if !ascii {
		return vm.NewUTF16(source.ToUTF16(s))
	}
	if len(s) <= 1 {
		return vm.shortLatin1([]byte(s))
	}
	c := vm.allocFlat(len(s), false)
	copy(charsAt(c, 0, c.length).Latin1, s)
	return vm.strValue(unsafe.Pointer(c))
}

// CharString is the string of one code unit.
func (vm *VM) CharString(u uint16) Value {
	if u < 256 {
		return vm.charValues[u]
	}
	s := vm.allocFlat(1, true)
	charsAt(s, 0, 1).UTF16[0] = u
	return vm.strValue(unsafe.Pointer(s))
}

// GoString is the text of the string v in WTF-8.
func (vm *VM) GoString(v Value) string {
	c := vm.Chars(v)
	if c.UTF16 != nil {
		return source.FromUTF16(c.UTF16)
	}
	n := 0
	for _, b := range c.Latin1 {
		n += int(b >> 7)
	}
	if n == 0 {
		return string(c.Latin1)
	}
	out := make([]byte, 0, len(c.Latin1)+n)
	for _, b := range c.Latin1 {
		if b < 0x80 {
			out = append(out, b)
		} else {
			out = append(out, 0xC0|b>>6, 0x80|b&0x3F)
		}
	}
	return string(out)
}

// Concat joins two strings: a rope when the result is long.
func (vm *VM) Concat(a, b Value) Value {
	x, y := vm.str(a), vm.str(b)
	if x.length == 0 {
		return b
	}
	if y.length == 0 {
		return a
	}
	n := uint64(x.length) + uint64(y.length)
	if n > MaxStringLength {
		vm.ThrowRangeError("Invalid string length")
	}
	if n >= minRope {
		r := gc.At[ropeCell](vm.heap, vm.heap.Alloc(kindRope, unsafe.Sizeof(ropeCell{})))
		r.Flags = (x.Flags | y.Flags) & strTwoByte
		r.length, r.left, r.right = uint32(n), a.Ref(), b.Ref()
		return vm.strValue(unsafe.Pointer(r))
	}
	if v, ok := vm.concatLatin1(a, b); ok {
		return v
	}
	s := vm.allocFlat(int(n), (x.Flags|y.Flags)&strTwoByte != 0)
	cs := charsAt(s, 0, s.length)
	copyChars(cs, 0, vm.Chars(a))
	copyChars(cs, int(x.length), vm.Chars(b))
	return vm.strValue(unsafe.Pointer(s))
}

// copyChars copies src into dst at off, widening where dst is UTF-16.
func copyChars(dst Chars, off int, src Chars) {
	switch {
	case dst.UTF16 == nil:
		copy(dst.Latin1[off:], src.Latin1)
	case src.UTF16 != nil:
		copy(dst.UTF16[off:], src.UTF16)
	default:
		d := dst.UTF16[off : off+len(src.Latin1)]
		for i, b := range src.Latin1 {
			d[i] = uint16(b)
		}
	}
}

// flatten writes a rope's text into a flat string, from the end, so that the
// usual left-deep rope needs no stack; the rope becomes a slice of it. The
// explicit stack holds references of a rope that is reachable meanwhile.
func (vm *VM) flatten(r *ropeCell) {
	flat := vm.allocFlat(int(r.length), r.Flags&strTwoByte != 0)
	dst := charsAt(flat, 0, flat.length)
	end := int(r.length)
	stack := vm.ropeStack[:0]
	ref := vm.heap.RefOf(unsafe.Pointer(r))
	for {
		s := gc.At[stringCell](vm.heap, ref)
		if s.Kind == kindRope {
			rope := (*ropeCell)(unsafe.Pointer(s))
			stack = append(stack, rope.left) //gojs:rooted by the rope; nothing is allocated meanwhile
			ref = rope.right
			continue
		}
		if p := vm.latin1(s); p != nil && dst.UTF16 == nil {
			end -= int(s.length)
			copyLatin1(unsafe.Add(unsafe.Pointer(flat), stringData+uintptr(end)), p, uintptr(s.length))
		} else {
			c := vm.Chars(stringBits | Value(ref))
			end -= c.Len()
			copyChars(dst, end, c)
		}
		if len(stack) == 0 {
			break
		}
		ref = stack[len(stack)-1]
		stack = stack[:len(stack)-1]
	}
	if cap(stack) <= 1<<16 {
		vm.ropeStack = stack
	} else {
		vm.ropeStack = nil
	}
	sl := (*sliceCell)(unsafe.Pointer(r))
	sl.parent = vm.heap.RefOf(unsafe.Pointer(flat))
	sl.offset = 0
	sl.Kind = kindSlice
}

// Substring is the part of the string v from code unit i to j.
func (vm *VM) Substring(v Value, i, j int) Value {
	s := vm.str(v)
	n := j - i
	if n == int(s.length) {
		return v
	}
	if n <= 0 {
		return vm.names.empty
	}
	c := vm.Chars(v)
	if n == 1 {
		return vm.CharString(c.At(i))
	}
	if n < minSlice {
		if c.UTF16 != nil {
			return vm.NewUTF16(c.UTF16[i:j])
		}
		return vm.NewLatin1(c.Latin1[i:j])
	}
	parent, off := v.Ref(), uint32(i)
	if s.Kind == kindSlice {
		sl := (*sliceCell)(unsafe.Pointer(s))
		parent, off = sl.parent, off+sl.offset
	}
	sl := gc.At[sliceCell](vm.heap, vm.heap.Alloc(kindSlice, unsafe.Sizeof(sliceCell{})))
	if c.UTF16 != nil {
		sl.Flags = strTwoByte
	}
	sl.length, sl.parent, sl.offset = uint32(n), parent, off
	return vm.strValue(unsafe.Pointer(sl))
}

// StringEquals compares two strings by their code units.
func (vm *VM) StringEquals(a, b Value) bool {
	if a == b {
		return true
	}
	x, y := vm.str(a), vm.str(b)
	if x.length != y.length || x.Flags&y.Flags&strInterned != 0 {
		return false
	}
	if p, q := vm.latin1(x), vm.latin1(y); p != nil && q != nil && x.length > 0 {
		return latin1Equal(p, q, int(x.length))
	}
	return charsEqual(vm.Chars(a), vm.Chars(b))
}

func charsEqual(x, y Chars) bool {
	switch {
	case x.UTF16 == nil && y.UTF16 == nil:
		return string(x.Latin1) == string(y.Latin1)
	case x.UTF16 != nil && y.UTF16 != nil:
		for i, c := range x.UTF16 {
			if y.UTF16[i] != c {
				return false
			}
		}
	default:
		if x.UTF16 != nil {
			x, y = y, x
		}
		for i, c := range x.Latin1 {
			if y.UTF16[i] != uint16(c) {
				return false
			}
		}
	}
	return true
}

// CompareStrings orders two strings by code units: negative, 0 or positive
// (sec-islessthan).
func (vm *VM) CompareStrings(a, b Value) int {
	s, t := vm.str(a), vm.str(b)
	if p, q := vm.latin1(s), vm.latin1(t); p != nil && q != nil && s.length > 0 && t.length > 0 {
		if c, d := *(*byte)(p), *(*byte)(q); c != d {
			return int(c) - int(d)
		}
		return compareLatin1(p, int(s.length), q, int(t.length))
	}
	x, y := vm.Chars(a), vm.Chars(b)
	if x.UTF16 == nil && y.UTF16 == nil {
		return bytes.Compare(x.Latin1, y.Latin1)
	}
	n := min(x.Len(), y.Len())
	for i := 0; i < n; i++ {
		if p, q := x.At(i), y.At(i); p != q {
			return int(p) - int(q)
		}
	}
	return x.Len() - y.Len()
}
