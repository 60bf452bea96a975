package node

import (
	"io/fs"
	"os"
	"syscall"

	"gojs/vm"
)

const (
	errIsDir  = syscall.EISDIR
	errNotDir = syscall.ENOTDIR
)

// fsAccess is access ( path, mode )
func fsAccess(c *vm.Call) vm.Value {
	given, name := fileArg(c, 0)
	info, err := os.Stat(name)
	const write = 2
	if err == nil && c.ToInt32(c.Arg(1))&write != 0 && info.Mode()&0o200 == 0 {
		err = fs.ErrPermission
	}
	check(c, err, "access", given)
	return vm.Undefined
}

// statFields are dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks and
// the times of access, modification, change and birth in milliseconds.
func statFields(info fs.FileInfo) []float64 {
	ms := float64(info.ModTime().UnixNano()) / 1e6
	mode := float64(info.Mode().Perm())
	switch {
	case info.IsDir():
		mode += 0o040000
	case info.Mode()&fs.ModeSymlink != 0:
		mode += 0o120000
	default:
		mode += 0o100000
	}
	return []float64{0, mode, 1, 0, 0, 0, 4096, 0, float64(info.Size()), 0, ms, ms, ms, ms}
}
