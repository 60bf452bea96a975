package compiler

import (
	"testing"

	"gojs/internal/golden"
)

// TestGolden compares the code of each archive's in.js (in.mjs: a module).
func TestGolden(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, c *golden.Case) {
		name := "in.js"
		if c.Has("in.mjs") {
			name = "in.mjs"
		}
		text, err := disassembleText(name, c.File(name), name == "in.mjs")
		if err != nil {
			t.Fatal(err)
		}
		c.Want("code", text)
	})
}
