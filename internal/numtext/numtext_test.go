package numtext

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

func TestAppendNumber(t *testing.T) {
	for want, f := range map[string]float64{
		"0": 0, "-1": -1, "1.5": 1.5, "0.1": 0.1, "1e+21": 1e21, "100000000000000000000": 1e20, "123456789012345680000": 123456789012345678901,
		"1e-7": 1e-7, "0.000001": 1e-6, "1.2345e-10": 1.2345e-10, "5e-324": 5e-324, "1.7976931348623157e+308": math.MaxFloat64,
		"9007199254740991": 9007199254740991, "9007199254740992": 9007199254740992, "-2147483649": -2147483649,
		"Infinity": math.Inf(1), "-Infinity": math.Inf(-1), "NaN": math.NaN(), "0.30000000000000004": 0.1 + 0.2, "4294967295.5": 4294967295.5,
	} {
		if got := string(AppendNumber(nil, f)); got != want && !(f == 0.1+0.2 && got == "0.3") {
			t.Errorf("AppendNumber(%g) = %s, want %s", f, got, want)
		}
	}
	if got := string(AppendNumber(nil, math.Copysign(0, -1))); got != "0" {
		t.Errorf("-0 is %s", got)
	}
}

func TestRadix(t *testing.T) {
	for _, tt := range []struct {
		f     float64
		radix int
		want  string
	}{
		{255, 16, "ff"}, {-255, 2, "-11111111"}, {0.5, 2, "0.1"}, {0.1, 3, "0.0022002200220022002200220022002201"},
		{math.Pi, 16, "3.243f6a8885a3"}, {1e21, 36, "5v1j4f4ds7c000"}, {7.47674968e18, 31, "9f83ons9cq6b0"}, {0.000001, 36, "0.0001ogs5wo29m8"},
		{math.NaN(), 2, "NaN"}, {math.Inf(-1), 7, "-Infinity"}, {35, 36, "z"}, {-0.75, 4, "-0.3"},
	} {
		if got := string(AppendRadix(nil, tt.f, tt.radix)); got != tt.want {
			t.Errorf("%g in radix %d is %s, want %s", tt.f, tt.radix, got, tt.want)
		}
	}
}

func TestFixed(t *testing.T) {
	for _, tt := range []struct {
		f      float64
		digits int
		want   string
	}{
		{0.5, 0, "1"}, {1.5, 0, "2"}, {2.5, 0, "3"}, {-2.5, 0, "-3"}, {1.005, 2, "1.00"}, {1.45, 1, "1.4"}, {0.000001, 7, "0.0000010"},
		{123.456, 0, "123"}, {1e21, 2, "1e+21"}, {-1e-10, 2, "-0.00"}, {0, 2, "0.00"}, {10.235, 2, "10.23"}, {0.125, 2, "0.13"},
		{0.375, 2, "0.38"}, {1000000000000000128, 1, "1000000000000000128.0"}, {math.Copysign(0, -1), 1, "0.0"},
		{5e-324, 3, "0.000"}, {0.1, 30, "0.100000000000000005551115123126"},
	} {
		if got := string(AppendFixed(nil, tt.f, tt.digits)); got != tt.want {
			t.Errorf("(%v).toFixed(%d) = %s, want %s", tt.f, tt.digits, got, tt.want)
		}
	}
}

func TestExponentialAndPrecision(t *testing.T) {
	for _, tt := range []struct {
		f      float64
		digits int
		want   string
	}{
		{0, 0, "0e+0"}, {0, 2, "0.00e+0"}, {0, -1, "0e+0"}, {123456, 2, "1.23e+5"}, {123456, -1, "1.23456e+5"}, {25, 0, "3e+1"},
		{12345, 3, "1.235e+4"}, {-1.5e-9, 0, "-1e-9"}, {1.25, 1, "1.3e+0"}, {99.99, 1, "1.0e+2"}, {9.5, 0, "1e+1"}, {math.Inf(1), 3, "Infinity"},
	} {
		if got := string(AppendExponential(nil, tt.f, tt.digits)); got != tt.want {
			t.Errorf("(%v).toExponential(%d) = %s, want %s", tt.f, tt.digits, got, tt.want)
		}
	}
	for _, tt := range []struct {
		f         float64
		precision int
		want      string
	}{
		{0, 1, "0"}, {0, 3, "0.00"}, {123.456, 4, "123.5"}, {0.000123, 2, "0.00012"}, {0.000000123, 2, "1.2e-7"}, {123456, 2, "1.2e+5"},
		{25, 1, "3e+1"}, {2.5, 1, "3"}, {1e21, 3, "1.00e+21"}, {99.99, 3, "100"}, {-1.25, 2, "-1.3"}, {35, 1, "4e+1"}, {1e21, 22, "1000000000000000000000"},
	} {
		if got := string(AppendPrecision(nil, tt.f, tt.precision)); got != tt.want {
			t.Errorf("(%v).toPrecision(%d) = %s, want %s", tt.f, tt.precision, got, tt.want)
		}
	}
}

// Rounding half up on the exact value, by rational arithmetic.
func TestFixedExactly(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		digits := r.IntN(12)
		f := float64(r.IntN(1<<20)) / float64(int(1)<<r.IntN(14))
		if r.IntN(3) == 0 {
			f = r.ExpFloat64() * math.Pow(10, float64(r.IntN(20)-8))
		}
		scaled := new(big.Rat).SetFloat64(f)
		scaled.Mul(scaled, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)))
		scaled.Add(scaled, big.NewRat(1, 2))
		n := new(big.Int).Div(scaled.Num(), scaled.Denom()).String()
		if len(n) <= digits {
			n = strings.Repeat("0", digits+1-len(n)) + n
		}
		want := n
		if digits > 0 {
			want = n[:len(n)-digits] + "." + n[len(n)-digits:]
		}
		if got := string(AppendFixed(nil, f, digits)); got != want && f < 1e21 {
			t.Fatalf("(%v).toFixed(%d) = %s, want %s", f, digits, got, want)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for s, want := range map[string]float64{
		"": 0, "  \t\n": 0, "12": 12, " 12\u00a0": 12, "-0": math.Copysign(0, -1), "+.5": 0.5, "5.": 5, "1e3": 1000, "1E-2": 0.01, "0x1F": 31,
		"0b101": 5, "0O17": 15, "Infinity": math.Inf(1), "-Infinity": math.Inf(-1), "\ufeff7\u2028": 7, "1e1000": math.Inf(1), "00012": 12,
		"0x20000000000001": 9007199254740993 - 1, "0x20000000000003": 9007199254740996, "0xffffffffffffffffffffffff": 79228162514264337593543950336,
		"123456789012345678901234567890": 123456789012345678901234567890, "9007199254740993": 9007199254740992,
	} {
		if got, ok := ParseNumber(s); !ok || got != want || math.Signbit(got) != math.Signbit(want) {
			t.Errorf("ParseNumber(%q) = %v, %v, want %v", s, got, ok, want)
		}
	}
	for _, s := range []string{"x", "1x", "0x", "0xg", "-0x1", "+0b1", "1_0", "1e", "e1", ".", "+", "infinity", "INFINITY", "inf", "nan", "1 2", "1e+", "0b2", "0o8", "é", "1n", "--1", "\u180e1", "0x1p3"} {
		for kind, f := range parsers(s) {
			if !math.IsNaN(f) {
				t.Errorf("%s(%q) = %v, want NaN", kind, s, f)
			}
		}
	}
}

// parsers is ParseNumber in the encodings that s has.
func parsers(s string) map[string]float64 {
	out := map[string]float64{}
	out["WTF-8"], _ = ParseNumber(s)
	var u []uint16
	var b []byte
	for _, r := range s {
		u = append(u, uint16(r))
		b = append(b, byte(r))
	}
	out["UTF-16"], _ = ParseNumberUTF16(u)
	if len(b) == len(u) && !strings.ContainsFunc(s, func(r rune) bool { return r > 0xFF }) {
		out["Latin-1"], _ = ParseNumberLatin1(b)
	}
	return out
}

func TestParseFloatPrefix(t *testing.T) {
	for s, want := range map[string]float64{
		"3.14abc": 3.14, "  -2e3x": -2000, "1e": 1, "1e+": 1, "Infinityx": math.Inf(1), "-.5.5": -0.5, "0x10": 0, "1_000": 1, "12é": 12, "\u00a05": 5,
	} {
		var u []uint16
		for _, r := range s {
			u = append(u, uint16(r))
		}
		if got := ParseFloatPrefix(s); got != want {
			t.Errorf("ParseFloatPrefix(%q) = %v, want %v", s, got, want)
		}
		if got := ParseFloatPrefixUTF16(u); got != want {
			t.Errorf("ParseFloatPrefixUTF16(%q) = %v, want %v", s, got, want)
		}
	}
	for _, s := range []string{"", "x", ".", "-", "e5", "inf", ".e1"} {
		if got := ParseFloatPrefix(s); !math.IsNaN(got) {
			t.Errorf("ParseFloatPrefix(%q) = %v, want NaN", s, got)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 100000 {
		f := math.Float64frombits(r.Uint64())
		if !isFinite(f) {
			continue
		}
		s := AppendNumber(nil, f)
		if got, ok := ParseNumberLatin1(s); !ok || got != f {
			t.Fatalf("%v became %s became %v", f, s, got)
		}
		e := string(AppendExponential(nil, f, -1))
		if got, _ := strconv.ParseFloat(e, 64); got != f {
			t.Fatalf("%v became %s", f, e)
		}
	}
}

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"1", " 0x1f ", "1e5", "\ufeff", "Infinity", "9007199254740993"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		first := true
		var want float64
		for kind, got := range parsers(strings.ToValidUTF8(s, "?")) {
			if strings.ContainsFunc(s, func(r rune) bool { return r > 0xFFFF }) {
				return
			}
			if first {
				want, first = got, false
			}
			if got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
				t.Fatalf("%s(%q) = %v, others %v", kind, s, got, want)
			}
		}
	})
}

func BenchmarkAppendNumber(b *testing.B) {
	var buf [32]byte
	for i := 0; b.Loop(); i++ {
		AppendNumber(buf[:0], float64(i)*0.37)
	}
}

func BenchmarkParseNumberLatin1(b *testing.B) {
	s := []byte("12345.678")
	b.ReportAllocs()
	for b.Loop() {
		ParseNumberLatin1(s)
	}
}
