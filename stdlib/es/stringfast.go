package es

import (
	"bytes"
	"encoding/binary"

	"gojs/vm"
)

// Fast paths over Latin-1 text: each finishes or declines.

const (
	eachByte = 0x0101010101010101
	topBits  = 0x8080808080808080
)

// isASCII reports whether all of b is below 128.
func isASCII(b []byte) bool {
	for ; len(b) >= 8; b = b[8:] {
		if binary.LittleEndian.Uint64(b)&topBits != 0 {
			return false
		}
	}
	for _, u := range b {
		if u >= 0x80 {
			return false
		}
	}
	return true
}

// letters marks, by the top bits, the bytes of w that are among the 26 letters
// from lo on. All bytes are below 128.
func letters(w uint64, lo byte) uint64 {
	return (w + (0x80-uint64(lo))*eachByte) &^ (w + (0x80-uint64(lo)-26)*eachByte) & topBits
}

// scanCase tells whether some of b is one of the 26 letters from lo on and
// whether all of it is ASCII.
func scanCase(b []byte, lo byte) (change, ascii bool) {
	found := uint64(0)
	for ; len(b) >= 8; b = b[8:] {
		w := binary.LittleEndian.Uint64(b)
		if w&topBits != 0 {
			return false, false
		}
		found |= letters(w, lo)
	}
	for _, u := range b {
		if u >= 0x80 {
			return false, false
		}
		if u-lo < 26 {
			found = 1
		}
	}
	return found != 0, true
}

// flipCase copies ASCII text, changing the case of the 26 letters from lo on.
func flipCase(dst, src []byte, lo byte) {
	for ; len(src) >= 8; src, dst = src[8:], dst[8:] {
		w := binary.LittleEndian.Uint64(src)
		binary.LittleEndian.PutUint64(dst, w^letters(w, lo)>>2)
	}
	for i, u := range src {
		if u-lo < 26 {
			u ^= 0x20
		}
		dst[i] = u
	}
}

// splitBatch is how many pieces are collected before they go into the array.
const splitBatch = 64

// splitFast8 appends to a, a fresh array, the pieces of s between the
// separators sep, both Latin-1.
func splitFast8(c *vm.Call, a *vm.Object, s, sep vm.Value, limit uint32) bool {
	text, by := c.Chars(s).Latin1, c.Chars(sep).Latin1
	if c.Chars(s).UTF16 != nil || c.Chars(sep).UTF16 != nil || len(text) == 0 {
		return false
	}
	if len(by) == 0 {
		splitUnits(c, a, text[:min(int64(len(text)), int64(limit))])
		return true
	}
	var batch [splitBatch]vm.Value
	n, from := 0, 0
	for left := limit; left > 0; left-- {
		at := bytes.Index(text[from:], by)
		end := from + at
		if at < 0 {
			end = len(text)
		}
		if n == splitBatch {
			c.ArrayAppend(a, batch[:n])
			n = 0
			c.Poll()
		}
		batch[n] = c.Substring(s, from, end)
		n++
		if at < 0 {
			break
		}
		from = end + len(by)
	}
	c.ArrayAppend(a, batch[:n])
	return true
}

// splitUnits appends each character of text.
func splitUnits(c *vm.Call, a *vm.Object, text []byte) {
	c.ReserveElements(a, uint32(len(text)))
	var batch [splitBatch]vm.Value
	for len(text) > 0 {
		n := min(len(text), splitBatch)
		for i, u := range text[:n] {
			batch[i] = c.CharString(uint16(u))
		}
		c.ArrayAppend(a, batch[:n])
		text = text[n:]
		c.Poll()
	}
}

// longReplace is the length from which the text around a single replaced place
// is shared instead of copied.
const longReplace = 256

// replaceTextFast replaces search, which is in s first at the place at, by a
// text without a dollar sign.
func replaceTextFast(c *vm.Call, s, search, replacement vm.Value, at int, all bool) (vm.Value, bool) {
	if !replacement.IsString() || indexText(c.Chars(replacement), vm.Chars{Latin1: []byte{'$'}}, 0) >= 0 {
		return 0, false
	}
	size, n := c.StringLength(s), c.StringLength(search)
	if !all && size >= longReplace {
		return c.Concat(c.Concat(c.Substring(s, 0, at), replacement), c.Substring(s, at+n, size)), true
	}
	text, old, by := c.Chars(s), c.Chars(search), c.Chars(replacement)
	if !all || n == 0 || text.UTF16 != nil || old.UTF16 != nil || by.UTF16 != nil {
		return 0, false
	}
	count := bytes.Count(text.Latin1[at:], old.Latin1)
	length := size + count*(len(by.Latin1)-n)
	if length > vm.MaxStringLength || length == 0 {
		return 0, false
	}
	v, dst := c.AllocLatin1(length)
	src := text.Latin1
	for to, i := 0, at; ; {
		to += copy(dst[to:], src[:i])
		if src = src[i:]; len(src) == 0 || count == 0 {
			return v, true
		}
		to += copy(dst[to:], by.Latin1)
		src = src[n:]
		if count--; count == 0 {
			i = len(src)
		} else {
			i = bytes.Index(src, old.Latin1)
		}
	}
}
