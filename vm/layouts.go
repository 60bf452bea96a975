package vm

import (
	"unsafe"

	"gojs/gc"
)

// addExoticLayouts adds the layouts of the kinds of objects that differ from
// ordinary ones; obj is the common part.
func addExoticLayouts(t *[256]gc.Layout, obj gc.Layout) {
	args := obj
	args.Tail, args.TailOff = gc.TailWords, inlineOffset
	t[KindArguments] = gc.LayoutOf[Object]("Arguments", args)
	t[KindMappedArguments] = gc.LayoutOf[Object]("MappedArguments", args)
	t[KindProxy] = gc.LayoutOf[ProxyObject]("Proxy", obj)
	buffer := obj
	buffer.Finalize = true
	t[KindArrayBuffer] = gc.LayoutOf[ArrayBufferObject]("ArrayBuffer", buffer)
	t[KindSharedArrayBuffer] = gc.LayoutOf[ArrayBufferObject]("SharedArrayBuffer", buffer)
	t[KindTypedArray] = gc.LayoutOf[TypedArrayObject]("TypedArray", obj)
	t[KindDataView] = gc.LayoutOf[DataViewObject]("DataView", obj)
	host := obj
	host.External = uint16(unsafe.Offsetof(HostObject{}.data))
	t[KindHost] = gc.LayoutOf[HostObject]("Host", host)
	addSuspendLayouts(t, obj)
}

func init() {
	SetFinalizer(KindArrayBuffer, (*VM).freeBuffer)
	SetFinalizer(KindSharedArrayBuffer, (*VM).freeBuffer)
}

// HostObject is an object with Go data of the host.
//
//gojs:cell
type HostObject struct {
	Object
	data uint32 // index in gc.Heap.External
	_    uint32
}

// NewHostObject makes an object that owns data, which must not hold Values.
func (vm *VM) NewHostObject(proto *Object, data any) *Object {
	h := Alloc[HostObject](vm, KindHost, proto)
	h.data = vm.heap.External.Put(data)
	return &h.Object
}

// HostData is the data of an object made by NewHostObject, nil for others.
func (vm *VM) HostData(v Value) any {
	if h := As[HostObject](vm, v, KindHost); h != nil {
		return vm.heap.External.Get(h.data)
	}
	return nil
}
