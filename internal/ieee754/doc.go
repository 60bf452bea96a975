// Package ieee754 computes the elementary functions of Math so that every
// platform gets the same bits: those of V8 (as of Node.js 20), which follows
// the algorithms of fdlibm. Go's math package uses others for most of them, and
// assembly on some machines.
//
// The rule: an argument is reduced exactly as fdlibm does it, and polynomials
// are evaluated in its order, products rounded before they are added (Go may
// fuse x*y + z where the product is not converted explicitly).
package ieee754

import "math"

// high is the upper half of f's bits, low the lower.
func high(f float64) int32 { return int32(math.Float64bits(f) >> 32) }
func low(f float64) uint32 { return uint32(math.Float64bits(f)) }
func trunc(f float64) float64 {
	return math.Float64frombits(math.Float64bits(f) &^ 0xFFFFFFFF)
}

// words puts a double together.
func words(hi int32, lo uint32) float64 {
	return math.Float64frombits(uint64(uint32(hi))<<32 | uint64(lo))
}

// withHigh is f with the upper half of its bits replaced.
func withHigh(f float64, hi int32) float64 { return words(hi, low(f)) }

// poly evaluates c[0] + x*(c[1] + x*(c[2] + ...)).
func poly(x float64, c ...float64) float64 {
	r := c[len(c)-1]
	for i := len(c) - 2; i >= 0; i-- {
		r = c[i] + float64(x*r)
	}
	return r
}

const (
	ln2      = 6.93147180559945286227e-01
	ln2Hi    = 6.93147180369123816490e-01
	ln2Lo    = 1.90821492927058770002e-10
	invLn2   = 1.44269504088896338700e+00
	pio2Hi   = 1.57079632679489655800e+00
	pio2Lo   = 6.12323399573676603587e-17
	pio4Hi   = 7.85398163397448278999e-01
	overflow = 7.09782712893383973096e+02 // the largest argument of exp
)
