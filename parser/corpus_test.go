package parser_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"

	"gojs/ast"
	"gojs/parser"
	"gojs/source"
)

// TestCorpus parses every program under CORPUS_DIR, as a CommonJS body or else as
// a module. What is rejected although another parser accepts it fails the test.
func TestCorpus(t *testing.T) {
	dir := os.Getenv("CORPUS_DIR")
	if dir == "" {
		t.Skip("CORPUS_DIR is not set")
	}
	files, rejected := 0, 0
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		ext := filepath.Ext(path)
		if err != nil || d.IsDir() || ext != ".js" && ext != ".mjs" && ext != ".cjs" {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil
		}
		files++
		prog, err := parseAny(path, data)
		if err == nil {
			for _, s := range checkResolution(prog) {
				t.Errorf("%s: %s", path, s)
			}
			return nil
		}
		rejected++
		if _, other := js.Parse(parse.NewInputBytes(data), js.Options{}); other == nil {
			t.Errorf("%s: %v", path, err)
		} else {
			t.Logf("%s: %v", path, err)
		}
		return nil
	})
	t.Logf("%d files, %d rejected", files, rejected)
}

func parseAny(path string, data []byte) (*ast.Program, error) {
	f := source.FromBytes(path, data)
	if !strings.HasSuffix(path, ".mjs") {
		if prog, err := parser.ParseFunctionBody(f, []string{"exports", "require", "module", "__filename", "__dirname"}); err == nil {
			return prog, nil
		}
	}
	return parser.ParseModule(f)
}
