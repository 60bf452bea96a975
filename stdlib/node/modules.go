package node

import (
	"errors"
	"path"
	"strings"

	"gojs/bytecode"
	"gojs/gc"
	"gojs/loader"
	"gojs/source"
	"gojs/vm"
)

// The binding of the CommonJS loader.

func init() {
	declareBinding("modules",
		fn("resolve", 4, modulesResolve),
		fn("setExtensions", 1, modulesSetExtensions),
		fn("nodeModulePaths", 1, modulesNodeModulePaths),
		fn("realpath", 1, modulesRealpath),
		fn("isBuiltin", 1, modulesIsBuiltin),
		fn("builtin", 1, modulesBuiltin),
		fn("builtinNames", 0, modulesBuiltinNames),
		fn("format", 1, modulesFormat),
		fn("readText", 1, modulesReadText),
		fn("compile", 3, modulesCompile),
		fn("compileWrapped", 2, modulesCompileWrapped),
		fn("requireModule", 2, modulesRequireModule),
		fn("fileURL", 1, modulesFileURL),
		fn("filePath", 1, modulesFilePath),
		fn("cwd", 0, modulesCwd),
		fn("setMain", 1, modulesSetMain),
		fn("main", 0, modulesMain),
		fn("compiled", 1, modulesCompiled),
	)
}

// commonJSParams are the parameters of the function that a CommonJS module is.
var commonJSParams = []string{"exports", "require", "module", "__filename", "__dirname"}

// pathArg is argument i, a file name of the operating system.
func pathArg(c *vm.Call, i int) string { return loader.FromNative(c.ToGoString(c.Arg(i))) }

func nativeString(m *vm.VM, name string) vm.Value { return m.NewString(loader.Native(name)) }

// modulesResolve is resolve ( request, dir, requireStack ): the file, or the name
// of a built-in module behind "node:".
func modulesResolve(c *vm.Call) vm.Value {
	s := Of(c.VM)
	var stack []string
	if c.Arg(2).IsObject() {
		items, _ := c.Dense(c.Obj(c.Arg(2)))
		for i := range items {
			stack = append(stack, loader.FromNative(c.ToGoString(items[i])))
		}
	}
	r, err := s.loader.Require(requestPath(c.ToGoString(c.Arg(0))), pathArg(c, 1), stack)
	if err != nil {
		throwLoader(c.VM, err)
	}
	if r.Format == loader.Builtin {
		return c.NewString("node:" + r.Path)
	}
	return nativeString(c.VM, r.Path)
}

// requestPath is a specifier whose absolute path is the system's.
func requestPath(s string) string {
	if len(s) > 1 && s[1] == ':' || strings.HasPrefix(s, "\\") {
		return loader.FromNative(s)
	}
	return s
}

// modulesSetExtensions is setExtensions ( list ): the keys of require.extensions.
func modulesSetExtensions(c *vm.Call) vm.Value {
	items, _ := c.Dense(c.Obj(c.Arg(0)))
	list := make([]string, 0, len(items))
	for i := range items {
		list = append(list, c.ToGoString(items[i]))
	}
	Of(c.VM).loader.Extensions = list
	return vm.Undefined
}

func modulesNodeModulePaths(c *vm.Call) vm.Value {
	a := c.NewArray(0)
	for _, p := range loader.NodeModulesPaths(pathArg(c, 0)) {
		c.ArrayPush(a, nativeString(c.VM, p))
	}
	return c.ObjectValue(a)
}

func modulesRealpath(c *vm.Call) vm.Value {
	return nativeString(c.VM, Of(c.VM).loader.FS().Realpath(pathArg(c, 0)))
}

func modulesIsBuiltin(c *vm.Call) vm.Value {
	return vm.BoolValue(isPublic(c.ToGoString(c.Arg(0))))
}

func modulesBuiltin(c *vm.Call) vm.Value {
	return Of(c.VM).Builtin(strings.TrimPrefix(c.ToGoString(c.Arg(0)), "node:"))
}

func modulesBuiltinNames(c *vm.Call) vm.Value {
	a := c.NewArray(0)
	for _, n := range builtinNames() {
		c.ArrayPush(a, c.NewString(n))
	}
	return c.ObjectValue(a)
}

// modulesFormat is format ( file ): commonjs, module, json or ambiguous. It
// throws where the package.json is wrong.
func modulesFormat(c *vm.Call) vm.Value {
	s, file := Of(c.VM), pathArg(c, 0)
	if err := s.loader.InvalidPackage(file); err != nil {
		throwLoader(c.VM, err)
	}
	return c.NewString(s.loader.Format(file).String())
}

func modulesReadText(c *vm.Call) vm.Value {
	name := pathArg(c, 0)
	data, err := Of(c.VM).loader.FS().ReadFile(name)
	if err != nil {
		throwSystem(c.VM, err, "open", loader.Native(name))
	}
	return c.NewString(source.Sanitize(data))
}

// modulesCompile is compile ( file, text, detect ): the function of a CommonJS
// module, or undefined where detect is true and the text is that of an ES module.
func modulesCompile(c *vm.Call) vm.Value {
	s, m := Of(c.VM), c.VM
	f := source.NewFile(c.ToGoString(c.Arg(0)), c.ToGoString(c.Arg(1)))
	code, err := vm.CompileFunctionBody(f, commonJSParams)
	if err != nil {
		if c.Arg(2) == vm.True && isModuleSyntax(err, f) {
			return vm.Undefined
		}
		m.ThrowSourceError(err)
	}
	return s.commonJSFunction(f, code)
}

func (s *System) commonJSFunction(f *source.File, code *bytecode.Function) vm.Value {
	m := s.vm
	m.SetReferrer(f, &vm.Referrer{Realm: m.Realm(), File: f})
	return m.NewFunctionFrom(code, m.Realm())
}

// modulesCompileWrapped is compileWrapped ( file, text ): the value of a script,
// for programs that changed Module.wrap.
func modulesCompileWrapped(c *vm.Call) vm.Value {
	f := source.NewFile(c.ToGoString(c.Arg(0)), c.ToGoString(c.Arg(1)))
	code, err := vm.CompileScript(f)
	if err != nil {
		c.ThrowSourceError(err)
	}
	c.SetReferrer(f, &vm.Referrer{Realm: c.Realm(), File: f})
	return c.RunScript(code, c.Realm())
}

// modulesRequireModule is requireModule ( file, text ): require of an ES module.
func modulesRequireModule(c *vm.Call) vm.Value {
	s := Of(c.VM)
	return s.requireModule(pathArg(c, 0))
}

func modulesFileURL(c *vm.Call) vm.Value {
	return c.NewString(loader.FileURL(path.Clean(pathArg(c, 0))))
}

func modulesFilePath(c *vm.Call) vm.Value {
	p, ok := loader.FilePath(c.ToGoString(c.Arg(0)))
	if !ok {
		return vm.Undefined
	}
	return nativeString(c.VM, p)
}

func modulesCwd(c *vm.Call) vm.Value { return nativeString(c.VM, Of(c.VM).o.Dir) }

// modulesSetMain is setMain ( module ): process.mainModule.
func modulesSetMain(c *vm.Call) vm.Value {
	Of(c.VM).keep("mainModule", c.Arg(0))
	return vm.Undefined
}

// modulesMain is main ( ): process.mainModule, undefined where the program is none.
func modulesMain(c *vm.Call) vm.Value { return Of(c.VM).keptValue("mainModule") }

// modulesCompiled is compiled ( file ): the function of a file that was compiled
// to find out what it is, once.
func modulesCompiled(c *vm.Call) vm.Value {
	s := Of(c.VM)
	ready := s.modules.compiled
	if ready == nil || ready.path != pathArg(c, 0) {
		return vm.Undefined
	}
	s.modules.compiled = nil
	return s.commonJSFunction(ready.file, ready.code)
}

// The messages of early errors that only the syntax of ES modules has.
var moduleSyntaxErrors = []string{
	"Cannot use import statement outside a module",
	"Unexpected token 'export'",
	"Cannot use 'import.meta' outside a module",
}

// The messages that CommonJS gives for what may be right in an ES module:
// top-level await, and own names for what the wrapper declares.
var maybeModuleErrors = []string{
	"Identifier '__filename' has already been declared",
	"Identifier '__dirname' has already been declared",
	"Identifier 'module' has already been declared",
	"Identifier 'exports' has already been declared",
	"Identifier 'require' has already been declared",
	"await is only valid in async functions and the top level bodies of modules",
	"Unexpected reserved word",
}

// isModuleSyntax reports whether err, of compiling f as CommonJS, says that f is
// an ES module.
func isModuleSyntax(err error, f *source.File) bool {
	var e *source.Error
	if !errors.As(err, &e) {
		return false
	}
	for _, text := range moduleSyntaxErrors {
		if e.Message == text {
			return true
		}
	}
	for _, text := range maybeModuleErrors {
		if e.Message == text {
			_, err := vm.CompileModule(f)
			return err == nil
		}
	}
	return false
}

// commonJS is a function of the CommonJS loader.
func (s *System) commonJS(name string) vm.Value {
	m := s.vm
	return m.Get(m.Obj(s.Builtin("internal/modules/cjs/loader")), m.Key(name))
}

// RunMain runs a file as the program: an absolute path with slashes. The Module
// is nil where it is a CommonJS module, else it is to be evaluated by RunModule.
func (s *System) RunMain(file string) *vm.Module {
	m := s.vm
	r, err := s.loader.Require(file, path.Dir(file), nil)
	if err != nil {
		throwLoader(m, err)
	}
	s.o.main = r.Path
	if r.Format == loader.Module || r.Format == loader.Ambiguous && s.detectModule(r.Path) {
		return s.loadFile(r, "")
	}
	m.Call(s.commonJS("runMain"), vm.Undefined, nativeString(m, r.Path))
	return nil
}

// detectModule reports whether the text of a file is that of an ES module.
func (s *System) detectModule(file string) bool {
	data, err := s.loader.FS().ReadFile(file)
	if err != nil {
		return false
	}
	f := source.FromBytes(loader.Native(file), data)
	code, err := vm.CompileFunctionBody(f, commonJSParams)
	if err != nil {
		return isModuleSyntax(err, f)
	}
	s.modules.compiled = &compiledFile{file, f, code}
	return false
}

// compiledFile is a file that was compiled to find out what it is, kept for
// who runs it next.
type compiledFile struct {
	path string
	file *source.File
	code *bytecode.Function
}

// RunCommonJS runs text as a CommonJS module named name in the folder dir: what
// -e and standard input give. The Value is its module.exports.
func (s *System) RunCommonJS(name string, f *source.File, code *bytecode.Function) vm.Value {
	m := s.vm
	return m.Call(s.commonJS("runText"), vm.Undefined, m.NewString(name), nativeString(m, s.o.Dir), s.commonJSFunction(f, code))
}

// root keeps v.
func (s *System) root(v vm.Value) *gc.Root { return s.vm.Heap().NewRoot(gc.Word(v)) }
