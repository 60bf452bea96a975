package node

import (
	"net/netip"
	"strings"

	"gojs/loop"
	"gojs/vm"
)

// The binding tcp_wrap: TCP sockets.

type tcpHandle struct {
	streamHandle
	tcp *loop.TCP
}

var (
	tcpClass   *class
	tcpConnect = declareClass("TCPConnectWrap", newRequestObject, nil)
)

func init() {
	tcpClass = declareClass("TCP", newTCP, streamClass,
		fn("open", 1, tcpOpen),
		fn("bind", 2, tcpBind),
		fn("bind6", 3, tcpBind),
		fn("listen", 1, tcpListen),
		fn("connect", 3, tcpConnectTo),
		fn("connect6", 3, tcpConnectTo),
		fn("getsockname", 1, tcpSockname),
		fn("getpeername", 1, tcpPeername),
		fn("setNoDelay", 1, tcpSetNoDelay),
		fn("setKeepAlive", 4, tcpSetKeepAlive),
		fn("setTypeOfService", 1, tcpSetTypeOfService),
		fn("getTypeOfService", 0, tcpTypeOfService),
		fn("reset", 1, tcpReset),
	)
	declareBinding("tcp_wrap", tcpClass.spec("TCP"), tcpConnect.spec("TCPConnectWrap"),
		vm.Spec{Key: "constants", Kind: vm.Computed, Make: func(m *vm.VM, _ *vm.Realm) vm.Value {
			return constants(m, "SOCKET", 0, "SERVER", 1, "UV_TCP_IPV6ONLY", loop.IPv6Only, "UV_TCP_REUSEPORT", loop.ReusePort)
		}},
		fn("isIP", 1, netIsIP),
	)
}

// constants is an object of names and numbers, given in turn.
func constants(m *vm.VM, pairs ...any) vm.Value {
	o := m.NewObject()
	for i := 0; i < len(pairs); i += 2 {
		m.CreateDataProperty(o, m.Key(pairs[i].(string)), vm.IntValue(int32(pairs[i+1].(int))))
	}
	return m.ObjectValue(o)
}

// netIsIP is isIP ( text ): 4, 6, or 0 for what is no address.
func netIsIP(c *vm.Call) vm.Value {
	if !c.Arg(0).IsString() {
		return vm.IntValue(0)
	}
	a, err := netip.ParseAddr(c.GoString(c.Arg(0)))
	switch {
	case err != nil || strings.IndexFunc(a.Zone(), notOfZone) >= 0:
		return vm.IntValue(0)
	case a.Is4():
		return vm.IntValue(4)
	}
	return vm.IntValue(6)
}

// notOfZone reports whether a zone may not have r in it.
func notOfZone(r rune) bool {
	return !(r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' || r == '-' || r == '.' || r == ':')
}

// newTCP is new TCP ( type )
func newTCP(c *vm.Call) vm.Value {
	s := Of(c.VM)
	return s.tcpObject(c.GetPrototypeFromConstructor(c.NewTarget(), tcpClass.prototype), s.host.Loop().NewTCP(), c.ToInt32(c.Arg(0)) == handleServer)
}

func (s *System) tcpObject(proto *vm.Object, t *loop.TCP, server bool) vm.Value {
	h := &tcpHandle{tcp: t}
	h.server = server
	return s.streamObject(proto, &h.streamHandle, h, t, &t.Stream)
}

// thisTCP is the handle, nil where it is closed.
func thisTCP(c *vm.Call) *tcpHandle {
	h := thisPart[*tcpHandle](c)
	if h.closed() {
		return nil
	}
	return h
}

// addrArgs are an address and a port, arguments i and i+1.
func addrArgs(c *vm.Call, i int) (netip.AddrPort, bool) {
	a, err := netip.ParseAddr(c.ToGoString(c.Arg(i)))
	if err != nil {
		return netip.AddrPort{}, false
	}
	return netip.AddrPortFrom(a, uint16(c.ToInt32(c.Arg(i+1)))), true
}

// tcpOpen is open ( fd )
func tcpOpen(c *vm.Call) vm.Value {
	h := thisTCP(c)
	if h == nil {
		return status(loop.EBADF)
	}
	return status(h.tcp.Open(int(c.ToInt32(c.Arg(0)))))
}

// tcpBind is bind ( address, port [ , flags ] ), and bind6.
func tcpBind(c *vm.Call) vm.Value {
	h := thisTCP(c)
	if h == nil {
		return status(loop.EBADF)
	}
	addr, ok := addrArgs(c, 0)
	if !ok {
		return status(loop.EINVAL)
	}
	flags := int(c.ToInt32(c.Arg(2)))
	if addr.Addr().Is4() {
		flags &^= loop.IPv6Only
	}
	return status(h.tcp.Bind(addr, flags))
}

var kOnconnection = vm.NewKeyID("onconnection")

// tcpListen is listen ( backlog ). Each connection is given to onconnection ( status, handle ).
func tcpListen(c *vm.Call) vm.Value {
	h := thisTCP(c)
	if h == nil {
		return status(loop.EBADF)
	}
	return status(h.tcp.Listen(int(c.ToInt32(c.Arg(0))), func(err error) {
		h.connection(err, func() (vm.Value, error) {
			t := h.tcp.Loop().NewTCP()
			if err := h.tcp.Accept(t); err != nil {
				t.Close(nil)
				return vm.Undefined, err
			}
			return h.s.tcpObject(h.s.vm.Realm().Intrinsic(tcpClass.prototype), t, false), nil
		})
	}))
}

// connection tells a listening handle of a connection, which accept takes.
func (h *streamHandle) connection(err error, accept func() (vm.Value, error)) {
	h.callback(func(m *vm.VM, this *vm.Object) {
		client := vm.Value(vm.Undefined)
		if err == nil {
			if client, err = accept(); err == loop.EAGAIN {
				return
			}
		}
		if f := m.Get(this, m.K(kOnconnection)); m.IsCallable(f) {
			m.Call(f, m.ObjectValue(this), status(err), client)
		}
	})
}

// tcpConnectTo is connect ( req, address, port ), and connect6; it ends with
// req.oncomplete ( status, handle, req, readable, writable ).
func tcpConnectTo(c *vm.Call) vm.Value {
	h := thisTCP(c)
	if h == nil {
		return status(loop.EBADF)
	}
	addr, ok := addrArgs(c, 1)
	if !ok {
		return status(loop.EINVAL)
	}
	return h.connect(c, func(done func(error)) error {
		_, err := h.tcp.Connect(addr, done)
		return err
	})
}

// connect begins to connect with the request that is argument 0.
func (h *streamHandle) connect(c *vm.Call, begin func(done func(error)) error) vm.Value {
	r := Of(c.VM).newRequest(c.Arg(0))
	err := begin(func(err error) {
		r.complete(func(m *vm.VM, this *vm.Object) {
			f := m.Get(this, m.K(kOncomplete))
			if !m.IsCallable(f) || h.self == nil {
				return
			}
			v := m.ObjectValue(this)
			m.Call(f, v, status(err), vm.Value(h.self.Get()), v,
				vm.BoolValue(h.stream.Readable()), vm.BoolValue(h.stream.Writable()))
		})
	})
	if err != nil {
		r.free()
	}
	return status(err)
}

// tcpSockname is getsockname ( out ), which gets address, family and port.
func tcpSockname(c *vm.Call) vm.Value {
	h := thisTCP(c)
	if h == nil {
		return status(loop.EBADF)
	}
	a, err := h.tcp.Sockname()
	return addressOut(c, a, err)
}

// tcpPeername is getpeername ( out )
func tcpPeername(c *vm.Call) vm.Value {
	h := thisTCP(c)
	if h == nil {
		return status(loop.EBADF)
	}
	a, err := h.tcp.Peername()
	return addressOut(c, a, err)
}

// addressOut writes an address into the object that is argument 0.
func addressOut(c *vm.Call, a netip.AddrPort, err error) vm.Value {
	if err != nil || !c.Arg(0).IsObject() {
		return status(err)
	}
	addressInto(c.VM, c.Obj(c.Arg(0)), a)
	return vm.IntValue(0)
}

func addressInto(m *vm.VM, o *vm.Object, a netip.AddrPort) {
	family := "IPv6"
	if a.Addr().Is4() {
		family = "IPv4"
	}
	m.CreateDataProperty(o, m.Key("address"), m.NewString(a.Addr().String()))
	m.CreateDataProperty(o, m.Key("family"), m.NewString(family))
	m.CreateDataProperty(o, m.Key("port"), vm.IntValue(int32(a.Port())))
}

// tcpSetNoDelay is setNoDelay ( on )
func tcpSetNoDelay(c *vm.Call) vm.Value {
	h := thisTCP(c)
	if h == nil {
		return status(loop.EBADF)
	}
	return status(h.tcp.NoDelay(c.ToBoolean(c.Arg(0))))
}

// tcpSetKeepAlive is setKeepAlive ( on, idle [ , interval [ , count ] ] ), in seconds.
func tcpSetKeepAlive(c *vm.Call) vm.Value {
	h := thisTCP(c)
	if h == nil {
		return status(loop.EBADF)
	}
	or := func(i int, usual int32) int {
		if n := c.ToInt32(c.Arg(i)); n > 0 {
			return int(n)
		}
		return int(usual)
	}
	const idle, interval, count = 7200, 1, 10
	return status(h.tcp.KeepAlive(c.ToBoolean(c.Arg(0)), or(1, idle), or(2, interval), or(3, count)))
}

// tcpReset is reset ( callback ): close by a reset.
func tcpReset(c *vm.Call) vm.Value {
	h := thisTCP(c)
	if h == nil || h.tcp.Closing() {
		return vm.IntValue(0)
	}
	h.keepOnClose(c)
	return status(h.tcp.CloseReset(h.whenClosed))
}

// tcpSetTypeOfService is setTypeOfService ( tos )
func tcpSetTypeOfService(c *vm.Call) vm.Value {
	h := thisTCP(c)
	if h == nil {
		return status(loop.EBADF)
	}
	return status(h.tcp.SetTypeOfService(int(c.ToInt32(c.Arg(0)))))
}

// tcpTypeOfService is getTypeOfService ( ): it, or the number of an error.
func tcpTypeOfService(c *vm.Call) vm.Value {
	h := thisTCP(c)
	if h == nil {
		return status(loop.EBADF)
	}
	tos, err := h.tcp.TypeOfService()
	if err != nil {
		return status(err)
	}
	return vm.IntValue(int32(tos))
}
