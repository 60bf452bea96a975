package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// Module compiles a module. Its code runs with the module's environment, made
// when the module is linked, in register 0.
func Module(p *ast.Program) (*bytecode.Module, error) {
	m := &bytecode.Module{HasTLA: p.HasAwait}
	u := &unit{file: p.File, kind: bytecode.ModuleCode, module: p.Module}
	f, err := u.program(p, func(c *gen, p *ast.Program) { c.moduleBody(p, m) })
	if err != nil {
		return nil, err
	}
	m.Body = f
	moduleRecord(m, p.Module)
	return m, nil
}

// moduleBody makes the code of the module. Bindings that nothing outside its
// top-level code can see live in registers.
func (c *gen) moduleBody(p *ast.Program, m *bytecode.Module) {
	c.out.NumParams = 1
	if p.HasAwait {
		c.out.Flags |= bytecode.TopLevelAwait | bytecode.Async
		c.b.StartAsync()
	}
	c.strict, c.await = true, true
	reg := c.variable()
	c.funcEnv = reg
	var slots []*ast.Binding
	for _, b := range p.Scope.Bindings {
		if moduleSlot(p.Scope, b) {
			b.Place, b.Index = placeEnv, int32(len(slots))
			slots = append(slots, b)
		}
	}
	if len(slots) > maxLowConst {
		c.fail("too many bindings in a module")
	}
	m.Env = c.moduleInfo(p.Scope, slots)
	c.push(&env{reg: reg, scope: p.Scope, hi: int32(len(slots))})
	var rest []*ast.Binding
	for _, b := range p.Scope.Bindings {
		if b.Place != placeEnv {
			rest = append(rest, b)
		}
	}
	c.place(p.Scope, rest, nil)
	for i, d := range p.Scope.Functions {
		if lastOfName(p.Scope.Functions, i) {
			m.Hoisted = append(m.Hoisted, bytecode.HoistedFunction{Slot: int(d.Binding.Index), Func: c.template(d.Func, declaredName(d), nil)})
		}
	}
	c.disposing(hasUsing(p.Body), func() { c.statements(p.Body) })
}

func moduleSlot(s *ast.Scope, b *ast.Binding) bool {
	return b.Captured || b.Exported || b.Kind == ast.BindImport || s.Place == scopeNamed ||
		b.Kind == ast.BindLexicalFunction || b.Kind == ast.BindFunction || b.Kind == ast.BindDefault
}

func (c *gen) moduleInfo(s *ast.Scope, slots []*ast.Binding) *bytecode.ScopeInfo {
	info := scopeInfo(s, slots)
	for i, b := range slots {
		switch {
		case b.Kind == ast.BindImport && c.indirect(b):
			info.Flags[i] |= bytecode.SlotIndirect
		case b.Kind == ast.BindLexicalFunction:
			info.Flags[i] &^= bytecode.SlotLexical
		case b.Kind == ast.BindDefault:
			info.Flags[i] |= bytecode.SlotLexical
		}
		info.Names[i] = b.Name
	}
	return info
}

// indirect reports whether the import b is a binding of another module, not a
// namespace or a module source.
func (c *gen) indirect(b *ast.Binding) bool {
	if c.module == nil {
		return false
	}
	e := c.module.Imports[b.Import]
	return !e.Namespace && c.module.Requests[e.Request].Phase != ast.Source
}

// moduleRecord fills the static part of the module's record.
func moduleRecord(m *bytecode.Module, r *ast.ModuleRecord) {
	slot := func(b *ast.Binding) int {
		if b == nil || b.Place != placeEnv {
			return -1
		}
		return int(b.Index)
	}
	for _, q := range r.Requests {
		req := bytecode.ModuleRequest{Specifier: q.Specifier, Phase: uint8(q.Phase), Pos: q.Pos}
		for _, a := range q.Attributes {
			req.Attributes = append(req.Attributes, [2]string{a.Key, a.Value})
		}
		m.Requests = append(m.Requests, req)
	}
	for _, e := range r.Imports {
		name := e.Name
		switch {
		case e.Namespace:
			name = "*namespace*"
		case r.Requests[e.Request].Phase == ast.Source:
			name = "*source*"
		}
		m.Imports = append(m.Imports, bytecode.ImportEntry{Request: e.Request, Name: name, Slot: slot(e.Local), Pos: e.Pos})
	}
	for _, e := range r.LocalExports {
		m.Locals = append(m.Locals, bytecode.ExportEntry{ExportName: e.Export, Slot: slot(e.Local), Request: -1, Pos: e.Pos})
	}
	for _, e := range r.IndirectExports {
		name := e.Import
		if e.All {
			name = "*namespace*"
		}
		m.Indirect = append(m.Indirect, bytecode.ExportEntry{ExportName: e.Export, ImportName: name, Slot: -1, Request: e.Request, Pos: e.Pos})
	}
	for _, e := range r.StarExports {
		m.Stars = append(m.Stars, bytecode.ExportEntry{ImportName: "*", Slot: -1, Request: e.Request, Pos: e.Pos})
	}
}

// exportDefault gives the binding of a default export its value.
func (c *gen) exportDefault(s *ast.ExportDefault) {
	t := c.alloc(1)
	switch d := s.Decl.(type) {
	case *ast.FuncDecl:
		return // instantiated when the module is linked
	case *ast.ClassDecl:
		if d.Class.Name != nil {
			c.classDecl(d)
			return
		}
		c.classValue(d.Class, t, "default", -1)
		c.initialise(d.Binding, t)
		return
	}
	c.named(s.X, "default", t)
	c.initialise(s.Binding, t)
}
