package es

import (
	"gojs/vm"
)

// ArrayBuffer and SharedArrayBuffer objects, sec-arraybuffer-objects and
// sec-sharedarraybuffer-objects.

var kMaxByteLength = vm.NewKeyID("maxByteLength")

// thisBuffer is the receiver, an ArrayBuffer or, with shared, a
// SharedArrayBuffer.
func thisBuffer(c *vm.Call, shared bool, method string) *vm.Object {
	if c.IsArrayBuffer(c.This()) {
		if o := c.Obj(c.This()); vm.IsSharedArrayBuffer(o) == shared {
			return o
		}
	}
	name := "ArrayBuffer"
	if shared {
		name = "SharedArrayBuffer"
	}
	c.ThrowTypeError("Method %s.prototype.%s called on incompatible receiver %s", name, method, c.Display(c.This()))
	return nil
}

// notDetached throws where the buffer is detached.
func notDetached(c *vm.Call, o *vm.Object, method string) {
	if vm.IsDetachedBuffer(o) {
		c.ThrowTypeError("Cannot perform %s on a detached ArrayBuffer", method)
	}
}

// mutable throws where the buffer is immutable.
func mutable(c *vm.Call, o *vm.Object, method string) {
	if vm.IsImmutableBuffer(o) {
		c.ThrowTypeError("Cannot perform %s on an immutable ArrayBuffer", method)
	}
}

// bufferConstructor is ArrayBuffer ( length [ , options ] ) and
// SharedArrayBuffer ( length [ , options ] ).
func bufferConstructor(c *vm.Call) vm.Value {
	shared := c.Magic() == 1
	if !c.IsConstruct() {
		name := "ArrayBuffer"
		if shared {
			name = "SharedArrayBuffer"
		}
		c.ThrowTypeError("Constructor %s requires 'new'", name)
	}
	n := c.ToIndexMessage(c.Arg(0), "Invalid array buffer length")
	maxLength := int64(-1)
	if c.Arg(1).IsObject() {
		if v := c.Get(c.Obj(c.Arg(1)), c.K(kMaxByteLength)); v != vm.Undefined {
			maxLength = c.ToIndexMessage(v, "Invalid array buffer max length")
			if n > maxLength {
				c.ThrowRangeError("Invalid array buffer max length")
			}
		}
	}
	id := vm.ArrayBufferPrototype
	if shared {
		id = vm.SharedArrayBufferPrototype
	}
	proto := c.GetPrototypeFromConstructor(c.NewTarget(), id)
	if shared {
		return c.ObjectValue(c.AllocateSharedArrayBuffer(proto, n, maxLength))
	}
	return c.ObjectValue(c.AllocateArrayBuffer(proto, n, maxLength))
}

// ArrayBuffer.isView ( arg ) sec-arraybuffer.isview
func bufferIsView(c *vm.Call) vm.Value {
	return vm.BoolValue(c.IsTypedArray(c.Arg(0)) || c.IsDataView(c.Arg(0)))
}

func bufferByteLength(c *vm.Call) vm.Value {
	return vm.Int64Value(c.ArrayBufferByteLength(thisBuffer(c, c.Magic() == 1, "byteLength")))
}

func bufferMaxByteLength(c *vm.Call) vm.Value {
	return vm.Int64Value(c.ArrayBufferMaxByteLength(thisBuffer(c, c.Magic() == 1, "maxByteLength")))
}

func bufferResizable(c *vm.Call) vm.Value {
	return vm.BoolValue(vm.IsResizableBuffer(thisBuffer(c, c.Magic() == 1, "resizable")))
}

func bufferDetached(c *vm.Call) vm.Value {
	return vm.BoolValue(vm.IsDetachedBuffer(thisBuffer(c, false, "detached")))
}

func bufferImmutable(c *vm.Call) vm.Value {
	return vm.BoolValue(vm.IsImmutableBuffer(thisBuffer(c, false, "immutable")))
}

// ArrayBuffer.prototype.resize ( newLength ) sec-arraybuffer.prototype.resize
func bufferResize(c *vm.Call) vm.Value {
	o := thisBuffer(c, false, "resize")
	if !vm.IsResizableBuffer(o) {
		c.ThrowTypeError("Method ArrayBuffer.prototype.resize called on incompatible receiver %s", c.Display(c.This()))
	}
	n := c.ToIndexMessage(c.Arg(0), "ArrayBuffer.prototype.resize: Invalid length parameter")
	notDetached(c, o, "ArrayBuffer.prototype.resize")
	if n > c.ArrayBufferMaxByteLength(o) {
		c.ThrowRangeError("ArrayBuffer.prototype.resize: Invalid length parameter")
	}
	c.ResizeArrayBuffer(o, n)
	return vm.Undefined
}

// SharedArrayBuffer.prototype.grow ( newLength ) sec-sharedarraybuffer.prototype.grow
func bufferGrow(c *vm.Call) vm.Value {
	o := thisBuffer(c, true, "grow")
	if !vm.IsResizableBuffer(o) {
		c.ThrowTypeError("Method SharedArrayBuffer.prototype.grow called on incompatible receiver %s", c.Display(c.This()))
	}
	n := c.ToIndexMessage(c.Arg(0), "SharedArrayBuffer.prototype.grow: Invalid length parameter")
	if !c.GrowSharedArrayBuffer(o, n) {
		c.ThrowRangeError("SharedArrayBuffer.prototype.grow: Invalid length parameter")
	}
	return vm.Undefined
}

// bufferSlice is ArrayBuffer.prototype.slice and SharedArrayBuffer.prototype.slice
// (sec-arraybuffer.prototype.slice).
func bufferSlice(c *vm.Call) vm.Value {
	shared := c.Magic() == 1
	o := thisBuffer(c, shared, "slice")
	notDetached(c, o, "ArrayBuffer.prototype.slice")
	n := c.ArrayBufferByteLength(o)
	first := relativeIndex(c, c.Arg(0), n)
	final := relativeEnd(c, c.Arg(1), n)
	length := max(final-first, 0)
	id := vm.ArrayBufferConstructor
	if shared {
		id = vm.SharedArrayBufferConstructor
	}
	ctor := c.SpeciesConstructor(o, c.Realm().IntrinsicValue(id))
	v := c.Construct(ctor, vm.Undefined, vm.Int64Value(length))
	if !c.IsArrayBuffer(v) || vm.IsSharedArrayBuffer(c.Obj(v)) != shared {
		c.ThrowTypeError("Method ArrayBuffer.prototype.slice called on incompatible receiver %s", c.Display(v))
	}
	to := c.Obj(v)
	notDetached(c, to, "ArrayBuffer.prototype.slice")
	mutable(c, to, "ArrayBuffer.prototype.slice")
	if to == o {
		c.ThrowTypeError("ArrayBuffer subclass returned this from species constructor")
	}
	if c.ArrayBufferByteLength(to) < length {
		c.ThrowTypeError("Species constructor returned a too small ArrayBuffer")
	}
	notDetached(c, o, "ArrayBuffer.prototype.slice")
	if now := c.ArrayBufferByteLength(o); first < min(final, now) {
		copy(c.BufferBytes(to)[:length], c.BufferBytes(o)[first:min(final, now)])
	}
	return v
}

// ArrayBuffer.prototype.sliceToImmutable ( start, end )
func bufferSliceToImmutable(c *vm.Call) vm.Value {
	o := thisBuffer(c, false, "sliceToImmutable")
	notDetached(c, o, "ArrayBuffer.prototype.sliceToImmutable")
	n := c.ArrayBufferByteLength(o)
	first := relativeIndex(c, c.Arg(0), n)
	final := relativeEnd(c, c.Arg(1), n)
	length := max(final-first, 0)
	notDetached(c, o, "ArrayBuffer.prototype.sliceToImmutable")
	if length > 0 && c.ArrayBufferByteLength(o) < final {
		c.ThrowRangeError("ArrayBuffer.prototype.sliceToImmutable: Invalid length parameter")
	}
	to := c.NewArrayBuffer(length)
	copy(c.BufferBytes(to), c.BufferBytes(o)[min(first, c.ArrayBufferByteLength(o)):])
	vm.MakeBufferImmutable(to)
	return c.ObjectValue(to)
}

const (
	transferKeep = iota
	transferFixed
	transferImmutable
)

// bufferTransfer is ArrayBufferCopyAndDetach (sec-arraybuffercopyanddetach).
func bufferTransfer(c *vm.Call) vm.Value {
	o := thisBuffer(c, false, [...]string{"transfer", "transferToFixedLength", "transferToImmutable"}[c.Magic()])
	n := c.ArrayBufferByteLength(o)
	if c.Arg(0) != vm.Undefined {
		n = c.ToIndexMessage(c.Arg(0), "Invalid array buffer length")
	}
	notDetached(c, o, "ArrayBuffer.prototype.transfer")
	mutable(c, o, "ArrayBuffer.prototype.transfer")
	maxLength := int64(-1)
	if c.Magic() == transferKeep && vm.IsResizableBuffer(o) {
		maxLength = c.ArrayBufferMaxByteLength(o)
	}
	to := c.AllocateArrayBuffer(c.Realm().Intrinsic(vm.ArrayBufferPrototype), n, maxLength)
	copy(c.BufferBytes(to), c.BufferBytes(o))
	c.DetachArrayBuffer(o)
	if c.Magic() == transferImmutable {
		vm.MakeBufferImmutable(to)
	}
	return c.ObjectValue(to)
}

// DataView objects, sec-dataview-objects.

// DataView ( buffer [ , byteOffset [ , byteLength ] ] ) sec-dataview-buffer-byteoffset-bytelength
func viewConstructor(c *vm.Call) vm.Value {
	if !c.IsConstruct() {
		c.ThrowTypeError("Constructor DataView requires 'new'")
	}
	if !c.IsArrayBuffer(c.Arg(0)) {
		c.ThrowTypeError("First argument to DataView constructor must be an ArrayBuffer")
	}
	buf := c.Obj(c.Arg(0))
	offset := c.ToIndexMessage(c.Arg(1), "Start offset "+c.Display(c.Arg(1))+" is outside the bounds of the buffer")
	notDetached(c, buf, "DataView")
	size := c.ArrayBufferByteLength(buf)
	if offset > size {
		c.ThrowRangeError("Start offset %d is outside the bounds of the buffer", offset)
	}
	length := int64(-1)
	if c.Arg(2) != vm.Undefined {
		length = c.ToIndexMessage(c.Arg(2), "Invalid DataView length "+c.Display(c.Arg(2)))
		if offset+length > size {
			c.ThrowRangeError("Invalid DataView length %d", length)
		}
	} else if !vm.IsResizableBuffer(buf) {
		length = size - offset
	}
	proto := c.GetPrototypeFromConstructor(c.NewTarget(), vm.DataViewPrototype)
	notDetached(c, buf, "DataView")
	size = c.ArrayBufferByteLength(buf)
	if offset > size || length >= 0 && offset+length > size {
		c.ThrowRangeError("Start offset %d is outside the bounds of the buffer", offset)
	}
	return c.ObjectValue(c.NewDataView(proto, buf, offset, length))
}

func thisView(c *vm.Call, method string) *vm.Object {
	if !c.IsDataView(c.This()) {
		c.ThrowTypeError("Method DataView.prototype.%s called on incompatible receiver %s", method, c.Display(c.This()))
	}
	return c.Obj(c.This())
}

func viewBuffer(c *vm.Call) vm.Value {
	return c.ObjectValue(c.DataViewBuffer(thisView(c, "buffer")))
}

// viewLength is the view's length; a TypeError out of bounds.
func viewLength(c *vm.Call, o *vm.Object, method string) int64 {
	n, ok := c.DataViewLength(o)
	if !ok {
		notDetached(c, c.DataViewBuffer(o), "DataView.prototype."+method)
		c.ThrowTypeError("Invalid DataView accessor DataView.prototype.%s on an out-of-bounds view", method)
	}
	return n
}

func viewByteLength(c *vm.Call) vm.Value {
	return vm.Int64Value(viewLength(c, thisView(c, "byteLength"), "byteLength"))
}

func viewByteOffset(c *vm.Call) vm.Value {
	o := thisView(c, "byteOffset")
	viewLength(c, o, "byteOffset")
	return vm.Int64Value(vm.DataViewByteOffset(o))
}

// viewGet is GetViewValue (sec-getviewvalue) of the element type in Magic.
func viewGet(c *vm.Call) vm.Value {
	t := vm.ElementType(c.Magic())
	if v, ok := viewGetFast(c, t); ok {
		return v
	}
	name := "get" + t.String()
	o := thisView(c, name)
	i := c.ToIndexMessage(c.Arg(0), "Offset is outside the bounds of the DataView")
	little := c.ToBoolean(c.Arg(1))
	n := viewLength(c, o, name)
	if i > n-t.Size() {
		c.ThrowRangeError("Offset is outside the bounds of the DataView")
	}
	return c.GetValueFromBuffer(c.DataViewBuffer(o), vm.DataViewByteOffset(o)+i, t, little)
}

// viewSet is SetViewValue (sec-setviewvalue).
func viewSet(c *vm.Call) vm.Value {
	t := vm.ElementType(c.Magic())
	if viewSetFast(c, t) {
		return vm.Undefined
	}
	name := "set" + t.String()
	o := thisView(c, name)
	mutable(c, c.DataViewBuffer(o), "DataView.prototype."+name)
	i := c.ToIndexMessage(c.Arg(0), "Offset is outside the bounds of the DataView")
	v := c.ToElement(t, c.Arg(1))
	little := c.ToBoolean(c.Arg(2))
	n := viewLength(c, o, name)
	if i > n-t.Size() {
		c.ThrowRangeError("Offset is outside the bounds of the DataView")
	}
	c.SetValueInBuffer(c.DataViewBuffer(o), vm.DataViewByteOffset(o)+i, t, v, little)
	return vm.Undefined
}

// viewTypes are the element types of DataView's accessors, in the standard's order.
var viewTypes = [...]vm.ElementType{vm.BigInt64, vm.BigUint64, vm.Float16, vm.Float32, vm.Float64, vm.Int8, vm.Int16, vm.Int32, vm.Uint8, vm.Uint16, vm.Uint32}

func init() {
	view := []vm.Spec{
		{Key: "buffer", Kind: vm.Accessor, Get: viewBuffer},
		{Key: "byteLength", Kind: vm.Accessor, Get: viewByteLength},
		{Key: "byteOffset", Kind: vm.Accessor, Get: viewByteOffset},
		{Key: "constructor", Kind: vm.Reference, Ref: dataViewConstructor},
	}
	for _, t := range viewTypes {
		view = append(view, vm.Spec{Key: "get" + t.String(), Fn: viewGet, Len: 1, Magic: int(t)},
			vm.Spec{Key: "set" + t.String(), Fn: viewSet, Len: 2, Magic: int(t)})
	}
	view = append(view, vm.Spec{Key: "@@toStringTag", Kind: vm.Constant, Value: "DataView", Attrs: vm.Configurable, AttrsSet: true})
	vm.Declare(
		&vm.ObjectSpec{ID: vm.ArrayBufferConstructor, Proto: vm.FunctionPrototype, Global: "ArrayBuffer",
			Func: &vm.Spec{Key: "ArrayBuffer", Fn: bufferConstructor, Len: 1, Ctor: vm.ArrayBufferPrototype},
			Props: []vm.Spec{
				{Key: "isView", Fn: bufferIsView, Len: 1},
				{Key: "prototype", Kind: vm.Reference, Ref: vm.ArrayBufferPrototype, AttrsSet: true},
				{Key: "@@species", Kind: vm.Accessor, Get: returnThis},
			}},
		&vm.ObjectSpec{ID: vm.ArrayBufferPrototype, Proto: vm.ObjectPrototype, Props: []vm.Spec{
			{Key: "byteLength", Kind: vm.Accessor, Get: bufferByteLength},
			{Key: "constructor", Kind: vm.Reference, Ref: vm.ArrayBufferConstructor},
			{Key: "detached", Kind: vm.Accessor, Get: bufferDetached},
			{Key: "immutable", Kind: vm.Accessor, Get: bufferImmutable},
			{Key: "maxByteLength", Kind: vm.Accessor, Get: bufferMaxByteLength},
			{Key: "resizable", Kind: vm.Accessor, Get: bufferResizable},
			{Key: "resize", Fn: bufferResize, Len: 1},
			{Key: "slice", Fn: bufferSlice, Len: 2},
			{Key: "sliceToImmutable", Fn: bufferSliceToImmutable, Len: 2},
			{Key: "transfer", Fn: bufferTransfer, Magic: transferKeep},
			{Key: "transferToFixedLength", Fn: bufferTransfer, Magic: transferFixed},
			{Key: "transferToImmutable", Fn: bufferTransfer, Magic: transferImmutable},
			{Key: "@@toStringTag", Kind: vm.Constant, Value: "ArrayBuffer", Attrs: vm.Configurable, AttrsSet: true},
		}},
		&vm.ObjectSpec{ID: vm.SharedArrayBufferConstructor, Proto: vm.FunctionPrototype, Global: "SharedArrayBuffer",
			Func: &vm.Spec{Key: "SharedArrayBuffer", Fn: bufferConstructor, Len: 1, Ctor: vm.SharedArrayBufferPrototype, Magic: 1},
			Props: []vm.Spec{
				{Key: "prototype", Kind: vm.Reference, Ref: vm.SharedArrayBufferPrototype, AttrsSet: true},
				{Key: "@@species", Kind: vm.Accessor, Get: returnThis},
			}},
		&vm.ObjectSpec{ID: vm.SharedArrayBufferPrototype, Proto: vm.ObjectPrototype, Props: []vm.Spec{
			{Key: "byteLength", Kind: vm.Accessor, Get: bufferByteLength, Magic: 1},
			{Key: "constructor", Kind: vm.Reference, Ref: vm.SharedArrayBufferConstructor},
			{Key: "grow", Fn: bufferGrow, Len: 1},
			{Key: "growable", Kind: vm.Accessor, Get: bufferResizable, Magic: 1},
			{Key: "maxByteLength", Kind: vm.Accessor, Get: bufferMaxByteLength, Magic: 1},
			{Key: "slice", Fn: bufferSlice, Len: 2, Magic: 1},
			{Key: "@@toStringTag", Kind: vm.Constant, Value: "SharedArrayBuffer", Attrs: vm.Configurable, AttrsSet: true},
		}},
		&vm.ObjectSpec{ID: dataViewConstructor, Proto: vm.FunctionPrototype, Global: "DataView",
			Func:  &vm.Spec{Key: "DataView", Fn: viewConstructor, Len: 1, Ctor: vm.DataViewPrototype},
			Props: []vm.Spec{{Key: "prototype", Kind: vm.Reference, Ref: vm.DataViewPrototype, AttrsSet: true}}},
		&vm.ObjectSpec{ID: vm.DataViewPrototype, Proto: vm.ObjectPrototype, Props: view},
	)
}

var dataViewConstructor = vm.NewIntrinsic()
