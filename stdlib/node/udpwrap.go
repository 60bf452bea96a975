package node

import (
	"net/netip"
	"slices"

	"gojs/loop"
	"gojs/vm"
)

// The binding udp_wrap: UDP sockets. A datagram is given to onmessage ( status, buffer,
// address, family, port ).

type udpHandle struct {
	handle
	udp *loop.UDP
}

var (
	udpClass *class
	sendReq  = declareClass("SendWrap", newRequestObject, nil)
)

func init() {
	udpClass = declareClass("UDP", newUDP, handleClass, slices.Concat([]vm.Spec{
		fn("open", 1, udpOpen),
		fn("bind", 3, udpBind),
		fn("bind6", 3, udpBind),
		fn("connect", 2, udpConnect),
		fn("connect6", 2, udpConnect),
		fn("disconnect", 0, udpMethod(func(u *loop.UDP, _ *vm.Call) error { return u.Disconnect() })),
		fn("send", 5, udpSend),
		fn("recvStart", 0, udpRecvStart),
		fn("recvStop", 0, udpMethod(func(u *loop.UDP, _ *vm.Call) error { u.RecvStop(); return nil })),
		fn("getsockname", 1, func(c *vm.Call) vm.Value { return udpName(c, (*loop.UDP).Sockname) }),
		fn("getpeername", 1, func(c *vm.Call) vm.Value { return udpName(c, (*loop.UDP).Peername) }),
		fn("bufferSize", 3, udpBufferSize),
		fn("getSendQueueSize", 0, udpNumber((*loop.UDP).SendQueueSize)),
		fn("getSendQueueCount", 0, udpNumber((*loop.UDP).SendQueueCount)),
		{Key: "fd", Kind: vm.Accessor, Get: udpNumber((*loop.UDP).FD)},
		{Key: "onmessage", Kind: vm.Accessor, Get: func(*vm.Call) vm.Value { return vm.Undefined }, Set: udpSetOnmessage},
	}, udpOptions)...)
	declareBinding("udp_wrap", udpClass.spec("UDP"), sendReq.spec("SendWrap"),
		vm.Spec{Key: "constants", Kind: vm.Computed, Make: func(m *vm.VM, _ *vm.Realm) vm.Value {
			return constants(m, "UV_UDP_IPV6ONLY", loop.IPv6Only, "UV_UDP_REUSEPORT", loop.ReusePort, "UV_UDP_REUSEADDR", loop.ReuseAddr)
		}})
}

// udpOptions are the methods that set one thing.
var udpOptions = []vm.Spec{
	fn("setBroadcast", 1, udpMethod(func(u *loop.UDP, c *vm.Call) error { return u.SetBroadcast(c.ToInt32(c.Arg(0)) != 0) })),
	fn("setTTL", 1, udpMethod(func(u *loop.UDP, c *vm.Call) error { return u.SetTTL(int(c.ToInt32(c.Arg(0)))) })),
	fn("setMulticastTTL", 1, udpMethod(func(u *loop.UDP, c *vm.Call) error { return u.SetMulticastTTL(int(c.ToInt32(c.Arg(0)))) })),
	fn("setMulticastLoopback", 1, udpMethod(func(u *loop.UDP, c *vm.Call) error {
		return u.SetMulticastLoop(c.ToInt32(c.Arg(0)) != 0)
	})),
	fn("setMulticastInterface", 1, udpMethod(func(u *loop.UDP, c *vm.Call) error {
		return u.SetMulticastInterface(c.ToGoString(c.Arg(0)))
	})),
	fn("addMembership", 2, udpMembership(true)),
	fn("dropMembership", 2, udpMembership(false)),
	fn("addSourceSpecificMembership", 3, udpSourceMembership(true)),
	fn("dropSourceSpecificMembership", 3, udpSourceMembership(false)),
}

// newUDP is new UDP ( )
func newUDP(c *vm.Call) vm.Value {
	s := Of(c.VM)
	return s.udpObject(c.GetPrototypeFromConstructor(c.NewTarget(), udpClass.prototype), s.host.Loop().NewUDP())
}

func (s *System) udpObject(proto *vm.Object, u *loop.UDP) vm.Value {
	h := &udpHandle{udp: u}
	return s.handleObject(proto, &h.handle, h, u)
}

// thisUDP is the handle, nil where it is closed.
func thisUDP(c *vm.Call) *udpHandle {
	h := thisPart[*udpHandle](c)
	if h.closed() || h.udp.Closing() {
		return nil
	}
	return h
}

// udpMethod is a method that ends with the number of an error, or 0.
func udpMethod(f func(u *loop.UDP, c *vm.Call) error) vm.Native {
	return func(c *vm.Call) vm.Value {
		h := thisUDP(c)
		if h == nil {
			return status(loop.EBADF)
		}
		return status(f(h.udp, c))
	}
}

func udpNumber(f func(*loop.UDP) int) vm.Native {
	return func(c *vm.Call) vm.Value {
		if h, ok := c.HostData(c.This()).(*udpHandle); ok && !h.closed() {
			return vm.NumberValue(float64(f(h.udp)))
		}
		return vm.Undefined
	}
}

// optional is argument i as a text, "" where there is none.
func optional(c *vm.Call, i int) string {
	if c.Arg(i).IsNullish() {
		return ""
	}
	return c.ToGoString(c.Arg(i))
}

func udpMembership(join bool) vm.Native {
	return udpMethod(func(u *loop.UDP, c *vm.Call) error {
		return u.SetMembership(c.ToGoString(c.Arg(0)), optional(c, 1), join)
	})
}

// udpSourceMembership is add/dropSourceSpecificMembership ( source, group, interface )
func udpSourceMembership(join bool) vm.Native {
	return udpMethod(func(u *loop.UDP, c *vm.Call) error {
		return u.SetSourceMembership(c.ToGoString(c.Arg(1)), optional(c, 2), c.ToGoString(c.Arg(0)), join)
	})
}

// udpOpen is open ( fd )
func udpOpen(c *vm.Call) vm.Value {
	return udpMethod(func(u *loop.UDP, c *vm.Call) error { return u.Open(int(c.ToInt32(c.Arg(0)))) })(c)
}

// udpBind is bind ( address, port, flags ), and bind6.
func udpBind(c *vm.Call) vm.Value {
	return udpMethod(func(u *loop.UDP, c *vm.Call) error {
		addr, ok := addrArgs(c, 0)
		if !ok {
			return loop.EINVAL
		}
		flags := int(c.ToInt32(c.Arg(2)))
		if addr.Addr().Is4() {
			flags &^= loop.IPv6Only
		}
		return u.Bind(addr, flags)
	})(c)
}

// udpConnect is connect ( address, port ), and connect6.
func udpConnect(c *vm.Call) vm.Value {
	return udpMethod(func(u *loop.UDP, c *vm.Call) error {
		addr, ok := addrArgs(c, 0)
		if !ok {
			return loop.EINVAL
		}
		return u.Connect(addr)
	})(c)
}

func udpName(c *vm.Call, name func(*loop.UDP) (netip.AddrPort, error)) vm.Value {
	h := thisUDP(c)
	if h == nil {
		return status(loop.EBADF)
	}
	a, err := name(h.udp)
	return addressOut(c, a, err)
}

// udpBufferSize is bufferSize ( size, receive, context ): the size of the system's buffer,
// which is set where size is not 0; context gets the error.
func udpBufferSize(c *vm.Call) vm.Value {
	size, receive := int(c.ToUint32(c.Arg(0))), c.ToBoolean(c.Arg(1))
	h := thisUDP(c)
	err, n := error(loop.EBADF), 0
	if h != nil {
		if size > 1<<31-1 {
			err = loop.EINVAL
		} else if receive {
			n, err = h.udp.RecvBufferSize(size)
		} else {
			n, err = h.udp.SendBufferSize(size)
		}
	}
	if err == nil {
		return vm.IntValue(int32(n))
	}
	if ctx := c.Arg(2); ctx.IsObject() {
		e, _ := err.(loop.Errno)
		call := "uv_send_buffer_size"
		if receive {
			call = "uv_recv_buffer_size"
		}
		o := c.Obj(ctx)
		c.CreateDataProperty(o, c.Key("errno"), vm.IntValue(int32(e)))
		c.CreateDataProperty(o, c.Key("code"), c.NewString(e.Name()))
		c.CreateDataProperty(o, c.Key("message"), c.NewString(e.Message()))
		c.CreateDataProperty(o, c.Key("syscall"), c.NewString(call))
	}
	return vm.Undefined
}

// udpSend is send ( req, buffers, port, address, hasCallback ), without port and address of a socket
// that has a peer: the bytes sent plus one where it was done at once; 0
// where req.oncomplete ( status, bytes ) will be called.
func udpSend(c *vm.Call) vm.Value {
	h := thisUDP(c)
	if h == nil {
		return status(loop.EBADF)
	}
	var to netip.AddrPort
	if c.Argc() >= 4 {
		a, err := netip.ParseAddr(c.ToGoString(c.Arg(3)))
		if err != nil {
			return status(loop.EINVAL)
		}
		to = netip.AddrPortFrom(a, uint16(c.ToInt32(c.Arg(2))))
	}
	bufs, total := datagram(c, c.Arg(1))
	switch _, err := h.udp.TrySend(to, bufs...); err {
	case nil:
		return vm.IntValue(int32(total) + 1)
	case loop.EAGAIN:
	default:
		return status(err)
	}
	r := Of(c.VM).newRequest(c.Arg(0))
	_, err := h.udp.Send(func(err error) {
		r.complete(func(m *vm.VM, this *vm.Object) {
			if f := m.Get(this, m.K(kOncomplete)); m.IsCallable(f) {
				m.Call(f, m.ObjectValue(this), status(err), vm.IntValue(int32(total)))
			}
		})
	}, to, bufs...)
	if err != nil {
		r.free()
	}
	return status(err)
}

// datagram are the bytes of a list of views.
func datagram(c *vm.Call, list vm.Value) (bufs [][]byte, total int) {
	if !list.IsObject() {
		return nil, 0
	}
	o := c.Obj(list)
	for i := range c.LengthOfArrayLike(o) {
		b := viewBytes(c.VM, c.Get(o, c.IntegerKey(i)))
		bufs = append(bufs, b)
		total += len(b)
	}
	return bufs, total
}

var kOnmessage = vm.NewKeyID("onmessage")

// udpSetOnmessage is the setter of onmessage: a property that is not seen.
func udpSetOnmessage(c *vm.Call) vm.Value {
	c.DefineData(c.Obj(c.This()), c.K(kOnmessage), c.Arg(0), vm.Writable|vm.Configurable)
	return vm.Undefined
}

// udpRecvStart is recvStart ( )
func udpRecvStart(c *vm.Call) vm.Value {
	h := thisUDP(c)
	if h == nil {
		return status(loop.EBADF)
	}
	err := h.udp.RecvStart(nil, h.onMessage)
	if err == loop.EALREADY {
		err = nil
	}
	return status(err)
}

// onMessage is called by the loop with a datagram, which is in a buffer of the loop.
func (h *udpHandle) onMessage(data []byte, from netip.AddrPort, _ bool, err error) {
	h.callback(func(m *vm.VM, this *vm.Object) {
		f := m.Get(this, m.K(kOnmessage))
		if !m.IsCallable(f) {
			return
		}
		if err != nil {
			m.Call(f, m.ObjectValue(this), status(err))
			return
		}
		m.Call(f, m.ObjectValue(this), vm.IntValue(int32(len(data))), h.s.buffer(slices.Clone(data)),
			m.NewString(from.Addr().String()), m.NewString(familyName(from.Addr())), vm.IntValue(int32(from.Port())))
	})
}
