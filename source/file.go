package source

import (
	"sort"
	"strings"
	"sync"
)

// MaxSize is the largest text a File may hold in bytes; offsets are int32 and
// the parser adds small numbers to them.
const MaxSize = 1<<31 - 1<<16

// Span is the half-open range of byte offsets [Start, End) in a File.
type Span struct {
	Start, End int32
}

// Source returns s itself; embedding a Span gives a node its position.
func (s Span) Source() Span { return s }

// File is one unit of source text with its name. It must not be copied after
// first use and is safe for concurrent readers.
type File struct {
	// Name is what error messages and stack traces print.
	Name string
	// Text is the program in WTF-8.
	Text string
	// LineOffset and ColumnOffset are added to the 1-based line of every
	// position and to the column of positions on the first line (vm.Script's
	// lineOffset and columnOffset; wrapped CommonJS bodies).
	LineOffset, ColumnOffset int
	// Reserve, if not nil, is called by the parser before the program takes
	// about so many bytes more, for its tree and its code. It may panic, which
	// ends the parse.
	Reserve func(bytes int64)

	once  sync.Once
	lines []int32 // offset of the first byte of each line
}

// NewFile returns a File over text that is already WTF-8.
func NewFile(name, text string) *File { return &File{Name: name, Text: text} }

// FromBytes returns a File over the bytes of a file on disk: a byte order mark
// at the start is dropped and every invalid byte becomes U+FFFD.
func FromBytes(name string, data []byte) *File {
	return &File{Name: name, Text: Sanitize(data)}
}

// Slice returns the text of s, which must lie within the file.
func (f *File) Slice(s Span) string { return f.Text[s.Start:s.End] }

// Position returns the 1-based line of the byte offset off and its 1-based
// column counted in UTF-16 code units, as V8 counts. An offset outside the
// text counts as the nearest end.
func (f *File) Position(off int32) (line, col int) {
	off = min(max(off, 0), int32(len(f.Text)))
	i := f.lineIndex(off)
	col = UTF16Len(f.Text[f.starts()[i]:off]) + 1
	if i == 0 {
		col += f.ColumnOffset
	}
	return i + 1 + f.LineOffset, col
}

// LineCount returns the number of lines; text that ends in a line terminator
// has an empty last line.
func (f *File) LineCount() int { return len(f.starts()) }

// Line returns the text of the line that Position calls n, without its
// terminator, and "" when there is none.
func (f *File) Line(n int) string {
	i := n - 1 - f.LineOffset
	starts := f.starts()
	if i < 0 || i >= len(starts) {
		return ""
	}
	return f.lineAt(starts[i])
}

// LineSpan returns the span of the line that holds off, without its terminator.
func (f *File) LineSpan(off int32) Span {
	off = min(max(off, 0), int32(len(f.Text)))
	start := f.starts()[f.lineIndex(off)]
	return Span{start, start + int32(len(f.lineAt(start)))}
}

func (f *File) lineAt(start int32) string {
	rest := f.Text[start:]
	for i := 0; i < len(rest); i++ {
		if lineTerminator(rest, i) > 0 {
			return rest[:i]
		}
	}
	return rest
}

func (f *File) lineIndex(off int32) int {
	starts := f.starts()
	return sort.Search(len(starts), func(i int) bool { return starts[i] > off }) - 1
}

func (f *File) starts() []int32 {
	f.once.Do(func() {
		f.lines = append(make([]int32, 0, 1+strings.Count(f.Text, "\n")), 0)
		for i := 0; i < len(f.Text); {
			n := lineTerminator(f.Text, i)
			if n == 0 {
				i++
				continue
			}
			i += n
			f.lines = append(f.lines, int32(i))
		}
	})
	return f.lines
}

// lineTerminator returns the length of the line terminator sequence at text[i],
// and 0 when there is none (LineTerminatorSequence, sec-line-terminators).
func lineTerminator(text string, i int) int {
	switch text[i] {
	case '\n':
		return 1
	case '\r':
		if i+1 < len(text) && text[i+1] == '\n' {
			return 2
		}
		return 1
	case 0xE2: // U+2028 and U+2029 are E2 80 A8 and E2 80 A9
		if i+2 < len(text) && text[i+1] == 0x80 && text[i+2]|1 == 0xA9 {
			return 3
		}
	}
	return 0
}
