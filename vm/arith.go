package vm

import "math"

// The arithmetic that the run loop calls when its operands are not both
// integers or both doubles: a mix of the two is done here, the rest in the
// slow operations.

func bothNumbers(a, b Value) bool { return a.IsNumber() && b.IsNumber() }

func (vm *VM) add(a, b Value) Value {
	if bothNumbers(a, b) {
		return NumberValue(a.Float() + b.Float())
	}
	if a.IsString() && b.IsString() {
		return vm.Concat(a, b)
	}
	return vm.addSlow(a, b)
}

func (vm *VM) sub(a, b Value) Value {
	if bothNumbers(a, b) {
		return NumberValue(a.Float() - b.Float())
	}
	return vm.subSlow(a, b)
}

func (vm *VM) mul(a, b Value) Value {
	if bothNumbers(a, b) {
		return NumberValue(a.Float() * b.Float())
	}
	return vm.mulSlow(a, b)
}

func (vm *VM) div(a, b Value) Value {
	if bothNumbers(a, b) {
		return NumberValue(a.Float() / b.Float())
	}
	return vm.divSlow(a, b)
}

func (vm *VM) mod(a, b Value) Value {
	if bothInt(a, b) && b.Int() != 0 && a.Int() > 0 {
		return IntValue(int32(int64(a.Int()) % int64(b.Int())))
	}
	return vm.modSlow(a, b)
}

func (vm *VM) exp(a, b Value) Value { return vm.expSlow(a, b) }

// int32Of is ToInt32 of a Number that a double can hold exactly as int64;
// others are left to the slow operation.
func int32Of(v Value) (int32, bool) {
	if v.IsInt() {
		return v.Int(), true
	}
	if v.IsDouble() {
		if f := v.Double(); math.Abs(f) < 1<<62 {
			return int32(int64(f)), true
		}
	}
	return 0, false
}

func (vm *VM) bitAnd(a, b Value) Value {
	if x, ok := int32Of(a); ok {
		if y, ok := int32Of(b); ok {
			return IntValue(x & y)
		}
	}
	return vm.bitAndSlow(a, b)
}

func (vm *VM) bitOr(a, b Value) Value {
	if x, ok := int32Of(a); ok {
		if y, ok := int32Of(b); ok {
			return IntValue(x | y)
		}
	}
	return vm.bitOrSlow(a, b)
}

func (vm *VM) bitXor(a, b Value) Value {
	if x, ok := int32Of(a); ok {
		if y, ok := int32Of(b); ok {
			return IntValue(x ^ y)
		}
	}
	return vm.bitXorSlow(a, b)
}

func (vm *VM) shl(a, b Value) Value {
	if x, ok := int32Of(a); ok {
		if y, ok := int32Of(b); ok {
			return IntValue(x << (uint32(y) & 31))
		}
	}
	return vm.shlSlow(a, b)
}

func (vm *VM) shr(a, b Value) Value {
	if x, ok := int32Of(a); ok {
		if y, ok := int32Of(b); ok {
			return IntValue(x >> (uint32(y) & 31))
		}
	}
	return vm.shrSlow(a, b)
}

func (vm *VM) ushr(a, b Value) Value {
	if x, ok := int32Of(a); ok {
		if y, ok := int32Of(b); ok {
			return Int64Value(int64(uint32(x) >> (uint32(y) & 31)))
		}
	}
	return vm.ushrSlow(a, b)
}

func (vm *VM) less(a, b Value) bool      { return vm.lessThan(a, b, true) == triTrue }
func (vm *VM) greater(a, b Value) bool   { return vm.lessThan(b, a, false) == triTrue }
func (vm *VM) lessEq(a, b Value) bool    { return vm.lessThan(b, a, false) == triFalse }
func (vm *VM) greaterEq(a, b Value) bool { return vm.lessThan(a, b, true) == triFalse }
