package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// bindMode says what a pattern does to its names.
type bindMode uint8

const (
	bindInit   bindMode = iota // initialises bindings: let, const, parameters, catch
	bindAssign                 // assigns: var and assignment patterns
)

// patternSource is what a pattern takes apart, as messages name it: an
// expression, or a text of V8's: ".for" and ".catch" for what has no
// expression, nestedSource for the value of another pattern's element, "" for an argument.
type patternSource struct {
	expr ast.Expr
	text string
}

const nestedSource = "."

// bindPattern gives the names in p their values from register src, which nothing
// in p may write to.
func (c *gen) bindPattern(p ast.Pattern, src int, mode bindMode) {
	mark := c.top
	c.enterNode()
	from := c.patternSource
	c.patternSource = patternSource{}
	switch p := p.(type) {
	case *ast.ArrayPattern:
		c.arrayPattern(p, src, mode, from)
	case *ast.ObjectPattern:
		c.objectPattern(p, src, mode, from)
	case *ast.Ident:
		if mode == bindInit {
			c.at(p.Start)
			c.initialise(p.Ref, src)
			break
		}
		t := c.target(p)
		c.store(&t, src)
	default:
		t := c.target(p)
		c.store(&t, src)
	}
	c.depth--
	c.release(mark)
}

// element binds one element of a pattern: get puts its value in a register,
// after the parts of the target have been evaluated.
func (c *gen) element(p ast.Pattern, def ast.Expr, noName bool, mode bindMode, get func(dst int)) {
	mark := c.top
	var t target
	r := -1
	switch q := p.(type) {
	case *ast.Ident:
		r = c.elementReg(q, def, mode)
		if mode == bindAssign {
			t = c.target(q)
		}
	case *ast.ArrayPattern, *ast.ObjectPattern:
	default:
		t = c.target(p)
	}
	direct := r >= 0
	if !direct {
		r = c.alloc(1)
	}
	get(r)
	if def != nil {
		name := ""
		if !noName {
			name = targetName(p)
		}
		c.defaultValue(def, name, r)
	}
	if _, ok := p.(*ast.Ident); ok && direct {
		c.wrote(r)
		c.wroteParam(p.(*ast.Ident).Ref)
	} else if t.node != nil {
		c.store(&t, r)
	} else {
		c.patternSource.text = nestedSource
		c.bindPattern(p, r, mode)
	}
	c.release(mark)
}

// elementReg is the register of id when an element's value may go straight
// there, -1 otherwise: not when a default value could still see the variable.
func (c *gen) elementReg(id *ast.Ident, def ast.Expr, mode bindMode) int {
	if mode == bindInit {
		if def != nil && id.Ref.CheckTDZ {
			return -1
		}
		return c.declaredReg(id)
	}
	if def != nil {
		return -1
	}
	return c.directReg(id)
}

// defaultValue puts the value of def in r when r is undefined.
func (c *gen) defaultValue(def ast.Expr, name string, r int) {
	over := &bytecode.Label{}
	c.b.JumpNotUndefined(r, over)
	c.right(func() { c.named(def, name, r) })
	c.bind(over)
}

// arrayPattern iterates over src. When binding an element fails, the iterator
// is closed, unless it is done or failed itself, which its third register says.
func (c *gen) arrayPattern(p *ast.ArrayPattern, src int, mode bindMode, from patternSource) {
	it := c.alloc(3)
	c.at(p.Start)
	if from.expr != nil {
		c.at(from.expr.Source().Start)
		switch e := from.expr.(type) {
		case *ast.Ident, *ast.Null, *ast.Bool, *ast.Number, *ast.Object, *ast.Array:
			c.callText(e)
		case *ast.Call:
			if _, ok := e.Callee.(*ast.Ident); ok {
				c.iterationText(e)
			}
		}
	} else if from.text != nestedSource && from.text != "" {
		c.b.SetCallTextString(from.text)
	}
	c.b.GetIterator(it, src, 0)
	k := &control{kind: ctlIterator, it: it, mayBeDone: true, exc: c.alloc(1)}
	if !c.safeElements(p, mode) {
		k.handler = &bytecode.Label{}
	}
	c.pushControl(k)
	for i := range p.Elems {
		e := &p.Elems[i]
		if e.Target == nil {
			c.b.IteratorElement(it, k.exc)
			continue
		}
		c.element(e.Target, e.Default, e.NoName, mode, func(dst int) {
			c.at(e.Target.Source().Start)
			c.b.IteratorElement(it, dst)
		})
	}
	if p.Rest != nil {
		c.element(p.Rest, nil, false, mode, func(dst int) {
			c.at(p.Rest.Source().Start)
			c.b.IteratorRest(it, dst)
		})
	}
	c.popControl()
	end := &bytecode.Label{}
	if p.Rest == nil {
		c.b.JumpTrue(it+2, end)
		c.at(p.Start)
		c.b.IteratorClose(it, 0)
	}
	if k.handler != nil {
		c.b.Jump(end)
		c.bindLoop(k.handler)
		c.closeThrowing(k)
	}
	c.bind(end)
}

// safeElements reports whether nothing but the iterator itself can fail, or
// suspend, while the elements of p are bound.
func (c *gen) safeElements(p *ast.ArrayPattern, mode bindMode) bool {
	for i := range p.Elems {
		e := &p.Elems[i]
		if e.Target != nil && (e.Default != nil || !c.safeTarget(e.Target, mode)) {
			return false
		}
	}
	return p.Rest == nil || c.safeTarget(p.Rest, mode)
}

func (c *gen) safeTarget(p ast.Pattern, mode bindMode) bool {
	id, ok := p.(*ast.Ident)
	if !ok || id.Ref == nil {
		return false
	}
	if mode == bindInit {
		return id.Ref.Place == placeReg || id.Ref.Place == placeEnv
	}
	return c.directReg(id) >= 0
}

// objectPattern reads properties of src.
func (c *gen) objectPattern(p *ast.ObjectPattern, src int, mode bindMode, from patternSource) {
	first := -1
	if len(p.Props) > 0 && !p.Props[0].Computed {
		if name, ok := keyString(p.Props[0].Key); ok {
			first = c.str(name)
		}
	}
	c.at(p.Start)
	if from.expr != nil {
		c.callText(from.expr)
	} else if from.text != "" {
		c.b.SetCallTextString(from.text)
	}
	c.b.CheckObjectCoercible(src, first)
	keys := -1
	if p.Rest != nil {
		keys = c.alloc(len(p.Props))
	}
	for i := range p.Props {
		key := -1
		if keys >= 0 {
			key = keys + i
		}
		c.patternProp(&p.Props[i], src, key, mode)
	}
	if p.Rest != nil {
		c.objectRest(p, src, keys, mode)
	}
}

// patternProp binds one property. Its key is kept in register keep for a rest
// element, unless that is -1.
func (c *gen) patternProp(p *ast.PatternProp, src, keep int, mode bindMode) {
	mark := c.top
	name, literal := keyString(p.Key)
	literal = literal && !p.Computed
	key := keep
	if !literal {
		if key < 0 {
			key = c.alloc(1)
		}
		c.exprTo(p.Key, key)
		c.at(p.Key.Source().Start)
		c.b.ToPropertyKey(key, key)
	} else if keep >= 0 {
		c.loadString(keep, name)
	}
	pos := p.Key.Source().Start
	c.element(p.Target, p.Default, p.NoName, mode, func(dst int) {
		if literal {
			c.getNamed(dst, src, name, pos)
			return
		}
		c.at(pos)
		c.b.GetElem(dst, src, key)
	})
	c.release(mark)
}

// objectRest binds the rest of src's properties.
func (c *gen) objectRest(p *ast.ObjectPattern, src, keys int, mode bindMode) {
	c.element(p.Rest, nil, false, mode, func(dst int) {
		t := c.early(dst)
		c.b.NewObject(t, 0)
		c.at(p.Rest.Source().Start)
		if n := len(p.Props); n < 256 {
			c.b.CopyDataProps(t, src, keys, n)
		} else {
			list := c.alloc(1)
			c.b.NewArray(list, keys, n)
			c.b.CopyDataPropsExcept(t, src, list)
		}
		c.late(dst, t)
	})
}
