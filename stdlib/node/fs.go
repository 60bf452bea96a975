package node

import (
	"io"
	"math"
	"strings"

	"gojs/loader"
	"gojs/loop"
	"gojs/vm"
)

// The binding fs. Each function takes the object of a request last: without one
// it does its work at once and throws what failed; with one the work is done on
// the loop's pool, and oncomplete ( error, result ) is called. Paths are texts or
// bytes; relative ones begin at the program's working directory.

func init() {
	declareBinding("fs",
		fn("open", 4, fsOpen), fn("close", 2, fsClose),
		fn("read", 6, fsRead), fn("readv", 4, fsReadv), fn("write", 6, fsWrite), fn("writev", 4, fsWritev),
		fn("readFile", 4, fsReadFile), fn("writeFile", 6, fsWriteFile),
		fn("stat", 3, fsStat), fn("lstat", 3, fsLstat), fn("fstat", 3, fsFstat), fn("statfs", 3, fsStatfs),
		fn("access", 3, fsAccess), fn("exists", 1, fsExists),
		fn("rename", 3, fsRename), fn("link", 3, fsLink), fn("symlink", 4, fsSymlink), fn("copyFile", 4, fsCopyFile),
		fn("unlink", 2, fsUnlink), fn("rmdir", 2, fsRmdir), fn("rm", 6, fsRm),
		fn("mkdir", 4, fsMkdir), fn("mkdtemp", 3, fsMkdtemp), fn("readdir", 3, fsReaddir), fn("opendir", 2, fsOpendir),
		fn("dirRead", 4, fsDirRead), fn("dirClose", 3, fsDirClose),
		fn("readlink", 3, fsReadlink), fn("realpath", 3, fsRealpath),
		fn("ftruncate", 3, fsFtruncate), fn("fsync", 2, fsFsync), fn("fdatasync", 2, fsFdatasync),
		fn("chmod", 3, fsChmod), fn("fchmod", 3, fsFchmod),
		fn("chown", 4, fsChown), fn("lchown", 4, fsLchown), fn("fchown", 4, fsFchown),
		fn("utimes", 4, fsUtimes), fn("lutimes", 4, fsLutimes), fn("futimes", 4, fsFutimes),
	)
}

// fsCall is what an operation's error tells.
type fsCall struct {
	name, path, dest string
	hasPath, hasDest bool
}

// fsText is a name among results: as a text, or as a Buffer.
type fsText struct {
	text  string
	bytes bool
}

// fsPath is argument i, a path: as the system finds it, and as errors show it.
func fsPath(c *vm.Call, i int) (name, shown string) {
	if v := c.Arg(i); v.IsString() {
		shown = string(appendUTF8(nil, c.Chars(v)))
	} else {
		shown = string(viewBytes(c.VM, v))
	}
	return Of(c.VM).absolute(shown), shown
}

// absolute is a path from the root, or from the drive.
func (s *System) absolute(name string) string {
	if name == "" || strings.HasPrefix(loader.FromNative(name), "/") {
		return name
	}
	return loader.Native(s.o.Dir) + "/" + name
}

func onPath(name, shown string) fsCall { return fsCall{name: name, path: shown, hasPath: true} }

// newError is the error of the operation.
func (k *fsCall) newError(m *vm.VM, err error) vm.Value {
	switch e := err.(type) {
	case *fsError:
		k, err = &e.call, e.err
	case tooLarge:
		return m.ObjectValue(newCoded(m, "RangeError", "ERR_FS_FILE_TOO_LARGE", e.Error()))
	}
	var dest []string
	if k.hasDest {
		dest = []string{k.dest}
	}
	o := newSystemError(m, err, k.name, k.path, dest...)
	if k.hasPath && k.path == "" {
		m.CreateDataProperty(o, m.Key("path"), m.NewString(""))
	}
	return m.ObjectValue(o)
}

// fsError is an error of another call than the operation is named by.
type fsError struct {
	call fsCall
	err  error
}

func (e *fsError) Error() string { return e.err.Error() }

// run does an operation, for the request that argument i is.
func (k fsCall) run(c *vm.Call, i int, op func() (any, error)) vm.Value {
	s := Of(c.VM)
	if !c.Arg(i).IsObject() {
		result, err := op()
		if err != nil {
			c.Throw(k.newError(c.VM, err))
		}
		return s.fsResult(result)
	}
	r := s.newRequest(c.Arg(i))
	loop.Do(s.host.Loop(), op, func(result any, err error) {
		r.complete(func(m *vm.VM, this *vm.Object) {
			f := m.Get(this, m.K(kOncomplete))
			if err != nil {
				m.Call(f, m.ObjectValue(this), k.newError(m, err))
				return
			}
			m.Call(f, m.ObjectValue(this), vm.Null, s.fsResult(result))
		})
	})
	return vm.Undefined
}

// do is run for an operation without a result.
func (k fsCall) do(c *vm.Call, i int, op func() error) vm.Value {
	return k.run(c, i, func() (any, error) { return nil, op() })
}

// fsResult is a result as JavaScript gets it.
func (s *System) fsResult(result any) vm.Value {
	m := s.vm
	switch r := result.(type) {
	case int:
		return vm.NumberValue(float64(r))
	case fsText:
		return s.fsName(r.text, r.bytes)
	case []byte:
		return s.buffer(r)
	case fileText:
		return textOfUTF8(m, r)
	case fsStats:
		return r.value(m)
	case dirents:
		a := m.NewArray(0)
		for _, e := range r.list {
			m.ArrayPush(a, s.fsName(e.Name, r.bytes))
			m.ArrayPush(a, vm.IntValue(int32(e.Type)))
		}
		return m.ObjectValue(a)
	case *openDir:
		return m.ObjectValue(m.NewHostObject(m.Realm().ObjectPrototype(), r))
	}
	return vm.Undefined
}

func (s *System) fsName(name string, asBytes bool) vm.Value {
	if asBytes {
		return s.buffer([]byte(name))
	}
	return textOfUTF8(s.vm, []byte(name))
}

// fileText is a whole file that is wanted as a text.
type fileText []byte

// intArg is argument i, a number that JavaScript has checked.
func intArg(c *vm.Call, i int) int64 {
	v := c.Arg(i)
	if v.IsBigInt() {
		return c.ToBigInt64(v)
	}
	if f := c.ToNumber(v).Float(); f >= math.MinInt64 && f <= math.MaxInt64 {
		return int64(f)
	}
	return -1
}

func fdArg(c *vm.Call, i int) int { return int(intArg(c, i)) }

// readFD reads from a descriptor; standard input may be the host's.
func (s *System) readFD(fd int, b []byte, at int64) (int, error) {
	if fd == 0 && s.o.Stdin != nil && s.stdFile(0) == nil {
		n, err := s.o.Stdin.Read(b)
		if err == io.EOF {
			err = nil
		}
		return n, err
	}
	return loop.Read(fd, b, at)
}

// writeFD writes to a descriptor; standard output may be the host's.
func (s *System) writeFD(fd int, b []byte, at int64) (int, error) {
	if (fd == 1 || fd == 2) && s.stdFile(fd) == nil {
		w := s.o.Stdout
		if fd == 2 {
			w = s.o.Stderr
		}
		if w != nil {
			return w.Write(b)
		}
	}
	return loop.Write(fd, b, at)
}
