package vm

// PrepareSpecs makes a table of properties ready for DefineSpecs; called from
// package variables' initialisers.
func PrepareSpecs(specs []Spec) []Spec {
	prepare(specs)
	return specs
}

// DefineSpecs gives o the properties that a prepared table declares, for the
// current realm: functions and computed values are made when they are first read.
func (vm *VM) DefineSpecs(o *Object, specs []Spec) { vm.fill(o, vm.realm, specs) }

// SetFunctionPrototype makes proto the prototype property of a built-in constructor.
func (vm *VM) SetFunctionPrototype(f, proto *Object) {
	vm.DefineData(f, vm.names.prototype, vm.ObjectValue(proto), 0)
	vm.DefineData(proto, vm.names.constructor, vm.ObjectValue(f), Writable|Configurable)
}
