package regex

// The bytecode. An instruction is 24 bytes at a fixed place; a match step is
// one of them. pos is the current position, s the subject. "Fails" means that
// matching goes back to the latest choice.

type op uint8

const (
	opFail        op = iota // fails
	opMatch                 // the match ends at pos
	opJump                  // continues at x
	opChar                  // s[pos] is x
	opCharMask              // s[pos] with the bits y set is x
	opAny                   // there is a code unit
	opSet                   // s[pos] is in class x
	opSetWide               // the code point at pos is in class x
	opCharBack              // s[pos-1] with the bits y set is x
	opSetBack               // s[pos-1] is in class x
	opSetWideBack           // the code point before pos is in class x
	opLit                   // the units of literal x come next
	opRun                   // class x, y to z times, greedily
	opRunWide               // the same by code points
	opRunAll                // class x, y to z times, never giving back
	opRunAllWide            // the same by code points
	opRunLazy               // class x, y to z times, as few as possible
	opRunLazyWide           // the same by code points
	opSplit                 // continues with the next instruction, or else at x
	opSplitTo               // continues at x, or else with the next instruction
	opAlt                   // tries the alternatives of table x
	opTrie                  // follows edge s[pos] of trie node x, or else goes on if y is set
	opSave                  // register x = pos
	opReset                 // registers x to y-1 = -1
	opLoopStart             // begins loop x
	opLoopNext              // ends an iteration of loop x
	opEmptyCheck            // fails when register x = pos
	opStart                 // pos is 0
	opLineStart             // pos is 0 or after a line terminator
	opEnd                   // pos is the end
	opLineEnd               // pos is the end or before a line terminator
	opWord                  // one of s[pos-1], s[pos] is in class x and one is not
	opNotWord               // both of s[pos-1], s[pos] are in class x or neither is
	opBackrefOne            // what the group of registers x and x+1 captured comes next, unit by unit
	opBackref               // what a group of list x captured comes next, or before with y
	opLook                  // begins to look ahead or behind, with registers x and x+1
	opLookEnd               // ends it: back to where it began, its choices forgotten
	opLookNot               // begins a negative one: its failure continues at y
	opLookNotEnd            // a negative one has matched: fails
	numOps
)

// inst is one instruction. Guards are class numbers, 0 for none: guard tells
// that the first branch, or what follows a run, can match here; guard2 the same
// of the second branch.
type inst struct {
	op      op
	fold    bool // opBackref: ignoring case
	lead    bool // opRun, opRunAll: it begins the pattern, see markLead
	guard   uint16
	guard2  uint16
	x, y, z int32
}

// loop is a counted loop. Its counter is a register, and so is the position
// where the iteration began if an iteration can be empty.
type loop struct {
	counter, begin int32 // begin is -1 when no iteration is empty
	min, max       int32
	body, exit     int32
	lazy           bool
	guard, guard2  uint16 // of the body and of the exit
}

// alternatives is the table of a disjunction: which of up to 32 targets can
// match, by the next code unit.
type alternatives struct {
	low       [256]uint32
	high, end uint32
	targets   []int32
}

// trieNode is a state of a set of strings: sorted units and where each leads.
type trieNode struct {
	units   []uint16
	targets []int32
}

// literal is a run of code units; where mask is not nil, its bits are set in
// the subject's units before they are compared.
type literal struct {
	units []uint16
	mask  []uint16
	bytes string // the units when there is no mask and all are Latin-1
	wide  bool   // a unit is beyond Latin-1
}
