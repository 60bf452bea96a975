package es

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"gojs/internal/numtext"
	"gojs/source"
	"gojs/vm"
)

// The console object, with Node.js's formatting (https://console.spec.whatwg.org/).

var consoleObject = vm.NewIntrinsic()

func init() {
	method := func(key string, fn vm.Native, length int) vm.Spec {
		return vm.Spec{Key: key, Fn: fn, Len: length, Attrs: attrAll, AttrsSet: true}
	}
	vm.Declare(&vm.ObjectSpec{ID: consoleObject, Proto: vm.ObjectPrototype, Global: "console",
		Make: func(m *vm.VM, _ *vm.Realm, proto *vm.Object) *vm.Object {
			return m.OrdinaryObjectCreate(m.OrdinaryObjectCreate(proto))
		},
		Props: []vm.Spec{
			method("log", consoleLog, 0),
			method("warn", consoleWarn, 0),
			method("dir", consoleDir, 0),
			method("time", consoleTime, 0),
			method("timeEnd", consoleTimeEnd, 0),
			method("timeLog", consoleTimeLog, 0),
			method("trace", consoleTrace, 0),
			method("assert", consoleAssert, 0),
			method("clear", consoleClear, 0),
			method("count", consoleCount, 0),
			method("countReset", consoleCountReset, 0),
			method("group", consoleGroup, 0),
			method("groupEnd", consoleGroupEnd, 0),
			method("table", consoleTable, 1),
			method("debug", consoleDebug, 0),
			method("info", consoleInfo, 0),
			method("dirxml", consoleLog, 0),
			method("error", consoleError, 0),
			method("groupCollapsed", consoleGroup, 0),
			consoleProperty("Console"),
			method("profile", consoleNothing, 0),
			method("profileEnd", consoleNothing, 0),
			method("timeStamp", consoleNothing, 0),
			consoleProperty("context"),
			consoleProperty("createTask"),
			consoleStream("_stdout"),
			consoleStream("_stderr"),
			consoleStream("_stdoutErrorHandler"),
			consoleStream("_stderrErrorHandler"),
			consoleStream("_ignoreErrors"),
			consoleStream("_times"),
			{Key: "@@toStringTag", Kind: vm.Constant, Value: "console", Attrs: vm.Configurable, AttrsSet: true},
		}})
}

// consoleState is what a VM's console remembers.
type consoleState struct {
	indent string
	counts map[string]int
	times  map[string]time.Time
}

var consoleStateID = vm.NewDataID()

func consoleOf(m *vm.VM) *consoleState {
	s, ok := m.LibraryData(consoleStateID).(*consoleState)
	if !ok {
		s = &consoleState{counts: map[string]int{}, times: map[string]time.Time{}}
		m.SetLibraryData(consoleStateID, s)
	}
	return s
}

// consoleWrite writes a text, indented by its groups, with a newline behind.
func consoleWrite(m *vm.VM, text string, toErr bool) {
	w, errW := ConsoleOutput(m)
	if toErr {
		w = errW
	}
	if indent := consoleOf(m).indent; indent != "" {
		text = indent + strings.ReplaceAll(text, "\n", "\n"+indent)
	}
	if f := consoleHooks(m).Write; f != nil && f(text, toErr) {
		return
	}
	// What the writer says is nobody's: console swallows errors.
	_, _ = w.Write(validUTF8(text))
}

// validUTF8 is the text as UTF-8 with a newline behind: lone surrogates become
// U+FFFD.
func validUTF8(s string) []byte {
	b := make([]byte, 0, len(s)+1)
	if source.IsASCII(s) || !strings.Contains(s, "\xED") {
		return append(append(b, s...), '\n')
	}
	for len(s) > 0 {
		r, n := source.DecodeRune(s)
		if source.IsSurrogate(r) {
			b = append(b, "\uFFFD"...)
		} else {
			b = append(b, s[:n]...)
		}
		s = s[n:]
	}
	return append(b, '\n')
}

// consolePrint writes the arguments of a method.
func consolePrint(c *vm.Call, method string, toErr bool) vm.Value {
	publish(c, method)
	consoleWrite(c.VM, Format(c.VM, c.Args(), InspectDefaults(c.VM)), toErr)
	return vm.Undefined
}

// console.log ( ...data ) and dirxml
func consoleLog(c *vm.Call) vm.Value { return consolePrint(c, "log", false) }

// console.debug ( ...data )
func consoleDebug(c *vm.Call) vm.Value { return consolePrint(c, "debug", false) }

// console.info ( ...data )
func consoleInfo(c *vm.Call) vm.Value { return consolePrint(c, "info", false) }

// console.warn ( ...data )
func consoleWarn(c *vm.Call) vm.Value { return consolePrint(c, "warn", true) }

// console.error ( ...data )
func consoleError(c *vm.Call) vm.Value { return consolePrint(c, "error", true) }

// console.profile, profileEnd and timeStamp, which only an inspector sees
func consoleNothing(*vm.Call) vm.Value { return vm.Undefined }

// console.dir ( item [ , options ] )
func consoleDir(c *vm.Call) vm.Value {
	o := InspectDefaults(c.VM)
	o.NoCustom = true
	if c.Arg(1).IsObject() {
		readInspectOptions(c.VM, c.Obj(c.Arg(1)), &o)
	}
	consoleWrite(c.VM, Inspect(c.VM, c.Arg(0), o), false)
	return vm.Undefined
}

// console.trace ( ...data )
func consoleTrace(c *vm.Call) vm.Value {
	e := c.NewObject()
	c.CreateDataProperty(e, c.K(kName), c.InternString("Trace"))
	c.CreateDataProperty(e, c.K(kMessage), c.NewString(Format(c.VM, c.Args(), InspectDefaults(c.VM))))
	c.CaptureStackTrace(e, c.ObjectValue(c.Callee()))
	consoleWrite(c.VM, goText(c, c.Get(e, c.K(kStack))), true)
	return vm.Undefined
}

// console.assert ( condition, ...data )
func consoleAssert(c *vm.Call) vm.Value {
	if c.ToBoolean(c.Arg(0)) {
		return vm.Undefined
	}
	text := "Assertion failed"
	if c.Argc() > 1 {
		args := c.Args()[1:]
		if args[0].IsString() {
			args[0] = c.Concat(c.NewString(text+": "), args[0])
		} else {
			args[0] = c.NewString(text + ": " + templateText(c, args[0]))
		}
		text = Format(c.VM, args, InspectDefaults(c.VM))
	}
	consoleWrite(c.VM, text, true)
	return vm.Undefined
}

// templateText is what `${v}` gives.
func templateText(c *vm.Call, v vm.Value) string { return goText(c, v) }

// console.clear ( )
func consoleClear(c *vm.Call) vm.Value {
	if f := consoleHooks(c.VM).Clear; f != nil {
		f()
	}
	return vm.Undefined
}

// consoleLabel is the label that the first argument names.
func consoleLabel(c *vm.Call) string {
	if c.Arg(0).IsUndefined() {
		return "default"
	}
	return goText(c, c.Arg(0))
}

// consoleWarning is a warning as Node's process.emitWarning prints it.
func consoleWarning(c *vm.Call, format string, args ...any) {
	if f := consoleHooks(c.VM).Warn; f != nil && f(fmt.Sprintf(format, args...)) {
		return
	}
	_, w := ConsoleOutput(c.VM)
	fmt.Fprintf(w, "(gojs) Warning: "+format+"\n", args...)
}

// console.count ( label )
func consoleCount(c *vm.Call) vm.Value {
	label, s := consoleLabel(c), consoleOf(c.VM)
	s.counts[label]++
	consoleWrite(c.VM, label+": "+strconv.Itoa(s.counts[label]), false)
	return vm.Undefined
}

// console.countReset ( label )
func consoleCountReset(c *vm.Call) vm.Value {
	label, s := consoleLabel(c), consoleOf(c.VM)
	if _, ok := s.counts[label]; !ok {
		consoleWarning(c, "Count for '%s' does not exist", label)
	}
	delete(s.counts, label)
	return vm.Undefined
}

// groupWidth is how far a group is indented, maxGroups how often that adds up.
const (
	groupWidth = 2
	maxGroups  = 1000
)

// console.group ( ...data ) and groupCollapsed
func consoleGroup(c *vm.Call) vm.Value {
	if c.Argc() > 0 {
		consoleLog(c)
	}
	if s := consoleOf(c.VM); len(s.indent) < maxGroups*groupWidth {
		s.indent += spaces(groupWidth)
	}
	return vm.Undefined
}

// console.groupEnd ( )
func consoleGroupEnd(c *vm.Call) vm.Value {
	s := consoleOf(c.VM)
	s.indent = s.indent[:max(len(s.indent)-groupWidth, 0)]
	return vm.Undefined
}

// console.time ( label )
func consoleTime(c *vm.Call) vm.Value {
	label, s := consoleLabel(c), consoleOf(c.VM)
	if _, ok := s.times[label]; ok {
		consoleWarning(c, "Label '%s' already exists for console.time()", label)
		return vm.Undefined
	}
	s.times[label] = time.Now()
	return vm.Undefined
}

// console.timeEnd ( label )
func consoleTimeEnd(c *vm.Call) vm.Value {
	label := consoleLabel(c)
	logTime(c, "timeEnd", label, nil)
	delete(consoleOf(c.VM).times, label)
	return vm.Undefined
}

// console.timeLog ( label, ...data )
func consoleTimeLog(c *vm.Call) vm.Value {
	var data []vm.Value
	if c.Argc() > 1 {
		data = c.Args()[1:]
	}
	logTime(c, "timeLog", consoleLabel(c), data)
	return vm.Undefined
}

func logTime(c *vm.Call, method, label string, data []vm.Value) {
	start, ok := consoleOf(c.VM).times[label]
	if !ok {
		consoleWarning(c, "No such label '%s' for console.%s()", label, method)
		return
	}
	text := label + ": " + durationText(float64(time.Since(start))/1e6)
	if len(data) > 0 {
		o := InspectDefaults(c.VM)
		for _, v := range data {
			text += " "
			if v.IsString() {
				text += c.GoString(v)
			} else {
				text += Inspect(c.VM, v, o)
			}
		}
	}
	consoleWrite(c.VM, text, false)
}

// durationText is Node's formatTime.
func durationText(ms float64) string {
	const second, minute, hour = 1000, 60 * 1000, 60 * 60 * 1000
	fixed := func(f float64) string { return string(numtext.AppendFixed(nil, f, 3)) }
	switch {
	case ms < second:
		f, _ := strconv.ParseFloat(fixed(ms), 64)
		return string(numtext.AppendNumber(nil, f)) + "ms"
	case ms < minute:
		return fixed(ms/second) + "s"
	}
	hours := int(ms / hour)
	rest := math.Mod(ms, hour)
	minutes := int(rest / minute)
	seconds, millis, _ := strings.Cut(fixed(math.Mod(rest, minute)/second), ".")
	if hours > 0 {
		return fmt.Sprintf("%d:%02d:%02s.%s (h:mm:ss.mmm)", hours, minutes, seconds, millis)
	}
	return fmt.Sprintf("%d:%02s.%s (m:ss.mmm)", minutes, seconds, millis)
}
