package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseArgs(t *testing.T) {
	for _, c := range []struct {
		args string // between spaces
		want func(c *config)
		err  string
	}{
		{"a.js -e x", func(c *config) { c.args = []string{"a.js", "-e", "x"} }, ""},
		{"-e x -p", func(c *config) { c.eval, c.hasEval, c.print, c.args = "x", true, true, []string{} }, ""},
		{"-p x y", func(c *config) { c.eval, c.hasEval, c.print, c.args = "x", true, true, []string{"y"} }, ""},
		{"-p --script", func(c *config) { c.print, c.script, c.args = true, true, []string{} }, ""},
		{"--expose-gc --script a.js", func(c *config) { c.exposeGC, c.script, c.args = true, true, []string{"a.js"} }, ""},
		{"--expose_gc --no-expose-gc -", func(c *config) { c.args = []string{"-"} }, ""},
		{"-- --x", func(c *config) { c.args = []string{"--x"} }, ""},
		{"--gc-stress 7", func(c *config) { c.gcStress, c.args = defaultGCStress, []string{"7"} }, ""},
		{"--gc-stress=7 a", func(c *config) { c.gcStress, c.args = 7, []string{"a"} }, ""},
		{"--max-heap=2g", func(c *config) { c.maxHeap, c.args = 2<<30, []string{} }, ""},
		{"--max-heap 1000", func(c *config) { c.maxHeap, c.args = 1000, []string{} }, ""},
		{"--max-old-space-size=5", func(c *config) { c.maxHeap, c.args = 5<<20, []string{} }, ""},
		{"--stack-size=984", func(c *config) { c.stackSize, c.args = 984<<10, []string{} }, ""},
		{"--dump=ast,bytecode a", func(c *config) { c.dump, c.args = []string{"ast", "bytecode"}, []string{"a"} }, ""},
		{"-r a --require=b --import c", func(c *config) { c.require, c.imports, c.args = []string{"a", "b"}, []string{"c"}, []string{} }, ""},
		{"--no-warnings", func(c *config) { c.setup, c.args = []string{"process.removeAllListeners('warning')"}, []string{} }, ""},

		{"--no-eval", nil, "bad option: --no-eval"},
		{"-e", nil, "-e requires an argument"},
		{"-e --script", nil, "-e requires an argument"},
		{"--script --module a", nil, "either --script or --module can be used, not both"},
		{"--check -i", nil, "either --check or --interactive can be used, not both"},
		{"--max-heap=9223372036854775807k", nil, "--max-heap must be a number of bytes, or one with k, m or g"},
		{"--max-heap=-1", nil, "--max-heap must be a number of bytes, or one with k, m or g"},
		{"--input-type=script", nil, `--input-type must be "module" or "commonjs"`},
		{"--trace=calls,x", nil, `--trace does not know "x"; it knows calls, instructions, gc, ic, jobs, modules`},
	} {
		got := newConfig()
		err := parseArgs(got, strings.Fields(c.args))
		if err != nil || c.err != "" {
			if err == nil || err.Error() != c.err {
				t.Errorf("%s: error %v, want %s", c.args, err, c.err)
			}
			continue
		}
		want := newConfig()
		c.want(want)
		want.execArgv = got.execArgv // TestExecArgv
		if d := cmp.Diff(want, got, cmp.AllowUnexported(config{})); d != "" {
			t.Errorf("%s: %s", c.args, d)
		}
	}
}

// TestExecArgv: what stands before the program and its arguments, as written.
func TestExecArgv(t *testing.T) {
	for args, want := range map[string]string{
		"a.js -e x":                        "",
		"-e x y":                           "-e x",
		"--expose_gc -r a --no-warnings b": "--expose_gc -r a --no-warnings",
		"--max-heap=2g -- --x":             "--max-heap=2g",
		"--input-type module -p x":         "--input-type module -p x",
	} {
		got := newConfig()
		if err := parseArgs(got, strings.Fields(args)); err != nil {
			t.Errorf("%s: %v", args, err)
		} else if s := strings.Join(got.execArgv, " "); s != want {
			t.Errorf("%s: %q, want %q", args, s, want)
		}
	}
}

func TestSplitQuoted(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
		ok   bool
	}{
		{"", nil, true},
		{"  -a  -b=1 ", []string{"-a", "-b=1"}, true},
		{`-r "./a b.js" x"y z"`, []string{"-r", "./a b.js", "xy z"}, true},
		{`"a \" \\ b" ""`, []string{`a " \ b`, ""}, true},
		{`a\b`, []string{`a\b`}, true},
		{`"open`, nil, false},
		{`"end\`, nil, false},
	} {
		got, err := splitQuoted(c.in)
		if !slices.Equal(got, c.want) || (err == nil) != c.ok {
			t.Errorf("%s: %q, %v", c.in, got, err)
		}
	}
}

// TestOptionTable checks what every line of the table must have.
func TestOptionTable(t *testing.T) {
	names := map[string]bool{}
	help := helpText()
	for _, o := range options {
		for _, n := range []string{o.name, o.alias} {
			if n != "" && names[n] {
				t.Errorf("%s is there twice", n)
			}
			names[n] = true
		}
		kinds := 0
		for _, has := range []bool{o.flag != nil, o.set != nil, o.setup != ""} {
			if has {
				kinds++
			}
		}
		if kinds != 1 || (o.set == nil) != (o.arg == "") {
			t.Errorf("%s is of no one kind", o.name)
		}
		if !o.hidden && (o.help == "" || !strings.Contains(help, o.synopsis())) {
			t.Errorf("--help does not explain %s", o.name)
		}
	}
	for line := range strings.Lines(help) {
		if len(line) > helpWidth+1 {
			t.Errorf("--help has a line of %d bytes: %s", len(line), line)
		}
	}
}

func TestHistory(t *testing.T) {
	file := filepath.Join(t.TempDir(), "history")
	h := openHistory(file)
	for _, l := range []string{"first", "second", "second", "  ", "first"} {
		h.Add(l)
	}
	for range 2 {
		if h.Len() != 3 || h.At(0) != "first" || h.At(1) != "second" || h.search("irs", 1) != 2 || h.search("none", 0) != -1 {
			t.Errorf("history is %q", h.lines)
		}
		h = openHistory(file)
	}
	h.file = ""
	for i := range 2 * maxHistory {
		h.Add(strings.Repeat("x", i%7+1))
	}
	if h.Len() != maxHistory {
		t.Errorf("%d lines are remembered", h.Len())
	}
	// A file that has grown is cut when it is read.
	if err := os.WriteFile(file, []byte(strings.Repeat("a\nb\n", 5*maxHistory)), 0o600); err != nil {
		t.Fatal(err)
	}
	openHistory(file)
	if data, err := os.ReadFile(file); err != nil || len(data) != 2*maxHistory {
		t.Errorf("the file has %d bytes, %v", len(data), err)
	}
}

func TestColumns(t *testing.T) {
	if got, want := columns([]string{"a", "bbb", "cc", "d", "e"}, 40), "a    bbb  cc   d    e\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	names := make([]string, 9)
	for i := range names {
		names[i] = strings.Repeat("n", 18)
	}
	if got := columns(names, 40); strings.Count(got, "\n") != 5 {
		t.Errorf("columns are\n%s", got)
	}
}
