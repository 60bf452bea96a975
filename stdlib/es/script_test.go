package es_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gojs/compiler"
	"gojs/parser"
	"gojs/source"
	_ "gojs/stdlib/es"
	"gojs/vm"
)

// Scripts in testdata/scripts say what they print: each comment "// expect: text"
// is a line of it, in order, and "// throws: text" at most one, at the end, is the first
// line of the error that ends the script.

var expectation = regexp.MustCompile(`// (expect|throws):(?: (.*))?`)

// runScript runs text and the jobs it leaves, and returns what it printed.
func runScript(t *testing.T, name, text string, o vm.Options) (printed []string, err error) {
	t.Helper()
	m, err := vm.New(o)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	p, err := parser.ParseScript(source.NewFile(name, text), parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fn, err := compiler.Script(p)
	if err != nil {
		t.Fatal(err)
	}
	print := vm.Spec{Key: "print", Fn: func(c *vm.Call) vm.Value {
		words := make([]string, c.Argc())
		for i := range words {
			words[i] = c.ToGoString(c.Arg(i))
		}
		printed = append(printed, strings.Join(words, " "))
		return vm.Undefined
	}}
	_, err = m.Protect(func() vm.Value {
		m.DefineData(m.Realm().Global(), m.Key("print"), m.ObjectValue(m.NewNative(&print)), vm.Writable|vm.Configurable)
		v := m.RunScript(fn, m.Realm())
		m.RunJobs()
		return v
	})
	return printed, err
}

// checkScript compares what a script prints and throws with its comments.
func checkScript(t *testing.T, file string, o vm.Options) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	throws := ""
	for _, m := range expectation.FindAllStringSubmatch(string(text), -1) {
		if m[1] == "throws" {
			throws = m[2]
		} else {
			want = append(want, m[2])
		}
	}
	got, err := runScript(t, filepath.Base(file), string(text), o)
	thrown := ""
	if err != nil {
		thrown, _, _ = strings.Cut(err.Error(), "\n")
	}
	if thrown != throws {
		t.Errorf("%s: throws %q, want %q", file, thrown, throws)
	}
	if len(want) == 0 && throws == "" {
		t.Errorf("%s expects nothing", file)
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Errorf("%s: line %d is %q, want %q", file, i+1, at(got, i), at(want, i))
			return
		}
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "(nothing)"
}

var stressLine = regexp.MustCompile(`(?m)^// stress: (\d+)$`)

// stressOf is after how many allocations each run of a script under stress
// collects: 17, or what a line "// stress: N" of a script that allocates much says.
func stressOf(t *testing.T, file string) int {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if m := stressLine.FindSubmatch(text); m != nil {
		n, _ := strconv.Atoi(string(m[1])) // matched by \d+
		return n
	}
	return 17
}

func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/scripts/*/*.js")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	slices.Sort(files)
	for _, file := range files {
		name := strings.TrimSuffix(filepath.ToSlash(strings.TrimPrefix(file, filepath.Join("testdata", "scripts"))), ".js")
		t.Run(strings.TrimPrefix(name, "/"), func(t *testing.T) {
			checkScript(t, file, vm.Options{})
			if !testing.Short() {
				checkScript(t, file, vm.Options{GCStress: stressOf(t, file), GCVerify: true})
			}
		})
	}
}
