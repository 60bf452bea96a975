package compiler

import (
	"math/big"

	"gojs/ast"
	"gojs/bytecode"
)

// expr evaluates e and returns the register with its value: a variable's own
// register, or a new temporary.
func (c *gen) expr(e ast.Expr) int {
	if r, ok := c.done[e]; ok {
		return r
	}
	switch e := e.(type) {
	case *ast.Ident:
		return c.ident(e)
	case *ast.This:
		return c.this(&e.Ident)
	case *ast.Assign:
		c.enterNode()
		r := c.assignExpr(e, -1)
		c.depth--
		return r
	case *ast.Update:
		if r := c.updateInPlace(e); r >= 0 {
			return r
		}
	case *ast.Sequence:
		for _, x := range e.Exprs[:len(e.Exprs)-1] {
			c.effect(x)
		}
		return c.expr(e.Exprs[len(e.Exprs)-1])
	}
	t := c.alloc(1)
	c.exprTo(e, t)
	return t
}

// exprTo evaluates e into register dst. No temporaries remain.
func (c *gen) exprTo(e ast.Expr, dst int) {
	if r, ok := c.done[e]; ok {
		c.move(dst, r)
		return
	}
	c.enterNode()
	mark := c.top
	c.spine(e)
	c.evaluate(e, dst)
	c.release(mark)
	c.depth--
}

// effect evaluates e for its effects only.
func (c *gen) effect(e ast.Expr) {
	if inert(e) {
		return
	}
	mark := c.top
	switch e := e.(type) {
	case *ast.Update:
		c.enterNode()
		c.update(e, -1)
		c.depth--
	case *ast.Logical:
		c.enterNode()
		c.spine(e)
		end := &bytecode.Label{}
		c.skipRight(e, end)
		c.flow++
		c.effect(e.Right)
		c.flow--
		c.bind(end)
		c.depth--
	case *ast.Conditional:
		c.exprTo(e, c.alloc(1))
	case *ast.Unary:
		if e.Op == ast.OpVoid {
			c.effect(e.X)
		} else {
			c.expr(e)
		}
	default:
		c.expr(e)
	}
	c.release(mark)
}

// evaluate is exprTo without its bookkeeping.
func (c *gen) evaluate(e ast.Expr, dst int) {
	switch e := e.(type) {
	case *ast.Ident:
		c.identTo(e, dst)
	case *ast.Number:
		c.loadNumber(dst, e.Value)
	case *ast.String:
		c.loadString(dst, e.Value)
	case *ast.Bool:
		c.loadBool(dst, e.Value)
	case *ast.Null:
		c.b.LoadNull(dst)
	case *ast.BigInt:
		n, _ := new(big.Int).SetString(e.Digits, 10)
		c.b.LoadK(dst, c.constant(n))
	case *ast.RegExp:
		c.at(e.Start)
		c.b.NewRegExp(dst, c.constant(&bytecode.RegExp{Pattern: e.Pattern, Flags: e.Flags}))
	case *ast.This:
		c.move(dst, c.this(&e.Ident))
	case *ast.NewTarget:
		c.newTarget(&e.Ident, dst)
	case *ast.ImportMeta:
		c.at(e.Start)
		c.b.ImportMeta(dst)
	case *ast.Binary:
		c.binary(e, dst)
	case *ast.Logical:
		c.logical(e, dst)
	case *ast.Conditional:
		c.conditional(e, dst)
	case *ast.Unary:
		c.unary(e, dst)
	case *ast.Update:
		c.update(e, dst)
	case *ast.Assign:
		c.move(dst, c.assignExpr(e, dst))
	case *ast.Sequence:
		for _, x := range e.Exprs[:len(e.Exprs)-1] {
			c.effect(x)
		}
		c.exprTo(e.Exprs[len(e.Exprs)-1], dst)
	case *ast.Call, *ast.New, *ast.SuperCall, *ast.TaggedTemplate, *ast.ImportCall:
		c.callLike(e, dst)
	case *ast.Member, *ast.Index, *ast.PrivateMember, *ast.SuperMember, *ast.SuperIndex:
		c.property(e, dst)
	case *ast.OptionalChain:
		c.optionalChain(e, dst)
	case *ast.FuncExpr:
		name := ""
		if e.Func.Name != nil {
			name = e.Func.Name.Name
		}
		c.closure(e.Func, name, dst)
	case *ast.ClassExpr:
		name := ""
		if e.Class.Name != nil {
			name = e.Class.Name.Name
		}
		c.classValue(e.Class, dst, name, -1)
	case *ast.Object:
		c.object(e, dst)
	case *ast.Array:
		c.array(e.Elems, dst, false)
	case *ast.Template:
		c.templateText(e, dst)
	case *ast.PrivateIn:
		r := c.expr(e.X)
		n := c.privateName(e.Name)
		c.at(e.Start)
		c.b.InPrivate(dst, n, r)
	case *ast.Yield:
		c.yield(e, dst)
	case *ast.Await:
		t := c.early(dst)
		c.exprTo(e.X, t)
		c.at(e.Start)
		c.b.Await(t)
		c.late(dst, t)
	default:
		c.bug("expression %T", e)
	}
}

func (c *gen) loadNumber(dst int, v float64) {
	if v == float64(int32(v)) && !isNegZero(v) {
		c.b.LoadInt(dst, int(v))
		return
	}
	c.b.LoadK(dst, c.number(v))
}

func (c *gen) loadBool(dst int, v bool) {
	if v {
		c.b.LoadTrue(dst)
	} else {
		c.b.LoadFalse(dst)
	}
}

// this is a register with this. id refers to the binding of the function that
// provides it, nil at the top level.
func (c *gen) this(id *ast.Ident) int {
	r, derived := c.thisUnchecked(id)
	if derived && !(c.thisBound && c.isVar(r)) {
		c.at(id.Start)
		c.b.CheckThis(r)
	}
	return r
}

// thisUnchecked is this without the check that super() has been called, which
// derived says is due.
func (c *gen) thisUnchecked(id *ast.Ident) (r int, derived bool) {
	b := id.Ref
	if b == nil {
		return c.topThis()
	}
	derived = b.Scope.Func != nil && b.Scope.Func.Kind == ast.FuncDerivedConstructor
	if b.Place == placeReg {
		return int(b.Index), derived
	}
	t := c.alloc(1)
	c.hiddenSlot(b, t)
	return t, derived
}

func (c *gen) hiddenSlot(b *ast.Binding, dst int) {
	e, _ := c.find(b)
	mark := c.top
	base, hops := c.envAt(e)
	c.b.GetEnv(dst, base, int(b.Index-e.lo), hops)
	c.release(mark)
}

// topThis is this of code outside of functions.
func (c *gen) topThis() (r int, derived bool) {
	t := c.alloc(1)
	switch {
	case c.kind == bytecode.ModuleCode:
		c.b.LoadUndefined(t)
	case c.eval != nil && c.eval.ThisSlot != nil:
		c.evalSlot(c.eval.ThisSlot, t)
		return t, c.eval.InDerived
	case c.eval != nil && c.eval.Module:
		c.b.LoadUndefined(t)
	default:
		c.b.LoadGlobalThis(t)
	}
	return t, false
}

// evalSlot reads a slot that stands around the direct eval.
func (c *gen) evalSlot(s *bytecode.SlotRef, dst int) {
	mark := c.top
	base, hops := c.evalBase(s)
	c.b.GetEnv(dst, base, s.Slot, hops)
	c.release(mark)
}

func (c *gen) evalBase(s *bytecode.SlotRef) (base, hops int) {
	base, hops = c.envAt(c.root)
	hops += s.Depth
	if hops > 255 {
		t := c.alloc(1)
		c.move(t, base)
		for ; hops > 255; hops-- {
			c.b.ParentEnv(t, t)
		}
		base = t
	}
	return base, hops
}

// newTarget puts new.target in dst.
func (c *gen) newTarget(id *ast.Ident, dst int) {
	switch b := id.Ref; {
	case b == nil && c.eval != nil && c.eval.NewTargetSlot != nil:
		c.evalSlot(c.eval.NewTargetSlot, dst)
	case b == nil:
		c.b.LoadUndefined(dst)
	case b.Place == placeReg:
		c.move(dst, int(b.Index))
	default:
		c.hiddenSlot(b, dst)
	}
}

// hiddenReg is a register with a hidden binding (the active function, the home
// object's function); slot is its place around a direct eval.
func (c *gen) hiddenReg(b *ast.Binding, slot *bytecode.SlotRef) int {
	if b != nil && b.Place == placeReg {
		return int(b.Index)
	}
	t := c.alloc(1)
	switch {
	case b != nil:
		c.hiddenSlot(b, t)
	case slot != nil:
		c.evalSlot(slot, t)
	default:
		c.b.LoadCallee(t)
	}
	return t
}

// named evaluates e into dst; an anonymous function or class gets name
// (NamedEvaluation).
func (c *gen) named(e ast.Expr, name string, dst int) {
	switch x := e.(type) {
	case *ast.FuncExpr:
		if x.Func.Name == nil {
			c.closure(x.Func, name, dst)
			return
		}
	case *ast.ClassExpr:
		if x.Class.Name == nil {
			c.classValue(x.Class, dst, name, -1)
			return
		}
	}
	c.exprTo(e, dst)
}

// namedByKey is named for a name that register key holds.
func (c *gen) namedByKey(e ast.Expr, key, dst int) {
	switch x := e.(type) {
	case *ast.FuncExpr:
		if x.Func.Name == nil {
			c.closure(x.Func, "", dst)
			c.b.SetFuncName(dst, key, 0)
			return
		}
	case *ast.ClassExpr:
		if x.Class.Name == nil {
			c.classValue(x.Class, dst, "", key)
			return
		}
	}
	c.exprTo(e, dst)
}

// isAnonymous reports whether e takes a name from where it stands
// (IsAnonymousFunctionDefinition).
func isAnonymous(e ast.Expr) bool {
	switch x := e.(type) {
	case *ast.FuncExpr:
		return x.Func.Name == nil
	case *ast.ClassExpr:
		return x.Class.Name == nil
	}
	return false
}

// targetName is the name that target gives an anonymous function.
func targetName(target ast.Pattern) string {
	if id, ok := target.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}
