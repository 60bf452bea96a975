package es

import "gojs/vm"

// %AbstractModuleSource% (proposal-source-phase-imports,
// sec-%abstractmodulesource%), which no global names: the class that the hosts'
// classes of module sources extend.

var (
	// AbstractModuleSource is %AbstractModuleSource%.
	AbstractModuleSource = vm.NewIntrinsic()
	// AbstractModuleSourcePrototype is %AbstractModuleSource.prototype%.
	AbstractModuleSourcePrototype = vm.NewIntrinsic()
)

// %AbstractModuleSource% ( ) sec-%abstractmodulesource%
func abstractModuleSource(c *vm.Call) vm.Value {
	c.ThrowTypeError("Abstract class AbstractModuleSource not directly constructable")
	return vm.Undefined
}

// get %AbstractModuleSource%.prototype [ %Symbol.toStringTag% ]
// sec-get-%abstractmodulesource%.prototype.@@tostringtag: undefined, as no
// object of the language itself has [[ModuleSourceClassName]].
func abstractModuleSourceTag(*vm.Call) vm.Value { return vm.Undefined }

func init() {
	vm.Declare(
		&vm.ObjectSpec{ID: AbstractModuleSource, Proto: vm.FunctionPrototype,
			Func:  &vm.Spec{Key: "AbstractModuleSource", Fn: abstractModuleSource, Ctor: AbstractModuleSourcePrototype},
			Props: prototypeSpec(AbstractModuleSourcePrototype)},
		&vm.ObjectSpec{ID: AbstractModuleSourcePrototype, Proto: vm.ObjectPrototype, Props: []vm.Spec{
			{Key: "constructor", Kind: vm.Reference, Ref: AbstractModuleSource},
			{Key: "@@toStringTag", Kind: vm.Accessor, Get: abstractModuleSourceTag},
		}})
}
