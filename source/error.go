package source

import (
	"strconv"
	"strings"
)

// Kind is the JavaScript error a source error becomes.
type Kind uint8

// The kinds of early errors.
const (
	SyntaxError Kind = iota
	ReferenceError
	RangeError
)

func (k Kind) String() string {
	return [...]string{"SyntaxError", "ReferenceError", "RangeError"}[k]
}

// Error is what is wrong with the text at Span of File.
type Error struct {
	File    *File
	Span    Span
	Kind    Kind
	Message string
	// Incomplete says that the text ended inside a construct: more input may
	// make it valid. A REPL reads on.
	Incomplete bool
}

// Position returns the 1-based line and UTF-16 column of the error.
func (e *Error) Position() (line, col int) { return e.File.Position(e.Span.Start) }

// Error returns what Node prints: name and line, the source line, a caret under
// the place, and the message. Of a very long line only the surroundings of the
// place are shown.
func (e *Error) Error() string {
	return e.Frame() + "\n\n" + e.Kind.String() + ": " + e.Message
}

// maxShown is how many bytes of a line are printed on either side of the error.
const maxShown = 100

// Frame returns the lines of Error before the message.
func (e *Error) Frame() string {
	line, _ := e.Position()
	ls := e.File.LineSpan(e.Span.Start)
	start := min(max(e.Span.Start, ls.Start), ls.End)
	end := min(max(e.Span.End, start+1), max(ls.End, start+1))
	from, to := ls.Start, ls.End
	if to-from > 3*maxShown {
		from = runeStart(e.File.Text, max(from, start-maxShown))
		to = runeStart(e.File.Text, min(to, start+maxShown))
		end = min(end, max(to, start+1))
	}
	text := e.File.Text[from:to]
	var b strings.Builder
	b.WriteString(e.File.Name)
	b.WriteByte(':')
	b.WriteString(strconv.Itoa(line))
	b.WriteByte('\n')
	b.WriteString(text)
	b.WriteByte('\n')
	for _, r := range text[:start-from] {
		switch {
		case r == '\t':
			b.WriteByte('\t')
		case r >= 0x10000: // two units wide, as V8 counts
			b.WriteString("  ")
		default:
			b.WriteByte(' ')
		}
	}
	n := int(end - start)
	if int(end-from) <= len(text) {
		n = max(1, UTF16Len(text[start-from:end-from]))
	}
	b.WriteString(strings.Repeat("^", n))
	return b.String()
}

// runeStart moves off back to the first byte of the code point it is in.
func runeStart(s string, off int32) int32 {
	for off > 0 && int(off) < len(s) && s[off]&0xC0 == 0x80 {
		off--
	}
	return off
}
