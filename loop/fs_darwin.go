package loop

import (
	"time"

	"golang.org/x/sys/unix"
)

func presentTime() unix.Timespec { return unix.NsecToTimespec(time.Now().UnixNano()) }

// omittedTime is the time the file has: i is 0 for that of access, 1 for that
// of modification.
func omittedTime(i int, old func() (FileInfo, error)) (unix.Timespec, error) {
	st, err := old()
	t := [...]Timespec{st.Atim, st.Mtim}[i]
	return unix.Timespec{Sec: t.Sec, Nsec: t.Nsec}, err
}

// fsync asks the drive too, where it can be asked.
func fsync(fd int) error {
	if _, err := unix.FcntlInt(uintptr(fd), unix.F_FULLFSYNC, 0); err == nil {
		return nil
	}
	return unix.Fsync(fd)
}

func fdatasync(fd int) error { return fsync(fd) }

// Stat is what is known of the file at path.
func Stat(path string) (FileInfo, error) {
	return stat(func(s *unix.Stat_t) error { return unix.Stat(path, s) })
}

// Lstat is Stat that does not follow a symbolic link.
func Lstat(path string) (FileInfo, error) {
	return stat(func(s *unix.Stat_t) error { return unix.Lstat(path, s) })
}

// Fstat is Stat of a descriptor.
func Fstat(fd int) (FileInfo, error) {
	return stat(func(s *unix.Stat_t) error { return unix.Fstat(fd, s) })
}

func stat(get func(*unix.Stat_t) error) (FileInfo, error) {
	var s unix.Stat_t
	if err := again(func() error { return get(&s) }); err != nil {
		return FileInfo{}, err
	}
	at := func(t unix.Timespec) Timespec { return Timespec{t.Sec, t.Nsec} }
	return FileInfo{
		Dev: uint64(s.Dev), Mode: uint64(s.Mode), Nlink: uint64(s.Nlink), UID: uint64(s.Uid), GID: uint64(s.Gid),
		Rdev: uint64(s.Rdev), Ino: s.Ino, Size: uint64(s.Size), BlkSize: uint64(s.Blksize), Blocks: uint64(s.Blocks),
		Flags: uint64(s.Flags), Gen: uint64(s.Gen),
		Atim: at(s.Atim), Mtim: at(s.Mtim), Ctim: at(s.Ctim), Birthtim: at(s.Btim),
	}, nil
}

// Statfs describes the file system that path is in.
func Statfs(path string) (FSInfo, error) {
	var s unix.Statfs_t
	if err := again(func() error { return unix.Statfs(path, &s) }); err != nil {
		return FSInfo{}, err
	}
	return FSInfo{uint64(s.Type), uint64(s.Bsize), s.Blocks, s.Bfree, s.Bavail, s.Files, s.Ffree, uint64(s.Bsize)}, nil
}

// one does a vectored call buffer by buffer.
func one(bufs [][]byte, f func(b []byte, at int64) (int, error)) (int, error) {
	total := 0
	for _, b := range bufs {
		n, err := f(b, int64(total))
		if err != nil && total == 0 {
			return 0, err
		}
		total += n
		if err != nil || n < len(b) {
			break
		}
	}
	return total, nil
}

// Readv is Read into several buffers.
func Readv(fd int, bufs [][]byte, offset int64) (int, error) {
	return one(bufs, func(b []byte, at int64) (int, error) { return Read(fd, b, position(offset, at)) })
}

// Writev is Write of several buffers.
func Writev(fd int, bufs [][]byte, offset int64) (int, error) {
	return one(bufs, func(b []byte, at int64) (int, error) { return Write(fd, b, position(offset, at)) })
}

func position(offset, at int64) int64 {
	if offset < 0 {
		return -1
	}
	return offset + at
}

func futimens(fd int, ts *[2]unix.Timespec) error {
	var tv [2]unix.Timeval
	for i := range ts {
		tv[i] = unix.NsecToTimeval(ts[i].Nano())
	}
	return unix.Futimes(fd, tv[:])
}

// clone is for files that exist; Darwin makes clones as it makes files.
func clone(out, in int) error { return ENOSYS }

// Sendfile copies up to n bytes of in, from offset on, to where out stands.
func Sendfile(out, in int, offset int64, n int64) (int64, error) {
	return copyBytes(out, in, &offset, n)
}
