package es

import (
	"encoding/binary"
	"math"

	"gojs/vm"
)

// Fast paths of DataView's accessors: each finishes or declines.

// viewElement is the bytes of the element that the first argument, an index in
// range, names.
func viewElement(c *vm.Call, t vm.ElementType) ([]byte, bool) {
	i := c.Arg(0)
	if !i.IsInt() || i.Int() < 0 || !c.IsDataView(c.This()) {
		return nil, false
	}
	o := c.Obj(c.This())
	n, ok := c.DataViewLength(o)
	at := int64(i.Int())
	if !ok || at > n-t.Size() {
		return nil, false
	}
	at += vm.DataViewByteOffset(o)
	return c.BufferBytes(c.DataViewBuffer(o))[at : at+t.Size()], true
}

// viewGetFast reads an element whose index is a valid integer.
func viewGetFast(c *vm.Call, t vm.ElementType) (vm.Value, bool) {
	b, ok := viewElement(c, t)
	if !ok {
		return 0, false
	}
	u := rawElement(b, c.Argc() > 1 && c.ToBoolean(c.Arg(1)))
	switch t {
	case vm.Int8:
		return vm.IntValue(int32(int8(u))), true
	case vm.Uint8, vm.Uint16:
		return vm.IntValue(int32(u)), true
	case vm.Int16:
		return vm.IntValue(int32(int16(u))), true
	case vm.Int32:
		return vm.IntValue(int32(u)), true
	case vm.Uint32:
		return vm.Int64Value(int64(u)), true
	case vm.Float32:
		return vm.NumberValue(float64(math.Float32frombits(uint32(u)))), true
	case vm.Float64:
		return vm.NumberValue(math.Float64frombits(u)), true
	}
	return c.FromRawBytes(t, u), true
}

// viewSetFast writes a number at an index that is a valid integer.
func viewSetFast(c *vm.Call, t vm.ElementType) bool {
	v := c.Arg(1)
	if t.IsBigInt() != v.IsBigInt() || !v.IsNumber() && !v.IsBigInt() {
		return false
	}
	b, ok := viewElement(c, t)
	if !ok || vm.IsImmutableBuffer(c.DataViewBuffer(c.Obj(c.This()))) {
		return false
	}
	storeRawElement(b, c.RawBytes(t, v), c.Argc() > 2 && c.ToBoolean(c.Arg(2)))
	return true
}

// rawElement is the number that the bytes of an element make.
func rawElement(b []byte, little bool) uint64 {
	switch len(b) {
	case 1:
		return uint64(b[0])
	case 2:
		if little {
			return uint64(binary.LittleEndian.Uint16(b))
		}
		return uint64(binary.BigEndian.Uint16(b))
	case 4:
		if little {
			return uint64(binary.LittleEndian.Uint32(b))
		}
		return uint64(binary.BigEndian.Uint32(b))
	}
	if little {
		return binary.LittleEndian.Uint64(b)
	}
	return binary.BigEndian.Uint64(b)
}

// storeRawElement is the inverse of rawElement.
func storeRawElement(b []byte, u uint64, little bool) {
	switch len(b) {
	case 1:
		b[0] = byte(u)
	case 2:
		if little {
			binary.LittleEndian.PutUint16(b, uint16(u))
		} else {
			binary.BigEndian.PutUint16(b, uint16(u))
		}
	case 4:
		if little {
			binary.LittleEndian.PutUint32(b, uint32(u))
		} else {
			binary.BigEndian.PutUint32(b, uint32(u))
		}
	default:
		if little {
			binary.LittleEndian.PutUint64(b, u)
		} else {
			binary.BigEndian.PutUint64(b, u)
		}
	}
}
