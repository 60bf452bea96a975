package main

import (
	"fmt"
	"io"
	"os"
)

// Exit codes, as in "Process exit codes" of Node.js's documentation.
const (
	exitUncaught  = 1
	exitUsage     = 9
	exitUnsettled = 13
	// exitMemory is what a shell reports of node aborted at its heap limit. gojs
	// exits with it and leaves no core file.
	exitMemory = 134
)

func main() {
	ignoreBrokenPipes()
	std := openStdio()
	code := run(os.Args[1:], os.Getenv("NODE_OPTIONS"), std)
	std.flush()
	os.Exit(code)
}

// run is main without its end: it returns the exit code.
func run(args []string, env string, std *stdio) int {
	c := newConfig()
	err := parseEnv(c, env)
	if err == nil {
		err = parseArgs(c, args)
	}
	if err != nil {
		fmt.Fprintf(std.err, "gojs: %v\n", err)
		return exitUsage
	}
	switch {
	case c.help:
		io.WriteString(std.out, helpText())
		return 0
	case c.version:
		io.WriteString(std.out, versionText())
		return 0
	}
	stop, err := profile(c)
	if err != nil {
		fmt.Fprintf(std.err, "gojs: %v\n", err)
		return exitUsage
	}
	defer stop()
	return start(c, std)
}
