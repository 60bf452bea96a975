package node

import (
	"gojs/vm"
)

// The binding buffer: what js/buffer.js is made of. Texts to bytes and back are
// in bufferencode.go and bufferdecode.go, numbers in buffernumber.go, the rest in
// bufferbytes.go.

func init() {
	specs := []vm.Spec{
		fn("setPrototype", 1, bufferSetPrototype),
		fn("view", 3, bufferView),
		fn("allocate", 1, bufferAllocate),
		fn("fromString", 2, bufferFromString),
		fn("byteLength", 2, bufferByteLength),
		fn("decode", 2, bufferDecode),
		fn("compare", 2, bufferCompare),
		fn("indexOf", 4, bufferIndexOf),
		fn("fill", 4, bufferFill),
		fn("copy", 5, bufferCopy),
		fn("concat", 3, bufferConcat),
		fn("swap", 2, bufferSwap),
		fn("isUtf8", 1, bufferIsUTF8),
		fn("isAscii", 1, bufferIsASCII),
		fn("atob", 1, bufferAtob),
		fn("btoa", 1, bufferBtoa),
		fn("transcode", 3, bufferTranscode),
	}
	for encoding, name := range encodingNames {
		specs = append(specs,
			vm.Spec{Key: name + "Slice", Len: 2, Fn: bufferSlice, Magic: encoding, Hidden: true},
			vm.Spec{Key: name + "Write", Len: 3, Fn: bufferWrite, Magic: encoding, Hidden: true})
	}
	declareBinding("buffer", append(specs, numberSpecs()...)...)
}

// The encodings of Buffers, by the numbers that JavaScript calls them by.
const (
	encodingUTF8 = iota
	encodingUCS2
	encodingLatin1
	encodingASCII
	encodingBase64
	encodingBase64URL
	encodingHex
)

var encodingNames = []string{"utf8", "ucs2", "latin1", "ascii", "base64", "base64url", "hex"}

// bufferPrototype is where Buffer.prototype is kept.
const bufferPrototype = "Buffer.prototype"

// bufferSetPrototype is setPrototype ( prototype )
func bufferSetPrototype(c *vm.Call) vm.Value {
	Of(c.VM).keep(bufferPrototype, c.Arg(0))
	return vm.Undefined
}

// bufferOver is a Buffer over a part of an ArrayBuffer.
func (s *System) bufferOver(buffer *vm.Object, offset, length int64) vm.Value {
	m := s.vm
	proto := s.keptValue(bufferPrototype)
	if proto == vm.Undefined {
		s.Builtin("buffer")
		proto = s.keptValue(bufferPrototype)
	}
	return m.ObjectValue(m.NewTypedArray(vm.Uint8, m.Obj(proto), buffer, offset, length))
}

// buffer is a Buffer of b, which becomes its own.
func (s *System) buffer(b []byte) vm.Value {
	m := s.vm
	return s.bufferOver(m.NewArrayBufferFrom(m.Realm().Intrinsic(vm.ArrayBufferPrototype), b), 0, int64(len(b)))
}

// bufferView is view ( arrayBuffer, offset, length ): a Buffer. JavaScript has
// checked the bounds.
func bufferView(c *vm.Call) vm.Value {
	return Of(c.VM).bufferOver(c.Obj(c.Arg(0)), int64(c.Arg(1).Float()), int64(c.Arg(2).Float()))
}

// bufferAllocate is allocate ( size ): a Buffer of zeros.
func bufferAllocate(c *vm.Call) vm.Value {
	n := int64(c.Arg(0).Float())
	return Of(c.VM).bufferOver(c.NewArrayBuffer(n), 0, n)
}

// maxStringLength is buffer.constants.MAX_STRING_LENGTH.
const maxStringLength = 1<<29 - 24

func checkStringLength(c *vm.Call, n int) {
	if n > maxStringLength {
		throwCoded(c.VM, "Error", "ERR_STRING_TOO_LONG", "Cannot create a string longer than 0x1fffffe8 characters")
	}
}

// bytesThis are the bytes of this, which must be a view or buffer.
func bytesThis(c *vm.Call) []byte {
	v := c.This()
	if !c.IsTypedArray(v) && !c.IsDataView(v) && !c.IsArrayBuffer(v) {
		throwCoded(c.VM, "TypeError", "ERR_INVALID_ARG_TYPE", "argument must be a buffer")
	}
	return viewBytes(c.VM, v)
}

// sliceBounds are arguments i and i+1 as bounds of n bytes.
func sliceBounds(c *vm.Call, i, n int) (start, end int) {
	bound := func(v vm.Value, absent int) float64 {
		if v == vm.Undefined {
			return float64(absent)
		}
		return c.ToIntegerOrInfinity(v)
	}
	from, to := bound(c.Arg(i), 0), bound(c.Arg(i+1), n)
	if to = max(from, to); from < 0 || to > float64(n) {
		throwCoded(c.VM, "RangeError", "ERR_OUT_OF_RANGE", "Index out of range")
	}
	return int(from), int(to)
}
