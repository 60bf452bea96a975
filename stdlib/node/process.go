package node

import (
	"io"
	"math/big"
	"os"
	"path"
	"runtime"
	"strings"
	"syscall"
	"time"

	"gojs/gc"
	"gojs/loader"
	"gojs/source"
	"gojs/vm"
)

func init() {
	declareBinding("process",
		vm.Spec{Key: "version", Kind: vm.Computed, Make: func(m *vm.VM, _ *vm.Realm) vm.Value { return m.NewString(Of(m).o.Version) }},
		vm.Spec{Key: "release", Kind: vm.Computed, Make: func(m *vm.VM, _ *vm.Realm) vm.Value { return m.NewString(Of(m).o.Release) }},
		vm.Spec{Key: "platform", Kind: vm.Constant, Value: platform()},
		vm.Spec{Key: "arch", Kind: vm.Constant, Value: arch()},
		vm.Spec{Key: "pid", Kind: vm.Constant, Value: os.Getpid()},
		vm.Spec{Key: "ppid", Kind: vm.Constant, Value: os.Getppid()},
		fn("execPath", 0, processExecPath),
		fn("argv", 0, processArgv),
		fn("argv0", 0, func(c *vm.Call) vm.Value { return c.NewString(os.Args[0]) }),
		fn("env", 0, processEnv),
		fn("setExitCode", 1, processSetExitCode),
		fn("mainModule", 0, modulesMain),
		fn("reallyExit", 1, processReallyExit),
		fn("kill", 2, processKill),
		fn("cwd", 0, modulesCwd),
		fn("chdir", 1, processChdir),
		fn("umask", 1, processUmask),
		fn("nextTick", 1, processNextTick),
		fn("uptime", 0, processUptime),
		fn("hrtime", 0, processHrtime),
		fn("hrtimeBigInt", 0, processHrtimeBigInt),
		fn("memoryUsage", 0, processMemoryUsage),
		fn("threadCpuUsage", 0, processThreadCPUUsage),
		fn("resourceUsage", 0, processResourceUsage),
		fn("constrainedMemory", 0, func(*vm.Call) vm.Value { return vm.NumberValue(constrainedMemory()) }),
		fn("availableMemory", 0, func(*vm.Call) vm.Value { return vm.NumberValue(availableMemory()) }),
		fn("execArgv", 0, processExecArgv),
		fn("environment", 1, processEnvironment),
		fn("title", 0, processTitle),
		fn("setTitle", 1, processSetTitle),
		fn("abort", 0, processAbort),
		fn("execve", 3, processExecve),
		fn("getgroups", 0, processGetgroups),
		fn("setgroups", 1, processSetgroups),
		fn("initgroups", 2, processInitgroups),
		fn("setIdentity", 2, processSetIdentity),
		fn("activeResources", 0, processActiveResources),
		fn("activeHandles", 0, processActiveHandles),
		fn("activeRequests", 0, func(c *vm.Call) vm.Value { return c.ObjectValue(c.NewArray(0)) }),
		fn("cpuUsage", 1, processCPUUsage),
		fn("identity", 1, processIdentity),
		fn("write", 2, processWrite),
		fn("isTTY", 1, processIsTTY),
		fn("windowSize", 1, processWindowSize),
		fn("readStdin", 1, processReadStdin),
	)
	declareBinding("errors",
		fn("siteLine", 1, func(c *vm.Call) vm.Value { return c.NewString(c.CallSiteLine(c.Arg(0))) }),
		fn("received", 1, func(c *vm.Call) vm.Value { return c.NewString(received(c.VM, c.Arg(0))) }),
	)
	vm.DeclareGlobals(
		vm.Spec{Key: "process", Kind: vm.Computed, Make: func(m *vm.VM, _ *vm.Realm) vm.Value { return Of(m).Builtin("process") }},
		vm.Spec{Key: "global", Kind: vm.Computed, Make: func(m *vm.VM, r *vm.Realm) vm.Value { return r.GlobalThis() }},
	)
}

// processStart is when the program began.
var processStart = time.Now()

func platform() string {
	if runtime.GOOS == "windows" {
		return "win32"
	}
	return runtime.GOOS
}

func arch() string {
	switch runtime.GOARCH {
	case "amd64":
		return "x64"
	case "386":
		return "ia32"
	}
	return runtime.GOARCH
}

// processModule is the process object.
func (s *System) processModule() vm.Value {
	m := s.vm
	p := m.Get(m.Obj(s.Builtin("internal/process")), m.Key("process"))
	s.process = m.Heap().NewRoot(gc.Word(p))
	return p
}

// emit calls a function of internal/process, false where process was never
// touched: nobody listens then.
func (s *System) emit(name string, args ...vm.Value) (v vm.Value, ok bool) {
	if s.process == nil {
		return vm.Undefined, false
	}
	m := s.vm
	f := m.Get(m.Obj(s.Builtin("internal/process")), m.Key(name))
	return m.CallSlice(f, vm.Undefined, args), true
}

// Uncaught emits 'uncaughtException' with the origin; it reports whether the
// program took it.
func (s *System) Uncaught(v vm.Value, origin string) bool {
	handled, ok := s.emit("uncaught", v, s.vm.NewString(origin))
	return ok && handled == vm.True
}

// UnhandledRejection emits 'unhandledRejection'; it reports whether somebody listened.
func (s *System) UnhandledRejection(reason, promise vm.Value) bool {
	handled, ok := s.emit("unhandledRejection", reason, promise)
	return ok && handled == vm.True
}

// RejectionError is the error of a rejection with what is no Error.
func (s *System) RejectionError(reason vm.Value) vm.Value {
	m := s.vm
	f := m.Get(m.Obj(s.Builtin("internal/process")), m.Key("rejectionError"))
	return m.Call(f, vm.Undefined, reason)
}

// RejectionHandled emits 'rejectionHandled'.
func (s *System) RejectionHandled(promise vm.Value) { s.emit("rejectionHandled", promise) }

// BeforeExit emits 'beforeExit'.
func (s *System) BeforeExit() {
	s.destroyEnded()
	s.emit("beforeExit")
}

// EmitExit emits 'exit' with the code, once; the code that counts is in Host.ExitCode.
func (s *System) EmitExit(code int) {
	s.destroyEnded()
	if v, ok := s.emit("emitExit", vm.IntValue(int32(code))); ok && v.IsNumber() {
		s.host.SetExitCode(int(v.Float()))
	}
}

func processExecPath(c *vm.Call) vm.Value {
	p, err := os.Executable()
	if err != nil {
		p = os.Args[0]
	}
	return c.NewString(p)
}

func processArgv(c *vm.Call) vm.Value {
	s := Of(c.VM)
	a := c.NewArrayOf(processExecPath(c))
	args := s.o.Args
	if s.o.main != "" {
		c.ArrayPush(a, nativeString(c.VM, s.o.main))
		args = args[min(1, len(args)):]
	}
	for _, arg := range args {
		c.ArrayPush(a, c.NewString(arg))
	}
	return c.ObjectValue(a)
}

func processEnv(c *vm.Call) vm.Value {
	o := c.NewObject()
	list := Of(c.VM).o.Env
	if list == nil {
		list = os.Environ()
	}
	for _, line := range list {
		if name, value, ok := strings.Cut(line, "="); ok && name != "" {
			c.CreateDataProperty(o, c.Key(source.Sanitize([]byte(name))), c.NewString(source.Sanitize([]byte(value))))
		}
	}
	return c.ObjectValue(o)
}

func processSetExitCode(c *vm.Call) vm.Value {
	Of(c.VM).host.SetExitCode(int(c.Arg(0).Float()))
	return vm.Undefined
}

func processReallyExit(c *vm.Call) vm.Value {
	Of(c.VM).host.Exit(int(c.ToInt32(c.Arg(0))))
	return vm.Undefined
}

func processChdir(c *vm.Call) vm.Value {
	s, name := Of(c.VM), loader.FromNative(c.ToGoString(c.Arg(0)))
	if !path.IsAbs(name) {
		name = path.Join(s.o.Dir, name)
	}
	info, err := os.Stat(loader.Native(name))
	if err == nil && !info.IsDir() {
		err = syscall.ENOTDIR
	}
	if err != nil {
		throwSystem(c.VM, err, "chdir", loader.Native(s.o.Dir), loader.Native(name))
	}
	s.o.Dir = path.Clean(name)
	return vm.Undefined
}

func processUptime(c *vm.Call) vm.Value { return vm.NumberValue(time.Since(processStart).Seconds()) }

// hrtime is a time in nanoseconds from an arbitrary start.
func hrtime() int64 { return int64(time.Since(processStart)) + 1_000_000_000 }

func processHrtime(c *vm.Call) vm.Value {
	t := hrtime()
	return c.ObjectValue(c.NewArrayOf(vm.Int64Value(t/1e9), vm.Int64Value(t%1e9)))
}

func processHrtimeBigInt(c *vm.Call) vm.Value { return c.NewBigInt(big.NewInt(hrtime())) }

func processMemoryUsage(c *vm.Call) vm.Value {
	var ms runtime.MemStats
	runtime.ReadMemStats(&ms)
	st := c.Heap().Stats()
	o := c.NewObject()
	set := func(key string, n uint64) { c.CreateDataProperty(o, c.Key(key), vm.NumberValue(float64(n))) }
	set("rss", residentSize())
	set("heapTotal", uint64(st.Committed))
	set("heapUsed", uint64(st.Live))
	set("external", ms.HeapInuse)
	set("arrayBuffers", 0)
	return c.ObjectValue(o)
}

// processWrite is write ( fd, chunk ): a string or bytes to a standard stream.
func processWrite(c *vm.Call) vm.Value {
	s := Of(c.VM)
	w := s.o.Stdout
	if c.Arg(0) == vm.IntValue(2) {
		w = s.o.Stderr
	}
	var err error
	if v := c.Arg(1); v.IsString() {
		_, err = w.Write(utf8Bytes(c.GoString(v)))
	} else {
		_, err = w.Write(viewBytes(c.VM, v))
	}
	if err != nil {
		throwSystem(c.VM, err, "write", "")
	}
	return vm.Undefined
}

// utf8Bytes is a text of WTF-8 as UTF-8: lone surrogates become U+FFFD.
func utf8Bytes(s string) []byte {
	if !strings.Contains(s, "\xED") {
		return []byte(s)
	}
	b := make([]byte, 0, len(s))
	for len(s) > 0 {
		r, n := source.DecodeRune(s)
		if source.IsSurrogate(r) {
			b = append(b, "\uFFFD"...)
		} else {
			b = append(b, s[:n]...)
		}
		s = s[n:]
	}
	return b
}

// viewBytes views the bytes of a typed array, DataView or buffer; nil for others.
func viewBytes(m *vm.VM, v vm.Value) []byte {
	switch {
	case m.IsTypedArray(v):
		return m.TypedArrayBytes(m.Obj(v))
	case m.IsDataView(v):
		o := m.Obj(v)
		n, _ := m.DataViewLength(o)
		off := vm.DataViewByteOffset(o)
		return m.BufferBytes(m.DataViewBuffer(o))[off : off+n]
	case m.IsArrayBuffer(v):
		return m.BufferBytes(m.Obj(v))
	}
	return nil
}

// stdFile is the file of a standard stream, nil where the host gave something else.
func (s *System) stdFile(fd int) *os.File {
	var v any
	switch fd {
	case 0:
		v = s.o.Stdin
	case 1:
		v = s.o.Stdout
	case 2:
		v = s.o.Stderr
	}
	f, _ := v.(*os.File)
	return f
}

func processIsTTY(c *vm.Call) vm.Value {
	f := Of(c.VM).stdFile(int(c.ToInt32(c.Arg(0))))
	if f == nil {
		return vm.False
	}
	st, err := f.Stat()
	return vm.BoolValue(err == nil && st.Mode()&os.ModeCharDevice != 0 && isTerminal(f))
}

func processWindowSize(c *vm.Call) vm.Value {
	f := Of(c.VM).stdFile(int(c.ToInt32(c.Arg(0))))
	if f == nil {
		return vm.Undefined
	}
	w, h, ok := windowSize(f)
	if !ok {
		return vm.Undefined
	}
	return c.ObjectValue(c.NewArrayOf(vm.IntValue(int32(w)), vm.IntValue(int32(h))))
}

// processReadStdin is readStdin ( callback ): callback(err, chunk) for each piece,
// without chunk at the end. The program is alive until then.
func processReadStdin(c *vm.Call) vm.Value {
	s := Of(c.VM)
	f := s.root(c.Arg(0))
	l := s.host.Loop()
	l.Hold()
	in := s.o.Stdin
	go func() {
		for {
			buf := make([]byte, 64<<10)
			n, err := in.Read(buf)
			if n > 0 {
				l.Post(func() { s.stdinChunk(f, buf[:n], nil) })
			}
			if err != nil {
				if err == io.EOF {
					err = nil
				}
				l.Post(func() {
					l.Release()
					s.stdinChunk(f, nil, err)
				})
				return
			}
		}
	}()
	return vm.Undefined
}

func (s *System) stdinChunk(f *gc.Root, data []byte, err error) {
	m := s.vm
	args := m.NewArray(0)
	switch {
	case err != nil:
		m.ArrayPush(args, m.ObjectValue(newSystemError(m, err, "read", "")))
	case data != nil:
		m.ArrayPush(args, vm.Null)
		m.ArrayPush(args, s.bytes(data))
	}
	s.host.MakeCallback(vm.Value(f.Get()), vm.Undefined, m.ObjectValue(args))
	if data == nil {
		f.Free()
	}
}

// bytes is a Uint8Array with a copy of b.
func (s *System) bytes(b []byte) vm.Value {
	m := s.vm
	r := m.Realm()
	buffer := m.NewArrayBufferFrom(r.Intrinsic(vm.ArrayBufferPrototype), b)
	return m.ObjectValue(m.NewTypedArray(vm.Uint8, r.Intrinsic(vm.Uint8.TypedArrayProto()), buffer, 0, int64(len(b))))
}
