package es

import (
	"io"

	"gojs/vm"
)

// consoleOutput is where a VM's console writes to.
type consoleOutput struct{ out, err io.Writer }

var consoleOutputID = vm.NewDataID()

// SetConsoleOutput says where console.log and its like (out) and console.error
// and its like (err) write. Without it they write nothing.
func SetConsoleOutput(m *vm.VM, out, err io.Writer) {
	m.SetLibraryData(consoleOutputID, &consoleOutput{out, err})
}

// ConsoleOutput is what SetConsoleOutput set: io.Discard at first.
func ConsoleOutput(m *vm.VM) (out, err io.Writer) {
	if o, ok := m.LibraryData(consoleOutputID).(*consoleOutput); ok {
		return o.out, o.err
	}
	return io.Discard, io.Discard
}

// ConsoleHooks are what a program's modules make of the console: nil functions
// are left out.
type ConsoleHooks struct {
	// Write takes a text, without the newline behind it; false where it goes to the
	// output.
	Write func(text string, toErr bool) bool
	// Warn takes a warning; false where it is printed.
	Warn func(text string) bool
	// Clear clears the output where it is a terminal.
	Clear func()
	// Published is called with the method and its arguments, before they are written.
	Published func(method string, args []vm.Value)
	// Property is the value of a property that the modules have.
	Property func(name string) vm.Value
	// SetProperty changes such a property.
	SetProperty func(name string, v vm.Value)
}

var consoleHooksID = vm.NewDataID()

// SetConsoleHooks sets the hooks of a VM's console.
func SetConsoleHooks(m *vm.VM, h *ConsoleHooks) { m.SetLibraryData(consoleHooksID, h) }

var noConsoleHooks ConsoleHooks

func consoleHooks(m *vm.VM) *ConsoleHooks {
	if h, ok := m.LibraryData(consoleHooksID).(*ConsoleHooks); ok {
		return h
	}
	return &noConsoleHooks
}

// consoleProperty is a property of the console that modules make.
func consoleProperty(name string) vm.Spec {
	return vm.Spec{Key: name, Kind: vm.Computed, Attrs: attrAll, AttrsSet: true, Make: func(m *vm.VM, _ *vm.Realm) vm.Value {
		if f := consoleHooks(m).Property; f != nil {
			return f(name)
		}
		return vm.Undefined
	}}
}

// consoleStream is an accessor of a stream that the console writes to.
func consoleStream(name string) vm.Spec {
	return vm.Spec{Key: name, Kind: vm.Accessor, Attrs: vm.Configurable, AttrsSet: true,
		Get: func(c *vm.Call) vm.Value {
			if f := consoleHooks(c.VM).Property; f != nil {
				return f(name)
			}
			return vm.Undefined
		},
		Set: func(c *vm.Call) vm.Value {
			if f := consoleHooks(c.VM).SetProperty; f != nil {
				f(name, c.Arg(0))
			}
			return vm.Undefined
		}}
}

// publish tells of a call of a method.
func publish(c *vm.Call, method string) {
	if f := consoleHooks(c.VM).Published; f != nil {
		f(method, c.Args())
	}
}

// TableText is the text that console.table writes; false where the data are no table.
func TableText(c *vm.Call) (string, bool) {
	data := c.Arg(0)
	if !data.IsObject() || c.IsCallable(data) {
		return "", false
	}
	return tableText(c), true
}

// ConsoleTimes calls f with the timers of the console that run: their labels and
// when they began, in milliseconds since 1970.
func ConsoleTimes(m *vm.VM, f func(label string, start float64)) {
	for label, start := range consoleOf(m).times {
		f(label, float64(start.UnixNano())/1e6)
	}
}

// DurationText is how console.timeEnd writes milliseconds.
func DurationText(ms float64) string { return durationText(ms) }
