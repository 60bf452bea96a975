package gojs

import (
	"context"

	"gojs/bytecode"
	"gojs/compiler"
	"gojs/parser"
	"gojs/source"
	"gojs/vm"
)

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
	p, err := parser.ParseScript(f, parser.Options{})
	if err != nil {
		return nil, syntaxError(err)
	}
	fn, err := compiler.Script(p)
	if err != nil {
		return nil, syntaxError(err)
	}
	return &Program{kind: scriptProgram, file: f, script: fn}, nil
}

// CompileModule compiles src as an ES module.
func CompileModule(name, src string) (*Program, error) {
	f := source.FromBytes(name, []byte(src))
	p, err := parser.ParseModule(f)
	if err != nil {
		return nil, syntaxError(err)
	}
	code, err := compiler.Module(p)
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
	p, err := parser.ParseFunctionBody(f, commonJSParams)
	if err != nil {
		return nil, syntaxError(err)
	}
	fn, err := compiler.Function(p)
	if err != nil {
		return nil, syntaxError(err)
	}
	return &Program{kind: commonJSProgram, file: f, script: fn}, nil
}

// Run runs a Program and then the event loop until nothing is alive. The Value
// is a script's completion value, a module's namespace, or module.exports.
func (r *Runtime) Run(ctx context.Context, p *Program) (Value, error) {
	v, err := r.protect(ctx, func() vm.Value {
		return r.vm.RunScript(p.script, r.vm.Realm())
	})
	if err != nil {
		return Value{}, err
	}
	return v, r.Wait(ctx)
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
// of name, then the event loop until nothing is alive. The Value is the module's
// namespace. Top-level await has ended then.
func (r *Runtime) RunModule(ctx context.Context, name, src string) (Value, error) {
	p, err := CompileModule(name, src)
	if err != nil {
		return Value{}, err
	}
	return r.Run(ctx, p)
}

// RunCommonJS runs src as a CommonJS module. The Value is its module.exports.
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
func (r *Runtime) RunFile(ctx context.Context, path string) error {
	data, err := r.opts.FS.ReadFile(path)
	if err != nil {
		return err
	}
	_, err = r.RunCommonJS(ctx, path, string(data))
	return err
}

// Wait runs jobs and the event loop until nothing is alive.
func (r *Runtime) Wait(ctx context.Context) error {
	_, err := r.protect(ctx, func() vm.Value {
		r.vm.RunJobs()
		return vm.Undefined
	})
	return err
}

// Interrupt ends what runs with the reason err (nil: ErrInterrupted). It may be
// called from any goroutine, and does nothing where nothing runs.
func (r *Runtime) Interrupt(err error) { r.vm.Interrupt(err) }

// Post makes f run on the loop's goroutine, with jobs after it. It may be called
// from any goroutine.
func (r *Runtime) Post(f func(*Runtime)) {}

// ExitCode is process.exitCode, 0 where the program set none.
func (r *Runtime) ExitCode() int { return 0 }

// protect runs f inside the Runtime, under ctx, and returns what it throws.
func (r *Runtime) protect(ctx context.Context, f func() vm.Value) (Value, error) {
	stop := r.vm.Watch(ctx)
	defer stop()
	v, err := r.vm.Protect(f)
	if err != nil {
		return Value{}, r.failure(err)
	}
	return r.value(v), nil
}
