package gojs_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"gojs"
)

// TestReports runs the programs of testdata/reports.txtar, which end by errors,
// and compares what is reported with what Node prints.
func TestReports(t *testing.T) {
	a, err := txtar.ParseFile("testdata/reports.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range a.Files {
		if strings.HasSuffix(f.Name, ".out") {
			want[strings.TrimSuffix(f.Name, ".out")] = string(f.Data)
		} else if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range want {
		t.Run(name, func(t *testing.T) {
			r := newRuntime(t, gojs.Options{Dir: dir, GCStress: 100})
			report := ""
			if err := r.RunFile(ctx, name); err != nil {
				report = gojs.Report(err)
			}
			got := fmt.Sprintf("exit code %d\n", r.ExitCode())
			for line := range strings.Lines(strings.ReplaceAll(report, filepath.ToSlash(dir), "DIR") + "\n") {
				if !strings.Contains(line, "node:") {
					got += line
				}
			}
			if got = strings.TrimRight(got, "\n") + "\n"; got != text {
				t.Errorf("got:\n%swant:\n%s", got, text)
			}
		})
	}
}

// TestRejections: a rejection with what is no Error is an Error of its own.
func TestRejections(t *testing.T) {
	r := newRuntime(t, gojs.Options{})
	_, err := r.RunScript(ctx, "t.js", "Promise.reject({a: 1})")
	e, ok := err.(*gojs.Error)
	if !ok || e.Name != "UnhandledPromiseRejection" || !strings.HasSuffix(e.Message, `The promise rejected with the reason "{ a: 1 }".`) {
		t.Fatalf("%v", err)
	}
	if a, err := e.Value.Get("a"); err != nil || a.Int() != 1 {
		t.Errorf("the reason is %v", e.Value)
	}
	for src, want := range map[string]string{
		"const p = Promise.reject(1); p.catch(() => {})":                                             "<nil>",
		"const p = Promise.reject(1); queueMicrotask(() => p.catch(() => {}))":                       "<nil>",
		"const p = Promise.reject(1); process.nextTick(() => p.catch(() => {}))":                     "<nil>",
		"const p = Promise.reject(new Error('late')); setTimeout(() => p.catch(() => {}))":           "Error: late",
		"async function f() { throw new TypeError('async') } f()":                                    "TypeError: async",
		"Promise.all([Promise.reject(new Error('a')), Promise.reject(new Error('b'))])":              "Error: a",
		"process.on('unhandledRejection', () => {}); Promise.reject(1)":                              "<nil>",
		"process.on('uncaughtException', (e, o) => { globalThis.o = o }); Promise.reject(new Error)": "<nil>",
	} {
		r := newRuntime(t, gojs.Options{})
		_, err := r.RunScript(ctx, "t.js", src)
		if got, _, _ := strings.Cut(fmt.Sprint(err), "\n"); got != want {
			t.Errorf("%s: %s, want %s", src, got, want)
		}
	}
}
