package ieee754

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"testing"
)

var functions = map[string]func(float64) float64{
	"acos": Acos, "acosh": Acosh, "asin": Asin, "asinh": Asinh, "atan": Atan, "atanh": Atanh, "cbrt": Cbrt, "cos": Cos,
	"cosh": Cosh, "exp": Exp, "expm1": Expm1, "log": Log, "log1p": Log1p, "log2": Log2, "log10": Log10, "sin": Sin,
	"sinh": Sinh, "tan": Tan, "tanh": Tanh,
}

// TestBits compares with what Node.js 20 gives: lines of a function, arguments
// and result as bits in hexadecimal.
func TestBits(t *testing.T) {
	f, err := os.Open("testdata/node20.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for sc := bufio.NewScanner(f); sc.Scan(); n++ {
		var name string
		var x, y, want uint64
		if _, err := fmt.Sscanf(sc.Text(), "%s %x %x %x", &name, &x, &y, &want); err != nil {
			t.Fatal(err)
		}
		a, b := math.Float64frombits(x), math.Float64frombits(y)
		var got float64
		switch name {
		case "pow":
			got = Pow(a, b)
		case "atan2":
			got = Atan2(a, b)
		default:
			got = functions[name](a)
		}
		w := math.Float64frombits(want)
		if math.Float64bits(got) != want && !(got != got && w != w) {
			t.Errorf("%s(%v, %v) = %v, want %v", name, a, b, got, w)
		}
	}
	if n < 500 {
		t.Fatal("few lines:", n)
	}
}

func TestSpecial(t *testing.T) {
	inf, zero := math.Inf(1), math.Copysign(0, -1)
	for name, f := range functions {
		if r := f(math.NaN()); r == r {
			t.Errorf("%s(NaN) = %v", name, r)
		}
		if r := f(zero); name != "acos" && name != "acosh" && name[:3] != "cos" && name != "exp" && name != "log" && name != "log2" && name != "log10" &&
			(r != 0 || !math.Signbit(r)) {
			t.Errorf("%s(-0) = %v", name, r)
		}
	}
	for _, tt := range []struct{ x, y, want float64 }{
		{1, inf, math.NaN()}, {-1, -inf, math.NaN()}, {2, inf, inf}, {0.5, inf, 0}, {zero, -1, -inf}, {zero, -2, inf}, {zero, 3, zero},
		{-inf, 3, -inf}, {-inf, -3, zero}, {-8, 1.0 / 3, math.NaN()}, {math.NaN(), 0, 1}, {-2, 3, -8}, {2, 1024, inf}, {2, -1074, 5e-324},
		{2, -1076, 0}, {zero, 0.5, 0}, {-inf, 0.5, inf},
	} {
		got := Pow(tt.x, tt.y)
		if math.Float64bits(got) != math.Float64bits(tt.want) && !(got != got && tt.want != tt.want) {
			t.Errorf("%v ** %v = %v, want %v", tt.x, tt.y, got, tt.want)
		}
	}
}
