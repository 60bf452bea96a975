package unicodedata

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
)

// Go's own tables are older: a code point they leave unassigned is skipped,
// what they assign never changes but for the few listed.
func TestAgainstGo(t *testing.T) {
	tables := []struct {
		name  string
		value string
		table *unicode.RangeTable
	}{
		{"gc", "Lu", unicode.Lu}, {"gc", "Letter", unicode.L}, {"gc", "Mn", unicode.Mn}, {"gc", "Nd", unicode.Nd},
		{"gc", "Zs", unicode.Zs}, {"gc", "P", unicode.P}, {"gc", "Cf", unicode.Cf}, {"sc", "Greek", unicode.Greek},
		{"sc", "Latn", unicode.Latin}, {"Script", "Han", unicode.Han}, {"sc", "Zyyy", unicode.Common},
	}
	for _, tt := range tables {
		s, ok := PropertyValue(tt.name, tt.value)
		if !ok {
			t.Fatalf("%s=%s unknown", tt.name, tt.value)
		}
		differ := 0
		for r := rune(0); r <= MaxRune; r++ {
			if s.Has(r) != unicode.Is(tt.table, r) && unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cf) {
				differ++
			}
		}
		if differ > 40 {
			t.Errorf("%s=%s differs from Go's table at %d code points", tt.name, tt.value, differ)
		}
	}
	for r := rune(0); r <= MaxRune; r++ {
		if got, want := ToUpper(r), unicode.ToUpper(r); got != want && want != r {
			t.Errorf("ToUpper(%#x) = %#x, Go has %#x", r, got, want)
		}
		if got, want := ToLower(r), unicode.ToLower(r); got != want && want != r {
			t.Errorf("ToLower(%#x) = %#x, Go has %#x", r, got, want)
		}
	}
}

func TestIdentifiers(t *testing.T) {
	start := []rune{'a', 'Z', 'é', 0x2118, 0x212E, 0x309B, 0x1885, 0x4E00, 0x20000, 0x2FA1D, 0x16EA0 /* Unicode 17 */}
	for _, r := range start {
		if !IsIDStart(r) || !IsIDContinue(r) {
			t.Errorf("%#x should start identifiers", r)
		}
	}
	for _, r := range []rune{'0', '_', 0xB7, 0x387, 0x1369, 0x19DA, 0x203F, 0x300, 0x30FB} {
		if IsIDStart(r) || !IsIDContinue(r) {
			t.Errorf("%#x should only continue identifiers", r)
		}
	}
	for _, r := range []rune{'$', '-', ' ', 0xD7, 0x2028, 0x180E, 0x2E2F, 0xD800, 0xFFFF, MaxRune} {
		if IsIDStart(r) || IsIDContinue(r) {
			t.Errorf("%#x should not be in identifiers", r)
		}
	}
}

func TestSpace(t *testing.T) {
	zs, _ := Category("Zs")
	want := zs.Union(SetOf('\t', '\r', 0x2028, 0x2029, 0xFEFF, 0xFEFF))
	if !Space.Equal(want) {
		t.Errorf("Space = %x, want %x", Space, want)
	}
	for r := rune(0); r <= MaxRune; r++ {
		if IsSpace(r) != want.Has(r) {
			t.Errorf("IsSpace(%#x) = %v", r, IsSpace(r))
		}
	}
}

func TestPropertyNames(t *testing.T) {
	for _, name := range []string{"L", "Letter", "LC", "digit", "punct", "Any", "ASCII", "Assigned", "ID_Start", "IDS",
		"Emoji", "EPres", "space", "Cased", "CI", "XIDC", "Extended_Pictographic"} {
		if _, ok := Property(name); !ok || !IsProperty(name) {
			t.Errorf("Property(%q) unknown", name)
		}
	}
	for _, name := range []string{"", "letter", "Latin", "Script", "gc", "Hyphen", "General_Category", "IsGreek", "ID_Start ", "Block", "RGI_Emoji"} {
		if _, ok := Property(name); ok || IsProperty(name) {
			t.Errorf("Property(%q) known", name)
		}
	}
	for _, nv := range []string{"gc=Lu", "General_Category=Uppercase_Letter", "sc=Grek", "scx=Qaai", "Script=Zzzz", "scx=Unknown"} {
		n, v, _ := strings.Cut(nv, "=")
		if _, ok := PropertyValue(n, v); !ok || !IsPropertyValue(n, v) {
			t.Errorf("PropertyValue(%q) unknown", nv)
		}
	}
	for _, nv := range []string{"gc=", "=Lu", "Emoji=Yes", "ASCII=T", "sc=Katakana_Or_Hiragana", "sc=Hrkt", "Sc=Grek", "gc=Grek"} {
		n, v, _ := strings.Cut(nv, "=")
		if _, ok := PropertyValue(n, v); ok || IsPropertyValue(n, v) {
			t.Errorf("PropertyValue(%q) known", nv)
		}
	}
}

// Every code point has one category, and one script or none.
func TestPartitions(t *testing.T) {
	total := 0
	for _, name := range categoryNames {
		s, _ := Category(name)
		total += s.Len()
	}
	if total != MaxRune+1 {
		t.Errorf("categories cover %d code points", total)
	}
	total = 0
	for _, name := range append(scriptNames[:], "Unknown") {
		s, ok := PropertyValue("sc", name)
		if x, _ := PropertyValue("scx", name); !ok || x.Len() == 0 && name != "Unknown" {
			t.Errorf("script %s is missing", name)
		}
		total += s.Len()
	}
	if total != MaxRune+1 {
		t.Errorf("scripts cover %d code points", total)
	}
}

func TestScriptExtensions(t *testing.T) {
	for _, tt := range []struct {
		r       rune
		script  string
		sc, scx bool
	}{
		{0x1CF7, "Beng", false, true}, {0x1CF7, "Zyyy", true, false}, {'a', "Latin", true, true},
		{0x30FC, "Hira", false, true}, {0x30FC, "Kana", false, true}, {0x342, "Greek", false, true},
	} {
		sc, _ := PropertyValue("sc", tt.script)
		scx, _ := PropertyValue("scx", tt.script)
		if sc.Has(tt.r) != tt.sc || scx.Has(tt.r) != tt.scx {
			t.Errorf("%#x %s: sc %v, scx %v", tt.r, tt.script, sc.Has(tt.r), scx.Has(tt.r))
		}
	}
}

func TestSequences(t *testing.T) {
	count := map[string]int{}
	all := map[string]bool{}
	for i := range sequenceProperties {
		name := sequenceProperties[i].name
		Sequences(name, func(s string) { count[name]++; all[s] = true })
	}
	n := 0
	Sequences("RGI_Emoji", func(s string) {
		n++
		if !all[s] {
			t.Errorf("%q is in RGI_Emoji alone", s)
		}
	})
	if n != len(all) || count["Emoji_Keycap_Sequence"] != 12 || count["RGI_Emoji_Flag_Sequence"] < 258 || !all["👨\u200d👩\u200d👧"] {
		t.Errorf("sequences: %d, %v", n, count)
	}
}

func TestFolding(t *testing.T) {
	for from, to := range map[rune]rune{'A': 'a', 'a': 'a', 0x17F: 's', 0x212A: 'k', 0x1E9E: 0xDF, 0x130: 0x130, 0x2126: 0x3C9,
		0x10400: 0x10428, 0x13A0: 0x13A0, 0xAB70: 0x13A0, 0x3C2: 0x3C3, 0x1E900: 0x1E922} {
		if got := SimpleFold(from); got != to {
			t.Errorf("SimpleFold(%#x) = %#x, want %#x", from, got, to)
		}
	}
}

func TestStringCase(t *testing.T) {
	for _, tt := range []struct{ in, lower, upper string }{
		{"Straße", "straße", "STRASSE"}, {"ΑΣ", "ας", "ΑΣ"}, {"ΑΣΑ", "ασα", "ΑΣΑ"}, {"Α.Σ.", "α.ς.", "Α.Σ."}, {"Σ", "σ", "Σ"},
		{"İ", "i̇", "İ"}, {"ŉ", "ŉ", "ʼN"}, {"𐐨𐐀", "𐐨𐐨", "𐐀𐐀"}, {"ﬃ", "ﬃ", "FFI"}, {"A\u00ADΣ", "a\u00ADς", "A\u00ADΣ"},
	} {
		in := utf16.Encode([]rune(tt.in))
		if got := string(utf16.Decode(AppendLower(nil, in))); got != tt.lower {
			t.Errorf("lower(%q) = %q, want %q", tt.in, got, tt.lower)
		}
		if got := string(utf16.Decode(AppendUpper(nil, in))); got != tt.upper {
			t.Errorf("upper(%q) = %q, want %q", tt.in, got, tt.upper)
		}
	}
	lone := []uint16{0xDC00, 'A', 0xD800}
	if got := AppendLower(nil, lone); !slices.Equal(got, []uint16{0xDC00, 'a', 0xD800}) {
		t.Errorf("lone surrogates became %x", got)
	}
}

func TestSetAlgebra(t *testing.T) {
	sets := []Set{nil, SetOf('a', 'z'), SetOf('m', 'p', 'z', MaxRune), SetOf(0, MaxRune), SetOf('c', 'c', 'b', 'b', 'a', 'd', 'x', 'x')}
	for _, a := range sets {
		for _, b := range sets {
			union, inter, minus := a.Union(b), a.Intersect(b), a.Subtract(b)
			if a.Disjoint(b) != (len(inter) == 0) {
				t.Errorf("Disjoint(%x, %x)", a, b)
			}
			for r := rune(0); r < 0x100; r++ {
				x, y := a.Has(r), b.Has(r)
				if union.Has(r) != (x || y) || inter.Has(r) != (x && y) || minus.Has(r) != (x && !y) || a.Complement().Has(r) == x {
					t.Fatalf("%x and %x at %#x", a, b, r)
				}
			}
		}
	}
}

func BenchmarkIsIDContinue(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		IsIDContinue(rune(0x4E00 + i&0xFFF))
	}
}
