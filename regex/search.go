package regex

import (
	"bytes"
	"strings"
	"unsafe"
)

// unit is a code unit of a subject.
type unit interface{ ~uint8 | ~uint16 }

// bytesOf is s as bytes; T must be a byte.
func bytesOf[T unit](s []T) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), len(s))
}

// isBytes reports whether T is a byte; it is a constant in either instance.
func isBytes[T unit]() bool { return unsafe.Sizeof(T(0)) == 1 }

// search finds the first match that begins at start or later.
func search[T unit](p *Program, code []inst, m *Matcher, s []T, start int) (bool, error) {
	m.prepare(p)
	if p.search == searchStart {
		if start > 0 {
			return false, nil
		}
		return exec(p, code, m, s, start, false)
	}
	if p.prefixWide && isBytes[T]() {
		return false, nil
	}
	if start = next(p, s, start); start < 0 {
		return false, nil
	}
	if p.literalOnly {
		m.Caps[0], m.Caps[1] = int32(start), int32(start+len(p.prefix))
		return true, nil
	}
	return exec(p, code, m, s, start, true)
}

// matchAt matches at start only.
func matchAt[T unit](p *Program, code []inst, m *Matcher, s []T, start int) (bool, error) {
	m.prepare(p)
	if start > len(s)-p.minLen {
		return false, nil
	}
	return exec(p, code, m, s, start, false)
}

// next is the first place from at on where a match may begin, or -1.
func next[T unit](p *Program, s []T, at int) int {
	for last := len(s) - p.minLen; at <= last; at++ {
		if at = candidate(p, s, at); at < 0 || at > last {
			break
		}
		if p.before != nil && at > 0 && p.before.has(uint16(s[at-1])) {
			at = run(p.before, s, at, len(s)) // the rest of the word
			continue
		}
		if isBytes[T]() || !p.flags.FullUnicode() || !insidePair(s, at) {
			return at
		}
	}
	return -1
}

// candidate is the first place from at on where a match may begin, or -1.
func candidate[T unit](p *Program, s []T, at int) int {
	switch p.search {
	case searchLiteral:
		return indexLiteral(p, s, at)
	case searchUnit:
		return indexUnit(s, at, p.prefix[0])
	case searchWindow:
		return findWindow(p.window, s, at)
	case searchPair:
		return indexPair(s, at, p.prefix[0], p.first)
	case searchSet:
		t := p.first
		for ; at < len(s); at++ {
			if u := uint16(s[at]); u < 256 {
				if t.low[uint8(u)] {
					return at
				}
			} else if t.high(u) {
				return at
			}
		}
		if t.end {
			return at
		}
		return -1
	}
	return at
}

// indexUnit is the first index of u from at on, or -1.
func indexUnit[T unit](s []T, at int, u uint16) int {
	if isBytes[T]() {
		if i := bytes.IndexByte(bytesOf(s)[at:], byte(u)); i >= 0 {
			return at + i
		}
		return -1
	}
	for ; at < len(s); at++ {
		if uint16(s[at]) == u {
			return at
		}
	}
	return -1
}

// indexPair is the first index from at on of u with a unit of next behind it,
// or -1.
func indexPair[T unit](s []T, at int, u uint16, next *table) int {
	for {
		at = indexUnit(s, at, u)
		if at < 0 || at+1 >= len(s) {
			return -1
		}
		if next.has(uint16(s[at+1])) {
			return at
		}
		at++
	}
}

// indexLiteral is the first index of the prefix from at on, or -1.
func indexLiteral[T unit](p *Program, s []T, at int) int {
	if isBytes[T]() {
		b := bytesOf(s)[at:]
		if i := strings.Index(unsafe.String(unsafe.SliceData(b), len(b)), p.prefixBytes); i >= 0 {
			return at + i
		}
		return -1
	}
	for {
		if at = indexUnit(s, at, p.prefix[0]); at < 0 || len(s)-at < len(p.prefix) {
			return -1
		}
		if hasUnits(s[at:], p.prefix) {
			return at
		}
		at++
	}
}

// hasUnits reports whether s, which is no shorter, begins with units.
func hasUnits[T unit](s []T, units []uint16) bool {
	for i, u := range units {
		if uint16(s[i]) != u {
			return false
		}
	}
	return true
}

// run is the end of the longest run of units in the class from i to end.
func run[T unit](t *table, s []T, i, end int) int {
	if isBytes[T]() && t.stop >= 0 && end-i > 32 {
		return runBytes(t, bytesOf(s), i, end)
	}
	if !isBytes[T]() && t.mode == highAll {
		for ; i < end; i++ {
			if u := uint16(s[i]); u < 256 && !t.low[uint8(u)] {
				break
			}
		}
		return i
	}
	for ; i < end; i++ {
		if u := uint16(s[i]); u < 256 {
			if !t.low[uint8(u)] {
				break
			}
		} else if !t.high(u) {
			break
		}
	}
	return i
}

// runBytes is run for a class without only one byte: short runs are stepped
// through, long ones are a search for that byte.
func runBytes(t *table, s []byte, i, end int) int {
	for near := i + 16; i < near; i++ {
		if s[i] == byte(t.stop) {
			return i
		}
	}
	if n := bytes.IndexByte(s[i:end], byte(t.stop)); n >= 0 {
		return i + n
	}
	return end
}

// codePoint is the code point at s[i] and its length.
func codePoint[T unit](s []T, i int) (rune, int) {
	r := rune(s[i])
	if isLead(r) && i+1 < len(s) && isTrail(rune(s[i+1])) {
		return pairOf(r, rune(s[i+1])), 2
	}
	return r, 1
}

// codePointBefore is the code point that ends at s[i] and its length.
func codePointBefore[T unit](s []T, i int) (rune, int) {
	r := rune(s[i-1])
	if isTrail(r) && i > 1 && isLead(rune(s[i-2])) {
		return pairOf(rune(s[i-2]), r), 2
	}
	return r, 1
}

// wide reports whether a code point is in the class.
func (t *table) wide(r rune) bool {
	if r < 0x10000 {
		return t.has(uint16(r))
	}
	return t.set.Has(r)
}

// runWide is run by code points; n bounds how many, or is infinite. It also
// tells how many there were.
func runWide[T unit](t *table, s []T, i int, n int32) (end int, count int32) {
	for count != n && i < len(s) {
		r, size := codePoint(s, i)
		if !t.wide(r) {
			break
		}
		i += size
		count++
	}
	return i, count
}

// stepBack is the position before i, one code point or one unit.
func stepBack[T unit](s []T, i int, wide bool) int {
	if wide {
		_, n := codePointBefore(s, i)
		return i - n
	}
	return i - 1
}

// passes reports whether guard g allows what comes next at i. Guard 0 always
// passes.
func passes[T unit](g *table, s []T, i int) bool {
	if g == nil {
		return true
	}
	if uint(i) < uint(len(s)) {
		if u := uint16(s[i]); u < 256 {
			return g.low[uint8(u)]
		} else {
			return g.high(u)
		}
	}
	return g.end
}
