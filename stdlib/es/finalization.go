package es

import (
	"unsafe"

	"gojs/gc"
	"gojs/vm"
)

// finRegObject is a FinalizationRegistry: a list of records, each a weak cell
// with target and token, and the held value behind it.
//
//gojs:cell
type finRegObject struct {
	vm.Object
	cleanup vm.Value
	records gc.Ref // List of (weak pair, held value)
	pending bool   // the host has been told
	_       [3]byte
}

// weakPair holds a target and a token weakly.
//
//gojs:cell
type weakPair struct {
	gc.Header
	_      uint64
	target vm.Value
	token  vm.Value
}

// weakPairHead is the part of a weakPair that is not weak.
//
//gojs:cell
type weakPairHead struct {
	gc.Header
	_ uint64
}

var (
	kindFinReg   = vm.NewKind[finRegObject]("FinalizationRegistry", gc.Layout{})
	kindWeakPair = vm.NewCellKind[weakPairHead]("WeakPair", gc.Layout{WeakTail: true, Tail: gc.TailWords, TailOff: uint16(unsafe.Sizeof(weakPairHead{}))})

	registriesData = vm.NewDataID()
)

// registries are the VM's registries that have records, kept by a root: a
// registry with records that nobody else knows still calls back.
func registries(m *vm.VM) *vm.List {
	root, _ := m.LibraryData(registriesData).(*gc.Root)
	if root == nil {
		root = m.Heap().NewRoot(gc.Word(m.ListValue(m.NewList())))
		m.SetLibraryData(registriesData, root)
		m.Heap().AfterCollect(func() { checkRegistries(m, m.ListOf(vm.Value(root.Get()))) })
	}
	return m.ListOf(vm.Value(root.Get()))
}

// checkRegistries tells the host about registries with dead targets.
func checkRegistries(m *vm.VM, all *vm.List) {
	for i := range m.ListLen(all) {
		r := (*finRegObject)(unsafe.Pointer(m.Obj(m.ListAt(all, i))))
		if !r.pending && r.hasDead(m) {
			r.pending = true
			m.Host.CleanupFinalizationRegistry(m, &r.Object)
		}
	}
}

func (r *finRegObject) list(m *vm.VM) *vm.List { return m.ListAtRef(r.records) }

func (r *finRegObject) pair(m *vm.VM, i int) *weakPair {
	return gc.At[weakPair](m.Heap(), m.ListAt(r.list(m), i).Ref())
}

func (r *finRegObject) hasDead(m *vm.VM) bool {
	for i := 0; i < m.ListLen(r.list(m)); i += 2 {
		if !r.pair(m, i).target.IsRef() {
			return true
		}
	}
	return false
}

// remove takes out record i, putting the last in its place.
func (r *finRegObject) remove(m *vm.VM, i int) {
	l := r.list(m)
	n := m.ListLen(l)
	m.ListSet(l, i, m.ListAt(l, n-2))
	m.ListSet(l, i+1, m.ListAt(l, n-1))
	m.ListTruncate(l, n-2)
}

// CleanupFinalizationRegistry is sec-cleanup-finalization-registry: calls the
// callback with the held value of each dead target. Hosts call it from a job.
func CleanupFinalizationRegistry(m *vm.VM, o *vm.Object) {
	r := (*finRegObject)(unsafe.Pointer(o))
	r.pending = false
	for i := 0; i < m.ListLen(r.list(m)); {
		if r.pair(m, i).target.IsRef() {
			i += 2
			continue
		}
		held := m.ListAt(r.list(m), i+1)
		r.remove(m, i)
		m.Call(r.cleanup, vm.Undefined, held)
	}
}

// FinalizationRegistry ( cleanupCallback ) sec-finalization-registry-cleanup-callback
func finRegConstruct(c *vm.Call) vm.Value {
	if !c.IsConstruct() {
		c.ThrowTypeError("Constructor FinalizationRegistry requires 'new'")
	}
	if !c.IsCallable(c.Arg(0)) {
		c.ThrowTypeError("FinalizationRegistry: cleanup must be callable")
	}
	l := c.NewList()
	r := vm.Alloc[finRegObject](c.VM, kindFinReg, c.GetPrototypeFromConstructor(c.NewTarget(), finRegPrototypeID))
	r.cleanup, r.records = c.Arg(0), c.ListRef(l)
	return c.ObjectValue(&r.Object)
}

func thisFinReg(c *vm.Call, method string) *finRegObject {
	r := vm.As[finRegObject](c.VM, c.This(), kindFinReg)
	if r == nil {
		c.ThrowTypeError("Method FinalizationRegistry.prototype.%s called on incompatible receiver %s", method, c.Display(c.This()))
	}
	return r
}

// FinalizationRegistry.prototype.register ( target, heldValue [ , unregisterToken ] ) sec-finalization-registry.prototype.register
func finRegRegister(c *vm.Call) vm.Value {
	r := thisFinReg(c, "register")
	target, held, token := c.Arg(0), c.Arg(1), c.Arg(2)
	if !c.CanBeHeldWeakly(target) {
		c.ThrowTypeError("FinalizationRegistry.prototype.register: invalid target")
	}
	if c.SameValue(target, held) {
		c.ThrowTypeError("FinalizationRegistry.prototype.register: target and holdings must not be same")
	}
	if !c.CanBeHeldWeakly(token) && token != vm.Undefined {
		c.ThrowTypeError("Invalid unregisterToken ('%s')", c.Display(token))
	}
	all := registries(c.VM)
	if c.ListLen(r.list(c.VM)) == 0 {
		c.Append(all, c.This())
	}
	ref := c.Heap().Alloc(kindWeakPair, unsafe.Sizeof(weakPair{}))
	p := gc.At[weakPair](c.Heap(), ref)
	p.target, p.token = target, token
	l := r.list(c.VM)
	c.Append(l, c.CellValue(ref))
	c.Append(l, held)
	return vm.Undefined
}

// FinalizationRegistry.prototype.unregister ( unregisterToken ) sec-finalization-registry.prototype.unregister
func finRegUnregister(c *vm.Call) vm.Value {
	r := thisFinReg(c, "unregister")
	token := c.Arg(0)
	if !c.CanBeHeldWeakly(token) {
		c.ThrowTypeError("Invalid unregisterToken ('%s')", c.Display(token))
	}
	removed := false
	for i := 0; i < c.ListLen(r.list(c.VM)); {
		if r.pair(c.VM, i).token == token {
			r.remove(c.VM, i)
			removed = true
			continue
		}
		i += 2
	}
	return vm.BoolValue(removed)
}
