package node

import (
	"gojs/gc"
	"gojs/vm"
)

// bindingTables are what internalBinding gives to the files of js/: objects of
// Go functions, filled from tables when they are first looked at.
var bindingTables = map[string][]vm.Spec{}

// bindingNumbers number them, in the order of their declaration.
var bindingNumbers = map[string]int{}

// declareBinding adds a table; called from init functions.
func declareBinding(name string, specs ...vm.Spec) {
	bindingTables[name] = vm.PrepareSpecs(specs)
	bindingNumbers[name] = len(bindingNumbers)
}

// fn is a line of such a table.
func fn(key string, length int, f vm.Native) vm.Spec {
	return vm.Spec{Key: key, Len: length, Fn: f, Hidden: true}
}

// binding is the object of a table.
func (s *System) binding(name string) vm.Value {
	specs, ok := bindingTables[name]
	if !ok {
		s.vm.ThrowError("No such binding: %s", name)
	}
	if s.bindings == nil {
		s.bindings = s.rootList(len(bindingTables))
	}
	i := bindingNumbers[name]
	if v := vm.Value(s.bindings.Get(i)); v != vm.Undefined {
		return v
	}
	o := s.vm.NewObject()
	s.vm.DefineSpecs(o, specs)
	v := s.vm.ObjectValue(o)
	s.bindings.Set(i, gc.Word(v))
	return v
}
