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
	n := g.IntN(16)
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
		return `\` + string(rune('1'+g.IntN(g.groups+1)%9)), true
	case 8, 9:
		g.groups++
		return "(" + g.disjunction() + ")", true
	case 10:
		return "(?:" + g.disjunction() + ")", true
	case 11:
		return "(?" + g.pick("=", "!", "<=", "<!") + g.disjunction() + ")", false
	case 12:
		return "(?" + g.pick("i", "-i", "s", "m", "-m", "i-s") + ":" + g.disjunction() + ")", true
	}
	return g.pick("a", "b", "c", "ab", "A", "é", "É", "k", "\u212a", "s", "ß", "😀", `\ud83d`, `\ude00`, `\n`), true
}

func (g *generator) class() string {
	s := g.pick("[", "[^")
	for range 1 + g.IntN(3) {
		s += g.pick("a", "b-d", `\w`, `\W`, `\s`, "A-Z", "é", "k", "\u017f", `\u0100-\u0200`, "ß-ÿ", "😀")
		if strings.Contains(g.flags, "v") {
			s += g.pick("", "", "[^a]", `[\w--b]`, `[\w&&[a-d]]`)
		}
	}
	return s + "]"
}

func TestAgainstNaive(t *testing.T) {
	n := 5000
	if testing.Short() {
		n = 1000
	}
	r := rand.New(rand.NewPCG(1, 2))
	letters := []string{"", "i", "u", "iu", "v", "iv", "m", "s", "y", "uy"}
	pieces := []string{"a", "b", "c", "ab", "aab", "A", "é", "É", " ", "\n", "1", "k", "K", "s"}
	wide := append(pieces, "\u212a", "\u017f", "😀", "\xed\xa0\xbd", "\xed\xb8\x80", "ß")
	for range n {
		g := &generator{Rand: r, flags: letters[r.IntN(len(letters))]}
		pattern := g.disjunction()
		from := pieces
		if r.IntN(2) == 0 {
			from = wide
		}
		var subject []byte
		for range r.IntN(14) {
			subject = source.AppendString(subject, from[r.IntN(len(from))])
		}
		s := source.ToUTF16(string(subject))
		flags, _ := ParseFlags(g.flags)
		compare(t, pattern, flags, s, r.IntN(len(s)+1)*r.IntN(2))
	}
}
