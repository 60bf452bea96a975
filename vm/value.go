package vm

import (
	"math"

	"gojs/gc"
)

// Value is an ECMAScript language value, NaN-boxed in 64 bits: below
// 0xFFF9<<48 a double (with one NaN), else a tag in the top 16 bits. Integers
// in int32 range other than -0 are always tagged as such.
//
//gojs:cageword
type Value uint64

const (
	tagObject  = 0xFFF9
	tagString  = 0xFFFA
	tagSymbol  = 0xFFFB
	tagBigInt  = 0xFFFC
	tagCell    = 0xFFFD // an internal cell: environment, accessor pair, ...
	tagSpecial = 0xFFFE
	tagInt     = 0xFFFF // all ones: a&b tells whether both are integers

	objectBits  Value = tagObject << 48
	stringBits  Value = tagString << 48
	symbolBits  Value = tagSymbol << 48
	bigintBits  Value = tagBigInt << 48
	cellBits    Value = tagCell << 48
	specialBits Value = tagSpecial << 48
	intBits     Value = tagInt << 48
	doubleEnd   Value = tagObject << 48 // doubles are below
)

// The special values. Hole stands for an absent array element and, inside the
// engine, for "no value"; Uninit for a binding in its temporal dead zone.
// False and True differ in the lowest bit, and so do Undefined and Null.
const (
	Undefined Value = specialBits | 0
	Null      Value = specialBits | 1
	False     Value = specialBits | 2
	True      Value = specialBits | 3
	Hole      Value = specialBits | 4
	Uninit    Value = specialBits | 5
	tombstone Value = specialBits | 6 // what a weak slot holds when its referent died

	NaN Value = 0x7FF8 << 48
)

var negativeZero = Value(1) << 63 //gojs:rooted a number

// IsRef and Ref make Value a gc.Word.
func (v Value) IsRef() bool { return v-objectBits < (tagSpecial-tagObject)<<48 }
func (v Value) Ref() gc.Ref { return gc.Ref(v) }

func (v Value) IsInt() bool            { return v >= intBits }
func (v Value) IsDouble() bool         { return v < doubleEnd }
func (v Value) IsNumber() bool         { return v < doubleEnd || v >= intBits }
func (v Value) IsObject() bool         { return v>>48 == tagObject }
func (v Value) IsString() bool         { return v>>48 == tagString }
func (v Value) IsSymbol() bool         { return v>>48 == tagSymbol }
func (v Value) IsBigInt() bool         { return v>>48 == tagBigInt }
func (v Value) IsCell() bool           { return v>>48 == tagCell }
func (v Value) IsUndefined() bool      { return v == Undefined }
func (v Value) IsNull() bool           { return v == Null }
func (v Value) IsNullish() bool        { return v|1 == Null }
func (v Value) IsBoolean() bool        { return v|1 == True }
func (v Value) IsHole() bool           { return v == Hole }
func bothInt(a, b Value) bool          { return a&b >= intBits }
func bothDouble(a, b Value) bool       { return a < doubleEnd && b < doubleEnd }
func sameTag(a Value, bits Value) bool { return a>>48 == bits>>48 }
func (v Value) tag() uint16            { return uint16(v >> 48) }

// Int is the integer of an int32-tagged value.
func (v Value) Int() int32 { return int32(v) }

// Double is the number of a double value.
func (v Value) Double() float64 { return math.Float64frombits(uint64(v)) }

// Float is the number of a Number value, however it is tagged.
func (v Value) Float() float64 {
	if v.IsInt() {
		return float64(int32(v))
	}
	return math.Float64frombits(uint64(v))
}

// IntValue makes a Number of an int32.
func IntValue(i int32) Value { return intBits | Value(uint32(i)) }

// BoolValue makes a Boolean.
func BoolValue(b bool) Value {
	if b {
		return True
	}
	return False
}

// NumberValue makes a Number: an int32 where f is one and is not -0.
func NumberValue(f float64) Value {
	if i := int32(f); float64(i) == f && (i != 0 || !math.Signbit(f)) {
		return IntValue(i)
	}
	return doubleValue(f)
}

// doubleValue tags f as a double without looking for an integer; NaN is made
// canonical.
func doubleValue(f float64) Value {
	if f != f {
		return NaN
	}
	return Value(math.Float64bits(f))
}

// Int64Value makes a Number of an integer; beyond 2^53 it is rounded.
func Int64Value(i int64) Value {
	if int64(int32(i)) == i {
		return IntValue(int32(i))
	}
	return Value(math.Float64bits(float64(i)))
}

// cellValue tags a reference to an internal cell.
func cellValue(r gc.Ref) Value { return cellBits | Value(r) }
