package regex

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"gojs/source"
)

// match is the groups of a match as text, "null" without one; groups that took
// no part are "-". It runs in both widths where the subject has both.
func match(t *testing.T, pattern, flags, subject string, start int) string {
	t.Helper()
	f, ok := ParseFlags(flags)
	if !ok {
		t.Fatalf("flags %q", flags)
	}
	p, err := Compile(pattern, f)
	if err != nil {
		t.Fatalf("/%s/%s: %v", pattern, flags, err)
	}
	s := source.ToUTF16(subject)
	var m Matcher
	run := func(ok bool, err error) string {
		if err != nil {
			t.Fatalf("/%s/%s on %q: %v", pattern, flags, subject, err)
		}
		if !ok {
			return "null"
		}
		var out []string
		for i := 0; i < len(m.Caps); i += 2 {
			if m.Caps[i] < 0 {
				out = append(out, "-")
			} else {
				out = append(out, source.FromUTF16(s[m.Caps[i]:m.Caps[i+1]]))
			}
		}
		return strings.Join(out, ",")
	}
	sticky := f&Sticky != 0
	wide := pick2(sticky, p.MatchUTF16At, p.MatchUTF16)
	got := run(wide(&m, s, start))
	if b, ok := latin1(s); ok {
		narrow := pick2(sticky, p.MatchLatin1At, p.MatchLatin1)
		if got8 := run(narrow(&m, b, start)); got8 != got {
			t.Errorf("/%s/%s on %q: Latin-1 %q, UTF-16 %q", pattern, flags, subject, got8, got)
		}
	}
	return got
}

func pick2[T any](cond bool, a, b T) T {
	if cond {
		return a
	}
	return b
}

func TestMatch(t *testing.T) {
	for _, tt := range []struct{ pattern, flags, subject, want string }{
		// The standard's examples.
		{`a|ab`, "", "abc", "a"},
		{`((a)|(ab))((c)|(bc))`, "", "abc", "abc,a,a,-,bc,-,bc"},
		{`a[a-z]{2,4}`, "", "abcdefghi", "abcde"},
		{`a[a-z]{2,4}?`, "", "abcdefghi", "abc"},
		{`(aa|aabaac|ba|b|c)*`, "", "aabaac", "aaba,ba"},
		{`(z)((a+)?(b+)?(c))*`, "", "zaacbbbcac", "zaacbbbcac,z,ac,a,-,c"},
		{`(a*)*`, "", "b", ",-"},
		{`(a*)b\1+`, "", "baaaac", "b,"},
		{`(?=(a+))`, "", "baaabac", ",aaa"},
		{`(?=(a+))a*b\1`, "", "baaabac", "aba,a"},
		{`(.*?)a(?!(a+)b\2c)\2(.*)`, "", "baaabaac", "baaabaac,ba,-,abaac"},

		// Captures of the last iteration, backtracking into groups.
		{`(?:(a)|(b))*`, "", "ab", "ab,-,b"},
		{`(a\1)`, "", "aa", "a,a"},
		{`\1(a)`, "", "aa", "a,a"},
		{`(?:(x)|y)\1z`, "", "yz", "yz,-"},
		{`(a(b)?)+`, "", "aba", "aba,a,-"},
		{`(a?)??b`, "", "ab", "ab,a"},
		{`(?:a|ab)(?:c|bcd)(?:d*)`, "", "abcd", "abcd"},
		{`^(?:b+(a|aba)?)*$`, "", "bababa", "bababa,a"},
		{`(){3}`, "", "x", ","},
		{`(?:){0,5}x`, "", "x", "x"},
		{`(a{2}){2}`, "", "aaaaa", "aaaa,aa"},
		{`(\w+)\s(\w+)`, "", "x yy  zz", "x yy,x,yy"},

		// Look-behind, right to left.
		{`(?<=\$)\d+(\.\d*)?`, "", "$10.53", "10.53,.53"},
		{`(?<!\$)\b\d+`, "", "$1 23", "23"},
		{`(?<=(\d+)(\d+))$`, "", "1053", ",1,053"},
		{`(?<=\1(\w))d`, "i", "abcCd", "d,C"},
		{`(?<=([abc])+)$`, "", "abc", ",a"},
		{`(?<=a(?=([^a]{2})d)\w{3})\w\1`, "", "abcdbcdbc", "null"},
		{`(?<=^|\n)b`, "", "a\nb", "b"},
		{`(?<!ab*)c`, "", "abbc c", "c"},
		{`(?<=a.*?)b`, "s", "a\nb", "b"},

		// Case.
		{`straße`, "i", "STRAßE", "STRAßE"},
		{`ß`, "i", "ẞ", "null"}, {`ß`, "iu", "ẞ", "ẞ"},
		{`[a-z]+`, "i", "\u017f\u212a", "null"}, {`[a-z]+`, "iu", "\u017f\u212a", "\u017f\u212a"},
		{`\w+`, "iu", "\u017f", "\u017f"}, {`\W`, "iu", "\u017f", "null"}, {`[^\W]`, "iu", "\u212a", "\u212a"},
		{`ω`, "i", "\u2126", "null"}, {`ω`, "iu", "\u2126", "\u2126"},
		{`[^x]`, "i", "X", "null"}, {`[^X]`, "iv", "x", "null"},
		{`ΣΊΣΥΦΟΣ`, "i", "σίσυφος", "σίσυφος"},
		{`(Σ)\1`, "i", "σς", "σς,σ"}, {`(K)\1`, "iu", "k\u212a", "k\u212a,k"},
		{`[\u0100-\u0101]`, "iv", "Ā", "Ā"}, {`\u{10400}`, "iu", "\U00010428", "\U00010428"},
		{`ǆ`, "i", "ǅ", "ǅ"}, {`[ÿ]`, "i", "Ÿ", "Ÿ"}, {`µ`, "i", "Μ", "Μ"},

		// Code points and lone surrogates.
		{`^.$`, "", "😀", "null"}, {`^.$`, "u", "😀", "😀"}, {`^..$`, "", "😀", "😀"},
		{`\ud83d`, "u", "😀", "null"}, {`\ud83d`, "", "😀", "\xed\xa0\xbd"}, {`[^a]`, "u", "😀", "😀"},
		{`\ud83d\ude00`, "u", "😀", "😀"}, {`\u{1f600}{2}`, "u", "😀😀", "😀😀"}, {`😀{2}`, "u", "😀😀", "😀😀"},
		{`(?<=😀)a`, "u", "😀a", "a"}, {`(?<=^.)a`, "u", "😀a", "a"}, {`.+?b`, "u", "😀😀b", "😀😀b"},
		{`[\ud83d\ude00]`, "u", "\xed\xa0\xbd", "null"}, {`(\ud83d).\1`, "u", "\xed\xa0\xbdx😀", "null"},
		{`\u{110000}`, "", "u", "null"}, {`\u{3}`, "", "uuu", "uuu"},

		// Annex B.
		{`\c`, "", `\c`, `\c`}, {`[\c]`, "", `\`, `\`}, {`\ca`, "", "\x01", "\x01"}, {`[\c_]`, "", "\x1f", "\x1f"},
		{`\101\8`, "", "A8", "A8"}, {`[\12]`, "", "\n", "\n"}, {`a{`, "", "a{", "a{"}, {`a{,2}`, "", "a{,2}", "a{,2}"}, {`]}`, "", "]}", "]}"},
		{`(?=a)*b`, "", "b", "b"}, {`(?=(a))?`, "", "a", ",-"}, {`\k<a>`, "", "k<a>", "k<a>"}, {`[\d-x]+`, "", "1-x", "1-x"}, {`\_`, "", "_", "_"},
		{`[]`, "", "a", "null"}, {`[^]`, "", "\n", "\n"}, {`\x1`, "", "x1", "x1"}, {`\u12`, "", "u12", "u12"}, {`\0`, "", "\x00", "\x00"},

		// Flags and modifiers.
		{`^b.c$`, "", "a\nb\nc", "null"}, {`^b$`, "m", "a\nb\nc", "b"}, {`a.b`, "s", "a\nb", "a\nb"}, {`a.b`, "", "a\u2028b", "null"},
		{`(?i:a)b`, "", "Ab", "Ab"}, {`(?i:a)b`, "", "AB", "null"}, {`(?-i:a)b`, "i", "aB", "aB"}, {`(?-i:a)b`, "i", "AB", "null"},
		{`(?s:.)^`, "m", "\n", "\n"}, {`(?s-i:a.)b`, "i", "a\nB", "a\nB"}, {`(?m:^b)`, "", "a\nb", "b"}, {`(?-m:^)b`, "m", "a\nb", "null"},
		{`(?i:(a))\1`, "", "Aa", "null"}, {`(a)(?i:\1)`, "", "aA", "aA,a"}, {`(?i-:[k])`, "u", "\u212a", "\u212a"}, {`(?i:\b)\u017f`, "u", "\u017f", "\u017f"},

		// Names.
		{`(?<y>\d{4})-(?<m>\d\d)`, "", "2024-05", "2024-05,2024,05"}, {`(?<a>.)\k<a>`, "", "xyy", "yy,y"}, {`\k<a>(?<a>x)`, "", "x", "x,x"},
		{`(?:(?<a>x)|(?<a>y))\k<a>`, "", "yy", "yy,-,y"}, {`(?:(?:(?<a>x)|(?<a>y))\k<a>)+`, "", "xxyy", "xxyy,-,y"}, {`(?<𝒜>.)\k<𝒜>`, "", "aa", "aa,a"},
		{`(?<\u{61}b>.)\k<ab>`, "", "aa", "aa,a"}, {`(?<=(?:(?<a>x)|(?<a>y))\k<a>)z`, "", "yz", "z,-,y"},

		// Properties and sets.
		{`\p{Lu}+`, "u", "abÀB", "ÀB"}, {`\P{L}`, "u", "a1", "1"}, {`\p{Script=Greek}+`, "u", "abγδ", "γδ"}, {`\p{scx=Deva}`, "u", "\u0964", "\u0964"},
		{`[\p{L}\d]+`, "u", "-é1", "é1"}, {`\p{Any}`, "u", "😀", "😀"}, {`\p{RGI_Emoji}`, "v", "👨‍👩‍👧x", "👨‍👩‍👧"}, {`^\p{Emoji_Keycap_Sequence}$`, "v", "1\ufe0f\u20e3", "1\ufe0f\u20e3"},
		{`[\w--\d]+`, "v", "12ab3", "ab"}, {`[\w&&[^a-f]]+`, "v", "abxyz", "xyz"}, {`[[a-z]--[aeiou]]+`, "v", "eabcd", "bcd"}, {`[\q{abc|d|}x]`, "v", "abcd", "abc"},
		{`[\q{ab|abc}]d`, "v", "abcd", "abcd"}, {`[\q{ab|a}]b`, "v", "ab", "ab"}, {`(?<=[\q{ab|b}])c`, "v", "abc", "c"}, {`[\q{KM|x}]`, "iv", "\u212am", "\u212am"},
		{`[^\d]`, "v", "1a", "a"}, {`[^\P{Lu}]`, "iv", "a", "a"}, {`\P{Ll}`, "iv", "aA1", "1"}, {`[\p{Lu}&&\p{ASCII}]`, "v", "ÀA", "A"}, {`[\p{RGI_Emoji}--\q{👍}]`, "v", "👍👎", "👎"},
		{`[[\q{ab}c]&&[\q{ab}d]]`, "v", "cdab", "ab"}, {`[(]`, "", "(", "("}, {`[\(]`, "v", "(", "("}, {`[a\-z]+`, "v", "b-a", "-a"}, {`[\&\&]`, "v", "&", "&"},
	} {
		if got := match(t, tt.pattern, tt.flags, tt.subject, 0); got != tt.want {
			t.Errorf("/%s/%s on %q: %q, want %q", tt.pattern, tt.flags, tt.subject, got, tt.want)
		}
	}
}

// A start within a pair means its start with u, and itself without.
func TestStartWithinPair(t *testing.T) {
	for _, tt := range []struct {
		pattern, flags, want string
	}{
		{`.`, "u", "😀"}, {`.`, "uy", "😀"}, {`\udf06`, "u", "null"}, {`\ude00`, "", "\xed\xb8\x80"}, {`^`, "uy", ""}, {`$`, "u", ""}, {`.`, "v", "😀"},
	} {
		if got := match(t, tt.pattern, tt.flags, "😀", 1); got != tt.want {
			t.Errorf("/%s/%s from 1: %q, want %q", tt.pattern, tt.flags, got, tt.want)
		}
	}
}

func TestSyntaxErrors(t *testing.T) {
	const u, v, n = "u", "v", ""
	for _, tt := range []struct {
		pattern, flags string
		offset         int
		message        string
	}{
		{`(?a)`, n, 2, "Invalid group"}, {`(?<1>)`, n, 4, "Invalid capture group name"}, {`(?<a`, n, 4, "Invalid capture group name"},
		{`(?<a>)|(?<b>)(?<a>`, n, 18, "Unterminated group"}, {`(?<a>x)(?<a>y)`, n, 12, "Duplicate capture group name"},
		{`(?:(?<a>x)|y)(?<a>z)`, n, 18, "Duplicate capture group name"}, {`(?<a>(?<a>x)|y)`, n, 10, "Duplicate capture group name"},
		{`(?<a>)\k<b>`, n, 8, "Invalid named capture referenced"}, {`(?<a>)\k`, n, 8, "Invalid named reference"}, {`\k`, u, 2, "Invalid named reference"},
		{`*`, n, 0, "Nothing to repeat"}, {`a**`, n, 2, "Nothing to repeat"}, {`{1}`, n, 3, "Nothing to repeat"}, {`^*`, n, 1, "Nothing to repeat"},
		{`a{2,1}`, n, 6, "numbers out of order in {} quantifier"}, {`a{1`, u, 1, "Incomplete quantifier"}, {`{`, u, 0, "Lone quantifier brackets"}, {`]`, u, 0, "Lone quantifier brackets"},
		{`(?=a)*`, u, 5, "Invalid quantifier"}, {`(?<=a)*`, n, 6, "Invalid quantifier"}, {`(`, n, 1, "Unterminated group"}, {`a)`, n, 1, "Unmatched ')'"},
		{`[`, n, 1, "Unterminated character class"}, {`[b-a]`, n, 4, "Range out of order in character class"}, {`[\d-z]`, u, 5, "Invalid character class"},
		{`\`, n, 1, `\ at end of pattern`}, {`[\`, n, 2, `\ at end of pattern`}, {`\u`, u, 1, "Invalid Unicode escape"}, {`\u{110000}`, u, 1, "Invalid Unicode escape"},
		{`\x`, u, 1, "Invalid escape"}, {`\-`, u, 1, "Invalid escape"}, {`\1`, u, 1, "Invalid escape"}, {`\00`, u, 1, "Invalid decimal escape"}, {`[\00]`, u, 2, "Invalid decimal escape"},
		{`\p{x}`, u, 5, "Invalid property name"}, {`[\p{x}]`, u, 6, "Invalid property name in character class"}, {`\p{RGI_Emoji}`, u, 13, "Invalid property name"}, {`\P{RGI_Emoji}`, v, 13, "Invalid property name"},
		{`[a-z&&b]`, v, 4, "Invalid set operation in character class"}, {`[a&&&b]`, v, 4, "Invalid character in character class"}, {`[^\q{ab}]`, v, 9, "Negated character class may contain strings"},
		{`[(]`, v, 1, "Invalid character in character class"}, {`[!!]`, v, 1, "Invalid set operation in character class"}, {`[a-[b]]`, v, 6, "Invalid character class"}, {`\q{a}`, v, 1, "Invalid escape"},
		{`(?ii:a)`, n, 3, "Repeated flag in flag group"}, {`(?i-i:a)`, n, 4, "Repeated flag in flag group"}, {`(?-:a)`, n, 3, "Invalid flag group"}, {`(?i--m:a)`, n, 4, "Multiple dashes in flag group"}, {`(?i)`, n, 3, "Invalid group"},
		{`é(😀`, n, 7, "Unterminated group"}, {`😀*+`, u, 5, "Nothing to repeat"}, {strings.Repeat("(", 5000), n, 4000, "Regular expression too large"}, {strings.Repeat("()", 33000), n, 0, "Too many captures"},
	} {
		err := Check(tt.pattern, tt.flags)
		var se *SyntaxError
		if !errors.As(err, &se) {
			t.Errorf("/%.40s/%s: no error, want %s", tt.pattern, tt.flags, tt.message)
			continue
		}
		if se.Message != tt.message || se.Offset != tt.offset {
			t.Errorf("/%.40s/%s: %q at %d, want %q at %d", tt.pattern, tt.flags, se.Message, se.Offset, tt.message, tt.offset)
		}
		if _, err := Compile(tt.pattern, mustFlags(tt.flags)); err == nil || err.Error() != tt.message {
			t.Errorf("/%.40s/%s: Compile says %v", tt.pattern, tt.flags, err)
		}
	}
}

func mustFlags(s string) Flags {
	f, _ := ParseFlags(s)
	return f
}

func TestFlags(t *testing.T) {
	for s, ok := range map[string]bool{"": true, "dgimsuy": true, "v": true, "uv": false, "gg": false, "x": false, "G": false, "ysmi": true} {
		f, got := ParseFlags(s)
		if got != ok {
			t.Errorf("ParseFlags(%q) = %v", s, got)
		}
		if ok && len(f.String()) != len(s) {
			t.Errorf("%q became %q", s, f)
		}
	}
	if err := Check("a", "uv"); err == nil || err.Error() != "Invalid flags" {
		t.Errorf("uv: %v", err)
	}
}

func TestGroupNames(t *testing.T) {
	p, err := Compile(`(?<b>x)|(?<a>y)(z)|(?<b>w)`, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(p.GroupNames(), p.NumCaptures()); got != "[{b [1 4]} {a [2]}] 5" {
		t.Error(got)
	}
}

// Canonical forms are canonical, which is what the orbits rely on.
func TestCanonicalize(t *testing.T) {
	for _, unicode := range []bool{false, true} {
		for r := rune(0); r < 0x10000; r++ {
			c := canonicalize(r, unicode)
			if canonicalize(c, unicode) != c {
				t.Errorf("%v: %#x becomes %#x becomes %#x", unicode, r, c, canonicalize(c, unicode))
			}
			if (c >= 0x10000) != (r >= 0x10000) {
				t.Errorf("%v: %#x becomes %#x, of another length", unicode, r, c)
			}
		}
	}
}
