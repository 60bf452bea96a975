package node

import (
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"

	"gojs/loader"
	"gojs/loop"
	"gojs/vm"
)

// What the bindings process_wrap and spawn_sync have in common: the options by
// which JavaScript describes a child.

// mostStdio bounds the descriptors of a child.
const mostStdio = 1 << 16

var catchBrokenPipes sync.Once

// prepareSpawn does what must be done before a child starts: it must not come
// before what was printed, nor inherit that broken pipes are ignored.
func (s *System) prepareSpawn() {
	if f, ok := s.o.Stdout.(interface{ Flush() }); ok {
		f.Flush()
	}
	catchBrokenPipes.Do(func() {
		// A signal that is caught and not ignored is the default's again in a child.
		if signal.Ignored(syscall.SIGPIPE) {
			signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
		}
	})
}

// spawnOptions reads the options besides stdio.
func (s *System) spawnOptions(c *vm.Call, o *vm.Object) *loop.SpawnOptions {
	get := func(key string) vm.Value { return c.Get(o, c.Key(key)) }
	text := func(key string) string {
		if v := get(key); v.IsString() {
			return nativeBytes(c.GoString(v))
		}
		return ""
	}
	opts := &loop.SpawnOptions{File: text("file"), Cwd: text("cwd")}
	opts.Args = nativeTexts(c, get("args"))
	if len(opts.Args) == 0 {
		opts.Args = []string{opts.File}
	}
	if v := get("envPairs"); v.IsObject() {
		opts.Env = append([]string{}, nativeTexts(c, v)...)
	}
	dir := loader.Native(s.o.Dir)
	switch {
	case opts.Cwd == "":
		opts.Cwd = dir
	case !filepath.IsAbs(opts.Cwd):
		opts.Cwd = filepath.Join(dir, opts.Cwd)
	}
	opts.UID, opts.GID = identityOption(get("uid")), identityOption(get("gid"))
	opts.Detached = c.ToBoolean(get("detached"))
	opts.WindowsHide = c.ToBoolean(get("windowsHide"))
	opts.WindowsVerbatim = c.ToBoolean(get("windowsVerbatimArguments"))
	return opts
}

func identityOption(v vm.Value) *uint32 {
	if !v.IsNumber() {
		return nil
	}
	id := uint32(int64(v.Float()))
	return &id
}

// nativeBytes is a text as the system takes it: lone surrogates become U+FFFD.
func nativeBytes(s string) string { return string(utf8Bytes(s)) }

// nativeTexts is an array of texts.
func nativeTexts(c *vm.Call, v vm.Value) []string {
	if !v.IsObject() {
		return nil
	}
	o := c.Obj(v)
	n := c.LengthOfArrayLike(o)
	list := make([]string, 0, min(n, 1<<16))
	for i := range n {
		list = append(list, nativeBytes(c.ToGoString(c.Get(o, c.IntegerKey(i)))))
	}
	return list
}

// stdioOption calls one for every description in the list stdio of o: what
// kind of descriptor it is, and the object.
func stdioOption(c *vm.Call, o *vm.Object, one func(kind string, d *vm.Object) (loop.Stdio, error)) ([]loop.Stdio, error) {
	v := c.Get(o, c.Key("stdio"))
	if !v.IsObject() {
		return nil, nil
	}
	list := c.Obj(v)
	n := min(c.LengthOfArrayLike(list), mostStdio)
	stdio := make([]loop.Stdio, 0, n)
	for i := range n {
		d := c.Get(list, c.IntegerKey(i))
		if !d.IsObject() {
			return nil, loop.EINVAL
		}
		io, err := one(c.ToGoString(c.Get(c.Obj(d), c.Key("type"))), c.Obj(d))
		if err != nil {
			return nil, err
		}
		stdio = append(stdio, io)
	}
	return stdio, nil
}

// stdioFD is the description of a descriptor that the child inherits.
func stdioFD(c *vm.Call, d *vm.Object) loop.Stdio {
	return loop.Stdio{Kind: loop.StdioInherit, FD: int(c.ToInt32(c.Get(d, c.Key("fd"))))}
}

// signalValue is a signal's name, null for 0.
func signalValue(m *vm.VM, signum int) vm.Value {
	if signum == 0 {
		return vm.Null
	}
	return m.NewString(signalName(signum))
}
