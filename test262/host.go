package test262

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"gojs/gc"
	"gojs/source"
	"gojs/stdlib/es"
	"gojs/vm"
)

// host is what a job's VM asks of the program around it: modules beside the
// test, and work that ends on other goroutines. Its fields belong to the VM's
// goroutine, tasks apart.
type host struct {
	vm.NopHost
	ctx     context.Context
	vm      *vm.VM
	job     *Job
	agents  *agents
	self    *agent // nil in the main agent
	printed []string
	modules map[moduleKey]*vm.Module
	json    *gc.Root // JSON.parse of the first realm, before a test changes it

	pending int
	tasks   chan func(*vm.VM)
}

// moduleKey identifies a module: the same file is another module as text or JSON,
// and in another realm.
type moduleKey struct {
	file, typ string
	realm     *vm.Realm
}

// maxTasks is more than the agents of any test post before the loop takes one.
const maxTasks = 1 << 12

func newHost(ctx context.Context, m *vm.VM, j *Job) *host {
	h := &host{ctx: ctx, vm: m, job: j, modules: map[moduleKey]*vm.Module{}, tasks: make(chan func(*vm.VM), maxTasks)}
	h.agents = newAgents(ctx, j)
	m.Host = h
	return h
}

// hostOf is the host of a running native.
func hostOf(c *vm.Call) *host { return c.VM.Host.(*host) }

// done reports whether an asynchronous test has said that it ended.
func (h *host) done() bool {
	for _, p := range h.printed {
		if p == asyncComplete || strings.HasPrefix(p, asyncFailure) {
			return true
		}
	}
	return false
}

// CanBlock implements vm.Agent.
func (h *host) CanBlock() bool { return h.self != nil || h.job.CanBlock }

// Pend implements vm.Agent.
func (h *host) Pend(*vm.VM) func(func(*vm.VM)) {
	h.pending++
	return func(f func(*vm.VM)) {
		select {
		case h.tasks <- f:
		case <-h.ctx.Done():
		}
	}
}

// remember makes the test itself the module that its own imports of it find.
func (h *host) remember(m *vm.Module) {
	h.modules[moduleKey{m.Name(), "", m.Realm()}] = m
}

// LoadImportedModule implements vm.Host: a specifier names a file beside the
// one that imports it.
func (h *host) LoadImportedModule(m *vm.VM, ref *vm.Referrer, req vm.ModuleRequest, load *vm.ModuleLoad) {
	var found *vm.Module
	thrown, threw := m.Try(func() vm.Value {
		found = h.load(ref, req)
		return vm.Undefined
	})
	if threw {
		found = nil
	}
	m.FinishLoadingImportedModule(load, found, thrown)
}

func (h *host) load(ref *vm.Referrer, req vm.ModuleRequest) *vm.Module {
	key := moduleKey{file: filepath.Join(h.folder(ref), filepath.FromSlash(req.Specifier)), realm: ref.Realm}
	if key.realm == nil {
		key.realm = h.vm.Realm()
	}
	for _, a := range req.Attributes {
		if a[0] == "type" {
			key.typ = a[1]
		}
	}
	if m := h.modules[key]; m != nil {
		return m
	}
	if req.Specifier == "<module source>" { // INTERPRETING.md
		m := h.vm.NewDefaultExportModule(req.Specifier, vm.Undefined, key.realm)
		// The host's own class of module sources has a prototype of its own.
		class := h.vm.OrdinaryObjectCreate(key.realm.Intrinsic(es.AbstractModuleSourcePrototype))
		o := h.vm.OrdinaryObjectCreate(class)
		h.vm.SetModuleSource(m, h.vm.ObjectValue(o))
		h.modules[key] = m
		return m
	}
	data, err := os.ReadFile(key.file)
	if err != nil {
		h.vm.ThrowTypeError("Cannot find module '%s'", req.Specifier)
	}
	m := h.make(key, data)
	h.modules[key] = m
	return m
}

// folder is where the specifiers of ref are looked for. Code without a file of its
// own, as of evalScript, belongs to the test.
func (h *host) folder(ref *vm.Referrer) string {
	switch {
	case ref.Module != nil:
		return filepath.Dir(ref.Module.Name())
	case ref.File != nil && filepath.IsAbs(ref.File.Name):
		return filepath.Dir(ref.File.Name)
	}
	return filepath.Dir(h.job.Main.Name)
}

// make is the module for a file's bytes by the type its import asks for.
func (h *host) make(key moduleKey, data []byte) *vm.Module {
	m := h.vm
	switch key.typ {
	case "":
		return m.ParseModule(source.FromBytes(key.file, data), key.realm)
	case "json":
		text := m.NewString(source.FromBytes(key.file, data).Text)
		return m.NewDefaultExportModule(key.file, m.Call(vm.Value(h.json.Get()), vm.Undefined, text), key.realm)
	case "text":
		return m.NewDefaultExportModule(key.file, m.NewString(source.FromBytes(key.file, data).Text), key.realm)
	case "bytes":
		buffer := m.NewArrayBufferFrom(key.realm.Intrinsic(vm.ArrayBufferPrototype), data)
		vm.MakeBufferImmutable(buffer)
		proto := key.realm.Intrinsic(vm.Uint8.TypedArrayProto())
		array := m.NewTypedArray(vm.Uint8, proto, buffer, 0, int64(len(data)))
		return m.NewDefaultExportModule(key.file, m.ObjectValue(array), key.realm)
	}
	m.ThrowTypeError("Import attribute \"type\" with value \"%s\" is not supported", key.typ)
	return nil
}
