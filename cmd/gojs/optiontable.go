package main

import (
	"math"
	"strconv"
	"strings"
)

// dumps and traces are the words of --dump and --trace.
var (
	dumps  = []string{"tokens", "ast", "scopes", "bytecode"}
	traces = []string{"calls", "instructions", "gc", "ic", "jobs", "modules"}
)

// options is the table of all options, in the order of --help.
var options []option

func init() {
	options = []option{
		{name: "--eval", alias: "-e", arg: "CODE", help: "run CODE; require and the like are there as globals", set: setEval},
		{name: "--print", alias: "-p", arg: "[CODE]", help: "run CODE, or else standard input, and print its completion value", set: setPrint, optional: true, next: true},
		{name: "-pe", arg: "CODE", hidden: true, set: func(c *config, arg string) error { c.print = true; return setEval(c, arg) }},
		{name: "--check", alias: "-c", help: "parse the program without running it", flag: func(c *config) *bool { return &c.check }},
		{name: "--interactive", alias: "-i", help: "start the REPL even where standard input is no terminal", flag: func(c *config) *bool { return &c.interactive }},
		{name: "--script", help: "run the program as a Script in the global scope, not as CommonJS", flag: func(c *config) *bool { return &c.script }},
		{name: "--module", help: "run the program as an ES module whatever its name", flag: func(c *config) *bool { return &c.module }},
		{name: "--input-type", arg: "TYPE", help: "what -e, -p and standard input are: module or commonjs", env: true,
			set: oneOf("--input-type", []string{"module", "commonjs"}, func(c *config) *string { return &c.inputType })},
		{name: "--require", alias: "-r", arg: "MODULE", help: "load a CommonJS module before the program", env: true,
			set: appendTo(func(c *config) *[]string { return &c.require })},
		{name: "--import", arg: "MODULE", help: "load an ES module before the program", env: true,
			set: appendTo(func(c *config) *[]string { return &c.imports })},
		{name: "--dump", arg: "LIST", help: "print what the front end makes of the program instead of running it: " + strings.Join(dumps, ", "),
			set: listOf("--dump", dumps, func(c *config) *[]string { return &c.dump })},
		{name: "--trace", arg: "LIST", help: "tell on standard error what happens: " + strings.Join(traces, ", "),
			set: listOf("--trace", traces, func(c *config) *[]string { return &c.trace })},
		{name: "--expose-gc", help: "make the collector a global function gc()", env: true, flag: func(c *config) *bool { return &c.exposeGC }},
		{name: "--gc-stress", arg: "[=N]", help: "collect at every Nth allocation (97) and poison what is freed", optional: true, set: setStress},
		{name: "--gc-verify", help: "check the whole heap after each collection", flag: func(c *config) *bool { return &c.gcVerify }},
		{name: "--trace-gc", help: "a line on standard error for each collection", flag: func(c *config) *bool { return &c.traceGC }},
		{name: "--max-heap", arg: "SIZE", help: "limit of JavaScript memory, in bytes or with k, m or g", env: true, set: setMaxHeap},
		{name: "--max-old-space-size", arg: "MB", help: "the same in MiB, as Node.js calls it", env: true, set: setOldSpace},
		{name: "--stack-size", arg: "KB", help: "size of the JavaScript stack in KiB", env: true, set: setStackSize},
		{name: "--stack-trace-limit", arg: "N", help: "how many calls an error's stack shows (10)", env: true, set: setTraceLimit},
		{name: "--unhandled-rejections", arg: "MODE", help: "throw, strict, warn, none or warn-with-error-code", env: true,
			set: setRejections},
		{name: "--trace-uncaught", help: "say where what is no Error was thrown", env: true, flag: func(c *config) *bool { return &c.traceUncaught }},
		{name: "--no-warnings", help: "print no warnings", env: true, setup: "process.removeAllListeners('warning')"},
		{name: "--trace-warnings", help: "print warnings with their stacks", env: true, setup: "process.traceProcessWarnings = true"},
		{name: "--no-deprecation", help: "print no warnings of deprecation", env: true, setup: "process.noDeprecation = true"},
		{name: "--trace-deprecation", help: "print warnings of deprecation with their stacks", env: true, setup: "process.traceDeprecation = true"},
		{name: "--throw-deprecation", help: "throw what warns of deprecation", env: true, setup: "process.throwDeprecation = true"},
		{name: "--go-cpuprofile", arg: "FILE", help: "write a profile of gojs itself for go tool pprof",
			set: func(c *config, arg string) error { c.goCPUProfile = arg; return nil }},
		{name: "--go-memprofile", arg: "FILE", help: "write a profile of gojs's own allocations at the end",
			set: func(c *config, arg string) error { c.goMemProfile = arg; return nil }},
		{name: "--version", alias: "-v", help: "print the version of Node.js that gojs follows, then gojs's own", flag: func(c *config) *bool { return &c.version }},
		{name: "--help", alias: "-h", help: "print this", flag: func(c *config) *bool { return &c.help }},
	}
}

func setEval(c *config, arg string) error {
	c.eval, c.hasEval = arg, true
	return nil
}

func setPrint(c *config, arg string) error {
	c.print = true
	if arg != "" {
		return setEval(c, arg)
	}
	return nil
}

func appendTo(field func(c *config) *[]string) func(*config, string) error {
	return func(c *config, arg string) error {
		*field(c) = append(*field(c), arg)
		return nil
	}
}

// rejectionModes are Node's, in the words of the command line.
var rejectionModes = []string{"throw", "strict", "warn", "none", "warn-with-error-code"}

func setRejections(c *config, arg string) error {
	for _, m := range rejectionModes {
		if m == arg {
			c.rejections = arg
			return nil
		}
	}
	return usageError("invalid value for --unhandled-rejections")
}

func setStress(c *config, arg string) error {
	if arg == "" {
		c.gcStress = defaultGCStress
		return nil
	}
	n, err := positive("--gc-stress", arg, 1, math.MaxInt32)
	c.gcStress = int(n)
	return err
}

func setMaxHeap(c *config, arg string) error {
	digits, unit := arg, int64(1)
	switch strings.ToLower(arg[len(arg)-1:]) {
	case "k":
		unit = 1 << 10
	case "m":
		unit = 1 << 20
	case "g":
		unit = 1 << 30
	}
	if unit > 1 {
		digits = arg[:len(arg)-1]
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n <= 0 || n > math.MaxInt64/unit {
		return usageError("--max-heap must be a number of bytes, or one with k, m or g")
	}
	c.maxHeap = uint64(n * unit)
	return nil
}

func setOldSpace(c *config, arg string) error {
	n, err := positive("--max-old-space-size", arg, 1<<20, 1<<20)
	c.maxHeap = uint64(n)
	return err
}

func setStackSize(c *config, arg string) error {
	n, err := positive("--stack-size", arg, 1<<10, 1<<20)
	c.stackSize = int(n)
	return err
}

func setTraceLimit(c *config, arg string) error {
	n, err := strconv.ParseInt(arg, 10, 32)
	if err != nil {
		return usageError("--stack-trace-limit must be a number")
	}
	c.stackTraceLimit = max(int(n), 0)
	return nil
}

// positive reads a number from 1 to most and multiplies it by unit.
func positive(name, arg string, unit, most int64) (int64, error) {
	n, err := strconv.ParseInt(arg, 10, 64)
	if err != nil || n < 1 || n > most {
		return 0, usageError(name + " must be a number from 1 to " + strconv.FormatInt(most, 10))
	}
	return n * unit, nil
}
