package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// beginLoop opens the control of a loop; its body runs conditionally.
func (c *gen) beginLoop() *control {
	k := &control{kind: ctlTarget, labels: c.takeLabels(), brk: &bytecode.Label{}, cont: &bytecode.Label{}}
	c.noValue()
	c.pushControl(k)
	k.contDepth = len(c.ctl)
	c.flow++
	return k
}

func (c *gen) endLoop(k *control) {
	c.flow--
	c.popControl()
	c.bind(k.brk)
}

func (c *gen) while(s *ast.While) {
	k := c.beginLoop()
	c.testedLoop(k, s.Test, func() { c.stmt(s.Body) }, nil)
	c.endLoop(k)
}

// testedLoop emits a loop with its test at the bottom. next, which may be nil,
// runs between body and test.
func (c *gen) testedLoop(k *control, test ast.Expr, body, next func()) {
	top, check := &bytecode.Label{}, &bytecode.Label{}
	always := test == nil || isTrue(test)
	c.keepLimit(test)
	if !always {
		c.b.Jump(check)
	}
	c.bindLoop(top)
	body()
	c.bind(k.cont)
	if next != nil && c.reachable() {
		next()
	}
	c.bind(check)
	if !c.reachable() {
		return
	}
	if always {
		c.b.Loop(top)
	} else {
		c.jumpIf(test, top, true)
	}
}

// keepLimit loads a number that a loop's test compares with, and that no
// immediate operand holds, into a register before the loop.
func (c *gen) keepLimit(test ast.Expr) {
	e, ok := test.(*ast.Binary)
	if !ok || compareJumps[e.Op].yesI == nil {
		return
	}
	v, ok := constNumber(e.Right)
	if !ok || isInt16(v) && !c.long {
		return
	}
	r := c.variable()
	c.loadNumber(r, v)
	if c.done == nil {
		c.done = map[ast.Expr]int{}
	}
	c.done[e.Right] = r
}

// isTrue reports whether x is a literal that is true.
func isTrue(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Bool:
		return x.Value
	case *ast.Number:
		return x.Value != 0 && x.Value == x.Value
	}
	return false
}

func (c *gen) doWhile(s *ast.DoWhile) {
	k := c.beginLoop()
	top := &bytecode.Label{}
	c.bindLoop(top)
	c.stmt(s.Body)
	c.bind(k.cont)
	if c.reachable() {
		c.jumpIf(s.Test, top, true)
	}
	c.endLoop(k)
}

// forStmt is the three-part loop. Captured let bindings get a fresh
// environment per iteration (CreatePerIterationEnvironment): after the
// initialiser only if a closure there could have captured the first one.
func (c *gen) forStmt(s *ast.For) {
	st := c.open(s.Scope)
	scopeEnv := c.env
	decl, _ := s.Init.(*ast.VarDecl)
	kind := usingNone
	if decl != nil {
		kind = usingOf(decl.Kind)
	}
	copies := scopeEnv != st.env && decl != nil && decl.Kind == ast.VarLet
	c.disposing(kind, func() {
		c.forInit(s.Init)
		if copies && makesClosure(decl) {
			c.b.CopyEnv(scopeEnv.reg, scopeEnv.reg)
		}
		k := c.beginLoop()
		c.testedLoop(k, s.Test, func() { c.stmt(s.Body) }, func() {
			if copies {
				c.b.CopyEnv(scopeEnv.reg, scopeEnv.reg)
			}
			if s.Update != nil {
				c.effect(s.Update)
			}
		})
		c.endLoop(k)
	})
	c.leave(st)
}

func (c *gen) forInit(init ast.Stmt) {
	switch init := init.(type) {
	case nil:
	case *ast.ExprStmt:
		c.effect(init.X)
	default:
		c.stmt(init)
	}
}

// makesClosure reports whether an initialiser of decl may create a function.
func makesClosure(decl *ast.VarDecl) bool {
	for _, d := range decl.Decls {
		if _, ok := d.Target.(*ast.Ident); !ok {
			return true
		}
		if d.Init != nil && !inert(d.Init) && !closureFree(d.Init, 20) {
			return true
		}
	}
	return false
}

// forIn is for (target in x).
func (c *gen) forIn(s *ast.ForIn) {
	if s.Init != nil {
		c.assignIdent(s.Target.(*ast.Ident), s.Init, -1)
	}
	names := c.variable()
	c.head(s.Scope, s.X, func(r int) { c.b.ForInStart(names, r) })
	k := c.beginLoop()
	c.bindLoop(k.cont)
	st := c.save()
	name := c.directTarget(s.Scope, s.Decl, s.Target)
	direct := name >= 0
	if !direct {
		name = c.alloc(1)
	}
	done := c.farLabel(func(l *bytecode.Label) { c.b.ForInNext(names, name, l) })
	if !direct {
		c.open(s.Scope)
		c.bindLoopTarget(s.Decl, s.Target, name)
	}
	c.stmt(s.Body)
	c.leave(st)
	if c.reachable() {
		c.b.Loop(k.cont)
	}
	c.bind(done)
	c.endLoop(k)
}

// head evaluates the right side of a for-in or for-of head, in a scope where
// the loop's bindings are uninitialised, and gives its register to use.
func (c *gen) head(s *ast.Scope, x ast.Expr, use func(r int)) {
	mark := c.save()
	if s != nil && (s.Place == scopeNamed || anyChecked(s)) {
		c.place(s, s.Bindings, nil)
	}
	r := c.expr(x)
	c.at(x.Source().Start)
	use(r)
	c.leave(mark)
}

func anyChecked(s *ast.Scope) bool {
	for _, b := range s.Bindings {
		if b.CheckTDZ {
			return true
		}
	}
	return false
}

// bindLoopTarget gives the variable or target of a loop the value in r.
func (c *gen) bindLoopTarget(decl *ast.VarDecl, target ast.Pattern, r int) {
	mark := c.top
	mode := bindAssign
	if decl != nil && decl.Kind != ast.VarVar {
		mode = bindInit
	}
	c.patternSource.text = ".for"
	c.bindPattern(target, r, mode)
	c.release(mark)
}

// farLabel emits an instruction whose short jump goes to a label that may be
// far away, and returns that label.
func (c *gen) farLabel(emit func(*bytecode.Label)) *bytecode.Label {
	to := &bytecode.Label{}
	if !c.long {
		emit(to)
		return to
	}
	near, on := &bytecode.Label{}, &bytecode.Label{}
	emit(near)
	c.b.Jump(on)
	c.bind(near)
	c.b.Jump(to)
	c.bind(on)
	return to
}

// forOf is for (target of x) and for await. Errors in the body close the
// iterator, errors of the iterator itself do not.
func (c *gen) forOf(s *ast.ForOf) {
	it := c.alloc(3)
	for r := it; r < it+3; r++ {
		c.setVar(r, true)
	}
	async := 0
	if s.Await {
		async = 1
	}
	c.head(s.Scope, s.X, func(r int) {
		c.iterationText(s.X)
		c.b.GetIterator(it, r, async)
	})
	k := c.beginLoop()
	c.bindLoop(k.cont)
	st := c.save()
	done := c.iteration(s, k, it)
	c.leave(st)
	if c.reachable() {
		c.b.Loop(k.cont)
	}
	c.bind(done)
	c.endLoop(k)
}

// iteration emits one step of a for-of loop: the next value and the body. It
// returns the label for when there is none.
func (c *gen) iteration(s *ast.ForOf, k *control, it int) (done *bytecode.Label) {
	kind := usingNone
	if s.Decl != nil {
		kind = usingOf(s.Decl.Kind)
	}
	exc := c.alloc(1)
	value := -1
	if !s.Await {
		value = c.directTarget(s.Scope, s.Decl, s.Target)
	}
	direct := value >= 0
	if !direct {
		value = c.alloc(1)
	}
	c.at(eachPosition(s.Target))
	if s.Await {
		c.b.IteratorCallNext(it, value)
		c.b.Await(value)
		done = c.farLabel(func(l *bytecode.Label) { c.b.IteratorUnwrap(it, value, l) })
	} else {
		done = c.farLabel(func(l *bytecode.Label) { c.b.IteratorNext(it, value, l) })
	}
	in := c.pushControl(&control{kind: ctlIterator, it: it, async: s.Await, handler: &bytecode.Label{}, exc: exc})
	k.contDepth = len(c.ctl)
	if !direct {
		c.open(s.Scope)
	}
	c.disposing(kind, func() {
		switch {
		case kind != usingNone:
			c.useValue(s.Target.(*ast.Ident), value, kind)
		case !direct:
			c.bindLoopTarget(s.Decl, s.Target, value)
		}
		c.stmt(s.Body)
	})
	c.popControl()
	if c.reachable() {
		c.b.Loop(k.cont)
	}
	c.bind(in.handler)
	c.closeThrowing(in)
	return done
}

// eachPosition is the place that V8 blames for what the iterator throws.
func eachPosition(target ast.Pattern) int32 {
	if id, ok := target.(*ast.Ident); ok {
		return id.Start
	}
	return target.Source().End - 1
}

// directTarget is the register of the loop variable when the next value can go
// straight there; its scope is then open. -1 otherwise.
func (c *gen) directTarget(s *ast.Scope, decl *ast.VarDecl, target ast.Pattern) int {
	id, ok := target.(*ast.Ident)
	if !ok || id.Ref == nil {
		return -1
	}
	b := id.Ref
	if s == nil {
		r := c.directReg(id)
		if r >= 0 {
			c.read(r)
			c.wroteParam(b)
		}
		return r
	}
	if decl == nil || usingOf(decl.Kind) != usingNone || len(s.Bindings) != 1 || b.Scope != s ||
		c.inEnv(b) || b.CheckTDZ || c.top >= maxVarRegs {
		return -1
	}
	c.open(s)
	return int(b.Index)
}
