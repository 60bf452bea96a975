package node

import (
	"gojs/stdlib/es"
	"gojs/vm"
)

func init() {
	declareBinding("util",
		vm.Spec{Key: "inspect", Kind: vm.Computed, Make: func(m *vm.VM, _ *vm.Realm) vm.Value { return m.ObjectValue(es.InspectFunction(m)) }},
		vm.Spec{Key: "format", Name: "format", Fn: func(c *vm.Call) vm.Value { return c.NewString(es.Format(c.VM, c.Args(), es.InspectDefaults(c.VM))) }, Hidden: true},
		fn("formatWithOptions", 1, utilFormatWithOptions),
		fn("setInspectDefaults", 1, utilSetInspectDefaults),
		fn("setInspectStyles", 0, utilSetInspectStyles),
		fn("highlightRegExp", 2, utilHighlightRegExp),
		fn("previewEntries", 1, utilPreviewEntries),
		fn("kindOf", 1, utilKindOf),
		fn("stackText", 0, func(c *vm.Call) vm.Value { return c.NewString(c.StackText()) }),
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

// utilFormatWithOptions is formatWithOptions ( options, ...args )
func utilFormatWithOptions(c *vm.Call) vm.Value {
	return c.NewString(es.Format(c.VM, c.Args()[1:], es.ReadInspectOptions(c.VM, c.Obj(c.Arg(0)))))
}

// utilSetInspectDefaults is setInspectDefaults ( options )
func utilSetInspectDefaults(c *vm.Call) vm.Value {
	es.SetInspectDefaults(c.VM, c.Obj(c.Arg(0)))
	return vm.Undefined
}

// utilSetInspectStyles is setInspectStyles ( ): inspect.styles and inspect.colors count from now on.
func utilSetInspectStyles(c *vm.Call) vm.Value {
	es.UseInspectStyles(c.VM)
	return vm.Undefined
}

// utilHighlightRegExp is highlightRegExp ( text, palette )
func utilHighlightRegExp(c *vm.Call) vm.Value {
	return c.NewString(es.HighlightRegExp(c.VM, c.ToGoString(c.Arg(0)), c.Obj(c.Arg(1))))
}

// utilPreviewEntries is previewEntries ( iterator ): what is left in a Map's or Set's iterator, undefined for others.
func utilPreviewEntries(c *vm.Call) vm.Value { return es.PreviewEntries(c.VM, c.Arg(0)) }
