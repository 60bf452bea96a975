package es

import "gojs/vm"

// BigInt objects (sec-bigint-objects).

var bigintConstructorProps = []vm.Spec{
	{Key: "asIntN", Fn: bigintAsIntN, Len: 2},
	{Key: "asUintN", Fn: bigintAsUintN, Len: 2},
	{Key: "prototype", Kind: vm.Reference, Ref: vm.BigIntPrototype, AttrsSet: true},
}

var bigintPrototype = []vm.Spec{
	{Key: "constructor", Kind: vm.Reference, Ref: vm.BigIntConstructor},
	{Key: "toLocaleString", Fn: bigintToLocaleString},
	{Key: "toString", Fn: bigintToString},
	{Key: "valueOf", Fn: bigintValueOf},
	{Key: "@@toStringTag", Kind: vm.Constant, Value: "BigInt", Attrs: vm.Configurable, AttrsSet: true},
}

func init() {
	vm.Declare(
		&vm.ObjectSpec{ID: vm.BigIntPrototype, Proto: vm.ObjectPrototype, Props: bigintPrototype},
		&vm.ObjectSpec{ID: vm.BigIntConstructor, Proto: vm.FunctionPrototype, Props: bigintConstructorProps, Global: "BigInt",
			Func: &vm.Spec{Key: "BigInt", Fn: bigintConstructor, Len: 1, Ctor: vm.BigIntPrototype}},
	)
}

// BigInt ( value ) sec-bigint-constructor-number-value
func bigintConstructor(c *vm.Call) vm.Value {
	if c.IsConstruct() {
		c.ThrowTypeError("BigInt is not a constructor")
	}
	v := c.ToPrimitive(c.Arg(0), vm.HintNumber)
	if v.IsNumber() {
		return c.NumberToBigInt(v)
	}
	return c.ToBigInt(v)
}

// BigInt.asIntN ( bits, bigint ) sec-bigint.asintn
func bigintAsIntN(c *vm.Call) vm.Value {
	bits := c.ToIndexMessage(c.Arg(0), "Invalid value: not (convertible to) a safe integer")
	return c.BigIntAsIntN(bits, c.ToBigInt(c.Arg(1)))
}

// BigInt.asUintN ( bits, bigint ) sec-bigint.asuintn
func bigintAsUintN(c *vm.Call) vm.Value {
	bits := c.ToIndexMessage(c.Arg(0), "Invalid value: not (convertible to) a safe integer")
	return c.BigIntAsUintN(bits, c.ToBigInt(c.Arg(1)))
}

// thisBigInt is ThisBigIntValue (sec-thisbigintvalue).
func thisBigInt(c *vm.Call, method string) vm.Value {
	v := c.This()
	if v.IsBigInt() {
		return v
	}
	if v.IsObject() && c.Obj(v).Kind == vm.KindBigIntObject {
		return vm.PrimitiveValue(c.Obj(v))
	}
	c.ThrowTypeError("BigInt.prototype.%s requires that 'this' be a BigInt", method)
	return vm.Undefined
}

// BigInt.prototype.toLocaleString ( [ reserved1 [ , reserved2 ] ] ) sec-bigint.prototype.tolocalestring:
// as in the locale en-US.
func bigintToLocaleString(c *vm.Call) vm.Value {
	s := c.BigIntToString(thisBigInt(c, "toLocaleString"), 10)
	return c.NewLatin1(groupDigits(c.Chars(s).Latin1))
}

// BigInt.prototype.toString ( [ radix ] ) sec-bigint.prototype.tostring
func bigintToString(c *vm.Call) vm.Value {
	v := thisBigInt(c, "toString")
	radix := 10.0
	if !c.Arg(0).IsUndefined() {
		radix = c.ToIntegerOrInfinity(c.Arg(0))
	}
	if radix < 2 || radix > 36 {
		c.ThrowRangeError("toString() radix argument must be between 2 and 36")
	}
	return c.BigIntToString(v, int(radix))
}

// BigInt.prototype.valueOf ( ) sec-bigint.prototype.valueof
func bigintValueOf(c *vm.Call) vm.Value { return thisBigInt(c, "valueOf") }
