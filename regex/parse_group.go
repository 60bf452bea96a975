package regex

import (
	"gojs/internal/unicodedata"
	"gojs/source"
)

// group reads what follows an opening parenthesis.
func (p *parser) group() (n *node, quantifiable bool) {
	if !p.eat('?') {
		return p.capture(""), true
	}
	switch c := p.peek(); {
	case c == ':':
		p.pos++
		return p.grouped(), true
	case c == '=' || c == '!':
		p.pos++
		return p.look(false, c == '!'), !p.unicode
	case p.looking("<=") || p.looking("<!"):
		p.pos += 2
		return p.look(true, p.in[p.pos-1] == '!'), false
	case c == '<':
		p.pos++
		return p.capture(p.groupName()), true
	case c == 'i' || c == 'm' || c == 's' || c == '-':
		return p.modified(), true
	}
	p.fail("Invalid group")
	return nil, false
}

// grouped reads Disjunction and the closing parenthesis.
func (p *parser) grouped() *node {
	n := p.disjunction()
	if !p.eat(')') {
		p.fail("Unterminated group")
	}
	return n
}

func (p *parser) capture(name string) *node {
	p.lastGroup++
	n := p.node(kGroup)
	n.group = p.lastGroup
	if name != "" && !p.scope.declare(name, n.group) {
		p.fail("Duplicate capture group name")
	}
	n.kids = []*node{p.grouped()}
	return n
}

func (p *parser) look(behind, negative bool) *node {
	n := p.node(kLook)
	n.behind, n.negative = behind, negative
	n.kids = []*node{p.grouped()}
	return n
}

// modified reads the modifiers of (?ims-ims:...) and the group.
func (p *parser) modified() *node {
	var add, remove Flags
	to := &add
	for {
		switch c := p.next(); c {
		case 'i', 'm', 's':
			f := flagOf(byte(c))
			if (add|remove)&f != 0 {
				p.failAt(p.pos-1, "Repeated flag in flag group")
			}
			*to |= f
		case '-':
			if to == &remove {
				p.failAt(p.pos-1, "Multiple dashes in flag group")
			}
			to = &remove
		case ':':
			if to == &remove && add|remove == 0 {
				p.failAt(p.pos-1, "Invalid flag group")
			}
			saved := p.flags
			p.flags = p.flags&^remove | add
			n := p.grouped()
			p.flags = saved
			return n
		default:
			p.failAt(p.pos-1, "Invalid group")
		}
	}
}

// groupName reads RegExpIdentifierName> and returns it as WTF-8.
func (p *parser) groupName() string {
	var name []byte
	for {
		if len(name) > 0 && p.eat('>') {
			return string(name)
		}
		c := p.identifierRune()
		ok := c == '$' || c == '_' || unicodedata.IsIDStart(c)
		if len(name) > 0 {
			ok = ok || c == 0x200C || c == 0x200D || unicodedata.IsIDContinue(c)
		}
		if c == eof || !ok {
			p.fail("Invalid capture group name")
		}
		name = source.AppendRune(name, c)
	}
}

// identifierRune reads a code point of a name: escapes and pairs of code units
// count as one in every mode.
func (p *parser) identifierRune() rune {
	c := p.next()
	switch {
	case c == '\\':
		if !p.eat('u') {
			p.fail("Invalid capture group name")
		}
		v, ok := p.unicodeEscape(true)
		if !ok {
			p.fail("Invalid Unicode escape")
		}
		return v
	case isLead(c) && isTrail(p.peek()):
		return pairOf(c, p.next())
	}
	return c
}

// nameScope knows the named groups. Two may have one name when they are in
// different alternatives of a disjunction, so that they cannot both take part.
// Source: sec-mightbothparticipate.
type nameScope struct {
	list   []Group
	index  map[string]int  // name to index in list
	active map[string]bool // the names a group declared here could collide with
	log    []string        // the names of the open disjunctions, in order
}

// open begins a disjunction; the result identifies it.
func (s *nameScope) open() int { return len(s.log) }

// alternative begins the next alternative: those before it cannot collide.
func (s *nameScope) alternative(first int) {
	for _, name := range s.log[first:] {
		delete(s.active, name)
	}
}

// close ends a disjunction: the names of all of its alternatives are active.
func (s *nameScope) close(first int) {
	for _, name := range s.log[first:] {
		s.active[name] = true
	}
}

// declare adds a group, unless its name may not be used here again.
func (s *nameScope) declare(name string, group int) bool {
	if s.active[name] {
		return false
	}
	if s.index == nil {
		s.index, s.active = map[string]int{}, map[string]bool{}
	}
	i, ok := s.index[name]
	if !ok {
		i = len(s.list)
		s.index[name] = i
		s.list = append(s.list, Group{Name: name})
	}
	s.list[i].Indices = append(s.list[i].Indices, group)
	s.active[name] = true
	s.log = append(s.log, name)
	return true
}

// resolveRefs gives \k<name> its groups.
func (p *parser) resolveRefs() {
	for _, ref := range p.refs {
		i, ok := p.scope.index[ref.name]
		if !ok {
			p.failAt(ref.at, "Invalid named capture referenced")
		}
		for _, g := range p.scope.list[i].Indices {
			ref.node.refs = append(ref.node.refs, int32(g))
		}
	}
}
