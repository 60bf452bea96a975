package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// usingKind says which resources a block may have to dispose of.
type usingKind uint8

const (
	usingNone usingKind = iota
	usingSync
	usingAsync
)

func usingOf(k ast.VarKind) usingKind {
	switch k {
	case ast.VarUsing:
		return usingSync
	case ast.VarAwaitUsing:
		return usingAsync
	}
	return usingNone
}

// hasUsing looks for using declarations directly in list.
func hasUsing(list []ast.Stmt) usingKind {
	kind := usingNone
	for _, s := range list {
		if e, ok := s.(*ast.ExportDecl); ok {
			s = e.Decl
		}
		if d, ok := s.(*ast.VarDecl); ok {
			kind = max(kind, usingOf(d.Kind))
		}
	}
	return kind
}

// disposing runs body and disposes of the resources declared in it
// (sec-disposeresources).
func (c *gen) disposing(kind usingKind, body func()) {
	if kind == usingNone {
		body()
		return
	}
	outer := c.capability
	c.capability = c.variable()
	c.runtime(c.capability, 0, bytecode.RtNewDisposeCapability)
	c.flow++
	c.finally(body, func(f *finally) {
		if kind == usingSync {
			c.disposeSync(f)
		} else {
			c.disposeAsync(f)
		}
	})
	c.flow--
	c.capability = outer
}

// disposeSync leaves f.kind as it is: when the body threw, so does the call.
func (c *gen) disposeSync(f *finally) {
	t := c.alloc(4)
	c.move(t, c.capability)
	c.b.LoadInt(t+3, finThrow)
	c.b.StrictEq(t+1, f.kind, t+3)
	c.b.LoadUndefined(t + 2)
	skip := &bytecode.Label{}
	c.b.JumpFalse(t+1, skip)
	c.move(t+2, f.value)
	c.bind(skip)
	c.runtime(t, 3, bytecode.RtDisposeSync)
	c.release(t)
}

// disposeAsync awaits what the resources give, one after the other; errors of
// the body and of each are collected and thrown at the end.
func (c *gen) disposeAsync(f *finally) {
	mark := c.top
	call := func(id bytecode.RuntimeID, arg int) int {
		t := c.alloc(2)
		c.move(t, c.capability)
		n := 1
		if arg >= 0 {
			c.move(t+1, arg)
			n = 2
		}
		c.runtime(t, n, id)
		c.release(t)
		return t
	}
	next, end, failed, bodyOK := &bytecode.Label{}, &bytecode.Label{}, &bytecode.Label{}, &bytecode.Label{}
	exc := c.variable()
	c.jumpKindNot(f.kind, finThrow, bodyOK)
	call(bytecode.RtDisposeAsyncFailed, f.value)
	c.bind(bodyOK)
	c.bindLoop(next)
	c.b.JumpFalse(call(bytecode.RtDisposeAsyncNext, -1), end)
	t := call(bytecode.RtDisposeAsyncValue, -1)
	c.alloc(1)
	c.pushControl(&control{kind: ctlHandler, handler: failed, exc: exc})
	c.b.Await(t)
	c.popControl()
	c.b.Loop(next)
	c.bind(failed)
	call(bytecode.RtDisposeAsyncFailed, exc)
	c.b.Loop(next)
	c.bind(end)
	call(bytecode.RtDisposeAsyncEnd, -1)
	c.release(mark)
}

// runtime emits a call of a runtime function.
func (c *gen) runtime(win, n int, id bytecode.RuntimeID) { c.b.Runtime(win, n, int(id)) }

// using is a using declaration of id.
func (c *gen) using(id *ast.Ident, x ast.Expr, async bool) {
	t := c.alloc(1)
	c.named(x, id.Name, t)
	kind := usingSync
	if async {
		kind = usingAsync
	}
	c.at(id.Start)
	c.useValue(id, t, kind)
}

// useValue binds id to register r and adds it to the resources.
func (c *gen) useValue(id *ast.Ident, r int, kind usingKind) {
	t := c.alloc(3)
	c.move(t, c.capability)
	c.move(t+1, r)
	if kind == usingAsync {
		c.b.LoadTrue(t + 2)
	} else {
		c.b.LoadFalse(t + 2)
	}
	c.at(id.Start)
	c.runtime(t, 3, bytecode.RtAddDisposable)
	c.initialise(id.Ref, r)
	c.release(t)
}
