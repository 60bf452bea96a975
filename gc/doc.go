// Package gc is the memory under the virtual machine: a cage of cells that
// Go's collector neither scans nor sees, and a mark-and-sweep collector for
// it. It knows nothing of JavaScript.
//
// # The rule
//
// A reference into the cage (a Ref, a Word that carries one, a pointer from
// At) lives on the Go stack, in a cell, in memory that an AddRoots function
// marks, or in a Root or RootList. Never in a Go slice, map, struct field,
// channel or closure that escapes to Go's heap: there the collector does not
// see it, and the cell is used again. internal/analysis/heapvalue finds
// violations.
//
// Everything that allocates may collect: Alloc, AllocClass, AllocSlow,
// ChargeExternal and Collect. Cells never move, so pointers into them stay
// good over a collection. A cache that an AfterMark function clears does not
// stay: what is needed of an entry is read before the allocation, and is then
// held by the Go stack.
//
// # The machine
//
// New reserves 32 GiB of address space, all that a Ref (an offset in units of
// 8 bytes) can name, so no Ref leaves the cage. The first 512 MiB are never
// mapped: Ref 0 faults, and small integers are not taken for references.
// Memory is committed in chunks as the heap grows. Beside the cage lie a
// descriptor for each page of 8 KiB, and two bitmaps of marks with a bit for
// every 16 bytes.
//
// The page heap (pages.go) hands out spans of pages. A span is a block of 32
// KiB with cells of one size class (class.go), or one large cell. A class
// allocates by moving a cursor through a run of free cells that has been
// cleared (alloc.go); when the run is used up, the next one is found from the
// mark bits of the class's blocks, which is all the sweeping small cells need.
// Cells with something to be done when they die (Layout.Finalize,
// Layout.External) have blocks of their own, the only ones whose dead cells
// are visited.
//
// A collection (collect.go) swaps the two bitmaps, clears one, and marks: from
// a copy of the running goroutine's stack, conservatively (conservative.go,
// asm_*.s), from the registered roots, then through cells by what a Layout
// says of each kind (layout.go, mark.go). Values of ephemerons follow
// (ephemeron.go), dead elements of weak tails are buried, and AfterMark
// functions see what is marked. The sweep (sweep.go) counts marks by block,
// frees what is empty, and gives memory back that the next cycle will not need.
//
// A cell is allocated if it lies below its block's swept mark and has a Kind,
// or above it and was marked by the last collection. That is what makes a word
// on the stack a root.
//
// When to collect, and when the heap is full, is in budget.go. Under
// Options.Stress every Nth allocation collects and freed cells are poisoned;
// Options.Verify checks every reference while marking, and the whole heap
// after.
//
//gojs:collector
package gc
