package es

import "gojs/vm"

// What an embedding program makes and reads of this package's objects.

// NewDate makes a Date of a time value in milliseconds, which is clipped.
func NewDate(m *vm.VM, t float64) *vm.Object {
	d := vm.Alloc[dateObject](m, kindDate, m.Realm().Intrinsic(vm.DatePrototype))
	d.value = vm.NumberValue(timeClip(t))
	return &d.Object
}

// DateValue is the time value of a Date, NaN where it is invalid; ok is false
// where v is none.
func DateValue(m *vm.VM, v vm.Value) (t float64, ok bool) {
	d := vm.As[dateObject](m, v, kindDate)
	if d == nil {
		return 0, false
	}
	return d.value.Float(), true
}

// IsMap and IsSet tell whether v is a Map, a Set.
func IsMap(m *vm.VM, v vm.Value) bool { return v.IsObject() && m.Obj(v).Kind == kindMap }
func IsSet(m *vm.VM, v vm.Value) bool { return v.IsObject() && m.Obj(v).Kind == kindSet }
