//go:build windows || loopnet

package loop

import (
	"net"
	"os"
	"strings"
)

// pipeState is the name given to Bind.
type pipeState struct{ bound string }

// namedPipe begins the names of Windows's own pipes, of which only the
// connecting side is to be had; other names are of Unix-domain sockets.
const namedPipe = `\\.\pipe\`

// Bind says what the pipe's name is to be.
func (p *Pipe) Bind(name string) error {
	if p.Closing() || p.bound != "" || name == "" || strings.IndexByte(name, 0) >= 0 {
		return EINVAL
	}
	if strings.HasPrefix(name, namedPipe) {
		return ENOTSUP
	}
	p.bound = name
	return nil
}

func (p *Pipe) unbind() {} // the net package removes the name

// Listen lets onConnection be called for every connection, which Accept then
// takes. The pipe must be bound.
func (p *Pipe) Listen(backlog int, onConnection func(err error)) error {
	if p.bound == "" || onConnection == nil || p.incoming.ipc {
		return EINVAL
	}
	ln, err := net.Listen("unix", p.bound)
	if err != nil {
		if err = errnoOfNet(err); err == ENOENT {
			err = EACCES
		}
		return err
	}
	p.sock.attach(nil, ln)
	p.listenStream(onConnection)
	return nil
}

// fileConn lets a file be taken as a connection.
type fileConn struct {
	net.Conn
	f *os.File
}

func (c fileConn) Read(b []byte) (int, error)  { return c.f.Read(b) }
func (c fileConn) Write(b []byte) (int, error) { return c.f.Write(b) }
func (c fileConn) Close() error                { return c.f.Close() }

// Connect connects to a name and calls done.
func (p *Pipe) Connect(name string, done func(error)) (*ConnectReq, error) {
	if p.Closing() || name == "" || strings.IndexByte(name, 0) >= 0 {
		return nil, EINVAL
	}
	if p.connecting != nil || p.is(streamReadable|streamWritable) {
		return nil, EISCONN
	}
	p.sock.dial(func() (net.Conn, error) {
		if strings.HasPrefix(name, namedPipe) {
			f, err := os.OpenFile(name, os.O_RDWR, 0)
			return fileConn{f: f}, err
		}
		return net.Dial("unix", name)
	})
	return p.beginConnect(done), nil
}

// Sockname is the name the pipe is bound to, "" when it has none.
func (p *Pipe) Sockname() (string, error) {
	if p.bound == "" && p.sock.fd() < 0 {
		return "", EBADF
	}
	return p.bound, nil
}

// Peername is the name the peer is bound to, "" when it has none.
func (p *Pipe) Peername() (string, error) {
	c, ok := p.sock.c.(*net.UnixConn)
	if !ok {
		return "", ENOTCONN
	}
	return c.RemoteAddr().String(), nil
}

// Chmod lets all users read from or write to the bound name.
func (p *Pipe) Chmod(readable, writable bool) error {
	if !readable && !writable {
		return EINVAL
	}
	if p.bound == "" {
		return EBADF
	}
	return nil
}
