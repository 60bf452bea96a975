package vm_test

import (
	"testing"

	"gojs/compiler"
	"gojs/parser"
	"gojs/source"
	_ "gojs/stdlib/es"
	"gojs/vm"
)

// runStressed runs a script in a VM of its own that collects at every nth
// allocation and verifies its heap, and returns the result as text.
func runStressed(t *testing.T, text string, n int) string {
	t.Helper()
	m, err := vm.New(vm.Options{GCStress: n, GCVerify: n > 0})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	p, err := parser.ParseScript(source.NewFile("stress.js", text), parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fn, err := compiler.Script(p)
	if err != nil {
		t.Fatal(err)
	}
	result := ""
	if _, err = m.Protect(func() vm.Value {
		v := m.RunScript(fn, m.Realm())
		result = m.Display(v)
		return v
	}); err != nil {
		return err.Error()
	}
	return result
}

// Scripts whose values a careless collection would lose, by name.
var stressScripts = map[string]string{
	"object literals of a site": `
		function f(i) { return i ? { value: i, done: false } : { value: undefined, done: true } }
		var s = 0; for (var i = 0; i < 60; i++) s += f(i % 3).done ? 1 : f(i).value; s`,
	"properties beyond the inline slots": `
		function C() {} 
		function add(o, i) { o.a = i; o.b = i; o.c = i; o.d = i; o.e = i; o.f = i; o.g = i; o.h = i; o.i = i; return o }
		var s = 0; for (var i = 0; i < 30; i++) { var o = add(new C, i); s += o.a + o.i + o.e } s`,
	"iterators and generators": `
		class Count { constructor(n) { this.n = n }
			[Symbol.iterator]() { var i = 0, n = this.n; return { next() { return i < n ? { value: i++, done: false } : { value: undefined, done: true } } } } }
		function* twice(n) { yield* new Count(n); for (var i of new Count(n)) yield { i } }
		var s = ''; for (var x of twice(9)) s += typeof x == 'object' ? x.i : x; s`,
	"closures over loop variables": `
		var fs = []; for (let i = 0; i < 30; i++) { let o = { i }; fs[fs.length] = () => o.i + i }
		var s = 0; for (let i = 0; i < 30; i++) s += fs[i](); s`,
	"strings": `
		var s = '', o = {}; for (var i = 0; i < 40; i++) { s += 'x' + i; o['k' + i] = s + i }
		var t = ''; for (var k in o) t += k + o[k].length; t`,
	"classes": `
		class A { #p = [1, 2]; constructor(y) { this.y = { y } } get x() { return this.#p[1] + this.y.y } static of(y) { return new this(y) } }
		class B extends A { m(...a) { return super.x + a.length } }
		var s = 0; for (var i = 0; i < 20; i++) s += B.of(i).m(1, [2], {}); s`,
	"exceptions": `
		function f(i) { try { if (i % 2) throw { i, m: 'm' + i }; return [i] } catch (e) { return [e.i, e.m] } finally { [{}] } }
		var s = ''; for (var i = 0; i < 20; i++) s += f(i); s`,
	"destructuring": `
		var s = ''; for (var i = 0; i < 15; i++) { let { a: [x, ...r], ...o } = { a: [i, { i }, 'q' + i], b: { i }, c: 'c' + i }; s += x + r.length + r[1] + o.c + o.b.i } s`,
	"suspended before all registers are written": `
		function dirty(n) { let a = new Float64Array(9), b = [a, a, a, a, a, a, a, a, a], c = { a, b, c: a, d: a, e: a, f: a }, d = [c, b].concat(b), e = x => a, f = Symbol('s'); return n ? dirty(n - 1) : [a, b, c, d, e, f].length }
		async function* g(x) { yield x; let a = [x, [x], { x }], b = f => [f, f(a, x)]; yield b(() => a.length) + x }
		async function h(x) { await x; return [x, [x], { x }].map(y => [y]).length }
		function* k(x) { yield x; yield Math.max(x, [x, x, [x]].length, x + 1, x + 2) }
		function make(i) { dirty(i % 5); for (var j = 0, o; j < 20; j++) o = j / 3; o = '' + i + o; return [g(i), k(i), h(i)] }
		var kept = [], s = 0; for (var i = 0; i < 20; i++) { kept[i] = make(i); kept[i][0].next(); s += kept[i][1].next().value }
		for (var i = 0; i < 20; i++) s += kept[i][1].next().value; s`,
	"big integers": `var b = 1n; for (var i = 1n; i < 40n; i++) b = b * i + (b >> 3n); b + ''`,
}

// A stressed run comes to the same result as one without a collection.
func TestStress(t *testing.T) {
	for name, text := range stressScripts {
		t.Run(name, func(t *testing.T) {
			want := runStressed(t, text, 0)
			for _, n := range []int{1, 2, 7, 31} {
				if got := runStressed(t, text, n); got != want {
					t.Errorf("collecting at every %dth allocation: %s, want %s", n, got, want)
				}
			}
			t.Log(want)
		})
	}
}
