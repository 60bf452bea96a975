//go:build windows || loopnet

package loop

import (
	"context"
	"net"
	"net/netip"
	"time"
)

// tcpState is the address given to Bind: the socket is made by Listen or Connect.
type tcpState struct {
	local netip.AddrPort
	flags int
}

// Open takes over a descriptor; not possible here.
func (t *TCP) Open(fd int) error { return ENOTSUP }

// Bind says what the local address is to be. That it is in use is reported by
// Listen or Connect.
func (t *TCP) Bind(addr netip.AddrPort, flags int) error {
	if t.Closing() || !addr.IsValid() || flags&IPv6Only != 0 && addr.Addr().Is4() {
		return EINVAL
	}
	if flags&ReusePort != 0 {
		return ENOTSUP
	}
	t.local, t.flags = addr, flags
	return nil
}

// Listen lets onConnection be called for every connection, which Accept then
// takes. The backlog is the system's.
func (t *TCP) Listen(backlog int, onConnection func(err error)) error {
	if t.Closing() || onConnection == nil {
		return EINVAL
	}
	addr := t.local
	if !addr.IsValid() {
		addr = netip.AddrPortFrom(netip.IPv4Unspecified(), 0)
	}
	network := "tcp4"
	if addr.Addr().Is6() {
		network = "tcp"
		if t.flags&IPv6Only != 0 || !addr.Addr().IsUnspecified() {
			network = "tcp6"
		}
	}
	ln, err := new(net.ListenConfig).Listen(context.Background(), network, addr.String())
	if err != nil {
		return errnoOfNet(err)
	}
	t.sock.attach(nil, ln)
	t.listenStream(onConnection)
	return nil
}

func (t *TCP) beginConnecting(addr netip.AddrPort) error {
	d := &net.Dialer{KeepAlive: -1}
	if t.local.IsValid() {
		d.LocalAddr = net.TCPAddrFromAddrPort(t.local)
	}
	t.sock.dial(func() (net.Conn, error) { return d.Dial("tcp", addr.String()) })
	return nil
}

func tcpAddr(a net.Addr) (netip.AddrPort, error) {
	if t, ok := a.(*net.TCPAddr); ok {
		ap := t.AddrPort()
		return netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port()), nil
	}
	return netip.AddrPort{}, EINVAL
}

// Sockname is the local address.
func (t *TCP) Sockname() (netip.AddrPort, error) {
	if t.sock.ln != nil {
		return tcpAddr(t.sock.ln.Addr())
	}
	if c, ok := t.sock.c.(net.Conn); ok {
		return tcpAddr(c.LocalAddr())
	}
	if t.local.IsValid() {
		return t.local, nil
	}
	return netip.AddrPort{}, EBADF
}

// Peername is the peer's address.
func (t *TCP) Peername() (netip.AddrPort, error) {
	if c, ok := t.sock.c.(net.Conn); ok {
		return tcpAddr(c.RemoteAddr())
	}
	return netip.AddrPort{}, ENOTCONN
}

func (t *TCP) setNoDelay(on bool) error {
	if c, ok := t.sock.c.(*net.TCPConn); ok {
		return errnoOf(c.SetNoDelay(on))
	}
	return nil
}

func (t *TCP) setKeepAlive() error {
	c, ok := t.sock.c.(*net.TCPConn)
	if !ok {
		return nil
	}
	o := &t.options
	seconds := func(n int) time.Duration { return time.Duration(n) * time.Second }
	return errnoOf(c.SetKeepAliveConfig(net.KeepAliveConfig{
		Enable: o.keepAlive, Idle: seconds(o.idle), Interval: seconds(o.interval), Count: o.count,
	}))
}

func (t *TCP) setReset() error {
	if c, ok := t.sock.c.(*net.TCPConn); ok {
		return errnoOf(c.SetLinger(0))
	}
	return nil
}
