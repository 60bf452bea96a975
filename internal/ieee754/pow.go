package ieee754

import "math"

// Pow is Math.pow and the exponentiation operator of Numbers
// (sec-numeric-types-number-exponentiate).
func Pow(x, y float64) float64 {
	ax := math.Abs(x)
	switch {
	case y == 0:
		return 1
	case x != x || y != y:
		return math.NaN()
	case math.IsInf(y, 0):
		return powInfinite(ax, y)
	case y == 1:
		return x
	case y == -1:
		return 1 / x
	case y == 2:
		return x * x
	case y == 0.5 && !math.Signbit(x):
		return math.Sqrt(x)
	}
	negative := false
	if math.Signbit(x) {
		odd, integer := parity(y)
		negative = odd
		if !integer && x < 0 && !math.IsInf(x, -1) {
			return math.NaN()
		}
	}
	r := 0.0
	if ax == 0 || ax == 1 || math.IsInf(ax, 1) {
		if r = ax; y < 0 {
			r = 1 / ax
		}
	} else {
		r = powPositive(ax, y)
	}
	if negative {
		return -r
	}
	return r
}

// powInfinite is |x| to the power of an infinite y.
func powInfinite(ax, y float64) float64 {
	switch {
	case ax == 1:
		return math.NaN()
	case ax > 1 == (y > 0):
		return math.Inf(1)
	}
	return 0
}

// parity tells whether y is an odd integer, and whether it is an integer.
func parity(y float64) (odd, integer bool) {
	if y != math.Trunc(y) {
		return false, false
	}
	return math.Abs(math.Mod(y, 2)) == 1, true
}

// powPositive is x to the power y of a positive finite x other than 1 and a
// finite y other than 0: 2 to the power of y log2(x), both in two parts.
func powPositive(x, y float64) float64 {
	overflow := math.Inf(1)
	ix, iy := high(x), high(y)&0x7FFFFFFF
	var t1, t2 float64
	if iy > 0x41E00000 { // |y| > 2^31
		grows := x > 1 == (y > 0)
		far := iy > 0x43F00000 || ix < 0x3FEFFFFF || ix > 0x3FF00000
		switch {
		case far && grows:
			return overflow
		case far:
			return 0
		}
		t1, t2 = log2Near(x)
	} else {
		t1, t2 = log2Parts(x)
	}
	y1 := trunc(y)
	pl := float64((y-y1)*t1) + float64(y*t2)
	ph := float64(y1 * t1)
	z := pl + ph
	switch j := high(z); {
	case z >= 1024:
		if z > 1024 || pl+8.0085662595372944372e-17 > z-ph {
			return overflow
		}
	case j&0x7FFFFFFF >= 0x4090CC00: // z <= -1075
		if z < -1075 || pl <= z-ph {
			return 0
		}
	}
	return exp2Parts(ph, pl, z)
}

// log2Near is log2(x) in two parts for x within 2^-20 of 1.
func log2Near(x float64) (t1, t2 float64) {
	t := x - 1
	w := float64(t*t) * (0.5 - float64(t*(0.3333333333333333333333-float64(t*0.25))))
	u := float64(1.44269502162933349609e+00 * t)
	v := float64(t*1.92596299112661746887e-08) - float64(w*invLn2)
	t1 = trunc(u + v)
	return t1, v - (t1 - u)
}

// log2Parts is log2(x) in two parts, the first with 21 significant bits.
func log2Parts(x float64) (t1, t2 float64) {
	n := int32(0)
	ix := high(x)
	if ix < 0x00100000 {
		x *= 0x1p53
		n -= 53
		ix = high(x)
	}
	n += ix>>20 - 0x3FF
	j := ix & 0x000FFFFF
	ix = j | 0x3FF00000
	k, bp, dpHi, dpLo := int32(0), 1.0, 0.0, 0.0
	switch {
	case j <= 0x3988E: // below sqrt(3/2)
	case j < 0xBB67A: // below sqrt(3)
		k, bp, dpHi, dpLo = 1, 1.5, 5.84962487220764160156e-01, 1.35003920212974897128e-08
	default:
		n++
		ix -= 0x00100000
	}
	x = withHigh(x, ix)
	// s = (x-bp)/(x+bp), in two parts.
	u := x - bp
	v := 1 / (x + bp)
	ss := float64(u * v)
	sh := trunc(ss)
	th := words((ix>>1|0x20000000)+0x00080000+k<<18, 0)
	tl := x - (th - bp)
	sl := v * ((u - float64(sh*th)) - float64(sh*tl))
	// log(x) = 2s + 2/3 s^3 + ...
	s2 := float64(ss * ss)
	r := float64(s2*s2) * poly(s2, 5.99999999999994648725e-01, 4.28571428578550184252e-01, 3.33333329818377432918e-01,
		2.72728123808534006489e-01, 2.30660745775561754067e-01, 2.06975017800338417784e-01)
	r += float64(sl * (sh + ss))
	s2 = float64(sh * sh)
	th = trunc(3 + s2 + r)
	tl = r - ((th - 3) - s2)
	u = float64(sh * th)
	v = float64(sl*th) + float64(tl*ss)
	ph := trunc(u + v)
	pl := v - (ph - u)
	zh := float64(9.61796700954437255859e-01 * ph)
	zl := float64(-7.02846165095275826516e-09*ph) + float64(pl*9.61796693925975554329e-01) + dpLo
	t := float64(n)
	t1 = trunc(((zh + zl) + dpHi) + t)
	return t1, zl - (((t1 - t) - dpHi) - zh)
}

// exp2Parts is 2^(ph + pl), z being the sum rounded.
func exp2Parts(ph, pl, z float64) float64 {
	j := high(z)
	i := j & 0x7FFFFFFF
	n := int32(0)
	if i > 0x3FE00000 { // |z| > 0.5: n = round(z)
		k := i>>20 - 0x3FF
		n = j + 0x00100000>>(k+1)
		k = n&0x7FFFFFFF>>20 - 0x3FF
		t := words(n&^(0x000FFFFF>>k), 0)
		n = (n&0x000FFFFF | 0x00100000) >> (20 - k)
		if j < 0 {
			n = -n
		}
		ph -= t
	}
	t := trunc(pl + ph)
	u := float64(t * 6.93147182464599609375e-01)
	v := float64((pl-(t-ph))*ln2) + float64(t*-1.90465429995776804525e-09)
	z = u + v
	w := v - (z - u)
	t = float64(z * z)
	t1 := z - float64(t*poly(t, 1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05,
		-1.65339022054652515390e-06, 4.13813679705723846039e-08))
	r := float64(z*t1) / ((t1 - 2) - (w + float64(z*w))) // V8 divides by all of it
	z = 1 - (r - z)
	if j = high(z) + n<<20; j>>20 <= 0 {
		return math.Ldexp(z, int(n))
	}
	return withHigh(z, j)
}
