package vm

// Host is what the machine asks of the program it is part of. All methods are
// called on the goroutine that runs the VM. NopHost is the default and can be
// embedded.
type Host interface {
	// PromiseRejectionTracker is HostPromiseRejectionTracker
	// (sec-host-promise-rejection-tracker).
	PromiseRejectionTracker(vm *VM, promise *Object, op RejectionOperation)

	// JobsPending is called when a job is put into an empty queue.
	JobsPending(vm *VM)

	// UncaughtInJob gets what a job threw.
	UncaughtInJob(vm *VM, v Value)

	// CanCompileStrings is HostEnsureCanCompileStrings
	// (sec-hostensurecancompilestrings): false makes eval and the Function
	// constructors throw an EvalError.
	CanCompileStrings(vm *VM, r *Realm) bool

	// LoadImportedModule is HostLoadImportedModule
	// (sec-HostLoadImportedModule): it finds the module that referrer asks for
	// and calls vm.FinishLoadingImportedModule with load, now or later.
	LoadImportedModule(vm *VM, referrer *Referrer, request ModuleRequest, load *ModuleLoad)

	// ImportMeta fills import.meta of m (sec-hostgetimportmetaproperties,
	// sec-hostfinalizeimportmeta).
	ImportMeta(vm *VM, m *Module, meta *Object)

	// CleanupFinalizationRegistry is HostEnqueueFinalizationRegistryCleanupJob
	// (sec-host-cleanup-finalization-registry).
	CleanupFinalizationRegistry(vm *VM, registry *Object)
}

// RejectionOperation says why PromiseRejectionTracker is called.
type RejectionOperation uint8

const (
	// RejectUnhandled: a promise without handlers was rejected.
	RejectUnhandled RejectionOperation = iota
	// HandleRejected: a rejected promise got its first handler.
	HandleRejected
)

// NopHost is a Host that has no modules, reports nothing and allows eval.
type NopHost struct{}

func (NopHost) PromiseRejectionTracker(*VM, *Object, RejectionOperation) {}
func (NopHost) JobsPending(*VM)                                          {}
func (NopHost) UncaughtInJob(*VM, Value)                                 {}
func (NopHost) CanCompileStrings(*VM, *Realm) bool                       { return true }
func (NopHost) ImportMeta(*VM, *Module, *Object)                         {}
func (NopHost) CleanupFinalizationRegistry(*VM, *Object)                 {}

// LoadImportedModule finds no module.
func (NopHost) LoadImportedModule(vm *VM, _ *Referrer, request ModuleRequest, load *ModuleLoad) {
	v, _ := vm.Try(func() Value {
		vm.ThrowTypeError("Cannot find module '%s'", request.Specifier)
		return Undefined
	})
	vm.FinishLoadingImportedModule(load, nil, v)
}

var _ Host = NopHost{}

// host is the VM's host.
func (vm *VM) host() Host {
	if vm.Host == nil {
		vm.Host = NopHost{}
	}
	return vm.Host
}
