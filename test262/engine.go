package test262

import (
	"time"

	"gojs/source"
)

// The phases in which a test may end with an error.
const (
	PhaseParse      = "parse"
	PhaseResolution = "resolution"
	PhaseRuntime    = "runtime"
)

// Engine runs jobs one after another, each in a realm with no trace of the
// one before. It need not survive a panic: the worker makes another.
type Engine interface {
	Run(j *Job) Outcome
}

// Job is one run of one test as an engine sees it.
type Job struct {
	// Prelude are the harness files, to be evaluated as scripts first. The same
	// *source.File stands for the same file in every job of a worker, so that
	// an engine may keep what it compiled.
	Prelude []*source.File
	// Main is the test, with "use strict" in front where the mode has it. Its
	// Name is the path on disk, against which modules are resolved.
	Main   *source.File
	Module bool
	// Async says that the run ends with a call of print; the engine keeps the
	// realm going while agents or timers may still lead to it.
	Async bool
	// CanBlock is the agent's [[CanBlock]].
	CanBlock bool
	Limits
}

// Limits bound a job and say how hard the collector is tested.
type Limits struct {
	Timeout  time.Duration // of one run; the engine interrupts itself
	MaxHeap  int64         // bytes of the engine's heap; 0 is its default
	GCStress int           // collect at every Nth allocation; 0 is off
	Verify   bool          // run the heap verifier after each collection
}

// Outcome is what a job came to.
type Outcome struct {
	// Err is the uncaught error, nil after a normal end.
	Err *Error
	// Printed are the arguments of the calls to print.
	Printed []string
	// TimedOut and OutOfMemory say which limit ended the run.
	TimedOut, OutOfMemory bool
}

// Error is an uncaught error.
type Error struct {
	Phase   string
	Type    string // constructor.name of the thrown object, or the type of a thrown primitive
	Message string
	Stack   string
}

// String is what a report prints in a line.
func (e *Error) String() string {
	if e.Message == "" {
		return e.Type
	}
	return e.Type + ": " + e.Message
}
