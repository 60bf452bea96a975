package es

import (
	"math"
	"unsafe"

	"gojs/gc"
	"gojs/internal/unicodedata"
	"gojs/vm"
)

// String objects, sec-string-objects. What String.prototype's methods share
// with regular expressions (match, replace, split) begins here and goes on in
// regexp.go.

var (
	kRaw       = vm.NewKeyID("raw")
	kFlags     = vm.NewKeyID("flags")
	kSymMatch  = vm.NewKeyID("@@match")
	kMatchAll  = vm.NewKeyID("@@matchAll")
	kSymReplac = vm.NewKeyID("@@replace")
	kSymSearch = vm.NewKeyID("@@search")
	kSymSplit  = vm.NewKeyID("@@split")
)

// thisText is ToString(RequireObjectCoercible(this value)).
func thisText(c *vm.Call, method string) vm.Value {
	v := c.This()
	if v.IsString() {
		return v
	}
	if v.IsNullish() {
		c.ThrowTypeError("String.prototype.%s called on null or undefined", method)
	}
	return c.ToString(v)
}

// String ( value ) sec-string-constructor-string-value
func stringConstructor(c *vm.Call) vm.Value {
	s := c.NewString("")
	if c.Argc() > 0 {
		v := c.Arg(0)
		if !c.IsConstruct() && v.IsSymbol() {
			return c.SymbolDescriptiveString(v)
		}
		s = c.ToString(v)
	}
	if !c.IsConstruct() {
		return s
	}
	return c.ObjectValue(c.StringCreate(s, c.GetPrototypeFromConstructor(c.NewTarget(), vm.StringPrototype)))
}

// String.fromCharCode ( ...codeUnits ) sec-string.fromcharcode
func stringFromCharCode(c *vm.Call) vm.Value {
	if c.Argc() == 1 {
		return c.CharString(c.ToUint16(c.Arg(0)))
	}
	b := takeBuilder(c.VM)
	for i := range c.Argc() {
		b.Unit(c.ToUint16(c.Arg(i)))
	}
	return finishBuilder(c.VM, &b)
}

// String.fromCodePoint ( ...codePoints ) sec-string.fromcodepoint
func stringFromCodePoint(c *vm.Call) vm.Value {
	b := takeBuilder(c.VM)
	for i := range c.Argc() {
		f := c.ToFloat(c.Arg(i))
		if f != math.Trunc(f) || f < 0 || f > 0x10FFFF || f != f {
			c.ThrowRangeError("Invalid code point %s", c.ToGoString(c.Arg(i)))
		}
		b.Rune(rune(f))
	}
	return finishBuilder(c.VM, &b)
}

// String.raw ( template, ...substitutions ) sec-string.raw
func stringRaw(c *vm.Call) vm.Value {
	cooked := c.ToObject(c.Arg(0))
	raw := c.ToObject(c.Get(cooked, c.K(kRaw)))
	n := c.LengthOfArrayLike(raw)
	b := takeBuilder(c.VM)
	for i := int64(0); i < n; i++ {
		b.Chars(c.Chars(c.ToString(c.Get(raw, c.IntegerKey(i)))))
		if i+1 < n && int(i)+1 < c.Argc() {
			b.Chars(c.Chars(c.ToString(c.Arg(int(i) + 1))))
		}
		b.Bound(c.VM)
		poll(c, i)
	}
	return finishBuilder(c.VM, &b)
}

// thisStringValue is ThisStringValue (sec-thisstringvalue).
func thisStringValue(c *vm.Call, method string) vm.Value {
	v := c.This()
	if v.IsString() {
		return v
	}
	if v.IsObject() && c.Obj(v).Kind == vm.KindStringObject {
		return vm.PrimitiveValue(c.Obj(v))
	}
	c.ThrowTypeError("String.prototype.%s requires that 'this' be a String", method)
	return vm.Undefined
}

func stringToString(c *vm.Call) vm.Value { return thisStringValue(c, "toString") }
func stringValueOf(c *vm.Call) vm.Value  { return thisStringValue(c, "valueOf") }

// String.prototype.at ( index ) sec-string.prototype.at
func stringAt(c *vm.Call) vm.Value {
	s := thisText(c, "at")
	n := float64(c.StringLength(s))
	i := c.ToIntegerOrInfinity(c.Arg(0))
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return vm.Undefined
	}
	return c.CharString(c.Chars(s).At(int(i)))
}

// charIndex is the position argument of charAt and its like: false out of range.
func charIndex(c *vm.Call, s vm.Value) (int, bool) {
	v := c.Arg(0)
	if v.IsInt() {
		i := int(v.Int())
		return i, i >= 0 && i < c.StringLength(s)
	}
	f := c.ToIntegerOrInfinity(v)
	if f < 0 || f >= float64(c.StringLength(s)) {
		return 0, false
	}
	return int(f), true
}

// String.prototype.charAt ( pos ) sec-string.prototype.charat
func stringCharAt(c *vm.Call) vm.Value {
	s := thisText(c, "charAt")
	if i, ok := charIndex(c, s); ok {
		return c.CharString(c.Chars(s).At(i))
	}
	return c.NewString("")
}

// String.prototype.charCodeAt ( pos ) sec-string.prototype.charcodeat
func stringCharCodeAt(c *vm.Call) vm.Value {
	s := thisText(c, "charCodeAt")
	if i, ok := charIndex(c, s); ok {
		return vm.IntValue(int32(c.Chars(s).At(i)))
	}
	return vm.NaN
}

// codePointAt is the code point at i and how many code units it takes.
func codePointAt(t vm.Chars, i int) (rune, int) {
	u := t.At(i)
	if u >= 0xD800 && u < 0xDC00 && i+1 < t.Len() {
		if l := t.At(i + 1); l >= 0xDC00 && l < 0xE000 {
			return (rune(u)-0xD800)<<10 + rune(l) - 0xDC00 + 0x10000, 2
		}
	}
	return rune(u), 1
}

// String.prototype.codePointAt ( pos ) sec-string.prototype.codepointat
func stringCodePointAt(c *vm.Call) vm.Value {
	s := thisText(c, "codePointAt")
	if i, ok := charIndex(c, s); ok {
		r, _ := codePointAt(c.Chars(s), i)
		return vm.IntValue(r)
	}
	return vm.Undefined
}

// String.prototype.concat ( ...args ) sec-string.prototype.concat
func stringConcat(c *vm.Call) vm.Value {
	s := thisText(c, "concat")
	for i := range c.Argc() {
		s = c.Concat(s, c.ToString(c.Arg(i)))
	}
	return s
}

// searchText is the argument of includes and its like, which must be no RegExp.
func searchText(c *vm.Call, method string) vm.Value {
	if c.IsRegExp(c.Arg(0)) {
		c.ThrowTypeError("First argument to String.prototype.%s must not be a regular expression", method)
	}
	return c.ToString(c.Arg(0))
}

// clampPosition is the position v within 0 and n.
func clampPosition(c *vm.Call, v vm.Value, n int) int {
	if v.IsInt() {
		return min(max(int(v.Int()), 0), n)
	}
	f := c.ToIntegerOrInfinity(v)
	return int(math.Min(math.Max(f, 0), float64(n)))
}

// String.prototype.endsWith ( searchString [ , endPosition ] ) sec-string.prototype.endswith
func stringEndsWith(c *vm.Call) vm.Value {
	s := thisText(c, "endsWith")
	t := searchText(c, "endsWith")
	end := c.StringLength(s)
	if !c.Arg(1).IsUndefined() {
		end = clampPosition(c, c.Arg(1), end)
	}
	start := end - c.StringLength(t)
	return vm.BoolValue(start >= 0 && hasAt(c.Chars(s), c.Chars(t), start))
}

// String.prototype.includes ( searchString [ , position ] ) sec-string.prototype.includes
func stringIncludes(c *vm.Call) vm.Value {
	s := thisText(c, "includes")
	t := searchText(c, "includes")
	from := clampPosition(c, c.Arg(1), c.StringLength(s))
	return vm.BoolValue(indexText(c.Chars(s), c.Chars(t), from) >= 0)
}

// String.prototype.indexOf ( searchString [ , position ] ) sec-string.prototype.indexof
func stringIndexOf(c *vm.Call) vm.Value {
	s := thisText(c, "indexOf")
	t := c.ToString(c.Arg(0))
	from := clampPosition(c, c.Arg(1), c.StringLength(s))
	return vm.IntValue(int32(indexText(c.Chars(s), c.Chars(t), from)))
}

// String.prototype.isWellFormed ( ) sec-string.prototype.iswellformed
func stringIsWellFormed(c *vm.Call) vm.Value {
	s := thisText(c, "isWellFormed")
	return vm.BoolValue(loneSurrogate(c.Chars(s), 0) < 0)
}

// loneSurrogate is the first lone surrogate from i on, or -1.
func loneSurrogate(t vm.Chars, i int) int {
	for u := t.UTF16; i < len(u); i++ {
		if u[i]&0xF800 != 0xD800 {
			continue
		}
		if u[i] >= 0xDC00 || i+1 == len(u) || u[i+1]&0xFC00 != 0xDC00 {
			return i
		}
		i++
	}
	return -1
}

// String.prototype.toWellFormed ( ) sec-string.prototype.towellformed
func stringToWellFormed(c *vm.Call) vm.Value {
	s := thisText(c, "toWellFormed")
	if loneSurrogate(c.Chars(s), 0) < 0 {
		return s
	}
	u := append([]uint16(nil), c.Chars(s).UTF16...)
	for i := loneSurrogate(vm.Chars{UTF16: u}, 0); i >= 0; i = loneSurrogate(vm.Chars{UTF16: u}, i+1) {
		u[i] = 0xFFFD
	}
	return c.NewUTF16(u)
}

// String.prototype.lastIndexOf ( searchString [ , position ] ) sec-string.prototype.lastindexof
func stringLastIndexOf(c *vm.Call) vm.Value {
	s := thisText(c, "lastIndexOf")
	t := c.ToString(c.Arg(0))
	n := c.StringLength(s)
	from := n
	if f := c.ToFloat(c.Arg(1)); f == f {
		from = int(math.Min(math.Max(math.Trunc(f), 0), float64(n)))
	}
	return vm.IntValue(int32(lastIndexText(c.Chars(s), c.Chars(t), from)))
}

// String.prototype.padEnd and padStart ( maxLength [ , fillString ] ) sec-string.prototype.padend
func stringPad(c *vm.Call) vm.Value {
	atStart := c.Magic() == 1
	name := "padEnd"
	if atStart {
		name = "padStart"
	}
	s := thisText(c, name)
	n := c.ToLength(c.Arg(0))
	have := int64(c.StringLength(s))
	if n <= have {
		return s
	}
	fill := c.CharString(' ')
	if !c.Arg(1).IsUndefined() {
		fill = c.ToString(c.Arg(1))
	}
	if c.StringLength(fill) == 0 {
		return s
	}
	if n > vm.MaxStringLength {
		c.ThrowRangeError("Invalid string length")
	}
	pad := repeatText(c, fill, int(n-have))
	if atStart {
		return c.Concat(pad, s)
	}
	return c.Concat(s, pad)
}

// repeatText is t repeated and cut to n code units.
func repeatText(c *vm.Call, t vm.Value, n int) vm.Value {
	if c.Chars(t).UTF16 == nil {
		v, dst := c.AllocLatin1(n)
		repeatInto(dst, c.Chars(t).Latin1)
		return v
	}
	v, dst := c.AllocUTF16(n)
	repeatInto(dst, c.Chars(t).UTF16)
	return v
}

// repeatInto fills dst with copies of src, doubling what is there.
func repeatInto[T byte | uint16](dst, src []T) {
	for i := copy(dst, src); i < len(dst); {
		i += copy(dst[i:], dst[:i])
	}
}

// String.prototype.repeat ( count ) sec-string.prototype.repeat
func stringRepeat(c *vm.Call) vm.Value {
	s := thisText(c, "repeat")
	f := c.ToIntegerOrInfinity(c.Arg(0))
	if f < 0 || math.IsInf(f, 1) {
		c.ThrowRangeError("Invalid count value: %s", c.ToGoString(c.Arg(0)))
	}
	n := float64(c.StringLength(s)) * f
	if n == 0 {
		return c.NewString("")
	}
	if n > vm.MaxStringLength {
		c.ThrowRangeError("Invalid string length")
	}
	return repeatText(c, s, int(n))
}

// String.prototype.slice ( start, end ) sec-string.prototype.slice
func stringSlice(c *vm.Call) vm.Value {
	s := thisText(c, "slice")
	n := int64(c.StringLength(s))
	from := relativeIndex(c, c.Arg(0), n)
	to := relativeEnd(c, c.Arg(1), n)
	if from >= to {
		return c.NewString("")
	}
	return c.Substring(s, int(from), int(to))
}

// String.prototype.startsWith ( searchString [ , position ] ) sec-string.prototype.startswith
func stringStartsWith(c *vm.Call) vm.Value {
	s := thisText(c, "startsWith")
	t := searchText(c, "startsWith")
	start := clampPosition(c, c.Arg(1), c.StringLength(s))
	return vm.BoolValue(start+c.StringLength(t) <= c.StringLength(s) && hasAt(c.Chars(s), c.Chars(t), start))
}

// String.prototype.substring ( start, end ) sec-string.prototype.substring
func stringSubstring(c *vm.Call) vm.Value {
	s := thisText(c, "substring")
	n := c.StringLength(s)
	from, to := clampPosition(c, c.Arg(0), n), n
	if !c.Arg(1).IsUndefined() {
		to = clampPosition(c, c.Arg(1), n)
	}
	return c.Substring(s, min(from, to), max(from, to))
}

// String.prototype.substr ( start, length ) sec-string.prototype.substr
func stringSubstr(c *vm.Call) vm.Value {
	s := thisText(c, "substr")
	n := int64(c.StringLength(s))
	from := relativeIndex(c, c.Arg(0), n)
	count := float64(n)
	if !c.Arg(1).IsUndefined() {
		count = c.ToIntegerOrInfinity(c.Arg(1))
	}
	to := int64(math.Min(float64(from)+math.Max(count, 0), float64(n)))
	if from >= to {
		return c.NewString("")
	}
	return c.Substring(s, int(from), int(to))
}

// stringCase is toLowerCase, toUpperCase and their locale forms
// (sec-string.prototype.tolowercase).
func stringCase(c *vm.Call) vm.Value {
	s := thisText(c, caseMethods[c.Magic()])
	upper := c.Magic()&1 != 0
	t := c.Chars(s)
	if t.UTF16 == nil {
		if v, ok := caseASCII(c, s, upper); ok {
			return v
		}
		t = c.Chars(s)
	}
	if n := int64(t.Len()); n > caseRoom {
		// The text once more as UTF-16, and up to three times as long.
		c.Heap().ChargeExternal(8 * n)
		defer c.Heap().ChargeExternal(-8 * n)
	}
	src := t.UTF16
	if src == nil {
		src = make([]uint16, len(t.Latin1))
		for i, b := range t.Latin1 {
			src[i] = uint16(b)
		}
	}
	var out []uint16
	if upper {
		out = unicodedata.AppendUpper(make([]uint16, 0, len(src)+8), src)
	} else {
		out = unicodedata.AppendLower(make([]uint16, 0, len(src)+8), src)
	}
	return c.NewUTF16(out)
}

// caseRoom is the length from which on the memory that changing case takes
// outside the heap is charged.
const caseRoom = 1 << 20

var caseMethods = [...]string{"toLowerCase", "toUpperCase", "toLocaleLowerCase", "toLocaleUpperCase"}

// caseASCII maps text that is all ASCII; it declines other text.
func caseASCII(c *vm.Call, s vm.Value, upper bool) (vm.Value, bool) {
	lo := byte('A')
	if upper {
		lo = 'a'
	}
	change, ascii := scanCase(c.Chars(s).Latin1, lo)
	if !change || !ascii {
		return s, ascii
	}
	v, dst := c.AllocLatin1(c.StringLength(s))
	flipCase(dst, c.Chars(s).Latin1, lo)
	return v, true
}

const (
	trimStart = 1
	trimEnd   = 2
)

var trimMethods = [...]string{"", "trimStart", "trimEnd", "trim"}

// stringTrim is trim, trimStart and trimEnd (sec-trimstring).
func stringTrim(c *vm.Call) vm.Value {
	s := thisText(c, trimMethods[c.Magic()])
	t := c.Chars(s)
	i, j := 0, t.Len()
	if c.Magic()&trimStart != 0 {
		for i < j && isTrimmed(t.At(i)) {
			i++
		}
	}
	if c.Magic()&trimEnd != 0 {
		for j > i && isTrimmed(t.At(j-1)) {
			j--
		}
	}
	return c.Substring(s, i, j)
}

// isTrimmed reports whether u is WhiteSpace or LineTerminator.
func isTrimmed(u uint16) bool {
	if u < 0x80 {
		return u == ' ' || u-9 < 5
	}
	return u == 0xA0 || u == 0xFEFF || u == 0x2028 || u == 0x2029 || unicodedata.IsSpace(rune(u))
}

// stringHTML is CreateHTML (sec-createhtml) for the methods of Annex B.
func stringHTML(c *vm.Call) vm.Value {
	h := htmlMethods[c.Magic()]
	s := thisText(c, h.name)
	b := takeBuilder(c.VM)
	b.ASCII("<" + h.tag)
	if h.attribute != "" {
		b.ASCII(" " + h.attribute + `="`)
		t := c.Chars(c.ToString(c.Arg(0)))
		for i := range t.Len() {
			if u := t.At(i); u == '"' {
				b.ASCII("&quot;")
			} else {
				b.Unit(u)
			}
		}
		b.ASCII(`"`)
	}
	b.ASCII(">")
	b.Chars(c.Chars(s))
	b.ASCII("</" + h.tag + ">")
	return finishBuilder(c.VM, &b)
}

var htmlMethods = [...]struct{ name, tag, attribute string }{
	{"anchor", "a", "name"}, {"big", "big", ""}, {"blink", "blink", ""}, {"bold", "b", ""},
	{"fixed", "tt", ""}, {"fontcolor", "font", "color"}, {"fontsize", "font", "size"}, {"italics", "i", ""},
	{"link", "a", "href"}, {"small", "small", ""}, {"strike", "strike", ""}, {"sub", "sub", ""}, {"sup", "sup", ""},
}

// String iterators.

//gojs:cell
type stringIterator struct {
	vm.Object
	text vm.Value // undefined when the iteration has ended
	at   uint32
	_    uint32
}

var (
	kindStringIterator      = vm.NewKind[stringIterator]("StringIterator", gc.Layout{})
	stringIteratorPrototype = vm.NewIntrinsic()
)

// String.prototype [ @@iterator ] ( ) sec-string.prototype-%symbol.iterator%
func stringIterate(c *vm.Call) vm.Value {
	s := thisText(c, "[Symbol.iterator]")
	it := vm.Alloc[stringIterator](c.VM, kindStringIterator, c.Realm().Intrinsic(stringIteratorPrototype))
	it.text = s
	return c.ObjectValue(&it.Object)
}

// %StringIteratorPrototype%.next ( ) sec-%stringiteratorprototype%.next
func stringIteratorNext(c *vm.Call) vm.Value {
	it := vm.As[stringIterator](c.VM, c.This(), kindStringIterator)
	if it == nil {
		c.ThrowTypeError("Method String Iterator.prototype.next called on incompatible receiver %s", c.Display(c.This()))
	}
	v, ok := stepString(c.VM, &it.Object)
	return c.CreateIterResult(v, !ok)
}

// stepString is the next character, false at the end.
func stepString(m *vm.VM, o *vm.Object) (vm.Value, bool) {
	it := (*stringIterator)(unsafe.Pointer(o))
	if it.text == vm.Undefined {
		return vm.Undefined, false
	}
	s, i := it.text, int(it.at)
	t := m.Chars(s)
	if i >= t.Len() {
		it.text = vm.Undefined
		return vm.Undefined, false
	}
	if t.UTF16 == nil {
		it.at++
		return m.CharString(uint16(t.Latin1[i])), true
	}
	_, n := codePointAt(t, i)
	it.at += uint32(n)
	return m.Substring(s, i, i+n), true
}

func init() { vm.SetStepper(kindStringIterator, stringIteratorNext, stepString) }
