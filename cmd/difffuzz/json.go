package main

import (
	"fmt"
	"strconv"
	"strings"
)

var jsonKeys = []string{"a", "b", "c", "0", "1", "10", "-1", "01", "4294967295", "", "__proto__", "length", "toJSON", "é", "\u2028", "long key with spaces"}

// jsonText is a JSON text, mostly a right one, and a reviver.
func jsonText(g *gen) []any {
	g.depth = 0
	s := g.jsonText()
	switch {
	case g.chance(5):
		s = g.mutate(s, "0123456789{}[]:,\"'\\truefalsn -+.eE\t\u0001\u2028é😀")
	case g.chance(8):
		s = g.mutate(g.mutate(s, "{}[]:,\""), "\"\\ux0")
	case g.chance(40):
		s += pick(g, "x", " 1", "]", "}", ",", "\x00", strings.Repeat(" ", 50)+"?", strings.Repeat("[", 60))
	}
	return []any{s, pick(g, "none", "none", "none", "same", "drop", "log", "change", "shrink")}
}

func (g *gen) space() string {
	if g.chance(4) {
		return pick(g, " ", "\n", "\t", "\r", "  \n  ")
	}
	return ""
}

func (g *gen) jsonText() string {
	g.depth++
	defer func() { g.depth-- }()
	n := g.IntN(10)
	if g.depth > 4 {
		n = g.IntN(7)
	}
	switch {
	case n < 2:
		return g.space() + g.jsonNumber() + g.space()
	case n < 4:
		return g.space() + g.jsonString() + g.space()
	case n < 5:
		return g.space() + pick(g, "true", "false", "null") + g.space()
	case n < 6:
		return pick(g, "{}", "[]", "{ }", "[ ]", `""`, "0", "-0", "[[]]")
	case n < 8:
		return g.space() + "[" + strings.TrimPrefix(g.repeat(5, func() string { return "," + g.jsonText() }), ",") + "]"
	}
	return "{" + strings.TrimPrefix(g.repeat(5, func() string { return "," + g.space() + g.jsonKey() + g.space() + ":" + g.jsonText() }), ",") + "}" + g.space()
}

func (g *gen) jsonKey() string {
	if g.chance(3) {
		return g.jsonString()
	}
	return `"` + pick(g, jsonKeys...) + `"`
}

func (g *gen) jsonNumber() string {
	s := pick(g, "", "", "-") + pick(g, "0", "1", "12", "123", strconv.Itoa(1+g.IntN(99))+g.digits(g.IntN(30)))
	if g.chance(3) {
		s += "." + g.digits(1+g.IntN(20))
	}
	if g.chance(4) {
		s += pick(g, "e", "E") + pick(g, "", "+", "-") + g.digits(1+g.IntN(3))
	}
	return s
}

func (g *gen) jsonString() string {
	return `"` + g.repeat(6, func() string {
		return pick(g, "a", "b", "key", " ", "é", "\u20ac", "😀", "\u2028", "\x7f", `\n`, `\"`, `\\`, `\/`, `\b\f\r\t`, `\u0041`, `\u00e9`, `\ud83d\ude00`, `\ud83d`, `\uDE00`, `\u0000`,
			lone(0xD83D-0xD800), lone(0xDE00-0xD800), strings.Repeat("long ", 10))
	}) + `"`
}

// jsonValue is the source text of a value, the name of a replacer, and the
// source text of an indent.
func jsonValue(g *gen) []any {
	g.depth = 0
	indent := pick(g, "undefined", "undefined", "0", "1", "2", "10", "11", "-1", "2.9", "NaN", "'\\t'", "'--'", "'0123456789ab'", "''", "new Number(3)", "new String('+')", "{}", "true", "'é'", "'\\ud800'", "Infinity")
	return []any{g.jsValue(), pick(g, "none", "none", "none", "list", "empty", "same", "log", "drop", "double", "wrap"), indent}
}

// leaves are values without parts; some of them are no JSON.
var jsLeaves = []string{
	"null", "undefined", "true", "false", "0", "-0", "NaN", "Infinity", "1e21", "1e-7", "123456789012345680000", "0.1", "5e-324",
	"''", "'a'", "'\\u2028\\u2029'", "'\\ud800'", "'\\udc00x'", "'\\ud83d\\ude00'", "'\\x00\\x1f\\x7f'", "'\"\\\\/'", "'\\b\\f\\n\\r\\t\\v'", "'é€😀'",
	"Symbol('s')", "function f() {}", "() => 1", "class {}", "new Number(3)", "new String('s')", "new Boolean(false)", "Object('x')", "Object(Symbol())", "new Date(0)", "new Date(NaN)",
	"/re/g", "new Map([[1, 2]])", "new Set([1])", "new Uint8Array([1, 2, 3])", "new Error('e')", "1n", "Object(1n)", "new Proxy([1, 2], {})", "new Proxy({ a: 1 }, {})", "new Proxy(function () {}, {})",
	"[]", "{}", "[,]", "[1,,2]", "Object.create(null)", "Object.create({ inherited: 1 })", "(function () { return arguments })(1, 2)", "Math", "JSON", "globalThis.nothing", "[,,,]",
	"{ toJSON() { return 5 } }", "{ toJSON(k) { return 'key ' + k } }", "{ toJSON: 5 }", "{ toJSON() {} }", "{ get a() { return 1 } }", "{ get a() { throw new Error('getter') } }",
	"Object.defineProperty({ b: 1 }, 'a', { value: 2 })", "{ [Symbol.iterator]: 1, a: 2 }", "Object.assign([1, 2], { extra: 3 })", "{ __proto__: { x: 1 } }", "{ ['__proto__']: 1 }",
	"new String('abc')", "Object.assign(new String('x'), { toString() { return 'changed' } })", "Object.assign(new Number(3), { valueOf() { return 7 } })",
	"(() => { const o = { a: 1 }; o.self = o; return o })()", "(() => { const o = { a: [{}] }; o.a[0].up = o; return o })()", "(() => { const a = []; a.push({ x: { y: a } }); return a })()",
	"(() => { class Point { constructor() { this.p = this } } return new Point })()", "(() => { const a = [1]; a[1] = a; return a })()", "(() => { const o = { a: 1, b: 2, get c() { delete o.d; return 3 }, d: 4 }; return o })()",
	"(() => { const o = { get a() { o.z = 1; return 2 }, b: 3 }; return o })()", "(() => { const a = [1, 2, 3]; Object.defineProperty(a, 0, { get() { a.length = 1; return 9 } }); return a })()",
}

func (g *gen) jsValue() string {
	g.depth++
	defer func() { g.depth-- }()
	n := g.IntN(10)
	if g.depth > 4 {
		n = 0
	}
	switch {
	case n < 3:
		return pick(g, jsLeaves...)
	case n < 4:
		return strconv.FormatFloat(float64(g.IntN(1000))/pick(g, 1.0, 4, 10), 'g', -1, 64)
	case n < 7:
		return "[" + strings.TrimPrefix(g.repeat(5, func() string { return ", " + g.jsValue() }), ", ") + "]"
	}
	return "{ " + strings.TrimPrefix(g.repeat(5, func() string { return fmt.Sprintf(", [%q]: %s", pick(g, jsonKeys...), g.jsValue()) }), ", ") + " }"
}
