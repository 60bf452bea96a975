package es

import (
	"math"
	"strings"
	"unsafe"

	"gojs/gc"
	"gojs/regex"
	"gojs/vm"
)

func thisRegExpLike(c *vm.Call, method string) *vm.Object {
	if !c.This().IsObject() {
		c.ThrowTypeError("RegExp.prototype.%s called on incompatible receiver %s", method, c.Display(c.This()))
	}
	return c.Obj(c.This())
}

// advanceIndex is AdvanceStringIndex (sec-advancestringindex).
func advanceIndex(c *vm.Call, s vm.Value, i int64, unicode bool) int64 {
	if !unicode || i+1 >= int64(c.StringLength(s)) {
		return i + 1
	}
	_, n := codePointAt(c.Chars(s), int(i))
	return i + int64(n)
}

// stepLastIndex moves lastIndex on after an empty match.
func stepLastIndex(c *vm.Call, o *vm.Object, s vm.Value, unicode bool) {
	i := c.ToLength(c.Get(o, c.K(kLastIndex)))
	c.Set(o, c.K(kLastIndex), vm.Int64Value(advanceIndex(c, s, i, unicode)), true)
}

// RegExp.prototype [ @@match ] ( string ) sec-regexp.prototype-%symbol.match%
func regexpMatch(c *vm.Call) vm.Value {
	o := thisRegExpLike(c, "@@match")
	s := c.ToString(c.Arg(0))
	if r := pristine(c, o); r != nil {
		if !r.has(c.VM, regex.Global) {
			return builtinExec(c.VM, r, s)
		}
		return matchAllFast(c, r, s)
	}
	flags := c.GoString(c.ToString(c.Get(o, c.K(kFlags))))
	if !strings.Contains(flags, "g") {
		return regexpExecOf(c, o, s)
	}
	unicode := strings.ContainsAny(flags, "uv")
	c.Set(o, c.K(kLastIndex), vm.IntValue(0), true)
	a := c.NewArray(0)
	for n := int64(0); ; n++ {
		result := regexpExecOf(c, o, s)
		if result == vm.Null {
			if n == 0 {
				return vm.Null
			}
			return c.ObjectValue(a)
		}
		m := c.ToString(c.Get(c.Obj(result), vm.IndexKey(0)))
		c.ArrayPush(a, m)
		if c.StringLength(m) == 0 {
			stepLastIndex(c, o, s, unicode)
		}
		poll(c, n)
	}
}

// matchAllFast is the loop of @@match for a pristine RegExp.
func matchAllFast(c *vm.Call, r *regexpObject, s vm.Value) vm.Value {
	a := c.NewArray(0)
	found := false
	x := newRegexpRun(c.VM, r, s)
	x.all(func(caps []int32) {
		found = true
		c.ArrayPush(a, c.Substring(s, int(caps[0]), int(caps[1])))
	})
	if !found {
		return vm.Null
	}
	return c.ObjectValue(a)
}

// RegExp String Iterators.

//gojs:cell
type regexpStringIterator struct {
	vm.Object
	regexp  vm.Value // undefined when the iteration has ended
	text    vm.Value
	global  bool
	unicode bool
	_       [6]byte
}

var (
	kindRegExpStringIterator      = vm.NewKind[regexpStringIterator]("RegExpStringIterator", gc.Layout{})
	regexpStringIteratorPrototype = vm.NewIntrinsic()
)

// RegExp.prototype [ @@matchAll ] ( string ) sec-regexp-prototype-%symbol.matchall%
func regexpMatchAll(c *vm.Call) vm.Value {
	o := thisRegExpLike(c, "@@matchAll")
	s := c.ToString(c.Arg(0))
	ctor := c.SpeciesConstructor(o, c.Realm().IntrinsicValue(vm.RegExpConstructor))
	flags := c.ToString(c.Get(o, c.K(kFlags)))
	matcher := c.Construct(ctor, vm.Undefined, c.ObjectValue(o), flags)
	last := c.ToLength(c.Get(o, c.K(kLastIndex)))
	c.Set(c.Obj(matcher), c.K(kLastIndex), vm.Int64Value(last), true)
	text := c.GoString(flags)
	it := vm.Alloc[regexpStringIterator](c.VM, kindRegExpStringIterator, c.Realm().Intrinsic(regexpStringIteratorPrototype))
	it.regexp, it.text = matcher, s
	it.global, it.unicode = strings.Contains(text, "g"), strings.ContainsAny(text, "uv")
	return c.ObjectValue(&it.Object)
}

// %RegExpStringIteratorPrototype%.next ( ) sec-%regexpstringiteratorprototype%.next
func regexpStringIteratorNext(c *vm.Call) vm.Value {
	it := vm.As[regexpStringIterator](c.VM, c.This(), kindRegExpStringIterator)
	if it == nil {
		c.ThrowTypeError("Method %%RegExpStringIterator%%.prototype.next called on incompatible receiver %s", c.Display(c.This()))
	}
	if it.regexp == vm.Undefined {
		return c.CreateIterResult(vm.Undefined, true)
	}
	o := c.Obj(it.regexp)
	result := regexpExecOf(c, o, it.text)
	if result == vm.Null {
		it.regexp = vm.Undefined
		return c.CreateIterResult(vm.Undefined, true)
	}
	if !it.global {
		it.regexp = vm.Undefined
		return c.CreateIterResult(result, false)
	}
	if m := c.ToString(c.Get(c.Obj(result), vm.IndexKey(0))); c.StringLength(m) == 0 {
		stepLastIndex(c, o, it.text, it.unicode)
	}
	return c.CreateIterResult(result, false)
}

// RegExp.prototype [ @@search ] ( string ) sec-regexp.prototype-%symbol.search%
func regexpSearch(c *vm.Call) vm.Value {
	o := thisRegExpLike(c, "@@search")
	s := c.ToString(c.Arg(0))
	previous := c.Get(o, c.K(kLastIndex))
	if !c.SameValue(previous, vm.IntValue(0)) {
		c.Set(o, c.K(kLastIndex), vm.IntValue(0), true)
	}
	result := regexpExecOf(c, o, s)
	if !c.SameValue(c.Get(o, c.K(kLastIndex)), previous) {
		c.Set(o, c.K(kLastIndex), previous, true)
	}
	if result == vm.Null {
		return vm.IntValue(-1)
	}
	return c.Get(c.Obj(result), c.K(kIndex))
}

// RegExp.prototype [ @@replace ] ( string, replaceValue ) sec-regexp.prototype-%symbol.replace%
func regexpReplace(c *vm.Call) vm.Value {
	o := thisRegExpLike(c, "@@replace")
	s := c.ToString(c.Arg(0))
	replacement := c.Arg(1)
	functional := c.IsCallable(replacement)
	if !functional {
		replacement = c.ToString(replacement)
	}
	if r := pristine(c, o); r != nil && !functional {
		if v, ok := replaceFast(c, r, s, replacement); ok {
			return v
		}
	} else if r != nil {
		if v, ok := replaceCalling(c, r, s, replacement); ok {
			return v
		}
	}
	flags := c.GoString(c.ToString(c.Get(o, c.K(kFlags))))
	results := c.NewList()
	collectMatches(c, o, s, flags, results)
	b := takeBuilder(c.VM)
	position := int64(0)
	for i, n := 0, c.ListLen(results); i < n; i++ {
		position = replaceOne(c, &b, s, c.Obj(c.ListAt(results, i)), replacement, functional, position)
		b.Bound(c.VM)
		poll(c, int64(i))
	}
	if position < int64(c.StringLength(s)) {
		b.Slice(c.Chars(s), int(position), c.StringLength(s))
	}
	return finishBuilder(c.VM, &b)
}

// collectMatches gathers the results of exec that @@replace works on.
func collectMatches(c *vm.Call, o *vm.Object, s vm.Value, flags string, results *vm.List) {
	global := strings.Contains(flags, "g")
	if global {
		c.Set(o, c.K(kLastIndex), vm.IntValue(0), true)
	}
	for n := int64(0); ; n++ {
		result := regexpExecOf(c, o, s)
		if result == vm.Null {
			return
		}
		c.Append(results, result)
		if !global {
			return
		}
		if m := c.ToString(c.Get(c.Obj(result), vm.IndexKey(0))); c.StringLength(m) == 0 {
			stepLastIndex(c, o, s, strings.ContainsAny(flags, "uv"))
		}
		poll(c, n)
	}
}

// replaceOne appends what stands before a match and its replacement; the
// result is the position behind the match.
func replaceOne(c *vm.Call, b *textBuilder, s vm.Value, result *vm.Object, replacement vm.Value, functional bool, position int64) int64 {
	ncap := max(c.LengthOfArrayLike(result)-1, 0)
	matched := c.ToString(c.Get(result, vm.IndexKey(0)))
	at := int64(math.Max(math.Min(c.ToIntegerOrInfinity(c.Get(result, c.K(kIndex))), float64(c.StringLength(s))), 0))
	captures := c.NewList()
	for i := int64(1); i <= ncap; i++ {
		v := c.Get(result, c.IntegerKey(i))
		if v != vm.Undefined {
			v = c.ToString(v)
		}
		c.Append(captures, v)
	}
	groups := c.Get(result, c.K(kGroups))
	var out vm.Value
	if functional {
		args := c.NewList()
		c.Append(args, matched)
		for i := range c.ListLen(captures) {
			c.Append(args, c.ListAt(captures, i))
		}
		c.Append(args, vm.Int64Value(at))
		c.Append(args, s)
		if groups != vm.Undefined {
			c.Append(args, groups)
		}
		out = c.ToString(c.CallSlice(replacement, vm.Undefined, c.ListItems(args)))
	} else {
		if groups != vm.Undefined {
			groups = c.ObjectValue(c.ToObject(groups))
		}
		var sub textBuilder
		substitute(c, &sub, s, matched, int(at), captures, groups, replacement)
		sub.Bound(c.VM)
		out = sub.Value(c.VM)
	}
	if at < position {
		return position
	}
	b.Slice(c.Chars(s), int(position), int(at))
	b.Chars(c.Chars(out))
	return at + int64(c.StringLength(matched))
}

// substitute is GetSubstitution (sec-getsubstitution): appends the replacement
// with its $ sequences filled in. What matched need not be a part of s.
func substitute(c *vm.Call, b *textBuilder, s, matched vm.Value, at int, captures *vm.List, groups, template vm.Value) {
	t := c.Chars(template)
	n := t.Len()
	m := c.ListLen(captures)
	tail := min(at+c.StringLength(matched), c.StringLength(s))
	if int64(n)*int64(max(c.StringLength(s), c.StringLength(matched))) > int64(c.TextLimit(false)) {
		if int64(b.Len())+substitutionLength(c, t, c.StringLength(matched), at, c.StringLength(s)-tail, captures) > int64(c.TextLimit(false)) {
			c.ThrowRangeError("Invalid string length")
		}
	}
	for i := 0; i < n; i++ {
		u := t.At(i)
		if u != '$' || i+1 == n {
			b.Unit(u)
			continue
		}
		switch d := t.At(i + 1); {
		case d == '$':
			b.Byte('$')
			i++
		case d == '`':
			b.Slice(c.Chars(s), 0, at)
			i++
		case d == '&':
			b.Chars(c.Chars(matched))
			i++
		case d == '\'':
			b.Slice(c.Chars(s), tail, c.StringLength(s))
			i++
		case d >= '0' && d <= '9':
			k, used := groupNumber(t, i+1, m)
			if used == 0 {
				b.Byte('$')
				continue
			}
			if v := c.ListAt(captures, k-1); v != vm.Undefined {
				b.Chars(c.Chars(v))
			}
			i += used
		case d == '<' && groups != vm.Undefined:
			end := indexText(t, vm.Chars{Latin1: []byte{'>'}}, i+2)
			if end < 0 {
				b.Byte('$')
				continue
			}
			name := c.Substring(template, i+2, end)
			if v := c.Get(c.Obj(groups), c.KeyFromString(name)); v != vm.Undefined {
				b.Chars(c.Chars(c.ToString(v)))
			}
			t = c.Chars(template)
			i = end
		default:
			b.Byte('$')
		}
		b.Bound(c.VM)
	}
}

// substitutionLength is how long the template t gets when it is filled in,
// named groups left out: known before memory is taken. before and after are the
// lengths of the text around the match.
func substitutionLength(c *vm.Call, t vm.Chars, matched, before, after int, captures *vm.List) int64 {
	n, length := t.Len(), int64(0)
	for i := 0; i < n; i++ {
		length++
		if t.At(i) != '$' || i+1 == n {
			continue
		}
		part := 0
		switch d := t.At(i + 1); {
		case d == '`':
			part = before
		case d == '&':
			part = matched
		case d == '\'':
			part = after
		case d >= '0' && d <= '9':
			k, used := groupNumber(t, i+1, c.ListLen(captures))
			if used == 0 {
				continue
			}
			if v := c.ListAt(captures, k-1); v != vm.Undefined {
				part = c.StringLength(v)
			}
			i += used - 1
		case d == '$':
			part = 1
		default:
			continue
		}
		i++
		length += int64(part) - 1
	}
	return length
}

// groupNumber reads a one- or two-digit group number at i that is at most m.
func groupNumber(t vm.Chars, i, m int) (k, used int) {
	one := int(t.At(i) - '0')
	if i+1 < t.Len() {
		if d := t.At(i + 1); d >= '0' && d <= '9' {
			if two := one*10 + int(d-'0'); two >= 1 && two <= m {
				return two, 2
			}
		}
	}
	if one >= 1 && one <= m {
		return one, 1
	}
	return 0, 0
}

// Bounds of replaceCalling: groups of a pattern and captures of all matches.
const (
	maxCallGroups = 12
	maxCallCaps   = 1 << 22
)

// replaceCalling is @@replace with a function for a pristine RegExp. All
// matches are found before the first call, as the standard has it, but only
// their places are kept. It declines when there are many.
func replaceCalling(c *vm.Call, r *regexpObject, s, f vm.Value) (vm.Value, bool) {
	p := r.prog(c.VM)
	width := 2 * p.NumCaptures()
	if width > 2*maxCallGroups {
		return vm.Undefined, false
	}
	if !c.Slot(&r.Object, 0).IsInt() {
		return vm.Undefined, false
	}
	var all []int32
	many := false
	note := func(caps []int32) {
		if many = many || len(all) > maxCallCaps; !many {
			all = append(all, caps...)
		}
	}
	x := newRegexpRun(c.VM, r, s)
	if p.Flags()&regex.Global != 0 {
		x.all(note)
	} else if x.first() {
		note(x.caps)
	}
	if many {
		return vm.Undefined, false
	}
	b, call := takeBuilder(c.VM), c.NewCallback(f, vm.Undefined)
	position := 0
	for ; len(all) > 0; all = all[width:] {
		out := callWithCaps(c, r, p, s, f, &call, all[:width])
		b.Slice(x.text, position, int(all[0]))
		b.Chars(c.Chars(out))
		b.Bound(c.VM)
		position = int(all[1])
	}
	b.Slice(x.text, position, x.text.Len())
	return finishBuilder(c.VM, &b), true
}

// callWithCaps is the text that a function returns for a match of r.
func callWithCaps(c *vm.Call, r *regexpObject, p *regex.Program, s, f vm.Value, call *vm.Callback, caps []int32) vm.Value {
	n := p.NumCaptures()
	if n <= 2 && len(p.GroupNames()) == 0 {
		match, at := captureText(c.VM, s, caps, 0), vm.IntValue(caps[0])
		if n == 1 {
			return c.ToString(call.Call3(match, at, s))
		}
		return c.ToString(call.Call4(match, captureText(c.VM, s, caps, 1), at, s))
	}
	var args [maxCallGroups + 3]vm.Value
	for i := range n {
		args[i] = captureText(c.VM, s, caps, i)
	}
	args[n], args[n+1] = vm.IntValue(caps[0]), s
	n += 2
	if len(p.GroupNames()) > 0 {
		args[n] = matchGroups(c.VM, r, p, s, caps)
		n++
	}
	return c.ToString(c.CallSlice(f, vm.Undefined, args[:n]))
}

// RegExp.prototype [ @@split ] ( string, limit ) sec-regexp.prototype-%symbol.split%
func regexpSplit(c *vm.Call) vm.Value {
	o := thisRegExpLike(c, "@@split")
	s := c.ToString(c.Arg(0))
	ctor := c.SpeciesConstructor(o, c.Realm().IntrinsicValue(vm.RegExpConstructor))
	plain := c.Arg(1) == vm.Undefined || c.Arg(1).IsNumber() // a limit that runs no JavaScript
	if r := pristine(c, o); plain && r != nil && ctor == c.Realm().IntrinsicValue(vm.RegExpConstructor) {
		limit := splitLimit(c)
		return splitFast(c, r, s, limit)
	}
	flags := c.ToString(c.Get(o, c.K(kFlags)))
	text := c.GoString(flags)
	unicode := strings.ContainsAny(text, "uv")
	if !strings.Contains(text, "y") {
		flags = c.Concat(flags, c.CharString('y'))
	}
	splitter := c.Obj(c.Construct(ctor, vm.Undefined, c.ObjectValue(o), flags))
	a := c.NewArray(0)
	limit := splitLimit(c)
	if limit == 0 {
		return c.ObjectValue(a)
	}
	size := int64(c.StringLength(s))
	if size == 0 {
		if regexpExecOf(c, splitter, s) == vm.Null {
			c.ArrayPush(a, s)
		}
		return c.ObjectValue(a)
	}
	p := int64(0)
	for q := int64(0); q < size; {
		c.Set(splitter, c.K(kLastIndex), vm.Int64Value(q), true)
		z := regexpExecOf(c, splitter, s)
		if z == vm.Null {
			q = advanceIndex(c, s, q, unicode)
			continue
		}
		e := min(c.ToLength(c.Get(splitter, c.K(kLastIndex))), size)
		if e == p {
			q = advanceIndex(c, s, q, unicode)
			continue
		}
		c.ArrayPush(a, c.Substring(s, int(p), int(q)))
		if vm.ArrayLength(a) == limit {
			return c.ObjectValue(a)
		}
		p = e
		n := max(c.LengthOfArrayLike(c.Obj(z))-1, 0)
		for i := int64(1); i <= n; i++ {
			c.ArrayPush(a, c.Get(c.Obj(z), c.IntegerKey(i)))
			if vm.ArrayLength(a) == limit {
				return c.ObjectValue(a)
			}
		}
		q = p
	}
	c.ArrayPush(a, c.Substring(s, int(p), int(size)))
	return c.ObjectValue(a)
}

func splitLimit(c *vm.Call) uint32 {
	if c.Arg(1) == vm.Undefined {
		return math.MaxUint32
	}
	return c.ToUint32(c.Arg(1))
}

// splitFast is @@split for a pristine RegExp: it searches forward instead of
// trying every place.
func splitFast(c *vm.Call, r *regexpObject, s vm.Value, limit uint32) vm.Value {
	a := c.NewArray(0)
	if limit == 0 {
		return c.ObjectValue(a)
	}
	x := newRegexpRun(c.VM, r, s)
	groups := x.p.NumCaptures()
	size := x.text.Len()
	if size == 0 {
		if !x.match(0, true) {
			c.ArrayPush(a, s)
		}
		return c.ObjectValue(a)
	}
	p := 0
	for q, turn := 0, int64(0); q < size; turn++ {
		if !x.match(q, false) {
			break
		}
		at, e := int(x.caps[0]), int(x.caps[1])
		if at >= size {
			break
		}
		if e == p || e == at && at == p {
			q = x.advance(max(q, at))
			continue
		}
		c.ArrayPush(a, c.Substring(s, p, at))
		if vm.ArrayLength(a) == limit {
			return c.ObjectValue(a)
		}
		for i := 1; i < groups; i++ {
			c.ArrayPush(a, captureText(c.VM, s, x.caps, i))
			if vm.ArrayLength(a) == limit {
				return c.ObjectValue(a)
			}
		}
		p = e
		q = e
		if e == at {
			q = x.advance(e)
		}
		poll(c, turn)
	}
	c.ArrayPush(a, c.Substring(s, p, size))
	return c.ObjectValue(a)
}

func init() {
	proto := []vm.Spec{
		{Key: "constructor", Kind: vm.Reference, Ref: vm.RegExpConstructor},
		{Key: "exec", Fn: regexpExec, Len: 1},
		{Key: "dotAll", Kind: vm.Accessor, Get: regexpFlag, Magic: 4},
		{Key: "flags", Kind: vm.Accessor, Get: regexpFlags},
		{Key: "global", Kind: vm.Accessor, Get: regexpFlag, Magic: 1},
		{Key: "hasIndices", Kind: vm.Accessor, Get: regexpFlag, Magic: 0},
		{Key: "ignoreCase", Kind: vm.Accessor, Get: regexpFlag, Magic: 2},
		{Key: "@@match", Fn: regexpMatch, Len: 1},
		{Key: "@@matchAll", Fn: regexpMatchAll, Len: 1},
		{Key: "multiline", Kind: vm.Accessor, Get: regexpFlag, Magic: 3},
		{Key: "@@replace", Fn: regexpReplace, Len: 2},
		{Key: "@@search", Fn: regexpSearch, Len: 1},
		{Key: "source", Kind: vm.Accessor, Get: regexpSource},
		{Key: "@@split", Fn: regexpSplit, Len: 2},
		{Key: "sticky", Kind: vm.Accessor, Get: regexpFlag, Magic: 7},
		{Key: "test", Fn: regexpTest, Len: 1},
		{Key: "toString", Fn: regexpToString},
		{Key: "unicode", Kind: vm.Accessor, Get: regexpFlag, Magic: 5},
		{Key: "unicodeSets", Kind: vm.Accessor, Get: regexpFlag, Magic: 6},
		{Key: "compile", Fn: regexpCompile, Len: 2},
	}
	ctor := append([]vm.Spec{
		{Key: "escape", Fn: regexpEscape, Len: 1},
		{Key: "prototype", Kind: vm.Reference, Ref: vm.RegExpPrototype, AttrsSet: true},
		{Key: "@@species", Kind: vm.Accessor, Get: returnThis},
	}, legacySpecs()...)
	vm.Declare(
		&vm.ObjectSpec{ID: vm.RegExpConstructor, Proto: vm.FunctionPrototype, Global: "RegExp",
			Func: &vm.Spec{Key: "RegExp", Fn: regexpConstructor, Len: 2, Ctor: vm.RegExpPrototype}, Props: ctor},
		&vm.ObjectSpec{ID: vm.RegExpPrototype, Proto: vm.ObjectPrototype, Props: proto},
		&vm.ObjectSpec{ID: regexpStringIteratorPrototype, Proto: vm.IteratorPrototype, Props: []vm.Spec{
			{Key: "next", Fn: regexpStringIteratorNext},
			{Key: "@@toStringTag", Kind: vm.Constant, Value: "RegExp String Iterator", Attrs: vm.Configurable, AttrsSet: true},
		}},
	)
}

// regexpAt is the RegExp that o is.
func regexpAt(o *vm.Object) *regexpObject { return (*regexpObject)(unsafe.Pointer(o)) }
