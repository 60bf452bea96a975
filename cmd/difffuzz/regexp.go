package main

import (
	"slices"
	"strconv"
	"strings"
)

// pattern makes a regular expression that is likely to match something.
type pattern struct {
	*gen
	flags  string
	groups int
	names  []string
	depth  int
	room   int // the atoms that it may still have
}

var subjectParts = []string{"a", "b", "c", "ab", "aab", "abc", "A", "B", "é", "É", " ", "\n", "1", "23", "k", "K", "s", "S", "-", "_", "x", "\u212a", "\u017f", "😀", "ß", "ẞ", "İ", "ı", lone(0x3D), lone(0x600), "σ", "ς", "Σ", "👨‍👩‍👧", "1️⃣", "🇦🇹"}

// regexpCase is a pattern, flags, a subject, lastIndex and a replacement.
func regexpCase(g *gen) []any {
	flags := ""
	for _, f := range "dgimsy" {
		if g.chance(pick(g, 2, 3)) {
			flags += string(f)
		}
	}
	flags += pick(g, "", "", "u", "v")
	p := &pattern{gen: g, flags: flags, room: 4 + g.IntN(12)}
	source := p.disjunction()
	if g.chance(25) {
		source = g.mutate(source, "()[]{}*+?|\\^$.ab1-&")
	}
	parts := subjectParts
	if g.chance(2) {
		parts = parts[:14]
	}
	subject := g.repeat(14, func() string { return pick(g, parts...) })
	replacement := g.repeat(4, func() string {
		return pick(g, "$&", "$1", "$2", "$10", "$01", "$`", "$'", "$$", "$<n>", "$<m>", "$<", "$", "x", "-")
	})
	return []any{source, flags, subject, g.IntN(6), replacement}
}

func (p *pattern) disjunction() string {
	p.depth++
	defer func() { p.depth-- }()
	s := p.sequence()
	for p.chance(4) {
		s += "|" + p.sequence()
	}
	return s
}

func (p *pattern) sequence() string {
	return p.repeat(min(4, max(1, p.room)), func() string {
		atom, quantifiable := p.atom()
		if quantifiable && p.chance(3) {
			atom += pick(p.gen, "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{2,}", "{0}", "{1,3}?", "{0,1}", "{3,}?")
		}
		return atom
	})
}

func (p *pattern) atom() (s string, quantifiable bool) {
	n := p.IntN(18)
	if p.room--; p.depth > 4 || p.room < 0 {
		n = p.IntN(8)
	}
	switch n {
	case 0:
		return pick(p.gen, "^", "$", `\b`, `\B`), false
	case 1:
		return pick(p.gen, ".", `\w`, `\W`, `\d`, `\D`, `\s`, `\S`), true
	case 2, 3:
		return p.class(), true
	case 4:
		return p.reference(), true
	case 5:
		return pick(p.gen, `\u0061`, `\x62`, `\u212a`, `\n`, `\cJ`, `\ud83d`, `\ude00`, `\ud83d\ude00`, `\u{1f600}`, `\-`, `\p{L}`, `\P{Lu}`, `\p{Script=Greek}`, `\0`), true
	case 8, 9, 10:
		return p.group(), true
	case 11, 12:
		return "(?:" + p.disjunction() + ")", true
	case 13, 14:
		return "(?" + pick(p.gen, "=", "!", "<=", "<!") + p.disjunction() + ")", false
	case 15:
		return "(?" + pick(p.gen, "i", "-i", "s", "m", "-m", "i-s", "-s", "im") + ":" + p.disjunction() + ")", true
	}
	return pick(p.gen, "a", "b", "c", "ab", "A", "é", "É", "k", "\u212a", "s", "ß", "😀", "x", "1", "σ", "İ"), true
}

func (p *pattern) group() string {
	p.groups++
	name := ""
	if p.chance(4) {
		name = pick(p.gen, "n", "m", "éa", "$_", "n2")
		if !slices.Contains(p.names, name) || p.chance(3) {
			p.names = append(p.names, name)
			name = "?<" + name + ">"
		} else {
			name = ""
		}
	}
	return "(" + name + p.disjunction() + ")"
}

func (p *pattern) reference() string {
	if len(p.names) > 0 && p.chance(2) {
		return `\k<` + pick(p.gen, p.names...) + ">"
	}
	return `\` + strconv.Itoa(1+p.IntN(p.groups+1))
}

func (p *pattern) class() string {
	if strings.Contains(p.flags, "v") {
		return p.setClass(0)
	}
	return pick(p.gen, "[", "[", "[^") + p.repeat(3, func() string {
		return pick(p.gen, "a", "b-d", `\w`, `\W`, `\s`, `\d`, "A-Z", "é", "k", "\u017f", `\u0100-\u0200`, "ß-ÿ", "😀", `\ud83d`, "-", "^", `\b`, "σ", "I", "s")
	}) + "]"
}

// setClass is a class with the v flag.
func (p *pattern) setClass(depth int) string {
	operand := func() string {
		n := p.IntN(4)
		if depth > 2 {
			n = 0
		}
		switch n {
		case 1:
			return p.setClass(depth + 1)
		case 2:
			return pick(p.gen, `\q{ab|a}`, `\q{abc|b|}`, `\q{}`, `\q{😀|é|AB}`, `\p{RGI_Emoji}`, `\p{Emoji_Keycap_Sequence}`, `\q{σς}`)
		}
		return pick(p.gen, "a", "b", `\w`, `\W`, `\d`, `\p{L}`, `\P{L}`, `\p{Lu}`, "k", "é", "😀", "s", "\u212a", "ß", "1")
	}
	open := pick(p.gen, "[", "[", "[", "[^")
	switch p.IntN(4) {
	case 0:
		return open + operand() + "--" + operand() + p.repeat(1, func() string { return "--" + operand() }) + "]"
	case 1:
		return open + operand() + "&&" + operand() + "]"
	}
	return open + p.repeat(3, func() string {
		if p.chance(4) {
			return pick(p.gen, "a-d", "A-Z", "0-9", "ß-ÿ")
		}
		return operand()
	}) + "]"
}
