package vm

import (
	"math/big"

	"github.com/remyoudompheng/bigfft"
)

// Arithmetic on long BigInts. Package math/big's operations cannot be
// interrupted and take minutes at maxBigBits, so from bigPiece limbs on these
// take over: they are made of pieces and poll between them. Their memory is
// charged to the heap before it is taken.

// bigPiece is the number of limbs up to which math/big works at one go: some
// milliseconds.
const bigPiece = 1 << 12

// fftPiece is the number of limbs up to which package bigfft multiplies at one
// go: half a second. It is as fast as math/big at bigPiece, and 3.5 times as
// fast at 16 times that.
const fftPiece = 1 << 19

// bigScratch charges limbs that are about to be allocated outside of the heap;
// the function it returns takes them off. It may collect: to be called before
// setBig.
func (vm *VM) bigScratch(limbs int) (done func()) {
	n := int64(limbs) * 8
	vm.heap.ChargeExternal(n)
	return func() { vm.heap.ChargeExternal(-n) }
}

// limbsOf lays a big.Int over limbs lo to hi of x without its sign.
func limbsOf(x *big.Int, lo, hi int) *big.Int {
	b := x.Bits()
	lo, hi = min(lo, len(b)), min(hi, len(b))
	for hi > lo && b[hi-1] == 0 {
		hi--
	}
	return new(big.Int).SetBits(b[lo:hi:hi])
}

// mulLong is x * y.
func (vm *VM) mulLong(x, y *big.Int) *big.Int {
	if len(x.Bits()) < len(y.Bits()) {
		x, y = y, x
	}
	n, m := len(x.Bits()), len(y.Bits())
	switch {
	case n <= bigPiece || m < 2:
		vm.Poll()
		return new(big.Int).Mul(x, y)
	case m <= n/2:
		return vm.mulUneven(x, y)
	case n <= fftPiece:
		vm.Poll()
		return bigfft.Mul(x, y)
	}
	// Karatsuba's three products of halves.
	h := (n + 1) / 2
	x0, x1, y0, y1 := limbsOf(x, 0, h), limbsOf(x, h, n), limbsOf(y, 0, h), limbsOf(y, h, m)
	low, high := vm.mulLong(x0, y0), vm.mulLong(x1, y1)
	mid := vm.mulLong(new(big.Int).Add(x0, x1), new(big.Int).Add(y0, y1))
	mid.Sub(mid, low).Sub(mid, high)
	mid.Add(mid, high.Lsh(high, uint(h)*64))
	mid.Lsh(mid, uint(h)*64)
	return signed(mid.Add(mid, low), x.Sign()*y.Sign())
}

// mulUneven is x * y where x is at least twice as long: by pieces of x as long
// as y.
func (vm *VM) mulUneven(x, y *big.Int) *big.Int {
	n, m := len(x.Bits()), len(y.Bits())
	step := max(m, bigPiece)
	z := make([]big.Word, n+m+1)
	abs := new(big.Int).Abs(y)
	for lo := 0; lo < n; lo += step {
		addAt(z, lo, vm.mulLong(limbsOf(x, lo, lo+step), abs).Bits())
	}
	return signed(new(big.Int).SetBits(z), x.Sign()*y.Sign())
}

// addAt adds p to z from limb lo on; z has room for the carry.
func addAt(z []big.Word, lo int, p []big.Word) {
	var t, s big.Int
	n := min(len(p)+1, len(z)-lo)
	part := z[lo : lo+n]
	sum := t.Add(s.SetBits(trim(part)), new(big.Int).SetBits(p)).Bits()
	clear(part[copy(part, sum):])
}

func trim(w []big.Word) []big.Word {
	for len(w) > 0 && w[len(w)-1] == 0 {
		w = w[:len(w)-1]
	}
	return w
}

func signed(z *big.Int, sign int) *big.Int {
	if sign < 0 {
		z.Neg(z)
	}
	return z
}

// powLong is x to the power n, which is positive.
func (vm *VM) powLong(x *big.Int, n uint64) *big.Int {
	z := new(big.Int).Set(x)
	for i := len64(n) - 2; i >= 0; i-- {
		z = vm.mulLong(z, z)
		if n>>i&1 != 0 {
			z = vm.mulLong(z, x)
		}
	}
	return z
}

// quoRemLong is the quotient and remainder of x and y, truncated.
func (vm *VM) quoRemLong(x, y *big.Int) (q, r *big.Int) {
	n, m := len(x.Bits()), len(y.Bits())
	if n < m || m < 2 || m <= bigPiece && n <= 2*bigPiece || n-m < 64 {
		vm.Poll()
		return new(big.Int).QuoRem(x, y, new(big.Int))
	}
	abs := new(big.Int).Abs(y)
	// Long division with digits of step limbs: each is a quotient of a number
	// that is at most step limbs longer than y.
	step := max(m, bigPiece)
	inv, bits := vm.reciprocal(abs, uint(step+m)*64)
	q, r = new(big.Int), limbsOf(x, (n-1)/step*step, n)
	r = new(big.Int).Set(r)
	for lo := (n - 1) / step * step; ; lo -= step {
		digit := vm.mulLong(r, inv)
		digit.Rsh(digit, bits)
		r.Sub(r, vm.mulLong(digit, abs))
		for r.Cmp(abs) >= 0 { // the reciprocal is a little too small
			r.Sub(r, abs)
			digit.Add(digit, big.NewInt(1))
		}
		q.Lsh(q, uint(step)*64)
		q.Add(q, digit)
		if lo == 0 {
			break
		}
		r.Lsh(r, uint(step)*64)
		r.Add(r, limbsOf(x, lo-step, lo))
	}
	return signed(q, x.Sign()*y.Sign()), signed(r, x.Sign())
}

// reciprocal is 2^bits / y, rounded down or less by at most a few units, by
// Newton's method: each turn doubles the bits that are right.
func (vm *VM) reciprocal(y *big.Int, bits uint) (inv *big.Int, shift uint) {
	length := uint(y.BitLen())
	want := bits - length // significant bits of the result
	if want <= bigPiece*64 {
		vm.Poll()
		inv = new(big.Int).Lsh(big.NewInt(1), bits)
		if length > 2*want+64 { // the low bits of y do not matter
			cut := length - 2*want - 64
			top := new(big.Int).Rsh(y, cut)
			inv.Rsh(inv, cut)
			return inv.Quo(inv, top.Add(top, big.NewInt(1))), bits
		}
		return inv.Quo(inv, y), bits
	}
	half := want/2 + 8
	rough, _ := vm.reciprocal(y, length+half)
	// inv = rough * (2 - y * rough / 2^(length+half)), scaled to bits.
	e := vm.mulLong(y, rough)
	two := new(big.Int).Lsh(big.NewInt(2), length+half)
	e.Sub(two, e)
	inv = vm.mulLong(rough, e)
	drop := 2*(length+half) - bits
	inv.Rsh(inv, drop)
	return inv.Sub(inv, big.NewInt(1)), bits
}

// appendLong appends the digits of x in the radix.
func (vm *VM) appendLong(out []byte, x *big.Int, radix int) []byte {
	if x.Sign() < 0 {
		out = append(out, '-')
		x = new(big.Int).Neg(x)
	}
	if radix&(radix-1) == 0 || len(x.Bits()) <= bigPiece {
		vm.Poll()
		return x.Append(out, radix)
	}
	// powers[i] has 2^i times as many digits as the first.
	digits := bigPiece * 64 / len64(uint64(radix))
	powers := []*big.Int{vm.powLong(big.NewInt(int64(radix)), uint64(digits))}
	for p := powers[0]; len(p.Bits())*2 <= len(x.Bits())+1; {
		p = vm.mulLong(p, p)
		powers = append(powers, p)
	}
	return vm.appendDigits(out, x, radix, powers, digits<<(len(powers)-1), false)
}

// appendDigits appends x, below the square of the last of powers, which has the
// given number of digits; with zeros in front to twice that number where pad is
// set.
func (vm *VM) appendDigits(out []byte, x *big.Int, radix int, powers []*big.Int, digits int, pad bool) []byte {
	if len(powers) == 0 {
		vm.Poll()
		text := x.Append(nil, radix)
		for n := 2 * digits; pad && n > len(text); n-- {
			out = append(out, '0')
		}
		return append(out, text...)
	}
	last := len(powers) - 1
	if !pad && x.Cmp(powers[last]) < 0 {
		return vm.appendDigits(out, x, radix, powers[:last], digits/2, false)
	}
	q, r := vm.quoRemLong(x, powers[last])
	half := digits / 2
	if last == 0 {
		half = digits
		out = vm.appendPiece(out, q, radix, half, pad)
		return vm.appendPiece(out, r, radix, half, true)
	}
	out = vm.appendDigits(out, q, radix, powers[:last], half, pad)
	return vm.appendDigits(out, r, radix, powers[:last], half, true)
}

// appendPiece appends x with zeros in front to n digits where pad is set.
func (vm *VM) appendPiece(out []byte, x *big.Int, radix, n int, pad bool) []byte {
	vm.Poll()
	text := x.Append(nil, radix)
	for ; pad && n > len(text); n-- {
		out = append(out, '0')
	}
	return append(out, text...)
}

// parseSigned reads digits with or without a sign in front.
func (vm *VM) parseSigned(text []byte, radix int) *big.Int {
	if text[0] == '+' || text[0] == '-' {
		z := vm.parseLong(text[1:], radix)
		return signed(z, ','-int(text[0])) // + is before the comma, - behind it
	}
	return vm.parseLong(text, radix)
}

// parseLong reads digits that are known to be of the radix.
func (vm *VM) parseLong(text []byte, radix int) *big.Int {
	const piece = bigPiece * 8
	if len(text) <= piece {
		vm.Poll()
		z, _ := new(big.Int).SetString(string(text), radix)
		return z
	}
	low := piece
	for low*2 < len(text) {
		low *= 2
	}
	high := vm.parseLong(text[:len(text)-low], radix)
	z := vm.mulLong(high, vm.powLong(big.NewInt(int64(radix)), uint64(low)))
	return z.Add(z, vm.parseLong(text[len(text)-low:], radix))
}

func len64(n uint64) int { return big.NewInt(0).SetUint64(n).BitLen() }
