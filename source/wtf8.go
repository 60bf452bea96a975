package source

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	surrMin = 0xD800
	surrLow = 0xDC00
	surrMax = 0xDFFF
	replace = '\uFFFD'
)

// IsSurrogate reports whether r is U+D800 to U+DFFF.
func IsSurrogate(r rune) bool { return surrMin <= r && r <= surrMax }

// DecodeRune returns the first code point of s, which may be a lone surrogate,
// and its length in bytes. Text that is not WTF-8 gives U+FFFD and 1; the
// empty string gives U+FFFD and 0.
func DecodeRune(s string) (rune, int) {
	if len(s) > 0 && s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	r, n := utf8.DecodeRuneInString(s)
	if n == 1 && len(s) >= 3 && s[0] == 0xED && s[1]&0xE0 == 0xA0 && s[2]&0xC0 == 0x80 {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return r, n
}

// DecodeLastRune is DecodeRune for the last code point of s.
func DecodeLastRune(s string) (rune, int) {
	r, n := utf8.DecodeLastRuneInString(s)
	if n == 1 && r == replace && len(s) >= 3 {
		if r, m := DecodeRune(s[len(s)-3:]); m == 3 {
			return r, 3
		}
	}
	return r, n
}

// AppendRune appends code point r, which may be a surrogate, to b. When b ends
// in a high surrogate and r is a low one, the two are joined, so that b stays
// WTF-8 however its parts arrive.
func AppendRune(b []byte, r rune) []byte {
	if !IsSurrogate(r) {
		return utf8.AppendRune(b, r)
	}
	if n := len(b); r >= surrLow && n >= 3 && b[n-3] == 0xED && b[n-2]&0xF0 == 0xA0 {
		high := 0xD000 | rune(b[n-2]&0x3F)<<6 | rune(b[n-1]&0x3F)
		return utf8.AppendRune(b[:n-3], utf16.DecodeRune(high, r))
	}
	return append(b, 0xED, 0x80|byte(r>>6&0x3F), 0x80|byte(r&0x3F))
}

// AppendString appends s to b, joining a surrogate pair that meets at the seam.
func AppendString(b []byte, s string) []byte {
	if len(s) >= 3 && s[0] == 0xED && s[1]&0xF0 == 0xB0 {
		r, n := DecodeRune(s)
		b, s = AppendRune(b, r), s[n:]
	}
	return append(b, s...)
}

// UTF16Len returns the number of UTF-16 code units of s.
func UTF16Len(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c&0xC0 != 0x80 {
			n++
		}
		if c >= 0xF0 {
			n++
		}
	}
	return n
}

// IsASCII reports whether every byte of s is below 0x80.
func IsASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// ToUTF16 returns the code units of s.
func ToUTF16(s string) []uint16 { return AppendUTF16(make([]uint16, 0, UTF16Len(s)), s) }

// AppendUTF16 appends the code units of s to u.
func AppendUTF16(u []uint16, s string) []uint16 {
	for len(s) > 0 {
		if s[0] < utf8.RuneSelf {
			u, s = append(u, uint16(s[0])), s[1:]
			continue
		}
		r, n := DecodeRune(s)
		s = s[n:]
		if r < 0x10000 {
			u = append(u, uint16(r))
			continue
		}
		hi, lo := utf16.EncodeRune(r)
		u = append(u, uint16(hi), uint16(lo))
	}
	return u
}

// FromUTF16 returns the WTF-8 form of the code units u.
func FromUTF16(u []uint16) string {
	b := make([]byte, 0, len(u))
	for i := 0; i < len(u); i++ {
		r := rune(u[i])
		if surrMin <= r && r < surrLow && i+1 < len(u) {
			if p := utf16.DecodeRune(r, rune(u[i+1])); p != replace {
				b = utf8.AppendRune(b, p)
				i++
				continue
			}
		}
		b = AppendRune(b, r)
	}
	return string(b)
}

// Valid reports whether s is WTF-8.
func Valid(s string) bool {
	for len(s) > 0 {
		if s[0] < utf8.RuneSelf {
			s = s[1:]
			continue
		}
		r, n := DecodeRune(s)
		if n == 1 {
			return false
		}
		if surrMin <= r && r < surrLow {
			if next, _ := DecodeRune(s[n:]); next >= surrLow && next <= surrMax {
				return false
			}
		}
		s = s[n:]
	}
	return true
}

// Sanitize returns the text of a file: data as UTF-8, each invalid byte
// replaced by U+FFFD, without a byte order mark at the start.
func Sanitize(data []byte) string {
	s := strings.TrimPrefix(string(data), "\uFEFF")
	if utf8.ValidString(s) {
		return s
	}
	b := make([]byte, 0, len(s)+len(s)/8)
	for _, r := range s { // range yields U+FFFD for each invalid byte
		b = utf8.AppendRune(b, r)
	}
	return string(b)
}
