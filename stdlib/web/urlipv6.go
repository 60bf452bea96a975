package web

import "strconv"

// parseIPv6 is the IPv6 parser (https://url.spec.whatwg.org/#concept-ipv6-parser).
func parseIPv6(s string) (a [8]uint16, ok bool) {
	piece, compress, p := 0, -1, 0
	if p < len(s) && s[p] == ':' {
		if len(s) < 2 || s[1] != ':' {
			return a, false
		}
		p, piece, compress = 2, 1, 1
	}
	for p < len(s) {
		if piece == 8 {
			return a, false
		}
		if s[p] == ':' {
			if compress >= 0 {
				return a, false
			}
			p++
			piece++
			compress = piece
			continue
		}
		value, n := 0, 0
		for ; n < 4 && p < len(s) && hexValue(s[p]) >= 0; n++ {
			value = value<<4 | hexValue(s[p])
			p++
		}
		if p < len(s) && s[p] == '.' {
			if n == 0 || piece > 6 || !embeddedIPv4(s[p-n:], a[piece:piece+2]) {
				return a, false
			}
			piece += 2
			break
		}
		if p < len(s) {
			if s[p] != ':' || p+1 == len(s) {
				return a, false
			}
			p++
		}
		a[piece] = uint16(value)
		piece++
	}
	switch {
	case compress >= 0:
		swaps := piece - compress
		for i := 7; i != 0 && swaps > 0; i, swaps = i-1, swaps-1 {
			a[i], a[compress+swaps-1] = a[compress+swaps-1], a[i]
		}
	case piece != 8:
		return a, false
	}
	return a, true
}

// embeddedIPv4 reads four decimal numbers, the end of an address.
func embeddedIPv4(s string, to []uint16) bool {
	for seen := range 4 {
		if seen > 0 {
			if s == "" || s[0] != '.' {
				return false
			}
			s = s[1:]
		}
		value, n := 0, 0
		for ; n < len(s) && s[n] >= '0' && s[n] <= '9'; n++ {
			if n > 0 && value == 0 {
				return false
			}
			if value = value*10 + int(s[n]-'0'); value > 255 {
				return false
			}
		}
		if n == 0 {
			return false
		}
		s = s[n:]
		to[seen/2] = to[seen/2]<<8 | uint16(value)
	}
	return s == ""
}

// ipv6Text is the IPv6 serializer: the longest run of zeros, from two on, is "::".
func ipv6Text(a [8]uint16) string {
	start, length := -1, 1
	for i := 0; i < 8; {
		n := i
		for n < 8 && a[n] == 0 {
			n++
		}
		if n-i > length {
			start, length = i, n-i
		}
		i = max(n, i+1)
	}
	b := make([]byte, 0, 39)
	for i := 0; i < 8; i++ {
		if i == start {
			b = append(b, ':')
			if i == 0 {
				b = append(b, ':')
			}
			i += length - 1
			continue
		}
		b = strconv.AppendUint(b, uint64(a[i]), 16)
		if i < 7 {
			b = append(b, ':')
		}
	}
	return string(b)
}
