package es

import (
	"gojs/gc"
	"gojs/vm"
)

// Methods of Array.prototype that search, and those that make text.

// Array.prototype.includes ( searchElement [ , fromIndex ] ) sec-array.prototype.includes
func arrayIncludes(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.includes")
	n := lengthOf(c, o)
	if n == 0 {
		return vm.False
	}
	k := relativeIndex(c, c.Arg(1), n)
	if i, ok := arraySearchFast(c, o, c.Arg(0), k, n, true); ok {
		return vm.BoolValue(i >= 0)
	}
	for ; k < n; k++ {
		if c.SameValueZero(getIndex(c, o, k), c.Arg(0)) {
			return vm.True
		}
		poll(c, k)
	}
	return vm.False
}

// Array.prototype.indexOf ( searchElement [ , fromIndex ] ) sec-array.prototype.indexof
func arrayIndexOf(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.indexOf")
	n := lengthOf(c, o)
	if n == 0 {
		return vm.IntValue(-1)
	}
	k := relativeIndex(c, c.Arg(1), n)
	if i, ok := arraySearchFast(c, o, c.Arg(0), k, n, false); ok {
		return vm.Int64Value(i)
	}
	for ; k < n; k++ {
		if v, ok := getPresent(c, o, k); ok && c.IsStrictlyEqual(v, c.Arg(0)) {
			return vm.Int64Value(k)
		}
		poll(c, k)
	}
	return vm.IntValue(-1)
}

// Array.prototype.lastIndexOf ( searchElement [ , fromIndex ] ) sec-array.prototype.lastindexof
func arrayLastIndexOf(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.lastIndexOf")
	n := lengthOf(c, o)
	if n == 0 {
		return vm.IntValue(-1)
	}
	k := n - 1
	if c.Argc() > 1 {
		if f := c.ToIntegerOrInfinity(c.Arg(1)); f >= 0 {
			k = int64(min(f, float64(n-1)))
		} else {
			k = int64(max(float64(n)+f, -1))
		}
	}
	for ; k >= 0; k-- {
		if v, ok := getPresent(c, o, k); ok && c.IsStrictlyEqual(v, c.Arg(0)) {
			return vm.Int64Value(k)
		}
		poll(c, k)
	}
	return vm.IntValue(-1)
}

// joining are the arrays being joined in a VM, so that one that contains itself
// ends.
var joining = vm.NewDataID()

// enterJoin notes that o is being joined; false when it already is.
func enterJoin(m *vm.VM, o *vm.Object) bool {
	l, _ := m.LibraryData(joining).(*gc.RootList)
	if l == nil {
		l = m.Heap().NewRootList(0)
		m.SetLibraryData(joining, l)
	}
	w := gc.Word(m.ObjectValue(o))
	for i := l.Len() - 1; i >= 0; i-- {
		if l.Get(i) == w {
			return false
		}
	}
	l.Append(w)
	return true
}

func leaveJoin(m *vm.VM) { m.LibraryData(joining).(*gc.RootList).Pop() }

// Array.prototype.join ( separator ) sec-array.prototype.join
func arrayJoin(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.join")
	return joinArray(c, o, c.Arg(0))
}

// joinArray is Array.prototype.join of o. As in V8, an array within itself is
// the empty string.
func joinArray(c *vm.Call, o *vm.Object, separator vm.Value) vm.Value {
	if !enterJoin(c.VM, o) {
		return c.InternString("")
	}
	defer leaveJoin(c.VM)
	c.Poll() // for arrays in arrays, each of them short
	n := lengthOf(c, o)
	sep := vm.Chars{Latin1: []byte{','}}
	if !separator.IsUndefined() {
		separator = c.ToString(separator)
		sep = c.Chars(separator)
	}
	b := takeBuilder(c.VM)
	for k := int64(0); k < n; k++ {
		if k > 0 {
			b.Chars(sep)
			b.Bound(c.VM)
		}
		if v := getIndex(c, o, k); !v.IsNullish() && !appendNumberText(&b, v) {
			if !v.IsString() {
				v = c.ToString(v)
			}
			b.Chars(c.Chars(v))
			b.Bound(c.VM)
		}
		poll(c, k)
	}
	return finishBuilder(c.VM, &b)
}

// PassLocales makes toLocaleString of arrays pass its arguments on to the
// elements, as ECMA-402 has it; set by the package that provides Intl.
var PassLocales bool

// Array.prototype.toLocaleString ( [ reserved1 [ , reserved2 ] ] ) sec-array.prototype.tolocalestring,
// see PassLocales.
func arrayToLocaleString(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.toLocaleString")
	if !enterJoin(c.VM, o) {
		return c.InternString("")
	}
	defer leaveJoin(c.VM)
	n := lengthOf(c, o)
	var args []vm.Value
	if PassLocales {
		args = c.Args()
		args = args[:min(len(args), 2)]
	}
	b := takeBuilder(c.VM)
	for k := int64(0); k < n; k++ {
		if k > 0 {
			b.Byte(',')
		}
		if v := getIndex(c, o, k); !v.IsNullish() {
			b.Chars(c.Chars(c.ToString(c.Invoke(v, c.K(kToLocaleString), args...))))
			b.Bound(c.VM)
		}
		poll(c, k)
	}
	return finishBuilder(c.VM, &b)
}

var kToLocaleString = vm.NewKeyID("toLocaleString")

// Array.prototype.toString ( ) sec-array.prototype.tostring
func arrayToString(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.toString")
	f := c.Get(o, c.K(kJoin))
	if !c.IsCallable(f) {
		return objectToString(c)
	}
	return c.VM.Call(f, c.ObjectValue(o))
}
