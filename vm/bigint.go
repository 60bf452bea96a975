package vm

import (
	"math"
	"math/big"
	"math/bits"
	"unsafe"

	"gojs/gc"
	"gojs/internal/unicodedata"
)

// bigIntCell is a BigInt: the header's Shape holds the number of limbs (not a
// reference), Flags bigNegative, and the limbs follow at bigLimbs, least first,
// the last one not zero. Zero has no limbs.
//
//gojs:cell
type bigIntCell struct {
	gc.Header
}

const (
	bigLimbs    = unsafe.Sizeof(bigIntCell{})
	bigNegative = 1

	// maxBigBits is the most bits a BigInt may have, as in V8.
	maxBigBits  = 1 << 30
	maxBigLimbs = maxBigBits / 64
	// bigPoll is the number of limbs from which an operation is long enough to
	// look for interrupts around it.
	bigPoll = 1 << 10
	// maxKeptLimbs bounds the memory that VM.bigResult keeps.
	maxKeptLimbs = 1 << 12
)

func (vm *VM) bigCell(v Value) *bigIntCell { return gc.At[bigIntCell](vm.heap, v.Ref()) }

// bigCount is the number of limbs of a BigInt: 0 for zero.
func (vm *VM) bigCount(v Value) int { return int(vm.bigCell(v).Shape) }

func (c *bigIntCell) limbs() []big.Word {
	return unsafe.Slice((*big.Word)(unsafe.Add(unsafe.Pointer(c), bigLimbs)), int(c.Shape))
}

func (c *bigIntCell) negative() bool { return c.Flags&bigNegative != 0 }

// small is the value of a BigInt of at most one limb below 2^63.
func (c *bigIntCell) small() (int64, bool) {
	if c.Shape > 1 {
		return 0, false
	}
	if c.Shape == 0 {
		return 0, true
	}
	u := uint64(c.limbs()[0])
	if u > math.MaxInt64 {
		return 0, false
	}
	if c.negative() {
		return -int64(u), true
	}
	return int64(u), true
}

// setBig lays z over the BigInt v without copying: it may only be read, and
// only until something is allocated in the heap after v is dead.
func (vm *VM) setBig(z *big.Int, v Value) *big.Int {
	c := vm.bigCell(v)
	z.SetBits(c.limbs())
	if c.negative() {
		z.Neg(z)
	}
	return z
}

// BigIntToBig is a copy of the BigInt v.
func (vm *VM) BigIntToBig(v Value) *big.Int {
	var t big.Int
	return new(big.Int).Set(vm.setBig(&t, v))
}

// NewBigInt makes a BigInt: RangeError when it is too large.
func (vm *VM) NewBigInt(z *big.Int) Value { return vm.newBig(z.Bits(), z.Sign() < 0) }

func (vm *VM) newBig(limbs []big.Word, negative bool) Value {
	n := len(limbs)
	if n > maxBigLimbs {
		vm.throwBigSize()
	}
	r := vm.heap.Alloc(KindBigInt, bigLimbs+uintptr(n)*8)
	c := gc.At[bigIntCell](vm.heap, r)
	c.Shape = gc.Ref(n)
	if negative && n > 0 {
		c.Flags = bigNegative
	}
	copy(c.limbs(), limbs)
	if n > maxKeptLimbs {
		vm.bigResult = big.Int{}
	}
	return bigintBits | Value(r)
}

func (vm *VM) throwBigSize() { vm.ThrowRangeError("Maximum BigInt size exceeded") }

// BigIntFromInt64 makes a BigInt of i.
func (vm *VM) BigIntFromInt64(i int64) Value {
	if i < 0 {
		return vm.bigOne(uint64(-i), true)
	}
	return vm.bigOne(uint64(i), false)
}

// BigIntFromUint64 makes a BigInt of u.
func (vm *VM) BigIntFromUint64(u uint64) Value { return vm.bigOne(u, false) }

func (vm *VM) bigOne(u uint64, negative bool) Value {
	r := vm.heap.Alloc(KindBigInt, bigLimbs+8)
	c := gc.At[bigIntCell](vm.heap, r)
	if u != 0 {
		c.Shape = 1
		c.limbs()[0] = big.Word(u)
		if negative {
			c.Flags = bigNegative
		}
	}
	return bigintBits | Value(r)
}

// pollBig looks for interrupts before a long operation.
func (vm *VM) pollBig(a, b Value) {
	if vm.bigCount(a)+vm.bigCount(b) > bigPoll {
		vm.Poll()
	}
}

func (vm *VM) bigAdd(a, b Value) Value {
	if x, ok := vm.bigCell(a).small(); ok {
		if y, ok := vm.bigCell(b).small(); ok {
			if s := x + y; (s > x) == (y > 0) && s != math.MinInt64 {
				return vm.BigIntFromInt64(s)
			}
		}
	}
	var x, y big.Int
	return vm.NewBigInt(vm.bigResult.Add(vm.setBig(&x, a), vm.setBig(&y, b)))
}

func (vm *VM) bigSub(a, b Value) Value {
	if x, ok := vm.bigCell(a).small(); ok {
		if y, ok := vm.bigCell(b).small(); ok {
			if s := x - y; (s < x) == (y > 0) && s != math.MinInt64 {
				return vm.BigIntFromInt64(s)
			}
		}
	}
	var x, y big.Int
	return vm.NewBigInt(vm.bigResult.Sub(vm.setBig(&x, a), vm.setBig(&y, b)))
}

func (vm *VM) bigMul(a, b Value) Value {
	p, q := vm.bigCell(a), vm.bigCell(b)
	if p.Shape == 1 && q.Shape == 1 {
		if hi, lo := bits.Mul64(uint64(p.limbs()[0]), uint64(q.limbs()[0])); hi == 0 {
			return vm.bigOne(lo, p.negative() != q.negative())
		}
	}
	if int(p.Shape)+int(q.Shape) > maxBigLimbs+1 {
		vm.throwBigSize()
	}
	if n := int(p.Shape) + int(q.Shape); n > bigPiece {
		defer vm.bigScratch(4 * n)()
		var x, y big.Int
		return vm.NewBigInt(vm.mulLong(vm.setBig(&x, a), vm.setBig(&y, b)))
	}
	vm.pollBig(a, b)
	var x, y big.Int
	return vm.NewBigInt(vm.bigResult.Mul(vm.setBig(&x, a), vm.setBig(&y, b)))
}

func (vm *VM) bigDiv(a, b Value) Value {
	p, q := vm.bigCell(a), vm.bigCell(b)
	if q.Shape == 0 {
		vm.ThrowRangeError("Division by zero")
	}
	if p.Shape <= 1 && q.Shape == 1 {
		if p.Shape == 0 {
			return a
		}
		return vm.bigOne(uint64(p.limbs()[0])/uint64(q.limbs()[0]), p.negative() != q.negative())
	}
	if p.Shape > bigPiece {
		q, _ := vm.bigDivide(a, b)
		return vm.NewBigInt(q)
	}
	vm.pollBig(a, b)
	var x, y big.Int
	return vm.NewBigInt(vm.bigResult.Quo(vm.setBig(&x, a), vm.setBig(&y, b)))
}

func (vm *VM) bigRem(a, b Value) Value {
	p, q := vm.bigCell(a), vm.bigCell(b)
	if q.Shape == 0 {
		vm.ThrowRangeError("Division by zero")
	}
	if p.Shape <= 1 && q.Shape == 1 {
		if p.Shape == 0 {
			return a
		}
		return vm.bigOne(uint64(p.limbs()[0])%uint64(q.limbs()[0]), p.negative())
	}
	if p.Shape > bigPiece {
		_, r := vm.bigDivide(a, b)
		return vm.NewBigInt(r)
	}
	vm.pollBig(a, b)
	var x, y big.Int
	return vm.NewBigInt(vm.bigResult.Rem(vm.setBig(&x, a), vm.setBig(&y, b)))
}

// bigDivide is the quotient and the remainder of long BigInts.
func (vm *VM) bigDivide(a, b Value) (q, r *big.Int) {
	defer vm.bigScratch(6 * vm.bigCount(a))()
	var x, y big.Int
	return vm.quoRemLong(vm.setBig(&x, a), vm.setBig(&y, b))
}

func (vm *VM) bigExp(a, b Value) Value {
	q := vm.bigCell(b)
	if q.negative() {
		vm.ThrowRangeError("Exponent must be positive")
	}
	if q.Shape == 0 {
		return vm.BigIntFromInt64(1)
	}
	var x, y, z big.Int
	vm.setBig(&x, a)
	vm.setBig(&y, b)
	if x.BitLen() <= 1 { // 0, 1, -1
		if x.Sign() < 0 && y.Bit(0) == 0 {
			return vm.BigIntFromInt64(1)
		}
		return a
	}
	if q.Shape > 1 || !y.IsInt64() || y.Int64() > maxBigBits || int64(x.BitLen()-1)*y.Int64() > maxBigBits {
		vm.throwBigSize()
	}
	if n := uint(y.Int64()); x.Sign() > 0 && x.BitLen()-1 == int(x.TrailingZeroBits()) {
		return vm.NewBigInt(z.Lsh(big.NewInt(1), n*uint(x.BitLen()-1)))
	}
	if n := int64(x.BitLen()) * y.Int64() / 64; n > bigPoll {
		defer vm.bigScratch(int(4 * n))()
		return vm.NewBigInt(vm.powLong(vm.setBig(&x, a), uint64(y.Int64())))
	}
	return vm.NewBigInt(z.Exp(&x, &y, nil))
}

func (vm *VM) bigAnd(a, b Value) Value {
	p, q := vm.bigCell(a), vm.bigCell(b)
	if p.Shape == 1 && q.Shape == 1 && (p.Flags|q.Flags) == 0 {
		return vm.bigOne(uint64(p.limbs()[0])&uint64(q.limbs()[0]), false)
	}
	var x, y big.Int
	return vm.NewBigInt(vm.bigResult.And(vm.setBig(&x, a), vm.setBig(&y, b)))
}

func (vm *VM) bigOr(a, b Value) Value {
	var x, y big.Int
	return vm.NewBigInt(vm.bigResult.Or(vm.setBig(&x, a), vm.setBig(&y, b)))
}

func (vm *VM) bigXor(a, b Value) Value {
	var x, y big.Int
	return vm.NewBigInt(vm.bigResult.Xor(vm.setBig(&x, a), vm.setBig(&y, b)))
}

// bigShift is a << b, or a >> b when right is set.
func (vm *VM) bigShift(a, b Value, right bool) Value {
	q := vm.bigCell(b)
	right = right != q.negative()
	if q.Shape == 0 || vm.bigCount(a) == 0 {
		return a
	}
	n := uint64(q.limbs()[0])
	if q.Shape > 1 || n > maxBigBits {
		if !right {
			vm.throwBigSize()
		}
		if vm.bigCell(a).negative() {
			return vm.BigIntFromInt64(-1)
		}
		return vm.BigIntFromInt64(0)
	}
	var x big.Int
	vm.setBig(&x, a)
	if right {
		return vm.NewBigInt(vm.bigResult.Rsh(&x, uint(n)))
	}
	if uint64(x.BitLen())+n > maxBigBits {
		vm.throwBigSize()
	}
	return vm.NewBigInt(vm.bigResult.Lsh(&x, uint(n)))
}

func (vm *VM) bigNeg(a Value) Value {
	c := vm.bigCell(a)
	return vm.newBig(c.limbs(), !c.negative())
}

func (vm *VM) bigNot(a Value) Value {
	var x big.Int
	return vm.NewBigInt(vm.bigResult.Not(vm.setBig(&x, a)))
}

// BigIntEqual is sec-numeric-types-bigint-equal.
func (vm *VM) BigIntEqual(a, b Value) bool {
	if a == b {
		return true
	}
	p, q := vm.bigCell(a), vm.bigCell(b)
	if p.Shape != q.Shape || p.negative() != q.negative() {
		return false
	}
	x, y := p.limbs(), q.limbs()
	for i := range x {
		if x[i] != y[i] {
			return false
		}
	}
	return true
}

// bigCompare orders two BigInts.
func (vm *VM) bigCompare(a, b Value) int {
	if x, ok := vm.bigCell(a).small(); ok {
		if y, ok := vm.bigCell(b).small(); ok {
			switch {
			case x < y:
				return -1
			case x > y:
				return 1
			}
			return 0
		}
	}
	var x, y big.Int
	return vm.setBig(&x, a).Cmp(vm.setBig(&y, b))
}

// bigCompareNumber orders a BigInt and a Number exactly; ok is false for NaN.
func (vm *VM) bigCompareNumber(a Value, f float64) (c int, ok bool) {
	switch {
	case f != f:
		return 0, false
	case math.IsInf(f, 1):
		return -1, true
	case math.IsInf(f, -1):
		return 1, true
	}
	var x, y big.Int
	vm.setBig(&x, a)
	whole, frac := math.Modf(f)
	setBigFloat(&y, whole)
	if c := x.Cmp(&y); c != 0 || frac == 0 {
		return c, true
	}
	if frac > 0 {
		return -1, true
	}
	return 1, true
}

// setBigFloat sets z to the integer f.
func setBigFloat(z *big.Int, f float64) {
	if math.Abs(f) < 1<<62 {
		z.SetInt64(int64(f))
		return
	}
	var t big.Float
	t.SetFloat64(f).Int(z)
}

// BigIntToNumber is Number(v) of a BigInt, rounded to nearest, ties to even.
func (vm *VM) BigIntToNumber(v Value) Value {
	if i, ok := vm.bigCell(v).small(); ok {
		return Int64Value(i)
	}
	var x big.Int
	f, _ := vm.setBig(&x, v).Float64()
	return NumberValue(f)
}

// NumberToBigInt is sec-numbertobigint.
func (vm *VM) NumberToBigInt(v Value) Value {
	if v.IsInt() {
		return vm.BigIntFromInt64(int64(v.Int()))
	}
	f := v.Double()
	if f != math.Trunc(f) || math.IsInf(f, 0) {
		vm.ThrowRangeError("The number %s cannot be converted to a BigInt because it is not an integer", vm.Display(v))
	}
	var z big.Int
	setBigFloat(&z, f)
	return vm.NewBigInt(&z)
}

// ToBigInt is sec-tobigint.
func (vm *VM) ToBigInt(v Value) Value {
	if v.IsBigInt() {
		return v
	}
	v = vm.ToPrimitive(v, HintNumber)
	switch {
	case v.IsBigInt():
		return v
	case v.IsBoolean():
		return vm.BigIntFromInt64(int64(v & 1))
	case v.IsString():
		b, ok := vm.StringToBigInt(v)
		if !ok {
			vm.ThrowSyntaxError("Cannot convert %s to a BigInt", vm.Display(v))
		}
		return b
	}
	vm.ThrowTypeError("Cannot convert %s to a BigInt", vm.Display(v))
	return Undefined
}

// ToBigUint64 is sec-tobiguint64 as Go's integer; ToBigInt64 is int64 of it.
func (vm *VM) ToBigUint64(v Value) uint64 {
	c := vm.bigCell(vm.ToBigInt(v))
	if c.Shape == 0 {
		return 0
	}
	u := uint64(c.limbs()[0])
	if c.negative() {
		u = -u
	}
	return u
}

// ToBigInt64 is sec-tobigint64.
func (vm *VM) ToBigInt64(v Value) int64 { return int64(vm.ToBigUint64(v)) }

// BigIntAsIntN is sec-bigint.asintn of a BigInt; bits is at most 2^53-1.
func (vm *VM) BigIntAsIntN(n int64, v Value) Value {
	var x big.Int
	vm.setBig(&x, v)
	if n == 0 {
		return vm.BigIntFromInt64(0)
	}
	if int64(x.BitLen()) < n {
		return v
	}
	if n == 64 {
		return vm.BigIntFromInt64(vm.ToBigInt64(v))
	}
	z := vm.bigModulo(&x, n)
	if z.Bit(int(n-1)) != 0 {
		z.Sub(z, new(big.Int).Lsh(big.NewInt(1), uint(n)))
	}
	return vm.NewBigInt(z)
}

// BigIntAsUintN is sec-bigint.asuintn.
func (vm *VM) BigIntAsUintN(n int64, v Value) Value {
	var x big.Int
	vm.setBig(&x, v)
	switch {
	case n == 0:
		return vm.BigIntFromInt64(0)
	case n == 64:
		return vm.BigIntFromUint64(vm.ToBigUint64(v))
	case x.Sign() >= 0 && int64(x.BitLen()) <= n:
		return v
	case n > maxBigBits:
		vm.throwBigSize()
	}
	return vm.NewBigInt(vm.bigModulo(&x, n))
}

// bigModulo is x modulo 2^n, which is not negative.
func (vm *VM) bigModulo(x *big.Int, n int64) *big.Int {
	m := new(big.Int).Lsh(big.NewInt(1), uint(n))
	m.Sub(m, big.NewInt(1))
	return m.And(m, x)
}

// BigIntToString is sec-numeric-types-bigint-tostring.
func (vm *VM) BigIntToString(v Value, radix int) Value {
	var x big.Int
	if n := vm.bigCount(v); n > bigPiece {
		defer vm.bigScratch(12 * n)()
		return vm.NewLatin1(vm.appendLong(nil, vm.setBig(&x, v), radix))
	}
	vm.pollBig(v, v)
	var buf [64]byte
	return vm.NewLatin1(vm.setBig(&x, v).Append(buf[:0], radix))
}

// StringToBigInt is sec-stringtobigint; ok is false where it gives undefined.
func (vm *VM) StringToBigInt(v Value) (b Value, ok bool) {
	z, ok := vm.parseBig(vm.Chars(v))
	if !ok {
		return Undefined, false
	}
	return vm.NewBigInt(z), true
}

// parseBig reads a StringIntegerLiteral.
func (vm *VM) parseBig(c Chars) (*big.Int, bool) {
	i, j := 0, c.Len()
	for i < j && unicodedata.IsSpace(rune(c.At(i))) {
		i++
	}
	for i < j && unicodedata.IsSpace(rune(c.At(j-1))) {
		j--
	}
	if i == j {
		return new(big.Int), true
	}
	radix, signed := 10, false
	switch d := c.At(i); {
	case d == '+' || d == '-':
		signed = true
	case d == '0' && j-i > 2:
		switch c.At(i+1) | 0x20 {
		case 'x':
			radix = 16
		case 'o':
			radix = 8
		case 'b':
			radix = 2
		}
		if radix != 10 {
			i += 2
		}
	}
	if j-i > maxBigBits/3 {
		vm.throwBigSize()
	}
	text := make([]byte, 0, j-i)
	for k := i; k < j; k++ {
		u := c.At(k)
		if u >= 0x80 || !isDigit(byte(u), radix) && !(k == i && signed) {
			return nil, false
		}
		text = append(text, byte(u))
	}
	if len(text) > 1<<14 {
		return vm.parseSigned(text, radix), true
	}
	return new(big.Int).SetString(string(text), radix)
}

func isDigit(c byte, radix int) bool {
	switch {
	case '0' <= c && c <= '9':
		return int(c-'0') < radix
	case 'a' <= c|0x20 && c|0x20 <= 'z':
		return int(c|0x20-'a')+10 < radix
	}
	return false
}

// BigIntHash is a hash of a BigInt's value.
func (vm *VM) BigIntHash(v Value) uint32 {
	h := hashSeed
	for _, w := range vm.bigCell(v).limbs() {
		h = (h ^ uint64(w)) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	return uint32(h ^ h>>32)
}
