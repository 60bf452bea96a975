package vm

import (
	"strings"
	"unsafe"

	"gojs/bytecode"
	"gojs/compiler"
	"gojs/gc"
	"gojs/parser"
	"gojs/source"
)

// DynamicKind says which constructor makes a function from text.
type DynamicKind uint8

// The kinds, in the order of package parser's.
const (
	DynamicFunction DynamicKind = iota
	DynamicGenerator
	DynamicAsync
	DynamicAsyncGenerator
)

// dynamicProtos are the prototypes of the functions of each kind.
var dynamicProtos = [...]Intrinsic{FunctionPrototype, GeneratorFunctionPrototype, AsyncFunctionPrototype, AsyncGeneratorFunctionPrototype}

// CreateDynamicFunction is sec-createdynamicfunction: the last argument is the
// body, those before are parameters. The current realm is the constructor's.
func (vm *VM) CreateDynamicFunction(newTarget Value, kind DynamicKind, args []Value) Value {
	charge := vm.chargeSource(0)
	defer charge.end()
	texts := make([]string, len(args))
	for i := range args {
		text := vm.ToString(args[i])
		charge.reserve(2 * int64(vm.StringLength(text)))
		texts[i] = vm.GoString(text)
	}
	body := ""
	if n := len(texts); n > 0 {
		body, texts = texts[n-1], texts[:n-1]
	}
	if !vm.host().CanCompileStrings(vm, vm.realm) {
		vm.ThrowEvalError("Code generation from strings disallowed for this context")
	}
	prog, err := parser.ParseFunctionConstructor(vm.EvalOrigin(), parser.FunctionKind(kind), strings.Join(texts, ","), body, charge.reserve)
	if err != nil {
		vm.ThrowSourceError(err)
	}
	fn, err := compiler.Function(prog)
	if err != nil {
		vm.ThrowSourceError(err)
	}
	charge.attach(prog.File)
	proto := vm.GetPrototypeFromConstructor(newTarget, dynamicProtos[kind])
	o := vm.newFunction(gc.At[codeCell](vm.heap, vm.codeFor(fn)), Undefined, vm.realm)
	if proto != vm.proto(o) {
		vm.OrdinarySetPrototypeOf(o, proto)
	}
	return vm.ObjectValue(o)
}

// ThrowSourceError throws what is wrong with a source text as the error it
// becomes.
func (vm *VM) ThrowSourceError(err error) {
	e, ok := err.(*source.Error)
	if !ok {
		vm.ThrowSyntaxError("%s", err.Error())
	}
	id := [...]Intrinsic{source.SyntaxError: SyntaxErrorPrototype, source.ReferenceError: ReferenceErrorPrototype,
		source.RangeError: RangeErrorPrototype}[e.Kind]
	v := vm.NewError(id, e.Message)
	vm.site = throwSite{value: v, early: e}
	vm.Throw(v)
}

// NewFunctionPrototype makes %Function.prototype%, the one built-in function
// whose prototype is not itself.
func (vm *VM) NewFunctionPrototype(r *Realm, spec *Spec, proto *Object) *Object {
	o := gc.At[NativeFunction](vm.heap, vm.heap.Alloc(KindNative, nativeDataOffset))
	o.Shape = vm.lazyShape(proto)
	o.Flags = flagCallable
	o.native, o.realm = vm.nativeID(spec), r.index
	return &o.Object
}

// IsClassConstructor reports whether o is a class.
func IsClassConstructor(o *Object) bool { return o.Flags&flagClassCtor != 0 }

// ConstructorName is the name of o's class as V8 finds it for messages.
func (vm *VM) ConstructorName(o *Object) string { return vm.constructorName(o) }

// FunctionIs reports whether o is an async function and whether it is a
// generator function, written in JavaScript.
func FunctionIs(vm *VM, o *Object) (async, generator bool) {
	if o.Kind != KindFunction {
		return false, false
	}
	flags := vm.codes[(*Function)(unsafe.Pointer(o)).link].flags
	return flags&bytecode.Async != 0, flags&bytecode.Generator != 0
}

// KindName is the name a kind of cell was registered under.
func KindName(k gc.Kind) string { return layouts[k].Name }
