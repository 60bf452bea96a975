package source_test

import (
	"slices"
	"testing"
	"unicode/utf16"

	"gojs/source"
)

func TestPosition(t *testing.T) {
	f := source.NewFile("a.js", "ab\r\ncd\n\u2028é😀x\rz")
	for _, c := range []struct {
		off       int32
		line, col int
	}{
		{0, 1, 1}, {1, 1, 2}, {2, 1, 3}, {4, 2, 1}, {7, 3, 1}, {10, 4, 1}, {12, 4, 2}, {16, 4, 4}, {18, 5, 1}, {99, 5, 2}, {-1, 1, 1},
	} {
		if line, col := f.Position(c.off); line != c.line || col != c.col {
			t.Errorf("Position(%d) = %d:%d, want %d:%d", c.off, line, col, c.line, c.col)
		}
	}
	for i, want := range []string{"", "ab", "cd", "", "é😀x", "z", ""} {
		if got := f.Line(i); got != want {
			t.Errorf("Line(%d) = %q, want %q", i, got, want)
		}
	}
	g := source.NewFile("b.js", "x\ny")
	g.LineOffset, g.ColumnOffset = 10, 5
	if line, col := g.Position(0); line != 11 || col != 6 {
		t.Errorf("with offsets: %d:%d", line, col)
	}
	if line, col := g.Position(2); line != 12 || col != 1 || g.Line(12) != "y" {
		t.Errorf("with offsets: %d:%d", line, col)
	}
}

func TestUTF16(t *testing.T) {
	for _, u := range [][]uint16{
		{}, {'a', 0xE9, 0x20AC}, {0xD83D, 0xDE00}, {0xD83D}, {0xDE00, 0xD83D}, {0xD83D, 'x', 0xDE00}, {0xD83D, 0xD83D, 0xDE00, 0xDE00},
	} {
		s := source.FromUTF16(u)
		if !source.Valid(s) {
			t.Errorf("%x gives %q, which is not WTF-8", u, s)
		}
		if got := source.ToUTF16(s); !slices.Equal(got, u) || source.UTF16Len(s) != len(u) {
			t.Errorf("%x comes back as %x", u, got)
		}
		var b []byte
		for _, unit := range u {
			b = source.AppendRune(b, rune(unit))
		}
		if string(b) != s {
			t.Errorf("%x unit by unit is %q, not %q", u, b, s)
		}
	}
}

func TestValid(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, "a€😀": true, "\xed\xa0\x80": true, "\xed\xa0\xbd\xed\xb8\x80": false, "\xff": false, "\xed\xa0": false, "\xc0\x80": false,
	} {
		if source.Valid(s) != want {
			t.Errorf("Valid(%q) = %v", s, !want)
		}
	}
}

func TestSanitize(t *testing.T) {
	for in, want := range map[string]string{
		"\xef\xbb\xbfab": "ab", "a\xffb": "a\uFFFDb", "\xed\xa0\x80": "\uFFFD\uFFFD\uFFFD", "€": "€",
	} {
		if got := source.Sanitize([]byte(in)); got != want {
			t.Errorf("Sanitize(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestErrorFrame(t *testing.T) {
	long := make([]byte, 1000)
	for i := range long {
		long[i] = 'x'
	}
	f := source.NewFile("a.js", "ok\n\tlet é = @;\n"+string(long))
	for _, c := range []struct {
		span source.Span
		want string
	}{
		{source.Span{Start: 13, End: 14}, "a.js:2\n\tlet é = @;\n\t        ^\n\nSyntaxError: no"},
		{source.Span{Start: 0, End: 9}, "a.js:1\nok\n^^\n\nSyntaxError: no"},
		{source.Span{Start: 9999, End: 9999}, ""},
	} {
		e := &source.Error{File: f, Span: c.span, Message: "no"}
		if got := e.Error(); c.want != "" && got != c.want {
			t.Errorf("%v: %q, want %q", c.span, got, c.want)
		} else if len(got) > 600 {
			t.Errorf("%v: %d bytes", c.span, len(got))
		}
	}
}

func FuzzUTF16(f *testing.F) {
	f.Add("a😀\xed\xa0\xbd", "\xed\xb8\x80x")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !source.Valid(a) || !source.Valid(b) {
			t.Skip()
		}
		joined := string(source.AppendString([]byte(a), b))
		want := append(source.ToUTF16(a), source.ToUTF16(b)...)
		if !source.Valid(joined) || !slices.Equal(source.ToUTF16(joined), want) {
			t.Errorf("%q and %q join to %q", a, b, joined)
		}
		if got := source.FromUTF16(want); got != joined {
			t.Errorf("%x is %q, not %q", want, got, joined)
		}
		if string(utf16.Decode(want)) == "" && len(want) > 0 {
			t.Error("no text")
		}
	})
}
