package regex

import (
	"math"

	"gojs/internal/unicodedata"
)

// Analysis: what a node can begin with and how short its matches can be, from
// which come the prefilter, the guards of choices and loops that need not
// remember how to give back.

// first says what must stand where a match of something begins. It may allow
// too much but never too little.
type first struct {
	units unicodedata.Set // code units it can begin with
	end   bool            // it can match at the end of the subject
	free  bool            // it can match anywhere, so that the rest says nothing
}

// facts are what analysis knows of a node by itself.
type facts struct {
	first    first
	nullable bool // what follows the node can stand where it begins
	minLen   int  // in code units
	set      charset
	hasSet   bool
}

// maxFirst bounds the boundaries of a first set, so that analysis stays linear.
const maxFirst = 4096

var unknown = first{free: true}

// then is what a node with facts f begins with when follow comes after it.
func (f *facts) then(follow first) first {
	if !f.nullable {
		return f.first
	}
	return f.first.or(follow)
}

func (a first) or(b first) first {
	if a.free || b.free {
		return unknown
	}
	out := first{units: a.units.Union(b.units), end: a.end || b.end}
	if len(out.units) > maxFirst {
		return unknown
	}
	return out
}

// useless reports whether a test for a would always pass.
func (a first) useless() bool { return a.free || a.end && len(a.units) == 2 && a.units.Equal(anyUnit) }

// analyze fills in the facts of n and of everything below it.
func (c *compiler) analyze(n *node) *facts {
	if n.facts != nil {
		return n.facts
	}
	f := &facts{}
	n.facts = f
	for _, k := range n.kids {
		c.analyze(k)
	}
	switch n.kind {
	case kEmpty:
		f.nullable = true
	case kChar, kAny, kClass:
		c.analyzeSet(n, f)
	case kSeq:
		analyzeSeq(n, f)
	case kAlt:
		analyzeAlt(n, f)
	case kGroup:
		*f = *n.kids[0].facts
		f.hasSet = false
	case kLook:
		c.analyzeLook(n, f)
	case kBackref:
		f.nullable, f.first = true, unknown
	case kAssert:
		analyzeAssert(n, f)
	case kLoop:
		analyzeLoop(n, f)
	}
	return f
}

func (c *compiler) analyzeSet(n *node, f *facts) {
	f.set = c.rs.nodeSet(n)
	f.hasSet = len(f.set.strings) == 0
	f.minLen = 1
	if f.hasSet {
		f.first.units = c.unitsOf(f.set.runes)
		return
	}
	var b unicodedata.Builder
	b.AddSet(c.unitsOf(f.set.runes))
	for s := range f.set.strings {
		if s == "" {
			f.nullable, f.minLen = true, 0
			continue
		}
		b.AddSet(unitsOf(stringFirst(s, n.flags)))
	}
	f.first.units = b.Set()
}

func stringFirst(s string, flags Flags) unicodedata.Set {
	r := decode(s, true)[0]
	set := unicodedata.Set{r, r + 1}
	if flags&IgnoreCase != 0 {
		set = closeOver(set, flags)
	}
	return set
}

// unitsOf is the code units that the characters of s begin with in UTF-16.
func unitsOf(s unicodedata.Set) unicodedata.Set {
	if len(s) == 0 || s[len(s)-1] <= 0x10000 {
		return s
	}
	var b unicodedata.Builder
	s.Ranges(func(lo, hi rune) bool {
		if lo < 0x10000 {
			b.AddRange(lo, min(hi, 0xFFFF))
		}
		if hi >= 0x10000 {
			b.AddRange(leadOf(max(lo, 0x10000)), leadOf(hi))
		}
		return true
	})
	return b.Set()
}

func analyzeSeq(n *node, f *facts) {
	f.nullable = true
	for _, k := range n.kids {
		f.minLen = min(f.minLen+k.facts.minLen, math.MaxInt32)
	}
	for i := len(n.kids) - 1; i >= 0; i-- {
		k := n.kids[i].facts
		f.first = k.then(f.first)
		f.nullable = f.nullable && k.nullable
	}
}

func analyzeAlt(n *node, f *facts) {
	var b unicodedata.Builder
	f.minLen = math.MaxInt32
	allSets := true
	for _, k := range n.kids {
		kf := k.facts
		f.minLen = min(f.minLen, kf.minLen)
		f.nullable = f.nullable || kf.nullable
		f.first.end = f.first.end || kf.first.end
		f.first.free = f.first.free || kf.first.free
		b.AddSet(kf.first.units)
		allSets = allSets && kf.hasSet
	}
	f.first.units = b.Set()
	if f.first.free || len(f.first.units) > maxFirst {
		f.first = unknown
	}
	if allSets {
		f.hasSet = true
		var b unicodedata.Builder
		for _, k := range n.kids {
			b.AddSet(k.facts.set.runes)
		}
		f.set = charset{runes: b.Set()}
	}
}

// analyzeLook: only a positive look-ahead that must see a character says
// something about where it stands.
func (c *compiler) analyzeLook(n *node, f *facts) {
	body := n.kids[0].facts
	if n.behind || n.negative || body.nullable {
		f.nullable = true
		return
	}
	f.first = body.first
}

// analyzeAssert: $ is a condition on the place, whatever follows it.
func analyzeAssert(n *node, f *facts) {
	if n.char != '$' {
		f.nullable = true
		return
	}
	f.first.end = true
	if n.flags&Multiline != 0 {
		f.first.units = newlines
	}
}

func analyzeLoop(n *node, f *facts) {
	body := n.kids[0].facts
	if n.max == 0 {
		f.nullable = true
		return
	}
	f.first = body.first
	f.nullable = body.nullable || n.min == 0
	f.minLen = int(min(int64(body.minLen)*int64(n.min), math.MaxInt32))
}
