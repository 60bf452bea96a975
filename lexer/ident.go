package lexer

import (
	"gojs/internal/unicodedata"
	"gojs/source"
)

// ident scans the identifier or keyword at pos, which begins in ASCII.
func (l *Lexer) ident(start int) {
	src, pos := l.src, start+1
	for pos < len(src) && class[src[pos]]&clsPart != 0 {
		pos++
	}
	if pos < len(src) && (src[pos] == '\\' || src[pos] >= 0x80) {
		l.identSlow(start, pos)
		return
	}
	l.Start = int32(start)
	l.Name = l.names.intern(src[start:pos])
	l.set(l.names.entries[l.Name].kind, pos)
}

// identSlow scans an identifier with escapes or non-ASCII characters, of which
// the text up to pos is known to be good.
func (l *Lexer) identSlow(start, pos int) {
	text, end, ok := l.nameText(start, pos)
	if !ok {
		return
	}
	l.Start = int32(start)
	l.Name = l.names.intern(text)
	k := l.names.entries[l.Name].kind
	if l.Escaped && k.Keyword() {
		k = EscapedKeyword
	}
	l.set(k, end)
}

// privateName scans #name (PrivateIdentifier, sec-names-and-keywords).
func (l *Lexer) privateName(pos int) {
	text, end, ok := l.nameText(pos, pos+1)
	if !ok {
		return
	}
	if end == pos+1 {
		l.illegal(MsgInvalidToken, pos, pos, pos+1)
		return
	}
	l.Start = int32(pos)
	l.Name = l.names.intern(text)
	l.set(PrivateName, end)
}

// nameText scans the rest of a name from pos on and returns its text from
// start, unescaped. Without ok the current token is illegal.
func (l *Lexer) nameText(start, pos int) (text string, end int, ok bool) {
	src := l.src
	l.buf = l.buf[:0]
	done := start // text before it is in buf, if there were escapes
	first := pos == start || src[start] == '#' && pos == start+1
	for pos < len(src) {
		c := src[pos]
		if c < 0x80 && c != '\\' {
			if class[c]&clsPart == 0 || first && class[c]&clsStart == 0 {
				break
			}
			pos++
			first = false
			continue
		}
		r, n := source.DecodeRune(src[pos:])
		if c == '\\' {
			if r, n = l.identEscape(pos); n == 0 {
				message := MsgInvalidToken
				if hasPrefix(src[pos:], "\\u") {
					message = "Invalid Unicode escape sequence"
				}
				l.illegal(message, start, pos, pos+2)
				return "", 0, false
			}
		}
		if !identRune(r, first) {
			if c == '\\' || first {
				l.illegal(MsgInvalidToken, start, pos, pos+n)
				return "", 0, false
			}
			break
		}
		if c == '\\' {
			l.buf = append(l.buf, src[done:pos]...)
			l.buf = source.AppendRune(l.buf, r)
			done = pos + n
			l.Escaped = true
		}
		pos += n
		first = false
	}
	if !l.Escaped {
		return src[start:pos], pos, true
	}
	return string(append(l.buf, src[done:pos]...)), pos, true
}

func identRune(r rune, first bool) bool {
	if r < 0x80 {
		return class[r]&clsPart != 0 && (!first || class[r]&clsStart != 0)
	}
	if first {
		return unicodedata.IsIDStart(r)
	}
	return unicodedata.IsIDContinue(r) || r == 0x200C || r == 0x200D
}

// identEscape decodes the \u escape at pos; n is 0 when it is malformed.
func (l *Lexer) identEscape(pos int) (r rune, n int) {
	if pos+1 >= len(l.src) || l.src[pos+1] != 'u' {
		return 0, 0
	}
	r, end, msg := l.unicodeEscape(pos + 2)
	if msg != "" {
		return 0, 0
	}
	return r, end - pos
}

// unicodeEscape decodes what follows \u: four hexadecimal digits, or one to
// any number in braces up to 10FFFF. On an error end is where it was noticed.
func (l *Lexer) unicodeEscape(pos int) (r rune, end int, msg string) {
	const bad = "Invalid Unicode escape sequence"
	src := l.src
	if pos < len(src) && src[pos] == '{' {
		for end = pos + 1; end < len(src); end++ {
			d := hexDigit(src[end])
			if d < 0 {
				break
			}
			if r = r<<4 | rune(d); r > 0x10FFFF {
				return 0, end + 1, "Undefined Unicode code-point"
			}
		}
		if end == pos+1 || end >= len(src) || src[end] != '}' {
			return 0, end, bad
		}
		return r, end + 1, ""
	}
	for end = pos; end < pos+4; end++ {
		if end >= len(src) || hexDigit(src[end]) < 0 {
			return 0, end, bad
		}
		r = r<<4 | rune(hexDigit(src[end]))
	}
	return r, end, ""
}

func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}
