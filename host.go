package gojs

import (
	"errors"

	"gojs/gc"
	"gojs/loop"
	"gojs/stdlib/es"
	"gojs/stdlib/node"
	"gojs/vm"
)

// host joins the machine to the event loop: it is the vm.Host and vm.Agent of a
// Runtime, and the node.Host of its modules.
type host struct{ *Runtime }

var (
	_ vm.Host   = host{}
	_ vm.Agent  = host{}
	_ node.Host = host{}
)

// Loop implements node.Host: the loop is made when something needs it.
func (h host) Loop() *loop.Loop {
	r := h.Runtime
	if l := r.loop.Load(); l != nil {
		return l
	}
	l, err := loop.New()
	if err != nil {
		r.vm.ThrowError("%s", err.Error())
	}
	r.loop.Store(l)
	return l
}

// PromiseRejectionTracker implements vm.Host: a promise that was rejected
// without a handler is looked at again when the microtasks have run.
func (h host) PromiseRejectionTracker(m *vm.VM, promise *vm.Object, op vm.RejectionOperation) {
	r := h.Runtime
	v := gc.Word(m.ObjectValue(promise))
	if op == vm.RejectUnhandled {
		r.rejections.Append(v)
		r.rejectionContexts.Append(gc.Word(m.AsyncContext()))
		return
	}
	for i := range r.rejections.Len() {
		if r.rejections.Get(i) == v {
			r.rejections.Set(i, gc.Word(vm.Undefined))
			return
		}
	}
	r.handledLate.Append(v)
}

// JobsPending implements vm.Host: whoever entered runs the jobs before it leaves.
func (h host) JobsPending(*vm.VM) {}

// UncaughtInJob implements vm.Host.
func (h host) UncaughtInJob(m *vm.VM, v vm.Value) {
	if !h.uncaughtFromStack(v, "uncaughtException") {
		m.Terminate(h.ended)
	}
}

// InitializeShadowRealm implements vm.Host: a shadow realm has the language's
// globals and nothing of the host's.
func (h host) InitializeShadowRealm(*vm.VM, *vm.Realm) {}

// CanCompileStrings implements vm.Host.
func (h host) CanCompileStrings(_ *vm.VM, r *vm.Realm) bool { return node.CanCompileStrings(r) }

// LoadImportedModule implements vm.Host.
func (h host) LoadImportedModule(_ *vm.VM, ref *vm.Referrer, req vm.ModuleRequest, load *vm.ModuleLoad) {
	h.node.LoadImportedModule(ref, req, load)
}

// ImportMeta implements vm.Host.
func (h host) ImportMeta(_ *vm.VM, m *vm.Module, meta *vm.Object) { h.node.ImportMeta(m, meta) }

// CleanupFinalizationRegistry implements vm.Host: the callbacks run on a turn of
// the loop. It is called during a collection.
func (h host) CleanupFinalizationRegistry(m *vm.VM, registry *vm.Object) {
	r := h.Runtime
	r.registries.Append(gc.Word(m.ObjectValue(registry)))
	if l := r.loop.Load(); l != nil && r.registries.Len() == 1 {
		l.Post(r.cleanup)
	}
}

// cleanup calls what finalization registries call back.
func (r *Runtime) cleanup() {
	for r.registries.Len() > 0 && r.ended == nil {
		v := vm.Value(r.registries.Pop())
		r.callback(func() { es.CleanupFinalizationRegistry(r.vm, r.vm.Obj(v)) })
	}
}

// CanBlock implements vm.Agent.
func (h host) CanBlock() bool { return true }

// Pend implements vm.Agent.
func (h host) Pend(*vm.VM) func(func(*vm.VM)) {
	r, l := h.Runtime, h.Loop()
	l.Hold()
	return func(f func(*vm.VM)) {
		l.Post(func() {
			l.Release()
			if f != nil {
				r.callback(func() { f(r.vm) })
			}
		})
	}
}

// Callback implements node.Host.
func (h host) Callback(f func()) { h.callback(f) }

// MakeCallback implements node.Host.
func (h host) MakeCallback(f, this, args vm.Value) {
	r := h.Runtime
	if r.ended != nil {
		return
	}
	_, err := r.vm.Protect(func() vm.Value {
		if args == vm.Undefined {
			return r.vm.Call(f, this)
		}
		items, _ := r.vm.Dense(r.vm.Obj(args))
		return r.vm.CallSlice(f, this, items)
	})
	r.afterCallback(err)
}

// Exit implements node.Host.
func (h host) Exit(code int) {
	h.exitCode = code
	h.ended = &ExitError{Code: code}
	h.vm.Terminate(h.ended)
}

// SetExitCode implements node.Host.
func (h host) SetExitCode(code int) { h.exitCode = code }

// ExitCode implements node.Host.
func (h host) ExitCode() int { return h.exitCode }

// callback runs f as a callback of the loop.
func (r *Runtime) callback(f func()) {
	if r.ended != nil {
		return
	}
	_, err := r.vm.Protect(func() vm.Value {
		f()
		return vm.Undefined
	})
	r.afterCallback(err)
}

// afterCallback takes what a callback threw, then runs what comes before
// anything else. Where that ends the script, the loop stops.
func (r *Runtime) afterCallback(err error) {
	r.thrown(err)
	r.endScopes()
	r.drain()
	if r.ended != nil || r.isDone() {
		if l := r.loop.Load(); l != nil {
			l.Stop()
		}
	}
}

// endScopes ends what a callback, a tick or the program was.
func (r *Runtime) endScopes() {
	if !r.node.InScope() {
		r.node.EndCallback()
		return
	}
	_, err := r.vm.Protect(func() vm.Value {
		r.node.EndCallback()
		return vm.Undefined
	})
	r.thrown(err)
}

// thrown sees to what Protect returned: the program may take an error that is
// uncaught; else it is why the script ends.
func (r *Runtime) thrown(err error) {
	var s *vm.ScriptError
	switch {
	case err == nil || r.ended != nil:
	case errors.As(err, &s):
		v := s.Value()
		_, err := r.vm.Protect(func() vm.Value {
			r.uncaught(v, "uncaughtException")
			return vm.Undefined
		})
		s.Release()
		if err != nil && r.ended == nil { // what a handler threw
			r.ended = r.failure(err)
			r.exitCode = 7
		}
	default:
		r.ended = err
	}
}

// exitAborted is what a shell reports of a program that SIGABRT ended.
const exitAborted = 134

// uncaught is called with what nobody caught: true where the program's handlers
// took it. Else it is why the script ends.
func (r *Runtime) uncaught(v vm.Value, origin string) bool {
	if r.node.Uncaught(v, origin) {
		return true
	}
	r.ended = r.newError(v)
	r.exitCode = 1
	if r.node.Flag("--abort-on-uncaught-exception", false) {
		r.exitCode = exitAborted
	}
	return false
}

// drain runs ticks, microtasks and the tracking of rejections, until nothing of
// these is left (Node's processTicksAndRejections).
func (r *Runtime) drain() {
	for r.ended == nil {
		for r.node.HasTicks() && r.ended == nil {
			_, err := r.vm.Protect(func() vm.Value {
				r.node.NextTick()
				return vm.Undefined
			})
			r.thrown(err)
			r.endScopes()
		}
		if r.ended != nil {
			return
		}
		if r.vm.HasJobs() {
			_, err := r.vm.Protect(func() vm.Value {
				r.vm.RunJobs()
				return vm.Undefined
			})
			r.thrown(err)
			r.endScopes()
		}
		if r.node.HasTicks() || r.vm.HasJobs() {
			continue
		}
		if !r.processRejections() {
			return
		}
	}
}

// processRejections tells the program of promises that were rejected and have no
// handler yet; true where that called something.
func (r *Runtime) processRejections() bool {
	n := r.rejections.Len()
	if n == 0 && r.handledLate.Len() == 0 {
		return false
	}
	r.emitHandled()
	for i := 0; i < n && r.ended == nil; i++ {
		p := r.vm.PromiseOf(vm.Value(r.rejections.Get(i)))
		if p == nil || p.IsHandled() {
			continue
		}
		context := vm.Value(r.rejectionContexts.Get(i))
		_, err := r.vm.Protect(func() vm.Value {
			r.node.EnterRejection(context, &p.Object)
			r.unhandled(p)
			return vm.Undefined
		})
		r.thrown(err)
		r.endScopes()
	}
	// Those that came meanwhile are behind the first n.
	left := r.rejections.Len() - n
	for i := range left {
		r.rejections.Set(i, r.rejections.Get(n+i))
		r.rejectionContexts.Set(i, r.rejectionContexts.Get(n+i))
	}
	r.rejections.Truncate(left)
	r.rejectionContexts.Truncate(left)
	return true
}

// uncaughtFromStack is uncaught for what no statement threw just now: it shows
// where its stack begins.
func (r *Runtime) uncaughtFromStack(v vm.Value, origin string) bool {
	r.fromStack = true
	ok := r.uncaught(v, origin)
	r.fromStack = false
	return ok
}
