package heapvalue

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"
)

func Test(t *testing.T) {
	dir := analysistest.TestData()
	build := exec.Command("go", "build", "-gcflags=-m", "./...")
	build.Dir = dir
	out, err := build.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	file := filepath.Join(t.TempDir(), "escapes")
	if err := os.WriteFile(file, out, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Analyzer.Flags.Set("escapes", file); err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, Analyzer, "./...")
}
