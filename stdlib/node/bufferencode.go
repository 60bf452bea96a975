package node

import (
	"encoding/base64"

	"gojs/vm"
)

// The bytes of texts.

// textLength is how many bytes a text can have at most in an encoding; exact but
// for base64 and hex.
func textLength(ch vm.Chars, encoding int) int {
	n := ch.Len()
	switch encoding {
	case encodingUTF8:
		return utf8Length(ch)
	case encodingUCS2:
		return 2 * n
	case encodingHex:
		return n / 2
	case encodingBase64, encodingBase64URL:
		if n > 0 && ch.At(n-1) == '=' {
			n--
			if n > 0 && ch.At(n-1) == '=' {
				n--
			}
		}
		return n/4*3 + n%4*3/4
	}
	return n
}

// writeText writes as much of a text as there is room for, in whole characters,
// and returns the number of bytes.
func writeText(b []byte, ch vm.Chars, encoding int) int {
	switch encoding {
	case encodingUTF8:
		_, n := encodeInto(ch, b)
		return n
	case encodingUCS2:
		n := min(len(b)/2, ch.Len())
		for i := range n {
			u := ch.At(i)
			b[2*i], b[2*i+1] = byte(u), byte(u>>8)
		}
		return 2 * n
	case encodingHex:
		return writeHex(b, ch)
	case encodingBase64, encodingBase64URL:
		return writeBase64(b, ch)
	}
	if ch.UTF16 == nil {
		return copy(b, ch.Latin1)
	}
	n := min(len(b), len(ch.UTF16))
	for i, u := range ch.UTF16[:n] {
		b[i] = byte(u)
	}
	return n
}

// writeHex ends at what are no two digits.
func writeHex(b []byte, ch vm.Chars) int {
	n := min(len(b), ch.Len()/2)
	for i := range n {
		hi, lo := hexDigit(ch.At(2*i)), hexDigit(ch.At(2*i+1))
		if hi < 0 || lo < 0 {
			return i
		}
		b[i] = byte(hi<<4 | lo)
	}
	return n
}

func hexDigit(u uint16) int {
	switch {
	case u >= '0' && u <= '9':
		return int(u - '0')
	case u|0x20 >= 'a' && u|0x20 <= 'f':
		return int(u|0x20-'a') + 10
	}
	return -1
}

// sextets are what the characters of both alphabets of base64 stand for, 0xFF
// for others.
var sextets = func() (t [256]byte) {
	for i := range t {
		t[i] = 0xFF
	}
	for i, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		t[c] = byte(i)
	}
	t['-'], t['_'] = 62, 63
	return t
}()

// writeBase64 passes over what is in no alphabet, and ends at the padding.
func writeBase64(b []byte, ch vm.Chars) int {
	if s := ch.Latin1; s != nil && base64.StdEncoding.DecodedLen(len(s)) <= len(b) {
		// The decoder of the library is quicker, on what is as it should be.
		if n, err := base64.StdEncoding.Decode(b, s); err == nil {
			return n
		}
	}
	written, bits, have := 0, uint32(0), 0
	for i := range ch.Len() {
		u := ch.At(i)
		if u == '=' {
			break
		}
		if u > 255 || sextets[u] == 0xFF {
			continue
		}
		bits = bits<<6 | uint32(sextets[u])
		if have += 6; have >= 8 {
			if written == len(b) {
				break
			}
			have -= 8
			b[written] = byte(bits >> have)
			written++
		}
	}
	return written
}

// bufferByteLength is byteLength ( string, encoding )
func bufferByteLength(c *vm.Call) vm.Value {
	return vm.NumberValue(float64(textLength(c.Chars(c.Arg(0)), int(c.Arg(1).Float()))))
}

// bufferFromString is fromString ( string, encoding, pool, offset ): a Buffer, in
// the pool where there is one and room in it.
func bufferFromString(c *vm.Call) vm.Value {
	s, encoding := Of(c.VM), int(c.Arg(1).Float())
	ch := c.Chars(c.Arg(0))
	need := textLength(ch, encoding)
	if c.Arg(2).IsObject() {
		pool := c.Obj(c.Arg(2))
		b, offset := c.BufferBytes(pool), int(c.Arg(3).Float())
		if offset+need <= len(b) {
			n := writeText(b[offset:offset+need], ch, encoding)
			return s.bufferOver(pool, int64(offset), int64(n))
		}
	}
	b := make([]byte, need)
	return s.buffer(b[:writeText(b, ch, encoding)])
}

// bufferWrite is <encoding>Write ( string, offset, length ), a method.
func bufferWrite(c *vm.Call) vm.Value {
	b := bytesThis(c)
	if !c.Arg(0).IsString() {
		throwCoded(c.VM, "TypeError", "ERR_INVALID_ARG_TYPE", "argument must be a string")
	}
	offset, length := 0.0, float64(len(b))
	if v := c.Arg(1); v != vm.Undefined {
		offset = c.ToIntegerOrInfinity(v)
		if offset < 0 || offset > float64(len(b)) {
			throwCoded(c.VM, "RangeError", "ERR_BUFFER_OUT_OF_BOUNDS", `"offset" is outside of buffer bounds`)
		}
	}
	length -= offset
	if v := c.Arg(2); v != vm.Undefined {
		n := c.ToIntegerOrInfinity(v)
		if n < 0 || n > length {
			throwCoded(c.VM, "RangeError", "ERR_BUFFER_OUT_OF_BOUNDS", `"length" is outside of buffer bounds`)
		}
		length = n
	}
	return vm.NumberValue(float64(writeText(b[int(offset):int(offset+length)], c.Chars(c.Arg(0)), c.Magic())))
}
