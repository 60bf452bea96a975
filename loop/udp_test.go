package loop

import (
	"net"
	"net/netip"
	"testing"
)

func TestUDPSendReceive(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	a, b := l.NewUDP(), l.NewUDP()
	check(t, a.Bind(anyPort, 0))
	addr, err := a.Sockname()
	check(t, err)
	var log logbook
	check(t, a.RecvStart(nil, func(data []byte, from netip.AddrPort, truncated bool, err error) {
		check(t, err)
		log.add("%s", data)
		if string(data) == "two" {
			_, err := a.Send(func(err error) { check(t, err); a.Close(nil) }, from, []byte("an"), []byte("swer"))
			check(t, err)
		}
	}))
	if err := a.RecvStart(nil, func([]byte, netip.AddrPort, bool, error) {}); err != EALREADY {
		t.Errorf("second RecvStart: %v", err)
	}
	if _, err := b.Send(nil, netip.AddrPort{}, []byte("x")); err != EDESTADDRREQ {
		t.Errorf("Send to nobody: %v", err)
	}
	n, err := b.TrySend(addr, []byte("one"))
	if n != 3 || err != nil {
		t.Errorf("TrySend %d, %v", n, err)
	}
	_, err = b.Send(func(err error) { check(t, err) }, addr, []byte{})
	check(t, err)
	if b.SendQueueCount() != 1 {
		t.Errorf("queue of %d", b.SendQueueCount())
	}
	if _, err := b.TrySend(addr, []byte("x")); err != EAGAIN {
		t.Errorf("TrySend behind a queue: %v", err)
	}
	_, err = b.Send(nil, addr, []byte("two"))
	check(t, err)
	check(t, b.RecvStart(nil, func(data []byte, from netip.AddrPort, truncated bool, err error) {
		if from != addr {
			t.Errorf("from %v", from)
		}
		log.add("%s", data)
		b.Close(nil)
	}))
	run(t, l)
	log.want(t, "one  two answer")
}

func TestUDPConnected(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	a, b := l.NewUDP(), l.NewUDP()
	check(t, a.Bind(anyPort, 0))
	addr, _ := a.Sockname()
	if _, err := b.Peername(); err != EBADF {
		t.Errorf("Peername: %v", err)
	}
	if err := b.Disconnect(); err != ENOTCONN {
		t.Errorf("Disconnect: %v", err)
	}
	check(t, b.Connect(addr))
	if err := b.Connect(addr); err != EISCONN {
		t.Errorf("second Connect: %v", err)
	}
	if _, err := b.Send(nil, addr, []byte("x")); err != EISCONN {
		t.Errorf("Send with an address: %v", err)
	}
	if peer, err := b.Peername(); peer != addr || err != nil {
		t.Errorf("Peername: %v, %v", peer, err)
	}
	_, err := b.Send(func(err error) {
		check(t, err)
		check(t, b.Disconnect())
		if _, err := b.Peername(); err != ENOTCONN {
			t.Errorf("Peername: %v", err)
		}
		b.Close(nil)
	}, netip.AddrPort{}, []byte("x"))
	check(t, err)
	check(t, a.RecvStart(nil, func(data []byte, from netip.AddrPort, truncated bool, err error) { a.Close(nil) }))
	run(t, l)
}

func TestUDPTruncated(t *testing.T) {
	l := newLoop(t)
	a, b := l.NewUDP(), l.NewUDP()
	check(t, a.Bind(anyPort, 0))
	addr, _ := a.Sockname()
	check(t, a.RecvStart(func(int) []byte { return make([]byte, 4) }, func(data []byte, from netip.AddrPort, truncated bool, err error) {
		if string(data) != "0123" || !truncated || err != nil {
			t.Errorf("%q, %v, %v", data, truncated, err)
		}
		a.Close(nil)
	}))
	_, err := b.Send(func(error) { b.Close(nil) }, addr, []byte("0123456789"))
	check(t, err)
	run(t, l)
}

func TestUDPTooLarge(t *testing.T) {
	l := newLoop(t)
	u := l.NewUDP()
	var got error
	_, err := u.Send(func(err error) { got = err; u.Close(nil) }, netip.MustParseAddrPort("127.0.0.1:9"), make([]byte, 70000))
	check(t, err)
	run(t, l)
	if got != EMSGSIZE {
		t.Errorf("%v", got)
	}
}

func TestUDPAddressInUse(t *testing.T) {
	l := newLoop(t)
	a, b, c, d := l.NewUDP(), l.NewUDP(), l.NewUDP(), l.NewUDP()
	check(t, a.Bind(anyPort, 0))
	addr, _ := a.Sockname()
	if err := b.Bind(addr, 0); err != EADDRINUSE {
		t.Errorf("Bind: %v", err)
	}
	check(t, c.Bind(anyPort, ReuseAddr))
	addr, _ = c.Sockname()
	check(t, d.Bind(addr, ReuseAddr))
	for _, u := range []*UDP{a, b, c, d} {
		u.Close(nil)
	}
	run(t, l)
}

func TestUDPMulticast(t *testing.T) {
	leaks(t)
	if i, err := net.InterfaceByName("lo"); err != nil || i.Flags&net.FlagUp == 0 {
		t.Skip("no interface lo")
	}
	l := newLoop(t)
	a, b := l.NewUDP(), l.NewUDP()
	check(t, a.Bind(netip.MustParseAddrPort("0.0.0.0:0"), ReuseAddr))
	addr, _ := a.Sockname()
	const group, iface = "239.255.0.77", "127.0.0.1"
	check(t, a.SetMembership(group, iface, true))
	if err := a.SetMembership(group, iface, true); err != EADDRINUSE {
		t.Errorf("joined twice: %v", err)
	}
	if err := a.SetMembership("nonsense", "", true); err != EINVAL {
		t.Errorf("no address: %v", err)
	}
	if err := a.SetMembership("239.255.0.78", iface, false); err != EADDRNOTAVAIL {
		t.Errorf("left without joining: %v", err)
	}
	check(t, a.SetSourceMembership("232.1.1.1", iface, iface, true))
	check(t, a.SetSourceMembership("232.1.1.1", iface, iface, false))
	check(t, b.Bind(anyPort, 0))
	check(t, b.SetMulticastInterface(iface))
	check(t, b.SetMulticastTTL(1))
	check(t, b.SetMulticastLoop(true))
	check(t, b.SetTTL(10))
	check(t, b.SetBroadcast(true))
	for _, err := range []error{b.SetTTL(0), b.SetTTL(256), b.SetMulticastTTL(256), b.SetMulticastInterface("nonsense")} {
		if err != EINVAL {
			t.Errorf("out of range: %v", err)
		}
	}
	got := ""
	check(t, a.RecvStart(nil, func(data []byte, from netip.AddrPort, truncated bool, err error) {
		got = string(data)
		check(t, a.SetMembership(group, iface, false))
		a.Close(nil)
		b.Close(nil)
	}))
	_, err := b.Send(func(err error) { check(t, err) }, netip.AddrPortFrom(netip.MustParseAddr(group), addr.Port()), []byte("to all"))
	check(t, err)
	run(t, l)
	if got != "to all" {
		t.Errorf("%q", got)
	}
}

func TestUDPBuffers(t *testing.T) {
	l := newLoop(t)
	u := l.NewUDP()
	if _, err := u.SendBufferSize(0); err != EBADF {
		t.Errorf("without a socket: %v", err)
	}
	check(t, u.Bind(anyPort, 0))
	_, err := u.RecvBufferSize(20000)
	check(t, err)
	if n, err := u.RecvBufferSize(0); err != ENOTSUP && (n < 20000 || err != nil) {
		t.Errorf("%d, %v", n, err)
	}
	u.Close(nil)
	if _, err := u.Send(nil, anyPort, []byte("x")); err != EBADF {
		t.Errorf("Send after Close: %v", err)
	}
	run(t, l)
}
