// Package test262 runs the ECMAScript conformance suite against gojs.
//
// The machine: a Suite is a folder of the pinned revision; Select picks tests
// from it by folder, pattern, list or shard; each test becomes one or two runs
// (sloppy, strict, module, raw). Run hands runs to worker processes, copies of the
// calling program that answer on a pipe, so that what no recover catches (a
// stack overflow of Go, a fault, a hang in native code) costs one run and is
// reported as a crash or timeout. A worker reads the test, builds a Job and gives it to
// its Engine in a realm of its own; Judge decides by the front matter whether
// the Outcome is a pass. Results are compared with an expectation file
// (package expect) and summed up by folder and by feature.
//
// The one rule: everything that INTERPRETING.md demands of a host is in this
// package and nothing in it looks at the name of a test to decide how to run it.
package test262
