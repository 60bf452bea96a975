package regex

import (
	"unsafe"

	"gojs/internal/unicodedata"
)

type highMode uint8

const (
	highNone  highMode = iota // no unit beyond Latin-1
	highAll                   // every unit beyond Latin-1
	highFew                   // by searching a few boundaries
	highPages                 // by bitmaps
)

// table is a class made ready for matching: Latin-1 by a table, other code
// units by mode, code points beyond them by search.
type table struct {
	low    [256]bool
	mode   highMode
	end    bool  // as a guard: passes at the end of the subject
	stop   int16 // the one Latin-1 byte that is not in the class, or -1
	few    []uint16
	pages  *[256]uint8
	bitmap [][8]uint32
	set    unicodedata.Set
}

// size is about how many bytes the table takes; 0 for nil.
func (t *table) size() int {
	if t == nil {
		return 0
	}
	n := int(unsafe.Sizeof(*t)) + 2*len(t.few) + 32*len(t.bitmap) + 4*len(t.set)
	if t.pages != nil {
		n += len(t.pages)
	}
	return n
}

// fewBoundaries is up to how many boundaries are searched one by one.
const fewBoundaries = 8

func newTable(s unicodedata.Set, end bool) *table {
	t := &table{set: s, end: end, stop: -1}
	inside := 0
	var high []rune // the ranges beyond Latin-1, half open
	for i := 0; i < len(s) && s[i] < 0x10000; i += 2 {
		lo, hi := s[i], s[i+1]
		for r := lo; r < min(hi, 0x100); r++ {
			t.low[r] = true
			inside++
		}
		if hi > 0x100 {
			high = append(high, max(lo, 0x100), min(hi, 0x10000))
		}
	}
	if inside == 255 {
		for t.stop = 0; t.low[t.stop]; t.stop++ {
		}
	}
	switch {
	case len(high) == 0:
		t.mode = highNone
	case len(high) == 2 && high[0] == 0x100 && high[1] == 0x10000:
		t.mode = highAll
	case len(high) <= fewBoundaries:
		t.mode = highFew
		for i := 0; i < len(high); i += 2 {
			t.few = append(t.few, uint16(high[i]), uint16(high[i+1]-1))
		}
	default:
		t.mode = highPages
		t.fillPages(high)
	}
	return t
}

// fillPages makes a bitmap of every page of 256 units, equal ones shared.
func (t *table) fillPages(high []rune) {
	t.pages = new([256]uint8)
	shared := map[[8]uint32]uint8{}
	for page := range t.pages {
		var bits [8]uint32
		first, end := rune(page)<<8, rune(page+1)<<8
		for len(high) > 0 && high[0] < end {
			for r := max(high[0], first); r < min(high[1], end); r++ {
				bits[r>>5&7] |= 1 << (r & 31)
			}
			if high[1] > end {
				break
			}
			high = high[2:]
		}
		i, ok := shared[bits]
		if !ok {
			i = uint8(len(t.bitmap))
			shared[bits] = i
			t.bitmap = append(t.bitmap, bits)
		}
		t.pages[page] = i
	}
}

// high reports whether a unit beyond Latin-1 is in the class.
func (t *table) high(u uint16) bool {
	switch t.mode {
	case highNone:
		return false
	case highAll:
		return true
	case highFew:
		for i := 0; i+1 < len(t.few); i += 2 {
			if u <= t.few[i+1] {
				return u >= t.few[i]
			}
		}
		return false
	}
	return t.bitmap[t.pages[u>>8]][u>>5&7]>>(u&31)&1 != 0
}

// has reports whether a code unit is in the class.
func (t *table) has(u uint16) bool {
	if u < 256 {
		return t.low[u]
	}
	return t.high(u)
}
