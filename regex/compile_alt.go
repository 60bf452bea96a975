package regex

import (
	"slices"

	"gojs/internal/unicodedata"
	"gojs/source"
)

// maxAlternatives is how many alternatives one opAlt can have.
const maxAlternatives = 32

// emitAlt emits a disjunction.
func (c *compiler) emitAlt(kids []*node, follow first, back bool) {
	firsts := make([]first, len(kids))
	bodies := make([]func(), len(kids))
	for i, k := range kids {
		firsts[i] = k.facts.then(follow)
		bodies[i] = func() { c.emit(k, follow, back) }
	}
	c.choose(firsts, bodies, back)
}

// choose emits code that tries bodies in order; firsts are what each can begin
// with. Two are an opSplit, more a table, or a table of tables.
func (c *compiler) choose(firsts []first, bodies []func(), back bool) {
	switch {
	case len(bodies) == 1:
		bodies[0]()
	case back:
		c.chooseBack(bodies)
	case len(bodies) == 2:
		split := c.add(inst{op: opSplit, guard: c.guard(firsts[0]), guard2: c.guard(firsts[1])})
		bodies[0]()
		end := c.add(inst{op: opJump})
		c.patch(split)
		bodies[1]()
		c.patch(end)
	case len(bodies) > maxAlternatives:
		c.chooseMany(firsts, bodies)
	default:
		c.chooseTable(firsts, bodies)
	}
}

func (c *compiler) chooseBack(bodies []func()) {
	var ends []int32
	for i, body := range bodies {
		if i == len(bodies)-1 {
			body()
			break
		}
		split := c.add(inst{op: opSplit})
		body()
		ends = append(ends, c.add(inst{op: opJump}))
		c.patch(split)
	}
	for _, e := range ends {
		c.patch(e)
	}
}

// chooseMany divides the alternatives into as many parts as a table can have.
func (c *compiler) chooseMany(firsts []first, bodies []func()) {
	size := (len(bodies) + maxAlternatives - 1) / maxAlternatives
	var groupFirsts []first
	var groups []func()
	for i := 0; i < len(bodies); i += size {
		j := min(i+size, len(bodies))
		groupFirsts = append(groupFirsts, unionFirst(firsts[i:j]))
		groups = append(groups, func() { c.choose(firsts[i:j], bodies[i:j], false) })
	}
	c.choose(groupFirsts, groups, false)
}

func unionFirst(list []first) first {
	var b unicodedata.Builder
	var out first
	for _, f := range list {
		if f.free {
			return unknown
		}
		out.end = out.end || f.end
		b.AddSet(f.units)
	}
	if out.units = b.Set(); len(out.units) > maxFirst {
		return unknown
	}
	return out
}

func (c *compiler) chooseTable(firsts []first, bodies []func()) {
	t := &alternatives{}
	c.add(inst{op: opAlt, x: int32(len(c.p.alts))})
	c.p.alts = append(c.p.alts, t)
	var ends []int32
	for i, body := range bodies {
		t.add(i, firsts[i])
		t.targets = append(t.targets, c.pc())
		body()
		if i < len(bodies)-1 {
			ends = append(ends, c.add(inst{op: opJump}))
		}
	}
	for _, e := range ends {
		c.patch(e)
	}
}

// add marks alternative i as possible where f allows it.
func (t *alternatives) add(i int, f first) {
	bit := uint32(1) << i
	if f.free {
		f = first{units: anyUnit, end: true}
	}
	f.units.Ranges(func(lo, hi rune) bool {
		for r := lo; r <= min(hi, 0xFF); r++ {
			t.low[r] |= bit
		}
		if hi > 0xFF {
			t.high |= bit
		}
		return true
	})
	if f.end {
		t.end |= bit
	}
}

// emitStrings emits a v-mode class with strings: the longer ones first, then
// the single characters, then the empty string.
// Source: sec-compileatom, CompileAtom of CharacterClass.
func (c *compiler) emitStrings(n *node, follow first, back bool) {
	list := make([]string, 0, len(n.facts.set.strings))
	for s := range n.facts.set.strings {
		list = append(list, s)
	}
	if !back && n.flags&IgnoreCase == 0 && !slices.ContainsFunc(list, unfitForTrie) {
		c.emitTrie(list, n.facts.set.runes)
		return
	}
	slices.SortFunc(list, func(a, b string) int {
		if d := source.UTF16Len(b) - source.UTF16Len(a); d != 0 {
			return d
		}
		return compareStrings(a, b)
	})
	var firsts []first
	var bodies []func()
	single := func() {
		firsts = append(firsts, first{units: unitsOf(n.facts.set.runes)})
		bodies = append(bodies, func() { c.emitSet(n.facts.set.runes, n.flags, back) })
	}
	for _, s := range list {
		if s == "" {
			continue
		}
		firsts = append(firsts, first{units: unitsOf(stringFirst(s, n.flags))})
		bodies = append(bodies, func() { c.emitString(s, n.flags, back) })
	}
	single()
	if n.facts.set.strings[""] {
		firsts = append(firsts, follow)
		bodies = append(bodies, func() {})
	}
	c.choose(firsts, bodies, back)
}

// unfitForTrie reports whether s is too long for a trie or has a lone
// surrogate, which must not match half a pair.
func unfitForTrie(s string) bool {
	return len(s) > 256 || slices.ContainsFunc(decode(s, true), source.IsSurrogate)
}

func compareStrings(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// emitString emits the characters of a string in the order of matching.
func (c *compiler) emitString(s string, flags Flags, back bool) {
	runes := decode(s, true)
	if back {
		slices.Reverse(runes)
	}
	for _, r := range runes {
		set := unicodedata.Set{r, r + 1}
		if flags&IgnoreCase != 0 {
			set = closeOver(set, flags)
		}
		c.emitSet(set, flags, back)
	}
}

// emitTrie emits strings that are matched forward and exactly as a trie. Those
// that match at one place are prefixes of each other, so that going on before
// stopping is the order of descending length.
func (c *compiler) emitTrie(list []string, singles unicodedata.Set) {
	var strings [][]uint16
	for _, s := range list {
		strings = append(strings, source.ToUTF16(s))
	}
	slices.SortFunc(strings, func(a, b []uint16) int { return slices.Compare(a, b) })
	hasEmpty := len(strings) > 0 && len(strings[0]) == 0
	if hasEmpty {
		strings = strings[1:]
	}
	split := int32(-1)
	if len(strings) > 0 && (len(singles) > 0 || hasEmpty) {
		split = c.add(inst{op: opSplit})
	}
	var ends []int32
	if len(strings) > 0 {
		c.trieNode(strings, 0, &ends)
	}
	if split >= 0 {
		c.patch(split)
	}
	c.emitSingles(singles, hasEmpty)
	for _, e := range ends {
		c.patch(e)
	}
}

// emitSingles emits the end of a set of strings: one character, or nothing.
func (c *compiler) emitSingles(singles unicodedata.Set, hasEmpty bool) {
	switch {
	case len(singles) > 0 && hasEmpty:
		split := c.add(inst{op: opSplit})
		c.emitSet(singles, c.p.flags, false)
		c.patch(split)
	case len(singles) > 0:
		c.emitSet(singles, c.p.flags, false)
	}
}

// trieNode emits the state after depth units, for strings that share them and
// are longer, and the jumps to the end.
func (c *compiler) trieNode(strings [][]uint16, depth int, ends *[]int32) {
	t := &trieNode{}
	self := c.add(inst{op: opTrie, x: int32(len(c.p.tries))})
	c.p.tries = append(c.p.tries, t)
	if depth > 0 && len(strings[0]) == depth {
		c.p.code[self].y = 1
		*ends = append(*ends, c.add(inst{op: opJump}))
		strings = strings[1:]
	}
	for i := 0; i < len(strings); {
		unit, j := strings[i][depth], i
		for j < len(strings) && strings[j][depth] == unit {
			j++
		}
		t.units = append(t.units, unit)
		t.targets = append(t.targets, c.pc())
		if j-i == 1 && len(strings[i]) == depth+1 {
			*ends = append(*ends, c.add(inst{op: opJump}))
		} else {
			c.trieNode(strings[i:j], depth+1, ends)
		}
		i = j
	}
}
