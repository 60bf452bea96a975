package node

import (
	"slices"

	"gojs/gc"
	"gojs/loop"
	"gojs/vm"
)

// The binding stream_wrap: what the handles TCP, Pipe and TTY have in common.
//
// What arrives is given to onread ( buffer, nread ): a Buffer of nread bytes, or
// undefined and libuv's number of the error that ended reading. write and
// writev try to write at once and make nothing; only what must wait becomes a
// request, which ends with onwrite ( status, callback ).

// streamHandle is the Go part of a stream's handle.
type streamHandle struct {
	handle
	stream *loop.Stream
	// spare is the buffer that the next read fills. When much has come it is handed
	// over to JavaScript; of little a copy is made.
	spare                   []byte
	bytesRead, bytesWritten int64
	user                    bool // reads go to a buffer of the program's, kUserBuffer
}

// streamHolder is a Go part of a stream's handle.
type streamHolder interface {
	handleHolder
	streamBase() *streamHandle
}

func (h *streamHandle) streamBase() *streamHandle { return h }

func thisStream(c *vm.Call) *streamHandle { return thisPart[streamHolder](c).streamBase() }

var (
	handleClass   = declareClass("HandleWrap", illegalConstructor, nil, handleMethods...)
	reqClass      = declareClass("ShutdownWrap", newRequestObject, nil)
	writeReqClass = declareClass("WriteWrap", newRequestObject, nil)
	streamClass   = declareClass("LibuvStreamWrap", illegalConstructor, handleClass,
		fn("readStart", 0, streamReadStart),
		fn("readStop", 0, streamReadStop),
		fn("useUserBuffer", 1, streamUseUserBuffer),
		fn("write", 3, streamWrite),
		fn("writev", 3, streamWritev),
		fn("writeBuffer", 2, streamWriteRequest(encodingUTF8)),
		fn("writeUtf8String", 2, streamWriteRequest(encodingUTF8)),
		fn("writeLatin1String", 2, streamWriteRequest(encodingLatin1)),
		fn("writeAsciiString", 2, streamWriteRequest(encodingLatin1)),
		fn("writeUcs2String", 2, streamWriteRequest(encodingUCS2)),
		fn("shutdown", 1, streamShutdown),
		fn("setBlocking", 1, streamSetBlocking),
		vm.Spec{Key: "onread", Kind: vm.Accessor, Get: func(*vm.Call) vm.Value { return vm.Undefined }, Set: streamSetOnread},
		getter("fd", func(h *streamHandle) vm.Value { return vm.IntValue(int32(h.stream.FD())) }),
		getter("bytesRead", func(h *streamHandle) vm.Value { return vm.NumberValue(float64(h.bytesRead)) }),
		getter("bytesWritten", func(h *streamHandle) vm.Value { return vm.NumberValue(float64(h.bytesWritten)) }),
		getter("writeQueueSize", func(h *streamHandle) vm.Value { return vm.NumberValue(float64(h.stream.WriteQueueSize())) }),
	)
)

func init() {
	declareBinding("stream_wrap",
		streamClass.spec("LibuvStreamWrap"), reqClass.spec("ShutdownWrap"), writeReqClass.spec("WriteWrap"),
	)
}

// getter is an accessor of streams' handles.
func getter(key string, get func(*streamHandle) vm.Value) vm.Spec {
	return vm.Spec{Key: key, Kind: vm.Accessor, Get: func(c *vm.Call) vm.Value {
		if h, ok := c.HostData(c.This()).(streamHolder); ok && !h.base().closed() {
			return get(h.streamBase())
		}
		return vm.Undefined
	}}
}

// newRequestObject constructs the object of a request, which JavaScript fills.
func newRequestObject(c *vm.Call) vm.Value {
	return c.ObjectValue(c.VM.OrdinaryObjectCreate(c.GetPrototypeFromConstructor(c.NewTarget(), vm.ObjectPrototype)))
}

var (
	kOnread     = vm.NewKeyID("onread")
	kOnwrite    = vm.NewKeyID("onwrite")
	kUserBuffer = vm.NewKeyID("stream_userbuffer")
	kReading    = vm.NewKeyID("reading")
	kAsync      = vm.NewKeyID("async")
	kBytes      = vm.NewKeyID("bytes")
)

// streamSetOnread is the setter of onread: a property that is not seen.
func streamSetOnread(c *vm.Call) vm.Value {
	c.DefineData(c.Obj(c.This()), c.K(kOnread), c.Arg(0), vm.Writable|vm.Configurable)
	return vm.Undefined
}

// streamUseUserBuffer is useUserBuffer ( buffer ): what arrives goes there.
func streamUseUserBuffer(c *vm.Call) vm.Value {
	h := thisStream(c)
	c.DefineData(c.Obj(c.This()), c.K(kUserBuffer), c.Arg(0), vm.Writable|vm.Configurable)
	h.user = true
	return vm.Undefined
}

// streamReadStart is readStart ( )
func streamReadStart(c *vm.Call) vm.Value {
	h := thisStream(c)
	if h.closed() {
		return status(loop.EBADF)
	}
	err := h.stream.ReadStart(h.alloc, h.onRead)
	if err == loop.EALREADY {
		err = nil
	}
	return status(err)
}

// streamReadStop is readStop ( )
func streamReadStop(c *vm.Call) vm.Value {
	if h := thisStream(c); !h.closed() {
		h.stream.ReadStop()
	}
	return vm.IntValue(0)
}

// alloc is the buffer of the next read.
func (h *streamHandle) alloc(size int) []byte {
	if h.user && h.self != nil {
		m := h.s.vm
		return viewBytes(m, m.Get(m.Obj(vm.Value(h.self.Get())), m.K(kUserBuffer)))
	}
	if len(h.spare) < size {
		h.spare = make([]byte, size)
	}
	return h.spare
}

// onRead is called by the loop with what has come.
func (h *streamHandle) onRead(data []byte, err error) {
	h.bytesRead += int64(len(data))
	h.callback(func(m *vm.VM, this *vm.Object) {
		f := m.Get(this, m.K(kOnread))
		if !m.IsCallable(f) {
			return
		}
		v, n := vm.Value(vm.Undefined), status(err)
		if err == nil {
			n = vm.IntValue(int32(len(data)))
			if !h.user {
				v = h.s.buffer(h.take(data))
			}
		}
		m.Call(f, m.ObjectValue(this), v, n)
	})
}

// take is data as a slice of its own.
func (h *streamHandle) take(data []byte) []byte {
	if 2*len(data) < len(h.spare) {
		return slices.Clone(data)
	}
	h.spare = nil
	return data[:len(data):len(data)]
}

// streamSetBlocking is setBlocking ( on )
func streamSetBlocking(c *vm.Call) vm.Value {
	h := thisStream(c)
	if h.closed() {
		return status(loop.EBADF)
	}
	return status(h.stream.SetBlocking(c.ToBoolean(c.Arg(0))))
}

// streamShutdown is shutdown ( req ), which ends with req.oncomplete ( status ).
func streamShutdown(c *vm.Call) vm.Value {
	h := thisStream(c)
	if h.closed() {
		return status(loop.EBADF)
	}
	r := Of(c.VM).newRequest(c.Arg(0))
	if _, err := h.stream.Shutdown(r.completeStatus); err != nil {
		r.free()
		return status(err)
	}
	return vm.IntValue(0)
}

// streamObject makes the object of a stream's handle with the prototype of k.
func (s *System) streamObject(proto *vm.Object, h *streamHandle, data streamHolder, l loop.Handle, stream *loop.Stream) vm.Value {
	h.stream = stream
	v := s.handleObject(proto, &h.handle, data, l)
	m := s.vm
	m.CreateDataProperty(m.Obj(v), m.K(kReading), vm.False)
	m.CreateDataProperty(m.Obj(v), m.K(kOnconnection), vm.Null)
	return v
}

// completeWrite ends a write that had to wait.
func (h *streamHandle) completeWrite(callback *gc.Root, err error) {
	h.callback(func(m *vm.VM, this *vm.Object) {
		if f := m.Get(this, m.K(kOnwrite)); m.IsCallable(f) {
			m.Call(f, m.ObjectValue(this), status(err), vm.Value(callback.Get()))
		}
	})
	callback.Free()
}
