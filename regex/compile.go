package regex

import (
	"encoding/binary"
	"math/bits"

	"gojs/internal/unicodedata"
)

// maxCode bounds the instructions of a program.
const maxCode = 1 << 22

// compiler emits the code of a tree. Forward code is given what can follow it,
// from which guards are made; code that matches backwards has none.
type compiler struct {
	p       *Program
	rs      resolver
	classes map[string]int
	known   map[setKey]int32           // class numbers of sets met before
	units   map[setKey]unicodedata.Set // unitsOf sets met before
	regs    int32
}

// setKey is the identity of a set that is not empty: sets are never changed, and
// the same one is met wherever a pattern repeats an escape.
type setKey struct {
	data *rune
	size int
	end  bool
}

func compile(t *tree, flags Flags) (p *Program, err error) {
	c := &compiler{
		p:       &Program{flags: flags, ncap: t.groups + 1, names: t.names},
		classes: map[string]int{},
		known:   map[setKey]int32{},
		units:   map[setKey]unicodedata.Set{},
		regs:    int32(t.groups+1) * 2,
	}
	c.p.classes = []*table{nil}
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *SyntaxError:
			p, err = nil, e
		default:
			panic(e)
		}
	}()
	facts := c.analyze(t.root)
	c.emit(t.root, unknown, false)
	c.add(inst{op: opMatch})
	c.finishRuns()
	markLead(c.p)
	c.p.registers = int(c.regs)
	c.p.minLen = facts.minLen
	c.p.latin1 = latin1Code(c.p)
	c.prefilter(t.root)
	return c.p, nil
}

func (c *compiler) pc() int32 { return int32(len(c.p.code)) }

func (c *compiler) add(i inst) int32 {
	if len(c.p.code) >= maxCode {
		panic(&SyntaxError{0, "Regular expression too large"})
	}
	c.p.code = append(c.p.code, i)
	return c.pc() - 1
}

// patch makes the instruction at pc refer to the next one.
func (c *compiler) patch(pc int32) { c.p.code[pc].x = c.pc() }

func (c *compiler) register() int32 {
	c.regs++
	return c.regs - 1
}

// classIndex is the number of the table of s.
func (c *compiler) classIndex(s unicodedata.Set, end bool) int32 {
	if len(s) == 0 {
		return c.newClass(s, end)
	}
	key := setKey{&s[0], len(s), end}
	i, ok := c.known[key]
	if !ok {
		i = c.newClass(s, end)
		c.known[key] = i
	}
	return i
}

// unitsOf is unitsOf, remembered.
func (c *compiler) unitsOf(s unicodedata.Set) unicodedata.Set {
	if len(s) == 0 {
		return s
	}
	key := setKey{&s[0], len(s), false}
	units, ok := c.units[key]
	if !ok {
		units = unitsOf(s)
		c.units[key] = units
	}
	return units
}

// newClass makes the table of s, unless an equal set has one.
func (c *compiler) newClass(s unicodedata.Set, end bool) int32 {
	key := make([]byte, 0, len(s)*3+1)
	if end {
		key = append(key, 1)
	}
	at := rune(0)
	for _, r := range s {
		key = binary.AppendUvarint(key, uint64(r-at)+1)
		at = r
	}
	if i, ok := c.classes[string(key)]; ok && end == c.p.classes[i].end {
		return int32(i)
	}
	i := len(c.p.classes)
	c.classes[string(key)] = i
	c.p.classes = append(c.p.classes, newTable(s, end))
	return int32(i)
}

// guard is a class that must pass for f to match, 0 if that says nothing.
func (c *compiler) guard(f first) uint16 {
	if f.useless() {
		return 0
	}
	if i := c.classIndex(f.units, f.end); i <= 0xFFFF {
		return uint16(i)
	}
	return 0
}

// emit emits n. follow is what the match continues with.
func (c *compiler) emit(n *node, follow first, back bool) {
	if f := n.facts; f.hasSet {
		c.emitSet(f.set.runes, n.flags, back)
		return
	}
	switch n.kind {
	case kClass:
		c.emitStrings(n, follow, back)
	case kSeq:
		c.emitSeq(n.kids, follow, back)
	case kAlt:
		c.emitAlt(n.kids, follow, back)
	case kGroup:
		c.emitGroup(n, follow, back)
	case kLook:
		c.emitLook(n)
	case kBackref:
		c.emitBackref(n, back)
	case kAssert:
		c.emitAssert(n)
	case kLoop:
		c.emitLoop(n, follow, back)
	}
}

// isWide reports whether matching s takes decoding surrogate pairs.
func isWide(s unicodedata.Set, flags Flags) bool {
	return flags.FullUnicode() && !s.Disjoint(unicodedata.SetOf(0xD800, 0xDFFF, 0x10000, unicodedata.MaxRune))
}

// exact is the unit and the mask that match exactly the set s.
func exact(s unicodedata.Set, flags Flags) (unit, mask uint16, ok bool) {
	if len(s) == 0 || s[len(s)-1] > 0x10000 || isWide(s, flags) {
		return 0, 0, false
	}
	a, b := s[0], s[len(s)-1]-1
	switch n := s.Len(); {
	case n == 1:
		return uint16(a), 0, true
	case n == 2 && bits.OnesCount32(uint32(a^b)) == 1:
		return uint16(b), uint16(a ^ b), true
	}
	return 0, 0, false
}

// astral is the two units of a set of one code point beyond U+FFFF.
func astral(s unicodedata.Set, flags Flags) (lead, trail uint16, ok bool) {
	if len(s) == 2 && s[0] >= 0x10000 && s[1] == s[0]+1 {
		return uint16(leadOf(s[0])), uint16(trailOf(s[0])), true
	}
	return 0, 0, false
}

// emitSet emits the match of one character of s.
func (c *compiler) emitSet(s unicodedata.Set, flags Flags, back bool) {
	if lead, trail, ok := astral(s, flags); ok {
		if back {
			lead, trail = trail, lead
		}
		c.emitUnit(lead, 0, back)
		c.emitUnit(trail, 0, back)
		return
	}
	if unit, mask, ok := exact(s, flags); ok {
		c.emitUnit(unit, mask, back)
		return
	}
	switch wide := isWide(s, flags); {
	case len(s) == 0:
		c.add(inst{op: opFail})
	case !wide && !back && s.Equal(anyUnit):
		c.add(inst{op: opAny})
	default:
		o := opSet
		if wide {
			o = opSetWide
		}
		if back {
			o += opSetBack - opSet
		}
		c.add(inst{op: o, x: c.classIndex(s, false)})
	}
}

func (c *compiler) emitUnit(unit, mask uint16, back bool) {
	i := inst{op: opChar, x: int32(unit), y: int32(mask)}
	switch {
	case back:
		i.op = opCharBack
	case mask != 0:
		i.op = opCharMask
	}
	c.add(i)
}

// literalOf adds the units of a character to l, if it is a literal one.
func literalOf(n *node, l *literal) bool {
	if !n.facts.hasSet {
		return false
	}
	s := n.facts.set.runes
	if lead, trail, ok := astral(s, n.flags); ok {
		l.units = append(l.units, lead, trail)
		l.mask = append(l.mask, 0, 0)
		return true
	}
	unit, mask, ok := exact(s, n.flags)
	if ok {
		l.units = append(l.units, unit)
		l.mask = append(l.mask, mask)
	}
	return ok
}

// emitSeq emits a sequence, in the order of matching. Literal characters that
// follow each other are one instruction.
func (c *compiler) emitSeq(kids []*node, follow first, back bool) {
	if back {
		for i := len(kids) - 1; i >= 0; i-- {
			c.emit(kids[i], unknown, true)
		}
		return
	}
	follows := make([]first, len(kids))
	for i := len(kids) - 1; i >= 0; i-- {
		follows[i] = follow
		follow = kids[i].facts.then(follow)
	}
	for i := 0; i < len(kids); {
		var l literal
		j := i
		for j < len(kids) && literalOf(kids[j], &l) {
			j++
		}
		if len(l.units) > 1 {
			c.emitLiteral(l)
			i = j
			continue
		}
		c.emit(kids[i], follows[i], false)
		i++
	}
}

func (c *compiler) emitLiteral(l literal) {
	masked := false
	for i, u := range l.units {
		masked = masked || l.mask[i] != 0
		l.wide = l.wide || u > 0xFF
	}
	if !masked {
		l.mask = nil
		if !l.wide {
			l.bytes = bytesOfUnits(l.units)
		}
	}
	c.add(inst{op: opLit, x: int32(len(c.p.literals))})
	c.p.literals = append(c.p.literals, l)
}

func bytesOfUnits(units []uint16) string {
	b := make([]byte, len(units))
	for i, u := range units {
		b[i] = byte(u)
	}
	return string(b)
}

func (c *compiler) emitGroup(n *node, follow first, back bool) {
	start, end := int32(n.group)*2, int32(n.group)*2+1
	if back {
		start, end = end, start
	}
	c.add(inst{op: opSave, x: start})
	c.emit(n.kids[0], follow, back)
	c.add(inst{op: opSave, x: end})
}

func (c *compiler) emitAssert(n *node) {
	multiline := n.flags&Multiline != 0
	switch n.char {
	case '^':
		c.add(inst{op: pick(multiline, opLineStart, opStart)})
	case '$':
		c.add(inst{op: pick(multiline, opLineEnd, opEnd)})
	default:
		c.add(inst{op: pick(n.char == 'b', opWord, opNotWord), x: c.classIndex(wordSet(n.flags), false)})
	}
}

func pick(cond bool, a, b op) op {
	if cond {
		return a
	}
	return b
}

func (c *compiler) emitBackref(n *node, back bool) {
	i := inst{op: opBackref, x: int32(len(c.p.backrefs)), fold: n.flags&IgnoreCase != 0}
	if back {
		i.y = 1
	}
	c.p.backrefs = append(c.p.backrefs, n.refs)
	if len(n.refs) == 1 && !back && !i.fold && !n.flags.FullUnicode() {
		i = inst{op: opBackrefOne, x: n.refs[0] * 2}
	}
	c.add(i)
}

// emitLook emits a look around. Its choices are forgotten when it ends, so
// that nothing in it is guarded by what follows.
func (c *compiler) emitLook(n *node) {
	reg := c.register()
	c.register()
	if n.negative {
		begin := c.add(inst{op: opLookNot, x: reg})
		c.emit(n.kids[0], unknown, n.behind)
		c.add(inst{op: opLookNotEnd, x: reg})
		c.p.code[begin].y = c.pc()
		return
	}
	c.add(inst{op: opLook, x: reg})
	c.emit(n.kids[0], unknown, n.behind)
	c.add(inst{op: opLookEnd, x: reg})
}

// latin1Code is the code for subjects without surrogates and without units
// beyond Latin-1: what decodes pairs does not, and what cannot match fails.
func latin1Code(p *Program) []inst {
	out := make([]inst, len(p.code))
	for i, in := range p.code {
		switch in.op {
		case opSetWide, opSetWideBack, opRunWide, opRunAllWide, opRunLazyWide:
			in.op--
		case opChar, opCharMask, opCharBack:
			if in.x&^in.y > 0xFF {
				in.op = opFail
			}
		case opLit:
			if p.literals[in.x].wide && p.literals[in.x].mask == nil {
				in.op = opFail
			}
		}
		out[i] = in
	}
	return out
}
