package regex

// Flags are the flags of a regular expression. Source: sec-get-regexp.prototype.flags.
type Flags uint8

// The flags in the order in which RegExp.prototype.flags lists them.
const (
	HasIndices  Flags = 1 << iota // d, the caller's business
	Global                        // g, the caller's business
	IgnoreCase                    // i
	Multiline                     // m
	DotAll                        // s
	Unicode                       // u
	UnicodeSets                   // v
	Sticky                        // y, the caller's business: see MatchLatin1At
)

const flagLetters = "dgimsuvy"

// ParseFlags reads flag letters. It declines unknown and repeated letters and
// u together with v.
func ParseFlags(s string) (Flags, bool) {
	var f Flags
	for i := range len(s) {
		bit := flagOf(s[i])
		if bit == 0 || f&bit != 0 {
			return 0, false
		}
		f |= bit
	}
	return f, f&(Unicode|UnicodeSets) != Unicode|UnicodeSets
}

func flagOf(c byte) Flags {
	for i := range len(flagLetters) {
		if flagLetters[i] == c {
			return 1 << i
		}
	}
	return 0
}

// String is the letters in alphabetical order.
func (f Flags) String() string {
	var b []byte
	for i := range len(flagLetters) {
		if f&(1<<i) != 0 {
			b = append(b, flagLetters[i])
		}
	}
	return string(b)
}

// FullUnicode reports whether the pattern matches code points (u or v).
func (f Flags) FullUnicode() bool { return f&(Unicode|UnicodeSets) != 0 }
