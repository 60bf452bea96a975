package node

import (
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"strings"
	"time"

	"gojs/loader"
	"gojs/vm"
)

// The binding of module fs: each operation at once. Relative names begin at the
// program's working directory.

func init() {
	declareBinding("fs",
		fn("readFile", 1, fsReadFile),
		fn("readFileText", 1, fsReadFileText),
		fn("writeFile", 4, fsWriteFile),
		fn("access", 2, fsAccess),
		fn("exists", 1, fsExists),
		fn("stat", 3, fsStat),
		fn("readdir", 1, fsReaddir),
		fn("mkdir", 3, fsMkdir),
		fn("rmdir", 1, fsRmdir),
		fn("unlink", 1, fsUnlink),
		fn("rm", 3, fsRm),
		fn("rename", 2, fsRename),
		fn("copyFile", 2, fsCopyFile),
		fn("readlink", 1, fsReadlink),
		fn("symlink", 2, fsSymlink),
		fn("realpath", 1, fsRealpath),
		fn("mkdtemp", 1, fsMkdtemp),
		fn("chmod", 2, fsChmod),
		fn("utimes", 3, fsUtimes),
	)
}

// fileArg is argument i, a file name: as given, and as the system finds it.
func fileArg(c *vm.Call, i int) (given, name string) {
	given = c.ToGoString(c.Arg(i))
	name = loader.FromNative(given)
	if !strings.HasPrefix(name, "/") {
		name = path.Join(Of(c.VM).o.Dir, name)
	}
	return given, loader.Native(name)
}

func check(c *vm.Call, err error, call, given string, dest ...string) {
	if err != nil {
		throwSystem(c.VM, err, call, given, dest...)
	}
}

func readFile(c *vm.Call) []byte {
	if v := c.Arg(0); v.IsNumber() {
		data, err := io.ReadAll(Of(c.VM).descriptor(int(v.Float())))
		check(c, err, "read", "")
		return data
	}
	given, name := fileArg(c, 0)
	f, err := os.Open(name)
	check(c, err, "open", given)
	defer f.Close()
	if st, err := f.Stat(); err == nil && st.IsDir() {
		throwSystem(c.VM, errIsDir, "read", "")
	}
	data, err := io.ReadAll(f)
	check(c, err, "read", "")
	return data
}

// descriptor is what a standard stream's number reads from.
func (s *System) descriptor(fd int) io.Reader {
	if fd == 0 {
		return s.o.Stdin
	}
	return os.NewFile(uintptr(fd), "")
}

func fsReadFile(c *vm.Call) vm.Value { return Of(c.VM).bytes(readFile(c)) }

func fsReadFileText(c *vm.Call) vm.Value { return c.NewString(decodeUTF8(readFile(c))) }

// openFlags are the flags of fs.open by their names.
var openFlags = map[string]int{
	"r": os.O_RDONLY, "r+": os.O_RDWR, "w": os.O_WRONLY | os.O_CREATE | os.O_TRUNC, "wx": os.O_WRONLY | os.O_CREATE | os.O_TRUNC | os.O_EXCL,
	"w+": os.O_RDWR | os.O_CREATE | os.O_TRUNC, "a": os.O_WRONLY | os.O_CREATE | os.O_APPEND,
	"ax": os.O_WRONLY | os.O_CREATE | os.O_APPEND | os.O_EXCL, "a+": os.O_RDWR | os.O_CREATE | os.O_APPEND,
}

// fsWriteFile is writeFile ( path, data, flag, mode )
func fsWriteFile(c *vm.Call) vm.Value {
	data := viewBytes(c.VM, c.Arg(1))
	if v := c.Arg(1); v.IsString() {
		data = utf8Bytes(c.GoString(v))
	}
	if v := c.Arg(0); v.IsNumber() {
		s, w := Of(c.VM), io.Writer(nil)
		switch fd := int(v.Float()); fd {
		case 1:
			w = s.o.Stdout
		case 2:
			w = s.o.Stderr
		default:
			w = os.NewFile(uintptr(fd), "")
		}
		_, err := w.Write(data)
		check(c, err, "write", "")
		return vm.Undefined
	}
	given, name := fileArg(c, 0)
	flag, ok := openFlags[c.ToGoString(c.Arg(2))]
	if !ok {
		throwCoded(c.VM, "TypeError", "ERR_INVALID_ARG_VALUE", "The argument 'flags' is invalid. Received '"+c.ToGoString(c.Arg(2))+"'")
	}
	f, err := os.OpenFile(name, flag, os.FileMode(c.ToInt32(c.Arg(3))))
	check(c, err, "open", given)
	_, err = f.Write(data)
	err = errors.Join(err, f.Close())
	check(c, err, "write", given)
	return vm.Undefined
}

func fsExists(c *vm.Call) vm.Value {
	_, name := fileArg(c, 0)
	_, err := os.Stat(name)
	return vm.BoolValue(err == nil)
}

func fsReaddir(c *vm.Call) vm.Value {
	given, name := fileArg(c, 0)
	entries, err := os.ReadDir(name)
	check(c, err, "scandir", given)
	a := c.NewArray(0)
	for _, e := range entries {
		kind := int32(1) // UV_DIRENT_FILE
		switch t := e.Type(); {
		case t.IsDir():
			kind = 2
		case t&fs.ModeSymlink != 0:
			kind = 3
		case t&fs.ModeNamedPipe != 0:
			kind = 4
		case t&fs.ModeSocket != 0:
			kind = 5
		case t&fs.ModeCharDevice != 0:
			kind = 6
		case t&fs.ModeDevice != 0:
			kind = 7
		}
		c.ArrayPush(a, c.NewString(e.Name()))
		c.ArrayPush(a, vm.IntValue(kind))
	}
	return c.ObjectValue(a)
}

// fsMkdir is mkdir ( path, recursive, mode ): the first folder made, where recursive.
func fsMkdir(c *vm.Call) vm.Value {
	given, name := fileArg(c, 0)
	mode := os.FileMode(c.ToInt32(c.Arg(2)))
	if c.Arg(1) != vm.True {
		check(c, os.Mkdir(name, mode), "mkdir", given)
		return vm.Undefined
	}
	first := ""
	for d := path.Clean(name); ; d = path.Dir(d) {
		if _, err := os.Stat(d); err == nil {
			break
		}
		first = d
		if d == path.Dir(d) {
			break
		}
	}
	check(c, os.MkdirAll(name, mode), "mkdir", given)
	if first == "" {
		return vm.Undefined
	}
	return c.NewString(first)
}

func fsUnlink(c *vm.Call) vm.Value {
	given, name := fileArg(c, 0)
	st, err := os.Lstat(name)
	if err == nil && st.IsDir() {
		err = errIsDir
	} else if err == nil {
		err = os.Remove(name)
	}
	check(c, err, "unlink", given)
	return vm.Undefined
}

func fsRmdir(c *vm.Call) vm.Value {
	given, name := fileArg(c, 0)
	st, err := os.Lstat(name)
	if err == nil && !st.IsDir() {
		err = errNotDir
	} else if err == nil {
		err = os.Remove(name)
	}
	check(c, err, "rmdir", given)
	return vm.Undefined
}

// fsRm is rm ( path, recursive, force )
func fsRm(c *vm.Call) vm.Value {
	given, name := fileArg(c, 0)
	st, err := os.Lstat(name)
	switch {
	case err != nil:
		if c.Arg(2) == vm.True && errors.Is(err, fs.ErrNotExist) {
			return vm.Undefined
		}
		throwSystem(c.VM, err, "lstat", given)
	case st.IsDir() && c.Arg(1) != vm.True:
		throwCoded(c.VM, "Error", "ERR_FS_EISDIR", "Path is a directory: rm returned EISDIR (is a directory) "+given)
	}
	check(c, os.RemoveAll(name), "rm", given)
	return vm.Undefined
}

func fsRename(c *vm.Call) vm.Value {
	given, name := fileArg(c, 0)
	to, dest := fileArg(c, 1)
	check(c, os.Rename(name, dest), "rename", given, to)
	return vm.Undefined
}

func fsCopyFile(c *vm.Call) vm.Value {
	given, name := fileArg(c, 0)
	to, dest := fileArg(c, 1)
	check(c, copyFile(name, dest), "copyfile", given, to)
	return vm.Undefined
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	st, err := in.Stat()
	if err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, st.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

func fsReadlink(c *vm.Call) vm.Value {
	given, name := fileArg(c, 0)
	to, err := os.Readlink(name)
	check(c, err, "readlink", given)
	return c.NewString(to)
}

// fsSymlink is symlink ( target, path )
func fsSymlink(c *vm.Call) vm.Value {
	target := c.ToGoString(c.Arg(0))
	given, name := fileArg(c, 1)
	check(c, os.Symlink(target, name), "symlink", target, given)
	return vm.Undefined
}

func fsRealpath(c *vm.Call) vm.Value {
	given, name := fileArg(c, 0)
	_, err := os.Lstat(name)
	check(c, err, "lstat", given)
	return nativeString(c.VM, loader.OS().Realpath(loader.FromNative(name)))
}

// fsMkdtemp is mkdtemp ( prefix ): a new folder whose name is the prefix and six
// characters.
func fsMkdtemp(c *vm.Call) vm.Value {
	given, name := fileArg(c, 0)
	if strings.HasSuffix(given, "/") && !strings.HasSuffix(name, "/") {
		name += "/"
	}
	const letters, tries = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 100
	for i := 0; ; i++ {
		var tail [6]byte
		for k := range tail {
			tail[k] = letters[rand.IntN(len(letters))]
		}
		err := os.Mkdir(name+string(tail[:]), 0o700)
		if err == nil {
			return c.NewString(given + string(tail[:]))
		}
		if !errors.Is(err, fs.ErrExist) || i == tries {
			throwSystem(c.VM, err, "mkdtemp", given+"XXXXXX")
		}
	}
}

func fsChmod(c *vm.Call) vm.Value {
	given, name := fileArg(c, 0)
	check(c, os.Chmod(name, os.FileMode(c.ToInt32(c.Arg(1)))&0o7777), "chmod", given)
	return vm.Undefined
}

// fsUtimes is utimes ( path, atime, mtime ), in seconds
func fsUtimes(c *vm.Call) vm.Value {
	given, name := fileArg(c, 0)
	at := func(i int) time.Time {
		return time.UnixMicro(int64(c.ToNumber(c.Arg(i)).Float() * 1e6))
	}
	check(c, os.Chtimes(name, at(1), at(2)), "utime", given)
	return vm.Undefined
}

// fsStat is stat ( path, link ): an array of numbers, in the order of the fields
// of Stats.
func fsStat(c *vm.Call) vm.Value {
	given, name := fileArg(c, 0)
	stat, call := os.Stat, "stat"
	if c.Arg(1) == vm.True {
		stat, call = os.Lstat, "lstat"
	}
	info, err := stat(name)
	if err != nil && c.Arg(2) == vm.True && errors.Is(err, fs.ErrNotExist) {
		return vm.Undefined
	}
	check(c, err, call, given)
	a := c.NewArray(0)
	for _, n := range statFields(info) {
		c.ArrayPush(a, vm.NumberValue(n))
	}
	return c.ObjectValue(a)
}
