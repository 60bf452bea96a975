package es

import (
	"math"
	"math/bits"
	"math/rand/v2"

	"gojs/internal/ieee754"
	"gojs/vm"
)

// The Math object (sec-math-object).

var mathObject = vm.NewIntrinsic()

// unary are the functions of one Number, by magic.
var unary = []struct {
	name string
	f    func(float64) float64
}{
	{"abs", math.Abs},
	{"acos", ieee754.Acos},
	{"acosh", ieee754.Acosh},
	{"asin", ieee754.Asin},
	{"asinh", ieee754.Asinh},
	{"atan", ieee754.Atan},
	{"atanh", ieee754.Atanh},
	{"cbrt", ieee754.Cbrt},
	{"ceil", math.Ceil},
	{"cos", ieee754.Cos},
	{"cosh", ieee754.Cosh},
	{"exp", ieee754.Exp},
	{"expm1", ieee754.Expm1},
	{"f16round", roundFloat16},
	{"floor", math.Floor},
	{"fround", func(f float64) float64 { return float64(float32(f)) }},
	{"log", ieee754.Log},
	{"log1p", ieee754.Log1p},
	{"log10", ieee754.Log10},
	{"log2", ieee754.Log2},
	{"round", roundHalfUp},
	{"sign", signOf},
	{"sin", ieee754.Sin},
	{"sinh", ieee754.Sinh},
	{"sqrt", math.Sqrt},
	{"tan", ieee754.Tan},
	{"tanh", ieee754.Tanh},
	{"trunc", math.Trunc},
}

func init() {
	props := []vm.Spec{
		{Key: "E", Kind: vm.Constant, Value: math.E},
		{Key: "LN10", Kind: vm.Constant, Value: math.Ln10},
		{Key: "LN2", Kind: vm.Constant, Value: math.Ln2},
		{Key: "LOG10E", Kind: vm.Constant, Value: math.Log10E},
		{Key: "LOG2E", Kind: vm.Constant, Value: math.Log2E},
		{Key: "PI", Kind: vm.Constant, Value: math.Pi},
		{Key: "SQRT1_2", Kind: vm.Constant, Value: math.Sqrt2 / 2},
		{Key: "SQRT2", Kind: vm.Constant, Value: math.Sqrt2},
		{Key: "@@toStringTag", Kind: vm.Constant, Value: "Math", Attrs: vm.Configurable, AttrsSet: true},
		{Key: "atan2", Fn: mathAtan2, Len: 2},
		{Key: "clz32", Fn: mathClz32, Len: 1},
		{Key: "hypot", Fn: mathHypot, Len: 2},
		{Key: "imul", Fn: mathImul, Quick: quickImul, Len: 2},
		{Key: "max", Fn: mathMax, Quick: quickMax, Len: 2},
		{Key: "min", Fn: mathMin, Quick: quickMin, Len: 2},
		{Key: "pow", Fn: mathPow, Len: 2},
		{Key: "random", Fn: mathRandom},
		{Key: "sumPrecise", Fn: mathSumPrecise, Len: 1},
	}
	fast := map[string]vm.Native{"abs": mathAbs, "ceil": mathCeil, "floor": mathFloor, "round": mathRound, "sqrt": mathSqrt, "trunc": mathTrunc}
	quick := map[string]vm.Quick{"abs": quickAbs, "ceil": quickNumber(math.Ceil), "floor": quickFloor, "round": quickNumber(roundHalfUp),
		"sqrt": quickSqrt, "trunc": quickNumber(math.Trunc)}
	for i, u := range unary {
		fn := fast[u.name]
		if fn == nil {
			fn = mathUnary
		}
		props = append(props, vm.Spec{Key: u.name, Fn: fn, Quick: quick[u.name], Len: 1, Magic: i})
	}
	vm.Declare(&vm.ObjectSpec{ID: mathObject, Proto: vm.ObjectPrototype, Props: props, Global: "Math"})
}

// mathUnary is Math.f ( x ) (sec-function-properties-of-the-math-object) of the
// table's functions.
func mathUnary(c *vm.Call) vm.Value {
	return vm.NumberValue(unary[c.Magic()].f(c.ToNumber(c.Arg(0)).Float()))
}

// The functions that programs call in inner loops, integers first.

// Math.abs ( x ) sec-math.abs
func mathAbs(c *vm.Call) vm.Value {
	if v := c.Arg(0); v.IsInt() && v.Int() >= 0 {
		return v
	}
	return vm.NumberValue(math.Abs(c.ToNumber(c.Arg(0)).Float()))
}

// Math.ceil ( x ) sec-math.ceil
func mathCeil(c *vm.Call) vm.Value {
	if v := c.Arg(0); v.IsInt() {
		return v
	}
	return vm.NumberValue(math.Ceil(c.ToNumber(c.Arg(0)).Float()))
}

// Math.floor ( x ) sec-math.floor
func mathFloor(c *vm.Call) vm.Value {
	if v := c.Arg(0); v.IsInt() {
		return v
	}
	return vm.NumberValue(math.Floor(c.ToNumber(c.Arg(0)).Float()))
}

// Math.round ( x ) sec-math.round
func mathRound(c *vm.Call) vm.Value {
	if v := c.Arg(0); v.IsInt() {
		return v
	}
	return vm.NumberValue(roundHalfUp(c.ToNumber(c.Arg(0)).Float()))
}

// Math.sqrt ( x ) sec-math.sqrt
func mathSqrt(c *vm.Call) vm.Value {
	return vm.NumberValue(math.Sqrt(c.ToNumber(c.Arg(0)).Float()))
}

// Math.trunc ( x ) sec-math.trunc
func mathTrunc(c *vm.Call) vm.Value {
	if v := c.Arg(0); v.IsInt() {
		return v
	}
	return vm.NumberValue(math.Trunc(c.ToNumber(c.Arg(0)).Float()))
}

// roundHalfUp is Math.round: the nearest integer, the greater of two.
func roundHalfUp(f float64) float64 {
	r := math.Ceil(f)
	if r-0.5 > f {
		r--
	}
	return r
}

func signOf(f float64) float64 {
	switch {
	case f > 0:
		return 1
	case f < 0:
		return -1
	}
	return f
}

// roundFloat16 is the nearest IEEE 754 binary16 number, ties to even.
func roundFloat16(f float64) float64 {
	a := math.Abs(f)
	switch {
	case a != a || a == 0 || math.IsInf(a, 0):
		return f
	case a >= 65520:
		return math.Copysign(math.Inf(1), f)
	case a < 0x1p-14: // subnormal: multiples of 2^-24
		return math.Copysign(math.RoundToEven(a*0x1p24)*0x1p-24, f)
	}
	_, e := math.Frexp(a)
	unit := math.Ldexp(1, e-11)
	return math.Copysign(math.RoundToEven(a/unit)*unit, f)
}

// Math.atan2 ( y, x ) sec-math.atan2
func mathAtan2(c *vm.Call) vm.Value {
	y := c.ToNumber(c.Arg(0)).Float()
	return vm.NumberValue(ieee754.Atan2(y, c.ToNumber(c.Arg(1)).Float()))
}

// Math.clz32 ( x ) sec-math.clz32
func mathClz32(c *vm.Call) vm.Value {
	return vm.IntValue(int32(bits.LeadingZeros32(c.ToUint32(c.Arg(0)))))
}

// Math.hypot ( ...args ) sec-math.hypot: as V8 does it, scaled by the largest
// and with Kahan's summation.
func mathHypot(c *vm.Call) vm.Value {
	largest, nan := 0.0, false
	args := c.Args()
	for i := range args {
		f := math.Abs(c.ToNumber(args[i]).Float())
		args[i] = vm.NumberValue(f)
		nan = nan || f != f
		if f > largest {
			largest = f
		}
	}
	switch {
	case math.IsInf(largest, 1):
		return vm.NumberValue(largest)
	case nan:
		return vm.NaN
	case largest == 0:
		return vm.IntValue(0)
	}
	sum, compensation := 0.0, 0.0
	for _, v := range args {
		n := v.Float() / largest
		summand := float64(n*n) - compensation
		preliminary := sum + summand
		compensation = (preliminary - sum) - summand
		sum = preliminary
	}
	return vm.NumberValue(math.Sqrt(sum) * largest)
}

// Math.imul ( x, y ) sec-math.imul
func mathImul(c *vm.Call) vm.Value {
	x := c.ToInt32(c.Arg(0))
	return vm.IntValue(x * c.ToInt32(c.Arg(1)))
}

// Math.max ( ...args ) sec-math.max
func mathMax(c *vm.Call) vm.Value {
	if a, b := c.Arg(0), c.Arg(1); c.Argc() == 2 && a.IsInt() && b.IsInt() {
		return vm.IntValue(max(a.Int(), b.Int()))
	}
	r := math.Inf(-1)
	for i := 0; i < c.Argc(); i++ {
		r = max(r, c.ToNumber(c.Arg(i)).Float())
	}
	return vm.NumberValue(r)
}

// Math.min ( ...args ) sec-math.min
func mathMin(c *vm.Call) vm.Value {
	if a, b := c.Arg(0), c.Arg(1); c.Argc() == 2 && a.IsInt() && b.IsInt() {
		return vm.IntValue(min(a.Int(), b.Int()))
	}
	r := math.Inf(1)
	for i := 0; i < c.Argc(); i++ {
		r = min(r, c.ToNumber(c.Arg(i)).Float())
	}
	return vm.NumberValue(r)
}

// Math.pow ( base, exponent ) sec-math.pow
func mathPow(c *vm.Call) vm.Value {
	x := c.ToNumber(c.Arg(0)).Float()
	return vm.NumberValue(vm.NumberExponentiate(x, c.ToNumber(c.Arg(1)).Float()))
}

// Math.random ( ) sec-math.random
func mathRandom(*vm.Call) vm.Value { return vm.NumberValue(rand.Float64()) }

// Math.sumPrecise ( items ) sec-math.sumprecise
func mathSumPrecise(c *vm.Call) vm.Value {
	if c.Arg(0).IsNullish() {
		c.ThrowNotIterable(c.Arg(0))
	}
	var sum preciseSum
	c.ForEach(c.Arg(0), func(v vm.Value) bool {
		if !v.IsNumber() {
			c.ThrowTypeError("%s is not a number", c.Display(v))
		}
		sum.add(v.Float())
		return true
	})
	return vm.NumberValue(sum.value())
}
