package test262

import (
	"errors"

	"gojs/gc"
	"gojs/vm"
)

// errUnfinished is the outcome of a module whose evaluation never ends.
var errUnfinished = errors.New("the module's promise was not settled")

func setRoot(r *gc.Root, v vm.Value) { r.Set(gc.Word(v)) }

// fulfilled looks at the promise in root: a rejection is the outcome.
func (r *run) fulfilled(phase string, root *gc.Root) bool {
	p := r.vm.PromiseOf(vm.Value(root.Get()))
	switch p.State() {
	case vm.PromiseFulfilled:
		return true
	case vm.PromiseRejected:
		return r.protect(phase, func() { r.vm.Throw(p.Result()) })
	}
	if r.job.Async && r.host.done() {
		return true
	}
	return r.fail(phase, errUnfinished)
}
