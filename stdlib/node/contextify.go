package node

import (
	"errors"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"time"

	"gojs/bytecode"
	"gojs/gc"
	"gojs/source"
	"gojs/vm"
)

// The binding of the module vm: contexts, which are realms of the engine, and
// scripts.

func init() {
	declareBinding("contextify",
		fn("makeContext", 4, makeContext),
		fn("contextGlobal", 1, contextGlobal),
		fn("mainContext", 0, mainContext),
		fn("compileScript", 6, compileScript),
		fn("runScript", 4, runContextScript),
		fn("compileFunction", 8, compileContextFunction),
		fn("sourceMapURL", 1, scriptSourceMapURL),
		fn("sourceURL", 1, func(c *vm.Call) vm.Value {
			if url := magicComment(c.ToGoString(c.Arg(0)), "sourceURL="); url != "" {
				return c.NewString(url)
			}
			return vm.Undefined
		}),
		fn("decorate", 1, decorateError),
		fn("runMicrotasks", 0, func(c *vm.Call) vm.Value {
			c.RunJobs()
			return vm.Undefined
		}),
	)
}

// contextGlobals are the names of the global object of a new context.
var contextGlobals = func() map[string]bool {
	names := map[string]bool{}
	for _, n := range []string{
		"Object", "Function", "Array", "Number", "parseFloat", "parseInt", "Infinity", "NaN", "undefined", "Boolean", "String",
		"Symbol", "Date", "Promise", "RegExp", "Error", "AggregateError", "EvalError", "RangeError", "ReferenceError",
		"SyntaxError", "TypeError", "URIError", "globalThis", "JSON", "Math", "Intl", "ArrayBuffer", "Atomics", "Uint8Array",
		"Int8Array", "Uint16Array", "Int16Array", "Uint32Array", "Int32Array", "BigUint64Array", "BigInt64Array",
		"Uint8ClampedArray", "Float16Array", "Float32Array", "Float64Array", "DataView", "Map", "BigInt", "Set", "Iterator",
		"WeakMap", "WeakSet", "Proxy", "Reflect", "FinalizationRegistry", "WeakRef", "decodeURI", "decodeURIComponent",
		"encodeURI", "encodeURIComponent", "escape", "unescape", "eval", "isFinite", "isNaN", "console", "SuppressedError",
		"DisposableStack", "AsyncDisposableStack", "SharedArrayBuffer", "WebAssembly", "Temporal",
	} {
		names[n] = true
	}
	return names
}()

// contextData is a context; scriptData a compiled script.
type contextData struct {
	realm   *vm.Realm
	strings bool // whether eval and the like may compile texts
	// importer answers the imports of code that belongs to no script, nil for none.
	importer *importer
}

type scriptData struct {
	file *source.File
	code *bytecode.Function
}

// importer is the HostDefined of texts whose import calls a function answers.
type importer struct{ f *gc.Root }

// makeContext is makeContext ( sandbox, ownMicrotasks, strings ): undefined as the
// sandbox makes a context with an ordinary global object.
func makeContext(c *vm.Call) vm.Value {
	var sandbox *vm.Object
	if c.Arg(0).IsObject() {
		sandbox = c.Obj(c.Arg(0))
	}
	r := c.NewContextRealm(sandbox, func(name string) bool { return contextGlobals[name] })
	if c.Arg(1) == vm.True {
		r.OwnJobs()
	}
	data := &contextData{realm: r, strings: c.Arg(2) != vm.False}
	r.HostDefined = data
	if c.IsCallable(c.Arg(3)) {
		data.importer = &importer{c.Heap().NewRoot(gc.Word(c.Arg(3)))}
	}
	return c.ObjectValue(c.NewHostObject(nil, data))
}

func contextGlobal(c *vm.Call) vm.Value { return contextArg(c, 0).realm.GlobalThis() }

// mainContext is the context of the program itself.
func mainContext(c *vm.Call) vm.Value {
	return c.ObjectValue(c.NewHostObject(nil, &contextData{realm: c.Realm(), strings: true}))
}

// CanCompileStrings says whether code of a realm may compile texts.
func CanCompileStrings(r *vm.Realm) bool {
	data, ok := r.HostDefined.(*contextData)
	return !ok || data.strings
}

func contextArg(c *vm.Call, i int) *contextData {
	if data, ok := argPart[*contextData](c, i); ok {
		return data
	}
	return &contextData{realm: c.Realm(), strings: true}
}

// scriptFile is the file of arguments i and behind: text, name, line and column.
func scriptFile(c *vm.Call, i int) *source.File {
	f := source.NewFile(c.ToGoString(c.Arg(i+1)), c.ToGoString(c.Arg(i)))
	f.LineOffset, f.ColumnOffset = int(c.ToNumber(c.Arg(i+2)).Float()), int(c.ToNumber(c.Arg(i+3)).Float())
	return f
}

// refer gives the imports of a text to the function v; undefined: to the loader of
// the program.
func refer(c *vm.Call, f *source.File, r *vm.Realm, v vm.Value) {
	ref := &vm.Referrer{Realm: r, File: f}
	if c.IsCallable(v) {
		ref.HostDefined = &importer{c.Heap().NewRoot(gc.Word(v))}
	}
	c.SetReferrer(f, ref)
}

// compileScript is compileScript ( text, name, line, column, importer )
func compileScript(c *vm.Call) vm.Value {
	f := scriptFile(c, 0)
	code, err := vm.CompileScript(f)
	if err != nil {
		c.ThrowSourceError(err)
	}
	refer(c, f, c.Realm(), c.Arg(4))
	return c.ObjectValue(c.NewHostObject(nil, &scriptData{f, code}))
}

func scriptSourceMapURL(c *vm.Call) vm.Value {
	text := ""
	if data, ok := argPart[*scriptData](c, 0); ok {
		text = data.file.Text
	} else {
		text = c.ToGoString(c.Arg(0))
	}
	if url := sourceMapURL(text); url != "" {
		return c.NewString(url)
	}
	return vm.Undefined
}

// errSigint is why a script was ended, as is a timeoutError, each of its own run.
var errSigint = errors.New("vm: SIGINT")

type timeoutError struct{ _ byte }

func (*timeoutError) Error() string { return "vm: timeout" }

// runContextScript is runScript ( script, context, timeout, breakOnSigint ): timeout 0 is none.
func runContextScript(c *vm.Call) vm.Value {
	script, ok := argPart[*scriptData](c, 0)
	if !ok {
		c.ThrowTypeError("Illegal invocation")
	}
	r := contextArg(c, 1).realm
	timeout := millisecondsArg(c, 2)
	return limited(c.VM, timeout, c.Arg(3) == vm.True, func() vm.Value {
		v := c.RunScript(script.code, r)
		c.RunOwnJobs(r)
		return v
	})
}

// limited runs f, which a timeout, where it is not 0, or SIGINT ends with an error.
func limited(m *vm.VM, timeout time.Duration, sigint bool, f func() vm.Value) vm.Value {
	if timeout == 0 && !sigint {
		return f()
	}
	errTimeout := &timeoutError{}
	stop := watch(m, timeout, sigint, errTimeout)
	v, err := m.Protect(f)
	stop()
	var thrown *vm.ScriptError
	switch {
	case err == nil:
		return v
	case errors.As(err, &thrown):
		v := thrown.Value()
		thrown.Release()
		m.Throw(v)
	case err == error(errTimeout):
		m.ClearInterrupt()
		throwCoded(m, "Error", "ERR_SCRIPT_EXECUTION_TIMEOUT", "Script execution timed out after "+milliseconds(timeout)+"ms")
	case err == errSigint:
		m.ClearInterrupt()
		throwCoded(m, "Error", "ERR_SCRIPT_EXECUTION_INTERRUPTED", "Script execution was interrupted by `SIGINT`")
	}
	m.Terminate(err)
	return vm.Undefined
}

func milliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// watch interrupts the machine at the timeout or at SIGINT, until stop is called.
func watch(m *vm.VM, timeout time.Duration, sigint bool, reason error) (stop func()) {
	var timer *time.Timer
	if timeout > 0 {
		timer = time.AfterFunc(timeout, func() { m.Interrupt(reason) })
	}
	var signals chan os.Signal
	done := make(chan struct{})
	if sigint {
		signals = make(chan os.Signal, 1)
		signal.Notify(signals, os.Interrupt)
		go func() {
			select {
			case <-signals:
				m.Interrupt(errSigint)
			case <-done:
			}
		}()
	}
	return func() {
		if timer != nil {
			timer.Stop()
		}
		if signals != nil {
			signal.Stop(signals)
		}
		close(done)
	}
}

// compileContextFunction is compileFunction ( text, name, line, column, params,
// context, extensions, importer )
func compileContextFunction(c *vm.Call) vm.Value {
	f := scriptFile(c, 0)
	var params []string
	items, _ := c.Dense(c.Obj(c.Arg(4)))
	for i := range items {
		params = append(params, c.ToGoString(items[i]))
	}
	r := contextArg(c, 5).realm
	code, err := vm.CompileFunctionBody(f, params)
	if err != nil {
		c.ThrowSourceError(err)
	}
	refer(c, f, r, c.Arg(7))
	f2 := c.NewFunctionFrom(code, r)
	if !c.Arg(6).IsObject() || emptyArray(c, c.Arg(6)) {
		return f2
	}
	return functionWith(c, f, params, r)
}

// functionWith makes the function in the scope of objects, argument 6: it is
// compiled anew inside of with statements, on their line.
func functionWith(c *vm.Call, f *source.File, params []string, r *vm.Realm) vm.Value {
	objects, _ := c.Dense(c.Obj(c.Arg(6)))
	head := "(function(...e){"
	for i := range objects {
		head += "with(e[" + strconv.Itoa(i) + "])"
	}
	head += "return function(" + strings.Join(params, ",") + "){"
	w := source.NewFile(f.Name, head+f.Text+"\n}})")
	w.LineOffset, w.ColumnOffset = f.LineOffset, f.ColumnOffset-len(head)
	code, err := vm.CompileScript(w)
	if err != nil {
		c.ThrowSourceError(err)
	}
	refer(c, w, r, c.Arg(7))
	return c.CallSlice(c.RunScript(code, r), vm.Undefined, objects)
}

func emptyArray(c *vm.Call, v vm.Value) bool {
	items, _ := c.Dense(c.Obj(v))
	return len(items) == 0
}

// millisecondsArg is argument i, 0 where it is none.
func millisecondsArg(c *vm.Call, i int) time.Duration {
	ms := c.ToNumber(c.Arg(i)).Float()
	if !(ms > 0) {
		return 0
	}
	return time.Duration(min(ms, 1<<42)) * time.Millisecond
}

// decorateError is decorate ( error ): the place where it was thrown comes before
// its stack, once.
func decorateError(c *vm.Call) vm.Value {
	v := c.Arg(0)
	if !c.IsError(v) {
		return vm.Undefined
	}
	frame := ""
	if e := c.ThrownSourceError(v); e != nil {
		frame = e.Frame()
	} else if f, off, ok := c.ThrowPosition(v); ok {
		frame = (&source.Error{File: f, Span: source.Span{Start: off, End: off + 1}}).Frame()
	}
	kStack := c.Key("stack")
	stack := c.Get(c.Obj(v), kStack)
	if frame == "" || !stack.IsString() {
		return vm.Undefined
	}
	if text := c.GoString(stack); !strings.HasPrefix(text, frame) {
		c.DefineData(c.Obj(v), kStack, c.NewString(frame+"\n\n"+text), vm.Writable|vm.Configurable)
	}
	return vm.Undefined
}
