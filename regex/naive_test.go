package regex

import (
	"errors"
	"slices"
	"sync"

	"gojs/internal/unicodedata"
	"gojs/source"
)

// A second matcher, to compare the first with: the standard's continuation
// closures over the parsed tree, as literally as can be and therefore slow.
// Source: sec-pattern-semantics.

type naiveState struct {
	end  int
	caps []int // start and end in characters
}

type naiveCont func(naiveState) (naiveState, bool)

type naiveMatcher func(naiveState, naiveCont) (naiveState, bool)

var errNaiveSteps = errors.New("too many steps")

type naive struct {
	in    []rune
	flags Flags
	rs    resolver
	steps int
	depth int
}

// naiveMatch is the captures (in code units) of the first match from start on.
func naiveMatch(pattern string, flags Flags, s []uint16, start int, sticky bool) (caps []int32, err error) {
	t, err := parse(pattern, flags, nil)
	if err != nil {
		return nil, err
	}
	nv := &naive{flags: flags}
	var unitAt []int
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if flags.FullUnicode() {
			r, n = codePoint(s, i)
		}
		nv.in = append(nv.in, r)
		unitAt = append(unitAt, i)
		i += n
	}
	unitAt = append(unitAt, len(s))
	defer func() {
		if e := recover(); e == errNaiveSteps {
			caps, err = nil, errNaiveSteps
		} else if e != nil {
			panic(e)
		}
	}()
	m := nv.compile(t.root, false)
	at, exact := slices.BinarySearch(unitAt, start)
	if !exact {
		at--
	}
	for ; at <= len(nv.in); at++ {
		x := naiveState{at, slices.Repeat([]int{-1}, 2*(t.groups+1))}
		if y, ok := m(x, func(y naiveState) (naiveState, bool) { return y, true }); ok {
			y.caps[0], y.caps[1] = at, y.end
			for _, c := range y.caps {
				if c >= 0 {
					c = unitAt[c]
				}
				caps = append(caps, int32(c))
			}
			return caps, nil
		}
		if sticky {
			break
		}
	}
	return nil, nil
}

func (nv *naive) step() {
	if nv.steps++; nv.steps > 100000 {
		panic(errNaiveSteps)
	}
}

func empty(x naiveState, c naiveCont) (naiveState, bool) { return c(x) }

func (nv *naive) compile(n *node, back bool) naiveMatcher {
	switch n.kind {
	case kEmpty:
		return empty
	case kChar:
		return nv.characterSet(charset{runes: unicodedata.Set{n.char, n.char + 1}}, false, n.flags, back)
	case kAny:
		s := everything(n.flags)
		if n.flags&DotAll == 0 {
			s = s.Subtract(newlines)
		}
		return nv.characterSet(charset{runes: s}, false, n.flags&^IgnoreCase, back)
	case kClass:
		return nv.class(n, back)
	case kSeq:
		m := empty
		var out naiveMatcher = m
		for _, k := range n.kids {
			out = sequence(out, nv.compile(k, back), back)
		}
		return out
	case kAlt:
		out := nv.compile(n.kids[len(n.kids)-1], back)
		for i := len(n.kids) - 2; i >= 0; i-- {
			out = alternatives2(nv.compile(n.kids[i], back), out)
		}
		return out
	case kGroup:
		return nv.group(n, back)
	case kLook:
		return nv.look(n)
	case kBackref:
		return nv.backref(n, back)
	case kAssert:
		return nv.assert(n)
	}
	return nv.loop(n, back)
}

func sequence(m1, m2 naiveMatcher, back bool) naiveMatcher {
	if back {
		m1, m2 = m2, m1
	}
	return func(x naiveState, c naiveCont) (naiveState, bool) {
		return m1(x, func(y naiveState) (naiveState, bool) { return m2(y, c) })
	}
}

func alternatives2(m1, m2 naiveMatcher) naiveMatcher {
	return func(x naiveState, c naiveCont) (naiveState, bool) {
		if r, ok := m1(x, c); ok {
			return r, true
		}
		return m2(x, c)
	}
}

// characterSet is CharacterSetMatcher: a set is searched for a character with
// the canonical form of the one in the subject.
func (nv *naive) characterSet(cs charset, invert bool, flags Flags, back bool) naiveMatcher {
	return func(x naiveState, c naiveCont) (naiveState, bool) {
		nv.step()
		f, index := x.end+1, x.end
		if back {
			f, index = x.end-1, x.end-1
		}
		if f < 0 || f > len(nv.in) {
			return x, false
		}
		found := cs.runes.Has(nv.in[index])
		if flags&IgnoreCase != 0 {
			found = slices.ContainsFunc(equals(nv.in[index], flags.FullUnicode()), cs.runes.Has)
		}
		if found == invert {
			return x, false
		}
		return c(naiveState{f, x.caps})
	}
}

// equalRunes maps canonical forms to the characters that have them.
var equalRunes = [2]func() map[rune][]rune{
	sync.OnceValue(func() map[rune][]rune { return canonicalForms(false) }),
	sync.OnceValue(func() map[rune][]rune { return canonicalForms(true) }),
}

func canonicalForms(unicode bool) map[rune][]rune {
	out := map[rune][]rune{}
	for r := rune(0); r <= unicodedata.MaxRune && (unicode || r < 0x10000); r++ {
		if c := canonicalize(r, unicode); c != r {
			out[c] = append(out[c], r)
		}
	}
	return out
}

// equals is every character with the canonical form of r.
func equals(r rune, unicode bool) []rune {
	c, i := canonicalize(r, unicode), 0
	if unicode {
		i = 1
	}
	return append([]rune{c}, equalRunes[i]()[c]...)
}

func (nv *naive) class(n *node, back bool) naiveMatcher {
	cs := nv.rs.resolve(n.class, n.flags)
	invert := n.class.op == cUnion && n.class.negated && n.flags&UnicodeSets == 0
	out := nv.characterSet(cs, invert, n.flags, back)
	if cs.strings[""] {
		out = alternatives2(out, empty)
	}
	var list []string
	for s := range cs.strings {
		if s != "" {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b string) int { return source.UTF16Len(a) - source.UTF16Len(b) })
	for _, s := range list {
		var m naiveMatcher = empty
		for _, r := range decode(s, true) {
			m = sequence(m, nv.characterSet(charset{runes: unicodedata.Set{r, r + 1}}, false, n.flags, back), back)
		}
		out = alternatives2(m, out)
	}
	return out
}

func (nv *naive) group(n *node, back bool) naiveMatcher {
	m := nv.compile(n.kids[0], back)
	return func(x naiveState, c naiveCont) (naiveState, bool) {
		return m(x, func(y naiveState) (naiveState, bool) {
			caps := slices.Clone(y.caps)
			caps[2*n.group], caps[2*n.group+1] = min(x.end, y.end), max(x.end, y.end)
			return c(naiveState{y.end, caps})
		})
	}
}

func (nv *naive) look(n *node) naiveMatcher {
	m := nv.compile(n.kids[0], n.behind)
	return func(x naiveState, c naiveCont) (naiveState, bool) {
		r, ok := m(x, func(y naiveState) (naiveState, bool) { return y, true })
		if ok == n.negative {
			return x, false
		}
		if n.negative {
			return c(x)
		}
		return c(naiveState{x.end, r.caps})
	}
}

func (nv *naive) backref(n *node, back bool) naiveMatcher {
	return func(x naiveState, c naiveCont) (naiveState, bool) {
		nv.step()
		rs := -1
		re := -1
		for _, g := range n.refs {
			if x.caps[2*g] >= 0 {
				rs, re = x.caps[2*g], x.caps[2*g+1]
			}
		}
		if rs < 0 {
			return c(x)
		}
		f := x.end + re - rs
		if back {
			f = x.end - (re - rs)
		}
		if f < 0 || f > len(nv.in) {
			return x, false
		}
		g := min(x.end, f)
		for i := range re - rs {
			a, b := nv.in[rs+i], nv.in[g+i]
			if n.flags&IgnoreCase != 0 {
				a, b = canonicalize(a, nv.flags.FullUnicode()), canonicalize(b, nv.flags.FullUnicode())
			}
			if a != b {
				return x, false
			}
		}
		return c(naiveState{f, x.caps})
	}
}

func (nv *naive) assert(n *node) naiveMatcher {
	word := wordSet(n.flags)
	isWord := func(i int) bool { return i >= 0 && i < len(nv.in) && word.Has(nv.in[i]) }
	multiline := n.flags&Multiline != 0
	return func(x naiveState, c naiveCont) (naiveState, bool) {
		e, ok := x.end, false
		switch n.char {
		case '^':
			ok = e == 0 || multiline && newlines.Has(nv.in[e-1])
		case '$':
			ok = e == len(nv.in) || multiline && newlines.Has(nv.in[e])
		case 'b':
			ok = isWord(e-1) != isWord(e)
		case 'B':
			ok = isWord(e-1) == isWord(e)
		}
		if !ok {
			return x, false
		}
		return c(x)
	}
}

func (nv *naive) loop(n *node, back bool) naiveMatcher {
	m := nv.compile(n.kids[0], back)
	return func(x naiveState, c naiveCont) (naiveState, bool) {
		return nv.repeat(m, n, n.min, n.max, x, c)
	}
}

// repeat is RepeatMatcher.
func (nv *naive) repeat(m naiveMatcher, n *node, lo, hi int32, x naiveState, c naiveCont) (naiveState, bool) {
	nv.step()
	if hi == 0 {
		return c(x)
	}
	d := func(y naiveState) (naiveState, bool) {
		if lo == 0 && y.end == x.end {
			return y, false
		}
		hi2 := hi
		if hi != infinite {
			hi2--
		}
		return nv.repeat(m, n, max(lo-1, 0), hi2, y, c)
	}
	xr := naiveState{x.end, slices.Clone(x.caps)}
	for g := n.group; g < n.groupEnd; g++ {
		xr.caps[2*g], xr.caps[2*g+1] = -1, -1
	}
	switch {
	case lo != 0:
		return m(xr, d)
	case n.lazy:
		if z, ok := c(x); ok {
			return z, true
		}
		return m(xr, d)
	}
	if z, ok := m(xr, d); ok {
		return z, true
	}
	return c(x)
}
