package es

import (
	"gojs/source"
	"gojs/vm"
)

// textBuilder collects a string's code units outside the heap: Latin-1 until a
// code unit does not fit. The zero value is an empty text; takeBuilder gives one
// with memory.
type textBuilder struct {
	latin1 []byte
	utf16  []uint16
	wide   bool
}

// Len is the number of code units so far.
func (b *textBuilder) Len() int { return len(b.latin1) + len(b.utf16) }

// widen goes over to UTF-16.
func (b *textBuilder) widen() {
	if n := len(b.latin1); cap(b.utf16) > n {
		b.utf16 = b.utf16[:n]
	} else {
		b.utf16 = make([]uint16, n, 2*n+16)
	}
	for i, u := range b.latin1 {
		b.utf16[i] = uint16(u)
	}
	b.latin1, b.wide = b.latin1[:0], true
}

// Unit appends a code unit.
func (b *textBuilder) Unit(u uint16) {
	if !b.wide {
		if u < 256 {
			b.latin1 = append(b.latin1, byte(u))
			return
		}
		b.widen()
	}
	b.utf16 = append(b.utf16, u)
}

// Byte appends a code unit below 256.
func (b *textBuilder) Byte(u byte) {
	if b.wide {
		b.utf16 = append(b.utf16, uint16(u))
		return
	}
	b.latin1 = append(b.latin1, u)
}

// Rune appends a code point.
func (b *textBuilder) Rune(r rune) {
	if r > 0xFFFF {
		r -= 0x10000
		b.Unit(uint16(0xD800 + r>>10))
		r = 0xDC00 + r&0x3FF
	}
	b.Unit(uint16(r))
}

// ASCII appends text of bytes below 128.
func (b *textBuilder) ASCII(s string) {
	if !b.wide {
		b.latin1 = append(b.latin1, s...)
		return
	}
	for i := 0; i < len(s); i++ {
		b.utf16 = append(b.utf16, uint16(s[i]))
	}
}

// Bytes appends Latin-1 code units.
func (b *textBuilder) Bytes(s []byte) {
	if !b.wide {
		b.latin1 = append(b.latin1, s...)
		return
	}
	for _, u := range s {
		b.utf16 = append(b.utf16, uint16(u))
	}
}

// Text appends WTF-8 text.
func (b *textBuilder) Text(s string) {
	if source.IsASCII(s) {
		b.ASCII(s)
		return
	}
	if !b.wide {
		b.widen()
	}
	b.utf16 = source.AppendUTF16(b.utf16, s)
}

// Chars appends code units.
func (b *textBuilder) Chars(c vm.Chars) {
	switch {
	case c.UTF16 != nil:
		if !b.wide {
			b.widen()
		}
		b.utf16 = append(b.utf16, c.UTF16...)
	case !b.wide:
		b.latin1 = append(b.latin1, c.Latin1...)
	default:
		for _, u := range c.Latin1 {
			b.utf16 = append(b.utf16, uint16(u))
		}
	}
}

// Slice appends the code units of c from i to j.
func (b *textBuilder) Slice(c vm.Chars, i, j int) {
	if c.UTF16 != nil {
		b.Chars(vm.Chars{UTF16: c.UTF16[i:j]})
		return
	}
	b.Chars(vm.Chars{Latin1: c.Latin1[i:j]})
}

// Truncate keeps the first n code units.
func (b *textBuilder) Truncate(n int) {
	if b.wide {
		b.utf16 = b.utf16[:n]
		return
	}
	b.latin1 = b.latin1[:n]
}

// Reset empties the builder, keeping its memory.
func (b *textBuilder) Reset() {
	b.latin1, b.utf16, b.wide = b.latin1[:0], b.utf16[:0], false
}

// Value is the text as a string: a RangeError when it is too long.
func (b *textBuilder) Value(m *vm.VM) vm.Value {
	if b.wide {
		return m.NewUTF16(b.utf16)
	}
	return m.NewLatin1(b.latin1)
}

// Bound throws the RangeError of a string that gets too long.
func (b *textBuilder) Bound(m *vm.VM) { b.Room(m, 0) }

// Room throws Bound's error where n code units more make a string too long.
func (b *textBuilder) Room(m *vm.VM, n int64) {
	if int64(b.Len())+n > int64(m.TextLimit(b.wide)) {
		m.ThrowRangeError("Invalid string length")
	}
}

// builderData keeps the memory of a text that has been finished.
var builderData = vm.NewDataID()

// maxKeptText bounds what is kept, in code units.
const maxKeptText = 1 << 20

// takeBuilder is an empty builder, with the memory of an earlier one.
func takeBuilder(m *vm.VM) textBuilder {
	kept, _ := m.LibraryData(builderData).(*textBuilder)
	if kept == nil {
		return textBuilder{}
	}
	b := *kept
	*kept = textBuilder{}
	return b
}

// finishBuilder is b's text; b's memory is kept.
func finishBuilder(m *vm.VM, b *textBuilder) vm.Value {
	v := b.Value(m)
	if max(cap(b.latin1), cap(b.utf16)) > maxKeptText {
		return v
	}
	kept, _ := m.LibraryData(builderData).(*textBuilder)
	if kept == nil {
		kept = new(textBuilder)
		m.SetLibraryData(builderData, kept)
	}
	b.Reset()
	*kept = *b
	return v
}
