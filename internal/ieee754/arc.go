package ieee754

import "math"

// arcRatio is the rational function of asin and acos.
func arcRatio(z float64) float64 {
	p := z * poly(z, 1.66666666666666657415e-01, -3.25565818622400915405e-01, 2.01212532134862925881e-01,
		-4.00555345006794114027e-02, 7.91534994289814532176e-04, 3.47933107596021167570e-05)
	q := poly(z, 1, -2.40339491173441421878e+00, 2.02094576023350569471e+00, -6.88283971605453293030e-01,
		7.70381505559019352791e-02)
	return p / q
}

// Acos is Math.acos.
func Acos(x float64) float64 {
	ix := high(x) & 0x7FFFFFFF
	switch {
	case x == 1:
		return 0
	case x == -1:
		return math.Pi
	case x != x || ix >= 0x3FF00000:
		return math.NaN()
	case ix <= 0x3C600000: // |x| < 2^-57
		return pio2Hi + pio2Lo
	case ix < 0x3FE00000: // |x| < 0.5
		r := arcRatio(float64(x * x))
		return pio2Hi - (x - (pio2Lo - float64(x*r)))
	case x < 0:
		z := (1 + x) * 0.5
		s := math.Sqrt(z)
		w := float64(arcRatio(z)*s) - pio2Lo
		return math.Pi - 2*(s+w)
	}
	z := (1 - x) * 0.5
	s := math.Sqrt(z)
	df := trunc(s)
	c := (z - float64(df*df)) / (s + df)
	w := float64(arcRatio(z)*s) + c
	return 2 * (df + w)
}

// Asin is Math.asin.
func Asin(x float64) float64 {
	ix := high(x) & 0x7FFFFFFF
	switch {
	case x == 1 || x == -1:
		return float64(x*pio2Hi) + float64(x*pio2Lo)
	case x != x || ix >= 0x3FF00000:
		return math.NaN()
	case ix < 0x3E400000: // |x| < 2^-27
		return x
	case ix < 0x3FE00000: // |x| < 0.5
		return x + float64(x*arcRatio(float64(x*x)))
	}
	t := (1 - math.Abs(x)) * 0.5
	r := arcRatio(t)
	s := math.Sqrt(t)
	if ix >= 0x3FEF3333 { // |x| > 0.975
		t = pio2Hi - (2*(s+float64(s*r)) - pio2Lo)
	} else {
		w := trunc(s)
		c := (t - float64(w*w)) / (s + w)
		p := float64(2*s*r) - (pio2Lo - float64(2*c))
		q := pio4Hi - float64(2*w)
		t = pio4Hi - (p - q)
	}
	return math.Copysign(t, x)
}

var (
	atanHi = [...]float64{4.63647609000806093515e-01, 7.85398163397448278999e-01, 9.82793723247329054082e-01, 1.57079632679489655800e+00}
	atanLo = [...]float64{2.26987774529616870924e-17, 3.06161699786838301793e-17, 1.39033110312309984516e-17, 6.12323399573676603587e-17}
)

// Atan is Math.atan.
func Atan(x float64) float64 {
	sign := x
	ix := high(x) & 0x7FFFFFFF
	switch {
	case x != x:
		return x
	case ix >= 0x44100000: // |x| >= 2^66
		return math.Copysign(atanHi[3]+atanLo[3], x)
	case ix < 0x3E400000: // |x| < 2^-27
		return x
	}
	id := -1
	if ix >= 0x3FDC0000 { // |x| >= 7/16
		x = math.Abs(x)
		switch {
		case ix < 0x3FE60000: // < 11/16
			id, x = 0, (float64(2*x)-1)/(2+x)
		case ix < 0x3FF30000: // < 19/16
			id, x = 1, (x-1)/(x+1)
		case ix < 0x40038000: // < 39/16
			id, x = 2, (x-1.5)/(1+float64(1.5*x))
		default:
			id, x = 3, -1/x
		}
	}
	z := float64(x * x)
	w := float64(z * z)
	s1 := z * poly(w, 3.33333333333329318027e-01, 1.42857142725034663711e-01, 9.09088713343650656196e-02,
		6.66107313738753120669e-02, 4.97687799461593236017e-02, 1.62858201153657823623e-02)
	s2 := w * poly(w, -1.99999999998764832476e-01, -1.11111104054623557880e-01, -7.69187620504482999495e-02,
		-5.83357013379057348645e-02, -3.65315727442169155270e-02)
	if id < 0 {
		return x - float64(x*(s1+s2))
	}
	return math.Copysign(atanHi[id]-((float64(x*(s1+s2))-atanLo[id])-x), sign)
}

// Atan2 is Math.atan2.
func Atan2(y, x float64) float64 {
	const piLo = 1.2246467991473531772e-16
	switch {
	case x != x || y != y:
		return math.NaN()
	case x == 1:
		return Atan(y)
	case y == 0:
		if math.Signbit(x) {
			return math.Copysign(math.Pi, y)
		}
		return y
	case x == 0:
		return math.Copysign(math.Pi/2, y)
	case math.IsInf(x, 0) && math.IsInf(y, 0):
		if x < 0 {
			return math.Copysign(3*pio4Hi, y)
		}
		return math.Copysign(pio4Hi, y)
	case math.IsInf(x, 1):
		return math.Copysign(0, y)
	case math.IsInf(x, -1):
		return math.Copysign(math.Pi, y)
	case math.IsInf(y, 0):
		return math.Copysign(math.Pi/2, y)
	}
	z := 0.0
	negative := x < 0
	switch k := (high(y)&0x7FFFFFFF - high(x)&0x7FFFFFFF) >> 20; {
	case k > 60: // |y/x| > 2^60
		z = pio2Hi
		negative = false
	case negative && k < -60:
	default:
		z = Atan(math.Abs(y / x))
	}
	if !negative {
		return math.Copysign(z, y)
	}
	if y < 0 {
		return (z - piLo) - math.Pi
	}
	return math.Pi - (z - piLo)
}
