package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// command is a section that is one check: the exit code of a program.
func command(name string, args ...string) func() (int, int, string) {
	return func() (int, int, string) {
		out, err := exec.Command(name, args...).CombinedOutput()
		if err != nil {
			return 0, 1, fmt.Sprintf("%s\n%v", tail(string(out)), err)
		}
		return 1, 0, ""
	}
}

// tail keeps the end of long output, where the verdict is.
func tail(s string) string {
	const most = 20000
	s = strings.TrimRight(s, "\n")
	if len(s) > most {
		s = "[...]" + s[len(s)-most:]
	}
	return s
}

// walkSources calls f for the repository's own files: not for hidden folders, test
// data, or what npm installed.
func walkSources(root string, f func(path string) error) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "testdata" || name == "node_modules") {
			return filepath.SkipDir
		}
		if d.IsDir() {
			return nil
		}
		return f(path)
	})
}

func checkFormat() (passed, failed int, output string) {
	err := walkSources(".", func(path string) error {
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if nice, err := format.Source(data); err != nil || !bytes.Equal(nice, data) {
			failed++
			output += path + "\n"
			return nil
		}
		passed++
		return nil
	})
	if err != nil {
		return passed, failed + 1, output + err.Error()
	}
	return passed, failed, strings.TrimRight(output, "\n")
}

// generators are the packages whose generated files depend on nothing outside
// the repository. (The Unicode tables come from a published data package and
// are made anew by hand.)
var generators = []string{"./bytecode"}

// checkGenerated runs the generators, compares and puts the files back.
func checkGenerated() (passed, failed int, output string) {
	for _, pkg := range generators {
		before, err := contents(pkg)
		if err != nil {
			return passed, failed + 1, err.Error()
		}
		out, err := exec.Command("go", "generate", pkg).CombinedOutput()
		after, err2 := contents(pkg)
		if err != nil || err2 != nil {
			return passed, failed + 1, tail(string(out))
		}
		for path, data := range after {
			if bytes.Equal(before[path], data) {
				continue
			}
			failed++
			output += path + " is stale: go generate " + pkg + "\n"
			if before[path] == nil {
				os.Remove(path)
			} else {
				os.WriteFile(path, before[path], 0o644)
			}
		}
		passed++
	}
	return passed, failed, output
}

func contents(dir string) (map[string][]byte, error) {
	m := map[string][]byte{}
	err := walkSources(dir, func(path string) error {
		data, err := os.ReadFile(path)
		m[path] = data
		return err
	})
	return m, err
}

// event is a line of go test -json.
type event struct {
	Action, Package, Test, Output string
}

// goTests runs the tests of all packages and counts them, subtests included.
func goTests() (passed, failed int, output string) {
	cmd := exec.Command("go", "test", "-timeout", "5m", "-json", "./...")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, 1, err.Error()
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		return 0, 1, err.Error()
	}
	logs := map[string]*strings.Builder{} // by package and test
	sc := bufio.NewScanner(out)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var e event
		if json.Unmarshal(sc.Bytes(), &e) != nil {
			continue
		}
		key := e.Package + " " + e.Test
		if logs[key] == nil {
			logs[key] = &strings.Builder{}
		}
		logs[key].WriteString(e.Output)
		switch {
		case e.Action == "pass" && e.Test != "":
			passed++
			delete(logs, key)
		case e.Action == "skip":
			delete(logs, key)
		case e.Action == "fail":
			failed++
			output += fmt.Sprintf("FAIL %s\n%s\n", key, tail(logs[key].String()))
			delete(logs, key)
			if e.Test == "" {
				output += unfinished(logs, e.Package)
			}
		}
	}
	if err := cmd.Wait(); err != nil && failed == 0 {
		failed++
	}
	return passed, failed, strings.TrimRight(output+stderr.String(), "\n")
}

// unfinished is what tests of a package printed that neither passed nor failed:
// the package ran out of time, or died, in them.
func unfinished(logs map[string]*strings.Builder, pkg string) string {
	text := ""
	for key, log := range logs {
		if strings.HasPrefix(key, pkg+" ") {
			text += fmt.Sprintf("UNFINISHED %s\n%s\n", key, tail(log.String()))
		}
	}
	return text
}

var sum = regexp.MustCompile(`(?m)^(\d+) runs passed, (\d+) failed as expected, (\d+) new failures, (\d+) unexpected passes, (\d+) stale, (\d+) skipped$`)

// test262 is a section that runs cmd/test262 and counts its runs; where the suite
// cannot be had, it says so and neither passes nor fails.
func test262(args ...string) func() (int, int, string) {
	return func() (int, int, string) {
		cmd := exec.Command("go", append([]string{"run", "./cmd/test262", "-q"}, args...)...)
		out, err := cmd.CombinedOutput()
		text := string(out)
		if strings.Contains(text, "the test262 suite is not here") {
			return 0, 0, "NOT RUN: " + strings.TrimSpace(text)
		}
		m := sum.FindStringSubmatch(text)
		if m == nil {
			return 0, 1, fmt.Sprintf("%s\n%v", tail(text), err)
		}
		failed := number(m[3]) + number(m[4]) + number(m[5])
		if err != nil && failed == 0 {
			failed = 1
		}
		return number(m[1]), failed, tail(text)
	}
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // matched by \d+
	return n
}
