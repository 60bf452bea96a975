//go:build unix

package main

import (
	"os"
	"os/signal"
	"syscall"
)

// ignoreBrokenPipes makes writing to a pipe that nobody reads an error, as in
// node, and not the end of the process.
func ignoreBrokenPipes() { signal.Ignore(syscall.SIGPIPE) }

// raise ends the process by a signal, so that whoever waits for it sees which.
func raise(sig os.Signal) {
	if n, ok := sig.(syscall.Signal); ok && syscall.Kill(os.Getpid(), n) == nil {
		select {}
	}
	os.Exit(exitUncaught)
}
