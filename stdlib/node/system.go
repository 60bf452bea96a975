package node

import (
	"io"

	"gojs/gc"
	"gojs/loader"
	"gojs/loop"
	"gojs/vm"
)

// Options are what a program is told about the world.
type Options struct {
	Args     []string // process.argv behind the executable
	ExecArgv []string // the options before the program
	Env      []string // name=value
	Stdin    io.Reader
	Stdout   io.Writer
	Stderr   io.Writer
	Dir      string // the working directory, an absolute path with slashes
	FS       loader.FS
	Version  string              // process.version, such as v25.8.1
	Release  string              // the version of gojs itself
	Flags    map[string][]string // options of the command line, by name

	main string // the file of the program
}

// Host is what a System asks of the program that runs the VM.
type Host interface {
	// Loop is the event loop, made when it is first asked for.
	Loop() *loop.Loop
	// MakeCallback calls a function as a callback of the loop, with an array of
	// arguments, or undefined for none: ticks and microtasks come after it, and
	// what it throws is uncaught.
	MakeCallback(f, this, args vm.Value)
	// Callback is MakeCallback for a Go function, which holds no Values.
	Callback(f func())
	// Exit ends the program. It does not return.
	Exit(code int)
	// SetExitCode is process.exitCode; ExitCode is the code as it stands.
	SetExitCode(code int)
	ExitCode() int
}

// System is Node's layer over one VM.
type System struct {
	vm     *vm.VM
	host   Host
	o      Options
	loader *loader.Loader

	exports  *gc.RootList // of the built-in modules, by number; Undefined while not made
	bindings *gc.RootList // of internalBinding, by number
	process  *gc.Root     // the process object, nil while nobody has asked for it

	async   asyncState
	started int // how often EndCallback was called
	ticks   tickQueue
	timers  timerSet
	modules moduleMap
	handles handleSet
	kept    map[string]*gc.Root // functions that js gives to Go, by name
	scratch []byte              // of writes of texts
}

var systemID = vm.NewDataID()

// New gives m the modules, and the globals that belong to them.
func New(m *vm.VM, h Host, o Options) *System {
	s := &System{vm: m, host: h, o: o}
	s.loader = loader.New(o.FS, isPublic)
	m.SetLibraryData(systemID, s)
	s.hookConsole()
	m.AllImportAttributes = true // load says which are not supported
	return s
}

// Of is the System of a VM.
func Of(m *vm.VM) *System {
	s, _ := m.LibraryData(systemID).(*System)
	if s == nil {
		m.ThrowError("This program has no event loop")
	}
	return s
}

// Dir is the working directory.
func (s *System) Dir() string { return s.o.Dir }

// Loader resolves the program's specifiers.
func (s *System) Loader() *loader.Loader { return s.loader }

// keep roots a function that JavaScript gives to Go under a name.
func (s *System) keep(name string, v vm.Value) {
	if s.kept == nil {
		s.kept = map[string]*gc.Root{}
	}
	if r := s.kept[name]; r != nil {
		r.Set(gc.Word(v))
		return
	}
	s.kept[name] = s.vm.Heap().NewRoot(gc.Word(v))
}

// keptValue is what keep kept, undefined where nothing was.
func (s *System) keptValue(name string) vm.Value {
	if r := s.kept[name]; r != nil {
		return vm.Value(r.Get())
	}
	return vm.Undefined
}
