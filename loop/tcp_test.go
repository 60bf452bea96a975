package loop

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"testing"
)

var anyPort = netip.MustParseAddrPort("127.0.0.1:0")

// serve listens on loopback and calls accepted for every connection.
func serve(t testing.TB, l *Loop, accepted func(c *TCP)) (*TCP, netip.AddrPort) {
	t.Helper()
	server := l.NewTCP()
	check(t, server.Bind(anyPort, 0))
	check(t, server.Listen(511, func(err error) {
		check(t, err)
		c := l.NewTCP()
		check(t, server.Accept(c))
		accepted(c)
	}))
	addr, err := server.Sockname()
	check(t, err)
	return server, addr
}

// dial connects to addr.
func dial(t testing.TB, l *Loop, addr netip.AddrPort, connected func(c *TCP)) *TCP {
	t.Helper()
	c := l.NewTCP()
	_, err := c.Connect(addr, func(err error) {
		check(t, err)
		connected(c)
	})
	check(t, err)
	return c
}

// echo writes back what it reads, and closes when the peer has closed.
func echo(t testing.TB) func(c *TCP) {
	return func(c *TCP) {
		check(t, c.ReadStart(nil, func(data []byte, err error) {
			if err != nil {
				c.Close(nil)
				return
			}
			_, err = c.Write(nil, bytes.Clone(data))
			check(t, err)
		}))
	}
}

func TestTCPEcho(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	server, addr := serve(t, l, echo(t))
	var got bytes.Buffer
	sent := bytes.Repeat([]byte("0123456789"), 100000)
	wrote := false
	dial(t, l, addr, func(c *TCP) {
		check(t, c.ReadStart(nil, func(data []byte, err error) {
			if err != nil {
				t.Errorf("read: %v", err)
			}
			got.Write(data)
			if got.Len() == len(sent) {
				c.Close(nil)
				server.Close(nil)
			}
		}))
		_, err := c.Write(func(err error) { check(t, err); wrote = true }, sent[:5], nil, sent[5:10], sent[10:])
		check(t, err)
	})
	run(t, l)
	if !bytes.Equal(got.Bytes(), sent) || !wrote {
		t.Errorf("%d bytes came back of %d, written %v", got.Len(), len(sent), wrote)
	}
}

func TestTCPHalfClose(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	var log logbook
	var server *TCP
	server, addr := serve(t, l, func(c *TCP) {
		check(t, c.ReadStart(nil, func(data []byte, err error) {
			if err == nil {
				log.add("got-%s", data)
				return
			}
			if err != EOF {
				t.Errorf("read: %v", err)
			}
			log.add("end")
			// The other half is still open.
			_, err = c.Write(func(err error) { check(t, err); c.Close(nil) }, []byte("answer"))
			check(t, err)
		}))
	})
	dial(t, l, addr, func(c *TCP) {
		_, err := c.Write(func(error) { log.add("written") }, []byte("ask"))
		check(t, err)
		_, err = c.Shutdown(func(err error) { check(t, err); log.add("shut") })
		check(t, err)
		if c.Writable() {
			t.Error("writable after Shutdown")
		}
		if _, err := c.Write(nil, []byte("x")); err != EPIPE {
			t.Errorf("Write after Shutdown: %v", err)
		}
		if _, err := c.Shutdown(nil); err != ENOTCONN {
			t.Errorf("second Shutdown: %v", err)
		}
		check(t, c.ReadStart(nil, func(data []byte, err error) {
			if err == EOF {
				log.add("closed")
				c.Close(nil)
				server.Close(nil)
				return
			}
			log.add("%s", data)
		}))
	})
	run(t, l)
	log.want(t, "written shut got-ask end answer closed")
}

func TestTCPBackpressure(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	var reader *TCP
	total := 0
	server, addr := serve(t, l, func(c *TCP) { reader = c }) // does not read at first
	const chunk, chunks = 1 << 20, 32
	var order []int
	dial(t, l, addr, func(c *TCP) {
		buf := make([]byte, chunk)
		for i := range chunks {
			_, err := c.Write(func(err error) { check(t, err); order = append(order, i) }, buf)
			check(t, err)
		}
		if c.WriteQueueSize() == 0 {
			t.Error("32 MB went into a socket nobody reads")
		}
		if n, err := c.TryWrite([]byte("x")); n != 0 || err != EAGAIN {
			t.Errorf("TryWrite behind a queue: %d, %v", n, err)
		}
		c.Shutdown(func(err error) {
			check(t, err)
			if len(order) != chunks || c.WriteQueueSize() != 0 {
				t.Errorf("shut down with %d writes done, %d bytes left", len(order), c.WriteQueueSize())
			}
			c.Close(nil)
		})
		var timer *Timer
		timer = l.NewTimer(func() {
			timer.Close(nil)
			check(t, reader.ReadStart(nil, func(data []byte, err error) {
				if total += len(data); err == EOF {
					reader.Close(nil)
					server.Close(nil)
				}
			}))
		})
		check(t, timer.Start(5, 0))
	})
	run(t, l)
	if total != chunk*chunks {
		t.Errorf("%d bytes came", total)
	}
	for i, n := range order {
		if i != n {
			t.Fatalf("write %d was done as number %d", n, i)
		}
	}
}

func TestTCPCloseCancelsRequests(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	var log logbook
	var peer *TCP
	server, addr := serve(t, l, func(c *TCP) { peer = c })
	dial(t, l, addr, func(c *TCP) {
		var timer *Timer
		timer = l.NewTimer(func() { // by now the peer has been accepted
			timer.Close(nil)
			c.Write(func(err error) { log.add("write-%s", err.(Errno).Name()) }, make([]byte, 64<<20))
			c.Shutdown(func(err error) { log.add("shutdown-%s", err.(Errno).Name()) })
			c.Close(func() {
				log.add("closed")
				peer.Close(nil)
				server.Close(nil)
			})
			if _, err := c.Write(nil, []byte("x")); err != EBADF {
				t.Errorf("Write after Close: %v", err)
			}
		})
		check(t, timer.Start(5, 0))
	})
	run(t, l)
	log.want(t, "write-ECANCELED shutdown-ECANCELED closed")
}

func TestTCPCloseWhileConnecting(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	server, addr := serve(t, l, echo(t))
	c := l.NewTCP()
	var log logbook
	_, err := c.Connect(addr, func(err error) { log.add("%v", err.(Errno).Name()) })
	check(t, err)
	if _, err := c.Connect(addr, nil); err != EALREADY {
		t.Errorf("second Connect: %v", err)
	}
	c.Close(func() { log.add("closed"); server.Close(nil) })
	run(t, l)
	log.want(t, "ECANCELED closed")
}

func TestTCPWriteBeforeConnected(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	server, addr := serve(t, l, echo(t))
	c := l.NewTCP()
	var log logbook
	_, err := c.Connect(addr, func(err error) {
		check(t, err)
		log.add("connected")
		check(t, c.ReadStart(nil, func(data []byte, err error) {
			log.add("%s", data)
			c.Close(nil)
			server.Close(nil)
		}))
	})
	check(t, err)
	_, err = c.Write(func(err error) { check(t, err); log.add("written") }, []byte("early"))
	check(t, err)
	run(t, l)
	log.want(t, "connected written early")
}

func TestTCPRefused(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	// A port that was just given up.
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	addr := ln.Addr().(*net.TCPAddr).AddrPort()
	ln.Close()
	c := l.NewTCP()
	called := 0
	_, err = c.Connect(addr, func(err error) {
		called++
		if err != ECONNREFUSED {
			t.Errorf("connect: %v", err)
		}
		c.Close(nil)
	})
	check(t, err)
	if called != 0 {
		t.Error("called back inside Connect")
	}
	run(t, l)
}

func TestTCPUnreachable(t *testing.T) {
	l := newLoop(t)
	c := l.NewTCP()
	// Multicast is no address to connect to.
	_, err := c.Connect(netip.MustParseAddrPort("224.0.0.1:80"), func(err error) {
		if err != ENETUNREACH && err != EHOSTUNREACH {
			t.Errorf("connect: %v", err)
		}
		c.Close(nil)
	})
	if err != nil {
		if err != ENETUNREACH && err != EHOSTUNREACH {
			t.Errorf("Connect: %v", err)
		}
		c.Close(nil)
	}
	run(t, l)
}

func TestTCPAddressInUse(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	server, addr := serve(t, l, echo(t))
	second := l.NewTCP()
	check(t, second.Bind(addr, 0))
	if err := second.Listen(1, func(error) {}); err != EADDRINUSE {
		t.Errorf("Listen: %v", err)
	}
	third := l.NewTCP()
	if err := third.Bind(netip.MustParseAddrPort("192.0.2.1:0"), 0); err == nil {
		err = third.Listen(1, func(error) {})
		if err != EADDRNOTAVAIL {
			t.Errorf("an address of somebody else: %v", err)
		}
	} else if err != EADDRNOTAVAIL {
		t.Errorf("an address of somebody else: %v", err)
	}
	for _, h := range []*TCP{server, second, third} {
		h.Close(nil)
	}
	run(t, l)
}

func TestTCPReset(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	server, addr := serve(t, l, func(c *TCP) {
		check(t, c.ReadStart(nil, func(data []byte, err error) {
			if err == nil {
				check(t, c.CloseReset(nil))
			}
		}))
	})
	var got error
	dial(t, l, addr, func(c *TCP) {
		c.Write(nil, []byte("x"))
		check(t, c.ReadStart(nil, func(data []byte, err error) {
			got = err
			c.Close(nil)
			server.Close(nil)
		}))
	})
	run(t, l)
	if got != ECONNRESET {
		t.Errorf("read: %v", got)
	}
}

func TestTCPDualStack(t *testing.T) {
	leaks(t)
	if ln, err := net.Listen("tcp6", "[::1]:0"); err != nil {
		t.Skip("no IPv6 here")
	} else {
		ln.Close()
	}
	for _, only := range []bool{false, true} {
		t.Run(fmt.Sprintf("only=%v", only), func(t *testing.T) {
			l := newLoop(t)
			server := l.NewTCP()
			flags := 0
			if only {
				flags = IPv6Only
			}
			check(t, server.Bind(netip.MustParseAddrPort("[::]:0"), flags))
			check(t, server.Listen(5, func(err error) {
				c := l.NewTCP()
				check(t, server.Accept(c))
				c.Close(nil)
			}))
			addr, err := server.Sockname()
			check(t, err)
			results := map[string]error{}
			for _, host := range []string{"127.0.0.1", "::1"} {
				c := l.NewTCP()
				_, err := c.Connect(netip.AddrPortFrom(netip.MustParseAddr(host), addr.Port()), func(err error) {
					results[host] = err
					if c.Close(nil); len(results) == 2 {
						server.Close(nil)
					}
				})
				check(t, err)
			}
			run(t, l)
			if results["::1"] != nil || only != errors.Is(results["127.0.0.1"], ECONNREFUSED) {
				t.Errorf("%v", results)
			}
		})
	}
	l := newLoop(t)
	c := l.NewTCP()
	if err := c.Bind(anyPort, IPv6Only); err != EINVAL {
		t.Errorf("IPv6Only for IPv4: %v", err)
	}
	c.Close(nil)
	run(t, l)
}
