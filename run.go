package gojs

import (
	"context"
	"errors"
	"path"

	"gojs/bytecode"
	"gojs/gc"
	"gojs/loader"
	"gojs/loop"
	"gojs/source"
	"gojs/vm"
)

// Run runs a Program and then the event loop until nothing is alive. The Value
// is a script's completion value, a module's namespace, or module.exports.
//
// The run is a program's life: process emits 'beforeExit' and 'exit' at its end,
// and an error that nothing caught ends it. What is left then of timers and the
// like is dropped, whether the error is the script's or ctx, a limit or Interrupt
// ended it; the Runtime can go on with other programs. Called by a function that
// JavaScript called, it runs the Program alone: the loop is the outer Run's.
func (r *Runtime) Run(ctx context.Context, p *Program) (Value, error) {
	return r.program(ctx, func() vm.Value { return r.begin(p) })
}

// RunScript runs src as a script in the global scope, then the event loop until
// nothing is alive. The Value is the script's completion value.
func (r *Runtime) RunScript(ctx context.Context, name, src string) (Value, error) {
	p, err := CompileScript(name, src)
	if err != nil {
		return Value{}, err
	}
	return r.Run(ctx, p)
}

// RunModule runs src as an ES module, whose relative imports begin at the folder
// of name (a path or a file URL), then the event loop until nothing is alive. The
// Value is the module's namespace. A module whose top-level await never ends is a
// *PendingError.
func (r *Runtime) RunModule(ctx context.Context, name, src string) (Value, error) {
	p, err := CompileModule(name, src)
	if err != nil {
		return Value{}, err
	}
	return r.Run(ctx, p)
}

// RunCommonJS runs src as a CommonJS module in Options.Dir, as node runs -e and
// standard input. The Value is its module.exports.
func (r *Runtime) RunCommonJS(ctx context.Context, name, src string) (Value, error) {
	p, err := CompileCommonJS(name, src)
	if err != nil {
		return Value{}, err
	}
	return r.Run(ctx, p)
}

// RunFile runs a program by Node's rules: an ES module where the file's name, its
// package.json or its syntax says so, else a CommonJS module; then the event
// loop until nothing is alive.
func (r *Runtime) RunFile(ctx context.Context, file string) error {
	name := loader.FromNative(file)
	if !path.IsAbs(name) {
		name = path.Join(r.node.Dir(), name)
	}
	_, err := r.program(ctx, func() vm.Value {
		if m := r.node.RunMain(name); m != nil {
			return r.evaluate(m)
		}
		return vm.Undefined
	})
	return err
}

// RunBuiltin runs a program that is part of Node, as internal/test_runner/main,
// then the event loop until nothing is alive.
func (r *Runtime) RunBuiltin(ctx context.Context, name string) error {
	_, err := r.program(ctx, func() vm.Value { return r.node.Builtin(name) })
	return err
}

// Start runs a Program and the jobs it leaves, but not the event loop: what a
// REPL does with a line, while Wait runs the loop. A module may not have ended.
func (r *Runtime) Start(ctx context.Context, p *Program) (Value, error) {
	e, err := r.enter(ctx)
	if err != nil {
		return Value{}, err
	}
	defer e.leave()
	outer := r.running
	r.running = true
	result, err := r.part(func() vm.Value { return r.begin(p) })
	if err == nil && r.depth == 1 {
		r.endScopes()
		r.drain()
		err = r.takeEnd()
	}
	r.running = outer
	return result, err
}

// Wait runs jobs and the event loop until nothing is alive.
func (r *Runtime) Wait(ctx context.Context) error {
	e, err := r.enter(ctx)
	if err != nil {
		return err
	}
	defer e.leave()
	if r.depth > 1 {
		return errInside
	}
	r.running = true
	r.turn()
	return r.end()
}

// errInside is why a bound function cannot wait.
var errInside = errors.New("gojs: a function called by JavaScript cannot wait for the event loop, which waits for it")

// begin starts a program and returns its value; of a module, its namespace,
// which may not have been filled yet.
func (r *Runtime) begin(p *Program) vm.Value {
	m := r.vm
	switch p.kind {
	case moduleProgram:
		mod := m.NewSourceTextModule(p.module, m.Realm())
		r.node.AddModule(mod)
		return r.evaluate(mod)
	case commonJSProgram:
		return r.node.RunCommonJS(p.file.Name, p.file, p.script)
	}
	m.SetReferrer(p.file, &vm.Referrer{Realm: m.Realm(), File: p.file})
	return m.RunScript(p.script, m.Realm())
}

// evaluate loads, links and evaluates a module, and returns its namespace. What
// waits for other goroutines or the loop goes on later: r.main is the promise.
func (r *Runtime) evaluate(mod *vm.Module) vm.Value {
	m := r.vm
	r.fromStack = true
	r.node.SetMain(mod)
	loaded := m.PromiseOf(m.ObjectValue(m.LoadRequestedModules(mod)))
	if loaded.State() == vm.PromiseRejected {
		loaded.MarkHandled()
		r.unreject(loaded)
		m.Throw(loaded.Result())
	}
	m.Link(mod)
	p := m.PromiseOf(m.ObjectValue(m.Evaluate(mod)))
	if p.State() == vm.PromiseRejected {
		p.MarkHandled()
		r.unreject(p)
		m.Throw(p.Result())
	}
	if p.State() == vm.PromisePending {
		r.main, r.mainModule = m.Heap().NewRoot(gc.Word(m.ObjectValue(&p.Object))), mod
	}
	return m.GetModuleNamespace(mod, false)
}

// unreject takes a promise whose rejection is seen to out of the list of those
// that nobody handled.
func (r *Runtime) unreject(p *vm.PromiseObject) {
	v := gc.Word(r.vm.ObjectValue(&p.Object))
	for i := range r.rejections.Len() {
		if r.rejections.Get(i) == v {
			r.rejections.Set(i, gc.Word(vm.Undefined))
		}
	}
}

// part is a program that a bound function begins while another runs: the loop
// is that one's.
func (r *Runtime) part(f func() vm.Value) (Value, error) {
	v, err := r.vm.Protect(f)
	if err != nil {
		err = r.failure(err)
		r.fromStack = false
		return Value{}, err
	}
	r.fromStack = false
	return r.value(v), nil
}

// program is the life of a program that f begins.
func (r *Runtime) program(ctx context.Context, f func() vm.Value) (Value, error) {
	e, err := r.enter(ctx)
	if err != nil {
		return Value{}, err
	}
	defer e.leave()
	if r.depth > 1 {
		return r.part(f)
	}
	r.exitCode, r.running = 0, true
	r.node.BeginMain()
	v, err := r.vm.Protect(f)
	r.thrown(err)
	r.endScopes()
	r.fromStack = false
	result := r.value(v)
	r.turn()
	if r.ended == nil {
		r.checkMain()
	}
	r.emitExit()
	return result, r.end()
}

// turn runs jobs and the loop until nothing is alive or the script has ended.
func (r *Runtime) turn() { r.turnUntil(nil) }

// turnUntil is turn that also ends when done, where it is not nil, is true after
// a callback.
func (r *Runtime) turnUntil(done func() bool) {
	outer := r.until
	r.until = done
	defer func() { r.until = outer }()
	r.drain()
	for r.ended == nil && !r.isDone() {
		r.runPosts()
		r.cleanup()
		switch l := r.loop.Load(); {
		case r.ended != nil:
		case l != nil && l.Alive():
			l.Run(loop.RunDefault)
			r.pollInterrupt()
		case !r.hasPosts() && (done != nil || !r.beforeExit()):
			return
		}
	}
}

func (r *Runtime) isDone() bool { return r.until != nil && r.until() }

// pollInterrupt ends the script where an interrupt ended the loop's wait.
func (r *Runtime) pollInterrupt() {
	_, err := r.vm.Protect(func() vm.Value {
		r.vm.Poll()
		return vm.Undefined
	})
	r.thrown(err)
}

// beforeExit emits 'beforeExit'; true where that made something alive again.
func (r *Runtime) beforeExit() bool {
	r.callback(r.node.BeforeExit)
	l := r.loop.Load()
	return r.ended == nil && (l != nil && l.Alive() || r.hasPosts())
}

// emitExit emits 'exit', unless process.exit did or an interrupt ended the script.
func (r *Runtime) emitExit() {
	ended := r.ended
	switch ended.(type) {
	case nil, *Error, *PendingError:
	default:
		return
	}
	r.ended = nil
	_, err := r.vm.Protect(func() vm.Value {
		r.node.EmitExit(r.exitCode)
		return vm.Undefined
	})
	if err != nil && ended == nil {
		r.thrown(err)
	}
	if ended != nil {
		r.ended = ended
	}
}

// checkMain makes a main module that still waits, although nothing is alive, the
// reason the program ends.
func (r *Runtime) checkMain() {
	if r.main == nil {
		return
	}
	m := r.vm
	if p := m.PromiseOf(vm.Value(r.main.Get())); p.State() == vm.PromisePending {
		r.exitCode = 13
		r.ended = r.pendingError()
	}
}

// end takes why the script ended, and drops what it left if it did.
func (r *Runtime) end() error {
	if r.main != nil {
		r.main.Free()
		r.main, r.mainModule = nil, nil
	}
	err := r.takeEnd()
	if err != nil {
		r.drop()
	}
	r.running = false
	return err
}

func (r *Runtime) takeEnd() error {
	err := r.ended
	r.ended = nil
	return err
}

// errDropped is why what is called while a script's remains are dropped does not run.
var errDropped = errors.New("gojs: the script has ended")

// drop forgets what a script that was ended has left. What it has under way on
// other goroutines reports to a loop that is no longer there.
func (r *Runtime) drop() {
	r.ended = errDropped
	r.vm.DropJobs()
	r.node.DropTicks()
	r.node.DropTimers()
	r.rejections.Truncate(0)
	r.rejectionContexts.Truncate(0)
	r.handledLate.Truncate(0)
	if l := r.loop.Swap(nil); l != nil {
		l.Discard()
	}
	r.node.ResumeTimers()
	r.ended = nil
}

// Post makes f run on the loop's goroutine, with jobs after it. It may be called
// from any goroutine. While nothing runs, f waits for the next Run or Wait; it
// does not keep a running loop alive, Hold does.
func (r *Runtime) Post(f func(*Runtime)) {
	r.posts.Lock()
	r.waiting = append(r.waiting, f)
	r.posts.Unlock()
	if l := r.loop.Load(); l != nil {
		l.Post(r.runPosts)
	}
}

func (r *Runtime) hasPosts() bool {
	r.posts.Lock()
	defer r.posts.Unlock()
	return len(r.waiting) > 0
}

// runPosts runs what was posted until now.
func (r *Runtime) runPosts() {
	r.posts.Lock()
	batch := r.waiting
	r.waiting = nil
	r.posts.Unlock()
	for i, f := range batch {
		if r.ended != nil { // for the next program
			r.posts.Lock()
			r.waiting = append(batch[i:], r.waiting...)
			r.posts.Unlock()
			return
		}
		r.callback(func() { f(r) })
	}
}

// Hold keeps the loop alive until the function it returns is called, once, from
// any goroutine: that hands over f, which may be nil, to run on the loop's
// goroutine. Hold itself is called on the Runtime's.
func (r *Runtime) Hold() (release func(f func(*Runtime))) {
	e, err := r.enter(nil)
	if err != nil {
		return func(func(*Runtime)) {}
	}
	defer e.leave()
	post := host{r}.Pend(r.vm)
	return func(f func(*Runtime)) {
		if f == nil {
			post(nil)
			return
		}
		post(func(*vm.VM) { f(r) })
	}
}

// ExitCode is the code with which a process should end: process.exitCode, or 1
// after an error that nothing caught.
func (r *Runtime) ExitCode() int { return r.exitCode }

// Program is compiled code. It is immutable: any number of Runtimes and
// goroutines may run it at the same time.
type Program struct {
	kind   programKind
	file   *source.File
	script *bytecode.Function // of scripts, and the body of CommonJS modules
	module *bytecode.Module
}

type programKind uint8

const (
	scriptProgram programKind = iota
	moduleProgram
	commonJSProgram
)

// CompileScript compiles src as a script. The error is a *SyntaxError.
func CompileScript(name, src string) (*Program, error) {
	f := source.FromBytes(name, []byte(src))
	fn, err := vm.CompileScript(f)
	if err != nil {
		return nil, syntaxError(err)
	}
	return &Program{kind: scriptProgram, file: f, script: fn}, nil
}

// CompileModule compiles src as an ES module.
func CompileModule(name, src string) (*Program, error) {
	f := source.FromBytes(name, []byte(src))
	code, err := vm.CompileModule(f)
	if err != nil {
		return nil, syntaxError(err)
	}
	return &Program{kind: moduleProgram, file: f, module: code}, nil
}

// commonJSParams are the parameters of the function that a CommonJS module is.
var commonJSParams = []string{"exports", "require", "module", "__filename", "__dirname"}

// CompileCommonJS compiles src as a CommonJS module.
func CompileCommonJS(name, src string) (*Program, error) {
	f := source.FromBytes(name, []byte(src))
	fn, err := vm.CompileFunctionBody(f, commonJSParams)
	if err != nil {
		return nil, syntaxError(err)
	}
	return &Program{kind: commonJSProgram, file: f, script: fn}, nil
}
