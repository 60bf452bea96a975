package numtext

import (
	"math"
	"strconv"
)

// exactInteger is the first integer whose neighbours a Number may not tell
// apart: below it an integer's shortest digits are its digits.
const exactInteger = 1 << 53

// AppendNumber appends Number::toString(f, 10).
// Source: sec-numeric-types-number-tostring.
func AppendNumber(dst []byte, f float64) []byte {
	if f > -exactInteger && f < exactInteger {
		if i := int64(f); float64(i) == f {
			return strconv.AppendInt(dst, i, 10)
		}
	}
	if !isFinite(f) {
		return appendSpecial(dst, f)
	}
	if f < 0 {
		dst, f = append(dst, '-'), -f
	}
	var buf [32]byte
	digits, n := splitScientific(strconv.AppendFloat(buf[:0], f, 'e', -1, 64))
	return appendDecimal(dst, digits, n)
}

// AppendInt32 appends i in decimal.
func AppendInt32(dst []byte, i int32) []byte { return strconv.AppendInt(dst, int64(i), 10) }

func isFinite(f float64) bool { return f-f == 0 }

func appendSpecial(dst []byte, f float64) []byte {
	switch {
	case f > 0:
		return append(dst, "Infinity"...)
	case f < 0:
		return append(dst, "-Infinity"...)
	}
	return append(dst, "NaN"...)
}

// splitScientific takes strconv's d.ddde±dd apart into the digits and the
// standard's n: the value is 0.ddd × 10ⁿ. It overwrites its argument.
func splitScientific(sci []byte) (digits []byte, n int) {
	e := len(sci) - 1
	for sci[e] != 'e' {
		e--
	}
	for _, c := range sci[e+2:] {
		n = n*10 + int(c-'0')
	}
	if sci[e+1] == '-' {
		n = -n
	}
	digits = sci[:e]
	if e > 1 {
		sci[1] = sci[0]
		digits = sci[1:e]
	}
	return digits, n + 1
}

// appendDecimal lays digits (k of them, value 0.digits × 10ⁿ) out as steps 6
// to 12 of Number::toString do.
func appendDecimal(dst, digits []byte, n int) []byte {
	k := len(digits)
	switch {
	case k <= n && n <= 21:
		dst = append(dst, digits...)
		return appendZeros(dst, n-k)
	case 0 < n && n <= 21:
		dst = append(dst, digits[:n]...)
		dst = append(dst, '.')
		return append(dst, digits[n:]...)
	case -6 < n && n <= 0:
		dst = append(dst, '0', '.')
		dst = appendZeros(dst, -n)
		return append(dst, digits...)
	}
	return appendExponent(appendMantissa(dst, digits), n-1)
}

// appendMantissa appends d or d.ddd.
func appendMantissa(dst, digits []byte) []byte {
	dst = append(dst, digits[0])
	if len(digits) > 1 {
		dst = append(dst, '.')
		dst = append(dst, digits[1:]...)
	}
	return dst
}

// appendExponent appends e+x or e-x.
func appendExponent(dst []byte, e int) []byte {
	if e < 0 {
		return strconv.AppendInt(append(dst, 'e', '-'), int64(-e), 10)
	}
	return strconv.AppendInt(append(dst, 'e', '+'), int64(e), 10)
}

func appendZeros(dst []byte, n int) []byte {
	for ; n > 0; n-- {
		dst = append(dst, '0')
	}
	return dst
}

const radixDigits = "0123456789abcdefghijklmnopqrstuvwxyz"

// AppendRadix appends Number::toString(f, radix) for a radix from 2 to 36. The
// standard leaves the precision of other radices than 10 open; as V8 does,
// there are as many digits after the point as tell f from its neighbours, and
// zeros for the digits of an integer that it has no bits for.
// Source: sec-numeric-types-number-tostring.
func AppendRadix(dst []byte, f float64, radix int) []byte {
	if radix == 10 {
		return AppendNumber(dst, f)
	}
	if !isFinite(f) {
		return appendSpecial(dst, f)
	}
	if f > -exactInteger && f < exactInteger && float64(int64(f)) == f {
		return strconv.AppendInt(dst, int64(f), radix)
	}
	if f < 0 {
		dst, f = append(dst, '-'), -f
	}
	integer := math.Floor(f)
	fraction, carry := radixFraction(nil, f, f-integer, radix)
	if carry {
		integer++
	}
	dst = appendRadixInteger(dst, integer, radix)
	if len(fraction) > 0 {
		dst = append(append(dst, '.'), fraction...)
	}
	return dst
}

// radixFraction appends digits of fraction, the part of f behind the point,
// until what is left is below half the distance to the next Number; carry tells
// that rounding made it 1. Conversions keep products from being fused.
func radixFraction(dst []byte, f, fraction float64, radix int) (digits []byte, carry bool) {
	base := float64(radix)
	delta := max(0.5*(math.Nextafter(f, math.Inf(1))-f), math.SmallestNonzeroFloat64)
	for fraction >= delta {
		fraction = float64(fraction * base)
		delta = float64(delta * base)
		digit := int(fraction)
		dst = append(dst, radixDigits[digit])
		fraction -= float64(digit)
		if (fraction > 0.5 || fraction == 0.5 && digit&1 == 1) && fraction+delta > 1 {
			return roundUp(dst, radix)
		}
	}
	return dst, false
}

// roundUp adds one to the last of the digits.
func roundUp(digits []byte, radix int) (out []byte, carry bool) {
	for len(digits) > 0 {
		last := len(digits) - 1
		if d := digitValue(digits[last]); d+1 < radix {
			digits[last] = radixDigits[d+1]
			return digits, false
		}
		digits = digits[:last]
	}
	return nil, true
}

func appendRadixInteger(dst []byte, integer float64, radix int) []byte {
	base := float64(radix)
	zeros := 0
	for integer/base >= exactInteger {
		integer /= base
		zeros++
	}
	var buf [64]byte
	i := len(buf)
	for {
		digit := math.Mod(integer, base)
		i--
		buf[i] = radixDigits[int(digit)]
		if integer = (integer - digit) / base; integer <= 0 {
			break
		}
	}
	return appendZeros(append(dst, buf[i:]...), zeros)
}
