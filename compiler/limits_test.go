package compiler

import (
	"fmt"
	"strings"
	"testing"

	"gojs/internal/golden"
)

// many joins n texts made by f.
func many(n int, sep string, f func(i int) string) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(f(i))
	}
	return b.String()
}

// TestLarge compiles programs with more of something than a field of an
// instruction counts.
func TestLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const n, chain = 70000, 20000
	num := func(i int) string { return fmt.Sprint(i) }
	numbered := func(s string) func(int) string {
		return func(i int) string { return strings.ReplaceAll(s, "#", fmt.Sprint(i)) }
	}
	in := func(body string) string { return "function f(a, b) {" + body + "}" }
	tests := map[string]string{
		"variables":         in(many(n, "", numbered("let v#=#;")) + "return v0+v69999"),
		"captured":          in(many(n, "", numbered("let v#=#;")) + "return () => v0+v69999"),
		"strings":           in("a=[" + many(n, ",", numbered("'s#'")) + "]"),
		"numbers":           in("a=[" + many(n, ",", numbered("#.5")) + "]; b=" + many(1000, "+", numbered("#.25"))),
		"properties":        in(many(n, "", numbered("a.p#=b.q#;"))),
		"calls":             in(many(n, "", numbered("a.m#(1);"))),
		"elements":          in("return [" + many(n, ",", num) + "]"),
		"object":            in("return {" + many(n, ",", numbered("p#:#")) + "}"),
		"arguments":         in("return a(" + many(n, ",", num) + ")"),
		"cases":             in("switch(a){" + many(n, "", numbered("case #: b+=#; break;")) + "}"),
		"sparse cases":      in("switch(a){" + many(n, "", numbered("case #00: b+=#; break;")) + "}"),
		"functions":         in(many(n, "", numbered("function g#(){return #}"))),
		"template":          in("return `" + many(n, "", numbered("${a}#")) + "`"),
		"globals":           many(50000, "", numbered("g#=1;")),
		"destructured":      in("var {" + many(5000, ",", numbered("p#")) + ",...r}=a"),
		"plus chain":        in("return " + many(chain, "+", func(int) string { return "a" })),
		"and chain":         in("return " + many(chain, "&&", func(int) string { return "a" })),
		"and chain, tested": in("if(" + many(chain, "&&", func(int) string { return "a" }) + ") b()"),
		"member chain":      in("return a" + strings.Repeat(".b", chain)),
		"assigned chain":    in("a" + strings.Repeat(".b", chain) + "=1"),
		"call chain":        in("return a" + strings.Repeat("()", chain)),
		"method chain":      in("return a" + strings.Repeat(".b()", chain)),
		"index chain":       in("return a" + strings.Repeat("[0]", chain)),
		"tag chain":         in("return a" + strings.Repeat("``", chain)),
		"mixed chain":       in("return a" + strings.Repeat(".b(1)[2]``+1", 5000)),
		"else if":           in(many(chain, " else ", numbered("if(a==#)b()"))),
		"conditionals":      in("return " + many(chain, "", numbered("a==#?b:")) + "1"),
		"comma":             in("return " + many(n, ",", num)),
		"try":               in(many(20000, "", numbered("try{a()}catch{b()}"))),
		"class":             "class C {" + many(20000, "", numbered("#p#=#; m#(){}")) + "}",
		"labels":            in(many(1000, "", numbered("l#:{if(a)break l#;")) + strings.Repeat("}", 1000)),
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			if err := compileText(name, text, false); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestLongJumps compiles the golden inputs as if they were too large for short
// jumps.
func TestLongJumps(t *testing.T) {
	defer func(n int32) { longFrom = n }(longFrom)
	longFrom = 0
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, c *golden.Case) {
		for _, name := range []string{"in.js", "in.mjs"} {
			if !c.Has(name) {
				continue
			}
			if err := compileText(name, c.File(name), name == "in.mjs"); err != nil {
				t.Error(err)
			}
		}
	})
}

// FuzzCompile looks for texts that parse and do not compile, or compile to code
// that the verifier rejects.
func FuzzCompile(f *testing.F) {
	for _, s := range []string{
		"for (const [a, {b = 1}] of c) try { if (a) continue; return } finally { b() }",
		"async function* f() { yield* await 1; for await (using x of y) break }",
		"class A extends B { #a = () => super.b; static { this.#a } constructor() { eval('') } }",
		"with (a) { (b, c = d) => arguments; var e = [...f], {g, ...h} = e }",
		"l: while (a?.b?.()) { switch (c) { case 1: let d; default: continue l } }",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Count(text, "(") > 500 || len(text) > 5000 {
			return
		}
		for _, s := range []string{text, "async function* f(a) {" + text + "}", "class A extends B { constructor(a) {" + text + "} }"} {
			if err := compileText("fuzz", s, false); err != nil {
				t.Fatalf("%s: %v", s, err)
			}
		}
		if err := compileText("fuzz", text, true); err != nil {
			t.Fatal(err)
		}
	})
}
