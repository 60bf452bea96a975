package unicodedata

import (
	"sort"
	"sync"
)

// property is a binary property, unpacked at its first use.
type property struct {
	name   string
	packed string
	once   sync.Once
	runes  Set
}

func (p *property) set() Set {
	p.once.Do(func() { p.runes = unpackSet(p.packed) })
	return p.runes
}

type alias struct{ alias, name string }

// canonical resolves an alias; a name that is no alias is itself.
func canonical(table []alias, name string) string {
	i := sort.Search(len(table), func(i int) bool { return table[i].alias >= name })
	if i < len(table) && table[i].alias == name {
		return table[i].name
	}
	return name
}

func indexOf(names []string, name string) int {
	if i := sort.SearchStrings(names, name); i < len(names) && names[i] == name {
		return i
	}
	return -1
}

// categoryGroups are the values of General_Category that stand for several.
// Source: UAX #44, table 12.
var categoryGroups = [...]struct {
	name    string
	members []string
}{
	{"Cased_Letter", []string{"Lowercase_Letter", "Titlecase_Letter", "Uppercase_Letter"}},
	{"Letter", []string{"Lowercase_Letter", "Titlecase_Letter", "Uppercase_Letter", "Modifier_Letter", "Other_Letter"}},
	{"Mark", []string{"Nonspacing_Mark", "Spacing_Mark", "Enclosing_Mark"}},
	{"Number", []string{"Decimal_Number", "Letter_Number", "Other_Number"}},
	{"Other", []string{"Control", "Format", "Surrogate", "Private_Use", "Unassigned"}},
	{"Punctuation", []string{"Connector_Punctuation", "Dash_Punctuation", "Open_Punctuation", "Close_Punctuation",
		"Initial_Punctuation", "Final_Punctuation", "Other_Punctuation"}},
	{"Separator", []string{"Space_Separator", "Line_Separator", "Paragraph_Separator"}},
	{"Symbol", []string{"Math_Symbol", "Currency_Symbol", "Modifier_Symbol", "Other_Symbol"}},
}

// PropertyValue is the set of \p{name=value}; ok is false when the standard
// knows no such name or value. Aliases count, other spellings do not.
// Source: sec-runtime-semantics-unicodematchproperty-p,
// sec-runtime-semantics-unicodematchpropertyvalue-p-v.
func PropertyValue(name, value string) (s Set, ok bool) {
	switch canonical(propAliases[:], name) {
	case "General_Category":
		return Category(value)
	case "Script":
		return script(value, false)
	case "Script_Extensions":
		return script(value, true)
	}
	return nil, false
}

// Property is the set of \p{name}, a value of General_Category or a binary
// property; ok is false when the standard knows no such name.
func Property(name string) (s Set, ok bool) {
	if s, ok := Category(name); ok {
		return s, true
	}
	switch name = canonical(propAliases[:], name); name {
	case "Any":
		return Set{0, MaxRune + 1}, true
	case "ASCII":
		return Set{0, 0x80}, true
	case "Assigned":
		s, _ := Category("Unassigned")
		return s.Complement(), true
	}
	if i := binaryIndex(name); i >= 0 {
		return binaryProperties[i].set(), true
	}
	return nil, false
}

// IsPropertyValue reports whether PropertyValue knows name and value.
func IsPropertyValue(name, value string) bool {
	switch canonical(propAliases[:], name) {
	case "General_Category":
		return isCategory(value)
	case "Script", "Script_Extensions":
		value = canonical(scAliases[:], value)
		return value == "Unknown" || indexOf(scriptNames[:], value) >= 0
	}
	return false
}

// IsProperty reports whether Property knows name.
func IsProperty(name string) bool {
	if isCategory(name) {
		return true
	}
	name = canonical(propAliases[:], name)
	return name == "Any" || name == "ASCII" || name == "Assigned" || binaryIndex(name) >= 0
}

func isCategory(value string) bool {
	value = canonical(gcAliases[:], value)
	for _, g := range categoryGroups {
		if g.name == value {
			return true
		}
	}
	return indexOf(categoryNames[:], value) >= 0
}

// binaryIndex is the index of a binary property by its canonical name, or -1.
func binaryIndex(name string) int {
	i := sort.Search(len(binaryProperties), func(i int) bool { return binaryProperties[i].name >= name })
	if i < len(binaryProperties) && binaryProperties[i].name == name {
		return i
	}
	return -1
}

// Category is the set of a value of General_Category by any of its names.
func Category(value string) (s Set, ok bool) {
	value = canonical(gcAliases[:], value)
	var wanted [len(categoryNames)]bool
	for _, g := range categoryGroups {
		if g.name == value {
			for _, m := range g.members {
				wanted[indexOf(categoryNames[:], m)] = true
			}
			return unpackPartition(categoryPartition, func(i int) bool { return i >= 0 && wanted[i] }), true
		}
	}
	at := indexOf(categoryNames[:], value)
	if at < 0 {
		return nil, false
	}
	return unpackPartition(categoryPartition, func(i int) bool { return i == at }), true
}

// unpackPartition is the set of the code points whose index in the partition
// satisfies want; the index is -1 for those in no part.
func unpackPartition(packed string, want func(i int) bool) Set {
	var b Builder
	lo := rune(0)
	for p := (unpacker{packed}); p.more(); {
		hi := lo + rune(p.uvarint())
		if want(int(p.byte()) - 1) {
			b.AddRange(lo, hi-1)
		}
		lo = hi
	}
	return b.Set()
}

// script is the set of a script. The code points of Script_Extensions are
// those of Script but for the exceptions of the table.
func script(value string, extensions bool) (Set, bool) {
	value = canonical(scAliases[:], value)
	at := indexOf(scriptNames[:], value)
	if at < 0 && value != "Unknown" {
		return nil, false
	}
	s := unpackPartition(scriptPartition, func(i int) bool { return i == at })
	if !extensions {
		return s, true
	}
	var with, listed Builder
	lo := rune(0)
	for p := (unpacker{scriptExtensions}); p.more(); {
		lo += rune(p.uvarint())
		hi := lo + rune(p.uvarint())
		listed.AddRange(lo, hi-1)
		for _, c := range []byte(p.take(int(p.byte()))) {
			if int(c) == at {
				with.AddRange(lo, hi-1)
			}
		}
		lo = hi
	}
	return s.Subtract(listed.Set()).Union(with.Set()), true
}

type sequenceProperty struct{ name, packed string }

// rgiEmoji is the union of the other properties of strings.
const rgiEmoji = "RGI_Emoji"

// IsSequenceProperty reports whether name is a binary property of strings.
// Source: table-binary-unicode-properties-of-strings.
func IsSequenceProperty(name string) bool {
	for i := range sequenceProperties {
		if sequenceProperties[i].name == name {
			return true
		}
	}
	return name == rgiEmoji
}

// Sequences yields the strings (UTF-8) of a binary property of strings.
func Sequences(name string, yield func(s string)) {
	for i := range sequenceProperties {
		if p := &sequenceProperties[i]; p.name == name || name == rgiEmoji {
			p.each(yield)
		}
	}
}

func (p *sequenceProperty) each(yield func(s string)) {
	before := ""
	for u := (unpacker{p.packed}); u.more(); {
		shared, n := u.byte(), u.byte()
		before = before[:shared] + u.take(int(n))
		yield(before)
	}
}
