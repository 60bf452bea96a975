package loop

import (
	"path/filepath"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Stat is what is known of the file at path.
func Stat(path string) (FileInfo, error) { return statPath(path, 0) }

// Lstat is Stat that does not follow a symbolic link.
func Lstat(path string) (FileInfo, error) {
	return statPath(path, windows.FILE_FLAG_OPEN_REPARSE_POINT)
}

func statPath(path string, attributes uint32) (FileInfo, error) {
	p, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return FileInfo{}, EINVAL
	}
	h, err := windows.CreateFile(p, windows.FILE_READ_ATTRIBUTES, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE,
		nil, windows.OPEN_EXISTING, windows.FILE_FLAG_BACKUP_SEMANTICS|attributes, 0)
	if err != nil {
		return FileInfo{}, errnoOf(err)
	}
	defer windows.CloseHandle(h)
	return Fstat(int(h))
}

// Fstat is Stat of a descriptor.
func Fstat(fd int) (FileInfo, error) {
	h := windows.Handle(fd)
	switch kind, _ := windows.GetFileType(h); kind {
	case windows.FILE_TYPE_CHAR:
		return FileInfo{Mode: S_IFCHR | 0o666, Nlink: 1}, nil
	case windows.FILE_TYPE_PIPE:
		return FileInfo{Mode: S_IFIFO | 0o666, Nlink: 1}, nil
	}
	var info windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(h, &info); err != nil {
		return FileInfo{}, errnoOf(err)
	}
	at := func(ft windows.Filetime) Timespec {
		ns := ft.Nanoseconds()
		sec := ns / 1e9
		if ns%1e9 < 0 {
			sec--
		}
		return Timespec{sec, ns - sec*1e9}
	}
	size := uint64(info.FileSizeHigh)<<32 | uint64(info.FileSizeLow)
	return FileInfo{
		Dev: uint64(info.VolumeSerialNumber), Mode: modeOf(info.FileAttributes), Nlink: uint64(info.NumberOfLinks),
		Ino:  uint64(info.FileIndexHigh)<<32 | uint64(info.FileIndexLow),
		Size: size, BlkSize: 4096, Blocks: (size + 511) / 512,
		Atim: at(info.LastAccessTime), Mtim: at(info.LastWriteTime), Ctim: at(info.LastWriteTime), Birthtim: at(info.CreationTime),
	}, nil
}

func modeOf(attributes uint32) uint64 {
	mode := uint64(0o444)
	if attributes&windows.FILE_ATTRIBUTE_READONLY == 0 {
		mode = 0o666
	}
	switch {
	case attributes&windows.FILE_ATTRIBUTE_REPARSE_POINT != 0:
		return mode | S_IFLNK
	case attributes&windows.FILE_ATTRIBUTE_DIRECTORY != 0:
		return mode | S_IFDIR
	}
	return mode | S_IFREG
}

// Statfs describes the file system that path is in.
func Statfs(path string) (FSInfo, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return FSInfo{}, errnoOf(err)
	}
	p, err := windows.UTF16PtrFromString(abs)
	if err != nil {
		return FSInfo{}, EINVAL
	}
	var available, total, free uint64
	if err := windows.GetDiskFreeSpaceEx(p, &available, &total, &free); err != nil {
		return FSInfo{}, errnoOf(err)
	}
	const block = 4096
	return FSInfo{Bsize: block, Frsize: block, Blocks: total / block, Bfree: free / block, Bavail: available / block}, nil
}

func bytesOf[T any](p *T) *byte  { return (*byte)(unsafe.Pointer(p)) }
func sizeOf[T any](p *T) uintptr { return unsafe.Sizeof(*p) }
