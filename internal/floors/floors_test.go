package floors

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestImportsRunDownward(t *testing.T) {
	problems, err := Check("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Error(p)
	}
}

// TestCatchesUpwardImport shows that the check bites.
func TestCatchesUpwardImport(t *testing.T) {
	root := t.TempDir()
	for file, text := range map[string]string{
		"gc/a.go":       "package gc\nimport _ \"gojs/vm\"\n",
		"vm/a.go":       "package vm\nimport (_ \"gojs/gc\"; _ \"gojs/internal/numtext\")\n",
		"stranger/a.go": "package stranger\n",
		"cmd/x/a.go":    "package main\nimport _ \"gojs\"\n",
	} {
		path := filepath.Join(root, file)
		os.MkdirAll(filepath.Dir(path), 0o755)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Check(root)
	if err != nil {
		t.Fatal(err)
	}
	want := "gc/a.go: gc may not import vm\nstranger: the package has no floor in internal/floors"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

// TestFoldersAtMostTwoDeep keeps the tree flat: a reader finds a package by its
// name. Analyzers and generators of the leaves, and the
// JavaScript sources of Node modules, which are named as Node names them, stand deeper.
func TestFoldersAtMostTwoDeep(t *testing.T) {
	const root = "../.."
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if skipDir(root, path, d.Name()) {
			return filepath.SkipDir
		}
		rel := filepath.ToSlash(must(filepath.Rel(root, path)))
		deep := strings.Count(rel, "/") > 1
		if deep && !strings.HasPrefix(rel, "internal/") && !strings.HasPrefix(rel, "stdlib/node/js") {
			t.Errorf("%s is more than two folders deep", rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
