package regex

import "gojs/source"

// classAtom reads a CharacterClass after its bracket.
func (p *parser) classAtom() *node {
	n := p.node(kClass)
	if p.sets {
		n.class = p.classSet()
	} else {
		n.class = p.classRanges()
	}
	return n
}

// classRanges reads ClassContents without v, and the closing bracket.
func (p *parser) classRanges() *class {
	out := &class{op: cUnion, negated: p.eat('^')}
	add := func(c *class) { out.kids = append(out.kids, c) }
	for !p.eat(']') {
		first := p.rangeAtom()
		if p.peek() != '-' || p.peekAt(1) == eof {
			add(first)
			continue
		}
		p.pos++
		if p.peek() == ']' {
			add(first)
			add(single('-'))
			continue
		}
		last := p.rangeAtom()
		switch {
		case first.op == cRange && last.op == cRange:
			if first.lo > last.lo {
				p.fail("Range out of order in character class")
			}
			add(&class{op: cRange, lo: first.lo, hi: last.lo})
		case p.unicode:
			p.fail("Invalid character class")
		default: // Annex B: the dash is one of three members
			add(first)
			add(single('-'))
			add(last)
		}
	}
	return out
}

func single(r rune) *class { return &class{op: cRange, lo: r, hi: r} }

// rangeAtom reads a ClassAtom: a cRange of one character, or an escape that
// stands for several.
func (p *parser) rangeAtom() *class {
	switch c := p.next(); c {
	case eof:
		p.failAt(p.pos-1, "Unterminated character class")
	case '\\':
		if p.eat('b') {
			return single('\b')
		}
		if cl := p.classEscape("Invalid property name in character class"); cl != nil {
			return cl
		}
		return single(p.characterEscape(true))
	default:
		return single(c)
	}
	panic("unreachable")
}

// classSet reads ClassContents with v, and the closing bracket.
func (p *parser) classSet() *class {
	p.enter()
	defer p.leave()
	out := &class{op: cUnion, negated: p.eat('^')}
	if p.peek() != ']' {
		p.classSetExpression(out)
	}
	p.next()
	if out.negated {
		out.negated = false
		strings := out.mayContainStrings()
		out.negated = true
		if strings {
			p.fail("Negated character class may contain strings")
		}
	}
	return out
}

const invalidOperation = "Invalid set operation in character class"

// classSetExpression reads a ClassUnion, ClassIntersection or ClassSubtraction
// into out, up to the bracket.
func (p *parser) classSetExpression(out *class) {
	first := p.classSetOperand()
	switch {
	case p.looking("&&"):
		out.op = cIntersect
	case p.looking("--"):
		out.op = cSubtract
	}
	if out.op == cUnion {
		p.classUnion(out, first)
		return
	}
	out.kids = append(out.kids, first)
	operator := p.peek()
	for p.peek() != ']' {
		if p.peek() == eof {
			p.fail("Unterminated character class")
		}
		if p.peek() != operator || p.peekAt(1) != operator {
			p.fail(invalidOperation)
		}
		p.pos += 2
		if operator == '&' && p.peek() == '&' {
			p.fail("Invalid character in character class")
		}
		out.kids = append(out.kids, p.classSetOperand())
	}
}

// classUnion reads the rest of a ClassUnion after its first operand.
func (p *parser) classUnion(out *class, operand *class) {
	for {
		if p.peek() == '-' {
			if p.peekAt(1) == '-' {
				p.fail(invalidOperation)
			}
			p.pos++
			operand = p.classSetRange(operand)
		}
		out.kids = append(out.kids, operand)
		if p.looking("&&") || p.looking("--") {
			p.fail(invalidOperation)
		}
		if p.peek() == ']' {
			return
		}
		operand = p.classSetOperand()
	}
}

// classSetRange reads the end of a ClassSetRange that begins with first.
func (p *parser) classSetRange(first *class) *class {
	last := p.classSetOperand()
	if first.op != cRange || last.op != cRange {
		p.fail("Invalid character class")
	}
	if first.lo > last.lo {
		p.fail("Range out of order in character class")
	}
	return &class{op: cRange, lo: first.lo, hi: last.lo}
}

// classSetOperand reads a ClassSetOperand; a ClassSetCharacter is a cRange.
func (p *parser) classSetOperand() *class {
	switch p.peek() {
	case eof:
		p.fail("Unterminated character class")
	case '[':
		p.pos++
		return p.classSet()
	case '\\':
		p.pos++
		if p.looking("q{") {
			p.pos += 2
			return p.classStrings()
		}
		if cl := p.classEscape("Invalid property name in character class"); cl != nil {
			return cl
		}
		p.pos--
	}
	return single(p.classSetCharacter())
}

// classSetCharacter reads a ClassSetCharacter.
func (p *parser) classSetCharacter() rune {
	c := p.next()
	switch c {
	case eof:
		p.failAt(p.pos-1, "Unterminated character class")
	case '\\':
		if p.eat('b') {
			return '\b'
		}
		if isReservedPunctuator(p.peek()) {
			return p.next()
		}
		return p.characterEscape(true)
	case '(', ')', '[', ']', '{', '}', '/', '-', '|':
		p.failAt(p.pos-1, "Invalid character in character class")
	}
	if c == p.peek() && isReservedDouble(c) {
		p.failAt(p.pos-1, invalidOperation)
	}
	return c
}

// isReservedPunctuator is ClassSetReservedPunctuator.
func isReservedPunctuator(c rune) bool {
	switch c {
	case '&', '-', '!', '#', '%', ',', ':', ';', '<', '=', '>', '@', '`', '~':
		return true
	}
	return false
}

// isReservedDouble is ClassSetReservedDoublePunctuator.
func isReservedDouble(c rune) bool {
	switch c {
	case '$', '*', '+', '.', '?', '^':
		return true
	}
	return c != '-' && isReservedPunctuator(c)
}

// classStrings reads ClassStringDisjunctionContents and the brace.
func (p *parser) classStrings() *class {
	out := &class{op: cStrings}
	var s []byte
	for {
		switch p.peek() {
		case '}', '|':
			out.strings = append(out.strings, string(s))
			s = s[:0]
			if p.next() == '}' {
				return out
			}
		case eof:
			p.fail("Invalid character in character class")
		default:
			s = source.AppendRune(s, p.classSetCharacter())
		}
	}
}

// isSingle reports whether s is one code point.
func isSingle(s string) bool {
	_, n := source.DecodeRune(s)
	return s != "" && n == len(s)
}
