package es

import (
	"math"
	"math/big"
)

// preciseSum adds doubles exactly: mantissas are added in a bucket per
// exponent, which has room for a thousand of them, and the buckets are joined
// at the end. The zero value is the sum of nothing, -0.
type preciseSum struct {
	buckets  [2048]int64 // times 2^(i - 1075)
	total    big.Int     // what full buckets were emptied into, times 2^-1075
	adds     int
	special  float64 // NaN or an infinity once there was one, else 0
	positive bool    // something other than -0 was added
}

const maxBucketAdds = 1000

func (s *preciseSum) add(f float64) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		if s.special != 0 && s.special != f {
			f = math.NaN()
		}
		s.special = f
		return
	}
	b := math.Float64bits(f)
	if b == 1<<63 {
		return
	}
	s.positive = true
	e, m := b>>52&0x7FF, int64(b&(1<<52-1))
	if e == 0 {
		e = 1 // subnormal
	} else {
		m |= 1 << 52
	}
	if f < 0 {
		m = -m
	}
	s.buckets[e] += m
	if s.adds++; s.adds == maxBucketAdds {
		s.flush()
	}
}

// flush empties the buckets.
func (s *preciseSum) flush() {
	s.adds = 0
	var t big.Int
	for e, m := range s.buckets {
		if m != 0 {
			s.total.Add(&s.total, t.Lsh(t.SetInt64(m), uint(e)))
			s.buckets[e] = 0
		}
	}
}

// value is the sum rounded to a double.
func (s *preciseSum) value() float64 {
	switch {
	case s.special != 0:
		return s.special
	case !s.positive:
		return math.Copysign(0, -1)
	}
	s.flush()
	if s.total.Sign() == 0 {
		return 0
	}
	f := new(big.Float).SetInt(&s.total)
	f.SetMantExp(f, -1075)
	r, _ := f.Float64()
	return r
}
