package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"sync"

	"golang.org/x/term"
)

// lineReader is where the REPL's lines come from.
type lineReader interface {
	// ReadLine shows a prompt and returns a line without its end: io.EOF when
	// there are no more, errCtrlC when the line was given up, errCtrlCEmpty when
	// there was nothing to give up.
	ReadLine(prompt string) (string, error)
}

var (
	errCtrlC      = errors.New("interrupted")
	errCtrlCEmpty = errors.New("interrupted with nothing typed")
)

// The keys that the terminal layer of gojs handles itself, as they are sent.
const (
	keyCtrlC = 3
	keyTab   = '\t'
	keyCtrlR = 18
)

// terminalReader reads lines from a terminal with golang.org/x/term, which does
// the editing. It adds what that lacks: Ctrl-C apart from Ctrl-D, search in
// the history by Ctrl-R, lists of completions.
//
// The terminal is in raw mode only while a line is read, so that a running program can
// be interrupted by the kernel's means.
type terminalReader struct {
	in, out  *os.File
	keys     *keyReader
	history  *history
	complete func(text string) completion // what may stand behind text

	mu   sync.Mutex
	term *term.Terminal // nil while no line is read

	search  string // what Ctrl-R looked for
	found   string // and the line it found
	foundAt int
}

func newTerminalReader(in, out *os.File, h *history, complete func(string) completion) *terminalReader {
	return &terminalReader{in: in, out: out, keys: &keyReader{r: in}, history: h, complete: complete}
}

// keyReader passes on what is typed, up to what ends a line at a time: the rest,
// of a paste for instance, is for the next line. It notices Ctrl-C.
type keyReader struct {
	r     io.Reader
	rest  []byte // read and not passed on
	ctrlC bool   // the line ended by it
	typed bool   // the line has had other keys
}

func (k *keyReader) Read(p []byte) (int, error) {
	if len(k.rest) == 0 {
		buf := make([]byte, 4096)
		n, err := k.r.Read(buf)
		if n == 0 {
			return 0, err
		}
		k.rest = buf[:n]
	}
	n := len(k.rest)
	if i := bytes.IndexAny(k.rest, "\r\n\x03"); i >= 0 {
		n = i + 1
	}
	n = copy(p, k.rest[:n])
	k.ctrlC = p[n-1] == keyCtrlC
	k.typed = k.typed || n > 1 || !k.ctrlC
	k.rest = k.rest[n:]
	return n, nil
}

// ReadLine implements lineReader.
func (t *terminalReader) ReadLine(prompt string) (string, error) {
	state, err := term.MakeRaw(int(t.in.Fd()))
	if err != nil {
		return "", err
	}
	defer func() { _ = term.Restore(int(t.in.Fd()), state) }()
	e := term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{t.keys, t.out}, prompt)
	e.History = t.history
	if w, h, err := term.GetSize(int(t.out.Fd())); err == nil && w > 0 {
		_ = e.SetSize(w, h)
	}
	e.AutoCompleteCallback = func(line string, pos int, key rune) (string, int, bool) {
		return t.key(e, line, pos, key)
	}
	t.keys.typed = false
	t.setTerm(e)
	defer t.setTerm(nil)
	line, err := e.ReadLine()
	if err == io.EOF {
		io.WriteString(t.out, "\r\n")
		switch {
		case t.keys.ctrlC && t.keys.typed:
			return "", errCtrlC
		case t.keys.ctrlC:
			return "", errCtrlCEmpty
		}
	}
	return line, err
}

func (t *terminalReader) setTerm(e *term.Terminal) {
	t.mu.Lock()
	t.term = e
	t.mu.Unlock()
}

// Write prints above the line that is being edited, if there is one.
func (t *terminalReader) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.term != nil {
		return t.term.Write(p)
	}
	return t.out.Write(p)
}

// key handles the keys that the library leaves over.
func (t *terminalReader) key(e *term.Terminal, line string, pos int, key rune) (string, int, bool) {
	switch key {
	case keyTab:
		c := t.complete(line[:pos])
		if add := c.common(); add != "" {
			return line[:pos] + add + line[pos:], pos + len(add), true
		}
		if len(c.names) > 1 {
			w, _, _ := term.GetSize(int(t.out.Fd()))
			_, _ = e.Write([]byte(columns(c.names, w)))
		}
		return line, pos, true
	case keyCtrlR:
		return t.searchBack(line)
	}
	return "", 0, false
}

// searchBack replaces the line by the newest one in the history that contains
// it; pressed again, by older ones that do.
func (t *terminalReader) searchBack(line string) (string, int, bool) {
	from := 0
	if line != "" && line == t.found {
		from = t.foundAt + 1
	} else {
		t.search = line
	}
	n := t.history.search(t.search, from)
	for n >= 0 && t.history.At(n) == line {
		n = t.history.search(t.search, n+1)
	}
	if n < 0 {
		return line, len(line), true
	}
	t.found, t.foundAt = t.history.At(n), n
	return t.found, len(t.found), true
}

// maxColumns bounds how many completions are shown.
const maxColumns = 400

// columns sets names in columns for a terminal of a width.
func columns(names []string, width int) string {
	cut := len(names) > maxColumns
	if cut {
		names = names[:maxColumns]
	}
	longest := 0
	for _, n := range names {
		longest = max(longest, len(n))
	}
	per := max(1, max(width, 40)/(longest+2))
	rows := (len(names) + per - 1) / per
	var b strings.Builder
	for r := range rows {
		for i := r; i < len(names); i += rows {
			b.WriteString(names[i])
			if i+rows < len(names) {
				b.WriteString(strings.Repeat(" ", longest+2-len(names[i])))
			}
		}
		b.WriteByte('\n')
	}
	if cut {
		b.WriteString("...\n")
	}
	return b.String()
}
