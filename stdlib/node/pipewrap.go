package node

import (
	"gojs/loop"
	"gojs/vm"
)

// The binding pipe_wrap: Unix-domain sockets and named pipes, and channels over
// which handles are passed.

type pipeHandle struct {
	streamHandle
	pipe *loop.Pipe
}

var (
	pipeClass   *class
	pipeConnect = declareClass("PipeConnectWrap", newRequestObject, nil)
)

const pipeIPC = 2

func init() {
	pipeClass = declareClass("Pipe", newPipe, streamClass,
		fn("open", 1, pipeOpen),
		fn("bind", 1, pipeBind),
		fn("listen", 1, pipeListen),
		fn("connect", 2, pipeConnectTo),
		fn("fchmod", 1, pipeChmod),
		fn("accept", 0, pipeAccept),
		fn("pendingCount", 0, pipePendingCount),
		fn("getsockname", 1, func(c *vm.Call) vm.Value { return pipeName(c, (*loop.Pipe).Sockname) }),
		fn("getpeername", 1, func(c *vm.Call) vm.Value { return pipeName(c, (*loop.Pipe).Peername) }),
	)
	declareBinding("pipe_wrap", pipeClass.spec("Pipe"), pipeConnect.spec("PipeConnectWrap"),
		vm.Spec{Key: "constants", Kind: vm.Computed, Make: func(m *vm.VM, _ *vm.Realm) vm.Value {
			return constants(m, "SOCKET", 0, "SERVER", 1, "IPC", pipeIPC, "UV_READABLE", 1, "UV_WRITABLE", 2)
		}},
		fn("guessHandleType", 1, func(c *vm.Call) vm.Value {
			return c.NewString(loop.GuessHandle(int(c.ToInt32(c.Arg(0)))).String())
		}),
	)
}

// newPipe is new Pipe ( type )
func newPipe(c *vm.Call) vm.Value {
	s := Of(c.VM)
	proto := c.GetPrototypeFromConstructor(c.NewTarget(), pipeClass.prototype)
	return s.pipeObject(proto, s.host.Loop().NewPipe(c.ToInt32(c.Arg(0)) == pipeIPC), c.ToInt32(c.Arg(0)) == handleServer)
}

func (s *System) pipeObject(proto *vm.Object, p *loop.Pipe, server bool) vm.Value {
	h := &pipeHandle{pipe: p}
	h.server = server
	return s.streamObject(proto, &h.streamHandle, h, p, &p.Stream)
}

// thisPipe is the handle, nil where it is closed.
func thisPipe(c *vm.Call) *pipeHandle {
	h := thisPart[*pipeHandle](c)
	if h.closed() {
		return nil
	}
	return h
}

// pipeOpen is open ( fd )
func pipeOpen(c *vm.Call) vm.Value {
	h := thisPipe(c)
	if h == nil {
		return status(loop.EBADF)
	}
	return status(h.pipe.Open(int(c.ToInt32(c.Arg(0)))))
}

// pipeBind is bind ( name )
func pipeBind(c *vm.Call) vm.Value {
	h := thisPipe(c)
	if h == nil {
		return status(loop.EBADF)
	}
	return status(h.pipe.Bind(c.ToGoString(c.Arg(0))))
}

// pipeListen is listen ( backlog )
func pipeListen(c *vm.Call) vm.Value {
	h := thisPipe(c)
	if h == nil {
		return status(loop.EBADF)
	}
	return status(h.pipe.Listen(int(c.ToInt32(c.Arg(0))), func(err error) {
		h.connection(err, func() (vm.Value, error) {
			p := h.pipe.Loop().NewPipe(false)
			if err := h.pipe.Accept(p); err != nil {
				p.Close(nil)
				return vm.Undefined, err
			}
			return h.s.pipeObject(h.s.vm.Realm().Intrinsic(pipeClass.prototype), p, false), nil
		})
	}))
}

// pipeConnectTo is connect ( req, name )
func pipeConnectTo(c *vm.Call) vm.Value {
	h := thisPipe(c)
	if h == nil {
		return status(loop.EBADF)
	}
	name := c.ToGoString(c.Arg(1))
	return h.connect(c, func(done func(error)) error {
		_, err := h.pipe.Connect(name, done)
		return err
	})
}

// pipeChmod is fchmod ( mode ): UV_READABLE, UV_WRITABLE or both for all users.
func pipeChmod(c *vm.Call) vm.Value {
	h := thisPipe(c)
	if h == nil {
		return status(loop.EBADF)
	}
	mode := c.ToInt32(c.Arg(0))
	return status(h.pipe.Chmod(mode&1 != 0, mode&2 != 0))
}

// pipePendingCount is pendingCount ( ): how many handles accept would give.
func pipePendingCount(c *vm.Call) vm.Value {
	h := thisPipe(c)
	if h == nil {
		return vm.IntValue(0)
	}
	return vm.IntValue(int32(h.pipe.PendingCount()))
}

// pipeAccept is accept ( ): the next handle that has come over a channel, a TCP,
// Pipe or UDP; undefined where there is none, or it is of another kind.
func pipeAccept(c *vm.Call) vm.Value {
	h := thisPipe(c)
	if h == nil || h.pipe.PendingCount() == 0 {
		return vm.Undefined
	}
	s, l := Of(c.VM), h.pipe.Loop()
	var client loop.Handle
	var object func() vm.Value
	switch h.pipe.PendingKind() {
	case loop.TCPHandle:
		t := l.NewTCP()
		client, object = t, func() vm.Value { return s.tcpObject(c.Realm().Intrinsic(tcpClass.prototype), t, false) }
	case loop.PipeHandle:
		p := l.NewPipe(false)
		client, object = p, func() vm.Value { return s.pipeObject(c.Realm().Intrinsic(pipeClass.prototype), p, false) }
	case loop.UDPHandle:
		u := l.NewUDP()
		client, object = u, func() vm.Value { return s.udpObject(c.Realm().Intrinsic(udpClass.prototype), u) }
	default:
		// Nobody can use it, and it must not stand before those that come later.
		p := l.NewPipe(false)
		_ = h.pipe.Accept(p) // whether it can be opened does not matter
		p.Close(nil)
		return vm.Undefined
	}
	if err := h.pipe.Accept(client); err != nil {
		client.Close(nil)
		return vm.Undefined
	}
	return object()
}

// pipeName is getsockname ( out ) or getpeername ( out ), which gets address.
func pipeName(c *vm.Call, name func(*loop.Pipe) (string, error)) vm.Value {
	h := thisPipe(c)
	if h == nil {
		return status(loop.EBADF)
	}
	text, err := name(h.pipe)
	if err == nil && c.Arg(0).IsObject() {
		c.CreateDataProperty(c.Obj(c.Arg(0)), c.Key("address"), c.NewString(text))
	}
	return status(err)
}
