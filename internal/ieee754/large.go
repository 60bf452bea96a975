package ieee754

import (
	"math"
	"math/big"
	"sync"
)

// piBits is the precision of pi for the reduction of large arguments: the
// exponent's range, two doubles, and some.
const piBits = 1024 + 53 + 128 + 64

// piFixed is pi and 2/pi as integers scaled by 2^piBits.
var piFixed = sync.OnceValues(func() (pi, twoOverPi *big.Int) {
	const guard = 32
	one := new(big.Int).Lsh(big.NewInt(1), piBits+guard)
	// Machin: pi = 16 atan(1/5) - 4 atan(1/239).
	pi = new(big.Int).Lsh(atanInverse(one, 5), 4)
	pi.Sub(pi, new(big.Int).Lsh(atanInverse(one, 239), 2))
	pi.Rsh(pi, guard)
	twoOverPi = new(big.Int).Lsh(big.NewInt(1), 2*piBits+1)
	twoOverPi.Quo(twoOverPi, pi)
	return pi, twoOverPi
})

// atanInverse is atan(1/n) scaled by one.
func atanInverse(one *big.Int, n int64) *big.Int {
	sum, term, square := new(big.Int), new(big.Int).Quo(one, big.NewInt(n)), big.NewInt(n*n)
	for k := int64(1); term.Sign() != 0; k += 2 {
		t := new(big.Int).Quo(term, big.NewInt(k))
		if k&2 != 0 {
			t.Neg(t)
		}
		sum.Add(sum, t)
		term.Quo(term, square)
	}
	return sum
}

// remLarge is remPio2 for large positive finite numbers.
func remLarge(x float64) (n int, y0, y1 float64) {
	pi, twoOverPi := piFixed()
	m, e := math.Frexp(x)
	z := new(big.Int).SetInt64(int64(m * 0x1p53))
	z.Mul(z, twoOverPi) // x * 2/pi, scaled by 2^shift
	shift := uint(piBits - (e - 53))
	quarter := new(big.Int).Rsh(z, shift)
	n = int(quarter.Int64() & 7)
	z.Sub(z, quarter.Lsh(quarter, shift))
	if z.Bit(int(shift)-1) == 1 { // nearer to the next quarter
		n++
		z.Sub(z, new(big.Int).Lsh(big.NewInt(1), shift))
	}
	z.Mul(z, pi)
	r := new(big.Float).SetPrec(256).SetInt(z)
	r.SetMantExp(r, -int(shift)-piBits-1)
	y0, _ = r.Float64()
	y1, _ = r.Sub(r, new(big.Float).SetFloat64(y0)).Float64()
	return n, y0, y1
}
