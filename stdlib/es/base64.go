package es

import (
	"encoding/binary"
	"errors"

	"gojs/vm"
)

// Decoding base64 and hexadecimal text (sec-abstract-operations-for-uint8array-objects):
// tables say what a code unit means. The texts of the errors are V8's.

var (
	errBase64Char      = errors.New("Found a character that cannot be part of a valid base64 string.")
	errBase64Remainder = errors.New("The base64 input terminates with a single character, excluding padding (=).")
	errBase64Bits      = errors.New("The base64 input terminates with non-zero padding bits.")
	errHex             = errors.New("Input string must contain hex characters in even length")
)

// What the decoding tables hold besides values.
const (
	b64Invalid = 0xFF
	b64Space   = 0xFE // ASCII white space: skipped
	b64Pad     = 0xFD // =
)

const (
	base64Digits    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	base64URLDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
)

var (
	base64Table    = newBase64Table(base64Digits)
	base64URLTable = newBase64Table(base64URLDigits)
	hexTable       = newHexTable()
)

func newBase64Table(digits string) *[256]byte {
	t := invalidTable()
	for i := range len(digits) {
		t[digits[i]] = byte(i)
	}
	for _, c := range "\t\n\f\r " {
		t[c] = b64Space
	}
	t['='] = b64Pad
	return t
}

func newHexTable() *[256]byte {
	t := invalidTable()
	for i := range 16 {
		t["0123456789abcdef"[i]] = byte(i)
		t["0123456789ABCDEF"[i]] = byte(i)
	}
	return t
}

// hexPairs are the two digits of each byte, the first in the low half.
var hexPairs = newHexPairs()

func newHexPairs() *[256]uint16 {
	t := new([256]uint16)
	const digits = "0123456789abcdef"
	for i := range t {
		t[i] = uint16(digits[i>>4]) | uint16(digits[i&15])<<8
	}
	return t
}

// encodeHex writes the digits of src to dst, which is twice as long.
func encodeHex(dst, src []byte) {
	for len(src) >= 4 && len(dst) >= 8 {
		v := uint64(hexPairs[src[0]]) | uint64(hexPairs[src[1]])<<16 | uint64(hexPairs[src[2]])<<32 | uint64(hexPairs[src[3]])<<48
		binary.LittleEndian.PutUint64(dst, v)
		src, dst = src[4:], dst[8:]
	}
	for i, b := range src {
		binary.LittleEndian.PutUint16(dst[2*i:], hexPairs[b])
	}
}

func invalidTable() *[256]byte {
	t := new([256]byte)
	for i := range t {
		t[i] = b64Invalid
	}
	return t
}

// chunkHandling is what becomes of a last chunk that is not full.
type chunkHandling uint8

const (
	chunkLoose chunkHandling = iota
	chunkStrict
	chunkStopBeforePartial
)

// base64Decoder decodes text into dst. It stops before the limit is passed,
// which is the length of dst or unlimited; then dst has room for all of the text.
type base64Decoder[T byte | uint16] struct {
	text  []T
	table *[256]byte
	last  chunkHandling
	dst   []byte
	limit int // maxLength

	written int
	read    int     // code units of the text whose bytes are written
	chunk   [4]byte // values of the chunk begun
	n       int     // how many there are
	poll    func()  // called now and then
}

// at is the meaning of code unit i.
func (d *base64Decoder[T]) at(i int) byte {
	if c := d.text[i]; uint16(c) < 256 {
		return d.table[byte(c)]
	}
	return b64Invalid
}

// skip is SkipAsciiWhitespace (sec-skipasciiwhitespace).
func (d *base64Decoder[T]) skip(i int) int {
	for i < len(d.text) && d.at(i) == b64Space {
		i++
	}
	return i
}

// full decodes full chunks from i on while they are nothing but digits and
// there is room: the fast path of run. It returns where it stopped.
func (d *base64Decoder[T]) full(i int) int {
	text, table, dst, w := d.text, d.table, d.dst, d.written
	for i+4 <= len(text) && w+3 <= len(dst) {
		q := text[i : i+4 : i+4]
		if uint16(q[0]|q[1]|q[2]|q[3]) > 255 {
			break
		}
		a, b, c, e := table[byte(q[0])], table[byte(q[1])], table[byte(q[2])], table[byte(q[3])]
		if a|b|c|e > 63 {
			break
		}
		v := uint32(a)<<18 | uint32(b)<<12 | uint32(c)<<6 | uint32(e)
		out := dst[w : w+3 : w+3]
		out[0], out[1], out[2] = byte(v>>16), byte(v>>8), byte(v)
		w += 3
		i += 4
		if i&(1<<20-1) == 0 {
			d.poll()
		}
	}
	if w > d.written {
		d.written, d.read = w, i
	}
	return i
}

// run is FromBase64 (sec-frombase64).
func (d *base64Decoder[T]) run() error {
	if d.limit == 0 {
		return nil
	}
	for i := 0; ; {
		if d.n == 0 {
			if i = d.full(i); d.written == d.limit {
				return nil
			}
		}
		i = d.skip(i)
		if i == len(d.text) {
			return d.end()
		}
		v := d.at(i)
		i++
		switch {
		case v == b64Pad:
			return d.padding(i)
		case v > 63:
			return errBase64Char
		}
		if room := d.limit - d.written; room == 1 && d.n == 2 || room == 2 && d.n == 3 {
			return nil
		}
		d.chunk[d.n] = v
		if d.n++; d.n == 4 {
			d.flush(3)
			d.read = i
			if d.written == d.limit {
				return nil
			}
		}
	}
}

// flush writes the first n bytes of the chunk.
func (d *base64Decoder[T]) flush(n int) {
	c := &d.chunk
	v := [3]byte{c[0]<<2 | c[1]>>4, c[1]<<4 | c[2]>>2, c[2]<<6 | c[3]}
	d.written += copy(d.dst[d.written:], v[:n])
	d.n, d.chunk = 0, [4]byte{}
}

// end is what happens at the end of a text without padding.
func (d *base64Decoder[T]) end() error {
	if d.n > 0 {
		switch {
		case d.last == chunkStopBeforePartial:
			return nil
		case d.last == chunkStrict || d.n == 1:
			return errBase64Remainder
		}
		d.flush(d.n - 1)
	}
	d.read = len(d.text)
	return nil
}

// padding is what happens after the first =, with i behind it.
func (d *base64Decoder[T]) padding(i int) error {
	switch d.n {
	case 0:
		return errBase64Char
	case 1:
		return errBase64Remainder
	}
	i = d.skip(i)
	if d.n == 2 {
		if i == len(d.text) {
			switch d.last {
			case chunkStopBeforePartial:
				return nil
			case chunkStrict:
				return errBase64Remainder
			}
			return errBase64Char
		}
		if d.at(i) == b64Pad {
			i = d.skip(i + 1)
		}
	}
	if i < len(d.text) {
		return errBase64Char
	}
	if d.last == chunkStrict && (d.n == 2 && d.chunk[1]&15 != 0 || d.n == 3 && d.chunk[2]&3 != 0) {
		return errBase64Bits
	}
	d.flush(d.n - 1)
	d.read = len(d.text)
	return nil
}

// decodeBase64 decodes text into dst, at most limit bytes: how much of the text
// was read and of dst written, before the error where there is one.
func decodeBase64(c *vm.Call, text vm.Chars, url bool, last chunkHandling, dst []byte, limit int) (read, written int, err error) {
	table := base64Table
	if url {
		table = base64URLTable
	}
	if text.UTF16 != nil {
		d := base64Decoder[uint16]{text: text.UTF16, table: table, last: last, dst: dst, limit: limit, poll: c.Poll}
		err = d.run()
		return d.read, d.written, err
	}
	d := base64Decoder[byte]{text: text.Latin1, table: table, last: last, dst: dst, limit: limit, poll: c.Poll}
	err = d.run()
	return d.read, d.written, err
}

// base64Size is the number of bytes that text most likely decodes to, and at
// least as many as it does: exact where it has no white space.
func base64Size(text vm.Chars) int {
	n := text.Len()
	for i := 0; i < 2 && n > 0 && text.At(n-1) == '='; i++ {
		n--
	}
	return n/4*3 + n%4*3/4
}

// decodeHex is FromHex (sec-fromhex) with len(dst) as maxLength.
func decodeHex(c *vm.Call, text vm.Chars, dst []byte) (read, written int, err error) {
	if text.Len()%2 != 0 {
		return 0, 0, errHex
	}
	if text.UTF16 != nil {
		return decodeHexIn(c, text.UTF16, dst)
	}
	return decodeHexIn(c, text.Latin1, dst)
}

func decodeHexIn[T byte | uint16](c *vm.Call, text []T, dst []byte) (read, written int, err error) {
	n := min(len(dst), len(text)/2)
	for i := range n {
		hi, lo := text[2*i], text[2*i+1]
		if uint16(hi|lo) > 255 {
			return 2 * i, i, errHex
		}
		h, l := hexTable[byte(hi)], hexTable[byte(lo)]
		if h|l > 15 {
			return 2 * i, i, errHex
		}
		dst[i] = h<<4 | l
		if i&(1<<20-1) == 1<<20-1 {
			c.Poll()
		}
	}
	return 2 * n, n, nil
}
