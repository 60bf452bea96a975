package es

import (
	"gojs/vm"
)

// Function objects (sec-function-objects).

var functionPrototype = []vm.Spec{
	{Key: "apply", Fn: functionApply, Forward: vm.ForwardApply, Len: 2},
	{Key: "bind", Fn: functionBind, Len: 1},
	{Key: "call", Fn: functionCall, Forward: vm.ForwardCall, Len: 1},
	{Key: "constructor", Kind: vm.Reference, Ref: vm.FunctionConstructor},
	{Key: "toString", Fn: functionToString},
	{Key: "@@hasInstance", Fn: functionHasInstance, Len: 1, AttrsSet: true},
	{Key: "arguments", Kind: vm.Accessor, Ref: vm.ThrowTypeErrorFunction},
	{Key: "caller", Kind: vm.Accessor, Ref: vm.ThrowTypeErrorFunction},
}

var functionPrototypeSpec = vm.Spec{Fn: functionPrototypeCall}

func init() {
	vm.Declare(
		&vm.ObjectSpec{ID: vm.FunctionPrototype, Proto: vm.ObjectPrototype, Props: functionPrototype,
			Make: func(m *vm.VM, r *vm.Realm, proto *vm.Object) *vm.Object {
				return m.NewFunctionPrototype(r, &functionPrototypeSpec, proto)
			}},
		&vm.ObjectSpec{ID: vm.FunctionConstructor, Proto: vm.FunctionPrototype, Global: "Function",
			Func:  &vm.Spec{Key: "Function", Fn: functionConstructor, Len: 1, Ctor: vm.FunctionPrototype},
			Props: []vm.Spec{{Key: "prototype", Kind: vm.Reference, Ref: vm.FunctionPrototype, AttrsSet: true}}},
	)
}

// The Function prototype object called (sec-properties-of-the-function-prototype-object).
func functionPrototypeCall(*vm.Call) vm.Value { return vm.Undefined }

// Function ( ...parameterArgs, bodyArg ) sec-function-p1-p2-pn-body; the magic
// of the other constructors of functions is their vm.DynamicKind.
func functionConstructor(c *vm.Call) vm.Value {
	return c.CreateDynamicFunction(newTarget(c), vm.DynamicKind(c.Magic()), c.Args())
}

// Function.prototype.apply ( thisArg, argArray ) sec-function.prototype.apply
func functionApply(c *vm.Call) vm.Value {
	f := c.This()
	if !c.IsCallable(f) {
		c.ThrowTypeError("Function.prototype.apply was called on %s, which is %s and not a function", c.Display(f), typeWithArticle(c, f))
	}
	if c.Arg(1).IsNullish() {
		return c.VM.Call(f, c.Arg(0))
	}
	if args := c.Arg(1); args.IsObject() {
		if items, ok := c.DenseArray(c.Obj(args), false); ok {
			return c.CallSlice(f, c.Arg(0), items)
		}
	}
	return c.CallSlice(f, c.Arg(0), c.ListItems(c.CreateListFromArrayLike(c.Arg(1))))
}

// typeWithArticle is the type of v as V8 speaks of it.
func typeWithArticle(c *vm.Call, v vm.Value) string {
	switch t := c.GoString(c.TypeOf(v)); t {
	case "object", "undefined":
		return "an " + t
	default:
		return "a " + t
	}
}

// Function.prototype.bind ( thisArg, ...args ) sec-function.prototype.bind
func functionBind(c *vm.Call) vm.Value {
	target := c.This()
	if !c.IsCallable(target) {
		c.ThrowTypeError("Bind must be called on a function")
	}
	var args []vm.Value
	if c.Argc() > 1 {
		args = c.Args()[1:]
	}
	f := c.BoundFunctionCreate(target, c.Arg(0), args)
	c.CopyNameAndLength(f, c.Obj(target), "bound", len(args))
	return c.ObjectValue(f)
}

// Function.prototype.call ( thisArg, ...args ) sec-function.prototype.call
func functionCall(c *vm.Call) vm.Value {
	f := c.This()
	if !c.IsCallable(f) {
		c.ThrowTypeError("Function.prototype.call was called on %s, which is %s and not a function", c.Display(f), typeWithArticle(c, f))
	}
	if c.Argc() == 0 {
		return c.VM.Call(f, vm.Undefined)
	}
	return c.CallSlice(f, c.Arg(0), c.Args()[1:])
}

// Function.prototype.toString ( ) sec-function.prototype.tostring
func functionToString(c *vm.Call) vm.Value {
	if !c.IsCallable(c.This()) {
		c.ThrowTypeError("Function.prototype.toString requires that 'this' be a Function")
	}
	return c.NewString(c.FunctionText(c.Obj(c.This())))
}

// Function.prototype [ @@hasInstance ] ( V ) sec-function.prototype-@@hasinstance
func functionHasInstance(c *vm.Call) vm.Value {
	return vm.BoolValue(c.OrdinaryHasInstance(c.This(), c.Arg(0)))
}
