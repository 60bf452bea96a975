package unicodedata

import (
	"sort"
	"sync"
)

// caseRun maps the code points lo, lo+stride, ..., hi by adding delta.
type caseRun struct{ lo, hi, stride, delta rune }

type caseTable struct {
	packed string
	once   sync.Once
	runs   []caseRun
}

var (
	foldTable  = caseTable{packed: foldRuns}
	upperTable = caseTable{packed: upperRuns}
	lowerTable = caseTable{packed: lowerRuns}
)

func (t *caseTable) unpack() []caseRun {
	t.once.Do(func() {
		at := rune(0)
		for p := (unpacker{t.packed}); p.more(); {
			lo := at + rune(p.uvarint())
			n := rune(p.uvarint())
			r := caseRun{lo: lo, stride: n&1 + 1, delta: rune(p.varint())}
			r.hi = lo + (n>>1-1)*r.stride
			t.runs = append(t.runs, r)
			at = r.hi + 1
		}
	})
	return t.runs
}

func (t *caseTable) lookup(r rune) rune {
	runs := t.unpack()
	i := sort.Search(len(runs), func(i int) bool { return runs[i].hi >= r })
	if i < len(runs) && r >= runs[i].lo && (r-runs[i].lo)%runs[i].stride == 0 {
		return r + runs[i].delta
	}
	return r
}

// each yields every code point the table changes.
func (t *caseTable) each(yield func(from, to rune)) {
	for _, run := range t.unpack() {
		for r := run.lo; r <= run.hi; r += run.stride {
			yield(r, r+run.delta)
		}
	}
}

// SimpleFold is scf(r) of CaseFolding.txt, r itself when there is no mapping.
func SimpleFold(r rune) rune {
	if r < 0x80 {
		if uint32(r)-'A' < 26 {
			return r + 0x20
		}
		return r
	}
	return foldTable.lookup(r)
}

// EachFold yields every code point that SimpleFold changes, in order.
func EachFold(yield func(from, to rune)) { foldTable.each(yield) }

// ToUpper is the simple upper case mapping of r. Where SpecialUpper has a
// mapping, toUppercase is that one.
func ToUpper(r rune) rune {
	if r < 0x80 {
		if uint32(r)-'a' < 26 {
			return r - 0x20
		}
		return r
	}
	return upperTable.lookup(r)
}

// EachUpper yields every code point that ToUpper changes, in order.
func EachUpper(yield func(from, to rune)) { upperTable.each(yield) }

// ToLower is the simple lower case mapping of r. Where SpecialLower has a
// mapping, toLowercase is that one; the final sigma is IsFinalSigma's.
func ToLower(r rune) rune {
	if r < 0x80 {
		if uint32(r)-'A' < 26 {
			return r + 0x20
		}
		return r
	}
	return lowerTable.lookup(r)
}

// specialCase is a mapping to several code points.
type specialCase struct {
	from rune
	to   string
}

// SpecialUpper is the unconditional upper case mapping of r to several code
// points (UTF-8), "" when there is none. Source: SpecialCasing.txt.
func SpecialUpper(r rune) string { return findSpecial(specialUpper[:], r) }

// SpecialLower is SpecialUpper for lower case: only U+0130 has one.
func SpecialLower(r rune) string { return findSpecial(specialLower[:], r) }

func findSpecial(table []specialCase, r rune) string {
	if r < 0xDF {
		return ""
	}
	i := sort.Search(len(table), func(i int) bool { return table[i].from >= r })
	if i < len(table) && table[i].from == r {
		return table[i].to
	}
	return ""
}

// IsCased reports whether r has the property Cased.
func IsCased(r rune) bool { return binaryProperties[indexCased].set().Has(r) }

// IsCaseIgnorable reports whether r has the property Case_Ignorable.
func IsCaseIgnorable(r rune) bool { return binaryProperties[indexCaseIgnorable].set().Has(r) }

const (
	capitalSigma    = 0x3A3
	smallFinalSigma = 0x3C2
)

// IsFinalSigma reports whether the capital sigma at s[i] becomes a final small
// sigma: a cased letter stands before it and none after it, case-ignorable
// characters not counted. Source: Unicode, table 3-17, Final_Sigma.
func IsFinalSigma(s []uint16, i int) bool {
	return casedBefore(s, i) && !casedAfter(s, i+1)
}

func casedBefore(s []uint16, i int) bool {
	for i > 0 {
		r, n := lastRune(s[:i])
		if !IsCaseIgnorable(r) {
			return IsCased(r)
		}
		i -= n
	}
	return false
}

func casedAfter(s []uint16, i int) bool {
	for i < len(s) {
		r, n := firstRune(s[i:])
		if !IsCaseIgnorable(r) {
			return IsCased(r)
		}
		i += n
	}
	return false
}

// AppendLower appends toLowercase of s, as String.prototype.toLowerCase maps
// it. Source: sec-string.prototype.tolowercase.
func AppendLower(dst, s []uint16) []uint16 {
	quick := quickLower()
	for i := 0; i < len(s); {
		if u := s[i]; u < quickCase && quick[u] != 0 {
			dst = append(dst, quick[u])
			i++
			continue
		}
		r, n := firstRune(s[i:])
		switch {
		case r == capitalSigma && IsFinalSigma(s, i):
			dst = append(dst, smallFinalSigma)
		default:
			dst = appendMapped(dst, ToLower(r), SpecialLower(r))
		}
		i += n
	}
	return dst
}

// AppendUpper appends toUppercase of s, as String.prototype.toUpperCase maps
// it. Source: sec-string.prototype.touppercase.
func AppendUpper(dst, s []uint16) []uint16 {
	quick := quickUpper()
	for i := 0; i < len(s); {
		if u := s[i]; u < quickCase && quick[u] != 0 {
			dst = append(dst, quick[u])
			i++
			continue
		}
		r, n := firstRune(s[i:])
		dst = appendMapped(dst, ToUpper(r), SpecialUpper(r))
		i += n
	}
	return dst
}

// quickCase is the end of the code units whose mappings are in tables: Latin,
// Greek, Cyrillic and Armenian.
const quickCase = 0x590

// quickUpper and quickLower are what code units map to when each maps to one,
// whatever stands around it; 0 for others.
var (
	quickUpper = sync.OnceValue(func() *[quickCase]uint16 { return quickTable(ToUpper, SpecialUpper) })
	quickLower = sync.OnceValue(func() *[quickCase]uint16 { return quickTable(ToLower, SpecialLower) })
)

func quickTable(simple func(rune) rune, special func(rune) string) *[quickCase]uint16 {
	t := new([quickCase]uint16)
	for r := range rune(quickCase) {
		if to := simple(r); r != capitalSigma && special(r) == "" && to < 0x10000 {
			t[r] = uint16(to)
		}
	}
	return t
}

func appendMapped(dst []uint16, simple rune, special string) []uint16 {
	if special == "" {
		return appendRune(dst, simple)
	}
	for _, r := range special {
		dst = appendRune(dst, r)
	}
	return dst
}

func appendRune(dst []uint16, r rune) []uint16 {
	if r < 0x10000 {
		return append(dst, uint16(r))
	}
	r -= 0x10000
	return append(dst, uint16(0xD800+r>>10), uint16(0xDC00+r&0x3FF))
}

// firstRune is the code point s begins with; a lone surrogate is itself.
func firstRune(s []uint16) (r rune, n int) {
	if c := s[0]; c&0xFC00 == 0xD800 && len(s) > 1 && s[1]&0xFC00 == 0xDC00 {
		return 0x10000 + rune(c&0x3FF)<<10 + rune(s[1]&0x3FF), 2
	}
	return rune(s[0]), 1
}

// lastRune is the code point s ends with.
func lastRune(s []uint16) (r rune, n int) {
	if k := len(s); k > 1 && s[k-1]&0xFC00 == 0xDC00 && s[k-2]&0xFC00 == 0xD800 {
		r, _ = firstRune(s[k-2:])
		return r, 2
	}
	return rune(s[len(s)-1]), 1
}
