package loop

import (
	"fmt"
	"io"
	"net"
	"runtime"
	"testing"
)

func TestTCPNamesAndOptions(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	server, addr := serve(t, l, func(c *TCP) {
		check(t, c.NoDelay(true))
		check(t, c.KeepAlive(true, 60, 1, 10))
		check(t, c.KeepAlive(false, 0, 0, 0))
		c.ReadStart(nil, func([]byte, error) { c.Close(nil) })
	})
	c := l.NewTCP()
	check(t, c.NoDelay(true)) // before there is a socket
	check(t, c.KeepAlive(true, 60, 1, 10))
	if err := c.KeepAlive(true, 0, 1, 1); err != EINVAL {
		t.Errorf("KeepAlive of 0 s: %v", err)
	}
	if _, err := c.Sockname(); err != EBADF {
		t.Errorf("Sockname without a socket: %v", err)
	}
	if err := c.ReadStart(nil, func([]byte, error) {}); err != ENOTCONN {
		t.Errorf("ReadStart without a connection: %v", err)
	}
	_, err := c.Connect(addr, func(err error) {
		check(t, err)
		local, err := c.Sockname()
		check(t, err)
		peer, err := c.Peername()
		check(t, err)
		if peer != addr || local.Addr() != addr.Addr() || local.Port() == 0 {
			t.Errorf("local %v, peer %v", local, peer)
		}
		if _, err := c.Connect(addr, nil); err != EISCONN {
			t.Errorf("Connect of a connection: %v", err)
		}
		check(t, c.ReadStart(nil, func([]byte, error) {}))
		if err := c.ReadStart(nil, func([]byte, error) {}); err != EALREADY {
			t.Errorf("second ReadStart: %v", err)
		}
		c.Close(nil)
		server.Close(nil)
	})
	check(t, err)
	run(t, l)
}

func TestTCPReadStopInsideCallback(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	server, addr := serve(t, l, func(c *TCP) {
		c.Write(func(error) { c.Close(nil) }, make([]byte, 300<<10))
	})
	reads := 0
	total := 0
	dial(t, l, addr, func(c *TCP) {
		var begin func()
		begin = func() {
			check(t, c.ReadStart(func(int) []byte { return make([]byte, 10<<10) }, func(data []byte, err error) {
				if err == EOF {
					c.Close(nil)
					server.Close(nil)
					return
				}
				check(t, err)
				reads++
				total += len(data)
				c.ReadStop()
				c.ReadStop()
				l.Post(begin)
				l.Hold()
				l.Post(l.Release)
			}))
		}
		begin()
	})
	run(t, l)
	if total != 300<<10 || reads < 30 {
		t.Errorf("%d bytes in %d reads", total, reads)
	}
}

func TestTCPEmptyBuffer(t *testing.T) {
	l := newLoop(t)
	server, addr := serve(t, l, func(c *TCP) { c.Write(nil, []byte("x")); c.Close(nil) })
	dial(t, l, addr, func(c *TCP) {
		check(t, c.ReadStart(func(int) []byte { return nil }, func(data []byte, err error) {
			if err != ENOBUFS {
				t.Errorf("read: %v", err)
			}
			c.Close(nil)
			server.Close(nil)
		}))
	})
	run(t, l)
}

// A connection that nobody accepts waits, and is closed with the server.
func TestTCPNotAccepted(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	server := l.NewTCP()
	check(t, server.Bind(anyPort, 0))
	calls := 0
	check(t, server.Listen(5, func(err error) { calls++ }))
	addr, _ := server.Sockname()
	var ended int
	for range 2 {
		dial(t, l, addr, func(c *TCP) {
			check(t, c.ReadStart(nil, func(data []byte, err error) {
				if err == nil {
					t.Error("data from nowhere")
				}
				ended++
				c.Close(nil)
			}))
		})
	}
	var timer *Timer
	timer = l.NewTimer(func() { timer.Close(nil); server.Close(nil) })
	check(t, timer.Start(20, 0))
	run(t, l)
	if calls != 1 || ended != 2 {
		t.Errorf("%d connections told of, %d ended", calls, ended)
	}
}

func TestTCPUnrefServerDoesNotKeepAlive(t *testing.T) {
	l := newLoop(t)
	server, _ := serve(t, l, echo(t))
	server.Unref()
	run(t, l)
	server.Close(nil)
	run(t, l)
}

// A thousand connections come, talk and go; nothing is left.
func TestTCPManyConnections(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	const n = 1000
	server, addr := serve(t, l, echo(t))
	done := 0
	for i := range n {
		dial(t, l, addr, func(c *TCP) {
			msg := fmt.Sprintf("message %d", i)
			c.Write(nil, []byte(msg))
			check(t, c.ReadStart(nil, func(data []byte, err error) {
				if string(data) != msg || err != nil {
					t.Errorf("%q, %v", data, err)
				}
				c.Close(nil)
				if done++; done == n {
					server.Close(nil)
				}
			}))
		})
	}
	run(t, l)
	if done != n {
		t.Errorf("%d of %d", done, n)
	}
}

// A connect that failed at once, and is closed before it could say so, is
// cancelled as any other.
func TestTCPCloseAfterDelayedError(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	server, addr := serve(t, l, nil)
	c := l.NewTCP()
	check(t, c.Bind(addr, 0)) // in use, which Connect tells later
	var log logbook
	_, err := c.Connect(addr, func(err error) { log.add("%s", err.(Errno).Name()) })
	check(t, err)
	c.Close(func() { log.add("closed"); server.Close(nil) })
	run(t, l)
	log.want(t, "ECANCELED closed")
}

func TestRoundsLeaveNothing(t *testing.T) {
	leaks(t)
	var memory [2]uint64
	for round := range 10 {
		l, err := New()
		check(t, err)
		server, addr := serve(t, l, echo(t))
		left := 200
		for i := range left {
			dial(t, l, addr, func(c *TCP) {
				gone := func() {
					c.Close(nil)
					if left--; left == 0 {
						server.Close(nil)
					}
				}
				if i%3 == 0 {
					check(t, c.CloseReset(nil))
					gone()
					return
				}
				c.Write(nil, make([]byte, 1000*i))
				if i%3 == 1 {
					gone()
					return
				}
				total := 0
				c.ReadStart(nil, func(data []byte, err error) {
					if total += len(data); err != nil || total == 1000*i {
						gone()
					}
				})
			})
		}
		run(t, l)
		check(t, l.Close())
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		if round == 2 {
			memory[0] = m.HeapAlloc
		}
		memory[1] = m.HeapAlloc
	}
	if memory[1] > memory[0]+1<<20 {
		t.Errorf("%d bytes after the third round, %d after the last", memory[0], memory[1])
	}
}

func BenchmarkTCPEcho(b *testing.B) {
	for _, size := range []int{64, 4 << 10, 64 << 10} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			l := newLoop(b)
			var buf []byte
			server, addr := serve(b, l, func(c *TCP) {
				c.ReadStart(nil, func(data []byte, err error) {
					if err != nil {
						c.Close(nil)
						return
					}
					if n, err := c.TryWrite(data); err == nil && n == len(data) {
						return
					} else {
						buf = append([]byte(nil), data[max(n, 0):]...)
					}
					c.Write(nil, buf)
				})
			})
			b.SetBytes(int64(size))
			go func() {
				c, err := net.Dial("tcp", addr.String())
				if err != nil {
					panic(err)
				}
				msg := make([]byte, size)
				for range b.N {
					c.Write(msg)
					io.ReadFull(c, msg)
				}
				c.Close()
				l.Post(func() { server.Close(nil) })
			}()
			l.Run(RunDefault)
		})
	}
}

func BenchmarkTCPConnect(b *testing.B) {
	l := newLoop(b)
	server, addr := serve(b, l, func(c *TCP) { c.Close(nil) })
	left := b.N
	var next func()
	next = func() {
		dial(b, l, addr, func(c *TCP) {
			c.ReadStart(nil, func([]byte, error) {
				c.Close(nil)
				if left--; left > 0 {
					next()
				} else {
					server.Close(nil)
				}
			})
		})
	}
	next()
	l.Run(RunDefault)
}
