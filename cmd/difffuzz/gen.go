package main

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// gen is a source of random inputs.
type gen struct {
	*rand.Rand
	depth int
}

// pick is one of the list.
func pick[T any](g *gen, list ...T) T { return list[g.IntN(len(list))] }

// chance is true once in n times.
func (g *gen) chance(n int) bool { return g.IntN(n) == 0 }

// repeat joins up to max texts.
func (g *gen) repeat(max int, f func() string) string {
	var b strings.Builder
	for range g.IntN(max + 1) {
		b.WriteString(f())
	}
	return b.String()
}

// digits are n decimal digits.
func (g *gen) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + g.IntN(10))
	}
	return string(b)
}

// mutate changes a text a little: characters are dropped, doubled, swapped, or
// some of from are put between them.
func (g *gen) mutate(s, from string) string {
	r, other := []rune(s), []rune(from)
	for range 1 + g.IntN(3) {
		at := g.IntN(len(r) + 1)
		switch n := g.IntN(5); {
		case n < 2 || at+1 >= len(r):
			r = slices.Insert(r, at, pick(g, other...))
		case n == 2:
			r = slices.Delete(r, at, at+1)
		case n == 3:
			r[at], r[at+1] = r[at+1], r[at]
		default:
			r = r[:at]
		}
	}
	return string(r)
}

// surrogate stands in texts for a lone surrogate: a code point of the last
// private plane and its low ten bits, and one more.
const surrogate = 0x10F000

// lone is the text that stands for the surrogate u.
func lone(u uint16) string { return string(rune(surrogate + rune(u&0x7FF))) }

// encode writes an input as a line of JSON in ASCII.
func encode(values []any) string {
	var b strings.Builder
	for i, v := range values {
		b.WriteByte("[,"[min(i, 1)])
		switch v := v.(type) {
		case string:
			encodeString(&b, v)
		case int:
			b.WriteString(strconv.Itoa(v))
		case float64:
			b.WriteString(strconv.FormatFloat(v, 'g', -1, 64))
		}
	}
	return b.String() + "]"
}

func encodeString(b *strings.Builder, s string) {
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteByte(byte(r))
		case r >= ' ' && r < utf8.RuneSelf && r != 0x7F:
			b.WriteByte(byte(r))
		case r >= surrogate && r < surrogate+0x800:
			unit(b, uint16(0xD800+r-surrogate))
		default:
			for _, u := range utf16.Encode([]rune{r}) {
				unit(b, u)
			}
		}
	}
	b.WriteByte('"')
}

func unit(b *strings.Builder, u uint16) {
	const hex = "0123456789abcdef"
	b.WriteString(`\u`)
	for shift := 12; shift >= 0; shift -= 4 {
		b.WriteByte(hex[u>>shift&15])
	}
}
