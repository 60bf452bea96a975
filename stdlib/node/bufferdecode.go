package node

import (
	"encoding/base64"
	"encoding/hex"
	"unicode/utf8"

	"gojs/vm"
)

// The texts of bytes.

// bufferSlice is <encoding>Slice ( start, end ), a method.
func bufferSlice(c *vm.Call) vm.Value {
	b := bytesThis(c)
	start, end := sliceBounds(c, 0, len(b))
	return textOf(c, b[start:end], c.Magic())
}

// bufferDecode is decode ( bytes, encoding )
func bufferDecode(c *vm.Call) vm.Value {
	return textOf(c, viewBytes(c.VM, c.Arg(0)), int(c.Arg(1).Float()))
}

// textOf is the text of bytes in an encoding.
func textOf(c *vm.Call, b []byte, encoding int) vm.Value {
	switch encoding {
	case encodingUCS2:
		return textOfUCS2(c, b)
	case encodingLatin1:
		checkStringLength(c, len(b))
		return c.NewLatin1(b)
	case encodingASCII:
		checkStringLength(c, len(b))
		return textOfASCII(c, b)
	case encodingHex:
		checkStringLength(c, 2*len(b))
		return filled(c, hex.EncodedLen(len(b)), func(to []byte) { hex.Encode(to, b) })
	case encodingBase64:
		n := base64.StdEncoding.EncodedLen(len(b))
		checkStringLength(c, n)
		return filled(c, n, func(to []byte) { base64.StdEncoding.Encode(to, b) })
	case encodingBase64URL:
		n := base64.RawURLEncoding.EncodedLen(len(b))
		checkStringLength(c, n)
		return filled(c, n, func(to []byte) { base64.RawURLEncoding.Encode(to, b) })
	}
	if len(b) > maxStringLength {
		checkStringLength(c, utf8.RuneCount(b))
	}
	return textOfUTF8(c.VM, b)
}

// filled is a string of n characters of Latin-1 that fill writes.
func filled(c *vm.Call, n int, fill func(to []byte)) vm.Value {
	if n <= 1 {
		var one [1]byte
		fill(one[:n])
		return c.NewLatin1(one[:n])
	}
	v, to := c.AllocLatin1(n)
	fill(to)
	return v
}

func textOfASCII(c *vm.Call, b []byte) vm.Value {
	return filled(c, len(b), func(to []byte) {
		for i, x := range b {
			to[i] = x & 0x7F
		}
	})
}

func textOfUCS2(c *vm.Call, b []byte) vm.Value {
	n := len(b) / 2
	checkStringLength(c, n)
	units := make([]uint16, n)
	for i := range units {
		units[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
	}
	return c.NewUTF16(units)
}

// bufferIsUTF8 is isUtf8 ( bytes )
func bufferIsUTF8(c *vm.Call) vm.Value { return vm.BoolValue(utf8.Valid(viewBytes(c.VM, c.Arg(0)))) }

// bufferIsASCII is isAscii ( bytes )
func bufferIsASCII(c *vm.Call) vm.Value {
	for _, x := range viewBytes(c.VM, c.Arg(0)) {
		if x >= utf8.RuneSelf {
			return vm.False
		}
	}
	return vm.True
}

// bufferBtoa is btoa ( text ): undefined where a character is above U+00FF.
func bufferBtoa(c *vm.Call) vm.Value {
	ch := c.Chars(c.Arg(0))
	if ch.UTF16 != nil {
		return vm.Undefined
	}
	return textOf(c, ch.Latin1, encodingBase64)
}

// bufferAtob is forgiving-base64 decode (https://infra.spec.whatwg.org/#forgiving-base64-decode):
// undefined for what is not encoded correctly.
func bufferAtob(c *vm.Call) vm.Value {
	ch := c.Chars(c.Arg(0))
	text := make([]byte, 0, ch.Len())
	for i := range ch.Len() {
		switch u := ch.At(i); {
		case u == ' ' || u == '\t' || u == '\n' || u == '\f' || u == '\r':
		case u > 127:
			return vm.Undefined
		default:
			text = append(text, byte(u))
		}
	}
	if n := len(text); n%4 == 0 {
		for range 2 {
			if n > 0 && text[n-1] == '=' {
				n--
			}
		}
		text = text[:n]
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(text)))
	n, err := base64.RawStdEncoding.Decode(out, text)
	if err != nil || len(text)%4 == 1 {
		return vm.Undefined
	}
	return c.NewLatin1(out[:n])
}

// bufferTranscode is transcode ( bytes, from, to ): a Buffer, or the name of ICU's
// error. Characters that the other encoding has not become question marks.
func bufferTranscode(c *vm.Call) vm.Value {
	b, from, to := viewBytes(c.VM, c.Arg(0)), int(c.Arg(1).Float()), int(c.Arg(2).Float())
	var text vm.Value
	switch from {
	case encodingUTF8:
		if !utf8.Valid(b) && to == encodingUCS2 {
			return c.NewString("U_INVALID_CHAR_FOUND")
		}
		text = textOfUTF8(c.VM, b)
	case encodingASCII:
		s := make([]rune, len(b))
		for i, x := range b {
			if s[i] = rune(x); x >= utf8.RuneSelf {
				s[i] = utf8.RuneError
			}
		}
		text = c.NewString(string(s))
	default:
		text = textOf(c, b, from)
	}
	ch := c.Chars(text)
	most := uint16(0xFF)
	switch to {
	case encodingUTF8, encodingUCS2:
		out := make([]byte, textLength(ch, to))
		return Of(c.VM).buffer(out[:writeText(out, ch, to)])
	case encodingASCII:
		most = 0x7F
	}
	out := make([]byte, 0, ch.Len())
	for i := range ch.Len() {
		u := ch.At(i)
		switch {
		case u <= most:
			out = append(out, byte(u))
		case u&0xFC00 != 0xDC00: // a pair is one character
			out = append(out, '?')
		}
	}
	return Of(c.VM).buffer(out)
}
