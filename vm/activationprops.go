package vm

import (
	"unsafe"

	"gojs/bytecode"
)

// The own properties arguments and caller of sloppy functions, which the
// standard leaves to implementations (sec-forbidden-extensions): as in V8 they tell of the
// function's topmost activation and are null while it has none. Their slots
// hold Null under attrLazy for good, so that each look comes here.

var (
	keyArguments = NewKeyID("arguments")
	keyCaller    = NewKeyID("caller")
)

// activationProperty is the value of the property key, one of the two, of f.
func (vm *VM) activationProperty(f *Object, key PropertyKey) Value {
	callee := vm.ObjectValue(f)
	value, found := Null, false
	vm.walkFrames(func(fr frameInfo) bool {
		switch {
		case !found:
			found = fr.callee(vm) == callee
			if found && key == vm.K(keyArguments) {
				value = vm.activationArguments(&fr)
				return false
			}
			return true
		case fr.Native || fr.Code.fn.Kind >= bytecode.ScriptCode:
			return true
		}
		const hidden = bytecode.Strict | bytecode.Generator | bytecode.Async
		if caller := fr.callee(vm); fr.Code.flags&hidden == 0 && caller.IsObject() {
			value = caller
		}
		return false
	})
	return value
}

// callee is the function an activation is one of.
func (fr *frameInfo) callee(vm *VM) Value { return *vm.reg(fr.base - 2) }

// activationArguments makes an arguments object of an activation. Of more
// arguments than the function has parameters those left over are not kept, so
// that there is none then.
func (vm *VM) activationArguments(fr *frameInfo) Value {
	if fr.Native || fr.argc > fr.Code.nparams {
		return Null
	}
	o := vm.AllocObject(KindArguments, argsSize, vm.realm.ObjectPrototype())
	attrs := propInfo(Writable | Configurable)
	vm.putOwn(o, vm.names.length, attrs, IntValue(int32(fr.argc)))
	vm.putOwn(o, SymbolKey(vm.symbols.iterator), attrs, vm.realm.IntrinsicValue(ArrayProtoValues))
	vm.putOwn(o, vm.names.callee, attrs, fr.callee(vm))
	if fr.argc > 0 {
		o.elems = vm.newWords(unsafe.Slice(vm.reg(fr.base), int(fr.argc)), fr.argc)
	}
	return vm.ObjectValue(o)
}
