package es

import (
	"cmp"
	"encoding/binary"
	"slices"

	"gojs/vm"
)

// Sorting in the order of texts, without a comparator.

// textKey stands for a text in a sort: what it begins with, behind what all
// texts have in common, and its place in the list of texts.
type textKey struct {
	prefix uint64
	index  int32
}

// smallTexts is the number of texts up to which comparing is the faster way.
const smallTexts = 200

// orderTexts sorts texts, which are strings, stably: the permutation.
func orderTexts(c *vm.Call, texts []vm.Value) []textKey {
	keys := textKeys(c, texts)
	turns := int64(0)
	byText := func(a, b textKey) int {
		if a.prefix != b.prefix {
			return cmp.Compare(a.prefix, b.prefix)
		}
		turns++
		poll(c, turns)
		if d := c.CompareStrings(texts[a.index], texts[b.index]); d != 0 {
			return d
		}
		return int(a.index) - int(b.index)
	}
	if len(keys) <= smallTexts {
		slices.SortFunc(keys, byText)
		return keys
	}
	keys = radixKeys(c, keys)
	for i := 0; i < len(keys); {
		j := i + 1
		for j < len(keys) && keys[j].prefix == keys[i].prefix {
			j++
		}
		if j > i+1 {
			slices.SortFunc(keys[i:j], byText)
		}
		i = j
	}
	return keys
}

// textKeys are the keys of texts in their order.
func textKeys(c *vm.Call, texts []vm.Value) []textKey {
	wide := false
	for _, t := range texts {
		wide = wide || c.Chars(t).UTF16 != nil
	}
	skip := commonPrefix(c, texts)
	keys := make([]textKey, len(texts))
	for i, t := range texts {
		prefix := uint64(0)
		if u := c.Chars(t); wide {
			for k := range 4 {
				prefix <<= 16
				if skip+k < u.Len() {
					prefix |= uint64(u.At(skip + k))
				}
			}
		} else {
			prefix = prefixBytes(u.Latin1[skip:])
		}
		keys[i] = textKey{prefix, int32(i)}
		poll(c, int64(i))
	}
	return keys
}

// prefixBytes is the first eight bytes as a number.
func prefixBytes(b []byte) uint64 {
	if len(b) >= 8 {
		return binary.BigEndian.Uint64(b)
	}
	var buf [8]byte
	copy(buf[:], b)
	return binary.BigEndian.Uint64(buf[:])
}

// commonPrefix is how many code units all texts begin with in common.
func commonPrefix(c *vm.Call, texts []vm.Value) int {
	first := c.Chars(texts[0])
	n := first.Len()
	for _, t := range texts[1:] {
		u := c.Chars(t)
		n = min(n, u.Len())
		for k := range n {
			if u.At(k) != first.At(k) {
				n = k
				break
			}
		}
		if n == 0 {
			break
		}
	}
	return n
}

// radixKeys sorts by the prefixes, byte by byte from the lowest.
func radixKeys(c *vm.Call, keys []textKey) []textKey {
	var all [8][256]uint32
	for _, k := range keys {
		for d := range all {
			all[d][byte(k.prefix>>(8*d))]++
		}
	}
	scratch := make([]textKey, len(keys))
	for d := range all {
		counts := &all[d]
		if int(counts[byte(keys[0].prefix>>(8*d))]) == len(keys) {
			continue
		}
		at := uint32(0)
		for i, n := range counts {
			counts[i] = at
			at += n
		}
		for _, k := range keys {
			digit := byte(k.prefix >> (8 * d))
			scratch[counts[digit]] = k
			counts[digit]++
		}
		keys, scratch = scratch, keys
		c.Poll()
	}
	return keys
}

// sortIntegers sorts items by their texts where all are int32: a text of at
// most eleven characters, of eleven different ones, is itself a number.
func sortIntegers(c *vm.Call, items []vm.Value) bool {
	for _, v := range items {
		if !v.IsInt() {
			return false
		}
	}
	keys := make([]uint64, len(items))
	for i, v := range items {
		keys[i] = digitsKey(v.Int())
	}
	if len(keys) <= smallSort {
		insertionSort(keys)
	} else {
		keys = radixSort(c, keys, make([]uint64, len(keys)))
	}
	for i, k := range keys {
		items[i] = vm.IntValue(keyDigits(k))
	}
	return true
}

// Digits of keys: 0 where the text has ended, 1 the minus sign, then the digits.
const (
	keyBase   = 12
	keyLength = 11
)

func digitsKey(i int32) uint64 {
	n, length, key := int64(i), 0, uint64(0)
	if n < 0 {
		n, key, length = -n, 1, 1
	}
	scale := int64(1)
	for n/scale >= 10 {
		scale *= 10
	}
	for ; scale > 0; scale /= 10 {
		key = key*keyBase + uint64(n/scale%10) + 2
		length++
	}
	for ; length < keyLength; length++ {
		key *= keyBase
	}
	return key
}

// keyDigits is the inverse of digitsKey.
func keyDigits(key uint64) int32 {
	var digits [keyLength]uint8
	for i := keyLength - 1; i >= 0; i-- {
		digits[i] = uint8(key % keyBase)
		key /= keyBase
	}
	n, negative := int64(0), false
	for _, d := range digits {
		switch d {
		case 0:
		case 1:
			negative = true
		default:
			n = n*10 + int64(d) - 2
		}
	}
	if negative {
		n = -n
	}
	return int32(n)
}
