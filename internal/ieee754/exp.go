package ieee754

import "math"

// Exp is Math.exp.
func Exp(x float64) float64 {
	hx := high(x) & 0x7FFFFFFF
	switch {
	case x != x || math.IsInf(x, 1):
		return x
	case math.IsInf(x, -1):
		return 0
	case x > overflow:
		return math.Inf(1)
	case x < -7.45133219101941108420e+02:
		return 0
	case x == 1:
		return math.E
	case hx < 0x3E300000: // |x| < 2^-28
		return 1 + x
	}
	k, hi, lo := 0, 0.0, 0.0
	if hx > 0x3FD62E42 { // |x| > 0.5 ln2
		k, hi, lo = reduceLn2(x, hx)
		x = hi - lo
	}
	t := float64(x * x)
	c := x - float64(t*poly(t, 1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05,
		-1.65339022054652515390e-06, 4.13813679705723846039e-08))
	if k == 0 {
		return 1 - (float64(x*c)/(c-2) - x)
	}
	y := 1 - ((lo - float64(x*c)/(2-c)) - hi)
	switch {
	case k == 1024:
		return y * 2 * 0x1p1023
	case k >= -1021:
		return y * words(int32(0x3FF+k)<<20, 0)
	}
	return y * words(int32(0x3FF+k+1000)<<20, 0) * 0x1p-1000
}

// reduceLn2 is x as k ln2 + hi - lo; hx is the high word of |x|.
func reduceLn2(x float64, hx int32) (k int, hi, lo float64) {
	if hx < 0x3FF0A2B2 { // |x| < 1.5 ln2
		if x > 0 {
			return 1, x - ln2Hi, ln2Lo
		}
		return -1, x + ln2Hi, -ln2Lo
	}
	half := 0.5
	if x < 0 {
		half = -0.5
	}
	k = int(float64(invLn2*x) + half)
	t := float64(k)
	return k, x - float64(t*ln2Hi), float64(t * ln2Lo)
}

// Expm1 is Math.expm1.
func Expm1(x float64) float64 { return math.Expm1(x) }

// Log1p is Math.log1p.
func Log1p(x float64) float64 { return math.Log1p(x) }

// Cosh is Math.cosh.
func Cosh(x float64) float64 {
	ax := math.Abs(x)
	switch ix := high(ax); {
	case ix < 0x3FD62E43: // |x| < 0.5 ln2
		t := Expm1(ax)
		w := 1 + t
		if ix < 0x3C800000 {
			return w
		}
		return 1 + float64(t*t)/(w+w)
	case ix < 0x40360000: // |x| < 22
		t := Exp(ax)
		return float64(0.5*t) + 0.5/t
	case ix < 0x40862E42:
		return 0.5 * Exp(ax)
	case ax <= 710.4758600739439:
		w := Exp(0.5 * ax)
		return float64(0.5*w) * w
	}
	return ax * math.Inf(1) // infinite, or NaN
}

// Sinh is Math.sinh.
func Sinh(x float64) float64 {
	h := math.Copysign(0.5, x)
	ax := math.Abs(x)
	switch {
	case ax < 0x1p-28:
		return x
	case ax < 22:
		t := Expm1(ax)
		if ax < 1 {
			return h * (float64(2*t) - float64(t*t)/(t+1))
		}
		return h * (t + t/(t+1))
	case ax < 709.7822265625:
		return h * Exp(ax)
	case ax <= 710.4758600739439:
		w := Exp(0.5 * ax)
		return float64(h*w) * w
	}
	return x * 1e307
}

// Tanh is Math.tanh.
func Tanh(x float64) float64 {
	ax := math.Abs(x)
	z := 1.0
	switch ix := high(ax); {
	case x != x || ix < 0x3E300000: // |x| < 2^-28
		return x
	case ix < 0x3FF00000:
		t := Expm1(-2 * ax)
		z = -t / (t + 2)
	case ix < 0x40360000: // |x| < 22
		t := Expm1(2 * ax)
		z = 1 - 2/(t+2)
	}
	return math.Copysign(z, x)
}
