// Package gojs runs JavaScript: the language of ECMAScript 2026, an event loop,
// and Node's modules, in Go alone.
//
//	r, err := gojs.New(gojs.Options{})
//	if err != nil { … }
//	defer r.Close()
//	r.Set("greet", func(name string) string { return "hello, " + name })
//	v, err := r.RunScript(ctx, "app.js", `greet("gopher").toUpperCase()`)
//	fmt.Println(v) // HELLO, GOPHER
//
// # Running
//
// A [Runtime] is an isolate: a heap of its own, a global object, an event loop.
// RunScript, RunModule, RunCommonJS and RunFile each run a program to its end:
// its code, the jobs that leaves, and the loop, until nothing is alive. Start and
// Wait are the two halves, for a REPL or a server. CompileScript and its like
// make a [Program], which any number of Runtimes can run at the same time; a
// second Runtime costs half a millisecond and a few hundred kilobytes.
//
// Every entry takes a context. When it ends, the script ends: no catch and no
// finally of it runs any more, in whatever loop of bytecode or of a built-in
// function it is. The same holds for Options.MaxHeap and for Interrupt. What the
// script had left, timers and the like, is dropped, and the Runtime can be used
// again. Exhausted stack alone is an error that a script may catch, as everywhere.
//
// # Values
//
// A [Value] holds a JavaScript value for Go. ToValue and Export convert as one
// would expect, with a list in their comments; Set, Call, New and the others take
// Go values directly. Functions are called by reflection, or with a [Call], which
// is faster; pointers to structs are bound, so that a script reads and writes the
// struct itself. Errors keep their identity both ways: what a script throws is an
// [Error], with stack and position, whose Unwrap is the Go error that a bound
// function returned; what a Go function returns of a script's error is thrown
// again as it was.
//
// # Goroutines
//
// A Runtime is for one goroutine at a time, and panics when two are inside. Post
// hands work to it from others, Hold keeps its loop alive meanwhile; NewPromise
// and Go are made of these. Interrupt, too, may be called from anywhere.
//
// # Underneath
//
// The packages below are usable by themselves: lexer, parser and ast (text to
// tree), compiler and bytecode (tree to instructions, with a disassembler), regex,
// loader (Node's module resolution), loop (an event loop with asynchronous I/O).
// The examples show some of them at work.
package gojs
