package ieee754

import "math"

// kernelSin is sin(x + y) for |x| <= pi/4 with a tail y.
func kernelSin(x, y float64) float64 {
	if high(x)&0x7FFFFFFF < 0x3E400000 { // |x| < 2^-27
		return x
	}
	const s1 = -1.66666666666666324348e-01
	z := float64(x * x)
	v := float64(z * x)
	r := poly(z, 8.33333333332248946124e-03, -1.98412698298579493134e-04, 2.75573137070700676789e-06,
		-2.50507602534068634195e-08, 1.58969099521155010221e-10)
	if y == 0 {
		return x + float64(v*(s1+float64(z*r)))
	}
	return x - ((float64(z*(float64(0.5*y)-float64(v*r))) - y) - float64(v*s1))
}

// kernelCos is cos(x + y).
func kernelCos(x, y float64) float64 {
	ix := high(x) & 0x7FFFFFFF
	if ix < 0x3E400000 {
		return 1
	}
	z := float64(x * x)
	r := z * poly(z, 4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05,
		-2.75573143513906633035e-07, 2.08757232129817482790e-09, -1.13596475577881948265e-11)
	if ix < 0x3FD33333 { // |x| < 0.3
		return 1 - (float64(0.5*z) - (float64(z*r) - float64(x*y)))
	}
	qx := 0.28125
	if ix <= 0x3FE90000 {
		qx = words(ix-0x00200000, 0) // x/4
	}
	iz := float64(0.5*z) - qx
	a := 1 - qx
	return a - (iz - (float64(z*r) - float64(x*y)))
}

// kernelTan is tan(x + y), or -1/tan(x + y) where inverse is true.
func kernelTan(x, y float64, inverse bool) float64 {
	hx := high(x)
	ix := hx & 0x7FFFFFFF
	if ix < 0x3E300000 && !inverse { // |x| < 2^-28
		return x
	}
	if ix < 0x3E300000 {
		if x == 0 {
			return math.Inf(1)
		}
		return tanInverse(x+y, x, y)
	}
	big := ix >= 0x3FE59428 // |x| >= 0.6744
	if big {
		if x < 0 {
			x, y = -x, -y
		}
		x = (pio4Hi - x) + (3.06161699786838301793e-17 - y)
		y = 0
	}
	z := float64(x * x)
	w := float64(z * z)
	r := poly(w, 1.33333333333201242699e-01, 2.18694882948595424599e-02, 3.59207910759131235356e-03,
		5.88041240820264096874e-04, 7.81794442939557092300e-05, -1.85586374855275456654e-05)
	v := z * poly(w, 5.39682539762260521377e-02, 8.86323982359930005737e-03, 1.45620945432529025516e-03,
		2.46463134818469906812e-04, 7.14072491382608190305e-05, 2.59073051863633712884e-05)
	s := float64(z * x)
	r = y + float64(z*(float64(s*(r+v))+y))
	r += float64(3.33333333333334091986e-01 * s)
	w = x + r
	if big {
		v := 1.0
		if inverse {
			v = -1
		}
		sign := 1.0
		if hx < 0 {
			sign = -1
		}
		return sign * (v - 2*(x-(float64(w*w)/(w+v)-r)))
	}
	if !inverse {
		return w
	}
	return tanInverse(w, x, r)
}

// tanInverse is -1/w with the tail that w = x + r lost.
func tanInverse(w, x, r float64) float64 {
	z := trunc(w)
	v := r - (z - x)
	a := -1 / w
	t := trunc(a)
	s := 1 + float64(t*z)
	return t + float64(a*(s+float64(t*v)))
}

// Sin is Math.sin.
func Sin(x float64) float64 {
	n, y0, y1 := remPio2(x)
	switch n & 3 {
	case 0:
		return kernelSin(y0, y1)
	case 1:
		return kernelCos(y0, y1)
	case 2:
		return -kernelSin(y0, y1)
	}
	return -kernelCos(y0, y1)
}

// Cos is Math.cos.
func Cos(x float64) float64 {
	n, y0, y1 := remPio2(x)
	switch n & 3 {
	case 0:
		return kernelCos(y0, y1)
	case 1:
		return -kernelSin(y0, y1)
	case 2:
		return -kernelCos(y0, y1)
	}
	return kernelSin(y0, y1)
}

// Tan is Math.tan.
func Tan(x float64) float64 {
	n, y0, y1 := remPio2(x)
	return kernelTan(y0, y1, n&1 == 1)
}

// remPio2 is x modulo pi/2, in two parts, and the number of quarter turns.
func remPio2(x float64) (n int, y0, y1 float64) {
	hx := high(x)
	ix := hx & 0x7FFFFFFF
	switch {
	case ix <= 0x3FE921FB: // |x| <= pi/4
		return 0, x, 0
	case ix >= 0x7FF00000:
		return 0, math.NaN(), math.NaN()
	}
	switch a := math.Abs(x); {
	case ix < 0x4002D97C: // |x| < 3pi/4
		n, y0, y1 = remNear(a, ix)
	case ix <= 0x413921FB: // |x| <= 2^19 pi
		n, y0, y1 = remMedium(a, ix)
	default:
		n, y0, y1 = remLarge(a)
	}
	if hx < 0 {
		return -n, -y0, -y1
	}
	return n, y0, y1
}

// pi/2 in parts of 33 bits, each with what is left behind it.
const (
	pio21  = 1.57079632673412561417e+00
	pio21t = 6.07710050650619224932e-11
	pio22  = 6.07710050630396597660e-11
	pio22t = 2.02226624879595063154e-21
	pio23  = 2.02226624871116645580e-21
	pio23t = 8.47842766036889956997e-32
)

func remNear(x float64, ix int32) (int, float64, float64) {
	z := x - pio21
	if ix != 0x3FF921FB {
		y := z - pio21t
		return 1, y, (z - y) - pio21t
	}
	z -= pio22
	y := z - pio22t
	return 1, y, (z - y) - pio22t
}

func remMedium(x float64, ix int32) (int, float64, float64) {
	n := int(float64(x*6.36619772367581382433e-01) + 0.5)
	fn := float64(n)
	r, w := x-float64(fn*pio21), float64(fn*pio21t)
	y := r - w
	if n >= 32 || ix == high(fn*pio2Hi) {
		cancelled := func() int32 { return ix>>20 - high(y)>>20&0x7FF }
		if cancelled() > 16 {
			t := r
			w = float64(fn * pio22)
			r = t - w
			w = float64(fn*pio22t) - ((t - r) - w)
			y = r - w
			if cancelled() > 49 {
				t = r
				w = float64(fn * pio23)
				r = t - w
				w = float64(fn*pio23t) - ((t - r) - w)
				y = r - w
			}
		}
	}
	return n, y, (r - y) - w
}
