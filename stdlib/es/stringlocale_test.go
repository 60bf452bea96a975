package es

import (
	"math/rand/v2"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// TestCompareLatin1 compares the quick order with the collator's, over short
// texts of few characters, so that most pairs have something in common.
func TestCompareLatin1(t *testing.T) {
	const alphabet = "aAbB zZ09-_.,'\"\t\u00e9\u00c9\u00df\u00b7lL~$"
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune(alphabet)
	text := func() (latin1 []byte, s string) {
		for range 1 + r.IntN(5) {
			u := letters[r.IntN(len(letters))]
			latin1, s = append(latin1, byte(u)), s+string(u)
		}
		return latin1, s
	}
	k := collate.New(language.Und)
	quick := 0
	for range 300000 {
		a, as := text()
		b, bs := text()
		order, ok := compareLatin1(a, b)
		if !ok {
			continue
		}
		quick++
		if want := k.CompareString(as, bs); order != want {
			t.Fatalf("%q and %q compare as %d, want %d", as, bs, order, want)
		}
	}
	if quick < 100000 {
		t.Errorf("only %d were quick", quick)
	}
}

// TestLatin1Forms holds the tables of single characters against whole texts.
func TestLatin1Forms(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 50000 {
		var text []rune
		for range r.IntN(8) {
			text = append(text, rune(r.IntN(256)))
		}
		for _, f := range normForms {
			var got []uint16
			for _, u := range text {
				got = append(got, latin1Forms(f)[u]...)
			}
			if want := f.String(string(text)); string(utf16Runes(got)) != want {
				t.Fatalf("%q: %q, want %q", string(text), string(utf16Runes(got)), want)
			}
		}
	}
}

func utf16Runes(u []uint16) []rune {
	out := make([]rune, len(u))
	for i, x := range u {
		out[i] = rune(x)
	}
	return out
}
