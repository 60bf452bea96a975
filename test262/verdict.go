package test262

import (
	"fmt"
	"strings"

	"gojs/internal/tally"
)

// Status is how a run ended.
type Status = tally.Status

// The statuses.
const (
	Pass    = tally.Pass
	Fail    = tally.Fail
	Timeout = tally.Timeout
	Memory  = tally.Memory
	Crash   = tally.Crash
	Skipped = tally.Skipped
)

// Result is the verdict on one run.
type Result struct {
	Path    string  `json:"path"`
	Mode    Mode    `json:"mode"`
	Status  Status  `json:"status"`
	Message string  `json:"message,omitempty"` // one line
	Detail  string  `json:"detail,omitempty"`  // stack trace
	Millis  float64 `json:"ms"`
}

const (
	asyncComplete = "Test262:AsyncTestComplete"
	asyncFailure  = "Test262:AsyncTestFailure:"
)

// Judge says whether o is what m asks for; message and detail explain a failure.
func Judge(m *Meta, o Outcome) (s Status, message, detail string) {
	switch {
	case o.TimedOut:
		return Timeout, "timed out", ""
	case o.OutOfMemory:
		return Memory, "memory limit reached", ""
	case m.Negative != nil:
		s, message = judgeNegative(m.Negative, o.Err)
	case o.Err != nil:
		s, message = Fail, o.Err.String()
		if o.Err.Phase != PhaseRuntime {
			message = "at " + o.Err.Phase + ": " + message
		}
	case m.Has("async"):
		s, message = judgeAsync(o.Printed)
	default:
		s = Pass
	}
	if s != Pass && o.Err != nil {
		detail = o.Err.Stack
	}
	return s, message, detail
}

func judgeNegative(want *Negative, got *Error) (Status, string) {
	switch {
	case got == nil:
		return Fail, fmt.Sprintf("no error; expected %s at %s", want.Type, want.Phase)
	case got.Type != want.Type:
		return Fail, fmt.Sprintf("expected %s, got %s", want.Type, got)
	case got.Phase != want.Phase:
		return Fail, fmt.Sprintf("expected %s at %s, got it at %s", want.Type, want.Phase, got.Phase)
	}
	return Pass, ""
}

// judgeAsync looks for the first of the two messages, as doneprintHandle.js
// prints them; other output is the test's own.
func judgeAsync(printed []string) (Status, string) {
	for i, p := range printed {
		if rest, ok := strings.CutPrefix(p, asyncFailure); ok {
			return Fail, rest
		}
		if p == asyncComplete {
			for _, later := range printed[i+1:] {
				if strings.HasPrefix(later, asyncFailure) {
					return Fail, "$DONE called twice, then with " + later[len(asyncFailure):]
				}
			}
			return Pass, ""
		}
	}
	return Fail, "$DONE was not called"
}
