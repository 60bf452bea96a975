//go:build unix && !loopnet

package loop

import (
	"net/netip"

	"golang.org/x/sys/unix"
)

type udpState struct {
	io    ioWatcher
	bound bool
}

func (u *UDP) init() {
	u.io.fd = -1
	u.io.owner = u
}

// FD is the descriptor, -1 when there is none.
func (u *UDP) FD() int { return u.io.fd }

// Open takes over a descriptor of a UDP socket.
func (u *UDP) Open(fd int) error {
	if u.io.fd >= 0 {
		return EBUSY
	}
	if kind, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE); err != nil || kind != unix.SOCK_DGRAM {
		return EINVAL
	}
	if err := unix.SetNonblock(fd, true); err != nil {
		return errnoOf(err)
	}
	u.io.fd = fd
	if name, err := u.Sockname(); err == nil {
		u.bound = name.Port() != 0
	}
	if _, err := u.Peername(); err == nil {
		u.connected = true
	}
	return nil
}

func (u *UDP) adopt(c conn) error { return u.Open(c.fd()) }

// ensure makes the socket for the family of a if there is none yet.
func (u *UDP) ensure(a netip.Addr) error {
	if u.io.fd >= 0 {
		return nil
	}
	fd, err := newSocket(familyOf(a), unix.SOCK_DGRAM)
	if err == nil {
		u.io.fd = fd
	}
	return err
}

func (u *UDP) ensureBound(a netip.Addr) error {
	if u.bound || u.connected {
		return nil
	}
	any := netip.IPv6Unspecified()
	if a.Is4() {
		any = netip.IPv4Unspecified()
	}
	return u.Bind(netip.AddrPortFrom(any, 0), 0)
}

// Bind gives the socket its local address. Flags are IPv6Only, ReuseAddr,
// ReusePort.
func (u *UDP) Bind(addr netip.AddrPort, flags int) error {
	if u.Closing() || !addr.IsValid() || flags&IPv6Only != 0 && addr.Addr().Is4() {
		return EINVAL
	}
	if err := u.ensure(addr.Addr()); err != nil {
		return err
	}
	if err := u.setReuse(flags); err != nil {
		return err
	}
	if flags&IPv6Only != 0 {
		if err := setInt(u.io.fd, unix.IPPROTO_IPV6, unix.IPV6_V6ONLY, 1); err != nil {
			return err
		}
	}
	err := errnoOf(unix.Bind(u.io.fd, toSockaddr(addr)))
	if err == EAFNOSUPPORT {
		err = EINVAL // the socket is of the other family
	}
	if err == nil {
		u.bound = true
	}
	return err
}

func (u *UDP) setReuse(flags int) error {
	if flags&ReuseAddr != 0 {
		if err := setInt(u.io.fd, unix.SOL_SOCKET, reuseUDP, 1); err != nil {
			return err
		}
	}
	if flags&ReusePort != 0 {
		return setInt(u.io.fd, unix.SOL_SOCKET, unix.SO_REUSEPORT, 1)
	}
	return nil
}

// Connect gives the socket a peer: datagrams go to it and come from it alone.
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
	if err := unix.Connect(u.io.fd, toSockaddr(addr)); err != nil {
		return errnoOf(err)
	}
	u.connected = true
	return nil
}

// Disconnect undoes Connect.
func (u *UDP) Disconnect() error {
	if !u.connected {
		return ENOTCONN
	}
	if err := dissolve(u.io.fd); err != nil && err != EAFNOSUPPORT && err != EINVAL {
		return err
	}
	u.connected = false
	return nil
}

// Sockname is the local address.
func (u *UDP) Sockname() (netip.AddrPort, error) { return sockname(u.io.fd, unix.Getsockname) }

// Peername is the peer's address; ENOTCONN without one.
func (u *UDP) Peername() (netip.AddrPort, error) { return sockname(u.io.fd, unix.Getpeername) }

func (u *UDP) sendOnce(bufs [][]byte, to netip.AddrPort) error {
	var sa unix.Sockaddr
	if to.IsValid() {
		sa = toSockaddr(to)
	}
	for {
		_, err := unix.SendmsgBuffers(u.io.fd, bufs, nil, sa, 0)
		switch err {
		case unix.EINTR:
		case unix.ENOBUFS:
			return EAGAIN
		default:
			return errnoOf(err)
		}
	}
}

func (u *UDP) wantSend(on bool)    { u.wants(ioWrite, on) }
func (u *UDP) wantReceive(on bool) { u.wants(ioRead, on) }

func (u *UDP) wants(ev ioEvents, on bool) {
	switch {
	case u.io.fd < 0:
	case on:
		u.loop.watch(&u.io, ev)
	default:
		u.loop.unwatch(&u.io, ev)
	}
}

func (u *UDP) ioReady(ev ioEvents) {
	if ev&(ioRead|ioFailed) != 0 {
		u.receiveSome()
	}
	if ev&ioWrite != 0 && u.io.fd >= 0 {
		u.sendSome()
	}
}

// receiveSome receives what there is, a bounded number of datagrams.
func (u *UDP) receiveSome() {
	for range maxReads {
		if !u.Active() {
			return
		}
		buf := u.buffer()
		if len(buf) == 0 {
			u.callReceive(nil, netip.AddrPort{}, false, ENOBUFS)
			return
		}
		n, _, flags, from, err := unix.RecvmsgBuffers(u.io.fd, [][]byte{buf}, nil, 0)
		switch err {
		case nil:
			u.callReceive(buf[:n], fromSockaddr(from), flags&unix.MSG_TRUNC != 0, nil)
		case unix.EINTR:
		case unix.EAGAIN:
			return
		default:
			u.callReceive(nil, netip.AddrPort{}, false, errnoOf(err))
			return
		}
	}
}

func (u *UDP) closeSocket() {
	if fd := u.io.fd; fd >= 0 {
		u.loop.forget(&u.io)
		unix.Close(fd)
	}
}
