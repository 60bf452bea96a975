//go:build unix

package node

import (
	"io/fs"
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
	check(c, syscall.Access(name, uint32(c.ToInt32(c.Arg(1)))), "access", given)
	return vm.Undefined
}

// statFields are dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks and
// the times of access, modification, change and birth in milliseconds.
func statFields(info fs.FileInfo) []float64 {
	ms := float64(info.ModTime().UnixNano()) / 1e6
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return []float64{0, float64(info.Mode().Perm()), 1, 0, 0, 0, 4096, 0, float64(info.Size()), 0, ms, ms, ms, ms}
	}
	atime, ctime := statTimes(st)
	return []float64{float64(st.Dev), float64(st.Mode), float64(st.Nlink), float64(st.Uid), float64(st.Gid), float64(st.Rdev),
		float64(st.Blksize), float64(st.Ino), float64(st.Size), float64(st.Blocks), atime, ms, ctime, ctime}
}

func millis(t syscall.Timespec) float64 { return float64(t.Sec)*1e3 + float64(t.Nsec)/1e6 }
