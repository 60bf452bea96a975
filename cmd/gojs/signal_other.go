//go:build !unix

package main

import (
	"os"
	"syscall"
)

// ignoreBrokenPipes does nothing: there is no such signal.
func ignoreBrokenPipes() {}

// raise ends the process as a signal would.
func raise(sig os.Signal) {
	if n, ok := sig.(syscall.Signal); ok {
		os.Exit(128 + int(n))
	}
	os.Exit(exitUncaught)
}
