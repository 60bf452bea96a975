package es

import (
	"strings"

	"gojs/vm"
)

// The methods of String.prototype that hand over to their argument's
// Symbol.match, replace, search or split, and what they do with plain text.

// delegate calls the method of the argument that a well-known symbol names,
// where it is an object that has one.
func delegate(c *vm.Call, key vm.KeyID, args ...vm.Value) (vm.Value, bool) {
	v := c.Arg(0)
	if !v.IsObject() {
		return 0, false
	}
	f := c.GetMethod(v, c.K(key))
	if f == vm.Undefined {
		return 0, false
	}
	return c.CallSlice(f, v, args), true
}

// coercible throws where this is undefined or null.
func coercible(c *vm.Call, method string) vm.Value {
	if c.This().IsNullish() {
		c.ThrowTypeError("String.prototype.%s called on null or undefined", method)
	}
	return c.This()
}

// globalOnly throws where the argument is a RegExp without the g flag.
func globalOnly(c *vm.Call, method string) {
	v := c.Arg(0)
	if !v.IsObject() || !c.IsRegExp(v) {
		return
	}
	flags := c.Get(c.Obj(v), c.K(kFlags))
	if flags.IsNullish() {
		c.ThrowTypeError("String.prototype.%s called with a non-global RegExp argument", method)
	}
	if !strings.Contains(c.ToGoString(flags), "g") {
		c.ThrowTypeError("String.prototype.%s called with a non-global RegExp argument", method)
	}
}

// byRegExp makes a RegExp of the argument and calls its method.
func byRegExp(c *vm.Call, s vm.Value, key vm.KeyID, flags string) vm.Value {
	f := vm.Undefined
	if flags != "" {
		f = c.NewString(flags)
	}
	r := regexpAlloc(c.VM, c.Realm().Intrinsic(vm.RegExpPrototype))
	r.realm = 1
	rx := r.initialize(c.VM, c.Arg(0), f)
	return c.Invoke(rx, c.K(key), s)
}

// String.prototype.match ( regexp ) sec-string.prototype.match
func stringMatch(c *vm.Call) vm.Value {
	this := coercible(c, "match")
	if v, ok := delegate(c, kSymMatch, this); ok {
		return v
	}
	return byRegExp(c, c.ToString(this), kSymMatch, "")
}

// String.prototype.matchAll ( regexp ) sec-string.prototype.matchall
func stringMatchAll(c *vm.Call) vm.Value {
	this := coercible(c, "matchAll")
	globalOnly(c, "matchAll")
	if v, ok := delegate(c, kMatchAll, this); ok {
		return v
	}
	return byRegExp(c, c.ToString(this), kMatchAll, "g")
}

// String.prototype.search ( regexp ) sec-string.prototype.search
func stringSearch(c *vm.Call) vm.Value {
	this := coercible(c, "search")
	if v, ok := delegate(c, kSymSearch, this); ok {
		return v
	}
	return byRegExp(c, c.ToString(this), kSymSearch, "")
}

// String.prototype.replace ( searchValue, replaceValue ) sec-string.prototype.replace
func stringReplace(c *vm.Call) vm.Value {
	this := coercible(c, "replace")
	if v, ok := delegate(c, kSymReplac, this, c.Arg(1)); ok {
		return v
	}
	return replaceText(c, c.ToString(this), false)
}

// String.prototype.replaceAll ( searchValue, replaceValue ) sec-string.prototype.replaceall
func stringReplaceAll(c *vm.Call) vm.Value {
	this := coercible(c, "replaceAll")
	globalOnly(c, "replaceAll")
	if v, ok := delegate(c, kSymReplac, this, c.Arg(1)); ok {
		return v
	}
	return replaceText(c, c.ToString(this), true)
}

// replaceText replaces the first or all occurrences of a text.
func replaceText(c *vm.Call, s vm.Value, all bool) vm.Value {
	search := c.ToString(c.Arg(0))
	replacement := c.Arg(1)
	functional := c.IsCallable(replacement)
	if !functional {
		replacement = c.ToString(replacement)
	}
	n := c.StringLength(search)
	at := indexText(c.Chars(s), c.Chars(search), 0)
	if at < 0 {
		return s
	}
	if v, ok := replaceTextFast(c, s, search, replacement, at, all); ok {
		return v
	}
	none := c.NewList()
	b := takeBuilder(c.VM)
	end := 0
	for turn := int64(0); at >= 0; turn++ {
		b.Slice(c.Chars(s), end, at)
		if functional {
			v := c.VM.Call(replacement, vm.Undefined, search, vm.IntValue(int32(at)), s)
			b.Chars(c.Chars(c.ToString(v)))
		} else {
			substitute(c, &b, s, search, at, none, vm.Undefined, replacement)
		}
		b.Bound(c.VM)
		end = at + n
		if !all {
			break
		}
		next := at + max(n, 1)
		if next > c.StringLength(s) {
			break
		}
		at = indexText(c.Chars(s), c.Chars(search), next)
		poll(c, turn)
	}
	b.Slice(c.Chars(s), end, c.StringLength(s))
	return finishBuilder(c.VM, &b)
}

// String.prototype.split ( separator, limit ) sec-string.prototype.split
func stringSplit(c *vm.Call) vm.Value {
	this := coercible(c, "split")
	if v, ok := delegate(c, kSymSplit, this, c.Arg(1)); ok {
		return v
	}
	s := c.ToString(this)
	limit := splitLimit(c)
	sep := c.ToString(c.Arg(0))
	a := c.NewArray(0)
	if limit == 0 {
		return c.ObjectValue(a)
	}
	if c.Arg(0) == vm.Undefined {
		c.ArrayPush(a, s)
		return c.ObjectValue(a)
	}
	size, n := c.StringLength(s), c.StringLength(sep)
	if splitFast8(c, a, s, sep, limit) {
		return c.ObjectValue(a)
	}
	if n == 0 {
		for i := 0; i < size && vm.ArrayLength(a) < limit; i++ {
			c.ArrayPush(a, c.CharString(c.Chars(s).At(i)))
			poll(c, int64(i))
		}
		return c.ObjectValue(a)
	}
	from := 0
	for turn := int64(0); ; turn++ {
		at := indexText(c.Chars(s), c.Chars(sep), from)
		if at < 0 {
			break
		}
		c.ArrayPush(a, c.Substring(s, from, at))
		if vm.ArrayLength(a) == limit {
			return c.ObjectValue(a)
		}
		from = at + n
		poll(c, turn)
	}
	c.ArrayPush(a, c.Substring(s, from, size))
	return c.ObjectValue(a)
}
