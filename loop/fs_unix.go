//go:build unix

package loop

import (
	"math"
	"os"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// Flags of Open.
const (
	O_RDONLY    = unix.O_RDONLY
	O_WRONLY    = unix.O_WRONLY
	O_RDWR      = unix.O_RDWR
	O_CREAT     = unix.O_CREAT
	O_EXCL      = unix.O_EXCL
	O_TRUNC     = unix.O_TRUNC
	O_APPEND    = unix.O_APPEND
	O_NONBLOCK  = unix.O_NONBLOCK
	O_SYNC      = unix.O_SYNC
	O_DIRECTORY = unix.O_DIRECTORY
	O_NOFOLLOW  = unix.O_NOFOLLOW
	O_NOCTTY    = unix.O_NOCTTY
)

// again repeats a system call that a signal interrupts.
func again(f func() error) error {
	for {
		if err := f(); err != unix.EINTR {
			return errnoOf(err)
		}
	}
}

func againN(f func() (int, error)) (int, error) {
	for {
		if n, err := f(); err != unix.EINTR {
			if err != nil {
				return 0, errnoOf(err)
			}
			return n, nil
		}
	}
}

// Open opens a file. The descriptor is not inherited by children.
func Open(path string, flags int, mode uint32) (fd int, err error) {
	return againN(func() (int, error) { return unix.Open(path, flags|unix.O_CLOEXEC, mode) })
}

// Close closes a descriptor.
func Close(fd int) error {
	if err := unix.Close(fd); err != unix.EINTR && err != unix.EINPROGRESS {
		return errnoOf(err)
	}
	return nil // the descriptor is gone all the same
}

// Read reads into buf at offset, or where the descriptor stands when that is
// negative; 0 bytes at the end.
func Read(fd int, buf []byte, offset int64) (int, error) {
	if offset < 0 {
		return againN(func() (int, error) { return unix.Read(fd, buf) })
	}
	return againN(func() (int, error) { return unix.Pread(fd, buf, offset) })
}

// Write writes buf at offset, or where the descriptor stands when that is
// negative. It may write less.
func Write(fd int, buf []byte, offset int64) (int, error) {
	if offset < 0 {
		return againN(func() (int, error) { return unix.Write(fd, buf) })
	}
	return againN(func() (int, error) { return unix.Pwrite(fd, buf, offset) })
}

// Mkdir makes a directory.
func Mkdir(path string, mode uint32) error {
	return again(func() error { return unix.Mkdir(path, mode) })
}

// Rmdir removes an empty directory.
func Rmdir(path string) error { return again(func() error { return unix.Rmdir(path) }) }

// Unlink removes a name that is not a directory's.
func Unlink(path string) error { return again(func() error { return unix.Unlink(path) }) }

// Rename gives a file another name, whose file is replaced if there is one.
func Rename(from, to string) error { return again(func() error { return unix.Rename(from, to) }) }

// Fsync waits until what was written is on the medium.
func Fsync(fd int) error { return again(func() error { return fsync(fd) }) }

// Fdatasync is Fsync without times and the like.
func Fdatasync(fd int) error { return again(func() error { return fdatasync(fd) }) }

// Ftruncate sets a file's length.
func Ftruncate(fd int, size int64) error {
	return again(func() error { return unix.Ftruncate(fd, size) })
}

// Access tells by nil whether the process's user may do what mode says.
func Access(path string, mode int) error {
	return again(func() error { return unix.Access(path, uint32(mode)) })
}

// Chmod sets permission bits.
func Chmod(path string, mode uint32) error {
	return again(func() error { return unix.Chmod(path, mode) })
}

// Fchmod sets permission bits.
func Fchmod(fd int, mode uint32) error { return again(func() error { return unix.Fchmod(fd, mode) }) }

// Chown sets owner and group; -1 leaves one as it is.
func Chown(path string, uid, gid int) error {
	return again(func() error { return unix.Chown(path, uid, gid) })
}

// Fchown is Chown of a descriptor.
func Fchown(fd, uid, gid int) error { return again(func() error { return unix.Fchown(fd, uid, gid) }) }

// Lchown is Chown that does not follow a symbolic link.
func Lchown(path string, uid, gid int) error {
	return again(func() error { return unix.Lchown(path, uid, gid) })
}

// Link makes a further name for a file.
func Link(path, newPath string) error {
	return again(func() error { return unix.Link(path, newPath) })
}

// Symlink makes a symbolic link at path that says target. The flags matter on
// Windows only.
func Symlink(target, path string, flags int) error {
	return again(func() error { return unix.Symlink(target, path) })
}

// Readlink is what a symbolic link says.
func Readlink(path string) (string, error) {
	for size := 256; ; size *= 4 {
		buf := make([]byte, size)
		n, err := againN(func() (int, error) { return unix.Readlink(path, buf) })
		if err != nil {
			return "", err
		}
		if n < size {
			return string(buf[:n]), nil
		}
	}
}

// maxLinks is how many symbolic links a path may go through.
const maxLinks = 40

// Realpath is the absolute path of an existing file, without symbolic links,
// "." and "..".
func Realpath(path string) (string, error) {
	if path == "" {
		return "", ENOENT
	}
	done := ""
	if path[0] != '/' {
		var err error
		if done, err = unix.Getwd(); err != nil {
			return "", errnoOf(err)
		}
		if done == "/" {
			done = ""
		}
	}
	mustBeDir := strings.HasSuffix(path, "/")
	for links := 0; path != ""; {
		var name string
		name, path, _ = strings.Cut(path, "/")
		switch name {
		case "", ".":
			continue
		case "..":
			done = done[:max(strings.LastIndexByte(done, '/'), 0)]
			continue
		}
		target, err := Readlink(done + "/" + name)
		switch err {
		case EINVAL: // not a link
			done += "/" + name
		case nil:
			if links++; links > maxLinks {
				return "", ELOOP
			}
			if path = target + "/" + path; path[0] == '/' {
				done = ""
			}
		default:
			return "", err
		}
	}
	if done == "" {
		return "/", nil
	}
	if mustBeDir {
		if st, err := Lstat(done); err != nil {
			return "", err
		} else if st.Mode&S_IFMT != S_IFDIR {
			return "", ENOTDIR
		}
	}
	return done, nil
}

func openDir(path string) (*os.File, error) {
	fd, err := Open(path, O_RDONLY|O_DIRECTORY, 0)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), path), nil
}

// timespecs are the two times as the system takes them. old is what is known
// of the file, for systems that cannot leave a time as it is.
func timespecs(atime, mtime float64, old func() (FileInfo, error)) (ts [2]unix.Timespec, err error) {
	for i, s := range [...]float64{atime, mtime} {
		switch {
		case math.IsNaN(s):
			ts[i], err = omittedTime(i, old)
		case math.IsInf(s, 1):
			ts[i] = presentTime()
		default:
			t := timeOf(s)
			ts[i].Sec, ts[i].Nsec = t.Sec, t.Nsec
		}
	}
	return ts, err
}

// Utime sets the times of access and modification, in seconds since 1970.
func Utime(path string, atime, mtime float64) error {
	ts, err := timespecs(atime, mtime, func() (FileInfo, error) { return Stat(path) })
	if err != nil {
		return err
	}
	return again(func() error { return unix.UtimesNanoAt(unix.AT_FDCWD, path, ts[:], 0) })
}

// Lutime is Utime that does not follow a symbolic link.
func Lutime(path string, atime, mtime float64) error {
	ts, err := timespecs(atime, mtime, func() (FileInfo, error) { return Lstat(path) })
	if err != nil {
		return err
	}
	return again(func() error { return unix.UtimesNanoAt(unix.AT_FDCWD, path, ts[:], unix.AT_SYMLINK_NOFOLLOW) })
}

// Futime is Utime of a descriptor.
func Futime(fd int, atime, mtime float64) error {
	ts, err := timespecs(atime, mtime, func() (FileInfo, error) { return Fstat(fd) })
	if err != nil {
		return err
	}
	return again(func() error { return futimens(fd, &ts) })
}

// Copyfile copies a file's contents and permission bits. A file that is the
// same already is left alone. What was begun is removed when it fails.
func Copyfile(from, to string, flags int) error {
	if flags&^(CopyfileExcl|CopyfileFiclone|CopyfileFicloneForce) != 0 {
		return EINVAL
	}
	in, err := Open(from, O_RDONLY, 0)
	if err != nil {
		return err
	}
	defer unix.Close(in)
	src, err := Fstat(in)
	if err != nil {
		return err
	}
	how := O_WRONLY | O_CREAT
	if flags&CopyfileExcl != 0 {
		how |= O_EXCL
	}
	out, err := Open(to, how, uint32(src.Mode))
	if err != nil {
		return err
	}
	dst, err := Fstat(out)
	if err == nil && (dst.Dev != src.Dev || dst.Ino != src.Ino) {
		err = copyInto(out, in, &src, flags)
	}
	if e := Close(out); err == nil {
		err = e
	}
	if err != nil {
		unix.Unlink(to)
	}
	return err
}

func copyInto(out, in int, src *FileInfo, flags int) error {
	if err := Ftruncate(out, 0); err != nil {
		return err
	}
	if err := Fchmod(out, uint32(src.Mode&0o7777)); err != nil && err != EPERM {
		return err
	}
	if flags&(CopyfileFiclone|CopyfileFicloneForce) != 0 {
		err := clone(out, in)
		if err == nil || flags&CopyfileFicloneForce != 0 {
			return err
		}
	}
	left := int64(src.Size)
	if src.Mode&S_IFMT != S_IFREG || left == 0 {
		left = math.MaxInt64 // a device, or a file whose size is not told
		_, err := copyBytes(out, in, nil, left)
		return err
	}
	for off := int64(0); left > 0; {
		n, err := Sendfile(out, in, off, min(left, 1<<30))
		if err != nil || n == 0 {
			return err
		}
		off += n
		left -= n
	}
	return nil
}

// vectored does one system call on several buffers, of which it takes no more
// than the system allows at once.
func vectored(bufs [][]byte, offset int64, plain func([][]byte) (int, error), at func([][]byte, int64) (int, error)) (int, error) {
	const iovMax = 1024
	total := 0
	for len(bufs) > 0 {
		part := bufs[:min(len(bufs), iovMax)]
		bufs = bufs[len(part):]
		n, err := againN(func() (int, error) {
			if offset < 0 {
				return plain(part)
			}
			return at(part, offset+int64(total))
		})
		if err != nil {
			if total > 0 {
				return total, nil
			}
			return 0, err
		}
		total += n
		if n < size(part) {
			break
		}
	}
	return total, nil
}

func sysErr(e syscall.Errno) error {
	if e == 0 {
		return nil
	}
	return e
}
