package vm_test

import (
	"context"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"gojs/vm"
)

const outOfMemory = "JavaScript heap out of memory"

// gluttons are programs that allocate without end, by what they allocate.
var gluttons = []hostile{
	{"string doubling", `var s = 'x'; for (;;) s += s`, "Invalid string length"},
	{"string doubling kept", `var a = [], s = 'x'.repeat(1000); for (;;) { a.push(s + a.length); a[a.length - 1].charCodeAt(999) }`, outOfMemory},
	{"string doubling flattened", `var s = 'x'; for (;;) { s += s; s.charCodeAt(0) }`, "Invalid string length"},
	{"long repeat", `var a = []; for (;;) a.push('x'.repeat(1e6 + a.length))`, outOfMemory},
	{"too long repeat", `'x'.repeat(2 ** 29)`, "Invalid string length"},
	{"repeat of the longest string", `'x'.repeat(2 ** 29 - 24)`, "Invalid string length"},
	{"padStart", `'x'.padStart(2 ** 29 - 24)`, "Invalid string length"},
	{"ropes", `var a = 'abcdefghijklmnop'; for (;;) a = a + 'abcdefghijklmnop'`, outOfMemory},
	{"slices", `var a = []; for (var s = 'x'.repeat(1e5);;) a.push(s.slice(1, -1))`, outOfMemory},
	{"join", `var a = Array(1000).fill('x'.repeat(1e6)); a.join('')`, ""},
	{"concat", `var s = 'x'.repeat(3e7); (s + 'y').charCodeAt(3) + (s + 'z').charCodeAt(3) + (s + 'w').charCodeAt(3)`, ""},
	{"replaceAll", `'x'.repeat(1e6).replaceAll('x', 'y'.repeat(1000))`, ""},
	{"replace by regular expression", `'x'.repeat(1e6).replace(/x/g, 'y'.repeat(1000))`, ""},
	{"toUpperCase", `'\u00df'.repeat(2.5e7).toUpperCase()`, outOfMemory},
	{"normalize", `'\ufdfa'.repeat(5e6).normalize('NFKD')`, ""},
	{"split", `'x'.repeat(3e7).split('')`, outOfMemory},
	{"split by regular expression", `'xy'.repeat(1e7).split(/y/)`, outOfMemory},
	{"spread of a string", `[...'x'.repeat(3e7)]`, outOfMemory},
	{"matches", `'x'.repeat(1e7).match(/x/g)`, outOfMemory},
	{"matchAll", `[...'x'.repeat(1e7).matchAll(/x/g)]`, outOfMemory},
	{"regular expression stack", `/(?:(x)|y)*z/.test('x'.repeat(2e7))`, ""},
	{"template", "var s = 'x'.repeat(1e6), a = []; for (;;) a.push(`${s}${a.length}`)", outOfMemory},
	{"encodeURIComponent", `encodeURIComponent('\u20ac'.repeat(1e7))`, "Invalid string length"},
	{"escape", `escape('\u20ac'.repeat(1.5e7))`, "Invalid string length"},
	{"push", `var a = []; for (;;) a.push(a)`, outOfMemory},
	{"push numbers", `var a = []; for (;;) a.push(1.5)`, outOfMemory},
	{"index", `var a = []; for (var i = 0;; i++) a[i] = i`, outOfMemory},
	{"length", `var a = []; for (;;) a.push(new Array(1e5).fill(0))`, outOfMemory},
	{"Array", `new Array(2 ** 32 - 1).fill(0)`, outOfMemory},
	{"sparse", `var a = []; for (var i = 0;; i += 1000) a[i] = i`, ""},
	{"fill", `Array(1e8).fill(0)`, outOfMemory},
	{"concat arrays", `var a = [1, 2, 3]; for (;;) a = a.concat(a)`, outOfMemory},
	{"spread arrays", `var a = [1, 2, 3]; for (;;) a = [...a, ...a]`, outOfMemory},
	{"Array.from", `Array.from({ length: 1e9 })`, outOfMemory},
	{"flat", `var a = Array(1000).fill(Array(1e5).fill(0)); a.flat()`, outOfMemory},
	{"slice", `var a = Array(1e6).fill(0), b = []; for (;;) b.push(a.slice())`, outOfMemory},
	{"splice", `var a = [0]; for (;;) a.splice(0, 0, ...a.slice(0, 1000))`, outOfMemory},
	{"unshift", `var a = [], b = Array(1e5).fill(0); for (;;) a.unshift(...b)`, outOfMemory},
	{"sort", `Array(7e6).fill('b').sort()`, ""},
	{"toSorted", `var a = Array(2e6).fill(1), b = []; for (;;) b.push(a.toSorted())`, outOfMemory},
	{"typed array", `new Float64Array(2 ** 30)`, ""},
	{"typed arrays", `var a = []; for (;;) a.push(new Uint8Array(1e6))`, ""},
	{"small typed arrays", `var a = []; for (;;) a.push(new Uint8Array(1))`, ""},
	{"typed array from", `var o = { length: 1e9 }; Uint8Array.from(o)`, ""},
	{"typed array views", `var a = [], b = new ArrayBuffer(8); for (;;) a.push(new Uint8Array(b))`, outOfMemory},
	{"ArrayBuffer", `var a = []; for (;;) a.push(new ArrayBuffer(1 << 20))`, ""},
	{"ArrayBuffer resize", `var b = new ArrayBuffer(0, { maxByteLength: 2 ** 32 }); for (var i = 1;; i *= 2) b.resize(i)`, ""},
	{"ArrayBuffer slice", `var b = new ArrayBuffer(1 << 20), a = []; for (;;) a.push(b.slice())`, ""},
	{"ArrayBuffer transfer", `var b = new ArrayBuffer(1); for (var i = 1;; i *= 2) b = b.transfer(i)`, ""},
	{"SharedArrayBuffer", `var a = []; for (;;) a.push(new SharedArrayBuffer(1 << 20))`, ""},
	{"Map", `var m = new Map; for (var i = 0;; i++) m.set(i, i)`, outOfMemory},
	{"Map of strings", `var m = new Map; for (var i = 0;; i++) m.set('k' + i, i)`, outOfMemory},
	{"Set", `var m = new Set; for (;;) m.add({})`, outOfMemory},
	{"WeakMap", `var w = new WeakMap, a = []; for (;;) { var o = {}; a.push(o); w.set(o, [o]) }`, outOfMemory},
	{"WeakRef", `var a = []; for (;;) a.push(new WeakRef(a))`, outOfMemory},
	{"FinalizationRegistry", `var r = new FinalizationRegistry(() => {}), o = {}; for (;;) r.register(o, {})`, outOfMemory},
	{"BigInt", `var b = 3n; for (;;) b *= b`, outOfMemory},
	{"BigInt shift", `1n << 1000000000n`, outOfMemory},
	{"BigInt power", `3n ** 500000000n`, outOfMemory},
	{"BigInt text", `(1n << 300000000n).toString()`, outOfMemory},
	{"BigInts", `var a = []; for (;;) a.push(1n << 100000n)`, outOfMemory},
	{"objects", `var o = {}; for (;;) o = { o }`, outOfMemory},
	{"literals", `var a = []; for (;;) a.push({ a: 1, b: 2, c: { d: [1, 2, 3] } })`, outOfMemory},
	{"closures", `var f; for (;;) { let g = f; f = () => g }`, outOfMemory},
	{"bound functions", `var f = () => 1; for (;;) f = f.bind(null, 1)`, outOfMemory},
	{"classes", `var a = []; for (;;) a.push(class { x = 1; m() {} })`, outOfMemory},
	{"generators", `function* g() { yield [1, 2, 3] } var a = []; for (;;) { let it = g(); it.next(); a.push(it) }`, outOfMemory},
	{"async functions", `async function f() { await new Promise(() => {}) } var a = []; for (;;) a.push(f())`, outOfMemory},
	{"promises", `var p = Promise.resolve(); for (;;) p = p.then(() => {})`, outOfMemory},
	{"jobs", `for (;;) Promise.resolve().then(() => {})`, outOfMemory},
	{"jobs that multiply", `(function f() { Promise.resolve().then(f); Promise.resolve().then(f) })()`, outOfMemory},
	{"symbols", `var a = []; for (;;) a.push(Symbol('s' + a.length))`, outOfMemory},
	{"registered symbols", `for (var i = 0;; i++) Symbol.for('s' + i)`, outOfMemory},
	{"property names", `var o = {}; for (var i = 0;; i++) o['p' + i] = i`, outOfMemory},
	{"property names of many objects", `var a = []; for (var i = 0;; i++) a.push({ ['p' + i]: i })`, outOfMemory},
	{"index properties", `var o = {}; for (var i = 0;; i += 97) o[i] = i`, outOfMemory},
	{"accessors", `var o = {}; for (var i = 0;; i++) Object.defineProperty(o, 'p' + i, { get() {}, configurable: true })`, outOfMemory},
	{"globals", `for (var i = 0;; i++) globalThis['p' + i] = i`, outOfMemory},
	{"arguments", `var a = []; (function () { for (;;) a.push((function () { return arguments })(1, 2, 3, a)) })()`, outOfMemory},
	{"errors", `var a = []; for (;;) a.push(new Error('e' + a.length))`, outOfMemory},
	{"stacks", `var a = []; for (;;) { let e = new Error; e.stack; a.push(e) }`, outOfMemory},
	{"proxies", `var p = {}; for (;;) p = new Proxy(p, {})`, outOfMemory},
	{"dates", `var a = []; for (;;) a.push(new Date)`, outOfMemory},
	{"regular expressions", `var a = []; for (;;) a.push(new RegExp('a' + a.length))`, outOfMemory},
	{"iterators", `var i = [].values(); for (;;) i = i.map(x => x)`, outOfMemory},
	{"eval", `var a = []; for (;;) a.push(eval('(function () { return ' + a.length + ' })'))`, outOfMemory},
	{"eval of variables", `for (var i = 0;; i++) (0, eval)('var v' + i + ' = Array(1000).fill(0)')`, outOfMemory},
	{"Function", `var a = []; for (;;) a.push(new Function('return ' + a.length))`, outOfMemory},
	{"long source", `var s = 'a;'.repeat(1e7); eval(s)`, ""},
	{"template objects", "var a = []; function tag(s) { return s } for (;;) a.push(eval('tag`' + a.length + '`'))", outOfMemory},
	{"JSON.parse", `var s = '[' + '{},'.repeat(5e6) + '{}]'; JSON.parse(s)`, outOfMemory},
	{"JSON.stringify", `var a = Array(1000).fill('x'.repeat(1e6)); JSON.stringify(a)`, ""},
	{"JSON.stringify a DAG", `var v = ['x'.repeat(100)]; for (var i = 0; i < 40; i++) v = [v, v]; JSON.stringify(v)`, ""},
	{"join a DAG", `var v = ['x'.repeat(100)]; for (var i = 0; i < 40; i++) v = [v, v]; v.join()`, ""},
	{"Object.entries", `var o = {}; for (var i = 0; i < 2e5; i++) o['p' + i] = i; var a = []; for (;;) a.push(Object.entries(o))`, outOfMemory},
	{"structured spread", `var a = Array(1e5).fill(0), b = []; for (;;) b.push(Object.assign({}, a))`, outOfMemory},
	{"Math.max arguments", `Math.max(...Array(5e6).fill(1))`, ""},
	{"apply", `Math.max.apply(null, Array(5e6).fill(1))`, ""},
	{"String.fromCharCode", `String.fromCharCode(...Array(5e6).fill(1))`, ""},
	{"deep recursion that allocates", `function f(a) { return f([a, a, a, a]) } f()`, tooDeep},
	{"catch and go on", `for (;;) try { var a = []; for (;;) a.push(a) } catch {}`, outOfMemory},
	{"finally", `var a = []; try { for (;;) a.push(a) } finally { for (;;) a.push(a) }`, outOfMemory},
	{"getters that allocate", `var a = [], o = { get x() { a.push([1, 2, 3]); return this.x } }; for (;;) try { o.x } catch {}`, outOfMemory},
	{"sort comparator that allocates", `var a = []; [3, 2, 1].sort(() => { for (;;) a.push([]) })`, outOfMemory},
	{"replacer that allocates", `var a = []; 'x'.replace(/x/, () => { for (;;) a.push([]) })`, outOfMemory},
	{"toString that allocates", `var a = []; '' + { toString() { for (;;) a.push([]) } }`, outOfMemory},
	{"iterator that allocates", `var a = []; for (var x of { [Symbol.iterator]() { return { next() { for (;;) a.push([]) } } } });`, outOfMemory},
	{"console.log", `console.log(Array(1e5).fill('x'.repeat(1e5)))`, ""},
	{"deleted properties", `var o = {}; for (var i = 0;; i++) { o['p' + i] = i; delete o['p' + i]; if (i == 3e5) break }`, ""},
	{"garbage", `for (var i = 0; i < 2e6; i++) ({ a: [i], s: 'x' + i })`, ""},
	{"garbage buffers", `for (var i = 0; i < 2000; i++) new ArrayBuffer(1e6)`, ""},
	{"garbage strings", `for (var i = 0; i < 300; i++) 'x'.repeat(1e6 + i).charCodeAt(1)`, ""},
	{"garbage functions", `for (var i = 0; i < 3e4; i++) new Function('return ' + i)`, ""},
	{"garbage regular expressions", `for (var i = 0; i < 3e4; i++) new RegExp('a' + i).test('b')`, ""},
}

// memoryLimit is the heap of the gluttons; memorySlack is how much more than that
// their process may grow: the machine's own tables, Go's collector, and what a
// collection needs.
const (
	memoryLimit = 64 << 20
	memorySlack = 128 << 20
)

// peakDuring runs f and returns the most resident memory that was seen beside
// what there was before.
func peakDuring(f func()) int64 {
	before := resident()
	peak := before
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Millisecond):
				peak = max(peak, resident())
			}
		}
	}()
	f()
	close(stop)
	<-done
	return peak - before
}

// resident is the process's resident memory in bytes; 0 where /proc does not say.
func resident() int64 {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(text))
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(fields[1], 10, 64)
	return pages * int64(os.Getpagesize())
}

// TestMemoryLimit runs programs that want more memory than there is. Those
// without an error of their own may succeed or not.
func TestMemoryLimit(t *testing.T) {
	for _, h := range gluttons {
		t.Run(h.name, func(t *testing.T) {
			runtime.GC()
			debug.FreeOSMemory()
			var err error
			grown := peakDuring(func() { err = runGlutton(t, h) })
			t.Logf("%d MB more, %.100v", grown>>20, err)
			if grown > memoryLimit+memorySlack {
				t.Errorf("the process grew by %d MB", grown>>20)
			}
			if h.want != "" && (err == nil || !strings.Contains(err.Error(), h.want)) {
				t.Errorf("the error is %.300v, want %q", err, h.want)
			}
		})
	}
}

func runGlutton(t *testing.T, h hostile) error {
	m, err := vm.New(vm.Options{MaxHeap: memoryLimit})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	ctx, cancel := context.WithTimeoutCause(context.Background(), 20*time.Second, errDeadline)
	defer cancel()
	stop := m.Watch(ctx)
	_, got := execute(m, h.text)
	stop()
	m.ClearInterrupt()
	if got != nil {
		m.DropJobs()
	}
	if got == errDeadline {
		t.Error("does not end")
	}
	m.Recover()
	// What the program's globals hold may fill the heap to the brim.
	const forget = "for (var k of Object.keys(globalThis)) try { globalThis[k] = undefined } catch {}"
	if _, err := execute(m, forget); err != nil {
		if !strings.Contains(err.Error(), outOfMemory) {
			t.Errorf("afterwards: %v", err)
		}
		return got
	}
	m.Heap().Collect("test")
	checkUsable(t, m)
	return got
}
