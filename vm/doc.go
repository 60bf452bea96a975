// Package vm is the machine: ECMAScript's values, objects and internal methods,
// realms, modules and jobs, and the interpreter that runs bytecode over them.
//
// A VM is an isolate: a heap (package gc), its realms, and a register file in
// which each activation has a window. Values are NaN-boxed words (value.go);
// objects are cells that begin with Object (cells.go), described by shapes
// (shape.go), with elements apart (elements.go). Code is linked to the VM when
// it is first closed over (code.go); run (interp.go) interprets it, and inline
// caches (ic.go) remember where properties were found. Calls push a Frame
// (frame.go) and stay in the same run loop; natives get a Call (call.go).
// Generators and async functions save their window in a cell (suspend.go).
//
// Library packages declare objects in tables of Specs (spec.go, library.go);
// a realm fills its objects from them when they are first touched. What the
// machine needs of the program around it is the Host interface (host.go).
//
// Operations of the standard have the standard's names. One that may end
// abruptly does not return an error: it throws, by a panic that is recovered
// only where Go entered JavaScript (Protect, Try, run).
//
// The one rule: a Value, a gc.Ref or a pointer into the heap lives on the Go
// stack, in a cell, in the register file or in a registered root; never in a Go
// slice, map, struct field, channel or closure that escapes to Go's heap. And
// whatever allocates may collect.
package vm
