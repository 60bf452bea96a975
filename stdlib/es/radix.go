package es

import (
	"math"
	"math/big"
	"math/bits"
)

// roundBits is the value of digits in a radix that is a power of two, rounded
// to the nearest double, ties to even.
func roundBits(text string, radix int) float64 {
	width := bits.TrailingZeros(uint(radix))
	var m uint64 // the leading bits, up to 64
	exp := 0     // how many bits follow them
	sticky := false
	for i := 0; i < len(text); i++ {
		d := uint64(digitOf(uint16(text[i])))
		for b := width - 1; b >= 0; b-- {
			bit := d >> b & 1
			if m>>63 == 0 {
				m = m<<1 | bit
				continue
			}
			exp++
			sticky = sticky || bit != 0
		}
	}
	if exp > 1100 {
		return math.Inf(1)
	}
	if m>>63 != 0 && sticky {
		m |= 1 // below the rounding position
	}
	return math.Ldexp(float64(m), exp)
}

// maxExactDigits bounds the digits that roundRadix looks at: beyond, the value
// is infinite in every radix from 3 on.
const maxExactDigits = 1100

// roundRadix is the value of digits in any radix, rounded to the nearest double.
func roundRadix(text string, radix int) float64 {
	for len(text) > 0 && text[0] == '0' {
		text = text[1:]
	}
	if len(text) > maxExactDigits {
		return math.Inf(1)
	}
	n, ok := new(big.Int).SetString(text, radix)
	if !ok {
		return 0
	}
	f, _ := new(big.Float).SetInt(n).Float64()
	return f
}
