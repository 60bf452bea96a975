package vm_test

import (
	"regexp"
	"strings"
	"testing"

	"gojs/compiler"
	"gojs/parser"
	"gojs/source"
	_ "gojs/stdlib/es"
	"gojs/vm"
)

const traceProgram = `function f(a, b) { return a + b }
class P { constructor(x) { this.x = x } }
function* g() { yield 1 }
let o = new P('q'); o.x; f(1, 2);
for (const v of g()) ;
try { (() => { throw new Error('z') })() } catch {}
Promise.resolve(1).then(f)`

// traceOf runs traceProgram and returns what the tracer writes.
func traceOf(t *testing.T, tr vm.Tracer) string {
	t.Helper()
	var b strings.Builder
	tr.Out = &b
	m, err := vm.New(vm.Options{Trace: &tr})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	p, err := parser.ParseScript(source.NewFile("a.js", traceProgram), parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fn, err := compiler.Script(p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = m.Protect(func() vm.Value {
		m.RunScript(fn, m.Realm())
		m.RunJobs()
		return vm.Undefined
	}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTraceCalls(t *testing.T) {
	const want = `call    (script) a.js:1:1()
  call    new P a.js:2:1("q")
  return  P a.js:2:1 = undefined
  call    f a.js:1:1(1, 2)
  return  f a.js:1:1 = 3
  call    g a.js:3:1()
  resume  g a.js:3:1
  suspend g a.js:3:1
  resume  g a.js:3:1
  return  g a.js:3:1 = undefined
  call    (arrow) a.js:6:8()
  unwind  (arrow) a.js:6:8 throws Error: z
return  (script) a.js:1:1 = #<Promise>
call    f a.js:1:1(1)
return  f a.js:1:1 = NaN
`
	if got := traceOf(t, vm.Tracer{Calls: true}); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestTraceLines(t *testing.T) {
	for _, c := range []struct {
		tracer vm.Tracer
		want   []string
	}{
		{vm.Tracer{Instructions: true}, []string{`a\.js:1:\d+ +\d+  Add +r\d+ r0 r1.*  r0=1  r1=2\n`, `a\.js:3:17 +\d+  Yield`}},
		{vm.Tracer{IC: true}, []string{`ic add x at a\.js:2:33: property to add, shape \d+\n`, `ic get x at a\.js:4:23: own property, shape \d+\n`}},
		{vm.Tracer{Jobs: true}, []string{`^job reaction to a fulfilment, 0 more\n$`}},
	} {
		got := traceOf(t, c.tracer)
		for _, w := range c.want {
			if !regexp.MustCompile(w).MatchString(got) {
				t.Errorf("%+v: no line %s in\n%s", c.tracer, w, got)
			}
		}
	}
}
