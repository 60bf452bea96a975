package node

import (
	"errors"
	"io/fs"
	"syscall"

	"gojs/loader"
	"gojs/loop"
	"gojs/vm"
)

var (
	kCode = vm.NewKeyID("code")
	kName = vm.NewKeyID("name")
)

// errorClasses are the prototypes by the constructor's name.
var errorClasses = map[string]vm.Intrinsic{
	"Error": vm.ErrorPrototype, "TypeError": vm.TypeErrorPrototype, "RangeError": vm.RangeErrorPrototype,
	"SyntaxError": vm.SyntaxErrorPrototype,
}

// newCoded makes an error of Node: its stack begins with "Name [CODE]: message",
// its name does not.
func newCoded(m *vm.VM, class, code, message string) *vm.Object {
	e := m.Obj(m.NewError(errorClasses[class], message))
	m.DefineData(e, m.K(kName), m.NewString(class+" ["+code+"]"), vm.Writable|vm.Configurable)
	m.Get(e, m.Key("stack")) // the text is made now
	m.Delete(e, m.K(kName))
	m.CreateDataProperty(e, m.K(kCode), m.NewString(code))
	return e
}

// throwCoded throws such an error.
func throwCoded(m *vm.VM, class, code, message string) {
	m.Throw(m.ObjectValue(newCoded(m, class, code, message)))
}

// throwLoader throws what the loader says.
func throwLoader(m *vm.VM, err error) {
	var e *loader.Error
	if !errors.As(err, &e) {
		throwSystem(m, err, "", "")
	}
	if e.Code != "MODULE_NOT_FOUND" {
		o := newCoded(m, e.Name, e.Code, e.Message)
		if e.URL != "" {
			m.CreateDataProperty(o, m.Key("url"), m.NewString(e.URL))
		}
		m.Throw(m.ObjectValue(o))
	}
	o := m.Obj(m.NewError(vm.ErrorPrototype, e.Message))
	m.CreateDataProperty(o, m.K(kCode), m.NewString(e.Code))
	list := m.NewArray(0)
	for _, file := range e.RequireStack {
		m.ArrayPush(list, m.NewString(loader.Native(file)))
	}
	m.CreateDataProperty(o, m.Key("requireStack"), m.ObjectValue(list))
	m.Throw(m.ObjectValue(o))
}

// errnoOf is libuv's number for an error of a system call.
func errnoOf(err error) loop.Errno {
	var uv loop.Errno
	if errors.As(err, &uv) {
		return uv
	}
	var e syscall.Errno
	if errors.As(err, &e) {
		return loop.Errno(-int32(e))
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return loop.ENOENT
	case errors.Is(err, fs.ErrExist):
		return loop.EEXIST
	case errors.Is(err, fs.ErrPermission):
		return loop.EACCES
	case errors.Is(err, fs.ErrInvalid):
		return loop.EINVAL
	}
	return loop.EIO
}

// newSystemError is UVException: the error of a system call, about a path or
// two where they are not "".
func newSystemError(m *vm.VM, err error, call, path string, dest ...string) *vm.Object {
	no := errnoOf(err)
	text := no.Name() + ": " + no.Message() + ", " + call
	if path != "" {
		text += " '" + path + "'"
	}
	if len(dest) > 0 {
		text += " -> '" + dest[0] + "'"
	}
	o := m.Obj(m.NewError(vm.ErrorPrototype, text))
	m.CreateDataProperty(o, m.Key("errno"), vm.IntValue(int32(no)))
	m.CreateDataProperty(o, m.K(kCode), m.NewString(no.Name()))
	m.CreateDataProperty(o, m.Key("syscall"), m.NewString(call))
	if path != "" {
		m.CreateDataProperty(o, m.Key("path"), m.NewString(path))
	}
	if len(dest) > 0 {
		m.CreateDataProperty(o, m.Key("dest"), m.NewString(dest[0]))
	}
	return o
}

func throwSystem(m *vm.VM, err error, call, path string, dest ...string) {
	m.Throw(m.ObjectValue(newSystemError(m, err, call, path, dest...)))
}
