package vm

import (
	"unsafe"

	"gojs/bytecode"
	"gojs/compiler"
	"gojs/gc"
	"gojs/parser"
	"gojs/source"
)

// ModuleRequest is a ModuleRequest Record (sec-modulerequest-record).
type ModuleRequest = bytecode.ModuleRequest

// Phases of an import.
const (
	PhaseEvaluation uint8 = iota
	PhaseDefer
	PhaseSource
)

// ModuleStatus is [[Status]] of a Cyclic Module Record.
type ModuleStatus uint8

// The states of a module.
const (
	ModuleNew ModuleStatus = iota
	ModuleUnlinked
	ModuleLinking
	ModuleLinked
	ModuleEvaluating
	ModuleEvaluatingAsync
	ModuleEvaluated
)

// Module is a Module Record: a Source Text Module (sec-source-text-module-records)
// or a Synthetic Module (sec-synthetic-module-records). Its Values are in root
// lists; it lives as long as its VM.
type Module struct {
	// HostDefined is the host's.
	HostDefined any
	// MissingExport, where the host sets it, is the message for an import of a
	// name that the module does not export, given with the braces of the import.
	MissingExport func(specifier, name, clause string) string

	vm     *VM
	index  int32
	realm  *Realm
	code   *bytecode.Module // nil of synthetic modules
	slots  *gc.RootList
	loaded []*Module // by request
	name   string

	names     []string // a synthetic module's exports
	synthetic func(vm *VM, m *Module)

	status                ModuleStatus
	failed                bool // slotError is the evaluation error
	hasTLA                bool
	dfsIndex, dfsAncestor int
	cycleRoot             *Module
	asyncOrder            uint64 // 0: unset, asyncDone: done
	pendingAsync          int
	asyncParents          []*Module
	star                  []string // memo of exportedNames once linked
}

const asyncDone = ^uint64(0)

// Places in Module.slots.
const (
	slotModuleEnv       = iota // environment cell
	slotModuleNamespace        // namespace object
	slotModuleDeferred         // deferred namespace object
	slotModuleError            // evaluation error
	slotModulePromise          // top-level capability's promise
	slotModuleMeta             // import.meta
	slotModuleBody             // the body as a function
	slotModuleSource           // what import source gives
	numModuleSlots
)

func (vm *VM) newModule(r *Realm) *Module {
	m := &Module{vm: vm, realm: r, index: int32(len(vm.modules))}
	vm.modules = append(vm.modules, m)
	m.slots = vm.heap.NewRootList(numModuleSlots)
	for i := range numModuleSlots {
		m.slots.Set(i, gc.Word(Undefined))
	}
	return m
}

func (m *Module) get(i int) Value    { return Value(m.slots.Get(i)) }
func (m *Module) set(i int, v Value) { m.slots.Set(i, gc.Word(v)) }
func (m *Module) env() gc.Ref        { return m.get(slotModuleEnv).Ref() }

// Name is the name of the module's file.
func (m *Module) Name() string { return m.name }

// Realm is [[Realm]].
func (m *Module) Realm() *Realm { return m.realm }

// Status is [[Status]].
func (m *Module) Status() ModuleStatus { return m.status }

// EvaluationError is [[EvaluationError]], false where there is none.
func (m *Module) EvaluationError() (Value, bool) { return m.get(slotModuleError), m.failed }

// Requests are [[RequestedModules]]; Loaded is the module of request i, nil
// until it is loaded.
func (m *Module) Requests() []ModuleRequest {
	if m.code == nil {
		return nil
	}
	return m.code.Requests
}

// Loaded is the module that request i was resolved to.
func (m *Module) Loaded(i int) *Module { return m.loaded[i] }

// SetLoaded answers request i, for modules that the host makes.
func (m *Module) SetLoaded(i int, r *Module) { m.loaded[i] = r }

// HasTopLevelAwait is [[HasTLA]].
func (m *Module) HasTopLevelAwait() bool { return m.hasTLA }

// ParseModule is sec-parsemodule: it throws the first early error.
func (vm *VM) ParseModule(file *source.File, r *Realm) *Module {
	p, err := parser.ParseModule(file)
	if err != nil {
		vm.ThrowSourceError(err)
	}
	code, err := compiler.Module(p)
	if err != nil {
		vm.ThrowSourceError(err)
	}
	return vm.NewSourceTextModule(code, r)
}

// NewSourceTextModule makes the record of a compiled module.
func (vm *VM) NewSourceTextModule(code *bytecode.Module, r *Realm) *Module {
	m := vm.newModule(r)
	m.code, m.hasTLA = code, code.HasTLA
	m.loaded = make([]*Module, len(code.Requests))
	m.name = code.Body.Source.Name
	vm.SetReferrer(code.Body.Source, &Referrer{Module: m, Realm: r})
	return m
}

// importAttributeSupported is the host's answer in AllImportAttributesSupported
// (sec-AllImportAttributesSupported).
func importAttributeSupported(key string) bool { return key == "type" }

// NewSyntheticModule makes a Synthetic Module (sec-createsyntheticmodule):
// evaluate sets the exports with SetSyntheticExport.
func (vm *VM) NewSyntheticModule(name string, exports []string, r *Realm, evaluate func(vm *VM, m *Module)) *Module {
	m := vm.newModule(r)
	m.name, m.names, m.synthetic = name, exports, evaluate
	m.status = ModuleUnlinked
	return m
}

// NewDefaultExportModule is a Synthetic Module with one export, default, of the
// value v (sec-create-default-export-synthetic-module): JSON modules and the like.
func (vm *VM) NewDefaultExportModule(name string, v Value, r *Realm) *Module {
	m := vm.NewSyntheticModule(name, []string{"default"}, r, func(vm *VM, m *Module) {
		vm.SetSyntheticExport(m, "default", m.get(slotModuleBody))
	})
	m.set(slotModuleBody, v)
	return m
}

// SetSyntheticExport is SetSyntheticModuleExport (sec-setsyntheticmoduleexport).
func (vm *VM) SetSyntheticExport(m *Module, name string, v Value) {
	for i, n := range m.names {
		if n == name {
			*vm.envSlot(m.get(slotModuleEnv), i, 0) = v
			return
		}
	}
	panic("vm: no export " + name)
}

// SetModuleSource gives m the object that import source is to give
// (sec-hostgetmodulesource); modules without one cannot be imported so.
func (vm *VM) SetModuleSource(m *Module, source Value) { m.set(slotModuleSource, source) }

// moduleSource is GetModuleSource: SyntaxError when m has none.
func (vm *VM) moduleSource(m *Module) Value {
	v := m.get(slotModuleSource)
	if v == Undefined {
		vm.ThrowSyntaxError("Source phase import object is not defined for module '%s'", m.name)
	}
	return v
}

// importBinding is what the slot of an imported name holds: where the binding is.
//
//gojs:cell
type importBinding struct {
	gc.Header
	env  gc.Ref
	slot uint32
}

func (vm *VM) newImportBinding(env gc.Ref, slot int) Value {
	r := vm.heap.Alloc(kindImportBinding, unsafe.Sizeof(importBinding{}))
	b := gc.At[importBinding](vm.heap, r)
	b.env, b.slot = env, uint32(slot)
	return cellValue(r)
}

// bindingValue is the value of an import binding, Uninit before its
// initialisation; anything else is the value itself.
func (vm *VM) bindingValue(v Value) Value {
	if !v.IsCell() {
		return v
	}
	b := gc.At[importBinding](vm.heap, v.Ref())
	return *vm.envSlot(cellValue(b.env), int(b.slot), 0)
}

// importValue is OpGetIndirect.
func (vm *VM) importValue(v Value) Value {
	v = vm.bindingValue(v)
	if v == Uninit {
		vm.throwUninitSlot()
	}
	return v
}

// importBindingValue is importValue for a lookup by name.
func (vm *VM) importBindingValue(v, name Value) Value {
	v = vm.bindingValue(v)
	if v == Uninit {
		vm.throwTDZ(name)
	}
	return v
}
