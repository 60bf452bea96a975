package vm

import (
	"math"
	"unsafe"

	"gojs/gc"
)

// TypedArrayObject is a TypedArray (sec-typedarray-exotic-objects).
//
//gojs:cell
type TypedArrayObject struct {
	Object
	buffer   gc.Ref
	typ      ElementType
	shift    uint8
	tracking bool   // length-tracking: [[ArrayLength]] is auto
	offset   uint64 // [[ByteOffset]]
	length   uint64 // [[ArrayLength]] of one that does not track
	need     uint64 // the buffer must be so long, else the array is out of bounds
}

// DataViewObject is a DataView (sec-dataview-objects).
//
//gojs:cell
type DataViewObject struct {
	Object
	buffer   gc.Ref
	tracking bool
	offset   uint64
	length   uint64
}

func init() {
	SetExotic(KindTypedArray, &Exotic{
		PreventExtensions: typedPreventExtensions,
		GetOwnProperty:    typedGetOwnProperty,
		DefineOwnProperty: typedDefineOwnProperty,
		HasProperty:       typedHasProperty,
		Get:               typedGetProperty,
		Set:               typedSetProperty,
		Delete:            typedDelete,
		OwnPropertyKeys:   typedOwnPropertyKeys,
	})
}

// NewTypedArray makes a TypedArray of elements of buffer from byte offset on;
// length is the number of elements, -1 for a length-tracking one. The caller
// has checked alignment and bounds.
func (vm *VM) NewTypedArray(t ElementType, proto, buffer *Object, offset, length int64) *Object {
	a := Alloc[TypedArrayObject](vm, KindTypedArray, proto)
	a.Flags |= flagExotic
	a.buffer = vm.heap.RefOf(unsafe.Pointer(buffer))
	a.typ, a.shift, a.offset = t, elementTypes[t].shift, uint64(offset)
	if length < 0 {
		a.tracking, a.need = true, a.offset
	} else {
		a.length, a.need = uint64(length), a.offset+uint64(length)<<a.shift
	}
	return &a.Object
}

// NewTypedArrayOf makes a TypedArray of the current realm with its own buffer
// of length elements.
func (vm *VM) NewTypedArrayOf(t ElementType, length int64) *Object {
	buf := vm.NewArrayBuffer(length * t.Size())
	return vm.NewTypedArray(t, vm.realm.Intrinsic(t.TypedArrayProto()), buf, 0, length)
}

func typedOf(o *Object) *TypedArrayObject { return (*TypedArrayObject)(unsafe.Pointer(o)) }

// IsTypedArray reports whether v is a TypedArray.
func (vm *VM) IsTypedArray(v Value) bool { return v.IsObject() && vm.Obj(v).Kind == KindTypedArray }

// TypedArrayType is a TypedArray's element type.
func TypedArrayType(o *Object) ElementType { return typedOf(o).typ }

// TypedArrayBuffer is a TypedArray's [[ViewedArrayBuffer]].
func (vm *VM) TypedArrayBuffer(o *Object) *Object {
	return gc.At[Object](vm.heap, typedOf(o).buffer)
}

// TypedArrayByteOffset is a TypedArray's [[ByteOffset]], in bounds or not.
func TypedArrayByteOffset(o *Object) int64 { return int64(typedOf(o).offset) }

// IsLengthTracking reports whether a TypedArray's [[ArrayLength]] is auto.
func IsLengthTracking(o *Object) bool { return typedOf(o).tracking }

// TypedArrayLength is sec-typedarraylength; ok is false where the array is out
// of bounds or its buffer is detached (sec-istypedarrayoutofbounds), and n 0.
func (vm *VM) TypedArrayLength(o *Object) (n int64, ok bool) {
	a := typedOf(o)
	b := gc.At[ArrayBufferObject](vm.heap, a.buffer)
	size := uint64(vm.ArrayBufferByteLength(&b.Object))
	if b.flags&bufferDetached != 0 || size < a.need {
		return 0, false
	}
	if a.tracking {
		return int64((size - a.offset) >> a.shift), true
	}
	return int64(a.length), true
}

// IsTypedArrayOutOfBounds is sec-istypedarrayoutofbounds.
func (vm *VM) IsTypedArrayOutOfBounds(o *Object) bool {
	_, ok := vm.TypedArrayLength(o)
	return !ok
}

// ValidateTypedArray is sec-validatetypedarray: the array and its length. With
// method, its name is in the message.
func (vm *VM) ValidateTypedArray(v Value, method string) (*Object, int64) {
	if !vm.IsTypedArray(v) {
		vm.ThrowTypeError("this is not a typed array.")
	}
	o := vm.Obj(v)
	n, ok := vm.TypedArrayLength(o)
	if !ok {
		vm.ThrowTypeError("Cannot perform %s on a detached ArrayBuffer", method)
	}
	return o, n
}

// TypedArrayBytes views the bytes of a TypedArray's elements, nil where it is
// out of bounds. It is void after anything that may resize or detach the buffer.
func (vm *VM) TypedArrayBytes(o *Object) []byte {
	n, _ := vm.TypedArrayLength(o)
	if n == 0 {
		return nil
	}
	a := typedOf(o)
	return vm.BufferBytes(vm.TypedArrayBuffer(o))[a.offset : a.offset+uint64(n)<<a.shift]
}

// element is where element i is, nil where there is none.
func (vm *VM) element(o *Object, i uint64) unsafe.Pointer {
	a := typedOf(o)
	b := gc.At[ArrayBufferObject](vm.heap, a.buffer)
	if i >= a.length || b.length < a.need {
		if !a.tracking {
			return nil
		}
		if n, _ := vm.TypedArrayLength(o); i >= uint64(n) {
			return nil
		}
	}
	return unsafe.Add(b.pointer(), uintptr(a.offset+i<<a.shift))
}

// typedGet is element i of a TypedArray; false where there is none.
func (vm *VM) typedGet(o *Object, i uint32) (Value, bool) {
	p := vm.element(o, uint64(i))
	if p == nil {
		return Undefined, false
	}
	return vm.loadElement(p, typedOf(o).typ), true
}

// typedSet stores a Number in element i; it declines where there is no such
// element, v needs a conversion, or the buffer is immutable.
func (vm *VM) typedSet(o *Object, i uint32, v Value) bool {
	a := typedOf(o)
	if !v.IsNumber() || a.typ.IsBigInt() || gc.At[ArrayBufferObject](vm.heap, a.buffer).flags&bufferImmutable != 0 {
		return false
	}
	p := vm.element(o, uint64(i))
	if p == nil {
		return false
	}
	if v.IsInt() {
		switch a.typ {
		case Int32, Uint32:
			*(*int32)(p) = v.Int()
			return true
		case Int8, Uint8:
			*(*int8)(p) = int8(v.Int())
			return true
		}
	}
	storeBits(p, a.shift, vm.elementBits(a.typ, v))
	return true
}

// TypedArrayGetElement is sec-typedarraygetelement for an integer index.
func (vm *VM) TypedArrayGetElement(o *Object, i int64) Value {
	if i < 0 {
		return Undefined
	}
	p := vm.element(o, uint64(i))
	if p == nil {
		return Undefined
	}
	return vm.loadElement(p, typedOf(o).typ)
}

// TypedArraySetElement is sec-typedarraysetelement: v is converted, then
// stored where index i is still valid. Immutable buffers keep their bytes.
func (vm *VM) TypedArraySetElement(o *Object, i int64, v Value) {
	a := typedOf(o)
	v = vm.ToElement(a.typ, v)
	if i < 0 || gc.At[ArrayBufferObject](vm.heap, a.buffer).flags&bufferImmutable != 0 {
		return
	}
	if p := vm.element(o, uint64(i)); p != nil {
		storeBits(p, a.shift, vm.elementBits(a.typ, v))
	}
}

// typedIndex is CanonicalNumericIndexString of a key as an index: numeric says
// that it is a number; i is -1 where it cannot be valid.
func (vm *VM) typedIndex(key PropertyKey) (i int64, numeric bool) {
	if key.IsIndex() {
		return int64(key.Index()), true
	}
	f, ok := vm.CanonicalNumericIndexString(key)
	if !ok {
		return 0, false
	}
	if f != math.Trunc(f) || f < 0 || f > 1<<53 || f == 0 && math.Signbit(f) {
		return -1, true
	}
	return int64(f), true
}

func (vm *VM) typedValid(o *Object, i int64) bool {
	return i >= 0 && vm.element(o, uint64(i)) != nil
}

func (vm *VM) typedMutable(o *Object) bool { return !IsImmutableBuffer(vm.TypedArrayBuffer(o)) }

// typedPreventExtensions is sec-typedarray-preventextensions.
func typedPreventExtensions(vm *VM, o *Object) bool {
	buf := vm.TypedArrayBuffer(o)
	if IsLengthTracking(o) || IsResizableBuffer(buf) && !IsSharedArrayBuffer(buf) {
		return false
	}
	return vm.OrdinaryPreventExtensions(o)
}

// typedGetOwnProperty is sec-typedarray-getownproperty.
func typedGetOwnProperty(vm *VM, o *Object, key PropertyKey) (PropertyDescriptor, bool) {
	i, numeric := vm.typedIndex(key)
	if !numeric {
		return vm.OrdinaryGetOwnProperty(o, key)
	}
	v := vm.TypedArrayGetElement(o, i)
	if v == Undefined {
		return PropertyDescriptor{}, false
	}
	attrs := propInfo(dataAttrs)
	if !vm.typedMutable(o) {
		attrs = Enumerable
	}
	return DataDescriptor(v, attrs), true
}

// typedHasProperty is sec-typedarray-hasproperty.
func typedHasProperty(vm *VM, o *Object, key PropertyKey) bool {
	if i, numeric := vm.typedIndex(key); numeric {
		return vm.typedValid(o, i)
	}
	if _, _, ok := vm.ownProperty(o, key); ok {
		return true
	}
	p := vm.proto(o)
	return p != nil && vm.HasProperty(p, key)
}

// typedDefineOwnProperty is sec-typedarray-defineownproperty.
func typedDefineOwnProperty(vm *VM, o *Object, key PropertyKey, d PropertyDescriptor) bool {
	i, numeric := vm.typedIndex(key)
	if !numeric {
		return vm.OrdinaryDefineOwnProperty(o, key, d)
	}
	if !vm.typedValid(o, i) {
		return false
	}
	mutable := vm.typedMutable(o)
	if d.Has&HasConfigurable != 0 && d.Configurable() != mutable ||
		d.Has&HasEnumerable != 0 && !d.Enumerable() ||
		d.IsAccessor() ||
		d.Has&HasWritable != 0 && d.Writable() != mutable {
		return false
	}
	if d.Has&HasValue != 0 {
		if !mutable {
			return vm.SameValue(d.Value, vm.TypedArrayGetElement(o, i))
		}
		vm.TypedArraySetElement(o, i, d.Value)
	}
	return true
}

// typedGetProperty is sec-typedarray-get.
func typedGetProperty(vm *VM, o *Object, key PropertyKey, receiver Value) Value {
	if i, numeric := vm.typedIndex(key); numeric {
		return vm.TypedArrayGetElement(o, i)
	}
	if v, attrs, ok := vm.ownProperty(o, key); ok {
		if attrs&attrAccessor == 0 {
			return v
		}
		return vm.callGetter(gc.At[accessorPair](vm.heap, v.Ref()).get, receiver)
	}
	p := vm.proto(o)
	if p == nil {
		return Undefined
	}
	return vm.GetReceiver(p, key, receiver)
}

// typedSetProperty is sec-typedarray-set.
func typedSetProperty(vm *VM, o *Object, key PropertyKey, v, receiver Value) bool {
	i, numeric := vm.typedIndex(key)
	if numeric {
		if receiver == vm.ObjectValue(o) {
			if !vm.typedMutable(o) {
				return false
			}
			vm.TypedArraySetElement(o, i, v)
			return true
		}
		if !vm.typedValid(o, i) {
			return true
		}
		return vm.typedMutable(o) && vm.setOnReceiver(key, v, receiver)
	}
	if d, ok := vm.OrdinaryGetOwnProperty(o, key); ok {
		return vm.setExisting(o, key, v, receiver, &d)
	}
	if p := vm.proto(o); p != nil {
		return vm.SetReceiver(p, key, v, receiver)
	}
	return vm.setOnReceiver(key, v, receiver)
}

// typedDelete is sec-typedarray-delete.
func typedDelete(vm *VM, o *Object, key PropertyKey) bool {
	if i, numeric := vm.typedIndex(key); numeric {
		return !vm.typedValid(o, i)
	}
	_, attrs, ok := vm.ownProperty(o, key)
	if !ok {
		return true
	}
	if attrs&Configurable == 0 {
		return false
	}
	i, _, _ := vm.lookup(vm.shapeOf(o), key)
	vm.removeProperty(o, i)
	return true
}

// typedOwnPropertyKeys is sec-typedarray-ownpropertykeys.
func typedOwnPropertyKeys(vm *VM, o *Object, keys *List) {
	n, _ := vm.TypedArrayLength(o)
	for i := int64(0); i < n; i++ {
		vm.AddKey(keys, vm.IntegerKey(i))
	}
	vm.AppendNamedKeys(o, keys)
}

// NewDataView makes a DataView; length -1 tracks the buffer's length.
func (vm *VM) NewDataView(proto, buffer *Object, offset, length int64) *Object {
	d := Alloc[DataViewObject](vm, KindDataView, proto)
	d.buffer, d.offset = vm.heap.RefOf(unsafe.Pointer(buffer)), uint64(offset)
	if length < 0 {
		d.tracking = true
	} else {
		d.length = uint64(length)
	}
	return &d.Object
}

// IsDataView reports whether v is a DataView.
func (vm *VM) IsDataView(v Value) bool { return v.IsObject() && vm.Obj(v).Kind == KindDataView }

func viewOf(o *Object) *DataViewObject { return (*DataViewObject)(unsafe.Pointer(o)) }

// DataViewBuffer is a DataView's [[ViewedArrayBuffer]].
func (vm *VM) DataViewBuffer(o *Object) *Object { return gc.At[Object](vm.heap, viewOf(o).buffer) }

// DataViewByteOffset is a DataView's [[ByteOffset]].
func DataViewByteOffset(o *Object) int64 { return int64(viewOf(o).offset) }

// DataViewLength is sec-getviewbytelength; ok is false where the view is out of
// bounds or its buffer detached (sec-isviewoutofbounds).
func (vm *VM) DataViewLength(o *Object) (n int64, ok bool) {
	d, buf := viewOf(o), vm.DataViewBuffer(o)
	size := uint64(vm.ArrayBufferByteLength(buf))
	if IsDetachedBuffer(buf) || size < d.offset+d.length {
		return 0, false
	}
	if d.tracking {
		return int64(size - d.offset), true
	}
	return int64(d.length), true
}

// typedLengthOrThrow is the length of a TypedArray that is iterated over;
// TypeError where it is out of bounds.
func (vm *VM) typedLengthOrThrow(o *Object) uint64 {
	n, ok := vm.TypedArrayLength(o)
	if !ok {
		vm.ThrowTypeError("Cannot perform %s on a detached ArrayBuffer", "%ArrayIteratorPrototype%.next")
	}
	return uint64(n)
}
