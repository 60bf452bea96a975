package gojs

import (
	"context"
	"fmt"
	"io"
	"os"
	"reflect"
	"sync"
	"sync/atomic"

	"gojs/gc"
	"gojs/loader"
	"gojs/loop"
	"gojs/stdlib/es"
	"gojs/stdlib/node"
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

	// Args are process.argv behind the executable: the program, and what it is
	// given. RunFile puts the file it runs in the place of the first.
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

	// UnhandledRejections says what a promise does that is rejected and not
	// handled, in the words of Node's --unhandled-rejections: "throw" (also ""),
	// "strict", "warn", "none" or "warn-with-error-code".
	UnhandledRejections string

	// Flags are options of Node's command line that its modules ask for, by name
	// with the dashes: "true" or "false" of a switch, else the values given.
	Flags map[string][]string
	// ExecArgv is process.execArgv.
	ExecArgv []string

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
	node *node.System
	opts Options
	loop atomic.Pointer[loop.Loop] // nil until something needs it
	ctx  context.Context           // of the running entry

	owner  atomic.Uintptr // the goroutine that is inside
	depth  int            // of its entries
	closed bool

	converting int // nesting of reflected
	types      map[reflect.Type]*structInfo
	bound      map[boundKey]gc.Ref //gojs:rooted by AfterMark, see bind

	fromStack      bool         // errors show where their stack begins, not where they were thrown
	until          func() bool  // what Await waits for
	running        bool         // a program is under way; still true when a panic left it
	ended          error        // why the running script is to end
	exitCode       int          // process.exitCode
	rejectionCount int          // promises that were rejected and not handled
	rejections     *gc.RootList // promises rejected without a handler, Undefined where one came
	// rejectionContexts are the asynchronous contexts of rejections.
	rejectionContexts *gc.RootList
	handledLate       *gc.RootList // promises handled after that was told
	registries        *gc.RootList // FinalizationRegistries with something to call back
	main              *gc.Root     // the promise of the main module, while it waits
	mainModule        *vm.Module

	posts   sync.Mutex
	waiting []func(*Runtime) // posted and not run yet
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
	if rejectionModes[o.UnhandledRejections] == nil {
		return nil, fmt.Errorf("gojs: unknown mode %q of UnhandledRejections", o.UnhandledRejections)
	}
	dir := o.Dir
	if dir == "" {
		wd, err := os.Getwd()
		if err != nil {
			return nil, err
		}
		dir = wd
	}
	m, err := vm.New(vm.Options{MaxHeap: o.MaxHeap, StackSize: o.StackSize, GCStress: o.GCStress, GCVerify: o.GCVerify, TraceGC: o.TraceGC, Trace: o.Trace})
	if err != nil {
		return nil, err
	}
	r := &Runtime{vm: m, opts: o, ctx: context.Background()}
	r.rejectionContexts = m.Heap().NewRootList(0)
	r.rejections, r.handledLate, r.registries = m.Heap().NewRootList(0), m.Heap().NewRootList(0), m.Heap().NewRootList(0)
	m.Host = host{r}
	es.SetConsoleOutput(m, o.Stdout, o.Stderr)
	r.node = node.New(m, host{r}, node.Options{
		Args: o.Args, Env: o.Env, Stdin: o.Stdin, Stdout: o.Stdout, Stderr: o.Stderr,
		Dir: loader.FromNative(dir), FS: o.FS, Version: NodeVersion, Release: Version, Flags: o.Flags, ExecArgv: o.ExecArgv,
	})
	if o.ExposeGC {
		r.exposeGC()
	}
	return r, nil
}

// Version is gojs's own; NodeVersion is the version of Node.js that it follows,
// process.version.
const (
	Version     = "0.1.0"
	NodeVersion = "v25.8.1"
)

var gcSpec = vm.Spec{Key: "gc", Fn: func(c *vm.Call) vm.Value {
	c.Heap().Collect("gc()")
	return vm.Undefined
}}

// exposeGC makes the global function gc.
func (r *Runtime) exposeGC() {
	g := r.vm.Realm().Global()
	r.vm.DefineData(g, r.vm.Key("gc"), r.vm.ObjectValue(r.vm.NewNative(&gcSpec)), vm.Writable|vm.Configurable)
}

// Close ends the Runtime: its memory, handles and goroutines are given back. No
// Value of it may be used afterwards. Nothing may be running.
func (r *Runtime) Close() {
	e, err := r.enter(nil)
	if err != nil {
		return
	}
	defer e.leave()
	r.drop()
	r.closed = true
	r.vm.Close()
}

// VM is the machine under the Runtime, for tools that know its rules.
func (r *Runtime) VM() *vm.VM { return r.vm }
