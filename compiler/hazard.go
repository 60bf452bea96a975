package compiler

import "gojs/ast"

// hazardBudget bounds the nodes that one question about an expression looks at;
// beyond it the answer is the careful one.
const hazardBudget = 100

// assigns reports whether evaluating e may write the variable in register r.
// Only code of this function can, since other functions' variables are in
// environments.
func (c *gen) assigns(e ast.Expr, r int) bool {
	w := walker{budget: hazardBudget, visit: func(e ast.Expr) bool {
		switch e := e.(type) {
		case *ast.Assign:
			return targets(e.Target, r)
		case *ast.Update:
			return targets(e.Target, r)
		case *ast.SuperCall:
			return true
		}
		return false
	}}
	return w.any(e)
}

// targets reports whether p, an assignment's target, may include the variable in
// register r.
func targets(p ast.Pattern, r int) bool {
	switch p := p.(type) {
	case *ast.Ident:
		return p.Ref != nil && p.Ref.Place == placeReg && int(p.Ref.Index) == r
	case *ast.ArrayPattern, *ast.ObjectPattern:
		return true
	}
	return false
}

// closureFree reports whether evaluating e makes no function.
func closureFree(e ast.Expr, budget int) bool {
	w := walker{budget: budget, visit: func(e ast.Expr) bool {
		switch e.(type) {
		case *ast.FuncExpr, *ast.ClassExpr:
			return true
		case *ast.Call:
			return e.(*ast.Call).DirectEval
		}
		return false
	}}
	return !w.any(e)
}

// inert reports whether evaluating e has no effect and cannot fail.
func inert(e ast.Expr) bool {
	switch e.(type) {
	case *ast.Number, *ast.String, *ast.Bool, *ast.Null, *ast.BigInt, *ast.FuncExpr:
		return true
	}
	return false
}

// pure reports whether evaluating e has no effect that a property lookup could
// notice, nor can it fail.
func (c *gen) pure(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		b := e.Ref
		if b == nil {
			return c.isUndefined(e)
		}
		return !e.CheckTDZ && b.Kind != ast.BindImport && (b.Place == placeReg || b.Place == placeEnv && !c.env.anyDynamic)
	case *ast.This:
		return e.Ref != nil && e.Ref.Scope.Func.Kind != ast.FuncDerivedConstructor
	}
	return inert(e)
}

// walker looks for an expression in a tree without entering functions.
type walker struct {
	budget int
	visit  func(ast.Expr) bool
}

func (w *walker) any(list ...ast.Expr) bool {
	for _, e := range list {
		if e != nil && w.one(e) {
			return true
		}
	}
	return false
}

func (w *walker) one(e ast.Expr) bool {
	if w.budget--; w.budget < 0 || w.visit(e) {
		return true
	}
	switch e := e.(type) {
	case *ast.Binary:
		return w.any(e.Left, e.Right)
	case *ast.Logical:
		return w.any(e.Left, e.Right)
	case *ast.Conditional:
		return w.any(e.Test, e.Then, e.Else)
	case *ast.Member:
		return w.one(e.Object)
	case *ast.Index:
		return w.any(e.Object, e.Index)
	case *ast.PrivateMember:
		return w.one(e.Object)
	case *ast.SuperIndex:
		return w.one(e.Index)
	case *ast.OptionalChain:
		return w.one(e.X)
	case *ast.Call:
		return w.one(e.Callee) || w.any(e.Args...)
	case *ast.New:
		return w.one(e.Callee) || w.any(e.Args...)
	case *ast.SuperCall:
		return w.any(e.Args...)
	case *ast.TaggedTemplate:
		return w.one(e.Tag) || w.any(e.Quasi.Exprs...)
	case *ast.Template:
		return w.any(e.Exprs...)
	case *ast.Sequence:
		return w.any(e.Exprs...)
	case *ast.Unary:
		return w.one(e.X)
	case *ast.Spread:
		return w.one(e.X)
	case *ast.Await:
		return w.one(e.X)
	case *ast.Yield:
		return e.X != nil && w.one(e.X)
	case *ast.PrivateIn:
		return w.one(e.X)
	case *ast.ImportCall:
		return w.any(e.Specifier, e.Options)
	case *ast.Array:
		return w.any(e.Elems...)
	case *ast.Object:
		for i := range e.Props {
			if w.any(e.Props[i].Key, e.Props[i].Value) {
				return true
			}
		}
	case *ast.Assign:
		return w.pattern(e.Target) || w.one(e.Value)
	case *ast.Update:
		return w.pattern(e.Target)
	case *ast.ClassExpr:
		return true // computed keys, heritage: rare enough
	}
	return false
}

// pattern looks in the expressions of a target; patterns count as a hit.
func (w *walker) pattern(p ast.Pattern) bool {
	switch p := p.(type) {
	case *ast.ArrayPattern, *ast.ObjectPattern:
		return true
	case ast.Expr:
		return w.one(p)
	}
	return false
}
