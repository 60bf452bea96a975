package lexer

import (
	"math/bits"
	"math/rand/v2"
)

// Name is the number of an interned name. 0 is no name.
type Name int32

// The names the grammar gives a meaning without reserving them. Those from
// NameImplements to NameYield are reserved in strict code.
const (
	NameArguments Name = iota + 1
	NameEval
	NameAwait
	NameAsync
	NameOf
	NameGet
	NameSet
	NameFrom
	NameAs
	NameUsing
	NameAccessor
	NameDefer
	NameSource
	NameMeta
	NameTarget
	NameConstructor
	NamePrototype
	NameProto
	NamePrivateConstructor
	NameImplements
	NameInterface
	NamePackage
	NamePrivate
	NameProtected
	NamePublic
	NameStatic
	NameLet
	NameYield

	// The names of hidden bindings, which no identifier has.
	NameThis
	NameNewTarget
	NameHome
	NameCallee
	NameStarDefault

	namesFixed
)

var fixedNames = [namesFixed]string{
	NameArguments: "arguments", NameEval: "eval", NameAwait: "await", NameAsync: "async", NameOf: "of",
	NameGet: "get", NameSet: "set", NameFrom: "from", NameAs: "as", NameUsing: "using",
	NameAccessor: "accessor", NameDefer: "defer", NameSource: "source", NameMeta: "meta",
	NameTarget: "target", NameConstructor: "constructor", NamePrototype: "prototype",
	NameProto: "__proto__", NamePrivateConstructor: "#constructor", NameImplements: "implements",
	NameInterface: "interface", NamePackage: "package", NamePrivate: "private",
	NameProtected: "protected", NamePublic: "public", NameStatic: "static", NameLet: "let", NameYield: "yield",
	NameThis: "%this", NameNewTarget: "new.target", NameHome: "%home", NameCallee: "%callee",
	NameStarDefault: "*default*",
}

// StrictReserved reports whether the name is reserved in strict code only.
func (n Name) StrictReserved() bool { return NameImplements <= n && n <= NameYield }

type nameEntry struct {
	text string
	hash uint32
	kind Kind
}

// names is an open-addressing hash table of the names of one parse, seeded per
// process so that no input can be made to collide.
type names struct {
	entries []nameEntry // by Name
	table   []Name      // by hash, 0 is free; the size is a power of two
}

var seed0, seed1 = rand.Uint64() | 1, rand.Uint64() | 1

// initialTable holds the fixed names and the keywords; a parse begins with a copy.
var initialTable = func() names {
	n := names{table: make([]Name, initialSize)}
	n.entries = append(n.entries, nameEntry{})
	for _, text := range fixedNames[1:] {
		n.intern(text)
	}
	for k := In; k < kindCount; k++ {
		n.entries[n.intern(kindText[k])].kind = k
	}
	return n
}()

const (
	initialSize = 512  // slots of the first table
	keptEntries = 1024 // names whose memory a Lexer keeps for its next text
)

// reset makes n a copy of initialTable for a text of size bytes.
func (n *names) reset(size int) {
	fixed := len(initialTable.entries)
	if room := fixed + 32 + size/128; cap(n.entries) < room {
		n.entries = append(make([]nameEntry, 0, room), initialTable.entries...)
	}
	n.entries = n.entries[:fixed]
	if cap(n.table) < initialSize {
		n.table = make([]Name, initialSize)
	}
	n.table = n.table[:initialSize]
	copy(n.table, initialTable.table)
}

// release drops the names of a text, which keep it alive.
func (n *names) release() {
	if len(n.entries) > keptEntries {
		*n = names{}
		return
	}
	if fixed := len(initialTable.entries); len(n.entries) > fixed {
		clear(n.entries[fixed:])
	}
}

// intern returns the number of the name text, which is not empty.
func (n *names) intern(text string) Name {
	hash := hashName(text)
	mask := uint32(len(n.table) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		id := n.table[i]
		if id == 0 {
			return n.add(text, hash, i)
		}
		if e := &n.entries[id]; e.hash == hash && e.text == text {
			return id
		}
	}
}

func (n *names) add(text string, hash, slot uint32) Name {
	id := Name(len(n.entries))
	n.entries = append(n.entries, nameEntry{text: text, hash: hash, kind: Ident})
	n.table[slot] = id
	if 2*len(n.entries) > len(n.table) {
		n.grow()
	}
	return id
}

func (n *names) grow() {
	n.table = make([]Name, 4*len(n.table))
	mask := uint32(len(n.table) - 1)
	for id := 1; id < len(n.entries); id++ {
		i := n.entries[id].hash & mask
		for n.table[i] != 0 {
			i = (i + 1) & mask
		}
		n.table[i] = Name(id)
	}
}

func hashName(s string) uint32 {
	var a, b uint64
	h := uint64(len(s))
	switch n := len(s); {
	case n < 4:
		a = uint64(s[0]) | uint64(s[n/2])<<8 | uint64(s[n-1])<<16
	case n <= 8:
		a, b = load32(s, 0), load32(s, n-4)
	case n <= 16:
		a, b = load64(s, 0), load64(s, n-8)
	default:
		for i := 0; i+16 < n; i += 16 {
			h = mix(load64(s, i)^seed0, load64(s, i+8)^h)
		}
		a, b = load64(s, n-16), load64(s, n-8)
	}
	h = mix(a^seed0, b^h^seed1)
	return uint32(h ^ h>>32)
}

func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

func load32(s string, i int) uint64 {
	s = s[i : i+4]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}

func load64(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
