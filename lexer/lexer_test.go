package lexer_test

import (
	"strings"
	"testing"

	"gojs/internal/golden"
	"gojs/lexer"
	"gojs/source"
)

func TestTokens(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, c *golden.Case) {
		var b strings.Builder
		lexer.Dump(&b, source.NewFile("input.js", c.File("input.js")), strings.Contains(c.Comment, "module"))
		c.Want("tokens", b.String())
	})
}

// TestNames makes more names than the first table holds.
func TestNames(t *testing.T) {
	var l lexer.Lexer
	l.Init("", false)
	ids := map[string]lexer.Name{}
	for i := range 5000 {
		text := strings.Repeat("x", i%40+1) + string(rune('a'+i%26)) + strings.Repeat("y", i/40)
		id := l.Intern(text)
		if old, ok := ids[text]; ok && old != id {
			t.Fatalf("%s was %d and is %d", text, old, id)
		}
		ids[text] = id
		if l.NameText(id) != text {
			t.Fatalf("%d is %q, not %q", id, l.NameText(id), text)
		}
	}
	for text, id := range ids {
		if l.Intern(text) != id {
			t.Errorf("%s was %d and is %d", text, id, l.Intern(text))
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"a = /b/g", "`x${y}z`", "'\\u{1F600}'", "0x1n", "<!-- x\n--> y", "\\u0061b", "#x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = source.Sanitize([]byte(text))
		var l lexer.Lexer
		l.Init(text, false)
		last := int32(0)
		for l.Next(); l.Kind != lexer.EOF; l.Next() {
			if l.Start < last || l.End <= l.Start || int(l.End) > len(text) {
				t.Fatalf("token %v at %d-%d after %d", l.Kind, l.Start, l.End, last)
			}
			if l.Kind == lexer.Illegal && l.Message == "" {
				t.Fatal("illegal without a message")
			}
			if l.Kind == lexer.String && !source.Valid(l.Str) {
				t.Fatalf("%q is not WTF-8", l.Str)
			}
			last = l.End
		}
	})
}
