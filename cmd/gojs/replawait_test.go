package main

import "testing"

func TestRewriteAwait(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"await 1", "(async () => {return { value: (await 1) }\n})()"},
		{"await 1;", "(async () => {return { value: (await 1) };\n})()"},
		{"const a = await f(), {b} = 2; a + b", "let a, b; (async () => {void (a = await f(), {b} = 2); return { value: (a + b) }\n})()"},
		{"let q; await q", "let q; (async () => {void (q = undefined); return { value: (await q) }\n})()"},
		{"var [v, ...w] = await x", "var v, w; (async () => {void ([v, ...w] = await x)\n})()"},
		{"function f() {} await f()", "var f; (async () => {this.f = f; function f() {} return { value: (await f()) }\n})()"},
		{"class C {} await 0", "let C; (async () => {C = class C {}; return { value: (await 0) }\n})()"},
		{"for (var i of await l) var j = i", "var i, j; (async () => {for (i of await l) void (j = i)\n})()"},
		{"for (const i of await l) { let k = i }", "(async () => {for (const i of await l) { let k = i }\n})()"},
		{"for await (var i of l);", "var i; (async () => {for await (i of l);\n})()"},
		{"{ await 1; () => { var inner } }", "(async () => {{ await 1; () => { var inner } }\n})()"},
		{"await 1 // c", "(async () => {return { value: (await 1) } // c\n})()"},
		// These stay what they are.
		{"1", ""}, {"async () => await 1", ""}, {"return await 1", ""}, {"await 1 })(); (() => {", ""}, {"await", ""}, {"let x = await", ""},
	} {
		got, ok := rewriteAwait(c.in)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}
