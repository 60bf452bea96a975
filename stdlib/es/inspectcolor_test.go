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

// TestInspectColors runs testdata/inspect-colors.js, whose __out shows a value
// as util.inspect(value, {colors: true, showProxy: true}) does. What Node 25
// prints for it is inspect-colors.txt, escape characters written as \e.
func TestInspectColors(t *testing.T) {
	src, err := os.ReadFile("testdata/inspect-colors.js")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/inspect-colors.txt")
	if err != nil {
		t.Fatal(err)
	}
	m, err := vm.New(vm.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	var b strings.Builder
	o := es.DefaultInspect()
	o.Colors, o.ShowProxy = true, true
	out := vm.Spec{Key: "__out", Len: 1, Fn: func(c *vm.Call) vm.Value {
		b.WriteString(es.Inspect(c.VM, c.Arg(0), o) + "\n")
		return vm.Undefined
	}}
	prog, err := parser.ParseScript(source.FromBytes("inspect-colors.js", src), parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fn, err := compiler.Script(prog)
	if err != nil {
		t.Fatal(err)
	}
	_, err = m.Protect(func() vm.Value {
		m.CreateDataProperty(m.Realm().Global(), m.Key("__out"), m.ObjectValue(m.NewNative(&out)))
		return m.RunScript(fn, m.Realm())
	})
	if err != nil {
		t.Fatal(err)
	}
	got := strings.ReplaceAll(b.String(), "\x1b", `\e`)
	if got != string(want) {
		g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range min(len(g), len(w)) {
			if g[i] != w[i] {
				t.Errorf("line %d:\n got %s\nwant %s", i+1, g[i], w[i])
			}
		}
		if len(g) != len(w) {
			t.Errorf("%d lines, want %d", len(g), len(w))
		}
	}
}
