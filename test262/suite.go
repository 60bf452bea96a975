package test262

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Revision is the commit of github.com/tc39/test262 that the expectations are
// written for.
const Revision = "be13516fb6441b950ba8a3df97eb34062c186972"

const (
	archivePath = "../shared/test262.tar.xz" // relative to the repository
	cachePath   = ".cache/test262"           // relative to the repository, ignored by git
)

// ErrNoSuite is returned when the suite is neither named by TEST262_DIR nor
// unpacked nor beside the repository; its text says how to obtain it.
var ErrNoSuite = errors.New(`the test262 suite is not here. Get the pinned revision and name it:
    git clone https://github.com/tc39/test262 && git -C test262 checkout ` + Revision + `
    TEST262_DIR=$PWD/test262 go run ./cmd/test262`)

// Suite is an unpacked revision: a folder with harness/ and test/.
type Suite struct{ Dir string }

// Find returns the suite: the checkout named by TEST262_DIR, else the one
// unpacked in root's cache folder, else the archive beside root, unpacked now by the
// programs tar and xz. root is the repository's folder.
func Find(root string) (*Suite, error) {
	if dir := os.Getenv("TEST262_DIR"); dir != "" {
		return Open(dir)
	}
	cache := filepath.Join(root, cachePath, Revision)
	if s, err := Open(cache); err == nil {
		return s, nil
	}
	archive := filepath.Join(root, archivePath)
	if _, err := os.Stat(archive); err != nil {
		return nil, ErrNoSuite
	}
	if err := unpack(archive, cache); err != nil {
		return nil, err
	}
	return Open(cache)
}

// Open returns the suite in dir, which must have its two folders.
func Open(dir string) (*Suite, error) {
	for _, sub := range []string{"harness/assert.js", "test"} {
		if _, err := os.Stat(filepath.Join(dir, sub)); err != nil {
			return nil, fmt.Errorf("%s is no checkout of test262: %w", dir, err)
		}
	}
	abs, err := filepath.Abs(dir)
	return &Suite{Dir: abs}, err
}

// unpack extracts into a folder beside dir and renames it, so that an
// interrupted run leaves no half suite behind and two runs at once do no harm.
func unpack(archive, dir string) error {
	if _, err := exec.LookPath("xz"); err != nil {
		return fmt.Errorf("unpacking %s needs the programs tar and xz (Debian: xz-utils): %w", archive, err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp(filepath.Dir(dir), "unpack-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	cmd := exec.Command("tar", "-xJf", archive, "-C", tmp)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("tar -xJf %s: %w: %s", archive, err, stderr.String())
	}
	if _, err := Open(dir); err == nil {
		return nil // unpacked by another run meanwhile
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	return os.Rename(suiteRoot(tmp), dir)
}

// suiteRoot is tmp or the folder in it that holds the suite: archives differ in that.
func suiteRoot(tmp string) string {
	found, _ := filepath.Glob(filepath.Join(tmp, "*", "harness", "assert.js"))
	if _, err := Open(tmp); err != nil && len(found) == 1 {
		return filepath.Dir(filepath.Dir(found[0]))
	}
	return tmp
}

// Paths returns the tests of the suite in order, with slashes, relative to test/;
// _FIXTURE files, which are parts of other tests, are left out.
func (s *Suite) Paths() ([]string, error) {
	var out []string
	root := filepath.Join(s.Dir, "test")
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if strings.HasSuffix(p, ".js") && !strings.Contains(filepath.Base(p), "_FIXTURE") {
			rel, err := filepath.Rel(root, p)
			out = append(out, filepath.ToSlash(rel))
			return err
		}
		return nil
	})
	slices.Sort(out)
	return out, err
}

// File is the path on disk of a test as Paths gives it.
func (s *Suite) File(path string) string {
	return filepath.Join(s.Dir, "test", filepath.FromSlash(path))
}

// Harness is the path on disk of a file of harness/.
func (s *Suite) Harness(name string) string {
	return filepath.Join(s.Dir, "harness", filepath.FromSlash(name))
}
