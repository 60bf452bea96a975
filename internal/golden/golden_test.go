package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func upper(t *testing.T, c *Case) { c.Want("want", strings.ToUpper(c.File("input"))) }

func TestRun(t *testing.T) { Run(t, "testdata/*.txtar", upper) }

// TestUpdate checks that -update completes an archive without an expected text
// and that a run without it then agrees.
func TestUpdate(t *testing.T) {
	if *update {
		t.Skip("tests the flag itself")
	}
	path := filepath.Join(t.TempDir(), "new.txtar")
	if err := os.WriteFile(path, []byte("-- input --\nabc\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	*update = true
	runFile(t, path, "new", upper)
	*update = false
	runFile(t, path, "new", upper)
	data, _ := os.ReadFile(path)
	if want := "-- input --\nabc\n-- want --\nABC\n"; string(data) != want {
		t.Errorf("got %q, want %q", data, want)
	}
}
