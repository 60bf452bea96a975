package main

import (
	"slices"

	"gojs/vm"
)

// traces reports whether --trace has a word.
func (c *config) traces(word string) bool { return slices.Contains(c.trace, word) }

// tracer is what --trace asks of the machine, nil for nothing.
func (c *config) tracer(std *stdio) *vm.Tracer {
	if len(c.trace) == 0 {
		return nil
	}
	return &vm.Tracer{
		Out: std.err, Calls: c.traces("calls"), Instructions: c.traces("instructions"), IC: c.traces("ic"),
		Jobs: c.traces("jobs"), Modules: c.traces("modules"),
	}
}
