package numtext

import (
	"math"
	"math/big"
	"strconv"
)

// The three formatting methods round the exact value, and where it is halfway
// between two results they take the larger; strconv takes the even one. So the
// halfway cases are recognised, written exactly, with the 5 that is one digit
// too many, and rounded here.

// AppendFixed appends Number.prototype.toFixed for 0 to 100 digits.
// Source: sec-number.prototype.tofixed.
func AppendFixed(dst []byte, f float64, digits int) []byte {
	if !isFinite(f) || math.Abs(f) >= 1e21 {
		return AppendNumber(dst, f)
	}
	switch {
	case f < 0:
		dst, f = append(dst, '-'), -f
	case f == 0:
		f = 0 // not -0
	}
	if !isHalfway(f, -digits) {
		return strconv.AppendFloat(dst, f, 'f', digits, 64)
	}
	start := len(dst)
	dst = strconv.AppendFloat(dst, f, 'f', digits+1, 64)
	dst = dst[:len(dst)-1]
	if digits == 0 {
		dst = dst[:len(dst)-1] // the point
	}
	if increment(dst[start:]) {
		dst = append(dst, 0)
		copy(dst[start+1:], dst[start:])
		dst[start] = '1'
	}
	return dst
}

// AppendExponential appends Number.prototype.toExponential for 0 to 100
// digits, or as many as necessary when digits is negative.
// Source: sec-number.prototype.toexponential.
func AppendExponential(dst []byte, f float64, digits int) []byte {
	if !isFinite(f) {
		return appendSpecial(dst, f)
	}
	if f < 0 {
		dst, f = append(dst, '-'), -f
	}
	var buf [128]byte
	text, n := roundedDigits(buf[:0], f, digits)
	return appendExponent(appendMantissa(dst, text), n-1)
}

// AppendPrecision appends Number.prototype.toPrecision for 1 to 100 digits.
// Source: sec-number.prototype.toprecision.
func AppendPrecision(dst []byte, f float64, precision int) []byte {
	if !isFinite(f) {
		return appendSpecial(dst, f)
	}
	if f < 0 {
		dst, f = append(dst, '-'), -f
	}
	var buf [128]byte
	digits, n := roundedDigits(buf[:0], f, precision-1)
	switch e := n - 1; {
	case e < -6 || e >= precision:
		return appendExponent(appendMantissa(dst, digits), e)
	case e == precision-1:
		return append(dst, digits...)
	case e >= 0:
		dst = append(dst, digits[:n]...)
		dst = append(dst, '.')
		return append(dst, digits[n:]...)
	}
	dst = appendZeros(append(dst, '0', '.'), -n)
	return append(dst, digits...)
}

// roundedDigits is f ≥ 0 as 0.digits × 10ⁿ with one digit more than asked, or
// the shortest digits when that is negative.
func roundedDigits(buf []byte, f float64, digits int) (text []byte, n int) {
	if f == 0 {
		return appendZeros(buf, max(digits, 0)+1), 1
	}
	text, n = splitScientific(strconv.AppendFloat(buf, f, 'e', digits, 64))
	if digits >= 0 && isHalfway(f, n-1-digits) {
		text, n = splitScientific(strconv.AppendFloat(buf, f, 'e', digits+1, 64))
		text = text[:len(text)-1]
		if increment(text) {
			text[0] = '1'
			n++
		}
	}
	return text, n
}

// increment adds one to the last digit of a decimal number, and reports whether
// all of them were nines and are zeros now.
func increment(text []byte) (carry bool) {
	for i := len(text) - 1; i >= 0; i-- {
		switch text[i] {
		case '.':
		case '9':
			text[i] = '0'
		default:
			text[i]++
			return false
		}
	}
	return true
}

// isHalfway reports whether f ≥ 0 is k + ½ times 10^p for an integer k. Then
// 2f / 10^p is odd: for p ≤ 0 that is 2f × 2^-p × 5^-p, which is an odd integer
// exactly if f × 2^(1-p) is one. For p > 0 the significand has to be a multiple
// of 5^p, so that p is small.
func isHalfway(f float64, p int) bool {
	if p <= 0 {
		twice := math.Ldexp(f, 1-p)
		return twice < exactInteger && math.Mod(twice, 2) == 1
	}
	if p > 22 || f != math.Trunc(f) {
		return false
	}
	twice, _ := new(big.Float).SetFloat64(2 * f).Int(nil)
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(p)), nil)
	quotient, rest := new(big.Int).QuoRem(twice, unit, new(big.Int))
	return rest.Sign() == 0 && quotient.Bit(0) == 1
}
