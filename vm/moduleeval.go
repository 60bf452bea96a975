package vm

import "slices"

// Evaluate is Evaluate of a Module Record (sec-moduleevaluation): the promise of
// its completion. The module must have been linked.
func (vm *VM) Evaluate(m *Module) *Object {
	if m.code == nil {
		return vm.evaluateSynthetic(m)
	}
	if m.status >= ModuleEvaluatingAsync && m.cycleRoot != nil {
		m = m.cycleRoot
	}
	if p := m.get(slotModulePromise); p != Undefined {
		return vm.Obj(p)
	}
	saved := vm.realm
	vm.realm = m.realm
	p := vm.NewPromise()
	m.set(slotModulePromise, vm.ObjectValue(p))
	var stack []*Module
	e, threw := vm.Try(func() Value {
		vm.innerEvaluate(m, &stack, 0)
		return Undefined
	})
	if threw {
		for _, s := range stack {
			s.status = ModuleEvaluated
			vm.setFailed(s, e)
		}
		vm.RejectPromise(p, e)
	} else if m.status == ModuleEvaluated && m.asyncOrder == 0 {
		vm.ResolvePromise(p, Undefined)
	}
	vm.realm = saved
	return p
}

func (vm *VM) setFailed(m *Module, e Value) {
	vm.traceModule("%s: failed", m.name)
	m.failed = true
	m.set(slotModuleError, e)
}

// evaluateSynthetic is Evaluate of a Synthetic Module (sec-smr-Evaluate).
func (vm *VM) evaluateSynthetic(m *Module) *Object {
	if p := m.get(slotModulePromise); p != Undefined {
		return vm.Obj(p)
	}
	saved := vm.realm
	vm.realm = m.realm
	p := vm.NewPromise()
	m.set(slotModulePromise, vm.ObjectValue(p))
	m.status = ModuleEvaluated
	vm.traceModule("%s: evaluate", m.name)
	e, threw := vm.Try(func() Value {
		m.synthetic(vm, m)
		return Undefined
	})
	if threw {
		vm.setFailed(m, e)
		vm.RejectPromise(p, e)
	} else {
		vm.ResolvePromise(p, Undefined)
	}
	vm.realm = saved
	return p
}

// innerEvaluate is InnerModuleEvaluation (sec-innermoduleevaluation).
func (vm *VM) innerEvaluate(m *Module, stack *[]*Module, index int) int {
	if m.code == nil {
		p := promiseOf(vm.evaluateSynthetic(m))
		if p.state == PromiseRejected {
			p.handled = true
			vm.Throw(p.result)
		}
		return index
	}
	if m.status >= ModuleEvaluatingAsync {
		if m.failed {
			vm.Throw(m.get(slotModuleError))
		}
		return index
	}
	if m.status == ModuleEvaluating {
		return index
	}
	m.status = ModuleEvaluating
	m.dfsIndex, m.dfsAncestor = index, index
	m.pendingAsync = 0
	index++
	*stack = append(*stack, m)
	for _, r := range m.evaluationList() {
		index = vm.innerEvaluate(r, stack, index)
		if r.code == nil {
			continue
		}
		if r.status == ModuleEvaluating {
			m.dfsAncestor = min(m.dfsAncestor, r.dfsAncestor)
		} else {
			r = r.cycleRoot
			if r.failed {
				vm.Throw(r.get(slotModuleError))
			}
		}
		if r.asyncOrder != 0 && r.asyncOrder != asyncDone {
			m.pendingAsync++
			r.asyncParents = append(r.asyncParents, m)
		}
	}
	if m.pendingAsync > 0 || m.hasTLA {
		vm.asyncModules++
		m.asyncOrder = vm.asyncModules
		if m.pendingAsync == 0 {
			vm.executeAsyncModule(m)
		}
	} else {
		vm.executeModule(m)
	}
	if m.dfsAncestor == m.dfsIndex {
		for {
			s := *stack
			top := s[len(s)-1]
			*stack = s[:len(s)-1]
			top.status = ModuleEvaluated
			if top.asyncOrder != 0 {
				top.status = ModuleEvaluatingAsync
			}
			top.cycleRoot = m
			if top == m {
				break
			}
		}
	}
	return index
}

// evaluationList is what must be evaluated before m: the modules it requests,
// and of deferred ones those that are asynchronous.
func (m *Module) evaluationList() []*Module {
	var list []*Module
	add := func(r *Module) {
		if !slices.Contains(list, r) {
			list = append(list, r)
		}
	}
	for i, q := range m.code.Requests {
		switch q.Phase {
		case PhaseDefer:
			for _, r := range m.loaded[i].asyncDependencies(map[*Module]bool{}) {
				add(r)
			}
		case PhaseEvaluation:
			add(m.loaded[i])
		}
	}
	return list
}

// asyncDependencies is GatherAsynchronousTransitiveDependencies
// (sec-GatherAsynchronousTransitiveDependencies).
func (m *Module) asyncDependencies(seen map[*Module]bool) []*Module {
	if seen[m] || m.code == nil {
		return nil
	}
	seen[m] = true
	if m.status == ModuleEvaluating || m.cycleEvaluated() {
		return nil
	}
	if m.hasTLA {
		return []*Module{m}
	}
	var list []*Module
	for i, q := range m.code.Requests {
		if q.Phase == PhaseSource {
			continue
		}
		for _, r := range m.loaded[i].asyncDependencies(seen) {
			if !slices.Contains(list, r) {
				list = append(list, r)
			}
		}
	}
	return list
}

// executeModule runs the body of m: its result is the promise of an async one.
func (vm *VM) executeModule(m *Module) Value {
	vm.traceModule("%s: evaluate", m.name)
	return vm.Call(m.get(slotModuleBody), Undefined, m.get(slotModuleEnv))
}

// executeAsyncModule is ExecuteAsyncModule (sec-execute-async-module).
func (vm *VM) executeAsyncModule(m *Module) {
	p := vm.executeModule(m)
	r := vm.newHandlerReaction(reactModule)
	r.promise = IntValue(m.index)
	vm.addReaction(vm.PromiseOf(p), &r.reaction)
}

// availableAncestors is GatherAvailableAncestors (sec-gather-available-ancestors).
func (m *Module) availableAncestors(list *[]*Module) {
	for _, a := range m.asyncParents {
		if slices.Contains(*list, a) || a.cycleRoot.failed {
			continue
		}
		if a.pendingAsync--; a.pendingAsync == 0 {
			*list = append(*list, a)
			if !a.hasTLA {
				a.availableAncestors(list)
			}
		}
	}
}

// completeAsync marks m evaluated and resolves its promise.
func (vm *VM) completeAsync(m *Module) {
	vm.traceModule("%s: evaluated, after waiting", m.name)
	m.asyncOrder, m.status = asyncDone, ModuleEvaluated
	if p := m.get(slotModulePromise); p != Undefined {
		vm.ResolvePromise(vm.Obj(p), Undefined)
	}
}

// asyncModuleExecutionFulfilled is sec-async-module-execution-fulfilled.
func (vm *VM) asyncModuleExecutionFulfilled(m *Module) {
	if m.status == ModuleEvaluated {
		return
	}
	vm.completeAsync(m)
	var list []*Module
	m.availableAncestors(&list)
	slices.SortFunc(list, func(a, b *Module) int { return int(a.asyncOrder) - int(b.asyncOrder) })
	for _, a := range list {
		switch {
		case a.status == ModuleEvaluated:
		case a.hasTLA:
			vm.executeAsyncModule(a)
		default:
			e, threw := vm.Try(func() Value { return vm.executeModule(a) })
			if threw {
				vm.asyncModuleExecutionRejected(a, e)
			} else {
				vm.completeAsync(a)
			}
		}
	}
}

// asyncModuleExecutionRejected is sec-async-module-execution-rejected.
func (vm *VM) asyncModuleExecutionRejected(m *Module, e Value) {
	if m.status == ModuleEvaluated {
		return
	}
	vm.setFailed(m, e)
	m.asyncOrder, m.status = asyncDone, ModuleEvaluated
	if p := m.get(slotModulePromise); p != Undefined {
		vm.RejectPromise(vm.Obj(p), e)
	}
	for _, a := range m.asyncParents {
		vm.asyncModuleExecutionRejected(a, e)
	}
}

// Deferred evaluation.

// cycleEvaluated is IsModuleSCCEvaluated: m and all modules of its cycle have
// been evaluated.
func (m *Module) cycleEvaluated() bool {
	if m.cycleRoot != nil {
		m = m.cycleRoot
	}
	return m.status == ModuleEvaluated
}

// readyForSync is ReadyForSyncExecution (sec-ReadyForSyncExecution).
func (m *Module) readyForSync(seen map[*Module]bool) bool {
	if m.code == nil || seen[m] || m.cycleEvaluated() {
		return true
	}
	seen[m] = true
	if m.status == ModuleEvaluating || m.status == ModuleEvaluatingAsync || m.hasTLA {
		return false
	}
	for i, q := range m.code.Requests {
		if q.Phase != PhaseSource && !m.loaded[i].readyForSync(seen) {
			return false
		}
	}
	return true
}

// ensureEvaluated is EnsureDeferredNamespaceEvaluation: it throws what the
// module throws, and a TypeError where it cannot be evaluated now.
func (vm *VM) ensureEvaluated(m *Module) {
	if m.cycleEvaluated() && !m.failed {
		return
	}
	if !m.readyForSync(map[*Module]bool{}) {
		vm.ThrowTypeError("Module '%s' cannot be evaluated synchronously", m.name)
	}
	p := promiseOf(vm.Evaluate(m))
	if p.state == PromiseRejected {
		if !p.handled {
			p.handled = true
			vm.host().PromiseRejectionTracker(vm, &p.Object, HandleRejected)
		}
		vm.Throw(p.result)
	}
}
