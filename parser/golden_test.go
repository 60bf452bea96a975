package parser_test

import (
	"strings"
	"testing"

	"gojs/ast"
	"gojs/internal/golden"
	"gojs/parser"
	"gojs/source"
)

// parseCase parses the input of an archive: script.js, strict.js, module.mjs,
// eval.js or body.js (a function body with the parameters exports and require).
func parseCase(t *testing.T, c *golden.Case) (*ast.Program, error) {
	name := c.Files()[0]
	f := source.NewFile(name, strings.TrimSuffix(c.File(name), "\n"))
	switch name {
	case "script.js":
		return parser.ParseScript(f, parser.Options{})
	case "strict.js":
		return parser.ParseScript(f, parser.Options{Strict: true})
	case "module.mjs":
		return parser.ParseModule(f)
	case "eval.js":
		return parser.ParseEval(f, parser.EvalContext{})
	case "body.js":
		return parser.ParseFunctionBody(f, []string{"exports", "require"})
	}
	t.Fatalf("unknown input %s", name)
	return nil, nil
}

func TestTree(t *testing.T) {
	golden.Run(t, "testdata/tree/*.txtar", func(t *testing.T, c *golden.Case) {
		prog, err := parseCase(t, c)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		ast.Dump(&b, prog)
		c.Want("tree", b.String())
	})
}

func TestScopes(t *testing.T) {
	golden.Run(t, "testdata/scopes/*.txtar", func(t *testing.T, c *golden.Case) {
		prog, err := parseCase(t, c)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range checkResolution(prog) {
			t.Error(s)
		}
		var b strings.Builder
		ast.DumpScopes(&b, prog)
		c.Want("scopes", b.String())
	})
}

func TestMessages(t *testing.T) {
	golden.Run(t, "testdata/messages/*.txtar", func(t *testing.T, c *golden.Case) {
		var b strings.Builder
		for _, text := range strings.Split(c.File("inputs"), "----\n") {
			f := source.NewFile("test.js", strings.TrimSuffix(text, "\n"))
			_, err := parser.ParseScript(f, parser.Options{})
			if err == nil {
				t.Errorf("%q is accepted", text)
				continue
			}
			b.WriteString(err.Error() + "\n----\n")
		}
		c.Want("messages", b.String())
	})
}
