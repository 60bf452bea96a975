package node

import (
	"slices"
	"strings"

	"gojs/gc"
	"gojs/loop"
	"gojs/vm"
)

// Writing to streams' handles.

// writeDone and writeWaits are what write and writev return besides errors.
const (
	writeWaits = 0
	writeDone  = 1
)

// appendText appends a text's bytes in an encoding.
func appendText(c *vm.Call, b []byte, v vm.Value, encoding int) []byte {
	chars := c.Chars(v)
	if encoding == encodingUTF8 && chars.UTF16 == nil {
		return appendLatin1(b, chars.Latin1)
	}
	n, at := textLength(chars, encoding), len(b)
	b = slices.Grow(b, n)[:at+n]
	return b[:at+writeText(b[at:], chars, encoding)]
}

// appendLatin1 appends text as UTF-8.
func appendLatin1(b, text []byte) []byte {
	b = slices.Grow(b, len(text))
	for _, x := range text {
		if x < 0x80 {
			b = append(b, x)
		} else {
			b = append(b, 0xC0|x>>6, 0x80|x&0x3F)
		}
	}
	return b
}

// writeScratch is a buffer for the bytes of texts, kept while it is small.
func (s *System) writeScratch() []byte { return s.scratch[:0] }

func (s *System) keepScratch(b []byte) {
	const most = 64 << 10
	if cap(b) > cap(s.scratch) && cap(b) <= most {
		s.scratch = b[:0]
	}
}

// streamEncodings are the encodings by which streams are written, by all their names.
var streamEncodings = map[string]int{
	"utf8": encodingUTF8, "utf-8": encodingUTF8, "latin1": encodingLatin1, "binary": encodingLatin1, "ascii": encodingLatin1,
	"ucs2": encodingUCS2, "ucs-2": encodingUCS2, "utf16le": encodingUCS2, "utf-16le": encodingUCS2,
	"hex": encodingHex, "base64": encodingBase64, "base64url": encodingBase64URL,
}

// encodingArg is the encoding that v names; UTF-8 where it names none.
func encodingArg(c *vm.Call, v vm.Value) int {
	if !v.IsString() {
		return encodingUTF8
	}
	name := c.GoString(v)
	if e, ok := streamEncodings[name]; ok {
		return e
	}
	return streamEncodings[strings.ToLower(name)] // 0 is UTF-8
}

// streamWrite is write ( data, encoding, callback ): data is a text or a view.
// writeDone where all was written, writeWaits where onwrite will be called with
// callback, else the number of an error.
func streamWrite(c *vm.Call) vm.Value {
	h := thisStream(c)
	if h.closed() {
		return status(loop.EBADF)
	}
	data := c.Arg(0)
	if !data.IsString() {
		return h.send(c, 2, viewBytes(c.VM, data), false)
	}
	s := Of(c.VM)
	b := appendText(c, s.writeScratch(), data, encodingArg(c, c.Arg(1)))
	v := h.send(c, 2, b, true)
	s.keepScratch(b)
	return v
}

// send writes one buffer; the callback is argument i. borrowed says that b is
// good only now.
func (h *streamHandle) send(c *vm.Call, i int, b []byte, borrowed bool) vm.Value {
	h.bytesWritten += int64(len(b))
	n, err := h.stream.TryWrite(b)
	switch {
	case err != nil && err != loop.EAGAIN:
		return status(err)
	case err == nil && n == len(b):
		return vm.IntValue(writeDone)
	}
	b = b[n:]
	if borrowed {
		b = slices.Clone(b)
	}
	return h.wait(c, i, b)
}

// wait writes what could not be written at once.
func (h *streamHandle) wait(c *vm.Call, i int, bufs ...[]byte) vm.Value {
	callback := c.VM.Heap().NewRoot(gc.Word(c.Arg(i)))
	if _, err := h.stream.Write(func(err error) { h.completeWrite(callback, err) }, bufs...); err != nil {
		callback.Free()
		return status(err)
	}
	return vm.IntValue(writeWaits)
}

// streamWritev is writev ( chunks, allBuffers, callback ): chunks are views, or
// texts and views each followed by an encoding.
func streamWritev(c *vm.Call) vm.Value {
	h := thisStream(c)
	if h.closed() {
		return status(loop.EBADF)
	}
	bufs, total := chunkBytes(c, c.Arg(0), c.ToBoolean(c.Arg(1)))
	h.bytesWritten += int64(total)
	n, err := h.stream.TryWrite(bufs...)
	switch {
	case err != nil && err != loop.EAGAIN:
		return status(err)
	case err == nil && n == total:
		return vm.IntValue(writeDone)
	}
	return h.wait(c, 2, rest(bufs, n)...)
}

// rest is bufs without the first n bytes.
func rest(bufs [][]byte, n int) [][]byte {
	for len(bufs) > 0 && n >= len(bufs[0]) {
		n -= len(bufs[0])
		bufs = bufs[1:]
	}
	if n > 0 {
		bufs[0] = bufs[0][n:]
	}
	return bufs
}

// chunkBytes are the bytes of the chunks of writev, and how many. Texts stand
// behind each other in one buffer.
func chunkBytes(c *vm.Call, list vm.Value, views bool) (bufs [][]byte, total int) {
	if !list.IsObject() {
		return nil, 0
	}
	o := c.Obj(list)
	n := int(c.LengthOfArrayLike(o))
	step := 2
	if views {
		step = 1
	}
	bufs = make([][]byte, 0, n/step)
	for i := 0; i < n; i += step {
		v := c.Get(o, c.IntegerKey(int64(i)))
		var b []byte
		if v.IsString() {
			b = appendText(c, nil, v, encodingArg(c, c.Get(o, c.IntegerKey(int64(i+1)))))
		} else {
			b = viewBytes(c.VM, v)
		}
		if len(b) > 0 {
			bufs = append(bufs, b)
			total += len(b)
		}
	}
	return bufs, total
}

// streamWriteRequest makes writeBuffer ( req, data [ , handle ] ) and its like, which write
// with a request: req.async says whether req.oncomplete ( status, handle ) will be called.
func streamWriteRequest(encoding int) vm.Native {
	return func(c *vm.Call) vm.Value {
		h := thisStream(c)
		if h.closed() {
			return status(loop.EBADF)
		}
		var b []byte
		if v := c.Arg(1); v.IsString() {
			b = appendText(c, nil, v, encoding)
		} else {
			b = viewBytes(c.VM, v)
		}
		return h.writeRequest(c, b)
	}
}

// writeRequest writes b with the request that is argument 0.
func (h *streamHandle) writeRequest(c *vm.Call, b []byte) vm.Value {
	req := c.Arg(0)
	if !req.IsObject() {
		return status(loop.EINVAL)
	}
	sent, passes := argPart[handleHolder](c, 2)
	h.bytesWritten += int64(len(b))
	c.CreateDataProperty(c.Obj(req), c.K(kBytes), vm.NumberValue(float64(len(b))))
	n, err := 0, error(loop.EAGAIN)
	if !passes {
		n, err = h.stream.TryWrite(b)
	}
	if err != nil && err != loop.EAGAIN {
		return status(err)
	}
	waits := err != nil || n < len(b)
	c.CreateDataProperty(c.Obj(req), c.K(kAsync), vm.BoolValue(waits))
	if !waits {
		return vm.IntValue(0)
	}
	r := Of(c.VM).newRequest(req)
	done := func(err error) {
		r.complete(func(m *vm.VM, this *vm.Object) {
			if f := m.Get(this, m.K(kOncomplete)); m.IsCallable(f) {
				handle := vm.Value(vm.Undefined)
				if h.self != nil {
					handle = vm.Value(h.self.Get())
				}
				m.Call(f, m.ObjectValue(this), status(err), handle)
			}
		})
	}
	if passes {
		pipe, ok := h.loop.(*loop.Pipe)
		if !ok || sent.base().closed() {
			r.free()
			return status(loop.EINVAL)
		}
		_, err = pipe.WriteHandle(done, sent.base().loop, b)
	} else {
		_, err = h.stream.Write(done, b[n:])
	}
	if err != nil {
		r.free()
		return status(err)
	}
	return vm.IntValue(0)
}
