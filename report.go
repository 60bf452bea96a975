package gojs

import (
	"strconv"
	"strings"

	"gojs/gc"
	"gojs/source"
	"gojs/stdlib/es"
	"gojs/vm"
)

// newError describes what was thrown. It runs getters of errors that have some,
// and takes what these throw for nothing.
func (r *Runtime) newError(v vm.Value) *Error {
	m := r.vm
	e := &Error{Value: r.value(v)}
	_, err := m.Protect(func() vm.Value {
		r.describe(e, v)
		return vm.Undefined
	})
	if err != nil && e.Stack == "" {
		e.Stack = "Uncaught:\n" + m.Display(v)
		e.report = e.Stack
	}
	return e
}

func (r *Runtime) describe(e *Error, v vm.Value) {
	m := r.vm
	e.cause = goErrorOf(m, v)
	at := r.throwPlace(v)
	e.Position = at.Position
	if !m.IsError(v) {
		e.Message = es.Inspect(m, v, es.DefaultInspect())
		e.Stack = "Uncaught " + e.Message
		e.report = at.frame() + "Uncaught:\n" + e.Message + "\n(Use `gojs --trace-uncaught ...` to show where the exception was thrown)"
		if v.IsString() {
			e.Message = m.GoString(v)
		}
		return
	}
	o := m.Obj(v)
	text := func(key string) string {
		t := m.Get(o, m.Key(key))
		if t.IsUndefined() {
			return ""
		}
		return m.ToGoString(t)
	}
	e.Name, e.Message = text("name"), text("message")
	if stack := m.Get(o, m.Key("stack")); stack.IsString() {
		e.Stack = m.GoString(stack)
	} else {
		e.Stack = m.GoString(m.ErrorToString(o))
	}
	if at.file == nil {
		at = r.stackPlace(e.Stack)
		e.Position = at.Position
	}
	e.report = at.frame() + es.Inspect(m, v, es.DefaultInspect())
}

// newRejection is the error for a promise rejected with what is no Error: e
// describes it.
func (r *Runtime) newRejection(e, reason vm.Value) *Error {
	m := r.vm
	x := &Error{Name: "UnhandledPromiseRejection", Value: r.value(reason), cause: goErrorOf(m, reason)}
	message := m.GoString(m.ToString(m.Get(m.Obj(e), m.Key("message"))))
	x.Message = message
	x.Stack = "[UnhandledPromiseRejection: " + message + "]"
	x.report = x.Stack + " {\n  code: 'ERR_UNHANDLED_REJECTION'\n}"
	return x
}

// place is where something was thrown: the lines that show it are made of its
// text, or are those of a syntax error.
type place struct {
	Position
	file   *source.File
	offset int32
	syntax *source.Error
}

// throwPlace is where v was thrown, as the machine remembers it.
func (r *Runtime) throwPlace(v vm.Value) place {
	if e := r.vm.ThrownSourceError(v); e != nil {
		line, col := e.Position()
		return place{Position: Position{e.File.Name, line, col}, file: e.File, syntax: e}
	}
	f, off, ok := r.vm.ThrowPosition(v)
	if !ok {
		return place{}
	}
	line, col := f.Position(off)
	return place{Position: Position{f.Name, line, col}, file: f, offset: off}
}

// stackPlace is the topmost call of a stack whose text is known.
func (r *Runtime) stackPlace(stack string) place {
	for line := range strings.Lines(stack) {
		p, ok := parseSite(strings.TrimSpace(line))
		if !ok {
			continue
		}
		f := r.vm.SourceFile(p.File)
		if f == nil || strings.HasPrefix(p.File, "node:") {
			continue
		}
		return place{Position: p, file: f, offset: offsetOf(f, p)}
	}
	return place{}
}

// parseSite reads the place of a line of a stack: at f (file:line:column).
func parseSite(line string) (Position, bool) {
	rest, ok := strings.CutPrefix(line, "at ")
	if !ok {
		return Position{}, false
	}
	if i := strings.LastIndex(rest, " ("); i >= 0 && strings.HasSuffix(rest, ")") {
		rest = rest[i+2 : len(rest)-1]
	}
	rest = strings.TrimPrefix(rest, "async ")
	i := strings.LastIndexByte(rest, ':')
	if i < 0 {
		return Position{}, false
	}
	j := strings.LastIndexByte(rest[:i], ':')
	if j < 0 {
		return Position{}, false
	}
	l, err1 := strconv.Atoi(rest[j+1 : i])
	c, err2 := strconv.Atoi(rest[i+1:])
	return Position{rest[:j], l, c}, err1 == nil && err2 == nil
}

// offsetOf is the byte offset of a position in its file.
func offsetOf(f *source.File, p Position) int32 {
	start := 0
	for n := 1; n < p.Line; n++ {
		i := strings.IndexByte(f.Text[start:], '\n')
		if i < 0 {
			return int32(len(f.Text))
		}
		start += i + 1
	}
	off := start
	for units := 1; units < p.Column && off < len(f.Text); {
		c, n := source.DecodeRune(f.Text[off:])
		if units++; c >= 0x10000 {
			units++
		}
		off += n
	}
	return int32(off)
}

// frame is the lines before the stack: place, source line, caret and an empty line.
func (p place) frame() string {
	switch {
	case p.file == nil:
		return ""
	case p.syntax != nil:
		return p.syntax.Frame() + "\n\n"
	}
	at := &source.Error{File: p.file, Span: source.Span{Start: p.offset, End: p.offset + 1}}
	return at.Frame() + "\n\n"
}

// goErrorKey is the private name that leads from an Error to the Go error it was
// made from.
func goErrorKey(m *vm.VM) vm.PropertyKey {
	root, _ := m.LibraryData(goErrorID).(*gc.Root)
	if root == nil {
		root = m.Heap().NewRoot(gc.Word(m.NewPrivateName(m.NewString("#goError"))))
		m.SetLibraryData(goErrorID, root)
	}
	return vm.SymbolKey(vm.Value(root.Get()))
}

var goErrorID = vm.NewDataID()

// goErrorOf is the Go error that a thrown value was made from, nil where it was not.
func goErrorOf(m *vm.VM, v vm.Value) error {
	if !v.IsObject() || m.LibraryData(goErrorID) == nil || vm.IsProxy(m.Obj(v)) {
		return nil
	}
	d, ok := m.GetOwnProperty(m.Obj(v), goErrorKey(m))
	if !ok || !d.IsData() {
		return nil
	}
	err, _ := m.HostData(d.Value).(error)
	return err
}
