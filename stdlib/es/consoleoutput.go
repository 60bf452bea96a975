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
