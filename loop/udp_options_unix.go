//go:build unix && !loopnet

package loop

import (
	"encoding/binary"
	"net/netip"

	"golang.org/x/sys/unix"
)

// is6 tells the family of the socket; EBADF when there is none.
func (u *UDP) is6() (bool, error) {
	name, err := u.Sockname()
	return name.Addr().Is6(), err
}

// interfaceAddr parses the address of an interface, "" being any; for IPv6 the
// zone of the address names the interface.
func interfaceAddr(iface string, six bool) (netip.Addr, error) {
	if iface == "" {
		if six {
			return netip.IPv6Unspecified(), nil
		}
		return netip.IPv4Unspecified(), nil
	}
	a, err := netip.ParseAddr(iface)
	if err != nil || a.Is6() != six {
		return a, EINVAL
	}
	return a, nil
}

// bindForGroup binds a socket that is not bound yet, so that others may share
// its port.
func (u *UDP) bindForGroup(group netip.Addr) error {
	if u.bound {
		return nil
	}
	any := netip.IPv4Unspecified()
	if group.Is6() {
		any = netip.IPv6Unspecified()
	}
	return u.Bind(netip.AddrPortFrom(any, 0), ReuseAddr)
}

// SetMembership joins or leaves a multicast group on an interface, given by its
// address; "" leaves the choice to the system.
func (u *UDP) SetMembership(group, iface string, join bool) error {
	g, err := netip.ParseAddr(group)
	if err != nil {
		return EINVAL
	}
	via, err := interfaceAddr(iface, g.Is6())
	if err != nil {
		return err
	}
	if err := u.bindForGroup(g); err != nil {
		return err
	}
	if g.Is4() {
		name := unix.IP_DROP_MEMBERSHIP
		if join {
			name = unix.IP_ADD_MEMBERSHIP
		}
		return errnoOf(unix.SetsockoptIPMreq(u.io.fd, unix.IPPROTO_IP, name, &unix.IPMreq{Multiaddr: g.As4(), Interface: via.As4()}))
	}
	name := unix.IPV6_LEAVE_GROUP
	if join {
		name = unix.IPV6_JOIN_GROUP
	}
	return errnoOf(unix.SetsockoptIPv6Mreq(u.io.fd, unix.IPPROTO_IPV6, name,
		&unix.IPv6Mreq{Multiaddr: g.As16(), Interface: uint32(zoneIndex(via.Zone()))}))
}

// SetSourceMembership is SetMembership for the datagrams of one source only.
func (u *UDP) SetSourceMembership(group, iface, source string, join bool) error {
	g, err := netip.ParseAddr(group)
	if err != nil {
		return EINVAL
	}
	src, err := netip.ParseAddr(source)
	if err != nil || src.Is6() != g.Is6() {
		return EINVAL
	}
	via, err := interfaceAddr(iface, g.Is6())
	if err != nil {
		return err
	}
	if err := u.bindForGroup(g); err != nil {
		return err
	}
	if g.Is4() {
		name := unix.IP_DROP_SOURCE_MEMBERSHIP
		if join {
			name = unix.IP_ADD_SOURCE_MEMBERSHIP
		}
		return errnoOf(unix.SetsockoptString(u.io.fd, unix.IPPROTO_IP, name, string(mreqSource(g, via, src))))
	}
	name := mcastLeaveSource
	if join {
		name = mcastJoinSource
	}
	return errnoOf(unix.SetsockoptString(u.io.fd, unix.IPPROTO_IPV6, name, string(groupSourceReq(g, via, src))))
}

// groupSourceReq is C's struct group_source_req.
func groupSourceReq(group, via, source netip.Addr) []byte {
	const storage = 128
	req := make([]byte, 8+2*storage)
	binary.NativeEndian.PutUint32(req, uint32(zoneIndex(via.Zone())))
	for i, a := range [...]netip.Addr{group, source} {
		sa := req[8+i*storage:]
		putFamily(sa, unix.AF_INET6, unix.SizeofSockaddrInet6)
		b := a.As16()
		copy(sa[8:], b[:])
	}
	return req
}

// SetMulticastInterface sets where multicast datagrams go out, by the address
// of an interface; "" leaves the choice to the system.
func (u *UDP) SetMulticastInterface(iface string) error {
	six, err := u.is6()
	if err != nil {
		return err
	}
	via, err := interfaceAddr(iface, six)
	if err != nil {
		return err
	}
	if six {
		return setInt(u.io.fd, unix.IPPROTO_IPV6, unix.IPV6_MULTICAST_IF, zoneIndex(via.Zone()))
	}
	return errnoOf(unix.SetsockoptInet4Addr(u.io.fd, unix.IPPROTO_IP, unix.IP_MULTICAST_IF, via.As4()))
}

func (u *UDP) setByFamily(four, six, value int) error {
	is6, err := u.is6()
	if err != nil {
		return err
	}
	if is6 {
		return setInt(u.io.fd, unix.IPPROTO_IPV6, six, value)
	}
	return setInt(u.io.fd, unix.IPPROTO_IP, four, value)
}

// SetMulticastLoop lets multicast datagrams come back to this host.
func (u *UDP) SetMulticastLoop(on bool) error {
	return u.setByFamily(unix.IP_MULTICAST_LOOP, unix.IPV6_MULTICAST_LOOP, boolInt(on))
}

// SetMulticastTTL sets how many hops multicast datagrams go, 0 to 255.
func (u *UDP) SetMulticastTTL(ttl int) error {
	if ttl < 0 || ttl > 255 {
		return EINVAL
	}
	return u.setByFamily(unix.IP_MULTICAST_TTL, unix.IPV6_MULTICAST_HOPS, ttl)
}

// SetTTL sets how many hops datagrams go, 1 to 255.
func (u *UDP) SetTTL(ttl int) error {
	if ttl < 1 || ttl > 255 {
		return EINVAL
	}
	return u.setByFamily(unix.IP_TTL, unix.IPV6_UNICAST_HOPS, ttl)
}

// SetBroadcast permits sending to broadcast addresses.
func (u *UDP) SetBroadcast(on bool) error {
	if u.io.fd < 0 {
		return EBADF
	}
	return setInt(u.io.fd, unix.SOL_SOCKET, unix.SO_BROADCAST, boolInt(on))
}

// SendBufferSize sets the size of the system's send buffer in bytes, or with 0
// only reads it. The system may take another value than it is given.
func (u *UDP) SendBufferSize(size int) (int, error) {
	return bufferSize(u.io.fd, unix.SO_SNDBUF, size)
}

// RecvBufferSize is SendBufferSize for the receive buffer.
func (u *UDP) RecvBufferSize(size int) (int, error) {
	return bufferSize(u.io.fd, unix.SO_RCVBUF, size)
}

// SendBufferSize sets the size of the system's send buffer in bytes, or with 0
// only reads it. The system may take another value than it is given.
func (s *Stream) SendBufferSize(size int) (int, error) {
	return bufferSize(s.sock.fd(), unix.SO_SNDBUF, size)
}

// RecvBufferSize is SendBufferSize for the receive buffer.
func (s *Stream) RecvBufferSize(size int) (int, error) {
	return bufferSize(s.sock.fd(), unix.SO_RCVBUF, size)
}

func bufferSize(fd, name, size int) (int, error) {
	switch {
	case fd < 0:
		return 0, EBADF
	case size < 0:
		return 0, EINVAL
	case size == 0:
		n, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, name)
		return n, errnoOf(err)
	}
	return size, setInt(fd, unix.SOL_SOCKET, name, size)
}
