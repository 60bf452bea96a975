package regex

import (
	"errors"
	"unsafe"
)

// A SyntaxError says what is wrong with a pattern and at which byte of it.
// The message is V8's; callers put "Invalid regular expression: /x/: " before it.
type SyntaxError struct {
	Offset  int
	Message string
}

func (e *SyntaxError) Error() string { return e.Message }

// Check parses pattern (WTF-8) and reports the first early error as a
// *SyntaxError. Flags are letters; when they are invalid the message is
// "Invalid flags". Source: sec-isvalidregularexpressionliteral.
func Check(pattern, flags string) error {
	f, ok := ParseFlags(flags)
	if !ok {
		return &SyntaxError{Message: "Invalid flags"}
	}
	_, err := parse(pattern, f, nil)
	return err
}

// A Group is a name and the numbers of the groups that have it, in the order
// of the pattern; more than one with duplicate names.
type Group struct {
	Name    string
	Indices []int
}

// A Program is a compiled pattern. It is immutable.
type Program struct {
	flags     Flags
	ncap      int
	names     []Group
	registers int // captures, then counters and positions
	minLen    int // of a match, in code units

	code     []inst // for UTF-16
	latin1   []inst // the same for Latin-1
	classes  []*table
	literals []literal
	alts     []*alternatives
	tries    []*trieNode
	loops    []*loop
	backrefs [][]int32

	search      searchKind
	prefix      []uint16 // what every match begins with
	prefixBytes string   // the same, when it is Latin-1 and longer than one
	prefixWide  bool     // the prefix is not Latin-1
	first       *table   // what every match begins with, or has behind prefix[0]
	window      *window  // what the first units of every match are
	before      *table   // no match begins behind a unit of it, or with one that is not of it
	literalOnly bool     // the prefix is the whole match
}

// Size is about how many bytes the program takes.
func (p *Program) Size() int {
	n := int(unsafe.Sizeof(*p)) + (len(p.code)+len(p.latin1))*int(unsafe.Sizeof(inst{}))
	n += len(p.loops) * int(unsafe.Sizeof(loop{}))
	for _, t := range p.classes {
		n += t.size()
	}
	for i := range p.literals {
		l := &p.literals[i]
		n += int(unsafe.Sizeof(*l)) + 2*len(l.units) + 2*len(l.mask) + len(l.bytes)
	}
	for _, a := range p.alts {
		n += int(unsafe.Sizeof(*a)) + 4*len(a.targets)
	}
	for _, t := range p.tries {
		n += int(unsafe.Sizeof(*t)) + 6*len(t.units)
	}
	for _, b := range p.backrefs {
		n += 24 + 4*len(b)
	}
	for _, g := range p.names {
		n += int(unsafe.Sizeof(g)) + len(g.Name)
	}
	if p.window != nil {
		n += int(unsafe.Sizeof(*p.window))
	}
	return n + p.first.size()
}

// searchKind is how places where a match may begin are found.
type searchKind uint8

const (
	searchAll     searchKind = iota // everywhere
	searchStart                     // only at 0
	searchLiteral                   // where prefix is
	searchUnit                      // where prefix[0] is
	searchSet                       // where a unit of first is
	searchWindow                    // where window allows it
	searchPair                      // where prefix[0] is and a unit of first follows
)

// Compile compiles pattern (WTF-8) or returns a *SyntaxError.
func Compile(pattern string, flags Flags) (*Program, error) {
	return CompileReserving(pattern, flags, nil)
}

// CompileReserving is Compile for those who count memory: reserve, if not nil, is
// called before about so many bytes more are taken. It may panic.
func CompileReserving(pattern string, flags Flags, reserve func(bytes int64)) (*Program, error) {
	t, err := parse(pattern, flags, reserve)
	if err != nil {
		return nil, err
	}
	return compile(t, flags)
}

// Flags are the flags the program was compiled with.
func (p *Program) Flags() Flags { return p.flags }

// NumCaptures is the number of groups, counting the whole match as one.
func (p *Program) NumCaptures() int { return p.ncap }

// GroupNames lists the names in the order of their first occurrence.
func (p *Program) GroupNames() []Group { return p.names }

// ErrStack is returned when matching needs more memory than the Matcher may use.
var ErrStack = errors.New("regular expression too complex")

// A Matcher is the scratch memory of matching and holds the result. The zero
// value is ready; reusing one avoids allocation. It belongs to one goroutine,
// and is not reentrant.
type Matcher struct {
	// Caps is start and end of every group after a match, -1 for groups that
	// did not take part. It is valid until the next match.
	Caps []int32
	// MaxStack bounds the backtrack stack in bytes; 0 means 64 MiB.
	MaxStack int
	// Interrupt, if not nil, is called every few thousand steps; an error ends
	// the match with that error.
	Interrupt func() error

	regs  []int32
	stack []frame
	fuel  int  // steps until the next Interrupt
	skip  int  // no match begins from the start of the attempt to here
	dirty bool // captures were set that no frame will undo
}

// MatchLatin1 searches s for the first match that begins at start or later.
// With u or v, a start within a surrogate pair means the start of the pair.
// The Sticky flag is not consulted; a sticky match is MatchLatin1At's.
// Subjects are shorter than 2³¹. Source: sec-regexpbuiltinexec.
func (p *Program) MatchLatin1(m *Matcher, s []byte, start int) (bool, error) {
	return search(p, p.latin1, m, s, start)
}

// MatchLatin1At matches at start only.
func (p *Program) MatchLatin1At(m *Matcher, s []byte, start int) (bool, error) {
	return matchAt(p, p.latin1, m, s, start)
}

// MatchUTF16 is MatchLatin1 for UTF-16 text.
func (p *Program) MatchUTF16(m *Matcher, s []uint16, start int) (bool, error) {
	return search(p, p.code, m, s, p.boundary(s, start))
}

// MatchUTF16At is MatchLatin1At for UTF-16 text.
func (p *Program) MatchUTF16At(m *Matcher, s []uint16, start int) (bool, error) {
	return matchAt(p, p.code, m, s, p.boundary(s, start))
}

// boundary is start, or the start of the surrogate pair it is within.
func (p *Program) boundary(s []uint16, start int) int {
	if p.flags.FullUnicode() && insidePair(s, start) {
		return start - 1
	}
	return start
}

// insidePair reports whether s[at] is the second half of a surrogate pair.
func insidePair[T unit](s []T, at int) bool {
	return at > 0 && at < len(s) && isTrail(rune(s[at])) && isLead(rune(s[at-1]))
}
