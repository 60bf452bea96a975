package gojs

import (
	"context"
	"io"
	"os"
	"sync/atomic"

	"gojs/loader"
	"gojs/stdlib/es"
	"gojs/vm"
)

// Options configure a Runtime. The zero value is ready for use.
type Options struct {
	// MaxHeap bounds JavaScript's memory in bytes, buffers outside the heap
	// included; 0: 4 GiB. A script that needs more ends with ErrMemory.
	MaxHeap uint64
	// StackSize bounds the stack of JavaScript in bytes; 0: 8 MiB. Deeper
	// recursion is a RangeError, which the script may catch.
	StackSize int

	// Args are process.argv behind the program's name.
	Args []string
	// Env is process.env, "name=value" each; nil: os.Environ().
	Env []string
	// Stdin, Stdout and Stderr are those of process and console; nil: the operating system's.
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// Dir is where relative names begin, an absolute path; "": the working directory.
	Dir string
	// FS is where modules are read from; nil: the operating system's files.
	FS loader.FS

	// ExposeGC makes the global function gc, which collects at once.
	ExposeGC bool
	// GCStress collects at every Nth allocation; GCVerify checks the heap after
	// each collection; TraceGC gets a line per collection.
	GCStress int
	GCVerify bool
	TraceGC  io.Writer
	// Trace says what is reported of a run.
	Trace *vm.Tracer
}

// Runtime is an isolate: a heap of its own, a global object and an event loop.
// It is for one goroutine at a time; Post and Interrupt alone may be called
// from any. Use by two at once panics.
type Runtime struct {
	vm   *vm.VM
	opts Options
	ctx  context.Context // of the running entry
	dir  string

	owner  atomic.Uintptr // the goroutine that is inside
	depth  int            // of its entries
	closed bool
}

// New makes a Runtime.
func New(o Options) (*Runtime, error) {
	if o.Stdin == nil {
		o.Stdin = os.Stdin
	}
	if o.Stdout == nil {
		o.Stdout = os.Stdout
	}
	if o.Stderr == nil {
		o.Stderr = os.Stderr
	}
	if o.FS == nil {
		o.FS = loader.OS()
	}
	r := &Runtime{opts: o, dir: o.Dir, ctx: context.Background()}
	if r.dir == "" {
		dir, err := os.Getwd()
		if err != nil {
			return nil, err
		}
		r.dir = loader.FromNative(dir)
	}
	m, err := vm.New(vm.Options{MaxHeap: o.MaxHeap, StackSize: o.StackSize, GCStress: o.GCStress, GCVerify: o.GCVerify, TraceGC: o.TraceGC, Trace: o.Trace})
	if err != nil {
		return nil, err
	}
	r.vm = m
	es.SetConsoleOutput(m, o.Stdout, o.Stderr)
	return r, nil
}

// Close ends the Runtime: its memory, handles and goroutines are given back. No
// Value of it may be used afterwards.
func (r *Runtime) Close() {
	if !r.closed {
		r.closed = true
		r.vm.Close()
	}
}

// VM is the machine under the Runtime, for tools that know its rules.
func (r *Runtime) VM() *vm.VM { return r.vm }
