package node

import (
	"net"
	"net/netip"

	"gojs/loop"
	"gojs/vm"
)

// The binding os_network: the network interfaces of the machine.

func init() {
	declareBinding("os_network", fn("interfaces", 0, osInterfaces))
}

// osInterfaces is interfaces ( ): an object of lists of addresses by the names of
// interfaces, or the number of an error.
func osInterfaces(c *vm.Call) vm.Value {
	all, err := loop.InterfaceAddresses()
	if err != nil {
		return status(err)
	}
	out := c.NewObject()
	for _, a := range all {
		key := c.Key(a.Name)
		list := c.Get(out, key)
		if !list.IsObject() {
			list = c.ObjectValue(c.NewArray(0))
			c.CreateDataProperty(out, key, list)
		}
		c.ArrayPush(c.Obj(list), interfaceAddress(c.VM, a))
	}
	return c.ObjectValue(out)
}

func interfaceAddress(m *vm.VM, a loop.InterfaceAddress) vm.Value {
	o := m.NewObject()
	text := func(key, s string) { m.CreateDataProperty(o, m.Key(key), m.NewString(s)) }
	text("address", a.Prefix.Addr().WithZone("").String())
	mask, _ := netip.AddrFromSlice(net.CIDRMask(a.Prefix.Bits(), a.Prefix.Addr().BitLen())) // as long as the address
	text("netmask", mask.String())
	text("family", familyName(a.Prefix.Addr()))
	text("mac", net.HardwareAddr(a.MAC[:]).String())
	m.CreateDataProperty(o, m.Key("internal"), vm.BoolValue(a.Internal))
	text("cidr", a.Prefix.String())
	if a.Prefix.Addr().Is6() {
		m.CreateDataProperty(o, m.Key("scopeid"), vm.NumberValue(float64(a.ScopeID)))
	}
	return m.ObjectValue(o)
}
