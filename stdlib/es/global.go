package es

import (
	"math"
	"strconv"
	"strings"

	"gojs/vm"
)

// The global object's value and function properties (sec-global-object) and
// those of Annex B.

var (
	parseFloatFunction = vm.NewIntrinsic()
	parseIntFunction   = vm.NewIntrinsic()
)

func init() {
	vm.DeclareGlobals(
		vm.Spec{Key: "Infinity", Kind: vm.Constant, Value: math.Inf(1)},
		vm.Spec{Key: "NaN", Kind: vm.Constant, Value: math.NaN()},
		vm.Spec{Key: "undefined", Kind: vm.Constant},
		vm.Spec{Key: "isFinite", Fn: globalIsFinite, Len: 1},
		vm.Spec{Key: "isNaN", Fn: globalIsNaN, Len: 1},
		vm.Spec{Key: "decodeURI", Fn: globalDecodeURI, Len: 1},
		vm.Spec{Key: "decodeURIComponent", Fn: globalDecodeURIComponent, Len: 1},
		vm.Spec{Key: "encodeURI", Fn: globalEncodeURI, Len: 1},
		vm.Spec{Key: "encodeURIComponent", Fn: globalEncodeURIComponent, Len: 1},
		vm.Spec{Key: "escape", Fn: globalEscape, Len: 1},
		vm.Spec{Key: "unescape", Fn: globalUnescape, Len: 1},
	)
	vm.Declare(
		&vm.ObjectSpec{ID: vm.EvalFunction, Proto: vm.FunctionPrototype, Global: "eval", Func: &vm.Spec{Key: "eval", Fn: globalEval, Len: 1}},
		&vm.ObjectSpec{ID: parseFloatFunction, Proto: vm.FunctionPrototype, Global: "parseFloat", Func: &vm.Spec{Key: "parseFloat", Fn: globalParseFloat, Len: 1}},
		&vm.ObjectSpec{ID: parseIntFunction, Proto: vm.FunctionPrototype, Global: "parseInt", Func: &vm.Spec{Key: "parseInt", Fn: globalParseInt, Len: 2}},
	)
}

// eval ( x ) sec-eval-x: called indirectly; direct calls are an instruction.
func globalEval(c *vm.Call) vm.Value { return c.IndirectEval(c.Arg(0)) }

// isFinite ( number ) sec-isfinite-number
func globalIsFinite(c *vm.Call) vm.Value { return vm.BoolValue(isFinite(c.ToNumber(c.Arg(0)).Float())) }

// isNaN ( number ) sec-isnan-number
func globalIsNaN(c *vm.Call) vm.Value { return vm.BoolValue(c.ToNumber(c.Arg(0)) == vm.NaN) }

// isSpace reports whether u is WhiteSpace or a LineTerminator (sec-white-space, sec-line-terminators).
func isSpace(u uint16) bool {
	switch {
	case u <= ' ':
		return u == ' ' || u >= 9 && u <= 13
	case u < 0xA0:
		return false
	}
	switch u {
	case 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF:
		return true
	}
	return u >= 0x2000 && u <= 0x200A
}

// skipSpace is the place of the first code unit of s that is no white space.
func skipSpace(s vm.Chars) int {
	i := 0
	for i < s.Len() && isSpace(s.At(i)) {
		i++
	}
	return i
}

// parseFloat ( string ) sec-parsefloat-string
func globalParseFloat(c *vm.Call) vm.Value {
	if c.Arg(0).IsInt() {
		return c.Arg(0)
	}
	return vm.NumberValue(parseFloatText(c.Chars(c.ToString(c.Arg(0)))))
}

// parseFloatText is the number a text begins with, NaN where it begins with none.
func parseFloatText(s vm.Chars) float64 {
	text := floatPrefix(s, skipSpace(s))
	if text == "" {
		return math.NaN()
	}
	f, _ := strconv.ParseFloat(text, 64) // out of range gives infinity or zero
	return f
}

// floatPrefix is the longest StrDecimalLiteral that begins at i, as strconv
// reads it.
func floatPrefix(s vm.Chars, i int) string {
	at := func(k int) byte {
		if k < s.Len() && s.At(k) < 128 {
			return byte(s.At(k))
		}
		return 0
	}
	start := i
	if b := at(i); b == '+' || b == '-' {
		i++
	}
	if at(i) == 'I' {
		const infinity = "Infinity"
		for k := range len(infinity) {
			if at(i+k) != infinity[k] {
				return ""
			}
		}
		return asciiText(s, start, i+len(infinity))
	}
	digits := func() int {
		n := 0
		for ; at(i) >= '0' && at(i) <= '9'; i++ {
			n++
		}
		return n
	}
	n := digits()
	if at(i) == '.' {
		i++
		f := digits()
		if n+f == 0 {
			return ""
		}
		n += f
	}
	if n == 0 {
		return ""
	}
	end := i
	if b := at(i); b == 'e' || b == 'E' {
		i++
		if b := at(i); b == '+' || b == '-' {
			i++
		}
		if digits() > 0 {
			end = i
		}
	}
	return asciiText(s, start, end)
}

// asciiText is the text of the ASCII code units from i to j.
func asciiText(s vm.Chars, i, j int) string {
	b := make([]byte, j-i)
	for k := range b {
		b[k] = byte(s.At(i + k))
	}
	return string(b)
}

// parseInt ( string, radix ) sec-parseint-string-radix
func globalParseInt(c *vm.Call) vm.Value {
	v := c.Arg(0)
	if v.IsInt() && (c.Argc() < 2 || c.Arg(1).IsUndefined()) {
		return v
	}
	text := c.ToString(v)
	return vm.NumberValue(parseIntText(c.Chars(text), int(c.ToInt32(c.Arg(1)))))
}

// parseIntText is the integer a text begins with, NaN where it begins with none.
func parseIntText(s vm.Chars, radix int) float64 {
	i := skipSpace(s)
	negative := false
	if i < s.Len() && (s.At(i) == '+' || s.At(i) == '-') {
		negative = s.At(i) == '-'
		i++
	}
	if radix != 0 && (radix < 2 || radix > 36) {
		return math.NaN()
	}
	if (radix == 0 || radix == 16) && i+1 < s.Len() && s.At(i) == '0' && s.At(i+1)|0x20 == 'x' {
		i += 2
		radix = 16
	}
	if radix == 0 {
		radix = 10
	}
	f, ok := parseDigits(s, i, radix)
	switch {
	case !ok:
		return math.NaN()
	case negative:
		return -f
	}
	return f
}

// digitOf is the value of a digit in radix 36, 36 where u is none.
func digitOf(u uint16) int {
	switch {
	case u >= '0' && u <= '9':
		return int(u - '0')
	case u|0x20 >= 'a' && u|0x20 <= 'z' && u < 128:
		return int(u|0x20-'a') + 10
	}
	return 36
}

// parseDigits is the value of the digits of the radix from i on, false where
// there are none. It is correctly rounded in radix 10 and those that are powers of two.
func parseDigits(s vm.Chars, i, radix int) (float64, bool) {
	start := i
	f := 0.0
	for ; i < s.Len(); i++ {
		d := digitOf(s.At(i))
		if d >= radix {
			break
		}
		f = f*float64(radix) + float64(d)
	}
	if i == start {
		return 0, false
	}
	if f < 1<<53 {
		return f, true
	}
	text := asciiText(s, start, i)
	if radix == 10 {
		f, _ = strconv.ParseFloat(text, 64)
		return f, true
	}
	if radix&(radix-1) == 0 {
		return roundBits(text, radix), true
	}
	return approximateDigits(strings.TrimLeft(text, "0"), radix), true
}
