package vm

import "io"

// Tracer says what a VM reports about its run, a line each, to Out.
type Tracer struct {
	Out          io.Writer
	Calls        bool // calls and returns of bytecode functions
	Instructions bool // every instruction with its operands' registers
	IC           bool // what inline caches learn
	Jobs         bool // promise jobs
	Modules      bool // loading, linking and evaluation of modules
}
