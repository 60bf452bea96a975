package vm

import (
	"slices"

	"gojs/gc"
	"gojs/source"
)

// Referrer is who imports: a module, or a script or the code of a realm
// (sec-HostLoadImportedModule).
type Referrer struct {
	Module *Module
	Realm  *Realm
	// File is the script's text; HostDefined is the host's.
	File        *source.File
	HostDefined any
}

// SetReferrer says to whom the code of file belongs.
func (vm *VM) SetReferrer(file *source.File, r *Referrer) {
	if vm.referrers == nil {
		vm.referrers = map[*source.File]*Referrer{}
	}
	vm.referrers[file] = r
}

// InheritReferrer makes the code of file, made at run time, belong to whom the
// running code belongs. Text without import is left out: nobody will ask.
func (vm *VM) InheritReferrer(file *source.File) {
	if len(vm.referrers) == 0 || !containsImport(file.Text) {
		return
	}
	if r := vm.ActiveReferrer(); r.File != nil || r.Module != nil {
		vm.referrers[file] = r
	}
}

func containsImport(text string) bool {
	for i := 0; i+6 <= len(text); i++ {
		if text[i] == 'i' && text[i:i+6] == "import" || text[i] == '\\' {
			return true
		}
	}
	return false
}

// ActiveReferrer is GetActiveScriptOrModule (sec-getactivescriptormodule), or
// the current realm.
func (vm *VM) ActiveReferrer() *Referrer {
	var found *Referrer
	vm.walkFrames(func(f frameInfo) bool {
		if f.Native {
			return true
		}
		found = vm.referrers[f.Code.fn.Source]
		return found == nil
	})
	if found == nil {
		return &Referrer{Realm: vm.realm}
	}
	return found
}

// graphLoading is a GraphLoadingState Record.
type graphLoading struct {
	promise *gc.Root
	loading bool
	pending int
	visited map[*Module]bool
}

// ModuleLoad is one request to the host to load a module; the host gives it
// back to FinishLoadingImportedModule.
type ModuleLoad struct {
	referrer *Referrer
	request  int           // of the referring module
	state    *graphLoading // nil for a dynamic import
	promise  *gc.Root      // of a dynamic import
	phase    uint8
}

// LoadRequestedModules is sec-LoadRequestedModules: the promise is resolved
// when the graph of m is loaded.
func (vm *VM) LoadRequestedModules(m *Module) *Object {
	p := vm.NewPromise()
	if m.code == nil {
		vm.ResolvePromise(p, Undefined)
		return p
	}
	s := &graphLoading{promise: vm.heap.NewRoot(gc.Word(vm.ObjectValue(p))), loading: true, pending: 1, visited: map[*Module]bool{}}
	vm.innerLoad(s, m)
	return p
}

// innerLoad is InnerModuleLoading (sec-InnerModuleLoading).
func (vm *VM) innerLoad(s *graphLoading, m *Module) {
	if m.code != nil && m.status == ModuleNew && !s.visited[m] {
		s.visited[m] = true
		s.pending += len(m.code.Requests)
		for i := range m.code.Requests {
			if r := m.loaded[i]; r != nil {
				vm.innerLoad(s, r)
			} else {
				vm.loadRequest(s, m, i)
			}
			if !s.loading {
				return
			}
		}
	}
	if s.pending--; s.pending > 0 {
		return
	}
	s.loading = false
	for r := range s.visited {
		if r.status == ModuleNew {
			r.status = ModuleUnlinked
		}
	}
	vm.ResolvePromise(vm.Obj(Value(s.promise.Get())), Undefined)
	s.promise.Free()
}

// loadRequest loads request i of m: an equal earlier one has the same module.
func (vm *VM) loadRequest(s *graphLoading, m *Module, i int) {
	load := &ModuleLoad{referrer: &Referrer{Module: m, Realm: m.realm}, request: i, state: s}
	for _, a := range m.code.Requests[i].Attributes {
		if !vm.AllImportAttributes && !importAttributeSupported(a[0]) {
			e, _ := vm.Try(func() Value {
				vm.ThrowSyntaxError("Import attribute \"%s\" with value \"%s\" is not supported", a[0], a[1])
				return Undefined
			})
			vm.FinishLoadingImportedModule(load, nil, e)
			return
		}
	}
	for k := range m.code.Requests[:i] {
		if m.loaded[k] != nil && sameRequest(&m.code.Requests[k], &m.code.Requests[i]) {
			vm.FinishLoadingImportedModule(load, m.loaded[k], Undefined)
			return
		}
	}
	vm.host().LoadImportedModule(vm, load.referrer, m.code.Requests[i], load)
}

// sameRequest is ModuleRequestsEqual, the phase aside.
func sameRequest(a, b *ModuleRequest) bool {
	return a.Specifier == b.Specifier && slices.Equal(a.Attributes, b.Attributes)
}

// FinishLoadingImportedModule is sec-FinishLoadingImportedModule: the host
// calls it once for each ModuleLoad. Where m is nil the load failed with err.
func (vm *VM) FinishLoadingImportedModule(load *ModuleLoad, m *Module, err Value) {
	s := load.state
	if s == nil {
		vm.continueDynamicImport(load, m, err)
		return
	}
	if m != nil {
		from := load.referrer.Module
		from.loaded[load.request] = m
		vm.traceModule("%s: %q of %s", m.name, from.code.Requests[load.request].Specifier, from.name)
	}
	// ContinueModuleLoading (sec-ContinueModuleLoading)
	if !s.loading {
		return
	}
	if m != nil {
		vm.innerLoad(s, m)
		return
	}
	s.loading = false
	vm.RejectPromise(vm.Obj(Value(s.promise.Get())), err)
	s.promise.Free()
}

// importCall is OpImport: EvaluateImportCall (sec-evaluate-import-call).
func (vm *VM) importCall(specifier, options Value, phase int) Value {
	referrer := vm.ActiveReferrer()
	p := vm.NewPromise()
	pv := vm.ObjectValue(p)
	var request ModuleRequest
	e, threw := vm.Try(func() Value {
		request = ModuleRequest{Specifier: vm.GoString(vm.ToString(specifier)), Phase: uint8(phase)}
		request.Attributes = vm.importAttributes(options)
		return Undefined
	})
	if threw {
		vm.RejectPromise(p, e)
		return pv
	}
	load := &ModuleLoad{referrer: referrer, promise: vm.heap.NewRoot(gc.Word(pv)), phase: uint8(phase)}
	vm.host().LoadImportedModule(vm, referrer, request, load)
	return pv
}

// importAttributes are the attributes in the options of an import call.
func (vm *VM) importAttributes(options Value) [][2]string {
	if options == Undefined {
		return nil
	}
	if !options.IsObject() {
		vm.ThrowTypeError("The second argument of import() must be an object")
	}
	with := vm.Get(vm.Obj(options), vm.names.with)
	if with == Undefined {
		return nil
	}
	if !with.IsObject() {
		vm.ThrowTypeError("The 'with' option must be an object")
	}
	var list [][2]string
	o, keys := vm.Obj(with), vm.NewList()
	values := vm.NewList()
	vm.OwnPropertyKeys(o, keys)
	n := 0
	for i, count := 0, vm.ListLen(keys); i < count; i++ {
		k := vm.KeyAt(keys, i)
		if k.IsSymbol() {
			continue
		}
		if d, ok := vm.GetOwnProperty(o, k); ok && d.Enumerable() {
			vm.Append(values, vm.Get(o, k))
			vm.ListSet(keys, n, Value(k))
			n++
		}
	}
	for i := range n {
		v := vm.ListAt(values, i)
		if !v.IsString() {
			vm.ThrowTypeError("Import attribute value must be a string")
		}
		list = append(list, [2]string{vm.GoString(vm.KeyValue(vm.KeyAt(keys, i))), vm.GoString(v)})
	}
	for _, a := range list {
		if !vm.AllImportAttributes && !importAttributeSupported(a[0]) {
			vm.ThrowTypeError("Import attribute \"%s\" with value \"%s\" is not supported", a[0], a[1])
		}
	}
	slices.SortFunc(list, func(a, b [2]string) int { return compareCodeUnits(a[0], b[0]) })
	return list
}

// continueDynamicImport is ContinueDynamicImport (sec-ContinueDynamicImport).
func (vm *VM) continueDynamicImport(load *ModuleLoad, m *Module, err Value) {
	if m == nil {
		vm.settleImport(load, err, true)
		return
	}
	if load.phase == PhaseSource {
		v, threw := vm.Try(func() Value { return vm.moduleSource(m) })
		vm.settleImport(load, v, threw)
		return
	}
	vm.PromiseThenNative(vm.LoadRequestedModules(m), func(vm *VM, v Value, fulfilled bool) {
		if !fulfilled {
			vm.settleImport(load, v, true)
			return
		}
		vm.linkAndEvaluate(load, m)
	})
}

// IsDynamic reports whether the load is that of an import call.
func (load *ModuleLoad) IsDynamic() bool { return load.state == nil }

// SettleImport ends a dynamic import with a value that the host has found by
// itself, such as a namespace, or with an error.
func (vm *VM) SettleImport(load *ModuleLoad, v Value, reject bool) { vm.settleImport(load, v, reject) }

// settleImport ends a dynamic import.
func (vm *VM) settleImport(load *ModuleLoad, v Value, reject bool) {
	p := vm.Obj(Value(load.promise.Get()))
	load.promise.Free()
	if reject {
		vm.RejectPromise(p, v)
	} else {
		vm.ResolvePromise(p, v)
	}
}

func (vm *VM) linkAndEvaluate(load *ModuleLoad, m *Module) {
	e, threw := vm.Try(func() Value {
		vm.Link(m)
		return Undefined
	})
	if threw {
		vm.settleImport(load, e, true)
		return
	}
	if load.phase == PhaseDefer {
		vm.evaluateForDefer(load, m)
		return
	}
	vm.PromiseThenNative(vm.Evaluate(m), func(vm *VM, v Value, fulfilled bool) {
		if fulfilled {
			v = vm.GetModuleNamespace(m, false)
		}
		vm.settleImport(load, v, !fulfilled)
	})
}

// evaluateForDefer evaluates the asynchronous dependencies of a module that is
// imported by import.defer().
func (vm *VM) evaluateForDefer(load *ModuleLoad, m *Module) {
	list := m.asyncDependencies(map[*Module]bool{})
	left, ended := len(list)+1, false
	step := func(vm *VM, v Value, fulfilled bool) {
		left--
		if ended {
			return
		}
		if !fulfilled {
			ended = true
			vm.settleImport(load, v, true)
		} else if left == 0 {
			ended = true
			vm.settleImport(load, vm.GetModuleNamespace(m, true), false)
		}
	}
	for _, r := range list {
		vm.PromiseThenNative(vm.Evaluate(r), step)
	}
	done := vm.NewPromise()
	vm.FulfillPromise(done, Undefined)
	vm.PromiseThenNative(done, step)
}

// importMeta is OpImportMeta (sec-meta-properties-runtime-semantics-evaluation).
func (vm *VM) importMeta() Value {
	m := vm.ActiveReferrer().Module
	if m == nil {
		return Undefined
	}
	if v := m.get(slotModuleMeta); v != Undefined {
		return v
	}
	meta := vm.OrdinaryObjectCreate(nil)
	m.set(slotModuleMeta, vm.ObjectValue(meta))
	vm.host().ImportMeta(vm, m, meta)
	return vm.ObjectValue(meta)
}
