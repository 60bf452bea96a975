package node

import (
	"gojs/gc"
	"gojs/vm"
)

// tickQueue is the queue of process.nextTick: a list in the heap of callbacks,
// each followed by the array of its arguments, or undefined.
type tickQueue struct {
	list *gc.Root
	head int
}

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
	f, args := m.ListAt(l, q.head), m.ListAt(l, q.head+1)
	m.ListSet(l, q.head, vm.Undefined)
	m.ListSet(l, q.head+1, vm.Undefined)
	q.head += 2
	if n := m.ListLen(l); q.head == n || q.head > 1024 && q.head > n/2 {
		items := m.ListItems(l)
		m.ListTruncate(l, copy(items, items[q.head:]))
		q.head = 0
	}
	if args == vm.Undefined {
		m.Call(f, vm.Undefined)
		return
	}
	items, _ := m.Dense(m.Obj(args))
	m.CallSlice(f, vm.Undefined, items)
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
	l := s.tickList()
	m.Append(l, f)
	m.Append(l, args)
	return vm.Undefined
}

// globalQueueMicrotask is queueMicrotask ( callback )
// (https://html.spec.whatwg.org/#microtask-queuing).
func globalQueueMicrotask(c *vm.Call) vm.Value {
	if !c.IsCallable(c.Arg(0)) {
		throwArgType(c.VM, "callback", "of type function", c.Arg(0))
	}
	c.EnqueueCall(c.Arg(0), vm.Undefined)
	return vm.Undefined
}
