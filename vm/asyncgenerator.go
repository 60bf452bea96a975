package vm

import (
	"unsafe"

	"gojs/gc"
)

// AsyncGeneratorObject is an AsyncGenerator
// (sec-properties-of-asyncgenerator-intances). Its queue holds three words per
// request: the ResumeMode, the value and the promise.
//
//gojs:cell
type AsyncGeneratorObject struct {
	activation
	queue gc.Ref // List, or 0
	_     uint32
}

const requestWords = 3

func (vm *VM) requests(g *AsyncGeneratorObject) int {
	if g.queue == 0 {
		return 0
	}
	return vm.ListLen(vm.ListAtRef(g.queue)) / requestWords
}

// firstRequest is the request at the head of the queue.
func (vm *VM) firstRequest(g *AsyncGeneratorObject) (mode ResumeMode, v, promise Value) {
	w := vm.ListItems(vm.ListAtRef(g.queue))
	return ResumeMode(w[0].Int()), w[1], w[2]
}

func (vm *VM) dropRequest(g *AsyncGeneratorObject) {
	l := vm.ListAtRef(g.queue)
	w := gc.At[wordsCell](vm.heap, l.items)
	items := vm.words(w)
	copy(items, items[requestWords:])
	w.count -= requestWords
}

// AsyncGeneratorEnqueue is the next, throw or return method of async generators
// (sec-asyncgenerator-prototype-next and following): the promise of its result.
func (vm *VM) AsyncGeneratorEnqueue(gen, v Value, mode ResumeMode) Value {
	p := vm.NewPromise()
	pv := vm.ObjectValue(p)
	g := As[AsyncGeneratorObject](vm, gen, KindAsyncGenerator)
	if g == nil {
		e, _ := vm.Try(func() Value {
			vm.ThrowTypeError("%s method called on incompatible receiver %s", [...]string{"next", "throw", "return"}[mode], vm.Display(gen))
			return Undefined
		})
		vm.RejectPromise(p, e)
		return pv
	}
	if mode == ResumeThrow && g.state == suspendedStart {
		g.release()
	}
	if g.state == completed && mode != ResumeReturn {
		if mode == ResumeThrow {
			vm.RejectPromise(p, v)
		} else {
			vm.ResolvePromise(p, vm.CreateIterResult(Undefined, true))
		}
		return pv
	}
	if g.queue == 0 {
		g.queue = vm.ListRef(vm.NewList())
	}
	l := vm.ListAtRef(g.queue)
	vm.Append(l, IntValue(int32(mode)))
	vm.Append(l, v)
	vm.Append(l, pv)
	switch g.state {
	case suspendedStart, completed:
		if mode == ResumeReturn {
			g.release()
			g.state = drainingQueue
			vm.asyncGeneratorAwaitReturn(g)
			break
		}
		vm.pumpAsyncGenerator(g)
	case suspendedYield:
		vm.pumpAsyncGenerator(g)
	}
	return pv
}

// pumpAsyncGenerator resumes g as long as it is suspended at a yield, or at its
// start, and requests wait (sec-asyncgeneratorresume). The code around a yield
// itself awaits the value of a return request.
func (vm *VM) pumpAsyncGenerator(g *AsyncGeneratorObject) {
	for (g.state == suspendedYield || g.state == suspendedStart) && vm.requests(g) > 0 {
		mode, v, _ := vm.firstRequest(g)
		vm.resumeAsyncGenerator(g, v, mode)
	}
}

// resumeAsyncGenerator runs g until it is suspended.
func (vm *VM) resumeAsyncGenerator(g *AsyncGeneratorObject, v Value, mode ResumeMode) {
	s := vm.state()
	fr := vm.reenter(&g.activation, frameEntry|frameAsync, 0)
	if !vm.deliver(fr, v, mode) {
		vm.popFrame()
		vm.restore(s)
		vm.asyncGeneratorCompleted(g, v, true)
		return
	}
	vm.enter(s)
}

// asyncGeneratorYield is the yield of a value that was awaited
// (sec-asyncgeneratoryield). When requests wait, the one who resumed g resumes
// it again.
func (vm *VM) asyncGeneratorYield(g *AsyncGeneratorObject, v Value) (Value, bool) {
	vm.asyncGeneratorCompleteStep(g, v, false, false)
	fr := vm.suspend(&g.activation)
	g.state = suspendedYield
	return Undefined, fr.flags&frameEntry != 0
}

// asyncGeneratorCompleteStep is sec-asyncgeneratorcompletestep.
func (vm *VM) asyncGeneratorCompleteStep(g *AsyncGeneratorObject, v Value, threw, done bool) {
	_, _, p := vm.firstRequest(g)
	vm.dropRequest(g)
	if threw {
		vm.RejectPromise(vm.Obj(p), v)
		return
	}
	vm.ResolvePromise(vm.Obj(p), vm.CreateIterResult(v, done))
}

// asyncGeneratorCompleted is the end of g's body (sec-asyncgeneratorstart).
func (vm *VM) asyncGeneratorCompleted(g *AsyncGeneratorObject, v Value, threw bool) {
	g.release()
	g.state = drainingQueue
	vm.asyncGeneratorCompleteStep(g, v, threw, true)
	vm.asyncGeneratorDrainQueue(g)
}

// asyncGeneratorDrainQueue is sec-asyncgeneratordrainqueue.
func (vm *VM) asyncGeneratorDrainQueue(g *AsyncGeneratorObject) {
	for vm.requests(g) > 0 {
		mode, v, _ := vm.firstRequest(g)
		if mode == ResumeReturn {
			vm.asyncGeneratorAwaitReturn(g)
			return
		}
		if mode == ResumeNext {
			v = Undefined
		}
		vm.asyncGeneratorCompleteStep(g, v, mode == ResumeThrow, true)
	}
	g.state = completed
}

// asyncGeneratorAwaitReturn is sec-asyncgeneratorawaitreturn.
func (vm *VM) asyncGeneratorAwaitReturn(g *AsyncGeneratorObject) {
	_, v, _ := vm.firstRequest(g)
	p, threw := vm.Try(func() Value { return vm.ObjectValue(&vm.promiseFor(v).Object) })
	if threw {
		vm.asyncGeneratorReturned(g, p, false)
		return
	}
	vm.addReaction(vm.PromiseOf(p), vm.newReaction(reactAwaitReturn, vm.heap.RefOf(unsafe.Pointer(g))))
}

// asyncGeneratorReturned goes on when the promise of AsyncGeneratorAwaitReturn
// is settled.
func (vm *VM) asyncGeneratorReturned(g *AsyncGeneratorObject, v Value, fulfilled bool) {
	vm.asyncGeneratorCompleteStep(g, v, !fulfilled, true)
	vm.asyncGeneratorDrainQueue(g)
}

// Async-from-sync iterators (sec-async-from-sync-iterator-objects).

// asyncFromSyncIterator holds a sync Iterator Record.
//
//gojs:cell
type asyncFromSyncIterator struct {
	Object
	iter, next Value
}

var kindAsyncFromSync = NewKind[asyncFromSyncIterator]("AsyncFromSyncIterator", gc.Layout{})

func init() {
	Declare(&ObjectSpec{ID: AsyncFromSyncIteratorPrototype, Proto: AsyncIteratorPrototype, Props: []Spec{
		{Key: "next", Fn: asyncFromSyncNext},
		{Key: "return", Fn: asyncFromSyncReturn},
		{Key: "throw", Fn: asyncFromSyncThrow},
	}})
}

// CreateAsyncFromSyncIterator is sec-createasyncfromsynciterator.
func (vm *VM) CreateAsyncFromSyncIterator(iter, next Value) (asyncIter, asyncNext Value) {
	o := Alloc[asyncFromSyncIterator](vm, kindAsyncFromSync, vm.realm.Intrinsic(AsyncFromSyncIteratorPrototype))
	o.iter, o.next = iter, next
	return vm.ObjectValue(&o.Object), vm.Get(&o.Object, vm.names.next)
}

// withArg calls f with the argument of the call c, if it has one.
func (c *Call) withArg(f, this Value) Value {
	if c.Argc() == 0 {
		return c.VM.Call(f, this)
	}
	return c.VM.Call(f, this, c.Arg(0))
}

// rejecting makes a promise, runs f with it and rejects it with what f throws.
func (c *Call) rejecting(f func(p *Object)) Value {
	p := c.NewPromise()
	if v, threw := c.Try(func() Value {
		f(p)
		return Undefined
	}); threw {
		c.RejectPromise(p, v)
	}
	return c.ObjectValue(p)
}

func (c *Call) fromSync() *asyncFromSyncIterator {
	return As[asyncFromSyncIterator](c.VM, c.This(), kindAsyncFromSync)
}

// %AsyncFromSyncIteratorPrototype%.next ( [ value ] ) sec-%asyncfromsynciteratorprototype%.next
func asyncFromSyncNext(c *Call) Value {
	it := c.fromSync()
	return c.rejecting(func(p *Object) {
		c.fromSyncContinue(c.withArg(it.next, it.iter), p, it, true)
	})
}

// %AsyncFromSyncIteratorPrototype%.return ( [ value ] ) sec-%asyncfromsynciteratorprototype%.return
func asyncFromSyncReturn(c *Call) Value {
	it := c.fromSync()
	return c.rejecting(func(p *Object) {
		ret := c.GetMethod(it.iter, c.names.return_)
		if ret == Undefined {
			c.ResolvePromise(p, c.CreateIterResult(c.Arg(0), true))
			return
		}
		c.fromSyncContinue(c.withArg(ret, it.iter), p, it, false)
	})
}

// %AsyncFromSyncIteratorPrototype%.throw ( [ value ] ) sec-%asyncfromsynciteratorprototype%.throw
func asyncFromSyncThrow(c *Call) Value {
	it := c.fromSync()
	return c.rejecting(func(p *Object) {
		throw := c.GetMethod(it.iter, c.names.throw_)
		if throw == Undefined {
			c.IteratorClose(it.iter)
			c.ThrowTypeError("The iterator does not provide a 'throw' method")
		}
		c.fromSyncContinue(c.withArg(throw, it.iter), p, it, true)
	})
}

// fromSyncContinue is AsyncFromSyncIteratorContinuation
// (sec-asyncfromsynciteratorcontinuation); what it throws rejects p.
func (vm *VM) fromSyncContinue(result Value, p *Object, it *asyncFromSyncIterator, closeIt bool) {
	o := vm.iteratorResult(result)
	done := vm.IteratorComplete(o)
	v := vm.IteratorValue(o)
	wrapper, threw := vm.Try(func() Value { return vm.ObjectValue(&vm.promiseFor(v).Object) })
	if threw {
		if !done && closeIt {
			vm.IteratorCloseThrow(it.iter)
		}
		vm.Throw(wrapper)
	}
	r := vm.newHandlerReaction(reactFromSync)
	r.promise, r.resolve, r.reject = vm.ObjectValue(p), BoolValue(done), Undefined
	if !done && closeIt {
		r.reject = it.iter
	}
	vm.addReaction(vm.PromiseOf(wrapper), &r.reaction)
}

// fromSyncSettled gives the result of a sync iterator, its value awaited, to
// the promise of the async one.
func (vm *VM) fromSyncSettled(r *handlerReaction, v Value, fulfilled bool) {
	p := vm.Obj(r.promise)
	if fulfilled {
		vm.ResolvePromise(p, vm.CreateIterResult(v, r.resolve == True))
		return
	}
	if r.reject != Undefined {
		vm.IteratorCloseThrow(r.reject)
	}
	vm.RejectPromise(p, v)
}
