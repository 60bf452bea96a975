package lexer

import (
	"strings"

	"gojs/source"
)

// str scans the StringLiteral at pos (sec-literals-string-literals).
func (l *Lexer) str(start int, quote byte) {
	src, pos := l.src, start+1
	for pos < len(src) {
		c := src[pos]
		if class[c]&clsStop == 0 {
			pos++
			continue
		}
		switch c {
		case quote:
			l.Start = int32(start)
			l.Str = src[start+1 : pos]
			l.set(String, pos+1)
			return
		case '\\':
			l.strSlow(start, pos, quote)
			return
		case '\n', '\r':
			l.illegal(MsgInvalidToken, start, start, pos)
			return
		}
		pos++
	}
	l.illegal(MsgInvalidToken, start, start, len(src))
}

// strSlow goes on from the first escape of a string.
func (l *Lexer) strSlow(start, pos int, quote byte) {
	src := l.src
	l.Escaped = true
	l.buf = append(l.buf[:0], src[start+1:pos]...)
	for pos < len(src) {
		switch c := src[pos]; {
		case c == quote:
			l.Start = int32(start)
			l.Str = string(l.buf)
			l.set(String, pos+1)
			return
		case c == '\n' || c == '\r':
			l.illegal(MsgInvalidToken, start, start, pos)
			return
		case c == '\\':
			end, msg := l.escape(pos, false)
			if msg != "" {
				l.illegal(msg, start, pos, end)
				return
			}
			pos = end
		default:
			next := pos + 1
			for next < len(src) && class[src[next]]&clsStop == 0 {
				next++
			}
			l.buf = source.AppendString(l.buf, src[pos:next])
			pos = next
		}
	}
	l.illegal(MsgInvalidToken, start, start, len(src))
	// A line continuation at the end of a line asks a REPL for more.
	l.Incomplete = hasLineContinuation(src)
}

func hasLineContinuation(src string) bool {
	return strings.HasSuffix(src, "\\\n") || strings.HasSuffix(src, "\\\r\n") || strings.HasSuffix(src, "\\")
}

// plainEscapes are the escapes of one character.
var plainEscapes = [128]byte{'b': '\b', 't': '\t', 'n': '\n', 'v': '\v', 'f': '\f', 'r': '\r'}

// escape decodes the escape sequence at pos into buf and returns where it ends;
// a message says why it is not one. Octal escapes are noted in a string and
// wrong in a template.
func (l *Lexer) escape(pos int, template bool) (end int, msg string) {
	src := l.src
	pos++
	if pos >= len(src) {
		return pos, MsgInvalidToken
	}
	c := src[pos]
	switch {
	case c == 'x':
		for end = pos + 1; end < pos+3; end++ {
			if end >= len(src) || hexDigit(src[end]) < 0 {
				return end, "Invalid hexadecimal escape sequence"
			}
		}
		l.buf = source.AppendRune(l.buf, rune(hexDigit(src[pos+1])<<4|hexDigit(src[pos+2])))
		return end, ""
	case c == 'u':
		r, end, msg := l.unicodeEscape(pos + 1)
		if msg == "" {
			l.buf = source.AppendRune(l.buf, r)
		}
		return end, msg
	case '0' <= c && c <= '9':
		return l.octalEscape(pos, template)
	case c == '\r' && pos+1 < len(src) && src[pos+1] == '\n':
		return pos + 2, ""
	case c == '\n', c == '\r':
		return pos + 1, ""
	case c < 128 && plainEscapes[c] != 0:
		l.buf = append(l.buf, plainEscapes[c])
		return pos + 1, ""
	}
	r, n := source.DecodeRune(src[pos:])
	if r != 0x2028 && r != 0x2029 {
		l.buf = append(l.buf, src[pos:pos+n]...)
	}
	return pos + n, ""
}

// octalEscape decodes \0 and the legacy octal escapes, digits from pos on.
func (l *Lexer) octalEscape(pos int, template bool) (end int, msg string) {
	src := l.src
	c := src[pos]
	follows := pos+1 < len(src) && class[src[pos+1]]&clsDigit != 0
	if c == '0' && !follows {
		l.buf = append(l.buf, 0)
		return pos + 1, ""
	}
	if template {
		if c >= '8' {
			return pos + 1, "\\8 and \\9 are not allowed in template strings."
		}
		return pos + 1, "Octal escape sequences are not allowed in template strings"
	}
	if l.Octal == NoOctal {
		l.Bad = source.Span{Start: int32(pos - 1), End: int32(pos + 1)}
		l.Octal = OctalEscape
		if c >= '8' {
			l.Octal = OctalEscape89
		}
	}
	if c >= '8' {
		l.buf = append(l.buf, c)
		return pos + 1, ""
	}
	n, v := 0, 0
	for n < 3 && pos < len(src) && '0' <= src[pos] && src[pos] <= '7' && v*8+int(src[pos]-'0') < 256 {
		v = v*8 + int(src[pos]-'0')
		pos++
		n++
	}
	l.buf = source.AppendRune(l.buf, rune(v))
	return pos, ""
}

// TemplateTail rescans the current token, a closing brace, as the
// continuation of a template.
func (l *Lexer) TemplateTail() {
	l.template(int(l.Start), TemplateTail, TemplateMiddle)
}

// template scans a piece of a template from the ` or } at start. The kind is last
// when it ends in a backquote and more when in ${
// (sec-template-literal-lexical-components). A wrong escape leaves Message set.
func (l *Lexer) template(start int, last, more Kind) {
	src, pos := l.src, start+1
	l.Message = ""
	l.Start = int32(start)
	l.buf = l.buf[:0]
	piece := templatePiece{from: pos, plain: true}
	for pos < len(src) {
		switch c := src[pos]; {
		case c == '`':
			l.templateEnd(&piece, pos)
			l.set(last, pos+1)
			return
		case c == '$' && pos+1 < len(src) && src[pos+1] == '{':
			l.templateEnd(&piece, pos)
			l.set(more, pos+2)
			return
		case c == '\\' || c == '\r':
			if piece.plain {
				l.buf = append(l.buf, src[piece.from:pos]...)
				piece.plain = false
			}
			pos = l.templateSpecial(&piece, pos)
		case piece.plain:
			pos++
		default:
			next := pos + 1
			for next < len(src) && src[next] != '`' && src[next] != '$' && src[next] != '\\' && src[next] != '\r' {
				next++
			}
			l.buf = source.AppendString(l.buf, src[pos:next])
			pos = next
		}
	}
	l.illegal("Unterminated template literal", start, start, len(src))
	l.Incomplete = true
}

// templatePiece is a piece being scanned: from is its first byte, plain says that its
// cooked text is its raw text so far, cr that it holds a carriage return.
type templatePiece struct {
	from      int
	plain, cr bool
}

// templateSpecial scans the escape sequence or carriage return at pos.
func (l *Lexer) templateSpecial(piece *templatePiece, pos int) (end int) {
	src := l.src
	if src[pos] == '\r' {
		piece.cr = true
		l.buf = append(l.buf, '\n')
		if hasPrefix(src[pos:], "\r\n") {
			return pos + 2
		}
		return pos + 1
	}
	end, msg := l.escape(pos, true)
	if msg == "" {
		piece.cr = piece.cr || src[pos+1] == '\r'
		return end
	}
	if l.Message == "" {
		l.Message = msg
		l.Bad = source.Span{Start: int32(pos), End: int32(min(end, len(src)))}
	}
	return min(pos+2, len(src)) // what follows is text, but not an escaped delimiter
}

func (l *Lexer) templateEnd(piece *templatePiece, pos int) {
	l.Raw = l.src[piece.from:pos]
	if piece.plain {
		l.Str = l.Raw
		return
	}
	l.Str = string(l.buf)
	if piece.cr {
		l.Raw = strings.ReplaceAll(strings.ReplaceAll(l.Raw, "\r\n", "\n"), "\r", "\n")
	}
}
