package vm

import (
	"math"
	"unsafe"

	"gojs/gc"
	"gojs/parser"
)

// What ShadowRealm needs of the machine (proposal-shadowrealm): wrapped
// function exotic objects, through which alone values pass between the realms,
// and evaluation and import in another realm.

// WrappedFunction is a wrapped function exotic object
// (sec-wrapped-function-exotic-objects).
//
//gojs:cell
type WrappedFunction struct {
	Object
	target gc.Ref // [[WrappedTargetFunction]]
	realm  uint32 // [[Realm]]: index in VM.realms
}

// ShadowRealmHost is what a Host implements besides where it has something to
// do for the realms of ShadowRealm objects.
type ShadowRealmHost interface {
	// InitializeShadowRealm is HostInitializeShadowRealm: it may add configurable
	// properties to r's global object, or throw.
	InitializeShadowRealm(vm *VM, r *Realm)
}

// maxRealms bounds the realms of a VM: their numbers have 16 bits in the
// places that are filled when they are first looked at.
const maxRealms = 1 << 16

// KindWrapped is the kind of wrapped functions.
var KindWrapped = NewKind[WrappedFunction]("WrappedFunction", gc.Layout{})

// NewShadowRealm makes the realm of a ShadowRealm object and has the host
// prepare it (HostInitializeShadowRealm).
func (vm *VM) NewShadowRealm() *Realm {
	if len(vm.realms) >= maxRealms {
		vm.ThrowRangeError("Too many realms")
	}
	r := vm.NewRealm()
	if h, ok := vm.host().(ShadowRealmHost); ok {
		h.InitializeShadowRealm(vm, r)
	}
	return r
}

// RealmAt is the realm with a number, and Realm.Index the number of one, for
// cells that refer to realms.
func (vm *VM) RealmAt(i uint32) *Realm { return vm.realms[i] }

// Index is the realm's number.
func (r *Realm) Index() uint32 { return r.index }

// GetWrappedValue is sec-getwrappedvalue: v as the caller's realm r may see it.
func (vm *VM) GetWrappedValue(r *Realm, v Value) Value {
	if !v.IsObject() {
		return v
	}
	if !vm.IsCallable(v) {
		vm.ThrowTypeError("%s is not a function", vm.Display(v))
	}
	return vm.wrappedFunctionCreate(r, v)
}

// wrappedFunctionCreate is sec-wrappedfunctioncreate.
func (vm *VM) wrappedFunctionCreate(r *Realm, target Value) Value {
	w := Alloc[WrappedFunction](vm, KindWrapped, r.FunctionPrototype())
	w.Flags |= flagCallable
	w.target, w.realm = target.Ref(), r.index
	err, threw := vm.Try(func() Value {
		vm.CopyNameAndLength(&w.Object, vm.Obj(target), "", 0)
		return Undefined
	})
	if threw {
		vm.ThrowTypeError("Cannot wrap target callable (%s)", vm.textOfForeign(err))
	}
	return vm.ObjectValue(&w.Object)
}

// CopyNameAndLength is sec-copynameandlength: f gets the name of target, after
// prefix, and its length less the number of arguments bound.
func (vm *VM) CopyNameAndLength(f, target *Object, prefix string, args int) {
	length := 0.0
	if vm.HasOwnProperty(target, vm.names.length) {
		if n := vm.Get(target, vm.names.length); n.IsNumber() {
			length = boundLength(n.Float(), args)
		}
	}
	vm.DefineOwnProperty(f, vm.names.length, DataDescriptor(NumberValue(length), Configurable))
	name := vm.Get(target, vm.names.name)
	if !name.IsString() {
		name = vm.names.empty
	}
	if prefix != "" {
		name = vm.Concat(vm.InternString(prefix+" "), name)
	}
	vm.DefineOwnProperty(f, vm.names.name, DataDescriptor(name, Configurable))
}

// boundLength is the length left of n where args arguments are bound.
func boundLength(n float64, args int) float64 {
	switch {
	case math.IsInf(n, 0):
		return max(n, 0)
	case n != n:
		return 0
	}
	return max(math.Trunc(n)-float64(args), 0)
}

// wrappedCall is [[Call]] of the wrapped function at base-2
// (sec-wrapped-function-exotic-objects-call-thisargument-argumentslist).
func (vm *VM) wrappedCall(base, argc uint32, construct bool) Value {
	w := (*WrappedFunction)(unsafe.Pointer(vm.Obj(*vm.reg(base - 2))))
	if construct {
		vm.ThrowTypeError("%s is not a constructor", vm.Display(*vm.reg(base - 2)))
	}
	vm.enterNative()
	top := vm.top
	vm.top = max(top, base+argc)
	v := vm.InRealm(vm.realms[w.realm], func() Value { return vm.ordinaryWrappedCall(w, base, argc) })
	vm.leaveNative()
	vm.top = top
	return v
}

// ordinaryWrappedCall is OrdinaryWrappedFunctionCall (sec-ordinary-wrapped-function-call).
func (vm *VM) ordinaryWrappedCall(w *WrappedFunction, base, argc uint32) Value {
	caller, target := vm.realms[w.realm], gc.At[Object](vm.heap, w.target)
	targetRealm := vm.GetFunctionRealm(target)
	for i := base; i < base+argc; i++ {
		*vm.reg(i) = vm.GetWrappedValue(targetRealm, *vm.reg(i))
	}
	this := vm.GetWrappedValue(targetRealm, *vm.reg(base - 1))
	v, threw := vm.Try(func() Value {
		return vm.CallSlice(vm.ObjectValue(target), this, unsafe.Slice(vm.reg(base), int(argc)))
	})
	if threw {
		vm.ThrowTypeError("WrappedFunction threw (%s)", vm.textOfForeign(v))
	}
	return vm.GetWrappedValue(caller, v)
}

// textOfForeign is what the message of a TypeError copy
// (sec-create-type-error-copy) tells of the other realm's error: nothing that
// would run code of that realm.
func (vm *VM) textOfForeign(v Value) string {
	if vm.IsError(v) {
		return vm.Display(v)
	}
	if v.IsObject() {
		return "[object " + vm.displayTag(vm.Obj(v)) + "]"
	}
	return vm.Display(v)
}

// ShadowRealmEval is PerformShadowRealmEval (sec-performshadowrealmeval); the
// current realm is the caller's.
func (vm *VM) ShadowRealmEval(text Value, r *Realm) Value {
	caller := vm.realm
	if !vm.host().CanCompileStrings(vm, r) {
		vm.ThrowEvalError("Code generation from strings disallowed for this context")
	}
	code := vm.evalCode(text, parser.EvalContext{}, nil, &Referrer{Realm: r})
	v, threw := vm.Try(func() Value {
		return vm.Call(vm.ObjectValue(vm.newFunction(code, Undefined, r)), Undefined)
	})
	if threw {
		vm.ThrowTypeError("ShadowRealm evaluate threw (%s)", vm.textOfForeign(v))
	}
	return vm.GetWrappedValue(caller, v)
}

// ImportIn is the part of ShadowRealmImportValue
// (sec-shadowrealmimportvalue) that loads: the promise, of r, for the namespace of
// the module that code of r itself would import.
func (vm *VM) ImportIn(r *Realm, specifier Value) Value {
	request := ModuleRequest{Specifier: vm.GoString(specifier)}
	return vm.InRealm(r, func() Value {
		p := vm.ObjectValue(vm.NewPromise())
		load := &ModuleLoad{referrer: &Referrer{Realm: r}, promise: vm.heap.NewRoot(gc.Word(p))}
		vm.host().LoadImportedModule(vm, load.referrer, request, load)
		return p
	})
}

// ThrowImportFailed throws the TypeError for an import into a ShadowRealm that
// failed with v.
func (vm *VM) ThrowImportFailed(v Value) {
	vm.ThrowTypeError("Cannot import in ShadowRealm (%s)", vm.textOfForeign(v))
}
