package es

import (
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"gojs/source"
	"gojs/vm"
)

// String.prototype.localeCompare ( that ) sec-string.prototype.localecompare:
// canonical equivalents compare as equal.
func stringLocaleCompare(c *vm.Call) vm.Value {
	s := thisText(c, "localeCompare")
	t := c.ToString(c.Arg(0))
	if order, ok := compareLatin1(c.Chars(s).Latin1, c.Chars(t).Latin1); ok {
		return vm.IntValue(int32(order))
	}
	k, _ := c.LibraryData(collatorData).(*collate.Collator)
	if k == nil {
		k = collate.New(language.Und)
		c.SetLibraryData(collatorData, k)
	}
	return vm.IntValue(int32(k.CompareString(c.GoString(s), c.GoString(t))))
}

// collatorData holds the VM's collator of the root locale.
var collatorData = vm.NewDataID()

// collationRank is, for the characters of ASCII that are not ignored, their
// place in the root locale's order when case does not count; 0 for others.
var collationRank = sync.OnceValue(func() *[256]uint8 {
	k := collate.New(language.Und, collate.Loose)
	ranks := new([256]uint8)
	for a := byte(' '); a < 0x7F; a++ {
		ranks[a] = 1
		for b := byte(' '); b < 0x7F; b++ {
			if k.CompareString(string(rune(b)), string(rune(a))) < 0 {
				ranks[a]++
			}
		}
	}
	return ranks
})

// compareLatin1 compares by the root locale's order where that is decided by
// ASCII characters behind what the texts have in common: their order without
// case, or that of the first two that differ in case, small ones first.
func compareLatin1(s, t []byte) (order int, ok bool) {
	i, n := 0, min(len(s), len(t))
	for i < n && s[i] == t[i] {
		i++
	}
	if len(s) == 0 || len(t) == 0 || i == len(s) && i == len(t) {
		// An empty Latin1 is also that of a text beyond Latin-1.
		return 0, i > 0
	}
	ranks, byCase := collationRank(), 0
	for ; i < n; i++ {
		a, b := s[i], t[i]
		if ranks[a] == 0 || ranks[b] == 0 {
			return 0, false
		}
		if ranks[a] != ranks[b] {
			return int(compareInts(ranks[a], ranks[b])), followsPlain(s, i, ranks) && followsPlain(t, i, ranks)
		}
		if byCase == 0 && a != b {
			byCase = -compareInts(a, b) // small letters stand behind capital ones in ASCII
		}
	}
	switch {
	case i < len(s):
		return 1, ranks[s[i]] != 0
	case i < len(t):
		return -1, ranks[t[i]] != 0
	}
	return byCase, true
}

// followsPlain reports whether behind i there is nothing that could change what
// stands at i: Latin-1 has no combining characters, but a middle dot makes one
// with the letter before it.
func followsPlain(s []byte, i int, ranks *[256]uint8) bool {
	return i+1 == len(s) || s[i+1] != 0xB7
}

func compareInts(a, b uint8) int {
	if a < b {
		return -1
	}
	return 1
}

// String.prototype.normalize ( [ form ] ) sec-string.prototype.normalize
func stringNormalize(c *vm.Call) vm.Value {
	s := thisText(c, "normalize")
	form := "NFC"
	if !c.Arg(0).IsUndefined() {
		form = c.ToGoString(c.Arg(0))
	}
	f, ok := normForms[form]
	if !ok {
		c.ThrowRangeError("The normalization form should be one of NFC, NFD, NFKC, NFKD.")
	}
	t := c.Chars(s)
	switch {
	case t.UTF16 != nil:
		return normalizeWide(c, t.UTF16, f)
	case f == norm.NFC || isASCII(t.Latin1):
		return s // all of Latin-1 is composed
	}
	b := takeBuilder(c.VM)
	forms := latin1Forms(f)
	for i, u := range t.Latin1 {
		b.Chars(vm.Chars{UTF16: forms[u]})
		if i&(1<<16-1) == 0 {
			b.Bound(c.VM)
		}
	}
	return finishBuilder(c.VM, &b)
}

var normForms = map[string]norm.Form{"NFC": norm.NFC, "NFD": norm.NFD, "NFKC": norm.NFKC, "NFKD": norm.NFKD}

// latin1Tables are the normal forms of Latin-1's characters. Each is one by
// itself, since none of them combines with what stands before it.
var latin1Tables = [...]func() *[256][]uint16{
	norm.NFC:  sync.OnceValue(func() *[256][]uint16 { return latin1Table(norm.NFC) }),
	norm.NFD:  sync.OnceValue(func() *[256][]uint16 { return latin1Table(norm.NFD) }),
	norm.NFKC: sync.OnceValue(func() *[256][]uint16 { return latin1Table(norm.NFKC) }),
	norm.NFKD: sync.OnceValue(func() *[256][]uint16 { return latin1Table(norm.NFKD) }),
}

func latin1Forms(f norm.Form) *[256][]uint16 { return latin1Tables[f]() }

func latin1Table(f norm.Form) *[256][]uint16 {
	t := new([256][]uint16)
	for u := range t {
		t[u] = source.AppendUTF16(nil, f.String(string(rune(u))))
	}
	return t
}

// normalChunk is how many code units are normalised at a time.
const normalChunk = 1 << 14

// normalizeWide normalises the runs between lone surrogates.
func normalizeWide(c *vm.Call, u []uint16, f norm.Form) vm.Value {
	b := takeBuilder(c.VM)
	out := &normalSink{b: &b, m: c.VM}
	for start := 0; start <= len(u); {
		end := loneSurrogate(vm.Chars{UTF16: u}, start)
		if end < 0 {
			end = len(u)
		}
		w := f.Writer(out)
		for start < end {
			next := min(start+normalChunk, end)
			if next < end && u[next]&0xFC00 == 0xDC00 {
				next++
			}
			w.Write([]byte(source.FromUTF16(u[start:next])))
			start = next
		}
		w.Close()
		if end < len(u) {
			b.Unit(u[end])
		}
		start = end + 1
	}
	return finishBuilder(c.VM, &b)
}

// normalSink is the io.Writer that the normalised text goes to.
type normalSink struct {
	b *textBuilder
	m *vm.VM
}

func (s *normalSink) Write(p []byte) (int, error) {
	s.b.Text(string(p))
	s.b.Bound(s.m)
	s.m.Poll()
	return len(p), nil
}
