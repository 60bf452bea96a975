package vm

import (
	"fmt"

	"gojs/bytecode"
)

// ErrorObject is an Error instance: an object with [[ErrorData]]
// (sec-properties-of-error-instances). Its stack property is made when it is
// first read, see stack.go. With Options.StackAccessor it has none: then stack
// is what the accessor of Error.prototype reads, a captured stack or its text.
//
//gojs:cell
type ErrorObject struct {
	Object
	stack Value
}

// NewErrorObject makes an Error instance with the prototype proto and the
// stack as it is above the topmost call of the function skip (undefined: as
// it is).
func (vm *VM) NewErrorObject(proto *Object, skip Value) *Object {
	e := Alloc[ErrorObject](vm, KindError, proto)
	e.stack = vm.names.empty
	if vm.opts.StackAccessor {
		if limit, ok := vm.stackLimit(); ok {
			e.stack = cellValue(vm.captureStack(skip, limit))
		}
	} else {
		vm.installStack(&e.Object, skip)
	}
	return &e.Object
}

// NewError makes an error of the current realm with the prototype id.
func (vm *VM) NewError(id Intrinsic, message string) Value {
	e := vm.NewErrorObject(vm.realm.Intrinsic(id), Undefined)
	vm.putOwn(e, vm.names.message, Writable|Configurable, vm.NewString(message))
	return vm.ObjectValue(e)
}

// IsError is sec-iserror: whether v has [[ErrorData]].
func (vm *VM) IsError(v Value) bool { return v.IsObject() && vm.Obj(v).Kind == KindError }

// errorPrototypes are by bytecode.ErrorKind.
var errorPrototypes = [...]Intrinsic{
	bytecode.TypeError:      TypeErrorPrototype,
	bytecode.ReferenceError: ReferenceErrorPrototype,
	bytecode.SyntaxError:    SyntaxErrorPrototype,
	bytecode.RangeError:     RangeErrorPrototype,
}

// ThrowNew throws a new error with the prototype id. It does not return.
func (vm *VM) ThrowNew(id Intrinsic, format string, args ...any) {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	vm.Throw(vm.NewError(id, format))
}

// The Throw functions throw a new error of the current realm with a formatted
// message. They do not return.

func (vm *VM) ThrowTypeError(format string, args ...any) {
	vm.ThrowNew(TypeErrorPrototype, format, args...)
}
func (vm *VM) ThrowRangeError(format string, args ...any) {
	vm.ThrowNew(RangeErrorPrototype, format, args...)
}
func (vm *VM) ThrowSyntaxError(format string, args ...any) {
	vm.ThrowNew(SyntaxErrorPrototype, format, args...)
}
func (vm *VM) ThrowReferenceError(format string, args ...any) {
	vm.ThrowNew(ReferenceErrorPrototype, format, args...)
}
func (vm *VM) ThrowURIError(format string, args ...any) {
	vm.ThrowNew(URIErrorPrototype, format, args...)
}
func (vm *VM) ThrowEvalError(format string, args ...any) {
	vm.ThrowNew(EvalErrorPrototype, format, args...)
}
func (vm *VM) ThrowError(format string, args ...any) {
	vm.ThrowNew(ErrorPrototype, format, args...)
}

// throwStackOverflow throws V8's error for recursion that is too deep. It
// needs no room in the register file.
func (vm *VM) throwStackOverflow() {
	vm.ThrowNew(RangeErrorPrototype, "Maximum call stack size exceeded")
}

// throwReadOf is the TypeError of reading a property of undefined or null.
func (vm *VM) throwReadOf(v Value, key PropertyKey) {
	if key.IsIndex() {
		vm.throwReadOfText(v, vm.DisplayKey(key))
	}
	vm.throwReadOfValue(v, Value(key))
}

// throwReadOfValue is throwReadOf where the key has not been converted yet.
func (vm *VM) throwReadOfValue(v, key Value) {
	if key == vm.symbols.iterator {
		vm.ThrowTypeError("%s is not iterable (cannot read property Symbol(Symbol.iterator))", vm.Display(v))
	}
	vm.throwReadOfText(v, vm.Display(key))
}

func (vm *VM) throwReadOfText(v Value, key string) {
	vm.ThrowTypeError("Cannot read properties of %s (reading '%s')", vm.Display(v), key)
}

// throwWriteOf is the TypeError of setting a property of undefined or null.
func (vm *VM) throwWriteOf(v Value, key PropertyKey) {
	vm.throwWriteOfText(v, vm.DisplayKey(key))
}

// throwWriteOfValue is throwWriteOf where the key has not been converted yet.
func (vm *VM) throwWriteOfValue(v, key Value) { vm.throwWriteOfText(v, vm.Display(key)) }

func (vm *VM) throwWriteOfText(v Value, key string) {
	vm.ThrowTypeError("Cannot set properties of %s (setting '%s')", vm.Display(v), key)
}

// ErrorToString is Error.prototype.toString (sec-error.prototype.tostring) of an object.
func (vm *VM) ErrorToString(o *Object) Value {
	name, msg := vm.Get(o, vm.names.name), Value(0)
	if name == Undefined {
		name = vm.NewString("Error")
	} else {
		name = vm.ToString(name)
	}
	if msg = vm.Get(o, vm.names.message); msg == Undefined {
		msg = vm.names.empty
	} else {
		msg = vm.ToString(msg)
	}
	switch {
	case vm.StringLength(name) == 0:
		return msg
	case vm.StringLength(msg) == 0:
		return name
	}
	return vm.Concat(vm.Concat(name, vm.NewString(": ")), msg)
}

// ErrorText is how an uncaught v is shown to people: an error's stack, or what
// Display makes of anything else. It does not throw.
func (vm *VM) ErrorText(v Value) string {
	if vm.IsError(v) {
		s, threw := vm.Try(func() Value { return vm.Get(vm.Obj(v), vm.names.stack) })
		if !threw && s.IsString() {
			return vm.GoString(s)
		}
	}
	return vm.Display(v)
}
