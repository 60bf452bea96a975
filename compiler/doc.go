// Package compiler turns the tree of a program into bytecode.
//
// The machine: a gen makes the code of one function. Registers are handed out
// as on a stack: first the parameters, then the variables of each open scope,
// then temporaries, so that the window of a call is always on top. Variables
// that an inner function, a direct eval or a with body can see live in
// environments instead (env.go), those of scripts in the globals.
//
// The code of a function is made when it is first called (Function.Prepare),
// from the tree and from the chain of environments around it, both of which no
// longer change.
//
// The one rule: exprTo(e, dst) may write a temporary dst early, but a
// variable's register only with its final value, after everything of e that can
// throw, or read the variable, has run. What cannot keep to that works in a
// temporary (early, in regs.go).
package compiler
