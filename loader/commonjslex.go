package loader

import "strings"

// peek is the next token, which stays there.
func (x *exportLexer) peek() (t token) {
	x.try(func() bool {
		t = x.next()
		return false
	})
	return t
}

// next reads a token.
func (x *exportLexer) next() token {
	t := x.scan()
	x.prev = t
	return t
}

func (x *exportLexer) scan() token {
	x.space()
	if x.pos >= len(x.src) {
		return token{}
	}
	c := x.src[x.pos]
	switch {
	case nameByte(c) && (c < '0' || c > '9'):
		return token{nameToken, x.while(nameByte)}
	case c >= '0' && c <= '9':
		return token{numberToken, x.while(func(c byte) bool { return nameByte(c) || c == '.' })}
	case c == '"' || c == '\'':
		return token{stringToken, x.quoted(c)}
	case c == '`':
		x.template()
		return token{otherToken, "`"}
	case c == '/' && x.regexpHere():
		x.regexp()
		return token{otherToken, "/"}
	case strings.HasPrefix(x.src[x.pos:], "..."):
		x.pos += 3
		return token{otherToken, "..."}
	case c == '=' && x.pos+1 < len(x.src) && (x.src[x.pos+1] == '=' || x.src[x.pos+1] == '>'):
		x.pos += 2
		return token{otherToken, "=="}
	}
	x.pos++
	return token{otherToken, x.src[x.pos-1 : x.pos]}
}

func nameByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c >= 0x80
}

func (x *exportLexer) while(f func(byte) bool) string {
	start := x.pos
	for x.pos < len(x.src) && f(x.src[x.pos]) {
		x.pos++
	}
	return x.src[start:x.pos]
}

// space passes over white space and comments.
func (x *exportLexer) space() {
	for x.pos < len(x.src) {
		switch rest := x.src[x.pos:]; {
		case rest[0] <= ' ':
			x.pos++
		case strings.HasPrefix(rest, "//"):
			x.line()
		case strings.HasPrefix(rest, "/*"):
			end := strings.Index(rest[2:], "*/")
			if end < 0 {
				x.pos = len(x.src)
				return
			}
			x.pos += end + 4
		default:
			return
		}
	}
}

func (x *exportLexer) line() {
	if end := strings.IndexByte(x.src[x.pos:], '\n'); end >= 0 {
		x.pos += end
	} else {
		x.pos = len(x.src)
	}
}

// quoted reads a string literal and returns what is between its quotes;
// escapes stay, save those of a single character.
func (x *exportLexer) quoted(quote byte) string {
	x.pos++
	start := x.pos
	for x.pos < len(x.src) {
		switch x.src[x.pos] {
		case quote:
			x.pos++
			return x.src[start : x.pos-1]
		case '\\':
			x.pos++
		case '\n':
			return x.src[start:x.pos]
		}
		x.pos++
	}
	x.pos = min(x.pos, len(x.src))
	return x.src[start:x.pos]
}

// template passes over a template, its substitutions included.
func (x *exportLexer) template() {
	x.pos++
	depth := []int{0} // of braces, in each template that is open; 0: in its text
	for x.pos < len(x.src) && len(depth) > 0 {
		top := &depth[len(depth)-1]
		c := x.src[x.pos]
		switch {
		case *top == 0 && c == '\\':
			x.pos++
		case *top == 0 && c == '`':
			depth = depth[:len(depth)-1]
		case *top == 0 && strings.HasPrefix(x.src[x.pos:], "${"):
			*top = 1
			x.pos++
		case *top == 0:
		case c == '{':
			*top++
		case c == '}':
			*top--
		case c == '`':
			depth = append(depth, 0)
		case c == '"' || c == '\'':
			x.quoted(c)
			continue
		case c == '/' && (strings.HasPrefix(x.src[x.pos:], "//") || strings.HasPrefix(x.src[x.pos:], "/*")):
			x.space()
			continue
		}
		x.pos++
	}
	x.pos = min(x.pos, len(x.src))
}

// regexpHere guesses, by the token before, whether a slash begins a regular
// expression.
func (x *exportLexer) regexpHere() bool {
	switch p := x.prev; p.kind {
	case endToken:
		return true
	case nameToken:
		switch p.text {
		case "return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "instanceof", "new", "throw":
			return true
		}
		return false
	case otherToken:
		return p.text != ")" && p.text != "]" && p.text != "}" && p.text != "`" && p.text != "/"
	}
	return false
}

func (x *exportLexer) regexp() {
	class := false
	for x.pos++; x.pos < len(x.src); x.pos++ {
		switch x.src[x.pos] {
		case '\\':
			x.pos++
		case '[':
			class = true
		case ']':
			class = false
		case '\n':
			return
		case '/':
			if !class {
				x.pos++
				x.while(nameByte)
				return
			}
		}
	}
	x.pos = min(x.pos, len(x.src))
}
