package loop

import "net/netip"

// Flags of Bind.
const (
	// IPv6Only keeps an IPv6 socket from taking IPv4 connections too.
	IPv6Only = 1 << iota
	// ReusePort lets several sockets share the port, connections being spread among them.
	ReusePort
	// ReuseAddr lets UDP sockets share the address.
	ReuseAddr
)

// TCP is a TCP connection or a socket that listens for them.
type TCP struct {
	Stream
	tcpState
	options tcpOptions
}

// tcpOptions are set on the socket when there is one.
type tcpOptions struct {
	noDelay, keepAlive    bool
	idle, interval, count int
}

// NewTCP makes a TCP handle without a socket.
func (l *Loop) NewTCP() *TCP {
	t := &TCP{}
	t.setup(l, t)
	t.sock.init(&t.Stream)
	return t
}

// Close closes the socket.
func (t *TCP) Close(done func()) { t.closeStream(done) }

// CloseReset closes the connection by a reset: what was not sent is dropped and
// the peer gets ECONNRESET. EINVAL while it is being shut down.
func (t *TCP) CloseReset(done func()) error {
	if t.shutting != nil {
		return EINVAL
	}
	if t.sock.fd() >= 0 {
		if err := t.setReset(); err != nil && err != EINVAL {
			return err
		}
	}
	t.Close(done)
	return nil
}

// NoDelay sends small writes at once (TCP_NODELAY).
func (t *TCP) NoDelay(on bool) error {
	t.options.noDelay = on
	if t.sock.fd() < 0 {
		return nil
	}
	return t.setNoDelay(on)
}

// KeepAlive asks the peer for a sign of life after idle seconds of silence,
// then every interval seconds, count times, before the connection is given
// up. EINVAL when it is switched on with a number below 1.
func (t *TCP) KeepAlive(on bool, idle, interval, count int) error {
	if on && (idle < 1 || interval < 1 || count < 1) {
		return EINVAL
	}
	o := &t.options
	o.keepAlive, o.idle, o.interval, o.count = on, idle, interval, count
	if t.sock.fd() < 0 {
		return nil
	}
	return t.setKeepAlive()
}

// applyOptions sets what was asked for before there was a socket.
func (t *TCP) applyOptions() error {
	if t.options.noDelay {
		if err := t.setNoDelay(true); err != nil {
			return err
		}
	}
	if t.options.keepAlive {
		return t.setKeepAlive()
	}
	return nil
}

// afterOpen is called when a stream has got its socket.
func (s *Stream) afterOpen() error {
	if t, ok := s.all.of.(*TCP); ok {
		return t.applyOptions()
	}
	return nil
}

// Connect connects to the address and calls done: with ECONNREFUSED,
// ETIMEDOUT, EHOSTUNREACH, ENETUNREACH and the like when it does not succeed.
// EALREADY while it is connecting.
func (t *TCP) Connect(addr netip.AddrPort, done func(error)) (*ConnectReq, error) {
	if t.Closing() || !addr.IsValid() {
		return nil, EINVAL
	}
	if t.connecting != nil {
		return nil, EALREADY
	}
	if t.is(streamReadable | streamWritable) {
		return nil, EISCONN
	}
	if err := t.beginConnecting(addr); err != nil {
		return nil, err
	}
	return t.beginConnect(done), nil
}
