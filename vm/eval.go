package vm

import (
	"unsafe"

	"gojs/bytecode"
	"gojs/compiler"
	"gojs/gc"
	"gojs/parser"
	"gojs/source"
)

// callEval is OpCallEval: a call of the function in the window at a, which is a
// direct eval when that is the realm's eval. r are the frame's registers, ext
// is the word behind the instruction.
func (vm *VM) callEval(r, a unsafe.Pointer, argc int, ext uint64) Value {
	if *regAt(a, 0) != vm.realm.IntrinsicValue(EvalFunction) {
		return vm.callOther(a, argc)
	}
	if argc == 0 {
		return Undefined
	}
	return vm.directEval(r, *regAt(a, 2), ext)
}

// callEvalSpread is OpCallEvalSpread.
func (vm *VM) callEvalSpread(r, a unsafe.Pointer, ext uint64) Value {
	if *regAt(a, 0) != vm.realm.IntrinsicValue(EvalFunction) {
		if !vm.IsCallable(*(*Value)(a)) {
			vm.throwNotCallable(*(*Value)(a))
		}
		return vm.enterSpread(a, false)
	}
	args, _ := vm.Dense(vm.Obj(*regAt(a, 2)))
	if len(args) == 0 {
		return Undefined
	}
	return vm.directEval(r, args[0], ext)
}

func (vm *VM) directEval(r unsafe.Pointer, text Value, ext uint64) Value {
	scope := vm.code.fn.Consts[immBC(ext)].(*bytecode.EvalScope)
	env := *regA(r, ext)
	return vm.performEval(text, scope, env)
}

// IndirectEval is PerformEval(x, false, false): the eval function's body.
func (vm *VM) IndirectEval(x Value) Value { return vm.performEval(x, nil, Undefined) }

// performEval is PerformEval (sec-performeval); scope is nil for an indirect eval.
func (vm *VM) performEval(x Value, scope *bytecode.EvalScope, env Value) Value {
	if !x.IsString() {
		return x
	}
	if !vm.host().CanCompileStrings(vm, vm.realm) {
		vm.ThrowEvalError("Code generation from strings disallowed for this context")
	}
	var c parser.EvalContext
	if scope != nil {
		c = parser.EvalContext{
			Strict: scope.Strict, InFunction: scope.InFunction, InMethod: scope.InMethod,
			InDerivedConstructor: scope.InDerived, InClassFieldInit: scope.InFieldInit,
			PrivateNames: scope.PrivateNames,
		}
	}
	f := vm.ObjectValue(vm.newFunction(vm.evalCode(x, c, scope, nil), env, vm.realm))
	return vm.Call(f, Undefined)
}

// evalCode compiles and links the text of an eval; import() in it is by the code
// that runs, or by referrer where that is not nil.
func (vm *VM) evalCode(text Value, c parser.EvalContext, scope *bytecode.EvalScope, referrer *Referrer) *codeCell {
	charge := vm.chargeSource(vm.StringLength(text))
	defer charge.end()
	file := source.NewFile(vm.EvalOrigin(), vm.GoString(text))
	file.Reserve = charge.reserve
	p, err := parser.ParseEval(file, c)
	if err != nil {
		vm.ThrowSourceError(err)
	}
	fn, err := compiler.Eval(p, scope)
	if err != nil {
		vm.ThrowSourceError(err)
	}
	charge.compiled(fn)
	charge.attach(file)
	if referrer == nil {
		vm.InheritReferrer(file)
	} else if containsImport(file.Text) {
		vm.SetReferrer(file, referrer)
	}
	return gc.At[codeCell](vm.heap, vm.codeFor(fn))
}
