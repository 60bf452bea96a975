package parser_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"gojs/ast"
	"gojs/parser"
	"gojs/source"
)

func script(text string) (*ast.Program, error) {
	return parser.ParseScript(source.NewFile("test.js", text), parser.Options{})
}

// TestDeep nests every construct far beyond the limit: a RangeError and no crash.
func TestDeep(t *testing.T) {
	for _, pair := range [][2]string{
		{"(", ")"}, {"[", "]"}, {"({a:", "})"}, {"{", "}"}, {"!", "a"}, {"- ", "a"}, {"a = ", "a"}, {"a => ", "a"},
		{"(a = ", ") => 1"}, {"function f() {", "}"}, {"(function () {", "})"}, {"if (1) ", ";"},
		{"while (1) ", ";"}, {"a(", ")"}, {"a[", "]"}, {"a ? ", ": b"}, {"`${", "}`"}, {"new ", "a"}, {"++", "a"},
		{"class A { m() {", "}}"}, {"class A { x = ", "}"}, {"class A extends ", "{}"}, {"a ** ", "a"}, {"async (", ")"},
		{"try {", "} finally {}"}, {"switch (1) { case 1: ", "}"}, {"l: {", "}"}, {"with (a) ", ";"}, {"for (;;) ", ";"},
		{"class A { [", "] }"}, {"({[", "]: 1})"}, {"class A { static {", "}}"}, {"import(", ")"}, {"typeof ", "a"},
		{"a?.[", "]"}, {"a && (", ")"}, {"(async () => ", ")"}, {"@(", ") class A {}"}, {"super[", "]"},
		{"do ", "while (0)"},
	} {
		text := strings.Repeat(pair[0], 50000) + pair[1]
		start := time.Now()
		_, err := script(text)
		var e *source.Error
		if !errors.As(err, &e) {
			t.Errorf("%q: %v", pair[0], err)
			continue
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%q took %v", pair[0], took)
		}
	}
	for _, open := range []string{"let [", "let {a:", "function f([", "for (let [", "([", "({a:"} {
		if _, err := script(open + strings.Repeat("[", 50000)); err == nil {
			t.Errorf("%q is accepted", open)
		}
	}
}

// TestLong has chains that must parse whatever their length.
func TestLong(t *testing.T) {
	const n = 50000
	for _, text := range []string{
		"a" + strings.Repeat("+a", n), "a" + strings.Repeat("&&a", n), "a" + strings.Repeat(".a", n),
		"a" + strings.Repeat("()", n), "a" + strings.Repeat("[0]", n), "a" + strings.Repeat("?.b", n),
		"a" + strings.Repeat(",a", n), strings.Repeat("if (a) b; else ", n) + ";", strings.Repeat("a ? b : ", n) + "c",
		"a" + strings.Repeat("``", n), "[" + strings.Repeat("a,", n) + "]", "var a" + strings.Repeat(", a", n),
		strings.Repeat("a;", n), strings.Repeat("(a),", n) + "1", "({" + strings.Repeat("a,", n) + "})",
		"(" + strings.Repeat("a0,", n/10) + "b) => 1", strings.Repeat("(a) => 1;", n),
		strings.Repeat("{ function f() {} }", n/10), "`" + strings.Repeat("${a}", n) + "`", strings.Repeat("async(a);", n),
		"switch (a) {" + strings.Repeat("case 1: let a; {}", 1) + strings.Repeat("case 1: b;", n) + "}",
	} {
		start := time.Now()
		prog, err := script(strings.ReplaceAll(text, "a0,", "a,"))
		if strings.Contains(text, "a0") {
			if err == nil {
				t.Error("duplicate parameters are accepted")
			}
			continue
		}
		if err != nil {
			t.Errorf("%.20q...: %v", text, err)
			continue
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%.20q... took %v", text, took)
		}
		count := 0
		ast.Inspect(prog, func(ast.Node) bool { count++; return true })
		if count < n/10 {
			t.Errorf("%.20q...: only %d nodes", text, count)
		}
	}
}

// TestLinear compares nested cover grammars of one depth and of twice that.
func TestLinear(t *testing.T) {
	for _, pair := range [][2]string{
		{"(a = ", ") => 1"}, {"[a = ", "] = 1"}, {"({a = ", "} = 1)"}, {"async (a = ", ") => 1"}, {"(", ")"}, {"((a, ", "))"},
		{"(a, b = (c) => d, {e: [f = ", "]}) => 1"}, {"({a: [", "]})"}, {"function f() { eval(); return ", "}"},
		{"class A extends (", ") { #x; m() { this.#x } }"}, {"{ function f() {} ", "}"}, {"(a => ", ")"},
	} {
		parse := func(n int) time.Duration {
			best := time.Hour
			for range 3 {
				start := time.Now()
				script(strings.Repeat(pair[0], n) + "x" + strings.Repeat(pair[1], n))
				best = min(best, time.Since(start))
			}
			return best
		}
		if small, large := parse(300), parse(1200); large > 16*small+200*time.Millisecond {
			t.Errorf("%q: depth 300 takes %v, depth 1200 %v", pair[0], small, large)
		}
	}
}

func TestIncomplete(t *testing.T) {
	for _, text := range []string{
		"function f() {", "(", "[1,", "{", "`abc", "`${", "/* x", "if (a)", "a +", "a = {b:", "class A {", "f(a,",
		"x =>", "try {", "switch (a) {", "do", "'a\\\n", "async function f(", "a ?", "for (;;",
	} {
		if _, err := script(text); err == nil || !err.(*source.Error).Incomplete {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{"}", "a b", "'abc", "var 1", "f(a b)", "/abc", "1_", "let x; let x", "const c"} {
		if _, err := script(text); err == nil || err.(*source.Error).Incomplete {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"a => b", "({a = 1} = {})", "class A { #x; static { this.#x } }", "for (let [a] of b) () => a", "`a${b}`", "async (x = await) => {}",
		"function f(a, b = () => eval('')) { var a; { function a() {} } }", "label: for await (x of y);", "with (a) b", "import a from 'b'",
		"switch (a) { case 1: let b; function c() {} }", "try {} catch ({e}) { var f }", "x?.y[z]`w`", "if (a) function f() {}",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = source.Sanitize([]byte(text))
		parses := []func(*source.File) (*ast.Program, error){
			func(f *source.File) (*ast.Program, error) { return parser.ParseScript(f, parser.Options{}) },
			parser.ParseModule,
			func(f *source.File) (*ast.Program, error) {
				return parser.ParseEval(f, parser.EvalContext{InMethod: true, InFunction: true, PrivateNames: []string{"#x"}})
			},
		}
		for _, parse := range parses {
			prog, err := parse(source.NewFile("fuzz.js", text))
			if err != nil {
				if err.Error() == "" {
					t.Fatal("error without a message")
				}
				continue
			}
			for _, s := range checkResolution(prog) {
				t.Error(s)
			}
			checkSpans(t, prog, prog.Span)
		}
	})
}

// checkSpans checks that every node lies within the text. A parent need not
// contain its children: parentheses are outside of spans.
func checkSpans(t *testing.T, prog *ast.Program, within source.Span) {
	ast.Inspect(prog, func(n ast.Node) bool {
		s := n.Source()
		if s.Start < within.Start || s.End > within.End || s.End < s.Start {
			t.Errorf("%T has span %v in %v", n, s, within)
		}
		return true
	})
}
