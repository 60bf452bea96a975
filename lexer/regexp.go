package lexer

import "gojs/source"

// RegExp rescans the current token, / or /=, as a regular expression literal: Str is its
// body and Raw its flags, neither of them checked (sec-literals-regular-expression-literals).
func (l *Lexer) RegExp() {
	const unterminated = "Invalid regular expression: missing /"
	src, start := l.src, int(l.Start)
	inClass := false
	pos := start + 1
	for ; ; pos++ {
		if pos >= len(src) || class[src[pos]]&clsLine != 0 && l.lineEnd(pos) {
			l.illegal(unterminated, start, start, pos)
			return
		}
		c := src[pos]
		if c == '/' && !inClass {
			break
		}
		switch c {
		case '[':
			inClass = true
		case ']':
			inClass = false
		case '\\':
			if pos+1 < len(src) && (class[src[pos+1]]&clsLine == 0 || !l.lineEnd(pos+1)) {
				pos++
			}
		}
	}
	l.Str = src[start+1 : pos]
	end := pos + 1
	for end < len(src) {
		c := src[end]
		if c == '\\' {
			l.illegal("Invalid regular expression flags", start, end, end+1)
			return
		}
		r, n := source.DecodeRune(src[end:])
		if !identRune(r, false) {
			break
		}
		end += n
	}
	l.Raw = src[pos+1 : end]
	l.set(RegExp, end)
}
