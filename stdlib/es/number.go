package es

import (
	"math"

	"gojs/internal/numtext"
	"gojs/vm"
)

// Number objects (sec-number-objects).

var numberConstructorProps = []vm.Spec{
	{Key: "EPSILON", Kind: vm.Constant, Value: math.Nextafter(1, 2) - 1},
	{Key: "isFinite", Fn: numberIsFinite, Len: 1},
	{Key: "isInteger", Fn: numberIsInteger, Len: 1},
	{Key: "isNaN", Fn: numberIsNaN, Len: 1},
	{Key: "isSafeInteger", Fn: numberIsSafeInteger, Len: 1},
	{Key: "MAX_SAFE_INTEGER", Kind: vm.Constant, Value: float64(maxSafe)},
	{Key: "MAX_VALUE", Kind: vm.Constant, Value: math.MaxFloat64},
	{Key: "MIN_SAFE_INTEGER", Kind: vm.Constant, Value: -float64(maxSafe)},
	{Key: "MIN_VALUE", Kind: vm.Constant, Value: math.SmallestNonzeroFloat64},
	{Key: "NaN", Kind: vm.Constant, Value: math.NaN()},
	{Key: "NEGATIVE_INFINITY", Kind: vm.Constant, Value: math.Inf(-1)},
	{Key: "parseFloat", Kind: vm.Reference, Ref: parseFloatFunction},
	{Key: "parseInt", Kind: vm.Reference, Ref: parseIntFunction},
	{Key: "POSITIVE_INFINITY", Kind: vm.Constant, Value: math.Inf(1)},
	{Key: "prototype", Kind: vm.Reference, Ref: vm.NumberPrototype, AttrsSet: true},
}

var numberPrototype = []vm.Spec{
	{Key: "constructor", Kind: vm.Reference, Ref: vm.NumberConstructor},
	{Key: "toExponential", Fn: numberToExponential, Len: 1},
	{Key: "toFixed", Fn: numberToFixed, Len: 1},
	{Key: "toLocaleString", Fn: numberToLocaleString},
	{Key: "toPrecision", Fn: numberToPrecision, Len: 1},
	{Key: "toString", Fn: numberToString, Len: 1},
	{Key: "valueOf", Fn: numberValueOf},
}

func init() {
	vm.Declare(
		&vm.ObjectSpec{ID: vm.NumberPrototype, Proto: vm.ObjectPrototype, Props: numberPrototype,
			Make: func(m *vm.VM, _ *vm.Realm, proto *vm.Object) *vm.Object {
				return m.NewPrimitiveObject(vm.IntValue(0), proto)
			}},
		&vm.ObjectSpec{ID: vm.NumberConstructor, Proto: vm.FunctionPrototype, Props: numberConstructorProps, Global: "Number",
			Func: &vm.Spec{Key: "Number", Fn: numberConstructor, Len: 1, Ctor: vm.NumberPrototype}},
	)
}

// Number ( value ) sec-number-constructor-number-value
func numberConstructor(c *vm.Call) vm.Value {
	n := vm.IntValue(0)
	if c.Argc() > 0 {
		if n = c.ToNumeric(c.Arg(0)); n.IsBigInt() {
			n = c.BigIntToNumber(n)
		}
	}
	if !c.IsConstruct() {
		return n
	}
	proto := c.GetPrototypeFromConstructor(c.NewTarget(), vm.NumberPrototype)
	return c.ObjectValue(c.NewPrimitiveObject(n, proto))
}

// Number.isFinite ( number ) sec-number.isfinite
func numberIsFinite(c *vm.Call) vm.Value {
	v := c.Arg(0)
	return vm.BoolValue(v.IsNumber() && !math.IsNaN(v.Float()) && !math.IsInf(v.Float(), 0))
}

// Number.isInteger ( number ) sec-number.isinteger
func numberIsInteger(c *vm.Call) vm.Value {
	v := c.Arg(0)
	return vm.BoolValue(v.IsInt() || v.IsDouble() && isInteger(v.Double()))
}

// Number.isNaN ( number ) sec-number.isnan
func numberIsNaN(c *vm.Call) vm.Value { return vm.BoolValue(c.Arg(0) == vm.NaN) }

// Number.isSafeInteger ( number ) sec-number.issafeinteger
func numberIsSafeInteger(c *vm.Call) vm.Value {
	v := c.Arg(0)
	return vm.BoolValue(v.IsInt() || v.IsDouble() && isInteger(v.Double()) && math.Abs(v.Double()) <= maxSafe)
}

// thisNumber is ThisNumberValue (sec-thisnumbervalue).
func thisNumber(c *vm.Call, method string) float64 {
	v := c.This()
	if v.IsNumber() {
		return v.Float()
	}
	if v.IsObject() && c.Obj(v).Kind == vm.KindNumberObject {
		return vm.PrimitiveValue(c.Obj(v)).Float()
	}
	c.ThrowTypeError("Number.prototype.%s requires that 'this' be a Number", method)
	return 0
}

// isFinite is false for NaN and the infinities.
func isFinite(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }

// Number.prototype.toExponential ( fractionDigits ) sec-number.prototype.toexponential
func numberToExponential(c *vm.Call) vm.Value {
	x := thisNumber(c, "toExponential")
	f := c.ToIntegerOrInfinity(c.Arg(0))
	if !isFinite(x) {
		return c.NumberToString(x)
	}
	if f < 0 || f > 100 {
		c.ThrowRangeError("toExponential() argument must be between 0 and 100")
	}
	digits := int(f)
	if c.Arg(0).IsUndefined() {
		digits = -1
	}
	return c.NewLatin1(numtext.AppendExponential(nil, x, digits))
}

// Number.prototype.toFixed ( fractionDigits ) sec-number.prototype.tofixed
func numberToFixed(c *vm.Call) vm.Value {
	x := thisNumber(c, "toFixed")
	f := c.ToIntegerOrInfinity(c.Arg(0))
	if f < 0 || f > 100 {
		c.ThrowRangeError("toFixed() digits argument must be between 0 and 100")
	}
	if !isFinite(x) || math.Abs(x) >= 1e21 {
		return c.NumberToString(x)
	}
	return c.NewLatin1(numtext.AppendFixed(nil, x, int(f)))
}

// Number.prototype.toLocaleString ( [ reserved1 [ , reserved2 ] ] ) sec-number.prototype.tolocalestring:
// as in the locale en-US, with at most three fraction digits.
func numberToLocaleString(c *vm.Call) vm.Value {
	x := thisNumber(c, "toLocaleString")
	switch {
	case math.IsNaN(x):
		return c.InternString("NaN")
	case math.IsInf(x, 1):
		return c.NewString("∞")
	case math.IsInf(x, -1):
		return c.NewString("-∞")
	}
	return c.NewLatin1(groupDigits(numtext.AppendFixed(nil, x, 3)))
}

// groupDigits puts commas between the thousands of a decimal number and drops
// zeros at the end of its fraction.
func groupDigits(s []byte) []byte {
	end := len(s)
	point := end
	for i, b := range s {
		if b == '.' {
			point = i
		}
	}
	for end > point && (s[end-1] == '0' || s[end-1] == '.') {
		end--
	}
	var out []byte
	for i, b := range s[:end] {
		if i > 0 && i < point && (point-i)%3 == 0 && s[i-1] != '-' {
			out = append(out, ',')
		}
		out = append(out, b)
	}
	return out
}

// Number.prototype.toPrecision ( precision ) sec-number.prototype.toprecision
func numberToPrecision(c *vm.Call) vm.Value {
	x := thisNumber(c, "toPrecision")
	if c.Arg(0).IsUndefined() {
		return c.NumberToString(x)
	}
	p := c.ToIntegerOrInfinity(c.Arg(0))
	if !isFinite(x) {
		return c.NumberToString(x)
	}
	if p < 1 || p > 100 {
		c.ThrowRangeError("toPrecision() argument must be between 1 and 100")
	}
	return c.NewLatin1(numtext.AppendPrecision(nil, x, int(p)))
}

// Number.prototype.toString ( [ radix ] ) sec-number.prototype.tostring
func numberToString(c *vm.Call) vm.Value {
	x := thisNumber(c, "toString")
	radix := 10.0
	if !c.Arg(0).IsUndefined() {
		radix = c.ToIntegerOrInfinity(c.Arg(0))
	}
	if radix < 2 || radix > 36 {
		c.ThrowRangeError("toString() radix argument must be between 2 and 36")
	}
	if radix == 10 || !isFinite(x) {
		return c.NumberToString(x)
	}
	var buf [80]byte
	return c.NewLatin1(numtext.AppendRadix(buf[:0], x, int(radix)))
}

// Number.prototype.valueOf ( ) sec-number.prototype.valueof
func numberValueOf(c *vm.Call) vm.Value { return vm.NumberValue(thisNumber(c, "valueOf")) }
