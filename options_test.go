package gojs_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"gojs"
	"gojs/loader"
)

func TestOptions(t *testing.T) {
	var out, errOut strings.Builder
	files := fstest.MapFS{
		"app/main.js":   {Data: []byte("console.log(process.argv.slice(1), process.env.A, process.env.HOME, process.cwd(), require('./lib').x); console.error('err'); process.stdin.on('data', d => console.log('in', String(d))).on('end', () => console.log('end'))")},
		"app/lib.js":    {Data: []byte("exports.x = 'lib'")},
		"app/attr.mjs":  {Data: []byte("import t from './t.txt' with {type: 'text'}; import b from './t.txt' with {type: 'bytes'}; import j from './j.json' with {type: 'json'}; console.log(t, b, b.buffer.immutable, j)")},
		"app/t.txt":     {Data: []byte("te\xffxt")},
		"app/j.json":    {Data: []byte("\ufeff{\"a\": 1}")},
		"app/shebang":   {Data: []byte("#!/usr/bin/env gojs\nconsole.log('shebang')")},
		"app/empty.js":  {},
		"app/dir/x.mjs": {Data: []byte("export default 1")},
	}
	r := newRuntime(t, gojs.Options{
		Args: []string{"main.js", "a", "b"}, Env: []string{"A=1", "=odd", "B"}, Stdin: strings.NewReader("input"), Stdout: &out, Stderr: &errOut,
		Dir: "/app", FS: loader.FromFS(files), ExposeGC: true,
	})
	for _, name := range []string{"main.js", "./attr.mjs", "/app/shebang", "empty"} {
		if err := r.RunFile(ctx, name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	want := `[ '/app/main.js', 'a', 'b' ] 1 undefined /app lib
in input
end
te` + "\ufffd" + `xt Uint8Array(5) [ 116, 101, 255, 120, 116 ] true { a: 1 }
shebang
`
	if out.String() != want || errOut.String() != "err\n" {
		t.Errorf("out:\n%serr: %s", out.String(), errOut.String())
	}
	if v := run(t, r, "typeof gc"); v.String() != "function" {
		t.Error("no gc")
	}
	if v := run(t, newRuntime(t, gojs.Options{}), "typeof gc"); v.String() != "undefined" {
		t.Error("gc without ExposeGC")
	}
	if err := r.RunFile(ctx, "nope.js"); err == nil || !strings.Contains(err.Error(), "Cannot find module '/app/nope.js'") {
		t.Error(err)
	}
	if err := r.RunFile(ctx, "dir"); err == nil {
		t.Error("a folder without index was run")
	}
}

// TestStart is what a REPL does: lines run while Wait runs the loop.
func TestStart(t *testing.T) {
	r := newRuntime(t, gojs.Options{})
	lines := []string{"var log = []; setTimeout(() => log.push('timer'), 1)", "Promise.resolve().then(() => log.push('job')); 1", "throw new Error('line')", "log.length"}
	release := r.Hold()
	results := make(chan string)
	go func() {
		for _, line := range lines {
			done := make(chan string)
			r.Post(func(r *gojs.Runtime) {
				p, err := gojs.CompileScript("line", line)
				if err != nil {
					done <- err.Error()
					return
				}
				v, err := r.Start(ctx, p)
				if err != nil {
					done <- err.(*gojs.Error).Message
					return
				}
				done <- v.String()
			})
			results <- <-done
		}
		release(nil)
		close(results)
	}()
	got := make(chan []string)
	go func() {
		var all []string
		for s := range results {
			all = append(all, s)
		}
		got <- all
	}()
	if err := r.Wait(ctx); err != nil {
		t.Fatal(err)
	}
	all := <-got
	if len(all) != 4 || all[1] != "1" || all[2] != "line" {
		t.Errorf("%q", all)
	}
	if v := run(t, r, "log.sort().join()"); v.String() != "job,timer" {
		t.Error(v)
	}
}

// TestNested: what a bound function may do while JavaScript runs.
func TestNested(t *testing.T) {
	r := newRuntime(t, gojs.Options{})
	if err := r.SetFunc("nested", func(c *gojs.Call) (gojs.Value, error) {
		r := c.Runtime()
		if _, err := c.Arg(0).Await(ctx); err == nil {
			t.Error("a pending promise was awaited")
		}
		if err := r.Wait(ctx); err == nil {
			t.Error("Wait ran the loop")
		}
		inner, cancel := context.WithCancelCause(ctx)
		cancel(errors.New("inner"))
		if _, err := r.RunScript(inner, "x", "1"); err == nil || err.Error() != "inner" {
			t.Error(err)
		}
		return r.RunScript(ctx, "inner.js", "setTimeout(() => globalThis.later = 1); 5")
	}); err != nil {
		t.Fatal(err)
	}
	if v := run(t, r, "nested(new Promise(f => setTimeout(f, 1))) + 1"); v.String() != "6" {
		t.Error(v)
	}
	if v := run(t, r, "later"); v.String() != "1" {
		t.Error("the inner program's timer did not run")
	}
}

// TestEvalAndImport: code made at run time imports from where it was made.
func TestEvalAndImport(t *testing.T) {
	var out strings.Builder
	files := fstest.MapFS{
		"app/main.js":  {Data: []byte("eval(\"import('./m.mjs')\").then(m => console.log(m.x)); new Function(\"return import('./m.mjs')\")().then(m => console.log(m.x)); setTimeout(() => import('./m.mjs').then(m => console.log(m.x)))")},
		"app/m.mjs":    {Data: []byte("export const x = import.meta.url")},
		"other/run.js": {Data: []byte("require('../app/main.js')")},
	}
	r := newRuntime(t, gojs.Options{FS: loader.FromFS(files), Dir: "/", Stdout: &out})
	if err := r.RunFile(ctx, "other/run.js"); err != nil {
		t.Fatal(err)
	}
	if want := strings.Repeat("file:///app/m.mjs\n", 3); out.String() != want {
		t.Error(out.String())
	}
	out.Reset()
	if _, err := r.RunScript(ctx, "script", "import('/app/m.mjs').then(m => console.log(m.x))"); err != nil || out.String() != "file:///app/m.mjs\n" {
		t.Error(err, out.String())
	}
}
