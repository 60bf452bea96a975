package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// property is the value of a property access.
func (c *gen) property(e ast.Expr, dst int) {
	switch e := e.(type) {
	case *ast.Member:
		c.getMember(dst, c.memberObject(e), e)
	case *ast.Index:
		c.index(e, dst)
	case *ast.PrivateMember:
		obj := c.linkObject(e.Object, e.Optional)
		name := c.privateName(e.Name)
		c.at(e.Name.Start)
		c.b.GetPrivate(dst, obj, name)
	case *ast.SuperMember:
		this := c.this(&e.This)
		key := c.alloc(1)
		c.loadString(key, e.Name)
		c.at(e.NamePos)
		c.getSuper(&e.Super, dst, this, key)
	case *ast.SuperIndex:
		this := c.this(&e.This)
		key := c.expr(e.Index)
		c.at(e.Start)
		c.getSuper(&e.Super, dst, this, key)
	}
}

// memberObject evaluates the object of e. Reading the length of the arguments
// object is noted as such.
func (c *gen) memberObject(e *ast.Member) int {
	if r := c.ownArguments(e.Object); r >= 0 && e.Name == "length" {
		c.argUse |= argLength
		return r
	}
	return c.linkObject(e.Object, e.Optional)
}

// ownArguments is the register of this function's arguments object when e is
// that, -1 otherwise.
func (c *gen) ownArguments(e ast.Expr) int {
	id, ok := e.(*ast.Ident)
	if !ok || id.Ref == nil || !c.isArguments(id.Ref) || id.Ref.Place != placeReg {
		return -1
	}
	return int(id.Ref.Index)
}

// linkObject evaluates the object of a link. For a?.b the chain ends here when it
// is undefined or null. later are expressions evaluated while it is kept.
func (c *gen) linkObject(x ast.Expr, optional bool, later ...ast.Expr) int {
	r := c.operand(x, later...)
	if optional {
		c.b.JumpNullish(r, c.chainEnd)
	}
	return r
}

func (c *gen) getMember(dst, obj int, e *ast.Member) {
	c.getNamed(dst, obj, e.Name, e.NamePos)
}

// getNamed emits dst = obj.name.
func (c *gen) getNamed(dst, obj int, name string, pos int32) {
	s := -1
	if !isIndex(name) {
		s = c.site(name)
	}
	if s < 0 {
		key := c.alloc(1)
		c.loadString(key, name)
		c.at(pos)
		c.b.GetElem(dst, obj, key)
		c.release(key)
		return
	}
	c.at(pos)
	if name == "length" {
		c.b.GetLength(dst, obj, s)
	} else {
		c.b.GetProp(dst, obj, s)
	}
}

// setNamed emits obj.name = src.
func (c *gen) setNamed(obj, src int, name string, pos int32) {
	s := -1
	if !isIndex(name) {
		s = c.site(name)
	}
	if s < 0 {
		key := c.alloc(1)
		c.loadString(key, name)
		c.at(pos)
		c.b.SetElem(obj, key, src, c.strictBit())
		c.release(key)
		return
	}
	c.at(pos)
	c.b.SetProp(obj, src, s, c.strictBit())
}

func (c *gen) index(e *ast.Index, dst int) {
	obj := c.ownArguments(e.Object)
	if obj >= 0 {
		c.argUse |= argElements
		if c.assigns(e.Index, obj) {
			obj = c.fresh(obj)
		}
	} else {
		obj = c.linkObject(e.Object, e.Optional, e.Index)
	}
	if s, ok := e.Index.(*ast.String); ok && !isIndex(s.Value) {
		c.getNamed(dst, obj, s.Value, s.Start)
		return
	}
	key := c.expr(e.Index)
	c.at(e.Index.Source().Start)
	c.b.GetElem(dst, obj, key)
}

// isIndex reports whether name is a canonical array index, or may be one: such
// keys have no sites.
func isIndex(name string) bool {
	return name != "" && name[0] >= '0' && name[0] <= '9'
}

// superHome gives the operands for the home object: none when the running
// function has it, else the register of the function that has.
func (c *gen) superHome(s *ast.Super) (reg int, other bool) {
	b := s.Home.Ref
	if b != nil && (b.Place == placeReg || c.fn != nil && b.Scope.Func == c.fn) {
		return 0, false
	}
	var slot *bytecode.SlotRef
	if c.eval != nil {
		slot = c.eval.HomeSlot
	}
	return c.hiddenReg(b, slot), true
}

func (c *gen) getSuper(s *ast.Super, dst, this, key int) {
	home, other := c.superHome(s)
	if !other {
		c.b.GetSuper(dst, this, key, 0)
		return
	}
	c.b.GetSuper(dst, this, key, 1)
	c.b.Ext(home, 0)
}

// superBase is a register with the object where super properties are looked up.
func (c *gen) superBase(s *ast.Super) int {
	t := c.alloc(1)
	home, other := c.superHome(s)
	if other {
		c.b.GetSuperBase(t, home, 1)
	} else {
		c.b.GetSuperBase(t, t, 0)
	}
	return t
}

// optionalChain is a?.b...: undefined when a link before a ?. is undefined or
// null.
func (c *gen) optionalChain(e *ast.OptionalChain, dst int) {
	t := c.early(dst)
	c.chain(t, func() { c.exprTo(e.X, t) }, func() { c.b.LoadUndefined(t) })
	c.late(dst, t)
}

// chain makes the code of a chain that ends early with absent.
func (c *gen) chain(dst int, body, absent func()) {
	outer := c.chainEnd
	ends, end := &bytecode.Label{}, &bytecode.Label{}
	c.chainEnd = ends
	c.right(body)
	c.chainEnd = outer
	c.b.Jump(end)
	c.bind(ends)
	absent()
	c.bind(end)
}
