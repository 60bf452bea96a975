package es

import "gojs/vm"

// Generator, async generator and async function objects
// (sec-generatorfunction-objects to sec-async-function-objects): their
// constructors, which no global names, and prototypes.

func init() {
	tag := func(name string) vm.Spec {
		return vm.Spec{Key: "@@toStringTag", Kind: vm.Constant, Value: name, Attrs: vm.Configurable, AttrsSet: true}
	}
	ref := func(key string, id vm.Intrinsic) vm.Spec {
		return vm.Spec{Key: key, Kind: vm.Reference, Ref: id, Attrs: vm.Configurable, AttrsSet: true}
	}
	fixed := func(key string, id vm.Intrinsic) vm.Spec {
		return vm.Spec{Key: key, Kind: vm.Reference, Ref: id, AttrsSet: true}
	}
	ctor := func(name string, kind vm.DynamicKind, proto vm.Intrinsic) *vm.Spec {
		return &vm.Spec{Key: name, Fn: functionConstructor, Len: 1, Magic: int(kind), Ctor: proto}
	}
	vm.Declare(
		&vm.ObjectSpec{ID: vm.GeneratorFunction, Proto: vm.FunctionConstructor,
			Func:  ctor("GeneratorFunction", vm.DynamicGenerator, vm.GeneratorFunctionPrototype),
			Props: []vm.Spec{fixed("prototype", vm.GeneratorFunctionPrototype)}},
		&vm.ObjectSpec{ID: vm.GeneratorFunctionPrototype, Proto: vm.FunctionPrototype, Props: []vm.Spec{
			ref("constructor", vm.GeneratorFunction), ref("prototype", vm.GeneratorPrototype), tag("GeneratorFunction")}},
		&vm.ObjectSpec{ID: vm.GeneratorPrototype, Proto: vm.IteratorPrototype, Props: []vm.Spec{
			ref("constructor", vm.GeneratorFunctionPrototype),
			{Key: "next", Fn: vm.GeneratorNext, Len: 1},
			{Key: "return", Fn: vm.GeneratorReturn, Len: 1},
			{Key: "throw", Fn: vm.GeneratorThrow, Len: 1},
			tag("Generator")}},

		&vm.ObjectSpec{ID: vm.AsyncGeneratorFunction, Proto: vm.FunctionConstructor,
			Func:  ctor("AsyncGeneratorFunction", vm.DynamicAsyncGenerator, vm.AsyncGeneratorFunctionPrototype),
			Props: []vm.Spec{fixed("prototype", vm.AsyncGeneratorFunctionPrototype)}},
		&vm.ObjectSpec{ID: vm.AsyncGeneratorFunctionPrototype, Proto: vm.FunctionPrototype, Props: []vm.Spec{
			ref("constructor", vm.AsyncGeneratorFunction), ref("prototype", vm.AsyncGeneratorPrototype), tag("AsyncGeneratorFunction")}},
		&vm.ObjectSpec{ID: vm.AsyncGeneratorPrototype, Proto: vm.AsyncIteratorPrototype, Props: []vm.Spec{
			ref("constructor", vm.AsyncGeneratorFunctionPrototype),
			{Key: "next", Fn: asyncGeneratorNext, Len: 1},
			{Key: "return", Fn: asyncGeneratorReturn, Len: 1},
			{Key: "throw", Fn: asyncGeneratorThrow, Len: 1},
			tag("AsyncGenerator")}},

		&vm.ObjectSpec{ID: vm.AsyncFunction, Proto: vm.FunctionConstructor,
			Func:  ctor("AsyncFunction", vm.DynamicAsync, vm.AsyncFunctionPrototype),
			Props: []vm.Spec{fixed("prototype", vm.AsyncFunctionPrototype)}},
		&vm.ObjectSpec{ID: vm.AsyncFunctionPrototype, Proto: vm.FunctionPrototype, Props: []vm.Spec{
			ref("constructor", vm.AsyncFunction), tag("AsyncFunction")}},
	)
}

// %AsyncGeneratorPrototype%.next ( value ) sec-asyncgenerator-prototype-next
func asyncGeneratorNext(c *vm.Call) vm.Value {
	return c.AsyncGeneratorEnqueue(c.This(), c.Arg(0), vm.ResumeNext)
}

// %AsyncGeneratorPrototype%.return ( value ) sec-asyncgenerator-prototype-return
func asyncGeneratorReturn(c *vm.Call) vm.Value {
	return c.AsyncGeneratorEnqueue(c.This(), c.Arg(0), vm.ResumeReturn)
}

// %AsyncGeneratorPrototype%.throw ( exception ) sec-asyncgenerator-prototype-throw
func asyncGeneratorThrow(c *vm.Call) vm.Value {
	return c.AsyncGeneratorEnqueue(c.This(), c.Arg(0), vm.ResumeThrow)
}
