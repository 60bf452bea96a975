package node

import (
	"strconv"

	"gojs/loop"
	"gojs/vm"
)

// Operations on open files, and on files as a whole.

// fsOpen is open ( path, flags, mode, request )
func fsOpen(c *vm.Call) vm.Value {
	name, shown := fsPath(c, 0)
	flags, mode := int(intArg(c, 1)), uint32(intArg(c, 2))
	return onPath("open", shown).run(c, 3, func() (any, error) { return loop.Open(name, flags, mode) })
}

func fsClose(c *vm.Call) vm.Value {
	fd := fdArg(c, 0)
	return fsCall{name: "close"}.do(c, 1, func() error { return loop.Close(fd) })
}

// part is the part of a view that arguments i and i+1, offset and length, give.
func part(c *vm.Call, view, i int) []byte {
	b := viewBytes(c.VM, c.Arg(view))
	from, n := intArg(c, i), intArg(c, i+1)
	if from < 0 || n < 0 || from > int64(len(b)) {
		return nil
	}
	return b[from:min(from+n, int64(len(b)))]
}

// fsRead is read ( fd, buffer, offset, length, position, request )
func fsRead(c *vm.Call) vm.Value {
	s, fd, b, at := Of(c.VM), fdArg(c, 0), part(c, 1, 2), intArg(c, 4)
	return fsCall{name: "read"}.run(c, 5, func() (any, error) { return s.readFD(fd, b, at) })
}

// fsWrite is write ( fd, buffer, offset, length, position, request )
func fsWrite(c *vm.Call) vm.Value {
	s, fd, b, at := Of(c.VM), fdArg(c, 0), part(c, 1, 2), intArg(c, 4)
	return fsCall{name: "write"}.run(c, 5, func() (any, error) { return s.writeFD(fd, b, at) })
}

// views are the bytes of a list of views.
func views(c *vm.Call, i int) [][]byte {
	o := c.Obj(c.Arg(i))
	n := c.LengthOfArrayLike(o)
	list := make([][]byte, 0, min(n, 1024))
	for k := range n {
		if b := viewBytes(c.VM, c.Get(o, vm.IndexKey(uint32(k)))); len(b) > 0 {
			list = append(list, b)
		}
	}
	return list
}

// fsReadv is readv ( fd, buffers, position, request )
func fsReadv(c *vm.Call) vm.Value {
	fd, bufs, at := fdArg(c, 0), views(c, 1), intArg(c, 2)
	return fsCall{name: "read"}.run(c, 3, func() (any, error) { return loop.Readv(fd, bufs, at) })
}

// fsWritev is writev ( fd, buffers, position, request )
func fsWritev(c *vm.Call) vm.Value {
	s, fd, bufs, at := Of(c.VM), fdArg(c, 0), views(c, 1), intArg(c, 2)
	return fsCall{name: "write"}.run(c, 3, func() (any, error) {
		if fd <= 2 {
			total := 0
			for _, b := range bufs {
				n, err := s.writeFD(fd, b, -1)
				if total += n; err != nil {
					return total, err
				}
			}
			return total, nil
		}
		return loop.Writev(fd, bufs, at)
	})
}

// fsReadFile is readFile ( path or fd, flags, text, request )
func fsReadFile(c *vm.Call) vm.Value {
	s, text := Of(c.VM), c.Arg(2) == vm.True
	finish := func(b []byte, err error) (any, error) {
		if text {
			return fileText(b), err
		}
		return b, err
	}
	if c.Arg(0).IsNumber() {
		fd := fdArg(c, 0)
		return fsCall{name: "read"}.run(c, 3, func() (any, error) { return finish(s.readAll(fd)) })
	}
	name, shown := fsPath(c, 0)
	flags := int(intArg(c, 1))
	return onPath("open", shown).run(c, 3, func() (any, error) {
		fd, err := loop.Open(name, flags, 0o666)
		if err != nil {
			return nil, err
		}
		defer loop.Close(fd)
		b, err := s.readAll(fd)
		if _, ok := err.(tooLarge); ok {
			return nil, err
		}
		if err != nil {
			return nil, &fsError{fsCall{name: "read"}, err}
		}
		return finish(b, nil)
	})
}

// maxFile is the most that is read at once.
const maxFile = 1<<31 - 1

// readAll reads a descriptor to its end.
func (s *System) readAll(fd int) ([]byte, error) {
	size := 0
	if st, err := loop.Fstat(fd); err == nil && st.Mode&loop.S_IFMT == loop.S_IFREG {
		if st.Size > maxFile {
			return nil, tooLarge(st.Size)
		}
		size = int(st.Size)
	}
	b := make([]byte, 0, size+1)
	if size == 0 {
		b = make([]byte, 0, 8192)
	}
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := s.readFD(fd, b[len(b):cap(b)], -1)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return b, nil
		}
		if b = b[:len(b)+n]; len(b) > maxFile {
			return nil, tooLarge(len(b))
		}
	}
}

// tooLarge is the error of a file of that size.
type tooLarge uint64

func (n tooLarge) Error() string {
	return "File size (" + strconv.FormatUint(uint64(n), 10) + ") is greater than 2 GiB"
}

// fsWriteFile is writeFile ( path or fd, data, flags, mode, flush, request ): data is
// a view or a text.
func fsWriteFile(c *vm.Call) vm.Value {
	s, flush := Of(c.VM), c.Arg(4) == vm.True
	var data []byte
	if v := c.Arg(1); v.IsString() {
		data = appendUTF8(nil, c.Chars(v))
	} else {
		data = viewBytes(c.VM, v)
	}
	if c.Arg(0).IsNumber() {
		fd := fdArg(c, 0)
		return fsCall{name: "write"}.do(c, 5, func() error { return s.writeAll(fd, data, flush) })
	}
	name, shown := fsPath(c, 0)
	flags, mode := int(intArg(c, 2)), uint32(intArg(c, 3))
	return onPath("open", shown).do(c, 5, func() error {
		fd, err := loop.Open(name, flags, mode)
		if err != nil {
			return err
		}
		err = s.writeAll(fd, data, flush)
		if e := loop.Close(fd); err == nil {
			err = e
		}
		if err != nil {
			return &fsError{fsCall{name: "write"}, err}
		}
		return nil
	})
}

func (s *System) writeAll(fd int, data []byte, flush bool) error {
	for len(data) > 0 {
		n, err := s.writeFD(fd, data, -1)
		if err != nil {
			return err
		}
		data = data[n:]
	}
	if flush {
		return loop.Fsync(fd)
	}
	return nil
}

func fsFtruncate(c *vm.Call) vm.Value {
	fd, n := fdArg(c, 0), intArg(c, 1)
	return fsCall{name: "ftruncate"}.do(c, 2, func() error { return loop.Ftruncate(fd, n) })
}

func fsFsync(c *vm.Call) vm.Value {
	fd := fdArg(c, 0)
	return fsCall{name: "fsync"}.do(c, 1, func() error { return loop.Fsync(fd) })
}

func fsFdatasync(c *vm.Call) vm.Value {
	fd := fdArg(c, 0)
	return fsCall{name: "fdatasync"}.do(c, 1, func() error { return loop.Fdatasync(fd) })
}

func fsFchmod(c *vm.Call) vm.Value {
	fd, mode := fdArg(c, 0), uint32(intArg(c, 1))
	return fsCall{name: "fchmod"}.do(c, 2, func() error { return loop.Fchmod(fd, mode) })
}

func fsFchown(c *vm.Call) vm.Value {
	fd, uid, gid := fdArg(c, 0), int(intArg(c, 1)), int(intArg(c, 2))
	return fsCall{name: "fchown"}.do(c, 3, func() error { return loop.Fchown(fd, uid, gid) })
}

// fsFutimes is futimes ( fd, atime, mtime, request ), in seconds
func fsFutimes(c *vm.Call) vm.Value {
	fd, a, m := fdArg(c, 0), c.Arg(1).Float(), c.Arg(2).Float()
	return fsCall{name: "futime"}.do(c, 3, func() error { return loop.Futime(fd, a, m) })
}
