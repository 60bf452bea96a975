package vm_test

import (
	"fmt"
	"testing"
	"time"
)

// deepValues are programs over values nested a million times, by what walks the
// nest. Those without an error must come to their end: nothing in them recurses.
var deepValues = []hostile{
	{"array toString", `String(` + nested(1e6, `[]`, `[v]`) + `)`, tooDeep},
	{"array join", nested(1e6, `[]`, `[v, v]`) + `.join()`, tooDeep},
	{"flat", nested(1e6, `[1]`, `[v]`) + `.flat(Infinity)`, tooDeep},
	{"flat of a cycle", `var a = []; a[0] = a; a.flat(Infinity)`, tooDeep},
	{"join of a cycle", `var a = []; a[0] = a; String(a)`, ""},
	{"JSON.stringify array", `JSON.stringify(` + nested(1e6, `[]`, `[v]`) + `)`, tooDeep},
	{"JSON.stringify object", `JSON.stringify(` + nested(1e6, `{}`, `({ v })`) + `)`, tooDeep},
	{"JSON.stringify indented", `JSON.stringify(` + nested(1e5, `{}`, `({ v })`) + `, null, 8)`, tooDeep},
	{"JSON.stringify of a cycle", `var o = {}; o.o = { o }; JSON.stringify(o)`, "circular"},
	{"JSON.stringify proxies", `JSON.stringify(` + nested(1e5, `[]`, `new Proxy(v, {})`) + `)`, tooDeep},
	{"JSON.parse arrays", `JSON.parse('['.repeat(1e6) + ']'.repeat(1e6))`, tooDeep},
	{"JSON.parse objects", `JSON.parse('{"a":'.repeat(1e6) + '1' + '}'.repeat(1e6))`, tooDeep},
	{"JSON.parse unclosed", `JSON.parse('['.repeat(1e6))`, tooDeep},
	{"JSON.parse reviver", `JSON.parse('['.repeat(900) + ']'.repeat(900), (k, v) => v), JSON.parse('['.repeat(1e6) + ']'.repeat(1e6), (k, v) => v)`, tooDeep},
	{"JSON.rawJSON", `JSON.rawJSON?.('['.repeat(1e6))`, "SyntaxError"},
	{"console.log array", `console.log(` + nested(1e6, `[]`, `[v]`) + `)`, ""},
	{"console.log object of all depths", `console.dir(` + nested(2e4, `{}`, `({ v })`) + `, { depth: Infinity })`, ""},
	{"console.log cycle", `var m = new Map; m.set(m, new Set([m])); console.log(m, { m }); var a = []; a[0] = a; console.log(a)`, ""},
	{"console.log error causes", `console.log(` + nested(1e5, `new Error('x')`, `new Error('y', { cause: v })`) + `)`, ""},
	{"console.log proxies", `console.log(` + nested(1e5, `{}`, `new Proxy(v, {})`) + `)`, ""},
	{"console.log bound", `console.log(` + nested(1e5, `function () {}`, `v.bind()`) + `)`, ""},
	{"console.log prototypes", `console.log(` + nested(1e5, `{}`, `Object.create(v)`) + `)`, ""},
	{"error causes", `throw ` + nested(1e5, `new Error('x')`, `new Error('y', { cause: v })`), "Error: y"},
	{"aggregate errors", `throw ` + nested(1e5, `new Error('x')`, `new AggregateError([v])`), "AggregateError"},
	{"bound functions", nested(1e5, `function () { return 1 }`, `v.bind()`) + `()`, ""},
	{"bound constructors", `new (` + nested(1e5, `function () {}`, `v.bind()`) + `)`, ""},
	{"bound arguments", nested(3e3, `function () { return arguments.length }`, `v.bind(null, 1, 2, 3)`) + `()`, ""},
	{"bound instanceof", `({}) instanceof (` + nested(1e6, `function () {}`, `v.bind()`) + `)`, tooDeep},
	{"bound realm", `Reflect.construct(Array, [], ` + nested(1e6, `function () {}`, `v.bind()`) + `)`, ""},
	{"proxies get", nested(1e6, `{}`, `new Proxy(v, {})`) + `.a`, tooDeep},
	{"proxies set", nested(1e6, `{}`, `new Proxy(v, {})`) + `.a = 1`, tooDeep},
	{"proxies in", `'a' in ` + nested(1e6, `{}`, `new Proxy(v, {})`), tooDeep},
	{"proxies delete", `delete ` + nested(1e6, `{}`, `new Proxy(v, {})`) + `.a`, tooDeep},
	{"proxies keys", `Object.keys(` + nested(1e6, `{}`, `new Proxy(v, {})`) + `)`, tooDeep},
	{"proxies descriptor", `Object.getOwnPropertyDescriptor(` + nested(1e6, `{}`, `new Proxy(v, {})`) + `, 'a')`, tooDeep},
	{"proxies define", `Object.defineProperty(` + nested(1e6, `{}`, `new Proxy(v, {})`) + `, 'a', {})`, tooDeep},
	{"proxies prototype", `Object.getPrototypeOf(` + nested(1e6, `{}`, `new Proxy(v, {})`) + `)`, tooDeep},
	{"proxies set prototype", `Object.setPrototypeOf(` + nested(1e6, `{}`, `new Proxy(v, {})`) + `, null)`, tooDeep},
	{"proxies isExtensible", `Object.isExtensible(` + nested(1e6, `{}`, `new Proxy(v, {})`) + `)`, tooDeep},
	{"proxies freeze", `Object.freeze(` + nested(1e6, `{}`, `new Proxy(v, {})`) + `)`, tooDeep},
	{"proxies call", nested(1e6, `function () {}`, `new Proxy(v, {})`) + `()`, tooDeep},
	{"proxies construct", `new (` + nested(1e6, `function () {}`, `new Proxy(v, {})`) + `)`, tooDeep},
	{"proxies isArray", `Array.isArray(` + nested(1e6, `[]`, `new Proxy(v, {})`) + `)`, ""},
	{"proxies toString", `Object.prototype.toString.call(` + nested(1e6, `[]`, `new Proxy(v, {})`) + `)`, tooDeep},
	{"proxies realm", `Reflect.construct(Array, [], ` + nested(1e6, `function () {}`, `new Proxy(v, {})`) + `)`, tooDeep},
	{"proxies for-in", `for (var k in ` + nested(1e6, `{}`, `new Proxy(v, {})`) + `);`, tooDeep},
	{"proxies concat", `[].concat(` + nested(1e6, `[]`, `new Proxy(v, {})`) + `)`, tooDeep},
	{"proxies spread", `({ ...` + nested(1e6, `{}`, `new Proxy(v, {})`) + ` })`, tooDeep},
	{"proxies with", `with (` + nested(1e6, `{}`, `new Proxy(v, {})`) + `) a`, tooDeep},
	{"proxies as handlers", `(() => { let v = {}; for (let i = 0; i < 1e5; i++) v = new Proxy({}, v); return v.a })()`, tooDeep},
	{"proxies in prototypes", `(() => { let v = {}; for (let i = 0; i < 1e5; i++) v = Object.create(new Proxy(v, {})); return v.a })()`, tooDeep},
	{"prototypes get", nested(1e6, `{}`, `Object.create(v)`) + `.a`, ""},
	{"prototypes set", nested(1e6, `{}`, `Object.create(v)`) + `.a = 1`, ""},
	{"prototypes in", `'a' in ` + nested(1e6, `{}`, `Object.create(v)`), ""},
	{"prototypes instanceof", nested(1e6, `{}`, `Object.create(v)`) + ` instanceof Array`, ""},
	{"prototypes for-in", `for (var k in ` + nested(1e5, `{ x: 1 }`, `Object.create(v)`) + `); k`, ""},
	{"prototypes of setPrototypeOf", `Object.setPrototypeOf({}, ` + nested(1e5, `{}`, `Object.create(v)`) + `)`, ""},
	{"prototypes built backward", `var v = {}, top = v; for (var i = 0; i < 2e3; i++) { var o = {}; Object.setPrototypeOf(v, o); v = o } top.a`, ""},
	{"setters in prototypes", nested(1e6, `{ set a(v) { r = v } }`, `Object.create(v)`) + `.a = 7; r`, ""},
	{"rope to the left", nested(1e6, `''`, `v + 'abcdefghijklmnopqrstuvwxyz'`) + `.charCodeAt(0)`, ""},
	{"rope to the right", nested(1e6, `''`, `'abcdefghijklmnopqrstuvwxyz' + v`) + `.charCodeAt(5)`, ""},
	{"rope both ways", nested(1e6, `''`, `i & 1 ? v + 'abcdefghijklmnop' : 'abcdefghijklmnop' + v`) + `.indexOf('z')`, ""},
	{"rope of itself", nested(22, `'abcdefghijklmnopqrst'`, `v + v`) + `.charCodeAt(99)`, ""},
	{"rope as a key", `({})[` + nested(1e5, `''`, `v + 'abcdefghijklmnopqrstuvwxyz'`) + `]`, ""},
	{"rope compared", nested(1e5, `''`, `v + 'abcdefghijklmnop'`) + ` < ` + nested(1e5, `''`, `v + 'abcdefghijklmnop'`), ""},
	{"slices", nested(1e6, `'a'.repeat(2e6)`, `v.slice(1)`) + `.length`, ""},
	{"closures", nested(1e6, `() => 1`, `(w => () => w)(v)`) + `()`, ""},
	{"nested scopes", `(() => { let f = () => 0; for (let i = 0; i < 1e5; i++) { const g = f; f = () => g() + 1 } return f() })()`, tooDeep},
	{"with eval scopes", `(() => { let v = (s) => eval(s); for (let i = 0; i < 1000; i++) v = v('let i' + i + '; (s) => eval(s)'); return v('typeof nothing') })()`, ""},
	{"linked list collected", `var v = null; for (let i = 0; i < 2e6; i++) v = { v }; gcNow(); v = null; gcNow()`, ""},
	{"maps collected", nested(2e5, `new Map`, `new Map([[v, v]])`) + `; gcNow()`, ""},
	{"ephemerons collected", `var w = new WeakMap, k = {}, first = k; for (let i = 0; i < 2e5; i++) { let n = {}; w.set(k, n); k = n } gcNow(); w.has(first)`, ""},
	{"ephemerons of many maps", `var k = {}, first = k, ws = []; for (let i = 0; i < 5e4; i++) { let n = {}, w = new WeakMap; w.set(k, n); k = n; ws.push(w) } gcNow(); ws[0].has(first)`, ""},
	{"ephemerons backward", `var w = new WeakMap, k = {}; for (let i = 0; i < 2e5; i++) { let n = {}; w.set(n, k); k = n } gcNow(); w.has(k)`, ""},
	{"generators in generators", `function* g(v) { yield* v } ` + nested(1e5, `[1]`, `g(v)`) + `.next()`, tooDeep},
	{"iterator helpers", nested(1e5, `[1].values()`, `v.map(x => x)`) + `.next()`, tooDeep},
	{"iterator helpers' return", nested(1e5, `[1].values()`, `v.take(1)`) + `.return()`, tooDeep},
	{"Iterator.from", nested(1e5, `{ next() { return {} } }`, `(w => Iterator.from({ next: () => w.next() }))(v)`) + `.next()`, tooDeep},
	{"promises resolved with promises", `(() => { let v = Promise.resolve(1); for (let i = 0; i < 1e5; i++) { const w = v; v = new Promise(r => r(w)) } return v })()`, ""},
	{"promise reactions", nested(2e5, `Promise.resolve(1)`, `v.then(x => x)`), ""},
	{"thenables", `(() => { let v = { then(r) { r(1) } }; for (let i = 0; i < 1e5; i++) { const w = v; v = { then: r => r(w) } } Promise.resolve(v).then(x => r = x) })()`, ""},
	{"awaits", `(() => { let v = 1; for (let i = 0; i < 1e5; i++) { const w = v; v = (async () => await w)() } return v })()`, ""},
	{"async generators", `async function* g(v) { yield* v } ` + nested(1e4, `[1]`, `g(v)`) + `.next()`, ""},
	{"Array.from of array-likes", nested(1e5, `[1]`, `Array.from([v])`) + `.length`, ""},
	{"structured arguments", `(function f(a) { return arguments })(` + nested(1e6, `[]`, `(function () { return arguments })(v)`) + `).length`, ""},
	{"templates", "`${" + nested(1e6, `[]`, `[v]`) + "}`", tooDeep},
	{"arrays as keys", `({})[` + nested(1e6, `[]`, `[v]`) + `]`, tooDeep},
	{"arrays as numbers", `+` + nested(1e6, `[]`, `[v]`), tooDeep},
	{"classes", `(() => { let C = class {}; for (let i = 0; i < 1e5; i++) { const B = C; C = class extends B {} } return new C })()`, tooDeep},
	{"class static lookup", `(() => { let C = class { static x = 1 }; for (let i = 0; i < 1e5; i++) { const B = C; C = class extends B {} } return C.x })()`, ""},
	{"regular expression groups", `new RegExp('('.repeat(1e6) + ')'.repeat(1e6))`, "SyntaxError"},
	{"regular expression lookaheads", `new RegExp('(?='.repeat(1e6) + ')'.repeat(1e6))`, "SyntaxError"},
	{"regular expression classes", `new RegExp('['.repeat(1e6) + ']'.repeat(1e6), 'v')`, "SyntaxError"},
	{"regular expression alternatives", `new RegExp('a|'.repeat(1e5)).test('b')`, ""},
	{"regular expression backtracking", `/^(?:.|\n)*$/.test('a'.repeat(1e6))`, ""},
	{"regular expression captures", `/^(a|b)*$/.test('ab'.repeat(5e5))`, ""},
	{"shapes", `var o = {}; for (let i = 0; i < 3e5; i++) o['p' + i] = i; gcNow(); Object.keys(o).length`, ""},
	{"shape transitions", `for (let i = 0; i < 3e5; i++) ({ ['p' + i]: i, a: 1 }); gcNow()`, ""},
	{"using", `{ ` + manyTimes(5000, `using x%d = null;`) + ` }`, ""},
	{"Error.captureStackTrace", `(() => { let v = {}; for (let i = 0; i < 1e4; i++) { Error.captureStackTrace(v); v = { v } } return v.v.stack })()`, ""},
	{"Object.groupBy nests", nested(1e5, `[1]`, `[Object.groupBy(v, () => 'a')]`) + `.length`, ""},
	{"structured typed arrays", nested(1e4, `new Uint8Array(8)`, `new Uint8Array(v.buffer)`) + `.length`, ""},
	{"Array species chain", nested(1e5, `[1]`, `v.concat()`) + `.length`, ""},
}

func manyTimes(n int, format string) string {
	s := ""
	for i := range n {
		s += fmt.Sprintf(format, i)
	}
	return s
}

// TestDeepValues runs programs over deeply nested values.
func TestDeepValues(t *testing.T) {
	for _, h := range deepValues {
		t.Run(h.name, func(t *testing.T) {
			runHostile(t, h, hostileLimits{heap: 1 << 30, time: 20 * time.Second, slack: time.Second})
		})
	}
}
