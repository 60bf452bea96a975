package es

import (
	"unicode/utf8"

	"gojs/vm"
)

// URI handling functions (sec-uri-handling-functions), escape and unescape
// (sec-escape-string, sec-unescape-string).

const (
	uriAlpha      = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	uriUnescaped  = uriAlpha + "-_.!~*'()"
	uriReserved   = ";/?:@&=+$,"
	hexUpper      = "0123456789ABCDEF"
	escapeUntouch = uriAlpha + "@*_+-./"
)

// asciiSet is a set of code units below 128.
type asciiSet [128]bool

func newASCIISet(s string) *asciiSet {
	var set asciiSet
	for i := range len(s) {
		set[s[i]] = true
	}
	return &set
}

func (s *asciiSet) has(u uint16) bool { return u < 128 && s[u] }

var (
	encodeSet          = newASCIISet(uriReserved + uriUnescaped + "#")
	encodeComponentSet = newASCIISet(uriUnescaped)
	decodeSet          = newASCIISet(uriReserved + "#")
	decodeComponentSet = newASCIISet("")
	escapeSet          = newASCIISet(escapeUntouch)
)

// decodeURI ( encodedURI ) sec-decodeuri-encodeduri
func globalDecodeURI(c *vm.Call) vm.Value { return decodeURI(c, decodeSet) }

// decodeURIComponent ( encodedURIComponent ) sec-decodeuricomponent-encodeduricomponent
func globalDecodeURIComponent(c *vm.Call) vm.Value { return decodeURI(c, decodeComponentSet) }

// encodeURI ( uri ) sec-encodeuri-uri
func globalEncodeURI(c *vm.Call) vm.Value { return encodeURI(c, encodeSet) }

// encodeURIComponent ( uriComponent ) sec-encodeuricomponent-uricomponent
func globalEncodeURIComponent(c *vm.Call) vm.Value { return encodeURI(c, encodeComponentSet) }

// encodeURI is Encode (sec-encode).
func encodeURI(c *vm.Call, keep *asciiSet) vm.Value {
	str := c.ToString(c.Arg(0))
	s := c.Chars(str)
	b, steps := takeBuilder(c.VM), 0
	for i := keepRun(&b, s, 0, keep); i < s.Len(); i = keepRun(&b, s, i+1, keep) {
		u := s.At(i)
		r := rune(u)
		switch {
		case u >= 0xDC00 && u < 0xE000:
			c.ThrowURIError("URI malformed")
		case u >= 0xD800 && u < 0xDC00:
			i++
			if i >= s.Len() || s.At(i)&0xFC00 != 0xDC00 {
				c.ThrowURIError("URI malformed")
			}
			r = (r-0xD800)<<10 + rune(s.At(i)) - 0xDC00 + 0x10000
		}
		var buf [utf8.UTFMax]byte
		for _, octet := range utf8.AppendRune(buf[:0], r) {
			b.escapeOctet(octet)
		}
		b.breathe(c, &steps)
	}
	return finishBuilder(c.VM, &b)
}

// decodeURI is Decode (sec-decode): escapes of characters in keep stay.
func decodeURI(c *vm.Call, keep *asciiSet) vm.Value {
	str := c.ToString(c.Arg(0))
	s := c.Chars(str)
	b, steps := takeBuilder(c.VM), 0
	for i := keepRun(&b, s, 0, nil); i < s.Len(); i = keepRun(&b, s, i+1, nil) {
		start := i
		r := decodeEscape(c, s, &i)
		if r < 128 && keep[r] {
			b.Slice(s, start, i+1)
		} else {
			b.Rune(r)
		}
		b.breathe(c, &steps)
	}
	return finishBuilder(c.VM, &b)
}

// hexDigits are the values of hexadecimal digits, -1 for other bytes.
var hexDigits = func() (t [256]int8) {
	for u := range t {
		if t[u] = -1; digitOf(uint16(u)) < 16 {
			t[u] = int8(digitOf(uint16(u)))
		}
	}
	return t
}()

// hexByte is the value of two hexadecimal digits at i, negative where they are
// not there.
func hexByte(s vm.Chars, i int) int {
	if i+2 > s.Len() {
		return -1
	}
	if s.UTF16 == nil {
		return int(hexDigits[s.Latin1[i]])<<4 | int(hexDigits[s.Latin1[i+1]])
	}
	h, l := s.UTF16[i], s.UTF16[i+1]
	if h|l > 255 {
		return -1
	}
	return int(hexDigits[h])<<4 | int(hexDigits[l])
}

// keepRun appends the code units from i on that are in keep (or, where keep is
// nil, are not %) and returns the index behind them.
func keepRun(b *textBuilder, s vm.Chars, i int, keep *asciiSet) int {
	start := i
	if s.UTF16 != nil {
		for i < len(s.UTF16) && keeps(keep, s.UTF16[i]) {
			i++
		}
	} else {
		for i < len(s.Latin1) && keeps(keep, uint16(s.Latin1[i])) {
			i++
		}
	}
	if i > start {
		b.Slice(s, start, i)
	}
	return i
}

func keeps(keep *asciiSet, u uint16) bool {
	if keep == nil {
		return u != '%'
	}
	return keep.has(u)
}

// breathe polls and bounds the text at every thousandth step or so.
func (b *textBuilder) breathe(c *vm.Call, steps *int) {
	if *steps++; *steps&(1<<10-1) == 0 {
		c.Poll()
		b.Bound(c.VM)
	}
}

// escapeOctet appends %XX.
func (b *textBuilder) escapeOctet(octet byte) {
	b.Byte('%')
	b.Byte(hexUpper[octet>>4])
	b.Byte(hexUpper[octet&15])
}

// decodeEscape reads the escape sequence of one code point at *i, which it
// leaves at the sequence's last code unit.
func decodeEscape(c *vm.Call, s vm.Chars, i *int) rune {
	octet := hexByte(s, *i+1)
	*i += 2
	if octet >= 0 && octet < 0x80 {
		return rune(octet)
	}
	n, min := 0, rune(0)
	switch {
	case octet >= 0xC0 && octet < 0xE0:
		n, min, octet = 1, 0x80, octet&0x1F
	case octet >= 0xE0 && octet < 0xF0:
		n, min, octet = 2, 0x800, octet&0xF
	case octet >= 0xF0 && octet < 0xF8:
		n, min, octet = 3, 0x10000, octet&7
	default:
		c.ThrowURIError("URI malformed")
	}
	r := rune(octet)
	for ; n > 0; n-- {
		if *i+1 >= s.Len() || s.At(*i+1) != '%' {
			c.ThrowURIError("URI malformed")
		}
		next := hexByte(s, *i+2)
		if next < 0 || next&0xC0 != 0x80 {
			c.ThrowURIError("URI malformed")
		}
		r = r<<6 | rune(next&0x3F)
		*i += 3
	}
	if r < min || r > 0x10FFFF || r >= 0xD800 && r < 0xE000 {
		c.ThrowURIError("URI malformed")
	}
	return r
}

// escape ( string ) sec-escape-string
func globalEscape(c *vm.Call) vm.Value {
	str := c.ToString(c.Arg(0))
	s := c.Chars(str)
	b, steps := takeBuilder(c.VM), 0
	for i := keepRun(&b, s, 0, escapeSet); i < s.Len(); i = keepRun(&b, s, i+1, escapeSet) {
		u := s.At(i)
		if u < 256 {
			b.escapeOctet(byte(u))
		} else {
			b.ASCII("%u")
			for shift := 12; shift >= 0; shift -= 4 {
				b.Byte(hexUpper[u>>shift&15])
			}
		}
		b.breathe(c, &steps)
	}
	return finishBuilder(c.VM, &b)
}

// unescape ( string ) sec-unescape-string
func globalUnescape(c *vm.Call) vm.Value {
	str := c.ToString(c.Arg(0))
	s := c.Chars(str)
	b, steps := takeBuilder(c.VM), 0
	for i := keepRun(&b, s, 0, nil); i < s.Len(); i = keepRun(&b, s, i, nil) {
		u, n := unescapeAt(s, i)
		b.Unit(u)
		i += n
		b.breathe(c, &steps)
	}
	return finishBuilder(c.VM, &b)
}

// unescapeAt is the code unit that the % at i stands for, and the number of code
// units it takes.
func unescapeAt(s vm.Chars, i int) (u uint16, n int) {
	if i+5 < s.Len() && s.At(i+1) == 'u' {
		if h, l := hexByte(s, i+2), hexByte(s, i+4); h >= 0 && l >= 0 {
			return uint16(h<<8 | l), 6
		}
	}
	if h := hexByte(s, i+1); h >= 0 {
		return uint16(h), 3
	}
	return '%', 1
}
