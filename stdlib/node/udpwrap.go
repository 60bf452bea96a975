package node

import (
	"gojs/loop"
	"gojs/vm"
)

// The binding udp_wrap: UDP sockets.

type udpHandle struct {
	handle
	udp *loop.UDP
}

var udpClass *class

func init() {
	udpClass = declareClass("UDP", newUDP, handleClass)
	declareBinding("udp_wrap", udpClass.spec("UDP"))
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
