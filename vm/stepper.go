package vm

import (
	"reflect"
	"unsafe"

	"gojs/gc"
)

// stepper is how loops step over iterators of a kind whose next method is the
// built-in one, without making result objects.
type stepper struct {
	next uintptr // the code of the next method
	step func(vm *VM, o *Object) (Value, bool)
}

// steppers are by kind.
var steppers [256]*stepper

// SetStepper tells that step gives the next value of an iterator of the kind, or
// false at its end, as its built-in method next does; called from initialisers.
func SetStepper(kind gc.Kind, next Native, step func(vm *VM, o *Object) (Value, bool)) {
	steppers[kind] = &stepper{reflect.ValueOf(next).Pointer(), step}
}

// stepperOf is the stepper for an Iterator Record, nil where there is none. What
// a step makes belongs to the current realm, so next must be of it.
func (vm *VM) stepperOf(iter, next Value) *stepper {
	s := steppers[vm.Obj(iter).Kind]
	if s == nil || !next.IsObject() || !vm.isNative(next, s.next) {
		return nil
	}
	if (*NativeFunction)(unsafe.Pointer(vm.Obj(next))).realm != vm.realm.index {
		return nil
	}
	return s
}
