//go:build unix

package loop

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPipeEcho(t *testing.T) {
	for _, name := range []string{filepath.Join(t.TempDir(), "sock"), "\x00gojs-loop-test"} {
		if name[0] == 0 && !hasAbstract {
			continue
		}
		leaks(t)
		l := newLoop(t)
		server := l.NewPipe(false)
		check(t, server.Bind(name))
		if got, err := server.Sockname(); got != name || err != nil {
			t.Errorf("Sockname %q, %v", got, err)
		}
		check(t, server.Listen(5, func(err error) {
			check(t, err)
			c := l.NewPipe(false)
			check(t, server.Accept(c))
			check(t, c.ReadStart(nil, func(data []byte, err error) {
				if err != nil {
					c.Close(nil)
					return
				}
				c.Write(nil, bytes.Clone(data))
			}))
		}))
		c := l.NewPipe(false)
		answer := ""
		_, err := c.Connect(name, func(err error) {
			check(t, err)
			if peer, err := c.Peername(); peer != name || err != nil {
				t.Errorf("Peername %q, %v", peer, err)
			}
			c.Write(nil, []byte("hello"))
			check(t, c.ReadStart(nil, func(data []byte, err error) {
				answer = string(data)
				c.Close(nil)
				server.Close(nil)
			}))
		})
		check(t, err)
		run(t, l)
		if answer != "hello" {
			t.Errorf("%q", answer)
		}
		if name[0] != 0 {
			if _, err := os.Lstat(name); err == nil {
				t.Error("the name is still there")
			}
		}
	}
}

func TestPipeErrors(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	dir := t.TempDir()
	p, q := l.NewPipe(false), l.NewPipe(false)
	for name, want := range map[string]error{
		"": EINVAL, "a\x00b": EINVAL, strings.Repeat("x", 300): EINVAL, dir + "/no/such": EACCES, dir: EADDRINUSE,
	} {
		if err := p.Bind(name); err != want {
			t.Errorf("Bind %.20q: %v, want %v", name, err, want)
		}
	}
	if err := p.Listen(1, func(error) {}); err != EINVAL {
		t.Errorf("Listen unbound: %v", err)
	}
	check(t, p.Bind(dir+"/s"))
	check(t, p.Chmod(true, true))
	if st, _ := Stat(dir + "/s"); st.Mode&0o666 != 0o666 {
		t.Errorf("mode %o", st.Mode)
	}
	if err := q.Bind(dir + "/s"); err != EADDRINUSE {
		t.Errorf("second Bind: %v", err)
	}
	var log logbook
	for name, want := range map[string]error{dir + "/nothing": ENOENT, dir + "/s": ECONNREFUSED} {
		c := l.NewPipe(false)
		_, err := c.Connect(name, func(err error) {
			if err != want {
				t.Errorf("connect %s: %v, want %v", name, err, want)
			}
			log.add("called")
			c.Close(nil)
		})
		check(t, err)
	}
	p.Close(nil)
	q.Close(nil)
	run(t, l)
	if len(log) != 2 {
		t.Errorf("%v", log)
	}
}

func TestPipeOfDescriptors(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	r, w, err := os.Pipe()
	check(t, err)
	defer r.Close()
	defer w.Close()
	dup := func(f *os.File) int {
		fd, err := duplicate(int(f.Fd()))
		check(t, err)
		return fd
	}
	in, out := l.NewPipe(false), l.NewPipe(false)
	check(t, in.Open(dup(r)))
	check(t, out.Open(dup(w)))
	if in.Writable() || !in.Readable() || out.Readable() || !out.Writable() {
		t.Error("directions are wrong")
	}
	if k := GuessHandle(in.FD()); k != PipeHandle {
		t.Errorf("a pipe is %v", k)
	}
	w.Close()
	got := 0
	check(t, in.ReadStart(nil, func(data []byte, err error) {
		if got += len(data); err == EOF {
			in.Close(nil)
		}
	}))
	_, err = out.Write(func(err error) { check(t, err); out.Close(nil) }, make([]byte, 1<<20))
	check(t, err)
	run(t, l)
	if got != 1<<20 {
		t.Errorf("%d bytes", got)
	}
}

func TestPipeBroken(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	fds, err := socketpair()
	check(t, err)
	a, b := l.NewPipe(false), l.NewPipe(false)
	check(t, a.Open(fds[0]))
	check(t, b.Open(fds[1]))
	b.Close(nil)
	var log logbook
	for range 2 {
		_, err := a.Write(func(err error) {
			log.add("%s", err.(Errno).Name())
			if len(log) == 2 {
				a.Close(nil)
			}
		}, []byte("x"))
		check(t, err)
	}
	run(t, l)
	log.want(t, "EPIPE EPIPE")
}

// Handles pass over a channel, in order, and work where they arrive.
func TestPipePassesHandles(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	fds, err := socketpair()
	check(t, err)
	a, b := l.NewPipe(true), l.NewPipe(true)
	check(t, a.Open(fds[0]))
	check(t, b.Open(fds[1]))
	server, addr := serve(t, l, nil)
	server.incoming.onConnection = func(error) { t.Error("the sender accepted") }
	udp := l.NewUDP()
	check(t, udp.Bind(anyPort, 0))
	if _, err := a.WriteHandle(nil, server); err != EINVAL {
		t.Errorf("a handle without bytes: %v", err)
	}
	if _, err := a.WriteHandle(nil, l.NewTCP(), []byte("x")); err != EBADF {
		t.Errorf("a handle without descriptor: %v", err)
	}
	_, err = a.WriteHandle(func(err error) { check(t, err); server.Close(nil) }, server, []byte("tcp"))
	check(t, err)
	_, err = a.WriteHandle(func(err error) { check(t, err); udp.Close(nil); a.Close(nil) }, udp, []byte("udp"))
	check(t, err)
	var log logbook
	check(t, b.ReadStart(nil, func(data []byte, err error) {
		for b.PendingCount() > 0 {
			kind := b.PendingKind()
			log.add("%v", kind)
			if kind == UDPHandle {
				u := l.NewUDP()
				check(t, b.Accept(u))
				u.Close(nil)
				continue
			}
			got := l.NewTCP()
			check(t, b.Accept(got))
			check(t, got.Listen(5, func(err error) {
				c := l.NewTCP()
				check(t, got.Accept(c))
				log.add("accepted")
				c.Close(nil)
				got.Close(nil)
			}))
			dial(t, l, addr, func(c *TCP) { c.Close(nil) })
		}
		if err != nil {
			b.Close(nil)
		}
	}))
	l.Walk(func(h Handle) {
		if s, ok := h.(*TCP); ok && s.FD() < 0 {
			s.Close(nil)
		}
	})
	run(t, l)
	log.want(t, "TCP UDP accepted")
}

// Handles that nobody takes are closed with the channel.
func TestPipeHandlesNotTaken(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	fds, err := socketpair()
	check(t, err)
	a, b := l.NewPipe(true), l.NewPipe(true)
	check(t, a.Open(fds[0]))
	check(t, b.Open(fds[1]))
	for range 3 {
		_, err = a.WriteHandle(nil, a, []byte("x"))
		check(t, err)
	}
	check(t, b.ReadStart(nil, func(data []byte, err error) {
		if b.PendingCount() == 3 {
			a.Close(nil)
			b.Close(nil)
		}
	}))
	run(t, l)
}
