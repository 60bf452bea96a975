package regex

// The tree a pattern is parsed to. Non-capturing groups leave no node; the
// modifiers in force are copied into the nodes that depend on them.

type kind uint8

const (
	kEmpty   kind = iota
	kChar         // the character char
	kClass        // a character of class, or one of its strings
	kAny          // .
	kSeq          // kids one after the other
	kAlt          // the first of kids that leads to a match
	kGroup        // kids[0], captured as group
	kLook         // kids[0] looked at ahead or behind, negated or not
	kBackref      // what one of refs captured
	kAssert       // ^ $ \b \B, by char
	kLoop         // kids[0] from min to max times
)

// infinite is the max of a loop without one.
const infinite = -1

type node struct {
	kind     kind
	flags    Flags // of which IgnoreCase, Multiline and DotAll may differ from the pattern's
	lazy     bool
	negative bool // kLook
	behind   bool // kLook
	char     rune
	group    int   // kGroup: its number. kLoop: the first group inside
	groupEnd int   // kLoop: one more than the last group inside
	min, max int32 // kLoop
	refs     []int32
	kids     []*node
	class    *class

	facts *facts // filled in by analysis
}

type classOp uint8

const (
	cUnion     classOp = iota // kids
	cIntersect                // kids
	cSubtract                 // kids
	cRange                    // lo to hi
	cEscape                   // \d \D \s \S \w \W, by lo
	cProperty                 // \p{name} or \p{name=value}, \P when negated
	cStrings                  // \q{...}
)

// class is a character class or a part of one. Which characters it has is
// computed when the pattern is compiled: for checking its syntax is enough.
type class struct {
	op          classOp
	negated     bool
	hasValue    bool
	lo, hi      rune
	name, value string
	strings     []string // WTF-8
	kids        []*class
}

// mayContainStrings is MayContainStrings.
// Source: sec-static-semantics-maycontainstrings.
func (c *class) mayContainStrings() bool {
	switch c.op {
	case cProperty:
		return !c.hasValue && !c.negated && isSequenceProperty(c.name)
	case cStrings:
		for _, s := range c.strings {
			if !isSingle(s) {
				return true
			}
		}
	case cUnion:
		for _, k := range c.kids {
			if k.mayContainStrings() {
				return !c.negated
			}
		}
	case cIntersect:
		for _, k := range c.kids {
			if !k.mayContainStrings() {
				return false
			}
		}
		return !c.negated
	case cSubtract:
		return !c.negated && c.kids[0].mayContainStrings()
	}
	return false
}
