// Package es holds ECMAScript's globals, a file per global in the standard's
// order: constant tables of built-in functions that a realm fills its objects
// from when they are first looked at.
//
// A built-in is a named function under its section, signature and anchor. What
// the machine itself needs (conversions, internal methods, iteration, promise
// jobs) is in package vm; what is only reached through a property is here.
// Files named _fast hold functions that finish or decline: the general path
// stays whole beside them, and tests run both.
//
// The package's one rule is the machine's: a Value lives on the Go stack, in a
// cell, in the register file or in a registered root, never in Go's heap.
package es
