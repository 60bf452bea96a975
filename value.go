package gojs

import (
	"runtime"

	"gojs/gc"
	"gojs/stdlib/es"
	"gojs/vm"
)

// Value is a JavaScript value, held by Go. The zero Value is undefined. A Value
// keeps its object alive until Go's collector finds the Value unreachable, or
// Release is called.
type Value struct {
	rt  *Runtime
	ref *reference // of objects, strings, symbols and bigints
	// bits is any other value, undefined being zero.
	bits uint64
}

// reference holds a cell for Go.
type reference struct {
	root    *gc.Root
	cleanup runtime.Cleanup
}

// value makes a handle for v.
func (r *Runtime) value(v vm.Value) Value {
	if !v.IsRef() {
		return Value{rt: r, bits: uint64(v ^ vm.Undefined)}
	}
	ref := &reference{root: r.vm.Heap().NewRoot(gc.Word(v))}
	ref.cleanup = runtime.AddCleanup(ref, (*gc.Root).Release, ref.root)
	return Value{rt: r, ref: ref}
}

// raw is the machine's value.
func (v Value) raw() vm.Value {
	if v.ref != nil {
		return vm.Value(v.ref.root.Get())
	}
	return vm.Value(v.bits) ^ vm.Undefined
}

// Release lets go of what v holds, which must not be used afterwards.
func (v Value) Release() {
	if v.ref != nil {
		v.ref.cleanup.Stop()
		v.ref.root.Free()
	}
}

// IsUndefined and the like tell the type.
func (v Value) IsUndefined() bool { return v.raw().IsUndefined() }
func (v Value) IsNull() bool      { return v.raw().IsNull() }
func (v Value) IsObject() bool    { return v.raw().IsObject() }

// String is String(v), a symbol's description included; it does not fail.
func (v Value) String() string {
	if v.rt == nil {
		return "undefined"
	}
	return v.rt.vm.Display(v.raw())
}

// InspectOptions say how Inspect shows a value.
type InspectOptions = es.InspectOptions

// DefaultInspect are those of console.log.
func DefaultInspect() InspectOptions { return es.DefaultInspect() }

// Inspect is util.inspect: v as console.log shows it.
func (r *Runtime) Inspect(v Value, o InspectOptions) string {
	return es.Inspect(r.vm, v.raw(), o)
}

// Global is globalThis.
func (r *Runtime) Global() Value { return r.value(r.vm.Realm().GlobalThis()) }
