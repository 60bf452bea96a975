// Package heapvalue finds references into the cage that are kept in Go's
// heap, where the collector of package gc does not see them.
//
// The rule it checks: a reference lives on the Go stack, in a cell, in the
// register file or in a registered root; never in a Go slice, map, struct
// field, channel or closure on Go's heap, nor in a package variable.
//
// What a reference is, and where one may be, is said by directives in the
// comment of a type's declaration:
//
//	//gojs:cageword   values of the type are references (vm.Value, gc.Word, gc.Ref)
//	//gojs:cell       the struct is laid over cells; pointers to it are references too
//	//gojs:stack      the struct holds references and is never in Go's heap
//	//gojs:rooted     a function passed to Heap.AddRoots (or AfterMark) visits the struct's references
//
// A struct type with references and without a directive is reported. So are
// maps and channels of references, package variables, goroutines started with
// them, slices of them that grow by append or are made with a size not known
// to the compiler, and whatever else the compiler itself puts in the heap: the
// analyzer reads what it says about that (go build -gcflags=-m), in the file
// that the flag escapes names. The command in cmd does both.
//
// A line that is right although it is reported has the comment
// "//gojs:rooted why" at its end or above it. A package whose clause has the
// comment //gojs:collector is not looked at, nor are tests.
package heapvalue
