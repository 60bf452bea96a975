package node

import (
	"gojs/gc"
	"gojs/vm"
)

// The binding async_wrap.

func init() {
	declareBinding("async_wrap",
		fn("track", 0, func(c *vm.Call) vm.Value {
			Of(c.VM).track()
			return vm.Undefined
		}),
		fn("executionAsyncId", 0, func(c *vm.Call) vm.Value { return vm.NumberValue(Of(c.VM).async.current.id) }),
		fn("triggerAsyncId", 0, func(c *vm.Call) vm.Value { return vm.NumberValue(Of(c.VM).async.current.trigger) }),
		fn("defaultTriggerAsyncId", 0, func(c *vm.Call) vm.Value { return vm.NumberValue(Of(c.VM).asyncTrigger()) }),
		fn("setDefaultTriggerAsyncId", 1, asyncSetDefaultTrigger),
		fn("executionAsyncResource", 0, asyncResource),
		fn("newAsyncId", 0, func(c *vm.Call) vm.Value { return vm.NumberValue(Of(c.VM).newAsyncID()) }),
		fn("context", 0, func(c *vm.Call) vm.Value { return c.AsyncContext() }),
		fn("setContext", 1, asyncSetContext),
		fn("setHooks", 3, asyncSetHooks),
		fn("setCallbacks", 1, asyncSetCallbacks),
		fn("enterScope", 3, asyncEnterScope),
		fn("leaveScope", 1, asyncLeaveScope),
		fn("end", 1, func(c *vm.Call) vm.Value {
			Of(c.VM).asyncEnd(c.Arg(0).Float())
			return vm.Undefined
		}),
	)
}

// asyncSetContext is setContext ( context ): the context that was in force.
func asyncSetContext(c *vm.Call) vm.Value {
	outer := c.AsyncContext()
	c.SetAsyncContext(c.Arg(0))
	return outer
}

// asyncSetDefaultTrigger is setDefaultTriggerAsyncId ( id ): what it was, 0 for none.
func asyncSetDefaultTrigger(c *vm.Call) vm.Value {
	a := &Of(c.VM).async
	outer := a.fallback
	a.fallback = c.Arg(0).Float()
	return vm.NumberValue(outer)
}

// asyncResource is executionAsyncResource ( ): an object is made where the scope has none.
func asyncResource(c *vm.Call) vm.Value {
	s := Of(c.VM)
	s.track()
	v := vm.Value(s.async.resource.Get())
	if !v.IsObject() {
		v = c.ObjectValue(c.NewObject())
		s.async.resource.Set(gc.Word(v))
	}
	return v
}

// asyncSetHooks is setHooks ( any, promises ): whether functions want to be told of
// operations, and of promises.
func asyncSetHooks(c *vm.Call) vm.Value {
	s := Of(c.VM)
	s.async.hooks = c.ToBoolean(c.Arg(0))
	if s.async.hooks {
		s.track()
	}
	if promises := c.ToBoolean(c.Arg(1)); promises != s.async.promises {
		s.async.promises = promises
		if promises {
			c.SetPromiseHooks(promiseHooks{s})
		} else {
			c.SetPromiseHooks(nil)
		}
	}
	return vm.Undefined
}

// asyncSetCallbacks is setCallbacks ( object ): what Go calls, and the symbols by which
// resources hold their numbers.
func asyncSetCallbacks(c *vm.Call) vm.Value {
	s, o := Of(c.VM), c.Obj(c.Arg(0))
	for _, name := range []string{"init", "before", "after", "destroy", "promiseResolve", "id", "trigger", "microtask"} {
		s.keep("async."+name, c.Get(o, c.Key(name)))
	}
	return vm.Undefined
}

// asyncEnterScope is enterScope ( id, trigger, resource )
func asyncEnterScope(c *vm.Call) vm.Value {
	s := Of(c.VM)
	s.track()
	s.enterScope(asyncIDs{c.Arg(0).Float(), c.Arg(1).Float()}, c.Arg(2))
	return vm.Undefined
}

// asyncLeaveScope is leaveScope ( id ): false where another scope is current.
func asyncLeaveScope(c *vm.Call) vm.Value {
	s := Of(c.VM)
	if len(s.async.outer) == 0 {
		return vm.True
	}
	if s.async.current.id != c.Arg(0).Float() {
		return vm.False
	}
	s.leaveScope()
	return vm.True
}

// promiseHooks tells the hooks of promises, whose numbers are properties of theirs.
type promiseHooks struct{ s *System }

func (h promiseHooks) ids(m *vm.VM, p *vm.Object) (ids asyncIDs, ok bool) {
	v := m.Get(p, h.key(m, "async.id"))
	if !v.IsNumber() {
		return asyncIDs{}, false
	}
	ids.id = v.Float()
	if v = m.Get(p, h.key(m, "async.trigger")); v.IsNumber() {
		ids.trigger = v.Float()
	}
	return ids, true
}

func (h promiseHooks) key(m *vm.VM, name string) vm.PropertyKey {
	return m.ToPropertyKey(h.s.keptValue(name))
}

// number numbers a promise.
func (h promiseHooks) number(m *vm.VM, p *vm.Object, trigger float64) asyncIDs {
	ids := asyncIDs{h.s.newAsyncID(), trigger}
	m.DefineData(p, h.key(m, "async.id"), vm.NumberValue(ids.id), vm.Writable|vm.Enumerable|vm.Configurable)
	m.DefineData(p, h.key(m, "async.trigger"), vm.NumberValue(trigger), vm.Writable|vm.Enumerable|vm.Configurable)
	return ids
}

// known is the numbers of a promise; one that was made before anybody wanted to
// know of it gets them late, and nobody is told.
func (h promiseHooks) known(m *vm.VM, p *vm.Object) asyncIDs {
	if ids, ok := h.ids(m, p); ok {
		return ids
	}
	return h.number(m, p, h.s.asyncTrigger())
}

// PromiseInit implements vm.PromiseHooks.
func (h promiseHooks) PromiseInit(m *vm.VM, p, parent *vm.Object) {
	trigger := h.s.asyncTrigger()
	if parent != nil {
		trigger = h.known(m, parent).id
	}
	ids := h.number(m, p, trigger)
	h.s.callHook("init", vm.NumberValue(ids.id), m.NewString("PROMISE"), vm.NumberValue(trigger), m.ObjectValue(p))
}

// PromiseBefore implements vm.PromiseHooks.
func (h promiseHooks) PromiseBefore(m *vm.VM, p *vm.Object) {
	h.s.enterScope(h.known(m, p), m.ObjectValue(p))
}

// PromiseAfter implements vm.PromiseHooks.
func (h promiseHooks) PromiseAfter(m *vm.VM, p *vm.Object) {
	ids, ok := h.ids(m, p)
	switch {
	case ok && ids.id == h.s.async.current.id:
		h.s.leaveScope()
	case !ok: // its job has set the hooks
		h.s.callHook("after", vm.NumberValue(h.known(m, p).id))
	}
}

// PromiseResolve implements vm.PromiseHooks.
func (h promiseHooks) PromiseResolve(m *vm.VM, p *vm.Object) {
	h.s.callHook("promiseResolve", vm.NumberValue(h.known(m, p).id))
}
