package numtext

import (
	"math"
	"math/big"
	"strconv"
	"unicode/utf8"
	"unsafe"

	"gojs/internal/unicodedata"
)

// ParseNumber is StringToNumber for WTF-8 text: white space is trimmed, the
// empty string is 0. The second result is false, and the first NaN, when s is
// no StringNumericLiteral. Source: sec-stringtonumber.
func ParseNumber(s string) (float64, bool) {
	return parseTrimmed(trimEnd(trimStart(s)))
}

// ParseNumberLatin1 is ParseNumber for Latin-1 text.
func ParseNumberLatin1(s []byte) (float64, bool) {
	if f, ok := smallInteger(s); ok {
		return f, true
	}
	return parseTrimmed(textOf(trimUnits(s, true)))
}

// ParseNumberUTF16 is ParseNumber for UTF-16 text.
func ParseNumberUTF16(s []uint16) (float64, bool) {
	if f, ok := smallInteger(s); ok {
		return f, true
	}
	s = trimUnits(s, true)
	var buf [64]byte
	b := appendASCII(buf[:0], s)
	if len(b) < len(s) {
		return math.NaN(), false
	}
	return parseTrimmed(textOf(b))
}

// ParseFloatPrefix is parseFloat for WTF-8 text: the value of the longest
// StrDecimalLiteral after white space, NaN when there is none.
// Source: sec-parsefloat-string.
func ParseFloatPrefix(s string) float64 { return prefixValue(trimStart(s)) }

// ParseFloatPrefixLatin1 is ParseFloatPrefix for Latin-1 text.
func ParseFloatPrefixLatin1(s []byte) float64 { return prefixValue(textOf(trimUnits(s, false))) }

// ParseFloatPrefixUTF16 is ParseFloatPrefix for UTF-16 text.
func ParseFloatPrefixUTF16(s []uint16) float64 {
	var buf [64]byte
	return prefixValue(textOf(appendASCII(buf[:0], trimUnits(s, false))))
}

func prefixValue(s string) float64 {
	n := decimalLength(s)
	if n == 0 {
		return math.NaN()
	}
	return decimalValue(s[:n])
}

type unit interface{ ~uint8 | ~uint16 }

// smallInteger reads one to fifteen decimal digits and nothing else.
func smallInteger[T unit](s []T) (float64, bool) {
	if len(s) == 0 || len(s) > 15 {
		return 0, false
	}
	v := int64(0)
	for _, c := range s {
		d := uint16(c) - '0'
		if d > 9 {
			return 0, false
		}
		v = v*10 + int64(d)
	}
	return float64(v), true
}

// textOf is b as a string that must not outlive it.
func textOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// appendASCII appends s up to the first unit that is not ASCII.
func appendASCII(dst []byte, s []uint16) []byte {
	for _, c := range s {
		if c >= 0x80 {
			break
		}
		dst = append(dst, byte(c))
	}
	return dst
}

// trimUnits drops white space from the start of s, and from its end if asked.
func trimUnits[T unit](s []T, end bool) []T {
	for len(s) > 0 && unicodedata.IsSpace(rune(s[0])) {
		s = s[1:]
	}
	for end && len(s) > 0 && unicodedata.IsSpace(rune(s[len(s)-1])) {
		s = s[:len(s)-1]
	}
	return s
}

// trimStart drops white space; a lone surrogate decodes to what is none.
func trimStart(s string) string {
	for s != "" {
		r, n := utf8.DecodeRuneInString(s)
		if !unicodedata.IsSpace(r) {
			break
		}
		s = s[n:]
	}
	return s
}

func trimEnd(s string) string {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		if !unicodedata.IsSpace(r) {
			break
		}
		s = s[:len(s)-n]
	}
	return s
}

// parseTrimmed reads a StringNumericLiteral without surrounding white space.
func parseTrimmed(s string) (float64, bool) {
	if s == "" {
		return 0, true
	}
	if len(s) > 2 && s[0] == '0' {
		switch s[1] | 0x20 {
		case 'x':
			return ParseRadix(s[2:], 16)
		case 'o':
			return ParseRadix(s[2:], 8)
		case 'b':
			return ParseRadix(s[2:], 2)
		}
	}
	if decimalLength(s) != len(s) {
		return math.NaN(), false
	}
	return decimalValue(s), true
}

const infinityText = "Infinity"

// decimalLength is the length of the longest prefix of s that is a
// StrDecimalLiteral, 0 when there is none.
func decimalLength(s string) int {
	i := 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	if len(s)-i >= len(infinityText) && s[i:i+len(infinityText)] == infinityText {
		return i + len(infinityText)
	}
	first := i
	i = skipDigits(s, i)
	digits := i - first
	if i < len(s) && s[i] == '.' {
		end := skipDigits(s, i+1)
		digits += end - i - 1
		i = end
	}
	if digits == 0 {
		return 0
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if end := skipDigits(s, j); end > j {
			i = end
		}
	}
	return i
}

func skipDigits(s string, i int) int {
	for i < len(s) && s[i]-'0' < 10 {
		i++
	}
	return i
}

// decimalValue is the value of a StrDecimalLiteral; beyond the range it is
// an infinity, as rounding prescribes.
func decimalValue(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64)
	return f
}

// ParseRadix is the value of the digits s, at least one, in a radix from 2 to
// 36, correctly rounded. The second result is false, and the first NaN, when
// one is no digit.
func ParseRadix(s string, radix int) (float64, bool) {
	for i := range len(s) {
		if digitValue(s[i]) >= radix {
			return math.NaN(), false
		}
	}
	if u, err := strconv.ParseUint(s, radix, 64); err == nil {
		return float64(u), true
	}
	z, ok := new(big.Int).SetString(s, radix)
	if !ok {
		return math.NaN(), false
	}
	f, _ := new(big.Float).SetInt(z).Float64()
	return f, true
}

// digitValue is the value of a digit or letter, 99 of anything else.
func digitValue(c byte) int {
	switch {
	case c-'0' < 10:
		return int(c - '0')
	case (c|0x20)-'a' < 26:
		return int(c|0x20) - 'a' + 10
	}
	return 99
}
