package node

import (
	"gojs/gc"
	"gojs/vm"
)

// tickQueue is the queue of process.nextTick: a list in the heap of tickWords
// for each: the callback, the array of its arguments, or undefined, the
// asynchronous context, its numbers and its resource, or undefined.
type tickQueue struct {
	list *gc.Root
	head int
}

const tickWords = 6

func (s *System) tickList() *vm.List { return s.vm.ListOf(vm.Value(s.ticks.list.Get())) }

// HasTicks reports whether ticks wait.
func (s *System) HasTicks() bool {
	return s.ticks.list != nil && s.ticks.head < s.vm.ListLen(s.tickList())
}

// NextTick takes the next tick out of the queue and calls it; it throws what
// the callback throws.
func (s *System) NextTick() {
	m, q := s.vm, &s.ticks
	l := s.tickList()
	items := m.ListItems(l)[q.head : q.head+tickWords]
	f, args, context, resource := items[0], items[1], items[2], items[5]
	ids := asyncIDs{items[3].Float(), items[4].Float()}
	for i := range items {
		items[i] = vm.Undefined
	}
	q.head += tickWords
	if n := m.ListLen(l); q.head == n || q.head > 1024 && q.head > n/2 {
		items := m.ListItems(l)
		m.ListTruncate(l, copy(items, items[q.head:]))
		q.head = 0
	}
	m.SetAsyncContext(context)
	s.enterScope(ids, resource)
	if args == vm.Undefined {
		m.Call(f, vm.Undefined)
	} else {
		items, _ := m.Dense(m.Obj(args))
		m.CallSlice(f, vm.Undefined, items)
	}
	s.leaveScope()
	s.asyncEnd(ids.id)
}

// DropTicks forgets the ticks that wait.
func (s *System) DropTicks() {
	if s.ticks.list != nil {
		s.vm.ListTruncate(s.tickList(), 0)
		s.ticks.head = 0
	}
}

// processNextTick is process.nextTick ( callback, ...args )
func processNextTick(c *vm.Call) vm.Value {
	s, m := Of(c.VM), c.VM
	f := c.Arg(0)
	if !c.IsCallable(f) {
		throwArgType(m, "callback", "of type function", f)
	}
	if s.ticks.list == nil {
		s.ticks.list = m.Heap().NewRoot(gc.Word(m.ListValue(m.NewList())))
	}
	args := vm.Value(vm.Undefined)
	if c.Argc() > 1 {
		args = m.ObjectValue(m.NewArrayOf(c.Args()[1:]...))
	}
	resource := vm.Value(vm.Undefined)
	if s.async.hooks {
		resource = s.tickResource(f, args)
	}
	ids := s.asyncInit("TickObject", resource)
	l := s.tickList()
	m.Append(l, f)
	m.Append(l, args)
	m.Append(l, m.AsyncContext())
	m.Append(l, vm.NumberValue(ids.id))
	m.Append(l, vm.NumberValue(ids.trigger))
	m.Append(l, resource)
	return vm.Undefined
}

// tickResource is what hooks see of a tick.
func (s *System) tickResource(f, args vm.Value) vm.Value {
	m := s.vm
	o := m.NewObject()
	m.CreateDataProperty(o, m.Key("callback"), f)
	m.CreateDataProperty(o, m.Key("args"), args)
	return m.ObjectValue(o)
}

// globalQueueMicrotask is queueMicrotask ( callback )
// (https://html.spec.whatwg.org/#microtask-queuing).
func globalQueueMicrotask(c *vm.Call) vm.Value {
	if !c.IsCallable(c.Arg(0)) {
		throwArgType(c.VM, "callback", "of type function", c.Arg(0))
	}
	f := c.Arg(0)
	if s := Of(c.VM); s.async.tracking {
		// Numbers may be given although no hook is there to see them.
		if wrap := s.keptValue("async.microtask"); wrap != vm.Undefined {
			f = c.VM.Call(wrap, vm.Undefined, f)
		}
	}
	c.EnqueueCall(f, vm.Undefined)
	return vm.Undefined
}
