package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// statements makes code for list, as far as it is reachable.
func (c *gen) statements(list []ast.Stmt) {
	for _, s := range list {
		if !c.reachable() {
			return
		}
		c.stmt(s)
	}
}

// stmt makes code for s. Temporaries do not outlive it.
func (c *gen) stmt(s ast.Stmt) {
	mark := c.top
	c.enterNode()
	c.statement(s)
	c.depth--
	c.release(mark)
}

func (c *gen) statement(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.ExprStmt:
		c.exprStmt(s.X)
	case *ast.VarDecl:
		c.varDecl(s)
	case *ast.Return:
		c.returnStmt(s)
	case *ast.If:
		c.ifStmt(s)
	case *ast.Block:
		c.block(s)
	case *ast.For:
		c.forStmt(s)
	case *ast.ForIn:
		c.forIn(s)
	case *ast.ForOf:
		c.forOf(s)
	case *ast.While:
		c.while(s)
	case *ast.DoWhile:
		c.doWhile(s)
	case *ast.Break:
		k, depth := c.breakTarget(s.Label)
		c.exit(exit{depth: depth, label: k.brk})
	case *ast.Continue:
		k := c.continueTarget(s.Label)
		c.exit(exit{depth: k.contDepth, label: k.cont})
	case *ast.Throw:
		r := c.expr(s.X)
		c.at(s.Start)
		c.b.Throw(r)
	case *ast.Try:
		c.try(s)
	case *ast.Switch:
		c.switchStmt(s)
	case *ast.Labeled:
		c.labeled(s)
	case *ast.With:
		c.with(s)
	case *ast.ClassDecl:
		c.classDecl(s)
	case *ast.FuncDecl:
		c.funcDecl(s)
	case *ast.ExportDecl:
		c.statement(s.Decl)
	case *ast.ExportDefault:
		c.exportDefault(s)
	case *ast.Debugger:
		c.at(s.Start)
		c.b.Debugger()
	case *ast.Empty, *ast.Import, *ast.ExportNames:
	default:
		c.bug("statement %T", s)
	}
}

// maxDepth bounds Go's recursion; the parser's limit is below it except along
// chains that the compiler does not follow in a loop.
const maxDepth = 20000

func (c *gen) enterNode() {
	if c.depth++; c.depth > maxDepth {
		c.fail("code is nested too deeply")
	}
}

func (c *gen) exprStmt(x ast.Expr) {
	if c.completion < 0 {
		c.effect(x)
		return
	}
	c.exprTo(x, c.completion)
}

// noValue gives a statement whose value is never empty its value so far
// (UpdateEmpty(completion, undefined)).
func (c *gen) noValue() {
	if c.completion >= 0 {
		c.b.LoadUndefined(c.completion)
	}
}

func (c *gen) returnStmt(s *ast.Return) {
	r := 0
	switch {
	case s.X != nil:
		if x, ok := s.X.(*ast.Conditional); ok && c.returnsPlainly() {
			c.returnConditional(x)
			return
		}
		r = c.expr(s.X)
		if c.asyncGenerator() {
			r = c.fresh(r)
			c.at(s.Start)
			c.b.Await(r)
		}
	case c.returnsPlainly():
		c.b.ReturnUndefined()
		return
	default:
		r = c.alloc(1)
		c.b.LoadUndefined(r)
	}
	c.at(s.Start)
	c.exit(exit{value: r})
}

// returnsPlainly reports whether return needs nothing but its instruction.
func (c *gen) returnsPlainly() bool {
	return len(c.ctl) == 0 && !c.derived() && !c.asyncGenerator()
}

// returnConditional returns from each branch of e.
func (c *gen) returnConditional(e *ast.Conditional) {
	c.flow++
	for {
		mark := c.top
		otherwise := &bytecode.Label{}
		c.jumpIf(e.Test, otherwise, false)
		c.b.Return(c.expr(e.Then))
		c.release(mark)
		c.bind(otherwise)
		next, ok := e.Else.(*ast.Conditional)
		if !ok {
			c.b.Return(c.expr(e.Else))
			break
		}
		e = next
	}
	c.flow--
}

// fresh is r, or a temporary with its value when it is a variable's.
func (c *gen) fresh(r int) int {
	if !c.isVar(r) {
		return r
	}
	t := c.alloc(1)
	c.move(t, r)
	return t
}

func (c *gen) asyncGenerator() bool { return c.fn != nil && c.fn.Async && c.fn.Generator }

// ifStmt follows chains of else if in a loop.
func (c *gen) ifStmt(s *ast.If) {
	c.noValue()
	c.flow++
	end := &bytecode.Label{}
	for {
		otherwise := &bytecode.Label{}
		c.jumpIf(s.Test, otherwise, false)
		if c.reachable() {
			c.stmt(s.Then)
		}
		if s.Else == nil {
			c.bind(otherwise)
			break
		}
		if !otherwise.Used() {
			break // the condition is always true: the rest is not reached
		}
		if c.reachable() {
			c.b.Jump(end)
		}
		c.bind(otherwise)
		if !c.reachable() {
			break
		}
		next, ok := s.Else.(*ast.If)
		if !ok {
			c.stmt(s.Else)
			break
		}
		c.noValue()
		s = next
	}
	c.bind(end)
	c.flow--
}

func (c *gen) block(s *ast.Block) {
	st := c.open(s.Scope)
	c.disposing(hasUsing(s.Body), func() { c.statements(s.Body) })
	c.leave(st)
}

func (c *gen) labeled(s *ast.Labeled) {
	labels := append(c.takeLabels(), s.Label)
	body := s.Body
	for {
		l, ok := body.(*ast.Labeled)
		if !ok {
			break
		}
		labels = append(labels, l.Label)
		body = l.Body
	}
	switch body.(type) {
	case *ast.For, *ast.ForIn, *ast.ForOf, *ast.While, *ast.DoWhile:
		c.labels = labels
		c.stmt(body)
		return
	}
	k := c.pushControl(&control{kind: ctlTarget, labels: labels, brk: &bytecode.Label{}})
	c.flow++
	c.stmt(body)
	c.flow--
	c.popControl()
	c.bind(k.brk)
}

func (c *gen) with(s *ast.With) {
	c.noValue()
	r := c.expr(s.X)
	e := c.variable()
	outer := c.envReg()
	c.at(s.X.Source().Start)
	c.b.NewWithEnv(e, outer, r, 0)
	st := c.save()
	c.push(&env{reg: e, scope: s.Scope, dynamic: true})
	c.stmt(s.Body)
	c.leave(st)
}

func (c *gen) varDecl(s *ast.VarDecl) {
	for i := range s.Decls {
		mark := c.top
		c.declarator(s.Kind, &s.Decls[i])
		c.release(mark)
	}
}

func (c *gen) declarator(kind ast.VarKind, d *ast.Declarator) {
	id, ok := d.Target.(*ast.Ident)
	switch {
	case !ok:
		r := c.expr(d.Init)
		if c.isVar(r) {
			r = c.fresh(r)
		}
		mode := bindInit
		if kind == ast.VarVar {
			mode = bindAssign
		}
		c.patternSource.expr = d.Init
		c.bindPattern(d.Target, r, mode)
	case kind == ast.VarVar:
		if d.Init != nil {
			c.assignIdent(id, d.Init, -1)
		}
	case kind == ast.VarUsing || kind == ast.VarAwaitUsing:
		c.using(id, d.Init, kind == ast.VarAwaitUsing)
	default:
		c.initIdent(id, d.Init)
	}
}

// initIdent initialises the declared id with the value of x, undefined when nil.
func (c *gen) initIdent(id *ast.Ident, x ast.Expr) {
	b := id.Ref
	r := c.declaredReg(id)
	t := r
	if r < 0 {
		t = c.alloc(1)
	} else if !b.CheckTDZ {
		c.setVar(r, false) // nobody can see it before it is initialised
	}
	if x == nil {
		c.b.LoadUndefined(t)
	} else {
		c.named(x, id.Name, t)
	}
	if r >= 0 {
		c.setVar(r, true)
		c.wrote(r)
		return
	}
	c.at(id.Start)
	c.initialise(b, t)
}

// funcDecl copies the function of a block to the var of its name (annex B.3.2).
func (c *gen) funcDecl(s *ast.FuncDecl) {
	if s.AnnexB == nil {
		return
	}
	id := &ast.Ident{Span: s.Func.Name.Span, Name: s.Binding.Name, Ref: s.Binding}
	r := c.ident(id)
	if s.AnnexB.Place == placeReg {
		c.read(int(s.AnnexB.Index))
	}
	c.initialise(s.AnnexB, r)
}

func (c *gen) classDecl(s *ast.ClassDecl) {
	t := c.alloc(1)
	name := ""
	if s.Class.Name != nil {
		name = s.Class.Name.Name
	}
	c.classValue(s.Class, t, name, -1)
	c.at(s.Start)
	c.initialise(s.Binding, t)
}
