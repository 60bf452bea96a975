package gojs

import (
	"errors"
	"fmt"

	"gojs/source"
	"gojs/vm"
)

// Why a script was ended from outside. None can be caught by the script.
var (
	// ErrMemory: the script needed more than Options.MaxHeap.
	ErrMemory = vm.ErrMemory
	// ErrInterrupted: Interrupt was called without a reason of its own.
	ErrInterrupted = vm.ErrInterrupted
	// ErrStack is what, by errors.Is, the Error is of a script that exhausted the
	// stack. It is the one limit that a script may catch.
	ErrStack = errors.New("maximum call stack size exceeded")
	// ErrClosed: the Runtime was closed.
	ErrClosed = errors.New("gojs: the Runtime is closed")
)

// Position is a place in a source text: 1-based line, and column in UTF-16 units.
type Position struct {
	File         string
	Line, Column int
}

func (p Position) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column) }

// Error is what a script threw and did not catch.
type Error struct {
	Name    string // such as TypeError; "" where no Error was thrown
	Message string
	// Stack is the stack property: the first line, then an "at" line per call.
	Stack string
	// Value is what was thrown.
	Value    Value
	Position Position

	report string
	cause  error
}

// Error is the first line of an error's stack.
func (e *Error) Error() string { return e.Stack }

// Unwrap is the Go error that a bound function returned.
func (e *Error) Unwrap() error { return e.cause }

// Is tells whether target is ErrStack and e the error of exhausted stack.
func (e *Error) Is(target error) bool {
	return target == ErrStack && e.Name == "RangeError" && e.Message == "Maximum call stack size exceeded"
}

// Report is what Node prints of an uncaught error: place, source line, caret
// and stack.
func (e *Error) Report() string { return e.report }

// SyntaxError is what is wrong with a source text.
type SyntaxError struct {
	// Name is SyntaxError, or of a few early errors another.
	Name     string
	Message  string
	Position Position
	// Incomplete says that the text ended inside a construct: more of it may
	// make it valid. A REPL reads on.
	Incomplete bool

	err    *source.Error
	report string
}

// Error is the place, the offending line with a caret, and the message.
func (e *SyntaxError) Error() string { return e.err.Error() }

// Unwrap is the front end's error, with the text and the span in it.
func (e *SyntaxError) Unwrap() error { return e.err }

// Report is what Node prints of it.
func (e *SyntaxError) Report() string { return e.report }

// ExitError is returned when the program called process.exit.
type ExitError struct{ Code int }

func (e *ExitError) Error() string { return fmt.Sprintf("exit code %d", e.Code) }

func syntaxError(err error) error {
	var e *source.Error
	if errors.As(err, &e) {
		line, col := e.Position()
		return &SyntaxError{Name: e.Kind.String(), Message: e.Message, Incomplete: e.Incomplete,
			Position: Position{e.File.Name, line, col}, err: e, report: e.Error()}
	}
	return err
}

// PendingError is that a module waits, by top-level await, for what will never
// happen: nothing is alive any more. Node's exit code is 13.
type PendingError struct {
	Position Position // of an await, as far as it is known
	report   string
}

func (e *PendingError) Error() string {
	return "unsettled top-level await at " + e.Position.String()
}

// Report is what Node prints of it.
func (e *PendingError) Report() string { return e.report }

// pendingError is the error of the main module, which waits.
func (r *Runtime) pendingError() *PendingError {
	e := &PendingError{Position: Position{File: r.mainModule.Name()}}
	e.report = "Warning: Detected unsettled top-level await at " + e.Position.File
	r.vm.SuspendedModules(func(f *source.File, off int32) {
		line, col := f.Position(off)
		e.Position = Position{f.Name, line, col}
		e.report = "Warning: Detected unsettled top-level await at " + place{file: f, offset: off}.frame() + "\n"
	})
	return e
}

// failure makes the error of the public API of one of the machine's.
func (r *Runtime) failure(err error) error {
	var s *vm.ScriptError
	if !errors.As(err, &s) {
		return err
	}
	e := r.newError(s.Value())
	s.Release()
	return e
}

// Report is what Node prints of err: an *Error's or *SyntaxError's Report, else its text.
func Report(err error) string {
	var r interface{ Report() string }
	if errors.As(err, &r) {
		return r.Report()
	}
	return err.Error()
}
