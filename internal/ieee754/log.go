package ieee754

import "math"

// logPoly is log(1+f) - f + f²/2 in terms of s = f/(2+f), divided by s.
func logPoly(s float64) float64 {
	z := float64(s * s)
	w := float64(z * z)
	t1 := w * poly(w, 3.999999999940941908e-01, 2.222219843214978396e-01, 1.531383769920937332e-01)
	t2 := z * poly(w, 6.666666666666735130e-01, 2.857142874366239149e-01, 1.818357216161805012e-01, 1.479819860511658591e-01)
	return t2 + t1
}

// splitLog writes a positive finite x as 2^k * m with m about from sqrt(1/2) to
// sqrt(2); hx is the mantissa's upper half.
func splitLog(x float64) (m float64, k int32, hx int32) {
	hx = high(x)
	if hx < 0x00100000 { // subnormal
		k -= 54
		x *= 0x1p54
		hx = high(x)
	}
	k += hx>>20 - 1023
	hx &= 0x000FFFFF
	i := (hx + 0x95F64) & 0x100000
	return withHigh(x, hx|(i^0x3FF00000)), k + i>>20, hx
}

// logSpecial is the result for arguments that have no logarithm or an infinite one.
func logSpecial(x float64) (float64, bool) {
	switch {
	case x == 0:
		return math.Inf(-1), true
	case x < 0:
		return math.NaN(), true
	case x != x || math.IsInf(x, 1):
		return x, true
	}
	return 0, false
}

// Log is Math.log.
func Log(x float64) float64 {
	if r, ok := logSpecial(x); ok {
		return r
	}
	x, k, hx := splitLog(x)
	f, dk := x-1, float64(k)
	if 0x000FFFFF&(2+hx) < 3 { // |f| < 2^-20
		if f == 0 {
			return float64(dk*ln2Hi) + float64(dk*ln2Lo)
		}
		r := float64(f*f) * (0.5 - float64(0.33333333333333333*f))
		return float64(dk*ln2Hi) - ((r - float64(dk*ln2Lo)) - f)
	}
	s := f / (2 + f)
	r := logPoly(s)
	if (hx-0x6147A)|(0x6B851-hx) > 0 {
		hfsq := float64(float64(0.5*f) * f)
		if k == 0 {
			return f - (hfsq - float64(s*(hfsq+r)))
		}
		return float64(dk*ln2Hi) - ((hfsq - (float64(s*(hfsq+r)) + float64(dk*ln2Lo))) - f)
	}
	if k == 0 {
		return f - float64(s*(f-r))
	}
	return float64(dk*ln2Hi) - ((float64(s*(f-r)) - float64(dk*ln2Lo)) - f)
}

// Log2 is Math.log2.
func Log2(x float64) float64 {
	if r, ok := logSpecial(x); ok {
		return r
	}
	if x == 1 {
		return 0
	}
	const (
		ivln2Hi = 1.44269504072144627571e+00
		ivln2Lo = 1.67517131648865118353e-10
	)
	x, k, _ := splitLog(x)
	f, y := x-1, float64(k)
	hfsq := float64(0.5*f) * f
	s := f / (2 + f)
	r := float64(s * (hfsq + logPoly(s)))
	hi := trunc(f - hfsq)
	lo := (f - hi) - hfsq + r
	valHi := float64(hi * ivln2Hi)
	valLo := float64((lo+hi)*ivln2Lo) + float64(lo*ivln2Hi)
	w := y + valHi
	valLo += (y - w) + valHi
	return valLo + w
}

// Log10 is Math.log10.
func Log10(x float64) float64 {
	if r, ok := logSpecial(x); ok {
		return r
	}
	if x == 1 {
		return 0
	}
	hx, k := high(x), int32(0)
	if hx < 0x00100000 {
		k -= 54
		x *= 0x1p54
		hx = high(x)
	}
	k += hx>>20 - 1023
	i := int32(uint32(k) & 0x80000000 >> 31)
	y := float64(k + i)
	x = withHigh(x, hx&0x000FFFFF|(0x3FF-i)<<20)
	z := float64(y*3.69423907715893078616e-13) + float64(4.34294481903251816668e-01*Log(x))
	return z + float64(y*3.01029995663611771306e-01)
}

// Acosh is Math.acosh.
func Acosh(x float64) float64 {
	switch {
	case x != x || x < 1:
		return math.NaN()
	case high(x) >= 0x41B00000: // x > 2^28
		if math.IsInf(x, 1) {
			return x
		}
		return Log(x) + ln2
	case x == 1:
		return 0
	case high(x) > 0x40000000: // x > 2
		t := float64(x * x)
		return Log(float64(2*x) - 1/(x+math.Sqrt(t-1)))
	}
	t := x - 1
	return Log1p(t + math.Sqrt(float64(2*t)+float64(t*t)))
}

// Asinh is Math.asinh.
func Asinh(x float64) float64 {
	ax := math.Abs(x)
	var w float64
	switch ix := high(ax); {
	case ix >= 0x7FF00000 || ix < 0x3E300000: // infinite, NaN, or |x| < 2^-28
		return x
	case ix > 0x41B00000: // |x| > 2^28
		w = Log(ax) + ln2
	case ix > 0x40000000: // |x| > 2
		w = Log(float64(2*ax) + 1/(math.Sqrt(float64(x*x)+1)+ax))
	default:
		t := float64(x * x)
		w = Log1p(ax + t/(1+math.Sqrt(1+t)))
	}
	return math.Copysign(w, x)
}

// Atanh is Math.atanh.
func Atanh(x float64) float64 { return math.Atanh(x) }

// Cbrt is Math.cbrt.
func Cbrt(x float64) float64 {
	const b1, b2 = 715094163, 696219795
	hx := high(x)
	sign := uint32(hx) & 0x80000000
	hx &= 0x7FFFFFFF
	if hx >= 0x7FF00000 || x == 0 {
		return x
	}
	var t float64
	if hx < 0x00100000 {
		h := uint32(high(0x1p54*x)) & 0x7FFFFFFF
		t = words(int32(sign|(h/3+b2)), 0)
	} else {
		t = words(int32(sign|uint32(hx)/3+b1), 0)
	}
	r := float64(t*t) * (t / x)
	t *= poly(r, 1.87595182427177009643, -1.88497979543377169875, 1.621429720105354466140) +
		float64(float64(r*r)*r)*poly(r, -0.758397934778766047437, 0.145996192886612446982)
	t = math.Float64frombits((math.Float64bits(t) + 0x80000000) & 0xFFFFFFFFC0000000)
	s := t * t // exact
	r = x / s
	w := t + t
	r = (r - t) / (w + r)
	return t + float64(t*r)
}
