package loader

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
)

// Kind is what stands at a path.
type Kind uint8

// The kinds.
const (
	None Kind = iota
	File
	Dir
)

// FS is where modules are read from.
type FS interface {
	// Stat says what is at name, after following symbolic links.
	Stat(name string) Kind
	// ReadFile returns the bytes of a file.
	ReadFile(name string) ([]byte, error)
	// Realpath resolves the symbolic links of a name that exists.
	Realpath(name string) string
}

// OS is the file system of the machine.
func OS() FS { return osFS{} }

type osFS struct{}

// native is the operating system's name of a path.
func native(name string) string {
	if runtime.GOOS == "windows" {
		return filepath.FromSlash(strings.TrimPrefix(name, "/"))
	}
	return name
}

// FromNative is the path of an operating system's absolute file name.
func FromNative(name string) string {
	if runtime.GOOS == "windows" {
		name = filepath.ToSlash(name)
		if !strings.HasPrefix(name, "/") {
			name = "/" + name
		}
	}
	return name
}

// Native is the operating system's name of a path of OS.
func Native(name string) string { return native(name) }

func (osFS) Stat(name string) Kind {
	info, err := os.Stat(native(name))
	switch {
	case err != nil:
		return None
	case info.IsDir():
		return Dir
	}
	return File
}

func (osFS) ReadFile(name string) ([]byte, error) { return os.ReadFile(native(name)) }

func (osFS) Realpath(name string) string {
	real, err := filepath.EvalSymlinks(native(name))
	if err != nil {
		return name
	}
	return FromNative(real)
}

// FromFS is a file system whose root is "/". Its symbolic links are not resolved.
func FromFS(fsys fs.FS) FS { return ioFS{fsys} }

type ioFS struct{ fs.FS }

func (f ioFS) rel(name string) string {
	name = strings.TrimPrefix(path.Clean(name), "/")
	if name == "" {
		return "."
	}
	return name
}

func (f ioFS) Stat(name string) Kind {
	info, err := fs.Stat(f.FS, f.rel(name))
	switch {
	case err != nil:
		return None
	case info.IsDir():
		return Dir
	}
	return File
}

func (f ioFS) ReadFile(name string) ([]byte, error) {
	data, err := fs.ReadFile(f.FS, f.rel(name))
	var pe *fs.PathError
	if errors.As(err, &pe) {
		pe.Path = name
	}
	return data, err
}

func (f ioFS) Realpath(name string) string { return path.Clean(name) }
