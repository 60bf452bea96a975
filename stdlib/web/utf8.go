package web

import (
	"strings"
	"unicode/utf8"
)

// DecodeUTF8 is UTF-8 decode without BOM (https://encoding.spec.whatwg.org/#utf-8-decode-without-bom):
// each maximal part of a sequence that is no UTF-8 becomes one U+FFFD.
func DecodeUTF8(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	var out strings.Builder
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r != utf8.RuneError || n > 1 {
			out.Write(b[:n])
		} else {
			n, _ = InvalidPart(b)
			out.WriteString("\uFFFD")
		}
		b = b[n:]
	}
	return out.String()
}

// InvalidPart is the length of the longest beginning of a valid sequence at
// b[0], where no whole one is, and whether more bytes could complete it.
func InvalidPart(b []byte) (n int, incomplete bool) {
	c := b[0]
	low, high, need := byte(0x80), byte(0xBF), 0
	switch {
	case c >= 0xC2 && c <= 0xDF:
		need = 1
	case c >= 0xE0 && c <= 0xEF:
		need = 2
		if c == 0xE0 {
			low = 0xA0
		} else if c == 0xED {
			high = 0x9F
		}
	case c >= 0xF0 && c <= 0xF4:
		need = 3
		if c == 0xF0 {
			low = 0x90
		} else if c == 0xF4 {
			high = 0x8F
		}
	}
	n = 1
	for ; n <= need && n < len(b) && b[n] >= low && b[n] <= high; n++ {
		low, high = 0x80, 0xBF
	}
	return n, n <= need && n == len(b)
}
