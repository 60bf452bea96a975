package regex

import (
	"strings"
	"testing"

	"gojs/internal/golden"
)

// Each archive is one pattern in the file pattern, as /pattern/flags, and its
// bytecode in the file dump.
func TestDump(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, c *golden.Case) {
		text := strings.TrimSpace(c.File("pattern"))
		slash := strings.LastIndexByte(text, '/')
		p, err := Compile(text[1:slash], mustFlags(text[slash+1:]))
		if err != nil {
			t.Fatal(err)
		}
		c.Want("dump", p.Dump())
	})
}
