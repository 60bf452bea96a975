package node

import (
	"path"
	"slices"
	"strings"

	"gojs/loader"
	"gojs/source"
	"gojs/vm"
)

// ES modules: what the VM asks the host for.

// moduleKey identifies a module: the same URL is another module as text or JSON,
// and in another realm.
type moduleKey struct {
	url, typ string
	realm    *vm.Realm
}

// moduleMap is the modules of a System.
type moduleMap struct {
	byKey    map[moduleKey]*vm.Module
	main     *vm.Module
	compiled *compiledFile
}

// moduleInfo is what a file's Module has in HostDefined.
type moduleInfo struct {
	url  string
	path string // "" where it is no file
}

// LoadImportedModule is HostLoadImportedModule (sec-HostLoadImportedModule).
func (s *System) LoadImportedModule(ref *vm.Referrer, req vm.ModuleRequest, load *vm.ModuleLoad) {
	if f, ok := importHook(ref); ok && load.IsDynamic() {
		s.importOwn(f, ref, req, load)
		return
	}
	var found *vm.Module
	thrown, threw := s.vm.Try(func() vm.Value {
		found = s.load(ref, req)
		return vm.Undefined
	})
	if threw {
		found = nil
	}
	s.vm.FinishLoadingImportedModule(load, found, thrown)
}

// parentOf is the file that imports, "" where it is none, and the folder that
// relative specifiers begin at.
func (s *System) parentOf(ref *vm.Referrer) (file, dir string) {
	name := ""
	switch {
	case ref.Module != nil:
		if info, ok := ref.Module.HostDefined.(*moduleInfo); ok {
			return info.path, s.o.Dir
		}
		name = ref.Module.Name()
	case ref.File != nil:
		name = ref.File.Name
	}
	if p, ok := loader.FilePath(name); ok {
		return p, path.Dir(p)
	}
	if name = loader.FromNative(name); strings.HasPrefix(name, "/") {
		return name, path.Dir(name)
	}
	return "", s.o.Dir
}

func (s *System) load(ref *vm.Referrer, req vm.ModuleRequest) *vm.Module {
	typ := ""
	for _, a := range req.Attributes {
		if a[0] != "type" {
			throwAttribute(s.vm, "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED", "Import attribute \""+a[0]+"\" with value \""+a[1]+"\" is not supported")
		}
		typ = a[1]
	}
	realm := ref.Realm
	if realm == nil {
		realm = s.vm.Realm()
	}
	parent, dir := s.parentOf(ref)
	if strings.HasPrefix(req.Specifier, "data:") {
		return s.loadData(req.Specifier, typ, realm)
	}
	r, err := s.loader.Import(req.Specifier, parent, dir)
	if err != nil {
		throwLoader(s.vm, err)
	}
	if r.Format == loader.Builtin {
		return s.builtinModule(r.Path, realm)
	}
	return s.loadFile(r, typ)
}

// register puts a new module into the map.
func (s *System) register(key moduleKey, m *vm.Module, info *moduleInfo) *vm.Module {
	if s.modules.byKey == nil {
		s.modules.byKey = map[moduleKey]*vm.Module{}
	}
	m.HostDefined = info
	s.modules.byKey[key] = m
	return m
}

// loadFile is the module of a file.
func (s *System) loadFile(r loader.Resolved, typ string) *vm.Module {
	key := moduleKey{loader.FileURL(r.Path) + r.Query, typ, s.vm.Realm()}
	if m := s.modules.byKey[key]; m != nil {
		return m
	}
	if err := s.loader.InvalidPackage(r.Path); err != nil && (r.Format == loader.Ambiguous || r.Format == loader.Unknown) {
		throwLoader(s.vm, err)
	}
	info := &moduleInfo{key.url, r.Path}
	format := s.formatOf(r, typ, key.url)
	if format == loader.CommonJS {
		return s.register(key, s.commonJSModule(key.url, r.Path), info)
	}
	data, err := s.loader.FS().ReadFile(r.Path)
	if err != nil {
		throwSystem(s.vm, err, "open", loader.Native(r.Path))
	}
	if format == loader.Ambiguous {
		f := source.FromBytes(loader.Native(r.Path), data)
		code, err := vm.CompileFunctionBody(f, commonJSParams)
		if err == nil || !isModuleSyntax(err, f) {
			if err == nil {
				s.modules.compiled = &compiledFile{r.Path, f, code}
			}
			return s.register(key, s.commonJSModule(key.url, r.Path), info)
		}
	}
	return s.register(key, s.moduleOf(key, data), info)
}

// formatOf is how the file is to be read, after the attributes of the import.
func (s *System) formatOf(r loader.Resolved, typ, url string) loader.Format {
	switch typ {
	case "json", "text", "bytes":
		if typ == "json" && r.Format != loader.JSON {
			throwAttribute(s.vm, "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE", "Module \""+url+"\" is not of type \"json\"")
		}
		return loader.JSON
	case "":
	default:
		throwAttribute(s.vm, "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED", "Import attribute \"type\" with value \""+typ+"\" is not supported")
	}
	switch r.Format {
	case loader.JSON:
		throwAttribute(s.vm, "ERR_IMPORT_ATTRIBUTE_MISSING", "Module \""+url+"\" needs an import attribute of \"type: json\"")
	case loader.Unknown:
		throwCoded(s.vm, "TypeError", "ERR_UNKNOWN_FILE_EXTENSION", "Unknown file extension \""+path.Ext(r.Path)+"\" for "+loader.Native(r.Path))
	}
	return r.Format
}

func throwAttribute(m *vm.VM, code, message string) { throwCoded(m, "TypeError", code, message) }

// moduleOf is the module for bytes, by the type that the import asks for.
func (s *System) moduleOf(key moduleKey, data []byte) *vm.Module {
	m := s.vm
	switch key.typ {
	case "json":
		return m.NewDefaultExportModule(key.url, s.parseJSON(key, data), key.realm)
	case "text":
		return m.NewDefaultExportModule(key.url, m.NewString(source.Sanitize(data)), key.realm)
	case "bytes":
		buffer := m.NewArrayBufferFrom(key.realm.Intrinsic(vm.ArrayBufferPrototype), data)
		vm.MakeBufferImmutable(buffer)
		array := m.NewTypedArray(vm.Uint8, key.realm.Intrinsic(vm.Uint8.TypedArrayProto()), buffer, 0, int64(len(data)))
		return m.NewDefaultExportModule(key.url, m.ObjectValue(array), key.realm)
	}
	return m.ParseModule(source.FromBytes(key.url, data), key.realm)
}

// parseJSON is the value of a JSON module; its errors name the file.
func (s *System) parseJSON(key moduleKey, data []byte) vm.Value {
	m := s.vm
	json := m.Obj(m.Get(key.realm.Global(), m.Key("JSON")))
	text := m.NewString(source.Sanitize(data))
	v, threw := m.Try(func() vm.Value { return m.Invoke(m.ObjectValue(json), m.Key("parse"), text) })
	if !threw {
		return v
	}
	if m.IsError(v) {
		kMessage, name := m.Key("message"), key.url
		if p, ok := loader.FilePath(key.url); ok {
			name = loader.Native(p)
		}
		m.Set(m.Obj(v), kMessage, m.NewString(name+": "+m.ToGoString(m.Get(m.Obj(v), kMessage))), false)
	}
	m.Throw(v)
	return vm.Undefined
}

// loadData is the module of a data: URL (RFC 2397).
func (s *System) loadData(url, typ string, realm *vm.Realm) *vm.Module {
	key := moduleKey{url, typ, realm}
	if m := s.modules.byKey[key]; m != nil {
		return m
	}
	mime, data, ok := loader.DataURL(url)
	if !ok {
		throwCoded(s.vm, "TypeError", "ERR_INVALID_URL", "Invalid URL")
	}
	switch mime {
	case "text/javascript":
		if typ != "" && typ != "text" && typ != "bytes" {
			throwAttribute(s.vm, "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE", "Module \""+url+"\" is not of type \""+typ+"\"")
		}
	case "application/json":
		if typ == "" {
			throwAttribute(s.vm, "ERR_IMPORT_ATTRIBUTE_MISSING", "Module \""+url+"\" needs an import attribute of \"type: json\"")
		}
	default:
		if typ != "text" && typ != "bytes" {
			throwCoded(s.vm, "RangeError", "ERR_UNKNOWN_MODULE_FORMAT", "Unknown module format: "+mime+" for URL "+url)
		}
	}
	return s.register(key, s.moduleOf(key, data), &moduleInfo{url: url})
}

// builtinModule is a built-in module as an ES module: its exports are the
// default, and each of their properties by its name.
func (s *System) builtinModule(name string, realm *vm.Realm) *vm.Module {
	key := moduleKey{"node:" + name, "", realm}
	if m := s.modules.byKey[key]; m != nil {
		return m
	}
	m := s.vm
	names := []string{"default"}
	if exports := s.Builtin(name); exports.IsObject() {
		keys := m.NewList()
		m.OwnPropertyKeys(m.Obj(exports), keys)
		for i := range m.ListLen(keys) {
			k := m.KeyAt(keys, i)
			if d, ok := m.GetOwnProperty(m.Obj(exports), k); k.IsString() && ok && d.Enumerable() {
				if n := m.DisplayKey(k); n != "default" {
					names = append(names, n)
				}
			}
		}
	}
	mod := m.NewSyntheticModule(key.url, names, realm, func(m *vm.VM, mod *vm.Module) {
		exports := s.Builtin(name)
		m.SetSyntheticExport(mod, "default", exports)
		for _, n := range names[1:] {
			m.SetSyntheticExport(mod, n, m.Get(m.Obj(exports), m.Key(n)))
		}
	})
	return s.register(key, mod, &moduleInfo{url: key.url})
}

// commonJSModule is a CommonJS module as an ES module: it runs when it is
// evaluated; its names are those that its text seems to export.
func (s *System) commonJSModule(url, file string) *vm.Module {
	names := []string{"default"}
	for _, n := range s.exportNames(file, nil) {
		if n != "default" {
			names = append(names, n)
		}
	}
	if !slices.Contains(names, "module.exports") {
		names = append(names, "module.exports")
	}
	mod := s.vm.NewSyntheticModule(url, names, s.vm.Realm(), func(m *vm.VM, mod *vm.Module) {
		exports := m.Call(s.commonJS("importModule"), vm.Undefined, nativeString(m, file))
		m.SetSyntheticExport(mod, "default", exports)
		for _, n := range names[1:] {
			v := vm.Value(vm.Undefined)
			switch {
			case n == "module.exports":
				v = exports
			case exports.IsObject():
				v = m.Get(m.Obj(exports), m.Key(n))
			}
			m.SetSyntheticExport(mod, n, v)
		}
	})
	mod.MissingExport = missingExport
	return mod
}

// missingExport is what Node says of a name that the text of a CommonJS module
// does not seem to export.
func missingExport(specifier, name, clause string) string {
	text := "Named export '" + name + "' not found. The requested module '" + specifier + "' is a CommonJS module, " +
		"which may not support all module.exports as named exports.\n" +
		"CommonJS modules can always be imported via the default export, for example using:\n\n" +
		"import pkg from '" + specifier + "';\n"
	if clause != "" {
		text += "const " + strings.ReplaceAll(clause, " as ", ": ") + " = pkg;\n"
	}
	return text
}

// maxReexports bounds the files that are lexed for the names of one.
const maxReexports = 1000

// exportNames are the names that the text of a CommonJS module seems to export,
// those of the modules it re-exports included.
func (s *System) exportNames(file string, seen map[string]bool) []string {
	if seen == nil {
		seen = map[string]bool{}
	}
	if seen[file] || len(seen) > maxReexports || path.Ext(file) == ".json" {
		return nil
	}
	seen[file] = true
	data, err := s.loader.FS().ReadFile(file)
	if err != nil {
		return nil
	}
	names, reexports := loader.CommonJSExports(string(data))
	for _, specifier := range reexports {
		r, err := s.loader.Require(specifier, path.Dir(file), []string{file})
		if err != nil || r.Format == loader.Builtin {
			continue
		}
		for _, n := range s.exportNames(r.Path, seen) {
			if n != "default" && !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	return names
}

// requireModule is require of an ES module: its namespace, which must not wait
// for anything.
func (s *System) requireModule(file string) vm.Value {
	m := s.vm
	mod := s.loadFile(s.loader.Resolve(file), "")
	p := m.PromiseOf(m.ObjectValue(m.LoadRequestedModules(mod)))
	if p.State() == vm.PromiseRejected {
		p.MarkHandled()
		m.Throw(p.Result())
	}
	m.Link(mod)
	if mod.Status() == vm.ModuleEvaluating {
		throwCoded(m, "Error", "ERR_REQUIRE_CYCLE_MODULE", "Cannot require() ES Module "+loader.Native(file)+" in a cycle.")
	}
	if where := asyncModule(mod, map[*vm.Module]bool{}); where != nil {
		throwCoded(m, "Error", "ERR_REQUIRE_ASYNC_MODULE", "require() cannot be used on an ESM graph with top-level await. "+
			"Use import() instead. To see where the top-level await comes from, use --experimental-print-required-tla.")
	}
	p = m.PromiseOf(m.ObjectValue(m.Evaluate(mod)))
	if p.State() == vm.PromiseRejected {
		p.MarkHandled()
		m.Throw(p.Result())
	}
	return s.requiredNamespace(mod)
}

// requiredNamespace is what require returns for an ES module: its export named
// "module.exports", or the namespace; one with a default export says that it is
// an ES module to code made by transpilers.
func (s *System) requiredNamespace(mod *vm.Module) vm.Value {
	m := s.vm
	ns := m.GetModuleNamespace(mod, false)
	o := m.Obj(ns)
	if k := m.Key("module.exports"); m.HasProperty(o, k) {
		return m.Get(o, k)
	}
	if !m.HasProperty(o, m.Key("default")) || m.HasProperty(o, m.Key("__esModule")) {
		return ns
	}
	key := moduleKey{mod.Name(), "required", mod.Realm()}
	facade := s.modules.byKey[key]
	if facade == nil {
		text := "export * from 'original'; export { default } from 'original'; export const __esModule = true;"
		facade = m.ParseModule(source.NewFile("node:internal/modules/esm/facade", text), mod.Realm())
		for i := range facade.Requests() {
			facade.SetLoaded(i, mod)
		}
		s.register(key, facade, &moduleInfo{url: key.url})
		m.LoadRequestedModules(facade)
		m.Link(facade)
		m.Evaluate(facade)
	}
	return m.GetModuleNamespace(facade, false)
}

// asyncModule is a module with top-level await in the graph of mod, nil where
// there is none.
func asyncModule(mod *vm.Module, seen map[*vm.Module]bool) *vm.Module {
	if seen[mod] {
		return nil
	}
	seen[mod] = true
	if mod.HasTopLevelAwait() && mod.Status() != vm.ModuleEvaluated {
		return mod
	}
	for i := range mod.Requests() {
		if r := mod.Loaded(i); r != nil {
			if found := asyncModule(r, seen); found != nil {
				return found
			}
		}
	}
	return nil
}

// AddModule makes m the module that imports of its name find: a text given as
// the program, named by a URL or a path.
func (s *System) AddModule(m *vm.Module) {
	info := &moduleInfo{url: m.Name()}
	if p, ok := loader.FilePath(m.Name()); ok {
		info.path = p
	} else if p := loader.FromNative(m.Name()); strings.HasPrefix(p, "/") {
		info.url, info.path = loader.FileURL(p), p
	}
	s.register(moduleKey{info.url, "", m.Realm()}, m, info)
	s.modules.main = m
}

// SetMain says that m is the program: import.meta.main.
func (s *System) SetMain(m *vm.Module) { s.modules.main = m }
