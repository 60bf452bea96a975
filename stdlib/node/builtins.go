package node

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
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

// builtins are all modules: the files of js/, those in js/internal not for
// programs, and those that Go makes.
var builtins = func() []*builtin {
	list := []*builtin{{name: "console"}, {name: "process"}}
	err := fs.WalkDir(files, "js", func(path string, d fs.DirEntry, err error) error {
		if name, ok := strings.CutSuffix(path, ".js"); ok && err == nil {
			name = strings.TrimPrefix(name, "js/")
			list = append(list, &builtin{name: name, internal: strings.HasPrefix(name, "internal/"), prefixed: prefixedOnly[name]})
		}
		return err
	})
	if err != nil {
		panic(err) // the embedded files
	}
	return list
}()

// prefixedOnly are the modules that only a name with node: finds.
var prefixedOnly = map[string]bool{"sea": true, "sqlite": true, "test": true, "test/reporters": true}

var builtinIndex = func() map[string]int {
	index := make(map[string]int, len(builtins))
	for i, b := range builtins {
		index[b.name] = i
	}
	return index
}()

// isPublic reports whether programs may require name. Some modules need node:
// before it.
func isPublic(name string) bool {
	name, prefix := strings.CutPrefix(name, "node:")
	i, ok := builtinIndex[name]
	return ok && !builtins[i].internal && (prefix || !builtins[i].prefixed)
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
