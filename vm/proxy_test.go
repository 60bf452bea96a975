package vm

import (
	"strings"
	"testing"
)

// trap makes a handler with one trap that gives what f gives.
func trap(vm *VM, name string, f Native) Value {
	h := vm.NewObject()
	vm.putOwn(h, vm.Key(name), dataAttrs, vm.ObjectValue(vm.NewNative(&Spec{Key: name, Fn: f})))
	return vm.ObjectValue(h)
}

func TestProxyInvariants(t *testing.T) {
	vm := newTestVM(t)
	x := vm.Key("x")
	fixed := func() *Object {
		o := vm.NewObject()
		vm.putOwn(o, x, 0, IntValue(1))
		return o
	}
	sealed := func() *Object {
		o := vm.NewObject()
		vm.putOwn(o, x, dataAttrs, IntValue(1))
		vm.OrdinaryPreventExtensions(o)
		return o
	}
	plain := vm.NewObject
	value := func(v Value) Native { return func(*Call) Value { return v } }
	for _, c := range []struct {
		trap   string
		f      Native
		target func() *Object
		op     func(*Object)
		want   string
	}{
		{"get", value(IntValue(2)), fixed, func(p *Object) { vm.Get(p, x) }, "did not return its actual value (expected '1' but got '2')"},
		{"get", value(IntValue(1)), fixed, func(p *Object) { vm.Get(p, x) }, ""},
		{"get", value(IntValue(2)), plain, func(p *Object) { vm.Get(p, x) }, ""},
		{"set", value(True), fixed, func(p *Object) { vm.Set(p, x, IntValue(2), false) }, "non-configurable and non-writable data property with a different value"},
		{"set", value(True), fixed, func(p *Object) { vm.Set(p, x, IntValue(1), false) }, ""},
		{"has", value(False), fixed, func(p *Object) { vm.HasProperty(p, x) }, "exists in the proxy target as non-configurable"},
		{"has", value(False), sealed, func(p *Object) { vm.HasProperty(p, x) }, "but the proxy target is not extensible"},
		{"deleteProperty", value(True), fixed, func(p *Object) { vm.Delete(p, x) }, "which is non-configurable in the proxy target"},
		{"deleteProperty", value(True), sealed, func(p *Object) { vm.Delete(p, x) }, "but the proxy target is non-extensible"},
		{"getPrototypeOf", value(Null), sealed, func(p *Object) { vm.GetPrototypeOf(p) }, "did not return its actual prototype"},
		{"getPrototypeOf", value(True), plain, func(p *Object) { vm.GetPrototypeOf(p) }, "neither object nor null"},
		{"setPrototypeOf", value(True), sealed, func(p *Object) { vm.SetPrototypeOf(p, nil) }, "non-extensible proxy target"},
		{"isExtensible", value(False), plain, func(p *Object) { vm.IsExtensible(p) }, "(which is 'true')"},
		{"preventExtensions", value(True), plain, func(p *Object) { vm.PreventExtensions(p) }, "the proxy target is extensible"},
		{"defineProperty", value(True), sealed, func(p *Object) { vm.CreateDataProperty(p, vm.Key("y"), True) }, "to the non-extensible proxy target"},
		{"defineProperty", value(True), plain, func(p *Object) { vm.DefineOwnProperty(p, x, DataDescriptor(True, 0)) }, "either non-existent or configurable"},
		{"defineProperty", value(False), plain, func(p *Object) { vm.DefineOwnProperty(p, x, DataDescriptor(True, 0)) }, ""},
		{"getOwnPropertyDescriptor", value(Undefined), fixed, func(p *Object) { vm.GetOwnProperty(p, x) }, "which is non-configurable in the proxy target"},
		{"getOwnPropertyDescriptor", value(IntValue(1)), fixed, func(p *Object) { vm.GetOwnProperty(p, x) }, "neither object nor undefined"},
		{"ownKeys", func(c *Call) Value { return c.ObjectValue(c.NewArrayOf(c.NewString("a"), c.NewString("a"))) }, plain,
			func(p *Object) { vm.OwnPropertyKeys(p, vm.NewList()) }, "trap returned duplicate entries"},
		{"ownKeys", func(c *Call) Value { return c.ObjectValue(c.NewArray(0)) }, fixed,
			func(p *Object) { vm.OwnPropertyKeys(p, vm.NewList()) }, "trap result did not include 'x'"},
		{"ownKeys", func(c *Call) Value { return c.ObjectValue(c.NewArrayOf(c.NewString("x"), c.NewString("a"))) }, sealed,
			func(p *Object) { vm.OwnPropertyKeys(p, vm.NewList()) }, "trap returned extra keys"},
		{"ownKeys", func(c *Call) Value { return c.ObjectValue(c.NewArrayOf(IntValue(1))) }, plain,
			func(p *Object) { vm.OwnPropertyKeys(p, vm.NewList()) }, "1 is not a valid property name"},
	} {
		p := vm.ProxyCreate(vm.ObjectValue(c.target()), trap(vm, c.trap, c.f))
		got := thrown(vm, func() { c.op(p) })
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: threw %q, want %q", c.trap, got, c.want)
		}
		if vm.depth != 0 {
			t.Fatalf("%s: depth is %d afterwards", c.trap, vm.depth)
		}
	}
}

func TestProxyForwarding(t *testing.T) {
	vm := newTestVM(t)
	target, x := vm.NewObject(), vm.Key("x")
	p := vm.ProxyCreate(vm.ObjectValue(target), vm.ObjectValue(vm.NewObject()))
	vm.Set(p, x, IntValue(7), true)
	if v := vm.Get(target, x); v != IntValue(7) {
		t.Errorf("target.x = %s", vm.Display(v))
	}
	vm.ProxyRevoke(p)
	if got := thrown(vm, func() { vm.Get(p, x) }); !strings.Contains(got, "Cannot perform 'get' on a proxy that has been revoked") {
		t.Errorf("revoked: %q", got)
	}

	// A prototype chain through the proxy itself ends in a RangeError.
	h := vm.NewObject()
	q := vm.ProxyCreate(vm.ObjectValue(vm.NewObject()), vm.ObjectValue(h))
	vm.SetPrototypeOf(h, q)
	if got := thrown(vm, func() { vm.Get(q, x) }); !strings.Contains(got, "Maximum call stack size exceeded") {
		t.Errorf("recursion: %q", got)
	}
}

func TestBoundFunctions(t *testing.T) {
	vm := newTestVM(t)
	f := vm.ObjectValue(vm.NewNative(&Spec{Key: "f", Fn: func(c *Call) Value {
		s := c.Display(c.This())
		for i := range c.Argc() {
			s += "," + c.Display(c.Arg(i))
		}
		return c.NewString(s)
	}}))
	for i := range 50 {
		f = vm.ObjectValue(vm.BoundFunctionCreate(f, IntValue(int32(i)), []Value{IntValue(int32(i))}))
	}
	got := vm.GoString(vm.Call(f, Undefined, True))
	if !strings.HasPrefix(got, "0,0,1,2,3,") || !strings.HasSuffix(got, ",48,49,true") {
		t.Errorf("called with %s", got)
	}
	vm, _ = New(Options{})
	defer vm.Close()
	f = vm.ObjectValue(vm.NewNative(&Spec{Key: "f", Fn: func(*Call) Value { return True }}))
	many := vm.NewList()
	for i := range 1000 {
		vm.Append(many, IntValue(int32(i)))
	}
	big := f
	for range 2000 {
		big = vm.ObjectValue(vm.BoundFunctionCreate(big, Undefined, vm.ListItems(many)))
	}
	if got := thrown(vm, func() { vm.Call(big, Undefined) }); !strings.Contains(got, "Maximum call stack size exceeded") {
		t.Errorf("two million arguments: %q", got)
	}
}

func TestStringObjects(t *testing.T) {
	vm := newTestVM(t)
	o := vm.ToObject(vm.NewString("héllo"))
	keys := vm.NewList()
	vm.putOwn(o, vm.Key("own"), dataAttrs, True)
	vm.CreateDataProperty(o, IndexKey(9), True)
	vm.OwnPropertyKeys(o, keys)
	got := ""
	for i := range vm.ListLen(keys) {
		got += vm.DisplayKey(vm.KeyAt(keys, i)) + " "
	}
	if got != "0 1 2 3 4 9 length own " {
		t.Errorf("keys: %s", got)
	}
	if vm.Set(o, IndexKey(1), True, false) || vm.Delete(o, IndexKey(0)) || vm.Delete(o, vm.names.length) {
		t.Error("a character changed")
	}
	if v := vm.Get(o, IndexKey(1)); vm.GoString(v) != "é" {
		t.Errorf("o[1] = %s", vm.Display(v))
	}
}

func TestTypedArrays(t *testing.T) {
	vm := newTestVM(t)
	buf := vm.AllocateArrayBuffer(vm.Realm().Intrinsic(ArrayBufferPrototype), 16, 32)
	fixed := vm.NewTypedArray(Int16, nil, buf, 0, 8)
	track := vm.NewTypedArray(Uint8Clamped, nil, buf, 4, -1)
	vm.Set(fixed, IndexKey(7), NumberValue(65537), true)
	vm.Set(track, IndexKey(0), NumberValue(300), true)
	if v := vm.Get(fixed, IndexKey(7)); v != IntValue(1) {
		t.Errorf("fixed[7] = %s", vm.Display(v))
	}
	if v := vm.Get(fixed, IndexKey(2)); v != IntValue(255) {
		t.Errorf("fixed[2] = %s", vm.Display(v))
	}
	lengths := func() [2]int64 {
		a, _ := vm.TypedArrayLength(fixed)
		b, _ := vm.TypedArrayLength(track)
		return [2]int64{a, b}
	}
	for _, c := range []struct {
		size int64
		want [2]int64
	}{{16, [2]int64{8, 12}}, {32, [2]int64{8, 28}}, {15, [2]int64{0, 11}}, {4, [2]int64{0, 0}}, {3, [2]int64{0, 0}}, {20, [2]int64{8, 16}}} {
		vm.ResizeArrayBuffer(buf, c.size)
		if got := lengths(); got != c.want {
			t.Errorf("%d bytes: lengths %v, want %v", c.size, got, c.want)
		}
		if _, ok := vm.typedGet(fixed, 0); ok != (c.want[0] > 0) {
			t.Errorf("%d bytes: fixed[0] is there: %t", c.size, ok)
		}
	}
	for key, want := range map[string]bool{"-0": false, "1.5": false, "NaN": false, "100": false, "foo": true, "-1": false} {
		vm.Set(fixed, vm.Key(key), IntValue(1), true)
		if vm.HasProperty(fixed, vm.Key(key)) != want {
			t.Errorf("%s in fixed: %t", key, !want)
		}
	}
	vm.DetachArrayBuffer(buf)
	if v := vm.Get(fixed, IndexKey(0)); v != Undefined || vm.typedSet(fixed, 0, IntValue(1)) {
		t.Error("a detached buffer has elements")
	}
	for ty := Int8; ty < NumElementTypes; ty++ {
		a := vm.NewTypedArrayOf(ty, 3)
		v := IntValue(-3)
		if ty.IsBigInt() {
			v = vm.BigIntFromInt64(-3)
		}
		vm.TypedArraySetElement(a, 1, v)
		got := vm.TypedArrayGetElement(a, 1)
		u := vm.RawBytes(ty, v)
		if back := vm.FromRawBytes(ty, u); !vm.SameValue(back, got) {
			t.Errorf("%s: %s and %s", ty, vm.Display(got), vm.Display(back))
		}
		for _, little := range []bool{true, false} {
			vm.SetValueInBuffer(vm.TypedArrayBuffer(a), 0, ty, v, little)
			if back := vm.GetValueFromBuffer(vm.TypedArrayBuffer(a), 0, ty, little); !vm.SameValue(back, got) {
				t.Errorf("%s through the buffer: %s", ty, vm.Display(back))
			}
		}
	}
	before := vm.Heap().Stats().External
	for range 100 {
		vm.NewArrayBuffer(1 << 20)
	}
	vm.Heap().Collect("test")
	if after := vm.Heap().Stats().External; after > before+2<<20 {
		t.Errorf("external memory grew from %d to %d", before, after)
	}
}

func TestSymbolRegistry(t *testing.T) {
	vm := newTestVM(t)
	a := vm.SymbolFor(vm.NewString("k"))
	if b := vm.SymbolFor(vm.NewString("k")); a != b || vm.KeyForSymbol(vm.symbols.iterator) != Undefined {
		t.Error("Symbol.for gives different symbols")
	}
	if s := vm.Display(vm.symbols.iterator); s != "Symbol(Symbol.iterator)" {
		t.Error(s)
	}
	if vm.CanBeHeldWeakly(a) || !vm.CanBeHeldWeakly(vm.symbols.iterator) {
		t.Error("CanBeHeldWeakly")
	}
}
