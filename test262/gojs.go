package test262

import (
	"context"
	"errors"

	"gojs/bytecode"
	"gojs/compiler"
	"gojs/parser"
	"gojs/source"
	_ "gojs/stdlib/es" // the globals under test
	"gojs/vm"
)

// gojsEngine is gojs: an isolate for each job, so that nothing of one test is
// there in the next, and the harness compiled once, as bytecode is shared.
type gojsEngine struct {
	scripts map[*source.File]*bytecode.Function
}

// NewEngine returns gojs as an Engine.
func NewEngine() Engine { return &gojsEngine{scripts: map[*source.File]*bytecode.Function{}} }

// compileScript parses and compiles a script. The error is of the source.
func compileScript(f *source.File) (*bytecode.Function, error) {
	p, err := parser.ParseScript(f, parser.Options{})
	if err != nil {
		return nil, err
	}
	return compiler.Script(p)
}

// Run implements Engine.
func (e *gojsEngine) Run(j *Job) Outcome {
	ctx, cancel := context.WithTimeout(context.Background(), j.Timeout)
	defer cancel()
	m, err := vm.New(vm.Options{MaxHeap: uint64(j.MaxHeap), GCStress: j.GCStress, GCVerify: j.Verify, StackAccessor: true})
	if err != nil {
		return Outcome{Err: &Error{Phase: PhaseRuntime, Type: "vm.New", Message: err.Error()}}
	}
	defer m.Close()
	stop := m.Watch(ctx)
	defer stop()
	h := newHost(ctx, m, j)
	defer h.agents.end(cancel)
	r := &run{engine: e, host: h, vm: m, job: j}
	r.perform()
	r.out.Printed = h.printed
	return r.out
}

// run is one job on one VM.
type run struct {
	engine *gojsEngine
	host   *host
	vm     *vm.VM
	job    *Job
	out    Outcome
}

func (r *run) perform() {
	if !r.protect(PhaseRuntime, func() { r.host.install(r.vm.Realm()) }) {
		return
	}
	for _, f := range r.job.Prelude {
		if !r.prelude(f) {
			return
		}
	}
	if r.job.Module {
		r.module()
	} else {
		r.script()
	}
}

// protect runs f and takes what it throws as the outcome; it reports whether
// the run goes on.
func (r *run) protect(phase string, f func()) bool {
	_, err := r.vm.Protect(func() vm.Value {
		f()
		return vm.Undefined
	})
	return err == nil || r.fail(phase, err)
}

// fail makes err the outcome. It returns false, for its callers to return.
func (r *run) fail(phase string, err error) bool {
	var thrown *vm.ScriptError
	var early *source.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		r.out.TimedOut = true
	case errors.Is(err, vm.ErrMemory):
		r.out.OutOfMemory = true
	case errors.As(err, &thrown):
		r.out.Err = r.describe(phase, thrown)
	case errors.As(err, &early):
		r.out.Err = &Error{Phase: phase, Type: early.Kind.String(), Message: early.Message, Stack: early.Error()}
	default:
		r.out.Err = &Error{Phase: phase, Type: "Go error", Message: err.Error()}
	}
	return false
}

// describe names a thrown value by its constructor, as negative tests do.
func (r *run) describe(phase string, e *vm.ScriptError) *Error {
	d := &Error{Phase: phase, Stack: e.Text}
	_, err := r.vm.Protect(func() vm.Value {
		m, v := r.vm, e.Value()
		if !v.IsObject() {
			d.Type, d.Message = "thrown "+m.GoString(m.TypeOf(v)), e.Text
			return vm.Undefined
		}
		if c := m.Get(m.Obj(v), m.Key("constructor")); c.IsObject() {
			d.Type = m.ToGoString(m.Get(m.Obj(c), m.Key("name")))
		}
		d.Message = m.ToGoString(m.Get(m.Obj(v), m.Key("message")))
		return vm.Undefined
	})
	if err != nil {
		d.Message += " (describing it threw " + err.Error() + ")"
	}
	return d
}

// prelude runs a file of the harness.
func (r *run) prelude(f *source.File) bool {
	fn := r.engine.scripts[f]
	if fn == nil {
		var err error
		if fn, err = compileScript(f); err != nil {
			return r.fail(PhaseRuntime, err)
		}
		r.engine.scripts[f] = fn
	}
	return r.protect(PhaseRuntime, func() { r.vm.RunScript(fn, r.vm.Realm()) })
}

func (r *run) script() {
	fn, err := compileScript(r.job.Main)
	if err != nil {
		r.fail(PhaseParse, err)
		return
	}
	realm := r.vm.Realm()
	r.vm.SetReferrer(r.job.Main, &vm.Referrer{Realm: realm, File: r.job.Main})
	_ = r.protect(PhaseRuntime, func() { r.vm.RunScript(fn, realm) }) && r.settle()
}

// module parses, loads, links and evaluates, each in the phase INTERPRETING.md
// gives its errors.
func (r *run) module() {
	p, err := parser.ParseModule(r.job.Main)
	if err != nil {
		r.fail(PhaseParse, err)
		return
	}
	code, err := compiler.Module(p)
	if err != nil {
		r.fail(PhaseParse, err)
		return
	}
	var m *vm.Module
	if !r.protect(PhaseParse, func() { m = r.vm.NewSourceTextModule(code, r.vm.Realm()) }) {
		return
	}
	r.host.remember(m)
	loading := r.vm.Heap().NewRoot(0)
	_ = r.protect(PhaseResolution, func() { setRoot(loading, r.vm.ObjectValue(r.vm.LoadRequestedModules(m))) }) &&
		r.settle() && r.fulfilled(PhaseResolution, loading) &&
		r.protect(PhaseResolution, func() { r.vm.Link(m) }) &&
		r.protect(PhaseRuntime, func() { setRoot(loading, r.vm.ObjectValue(r.vm.Evaluate(m))) }) &&
		r.settle() && r.fulfilled(PhaseRuntime, loading)
}

// settle runs jobs, and what other goroutines post, until nothing is left or
// an asynchronous test has ended.
func (r *run) settle() bool {
	for {
		if !r.protect(PhaseRuntime, r.vm.RunJobs) {
			return false
		}
		if r.host.pending == 0 || r.job.Async && r.host.done() {
			return true
		}
		select {
		case f := <-r.host.tasks:
			r.host.pending--
			if f != nil && !r.protect(PhaseRuntime, func() { f(r.vm) }) {
				return false
			}
		case <-r.host.ctx.Done():
			return r.fail(PhaseRuntime, context.Cause(r.host.ctx))
		}
	}
}
