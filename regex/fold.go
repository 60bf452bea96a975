package regex

import (
	"slices"
	"sync"

	"gojs/internal/unicodedata"
)

// orbits groups the characters that Canonicalize makes equal: each character
// with others of its kind is in one orbit, the others are alone.
type orbits struct {
	once  sync.Once
	build func(yield func(from, to rune))
	list  [][]rune
	of    map[rune]int
}

var (
	foldOrbits   = orbits{build: unicodedata.EachFold}
	legacyOrbits = orbits{build: eachLegacy}
)

func orbitsFor(flags Flags) *orbits {
	if flags.FullUnicode() {
		return &foldOrbits
	}
	return &legacyOrbits
}

// eachLegacy yields the code units that Canonicalize without u or v changes:
// those whose upper case is one other code unit, and not ASCII if they are
// not. Source: sec-runtime-semantics-canonicalize-ch.
func eachLegacy(yield func(from, to rune)) {
	unicodedata.EachUpper(func(from, to rune) {
		if from < 0x10000 && to < 0x10000 && unicodedata.SpecialUpper(from) == "" && (from < 0x80 || to >= 0x80) {
			yield(from, to)
		}
	})
}

func (o *orbits) load() *orbits {
	o.once.Do(func() {
		o.of = map[rune]int{}
		o.build(func(from, to rune) {
			i, ok := o.of[to]
			if !ok {
				i = len(o.list)
				o.of[to] = i
				o.list = append(o.list, []rune{to})
			}
			o.of[from] = i
			o.list[i] = append(o.list[i], from)
		})
	})
	return o
}

// canonicalize is Canonicalize with ignoreCase.
func canonicalize(r rune, unicode bool) rune {
	if unicode {
		return unicodedata.SimpleFold(r)
	}
	to := unicodedata.ToUpper(r)
	if to == r || to >= 0x10000 || r >= 0x80 && to < 0x80 || unicodedata.SpecialUpper(r) != "" {
		return r
	}
	return to
}

// closeOver is the set of characters that Canonicalize makes equal to one of s.
func closeOver(s unicodedata.Set, flags Flags) unicodedata.Set {
	if len(s) == 0 {
		return s
	}
	if s[len(s)-1] <= 0x80 {
		return closeASCII(s, flags)
	}
	o := orbitsFor(flags).load()
	var b unicodedata.Builder
	b.AddSet(s)
	if s.Len() <= 64 {
		s.Ranges(func(lo, hi rune) bool {
			for r := lo; r <= hi; r++ {
				if i, ok := o.of[r]; ok {
					addAll(&b, o.list[i])
				}
			}
			return true
		})
		return b.Set()
	}
	for _, orbit := range o.list {
		if slices.ContainsFunc(orbit, s.Has) {
			addAll(&b, orbit)
		}
	}
	return b.Set()
}

func addAll(b *unicodedata.Builder, runes []rune) {
	for _, r := range runes {
		b.Add(r)
	}
}

// closeASCII is closeOver without the tables: besides the other case, s and k
// are equal to the long s and the Kelvin sign with u or v.
func closeASCII(s unicodedata.Set, flags Flags) unicodedata.Set {
	var b unicodedata.Builder
	b.AddSet(s)
	s.Ranges(func(lo, hi rune) bool {
		b.AddRange(max(lo, 'a')-0x20, min(hi, 'z')-0x20)
		b.AddRange(max(lo, 'A')+0x20, min(hi, 'Z')+0x20)
		return true
	})
	if flags.FullUnicode() {
		if s.Has('s') || s.Has('S') {
			b.Add(0x17F)
		}
		if s.Has('k') || s.Has('K') {
			b.Add(0x212A)
		}
	}
	return b.Set()
}

// foldSet is the set of scf(r) for every r of s.
func foldSet(s unicodedata.Set) unicodedata.Set {
	var gone, come unicodedata.Builder
	unicodedata.EachFold(func(from, to rune) {
		if s.Has(from) {
			gone.Add(from)
			come.Add(to)
		}
	})
	return s.Subtract(gone.Set()).Union(come.Set())
}

// unfolded is the set of the characters without a simple case folding.
var unfolded = sync.OnceValue(func() unicodedata.Set {
	var b unicodedata.Builder
	unicodedata.EachFold(func(from, _ rune) { b.Add(from) })
	return b.Set().Complement()
})
