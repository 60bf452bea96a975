package loop

import (
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"sort"
	"strings"
	"time"
)

// The operations on files are functions that block and may be called on any
// goroutine; Do is the asynchronous form of all of them. They return errors of
// type Errno. Paths are bytes, not text; a NUL in one is EINVAL.

// Timespec is a time as files have it: seconds since 1970 and nanoseconds.
type Timespec struct{ Sec, Nsec int64 }

// FileInfo is what is known of a file (uv_stat_t). Mode has the type and
// permission bits of Unix on every system.
type FileInfo struct {
	Dev, Mode, Nlink, UID, GID, Rdev, Ino, Size, BlkSize, Blocks uint64
	Flags, Gen                                                   uint64
	Atim, Mtim, Ctim, Birthtim                                   Timespec
}

// FSInfo is what is known of a file system (uv_statfs_t). Sizes are in blocks
// of Bsize bytes.
type FSInfo struct {
	Type, Bsize, Blocks, Bfree, Bavail, Files, Ffree, Frsize uint64
}

// DirentType is the kind of a directory's entry.
type DirentType uint8

// Kinds of entries, by libuv's numbers.
const (
	DirentUnknown DirentType = iota
	DirentFile
	DirentDir
	DirentLink
	DirentFIFO
	DirentSocket
	DirentChar
	DirentBlock
)

// Dirent is an entry of a directory.
type Dirent struct {
	Name string
	Type DirentType
}

// Flags of Copyfile.
const (
	// CopyfileExcl makes it an error (EEXIST) that the destination exists.
	CopyfileExcl = 1 << iota
	// CopyfileFiclone shares the blocks of the two files if the file system can.
	CopyfileFiclone
	// CopyfileFicloneForce fails if it cannot.
	CopyfileFicloneForce
)

// Modes of Access.
const (
	F_OK = 0
	X_OK = 1
	W_OK = 2
	R_OK = 4
)

// Flags of Symlink, for Windows.
const (
	SymlinkDir      = 1
	SymlinkJunction = 2
)

// File types in FileInfo.Mode.
const (
	S_IFMT   = 0o170000
	S_IFREG  = 0o100000
	S_IFDIR  = 0o040000
	S_IFLNK  = 0o120000
	S_IFIFO  = 0o010000
	S_IFSOCK = 0o140000
	S_IFCHR  = 0o020000
	S_IFBLK  = 0o060000
)

// UtimeNow and UtimeOmit, given as a time to Utime and its kin, stand for the
// present and for no change.
var (
	UtimeNow  = math.Inf(1)
	UtimeOmit = math.NaN()
)

func direntType(m fs.FileMode) DirentType {
	switch m.Type() {
	case 0:
		return DirentFile
	case fs.ModeDir:
		return DirentDir
	case fs.ModeSymlink:
		return DirentLink
	case fs.ModeNamedPipe:
		return DirentFIFO
	case fs.ModeSocket:
		return DirentSocket
	case fs.ModeDevice:
		return DirentBlock
	case fs.ModeDevice | fs.ModeCharDevice:
		return DirentChar
	}
	return DirentUnknown
}

func dirents(entries []fs.DirEntry) []Dirent {
	out := make([]Dirent, len(entries))
	for i, e := range entries {
		out[i] = Dirent{e.Name(), direntType(e.Type())}
	}
	return out
}

// Scandir reads a whole directory, without "." and "..", in the order of the
// bytes of the names.
func Scandir(path string) ([]Dirent, error) {
	d, err := Opendir(path)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	entries, err := d.f.ReadDir(-1)
	if err != nil {
		return nil, errnoOf(err)
	}
	out := dirents(entries)
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out, nil
}

// Dir is a directory that is being read. Its methods are not for use by
// several goroutines at once.
type Dir struct{ f *os.File }

// Opendir opens a directory; ENOTDIR for anything else.
func Opendir(path string) (*Dir, error) {
	f, err := openDir(path)
	if err != nil {
		return nil, err
	}
	return &Dir{f}, nil
}

// Read returns up to n entries, n being at least 1, in the system's order;
// none at the end.
func (d *Dir) Read(n int) ([]Dirent, error) {
	entries, err := d.f.ReadDir(max(n, 1))
	if len(entries) == 0 && err != nil && err.Error() != "EOF" {
		return nil, errnoOf(err)
	}
	return dirents(entries), nil
}

// Close closes the directory.
func (d *Dir) Close() error { return errnoOf(d.f.Close()) }

// maxTemplates is how many names are tried before EEXIST.
const maxTemplates = 10000

// fromTemplate replaces the six X at the end of template until create does not
// find that the name exists. EINVAL when they are not there.
func fromTemplate(template string, create func(path string) error) (string, error) {
	const digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	base, ok := strings.CutSuffix(template, "XXXXXX")
	if !ok {
		return "", EINVAL
	}
	var err error
	for range maxTemplates {
		var tail [6]byte
		for i := range tail {
			tail[i] = digits[rand.IntN(len(digits))]
		}
		path := base + string(tail[:])
		if err = create(path); err != EEXIST {
			return path, err
		}
	}
	return "", err
}

// Mkdtemp makes a directory for the user alone, with a name from the template,
// which ends with XXXXXX.
func Mkdtemp(template string) (string, error) {
	return fromTemplate(template, func(path string) error { return Mkdir(path, 0o700) })
}

// Mkstemp makes and opens a file for the user alone, with a name from the template.
func Mkstemp(template string) (fd int, path string, err error) {
	path, err = fromTemplate(template, func(path string) (err error) {
		fd, err = Open(path, O_RDWR|O_CREAT|O_EXCL, 0o600)
		return err
	})
	return fd, path, err
}

// timeOf is a file's time given in seconds. Times that do not fit are clamped.
func timeOf(seconds float64) Timespec {
	whole := math.Floor(seconds)
	if math.Abs(whole) >= 1<<62 {
		whole = math.Copysign(1<<62, whole)
	}
	// A double has not the digits for nanoseconds; microseconds are what was meant.
	nsec := int64(math.Round((seconds-whole)*1e6)) * 1000
	sec := int64(whole)
	if nsec >= int64(time.Second) {
		sec, nsec = sec+1, nsec-int64(time.Second)
	}
	return Timespec{sec, nsec}
}

// copyBytes copies what is left of in to out, up to n bytes, by reading and
// writing. off, if not nil, is where in is read.
func copyBytes(out, in int, off *int64, n int64) (int64, error) {
	buf := make([]byte, min(n, 64<<10))
	done := int64(0)
	for done < n {
		at := int64(-1)
		if off != nil {
			at = *off
		}
		r, err := Read(in, buf[:min(int64(len(buf)), n-done)], at)
		if err != nil || r == 0 {
			return done, err
		}
		for w := 0; w < r; {
			k, err := Write(out, buf[w:r], -1)
			if err != nil {
				return done, err
			}
			w += k
			done += int64(k)
			if off != nil {
				*off += int64(k)
			}
		}
	}
	return done, nil
}

// size is the number of bytes in the buffers.
func size(bufs [][]byte) int {
	n := 0
	for _, b := range bufs {
		n += len(b)
	}
	return n
}
