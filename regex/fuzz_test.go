package regex

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gojs/source"
)

// compare matches with both matchers, in both widths where that is possible.
func compare(t *testing.T, pattern string, flags Flags, s []uint16, start int) {
	t.Helper()
	sticky := flags&Sticky != 0
	p, err := Compile(pattern, flags)
	want, werr := naiveMatch(pattern, flags, s, start, sticky)
	if werr == errNaiveSteps {
		return
	}
	if (err == nil) != (werr == nil) {
		t.Fatalf("/%s/%s: error %v, want %v", pattern, flags, err, werr)
	}
	if err != nil {
		return
	}
	polls := 0
	m := Matcher{MaxStack: 1 << 20, Interrupt: func() error {
		if polls++; polls > 100 {
			return errNaiveSteps
		}
		return nil
	}}
	check := func(width string, ok bool, err error) {
		t.Helper()
		if err != nil {
			return
		}
		if ok != (want != nil) || ok && !slices.Equal(m.Caps, want) {
			t.Fatalf("/%s/%s on %q (%s) from %d: %v %v, want %v\n%s", pattern, flags, source.FromUTF16(s), width, start, ok, m.Caps, want, p.Dump())
		}
	}
	match16, match8 := p.MatchUTF16, p.MatchLatin1
	if sticky {
		match16, match8 = p.MatchUTF16At, p.MatchLatin1At
	}
	ok, err := match16(&m, s, start)
	check("UTF-16", ok, err)
	if b, narrow := latin1(s); narrow {
		ok, err = match8(&m, b, start)
		check("Latin-1", ok, err)
	}
}

func latin1(s []uint16) ([]byte, bool) {
	b := make([]byte, len(s))
	for i, u := range s {
		if u > 0xFF {
			return nil, false
		}
		b[i] = byte(u)
	}
	return b, true
}

func FuzzAgainstNaive(f *testing.F) {
	for _, seed := range [][3]string{
		{`(z)((a+)?(b+)?(c))*`, "zaacbbbcac", ""}, {`(?<=(\d+)(\d+))$`, "1053", ""}, {`(a*)*?b\1`, "aab", "i"},
		{`[\q{ab|a}b]+c`, "ababc", "v"}, {`(?i:a)b{2,3}?|^\s*$`, "Abb", "m"}, {`.\p{L}`, "😀é", "u"},
	} {
		f.Add(seed[0], seed[1], seed[2], 0)
	}
	f.Fuzz(func(t *testing.T, pattern, subject, letters string, start int) {
		flags, ok := ParseFlags(letters)
		s := source.ToUTF16(source.Sanitize([]byte(subject)))
		if !ok || len(pattern) > 60 || len(s) > 60 || start < 0 || start > len(s) {
			return
		}
		compare(t, source.Sanitize([]byte(pattern)), flags, s, start)
	})
}

// generator makes random patterns that are likely to match something.
type generator struct {
	*rand.Rand
	flags  string
	groups int
	depth  int
	names  []string
}

func (g *generator) pick(list ...string) string { return list[g.IntN(len(list))] }

func (g *generator) disjunction() string {
	g.depth++
	defer func() { g.depth-- }()
	s := g.sequence()
	for g.IntN(4) == 0 {
		s += "|" + g.sequence()
	}
	return s
}

func (g *generator) sequence() string {
	s := ""
	for range g.IntN(5) {
		atom, quantifiable := g.atom()
		s += atom
		if quantifiable && g.IntN(3) == 0 {
			s += g.pick("*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{2,}", "{0}", "{1,3}?")
		}
	}
	return s
}

func (g *generator) atom() (s string, quantifiable bool) {
	n := g.IntN(17)
	if g.depth > 4 {
		n = g.IntN(8)
	}
	switch n {
	case 0:
		return g.pick("^", "$", `\b`, `\B`), false
	case 1:
		return g.pick(".", `\w`, `\W`, `\d`, `\s`, `\S`), true
	case 2:
		return g.class(), true
	case 3:
		if len(g.names) > 0 && g.IntN(2) == 0 {
			return `\k<` + g.pick(g.names...) + ">", true
		}
		return `\` + string(rune('1'+g.IntN(g.groups+1)%9)), true
	case 8, 9:
		g.groups++
		return "(" + g.disjunction() + ")", true
	case 16:
		return g.named(), true
	case 10:
		return "(?:" + g.disjunction() + ")", true
	case 11:
		return "(?" + g.pick("=", "!", "<=", "<!") + g.disjunction() + ")", false
	case 12:
		return "(?" + g.pick("i", "-i", "s", "m", "-m", "i-s") + ":" + g.disjunction() + ")", true
	}
	return g.pick("a", "b", "c", "ab", "A", "é", "É", "k", "\u212a", "s", "ß", "😀", `\ud83d`, `\ude00`, `\n`), true
}

// named is a named group, or two alternatives with groups of one name.
func (g *generator) named() string {
	name := g.pick("n", "m", "é")
	g.names = append(g.names, name)
	g.groups++
	one := "(?<" + name + ">" + g.disjunction() + ")"
	if g.IntN(2) == 0 {
		return one
	}
	g.groups++
	return "(?:" + one + "|(?<" + name + ">" + g.disjunction() + "))"
}

func (g *generator) class() string {
	if strings.Contains(g.flags, "v") {
		return g.setClass(0)
	}
	s := g.pick("[", "[^")
	for range 1 + g.IntN(3) {
		s += g.pick("a", "b-d", `\w`, `\W`, `\s`, "A-Z", "é", "k", "\u017f", `\u0100-\u0200`, "ß-ÿ", "😀")
	}
	return s + "]"
}

// setClass is a class of the v flag: a union, an intersection or a difference of
// characters, strings and classes.
func (g *generator) setClass(depth int) string {
	operand := func() string {
		n := g.IntN(4)
		switch {
		case n == 0 && depth < 3:
			return g.setClass(depth + 1)
		case n == 1:
			return g.pick(`\q{ab|a}`, `\q{abc|b|}`, `\q{}`, `\q{AB|é|kk}`, `\p{Emoji_Keycap_Sequence}`, `\q{σς}`)
		}
		return g.pick("a", "b", `\w`, `\W`, `\d`, `\p{L}`, `\P{Lu}`, "k", "é", "😀", "s", "\u212a", "ß", "1")
	}
	s := g.pick("[", "[", "[", "[^") + operand()
	operator := g.pick("", "", "--", "&&")
	for range g.IntN(3) {
		s += operator + operand()
		if operator == "" && g.IntN(4) == 0 {
			s += g.pick("b-d", "A-Z", "ß-ÿ")
		}
	}
	return s + "]"
}

func TestAgainstNaive(t *testing.T) {
	n := 5000
	if testing.Short() {
		n = 1000
	}
	for seed := range n {
		compareGenerated(t, uint64(seed))
	}
}

// FuzzGenerated is TestAgainstNaive for as long as one likes.
func FuzzGenerated(f *testing.F) {
	f.Add(uint64(1 << 32))
	f.Fuzz(compareGenerated)
}

// compareGenerated compares the matchers on a pattern and a subject made from seed.
func compareGenerated(t *testing.T, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 2))
	letters := []string{"", "i", "u", "iu", "v", "iv", "m", "s", "y", "uy", "v", "iv"}
	pieces := []string{"a", "b", "c", "ab", "aab", "A", "é", "É", " ", "\n", "1", "k", "K", "s"}
	if r.IntN(2) == 0 {
		pieces = append(pieces, "\u212a", "\u017f", "😀", "\xed\xa0\xbd", "\xed\xb8\x80", "ß", "σ", "ς", "1\ufe0f\u20e3")
	}
	g := &generator{Rand: r, flags: letters[r.IntN(len(letters))]}
	pattern := g.disjunction()
	var subject []byte
	for range r.IntN(14) {
		subject = source.AppendString(subject, pieces[r.IntN(len(pieces))])
	}
	s := source.ToUTF16(string(subject))
	flags, _ := ParseFlags(g.flags)
	compare(t, pattern, flags, s, r.IntN(len(s)+1)*r.IntN(2))
}
