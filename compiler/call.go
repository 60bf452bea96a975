package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// window takes two registers for a callee and its this on top, over dst when
// that is a temporary there.
func (c *gen) window(dst int) int {
	if dst == c.top-1 && !c.isVar(dst) {
		c.top = dst
	}
	return c.alloc(2)
}

func (c *gen) callLike(e ast.Expr, dst int) {
	switch e := e.(type) {
	case *ast.Call:
		c.call(e, dst)
	case *ast.New:
		w := c.window(dst)
		c.exprTo(e.Callee, w)
		c.move(w+1, w)
		n, spread := c.args(e.Args)
		c.at(e.Start)
		c.callText(e.Callee)
		if spread {
			c.b.ConstructSpread(w, n, dst)
		} else {
			c.b.Construct(w, n, dst)
		}
	case *ast.SuperCall:
		c.superCall(e, dst)
	case *ast.TaggedTemplate:
		c.tagged(e, dst)
	case *ast.ImportCall:
		spec := c.operand(e.Specifier, e.Options)
		opt := 0
		if e.Options != nil {
			opt = c.expr(e.Options)
		} else {
			opt = c.alloc(1)
			c.b.LoadUndefined(opt)
		}
		c.at(e.Start)
		c.b.Import(dst, spec, opt, int(e.Phase))
	}
}

// call is a function call.
func (c *gen) call(e *ast.Call, dst int) {
	if e.DirectEval {
		c.callEval(e, dst)
		return
	}
	w := c.window(dst)
	if m, ok := e.Callee.(*ast.Member); ok && c.fused(e, m, dst, w) {
		return
	}
	hasThis := c.callee(e.Callee, w)
	if e.Optional {
		c.b.JumpNullish(w, c.chainEnd)
	}
	n, spread := c.args(e.Args)
	c.at(c.callPos(e))
	c.finishCall(e.Callee, w, n, dst, hasThis, spread)
}

func (c *gen) finishCall(callee ast.Expr, w, n, dst int, hasThis, spread bool) {
	switch {
	case spread:
		if !hasThis {
			c.b.LoadUndefined(w + 1)
		}
		c.callText(callee)
		c.b.CallSpread(w, n, dst)
	case hasThis:
		c.callText(callee)
		c.b.Call(w, n, dst)
	default:
		c.callText(callee)
		c.b.CallPlain(w, n, dst)
	}
}

// fused emits a method call as one instruction where the lookup of the method
// may wait for the arguments, and where that is fewer instructions than two.
func (c *gen) fused(e *ast.Call, m *ast.Member, dst, w int) bool {
	if e.Optional || isIndex(m.Name) || len(e.Args) > maxWindowArgs {
		return false
	}
	for _, a := range e.Args {
		if !c.pure(a) {
			return false
		}
	}
	if id, ok := m.Object.(*ast.Ident); ok && dst != w && c.directReg(id) >= 0 {
		return false
	}
	s := c.site(m.Name)
	if s < 0 {
		return false
	}
	c.spine(m)
	c.exprTo(m.Object, w+1)
	if m.Optional {
		c.b.JumpNullish(w+1, c.chainEnd)
	}
	n, _ := c.args(e.Args)
	c.at(c.callPos(e))
	c.callText(m)
	c.b.CallMethod(w, n, s)
	c.move(dst, w)
	return true
}

// callee evaluates a callee into w and its this into w+1; without a this it
// returns false and leaves w+1 alone.
func (c *gen) callee(e ast.Expr, w int) (hasThis bool) {
	if _, ok := c.done[e]; ok {
		c.exprTo(e, w)
		return false
	}
	mark := c.top
	defer c.release(mark)
	switch e := e.(type) {
	case *ast.Ident:
		if l := c.lookup(e); l.place == placeName {
			c.at(e.Start)
			c.b.GetNameThis(w, c.nameReg(), c.lowStr(e.Name))
			return true
		}
	case *ast.Member, *ast.Index, *ast.PrivateMember:
		c.spine(e)
		c.method(e, w)
		return true
	case *ast.SuperMember:
		c.exprTo(e, w)
		c.move(w+1, c.this(&e.This))
		return true
	case *ast.SuperIndex:
		c.exprTo(e, w)
		c.move(w+1, c.this(&e.This))
		return true
	case *ast.OptionalChain:
		switch e.X.(type) {
		case *ast.Member, *ast.Index, *ast.PrivateMember:
			c.chain(w, func() { c.method(e.X, w) }, func() {
				c.b.LoadUndefined(w)
				c.b.LoadUndefined(w + 1)
			})
			return true
		}
	}
	c.exprTo(e, w)
	return false
}

// method evaluates a property access as a callee into w, its object into w+1.
func (c *gen) method(e ast.Expr, w int) {
	switch e := e.(type) {
	case *ast.Member:
		obj := c.linkObject(e.Object, e.Optional)
		if s := c.site(e.Name); s >= 0 && !isIndex(e.Name) {
			c.at(e.NamePos)
			c.b.GetMethod(w, obj, s)
			return
		}
		key := c.alloc(1)
		c.loadString(key, e.Name)
		c.at(e.NamePos)
		c.b.GetElemMethod(w, obj, key)
	case *ast.Index:
		obj := c.linkObject(e.Object, e.Optional, e.Index)
		key := c.expr(e.Index)
		c.at(e.Index.Source().Start)
		c.b.GetElemMethod(w, obj, key)
	case *ast.PrivateMember:
		obj := c.linkObject(e.Object, e.Optional)
		name := c.privateName(e.Name)
		c.at(e.Name.Start)
		c.b.GetPrivate(w, obj, name)
		c.move(w+1, obj)
	}
}

// maxWindowArgs bounds the arguments that are passed in registers.
const maxWindowArgs = 4000

// args evaluates arguments into the registers on top of a window: one each, or, with
// spread, an array of all of them.
func (c *gen) args(args []ast.Expr) (n int, spread bool) {
	for _, a := range args {
		if _, ok := a.(*ast.Spread); ok {
			spread = true
		}
	}
	if spread || len(args) > maxWindowArgs {
		c.array(args, c.alloc(1), true)
		return 1, true
	}
	first := c.alloc(len(args))
	top := c.top
	for i, a := range args {
		c.top = first + i + 1 // so that calls in arguments reuse the registers to come
		c.exprTo(a, first+i)
	}
	c.top = top
	return len(args), false
}

// callEval is a call that may be a direct eval.
func (c *gen) callEval(e *ast.Call, dst int) {
	w := c.window(dst)
	if !c.callee(e.Callee, w) {
		c.b.LoadUndefined(w + 1)
	}
	n, spread := c.args(e.Args)
	env := c.envReg()
	k := c.low(c.evalScope(e))
	c.at(e.Start)
	c.callText(e.Callee)
	if spread {
		c.b.CallEvalSpread(w, n, dst)
	} else {
		c.b.CallEval(w, n, dst)
	}
	c.b.Ext(env, k)
}

// superCall is super(...) (sec-super-keyword-runtime-semantics-evaluation).
func (c *gen) superCall(e *ast.SuperCall, dst int) {
	w := c.window(dst)
	var evalFunc *bytecode.SlotRef
	if c.eval != nil {
		evalFunc = c.eval.FuncSlot
	}
	callee := c.hiddenReg(e.Callee.Ref, evalFunc)
	c.at(e.Start)
	c.b.GetSuperCtor(w, callee)
	c.newTarget(&e.NewTarget, w+1)
	c.top = w + 2
	n, spread := c.args(e.Args)
	c.at(e.Start)
	c.b.SetCallTextString("super")
	if spread {
		c.b.ConstructSpread(w, n, w)
	} else {
		c.b.Construct(w, n, w)
	}
	c.top = w + 1
	c.bindThis(&e.This, w)
	if c.fn != nil && e.Callee.Ref != nil && e.Callee.Ref.Scope.Func == c.fn && c.class != nil && !hasInstanceElements(c.class) {
		c.move(dst, w)
		return
	}
	callee = c.hiddenReg(e.Callee.Ref, evalFunc)
	c.b.InitFields(callee, w)
	c.move(dst, w)
}

// bindThis gives this, of the derived constructor that provides it, its value r.
func (c *gen) bindThis(id *ast.Ident, r int) {
	this, _ := c.thisUnchecked(id)
	c.at(id.Start)
	c.b.CheckThisUnset(this)
	switch b := id.Ref; {
	case b == nil && c.eval != nil && c.eval.ThisSlot != nil:
		base, hops := c.evalBase(c.eval.ThisSlot)
		c.b.SetEnv(base, c.eval.ThisSlot.Slot, r, hops)
	case b != nil && b.Place == placeReg:
		c.move(int(b.Index), r)
		c.thisBound = c.flow == 0
	case b != nil:
		c.storeSlot(b, r)
	}
}

// tagged is a tagged template: a call with the template object and the values.
func (c *gen) tagged(e *ast.TaggedTemplate, dst int) {
	w := c.window(dst)
	hasThis := c.callee(e.Tag, w)
	t := &bytecode.Template{}
	for i := range e.Quasi.Parts {
		p := &e.Quasi.Parts[i]
		t.Raw = append(t.Raw, p.Raw)
		if p.Valid {
			t.Cooked = append(t.Cooked, &p.Cooked)
		} else {
			t.Cooked = append(t.Cooked, nil)
		}
	}
	if len(e.Quasi.Exprs) >= maxWindowArgs {
		c.fail("too many substitutions in a template")
	}
	a := c.alloc(1)
	c.b.GetTemplate(a, c.constant(t))
	n, _ := c.args(e.Quasi.Exprs)
	c.at(e.Start)
	c.finishCall(e.Tag, w, n+1, dst, hasThis, false)
}
