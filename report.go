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
	e := &Error{Value: r.value(v), cause: goErrorOf(m, v)}
	_, err := m.Protect(func() vm.Value {
		if m.IsError(v) {
			r.describeError(e, v)
		} else {
			r.describeOther(e, v)
		}
		return vm.Undefined
	})
	if err != nil && e.report == "" {
		e.Stack = "Uncaught " + m.Display(v)
		e.report = e.Stack
	}
	return e
}

// describeOther describes what is no Error, as Node prints it.
func (r *Runtime) describeOther(e *Error, v vm.Value) {
	m := r.vm
	at := r.throwPlace(v)
	e.Position = at.Position
	shown := es.Inspect(m, v, es.DefaultInspect())
	e.Message, e.Stack = shown, "Uncaught "+shown
	if !v.IsObject() {
		switch {
		case v.IsSymbol():
			shown = ""
		case v.IsRef():
			e.Message = r.text(v)
			shown = e.Message
		}
		shown += "\n(Use `gojs --trace-uncaught ...` to show where the exception was thrown)"
	}
	switch f := at.frame(); {
	case r.fromStack: // and there is no stack
		e.report = "\n" + shown
	case f != "":
		e.report = "\n" + strings.TrimSuffix(f, "\n") + shown
	default:
		e.report = "Uncaught:\n" + shown
	}
}

func (r *Runtime) describeError(e *Error, v vm.Value) {
	m := r.vm
	o := m.Obj(v)
	text := func(key string) string {
		t := m.Get(o, m.Key(key))
		if t.IsUndefined() {
			return ""
		}
		return m.ToGoString(t)
	}
	at := r.throwPlace(v) // before anything else is thrown
	e.Name, e.Message = text("name"), text("message")
	if stack := m.Get(o, m.Key("stack")); stack.IsString() {
		e.Stack = m.GoString(stack)
	} else {
		e.Stack = m.GoString(m.ErrorToString(o))
	}
	if at.file == nil || r.fromStack && at.syntax == nil {
		if p := r.stackPlace(e.Stack); p.file != nil {
			at = p
		}
	}
	e.Position = at.Position
	shown := es.Inspect(m, v, es.DefaultInspect())
	// Errors without calls in their stack are inspected in brackets, which
	// nobody sees where the stack has those of Node.
	limit := m.Get(m.Realm().Intrinsic(vm.ErrorConstructor), m.Key("stackTraceLimit"))
	if rest, ok := strings.CutPrefix(shown, "["+e.Stack+"]"); ok && strings.HasSuffix(e.Stack, e.Message) && limit != vm.IntValue(0) {
		shown = e.Stack + rest
	}
	e.report = at.frame() + shown
	// Node puts the place of an error of linking into the stack, without a line between.
	if at.syntax != nil && strings.HasPrefix(e.Message, "The requested module '") {
		e.report = strings.TrimSuffix(at.frame(), "\n") + shown
	}
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
		if f == nil {
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
		return anonymous(p.syntax.Frame()) + "\n\n"
	}
	at := &source.Error{File: p.file, Span: source.Span{Start: p.offset, End: p.offset + 1}}
	return anonymous(at.Frame()) + "\n\n"
}

// anonymous names the text of an eval in a frame as V8 does.
func anonymous(frame string) string {
	if head, rest, _ := strings.Cut(frame, "\n"); strings.HasPrefix(head, "eval at ") {
		if i := strings.LastIndexByte(head, ':'); i >= 0 {
			return "<anonymous_script>" + head[i:] + "\n" + rest
		}
	}
	return frame
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
