package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// evalCode is the code of an eval (sec-performeval). Strict code keeps its vars
// to itself; those of sloppy code are declared around the call.
func (c *gen) evalCode(p *ast.Program) {
	c.loadEnv()
	c.root.owner, c.root.reg = c, c.funcEnv
	vars := p.VarScope
	if p.Strict {
		c.place(vars, vars.Bindings, nil)
	}
	if p.Scope != vars {
		c.open(p.Scope)
	}
	if p.Strict {
		c.hoist(vars)
	} else {
		c.declareEval(p)
	}
	c.valued(p.Body)
}

func (c *gen) declareEval(p *ast.Program) {
	place := placeGlobal
	if c.eval != nil {
		place = placeName
	}
	for _, b := range p.VarScope.Bindings {
		b.Place = place
	}
	d := declarations(p.VarScope, &ast.Scope{})
	if d == nil {
		return
	}
	d.Eval = true
	c.at(0)
	base, _ := c.envAt(c.root)
	c.b.DeclareEval(base, c.constant(d))
	c.defineFunctions(p.VarScope, base, 1)
}

// evalScope describes what the text of the direct eval e may refer to.
func (c *gen) evalScope(e *ast.Call) *bytecode.EvalScope {
	s := &bytecode.EvalScope{Strict: e.Strict, Module: c.kind == bytecode.ModuleCode}
	f := provider(e.Scope)
	switch {
	case f != nil:
		s.InFunction = true
		s.InMethod = f.Kind >= ast.FuncMethod
		s.InDerived = f.Kind == ast.FuncDerivedConstructor
		s.InFieldInit = f.Kind == ast.FuncField
		s.ThisSlot = c.slotRef(f.This)
		s.NewTargetSlot = c.slotRef(f.NewTarget)
		s.HomeSlot = c.slotRef(f.Home)
		s.FuncSlot = c.slotRef(f.Callee)
	case c.eval != nil:
		c.inheritEval(s)
	}
	for env := c.env; env != nil; env = env.parent {
		if env.class != nil {
			for _, p := range env.class.Private {
				s.PrivateNames = append(s.PrivateNames, p.Name)
			}
		}
	}
	if c.eval != nil {
		s.PrivateNames = append(s.PrivateNames, c.eval.PrivateNames...)
	}
	return s
}

// provider is the function that provides this in scope s, nil at the top level.
func provider(s *ast.Scope) *ast.Function {
	for s != nil && s.Func != nil {
		if !s.Func.Arrow() {
			return s.Func
		}
		s = s.Func.Scope.Parent
	}
	return nil
}

func (c *gen) slotRef(b *ast.Binding) *bytecode.SlotRef {
	if b == nil || b.Place != placeEnv {
		return nil
	}
	e, _ := c.find(b)
	return &bytecode.SlotRef{Depth: c.env.depth - e.depth, Slot: int(b.Index - e.lo)}
}

// inheritEval gives an eval at the top of eval code what the outer one has.
func (c *gen) inheritEval(s *bytecode.EvalScope) {
	o := c.eval
	s.InFunction, s.InMethod, s.InDerived, s.InFieldInit, s.Module = o.InFunction, o.InMethod, o.InDerived, o.InFieldInit, o.Module
	deeper := func(r *bytecode.SlotRef) *bytecode.SlotRef {
		if r == nil {
			return nil
		}
		return &bytecode.SlotRef{Depth: r.Depth + c.env.depth - c.root.depth, Slot: r.Slot}
	}
	s.ThisSlot, s.NewTargetSlot = deeper(o.ThisSlot), deeper(o.NewTargetSlot)
	s.HomeSlot, s.FuncSlot = deeper(o.HomeSlot), deeper(o.FuncSlot)
}
