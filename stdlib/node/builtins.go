package node

import (
	"embed"
	"slices"
	"sync"

	"gojs/bytecode"
	"gojs/gc"
	"gojs/source"
	"gojs/vm"
)

// builtin is a module of Node. Its exports are made when it is first required:
// by make, or by running js/<name>.js.
type builtin struct {
	name     string
	internal bool // not for programs
	// prefixed: only node:<name> names it.
	prefixed bool
	make     func(s *System) vm.Value

	once sync.Once
	code *bytecode.Function // shared by all VMs of the process
	err  error
}

//go:embed js
var files embed.FS

// builtins are all modules. Those without make are files of js/.
var builtins = []*builtin{
	{name: "assert"},
	{name: "assert/strict"},
	{name: "buffer"},
	{name: "console"},
	{name: "constants"},
	{name: "diagnostics_channel"},
	{name: "events"},
	{name: "fs"},
	{name: "fs/promises"},
	{name: "module"},
	{name: "os"},
	{name: "path"},
	{name: "path/posix"},
	{name: "path/win32"},
	{name: "perf_hooks"},
	{name: "process"},
	{name: "punycode"},
	{name: "querystring"},
	{name: "stream"},
	{name: "stream/promises"},
	{name: "string_decoder"},
	{name: "timers"},
	{name: "timers/promises"},
	{name: "tty"},
	{name: "url"},
	{name: "util"},
	{name: "util/types"},

	{name: "internal/abort", internal: true},
	{name: "internal/async_context", internal: true},
	{name: "internal/errors", internal: true},
	{name: "internal/modules/cjs/loader", internal: true},
	{name: "internal/process", internal: true},
	{name: "internal/stdio", internal: true},
	{name: "internal/streams/add-abort-signal", internal: true},
	{name: "internal/streams/compose", internal: true},
	{name: "internal/streams/destroy", internal: true},
	{name: "internal/streams/duplex", internal: true},
	{name: "internal/streams/duplexify", internal: true},
	{name: "internal/streams/duplexpair", internal: true},
	{name: "internal/streams/end-of-stream", internal: true},
	{name: "internal/streams/from", internal: true},
	{name: "internal/streams/legacy", internal: true},
	{name: "internal/streams/operators", internal: true},
	{name: "internal/streams/pipeline", internal: true},
	{name: "internal/streams/readable", internal: true},
	{name: "internal/streams/state", internal: true},
	{name: "internal/streams/transform", internal: true},
	{name: "internal/streams/utils", internal: true},
	{name: "internal/streams/writable", internal: true},
}

var builtinIndex = func() map[string]int {
	index := make(map[string]int, len(builtins))
	for i, b := range builtins {
		index[b.name] = i
	}
	return index
}()

// isPublic reports whether programs may require name, given without node:.
func isPublic(name string) bool {
	i, ok := builtinIndex[name]
	return ok && !builtins[i].internal && !builtins[i].prefixed
}

// builtinNames are the names that module.builtinModules lists.
func builtinNames() []string {
	var names []string
	for _, b := range builtins {
		if !b.internal && !b.prefixed {
			names = append(names, b.name)
		}
	}
	slices.Sort(names)
	return names
}

// builtinParams are the parameters of the function that a file of js/ is.
var builtinParams = []string{"exports", "require", "module", "internalBinding"}

// compile is the module's code.
func (b *builtin) compile() (*bytecode.Function, error) {
	b.once.Do(func() {
		text, err := files.ReadFile("js/" + b.name + ".js")
		if err != nil {
			b.err = err
			return
		}
		b.code, b.err = vm.CompileFunctionBody(source.NewFile("node:"+b.name, string(text)), builtinParams)
	})
	return b.code, b.err
}

// Builtin is the exports of a built-in module, internal ones included.
func (s *System) Builtin(name string) vm.Value {
	i, ok := builtinIndex[name]
	if !ok {
		s.vm.ThrowError("No such built-in module: %s", name)
	}
	if s.exports == nil {
		s.exports = s.rootList(len(builtins))
	}
	if v := vm.Value(s.exports.Get(i)); v != vm.Undefined {
		return v
	}
	b := builtins[i]
	if b.make != nil {
		v := b.make(s)
		s.exports.Set(i, gc.Word(v))
		return v
	}
	return s.evaluate(i, b)
}

func (s *System) rootList(n int) *gc.RootList {
	l := s.vm.Heap().NewRootList(n)
	for i := range n {
		l.Set(i, gc.Word(vm.Undefined))
	}
	return l
}

// evaluate runs a file of js/. While it runs, its exports are what it has
// exported so far, as of a CommonJS module.
func (s *System) evaluate(i int, b *builtin) vm.Value {
	m := s.vm
	code, err := b.compile()
	if err != nil {
		panic("node: " + b.name + ": " + err.Error()) // a mistake in an embedded file
	}
	exports, module := m.ObjectValue(m.NewObject()), m.NewObject()
	kExports := m.Key("exports")
	m.CreateDataProperty(module, kExports, exports)
	m.CreateDataProperty(module, m.Key("id"), m.NewString(b.name))
	s.exports.Set(i, gc.Word(exports))
	f := m.NewFunctionFrom(code, m.Realm())
	require := m.ObjectValue(m.NewNative(&requireBuiltinSpec))
	binding := m.ObjectValue(m.NewNative(&internalBindingSpec))
	ok := false
	defer func() {
		if !ok {
			s.exports.Set(i, gc.Word(vm.Undefined))
		}
	}()
	m.Call(f, exports, exports, require, m.ObjectValue(module), binding)
	ok = true
	v := m.Get(module, kExports)
	s.exports.Set(i, gc.Word(v))
	return v
}

var (
	requireBuiltinSpec  = vm.Spec{Key: "requireBuiltin", Len: 1}
	internalBindingSpec = vm.Spec{Key: "internalBinding", Len: 1}
)

func init() {
	// These refer to the table, through Builtin.
	builtins[builtinIndex["console"]].make = consoleModule
	builtins[builtinIndex["process"]].make = (*System).processModule
	requireBuiltinSpec.Fn = func(c *vm.Call) vm.Value { return Of(c.VM).Builtin(c.ToGoString(c.Arg(0))) }
	internalBindingSpec.Fn = func(c *vm.Call) vm.Value { return Of(c.VM).binding(c.ToGoString(c.Arg(0))) }
}

// consoleModule is require('console'): the global.
func consoleModule(s *System) vm.Value {
	return s.vm.Get(s.vm.Realm().Global(), s.vm.Key("console"))
}
