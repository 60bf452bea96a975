package vm

import (
	"encoding/binary"
	"math"
	"math/bits"
	"unsafe"
)

// ElementType is a TypedArray element type (table-the-typedarray-constructors).
type ElementType uint8

// The element types.
const (
	Int8 ElementType = iota
	Uint8
	Uint8Clamped
	Int16
	Uint16
	Int32
	Uint32
	BigInt64
	BigUint64
	Float16
	Float32
	Float64
	NumElementTypes
)

var elementTypes = [NumElementTypes]struct {
	name  string
	shift uint8
}{
	{"Int8", 0}, {"Uint8", 0}, {"Uint8Clamped", 0}, {"Int16", 1}, {"Uint16", 1}, {"Int32", 2}, {"Uint32", 2},
	{"BigInt64", 3}, {"BigUint64", 3}, {"Float16", 1}, {"Float32", 2}, {"Float64", 3},
}

// String is the type's name, such as Int8.
func (t ElementType) String() string { return elementTypes[t].name }

// Size is the number of bytes of an element.
func (t ElementType) Size() int64 { return 1 << elementTypes[t].shift }

// IsBigInt reports whether elements are BigInts.
func (t ElementType) IsBigInt() bool { return t == BigInt64 || t == BigUint64 }

// TypedArrayConstructor and TypedArrayProto are the intrinsics of the type.
func (t ElementType) TypedArrayConstructor() Intrinsic {
	return TypedArrayConstructors + Intrinsic(t)
}
func (t ElementType) TypedArrayProto() Intrinsic { return TypedArrayPrototypes + Intrinsic(t) }

// loadElement reads an element in the machine's byte order (little-endian, as
// are all that gojs runs on).
func (vm *VM) loadElement(p unsafe.Pointer, t ElementType) Value {
	switch t {
	case Int8:
		return IntValue(int32(*(*int8)(p)))
	case Uint8, Uint8Clamped:
		return IntValue(int32(*(*uint8)(p)))
	case Int16:
		return IntValue(int32(*(*int16)(p)))
	case Uint16:
		return IntValue(int32(*(*uint16)(p)))
	case Int32:
		return IntValue(*(*int32)(p))
	case Uint32:
		return Int64Value(int64(*(*uint32)(p)))
	case Float32:
		return NumberValue(float64(*(*float32)(p)))
	case Float64:
		return NumberValue(*(*float64)(p))
	case Float16:
		return NumberValue(Float16ToFloat64(*(*uint16)(p)))
	case BigInt64:
		return vm.BigIntFromInt64(*(*int64)(p))
	}
	return vm.BigIntFromUint64(*(*uint64)(p))
}

// elementBits is the little-endian bytes of v, which is a BigInt for the
// BigInt types and a Number for the others (sec-numerictorawbytes).
func (vm *VM) elementBits(t ElementType, v Value) uint64 {
	switch t {
	case Uint8Clamped:
		return uint64(vm.ToUint8Clamp(v))
	case Float16:
		return uint64(Float64ToFloat16(v.Float()))
	case Float32:
		return uint64(math.Float32bits(float32(v.Float())))
	case Float64:
		return math.Float64bits(v.Float())
	case BigInt64, BigUint64:
		return vm.ToBigUint64(v)
	}
	return uint64(uint32(vm.ToInt32(v)))
}

func storeBits(p unsafe.Pointer, shift uint8, u uint64) {
	switch shift {
	case 0:
		*(*uint8)(p) = uint8(u)
	case 1:
		*(*uint16)(p) = uint16(u)
	case 2:
		*(*uint32)(p) = uint32(u)
	default:
		*(*uint64)(p) = u
	}
}

// ToElement converts v as stores into elements of the type do: ToBigInt or
// ToNumber.
func (vm *VM) ToElement(t ElementType, v Value) Value {
	if t.IsBigInt() {
		return vm.ToBigInt(v)
	}
	return vm.ToNumber(v)
}

// RawBytes are the bytes of v, converted by ToElement, in an element of the
// type: the low Size bytes, the first one lowest when little-endian.
func (vm *VM) RawBytes(t ElementType, v Value) uint64 { return vm.elementBits(t, v) }

// FromRawBytes is the inverse of RawBytes (sec-rawbytestonumeric).
func (vm *VM) FromRawBytes(t ElementType, u uint64) Value {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], u)
	return vm.loadElement(unsafe.Pointer(&b), t)
}

// GetValueFromBuffer is sec-getvaluefrombuffer; the element lies within the buffer.
func (vm *VM) GetValueFromBuffer(buf *Object, index int64, t ElementType, littleEndian bool) Value {
	var u uint64
	b := vm.BufferBytes(buf)[index : index+t.Size()]
	for i, c := range b {
		u |= uint64(c) << (8 * i)
	}
	if !littleEndian {
		u = swapBytes(u, t.Size())
	}
	return vm.FromRawBytes(t, u)
}

// SetValueInBuffer is sec-setvalueinbuffer; v has been converted by ToElement.
func (vm *VM) SetValueInBuffer(buf *Object, index int64, t ElementType, v Value, littleEndian bool) {
	u := vm.elementBits(t, v)
	if !littleEndian {
		u = swapBytes(u, t.Size())
	}
	b := vm.BufferBytes(buf)[index : index+t.Size()]
	for i := range b {
		b[i] = byte(u >> (8 * i))
	}
}

func swapBytes(u uint64, size int64) uint64 {
	return bits.ReverseBytes64(u) >> (64 - 8*uint(size))
}

// Float16ToFloat64 is the value of an IEEE 754 binary16.
func Float16ToFloat64(h uint16) float64 {
	sign, exp, frac := float64(1), int(h>>10&0x1f), float64(h&0x3ff)
	if h&0x8000 != 0 {
		sign = -1
	}
	switch exp {
	case 0:
		return math.Copysign(math.Ldexp(frac, -24), sign)
	case 0x1f:
		if frac != 0 {
			return math.NaN()
		}
		return math.Inf(int(sign))
	}
	return sign * math.Ldexp(1024+frac, exp-25)
}

// Float64ToFloat16 rounds to the nearest binary16, ties to even.
func Float64ToFloat16(f float64) uint16 {
	b := math.Float64bits(f)
	sign := uint16(b >> 48 & 0x8000)
	a := math.Abs(f)
	switch {
	case f != f:
		return 0x7e00
	case a >= 65520:
		return sign | 0x7c00
	case a < 6.103515625e-05: // below the least normal number
		return sign | uint16(math.RoundToEven(a*(1<<24)))
	}
	exp := int(b>>52&0x7ff) - 1023
	m := uint16(math.RoundToEven(math.Ldexp(a, 10-exp))) // 1024 to 2048
	return sign | uint16(exp+14)<<10 + m
}
