package es

import "gojs/vm"

// Error objects (sec-error-objects): Error, the native errors, AggregateError
// and SuppressedError, from one table.

// errorKind is a line of the table; the constructors' magic is its number.
type errorKind struct {
	name        string
	proto, ctor vm.Intrinsic
	length      int
}

var errorKinds = []errorKind{
	{"Error", vm.ErrorPrototype, vm.ErrorConstructor, 1},
	{"EvalError", vm.EvalErrorPrototype, vm.EvalErrorConstructor, 1},
	{"RangeError", vm.RangeErrorPrototype, vm.RangeErrorConstructor, 1},
	{"ReferenceError", vm.ReferenceErrorPrototype, vm.ReferenceErrorConstructor, 1},
	{"SyntaxError", vm.SyntaxErrorPrototype, vm.SyntaxErrorConstructor, 1},
	{"TypeError", vm.TypeErrorPrototype, vm.TypeErrorConstructor, 1},
	{"URIError", vm.URIErrorPrototype, vm.URIErrorConstructor, 1},
	{"AggregateError", vm.AggregateErrorPrototype, vm.AggregateErrorConstructor, 2},
	{"SuppressedError", vm.SuppressedErrorPrototype, vm.SuppressedErrorConstructor, 3},
}

// errorOwn are the properties of Error that the other constructors inherit:
// V8's, besides isError.
var errorOwn = []vm.Spec{
	{Key: "isError", Fn: errorIsError, Len: 1},
	{Key: "captureStackTrace", Fn: errorCaptureStackTrace, Len: 2},
	{Key: "stackTraceLimit", Kind: vm.Constant, Value: 10, Attrs: attrAll, AttrsSet: true},
}

func init() {
	for i, k := range errorKinds {
		fn := errorConstructor
		switch k.ctor {
		case vm.AggregateErrorConstructor:
			fn = aggregateErrorConstructor
		case vm.SuppressedErrorConstructor:
			fn = suppressedErrorConstructor
		}
		protoProto, ctorProto := vm.ErrorPrototype, vm.ErrorConstructor
		ctorProps := []vm.Spec{{Key: "prototype", Kind: vm.Reference, Ref: k.proto, AttrsSet: true}}
		protoProps := []vm.Spec{
			{Key: "constructor", Kind: vm.Reference, Ref: k.ctor},
			{Key: "message", Kind: vm.Constant, Value: "", Attrs: attrHidden, AttrsSet: true},
			{Key: "name", Kind: vm.Constant, Value: k.name, Attrs: attrHidden, AttrsSet: true},
		}
		if k.ctor == vm.ErrorConstructor {
			protoProto, ctorProto = vm.ObjectPrototype, vm.FunctionPrototype
			ctorProps = append(ctorProps, errorOwn...)
			protoProps = append(protoProps, vm.Spec{Key: "toString", Fn: errorToString})
		}
		vm.Declare(
			&vm.ObjectSpec{ID: k.proto, Proto: protoProto, Props: protoProps},
			&vm.ObjectSpec{ID: k.ctor, Proto: ctorProto, Props: ctorProps, Global: k.name,
				Func: &vm.Spec{Key: k.name, Fn: fn, Len: k.length, Magic: i, Ctor: k.proto}},
		)
	}
}

// newError is what the constructors share: the object and its message, which
// is the argument at place at. The stack begins at the caller of new.target.
func newError(c *vm.Call, at int) *vm.Object {
	target := newTarget(c)
	proto := c.GetPrototypeFromConstructor(target, errorKinds[c.Magic()].proto)
	e := c.NewErrorObject(proto, target)
	if m := c.Arg(at); !m.IsUndefined() {
		m = c.ToString(m)
		c.DefinePropertyOrThrow(e, c.K(kMessage), vm.DataDescriptor(m, attrHidden))
	}
	return e
}

var (
	kCause      = vm.NewKeyID("cause")
	kErrors     = vm.NewKeyID("errors")
	kError      = vm.NewKeyID("error")
	kSuppressed = vm.NewKeyID("suppressed")
)

// installErrorCause is InstallErrorCause (sec-installerrorcause).
func installErrorCause(c *vm.Call, e *vm.Object, options vm.Value) {
	if options.IsObject() && c.HasProperty(c.Obj(options), c.K(kCause)) {
		cause := c.Get(c.Obj(options), c.K(kCause))
		c.DefinePropertyOrThrow(e, c.K(kCause), vm.DataDescriptor(cause, attrHidden))
	}
}

// Error ( message [ , options ] ) sec-error-message and
// NativeError ( message [ , options ] ) sec-nativeerror
func errorConstructor(c *vm.Call) vm.Value {
	e := newError(c, 0)
	installErrorCause(c, e, c.Arg(1))
	return c.ObjectValue(e)
}

// AggregateError ( errors, message [ , options ] ) sec-aggregate-error
func aggregateErrorConstructor(c *vm.Call) vm.Value {
	e := newError(c, 1)
	installErrorCause(c, e, c.Arg(2))
	errors := c.ObjectValue(c.NewArrayFromList(c.IterateToList(c.Arg(0))))
	c.DefinePropertyOrThrow(e, c.K(kErrors), vm.DataDescriptor(errors, attrHidden))
	return c.ObjectValue(e)
}

// SuppressedError ( error, suppressed, message ) sec-suppressederror
func suppressedErrorConstructor(c *vm.Call) vm.Value {
	e := newError(c, 2)
	c.DefinePropertyOrThrow(e, c.K(kError), vm.DataDescriptor(c.Arg(0), attrHidden))
	c.DefinePropertyOrThrow(e, c.K(kSuppressed), vm.DataDescriptor(c.Arg(1), attrHidden))
	return c.ObjectValue(e)
}

// Error.isError ( arg ) sec-error.iserror
func errorIsError(c *vm.Call) vm.Value { return vm.BoolValue(c.IsError(c.Arg(0))) }

// Error.captureStackTrace ( targetObject [ , constructorOpt ] ) (V8)
func errorCaptureStackTrace(c *vm.Call) vm.Value {
	if !c.Arg(0).IsObject() {
		c.ThrowTypeError("invalid_argument")
	}
	skip := c.Arg(1)
	if !c.IsCallable(skip) {
		skip = c.ObjectValue(c.Callee())
	}
	c.CaptureStackTrace(c.Obj(c.Arg(0)), skip)
	return vm.Undefined
}

// Error.prototype.toString ( ) sec-error.prototype.tostring
func errorToString(c *vm.Call) vm.Value {
	if !c.This().IsObject() {
		c.ThrowTypeError("Error.prototype.toString requires that 'this' be a JSReceiver")
	}
	return c.ErrorToString(c.Obj(c.This()))
}
