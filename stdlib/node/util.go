package node

import (
	"gojs/stdlib/es"
	"gojs/vm"
)

func init() {
	declareBinding("util",
		vm.Spec{Key: "inspect", Kind: vm.Computed, Make: func(m *vm.VM, _ *vm.Realm) vm.Value { return m.ObjectValue(es.InspectFunction(m)) }},
		fn("format", 1, func(c *vm.Call) vm.Value { return c.NewString(es.Format(c.VM, c.Args(), es.DefaultInspect())) }),
		fn("kindOf", 1, utilKindOf),
		fn("functionKind", 1, utilFunctionKind),
		fn("promiseDetails", 1, utilPromiseDetails),
		fn("proxyDetails", 1, utilProxyDetails),
	)
}

// utilKindOf is kindOf ( value ): how the machine names the kind of an object,
// undefined for anything else.
func utilKindOf(c *vm.Call) vm.Value {
	if !c.Arg(0).IsObject() {
		return vm.Undefined
	}
	return c.NewString(vm.KindName(c.Obj(c.Arg(0)).Kind))
}

// utilFunctionKind is functionKind ( f ): bit 0 for async, bit 1 for generators.
func utilFunctionKind(c *vm.Call) vm.Value {
	if !c.IsCallable(c.Arg(0)) {
		return vm.IntValue(0)
	}
	async, generator := vm.FunctionIs(c.VM, c.Obj(c.Arg(0)))
	n := int32(0)
	if async {
		n |= 1
	}
	if generator {
		n |= 2
	}
	return vm.IntValue(n)
}

// utilPromiseDetails is promiseDetails ( promise ): state and result.
func utilPromiseDetails(c *vm.Call) vm.Value {
	p := c.PromiseOf(c.Arg(0))
	if p == nil {
		return vm.Undefined
	}
	return c.ObjectValue(c.NewArrayOf(vm.IntValue(int32(p.State())), p.Result()))
}

// utilProxyDetails is proxyDetails ( proxy ): target and handler.
func utilProxyDetails(c *vm.Call) vm.Value {
	if !c.Arg(0).IsObject() || !vm.IsProxy(c.Obj(c.Arg(0))) {
		return vm.Undefined
	}
	target, handler := c.ProxyParts(c.Obj(c.Arg(0)))
	if target == nil {
		return c.ObjectValue(c.NewArrayOf(vm.Null, vm.Null))
	}
	return c.ObjectValue(c.NewArrayOf(c.ObjectValue(target), c.ObjectValue(handler)))
}
