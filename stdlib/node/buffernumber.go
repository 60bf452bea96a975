package node

import (
	"encoding/binary"
	"math"

	"gojs/vm"
)

// readInt32LE and its like: functions that finish or decline. What they decline,
// since a value or an offset is not as it should be, or this is no Uint8Array, is
// done by a function of js/internal/buffer_numbers.js.

// numberKind is a kind of number in a Buffer: its name, its size, and how to get
// it out of and into 64 bits.
type numberKind struct {
	name     string
	size     int
	min, max float64 // of integers
	from     func(u uint64) vm.Value
}

var numberKinds = []numberKind{
	{"UInt8", 1, 0, 255, func(u uint64) vm.Value { return vm.IntValue(int32(u)) }},
	{"Int8", 1, -128, 127, func(u uint64) vm.Value { return vm.IntValue(int32(int8(u))) }},
	{"UInt16", 2, 0, 65535, func(u uint64) vm.Value { return vm.IntValue(int32(u)) }},
	{"Int16", 2, -32768, 32767, func(u uint64) vm.Value { return vm.IntValue(int32(int16(u))) }},
	{"UInt32", 4, 0, math.MaxUint32, func(u uint64) vm.Value { return vm.NumberValue(float64(u)) }},
	{"Int32", 4, math.MinInt32, math.MaxInt32, func(u uint64) vm.Value { return vm.IntValue(int32(u)) }},
	{"Float", 4, 0, 0, func(u uint64) vm.Value { return vm.NumberValue(float64(math.Float32frombits(uint32(u)))) }},
	{"Double", 8, 0, 0, func(u uint64) vm.Value { return vm.NumberValue(math.Float64frombits(u)) }},
	{"BigUInt64", 8, 0, 0, nil},
	{"BigInt64", 8, 0, 0, nil},
}

// The kinds that are no integers of up to 32 bits.
const (
	kindFloat = 6 + iota
	kindDouble
	kindBigUInt64
	kindBigInt64
)

// bigEndian in Magic, beside the number of the kind.
const bigEndian = 16

func numberSpecs() []vm.Spec {
	specs := []vm.Spec{fn("setNumbers", 2, bufferSetNumbers)}
	add := func(name string, magic int) {
		specs = append(specs,
			vm.Spec{Key: "read" + name, Len: 1, Fn: bufferRead, Magic: magic, Hidden: true},
			vm.Spec{Key: "write" + name, Len: 1, Fn: bufferWriteNumber, Magic: magic, Hidden: true})
	}
	for i, k := range numberKinds {
		if k.size == 1 {
			add(k.name, i)
			continue
		}
		add(k.name+"LE", i)
		add(k.name+"BE", i|bigEndian)
	}
	return specs
}

// Where the functions are kept that do what is declined.
const (
	keptReadNumber  = "buffer.readNumber"
	keptWriteNumber = "buffer.writeNumber"
)

// bufferSetNumbers is setNumbers ( read, write )
func bufferSetNumbers(c *vm.Call) vm.Value {
	s := Of(c.VM)
	s.keep(keptReadNumber, c.Arg(0))
	s.keep(keptWriteNumber, c.Arg(1))
	return vm.Undefined
}

// placeOf is where in this a number of a size is, at the offset that argument i
// is; nil for what is not in it.
func placeOf(c *vm.Call, i, size int) []byte {
	v := c.This()
	if !c.IsTypedArray(v) || vm.TypedArrayType(c.Obj(v)) != vm.Uint8 {
		return nil
	}
	offset := 0
	switch a := c.Arg(i); {
	case a.IsInt():
		offset = int(a.Int())
	case a != vm.Undefined:
		return nil
	}
	b := c.TypedArrayBytes(c.Obj(v))
	if offset < 0 || offset > len(b)-size {
		return nil
	}
	return b[offset : offset+size]
}

// bufferRead is read<kind> ( offset ), a method.
func bufferRead(c *vm.Call) vm.Value {
	magic := c.Magic()
	k := &numberKinds[magic&^bigEndian]
	b := placeOf(c, 0, k.size)
	if b == nil {
		name := k.name
		return c.Call(Of(c.VM).keptValue(keptReadNumber), c.This(), c.NewString(name), vm.BoolValue(magic&bigEndian != 0), c.Arg(0))
	}
	u := getUint(b, magic&bigEndian != 0)
	switch magic &^ bigEndian {
	case kindBigUInt64:
		return c.BigIntFromUint64(u)
	case kindBigInt64:
		return c.BigIntFromInt64(int64(u))
	}
	return k.from(u)
}

func getUint(b []byte, big bool) uint64 {
	var order binary.ByteOrder = binary.LittleEndian
	if big {
		order = binary.BigEndian
	}
	switch len(b) {
	case 1:
		return uint64(b[0])
	case 2:
		return uint64(order.Uint16(b))
	case 4:
		return uint64(order.Uint32(b))
	}
	return order.Uint64(b)
}

func putUint(b []byte, big bool, u uint64) {
	var order binary.ByteOrder = binary.LittleEndian
	if big {
		order = binary.BigEndian
	}
	switch len(b) {
	case 1:
		b[0] = byte(u)
	case 2:
		order.PutUint16(b, uint16(u))
	case 4:
		order.PutUint32(b, uint32(u))
	default:
		order.PutUint64(b, u)
	}
}

// bufferWriteNumber is write<kind> ( value, offset ), a method: where the number ends.
func bufferWriteNumber(c *vm.Call) vm.Value {
	magic := c.Magic()
	kind, big := magic&^bigEndian, magic&bigEndian != 0
	k := &numberKinds[kind]
	v := c.Arg(0)
	if u, ok := numberBits(kind, v); ok {
		if b := placeOf(c, 1, k.size); b != nil {
			putUint(b, big, u)
			end := k.size
			if c.Arg(1) != vm.Undefined {
				end += int(c.Arg(1).Int())
			}
			return vm.NumberValue(float64(end))
		}
	}
	return c.Call(Of(c.VM).keptValue(keptWriteNumber), c.This(), c.NewString(k.name), vm.BoolValue(big), v, c.Arg(1))
}

// numberBits are the bits of a number as a kind, where it is one of that kind.
func numberBits(kind int, v vm.Value) (uint64, bool) {
	if !v.IsNumber() {
		return 0, false
	}
	f := v.Float()
	switch kind {
	case kindFloat:
		return uint64(math.Float32bits(float32(f))), true
	case kindDouble:
		return math.Float64bits(f), true
	case kindBigUInt64, kindBigInt64:
		return 0, false
	}
	k := &numberKinds[kind]
	return uint64(int64(f)), f >= k.min && f <= k.max
}
