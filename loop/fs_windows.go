package loop

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/windows"
)

// Flags of Open. A descriptor is a handle of Windows.
const (
	O_RDONLY    = syscall.O_RDONLY
	O_WRONLY    = syscall.O_WRONLY
	O_RDWR      = syscall.O_RDWR
	O_CREAT     = syscall.O_CREAT
	O_EXCL      = syscall.O_EXCL
	O_TRUNC     = syscall.O_TRUNC
	O_APPEND    = syscall.O_APPEND
	O_NONBLOCK  = syscall.O_NONBLOCK
	O_SYNC      = syscall.O_SYNC
	O_DIRECTORY = 0
	O_NOFOLLOW  = 0
	O_NOCTTY    = 0
)

// Open opens a file. The descriptor is not inherited by children.
func Open(path string, flags int, mode uint32) (fd int, err error) {
	h, err := syscall.Open(path, flags|syscall.O_CLOEXEC, mode)
	if err != nil {
		return 0, errnoOf(err)
	}
	return int(h), nil
}

// Close closes a descriptor.
func Close(fd int) error { return errnoOf(syscall.Close(syscall.Handle(fd))) }

func overlapped(offset int64) *windows.Overlapped {
	return &windows.Overlapped{Offset: uint32(offset), OffsetHigh: uint32(offset >> 32)}
}

// Read reads into buf at offset, or where the descriptor stands when that is
// negative; 0 bytes at the end.
func Read(fd int, buf []byte, offset int64) (int, error) {
	if offset < 0 {
		n, err := syscall.Read(syscall.Handle(fd), buf)
		return max(n, 0), errnoOf(err)
	}
	var n uint32
	err := windows.ReadFile(windows.Handle(fd), buf, &n, overlapped(offset))
	if err == windows.ERROR_HANDLE_EOF {
		err = nil
	}
	return int(n), errnoOf(err)
}

// Write writes buf at offset, or where the descriptor stands when that is
// negative. It may write less.
func Write(fd int, buf []byte, offset int64) (int, error) {
	if offset < 0 {
		n, err := syscall.Write(syscall.Handle(fd), buf)
		return max(n, 0), errnoOf(err)
	}
	var n uint32
	err := windows.WriteFile(windows.Handle(fd), buf, &n, overlapped(offset))
	return int(n), errnoOf(err)
}

// each does a vectored call buffer by buffer.
func each(bufs [][]byte, offset int64, f func(b []byte, at int64) (int, error)) (int, error) {
	total := 0
	for _, b := range bufs {
		at := offset
		if at >= 0 {
			at += int64(total)
		}
		n, err := f(b, at)
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
	return each(bufs, offset, func(b []byte, at int64) (int, error) { return Read(fd, b, at) })
}

// Writev is Write of several buffers.
func Writev(fd int, bufs [][]byte, offset int64) (int, error) {
	return each(bufs, offset, func(b []byte, at int64) (int, error) { return Write(fd, b, at) })
}

// Mkdir makes a directory.
func Mkdir(path string, mode uint32) error { return errnoOf(os.Mkdir(path, os.FileMode(mode))) }

// Rmdir removes an empty directory.
func Rmdir(path string) error { return errnoOf(syscall.Rmdir(path)) }

// Unlink removes a name that is not a directory's.
func Unlink(path string) error { return errnoOf(syscall.Unlink(path)) }

// Rename gives a file another name, whose file is replaced if there is one.
func Rename(from, to string) error { return errnoOf(os.Rename(from, to)) }

// Fsync waits until what was written is on the medium.
func Fsync(fd int) error { return errnoOf(syscall.Fsync(syscall.Handle(fd))) }

// Fdatasync is Fsync without times and the like.
func Fdatasync(fd int) error { return Fsync(fd) }

// Ftruncate sets a file's length.
func Ftruncate(fd int, size int64) error {
	return errnoOf(syscall.Ftruncate(syscall.Handle(fd), size))
}

// Access tells by nil whether the file may be used as mode says; on Windows
// only that it is not read-only can be told.
func Access(path string, mode int) error {
	st, err := os.Stat(path)
	if err == nil && mode&W_OK != 0 && !st.IsDir() && st.Mode()&0o200 == 0 {
		return EPERM
	}
	return errnoOf(err)
}

// Chmod sets permission bits.
func Chmod(path string, mode uint32) error { return errnoOf(os.Chmod(path, os.FileMode(mode))) }

// Fchmod sets permission bits.
func Fchmod(fd int, mode uint32) error {
	var info windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(windows.Handle(fd), &info); err != nil {
		return errnoOf(err)
	}
	basic := struct {
		times      [4]int64
		attributes uint32
		_          uint32
	}{attributes: info.FileAttributes &^ windows.FILE_ATTRIBUTE_READONLY}
	if mode&0o200 == 0 {
		basic.attributes |= windows.FILE_ATTRIBUTE_READONLY
	}
	return errnoOf(windows.SetFileInformationByHandle(windows.Handle(fd), windows.FileBasicInfo, bytesOf(&basic), uint32(sizeOf(&basic))))
}

// Chown does nothing: owners are not numbers on Windows.
func Chown(path string, uid, gid int) error { return nil }

// Fchown does nothing.
func Fchown(fd, uid, gid int) error { return nil }

// Lchown does nothing.
func Lchown(path string, uid, gid int) error { return nil }

// Link makes a further name for a file.
func Link(path, newPath string) error { return errnoOf(os.Link(path, newPath)) }

// Symlink makes a symbolic link at path that says target. Whether it is to a
// directory is found out when the flags do not say it.
func Symlink(target, path string, flags int) error { return errnoOf(os.Symlink(target, path)) }

// Readlink is what a symbolic link says.
func Readlink(path string) (string, error) {
	s, err := os.Readlink(path)
	return s, errnoOf(err)
}

// Realpath is the absolute path of an existing file, without symbolic links,
// "." and "..".
func Realpath(path string) (string, error) {
	s, err := filepath.EvalSymlinks(path)
	if err == nil {
		s, err = filepath.Abs(s)
	}
	return s, errnoOf(err)
}

func openDir(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, errnoOf(err)
	}
	if st, err := f.Stat(); err == nil && !st.IsDir() {
		f.Close()
		return nil, ENOTDIR
	}
	return f, nil
}

func timesOf(atime, mtime float64) (a, m *windows.Filetime) {
	one := func(s float64) *windows.Filetime {
		if math.IsNaN(s) {
			return nil
		}
		ft := windows.NsecToFiletime(time.Now().UnixNano())
		if !math.IsInf(s, 1) {
			t := timeOf(s)
			ft = windows.NsecToFiletime(t.Sec*int64(time.Second) + t.Nsec)
		}
		return &ft
	}
	return one(atime), one(mtime)
}

func utime(path string, atime, mtime float64, attributes uint32) error {
	p, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return EINVAL
	}
	h, err := windows.CreateFile(p, windows.FILE_WRITE_ATTRIBUTES, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE,
		nil, windows.OPEN_EXISTING, windows.FILE_FLAG_BACKUP_SEMANTICS|attributes, 0)
	if err != nil {
		return errnoOf(err)
	}
	defer windows.CloseHandle(h)
	return Futime(int(h), atime, mtime)
}

// Utime sets the times of access and modification, in seconds since 1970.
func Utime(path string, atime, mtime float64) error { return utime(path, atime, mtime, 0) }

// Lutime is Utime that does not follow a symbolic link.
func Lutime(path string, atime, mtime float64) error {
	return utime(path, atime, mtime, windows.FILE_FLAG_OPEN_REPARSE_POINT)
}

// Futime is Utime of a descriptor.
func Futime(fd int, atime, mtime float64) error {
	a, m := timesOf(atime, mtime)
	return errnoOf(windows.SetFileTime(windows.Handle(fd), nil, a, m))
}

// Copyfile copies a file's contents and attributes. What was begun is removed
// when it fails.
func Copyfile(from, to string, flags int) error {
	if flags&CopyfileFicloneForce != 0 {
		return ENOSYS
	}
	how := O_WRONLY | O_CREAT | O_TRUNC
	if flags&CopyfileExcl != 0 {
		how |= O_EXCL
	}
	if a, err := filepath.Abs(from); err == nil {
		if b, err := filepath.Abs(to); err == nil && strings.EqualFold(a, b) {
			return nil
		}
	}
	in, err := Open(from, O_RDONLY, 0)
	if err != nil {
		return err
	}
	defer Close(in)
	out, err := Open(to, how, 0o666)
	if err != nil {
		return err
	}
	_, err = copyBytes(out, in, nil, math.MaxInt64)
	if e := Close(out); err == nil {
		err = e
	}
	if err != nil {
		Unlink(to)
	}
	return err
}

// Sendfile copies up to n bytes of in, from offset on, to where out stands.
func Sendfile(out, in int, offset int64, n int64) (int64, error) {
	return copyBytes(out, in, &offset, n)
}
