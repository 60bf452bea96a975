package parser_test

import (
	"regexp"
	"strings"
	"testing"

	"gojs/ast"
	"gojs/internal/golden"
	"gojs/parser"
	"gojs/source"
)

var errorMark = regexp.MustCompile(`/\* ERROR (.*?) \*/ ?`)

// TestErrorPositions parses programs that say with /* ERROR rx */ what is wrong
// with the token after it. The comment is cut out first, so that it may stand
// inside of tokens.
func TestErrorPositions(t *testing.T) {
	golden.Run(t, "testdata/errors/*.txtar", func(t *testing.T, c *golden.Case) {
		for _, name := range c.Files() {
			text := strings.TrimSuffix(c.File(name), "\n")
			m := errorMark.FindStringSubmatchIndex(text)
			if m == nil {
				t.Errorf("%s has no ERROR", name)
				continue
			}
			want := regexp.MustCompile(text[m[2]:m[3]])
			f := source.NewFile(name, text[:m[0]]+text[m[1]:])
			var err error
			if strings.Contains(name, "module") {
				_, err = parser.ParseModule(f)
			} else {
				_, err = parser.ParseScript(f, parser.Options{Strict: strings.HasSuffix(name, "-strict")})
			}
			e, _ := err.(*source.Error)
			switch {
			case e == nil:
				t.Errorf("%s: accepted", name)
			case !want.MatchString(e.Message):
				t.Errorf("%s: %q does not match %q", name, e.Message, want)
			case int(e.Span.Start) != m[0]:
				t.Errorf("%s: error is elsewhere:\n%v", name, e)
			}
		}
	})
}

func TestDynamicFunction(t *testing.T) {
	for _, c := range []struct {
		kind         parser.FunctionKind
		params, body string
		ok           bool
	}{
		{parser.NormalFunction, "a, b = 1, ...c", "return a", true},
		{parser.NormalFunction, "", "", true},
		{parser.NormalFunction, "a //", "return a //", true},
		{parser.NormalFunction, "a /*", "*/ return a", false},
		{parser.NormalFunction, "a) { }, function (", "", false},
		{parser.NormalFunction, "", "}, function () {", false},
		{parser.NormalFunction, "a, a", "'use strict'", false},
		{parser.NormalFunction, "a = super.x", "", false},
		{parser.NormalFunction, "", "super()", false},
		{parser.NormalFunction, "", "--> x", true},
		{parser.NormalFunction, "a, b, ", "", true},
		{parser.NormalFunction, "", "new.target", true},
		{parser.GeneratorFunction, "", "yield 1", true},
		{parser.GeneratorFunction, "a = yield", "", false},
		{parser.AsyncFunction, "", "await 1", true},
		{parser.AsyncFunction, "a = await 1", "", false},
		{parser.AsyncGeneratorFunction, "", "yield await 1", true},
		{parser.NormalFunction, "", "yield; await", true},
		{parser.NormalFunction, "", "#!x", false},
		{parser.NormalFunction, "#!", "", false},
	} {
		prog, err := parser.ParseFunctionConstructor("anonymous", c.kind, c.params, c.body, nil)
		if (err == nil) != c.ok {
			t.Errorf("(%q, %q): %v", c.params, c.body, err)
		}
		if err == nil && (prog.Func.Name.Name != "anonymous" || prog.File.Slice(prog.Func.Span) != prog.File.Text) {
			t.Errorf("(%q, %q): source text is %q", c.params, c.body, prog.File.Slice(prog.Func.Span))
		}
	}
}

func TestEvalContext(t *testing.T) {
	all := parser.EvalContext{InFunction: true, InMethod: true, InDerivedConstructor: true, PrivateNames: []string{"#a"}}
	field := parser.EvalContext{InClassFieldInit: true}
	for _, c := range []struct {
		text    string
		context parser.EvalContext
		ok      bool
	}{
		{"new.target; super.x; super(); this.#a; () => super.y", all, true},
		{"function f() { super.x }", all, false},
		{"this.#b", all, false},
		{"class A { #b; m() { this.#b; this.#a } }", all, true},
		{"new.target", parser.EvalContext{}, false},
		{"super.x", parser.EvalContext{}, false},
		{"super()", parser.EvalContext{InMethod: true}, false},
		{"arguments", field, false},
		{"() => arguments", field, false},
		{"function f() { arguments }", field, true},
		{"with (a) b", parser.EvalContext{Strict: true}, false},
		{"return", all, false},
		{"var a; let a", parser.EvalContext{}, false},
		{"let a; function a() {}", parser.EvalContext{}, false},
		{"await", parser.EvalContext{}, true},
		{"import.meta", all, false},
	} {
		if _, err := parser.ParseEval(source.NewFile("eval", c.text), c.context); (err == nil) != c.ok {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}

// TestEvalSite checks what a direct eval call tells of the code around it.
func TestEvalSite(t *testing.T) {
	prog, err := script("class A { #a; x = class B { #b; m() { return (y = eval('')) => 1 } } }")
	if err != nil {
		t.Fatal(err)
	}
	found := false
	ast.Inspect(prog, func(n ast.Node) bool {
		if c, ok := n.(*ast.Call); ok && c.DirectEval {
			found = true
			e := c.Eval
			if !e.NewTarget || !e.SuperProp || e.SuperCall || e.NoArguments {
				t.Errorf("wrong site: %+v", e)
			}
			if e.Class.Private[0].Name != "#b" || e.Class.Outer.Private[0].Name != "#a" || e.Class.Outer.Outer != nil {
				t.Error("wrong private names")
			}
			if c.Scope.Kind != ast.ScopeFunction || !c.Scope.Func.Arrow() {
				t.Errorf("scope is %v", c.Scope.Kind)
			}
		}
		return true
	})
	if !found {
		t.Error("no direct eval")
	}
}
