// Package bytecode is the instruction set and what holds instructions: code of
// functions as immutable Go data, free of Values, shared by all isolates.
//
// gen/table.go defines every instruction in a line; the constants, the typed
// emitters of Builder, the operand table and OPCODES.md are generated from it.
// A Function has its code, constants, property sites, nested functions,
// exception handlers and source positions. Verify checks that code is well
// formed: what the machine relies on without looking.
//
// The one rule: a Function never changes after Prepare has filled it in.
package bytecode
