// Package gojs runs JavaScript: the engine, its library and a host for it.
package gojs

import (
	"context"
	"io"
	"os"

	"gojs/bytecode"
	"gojs/compiler"
	"gojs/parser"
	"gojs/source"
	_ "gojs/stdlib/es" // the globals
	"gojs/vm"
)

// Options configure a Runtime. The zero value is ready for use.
type Options struct {
	MaxHeap   uint64    // bytes of JavaScript memory; 0: 4 GiB
	StackSize int       // bytes of stack; 0: 8 MiB
	GCStress  int       // collect at every Nth allocation
	GCVerify  bool      // check the heap after each collection
	TraceGC   io.Writer // a line per collection
	Stdout    io.Writer // console.log; nil: os.Stdout
	Stderr    io.Writer // console.error; nil: os.Stderr
}

// Runtime is an isolate with one realm. It is for one goroutine at a time.
type Runtime struct {
	vm   *vm.VM
	opts Options
}

// New makes a Runtime.
func New(o Options) (*Runtime, error) {
	if o.Stdout == nil {
		o.Stdout = os.Stdout
	}
	if o.Stderr == nil {
		o.Stderr = os.Stderr
	}
	m, err := vm.New(vm.Options{MaxHeap: o.MaxHeap, StackSize: o.StackSize, GCStress: o.GCStress, GCVerify: o.GCVerify, TraceGC: o.TraceGC})
	if err != nil {
		return nil, err
	}
	return &Runtime{vm: m, opts: o}, nil
}

// Close frees the runtime's memory.
func (r *Runtime) Close() { r.vm.Close() }

// VM is the machine under the runtime, for tools.
func (r *Runtime) VM() *vm.VM { return r.vm }

// CompileScript parses and compiles a script.
func CompileScript(name, src string) (*bytecode.Function, error) {
	prog, err := parser.ParseScript(source.NewFile(name, src), parser.Options{})
	if err != nil {
		return nil, err
	}
	return compiler.Script(prog)
}

// RunScript runs src as a script and then all jobs it left.
func (r *Runtime) RunScript(ctx context.Context, name, src string) error {
	fn, err := CompileScript(name, src)
	if err != nil {
		return err
	}
	stop := r.vm.Watch(ctx)
	defer stop()
	_, err = r.vm.Protect(func() vm.Value {
		v := r.vm.RunScript(fn, r.vm.Realm())
		r.vm.RunJobs()
		return v
	})
	return err
}
