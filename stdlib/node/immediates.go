package node

import (
	"gojs/gc"
	"gojs/loop"
	"gojs/vm"
)

// immediateObject is an Immediate.
//
//gojs:cell
type immediateObject struct {
	vm.Object
	callback vm.Value // undefined when it has run or was cleared
	args     vm.Value // array, or undefined
	context  vm.Value // the asynchronous one
	ids      asyncIDs
	refed    bool
	counted  bool
	_        [6]byte
}

// immediateQueue is the immediates of a System: a check handle of the loop runs
// those that were there when their phase began; while one of them keeps the loop
// alive, an idle handle keeps the poll phase from waiting.
type immediateQueue struct {
	list  *gc.Root // List
	check *loop.Check
	idle  *loop.Idle
	alive int
}

var (
	kindImmediate        = vm.NewKind[immediateObject]("Immediate", gc.Layout{})
	immediatePrototype   = vm.NewIntrinsic()
	immediateConstructor = vm.NewIntrinsic()
)

func init() {
	vm.Declare(
		&vm.ObjectSpec{ID: immediateConstructor, Proto: vm.FunctionPrototype,
			Func: &vm.Spec{Key: "Immediate", Ctor: immediatePrototype, Fn: illegalConstructor}},
		&vm.ObjectSpec{ID: immediatePrototype, Proto: vm.ObjectPrototype, Props: []vm.Spec{
			{Key: "constructor", Kind: vm.Reference, Ref: immediateConstructor},
			{Key: "ref", Fn: immediateRef},
			{Key: "unref", Fn: immediateUnref},
			{Key: "hasRef", Fn: immediateHasRef},
			{Key: "_destroyed", Kind: vm.Accessor, Get: immediateDestroyed},
			{Key: "@@dispose", Fn: immediateDispose, Name: "[Symbol.dispose]"},
		}})
}

// globalSetImmediate is setImmediate ( callback, ...args )
func globalSetImmediate(c *vm.Call) vm.Value {
	if !c.IsCallable(c.Arg(0)) {
		throwArgType(c.VM, "callback", "of type function", c.Arg(0))
	}
	s := Of(c.VM)
	args := vm.Value(vm.Undefined)
	if c.Argc() > 1 {
		args = c.ObjectValue(c.NewArrayOf(c.Args()[1:]...))
	}
	o := vm.Alloc[immediateObject](c.VM, kindImmediate, c.Realm().Intrinsic(immediatePrototype))
	o.callback, o.args, o.refed = c.Arg(0), args, true
	o.context, o.ids = c.AsyncContext(), s.asyncInit("Immediate", c.ObjectValue(&o.Object))
	c.Append(s.immediateList(), c.ObjectValue(&o.Object))
	s.countImmediate(o, true)
	return c.ObjectValue(&o.Object)
}

// immediateList is the queue, whose handles are made with it.
func (s *System) immediateList() *vm.List {
	q := &s.timers.immed
	if q.list == nil {
		q.list = s.vm.Heap().NewRoot(gc.Word(s.vm.ListValue(s.vm.NewList())))
		l := s.host.Loop()
		q.check, q.idle = l.NewCheck(s.runImmediates), l.NewIdle(func() {})
		q.check.Unref()
		_ = q.check.Start() // it has a callback and is not closing
	}
	return s.vm.ListOf(vm.Value(q.list.Get()))
}

func (s *System) countImmediate(o *immediateObject, on bool) {
	on = on && o.refed
	if on == o.counted {
		return
	}
	o.counted = on
	q := &s.timers.immed
	if on {
		if q.alive++; q.alive == 1 {
			_ = q.idle.Start() // it has a callback and is not closing
		}
	} else if q.alive--; q.alive == 0 {
		q.idle.Stop()
	}
}

// runImmediates is Node's processImmediate.
func (s *System) runImmediates() {
	q, m := &s.timers.immed, s.vm
	l := m.ListOf(vm.Value(q.list.Get()))
	if m.ListLen(l) == 0 {
		return
	}
	q.list.Set(gc.Word(m.ListValue(m.NewList())))
	for i := 0; i < m.ListLen(l) && q.list != nil; i++ {
		o := vm.As[immediateObject](m, m.ListAt(l, i), kindImmediate)
		if o.callback == vm.Undefined {
			continue
		}
		f, args := o.callback, o.args
		s.endImmediate(o)
		m.SetAsyncContext(o.context)
		s.enterScope(o.ids, m.ObjectValue(&o.Object))
		s.host.MakeCallback(f, m.ObjectValue(&o.Object), args)
	}
}

func (s *System) endImmediate(o *immediateObject) {
	o.callback, o.args = vm.Undefined, vm.Undefined
	s.countImmediate(o, false)
	s.asyncEnd(o.ids.id)
}

func (s *System) closeImmediates() {
	q := &s.timers.immed
	if q.list != nil {
		q.check.Close(nil)
		q.idle.Close(nil)
		q.list.Free()
		*q = immediateQueue{}
	}
}

// globalClearImmediate is clearImmediate ( immediate )
func globalClearImmediate(c *vm.Call) vm.Value {
	if o := vm.As[immediateObject](c.VM, c.Arg(0), kindImmediate); o != nil && o.callback != vm.Undefined {
		Of(c.VM).endImmediate(o)
	}
	return vm.Undefined
}

func thisImmediate(c *vm.Call) *immediateObject {
	o := vm.As[immediateObject](c.VM, c.This(), kindImmediate)
	if o == nil {
		c.ThrowTypeError("Illegal invocation")
	}
	return o
}

// immediateRef is immediate.ref ( )
func immediateRef(c *vm.Call) vm.Value {
	o := thisImmediate(c)
	o.refed = true
	if o.callback != vm.Undefined {
		Of(c.VM).countImmediate(o, true)
	}
	return c.This()
}

// immediateUnref is immediate.unref ( )
func immediateUnref(c *vm.Call) vm.Value {
	o := thisImmediate(c)
	o.refed = false
	if o.callback != vm.Undefined {
		Of(c.VM).countImmediate(o, false)
	}
	return c.This()
}

// immediateHasRef is immediate.hasRef ( )
func immediateHasRef(c *vm.Call) vm.Value { return vm.BoolValue(thisImmediate(c).refed) }

// immediateDispose is immediate[Symbol.dispose] ( )
func immediateDispose(c *vm.Call) vm.Value {
	if o := thisImmediate(c); o.callback != vm.Undefined {
		Of(c.VM).endImmediate(o)
	}
	return vm.Undefined
}

// immediateDestroyed is get immediate._destroyed
func immediateDestroyed(c *vm.Call) vm.Value {
	o := vm.As[immediateObject](c.VM, c.This(), kindImmediate)
	return vm.BoolValue(o == nil || o.callback == vm.Undefined)
}
