package regex

import (
	"gojs/internal/unicodedata"
	"gojs/source"
)

// A charset is the standard's CharSet: characters, and with v strings that are
// not one character long (WTF-8). Source: sec-pattern-notation.
type charset struct {
	runes   unicodedata.Set
	strings map[string]bool
}

var (
	digits    = unicodedata.SetOf('0', '9')
	basicWord = unicodedata.SetOf('0', '9', 'A', 'Z', '_', '_', 'a', 'z')
	foldWord  = unicodedata.SetOf('0', '9', 'A', 'Z', '_', '_', 'a', 'z', 0x17F, 0x17F, 0x212A, 0x212A)
	newlines  = unicodedata.SetOf('\n', '\n', '\r', '\r', 0x2028, 0x2029)
	anyUnit   = unicodedata.SetOf(0, 0xFFFF)
	anyRune   = unicodedata.SetOf(0, unicodedata.MaxRune)
)

// resolver computes the characters of classes under flags. Properties are
// remembered because a pattern may name one many times.
type resolver struct {
	properties map[string]charset
	escapes    map[escapeKey]charset
}

type escapeKey struct {
	op          classOp
	negated     bool
	letter      rune
	name, value string
	flags       Flags
}

// nodeSet is the set of what a kChar, kClass or kAny matches, with what equals
// it when case is ignored, and the strings of a v-mode class.
func (rs *resolver) nodeSet(n *node) charset {
	switch n.kind {
	case kChar:
		s := unicodedata.Set{n.char, n.char + 1}
		if n.flags&IgnoreCase != 0 {
			s = closeOver(s, n.flags)
		}
		return charset{runes: s}
	case kAny:
		if n.flags&DotAll != 0 {
			return charset{runes: everything(n.flags)}
		}
		return charset{runes: everything(n.flags).Subtract(newlines)}
	}
	if n.class.op == cEscape || n.class.op == cProperty {
		return rs.escape(n)
	}
	cs := rs.resolve(n.class, n.flags)
	if n.flags&IgnoreCase != 0 {
		cs.runes = closeOver(cs.runes, n.flags)
	}
	if n.class.op == cUnion && n.class.negated && n.flags&UnicodeSets == 0 {
		cs.runes = everything(n.flags).Subtract(cs.runes)
	}
	return cs
}

// escape is nodeSet of an escape that stands for several characters, computed
// once for all of its occurrences.
func (rs *resolver) escape(n *node) charset {
	c := n.class
	key := escapeKey{c.op, c.negated, c.lo, c.name, c.value, n.flags & IgnoreCase}
	cs, ok := rs.escapes[key]
	if ok {
		return cs
	}
	cs = rs.resolve(c, n.flags)
	if n.flags&IgnoreCase != 0 {
		cs.runes = closeOver(cs.runes, n.flags)
	}
	if rs.escapes == nil {
		rs.escapes = map[escapeKey]charset{}
	}
	rs.escapes[key] = cs
	return cs
}

// everything is the set of all characters a subject can have.
func everything(flags Flags) unicodedata.Set {
	if flags.FullUnicode() {
		return anyRune
	}
	return anyUnit
}

const foldingSets = UnicodeSets | IgnoreCase

// complement is CharacterComplement. Source: sec-charactercomplement.
func complement(s unicodedata.Set, flags Flags) unicodedata.Set {
	if flags&foldingSets == foldingSets {
		return unfolded().Subtract(s)
	}
	return everything(flags).Subtract(s)
}

// maybeFold is MaybeSimpleCaseFolding. Source: sec-maybesimplecasefolding.
func maybeFold(cs charset, flags Flags) charset {
	if flags&foldingSets != foldingSets {
		return cs
	}
	out := charset{runes: foldSet(cs.runes)}
	for s := range cs.strings {
		out.add(foldString(s))
	}
	return out
}

func foldString(s string) string {
	var b []byte
	for s != "" {
		r, n := source.DecodeRune(s)
		b = source.AppendRune(b, unicodedata.SimpleFold(r))
		s = s[n:]
	}
	return string(b)
}

// add adds a string that is not one character.
func (cs *charset) add(s string) {
	if cs.strings == nil {
		cs.strings = map[string]bool{}
	}
	cs.strings[s] = true
}

// resolve is CompileToCharSet; only v-mode classes are complemented here, as
// the others must be closed over case first. Source: sec-compiletocharset.
func (rs *resolver) resolve(c *class, flags Flags) charset {
	switch c.op {
	case cRange:
		return maybeFold(charset{runes: unicodedata.Set{c.lo, c.hi + 1}}, flags)
	case cEscape:
		return charset{runes: escapeSet(c.lo, flags)}
	case cProperty:
		return rs.property(c, flags)
	case cStrings:
		return maybeFold(stringSet(c.strings), flags)
	}
	out := rs.combine(c, flags)
	if c.negated && flags&UnicodeSets != 0 {
		out.runes = complement(out.runes, flags)
	}
	return out
}

func stringSet(list []string) charset {
	var out charset
	var b unicodedata.Builder
	for _, s := range list {
		if r, n := source.DecodeRune(s); s != "" && n == len(s) {
			b.Add(r)
		} else {
			out.add(s)
		}
	}
	out.runes = b.Set()
	return out
}

// combine applies the operation of a class to its parts.
func (rs *resolver) combine(c *class, flags Flags) charset {
	if c.op == cUnion {
		return rs.union(c.kids, flags)
	}
	out := rs.resolve(c.kids[0], flags)
	for _, k := range c.kids[1:] {
		other := rs.resolve(k, flags)
		keep := charset{}
		for s := range out.strings {
			if other.strings[s] == (c.op == cIntersect) {
				keep.add(s)
			}
		}
		if c.op == cIntersect {
			keep.runes = out.runes.Intersect(other.runes)
		} else {
			keep.runes = out.runes.Subtract(other.runes)
		}
		out = keep
	}
	return out
}

func (rs *resolver) union(kids []*class, flags Flags) charset {
	var out charset
	var b unicodedata.Builder
	for _, k := range kids {
		if k.op == cRange && flags&foldingSets != foldingSets {
			b.AddRange(k.lo, k.hi)
			continue
		}
		cs := rs.resolve(k, flags)
		b.AddSet(cs.runes)
		for s := range cs.strings {
			out.add(s)
		}
	}
	out.runes = b.Set()
	return out
}

// wordSet is WordCharacters. Source: sec-wordcharacters.
func wordSet(flags Flags) unicodedata.Set {
	if flags.FullUnicode() && flags&IgnoreCase != 0 {
		return foldWord
	}
	return basicWord
}

func escapeSet(letter rune, flags Flags) unicodedata.Set {
	switch letter {
	case 'd':
		return digits
	case 'D':
		return complement(digits, flags)
	case 's':
		return unicodedata.Space
	case 'S':
		return complement(unicodedata.Space, flags)
	}
	word := maybeFold(charset{runes: wordSet(flags)}, flags).runes
	if letter == 'W' {
		return complement(word, flags)
	}
	return word
}

func (rs *resolver) property(c *class, flags Flags) charset {
	key := c.name + "=" + c.value + ";" + (flags & foldingSets).String()
	cs, ok := rs.properties[key]
	if !ok {
		cs = propertySet(c, flags)
		if rs.properties == nil {
			rs.properties = map[string]charset{}
		}
		rs.properties[key] = cs
	}
	if c.negated {
		return charset{runes: complement(cs.runes, flags)}
	}
	return cs
}

// propertySet is the characters and strings with a property. The standard's
// text leaves a lone value of General_Category unfolded, unlike the same value
// after gc=; engines treat the two alike, and so does this one.
func propertySet(c *class, flags Flags) charset {
	if !c.hasValue && isSequenceProperty(c.name) {
		var list []string
		unicodedata.Sequences(c.name, func(s string) { list = append(list, s) })
		return maybeFold(stringSet(list), flags)
	}
	s, _ := unicodedata.Property(c.name)
	if c.hasValue {
		s, _ = unicodedata.PropertyValue(c.name, c.value)
	}
	return maybeFold(charset{runes: s}, flags)
}
