package gojs_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"gojs"
)

// endless are programs that do not end: loops of bytecode, and of natives.
var endless = map[string]string{
	"for":              "for (;;) {}",
	"while":            "let i = 0; while (true) i++",
	"recursion":        "(function f() { try { f() } finally { f() } })()",
	"catch":            "for (;;) try { null.x } catch { }",
	"finally":          "for (;;) try { for (;;) {} } finally { continue }",
	"generator":        "function* g() { for (;;) yield 1 } for (const x of g()) ;",
	"promises":         "(async () => { for (;;) await 1 })()",
	"jobs":             "(function f() { Promise.resolve().then(f) })()",
	"ticks":            "(function f() { process.nextTick(f) })()",
	"immediates":       "(function f() { setImmediate(f) })()",
	"timers":           "setInterval(() => {}, 1)",
	"wait":             "setTimeout(() => {}, 1e9)",
	"sort":             "const a = Array.from({length: 3e5}, (_, i) => i * 7919 % 1000003); for (;;) a.sort((x, y) => x - y || 0) && a.reverse()",
	"sort comparator":  "[3, 1, 2].sort(() => { for (;;) ; })",
	"sort natives":     "const a = Array.from({length: 1 << 20}, (_, i) => String(i * 7919 % 1000003)); for (;;) { a.sort(); a.reverse() }",
	"regex":            "/^(a+)+$/.test('a'.repeat(40) + 'b')",
	"regex replace":    "const s = 'ab'.repeat(1 << 20); for (;;) s.replace(/a(?=b)/g, 'x')",
	"json stringify":   "const o = {}; let p = o; for (let i = 0; i < 500; i++) p = p.a = {b: Array(1000).fill('text')}; for (;;) JSON.stringify(o)",
	"json toJSON":      "JSON.stringify({toJSON() { for (;;) ; }})",
	"json parse":       "const s = JSON.stringify(Array(3e5).fill({a: [1, 'x']})); for (;;) JSON.parse(s)",
	"fill":             "Array.prototype.fill.call({length: 1e15}, 1)",
	"fill array":       "const a = []; a.length = 4e9; a.fill(1)",
	"indexOf":          "Array.prototype.indexOf.call({length: 2 ** 53 - 1}, 1)",
	"reverse":          "Array.prototype.reverse.call({length: 2 ** 53 - 1})",
	"join":             "Array.prototype.join.call({length: 2 ** 32 - 1}, '')",
	"concat":           "const a = Array(1e5).fill(0); for (;;) [].concat(a, a, a)",
	"copyWithin":       "Array.prototype.copyWithin.call({length: 2 ** 53 - 1}, 0, 5)",
	"flat":             "const a = Array(1e5).fill([1]); for (;;) a.flat()",
	"spread":           "const a = Array(1e5).fill(1); for (;;) [...a, ...a]",
	"iterator":         "Array.from({[Symbol.iterator]: () => ({next: () => ({value: 1, done: false})})})",
	"iterator helpers": "Iterator.from({next: () => ({value: 1, done: false})}).drop(Infinity).next()",
	"bigint":           "let n = 3n ** 100000n; for (;;) n * n % 7n",
	"bigint text":      "const n = 7n ** 200000n; for (;;) n.toString()",
	"bigint power":     "for (let i = 1n; ; i++) 3n ** (i * 50000n)",
	"repeat":           "for (;;) 'ab'.repeat(1 << 26).charCodeAt(5)",
	"split":            "const s = 'a,'.repeat(1 << 20); for (;;) s.split(',')",
	"concatenation":    "let s = 'x'; for (;;) { s += s.slice(0, 9); if (s.length > 1e6) s = 'x' }",
	"typed array":      "const a = new Float64Array(1 << 22); for (;;) a.fill(1).sort().map(x => x)",
	"map":              "const m = new Map(); for (let i = 0; ; i = (i + 1) % 1e5) m.set(i, i)",
	"map forEach":      "const m = new Map([[0, 0]]); let i = 0; m.forEach(() => { m.delete(i); m.set(++i, 0) })",
	"proxy":            "const p = new Proxy({}, {get: () => { for (;;) ; }}); p.x",
	"getter":           "({get x() { for (;;) ; }}).x",
	"toString":         "`${{toString() { for (;;) ; }}}`",
	"eval":             "eval('for (;;) {}')",
	"new Function":     "new Function('for (;;) {}')()",
	"with":             "with ({x: 1}) for (;;) x++",
	"async generator":  "(async () => { for await (const x of (async function* () { for (;;) yield 1 })()) ; })()",
	"Object.assign":    "const o = {}; for (let i = 0; i < 1e5; i++) o['k' + i] = i; for (;;) Object.assign({}, o)",
	"for in":           "const o = {}; for (let i = 0; i < 1e5; i++) o['k' + i] = i; for (;;) for (const k in o) ;",
	"structured":       "const a = []; for (;;) { a.push({}); if (a.length > 1e5) a.length = 0 }",
	"Atomics.wait":     "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
	"exit handler":     "process.on('exit', () => { for (;;) ; })",
}

// TestDeadline: each ends by its context, and the Runtime goes on.
func TestDeadline(t *testing.T) {
	for name, src := range endless {
		t.Run(name, func(t *testing.T) {
			r := newRuntime(t, gojs.Options{MaxHeap: 1 << 30})
			c, cancel := context.WithTimeoutCause(ctx, 60*time.Millisecond, errors.New("too slow"))
			defer cancel()
			start := time.Now()
			_, err := r.RunScript(c, "t.js", src)
			if err == nil || err.Error() != "too slow" {
				t.Errorf("err is %v", err)
			}
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("it took %s", d)
			}
			again(t, r)
		})
	}
}

// again shows that a Runtime can be used, its jobs and timers included.
func again(t *testing.T, r *gojs.Runtime) {
	t.Helper()
	v, err := r.RunModule(ctx, "again.mjs", `
		let log = [];
		setImmediate(() => log.push('immediate'));
		process.nextTick(() => log.push('tick'));
		queueMicrotask(() => log.push('micro'));
		await new Promise(f => setTimeout(f, 2));
		export const text = log.join();`)
	if err != nil {
		t.Fatal(err)
	}
	text, _ := v.Get("text")
	if s := text.String(); s != "micro,tick,immediate" && s != "tick,micro,immediate" {
		t.Errorf("afterwards: %s", s)
	}
}

func TestInterrupt(t *testing.T) {
	r := newRuntime(t, gojs.Options{})
	for _, src := range []string{"for (;;) {}", "setTimeout(() => {}, 1e9)", "await new Promise(f => setTimeout(f, 1e9))"} {
		why := errors.New("stop")
		go func() {
			time.Sleep(20 * time.Millisecond)
			r.Interrupt(why)
		}()
		run := r.RunScript
		if strings.HasPrefix(src, "await") {
			run = r.RunModule
		}
		if _, err := run(ctx, "t.js", src); err != why {
			t.Errorf("%s: %v", src, err)
		}
		again(t, r)
	}
	r.Interrupt(nil) // nothing runs: nothing happens
	again(t, r)
	done, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := r.RunScript(done, "t.js", "globalThis.ran = 1"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if v, _ := r.Get("ran"); !v.IsUndefined() {
		t.Error("a script ran under a context that had ended")
	}
}

func TestMemory(t *testing.T) {
	for name, src := range map[string]string{
		"objects": "const a = []; for (;;) a.push({x: a.length})", "strings": "const a = []; for (let i = 0;; i++) a.push('text' + i)",
		"buffers": "const a = []; for (;;) a.push(new ArrayBuffer(1 << 20))", "closures": "let f = () => 1; for (;;) { const g = f; f = () => g }",
		"map": "const m = new Map(); for (let i = 0;; i++) m.set(i, {})", "caught": "const a = []; for (;;) try { for (;;) a.push([]) } catch { }",
		"promises": "const a = []; (function f() { a.push(Promise.resolve().then(f)) })()", "shapes": "const a = []; for (let i = 0;; i++) a.push({['k' + i]: 1})",
	} {
		t.Run(name, func(t *testing.T) {
			r := newRuntime(t, gojs.Options{MaxHeap: 32 << 20})
			for range 2 {
				_, err := r.RunScript(ctx, "t.js", "{"+src+"}")
				var thrown *gojs.Error
				if !errors.Is(err, gojs.ErrMemory) && !(name == "buffers" && errors.As(err, &thrown) && thrown.Name == "RangeError") {
					t.Fatalf("err is %v", err)
				}
				again(t, r)
			}
		})
	}
	r := newRuntime(t, gojs.Options{MaxHeap: 32 << 20})
	for _, src := range []string{"'x'.repeat(2 ** 29 - 100) + 'y'", "new Uint8Array(2 ** 31)", "'x'.padStart(2 ** 28)"} {
		var thrown *gojs.Error
		if _, err := r.RunScript(ctx, "t.js", src); !errors.As(err, &thrown) || thrown.Name != "RangeError" {
			t.Errorf("%s: %v", src, err)
		}
	}
}

func TestStackLimit(t *testing.T) {
	r := newRuntime(t, gojs.Options{StackSize: 1 << 20})
	for _, src := range []string{
		"(function f() { f() })()", "const o = {get x() { return this.x }}; o.x", "const p = new Proxy({}, {get: (t, k, r) => r[k]}); p.a",
		"const o = {toString() { return '' + this }}; '' + o", "const o = {toJSON() { return JSON.stringify(this) }}; JSON.stringify(o)",
		"[1, 2].sort(function f() { return [2, 1].sort(f) })", "function* g() { yield* g() } g().next()", "class A { constructor() { new A } } new A",
		"(async function f() { await f() })().catch(() => {}); (function f() { f() })()", "'a'.replace(/a/, function f() { return 'a'.replace(/a/, f) })",
		"let a = []; for (let i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a)",
	} {
		_, err := r.RunScript(ctx, "t.js", "{"+src+"}")
		var thrown *gojs.Error
		if !errors.Is(err, gojs.ErrStack) || !errors.As(err, &thrown) || thrown.Name != "RangeError" {
			t.Errorf("%s: %v", src, err)
		}
		if got := run(t, r, "try { {"+src+"} } catch (e) { e instanceof RangeError && e.message }").String(); got != "Maximum call stack size exceeded" {
			t.Errorf("%s: caught %s", src, got)
		}
	}
	again(t, r)
}

func TestExit(t *testing.T) {
	r := newRuntime(t, gojs.Options{})
	for src, want := range map[string]string{
		"process.exit(3)": "exit code 3, 3", "try { process.exit(4) } finally { globalThis.no = 1 }": "exit code 4, 4", "process.exitCode = 5": "<nil>, 5",
		"process.exitCode = 6; process.exit()": "exit code 6, 6", "process.on('exit', c => { process.exitCode = c + 7 })": "<nil>, 7",
		"setTimeout(() => process.exit(8)); setInterval(() => {}, 1)": "exit code 8, 8", "Promise.resolve().then(() => process.exit(9))": "exit code 9, 9",
		"process.once('beforeExit', () => setTimeout(() => { process.exitCode = 10 }))": "<nil>, 10", "1": "<nil>, 0",
		"process.on('exit', () => process.exit(11))": "exit code 11, 11", "throw 1": "Uncaught 1, 1",
		"process.on('uncaughtException', (e, o) => { process.exitCode = 12; globalThis.o = o }); setTimeout(() => { throw 1 })": "<nil>, 12",
		"process.on('unhandledRejection', (r) => { process.exitCode = r }); Promise.reject(13)":                                 "<nil>, 13",
		"process.on('uncaughtException', () => { throw new Error('again') }); throw 1":                                          "Error: again, 7",
	} {
		r := newRuntime(t, gojs.Options{})
		_, err := r.RunScript(ctx, "t.js", src)
		text, _, _ := strings.Cut(fmt.Sprint(err), "\n")
		if got := fmt.Sprintf("%s, %d", text, r.ExitCode()); got != want {
			t.Errorf("%s: %s, want %s", src, got, want)
		}
		if v, _ := r.Get("no"); !v.IsUndefined() {
			t.Error("a finally block ran after process.exit")
		}
		if !strings.Contains(src, ".on(") {
			again(t, r)
		}
	}
	again(t, r)
}

// TestParallel runs runtimes side by side, which share nothing but code.
func TestParallel(t *testing.T) {
	p, err := gojs.CompileScript("p.js", `
		const words = new Map(); let text = '';
		for (let i = 0; i < 3000; i++) { const w = 'w' + i % 37; words.set(w, (words.get(w) ?? 0) + 1); text += w }
		class A { #x = 1; get x() { return this.#x } } JSON.stringify([...words]).length + text.length + new A().x + [3, 1, 2].sort().join().length
			+ /w(\d+)/g[Symbol.replace](text, (m, n) => n).length`)
	if err != nil {
		t.Fatal(err)
	}
	want := ""
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 3 {
				r, err := gojs.New(gojs.Options{})
				if err != nil {
					t.Error(err)
					return
				}
				v, err := r.Run(ctx, p)
				mu.Lock()
				if err != nil || want != "" && v.String() != want {
					t.Errorf("%v %v, want %s", v, err, want)
				}
				want = v.String()
				mu.Unlock()
				r.Close()
			}
		})
	}
	wg.Wait()
}

// TestLeaks: runtimes that are closed leave no goroutines and no memory.
func TestLeaks(t *testing.T) {
	once := func() {
		r, err := gojs.New(gojs.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		c, cancel := context.WithTimeout(ctx, 30*time.Millisecond)
		defer cancel()
		if err := r.Set("f", func(x any) any { return x }); err != nil {
			t.Fatal(err)
		}
		_, err = r.RunScript(c, "t.js", "globalThis.a = new ArrayBuffer(1 << 22); f({}); setInterval(() => {}, 1); require = process; process.on('exit', () => {}); new Promise(() => {})")
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Fatal(err)
		}
	}
	measure := func() (goroutines int, heap uint64) {
		var ms runtime.MemStats
		for range 20 {
			runtime.GC()
			time.Sleep(5 * time.Millisecond)
		}
		runtime.ReadMemStats(&ms)
		return runtime.NumGoroutine(), ms.HeapAlloc
	}
	once()
	g0, h0 := measure()
	for range 20 {
		once()
	}
	g1, h1 := measure()
	if g1 > g0 {
		t.Errorf("%d goroutines, %d before", g1, g0)
	}
	if h1 > h0+4<<20 {
		t.Errorf("%d bytes of Go heap, %d before", h1, h0)
	}
}

// TestValuesAreReleased: what Go no longer holds is collected.
func TestValuesAreReleased(t *testing.T) {
	r := newRuntime(t, gojs.Options{ExposeGC: true})
	run(t, r, "var dead = 0; const reg = new FinalizationRegistry(() => dead++); function make() { const o = {}; reg.register(o); return o }")
	f, _ := r.Get("make")
	for range 10 {
		v, err := f.Call(nil)
		if err != nil {
			t.Fatal(err)
		}
		v.Release()
		if _, err := f.Call(nil); err != nil { // found unreachable by Go's collector
			t.Fatal(err)
		}
	}
	for range 50 {
		runtime.GC()
		run(t, r, "gc()")
		if n, _ := r.Get("dead"); n.Int() >= 18 {
			return
		}
		time.Sleep(2 * time.Millisecond)
	}
	n, _ := r.Get("dead")
	t.Errorf("%d of 20 objects were collected", n.Int())
}

func BenchmarkNewClose(b *testing.B) {
	for b.Loop() {
		r, err := gojs.New(gojs.Options{})
		if err != nil {
			b.Fatal(err)
		}
		r.Close()
	}
}

func BenchmarkCallGo(b *testing.B) {
	r := newRuntime(b, gojs.Options{})
	if err := r.SetFunc("fast", func(c *gojs.Call) (gojs.Value, error) { return c.Arg(0), nil }); err != nil {
		b.Fatal(err)
	}
	if err := r.Set("reflected", func(n int) int { return n }); err != nil {
		b.Fatal(err)
	}
	for _, name := range []string{"fast", "reflected"} {
		b.Run(name, func(b *testing.B) {
			run(b, r, fmt.Sprintf("for (let i = 0; i < %d; i++) %s(i)", b.N, name))
		})
	}
}
