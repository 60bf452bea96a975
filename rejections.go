package gojs

import (
	"fmt"

	"gojs/stdlib/es"
	"gojs/vm"
)

// rejectionModes are what Options.UnhandledRejections may be: Node's modes of
// --unhandled-rejections.
var rejectionModes = map[string]func(r *Runtime, p *vm.PromiseObject){
	"":                     (*Runtime).rejectThrow,
	"throw":                (*Runtime).rejectThrow,
	"strict":               (*Runtime).rejectStrict,
	"warn":                 (*Runtime).rejectWarn,
	"none":                 func(r *Runtime, p *vm.PromiseObject) { r.emitRejection(p) },
	"warn-with-error-code": (*Runtime).rejectWarnCode,
}

// unhandled is what becomes of a rejection that nobody handled.
func (r *Runtime) unhandled(p *vm.PromiseObject) {
	r.rejectionCount++
	rejectionModes[r.opts.UnhandledRejections](r, p)
}

// emitRejection emits 'unhandledRejection'; it reports whether somebody listened.
func (r *Runtime) emitRejection(p *vm.PromiseObject) bool {
	return r.node.UnhandledRejection(p.Result(), r.vm.ObjectValue(&p.Object))
}

// rejectThrow makes the reason uncaught where nobody listens.
func (r *Runtime) rejectThrow(p *vm.PromiseObject) {
	if !r.emitRejection(p) {
		r.raiseRejection(p)
	}
}

// rejectStrict makes the reason uncaught; where that is taken, nobody listening
// is worth a warning.
func (r *Runtime) rejectStrict(p *vm.PromiseObject) {
	if r.raiseRejection(p) && !r.emitRejection(p) {
		r.warnRejection(p)
	}
}

func (r *Runtime) rejectWarn(p *vm.PromiseObject) {
	r.emitRejection(p)
	r.warnRejection(p)
}

// rejectWarnCode warns where nobody listens, and makes the exit code 1.
func (r *Runtime) rejectWarnCode(p *vm.PromiseObject) {
	if !r.emitRejection(p) {
		r.warnRejection(p)
		r.exitCode = 1
	}
}

// raiseRejection makes the reason of p uncaught: true where that was taken.
func (r *Runtime) raiseRejection(p *vm.PromiseObject) bool {
	reason := p.Result()
	if r.vm.IsError(reason) {
		return r.uncaughtFromStack(reason, "unhandledRejection")
	}
	taken := r.uncaughtFromStack(r.node.RejectionError(reason), "unhandledRejection")
	if e, ok := r.ended.(*Error); ok {
		e.Value = r.value(reason)
	}
	return taken
}

// warnRejection warns of the reason, and what it means that nobody handled it.
func (r *Runtime) warnRejection(p *vm.PromiseObject) {
	m, reason := r.vm, p.Result()
	text := es.Inspect(m, reason, es.DefaultInspect())
	if m.IsError(reason) {
		if stack := m.Get(m.Obj(reason), m.Key("stack")); stack.IsString() {
			text = m.GoString(stack)
		}
	}
	r.warn(text)
	r.warn(fmt.Sprintf("Unhandled promise rejection. This error originated either by throwing inside of an async function "+
		"without a catch block, or by rejecting a promise which was not handled with .catch(). To terminate the node process on "+
		"unhandled promise rejection, use the CLI flag `--unhandled-rejections=strict` (see "+
		"https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). (rejection id: %d)", r.rejectionCount))
}

// warn is process.emitWarning with the type of rejections.
func (r *Runtime) warn(text string) {
	m := r.vm
	process := m.Get(m.Realm().Global(), m.Key("process"))
	emit := m.Get(m.Obj(process), m.Key("emitWarning"))
	m.Call(emit, process, m.NewString(text), m.NewString("UnhandledPromiseRejectionWarning"))
}

// emitHandled emits 'rejectionHandled' for promises that somebody handled after all.
func (r *Runtime) emitHandled() {
	for i := 0; i < r.handledLate.Len() && r.ended == nil; i++ {
		_, err := r.vm.Protect(func() vm.Value {
			r.node.RejectionHandled(vm.Value(r.handledLate.Get(i)))
			return vm.Undefined
		})
		r.thrown(err)
	}
	r.handledLate.Truncate(0)
}
