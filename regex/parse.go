package regex

import (
	"math"

	"gojs/source"
)

// Bounds on what a pattern may ask for.
const (
	maxDepth    = 4000  // nesting of groups and of v-mode classes
	maxCaptures = 32767 // as in V8
	maxPattern  = 1 << 25
)

// parser reads a pattern by recursive descent. Its input is code points with u
// or v and UTF-16 code units otherwise. Errors are panics with *SyntaxError,
// recovered in parse. Source: sec-patterns, sec-regular-expressions-patterns
// (Annex B).
type parser struct {
	pattern string
	in      []rune
	pos     int
	flags   Flags
	unicode bool // u or v
	sets    bool // v
	depth   int

	groups    int  // the number of groups in the whole pattern
	named     bool // whether any of them has a name
	lastGroup int  // the number of the group opened last
	scope     nameScope
	refs      []namedRef

	reserve func(bytes int64) // see CompileReserving; may be nil
	nodes   int               // made so far
}

// namedRef is a \k whose groups are known only at the end.
type namedRef struct {
	node *node
	name string
	at   int
}

// tree is a parsed pattern.
type tree struct {
	root   *node
	groups int // capturing groups, the whole match not counted
	names  []Group
}

// eof is what peek returns at the end.
const eof = -1

func parse(pattern string, flags Flags, reserve func(bytes int64)) (t *tree, err error) {
	if len(pattern) > maxPattern {
		return nil, &SyntaxError{0, "Regular expression too large"}
	}
	if reserve != nil {
		reserve(4 * int64(len(pattern)))
	}
	p := &parser{reserve: reserve, pattern: pattern, flags: flags, unicode: flags.FullUnicode(), sets: flags&UnicodeSets != 0}
	p.in = decode(pattern, p.unicode)
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *SyntaxError:
			t, err = nil, e
		default:
			panic(e)
		}
	}()
	p.countGroups()
	root := p.disjunction()
	if p.peek() == ')' {
		p.fail("Unmatched ')'")
	}
	p.resolveRefs()
	return &tree{root: root, groups: p.groups, names: p.scope.list}, nil
}

// decode turns WTF-8 into code points, or code units. With u a pair that
// reached us as two lone surrogates is still one code point.
func decode(pattern string, unicode bool) []rune {
	out := make([]rune, 0, len(pattern))
	for len(pattern) > 0 {
		r, n := source.DecodeRune(pattern)
		pattern = pattern[n:]
		switch k := len(out); {
		case r >= 0x10000 && !unicode:
			out = append(out, leadOf(r), trailOf(r))
		case unicode && isTrail(r) && k > 0 && isLead(out[k-1]):
			out[k-1] = pairOf(out[k-1], r)
		default:
			out = append(out, r)
		}
	}
	return out
}

func isLead(r rune) bool  { return r&^0x3FF == 0xD800 }
func isTrail(r rune) bool { return r&^0x3FF == 0xDC00 }
func leadOf(r rune) rune  { return 0xD800 + (r-0x10000)>>10 }
func trailOf(r rune) rune { return 0xDC00 + (r-0x10000)&0x3FF }

func pairOf(lead, trail rune) rune { return 0x10000 + (lead-0xD800)<<10 + trail - 0xDC00 }

// fail ends parsing with an error at the current position.
func (p *parser) fail(message string) { p.failAt(p.pos, message) }

func (p *parser) failAt(at int, message string) {
	panic(&SyntaxError{Offset: p.byteOffset(at), Message: message})
}

// byteOffset is where in the pattern in[at] begins.
func (p *parser) byteOffset(at int) int {
	off := 0
	for i := 0; i < at && off < len(p.pattern); i++ {
		r, n := source.DecodeRune(p.pattern[off:])
		off += n
		if r >= 0x10000 && !p.unicode {
			i++
		}
	}
	return off
}

func (p *parser) peek() rune { return p.peekAt(0) }

func (p *parser) peekAt(n int) rune {
	if p.pos+n < len(p.in) {
		return p.in[p.pos+n]
	}
	return eof
}

func (p *parser) next() rune {
	c := p.peek()
	p.pos++
	return c
}

func (p *parser) eat(c rune) bool {
	if p.peek() == c {
		p.pos++
		return true
	}
	return false
}

// looking reports whether the text s (ASCII) is next.
func (p *parser) looking(s string) bool {
	for i := range len(s) {
		if p.peekAt(i) != rune(s[i]) {
			return false
		}
	}
	return true
}

func (p *parser) enter() {
	if p.depth++; p.depth > maxDepth {
		p.fail("Regular expression too large")
	}
}

func (p *parser) leave() { p.depth-- }

// countGroups finds out ahead of parsing how many groups there are and whether
// any is named, which decide what \1 and \k mean.
func (p *parser) countGroups() {
	for i := 0; i < len(p.in); i++ {
		switch p.in[i] {
		case '\\':
			i++
		case '[':
			i = p.skipClass(i)
		case '(':
			if p.opensGroup(i) {
				p.groups++
			}
		}
	}
	if p.groups > maxCaptures {
		p.fail("Too many captures")
	}
}

func (p *parser) opensGroup(i int) bool {
	at := func(n int) rune {
		if i+n < len(p.in) {
			return p.in[i+n]
		}
		return eof
	}
	if at(1) != '?' {
		return true
	}
	if at(2) != '<' || at(3) == '=' || at(3) == '!' {
		return false
	}
	p.named = true
	return true
}

// skipClass is the index of the ] that ends the class at in[i].
func (p *parser) skipClass(i int) int {
	depth := 0
	for ; i < len(p.in); i++ {
		switch p.in[i] {
		case '\\':
			i++
		case '[':
			if depth == 0 || p.sets {
				depth++
			}
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return i
}

func (p *parser) node(k kind) *node {
	if p.nodes++; p.nodes&(reservedNodes-1) == 0 && p.reserve != nil {
		p.reserve(reservedNodes * nodeRoom)
	}
	return &node{kind: k, flags: p.flags}
}

// Memory is reserved for so many nodes at a time, and for each so many bytes: for
// what is found out about it and the instructions it becomes, the table of a
// disjunction among them.
const (
	reservedNodes = 1 << 8
	nodeRoom      = 512
)

func (p *parser) char(r rune) *node {
	n := p.node(kChar)
	n.char = r
	return n
}

// disjunction reads Disjunction up to ) or the end.
func (p *parser) disjunction() *node {
	p.enter()
	defer p.leave()
	first := p.scope.open()
	kids := []*node{p.alternative()}
	for p.eat('|') {
		p.scope.alternative(first)
		kids = append(kids, p.alternative())
	}
	p.scope.close(first)
	if len(kids) == 1 {
		return kids[0]
	}
	n := p.node(kAlt)
	n.kids = kids
	return n
}

func (p *parser) alternative() *node {
	var kids []*node
	for {
		switch p.peek() {
		case eof, '|', ')':
			switch len(kids) {
			case 0:
				return p.node(kEmpty)
			case 1:
				return kids[0]
			}
			n := p.node(kSeq)
			n.kids = kids
			return n
		}
		before := p.lastGroup
		atom, quantifiable := p.term()
		if loop := p.quantifier(atom, quantifiable, before); loop != nil {
			atom = loop
		}
		kids = append(kids, atom)
	}
}

// term reads a Term without its quantifier, and whether it may have one.
func (p *parser) term() (n *node, quantifiable bool) {
	switch c := p.next(); c {
	case '^', '$':
		n = p.node(kAssert)
		n.char = c
		return n, false
	case '(':
		return p.group()
	case '[':
		return p.classAtom(), true
	case '.':
		return p.node(kAny), true
	case '\\':
		return p.atomEscape()
	case '*', '+', '?':
		p.failAt(p.pos-1, "Nothing to repeat")
	case '{':
		if _, _, ok := p.braces(); ok {
			p.fail("Nothing to repeat")
		}
		if p.unicode {
			p.failAt(p.pos-1, "Lone quantifier brackets")
		}
		return p.char(c), true
	case '}', ']':
		if p.unicode {
			p.failAt(p.pos-1, "Lone quantifier brackets")
		}
		return p.char(c), true
	default:
		return p.char(c), true
	}
	panic("unreachable")
}

// quantifier reads an optional quantifier of atom, nil when there is none.
// groups is the number of groups before the atom.
func (p *parser) quantifier(atom *node, quantifiable bool, groups int) *node {
	n := node{kind: kLoop, flags: p.flags, max: infinite}
	switch p.peek() {
	case '*':
		p.pos++
	case '+':
		p.pos++
		n.min = 1
	case '?':
		p.pos++
		n.max = 1
	case '{':
		p.pos++
		lo, hi, ok := p.braces()
		if !ok {
			if p.unicode {
				p.failAt(p.pos-1, "Incomplete quantifier")
			}
			p.pos--
			return nil
		}
		if hi != infinite && hi < lo {
			p.fail("numbers out of order in {} quantifier")
		}
		n.min, n.max = lo, hi
	default:
		return nil
	}
	if !quantifiable {
		if atom.kind == kLook {
			p.failAt(p.pos-1, "Invalid quantifier")
		}
		p.failAt(p.pos-1, "Nothing to repeat")
	}
	n.lazy = p.eat('?')
	n.kids = []*node{atom}
	n.group, n.groupEnd = groups+1, p.lastGroup+1
	return &n
}

// braces reads the rest of {n}, {n,} or {n,m} after the brace. When there is
// none it reads nothing. Numbers beyond int32 count as infinite.
func (p *parser) braces() (lo, hi int32, ok bool) {
	start := p.pos
	if lo, ok = p.decimal(); !ok {
		p.pos = start
		return 0, 0, false
	}
	hi = lo
	if p.eat(',') {
		if hi, ok = p.decimal(); !ok {
			hi = infinite
		}
	}
	if !p.eat('}') {
		p.pos = start
		return 0, 0, false
	}
	if hi == math.MaxInt32 {
		hi = infinite
	}
	return lo, hi, true
}

// decimal reads DecimalDigits, clamped to MaxInt32.
func (p *parser) decimal() (int32, bool) {
	start, v := p.pos, int64(0)
	for c := p.peek(); '0' <= c && c <= '9'; c = p.peek() {
		v = min(v*10+int64(c-'0'), math.MaxInt32)
		p.pos++
	}
	return int32(v), p.pos > start
}
