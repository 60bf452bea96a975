package es

import (
	"gojs/gc"
	"gojs/vm"
)

// The static properties of the legacy RegExp features proposal: the last match
// of the VM. The subject is kept in a root; captures are numbers.
type legacyState struct {
	input *gc.Root
	caps  [20]int32
	n     int
}

// note remembers a match.
func (l *legacyState) note(m *vm.VM, s vm.Value, caps []int32) {
	if l.input == nil {
		l.input = m.Heap().NewRoot(gc.Word(s))
	} else {
		l.input.Set(gc.Word(s))
	}
	l.n = copy(l.caps[:], caps)
}

const (
	legacyInput = -1 - iota
	legacyLastMatch
	legacyLastParen
	legacyLeft
	legacyRight
)

// regexpLegacy is GetLegacyRegExpStaticProperty: magic 1 to 9 are $1 to $9.
func regexpLegacy(c *vm.Call) vm.Value {
	legacyThis(c)
	l := &stateOf(c.VM).legacy
	if l.input == nil {
		return c.NewString("")
	}
	s := vm.Value(l.input.Get())
	part := func(i int) vm.Value {
		if 2*i >= l.n || l.caps[2*i] < 0 {
			return c.NewString("")
		}
		return c.Substring(s, int(l.caps[2*i]), int(l.caps[2*i+1]))
	}
	switch k := c.Magic(); k {
	case legacyInput:
		return s
	case legacyLastMatch:
		return part(0)
	case legacyLastParen:
		if l.n <= 2 {
			return c.NewString("")
		}
		return part(l.n/2 - 1)
	case legacyLeft:
		return c.Substring(s, 0, int(l.caps[0]))
	case legacyRight:
		return c.Substring(s, int(l.caps[1]), c.StringLength(s))
	default:
		return part(k)
	}
}

func legacyThis(c *vm.Call) {
	if c.This() != c.Realm().IntrinsicValue(vm.RegExpConstructor) {
		c.ThrowTypeError("RegExp static property accessed on incompatible receiver")
	}
}

// regexpSetInput is the setter of RegExp.input.
func regexpSetInput(c *vm.Call) vm.Value {
	legacyThis(c)
	l := &stateOf(c.VM).legacy
	s := c.ToString(c.Arg(0))
	if l.input == nil {
		l.input = c.Heap().NewRoot(gc.Word(s))
	} else {
		l.input.Set(gc.Word(s))
	}
	return vm.Undefined
}

// legacySpecs are the properties with both of their names.
func legacySpecs() []vm.Spec {
	specs := []vm.Spec{
		{Key: "input", Kind: vm.Accessor, Get: regexpLegacy, Set: regexpSetInput, Magic: legacyInput},
		{Key: "$_", Kind: vm.Accessor, Get: regexpLegacy, Set: regexpSetInput, Magic: legacyInput},
	}
	for _, p := range []struct {
		name, short string
		magic       int
	}{{"lastMatch", "$&", legacyLastMatch}, {"lastParen", "$+", legacyLastParen}, {"leftContext", "$`", legacyLeft}, {"rightContext", "$'", legacyRight}} {
		specs = append(specs, vm.Spec{Key: p.name, Kind: vm.Accessor, Get: regexpLegacy, Magic: p.magic},
			vm.Spec{Key: p.short, Kind: vm.Accessor, Get: regexpLegacy, Magic: p.magic})
	}
	for i := 1; i <= 9; i++ {
		specs = append(specs, vm.Spec{Key: "$" + string(rune('0'+i)), Kind: vm.Accessor, Get: regexpLegacy, Magic: i})
	}
	return specs
}
