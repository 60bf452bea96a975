package vm

import (
	"sync"
	"sync/atomic"
	"unsafe"

	"gojs/gc"
)

// ArrayBufferObject is an ArrayBuffer or SharedArrayBuffer
// (sec-arraybuffer-objects). The bytes are Go's, outside the cage: ext is the
// entry of gc.Heap.External that keeps them ([]byte or *SharedData), and data
// their address.
//
//gojs:cell
type ArrayBufferObject struct {
	Object
	data    uint64
	length  uint64 // [[ArrayBufferByteLength]]; of growable shared buffers, a lower bound
	max     uint64 // [[ArrayBufferMaxByteLength]] of resizable buffers
	charged uint64 // bytes charged to the heap
	ext     uint32
	flags   uint32
}

const (
	bufferDetached = 1 << iota
	bufferResizable
	bufferImmutable
	bufferShared
)

// MaxBufferLength is the longest ArrayBuffer there can be.
const MaxBufferLength = 1 << 33

// SharedData is a Shared Data Block: what SharedArrayBuffers of several
// isolates have in common.
type SharedData struct {
	bytes  []byte // as long as it may grow
	length atomic.Int64
	grow   sync.Mutex
	// Growable says that the length may change.
	Growable bool
}

// Bytes are all bytes that the block may ever have.
func (d *SharedData) Bytes() []byte { return d.bytes }

// Len is the current length.
func (d *SharedData) Len() int64 { return d.length.Load() }

func (b *ArrayBufferObject) pointer() unsafe.Pointer {
	return *(*unsafe.Pointer)(unsafe.Pointer(&b.data))
}

func bufferOf(o *Object) *ArrayBufferObject { return (*ArrayBufferObject)(unsafe.Pointer(o)) }

// IsArrayBuffer reports whether v is an ArrayBuffer or SharedArrayBuffer.
func (vm *VM) IsArrayBuffer(v Value) bool {
	if !v.IsObject() {
		return false
	}
	k := vm.Obj(v).Kind
	return k == KindArrayBuffer || k == KindSharedArrayBuffer
}

// NewArrayBuffer makes an ArrayBuffer of n zero bytes in the current realm.
func (vm *VM) NewArrayBuffer(n int64) *Object {
	return vm.AllocateArrayBuffer(vm.realm.Intrinsic(ArrayBufferPrototype), n, -1)
}

// AllocateArrayBuffer is sec-allocatearraybuffer with a prototype; maxLength is
// -1 for a fixed length. RangeError when it is too large.
func (vm *VM) AllocateArrayBuffer(proto *Object, n, maxLength int64) *Object {
	room := n
	if maxLength >= 0 {
		if n > maxLength {
			vm.ThrowRangeError("Invalid array buffer max length")
		}
		room = maxLength
	}
	b := Alloc[ArrayBufferObject](vm, KindArrayBuffer, proto)
	if maxLength >= 0 {
		b.flags |= bufferResizable
		b.max = uint64(maxLength)
	}
	vm.takeBuffer(b, n, room)
	return &b.Object
}

// takeBuffer gives b room bytes, of which n are in use.
func (vm *VM) takeBuffer(b *ArrayBufferObject, n, room int64) {
	if room > MaxBufferLength {
		vm.ThrowRangeError("Array buffer allocation failed")
	}
	if room > hugeAllocation {
		vm.huge = "Array buffer allocation failed"
	}
	vm.heap.ChargeExternal(room)
	vm.huge = ""
	b.charged = uint64(room)
	vm.setBufferBytes(b, alignedBytes(room), n)
}

func (vm *VM) setBufferBytes(b *ArrayBufferObject, bytes []byte, n int64) {
	b.ext = vm.heap.External.Put(bytes)
	b.data = uint64(uintptr(unsafe.Pointer(unsafe.SliceData(bytes))))
	b.length = uint64(n)
}

// NewArrayBufferFrom makes an ArrayBuffer over bytes, which become its own.
func (vm *VM) NewArrayBufferFrom(proto *Object, bytes []byte) *Object {
	b := Alloc[ArrayBufferObject](vm, KindArrayBuffer, proto)
	vm.heap.ChargeExternal(int64(len(bytes)))
	b.charged = uint64(len(bytes))
	vm.setBufferBytes(b, bytes, int64(len(bytes)))
	return &b.Object
}

// AllocateSharedArrayBuffer is sec-allocatesharedarraybuffer; maxLength is -1
// for a fixed length.
func (vm *VM) AllocateSharedArrayBuffer(proto *Object, n, maxLength int64) *Object {
	room := n
	if maxLength >= 0 {
		if n > maxLength {
			vm.ThrowRangeError("Invalid array buffer max length")
		}
		room = maxLength
	}
	if room > MaxBufferLength {
		vm.ThrowRangeError("Array buffer allocation failed")
	}
	b := Alloc[ArrayBufferObject](vm, KindSharedArrayBuffer, proto)
	vm.heap.ChargeExternal(room)
	b.charged = uint64(room)
	d := &SharedData{bytes: alignedBytes(room), Growable: maxLength >= 0}
	d.length.Store(n)
	vm.setShared(b, d)
	return &b.Object
}

// alignedBytes is n zero bytes, aligned to 8 and within a multiple of 8 bytes.
func alignedBytes(n int64) []byte {
	words := make([]uint64, (n+7)/8)
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(words))), n)
}

// NewSharedArrayBuffer makes a SharedArrayBuffer over a block of another isolate.
func (vm *VM) NewSharedArrayBuffer(proto *Object, d *SharedData) *Object {
	b := Alloc[ArrayBufferObject](vm, KindSharedArrayBuffer, proto)
	vm.setShared(b, d)
	return &b.Object
}

func (vm *VM) setShared(b *ArrayBufferObject, d *SharedData) {
	b.flags = bufferShared
	if d.Growable {
		b.flags |= bufferResizable
		b.max = uint64(len(d.bytes))
	}
	b.ext = vm.heap.External.Put(d)
	b.data = uint64(uintptr(unsafe.Pointer(unsafe.SliceData(d.bytes))))
	b.length = uint64(d.Len())
}

// SharedDataOf is the block of a SharedArrayBuffer.
func (vm *VM) SharedDataOf(o *Object) *SharedData {
	d, _ := vm.heap.External.Get(bufferOf(o).ext).(*SharedData)
	return d
}

// freeBuffer is called when a buffer's cell dies.
func (vm *VM) freeBuffer(r gc.Ref) {
	b := gc.At[ArrayBufferObject](vm.heap, r)
	vm.heap.External.Delete(b.ext)
	vm.heap.ChargeExternal(-int64(b.charged))
	b.ext, b.charged = 0, 0
}

// ArrayBufferByteLength is sec-arraybufferbytelength: 0 for detached buffers.
func (vm *VM) ArrayBufferByteLength(o *Object) int64 {
	b := bufferOf(o)
	if b.flags&(bufferShared|bufferResizable) == bufferShared|bufferResizable {
		b.length = uint64(vm.SharedDataOf(o).Len())
	}
	return int64(b.length)
}

// ArrayBufferMaxByteLength is the length up to which a buffer can grow.
func (vm *VM) ArrayBufferMaxByteLength(o *Object) int64 {
	b := bufferOf(o)
	switch {
	case b.flags&bufferDetached != 0:
		return 0
	case b.flags&bufferResizable != 0:
		return int64(b.max)
	}
	return int64(b.length)
}

// IsDetachedBuffer is sec-isdetachedbuffer.
func IsDetachedBuffer(o *Object) bool { return bufferOf(o).flags&bufferDetached != 0 }

// IsSharedArrayBuffer is sec-issharedarraybuffer.
func IsSharedArrayBuffer(o *Object) bool { return o.Kind == KindSharedArrayBuffer }

// IsResizableBuffer reports whether a buffer has a maximum length.
func IsResizableBuffer(o *Object) bool { return bufferOf(o).flags&bufferResizable != 0 }

// IsImmutableBuffer reports whether a buffer's bytes cannot be changed.
func IsImmutableBuffer(o *Object) bool { return bufferOf(o).flags&bufferImmutable != 0 }

// MakeBufferImmutable makes a buffer just made immutable.
func MakeBufferImmutable(o *Object) { bufferOf(o).flags |= bufferImmutable }

// BufferBytes views a buffer's bytes; nil when it is detached. The view is void
// after anything that may resize or detach it.
func (vm *VM) BufferBytes(o *Object) []byte {
	b := bufferOf(o)
	n := vm.ArrayBufferByteLength(o)
	if n == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(b.pointer()), n)
}

// DetachArrayBuffer is sec-detacharraybuffer and gives the bytes to the caller.
func (vm *VM) DetachArrayBuffer(o *Object) []byte {
	b := bufferOf(o)
	bytes, _ := vm.heap.External.Get(b.ext).([]byte)
	bytes = bytes[:b.length]
	vm.heap.External.Delete(b.ext)
	vm.heap.ChargeExternal(-int64(b.charged))
	b.data, b.length, b.max, b.charged, b.ext = 0, 0, 0, 0, 0
	b.flags |= bufferDetached
	return bytes
}

// ResizeArrayBuffer changes the length of a resizable ArrayBuffer to n, at most
// its maximum; the bytes that it gains are 0.
func (vm *VM) ResizeArrayBuffer(o *Object, n int64) {
	b := bufferOf(o)
	if uint64(n) < b.length {
		clear(unsafe.Slice((*byte)(b.pointer()), b.length)[n:])
	}
	b.length = uint64(n)
}

// GrowSharedArrayBuffer makes a growable SharedArrayBuffer n bytes long; false
// where n is less than its length or more than its maximum.
func (vm *VM) GrowSharedArrayBuffer(o *Object, n int64) bool {
	d := vm.SharedDataOf(o)
	d.grow.Lock()
	defer d.grow.Unlock()
	if n < d.Len() || n > int64(len(d.bytes)) {
		return false
	}
	d.length.Store(n)
	bufferOf(o).length = uint64(n)
	return true
}
