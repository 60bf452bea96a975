package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// try is the try statement. With a finally block every way out of the block
// and the catch clause goes there with its completion in two registers, and on
// from there by dispatch.
func (c *gen) try(s *ast.Try) {
	c.noValue()
	c.flow++
	defer func() { c.flow-- }()
	if s.Finalizer == nil {
		c.tryCatch(s)
		return
	}
	c.finally(func() {
		if s.Handler != nil {
			c.tryCatch(s)
		} else {
			c.block(s.Block)
		}
	}, func(*finally) { c.finalizer(s.Finalizer) })
}

// finally runs body, then after, on every way out of body. after may change the
// completion.
func (c *gen) finally(body func(), after func(*finally)) {
	f := &finally{entry: &bytecode.Label{}, kind: c.variable(), value: c.variable()}
	c.b.LoadUndefined(f.value)
	k := c.pushControl(&control{kind: ctlFinally, fin: f, handler: &bytecode.Label{}, exc: f.value})
	body()
	if c.reachable() {
		c.b.LoadInt(f.kind, finNormal)
		c.b.Jump(f.entry)
	}
	c.popControl()
	c.bindLoop(k.handler)
	c.b.LoadInt(f.kind, finThrow)
	c.bind(f.entry)
	after(f)
	if c.reachable() {
		c.dispatch(f)
	}
}

// finalizer is a finally block: its value counts only when it is left by break
// or continue.
func (c *gen) finalizer(b *ast.Block) {
	if c.completion < 0 {
		c.block(b)
		return
	}
	kept := c.variable()
	c.move(kept, c.completion)
	c.noValue()
	c.block(b)
	c.move(c.completion, kept)
}

func (c *gen) tryCatch(s *ast.Try) {
	exc := c.variable()
	k := c.pushControl(&control{kind: ctlHandler, handler: &bytecode.Label{}, exc: exc})
	c.block(s.Block)
	c.popControl()
	end := &bytecode.Label{}
	if c.reachable() {
		c.b.Jump(end)
	}
	if len(k.own) > 0 {
		c.bindLoop(k.handler)
		c.catch(s.Handler, exc)
	}
	c.bind(end)
}

func (c *gen) catch(h *ast.Catch, exc int) {
	c.noValue()
	st := c.save()
	if s := h.Scope; s != nil {
		id, simple := h.Param.(*ast.Ident)
		if simple && len(s.Bindings) == 1 && id.Ref == s.Bindings[0] && !c.inEnv(id.Ref) {
			id.Ref.Place, id.Ref.Index = placeReg, int32(exc)
		} else {
			c.open(s)
			c.patternSource.text = ".catch"
			c.bindPattern(h.Param, exc, bindInit)
		}
	} else if h.Param != nil {
		c.patternSource.text = ".catch"
		c.bindPattern(h.Param, exc, bindInit) // an empty pattern
	}
	c.block(h.Body)
	c.leave(st)
}
