package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// script is the code of a script (sec-runtime-semantics-scriptevaluation).
func (c *gen) script(p *ast.Program) {
	c.loadEnv()
	for _, b := range p.Scope.Bindings {
		b.Place = placeGlobal
	}
	if d := declarations(p.Scope, p.Scope); d != nil {
		d.Strict = p.Strict
		c.at(0)
		c.b.DeclareGlobals(c.constant(d))
	}
	c.defineFunctions(p.Scope, c.envReg(), 0)
	c.valued(p.Body)
	c.dropLoadEnv()
}

// declarations collects what is declared in vars and lexical, nil for nothing.
func declarations(vars, lexical *ast.Scope) *bytecode.Declarations {
	if len(vars.Bindings)+len(lexical.Bindings) == 0 {
		return nil
	}
	d := &bytecode.Declarations{}
	for _, b := range vars.Bindings {
		switch {
		case b.AnnexB:
			d.AnnexB = append(d.AnnexB, b.Name)
		case b.Kind == ast.BindVar:
			d.Vars = append(d.Vars, b.Name)
		}
	}
	for i, f := range vars.Functions {
		if f.Binding.Kind == ast.BindFunction && lastOfName(vars.Functions, i) {
			d.Functions = append(d.Functions, f.Binding.Name)
		}
	}
	for _, b := range lexical.Bindings {
		switch {
		case !b.Kind.Lexical():
		case b.Kind.Constant():
			d.Consts = append(d.Consts, b.Name)
		default:
			d.Lets = append(d.Lets, b.Name)
		}
	}
	return d
}

// defineFunctions instantiates the function declarations of a script or a
// sloppy eval, whose variable environment is found from register env.
func (c *gen) defineFunctions(s *ast.Scope, env, deletable int) {
	for i, d := range s.Functions {
		if !lastOfName(s.Functions, i) {
			continue
		}
		t := c.alloc(1)
		c.closure(d.Func, declaredName(d), t)
		c.at(d.Start)
		c.b.DefineGlobalFunction(t, env, c.lowStr(d.Binding.Name), deletable)
		c.release(t)
	}
}

// valued makes the code of list and returns its completion value. What comes
// before the last statement that surely has a value need not keep its own.
func (c *gen) valued(list []ast.Stmt) {
	value := c.variable()
	c.b.LoadUndefined(value)
	last := 0
	for i, s := range list {
		if alwaysValued(s) {
			last = i
		}
	}
	c.statements(list[:last])
	c.completion = value
	c.statements(list[last:])
	if c.reachable() {
		c.b.Return(value)
	}
}

// alwaysValued reports whether the completion value of s is never empty.
func alwaysValued(s ast.Stmt) bool {
	switch s.(type) {
	case *ast.ExprStmt, *ast.If, *ast.For, *ast.ForIn, *ast.ForOf, *ast.While, *ast.DoWhile,
		*ast.Try, *ast.Switch, *ast.With:
		return true
	}
	return false
}
