package es

import "gojs/vm"

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
	var b textBuilder
	for i := 0; i < s.Len(); i++ {
		u := s.At(i)
		if keep.has(u) {
			b.Byte(byte(u))
			continue
		}
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
		for _, octet := range []byte(string(r)) {
			b.Byte('%')
			b.Byte(hexUpper[octet>>4])
			b.Byte(hexUpper[octet&15])
		}
		poll(c, int64(i))
		b.Bound(c.VM)
	}
	return b.Value(c.VM)
}

// decodeURI is Decode (sec-decode): escapes of characters in keep stay.
func decodeURI(c *vm.Call, keep *asciiSet) vm.Value {
	str := c.ToString(c.Arg(0))
	s := c.Chars(str)
	var b textBuilder
	for i := 0; i < s.Len(); i++ {
		if u := s.At(i); u != '%' {
			b.Unit(u)
			continue
		}
		start := i
		r := decodeEscape(c, s, &i)
		if r < 128 && keep[r] {
			b.Slice(s, start, i+1)
		} else {
			b.Rune(r)
		}
		poll(c, int64(i))
	}
	return b.Value(c.VM)
}

// hexByte is the value of two hexadecimal digits at i, -1 where they are not there.
func hexByte(s vm.Chars, i int) int {
	if i+2 > s.Len() {
		return -1
	}
	h, l := digitOf(s.At(i)), digitOf(s.At(i+1))
	if h > 15 || l > 15 {
		return -1
	}
	return h<<4 | l
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
	var b textBuilder
	for i := 0; i < s.Len(); i++ {
		u := s.At(i)
		switch {
		case escapeSet.has(u):
			b.Byte(byte(u))
			continue
		case u < 256:
			b.Byte('%')
		default:
			b.ASCII("%u")
			b.Byte(hexUpper[u>>12])
			b.Byte(hexUpper[u>>8&15])
		}
		b.Byte(hexUpper[u>>4&15])
		b.Byte(hexUpper[u&15])
		poll(c, int64(i))
		b.Bound(c.VM)
	}
	return b.Value(c.VM)
}

// unescape ( string ) sec-unescape-string
func globalUnescape(c *vm.Call) vm.Value {
	str := c.ToString(c.Arg(0))
	s := c.Chars(str)
	var b textBuilder
	for i := 0; i < s.Len(); i++ {
		u := s.At(i)
		if u == '%' {
			if i+5 < s.Len() && s.At(i+1) == 'u' {
				h, l := hexByte(s, i+2), hexByte(s, i+4)
				if h >= 0 && l >= 0 {
					b.Unit(uint16(h<<8 | l))
					i += 5
					continue
				}
			}
			if h := hexByte(s, i+1); h >= 0 {
				b.Unit(uint16(h))
				i += 2
				continue
			}
		}
		b.Unit(u)
		poll(c, int64(i))
	}
	return b.Value(c.VM)
}
