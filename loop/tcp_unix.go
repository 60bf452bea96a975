//go:build unix && !loopnet

package loop

import (
	"net/netip"

	"golang.org/x/sys/unix"
)

type tcpState struct{}

// Open takes over a descriptor of a TCP socket.
func (t *TCP) Open(fd int) error { return t.openFD(fd) }

// ensure makes the socket for the family of addr if there is none yet.
func (t *TCP) ensure(addr netip.AddrPort) error {
	if t.sock.fd() >= 0 {
		return nil
	}
	fd, err := newSocket(familyOf(addr.Addr()), unix.SOCK_STREAM)
	if err != nil {
		return err
	}
	t.sock.set(fd)
	return t.applyOptions()
}

// Bind gives the socket its local address. That the address is in use is
// reported by Listen or Connect.
func (t *TCP) Bind(addr netip.AddrPort, flags int) error {
	if t.Closing() || !addr.IsValid() || flags&IPv6Only != 0 && addr.Addr().Is4() {
		return EINVAL
	}
	if err := t.ensure(addr); err != nil {
		return err
	}
	fd := t.sock.fd()
	if err := setInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1); err != nil {
		return err
	}
	if flags&ReusePort != 0 {
		if err := setInt(fd, unix.SOL_SOCKET, unix.SO_REUSEPORT, 1); err != nil {
			return err
		}
	}
	if addr.Addr().Is6() {
		if err := setInt(fd, unix.IPPROTO_IPV6, unix.IPV6_V6ONLY, boolInt(flags&IPv6Only != 0)); err != nil {
			return err
		}
	}
	t.delayed = nil
	switch err := errnoOf(unix.Bind(fd, toSockaddr(addr))); err {
	case nil:
	case EADDRINUSE:
		t.delayed = err
	case EAFNOSUPPORT:
		return EINVAL // the socket is of the other family
	default:
		return err
	}
	return nil
}

// Listen lets onConnection be called for every connection, which Accept then
// takes. backlog is how many may wait in the system.
func (t *TCP) Listen(backlog int, onConnection func(err error)) error {
	if t.Closing() || onConnection == nil {
		return EINVAL
	}
	if err := t.delayed; err != nil {
		return err
	}
	if err := t.ensure(netip.AddrPortFrom(netip.IPv4Unspecified(), 0)); err != nil {
		return err
	}
	if err := unix.Listen(t.sock.fd(), backlog); err != nil {
		return errnoOf(err)
	}
	t.loop.keepSpare()
	t.listenStream(onConnection)
	return nil
}

func (t *TCP) beginConnecting(addr netip.AddrPort) error {
	if err := t.ensure(addr); err != nil {
		return err
	}
	if t.delayed != nil {
		return nil
	}
	var err error
	for {
		if err = unix.Connect(t.sock.fd(), toSockaddr(addr)); err != unix.EINTR {
			break
		}
	}
	switch err {
	case nil, unix.EINPROGRESS:
	case unix.ECONNREFUSED:
		t.delayed = ECONNREFUSED
	default:
		return errnoOf(err)
	}
	return nil
}

// Sockname is the local address.
func (t *TCP) Sockname() (netip.AddrPort, error) { return sockname(t.sock.fd(), unix.Getsockname) }

// Peername is the peer's address.
func (t *TCP) Peername() (netip.AddrPort, error) { return sockname(t.sock.fd(), unix.Getpeername) }

func (t *TCP) setNoDelay(on bool) error {
	return setInt(t.sock.fd(), unix.IPPROTO_TCP, unix.TCP_NODELAY, boolInt(on))
}

func (t *TCP) setKeepAlive() error {
	fd, o := t.sock.fd(), &t.options
	if err := setInt(fd, unix.SOL_SOCKET, unix.SO_KEEPALIVE, boolInt(o.keepAlive)); err != nil || !o.keepAlive {
		return err
	}
	for _, p := range [...]struct{ name, value int }{
		{tcpKeepIdle, o.idle}, {unix.TCP_KEEPINTVL, o.interval}, {unix.TCP_KEEPCNT, o.count},
	} {
		if err := setInt(fd, unix.IPPROTO_TCP, p.name, p.value); err != nil {
			return err
		}
	}
	return nil
}

func (t *TCP) setReset() error {
	return errnoOf(unix.SetsockoptLinger(t.sock.fd(), unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1}))
}
