package es

import "gojs/vm"

// The %ArrayIteratorPrototype% object (sec-%arrayiteratorprototype%-object).

func init() {
	vm.Declare(&vm.ObjectSpec{ID: vm.ArrayIteratorPrototype, Proto: vm.IteratorPrototype, Props: []vm.Spec{
		{Key: "next", Fn: vm.ArrayIteratorNext},
		{Key: "@@toStringTag", Kind: vm.Constant, Value: "Array Iterator", Attrs: vm.Configurable, AttrsSet: true},
	}})
}
