package vm

import (
	"math"
	"math/big"
	"testing"
)

func newTestVM(t testing.TB) *VM {
	t.Helper()
	vm, err := New(Options{GCStress: 7, GCVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(vm.Close)
	return vm
}

// thrown runs f and gives the text of what it throws, "" for nothing.
func thrown(vm *VM, f func()) string {
	v, threw := vm.Try(func() Value { f(); return Undefined })
	if !threw {
		return ""
	}
	return vm.Display(v)
}

func TestNumberConversions(t *testing.T) {
	for _, c := range []struct {
		f   float64
		i32 int32
	}{
		{0, 0}, {1.9, 1}, {-1.9, -1}, {1 << 31, math.MinInt32}, {1 << 32, 0}, {1<<32 + 5, 5}, {-(1 << 31) - 1, math.MaxInt32},
		{math.NaN(), 0}, {math.Inf(1), 0}, {math.Inf(-1), 0}, {0x1p62, 0}, {0x1p63, 0}, {-0x1p63, 0}, {0x1.8p84, 0},
		{0x1.0000000000001p52, 1}, {0x1.0000000000001p63, 2048}, {-0x1.0000000000001p63, -2048}, {0x1.0000000000001p83, math.MinInt32}, {1e300, 0}, {0.5, 0}, {-0.5, 0},
	} {
		if got := DoubleToInt32(c.f); got != c.i32 {
			t.Errorf("DoubleToInt32(%v) = %d, want %d", c.f, got, c.i32)
		}
	}
	for f, want := range map[float64]uint8{-1: 0, 0.5: 0, 1.5: 2, 2.5: 2, 254.5: 254, 255: 255, 300: 255, 0.50001: 1} {
		if got := clampUint8(f); got != want {
			t.Errorf("clampUint8(%v) = %d, want %d", f, got, want)
		}
	}
	if f := truncate(-0.5); f != 0 || math.Signbit(f) {
		t.Errorf("truncate(-0.5) = %v", f)
	}
}

func TestStringToNumber(t *testing.T) {
	vm := newTestVM(t)
	for s, want := range map[string]float64{
		"": 0, " 12 ": 12, "0x10": 16, "1e3": 1000, "000012": 12, "123456789": 123456789, "4294967296": 4294967296,
		"-0": math.Copysign(0, -1), "Infinity": math.Inf(1), "\ufeff7\u2028": 7,
	} {
		got := vm.StringToNumber(vm.NewString(s)).Float()
		if got != want || math.Signbit(got) != math.Signbit(want) {
			t.Errorf("StringToNumber(%q) = %v, want %v", s, got, want)
		}
	}
	for _, s := range []string{"x", "1x", "+0x1", "1_0", "infinity", "12 3"} {
		if got := vm.StringToNumber(vm.NewString(s)); got != NaN {
			t.Errorf("StringToNumber(%q) = %v, want NaN", s, got.Float())
		}
	}
}

func TestPropertyKeys(t *testing.T) {
	vm := newTestVM(t)
	for _, c := range []struct {
		v    Value
		want string
		idx  bool
	}{
		{IntValue(0), "0", true}, {IntValue(-1), "-1", false}, {NumberValue(4294967294), "4294967294", true},
		{NumberValue(4294967295), "4294967295", false}, {NumberValue(1.5), "1.5", false}, {doubleValue(math.Copysign(0, -1)), "0", true},
		{vm.NewString("7"), "7", true}, {vm.NewString("07"), "07", false}, {True, "true", false}, {Undefined, "undefined", false},
		{vm.BigIntFromInt64(3), "3", true},
	} {
		k := vm.ToPropertyKey(c.v)
		if k.IsIndex() != c.idx || vm.GoString(vm.KeyValue(k)) != c.want {
			t.Errorf("ToPropertyKey(%s) = %s, index %t", vm.Display(c.v), vm.GoString(vm.KeyValue(k)), k.IsIndex())
		}
	}
	for s, numeric := range map[string]bool{"0": true, "-0": true, "1.5": true, "1.50": false, "NaN": true, "Infinity": true, "-Infinity": true, "1e21": true, "1e+21": true, "x": false, "": false, "4294967295": true, "+1": false} {
		want := numeric && s != "1e21"
		if _, got := vm.CanonicalNumericIndexString(vm.Key(s)); got != want {
			t.Errorf("CanonicalNumericIndexString(%q) = %t", s, got)
		}
	}
}

func TestEquality(t *testing.T) {
	vm := newTestVM(t)
	s := func(x string) Value { return vm.NewString(x) }
	b := func(i int64) Value { return vm.BigIntFromInt64(i) }
	negZero := doubleValue(math.Copysign(0, -1))
	o := vm.ObjectValue(vm.NewObject())
	for i, c := range []struct {
		a, b                      Value
		strict, loose, same, zero bool
	}{
		{IntValue(1), IntValue(1), true, true, true, true},
		{NaN, NaN, false, false, true, true},
		{IntValue(0), negZero, true, true, false, true},
		{s("a"), s("a"), true, true, true, true},
		{s("1"), IntValue(1), false, true, false, false},
		{b(1), IntValue(1), false, true, false, false},
		{b(1), s("1"), false, true, false, false},
		{b(1), s("x"), false, false, false, false},
		{b(7), b(7), true, true, true, true},
		{True, IntValue(1), false, true, false, false},
		{True, False, false, false, false, false},
		{Null, Undefined, false, true, false, false},
		{Null, IntValue(0), false, false, false, false},
		{Undefined, False, false, false, false, false},
		{o, o, true, true, true, true},
		{o, Null, false, false, false, false},
	} {
		for range 2 {
			if g := vm.IsStrictlyEqual(c.a, c.b); g != c.strict {
				t.Errorf("%d: strict %t", i, g)
			}
			if g := vm.IsLooselyEqual(c.a, c.b); g != c.loose {
				t.Errorf("%d: loose %t", i, g)
			}
			if g := vm.SameValue(c.a, c.b); g != c.same {
				t.Errorf("%d: SameValue %t", i, g)
			}
			if g := vm.SameValueZero(c.a, c.b); g != c.zero {
				t.Errorf("%d: SameValueZero %t", i, g)
			}
			c.a, c.b = c.b, c.a
		}
	}
}

func TestOperators(t *testing.T) {
	vm := newTestVM(t)
	n := NumberValue
	inf, nan := math.Inf(1), math.NaN()
	for i, c := range []struct {
		got  Value
		want float64
	}{
		{vm.modSlow(n(-4), n(2)), math.Copysign(0, -1)}, {vm.modSlow(n(5.5), n(2)), 1.5}, {vm.modSlow(n(1), n(0)), nan},
		{vm.modSlow(n(3), n(inf)), 3}, {vm.modSlow(n(inf), n(3)), nan}, {vm.modSlow(n(-7), n(3)), -1},
		{vm.modSlow(n(9007199254740992), n(3)), 2}, {vm.modSlow(n(1e300), n(7)), math.Mod(1e300, 7)},
		{vm.expSlow(n(1), n(inf)), nan}, {vm.expSlow(n(nan), n(0)), 1}, {vm.expSlow(n(2), n(10)), 1024}, {vm.expSlow(n(-2), n(3)), -8},
		{vm.expSlow(n(2), n(-1)), 0.5}, {vm.expSlow(n(1), n(nan)), nan}, {vm.expSlow(n(0), n(-1)), inf},
		{vm.shlSlow(n(1), n(33)), 2}, {vm.ushrSlow(n(-1), n(0)), 4294967295}, {vm.shrSlow(n(-8), n(1)), -4},
		{vm.negSlow(n(0)), math.Copysign(0, -1)}, {vm.addSlow(True, Null), 1}, {vm.subSlow(vm.NewString("5"), n(2)), 3},
		{vm.incSlow(vm.NewString("5")), 6}, {vm.addSlow(n(2147483647), n(1)), 2147483648},
	} {
		f := c.got.Float()
		if f != c.want && (f == f || c.want == c.want) || math.Signbit(f) != math.Signbit(c.want) && f == f {
			t.Errorf("%d: %v, want %v", i, f, c.want)
		}
		if c.got.IsDouble() && f == math.Trunc(f) && math.Abs(f) < 1<<31 && !(f == 0 && math.Signbit(f)) {
			t.Errorf("%d: %v is not tagged as an integer", i, f)
		}
	}
	if s := vm.GoString(vm.addSlow(vm.NewString("a"), n(1.5))); s != "a1.5" {
		t.Errorf("'a' + 1.5 = %s", s)
	}
	for text, f := range map[string]func(){
		"TypeError: Cannot mix BigInt and other types, use explicit conversions": func() { vm.addSlow(vm.BigIntFromInt64(1), n(1)) },
		"TypeError: Cannot convert a Symbol value to a number":                   func() { vm.addSlow(vm.NewSymbol(Undefined), n(1)) },
		"TypeError: Cannot convert a BigInt value to a number":                   func() { vm.ToNumber(vm.BigIntFromInt64(1)) },
		"RangeError: Division by zero":                                           func() { vm.divSlow(vm.BigIntFromInt64(1), vm.BigIntFromInt64(0)) },
		"RangeError: Exponent must be positive":                                  func() { vm.expSlow(vm.BigIntFromInt64(1), vm.BigIntFromInt64(-1)) },
		"TypeError: Cannot read properties of undefined (reading 'x')":           func() { vm.GetV(Undefined, vm.Key("x")) },
		"TypeError: Cannot set properties of null (setting '0')":                 func() { vm.SetV(Null, IndexKey(0), True, true) },
		"RangeError: Maximum call stack size exceeded":                           func() { vm.throwStackOverflow() },
	} {
		if got := thrown(vm, f); got[len(got)-len(text)+len(errorName(text)):] != text[len(errorName(text)):] {
			t.Errorf("threw %q, want %q", got, text)
		}
	}
}

// errorName is the part of an error's text before the colon: without the
// library, prototypes have no name.
func errorName(text string) string {
	for i, c := range text {
		if c == ':' {
			return text[:i]
		}
	}
	return ""
}

func TestBigInt(t *testing.T) {
	vm := newTestVM(t)
	values := []string{"0", "1", "-1", "2", "-3", "255", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551615", "18446744073709551616", "-18446744073709551617", "340282366920938463463374607431768211456", "-99999999999999999999999999999999999"}
	parse := func(s string) *big.Int { z, _ := new(big.Int).SetString(s, 10); return z }
	ops := []struct {
		name string
		vm   func(a, b Value) Value
		big  func(z, x, y *big.Int) *big.Int
		skip func(y *big.Int) bool
	}{
		{"+", vm.addSlow, (*big.Int).Add, nil}, {"-", vm.subSlow, (*big.Int).Sub, nil}, {"*", vm.mulSlow, (*big.Int).Mul, nil},
		{"/", vm.divSlow, (*big.Int).Quo, func(y *big.Int) bool { return y.Sign() == 0 }},
		{"%", vm.modSlow, (*big.Int).Rem, func(y *big.Int) bool { return y.Sign() == 0 }},
		{"&", vm.bitAndSlow, (*big.Int).And, nil}, {"|", vm.bitOrSlow, (*big.Int).Or, nil}, {"^", vm.bitXorSlow, (*big.Int).Xor, nil},
		{"<<", vm.shlSlow, func(z, x, y *big.Int) *big.Int {
			if y.Sign() < 0 {
				return z.Rsh(x, uint(-y.Int64()))
			}
			return z.Lsh(x, uint(y.Int64()))
		}, func(y *big.Int) bool { return y.CmpAbs(big.NewInt(1000)) > 0 }},
	}
	for _, x := range values {
		for _, y := range values {
			a, b := vm.NewBigInt(parse(x)), vm.NewBigInt(parse(y))
			for _, op := range ops {
				if op.skip != nil && op.skip(parse(y)) {
					continue
				}
				want := op.big(new(big.Int), parse(x), parse(y)).String()
				if got := vm.GoString(vm.BigIntToString(op.vm(a, b), 10)); got != want {
					t.Errorf("%s %s %s = %s, want %s", x, op.name, y, got, want)
				}
			}
			if got, want := vm.bigCompare(a, b), parse(x).Cmp(parse(y)); got != want {
				t.Errorf("compare %s with %s: %d", x, y, got)
			}
			if got, want := vm.BigIntEqual(a, b), x == y; got != want {
				t.Errorf("%s equals %s: %t", x, y, got)
			}
		}
		for _, bits := range []int64{0, 1, 8, 63, 64, 65, 128, 200} {
			m := new(big.Int).Lsh(big.NewInt(1), uint(bits))
			want := new(big.Int).Mod(parse(x), m)
			if got := vm.GoString(vm.BigIntToString(vm.BigIntAsUintN(bits, vm.NewBigInt(parse(x))), 10)); got != want.String() {
				t.Errorf("asUintN(%d, %s) = %s, want %s", bits, x, got, want)
			}
			if bits > 0 && want.Bit(int(bits-1)) == 1 {
				want.Sub(want, m)
			}
			if got := vm.GoString(vm.BigIntToString(vm.BigIntAsIntN(bits, vm.NewBigInt(parse(x))), 10)); got != want.String() {
				t.Errorf("asIntN(%d, %s) = %s, want %s", bits, x, got, want)
			}
		}
	}
	two64 := vm.NewBigInt(parse("18446744073709551616"))
	for _, c := range []struct {
		f    float64
		want int
	}{{0x1p64, 0}, {0x1.0000000000001p64, -1}, {math.Nextafter(0x1p64, 0), 1}, {math.Inf(1), -1}, {math.Inf(-1), 1}, {1.5, 1}} {
		if got, ok := vm.bigCompareNumber(two64, c.f); !ok || got != c.want {
			t.Errorf("compare 2^64 with %v: %d %t", c.f, got, ok)
		}
	}
	if c, _ := vm.bigCompareNumber(vm.BigIntFromInt64(-1), -1.5); c != 1 {
		t.Errorf("compare -1n with -1.5: %d", c)
	}
	for s, want := range map[string]string{"": "0", " 12 ": "12", "-5": "-5", "+5": "5", "0xff": "255", "0b101": "5", "-0x1": "no", "1.5": "no", "1n": "no", "0x": "no", "-": "no", "1_0": "no"} {
		got := "no"
		if b, ok := vm.StringToBigInt(vm.NewString(s)); ok {
			got = vm.GoString(vm.BigIntToString(b, 10))
		}
		if got != want {
			t.Errorf("StringToBigInt(%q) = %s, want %s", s, got, want)
		}
	}
}

func TestFloat16(t *testing.T) {
	for h := 0; h < 1<<16; h++ {
		f := Float16ToFloat64(uint16(h))
		if f != f {
			continue
		}
		if got := Float64ToFloat16(f); got != uint16(h) {
			t.Fatalf("%#04x is %v, and back %#04x", h, f, got)
		}
	}
	for f, want := range map[float64]uint16{65519.99: 0x7bff, 65520: 0x7c00, 1.0009765625: 0x3c01, 1.00048828125: 0x3c00, 1.0014648437500: 0x3c02, 2.980232238769531e-08: 0, 2.9802322387695316e-08: 1, 5.960464477539063e-08: 1} {
		if got := Float64ToFloat16(f); got != want {
			t.Errorf("%v: %#04x, want %#04x", f, got, want)
		}
	}
}
