package main

import (
	"errors"
	"fmt"
	"strings"

	"gojs"
)

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
	fmt.Fprintf(std.err, "%s\n\ngojs v%s\n", strings.TrimSuffix(gojs.Report(err), "\n"), gojs.Version)
	if r != nil && r.ExitCode() != 0 {
		return r.ExitCode()
	}
	return exitUncaught
}
