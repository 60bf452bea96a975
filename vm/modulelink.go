package vm

import (
	"slices"
	"strings"

	"gojs/bytecode"
	"gojs/gc"
	"gojs/source"
)

// A resolution is what ResolveExport found: a slot of a module's environment,
// or, whole, the module's namespace (deferred, its source) by phase.
type resolution struct {
	module *Module
	slot   int
	whole  bool
	phase  uint8
}

var ambiguous = &resolution{}

type resolveStep struct {
	m    *Module
	name string
}

// resolveExport is ResolveExport (sec-resolveexport): nil when there is none.
func (m *Module) resolveExport(name string, seen *[]resolveStep) *resolution {
	if m.code == nil {
		if i := slices.Index(m.names, name); i >= 0 {
			return &resolution{module: m, slot: i}
		}
		return nil
	}
	if slices.Contains(*seen, resolveStep{m, name}) {
		return nil
	}
	*seen = append(*seen, resolveStep{m, name})
	for i := range m.code.Locals {
		if e := &m.code.Locals[i]; e.ExportName == name {
			return m.localExport(e.Slot)
		}
	}
	for i := range m.code.Indirect {
		if e := &m.code.Indirect[i]; e.ExportName == name {
			from := m.loaded[e.Request]
			if e.ImportName == "*namespace*" {
				return &resolution{module: from, whole: true, phase: m.code.Requests[e.Request].Phase}
			}
			return from.resolveExport(e.ImportName, seen)
		}
	}
	if name == "default" {
		return nil
	}
	return m.resolveStar(name, seen)
}

// localExport resolves an export of the slot i of m. One that holds an imported
// namespace or module source is that, so that it is the same binding in every
// module that exports it.
func (m *Module) localExport(i int) *resolution {
	for k := range m.code.Imports {
		e := &m.code.Imports[k]
		if phase := m.code.Requests[e.Request].Phase; e.Slot == i && (e.Name == "*namespace*" || phase == PhaseSource) {
			return &resolution{module: m.loaded[e.Request], whole: true, phase: phase}
		}
	}
	return &resolution{module: m, slot: i}
}

// resolveStar looks for name in the modules of export *.
func (m *Module) resolveStar(name string, seen *[]resolveStep) *resolution {
	var found *resolution
	for i := range m.code.Stars {
		r := m.loaded[m.code.Stars[i].Request].resolveExport(name, seen)
		switch {
		case r == ambiguous:
			return ambiguous
		case r == nil:
		case found == nil:
			found = r
		case *r != *found:
			return ambiguous
		}
	}
	return found
}

func (m *Module) resolve(name string) *resolution {
	var seen []resolveStep
	return m.resolveExport(name, &seen)
}

// exportedNames is GetExportedNames (sec-getexportednames).
func (m *Module) exportedNames(seen *[]*Module) []string {
	if m.code == nil {
		return m.names
	}
	if slices.Contains(*seen, m) {
		return nil
	}
	*seen = append(*seen, m)
	var names []string
	have := map[string]bool{}
	add := func(n string) {
		if !have[n] {
			have[n] = true
			names = append(names, n)
		}
	}
	for i := range m.code.Locals {
		add(m.code.Locals[i].ExportName)
	}
	for i := range m.code.Indirect {
		add(m.code.Indirect[i].ExportName)
	}
	for i := range m.code.Stars {
		for _, n := range m.loaded[m.code.Stars[i].Request].exportedNames(seen) {
			if n != "default" {
				add(n)
			}
		}
	}
	return names
}

// Link is sec-moduledeclarationlinking: it throws a SyntaxError where a name
// cannot be resolved. All modules of the graph must have been loaded.
func (vm *VM) Link(m *Module) {
	if m.status == ModuleNew {
		m.status = ModuleUnlinked
	}
	var stack []*Module
	e, threw := vm.Try(func() Value {
		vm.innerLink(m, &stack, 0)
		return Undefined
	})
	if threw {
		for _, s := range stack {
			s.status = ModuleUnlinked
		}
		vm.Throw(e)
	}
}

// innerLink is InnerModuleLinking (sec-InnerModuleLinking).
func (vm *VM) innerLink(m *Module, stack *[]*Module, index int) int {
	if m.code == nil {
		vm.linkSynthetic(m)
		return index
	}
	if m.status >= ModuleLinking {
		return index
	}
	m.status = ModuleLinking
	m.dfsIndex, m.dfsAncestor = index, index
	index++
	*stack = append(*stack, m)
	for i, q := range m.code.Requests {
		if q.Phase == PhaseSource {
			continue
		}
		r := m.loaded[i]
		index = vm.innerLink(r, stack, index)
		if r.code != nil && r.status == ModuleLinking {
			m.dfsAncestor = min(m.dfsAncestor, r.dfsAncestor)
		}
	}
	vm.traceModule("%s: link", m.name)
	vm.initializeEnvironment(m)
	if m.dfsAncestor == m.dfsIndex {
		for {
			s := *stack
			top := s[len(s)-1]
			*stack = s[:len(s)-1]
			top.status = ModuleLinked
			if top == m {
				break
			}
		}
	}
	return index
}

func (vm *VM) linkSynthetic(m *Module) {
	if m.status >= ModuleLinked {
		return
	}
	vm.traceModule("%s: link", m.name)
	m.set(slotModuleEnv, vm.fillEnv(kindEnv, 0, len(m.names), 0))
	m.status = ModuleLinked
}

// makeEnv makes the environment of m, which other modules of a cycle may refer
// to before m is linked.
func (vm *VM) makeEnv(m *Module) {
	if m.get(slotModuleEnv) != Undefined {
		return
	}
	if m.code == nil {
		vm.linkSynthetic(m)
		return
	}
	info := m.code.Env
	env := vm.fillEnv(kindScopeEnv, 0, len(info.Names), 0)
	gc.At[gc.Header](vm.heap, env.Ref()).Shape = gc.Ref(vm.scopeInfoID(info))
	for i, f := range info.Flags {
		if f&bytecode.SlotLexical != 0 {
			*vm.envSlot(env, i, 0) = Uninit
		}
	}
	m.set(slotModuleEnv, env)
}

// initializeEnvironment is InitializeEnvironment of a Source Text Module
// (sec-source-text-module-record-initialize-environment).
func (vm *VM) initializeEnvironment(m *Module) {
	for i := range m.code.Indirect {
		e := &m.code.Indirect[i]
		if e.ImportName == "*namespace*" {
			continue
		}
		vm.mustResolve(m, m, e.ExportName, e.ImportName, e.Request, e.Pos)
	}
	vm.makeEnv(m)
	env := m.get(slotModuleEnv)
	for i := range m.code.Imports {
		vm.linkImport(m, env, &m.code.Imports[i])
	}
	saved := vm.realm
	vm.realm = m.realm
	code := gc.At[codeCell](vm.heap, vm.codeFor(m.code.Body))
	body := vm.newFunction(code, env, m.realm)
	m.set(slotModuleBody, vm.ObjectValue(body))
	lc := vm.codes[code.link]
	if lc.entry == nil {
		vm.prepareCode(lc)
	}
	for _, h := range m.code.Hoisted {
		f := vm.newFunction(vm.nestedCode(lc, h.Func), env, m.realm)
		*vm.envSlot(env, h.Slot, 0) = vm.ObjectValue(f)
	}
	vm.realm = saved
}

// mustResolve resolves the export name of m, or throws naming what the module
// importer asked of its request for, at pos of its text.
func (vm *VM) mustResolve(importer, m *Module, name, wanted string, request int, pos int32) *resolution {
	r := m.resolve(name)
	from := importer.code.Requests[request].Specifier
	text := ""
	switch r {
	case nil:
		text = "The requested module '" + from + "' does not provide an export named '" + wanted + "'"
		if f := importer.loaded[request].MissingExport; f != nil {
			text = f(from, wanted, importClause(importer.code.Body.Source.Text, int(pos)))
		}
	case ambiguous:
		text = "The requested module '" + from + "' contains conflicting star exports for name '" + wanted + "'"
	default:
		return r
	}
	vm.ThrowSourceError(&source.Error{File: importer.code.Body.Source, Message: text,
		Span: source.Span{Start: pos, End: pos + int32(len(wanted))}})
	return nil
}

// importClause is the text in braces around pos, "" where there is none.
func importClause(text string, pos int) string {
	start := strings.LastIndexByte(text[:pos], '{')
	if start < 0 {
		return ""
	}
	end := strings.IndexByte(text[start:], '}')
	if end < 0 || start+end < pos {
		return ""
	}
	return text[start : start+end+1]
}

// linkImport fills the slot of an import.
func (vm *VM) linkImport(m *Module, env Value, e *bytecode.ImportEntry) {
	from := m.loaded[e.Request]
	slot := vm.envSlot(env, e.Slot, 0)
	phase := m.code.Requests[e.Request].Phase
	switch {
	case phase == PhaseSource:
		*slot = vm.moduleSource(from)
	case e.Name == "*namespace*":
		*slot = vm.GetModuleNamespace(from, phase == PhaseDefer)
	default:
		r := vm.mustResolve(m, from, e.Name, e.Name, e.Request, e.Pos)
		*slot = vm.resolvedBinding(r)
	}
}

// resolvedBinding is a resolution as what an environment's slot holds.
func (vm *VM) resolvedBinding(r *resolution) Value {
	switch {
	case r.whole && r.phase == PhaseSource:
		return vm.moduleSource(r.module)
	case r.whole:
		return vm.GetModuleNamespace(r.module, r.phase == PhaseDefer)
	}
	vm.makeEnv(r.module)
	return vm.newImportBinding(r.module.env(), r.slot)
}

// compareCodeUnits orders WTF-8 texts by UTF-16 code units.
func compareCodeUnits(a, b string) int {
	return slices.Compare(source.ToUTF16(a), source.ToUTF16(b))
}
