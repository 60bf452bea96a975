package gojs_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"gojs"
)

// TestModules runs the programs of testdata/modules: the file main.* of each
// archive, whose output stands in its file expect. Node prints the same.
func TestModules(t *testing.T) {
	files, err := filepath.Glob("testdata/modules/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			runArchive(t, file)
		})
	}
}

func runArchive(t *testing.T, file string) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	main, want := "", ""
	for _, f := range a.Files {
		if f.Name == "expect" {
			want = string(f.Data)
			continue
		}
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if strings.HasPrefix(f.Name, "main.") {
			main = name
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	r := newRuntime(t, gojs.Options{Stdout: &out, Stderr: &out, Dir: dir, GCStress: 500})
	if err := r.RunFile(ctx, main); err != nil {
		out.WriteString(gojs.Report(err) + "\n")
	}
	got := strings.ReplaceAll(out.String(), filepath.ToSlash(dir), "DIR")
	if got != want {
		if os.Getenv("UPDATE") != "" {
			update(t, file, a, got)
			return
		}
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

// update rewrites what the archive expects. Compare with Node before keeping it.
func update(t *testing.T, file string, a *txtar.Archive, got string) {
	for i := range a.Files {
		if a.Files[i].Name == "expect" {
			a.Files[i].Data = []byte(got)
		}
	}
	if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}
