package es_test

import (
	"os"
	"strings"
	"testing"

	"gojs/compiler"
	"gojs/parser"
	"gojs/source"
	"gojs/stdlib/es"
	"gojs/vm"
)

// TestIntrinsics compares every property of every intrinsic with the list made
// from the standard, both ways. What gojs has besides is in a list of its own,
// each with its reason.
func TestIntrinsics(t *testing.T) {
	standard := readIntrinsics(t, "testdata/intrinsics.txt")
	extensions := readIntrinsics(t, "testdata/extensions.txt")
	seen := map[string]bool{}
	for _, line := range walkIntrinsics(t) {
		if strings.HasPrefix(line, "!") {
			t.Error(line)
			continue
		}
		if seen[line] {
			t.Errorf("twice: %s", line)
		}
		seen[line] = true
		if !standard[line] && !extensions[line] {
			t.Errorf("not in the lists: %s", line)
		}
	}
	for _, list := range []map[string]bool{standard, extensions} {
		for line := range list {
			if !seen[line] {
				t.Errorf("missing: %s", line)
			}
		}
	}
	for line := range extensions {
		if standard[line] {
			t.Errorf("in both lists: %s", line)
		}
	}
}

// readIntrinsics reads the lines of a list, without comments.
func readIntrinsics(t *testing.T, file string) map[string]bool {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, " \n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if lines[line] {
			t.Errorf("%s has a line twice: %s", file, line)
		}
		lines[line] = true
	}
	return lines
}

// walkIntrinsics runs the script that lists a realm's intrinsics.
func walkIntrinsics(t *testing.T) []string {
	t.Helper()
	m, err := vm.New(vm.Options{StackAccessor: true})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	text, err := os.ReadFile("testdata/intrinsics.js")
	if err != nil {
		t.Fatal(err)
	}
	p, err := parser.ParseScript(source.FromBytes("intrinsics.js", text), parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fn, err := compiler.Script(p)
	if err != nil {
		t.Fatal(err)
	}
	var listed string
	_, err = m.Protect(func() vm.Value {
		r := m.Realm()
		hidden := m.NewObject()
		for name, id := range map[string]vm.Intrinsic{
			"%AbstractModuleSource%":           es.AbstractModuleSource,
			"%AbstractModuleSource.prototype%": es.AbstractModuleSourcePrototype,
			"%AsyncFromSyncIteratorPrototype%": vm.AsyncFromSyncIteratorPrototype,
		} {
			m.DefineData(hidden, m.Key(name), r.IntrinsicValue(id), vm.Enumerable)
		}
		walk := m.RunScript(fn, r)
		listed = m.GoString(m.Call(walk, vm.Undefined, m.ObjectValue(hidden)))
		return vm.Undefined
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(listed, "\n")
}
