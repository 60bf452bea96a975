package regex

import "gojs/internal/unicodedata"

// atomEscape reads what follows a backslash outside of classes.
func (p *parser) atomEscape() (n *node, quantifiable bool) {
	c := p.peek()
	switch c {
	case eof:
		p.fail("\\ at end of pattern")
	case 'b', 'B':
		p.pos++
		n = p.node(kAssert)
		n.char = c
		return n, false
	case '1', '2', '3', '4', '5', '6', '7', '8', '9':
		if n := p.backreference(); n != nil {
			return n, true
		}
		if p.unicode {
			p.fail("Invalid escape")
		}
	case 'k':
		if p.unicode || p.named {
			p.pos++
			return p.namedBackreference(), true
		}
	}
	if cl := p.classEscape("Invalid property name"); cl != nil {
		n = p.node(kClass)
		n.class = cl
		return n, true
	}
	return p.char(p.characterEscape(false)), true
}

// backreference reads a DecimalEscape, or nothing when there are not that many
// groups: without u the digits then mean something else.
func (p *parser) backreference() *node {
	start := p.pos
	v, _ := p.decimal()
	if int(v) > p.groups {
		p.pos = start
		return nil
	}
	n := p.node(kBackref)
	n.refs = []int32{v}
	return n
}

// namedBackreference reads the GroupName after \k.
func (p *parser) namedBackreference() *node {
	at := p.pos
	if !p.eat('<') {
		p.fail("Invalid named reference")
	}
	n := p.node(kBackref)
	p.refs = append(p.refs, namedRef{n, p.groupName(), at})
	return n
}

// classEscape reads d D s S w W, and p P with u; nil when it is none of them.
func (p *parser) classEscape(invalid string) *class {
	switch c := p.peek(); c {
	case 'd', 'D', 's', 'S', 'w', 'W':
		p.pos++
		return &class{op: cEscape, lo: c}
	case 'p', 'P':
		if !p.unicode {
			return nil
		}
		p.pos++
		return p.property(c == 'P', invalid)
	}
	return nil
}

// property reads {UnicodePropertyValueExpression}.
func (p *parser) property(negated bool, invalid string) *class {
	c := &class{op: cProperty, negated: negated}
	if !p.eat('{') {
		p.fail(invalid)
	}
	c.name = p.propertyName()
	if c.hasValue = p.eat('='); c.hasValue {
		c.value = p.propertyName()
	}
	if !p.eat('}') || !p.knowsProperty(c) {
		p.fail(invalid)
	}
	return c
}

func (p *parser) propertyName() string {
	start := p.pos
	for isPropertyChar(p.peek()) {
		p.pos++
	}
	return string(p.in[start:p.pos])
}

func isPropertyChar(c rune) bool {
	return uint32(c|0x20)-'a' < 26 || uint32(c)-'0' < 10 || c == '_'
}

func (p *parser) knowsProperty(c *class) bool {
	switch {
	case c.hasValue:
		return unicodedata.IsPropertyValue(c.name, c.value)
	case isSequenceProperty(c.name):
		return p.sets && !c.negated
	}
	return unicodedata.IsProperty(c.name)
}

func isSequenceProperty(name string) bool { return unicodedata.IsSequenceProperty(name) }

// characterEscape reads a CharacterEscape (the backslash is read) and returns
// its CharacterValue. Source: sec-patterns-static-semantics-character-value.
func (p *parser) characterEscape(inClass bool) rune {
	start := p.pos
	c := p.next()
	switch c {
	case eof:
		p.failAt(start, "\\ at end of pattern")
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	case 'v':
		return '\v'
	case 'c':
		return p.controlEscape(inClass)
	case '0', '1', '2', '3', '4', '5', '6', '7':
		return p.octalEscape(c, inClass)
	case 'x':
		if v, ok := p.hex(2); ok {
			return v
		}
		if p.unicode {
			p.failAt(start, "Invalid escape")
		}
		return 'x'
	case 'u':
		if v, ok := p.unicodeEscape(p.unicode); ok {
			return v
		}
		if p.unicode {
			p.failAt(start, "Invalid Unicode escape")
		}
		return 'u'
	}
	p.checkIdentityEscape(c, start, inClass)
	return c
}

// checkIdentityEscape rejects what may not stand for itself after a backslash.
func (p *parser) checkIdentityEscape(c rune, at int, inClass bool) {
	switch {
	case !p.unicode && !(c == 'k' && p.named):
	case p.unicode && (isSyntaxCharacter(c) || c == '/'):
	case p.unicode && inClass && c == '-':
	default:
		p.failAt(at, "Invalid escape")
	}
}

func isSyntaxCharacter(c rune) bool {
	switch c {
	case '^', '$', '\\', '.', '*', '+', '?', '(', ')', '[', ']', '{', '}', '|':
		return true
	}
	return false
}

// controlEscape reads the letter after \c. Without u, where there is none the
// backslash stands for itself and the c is left to be read again; in a class,
// digits and the underscore count as letters.
func (p *parser) controlEscape(inClass bool) rune {
	c := p.peek()
	if uint32(c|0x20)-'a' < 26 {
		p.pos++
		return c & 31
	}
	if p.unicode {
		p.failAt(p.pos-1, "Invalid Unicode escape")
	}
	if inClass && (uint32(c)-'0' < 10 || c == '_') {
		p.pos++
		return c & 31
	}
	p.pos--
	return '\\'
}

// octalEscape reads \0, and without u a LegacyOctalEscapeSequence.
func (p *parser) octalEscape(first rune, inClass bool) rune {
	isDigit := func(c, max rune) bool { return '0' <= c && c <= max }
	if p.unicode {
		if first == '0' && !isDigit(p.peek(), '9') {
			return 0
		}
		p.failAt(p.pos-1, "Invalid decimal escape")
	}
	v := first - '0'
	if isDigit(p.peek(), '7') {
		v = v*8 + p.next() - '0'
		if first <= '3' && isDigit(p.peek(), '7') {
			v = v*8 + p.next() - '0'
		}
	}
	return v
}

// hex reads n hexadecimal digits, or nothing.
func (p *parser) hex(n int) (rune, bool) {
	v := rune(0)
	for i := range n {
		d := hexValue(p.peekAt(i))
		if d < 0 {
			return 0, false
		}
		v = v<<4 | d
	}
	p.pos += n
	return v, true
}

func hexValue(c rune) rune {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10
	}
	return -1
}

// unicodeEscape reads a RegExpUnicodeEscapeSequence after its u, or nothing.
// In Unicode mode it may be in braces, and two escapes may make a pair.
func (p *parser) unicodeEscape(unicode bool) (rune, bool) {
	if unicode && p.peek() == '{' {
		return p.bracedEscape()
	}
	v, ok := p.hex(4)
	if !ok || !unicode || !isLead(v) || !p.looking("\\u") {
		return v, ok
	}
	start := p.pos
	p.pos += 2
	if trail, ok := p.hex(4); ok && isTrail(trail) {
		return pairOf(v, trail), true
	}
	p.pos = start
	return v, true
}

func (p *parser) bracedEscape() (rune, bool) {
	start := p.pos
	p.pos++
	v, digits := rune(0), 0
	for d := hexValue(p.peek()); d >= 0; d = hexValue(p.peek()) {
		p.pos++
		digits++
		if v = v<<4 | d; v > unicodedata.MaxRune {
			break
		}
	}
	if digits == 0 || v > unicodedata.MaxRune || !p.eat('}') {
		p.pos = start
		return 0, false
	}
	return v, true
}
