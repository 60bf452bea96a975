package es

import (
	"math"

	"gojs/vm"
)

// Short cuts (vm.Quick) of built-ins that programs call in inner loops. Each
// finishes for the usual arguments or declines; the function beside which it
// stands in its table does the rest.

// quickNumber is a short cut for functions of one Number that is no integer;
// integers are their own result.
func quickNumber(f func(float64) float64) vm.Quick {
	return func(_ *vm.VM, w vm.Window) (vm.Value, bool) {
		v := w.Arg(0)
		if v.IsInt() {
			return v, true
		}
		if !v.IsDouble() {
			return 0, false
		}
		return vm.NumberValue(f(v.Double())), true
	}
}

// quickAbs is Math.abs.
func quickAbs(_ *vm.VM, w vm.Window) (vm.Value, bool) {
	v := w.Arg(0)
	if v.IsInt() && v.Int() >= 0 {
		return v, true
	}
	if !v.IsNumber() {
		return 0, false
	}
	return vm.NumberValue(math.Abs(v.Float())), true
}

// quickFloor is Math.floor.
func quickFloor(_ *vm.VM, w vm.Window) (vm.Value, bool) {
	v := w.Arg(0)
	if v.IsInt() {
		return v, true
	}
	if !v.IsDouble() {
		return 0, false
	}
	return vm.NumberValue(math.Floor(v.Double())), true
}

// quickSqrt is Math.sqrt.
func quickSqrt(_ *vm.VM, w vm.Window) (vm.Value, bool) {
	v := w.Arg(0)
	if !v.IsNumber() {
		return 0, false
	}
	return vm.NumberValue(math.Sqrt(v.Float())), true
}

// quickImul is Math.imul.
func quickImul(_ *vm.VM, w vm.Window) (vm.Value, bool) {
	x, y := w.Arg(0), w.Arg(1)
	if !x.IsInt() || !y.IsInt() {
		return 0, false
	}
	return vm.IntValue(x.Int() * y.Int()), true
}

// quickMax is Math.max.
func quickMax(_ *vm.VM, w vm.Window) (vm.Value, bool) {
	return quickExtreme(w, func(a, b vm.Value) bool { return a.Int() < b.Int() }, func(a, b float64) float64 { return max(a, b) })
}

// quickMin is Math.min.
func quickMin(_ *vm.VM, w vm.Window) (vm.Value, bool) {
	return quickExtreme(w, func(a, b vm.Value) bool { return a.Int() > b.Int() }, func(a, b float64) float64 { return min(a, b) })
}

// quickExtreme is the extreme of Numbers, of which there is at least one:
// beyond reports that integer b is beyond a.
func quickExtreme(w vm.Window, beyond func(a, b vm.Value) bool, extreme func(a, b float64) float64) (vm.Value, bool) {
	args := w.Args()
	if len(args) == 0 || !args[0].IsNumber() {
		return 0, false
	}
	r := args[0]
	for _, v := range args[1:] {
		switch {
		case r.IsInt() && v.IsInt():
			if beyond(r, v) {
				r = v
			}
		case !v.IsNumber():
			return 0, false
		default:
			r = vm.NumberValue(extreme(r.Float(), v.Float()))
		}
	}
	return r, true
}

// quickCharCodeAt is String.prototype.charCodeAt.
func quickCharCodeAt(m *vm.VM, w vm.Window) (vm.Value, bool) {
	s, i := w.This(), w.Arg(0)
	if !s.IsString() || !i.IsInt() {
		return 0, false
	}
	u := m.CodeUnitAt(s, i.Int())
	if u < 0 {
		return vm.NaN, true
	}
	return vm.IntValue(u), true
}

// quickPush is Array.prototype.push.
func quickPush(m *vm.VM, w vm.Window) (vm.Value, bool) {
	v := w.This()
	if !v.IsObject() || w.Argc() != 1 {
		return 0, false
	}
	return m.PushElement(m.Obj(v), w.Arg(0))
}

// quickMapGet is Map.prototype.get.
func quickMapGet(m *vm.VM, w vm.Window) (vm.Value, bool) {
	o := vm.As[tableObject](m, w.This(), kindMap)
	if o == nil {
		return 0, false
	}
	t := o.tab(m)
	if i := t.find(m, normalKey(w.Arg(0))); i >= 0 {
		return *t.value(uint32(i)), true
	}
	return vm.Undefined, true
}

// quickMapHas is Map.prototype.has.
func quickMapHas(m *vm.VM, w vm.Window) (vm.Value, bool) {
	o := vm.As[tableObject](m, w.This(), kindMap)
	if o == nil {
		return 0, false
	}
	return vm.BoolValue(o.tab(m).find(m, normalKey(w.Arg(0))) >= 0), true
}

// quickSetHas is Set.prototype.has.
func quickSetHas(m *vm.VM, w vm.Window) (vm.Value, bool) {
	o := vm.As[tableObject](m, w.This(), kindSet)
	if o == nil {
		return 0, false
	}
	return vm.BoolValue(o.tab(m).find(m, normalKey(w.Arg(0))) >= 0), true
}

// quickTypedLength is the getter %TypedArray%.prototype.length.
func quickTypedLength(m *vm.VM, w vm.Window) (vm.Value, bool) {
	if !m.IsTypedArray(w.This()) {
		return 0, false
	}
	n, _ := m.TypedArrayLength(m.Obj(w.This()))
	return vm.Int64Value(n), true
}

// quickMapSize is the getter Map.prototype.size.
func quickMapSize(m *vm.VM, w vm.Window) (vm.Value, bool) {
	o := vm.As[tableObject](m, w.This(), kindMap)
	if o == nil {
		return 0, false
	}
	return vm.Int64Value(int64(o.tab(m).live)), true
}

// quickIsArray is Array.isArray.
func quickIsArray(m *vm.VM, w vm.Window) (vm.Value, bool) {
	v := w.Arg(0)
	if v.IsObject() && m.Obj(v).Kind == vm.KindProxy {
		return 0, false
	}
	return vm.BoolValue(m.IsArray(v)), true
}
