package node

import (
	"bytes"
	"encoding/binary"

	"gojs/vm"
)

// Operations on the bytes of Buffers. JavaScript has checked kinds and bounds.

// bufferCompare is compare ( a, b )
func bufferCompare(c *vm.Call) vm.Value {
	return vm.IntValue(int32(bytes.Compare(viewBytes(c.VM, c.Arg(0)), viewBytes(c.VM, c.Arg(1)))))
}

// bufferIndexOf is indexOf ( bytes, part, offset, backwards, step ): where part
// is, counted in units of step bytes from the beginning; the bytes are from an
// offset on, or up to it.
func bufferIndexOf(c *vm.Call) vm.Value {
	b, part := viewBytes(c.VM, c.Arg(0)), viewBytes(c.VM, c.Arg(1))
	offset, step := int(c.Arg(2).Float()), int(c.Arg(4).Float())
	if c.Arg(3) == vm.True {
		return vm.NumberValue(float64(lastIndex(b[:min(len(b), offset+len(part))], part, step)))
	}
	return vm.NumberValue(float64(firstIndex(b, part, offset, step)))
}

func firstIndex(b, part []byte, offset, step int) int {
	for offset <= len(b) {
		i := bytes.Index(b[offset:], part)
		if i < 0 {
			return -1
		}
		if i += offset; i%step == 0 {
			return i
		}
		offset = i + 1
	}
	return -1
}

func lastIndex(b, part []byte, step int) int {
	for {
		i := bytes.LastIndex(b, part)
		if i < 0 || i%step == 0 {
			return i
		}
		b = b[:i+len(part)-1]
	}
}

// bufferFill is fill ( bytes, part, start, end ): part is a number or bytes, which
// are repeated.
func bufferFill(c *vm.Call) vm.Value {
	b := viewBytes(c.VM, c.Arg(0))
	start, end := int(c.Arg(2).Float()), int(c.Arg(3).Float())
	if end = min(end, len(b)); start >= end {
		return vm.Undefined
	}
	b = b[start:end]
	if v := c.Arg(1); v.IsNumber() {
		x := byte(vm.DoubleToInt32(v.Float()))
		for i := range b {
			b[i] = x
		}
		return vm.Undefined
	}
	n := copy(b, bytes.Clone(viewBytes(c.VM, c.Arg(1))))
	for n > 0 && n < len(b) {
		n += copy(b[n:], b[:n])
	}
	return vm.Undefined
}

// bufferCopy is copy ( source, target, targetStart, sourceStart, count )
func bufferCopy(c *vm.Call) vm.Value {
	source, target := viewBytes(c.VM, c.Arg(0)), viewBytes(c.VM, c.Arg(1))
	to, from, n := int(c.Arg(2).Float()), int(c.Arg(3).Float()), int(c.Arg(4).Float())
	if to <= len(target) && from <= len(source) {
		copy(target[to:], source[from:min(from+n, len(source))])
	}
	return vm.Undefined
}

// bufferConcat is concat ( target, list, length ): the bytes of the list's views,
// one behind the other, as far as there is room. It says how many.
func bufferConcat(c *vm.Call) vm.Value {
	target, list := viewBytes(c.VM, c.Arg(0)), c.Obj(c.Arg(1))
	n := 0
	for i := range uint32(c.LengthOfArrayLike(list)) {
		n += copy(target[n:], viewBytes(c.VM, c.Get(list, vm.IndexKey(i))))
	}
	return vm.NumberValue(float64(n))
}

// bufferSwap is swap ( bytes, size )
func bufferSwap(c *vm.Call) vm.Value {
	b := viewBytes(c.VM, c.Arg(0))
	switch int(c.Arg(1).Float()) {
	case 2:
		for ; len(b) >= 2; b = b[2:] {
			b[0], b[1] = b[1], b[0]
		}
	case 4:
		for ; len(b) >= 4; b = b[4:] {
			binary.BigEndian.PutUint32(b, binary.LittleEndian.Uint32(b))
		}
	case 8:
		for ; len(b) >= 8; b = b[8:] {
			binary.BigEndian.PutUint64(b, binary.LittleEndian.Uint64(b))
		}
	}
	return c.Arg(0)
}
