//go:build windows || loopnet

package loop

import (
	"context"
	"net"
	"net/netip"
	"syscall"

	"golang.org/x/net/ipv4"
	"golang.org/x/net/ipv6"
)

// udpState is a socket of the net package, of which a goroutine receives one
// datagram at a time.
type udpState struct {
	c         *net.UDPConn
	peer      netip.AddrPort
	receiving bool
	wants     bool
	got       *datagram
}

type datagram struct {
	data []byte
	from netip.AddrPort
	err  error
}

func (u *UDP) init() {}

// FD is -1: there is no descriptor to be had.
func (u *UDP) FD() int { return -1 }

// Open takes over a descriptor; not possible here.
func (u *UDP) Open(fd int) error { return ENOTSUP }

func (u *UDP) ensureBound(a netip.Addr) error {
	if u.c != nil {
		return nil
	}
	any := netip.IPv6Unspecified()
	if a.Is4() || !a.IsValid() {
		any = netip.IPv4Unspecified()
	}
	return u.Bind(netip.AddrPortFrom(any, 0), 0)
}

// Bind gives the socket its local address.
func (u *UDP) Bind(addr netip.AddrPort, flags int) error {
	if u.Closing() || !addr.IsValid() || u.c != nil || flags&IPv6Only != 0 && addr.Addr().Is4() {
		return EINVAL
	}
	network := "udp4"
	if addr.Addr().Is6() {
		network = "udp"
		if flags&IPv6Only != 0 || !addr.Addr().IsUnspecified() {
			network = "udp6"
		}
	}
	var config net.ListenConfig
	if flags&(ReuseAddr|ReusePort) != 0 {
		config.Control = func(_, _ string, c syscall.RawConn) (err error) {
			c.Control(func(fd uintptr) { err = reuseAddress(fd) })
			return err
		}
	}
	c, err := config.ListenPacket(context.Background(), network, addr.String())
	if err != nil {
		return errnoOfNet(err)
	}
	u.c = c.(*net.UDPConn)
	return nil
}

// Connect gives the socket a peer: datagrams go to it and are taken from it alone.
func (u *UDP) Connect(addr netip.AddrPort) error {
	if u.Closing() || !addr.IsValid() {
		return EINVAL
	}
	if u.connected {
		return EISCONN
	}
	if err := u.ensureBound(addr.Addr()); err != nil {
		return err
	}
	u.peer, u.connected = addr, true
	return nil
}

// Disconnect undoes Connect.
func (u *UDP) Disconnect() error {
	if !u.connected {
		return ENOTCONN
	}
	u.peer, u.connected = netip.AddrPort{}, false
	return nil
}

// Sockname is the local address.
func (u *UDP) Sockname() (netip.AddrPort, error) {
	if u.c == nil {
		return netip.AddrPort{}, EBADF
	}
	return u.c.LocalAddr().(*net.UDPAddr).AddrPort(), nil
}

// Peername is the peer's address; ENOTCONN without one.
func (u *UDP) Peername() (netip.AddrPort, error) {
	switch {
	case u.c == nil:
		return netip.AddrPort{}, EBADF
	case !u.connected:
		return netip.AddrPort{}, ENOTCONN
	}
	return u.peer, nil
}

func (u *UDP) sendOnce(bufs [][]byte, to netip.AddrPort) error {
	if !to.IsValid() {
		to = u.peer
	}
	data := make([]byte, 0, size(bufs))
	for _, b := range bufs {
		data = append(data, b...)
	}
	_, err := u.c.WriteToUDPAddrPort(data, to)
	return errnoOf(err)
}

func (u *UDP) wantSend(bool) {} // a send is never put off

func (u *UDP) wantReceive(on bool) {
	u.wants = on
	u.arm()
}

// arm lets the next datagram be received.
func (u *UDP) arm() {
	if !u.wants || u.receiving || u.Closing() {
		return
	}
	u.receiving = true
	if u.got != nil {
		u.loop.Post(u.delivered)
		return
	}
	go func(c *net.UDPConn) {
		buf := make([]byte, netBuffer)
		n, from, err := c.ReadFromUDPAddrPort(buf)
		u.loop.Post(func() {
			u.got = &datagram{buf[:n], from, err}
			u.delivered()
		})
	}(u.c)
}

// delivered hands over the datagram that has come.
func (u *UDP) delivered() {
	u.receiving = false
	d := u.got
	if !u.wants || u.Closing() || !u.Active() {
		return
	}
	u.got = nil
	from := netip.AddrPortFrom(d.from.Addr().Unmap(), d.from.Port())
	switch {
	case d.err != nil:
		u.callReceive(nil, netip.AddrPort{}, false, errnoOf(d.err))
	case !u.connected || from == u.peer:
		buf := u.buffer()
		if len(buf) == 0 {
			u.callReceive(nil, netip.AddrPort{}, false, ENOBUFS)
			break
		}
		n := copy(buf, d.data)
		u.callReceive(buf[:n], from, n < len(d.data), nil)
	}
	u.arm()
}

func (u *UDP) closeSocket() {
	if u.c != nil {
		u.c.Close()
	}
}

// via is the interface that has an address.
func via(address string) (*net.Interface, error) {
	if address == "" {
		return nil, nil
	}
	a, err := netip.ParseAddr(address)
	if err != nil {
		return nil, EINVAL
	}
	if a.Zone() != "" {
		i, err := net.InterfaceByName(a.Zone())
		if err != nil {
			return nil, ENODEV
		}
		return i, nil
	}
	interfaces, _ := net.Interfaces()
	for _, i := range interfaces {
		addrs, _ := i.Addrs()
		for _, ia := range addrs {
			if p, err := netip.ParsePrefix(ia.String()); err == nil && p.Addr() == a {
				return &i, nil
			}
		}
	}
	return nil, ENODEV
}

// group does something with a multicast group on an interface.
func (u *UDP) group(group, iface string, four, six func(*net.Interface, net.Addr) error) error {
	g, err := netip.ParseAddr(group)
	if err != nil {
		return EINVAL
	}
	i, err := via(iface)
	if err != nil {
		return err
	}
	if err := u.ensureBound(g); err != nil {
		return err
	}
	addr := &net.UDPAddr{IP: g.AsSlice()}
	if g.Is4() {
		return errnoOf(four(i, addr))
	}
	return errnoOf(six(i, addr))
}

// SetMembership joins or leaves a multicast group on an interface, given by its
// address; "" leaves the choice to the system.
func (u *UDP) SetMembership(group, iface string, join bool) error {
	return u.group(group, iface, func(i *net.Interface, a net.Addr) error {
		if join {
			return ipv4.NewPacketConn(u.c).JoinGroup(i, a)
		}
		return ipv4.NewPacketConn(u.c).LeaveGroup(i, a)
	}, func(i *net.Interface, a net.Addr) error {
		if join {
			return ipv6.NewPacketConn(u.c).JoinGroup(i, a)
		}
		return ipv6.NewPacketConn(u.c).LeaveGroup(i, a)
	})
}

// SetSourceMembership is SetMembership for the datagrams of one source only.
func (u *UDP) SetSourceMembership(group, iface, source string, join bool) error {
	s, err := netip.ParseAddr(source)
	if err != nil {
		return EINVAL
	}
	src := &net.UDPAddr{IP: s.AsSlice()}
	return u.group(group, iface, func(i *net.Interface, a net.Addr) error {
		if join {
			return ipv4.NewPacketConn(u.c).JoinSourceSpecificGroup(i, a, src)
		}
		return ipv4.NewPacketConn(u.c).LeaveSourceSpecificGroup(i, a, src)
	}, func(i *net.Interface, a net.Addr) error {
		if join {
			return ipv6.NewPacketConn(u.c).JoinSourceSpecificGroup(i, a, src)
		}
		return ipv6.NewPacketConn(u.c).LeaveSourceSpecificGroup(i, a, src)
	})
}

// byFamily does something with the socket as one of IPv4 or IPv6.
func (u *UDP) byFamily(four func(*ipv4.PacketConn) error, six func(*ipv6.PacketConn) error) error {
	name, err := u.Sockname()
	if err != nil {
		return err
	}
	if name.Addr().Is4() {
		return errnoOf(four(ipv4.NewPacketConn(u.c)))
	}
	return errnoOf(six(ipv6.NewPacketConn(u.c)))
}

// SetMulticastInterface sets where multicast datagrams go out, by the address
// of an interface; "" leaves the choice to the system.
func (u *UDP) SetMulticastInterface(iface string) error {
	i, err := via(iface)
	if err != nil {
		return err
	}
	return u.byFamily(func(c *ipv4.PacketConn) error { return c.SetMulticastInterface(i) },
		func(c *ipv6.PacketConn) error { return c.SetMulticastInterface(i) })
}

// SetMulticastLoop lets multicast datagrams come back to this host.
func (u *UDP) SetMulticastLoop(on bool) error {
	return u.byFamily(func(c *ipv4.PacketConn) error { return c.SetMulticastLoopback(on) },
		func(c *ipv6.PacketConn) error { return c.SetMulticastLoopback(on) })
}

// SetMulticastTTL sets how many hops multicast datagrams go, 0 to 255.
func (u *UDP) SetMulticastTTL(ttl int) error {
	if ttl < 0 || ttl > 255 {
		return EINVAL
	}
	return u.byFamily(func(c *ipv4.PacketConn) error { return c.SetMulticastTTL(ttl) },
		func(c *ipv6.PacketConn) error { return c.SetMulticastHopLimit(ttl) })
}

// SetTTL sets how many hops datagrams go, 1 to 255.
func (u *UDP) SetTTL(ttl int) error {
	if ttl < 1 || ttl > 255 {
		return EINVAL
	}
	return u.byFamily(func(c *ipv4.PacketConn) error { return c.SetTTL(ttl) },
		func(c *ipv6.PacketConn) error { return c.SetHopLimit(ttl) })
}

// SetBroadcast permits sending to broadcast addresses, which the net package
// always does.
func (u *UDP) SetBroadcast(on bool) error {
	if u.c == nil {
		return EBADF
	}
	return nil
}

// SendBufferSize sets the size of the system's send buffer in bytes; it cannot be read.
func (u *UDP) SendBufferSize(size int) (int, error) {
	return u.bufferSize(size, func() error { return u.c.SetWriteBuffer(size) })
}

// RecvBufferSize is SendBufferSize for the receive buffer.
func (u *UDP) RecvBufferSize(size int) (int, error) {
	return u.bufferSize(size, func() error { return u.c.SetReadBuffer(size) })
}

func (u *UDP) bufferSize(size int, set func() error) (int, error) {
	switch {
	case u.c == nil:
		return 0, EBADF
	case size < 0:
		return 0, EINVAL
	case size == 0:
		return 0, ENOTSUP
	}
	return size, errnoOf(set())
}
