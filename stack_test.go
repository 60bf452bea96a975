package gojs_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"gojs"
	"gojs/vm"
)

var printed strings.Builder

func init() {
	vm.DeclareGlobals(vm.Spec{Key: "__print", Len: 1, Fn: func(c *vm.Call) vm.Value {
		printed.WriteString(c.ToGoString(c.Arg(0)))
		printed.WriteByte('\n')
		return vm.Undefined
	}})
}

// TestStacks runs testdata/stacks.js, whose comments at the end are what
// node --stack-trace-limit=10 prints for it without Node's own frames.
func TestStacks(t *testing.T) {
	text, err := os.ReadFile("testdata/stacks.js")
	if err != nil {
		t.Fatal(err)
	}
	src, want, _ := strings.Cut(string(text), "/* expect:\n")
	want = strings.TrimSuffix(strings.TrimSpace(want), "*/")
	r, err := gojs.New(gojs.Options{GCStress: 50})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	printed.Reset()
	if _, err := r.RunScript(context.Background(), "stacks.js", src); err != nil {
		t.Fatal(err)
	}
	got, lines := strings.Split(printed.String(), "\n"), strings.Split(want, "\n")
	for i := range max(len(got), len(lines)) {
		g, w := "", ""
		if i < len(got) {
			g = got[i]
		}
		if i < len(lines) {
			w = lines[i]
		}
		if g != w {
			t.Errorf("line %d:\n got %s\nwant %s", i+1, g, w)
		}
	}
}
