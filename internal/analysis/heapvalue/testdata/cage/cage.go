// Package cage stands for gc and vm: it defines what a reference is, and
// keeps references where it likes.
//
//gojs:collector
package cage

// Value is a reference.
//
//gojs:cageword
type Value uint64 // want Value:"//gojs:cageword"

// Ref is another.
//
//gojs:cageword
type Ref uint32 // want Ref:"//gojs:cageword"

// Object is a cell.
//
//gojs:cell
type Object struct { // want Object:"//gojs:cell"
	Shape Ref
	Slots [4]Value
}

// Call is handed to native functions.
//
//gojs:stack
type Call struct { // want Call:"//gojs:stack"
	This Value
	Args []Value
	Err  error
}

// VM has a function that marks Thrown.
//
//gojs:rooted
type VM struct { // want VM:"//gojs:rooted"
	Thrown Value
	stack  []Value
}

var stack = make([]Value, 100)

func (v Value) Truth() bool { return v != 0 }
