package web

// Percent-encoding (https://url.spec.whatwg.org/#percent-encoded-bytes).

// escapeSet is a percent-encode set: the ASCII bytes that are in it. All others
// are in every set.
type escapeSet [2]uint64

func (set *escapeSet) has(c byte) bool { return c >= 0x80 || set[c>>6]&(1<<(c&63)) != 0 }

// with is the set and more.
func (set escapeSet) with(chars string) *escapeSet {
	for i := 0; i < len(chars); i++ {
		set[chars[i]>>6] |= 1 << (chars[i] & 63)
	}
	return &set
}

var (
	inControl      = escapeSet{1<<32 - 1}.with("\x7f")
	inFragment     = inControl.with(" \"<>`")
	inQuery        = inControl.with(" \"#<>")
	inSpecialQuery = inQuery.with("'")
	inPath         = inQuery.with("?^`{}")
	inUserinfo     = inPath.with("/:;=@[\\]|")
)

// escape percent-encodes what is in set.
func escape(s string, set *escapeSet) string {
	for i := 0; i < len(s); i++ {
		if set.has(s[i]) {
			return string(appendEscaped(make([]byte, 0, len(s)+16), s, set))
		}
	}
	return s
}

const upperHex = "0123456789ABCDEF"

func appendEscaped(b []byte, s string, set *escapeSet) []byte {
	for i := 0; i < len(s); i++ {
		if c := s[i]; set.has(c) {
			b = append(b, '%', upperHex[c>>4], upperHex[c&15])
		} else {
			b = append(b, c)
		}
	}
	return b
}

// PercentDecode replaces each %XX by its byte.
func PercentDecode(s string) []byte {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && hexValue(s[i+1]) >= 0 && hexValue(s[i+2]) >= 0 {
			b = append(b, byte(hexValue(s[i+1])<<4|hexValue(s[i+2])))
			i += 2
		} else {
			b = append(b, s[i])
		}
	}
	return b
}

func hexValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}
