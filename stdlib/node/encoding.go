package node

import (
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"

	"gojs/stdlib/web"
	"gojs/vm"
)

// The binding encoding: TextEncoder and TextDecoder.

func init() {
	declareBinding("encoding",
		fn("encode", 1, encodingEncode),
		fn("encodeInto", 2, encodingEncodeInto),
		fn("name", 1, encodingName),
		fn("decoder", 3, encodingDecoder),
		fn("decodeUTF8", 3, encodingDecodeUTF8),
		fn("decode", 3, encodingDecode),
	)
}

// encodingEncode is encode ( text ): its UTF-8.
func encodingEncode(c *vm.Call) vm.Value {
	ch := c.Chars(c.Arg(0))
	return Of(c.VM).bytes(appendUTF8(make([]byte, 0, utf8Length(ch)), ch))
}

// utf8Length is the number of bytes of a text in UTF-8, lone surrogates
// replaced.
func utf8Length(ch vm.Chars) int {
	n := len(ch.Latin1)
	for _, b := range ch.Latin1 {
		n += int(b >> 7)
	}
	u := ch.UTF16
	for i := 0; i < len(u); i++ {
		switch c := u[i]; {
		case c < 0x80:
			n++
		case c < 0x800:
			n += 2
		case c >= 0xD800 && c < 0xDC00 && i+1 < len(u) && u[i+1]&0xFC00 == 0xDC00:
			n += 4
			i++
		default:
			n += 3
		}
	}
	return n
}

// appendUTF8 appends a text in UTF-8, lone surrogates replaced.
func appendUTF8(b []byte, ch vm.Chars) []byte {
	if ch.UTF16 == nil {
		for i, c := range ch.Latin1 {
			if c >= 0x80 {
				b = append(b, ch.Latin1[:i]...)
				for _, c := range ch.Latin1[i:] {
					b = utf8.AppendRune(b, rune(c))
				}
				return b
			}
		}
		return append(b, ch.Latin1...)
	}
	u := ch.UTF16
	for i := 0; i < len(u); i++ {
		r, n := runeAt(u, i)
		b = utf8.AppendRune(b, r)
		i += n - 1
	}
	return b
}

// runeAt is the character at u[i], U+FFFD for a lone surrogate, and how many
// units it has.
func runeAt(u []uint16, i int) (r rune, n int) {
	r = rune(u[i])
	if r&0xF800 != 0xD800 {
		return r, 1
	}
	if r < 0xDC00 && i+1 < len(u) && u[i+1]&0xFC00 == 0xDC00 {
		return (r-0xD800)<<10 + rune(u[i+1]) - 0xDC00 + 0x10000, 2
	}
	return utf8.RuneError, 1
}

// encodingEncodeInto is encodeInto ( text, bytes ): how many units were read, and
// how many bytes written.
func encodingEncodeInto(c *vm.Call) vm.Value {
	read, written := encodeInto(c.Chars(c.Arg(0)), viewBytes(c.VM, c.Arg(1)))
	return c.ObjectValue(c.NewArrayOf(vm.NumberValue(float64(read)), vm.NumberValue(float64(written))))
}

// encodeInto writes the characters of a text that are whole in b.
func encodeInto(ch vm.Chars, b []byte) (read, written int) {
	if ch.UTF16 == nil {
		for read < len(ch.Latin1) {
			c := ch.Latin1[read]
			switch {
			case c < 0x80 && written < len(b):
				b[written] = c
				written++
			case c >= 0x80 && written+1 < len(b):
				b[written], b[written+1] = 0xC0|c>>6, 0x80|c&0x3F
				written += 2
			default:
				return read, written
			}
			read++
		}
		return read, written
	}
	for read < len(ch.UTF16) {
		r, n := runeAt(ch.UTF16, read)
		size := utf8.RuneLen(r)
		if written+size > len(b) {
			break
		}
		utf8.EncodeRune(b[written:], r)
		read += n
		written += size
	}
	return read, written
}

// encodingName is name ( label ): the name of an encoding, undefined for none.
func encodingName(c *vm.Call) vm.Value {
	name, ok := web.EncodingName(c.ToGoString(c.Arg(0)))
	if !ok {
		return vm.Undefined
	}
	return c.NewString(name)
}

// encodingDecoder is decoder ( name, fatal, ignoreBOM ): undefined where nothing
// can be decoded by that name.
func encodingDecoder(c *vm.Call) vm.Value {
	d, ok := web.NewDecoder(c.ToGoString(c.Arg(0)), c.Arg(1) == vm.True, c.Arg(2) == vm.True)
	if !ok {
		return vm.Undefined
	}
	return c.ObjectValue(c.NewHostObject(c.Realm().ObjectPrototype(), d))
}

// encodingDecode is decode ( decoder, bytes, stream ): the text, undefined where
// the decoder is fatal and the bytes are not valid.
func encodingDecode(c *vm.Call) vm.Value {
	d, ok := argPart[*web.Decoder](c, 0)
	if !ok {
		return vm.Undefined
	}
	text, err := d.Decode(viewBytes(c.VM, c.Arg(1)), c.Arg(2) == vm.True)
	if err != nil {
		return vm.Undefined
	}
	return textOfUTF8(c.VM, text)
}

// encodingDecodeUTF8 is decodeUTF8 ( bytes, fatal, ignoreBOM ), of a whole text.
func encodingDecodeUTF8(c *vm.Call) vm.Value {
	b := viewBytes(c.VM, c.Arg(0))
	if c.Arg(2) != vm.True && len(b) >= 3 && b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF {
		b = b[3:]
	}
	if c.Arg(1) == vm.True && !utf8.Valid(b) {
		return vm.Undefined
	}
	return textOfUTF8(c.VM, b)
}

// textOfUTF8 is the text of bytes; what is not valid is replaced.
func textOfUTF8(m *vm.VM, b []byte) vm.Value {
	i := 0
	for i < len(b) && b[i] < utf8.RuneSelf {
		i++
	}
	if i == len(b) {
		return m.NewLatin1(b)
	}
	if !utf8.Valid(b) {
		return m.NewString(web.DecodeUTF8(b))
	}
	return textOfValidUTF8(m, unsafe.String(unsafe.SliceData(b), len(b)))
}

// textOfValidUTF8 fills the string in place: as Latin-1 where that is possible.
func textOfValidUTF8(m *vm.VM, s string) vm.Value {
	units, wide := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 0xF0:
			units += 2
		case c&0xC0 != 0x80:
			units++
		}
		wide = wide || s[i] > 0xC3
	}
	if units == 1 {
		return m.NewString(s)
	}
	if !wide {
		v, to := m.AllocLatin1(units)
		i := 0
		for _, r := range s {
			to[i] = byte(r)
			i++
		}
		return v
	}
	v, to := m.AllocUTF16(units)
	i := 0
	for _, r := range s {
		if r >= 0x10000 {
			hi, lo := utf16.EncodeRune(r)
			to[i], to[i+1] = uint16(hi), uint16(lo)
			i += 2
			continue
		}
		to[i] = uint16(r)
		i++
	}
	return v
}
