package vm_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	_ "gojs/stdlib/es"
	"gojs/vm"
)

// Limits of a fuzzed program. It may end in any error of JavaScript's, at the
// deadline or out of memory; the machine must survive, in time.
const (
	fuzzHeap  = 32 << 20
	fuzzStack = 256 << 10
	fuzzTime  = 300 * time.Millisecond
	fuzzSlack = 5 * time.Second
)

// runFuzzed runs a program, a part of the runs under stress with the verifier.
func runFuzzed(t *testing.T, text string, stress int) {
	t.Helper()
	m, err := vm.New(vm.Options{MaxHeap: fuzzHeap, StackSize: fuzzStack, GCStress: stress, GCVerify: stress > 0})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	ctx, cancel := context.WithTimeoutCause(context.Background(), fuzzTime, errDeadline)
	defer cancel()
	begun := time.Now()
	stop := m.Watch(ctx)
	_, err = execute(m, text)
	stop()
	if late := time.Since(begun); late > fuzzTime+fuzzSlack {
		t.Fatalf("ended after %v:\n%s", late, text)
	}
	m.ClearInterrupt()
	if err != nil {
		m.DropJobs()
		m.Recover()
	}
	if _, err = execute(m, "1"); err != nil && !strings.Contains(err.Error(), outOfMemory) && !errors.Is(err, errDeadline) {
		t.Fatalf("afterwards: %v\n%s", err, text)
	}
}

// FuzzRun runs texts as they are.
func FuzzRun(f *testing.F) {
	for _, list := range [][]hostile{gluttons[:8], deepValues[:8]} {
		for _, h := range list {
			if len(h.text) < 300 {
				f.Add(h.text)
			}
		}
	}
	for i := range 60 {
		f.Add(newWriter([]byte(fmt.Sprint("seed of a program ", i*i*7919))).program())
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 4000 {
			runFuzzed(t, text, 0)
		}
	})
}

// FuzzPrograms runs programs that are grammatical, made from the input's bytes.
func FuzzPrograms(f *testing.F) {
	for i := range 40 {
		f.Add([]byte(fmt.Sprint("another program ", i, i*104729, i*i)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		stress := 0
		if len(data) > 0 && data[0]%8 == 0 {
			stress = 1 + int(data[0])
		}
		runFuzzed(t, newWriter(data).program(), stress)
	})
}

// writer makes a program: each byte of the data is a choice. When they have run
// out every choice is the first, which ends what is open.
type writer struct {
	data  []byte
	depth int
	size  int
}

func newWriter(data []byte) *writer { return &writer{data: data} }

func (w *writer) choose(n int) int {
	if len(w.data) == 0 {
		return 0
	}
	b := w.data[0]
	w.data = w.data[1:]
	return int(b) % n
}

// The grammar: in a template, E is an expression, S statements, V a variable, P a
// property name, N a number, B a built-in, X an operator.
var (
	fuzzExpressions = []string{
		"V", "N", "'s'", "null", "undefined", "this", "[E, E]", "{ P: E, P: E }", "(E X E)", "(E, E)", "V.P", "V[E]", "V?.P", "V = E",
		"V.P = E", "V[E] = E", "V++", "--V.P", "-E", "!E", "typeof E", "delete V.P", "void E", "(E ? E : E)", "(E ?? E)", "V(E)",
		"V.P(E, E)", "new V(E)", "B(E)", "B(E, E)", "new B(E)", "B.prototype", "B", "(() => E)", "(V => E)", "function (V, P = E) { S }",
		"function* () { S; yield E; S }", "async () => { await E; S }", "class { P = E; static P() { S } get P() { return E } #p = E; m() { return this.#p } }",
		"class extends B { constructor() { super(E); S } }", "`a${E}b`", "[...E]", "V(...E)", "{ ...E }", "({ P: V } = E)", "([V, V = E] = E)",
		"/a(b|c)*\\d/g", "10n", "(E instanceof B)", "(E in V)", "new Proxy(E, { get() { S; return E }, set() { S; return true }, has() { return E }, ownKeys() { return E } })",
		"{ get P() { S; return E }, set P(v) { S }, [E]: E }", "{ valueOf() { S; return E }, toString() { return E } }",
		"{ [Symbol.iterator]() { return { next() { S; return { done: E, value: E } }, return() { S; return E } } } }",
		"V.constructor", "Object.assign(E, E)", "Object.defineProperty(E, 'P', { value: E, configurable: E })", "Object.freeze(E)",
		"Object.setPrototypeOf(E, E)", "Reflect.ownKeys(E)", "JSON.stringify(E)", "JSON.parse('[1,{\"a\":[2]}]', (k, v) => E)", "eval('V = N; V')",
		"new Function('V', 'return V.P')(E)", "Promise.resolve(E).then(V => E)", "E.map(V => E)", "E.sort((a, b) => E)", "'abc'.replace(/./g, V => E)",
		"[3, 1, 2].toSpliced(E, E, E)", "new Uint8Array(E)", "new Float64Array(E).set(E)", "new ArrayBuffer(N, { maxByteLength: N })", "V.length = E", "V.buffer.resize(N)",
		"Array.from(E, V => E)", "structured", "new Map([[E, E]])", "new Set(E)", "new WeakMap([[{}, E]])", "arguments", "new.target", "E.concat(E)", "E.splice(E, E, E)",
	}
	fuzzStatements = []string{
		"", "E;", "var V = E;", "let V = E;", "if (E) { S } else { S }", "for (var i = 0; i < N; i++) { S }", "for (let V of E) { S }", "for (var V in E) { S }",
		"while (E) { S break }", "do { S } while (!E);", "try { S } catch (V) { S } finally { S }", "throw E;", "return E;", "{ let V = E; S }",
		"switch (E) { case E: S; default: S break }", "l: for (;;) { S break l }", "function V(V) { S }", "class V { P = E; constructor() { S } }",
		"with (E) { S }", "const { P: V, ...V2 } = E;", "const [V, ...V2] = E;", "gcNow();", "V.P;", "async function V() { for await (const V of E) { S } }", "using V = E;",
	}
	fuzzVariables = []string{"a", "b", "c", "f", "o"}
	fuzzNames     = []string{"p", "q", "length", "x", "constructor", "0", "then", "valueOf", "__proto__"}
	fuzzNumbers   = []string{"0", "1", "2", "-1", "7", "100", "1e3", "0.5", "NaN", "Infinity", "4294967295", "2147483648", "1e9"}
	fuzzOperators = []string{"+", "-", "*", "/", "%", "**", "<", ">", "==", "===", "&", "|", "^", "<<", ">>", ">>>", "&&", "||"}
	fuzzBuiltIns  = []string{
		"Object", "Array", "String", "Number", "Boolean", "Symbol", "BigInt", "Function", "Error", "Map", "Set", "WeakRef", "Promise", "Date", "RegExp",
		"Int8Array", "BigInt64Array", "DataView", "ArrayBuffer", "Reflect.apply", "Reflect.construct", "Array.of", "Object.create", "Object.keys",
		"Object.entries", "Object.fromEntries", "Math.max", "Symbol.for", "String.raw", "Iterator.from", "Promise.all", "Object.groupBy", "parseInt",
		"[].push.call", "[].reverse.call", "[].flat.call", "[].copyWithin.call", "''.padEnd.call", "''.split.call", "''.matchAll.call",
	}
)

// Bounds of a program.
const (
	fuzzDepth = 6
	fuzzSize  = 3000
)

// program is a program of functions, each compiled by itself: one that is no
// program does not spoil the others.
func (w *writer) program() string {
	text := "var a = [1, 2.5, 'x'], b = { p: 1, q: a }, c = 'text', f = function (x) { return x }, o = new Map;\n"
	for len(w.data) > 0 && w.size < fuzzSize {
		body, _ := json.Marshal(w.expand("S"))
		text += "try { Function(" + string(body) + ").call(b, a) } catch {}\n"
	}
	return text
}

// expand fills a template in.
func (w *writer) expand(template string) string {
	var out strings.Builder
	w.depth++
	defer func() { w.depth-- }()
	for i := range len(template) {
		list := w.list(template[i])
		switch {
		case list == nil || i > 0 && isLetter(template[i-1]) || i+1 < len(template) && isLetter(template[i+1]):
			out.WriteByte(template[i])
		case w.depth > fuzzDepth || w.size > fuzzSize:
			out.WriteString(list[0])
		default:
			out.WriteString(w.expand(list[w.choose(len(list))]))
		}
	}
	w.size += out.Len() / fuzzDepth
	return out.String()
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '2' }

func (w *writer) list(symbol byte) []string {
	switch symbol {
	case 'E':
		return fuzzExpressions
	case 'S':
		return fuzzStatements
	case 'V':
		return fuzzVariables
	case 'P':
		return fuzzNames
	case 'N':
		return fuzzNumbers
	case 'X':
		return fuzzOperators
	case 'B':
		return fuzzBuiltIns
	}
	return nil
}
