package vm

import (
	"gojs/bytecode"
)

// runtimeFuncs are the functions of OpRuntime: called with the number of the
// first of n registers; the result goes to that register.
var runtimeFuncs [bytecode.NumRuntime]func(vm *VM, a uint32, n int) Value

func init() {
	runtimeFuncs = [bytecode.NumRuntime]func(vm *VM, a uint32, n int) Value{
		bytecode.RtNewDisposeCapability: func(vm *VM, a uint32, n int) Value { return vm.NewDisposeCapability() },
		bytecode.RtAddDisposable: func(vm *VM, a uint32, n int) Value {
			vm.AddDisposableResource(*vm.reg(a), *vm.reg(a + 1), *vm.reg(a + 2) == True)
			return Undefined
		},
		bytecode.RtDisposeSync: func(vm *VM, a uint32, n int) Value {
			vm.DisposeResources(*vm.reg(a), *vm.reg(a + 1) == True, *vm.reg(a + 2))
			return Undefined
		},
		bytecode.RtDisposeAsyncNext:  func(vm *VM, a uint32, n int) Value { return BoolValue(vm.DisposeAsyncNext(*vm.reg(a))) },
		bytecode.RtDisposeAsyncValue: func(vm *VM, a uint32, n int) Value { return vm.DisposeAsyncValue(*vm.reg(a)) },
		bytecode.RtDisposeAsyncFailed: func(vm *VM, a uint32, n int) Value {
			vm.DisposeAsyncFailed(*vm.reg(a), *vm.reg(a + 1))
			return Undefined
		},
		bytecode.RtDisposeAsyncEnd: func(vm *VM, a uint32, n int) Value {
			vm.DisposeAsyncEnd(*vm.reg(a))
			return Undefined
		},
		bytecode.RtAsyncGeneratorStart:      func(vm *VM, a uint32, n int) Value { return Undefined },
		bytecode.RtAsyncIteratorResultCheck: rtCheckResult,
		bytecode.RtThrowTypeErrorNoThrowMethod: func(vm *VM, a uint32, n int) Value {
			vm.ThrowTypeError("The iterator does not provide a 'throw' method")
			return Undefined
		},
		bytecode.RtGetMethodByName: func(vm *VM, a uint32, n int) Value {
			return vm.GetMethod(*vm.reg(a), vm.ToPropertyKey(*vm.reg(a + 1)))
		},
		bytecode.RtIteratorComplete: func(vm *VM, a uint32, n int) Value {
			return BoolValue(vm.IteratorComplete(vm.iteratorResult(*vm.reg(a))))
		},
		bytecode.RtIteratorValue: func(vm *VM, a uint32, n int) Value {
			return vm.IteratorValue(vm.iteratorResult(*vm.reg(a)))
		},
		bytecode.RtCreateIterResult: func(vm *VM, a uint32, n int) Value {
			return vm.CreateIterResult(*vm.reg(a), *vm.reg(a + 1) == True)
		},
		bytecode.RtClassDecorate: func(vm *VM, a uint32, n int) Value {
			vm.ThrowSyntaxError("Decorators are not supported")
			return Undefined
		},
		bytecode.RtRequireObject: func(vm *VM, a uint32, n int) Value {
			if !vm.reg(a).IsObject() {
				vm.ThrowTypeError("%s is not an object", vm.Display(*vm.reg(a)))
			}
			return *vm.reg(a)
		},
		bytecode.RtSetFunctionNameIfAnonymous: func(vm *VM, a uint32, n int) Value {
			f := *vm.reg(a)
			if !vm.HasOwnProperty(vm.Obj(f), vm.names.name) {
				vm.setFuncName(f, *vm.reg(a + 1), 0)
			}
			return f
		},
		bytecode.RtMakeMethodKey:  func(vm *VM, a uint32, n int) Value { return vm.propertyKeyValue(*vm.reg(a)) },
		bytecode.RtTemplateConcat: func(vm *VM, a uint32, n int) Value { return Undefined },
		bytecode.RtToImportString: func(vm *VM, a uint32, n int) Value { return vm.ToString(*vm.reg(a)) },
	}
}

func rtCheckResult(vm *VM, a uint32, n int) Value {
	vm.iteratorResult(*vm.reg(a))
	return *vm.reg(a)
}
