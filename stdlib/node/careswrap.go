package node

import (
	"net/netip"

	"gojs/loop"
	"gojs/vm"
)

// The binding cares_wrap: names and addresses.

var (
	addrInfoReq = declareClass("GetAddrInfoReqWrap", newRequestObject, nil)
	nameInfoReq = declareClass("GetNameInfoReqWrap", newRequestObject, nil)
)

// dnsAddrInfo is getaddrinfo ( req, host, family, hints, order ), which ends with
// req.oncomplete ( status, addresses ).
func dnsAddrInfo(c *vm.Call) vm.Value {
	s := Of(c.VM)
	host, family, hints := c.ToGoString(c.Arg(1)), int(c.ToInt32(c.Arg(2))), int(c.ToInt32(c.Arg(3)))
	order := loop.AddressOrder(c.ToInt32(c.Arg(4)))
	r := s.newRequest(c.Arg(0))
	s.host.Loop().GetAddrInfo(host, family, hints, order, func(addrs []netip.Addr, err error) {
		r.complete(func(m *vm.VM, this *vm.Object) {
			list := m.NewArray(0)
			for _, a := range addrs {
				m.ArrayPush(list, m.NewString(a.String()))
			}
			if f := m.Get(this, m.K(kOncomplete)); m.IsCallable(f) {
				m.Call(f, m.ObjectValue(this), status(err), m.ObjectValue(list))
			}
		})
	})
	return vm.IntValue(0)
}

// dnsNameInfo is getnameinfo ( req, address, port ), which ends with
// req.oncomplete ( status, host, service ).
func dnsNameInfo(c *vm.Call) vm.Value {
	s := Of(c.VM)
	addr, ok := addrArgs(c, 1)
	if !ok {
		return status(loop.EINVAL)
	}
	r := s.newRequest(c.Arg(0))
	s.host.Loop().GetNameInfo(addr, func(host, service string, err error) {
		r.complete(func(m *vm.VM, this *vm.Object) {
			if f := m.Get(this, m.K(kOncomplete)); m.IsCallable(f) {
				m.Call(f, m.ObjectValue(this), status(err), m.NewString(host), m.NewString(service))
			}
		})
	})
	return vm.IntValue(0)
}
