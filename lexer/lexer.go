package lexer

import (
	"gojs/internal/unicodedata"
	"gojs/source"
)

// Token is the current token of a Lexer.
type Token struct {
	Kind Kind
	// Newline: a line terminator stands between this token and the one before.
	Newline bool
	// Escaped: an identifier or string was written with an escape or line
	// continuation.
	Escaped bool
	// Octal is set for legacy octal numbers and escapes, which strict code
	// forbids.
	Octal Octal
	// Incomplete: the token is Illegal because the text ended in it.
	Incomplete bool
	source.Span
	// Name is set for every IdentifierName, keywords included, and for private
	// names (with their #).
	Name Name
	// Num is the value of a Number.
	Num float64
	// Str is the value of a String, the decimal digits of a BigInt, the cooked
	// text of a template piece, the pattern of a RegExp.
	Str string
	// Raw is the raw text of a template piece, the flags of a RegExp.
	Raw string
	// Message says what is wrong with an Illegal token, or why a template piece
	// has no cooked value; Bad is where.
	Message string
	Bad     source.Span
}

// Octal says which legacy form a token uses.
type Octal uint8

// The legacy forms.
const (
	NoOctal       Octal = iota
	OctalNumber         // 017
	OctalDecimal        // 089
	OctalEscape         // "\07"
	OctalEscape89       // "\8"
)

// Lexer scans one text.
type Lexer struct {
	Token
	src    string
	pos    int
	names  names
	buf    []byte
	module bool
}

// Init sets l before the first token of text. In modules HTML-like
// comments are not comments (sec-html-like-comments). A hashbang comment at the
// start is skipped.
func (l *Lexer) Init(text string, module bool) {
	*l = Lexer{src: text, module: module, names: l.names, buf: l.buf[:0]}
	l.names.reset(len(text))
	if len(text) > 1 && text[0] == '#' && text[1] == '!' {
		l.skipLine(2)
	}
}

// Release drops everything that refers to the text, but keeps memory for the
// next Init.
func (l *Lexer) Release() {
	l.names.release()
	l.Token = Token{}
	l.src = ""
}

// NameText returns the text of an interned name.
func (l *Lexer) NameText(n Name) string { return l.names.entries[n].text }

// Intern returns the number of a name, which must not be empty.
func (l *Lexer) Intern(text string) Name { return l.names.intern(text) }

// NameCount returns a bound above all names interned so far.
func (l *Lexer) NameCount() int { return len(l.names.entries) }

// State is a place to return to.
type State struct {
	token Token
	pos   int
}

// Save returns the current place. Going back and forth is not bounded by the
// lexer: callers look a fixed number of tokens ahead.
func (l *Lexer) Save() State { return State{l.Token, l.pos} }

// Restore returns to a place of the same lexer.
func (l *Lexer) Restore(s State) { l.Token, l.pos = s.token, s.pos }

// Classes of bytes.
const (
	clsStart = 1 << iota // can start an identifier, ASCII
	clsPart              // can continue one
	clsSpace             // tab, vertical tab, form feed, space
	clsLine              // ends a line, or might (E2)
	clsDigit
	clsStop // ends the plain part of a string
)

var class = func() (t [256]uint8) {
	for c := range 256 {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '$', c == '_':
			t[c] = clsStart | clsPart
		case '0' <= c && c <= '9':
			t[c] = clsPart | clsDigit
		case c == '\t', c == '\v', c == '\f', c == ' ':
			t[c] = clsSpace
		case c == '\n', c == '\r':
			t[c] = clsLine | clsStop
		case c == 0xE2:
			t[c] = clsLine
		case c == '\\', c == '"', c == '\'':
			t[c] = clsStop
		}
	}
	return t
}()

// single holds the kinds of punctuators that no longer one begins with.
var single = [128]Kind{
	'(': LParen, ')': RParen, '[': LBrack, ']': RBrack, '{': LBrace, '}': RBrace,
	',': Comma, ';': Semicolon, ':': Colon, '~': BitNot, '@': At,
}

// Next moves to the next token. After the end of the text it stays at EOF.
func (l *Lexer) Next() {
	l.Newline = l.pos == 0
	l.Escaped = false
	l.Octal = NoOctal
	l.Name = 0
	src, pos := l.src, l.pos
	for {
		if pos >= len(src) {
			l.Start = int32(len(src))
			l.set(EOF, len(src))
			return
		}
		c := src[pos]
		switch cls := class[c]; {
		case cls&clsStart != 0:
			l.ident(pos)
			return
		case cls&clsSpace != 0:
			pos++
			continue
		case c < 128 && single[c] != 0:
			l.Start = int32(pos)
			l.set(single[c], pos+1)
			return
		}
		switch c {
		case '\n', '\r':
			l.Newline = true
			pos++
			continue
		case '/':
			if pos+1 < len(src) && (src[pos+1] == '/' || src[pos+1] == '*') {
				if !l.comment(pos) {
					return
				}
				pos = l.pos
				continue
			}
		case '<':
			if !l.module && hasPrefix(src[pos:], "<!--") {
				l.skipLine(pos + 4)
				pos = l.pos
				continue
			}
		case '-':
			if l.Newline && !l.module && hasPrefix(src[pos:], "-->") {
				l.skipLine(pos + 3)
				pos = l.pos
				continue
			}
		case '"', '\'':
			l.str(pos, c)
			return
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			l.number(pos)
			return
		case '`':
			l.template(pos, Template, TemplateHead)
			return
		case '\\':
			l.identSlow(pos, pos)
			return
		case '#':
			l.privateName(pos)
			return
		}
		if c >= 0x80 {
			n, done := l.wide(pos)
			if done {
				return
			}
			pos = n
			continue
		}
		l.Start = int32(pos)
		l.punctuator(c, pos)
		return
	}
}

func (l *Lexer) set(k Kind, end int) {
	l.Kind = k
	l.End = int32(end)
	l.pos = end
}

// illegal makes the current token, from start on, an illegal one. from and to
// are the place of the error; scanning goes on at to.
func (l *Lexer) illegal(message string, start, from, to int) {
	to = min(to, len(l.src))
	l.Start = int32(start)
	l.set(Illegal, to)
	l.Message = message
	l.Bad = source.Span{Start: int32(from), End: int32(max(from, to))}
	l.Incomplete = false
}

// MsgInvalidToken is the message for text that is no token.
const MsgInvalidToken = "Invalid or unexpected token"

// wide handles a non-ASCII character between tokens: white space is skipped
// and the place after it returned.
func (l *Lexer) wide(pos int) (next int, done bool) {
	r, n := source.DecodeRune(l.src[pos:])
	switch {
	case r == 0x2028 || r == 0x2029:
		l.Newline = true
		return pos + n, false
	case unicodedata.IsSpace(r):
		return pos + n, false
	case unicodedata.IsIDStart(r):
		l.identSlow(pos, pos)
		return 0, true
	}
	l.illegal(MsgInvalidToken, pos, pos, pos+n)
	return 0, true
}

func hasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

// skipLine moves to the line terminator at or after pos, or the end.
func (l *Lexer) skipLine(pos int) {
	src := l.src
	for pos < len(src) && (class[src[pos]]&clsLine == 0 || !l.lineEnd(pos)) {
		pos++
	}
	l.pos = pos
}

// lineEnd tells the E2 of U+2028 and U+2029 from others.
func (l *Lexer) lineEnd(pos int) bool {
	if l.src[pos] != 0xE2 {
		return true
	}
	return pos+2 < len(l.src) && l.src[pos+1] == 0x80 && l.src[pos+2]|1 == 0xA9
}

// comment skips the comment at pos; false means it has no end, and the current
// token is illegal.
func (l *Lexer) comment(pos int) bool {
	if l.src[pos+1] == '/' {
		l.skipLine(pos + 2)
		return true
	}
	src := l.src
	for i := pos + 2; i < len(src); i++ {
		switch c := src[i]; {
		case c == '*':
			if i+1 < len(src) && src[i+1] == '/' {
				l.pos = i + 2
				return true
			}
		case class[c]&clsLine != 0 && l.lineEnd(i):
			l.Newline = true
		}
	}
	l.illegal(MsgInvalidToken, pos, pos, len(src))
	l.Incomplete = true
	return false
}
