package loop

import "golang.org/x/sys/windows"

// GuessHandle tells what kind of handle a descriptor is for.
func GuessHandle(fd int) HandleKind {
	h := windows.Handle(fd)
	var mode uint32
	if windows.GetConsoleMode(h, &mode) == nil {
		return TTYHandle
	}
	switch kind, _ := windows.GetFileType(h); kind {
	case windows.FILE_TYPE_PIPE:
		return PipeHandle
	case windows.FILE_TYPE_DISK, windows.FILE_TYPE_CHAR:
		return FileHandle
	}
	return UnknownHandle
}
