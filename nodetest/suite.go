package nodetest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	archivePath = "../shared/node-tests.tar.xz" // relative to the repository
	cachePath   = ".cache/nodetest"             // relative to the repository, ignored by git
)

// ErrNoSuite is returned when the suite is neither named by NODE_TESTS_DIR nor
// unpacked nor beside the repository; its text says what it is.
var ErrNoSuite = errors.New(`Node's tests are not here. They are the test folder of github.com/nodejs/node at v25.8.1
with a list dev.tsv (path, module, flags) beside it; NODE_TESTS_DIR names the folder that has both`)

// Suite is an unpacked set of tests.
type Suite struct {
	Dir   string // the folder with dev.tsv and test/
	Tests []Test // in the list's order
}

// Test is a line of dev.tsv.
type Test struct {
	Path   string   // with slashes, relative to test/
	Module string   // what it tests
	Flags  []string // for the runtime
}

// Sequential reports whether the test must run alone.
func (t Test) Sequential() bool { return strings.HasPrefix(t.Path, "sequential/") }

// Find returns the suite: the folder named by NODE_TESTS_DIR, else the one
// unpacked in root's cache folder, else the archive beside root, unpacked now
// by the programs tar and xz. root is the repository's folder.
func Find(root string) (*Suite, error) {
	if dir := os.Getenv("NODE_TESTS_DIR"); dir != "" {
		return Open(dir)
	}
	cache := filepath.Join(root, cachePath)
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

// Open returns the suite in dir and sees to its counter.
func Open(dir string) (*Suite, error) {
	list, err := os.Open(filepath.Join(dir, "dev.tsv"))
	if err != nil {
		return nil, err
	}
	defer list.Close()
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	s := &Suite{Dir: abs}
	sc := bufio.NewScanner(list)
	for n := 1; sc.Scan(); n++ {
		fields := strings.Split(sc.Text(), "\t")
		if len(fields) < 2 {
			return nil, fmt.Errorf("%s:%d: a line is path, module, flags, separated by tabs", list.Name(), n)
		}
		if n == 1 && fields[0] == "path" {
			continue
		}
		t := Test{Path: fields[0], Module: fields[1]}
		if len(fields) > 2 {
			// Paths in flags are relative to the folder above test/, where Node's own runner stands.
			t.Flags = strings.Fields(strings.ReplaceAll(fields[2], "./test/", "./"))
		}
		s.Tests = append(s.Tests, t)
	}
	if err := sc.Err(); err != nil {
		return nil, err
	}
	return s, s.addCounter()
}

// unpack extracts beside dir and renames, so that an interrupted run leaves no
// half suite behind.
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
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	return os.Rename(tmp, dir)
}

// reportEnv names the file that the counter writes to.
const reportEnv = "GOJS_NODETEST_REPORT"

// counter is appended to common/index.js: at exit of the main thread it writes
// "pid code functions missed".
const counter = `
// The counter of gojs's nodetest.
if (process.env.` + reportEnv + ` && isMainThread) {
  const file = process.env.` + reportEnv + `;
  const { appendFileSync } = fs;
  const { pid } = process;
  process.on('exit', (code) => {
    const missed = mustCallChecks.filter((c) => 'minimum' in c ? c.actual < c.minimum : c.actual !== c.exact);
    appendFileSync(file, pid + ' ' + code + ' ' + mustCallChecks.length + ' ' + missed.length + '\n');
  });
}
`

// addCounter appends the counter unless it is there already.
func (s *Suite) addCounter() error {
	file := filepath.Join(s.Dir, "test", "common", "index.js")
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if before, _, ok := bytes.Cut(text, []byte(counter[:strings.Index(counter, "\nif")])); ok {
		text = before
	}
	return os.WriteFile(file, append(text, counter...), 0o644)
}

// Select returns the tests whose path contains one of the patterns, or whose module
// is one of the modules; all when both are empty.
func (s *Suite) Select(patterns, modules []string) []Test {
	var out []Test
	for _, t := range s.Tests {
		ok := len(patterns)+len(modules) == 0
		for _, p := range patterns {
			ok = ok || strings.Contains(t.Path, p)
		}
		for _, m := range modules {
			ok = ok || t.Module == m
		}
		if ok {
			out = append(out, t)
		}
	}
	return out
}
