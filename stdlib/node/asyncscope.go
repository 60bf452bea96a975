package node

import (
	"gojs/gc"
	"gojs/vm"
)

// Asynchronous operations have numbers (https://nodejs.org/api/async_hooks.html).
// What waits (a tick, a timer, a handle) notes its own, that of what triggered
// it, and the asynchronous context; while it is called back it is the scope.
// Numbers are given only once a program has asked for one: async.tracking.
// The functions of hooks are called by js/internal/async_hooks.js.

// asyncIDs are the numbers of an operation: 0 where nobody asked for any.
type asyncIDs struct{ id, trigger float64 }

// asyncState is what a System knows of asynchronous operations.
type asyncState struct {
	tracking bool // operations get numbers
	hooks    bool // functions want to be told of them
	last     float64
	current  asyncIDs
	resource *gc.Root // of the current scope, nil before tracking
	fallback float64  // the trigger of what is made, 0 for the current scope
	outer    []asyncIDs
	outers   *gc.RootList // the resources of outer
	ended    []float64    // whose destroy hooks are to be called
	promises bool
}

// track begins to give numbers: what runs is the program's first scope.
func (s *System) track() {
	a := &s.async
	if a.tracking {
		return
	}
	a.tracking = true
	if a.last == 0 {
		a.last = 1
	}
	h := s.vm.Heap()
	a.resource, a.outers = h.NewRoot(gc.Word(vm.Undefined)), h.NewRootList(0)
	if s.started == 0 {
		a.current = asyncIDs{1, 0}
	}
}

// newAsyncID is the next number.
func (s *System) newAsyncID() float64 {
	if s.async.last == 0 {
		s.async.last = 1
	}
	s.async.last++
	return s.async.last
}

// asyncTrigger is the number of what triggers an operation that is made now.
func (s *System) asyncTrigger() float64 {
	if s.async.fallback > 0 {
		return s.async.fallback
	}
	return s.async.current.id
}

// asyncInit numbers a new operation. Hooks are told its kind and its resource.
func (s *System) asyncInit(kind string, resource vm.Value) asyncIDs {
	if !s.async.tracking {
		return asyncIDs{}
	}
	ids := asyncIDs{s.newAsyncID(), s.asyncTrigger()}
	if s.async.hooks {
		s.callHook("init", vm.NumberValue(ids.id), s.vm.NewString(kind), vm.NumberValue(ids.trigger), resource)
	}
	return ids
}

// callHook calls a function of internal/async_hooks.
func (s *System) callHook(name string, args ...vm.Value) {
	if f := s.keptValue("async." + name); f != vm.Undefined {
		s.vm.CallSlice(f, vm.Undefined, args)
	}
}

// enterScope makes an operation the scope; hooks are told.
func (s *System) enterScope(ids asyncIDs, resource vm.Value) {
	a := &s.async
	if !a.tracking {
		return
	}
	a.outer = append(a.outer, a.current)
	a.outers.Append(a.resource.Get())
	a.current = ids
	a.resource.Set(gc.Word(resource))
	if a.hooks {
		s.callHook("before", vm.NumberValue(ids.id))
	}
}

// leaveScope is the end of the scope.
func (s *System) leaveScope() {
	a := &s.async
	n := len(a.outer)
	if n == 0 {
		return
	}
	if a.hooks {
		s.callHook("after", vm.NumberValue(a.current.id))
		n = len(a.outer)
		if n == 0 {
			return
		}
	}
	a.current = a.outer[n-1]
	a.outer = a.outer[:n-1]
	a.resource.Set(a.outers.Get(n - 1))
	a.outers.Truncate(n - 1)
}

// EndCallback ends the scopes of a callback of the loop, also of one that threw.
// The program's first scope ends with the first call.
func (s *System) EndCallback() {
	s.vm.SetAsyncContext(vm.Undefined)
	s.started++
	a := &s.async
	if !a.tracking {
		return
	}
	for len(a.outer) > 0 {
		s.leaveScope()
	}
	a.current, a.fallback = asyncIDs{}, 0
	a.resource.Set(gc.Word(vm.Undefined))
}

// BeginMain makes the program's text the scope, with the number 1.
func (s *System) BeginMain() {
	s.started = 0
	if s.async.tracking {
		s.async.current = asyncIDs{1, 0}
	}
}

// InScope reports whether EndCallback has something to do that calls hooks.
func (s *System) InScope() bool { return s.async.hooks && len(s.async.outer) > 0 }

// EnterRejection makes a promise whose rejection nobody handled the scope, in the
// context in which it was rejected.
func (s *System) EnterRejection(context vm.Value, p *vm.Object) {
	s.vm.SetAsyncContext(context)
	if !s.async.promises {
		return
	}
	if ids, ok := (promiseHooks{s}).ids(s.vm, p); ok {
		s.enterScope(ids, s.vm.ObjectValue(p))
	}
}

// asyncEnd is the end of an operation: its destroy hooks are called on a later
// turn of the loop.
func (s *System) asyncEnd(id float64) {
	a := &s.async
	if !a.hooks || id <= 0 {
		return
	}
	a.ended = append(a.ended, id)
	if len(a.ended) == 1 {
		s.host.Loop().Post(func() { s.host.Callback(s.destroyEnded) })
	}
}

func (s *System) destroyEnded() {
	for len(s.async.ended) > 0 {
		ended := s.async.ended
		s.async.ended = nil
		for _, id := range ended {
			s.callHook("destroy", vm.NumberValue(id))
		}
	}
}
