package node

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"gojs/source"
	"gojs/vm"
)

func init() {
	declareBinding("buffer",
		fn("encode", 2, bufferEncode),
		fn("decode", 2, bufferDecode),
		fn("indexOf", 3, bufferIndexOf),
		fn("isUtf8", 1, func(c *vm.Call) vm.Value { return vm.BoolValue(utf8.Valid(viewBytes(c.VM, c.Arg(0)))) }),
	)
}

// bufferEncode is encode ( string, encoding ): the bytes of a text.
func bufferEncode(c *vm.Call) vm.Value {
	s := stringArg(c, 0, "string")
	return Of(c.VM).bytes(encodeText(s, c.ToGoString(c.Arg(1))))
}

// encodeText is the bytes of a text of WTF-8 in an encoding by its one name.
func encodeText(s, encoding string) []byte {
	switch encoding {
	case "latin1", "ascii":
		units := source.ToUTF16(s)
		b := make([]byte, len(units))
		for i, u := range units {
			b[i] = byte(u)
		}
		return b
	case "utf16le":
		units := source.ToUTF16(s)
		b := make([]byte, 0, 2*len(units))
		for _, u := range units {
			b = append(b, byte(u), byte(u>>8))
		}
		return b
	case "hex":
		n := 0
		for n+1 < len(s) && isHex(s[n]) && isHex(s[n+1]) {
			n += 2
		}
		b, err := hex.DecodeString(s[:n])
		if err != nil {
			return nil
		}
		return b
	case "base64", "base64url":
		return decodeBase64(s)
	}
	return utf8Bytes(s)
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

// decodeBase64 reads both alphabets, passes over what is in neither, and ends
// at the padding.
func decodeBase64(s string) []byte {
	text := make([]byte, 0, len(s))
	for i := 0; i < len(s) && s[i] != '='; i++ {
		switch c := s[i]; {
		case c == '-':
			text = append(text, '+')
		case c == '_':
			text = append(text, '/')
		case c == '+' || c == '/' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z':
			text = append(text, c)
		}
	}
	if len(text)%4 == 1 {
		text = text[:len(text)-1]
	}
	b := make([]byte, base64.RawStdEncoding.DecodedLen(len(text)))
	n, _ := base64.RawStdEncoding.Decode(b, text) // bits behind the last byte do not matter
	return b[:n]
}

// bufferDecode is decode ( bytes, encoding ): the text of bytes.
func bufferDecode(c *vm.Call) vm.Value {
	b := viewBytes(c.VM, c.Arg(0))
	switch c.ToGoString(c.Arg(1)) {
	case "latin1":
		return c.NewLatin1(b)
	case "ascii":
		s := make([]byte, len(b))
		for i, x := range b {
			s[i] = x & 0x7f
		}
		return c.NewLatin1(s)
	case "utf16le":
		units := make([]uint16, len(b)/2)
		for i := range units {
			units[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
		}
		return c.NewString(source.FromUTF16(units))
	case "hex":
		return c.NewLatin1(hex.AppendEncode(nil, b))
	case "base64":
		return c.NewLatin1(base64.StdEncoding.AppendEncode(nil, b))
	case "base64url":
		return c.NewLatin1(base64.RawURLEncoding.AppendEncode(nil, b))
	}
	return c.NewString(decodeUTF8(b))
}

// decodeUTF8 replaces what is no UTF-8 by U+FFFD, as the Encoding standard does:
// one for each maximal part of a sequence. A byte order mark stays.
func decodeUTF8(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	var out strings.Builder
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r != utf8.RuneError || n > 1 {
			out.Write(b[:n])
		} else {
			n = invalidPart(b)
			out.WriteString("\uFFFD")
		}
		b = b[n:]
	}
	return out.String()
}

// invalidPart is the length of the longest beginning of a valid sequence at b[0].
func invalidPart(b []byte) int {
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
	n := 1
	for ; n <= need && n < len(b) && b[n] >= low && b[n] <= high; n++ {
		low, high = 0x80, 0xBF
	}
	return n
}

// bufferIndexOf is indexOf ( bytes, part, offset )
func bufferIndexOf(c *vm.Call) vm.Value {
	b, part := viewBytes(c.VM, c.Arg(0)), viewBytes(c.VM, c.Arg(1))
	off := int(min(max(c.ToIntegerOrInfinity(c.Arg(2)), 0), float64(len(b))))
	i := bytes.Index(b[off:], part)
	if i >= 0 {
		i += off
	}
	return vm.IntValue(int32(i))
}
