package regex

import "gojs/internal/unicodedata"

// Where a match may begin: found once when a pattern is compiled.

// prefilter finds what a match must begin with.
func (c *compiler) prefilter(root *node) {
	p := c.p
	if startsAnchored(root) {
		p.search = searchStart
		return
	}
	var l literal
	prefix(root, &l)
	for i := range l.mask {
		if l.mask[i] != 0 {
			l.units = l.units[:i]
			break
		}
	}
	f := root.facts.then(unknown)
	switch {
	case len(l.units) > 1:
		p.search = searchLiteral
		p.prefix = l.units
		for _, u := range l.units {
			p.prefixWide = p.prefixWide || u > 0xFF
		}
		if !p.prefixWide {
			p.prefixBytes = bytesOfUnits(l.units)
		}
	case len(l.units) == 1:
		p.search = searchUnit
		p.prefix = l.units
		p.prefixWide = l.units[0] > 0xFF
	case !f.useless() && !f.units.Equal(anyUnit):
		p.search = searchSet
		p.first = newTable(f.units, f.end)
		sets := c.firstSets(root)
		if u, ok := rareUnit(sets); ok {
			p.search = searchPair
			p.prefix, p.first = []uint16{u}, newTable(sets[1], false)
		} else if p.window = makeWindow(sets); p.window != nil {
			p.search = searchWindow
		}
	}
	if word := leadingWord(root); word != nil && !f.useless() {
		if set := wordSet(word.flags); !f.end && len(f.units.Subtract(set)) == 0 {
			p.before = newTable(set, false)
		}
	}
	p.literalOnly = p.ncap == 1 && len(p.code) == 2 && p.code[0].op == opLit && len(p.literals[0].units) == len(p.prefix)
}

// leadingWord is the \b that n begins with, nil where it does not.
func leadingWord(n *node) *node {
	switch n.kind {
	case kAssert:
		if n.char == 'b' {
			return n
		}
	case kSeq, kGroup:
		return leadingWord(n.kids[0])
	}
	return nil
}

// startsAnchored reports whether n can match only at the start of the subject.
func startsAnchored(n *node) bool {
	switch n.kind {
	case kAssert:
		return n.char == '^' && n.flags&Multiline == 0
	case kSeq, kGroup:
		return startsAnchored(n.kids[0])
	case kAlt:
		for _, k := range n.kids {
			if !startsAnchored(k) {
				return false
			}
		}
		return true
	}
	return false
}

// prefix adds the units every match of n begins with to l and reports whether
// they are all of n.
func prefix(n *node, l *literal) bool {
	switch n.kind {
	case kEmpty:
		return true
	case kAssert:
		return n.char != '$'
	case kSeq:
		for _, k := range n.kids {
			if !prefix(k, l) {
				return false
			}
		}
		return true
	case kGroup:
		return prefix(n.kids[0], l)
	case kLoop:
		if n.min > 0 {
			prefix(n.kids[0], l)
		}
		return n.max == 0
	}
	return literalOf(n, l)
}

// markLead marks a run that every match begins with and that has no upper
// bound. Where such a run has gone from a to b and the rest has failed, a
// match cannot begin in between: the rest would be tried from places it has
// already failed from. That holds unless the rest depends on where the match
// began, by a back reference.
func markLead(p *Program) {
	if len(p.backrefs) > 0 {
		return
	}
	for i := range p.code {
		switch in := &p.code[i]; in.op {
		case opSave, opStart, opLineStart, opWord, opNotWord:
			continue
		case opRun, opRunAll, opRunWide, opRunAllWide:
			in.lead = in.z == infinite
		}
		return
	}
}

// windowSize bounds how many units a window looks at.
const windowSize = 8

// window is what the first units of every match can be, arranged for skipping:
// shift says how far a match must begin later than at when the last unit of
// the window at at is that one, 0 that the window is possible.
type window struct {
	size  int
	shift [256]uint8
	high  uint8 // the shift of units beyond Latin-1
	first *table
}

// offsets is a set of offsets from the start of a match, bit by bit.
type offsets uint32

const allOffsets = 1<<windowSize - 1

// spread collects what units can be at the offsets of a match.
type spread struct {
	units [windowSize]unicodedata.Builder
	any   offsets // where anything can be
}

// add adds what n, beginning at one of the offsets from, puts where, and
// returns where it can end.
func (sp *spread) add(n *node, from offsets) offsets {
	if from &= allOffsets; from == 0 {
		return 0
	}
	switch n.kind {
	case kChar, kAny, kClass:
		return sp.addSet(n, from)
	case kSeq:
		for _, k := range n.kids {
			from = sp.add(k, from)
		}
		return from
	case kAlt:
		out := offsets(0)
		for _, k := range n.kids {
			out |= sp.add(k, from)
		}
		return out
	case kGroup:
		return sp.add(n.kids[0], from)
	case kLoop:
		return sp.addLoop(n, from)
	case kBackref:
		lowest := from & -from
		sp.any |= allOffsets &^ (lowest - 1)
		return allOffsets &^ (lowest - 1)
	}
	return from
}

func (sp *spread) addSet(n *node, from offsets) offsets {
	f := n.facts
	if !f.hasSet {
		lowest := from & -from
		sp.any |= allOffsets &^ (lowest - 1)
		return allOffsets &^ (lowest - 1)
	}
	for o := range windowSize {
		if from>>o&1 != 0 {
			sp.units[o].AddSet(f.first.units)
		}
	}
	out := from << 1
	if s := f.set.runes; len(s) > 0 && s[len(s)-1] > 0x10000 {
		for o := 1; o < windowSize; o++ {
			if from>>(o-1)&1 != 0 {
				sp.units[o].AddRange(0xDC00, 0xDFFF)
			}
		}
		out |= from << 2
	}
	return out
}

func (sp *spread) addLoop(n *node, from offsets) offsets {
	out := offsets(0)
	if n.min == 0 {
		out = from
	}
	for i := int32(0); i != n.max && from&allOffsets != 0 && i < 2*windowSize; i++ {
		from = sp.add(n.kids[0], from)
		if i+1 >= n.min {
			out |= from
		}
	}
	return out
}

// firstSets are what each of the first units of every match is one of, as far
// as all matches have them; none of a pattern whose matches may be shorter than
// two units.
func (c *compiler) firstSets(root *node) []unicodedata.Set {
	size := min(c.p.minLen, windowSize)
	if size < 2 {
		return nil
	}
	var sp spread
	sp.add(root, 1)
	sets := make([]unicodedata.Set, size)
	for o := range sets {
		sets[o] = anyUnit
		if sp.any>>o&1 == 0 {
			sets[o] = sp.units[o].Set()
		}
	}
	return sets
}

// rareUnit is the one Latin-1 unit that every match begins with, where text
// seldom has it: it is found faster than a window.
func rareUnit(sets []unicodedata.Set) (u uint16, ok bool) {
	if len(sets) == 0 || stopRate(sets[0]) > 0.03 {
		return 0, false
	}
	n := 0
	for lo, hi := range sets[0].Ranges {
		if u, n = uint16(lo), n+1; n > 1 || lo != hi || lo > 0xFF {
			return 0, false
		}
	}
	return u, n == 1
}

// makeWindow is the window of a pattern, nil where searching for its first
// unit is likely to be as good.
func makeWindow(sets []unicodedata.Set) *window {
	if len(sets) == 0 {
		return nil
	}
	size := len(sets)
	best, bestCost := (*window)(nil), stopRate(sets[0])*attemptCost+1
	for n := 2; n <= size; n++ {
		w := newWindow(sets[:n])
		if cost := w.cost(); cost < bestCost*0.75 {
			best, bestCost = w, cost
		}
	}
	if best != nil {
		best.first = newTable(sets[0], false)
	}
	return best
}

func newWindow(sets []unicodedata.Set) *window {
	w := &window{size: len(sets), high: uint8(len(sets))}
	for i := range w.shift {
		w.shift[i] = uint8(len(sets))
	}
	for o, s := range sets {
		shift := uint8(len(sets) - 1 - o)
		for lo, hi := range s.Ranges {
			for r := lo; r <= min(hi, 0xFF); r++ {
				w.shift[r] = shift
			}
			if hi > 0xFF {
				w.high = shift
			}
		}
	}
	return w
}

// attemptCost is what an attempt costs, in looks at a unit.
const attemptCost = 20

// commonness is roughly how often, in a thousand, text has the printable ASCII
// characters: spaces and lower case letters above all.
func commonness(r rune) float64 {
	const letters = "etaoinshrdlcumwfgypbvkjxqz"
	switch {
	case r == ' ':
		return 150
	case 'a' <= r && r <= 'z':
		for i := range len(letters) {
			if rune(letters[i]) == r {
				return 80 / (1 + float64(i)/4)
			}
		}
	case r == '\n' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9':
		return 4
	case r > ' ' && r < 0x7F:
		return 3
	}
	return 0.1
}

// stopRate is how often a unit of text is in s.
func stopRate(s unicodedata.Set) float64 {
	rate, total := 0.0, 0.0
	for r := range rune(0x80) {
		total += commonness(r)
		if s.Has(r) {
			rate += commonness(r)
		}
	}
	return rate / total
}

// cost is roughly what searching a unit of text costs.
func (w *window) cost() float64 {
	stop, shift, total := 0.0, 0.0, 0.0
	for r := range rune(0x80) {
		often := commonness(r)
		total += often
		shift += often * float64(max(w.shift[r], 1))
		if w.shift[r] == 0 {
			stop += often
		}
	}
	return (stop*attemptCost/4 + total) / shift
}

// findWindow is the first place from at on that the window allows, or -1.
func findWindow[T unit](w *window, s []T, at int) int {
	for end := at + w.size - 1; end < len(s); {
		shift := w.high
		if u := uint16(s[end]); u < 256 {
			shift = w.shift[uint8(u)]
		}
		if shift != 0 {
			end += int(shift)
			continue
		}
		if start := end - w.size + 1; w.first.has(uint16(s[start])) {
			return start
		}
		end++
	}
	return -1
}
