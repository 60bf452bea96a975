package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// target is an assignment target whose parts have been evaluated.
type target struct {
	node     ast.Pattern
	ref      nameRef // of an identifier
	obj, key int
	base     int // of a super property: where it is looked up
	pos      int32
}

// target evaluates the parts of p that come before the value: object and key.
// later are expressions that are evaluated before the parts are used.
func (c *gen) target(p ast.Pattern, later ...ast.Expr) target {
	t := target{node: p, pos: p.Source().Start}
	switch p := p.(type) {
	case *ast.Ident:
		var value ast.Expr
		if len(later) > 0 {
			value = later[0]
		}
		t.ref = c.beginAssign(p, value)
	case *ast.Member:
		t.obj = c.operand(p.Object, later...)
		t.pos = p.NamePos
	case *ast.Index:
		t.obj = c.operand(p.Object, append([]ast.Expr{p.Index}, later...)...)
		t.key = c.operand(p.Index, later...)
	case *ast.PrivateMember:
		t.obj = c.operand(p.Object, later...)
		t.key = c.privateName(p.Name)
	case *ast.SuperMember:
		t.obj = c.this(&p.This)
		t.key = c.alloc(1)
		c.loadString(t.key, p.Name)
		t.base = c.superBase(&p.Super)
	case *ast.SuperIndex:
		t.obj = c.this(&p.This)
		t.key = c.operand(p.Index, later...)
		t.base = c.superBase(&p.Super)
	case *ast.Call:
		c.effect(p)
		c.at(p.Start)
		c.throwError(bytecode.ReferenceError, "Invalid left-hand side in assignment")
	}
	return t
}

// value reads the target before it is changed. A key is converted once.
func (c *gen) value(t *target, dst int) {
	switch p := t.node.(type) {
	case *ast.Ident:
		c.loadRef(p, t.ref, dst)
	case *ast.Member:
		c.getNamed(dst, t.obj, p.Name, t.pos)
	case *ast.Index:
		c.at(t.pos)
		if isConst(p.Index) {
			c.b.GetElem(dst, t.obj, t.key)
			return
		}
		if c.isVar(t.key) {
			k := c.alloc(1)
			c.move(k, t.key)
			t.key = k
		}
		c.b.GetElemKey(dst, t.obj, t.key)
	case *ast.PrivateMember:
		c.at(t.pos)
		c.b.GetPrivate(dst, t.obj, t.key)
	case *ast.SuperMember:
		c.at(t.pos)
		c.b.GetSuperAt(dst, t.base, t.key)
		c.b.Ext(t.obj, 0)
	case *ast.SuperIndex:
		k := c.alloc(1)
		c.at(t.pos)
		c.b.ToPropertyKey(k, t.key)
		t.key = k
		c.b.GetSuperAt(dst, t.base, t.key)
		c.b.Ext(t.obj, 0)
	default:
		c.b.LoadUndefined(dst)
	}
}

// store gives the target the value of src.
func (c *gen) store(t *target, src int) {
	switch p := t.node.(type) {
	case *ast.Ident:
		c.assign(p, t.ref, src)
	case *ast.Member:
		c.setNamed(t.obj, src, p.Name, t.pos)
	case *ast.Index:
		if s, ok := p.Index.(*ast.String); ok && !isIndex(s.Value) {
			c.setNamed(t.obj, src, s.Value, t.pos)
			return
		}
		c.at(t.pos)
		c.b.SetElem(t.obj, t.key, src, c.strictBit())
	case *ast.PrivateMember:
		c.at(t.pos)
		c.b.SetPrivate(t.obj, t.key, src)
	case *ast.SuperMember, *ast.SuperIndex:
		c.at(t.pos)
		c.b.SetSuperAt(t.base, t.key, src, c.strictBit())
		c.b.Ext(t.obj, 0)
	}
}

// assignExpr is an assignment; it returns the register with its value: dst, when
// that is not -1 and the value is not elsewhere already.
func (c *gen) assignExpr(e *ast.Assign, dst int) int {
	switch e.Kind {
	case ast.AssignBinary:
		return c.compound(e, dst)
	case ast.AssignLogical:
		return c.logicalAssign(e, dst)
	}
	switch t := e.Target.(type) {
	case *ast.Ident:
		if e.NoName && isAnonymous(e.Value) {
			ref := c.beginAssign(t, e.Value)
			r := c.expr(e.Value)
			c.assign(t, ref, r)
			return r
		}
		return c.assignIdent(t, e.Value, dst)
	case *ast.ArrayPattern, *ast.ObjectPattern:
		r := c.fresh(c.expr(e.Value))
		c.patternSource.expr = e.Value
		c.bindPattern(e.Target, r, bindAssign)
		return r
	}
	t := c.target(e.Target, e.Value)
	r := c.assignedValue(e.Value, dst)
	c.store(&t, r)
	return r
}

// assignedValue evaluates x, into dst where that is a temporary.
func (c *gen) assignedValue(x ast.Expr, dst int) int {
	if dst >= 0 && !c.isVar(dst) && dst < c.top-1 {
		if _, ok := x.(*ast.Ident); !ok {
			c.exprTo(x, dst)
			return dst
		}
	}
	return c.expr(x)
}

// assignIdent is id = x.
func (c *gen) assignIdent(id *ast.Ident, x ast.Expr, dst int) int {
	ref := c.beginAssign(id, x)
	if r := c.directReg(id); r >= 0 && ref.l.place == placeReg {
		c.named(x, id.Name, r)
		c.wrote(r)
		c.wroteParam(id.Ref)
		return r
	}
	r := 0
	if isAnonymous(x) {
		r = c.alloc(1)
		c.named(x, id.Name, r)
	} else {
		r = c.assignedValue(x, dst)
	}
	c.assign(id, ref, r)
	return r
}

// compound is target op= value.
func (c *gen) compound(e *ast.Assign, dst int) int {
	if id, ok := e.Target.(*ast.Ident); ok {
		if r := c.directReg(id); r >= 0 {
			old := c.operand(id, e.Value)
			c.binaryOp(e, e.Binary, r, old, e.Value)
			c.wroteParam(id.Ref)
			return r
		}
	}
	t := c.target(e.Target, e.Value)
	v := c.alloc(1)
	c.value(&t, v)
	c.binaryOp(e, e.Binary, v, v, e.Value)
	c.store(&t, v)
	return v
}

// logicalAssign is &&=, ||= and ??=.
func (c *gen) logicalAssign(e *ast.Assign, dst int) int {
	end := &bytecode.Label{}
	id, isIdent := e.Target.(*ast.Ident)
	if isIdent {
		if r := c.directReg(id); r >= 0 {
			c.jumpDecided(e.Logical, c.ident(id), end)
			c.right(func() { c.logicalValue(e, r) })
			c.wroteParam(id.Ref)
			c.bind(end)
			return r
		}
	}
	t := c.target(e.Target, e.Value)
	v := c.alloc(1)
	c.value(&t, v)
	c.jumpDecided(e.Logical, v, end)
	c.right(func() {
		c.logicalValue(e, v)
		c.store(&t, v)
	})
	c.bind(end)
	return v
}

func (c *gen) logicalValue(e *ast.Assign, r int) {
	if id, ok := e.Target.(*ast.Ident); ok && !e.NoName {
		c.named(e.Value, id.Name, r)
	} else {
		c.exprTo(e.Value, r)
	}
}

// updateInPlace is ++x and --x of a variable in a register, which it returns;
// -1 when e is something else.
func (c *gen) updateInPlace(e *ast.Update) int {
	id, ok := e.Target.(*ast.Ident)
	if !ok || !e.Prefix {
		return -1
	}
	r := c.directReg(id)
	if r >= 0 {
		c.read(r)
		c.step(e, r, r)
		c.wroteParam(id.Ref)
	}
	return r
}

// step emits dst = src plus or minus 1.
func (c *gen) step(e *ast.Update, dst, src int) {
	c.at(e.Start)
	if e.Decrement {
		c.b.Dec(dst, src)
	} else {
		c.b.Inc(dst, src)
	}
}

// update is ++ and --; dst is -1 when nobody wants the value.
func (c *gen) update(e *ast.Update, dst int) {
	if id, ok := e.Target.(*ast.Ident); ok {
		if r := c.directReg(id); r >= 0 {
			c.read(r)
			c.wroteParam(id.Ref)
			c.updateRegister(e, r, dst)
			return
		}
	}
	t := c.target(e.Target)
	v := c.alloc(1)
	c.value(&t, v)
	if e.Prefix || dst < 0 {
		c.step(e, v, v)
		c.store(&t, v)
		if dst >= 0 {
			c.move(dst, v)
		}
		return
	}
	c.at(e.Start)
	c.b.ToNumeric(v, v)
	next := c.alloc(1)
	c.step(e, next, v)
	c.store(&t, next)
	c.move(dst, v)
}

func (c *gen) updateRegister(e *ast.Update, r, dst int) {
	switch {
	case e.Prefix || dst < 0:
		c.step(e, r, r)
		if dst >= 0 {
			c.move(dst, r)
		}
	case dst == r || c.isVar(dst):
		t := c.alloc(1)
		c.at(e.Start)
		c.b.ToNumeric(t, r)
		c.step(e, r, t)
		c.move(dst, t)
	default:
		c.at(e.Start)
		c.b.ToNumeric(dst, r)
		c.step(e, r, dst)
	}
}
