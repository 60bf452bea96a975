package unicodedata

import "slices"

// MaxRune is the last code point.
const MaxRune = 0x10FFFF

// A Set is a set of code points as an inversion list: ascending boundaries, of
// which those at even indices begin a range and those at odd indices end it
// (exclusively). Sets are never changed in place once they are handed out.
type Set []rune

// SetOf is the set of the inclusive ranges lo, hi, lo, hi, ... in any order,
// overlapping or not.
func SetOf(ranges ...rune) Set {
	var b Builder
	for i := 0; i < len(ranges); i += 2 {
		b.AddRange(ranges[i], ranges[i+1])
	}
	return b.Set()
}

// Has reports whether r is in s.
func (s Set) Has(r rune) bool {
	lo, hi := 0, len(s)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if s[mid] <= r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo&1 == 1
}

// Ranges yields the inclusive ranges in ascending order.
func (s Set) Ranges(yield func(lo, hi rune) bool) {
	for i := 0; i+1 < len(s); i += 2 {
		if !yield(s[i], s[i+1]-1) {
			return
		}
	}
}

// Len is the number of code points.
func (s Set) Len() int {
	n := 0
	for i := 0; i+1 < len(s); i += 2 {
		n += int(s[i+1] - s[i])
	}
	return n
}

// Union is the set of what is in s or t.
func (s Set) Union(t Set) Set {
	switch {
	case len(s) == 0:
		return t
	case len(t) == 0:
		return s
	}
	return s.merge(t, func(a, b bool) bool { return a || b })
}

// Intersect is the set of what is in s and t.
func (s Set) Intersect(t Set) Set {
	return s.merge(t, func(a, b bool) bool { return a && b })
}

// Subtract is the set of what is in s and not in t.
func (s Set) Subtract(t Set) Set {
	return s.merge(t, func(a, b bool) bool { return a && !b })
}

// Complement is the set of the code points that are not in s.
func (s Set) Complement() Set {
	return Set{0, MaxRune + 1}.Subtract(s)
}

// Disjoint reports whether s and t have nothing in common.
func (s Set) Disjoint(t Set) bool {
	i, j := 0, 0
	for i < len(s) && j < len(t) {
		switch {
		case s[i+1] <= t[j]:
			i += 2
		case t[j+1] <= s[i]:
			j += 2
		default:
			return false
		}
	}
	return true
}

// Equal reports whether s and t are the same set.
func (s Set) Equal(t Set) bool { return slices.Equal(s, t) }

func (s Set) merge(t Set, keep func(a, b bool) bool) Set {
	out := make(Set, 0, len(s)+len(t))
	i, j, in := 0, 0, false
	for i < len(s) || j < len(t) {
		var at rune
		switch {
		case j == len(t) || i < len(s) && s[i] < t[j]:
			at = s[i]
			i++
		case i == len(s) || t[j] < s[i]:
			at = t[j]
			j++
		default:
			at = s[i]
			i++
			j++
		}
		if now := keep(i&1 == 1, j&1 == 1); now != in {
			out = append(out, at)
			in = now
		}
	}
	return out
}

// A Builder collects ranges into a Set. The zero value is empty.
type Builder struct {
	ranges []rune // pairs, half open
}

// Add adds one code point.
func (b *Builder) Add(r rune) { b.AddRange(r, r) }

// AddRange adds the code points from lo to hi inclusive; none when lo > hi.
func (b *Builder) AddRange(lo, hi rune) {
	if lo > hi {
		return
	}
	if n := len(b.ranges); n > 0 && b.ranges[n-1] == lo {
		b.ranges[n-1] = hi + 1
		return
	}
	b.ranges = append(b.ranges, lo, hi+1)
}

// AddSet adds what is in s.
func (b *Builder) AddSet(s Set) { b.ranges = append(b.ranges, s...) }

// Set is what was added.
func (b *Builder) Set() Set {
	type span struct{ lo, hi rune }
	spans := make([]span, 0, len(b.ranges)/2)
	for i := 0; i < len(b.ranges); i += 2 {
		spans = append(spans, span{b.ranges[i], b.ranges[i+1]})
	}
	byStart := func(a, c span) int { return int(a.lo - c.lo) }
	if !slices.IsSortedFunc(spans, byStart) {
		slices.SortFunc(spans, byStart)
	}
	out := make(Set, 0, len(b.ranges))
	for _, s := range spans {
		if n := len(out); n > 0 && s.lo <= out[n-1] {
			out[n-1] = max(out[n-1], s.hi)
			continue
		}
		out = append(out, s.lo, s.hi)
	}
	return out
}

// unpackSet decodes boundaries written as differences.
func unpackSet(packed string) Set {
	out := make(Set, 0, len(packed))
	at := rune(0)
	for p := (unpacker{packed}); p.more(); {
		at += rune(p.uvarint())
		out = append(out, at)
	}
	return slices.Clip(out)
}

// unpacker reads the numbers of a packed table, which are encoding/binary's
// variable-length integers. Tables are generated, so that
// they are never malformed.
type unpacker struct{ rest string }

func (p *unpacker) more() bool { return p.rest != "" }

func (p *unpacker) byte() byte {
	c := p.rest[0]
	p.rest = p.rest[1:]
	return c
}

func (p *unpacker) take(n int) string {
	s := p.rest[:n]
	p.rest = p.rest[n:]
	return s
}

func (p *unpacker) uvarint() uint64 {
	var u uint64
	for shift := 0; ; shift += 7 {
		c := p.byte()
		u |= uint64(c&0x7F) << shift
		if c < 0x80 {
			return u
		}
	}
}

func (p *unpacker) varint() int64 {
	u := p.uvarint()
	return int64(u>>1) ^ -int64(u&1)
}
