package es

import (
	"bytes"
	"unsafe"

	"gojs/vm"
)

// hasAt reports whether t stands in s at i, where there is room for it.
func hasAt(s, t vm.Chars, i int) bool {
	if s.UTF16 == nil && t.UTF16 == nil {
		return bytes.Equal(s.Latin1[i:i+len(t.Latin1)], t.Latin1)
	}
	for k := range t.Len() {
		if s.At(i+k) != t.At(k) {
			return false
		}
	}
	return true
}

// indexText is StringIndexOf (sec-stringindexof): the first place of t in s
// from i on, or -1.
func indexText(s, t vm.Chars, i int) int {
	n := t.Len()
	if i+n > s.Len() {
		return -1
	}
	if n == 0 {
		return i
	}
	if s.UTF16 == nil {
		if t.UTF16 != nil {
			small, ok := narrowed(t.UTF16)
			if !ok {
				return -1
			}
			t = vm.Chars{Latin1: small}
		}
		if k := bytes.Index(s.Latin1[i:], t.Latin1); k >= 0 {
			return i + k
		}
		return -1
	}
	return indexWide(s.UTF16, t, i)
}

// narrowed is u as Latin-1 where it fits.
func narrowed(u []uint16) ([]byte, bool) {
	b := make([]byte, len(u))
	for i, c := range u {
		if c > 0xFF {
			return nil, false
		}
		b[i] = byte(c)
	}
	return b, true
}

// indexWide searches UTF-16 text by its bytes: a hit at an odd place is none.
func indexWide(s []uint16, t vm.Chars, i int) int {
	wide := t.UTF16
	if wide == nil {
		wide = make([]uint16, len(t.Latin1))
		for k, b := range t.Latin1 {
			wide[k] = uint16(b)
		}
	}
	needle := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(wide))), len(wide)*2)
	hay := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), len(s)*2)
	for at := i * 2; ; {
		k := bytes.Index(hay[at:], needle)
		if k < 0 {
			return -1
		}
		at += k
		if at&1 == 0 {
			return at / 2
		}
		at++
	}
}

// lastIndexBytes is bytes.LastIndex by forward searches of blocks from the end,
// which are many times faster than looking at each place.
func lastIndexBytes(s, t []byte) int {
	const block = 4096
	for end := len(s) - len(t); end >= 0; end -= block {
		start := max(0, end-block+1)
		for part, last := s[start:end+len(t)], -1; ; {
			k := bytes.Index(part[last+1:], t)
			if k < 0 {
				if last >= 0 {
					return start + last
				}
				break
			}
			last += 1 + k
		}
	}
	return -1
}

// lastIndexText is the last place of t in s at or before i, or -1.
func lastIndexText(s, t vm.Chars, i int) int {
	n := t.Len()
	if n > s.Len() {
		return -1
	}
	i = min(i, s.Len()-n)
	if n == 0 {
		return i
	}
	if s.UTF16 == nil && t.UTF16 == nil {
		return lastIndexBytes(s.Latin1[:i+n], t.Latin1)
	}
	first := t.At(0)
	for ; i >= 0; i-- {
		if s.At(i) == first && hasAt(s, t, i) {
			return i
		}
	}
	return -1
}
