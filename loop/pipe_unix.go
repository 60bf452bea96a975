//go:build unix && !loopnet

package loop

import (
	"strings"

	"golang.org/x/sys/unix"
)

type pipeState struct{ bound string }

// unixAddr is the socket address for a name: a path, or, on Linux, a name
// beginning with a NUL in the abstract namespace.
func unixAddr(name string) (*unix.SockaddrUnix, error) {
	const most = len(unix.RawSockaddrUnix{}.Path)
	abstract := name != "" && name[0] == 0 && hasAbstract
	if name == "" || len(name) > most || !abstract && strings.IndexByte(name, 0) >= 0 {
		return nil, EINVAL
	}
	if abstract {
		// Go writes the NUL of the abstract namespace as @.
		return &unix.SockaddrUnix{Name: "@" + name[1:]}, nil
	}
	if name[0] == '@' {
		name = "./" + name // a path, which Go would take for an abstract name
	}
	return &unix.SockaddrUnix{Name: name}, nil
}

// Bind gives the pipe a name. EACCES when the folder does not exist, as on Windows.
func (p *Pipe) Bind(name string) error {
	if p.Closing() || p.sock.fd() >= 0 {
		return EINVAL
	}
	addr, err := unixAddr(name)
	if err != nil {
		return err
	}
	fd, err := newSocket(unix.AF_UNIX, unix.SOCK_STREAM)
	if err != nil {
		return err
	}
	if err := errnoOf(unix.Bind(fd, addr)); err != nil {
		unix.Close(fd)
		if err == ENOENT {
			err = EACCES
		}
		return err
	}
	p.sock.set(fd)
	if name[0] != 0 {
		p.bound = name
	}
	return nil
}

// unbind removes the name, before the descriptor is closed: so nobody can
// have bound it anew.
func (p *Pipe) unbind() {
	if p.bound != "" {
		unix.Unlink(p.bound)
		p.bound = ""
	}
}

// Listen lets onConnection be called for every connection, which Accept then
// takes. The pipe must be bound.
func (p *Pipe) Listen(backlog int, onConnection func(err error)) error {
	if p.sock.fd() < 0 || onConnection == nil || p.incoming.ipc {
		return EINVAL
	}
	if err := unix.Listen(p.sock.fd(), backlog); err != nil {
		return errnoOf(err)
	}
	p.loop.keepSpare()
	p.listenStream(onConnection)
	return nil
}

// Connect connects to a name and calls done: with ENOENT, ECONNREFUSED and the
// like when it does not succeed. EINVAL when the name cannot be one.
func (p *Pipe) Connect(name string, done func(error)) (*ConnectReq, error) {
	if p.Closing() {
		return nil, EINVAL
	}
	addr, err := unixAddr(name)
	if err != nil {
		return nil, err
	}
	if p.connecting != nil || p.is(streamReadable|streamWritable) {
		return nil, EISCONN
	}
	if p.sock.fd() < 0 {
		fd, err := newSocket(unix.AF_UNIX, unix.SOCK_STREAM)
		if err != nil {
			p.delayed = err
			return p.beginConnect(done), nil
		}
		p.sock.set(fd)
	}
	for {
		err = unix.Connect(p.sock.fd(), addr)
		if err != unix.EINTR {
			break
		}
	}
	if err != nil && err != unix.EINPROGRESS {
		p.delayed = errnoOf(err)
	}
	return p.beginConnect(done), nil
}

// Sockname is the name the pipe is bound to, "" when it has none.
func (p *Pipe) Sockname() (string, error) { return pipeName(p.sock.fd(), unix.Getsockname) }

// Peername is the name the peer is bound to, "" when it has none.
func (p *Pipe) Peername() (string, error) { return pipeName(p.sock.fd(), unix.Getpeername) }

func pipeName(fd int, get func(int) (unix.Sockaddr, error)) (string, error) {
	if fd < 0 {
		return "", EBADF
	}
	sa, err := get(fd)
	if err != nil {
		return "", errnoOf(err)
	}
	u, ok := sa.(*unix.SockaddrUnix)
	if !ok {
		return "", EINVAL
	}
	if u.Name != "" && u.Name[0] == '@' && hasAbstract {
		return "\x00" + u.Name[1:], nil
	}
	return u.Name, nil
}

// Chmod lets all users read from or write to the bound name.
func (p *Pipe) Chmod(readable, writable bool) error {
	if p.sock.fd() < 0 {
		return EBADF
	}
	if !readable && !writable {
		return EINVAL
	}
	name, err := p.Sockname()
	if err != nil {
		return err
	}
	st, err := Stat(name)
	if err != nil {
		return err
	}
	mode := uint32(st.Mode)
	if readable {
		mode |= 0o444
	}
	if writable {
		mode |= 0o222
	}
	return Chmod(name, mode&0o7777)
}
