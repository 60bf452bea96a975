package loop

import "net/netip"

// UDP is a UDP socket. It is active while it receives; sends are requests.
type UDP struct {
	handle
	udpState
	alloc   func(size int) []byte
	receive func(data []byte, from netip.AddrPort, truncated bool, err error)
	// connected is whether the socket has a peer.
	connected bool

	sends     []*SendReq // not yet sent
	sent      []*SendReq // sent or failed, not yet called back
	sending   bool       // while callbacks of sent run
	queueSize int
	queued    int
}

// SendReq is a request to send a datagram.
type SendReq struct {
	udp  *UDP
	done func(error)
	bufs [][]byte
	to   netip.AddrPort
	size int
	err  error
}

// NewUDP makes a UDP handle without a socket.
func (l *Loop) NewUDP() *UDP {
	u := &UDP{}
	u.setup(l, u)
	u.init()
	return u
}

// SendQueueSize is how many bytes wait to be sent.
func (u *UDP) SendQueueSize() int { return u.queueSize }

// SendQueueCount is how many sends have not called back.
func (u *UDP) SendQueueCount() int { return u.queued }

// destination checks the address of a send: it must be given unless the socket
// has a peer, when it must not.
func (u *UDP) destination(to netip.AddrPort) error {
	switch {
	case u.Closing():
		return EBADF
	case u.connected && to.IsValid():
		return EISCONN
	case !u.connected && !to.IsValid():
		return EDESTADDRREQ
	}
	return nil
}

// Send sends the buffers as one datagram to the address, which is the zero
// AddrPort when the socket has a peer; they must not change before done.
// Sends are made in the order of the calls. A socket that is not bound is bound to any port.
func (u *UDP) Send(done func(error), to netip.AddrPort, bufs ...[]byte) (*SendReq, error) {
	if err := u.destination(to); err != nil {
		return nil, err
	}
	if err := u.ensureBound(to.Addr()); err != nil {
		return nil, err
	}
	r := &SendReq{udp: u, done: done, to: to, bufs: append([][]byte(nil), bufs...), size: size(bufs)}
	u.loop.activeReqs++
	u.queueSize += r.size
	u.queued++
	u.sends = append(u.sends, r)
	if len(u.sends) == 1 && !u.sending {
		u.sendSome()
	} else {
		u.wantSend(true)
	}
	return r, nil
}

// TrySend sends at once or not at all: EAGAIN when the socket is full, or when
// other datagrams come before.
func (u *UDP) TrySend(to netip.AddrPort, bufs ...[]byte) (int, error) {
	if err := u.destination(to); err != nil {
		return 0, err
	}
	if u.queued > 0 {
		return 0, EAGAIN
	}
	if err := u.ensureBound(to.Addr()); err != nil {
		return 0, err
	}
	if err := u.sendOnce(bufs, to); err != nil {
		return 0, err
	}
	return size(bufs), nil
}

// sendSome sends until the queue is empty or the socket is full.
func (u *UDP) sendSome() {
	for len(u.sends) > 0 {
		r := u.sends[0]
		if r.err = u.sendOnce(r.bufs, r.to); r.err == EAGAIN {
			r.err = nil
			break
		}
		u.sends[0] = nil
		u.sends = u.sends[1:]
		u.sent = append(u.sent, r)
	}
	if len(u.sends) == 0 {
		u.sends = nil
	}
	u.wantSend(len(u.sends) > 0)
	if len(u.sent) > 0 {
		u.loop.feed(u)
	}
}

// runPending calls back for what has been sent.
func (u *UDP) runPending() {
	u.sending = true
	for len(u.sent) > 0 {
		batch := u.sent
		u.sent = nil
		for _, r := range batch {
			u.queueSize -= r.size
			u.queued--
			u.loop.activeReqs--
			if u.loop.Trace != nil {
				u.loop.trace("send", u, r.err)
			}
			if r.done != nil {
				r.done(r.err)
			}
			u.loop.after()
		}
	}
	u.sending = false
}

// RecvStart lets receive be called for every datagram, and for errors, after
// which receiving goes on. alloc gives the buffers; where it is nil the data are
// in a buffer of the loop and good until receive returns. truncated tells that
// the datagram did not fit. A socket that is not bound is bound to any port.
// EALREADY when the socket receives already.
func (u *UDP) RecvStart(alloc func(size int) []byte, receive func(data []byte, from netip.AddrPort, truncated bool, err error)) error {
	if u.Closing() || receive == nil {
		return EINVAL
	}
	if u.Active() {
		return EALREADY
	}
	if err := u.ensureBound(netip.IPv4Unspecified()); err != nil {
		return err
	}
	u.alloc, u.receive = alloc, receive
	u.wantReceive(true)
	u.start()
	return nil
}

// RecvStop ends receiving. It may be called inside the callback.
func (u *UDP) RecvStop() {
	if u.Active() {
		u.wantReceive(false)
		u.stop()
		u.alloc, u.receive = nil, nil
	}
}

func (u *UDP) callReceive(data []byte, from netip.AddrPort, truncated bool, err error) {
	if u.loop.Trace != nil {
		u.loop.trace("receive", u, len(data), err)
	}
	u.receive(data, from, truncated, err)
	u.loop.after()
}

func (u *UDP) buffer() []byte {
	if u.alloc == nil {
		return u.loop.shared()
	}
	return u.alloc(suggestedSize)
}

// Close closes the socket. Sends that have not been made end with ECANCELED.
func (u *UDP) Close(done func()) {
	if u.Closing() {
		return
	}
	u.RecvStop()
	u.finish = func() {
		for _, r := range u.sends {
			r.err = ECANCELED
		}
		u.sent = append(u.sent, u.sends...)
		u.sends = nil
		u.runPending()
	}
	u.closeSocket()
	u.beginClose(done)
}
