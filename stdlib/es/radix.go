package es

import (
	"math"
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

// approximateDigits is the value of digits in a radix that is neither 10 nor a
// power of two, which the standard leaves to the implementation from 2^53 on
// (sec-parseint-string-radix): V8's, which adds up parts of 32 bits and rounds
// after each.
func approximateDigits(text string, radix int) float64 {
	const maxMultiplier = math.MaxUint32 / 36
	f := 0.0
	for i := 0; i < len(text); {
		part, multiplier := uint32(0), uint32(1)
		for ; i < len(text) && multiplier*uint32(radix) <= maxMultiplier; i++ {
			part = part*uint32(radix) + uint32(digitOf(uint16(text[i])))
			multiplier *= uint32(radix)
		}
		f = float64(f*float64(multiplier)) + float64(part)
	}
	return f
}
