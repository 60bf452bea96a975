package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// yield is yield and yield* (sec-generator-function-definitions-runtime-semantics-evaluation).
func (c *gen) yield(e *ast.Yield, dst int) {
	t := c.alloc(2)
	if e.Delegate {
		c.delegate(e, t)
	} else {
		if e.X == nil {
			c.b.LoadUndefined(t)
		} else {
			c.exprTo(e.X, t)
		}
		c.at(e.Start)
		if c.asyncGenerator() {
			c.b.Await(t)
		}
		c.b.Yield(t, t+1, 0)
		on := &bytecode.Label{}
		c.b.JumpFalse(t+1, on)
		c.returnSent(t)
		c.bind(on)
	}
	c.move(dst, t)
}

// returnSent goes on as return t does, t having been given to the generator's
// return method.
func (c *gen) returnSent(t int) {
	if c.asyncGenerator() {
		c.b.Await(t)
	}
	c.exit(exit{value: t})
}

// Modes in which the generator is resumed inside yield*, see Yield's D 2.
const (
	sentNext = iota
	sentThrow
	sentReturn
)

// delegate is yield*: t is the value sent, then the result.
//
//	it, next = iterator of X; t = undefined; mode = next
//	loop: res = call of next, throw or return with t
//	      done: t = value, end (mode return: return t)
//	      t, mode = yield res
func (c *gen) delegate(e *ast.Yield, t int) {
	async := c.asyncGenerator()
	d := 2
	if async {
		d = 3
	}
	it := c.alloc(3)
	mode := t + 1
	c.exprTo(e.X, t)
	c.at(e.Start)
	c.b.GetIterator(it, t, d)
	c.b.LoadUndefined(t)
	c.b.LoadInt(mode, sentNext)
	var loop, throw, ret, got, again, end bytecode.Label
	c.flow++
	c.bindLoop(&loop)
	res := c.alloc(1)
	c.jumpKindIs(mode, sentThrow, &throw)
	c.jumpKindIs(mode, sentReturn, &ret)
	c.delegateCall(it, it+1, t, res)
	c.bind(&got)
	c.delegateResult(async, res)
	c.jumpDone(res, mode, t, &end)
	c.bind(&again)
	c.delegateYield(async, res, t, mode)
	c.b.Loop(&loop)
	c.bind(&throw)
	c.delegateThrow(async, it, t, res, &got)
	c.bind(&ret)
	c.delegateReturn(async, it, t, res, &got)
	c.bind(&end)
	c.flow--
}

func (c *gen) jumpKindIs(reg, kind int, to *bytecode.Label) {
	over := &bytecode.Label{}
	if !c.long {
		c.b.JumpStrictEqI(reg, kind, to)
		return
	}
	c.jumpKindNot(reg, kind, over)
	c.b.Jump(to)
	c.bind(over)
}

// delegateCall emits res = call of method on the iterator with t.
func (c *gen) delegateCall(it, method, t, res int) {
	w := c.alloc(3)
	c.move(w, method)
	c.move(w+1, it)
	c.move(w+2, t)
	c.b.Call(w, 1, res)
	c.release(w)
}

// delegateResult awaits an inner result in an async generator and checks it.
func (c *gen) delegateResult(async bool, res int) {
	if async {
		c.b.Await(res)
	}
	c.b.CheckIteratorResult(res)
}

// runtimeOn emits r = id(arg).
func (c *gen) runtimeOn(r, arg int, id bytecode.RuntimeID) {
	w := c.alloc(1)
	c.move(w, arg)
	c.runtime(w, 1, id)
	c.move(r, w)
	c.release(w)
}

// jumpDone ends yield* when the inner result res says done: with its value in t, or
// by returning it.
func (c *gen) jumpDone(res, mode, t int, end *bytecode.Label) {
	more := &bytecode.Label{}
	done := c.alloc(1)
	c.runtimeOn(done, res, bytecode.RtIteratorComplete)
	c.b.JumpFalse(done, more)
	c.runtimeOn(t, res, bytecode.RtIteratorValue)
	c.release(done)
	next := &bytecode.Label{}
	c.jumpKindIs(mode, sentReturn, next)
	c.b.Jump(end)
	c.bind(next)
	c.exit(exit{value: t})
	c.bind(more)
}

// delegateYield yields the inner result. What is sent to an async generator's
// return is awaited; when that fails, the failure is thrown into the inner
// iterator.
func (c *gen) delegateYield(async bool, res, t, mode int) {
	if !async {
		c.move(t, res)
		c.b.Yield(t, mode, 3)
		return
	}
	c.runtimeOn(t, res, bytecode.RtIteratorValue)
	c.b.Yield(t, mode, 2)
	on, failed := &bytecode.Label{}, &bytecode.Label{}
	other := &bytecode.Label{}
	c.jumpKindIs(mode, sentReturn, other)
	c.b.Jump(on)
	c.bind(other)
	exc := c.alloc(1)
	k := c.pushControl(&control{kind: ctlHandler, handler: failed, exc: exc})
	c.b.Await(t)
	c.popControl()
	_ = k
	c.b.Jump(on)
	c.bindLoop(failed)
	c.move(t, exc)
	c.b.LoadInt(mode, sentThrow)
	c.release(exc)
	c.bind(on)
}

// innerMethod emits m = GetMethod(iterator, name) and a jump to absent.
func (c *gen) innerMethod(it int, name string, absent *bytecode.Label) int {
	w := c.alloc(2)
	c.move(w, it)
	c.loadString(w+1, name)
	c.runtime(w, 2, bytecode.RtGetMethodByName)
	c.b.JumpUndefined(w, absent)
	c.release(w + 1)
	return w
}

func (c *gen) delegateThrow(async bool, it, t, res int, got *bytecode.Label) {
	absent := &bytecode.Label{}
	m := c.innerMethod(it, "throw", absent)
	c.delegateCall(it, m, t, res)
	c.b.Jump(got)
	c.release(m)
	c.bind(absent)
	if async {
		c.closeAsync(it)
	} else {
		c.b.IteratorClose(it, 0)
	}
	w := c.alloc(1)
	c.move(w, it)
	c.runtime(w, 1, bytecode.RtThrowTypeErrorNoThrowMethod)
	c.b.Throw(w)
	c.release(w)
}

func (c *gen) delegateReturn(async bool, it, t, res int, got *bytecode.Label) {
	absent := &bytecode.Label{}
	m := c.innerMethod(it, "return", absent)
	c.delegateCall(it, m, t, res)
	c.b.Jump(got)
	c.release(m)
	c.bind(absent)
	if async {
		c.b.Await(t)
	}
	c.exit(exit{value: t})
}
