package vm

import (
	"math"

	"gojs/internal/ieee754"
)

// What the run loop calls when its fast paths decline: operators on values of
// any type (sec-applystringornumericbinaryoperator).

// numericPair converts both operands by ToNumeric, the left one first. When
// big is set both are BigInts, else both are Numbers.
func (vm *VM) numericPair(a, b Value) (x, y Value, big bool) {
	if a.IsBigInt() && b.IsBigInt() {
		return a, b, true
	}
	a = vm.ToNumeric(a)
	b = vm.ToNumeric(b)
	if a.IsBigInt() || b.IsBigInt() {
		if !a.IsBigInt() || !b.IsBigInt() {
			vm.throwMixed()
		}
		return a, b, true
	}
	return a, b, false
}

func (vm *VM) throwMixed() {
	vm.ThrowTypeError("Cannot mix BigInt and other types, use explicit conversions")
}

func (vm *VM) addSlow(a, b Value) Value {
	if a.IsNumber() && b.IsNumber() {
		return NumberValue(a.Float() + b.Float())
	}
	if a.IsString() && b.IsString() {
		return vm.Concat(a, b)
	}
	a = vm.ToPrimitive(a, HintDefault)
	b = vm.ToPrimitive(b, HintDefault)
	if a.IsString() || b.IsString() {
		a = vm.ToString(a)
		return vm.Concat(a, vm.ToString(b))
	}
	a, b, big := vm.numericPair(a, b)
	if big {
		return vm.bigAdd(a, b)
	}
	return NumberValue(a.Float() + b.Float())
}

func (vm *VM) subSlow(a, b Value) Value {
	a, b, big := vm.numericPair(a, b)
	if big {
		return vm.bigSub(a, b)
	}
	return NumberValue(a.Float() - b.Float())
}

func (vm *VM) mulSlow(a, b Value) Value {
	a, b, big := vm.numericPair(a, b)
	if big {
		return vm.bigMul(a, b)
	}
	return NumberValue(a.Float() * b.Float())
}

func (vm *VM) divSlow(a, b Value) Value {
	a, b, big := vm.numericPair(a, b)
	if big {
		return vm.bigDiv(a, b)
	}
	return NumberValue(a.Float() / b.Float())
}

func (vm *VM) modSlow(a, b Value) Value {
	a, b, big := vm.numericPair(a, b)
	if big {
		return vm.bigRem(a, b)
	}
	return NumberValue(numberRemainder(a.Float(), b.Float()))
}

// numberRemainder is sec-numeric-types-number-remainder.
func numberRemainder(x, y float64) float64 {
	if y == 0 || math.IsInf(x, 0) || x != x || y != y {
		return math.NaN()
	}
	if math.IsInf(y, 0) || x == 0 {
		return x
	}
	if math.Abs(x) < 1<<53 && math.Abs(y) < 1<<53 {
		if i, j := int64(x), int64(y); float64(i) == x && float64(j) == y {
			if r := i % j; r != 0 {
				return float64(r)
			}
			return math.Copysign(0, x)
		}
	}
	return math.Copysign(math.Mod(x, y), x)
}

func (vm *VM) expSlow(a, b Value) Value {
	a, b, big := vm.numericPair(a, b)
	if big {
		return vm.bigExp(a, b)
	}
	return NumberValue(NumberExponentiate(a.Float(), b.Float()))
}

// NumberExponentiate is sec-numeric-types-number-exponentiate.
func NumberExponentiate(x, y float64) float64 {
	if y != y || (x == 1 || x == -1) && math.IsInf(y, 0) {
		return math.NaN()
	}
	if y == 0.5 && !math.IsInf(x, -1) {
		return math.Sqrt(x + 0)
	}
	if i := int(y); float64(i) == y && i >= 0 && i <= 64 && x == math.Trunc(x) {
		if r, ok := integerPower(x, i); ok {
			return r
		}
	}
	return ieee754.Pow(x, y)
}

// integerPower multiplies where every product is exact.
func integerPower(x float64, n int) (float64, bool) {
	if x == 0 {
		return 0, false
	}
	r := 1.0
	for ; n > 0; n >>= 1 {
		if n&1 != 0 {
			if r *= x; math.Abs(r) > 1<<53 {
				return 0, false
			}
		}
		if n > 1 {
			if x *= x; x > 1<<53 {
				return 0, false
			}
		}
	}
	return r, true
}

func (vm *VM) bitAndSlow(a, b Value) Value {
	a, b, big := vm.numericPair(a, b)
	if big {
		return vm.bigAnd(a, b)
	}
	return IntValue(vm.ToInt32(a) & vm.ToInt32(b))
}

func (vm *VM) bitOrSlow(a, b Value) Value {
	a, b, big := vm.numericPair(a, b)
	if big {
		return vm.bigOr(a, b)
	}
	return IntValue(vm.ToInt32(a) | vm.ToInt32(b))
}

func (vm *VM) bitXorSlow(a, b Value) Value {
	a, b, big := vm.numericPair(a, b)
	if big {
		return vm.bigXor(a, b)
	}
	return IntValue(vm.ToInt32(a) ^ vm.ToInt32(b))
}

func (vm *VM) shlSlow(a, b Value) Value {
	a, b, big := vm.numericPair(a, b)
	if big {
		return vm.bigShift(a, b, false)
	}
	return IntValue(vm.ToInt32(a) << (vm.ToUint32(b) & 31))
}

// shrSlow is the signed right shift, >>.
func (vm *VM) shrSlow(a, b Value) Value {
	a, b, big := vm.numericPair(a, b)
	if big {
		return vm.bigShift(a, b, true)
	}
	return IntValue(vm.ToInt32(a) >> (vm.ToUint32(b) & 31))
}

// ushrSlow is the unsigned right shift, >>>.
func (vm *VM) ushrSlow(a, b Value) Value {
	a, b, big := vm.numericPair(a, b)
	if big {
		vm.ThrowTypeError("BigInts have no unsigned right shift, use >> instead")
	}
	return Int64Value(int64(vm.ToUint32(a) >> (vm.ToUint32(b) & 31)))
}

func (vm *VM) negSlow(a Value) Value {
	a = vm.ToNumeric(a)
	if a.IsBigInt() {
		return vm.bigNeg(a)
	}
	return NumberValue(-a.Float())
}

func (vm *VM) bitNotSlow(a Value) Value {
	a = vm.ToNumeric(a)
	if a.IsBigInt() {
		return vm.bigNot(a)
	}
	return IntValue(^vm.ToInt32(a))
}

// incSlow is ToNumeric(a) + 1; decSlow, - 1.
func (vm *VM) incSlow(a Value) Value { return vm.stepSlow(a, 1) }
func (vm *VM) decSlow(a Value) Value { return vm.stepSlow(a, -1) }

func (vm *VM) stepSlow(a Value, by int32) Value {
	a = vm.ToNumeric(a)
	if a.IsBigInt() {
		return vm.bigAdd(a, vm.BigIntFromInt64(int64(by)))
	}
	return NumberValue(a.Float() + float64(by))
}

// tri is IsLessThan's result.
type tri int8

const (
	triUndefined tri = iota - 1
	triFalse
	triTrue
)

func triOf(b bool) tri {
	if b {
		return triTrue
	}
	return triFalse
}

// lessThan is IsLessThan(a, b) (sec-islessthan); leftFirst says which operand
// is converted first. For a > b call lessThan(b, a, false); a <= b is
// lessThan(b, a, false) == triFalse.
func (vm *VM) lessThan(a, b Value, leftFirst bool) tri {
	if a.IsNumber() && b.IsNumber() {
		return lessNumbers(a.Float(), b.Float())
	}
	if leftFirst {
		a = vm.ToPrimitive(a, HintNumber)
		b = vm.ToPrimitive(b, HintNumber)
	} else {
		b = vm.ToPrimitive(b, HintNumber)
		a = vm.ToPrimitive(a, HintNumber)
	}
	if a.IsString() && b.IsString() {
		return triOf(vm.CompareStrings(a, b) < 0)
	}
	if a.IsBigInt() && b.IsString() {
		y, ok := vm.StringToBigInt(b)
		if !ok {
			return triUndefined
		}
		return triOf(vm.bigCompare(a, y) < 0)
	}
	if a.IsString() && b.IsBigInt() {
		x, ok := vm.StringToBigInt(a)
		if !ok {
			return triUndefined
		}
		return triOf(vm.bigCompare(x, b) < 0)
	}
	a = vm.ToNumeric(a)
	b = vm.ToNumeric(b)
	switch {
	case a.IsBigInt() && b.IsBigInt():
		return triOf(vm.bigCompare(a, b) < 0)
	case a.IsBigInt():
		c, ok := vm.bigCompareNumber(a, b.Float())
		return triIf(ok, c < 0)
	case b.IsBigInt():
		c, ok := vm.bigCompareNumber(b, a.Float())
		return triIf(ok, c > 0)
	}
	return lessNumbers(a.Float(), b.Float())
}

func triIf(ok, b bool) tri {
	if !ok {
		return triUndefined
	}
	return triOf(b)
}

func lessNumbers(x, y float64) tri {
	if x != x || y != y {
		return triUndefined
	}
	return triOf(x < y)
}

// strictEqual is IsStrictlyEqual without a fast path.
func (vm *VM) strictEqual(a, b Value) bool {
	if a.IsNumber() && b.IsNumber() {
		return a.Float() == b.Float()
	}
	return a == b || vm.sameContent(a, b)
}

// IsLooselyEqual is sec-islooselyequal.
func (vm *VM) IsLooselyEqual(a, b Value) bool { return vm.looseEqual(a, b) }

func (vm *VM) looseEqual(a, b Value) bool {
	for {
		switch {
		case a.IsNumber() && b.IsNumber():
			return a.Float() == b.Float()
		case a.IsNullish() || b.IsNullish():
			return vm.nullishLike(a) && vm.nullishLike(b)
		case a == b:
			return true
		case a.IsBoolean():
			a = IntValue(int32(a & 1))
		case b.IsBoolean():
			b = IntValue(int32(b & 1))
		case a.IsObject():
			if b.IsObject() {
				return false
			}
			a = vm.ToPrimitive(a, HintDefault)
		case b.IsObject():
			b = vm.ToPrimitive(b, HintDefault)
		default:
			return vm.loosePrimitives(a, b)
		}
	}
}

// nullishLike reports whether v == null.
func (vm *VM) nullishLike(v Value) bool {
	return v.IsNullish() || v.IsObject() && vm.Obj(v).Flags&flagHTMLDDA != 0
}

// loosePrimitives compares a Number, String, Symbol or BigInt with another;
// not both are Numbers.
func (vm *VM) loosePrimitives(a, b Value) bool {
	if b.IsBigInt() || b.IsNumber() && a.IsString() {
		a, b = b, a
	}
	switch {
	case a.IsBigInt() && b.IsString():
		y, ok := vm.StringToBigInt(b)
		return ok && vm.BigIntEqual(a, y)
	case a.IsBigInt() && b.IsNumber():
		c, ok := vm.bigCompareNumber(a, b.Float())
		return ok && c == 0
	case a.IsNumber() && b.IsString():
		return a.Float() == vm.StringToNumber(b).Float()
	}
	return vm.sameContent(a, b)
}
