//go:build windows || loopnet

package loop

import (
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"time"
)

// sock is what a stream sees of the system: here a connection of the net
// package, or a file, of which goroutines read and write one buffer at a time,
// so that it looks like a descriptor that is ready or not.
type sock struct {
	loop  *Loop
	owner *Stream
	c     io.ReadWriteCloser
	ln    net.Listener
	num   int // the system's number, -1 when there is nothing
	wants ioEvents
	gone  bool

	reading bool // a goroutine reads or accepts
	posted  bool // ready has been posted
	buf     []byte
	data    []byte // of buf, not yet taken
	readErr error
	waiting conn // accepted, not yet taken

	// Goroutines close what they have when the socket was closed meanwhile.
	mu        sync.Mutex
	writing   bool // a goroutine writes, or what it posted has not been seen
	busy      bool // it has not ended
	closed    bool
	wrote     chan error
	writeErr  error
	shutAfter bool

	dialled bool
	dialErr error
}

// netBuffer is how much is read or written at a time.
const netBuffer = 64 << 10

// errInProgress is what connecting returns while it has not ended.
const errInProgress Errno = -115

func (k *sock) init(s *Stream) {
	k.loop, k.owner, k.num = s.loop, s, -1
	k.wrote = make(chan error, 1)
}

func (k *sock) setOwn() {}

func (k *sock) fd() int { return k.num }

// attach takes over a connection or a listener.
func (k *sock) attach(c io.ReadWriteCloser, ln net.Listener) {
	k.c, k.ln, k.num = c, ln, 0
	var any any = c
	if ln != nil {
		any = ln
	}
	if f, ok := any.(*os.File); ok {
		k.num = int(f.Fd())
		return
	}
	if s, ok := any.(syscall.Conn); ok {
		if raw, err := s.SyscallConn(); err == nil {
			raw.Control(func(fd uintptr) { k.num = int(fd) })
		}
	}
}

func (k *sock) want(ev ioEvents) {
	if k.gone {
		return
	}
	k.wants |= ev
	k.arm()
}

func (k *sock) unwant(ev ioEvents) { k.wants &^= ev }

// arm lets ready be called when what is wanted can be done.
func (k *sock) arm() {
	var now ioEvents
	if k.wants&ioRead != 0 {
		switch {
		case len(k.data) > 0 || k.readErr != nil || k.waiting.valid():
			now |= ioRead
		case !k.reading && k.ln != nil:
			k.reading = true
			go k.acceptOne(k.ln)
		case !k.reading && k.c != nil:
			k.reading = true
			if k.buf == nil {
				k.buf = make([]byte, netBuffer)
			}
			go k.readOne(k.c)
		}
	}
	if k.wants&ioWrite != 0 && (k.c != nil && !k.writing || k.dialled) {
		now |= ioWrite
	}
	if now != 0 && !k.posted {
		k.posted = true
		k.loop.Post(func() {
			k.posted = false
			k.ready()
		})
	}
}

// ready tells the owner.
func (k *sock) ready() {
	var ev ioEvents
	if len(k.data) > 0 || k.readErr != nil || k.waiting.valid() {
		ev |= ioRead
	}
	if !k.writing {
		ev |= ioWrite
	}
	if ev &= k.wants; ev != 0 && !k.gone {
		k.owner.sockReady(ev)
	}
	if !k.gone {
		k.arm()
	}
}

func (k *sock) readOne(c io.Reader) {
	n, err := c.Read(k.buf)
	k.loop.Post(func() {
		k.reading = false
		k.data, k.readErr = k.buf[:max(n, 0)], err
		k.ready()
	})
}

func (k *sock) acceptOne(ln net.Listener) {
	c, err := ln.Accept()
	if err == nil && k.isClosed() {
		c.Close()
		return
	}
	k.loop.Post(func() {
		k.reading = false
		if k.gone {
			if c != nil {
				c.Close()
			}
			return
		}
		if k.readErr = err; err == nil {
			k.waiting = conn{c}
		}
		k.ready()
	})
}

// read reads once: 0 is the end, EAGAIN that there is nothing now.
func (k *sock) read(p []byte) (int, error) {
	switch {
	case len(k.data) > 0:
		n := copy(p, k.data)
		k.data = k.data[n:]
		return n, nil
	case k.readErr == io.EOF:
		return 0, nil
	case k.readErr != nil:
		return 0, errnoOf(k.readErr)
	}
	return 0, EAGAIN
}

func (k *sock) accept() (conn, error) {
	if c := k.waiting; c.valid() {
		k.waiting = conn{}
		return c, nil
	}
	if err := k.readErr; err != nil {
		k.readErr = nil
		return conn{}, errnoOf(err)
	}
	return conn{}, EAGAIN
}

// write writes once: EAGAIN while a goroutine writes what came before.
func (k *sock) write(bufs [][]byte) (int, error) {
	if k.writeErr != nil {
		return 0, errnoOf(k.writeErr)
	}
	if k.writing {
		return 0, EAGAIN
	}
	data := make([]byte, 0, min(size(bufs), netBuffer))
	for _, b := range bufs {
		data = append(data, b[:min(len(b), cap(data)-len(data))]...)
	}
	if len(data) == 0 {
		return 0, nil
	}
	k.writing, k.busy = true, true
	go k.writeOne(k.c, data)
	return len(data), nil
}

func (k *sock) writeOne(c io.WriteCloser, data []byte) {
	_, err := c.Write(data)
	k.mu.Lock()
	k.busy = false
	if k.closed {
		c.Close()
	}
	k.mu.Unlock()
	k.wrote <- err
	k.loop.Post(func() {
		select {
		case err := <-k.wrote:
			k.writeEnded(err)
		default:
		}
		k.ready()
	})
}

func (k *sock) writeEnded(err error) {
	k.writing, k.writeErr = false, err
	if k.shutAfter {
		k.closeWrite()
	}
}

// waitWritable blocks until there is room.
func (k *sock) waitWritable() {
	if k.writing {
		k.writeEnded(<-k.wrote)
	}
}

func (k *sock) shutdown() error {
	if k.writing {
		k.shutAfter = true
		return nil
	}
	return k.closeWrite()
}

func (k *sock) closeWrite() error {
	k.shutAfter = false
	if c, ok := k.c.(interface{ CloseWrite() error }); ok {
		return errnoOf(c.CloseWrite())
	}
	return ENOTCONN
}

// dial connects on a goroutine.
func (k *sock) dial(connect func() (net.Conn, error)) {
	k.num = 0
	go func() {
		c, err := connect()
		if err == nil && k.isClosed() {
			c.Close()
			return
		}
		k.loop.Post(func() {
			if k.gone {
				if err == nil {
					c.Close()
				}
				return
			}
			k.dialled, k.dialErr = true, err
			if err == nil {
				k.attach(c, nil)
			}
			k.ready()
		})
	}()
}

// connectResult is how connecting went; errInProgress when it has not ended.
func (k *sock) connectResult() error {
	if !k.dialled {
		return errInProgress
	}
	k.dialled = false
	return errnoOf(k.dialErr)
}

// isClosed tells a goroutine that nobody waits for what it brings.
func (k *sock) isClosed() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.closed
}

// close gives the connection back, after what a goroutine writes has been written.
func (k *sock) close() {
	if k.gone {
		return
	}
	k.gone, k.num, k.wants = true, -1, 0
	if k.ln != nil {
		k.ln.Close()
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.closed = true
	if k.c == nil {
		return
	}
	if !k.busy {
		k.c.Close()
	} else if d, ok := k.c.(interface{ SetWriteDeadline(time.Time) error }); ok {
		d.SetWriteDeadline(time.Now().Add(5 * time.Second))
	}
}

// conn is a connection that no handle has taken yet.
type conn struct{ c io.ReadWriteCloser }

var noConn conn

func (c conn) valid() bool { return c.c != nil }
func (c conn) fd() int     { return -1 }
func (c conn) close()      { c.c.Close() }

// adopt opens the stream with a connection.
func (s *Stream) adopt(c conn) error {
	s.sock.attach(c.c, nil)
	s.opened(streamReadable | streamWritable)
	return s.afterOpen()
}

// openFile opens the stream with a file.
func (s *Stream) openFile(f *os.File, how streamState) error {
	if s.sock.fd() >= 0 {
		return EBUSY
	}
	s.sock.attach(f, nil)
	s.opened(how)
	return nil
}

// openFD opens the stream with a descriptor from elsewhere.
func (s *Stream) openFD(fd int) error {
	f := os.NewFile(uintptr(fd), "stream")
	if f == nil {
		return EBADF
	}
	return s.openFile(f, streamReadable|streamWritable)
}

// spare is for systems where descriptors can run out.
type spare struct{}

func (l *Loop) closeSpare() {}

func (l *Loop) shedConnection(*Stream) error { return EMFILE }

// receiveFDs reads; no handles come.
func (s *Stream) receiveFDs(buf []byte) (int, error) { return s.sock.read(buf) }

func (s *Stream) sendFD([][]byte, int) (int, error) { return 0, ENOTSUP }

// errnoOfNet is the error of an address that the net package has parsed.
func errnoOfNet(err error) error {
	var a *net.AddrError
	if errors.As(err, &a) {
		return EINVAL
	}
	return errnoOf(err)
}

// SendBufferSize is not to be had here.
func (s *Stream) SendBufferSize(size int) (int, error) { return 0, ENOTSUP }

// RecvBufferSize is not to be had here.
func (s *Stream) RecvBufferSize(size int) (int, error) { return 0, ENOTSUP }
