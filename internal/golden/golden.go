// Package golden runs tests whose input and expected output stand together in
// txtar archives under testdata.
//
// An archive is a comment, input files and expected files. A test names which
// is which: it reads inputs with Case.File and hands what it computed to
// Case.Want, which compares or, under -update, rewrites the archive in place.
// The one rule: an expected text never decides whether a case is run, so that
// -update from empty archives gives the same result as a second run.
package golden

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files with what the tests produce")

// Updating reports whether the test run rewrites golden files.
func Updating() bool { return *update }

// Case is one archive.
type Case struct {
	// Name is the file's name without folder and extension.
	Name string
	// Comment is the text before the first file: options, or words for readers.
	Comment string

	t       *testing.T
	archive *txtar.Archive
}

// Run calls f in a subtest for every archive that matches pattern and fails
// when there is none. After f, under -update, a changed archive is written.
func Run(t *testing.T, pattern string, f func(t *testing.T, c *Case)) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden file matches %q (%v)", pattern, err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		t.Run(name, func(t *testing.T) { runFile(t, path, name, f) })
	}
}

func runFile(t *testing.T, path, name string, f func(t *testing.T, c *Case)) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a := txtar.Parse(data)
	f(t, &Case{Name: name, Comment: string(a.Comment), t: t, archive: a})
	if out := txtar.Format(a); *update && !bytes.Equal(out, data) {
		if err := os.WriteFile(path, out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Files returns the names of the archive's files in order.
func (c *Case) Files() []string {
	var names []string
	for _, f := range c.archive.Files {
		names = append(names, f.Name)
	}
	return names
}

// Has reports whether the archive has a file called name.
func (c *Case) Has(name string) bool { return c.find(name) != nil }

// File returns the text of the file called name and fails the test when there
// is none.
func (c *Case) File(name string) string {
	c.t.Helper()
	f := c.find(name)
	if f == nil {
		c.t.Fatalf("%s.txtar has no file %q", c.Name, name)
	}
	return string(f.Data)
}

// Want compares got with the file called name. Under -update it becomes that
// file, at the end of the archive when it is new. Text without a final newline
// gets one, as txtar cannot tell the difference.
func (c *Case) Want(name, got string) {
	c.t.Helper()
	if got != "" && !strings.HasSuffix(got, "\n") {
		got += "\n"
	}
	f := c.find(name)
	switch {
	case *update && f == nil:
		c.archive.Files = append(c.archive.Files, txtar.File{Name: name, Data: []byte(got)})
	case *update:
		f.Data = []byte(got)
	case f == nil:
		c.t.Errorf("%s.txtar has no %q yet; run with -update. Got:\n%s", c.Name, name, got)
	case string(f.Data) != got:
		c.t.Errorf("%s.txtar: %s differs (-want +got):\n%s", c.Name, name,
			cmp.Diff(strings.Split(string(f.Data), "\n"), strings.Split(got, "\n")))
	}
}

func (c *Case) find(name string) *txtar.File {
	for i := range c.archive.Files {
		if c.archive.Files[i].Name == name {
			return &c.archive.Files[i]
		}
	}
	return nil
}
