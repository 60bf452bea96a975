package node

import (
	"gojs/gc"
	"gojs/vm"
)

// The binding of vm.SourceTextModule and vm.SyntheticModule: modules of the
// engine that JavaScript links.

func init() {
	declareBinding("module_wrap",
		fn("createSource", 5, createSourceModule),
		fn("createSynthetic", 4, createSyntheticModule),
		fn("requests", 1, moduleRequests),
		fn("link", 2, moduleLink),
		fn("instantiate", 1, moduleInstantiate),
		fn("evaluate", 3, moduleEvaluate),
		fn("namespace", 1, moduleNamespace),
		fn("status", 1, moduleStatus),
		fn("error", 1, moduleError),
		fn("setExport", 3, moduleSetExport),
		fn("hasTopLevelAwait", 1, func(c *vm.Call) vm.Value {
			return vm.BoolValue(moduleArg(c, 0).HasTopLevelAwait())
		}),
		fn("isGraphAsync", 1, func(c *vm.Call) vm.Value {
			return vm.BoolValue(graphAsync(moduleArg(c, 0), map[*vm.Module]bool{}))
		}),
	)
}

// ownModule is the HostDefined of such a module.
type ownModule struct {
	id       string
	meta     *gc.Root // initializeImportMeta, nil for none
	importer *gc.Root // importModuleDynamically, nil for none

}

func moduleArg(c *vm.Call, i int) *vm.Module {
	mod, ok := argPart[*vm.Module](c, i)
	if !ok {
		c.ThrowTypeError("Illegal invocation")
	}
	return mod
}

func callableRoot(c *vm.Call, v vm.Value) *gc.Root {
	if !c.IsCallable(v) {
		return nil
	}
	return c.Heap().NewRoot(gc.Word(v))
}

// createSourceModule is createSource ( text, name, line, column, context, meta, importer )
func createSourceModule(c *vm.Call) vm.Value {
	f := scriptFile(c, 0)
	r := contextArg(c, 4).realm
	mod := c.ParseModule(f, r)
	mod.HostDefined = &ownModule{id: f.Name, meta: callableRoot(c, c.Arg(5)), importer: callableRoot(c, c.Arg(6))}
	return c.ObjectValue(c.NewHostObject(nil, mod))
}

// createSyntheticModule is createSynthetic ( names, name, context, evaluate )
func createSyntheticModule(c *vm.Call) vm.Value {
	var names []string
	items, _ := c.Dense(c.Obj(c.Arg(0)))
	for i := range items {
		names = append(names, c.ToGoString(items[i]))
	}
	name := c.ToGoString(c.Arg(1))
	run := c.Heap().NewRoot(gc.Word(c.Arg(3)))
	mod := c.NewSyntheticModule(name, names, contextArg(c, 2).realm, func(m *vm.VM, _ *vm.Module) {
		m.Call(vm.Value(run.Get()), vm.Undefined)
	})
	mod.HostDefined = &ownModule{id: name}
	return c.ObjectValue(c.NewHostObject(nil, mod))
}

// moduleRequests is requests ( module ): [ specifier, attributes, phase ] of each.
func moduleRequests(c *vm.Call) vm.Value {
	list := c.NewArray(0)
	for _, q := range moduleArg(c, 0).Requests() {
		entry := c.NewArray(0)
		c.ArrayPush(list, c.ObjectValue(entry))
		c.ArrayPush(entry, c.NewString(q.Specifier))
		attributes := c.OrdinaryObjectCreate(nil)
		for _, a := range q.Attributes {
			c.CreateDataProperty(attributes, c.Key(a[0]), c.NewString(a[1]))
		}
		c.ArrayPush(entry, c.ObjectValue(attributes))
		c.ArrayPush(entry, vm.IntValue(int32(q.Phase)))
	}
	return c.ObjectValue(list)
}

// moduleLink is link ( module, modules ): the answers to its requests.
func moduleLink(c *vm.Call) vm.Value {
	mod := moduleArg(c, 0)
	items, _ := c.Dense(c.Obj(c.Arg(1)))
	for i := range items {
		if dep, ok := c.HostData(items[i]).(*vm.Module); ok && i < len(mod.Requests()) {
			mod.SetLoaded(i, dep)
		}
	}
	return vm.Undefined
}

func moduleInstantiate(c *vm.Call) vm.Value {
	c.Link(moduleArg(c, 0))
	return vm.Undefined
}

// moduleEvaluate is evaluate ( module, timeout, breakOnSigint ): its promise.
func moduleEvaluate(c *vm.Call) vm.Value {
	mod := moduleArg(c, 0)
	timeout := millisecondsArg(c, 1)
	return limited(c.VM, timeout, c.Arg(2) == vm.True, func() vm.Value {
		p := c.ObjectValue(c.Evaluate(mod))
		c.RunOwnJobs(mod.Realm())
		return p
	})
}

func moduleNamespace(c *vm.Call) vm.Value { return c.GetModuleNamespace(moduleArg(c, 0), false) }

var moduleStatusNames = [...]string{"unlinked", "unlinked", "linking", "linked", "evaluating", "evaluated", "evaluated"}

func moduleStatus(c *vm.Call) vm.Value {
	mod := moduleArg(c, 0)
	if _, failed := mod.EvaluationError(); failed {
		return c.NewString("errored")
	}
	return c.NewString(moduleStatusNames[mod.Status()])
}

func moduleError(c *vm.Call) vm.Value {
	v, _ := moduleArg(c, 0).EvaluationError()
	return v
}

func moduleSetExport(c *vm.Call) vm.Value {
	c.SetSyntheticExport(moduleArg(c, 0), c.ToGoString(c.Arg(1)), c.Arg(2))
	return vm.Undefined
}

func graphAsync(mod *vm.Module, seen map[*vm.Module]bool) bool {
	if seen[mod] {
		return false
	}
	seen[mod] = true
	if mod.HasTopLevelAwait() {
		return true
	}
	for i := range mod.Requests() {
		if dep := mod.Loaded(i); dep != nil && graphAsync(dep, seen) {
			return true
		}
	}
	return false
}

// importOwn answers an import by the function that the importing text was given.
func (s *System) importOwn(f *gc.Root, ref *vm.Referrer, req vm.ModuleRequest, load *vm.ModuleLoad) {
	m := s.vm
	attributes := m.OrdinaryObjectCreate(nil)
	for _, a := range req.Attributes {
		m.CreateDataProperty(attributes, m.Key(a[0]), m.NewString(a[1]))
	}
	v, threw := m.Try(func() vm.Value {
		return m.Call(vm.Value(f.Get()), vm.Undefined, m.NewString(req.Specifier), m.ObjectValue(attributes), vm.IntValue(int32(req.Phase)))
	})
	if threw {
		m.SettleImport(load, v, true)
		return
	}
	p := m.NewPromise()
	m.ResolvePromise(p, v)
	m.PromiseThenNative(p, func(m *vm.VM, v vm.Value, fulfilled bool) { m.SettleImport(load, v, !fulfilled) })
}

// importHook is the function that answers the imports of a text; ok is false
// where the loader of the program does.
func importHook(ref *vm.Referrer) (f *gc.Root, ok bool) {
	if ref.Module != nil {
		own, is := ref.Module.HostDefined.(*ownModule)
		if !is {
			return nil, false
		}
		return own.importer, own.importer != nil
	}
	if i, is := ref.HostDefined.(*importer); is {
		return i.f, true
	}
	if ref.File == nil && ref.Realm != nil {
		if data, is := ref.Realm.HostDefined.(*contextData); is && data.importer != nil {
			return data.importer.f, true
		}
	}
	return nil, false
}
