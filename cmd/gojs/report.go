package main

import (
	"errors"
	"fmt"
	"strings"

	"gojs"
)

// text is the report of err. With --trace-uncaught it says where a value without
// a stack was thrown.
func (c *config) text(err error) string {
	text := gojs.Report(err)
	var e *gojs.Error
	if c.traceUncaught && errors.As(err, &e) && e.Name == "" && e.Position.Line > 0 {
		text, _, _ = strings.Cut(text, "\n(Use `gojs --trace-uncaught")
		text += "\nThrown at:\n    at " + e.Position.String() + "\n\n"
	}
	return text
}

// report prints why a program ended and returns the exit code. r is nil where
// there was none yet.
func (c *config) report(std *stdio, r *gojs.Runtime, err error) int {
	var exit *gojs.ExitError
	var pending *gojs.PendingError
	switch {
	case errors.As(err, &exit):
		return exit.Code
	case errors.As(err, &pending):
		fmt.Fprintln(std.err, gojs.Report(err))
		return exitUnsettled
	case errors.Is(err, gojs.ErrMemory):
		fmt.Fprintf(std.err, "\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n")
		return exitMemory
	}
	fmt.Fprintf(std.err, "%s\n\ngojs v%s\n", strings.TrimSuffix(c.text(err), "\n"), gojs.Version)
	if r != nil && r.ExitCode() != 0 {
		return r.ExitCode()
	}
	return exitUncaught
}
