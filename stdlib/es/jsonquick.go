package es

import (
	"encoding/binary"
	"math/bits"
	"strings"

	"gojs/gc"
	"gojs/internal/numtext"
	"gojs/vm"
)

// quickJSON writes what jsonWriter writes where that calls nothing: plain
// objects and dense arrays of strings, numbers and the like. Where it meets
// anything else it declines, and nothing has happened.
//
//gojs:stack
type quickJSON struct {
	c     *vm.Call
	keys  *vm.List // as jsonWriter's
	out   []byte   // the text, or with wide its end
	wide  []uint16 // the text up to the last string beyond Latin-1
	line  string   // a line end and the gap, often enough
	gap   int      // the length of the gap
	depth int
	turns int64
	above [quickDepth]gc.Ref // the objects being written
	plans [quickPlans]jsonPlan
}

// quickDepth bounds the nesting, quickPlans the shapes remembered.
const (
	quickDepth = 48
	quickPlans = 16
)

// jsonPlan is what to write of the objects of a shape.
//
//gojs:stack
type jsonPlan struct {
	shape gc.Ref
	slots []uint32
	texts []string // the keys, quoted, with what stands between them and values
}

// quickBuffers is the memory of texts, kept between calls.
type quickBuffers struct {
	out  []byte
	wide []uint16
}

var quickBuffer = vm.NewDataID()

// maxQuickBuffer bounds what is kept, in code units.
const maxQuickBuffer = 1 << 20

// stringifyQuick is JSON.stringify without a function as replacer.
func stringifyQuick(c *vm.Call, v vm.Value, keys *vm.List, gap string) (vm.Value, bool) {
	if !v.IsObject() || !isASCII([]byte(gap)) {
		return 0, false
	}
	q := quickJSON{c: c, keys: keys, gap: len(gap)}
	if gap != "" {
		q.line = "\n" + strings.Repeat(gap, quickDepth)
	}
	kept, _ := c.LibraryData(quickBuffer).(*quickBuffers)
	if kept == nil {
		kept = new(quickBuffers)
		c.SetLibraryData(quickBuffer, kept)
	}
	q.out, q.wide = kept.out[:0], kept.wide[:0]
	*kept = quickBuffers{}
	ok := q.object(v)
	if ok && len(q.wide) > 0 {
		q.flush()
	}
	if cap(q.out)+cap(q.wide) <= maxQuickBuffer {
		*kept = quickBuffers{q.out, q.wide}
	}
	if !ok || q.size() > vm.MaxStringLength {
		return 0, false
	}
	if len(q.wide) > 0 {
		return c.NewUTF16(q.wide), true
	}
	return c.NewLatin1(q.out), true
}

func (q *quickJSON) size() int { return len(q.out) + len(q.wide) }

// flush moves what stands in out behind wide.
func (q *quickJSON) flush() {
	for _, u := range q.out {
		q.wide = append(q.wide, uint16(u))
	}
	q.out = q.out[:0]
}

// value writes v. wrote is false for undefined and the like, of which nothing
// is written.
func (q *quickJSON) value(v vm.Value) (wrote, ok bool) {
	switch {
	case v.IsString():
		q.string(v)
	case v.IsInt():
		q.out = numtext.AppendInt32(q.out, v.Int())
	case v.IsNumber():
		if f := v.Float(); isFinite(f) {
			q.out = numtext.AppendNumber(q.out, f)
		} else {
			q.out = append(q.out, "null"...)
		}
	case v == vm.Null:
		q.out = append(q.out, "null"...)
	case v == vm.True:
		q.out = append(q.out, "true"...)
	case v == vm.False:
		q.out = append(q.out, "false"...)
	case v.IsObject():
		return true, q.object(v)
	case v.IsBigInt():
		return false, false
	default:
		return false, true
	}
	return true, true
}

func (q *quickJSON) string(v vm.Value) {
	s := q.c.Chars(v)
	if q.size()+s.Len() > q.c.TextLimit(len(q.wide) > 0) {
		q.c.ThrowRangeError("Invalid string length")
	}
	if s.UTF16 != nil {
		q.flush()
		q.wide = append(q.wide, '"')
		q.wide = appendQuotedWide(q.wide, s.UTF16)
		q.wide = append(q.wide, '"')
		return
	}
	q.out = append(q.out, '"')
	q.out = appendQuoted(q.out, s.Latin1)
	q.out = append(q.out, '"')
}

// object writes an array or a plain object.
func (q *quickJSON) object(v vm.Value) bool {
	for _, r := range q.above[:q.depth] {
		if r == v.Ref() {
			return false
		}
	}
	o := q.c.Obj(v)
	if q.depth == quickDepth || q.size() > q.c.TextLimit(len(q.wide) > 0) {
		return false
	}
	q.above[q.depth] = v.Ref()
	q.depth++
	ok := false
	switch {
	case vm.IsArrayObject(o):
		ok = q.array(o)
	case o.Kind == vm.KindObject:
		ok = q.properties(o)
	}
	q.depth--
	return ok
}

// newLine begins a line where there is a gap.
func (q *quickJSON) newLine(depth int) {
	if q.gap != 0 {
		q.out = append(q.out, q.line[:1+depth*q.gap]...)
	}
}

func (q *quickJSON) array(o *vm.Object) bool {
	items, ok := q.c.DenseArray(o, false)
	if !ok || q.plan(o, true) == nil {
		return false
	}
	if len(items) == 0 {
		q.out = append(q.out, "[]"...)
		return true
	}
	sep := byte('[')
	for _, v := range items {
		q.out = append(q.out, sep)
		sep = ','
		q.newLine(q.depth)
		wrote, ok := q.value(v)
		if !ok {
			return false
		}
		if !wrote {
			q.out = append(q.out, "null"...)
		}
		q.turns++
		poll(q.c, q.turns)
	}
	q.newLine(q.depth - 1)
	q.out = append(q.out, ']')
	return true
}

func (q *quickJSON) properties(o *vm.Object) bool {
	p := q.plan(o, false)
	if p == nil {
		return false
	}
	sep := byte('{')
	slots, texts := p.slots, p.texts // the plan may give way to another
	for i, slot := range slots {
		mark := len(q.out)
		q.out = append(q.out, sep)
		q.newLine(q.depth)
		q.out = append(q.out, texts[i]...)
		wrote, ok := q.value(*q.c.Slot(o, slot))
		if !ok {
			return false
		}
		if wrote {
			sep = ','
		} else {
			q.out = q.out[:mark]
		}
	}
	q.turns++
	poll(q.c, q.turns)
	if sep == '{' {
		q.out = append(q.out, "{}"...)
		return true
	}
	q.newLine(q.depth - 1)
	q.out = append(q.out, '}')
	return true
}

// plan is the plan for o's shape, nil where there is none: the elements of an
// object that is no array are not in it.
func (q *quickJSON) plan(o *vm.Object, array bool) *jsonPlan {
	if !array && vm.HasElements(o) {
		return nil
	}
	p := &q.plans[uint32(o.Shape)*0x9E3779B1>>28]
	if p.shape == o.Shape {
		return p
	}
	c := q.c
	if !c.Lacks(o, c.K(kToJSON)) {
		return nil
	}
	made := jsonPlan{}
	if !array && !q.fill(&made, o) {
		return nil
	}
	made.shape = o.Shape // looking may have made it another one
	*p = made
	return p
}

// fill lists the properties to write.
func (q *quickJSON) fill(p *jsonPlan, o *vm.Object) bool {
	c := q.c
	n, ok := c.ShapedEntries(o)
	if !ok {
		return false
	}
	if q.keys != nil {
		for i := range c.ListLen(q.keys) {
			key := c.KeyAt(q.keys, i)
			if slot, ok := c.ShapedSlot(o, key); ok {
				if !q.addKey(p, key, slot) {
					return false
				}
			} else if !c.Lacks(o, key) {
				return false
			}
		}
		return true
	}
	for i := range n {
		key, slot, enumerable, ok := c.ShapedEntry(o, i)
		if !ok {
			return false
		}
		if enumerable && key.IsString() && !q.addKey(p, key, slot) {
			return false
		}
	}
	return true
}

func (q *quickJSON) addKey(p *jsonPlan, key vm.PropertyKey, slot uint32) bool {
	s := q.c.Chars(q.c.KeyValue(key))
	if s.UTF16 != nil {
		return false
	}
	text := append(appendQuoted([]byte{'"'}, s.Latin1), "\":"...)
	if q.gap != 0 {
		text = append(text, ' ')
	}
	p.slots = append(p.slots, slot)
	p.texts = append(p.texts, string(text))
	return true
}

// appendQuoted appends b as it stands between the quotes of a JSON string.
func appendQuoted(out, b []byte) []byte {
	for {
		n := plainLength(b)
		out = append(out, b[:n]...)
		if n == len(b) {
			return out
		}
		out = appendEscape(out, b[n])
		b = b[n+1:]
	}
}

// appendQuotedWide is appendQuoted of UTF-16 text; lone surrogates are escaped.
func appendQuotedWide(out, s []uint16) []uint16 {
	done := 0
	for i := 0; i < len(s); i++ {
		u := s[i]
		if u >= ' ' && u != '"' && u != '\\' && u&0xF800 != 0xD800 {
			continue
		}
		if u&0xFC00 == 0xD800 && i+1 < len(s) && s[i+1]&0xFC00 == 0xDC00 {
			i++
			continue
		}
		out = append(out, s[done:i]...)
		done = i + 1
		if u >= 0xD800 && u < 0xE000 {
			out = append(out, '\\', 'u', 'd', uint16(hexLower[u>>8&15]), uint16(hexLower[u>>4&15]), uint16(hexLower[u&15]))
			continue
		}
		var buf [6]byte
		for _, b := range appendEscape(buf[:0], byte(u)) {
			out = append(out, uint16(b))
		}
	}
	return append(out, s[done:]...)
}

// plainLength is how many bytes at the beginning of b need no escape.
func plainLength(b []byte) int {
	n := 0
	for ; n+8 <= len(b); n += 8 {
		if m := specials(binary.LittleEndian.Uint64(b[n:])); m != 0 {
			return n + bits.TrailingZeros64(m)/8
		}
	}
	for ; n < len(b); n++ {
		if u := b[n]; u < ' ' || u == '"' || u == '\\' {
			break
		}
	}
	return n
}

// specials marks, by the top bits, the bytes of w that are below a space, a
// quote or a backslash; above the lowest such byte there may be false marks.
func specials(w uint64) uint64 {
	quote, slash := w^'"'*eachByte, w^'\\'*eachByte
	return ((w-' '*eachByte)&^w | (quote-eachByte)&^quote | (slash-eachByte)&^slash) & topBits
}

func appendEscape(out []byte, u byte) []byte {
	const short = "btn\x00fr"
	switch {
	case u == '"' || u == '\\':
		return append(out, '\\', u)
	case u >= '\b' && u <= '\r' && u != '\v':
		return append(out, '\\', short[u-'\b'])
	}
	return append(out, '\\', 'u', '0', '0', hexLower[u>>4], hexLower[u&15])
}
