package vm

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// randomBig is a number of about n limbs, with runs of zeros and ones in it now
// and then.
func randomBig(rng *rand.Rand, n int) *big.Int {
	w := make([]big.Word, n)
	for i := range w {
		switch rng.IntN(8) {
		case 0:
		case 1:
			w[i] = ^big.Word(0)
		default:
			w[i] = big.Word(rng.Uint64())
		}
	}
	z := new(big.Int).SetBits(trim(w))
	if rng.IntN(3) == 0 {
		z.Neg(z)
	}
	return z
}

// Arithmetic in pieces gives what math/big gives.
func TestLongBigInts(t *testing.T) {
	vm := newTestVM(t)
	rng := rand.New(rand.NewPCG(1, 2))
	sizes := []int{0, 1, 2, 63, 64, bigPiece - 1, bigPiece, bigPiece + 1, 2 * bigPiece, 2*bigPiece + 1, 3*bigPiece - 7, 5 * bigPiece}
	for _, n := range sizes {
		for _, m := range sizes {
			x, y := randomBig(rng, n), randomBig(rng, m)
			if got, want := vm.mulLong(x, y), new(big.Int).Mul(x, y); got.Cmp(want) != 0 {
				t.Errorf("product of %d and %d limbs is wrong", n, m)
			}
			if y.Sign() == 0 {
				continue
			}
			q, r := vm.quoRemLong(x, y)
			wantQ, wantR := new(big.Int).QuoRem(x, y, new(big.Int))
			if q.Cmp(wantQ) != 0 || r.Cmp(wantR) != 0 {
				t.Errorf("quotient of %d and %d limbs is wrong", n, m)
			}
		}
	}
	one := big.NewInt(1)
	for _, n := range []uint{3 * bigPiece * 64, 4 * bigPiece * 64} { // what is all ones, and what is one more
		x := new(big.Int).Lsh(one, 2*n)
		for _, y := range []*big.Int{new(big.Int).Lsh(one, n), new(big.Int).Sub(new(big.Int).Lsh(one, n), one), new(big.Int).Add(new(big.Int).Lsh(one, n), one)} {
			q, r := vm.quoRemLong(x, y)
			wantQ, wantR := new(big.Int).QuoRem(x, y, new(big.Int))
			if q.Cmp(wantQ) != 0 || r.Cmp(wantR) != 0 {
				t.Errorf("2^%d divided by about 2^%d is wrong", 2*n, n)
			}
		}
	}
}

func TestLongBigIntText(t *testing.T) {
	vm := newTestVM(t)
	rng := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{bigPiece, bigPiece + 1, 2 * bigPiece, 3*bigPiece + 5} {
		for _, radix := range []int{10, 16, 3, 36} {
			x := randomBig(rng, n)
			text := vm.appendLong(nil, x, radix)
			if want := x.Text(radix); string(text) != want {
				t.Errorf("%d limbs in radix %d: %d digits, want %d", n, radix, len(text), len(want))
			}
			if got := vm.parseSigned(text, radix); got.Cmp(x) != 0 {
				t.Errorf("%d limbs in radix %d are not what was written", n, radix)
			}
		}
	}
	x := new(big.Int).Exp(big.NewInt(10), big.NewInt(bigPiece*64/4*3), nil) // zeros in front of the pieces
	if got := string(vm.appendLong(nil, x, 10)); got != x.Text(10) {
		t.Errorf("a power of ten has %d digits", len(got))
	}
	for _, n := range []uint64{1, 2, 3, 100, 12345} {
		if got, want := vm.powLong(big.NewInt(-7), n), new(big.Int).Exp(big.NewInt(-7), new(big.Int).SetUint64(n), nil); got.Cmp(want) != 0 {
			t.Errorf("-7 to the power %d is wrong", n)
		}
	}
}
