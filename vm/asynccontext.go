package vm

import (
	"unsafe"

	"gojs/gc"
)

// The asynchronous context is a value that follows a program through its jobs:
// what is in force when a reaction is registered, a promise is resolved with a
// thenable or a job is put into the queue is in force again when the job runs.
// What it means is the host's affair (Node's AsyncLocalStorage keeps its stores in it).

// AsyncContext is the object in force, undefined for none.
func (vm *VM) AsyncContext() Value {
	if vm.asyncContext == 0 {
		return Undefined
	}
	return objectBits | Value(vm.asyncContext)
}

// SetAsyncContext puts another object, or undefined, in force. A host does so
// around its own callbacks.
func (vm *VM) SetAsyncContext(v Value) {
	vm.asyncContext = 0
	if v.IsObject() {
		vm.asyncContext = v.Ref()
	}
}

// PromiseHooks are told of the life of every promise: what Node's async_hooks
// need. While there are none, nothing is asked or made for them.
type PromiseHooks interface {
	// PromiseInit: p was made, by a reaction to parent (nil for none). An await makes
	// a promise for the hooks alone.
	PromiseInit(vm *VM, p, parent *Object)
	// PromiseBefore and PromiseAfter stand around the job that settles p.
	PromiseBefore(vm *VM, p *Object)
	PromiseAfter(vm *VM, p *Object)
	// PromiseResolve: p was settled, or follows another promise from now on.
	PromiseResolve(vm *VM, p *Object)
}

// SetPromiseHooks sets who is told; nil for nobody.
func (vm *VM) SetPromiseHooks(h PromiseHooks) { vm.promiseHooks = h }

// hookInit tells of a new promise.
func (vm *VM) hookInit(p *Object) {
	var parent *Object
	if r := vm.hookParent; r != 0 {
		parent = gc.At[Object](vm.heap, r)
		vm.hookParent = 0
	}
	vm.promiseHooks.PromiseInit(vm, p, parent)
}

// withParent makes p the parent of the next promise that hooks hear of.
func (vm *VM) withParent(p *PromiseObject) {
	if vm.promiseHooks != nil {
		vm.hookParent = vm.heap.RefOf(unsafe.Pointer(p))
	}
}

// awaitReaction is the reaction of an await of p by the activation a.
func (vm *VM) awaitReaction(p *PromiseObject, a *activation) *reaction {
	if vm.promiseHooks == nil {
		return vm.newReaction(reactAwait, vm.activationRef(a))
	}
	vm.withParent(p)
	own := vm.ObjectValue(vm.NewPromise())
	r := vm.newHandlerReaction(reactAwait)
	r.target, r.promise = vm.activationRef(a), own
	return &r.reaction
}

// hookedPromise is the promise whose hooks stand around a reaction's job, nil
// where there is none.
func (vm *VM) hookedPromise(r *reaction) *Object {
	if r.Kind != kindHandlerReaction || r.Flags != reactHandlers && r.Flags != reactAwait {
		return nil
	}
	if p := vm.PromiseOf((*handlerReaction)(unsafe.Pointer(r)).promise); p != nil {
		return &p.Object
	}
	return nil
}

// hookAfter tells of the end of the job that settles p. The promise of an await is
// the hooks' alone: nobody else settles it.
func (vm *VM) hookAfter(r *reaction, p *Object) {
	if vm.promiseHooks != nil && r.Flags == reactAwait {
		vm.promiseHooks.PromiseResolve(vm, p)
	}
	if vm.promiseHooks != nil {
		vm.promiseHooks.PromiseAfter(vm, p)
	}
}

// runHooked runs a reaction with hooks around it.
func (vm *VM) runHooked(r *reaction, v Value, fulfilled bool) {
	p := vm.hookedPromise(r)
	if p == nil || vm.promiseHooks == nil {
		vm.runReaction(r, v, fulfilled)
		if p != nil {
			vm.hookAfter(r, p) // where the job itself set hooks
		}
		return
	}
	vm.promiseHooks.PromiseBefore(vm, p)
	vm.runReaction(r, v, fulfilled)
	vm.hookAfter(r, p)
}
