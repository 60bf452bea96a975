package node

import (
	"io/fs"
	"os"
	"strings"
	"time"

	"gojs/loader"
	"gojs/loop"
	"gojs/vm"
)

// Operations on paths.

// onOne is an operation on the path that is the first argument; the request is
// argument i.
func onOne(c *vm.Call, call string, i int, op func(name string) error) vm.Value {
	name, shown := fsPath(c, 0)
	return onPath(call, shown).do(c, i, func() error { return op(name) })
}

// onTwo is one on two paths.
func onTwo(c *vm.Call, call string, i int, op func(from, to string) error) vm.Value {
	from, shown := fsPath(c, 0)
	to, dest := fsPath(c, 1)
	return fsCall{name: call, path: shown, dest: dest, hasPath: true, hasDest: true}.do(c, i, func() error { return op(from, to) })
}

func fsAccess(c *vm.Call) vm.Value {
	mode := int(intArg(c, 1))
	return onOne(c, "access", 2, func(name string) error { return loop.Access(name, mode) })
}

func fsExists(c *vm.Call) vm.Value {
	name, _ := fsPath(c, 0)
	return vm.BoolValue(loop.Access(name, loop.F_OK) == nil)
}

func fsRename(c *vm.Call) vm.Value { return onTwo(c, "rename", 2, loop.Rename) }
func fsLink(c *vm.Call) vm.Value   { return onTwo(c, "link", 2, loop.Link) }
func fsUnlink(c *vm.Call) vm.Value { return onOne(c, "unlink", 1, loop.Unlink) }
func fsRmdir(c *vm.Call) vm.Value  { return onOne(c, "rmdir", 1, loop.Rmdir) }

// fsSymlink is symlink ( target, path, flags, request )
func fsSymlink(c *vm.Call) vm.Value {
	_, target := fsPath(c, 0)
	name, shown := fsPath(c, 1)
	flags := int(intArg(c, 2))
	return fsCall{name: "symlink", path: target, dest: shown, hasPath: true, hasDest: true}.do(c, 3, func() error {
		return loop.Symlink(target, name, flags)
	})
}

// fsCopyFile is copyFile ( from, to, mode, request )
func fsCopyFile(c *vm.Call) vm.Value {
	mode := int(intArg(c, 2))
	return onTwo(c, "copyfile", 3, func(from, to string) error { return loop.Copyfile(from, to, mode) })
}

func fsChmod(c *vm.Call) vm.Value {
	mode := uint32(intArg(c, 1))
	return onOne(c, "chmod", 2, func(name string) error { return loop.Chmod(name, mode) })
}

func fsChown(c *vm.Call) vm.Value {
	uid, gid := int(intArg(c, 1)), int(intArg(c, 2))
	return onOne(c, "chown", 3, func(name string) error { return loop.Chown(name, uid, gid) })
}

func fsLchown(c *vm.Call) vm.Value {
	uid, gid := int(intArg(c, 1)), int(intArg(c, 2))
	return onOne(c, "lchown", 3, func(name string) error { return loop.Lchown(name, uid, gid) })
}

// fsUtimes is utimes ( path, atime, mtime, request ), in seconds
func fsUtimes(c *vm.Call) vm.Value {
	a, m := c.Arg(1).Float(), c.Arg(2).Float()
	return onOne(c, "utime", 3, func(name string) error { return loop.Utime(name, a, m) })
}

func fsLutimes(c *vm.Call) vm.Value {
	a, m := c.Arg(1).Float(), c.Arg(2).Float()
	return onOne(c, "lutime", 3, func(name string) error { return loop.Lutime(name, a, m) })
}

// fsMkdir is mkdir ( path, mode, recursive, request ): the first folder made, where
// recursive.
func fsMkdir(c *vm.Call) vm.Value {
	name, shown := fsPath(c, 0)
	mode, recursive := uint32(intArg(c, 1)), c.Arg(2) == vm.True
	dir := loader.Native(Of(c.VM).o.Dir)
	return onPath("mkdir", shown).run(c, 3, func() (any, error) {
		if recursive && name != shown && loop.Access(dir, loop.F_OK) != nil {
			return nil, loop.ENOENT // the working directory is gone
		}
		if !recursive {
			return nil, loop.Mkdir(name, mode)
		}
		first, err := mkdirAll(name, mode)
		if err != nil || first == "" {
			return nil, err
		}
		return fsText{text: first}, nil
	})
}

// mkdirAll makes a folder and those it is in, and returns the first it made.
func mkdirAll(name string, mode uint32) (first string, err error) {
	var missing []string
	for d := strings.TrimRight(name, "/"); ; {
		err := loop.Mkdir(d, mode)
		if err == nil {
			first = d
			break
		}
		if err != loop.ENOENT {
			if st, e := loop.Stat(d); e == nil && st.Mode&loop.S_IFMT == loop.S_IFDIR {
				break
			} else if err == loop.EEXIST && len(missing) > 0 {
				return "", loop.ENOTDIR
			}
			return "", err
		}
		i := strings.LastIndexByte(d, '/')
		if i <= 0 {
			return "", err
		}
		missing = append(missing, d)
		d = strings.TrimRight(d[:i], "/")
		if d == "" {
			d = "/"
		}
	}
	for i := len(missing) - 1; i >= 0; i-- {
		if err := loop.Mkdir(missing[i], mode); err != nil && err != loop.EEXIST {
			return "", err
		}
		if first == "" {
			first = missing[i]
		}
	}
	return first, nil
}

// fsMkdtemp is mkdtemp ( prefix, bytes, request )
func fsMkdtemp(c *vm.Call) vm.Value {
	name, shown := fsPath(c, 0)
	asBytes := c.Arg(1) == vm.True
	return onPath("mkdtemp", shown+"XXXXXX").run(c, 2, func() (any, error) {
		made, err := loop.Mkdtemp(name + "XXXXXX")
		if err != nil {
			return nil, err
		}
		return fsText{shown + made[len(name):], asBytes}, nil
	})
}

// fsReadlink is readlink ( path, bytes, request )
func fsReadlink(c *vm.Call) vm.Value {
	name, shown := fsPath(c, 0)
	asBytes := c.Arg(1) == vm.True
	return onPath("readlink", shown).run(c, 2, func() (any, error) {
		to, err := loop.Readlink(name)
		return fsText{to, asBytes}, err
	})
}

// fsRealpath is realpath ( path, bytes, request )
func fsRealpath(c *vm.Call) vm.Value {
	name, shown := fsPath(c, 0)
	asBytes := c.Arg(1) == vm.True
	return onPath("realpath", shown).run(c, 2, func() (any, error) {
		to, err := loop.Realpath(name)
		return fsText{to, asBytes}, err
	})
}

// dirents are entries of a folder.
type dirents struct {
	list  []loop.Dirent
	bytes bool
}

// fsReaddir is readdir ( path, bytes, request ): names and kinds.
func fsReaddir(c *vm.Call) vm.Value {
	name, shown := fsPath(c, 0)
	asBytes := c.Arg(1) == vm.True
	return onPath("scandir", shown).run(c, 2, func() (any, error) {
		list, err := loop.Scandir(name)
		return dirents{list, asBytes}, err
	})
}

// openDir is a folder that is being read.
type openDir struct{ dir *loop.Dir }

func fsOpendir(c *vm.Call) vm.Value {
	name, shown := fsPath(c, 0)
	return onPath("opendir", shown).run(c, 1, func() (any, error) {
		d, err := loop.Opendir(name)
		return &openDir{d}, err
	})
}

// fsDirRead is dirRead ( dir, bytes, count, request )
func fsDirRead(c *vm.Call) vm.Value {
	d, ok := argPart[*openDir](c, 0)
	if !ok {
		return vm.Undefined
	}
	asBytes, n := c.Arg(1) == vm.True, int(intArg(c, 2))
	return fsCall{name: "scandir"}.run(c, 3, func() (any, error) {
		list, err := d.dir.Read(n)
		return dirents{list, asBytes}, err
	})
}

func fsDirClose(c *vm.Call) vm.Value {
	d, ok := argPart[*openDir](c, 0)
	if !ok {
		return vm.Undefined
	}
	return fsCall{name: "closedir"}.do(c, 1, func() error { return d.dir.Close() })
}

// fsRm is rm ( path, maxRetries, retryDelay, request ): a folder with all that is in it.
func fsRm(c *vm.Call) vm.Value {
	name, shown := fsPath(c, 0)
	tries, delay := int(intArg(c, 1)), time.Duration(intArg(c, 2))*time.Millisecond
	return onPath("rm", shown).do(c, 3, func() error {
		for i := 0; ; i++ {
			err := os.RemoveAll(strings.TrimRight(name, "/"))
			if err == nil {
				return nil
			}
			e := &fsError{fsCall{name: "rm", path: shown, hasPath: true}, errnoOf(err)}
			if p, ok := err.(*fs.PathError); ok {
				e.call.path = p.Path
			}
			switch e.err {
			case loop.EBUSY, loop.EMFILE, loop.ENFILE, loop.ENOTEMPTY, loop.EPERM:
				if i < tries {
					time.Sleep(delay * time.Duration(i+1))
					continue
				}
			}
			return e
		}
	})
}
