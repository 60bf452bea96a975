package main

import (
	"errors"
	"fmt"

	"gojs"
)

// report prints why a program ended and returns the exit code.
func report(std *stdio, err error) int {
	var exit *gojs.ExitError
	switch {
	case errors.As(err, &exit):
		return exit.Code
	case errors.Is(err, gojs.ErrMemory):
		fmt.Fprint(std.err, "\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n")
		return exitMemory
	}
	fmt.Fprintf(std.err, "%s\n\n%s", gojs.Report(err), trailer())
	return exitUncaught
}

// trailer is the last line of a report.
func trailer() string { return "gojs v" + version + "\n" }
