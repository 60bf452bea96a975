package loop

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

func presentTime() unix.Timespec { return unix.Timespec{Nsec: unix.UTIME_NOW} }

func omittedTime(int, func() (FileInfo, error)) (unix.Timespec, error) {
	return unix.Timespec{Nsec: unix.UTIME_OMIT}, nil
}

func fsync(fd int) error     { return unix.Fsync(fd) }
func fdatasync(fd int) error { return unix.Fdatasync(fd) }

// Readv is Read into several buffers.
func Readv(fd int, bufs [][]byte, offset int64) (int, error) {
	return vectored(bufs, offset,
		func(b [][]byte) (int, error) { return unix.Readv(fd, b) },
		func(b [][]byte, at int64) (int, error) { return unix.Preadv(fd, b, at) })
}

// Writev is Write of several buffers.
func Writev(fd int, bufs [][]byte, offset int64) (int, error) {
	return vectored(bufs, offset,
		func(b [][]byte) (int, error) { return unix.Writev(fd, b) },
		func(b [][]byte, at int64) (int, error) { return unix.Pwritev(fd, b, at) })
}

func futimens(fd int, ts *[2]unix.Timespec) error {
	_, _, e := syscall.Syscall6(unix.SYS_UTIMENSAT, uintptr(fd), 0, uintptr(unsafe.Pointer(ts)), 0, 0, 0)
	return sysErr(e)
}

func clone(out, in int) error { return errnoOf(unix.IoctlFileClone(out, in)) }

// Stat is what is known of the file at path.
func Stat(path string) (FileInfo, error) { return statx(unix.AT_FDCWD, path, 0) }

// Lstat is Stat that does not follow a symbolic link.
func Lstat(path string) (FileInfo, error) {
	return statx(unix.AT_FDCWD, path, unix.AT_SYMLINK_NOFOLLOW)
}

// Fstat is Stat of a descriptor.
func Fstat(fd int) (FileInfo, error) { return statx(fd, "", unix.AT_EMPTY_PATH) }

func statx(dir int, path string, flags int) (FileInfo, error) {
	var x unix.Statx_t
	err := again(func() error {
		return unix.Statx(dir, path, flags, unix.STATX_BASIC_STATS|unix.STATX_BTIME, &x)
	})
	if err == ENOSYS {
		return statOld(dir, path, flags)
	}
	if err != nil {
		return FileInfo{}, err
	}
	return FileInfo{
		Dev: unix.Mkdev(x.Dev_major, x.Dev_minor), Mode: uint64(x.Mode), Nlink: uint64(x.Nlink),
		UID: uint64(x.Uid), GID: uint64(x.Gid), Rdev: unix.Mkdev(x.Rdev_major, x.Rdev_minor),
		Ino: x.Ino, Size: x.Size, BlkSize: uint64(x.Blksize), Blocks: x.Blocks,
		Atim: statxTime(x.Atime), Mtim: statxTime(x.Mtime), Ctim: statxTime(x.Ctime), Birthtim: statxTime(x.Btime),
	}, nil
}

func statxTime(t unix.StatxTimestamp) Timespec { return Timespec{t.Sec, int64(t.Nsec)} }

// statOld is for kernels and sandboxes without statx: there is no time of
// birth, for which the time of change stands.
func statOld(dir int, path string, flags int) (FileInfo, error) {
	var s unix.Stat_t
	var err error
	if flags == unix.AT_EMPTY_PATH {
		err = unix.Fstat(dir, &s)
	} else {
		err = unix.Fstatat(dir, path, &s, flags)
	}
	if err != nil {
		return FileInfo{}, errnoOf(err)
	}
	ctime := Timespec{int64(s.Ctim.Sec), int64(s.Ctim.Nsec)}
	return FileInfo{
		Dev: uint64(s.Dev), Mode: uint64(s.Mode), Nlink: uint64(s.Nlink), UID: uint64(s.Uid), GID: uint64(s.Gid),
		Rdev: uint64(s.Rdev), Ino: s.Ino, Size: uint64(s.Size), BlkSize: uint64(s.Blksize), Blocks: uint64(s.Blocks),
		Atim: Timespec{int64(s.Atim.Sec), int64(s.Atim.Nsec)}, Mtim: Timespec{int64(s.Mtim.Sec), int64(s.Mtim.Nsec)},
		Ctim: ctime, Birthtim: ctime,
	}, nil
}

// Statfs describes the file system that path is in.
func Statfs(path string) (FSInfo, error) {
	var s unix.Statfs_t
	if err := again(func() error { return unix.Statfs(path, &s) }); err != nil {
		return FSInfo{}, err
	}
	return FSInfo{uint64(s.Type), uint64(s.Bsize), s.Blocks, s.Bfree, s.Bavail, s.Files, s.Ffree, uint64(s.Frsize)}, nil
}

// Sendfile copies up to n bytes of in, from offset on, to where out stands.
// It may copy less.
func Sendfile(out, in int, offset int64, n int64) (int64, error) {
	off := offset
	k, err := againN(func() (int, error) { return unix.CopyFileRange(in, &off, out, nil, int(n), 0) })
	if err == nil && k > 0 {
		return int64(k), nil
	}
	off = offset
	k, err = againN(func() (int, error) { return unix.Sendfile(out, in, &off, int(min(n, 1<<30))) })
	switch err {
	case EINVAL, EIO, ENOTSOCK, EXDEV, ENOSYS:
		return copyBytes(out, in, &off, n)
	}
	return int64(k), err
}
