package vm_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"gojs/compiler"
	"gojs/parser"
	"gojs/source"
	"gojs/vm"
)

// A hostile program must end in the error it deserves, in time, and leave a
// machine that works.
type hostile struct {
	name string
	text string
	want string // part of the error's text; "": it must succeed
}

// errDeadline is the reason that the tests' time limit gives.
var errDeadline = errors.New("the deadline has passed")

// Limits of hostile programs.
type hostileLimits struct {
	heap  uint64
	stack int
	time  time.Duration
	// slack is how much later than the time limit the program may end.
	slack time.Duration
}

func init() {
	vm.DeclareGlobals(vm.Spec{Key: "gcNow", Fn: func(c *vm.Call) vm.Value {
		c.Heap().Collect("test")
		return vm.Undefined
	}})
}

// execute parses, compiles and runs a script and its jobs, and gives the result
// as text.
func execute(m *vm.VM, text string) (string, error) {
	p, err := parser.ParseScript(source.NewFile("hostile.js", text), parser.Options{})
	if err != nil {
		return "", err
	}
	fn, err := compiler.Script(p)
	if err != nil {
		return "", err
	}
	result := ""
	_, err = m.Protect(func() vm.Value {
		v := m.RunScript(fn, m.Realm())
		m.RunJobs()
		result = m.Display(v)
		return v
	})
	return result, err
}

// checkUsable runs a little of everything on a machine that has been through much.
func checkUsable(t *testing.T, m *vm.VM) {
	t.Helper()
	const text = `(() => {
		class A { #p = [1, 2, 3]; *[Symbol.iterator]() { yield* this.#p } }
		let s = '';
		for (const x of new A) try { if (x == 2) throw new Error('e' + x); s += x } catch (e) { s += e.message } finally { s += ',' }
		Promise.resolve(s).then(x => globalThis.usable = x);
		return s + JSON.stringify({ a: [1, { b: 'c' }] }) + [3, 1, 2].sort() + 'aXbX'.replace(/x/gi, '-') + new Map([[1, 2]]).size;
	})()`
	const want = `1,e2,3,{"a":[1,{"b":"c"}]}1,2,3a-b-1`
	if got, err := execute(m, text); err != nil || got != want {
		t.Errorf("afterwards the machine gives %q, %v", got, err)
	}
	if got, err := execute(m, "usable"); err != nil || got != "1,e2,3," {
		t.Errorf("afterwards jobs give %q, %v", got, err)
	}
}

// runHostile runs h in a machine of its own, and then a harmless program.
func runHostile(t *testing.T, h hostile, lim hostileLimits) {
	t.Helper()
	m, err := vm.New(vm.Options{MaxHeap: lim.heap, StackSize: lim.stack})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	ctx, cancel := context.WithTimeoutCause(context.Background(), lim.time, errDeadline)
	defer cancel()
	stop := m.Watch(ctx)
	start := time.Now()
	got, err := execute(m, h.text)
	took := time.Since(start)
	stop()
	if took > lim.time+lim.slack {
		t.Errorf("took %v", took)
	}
	switch {
	case h.want == "" && err != nil:
		t.Errorf("fails: %.500v", err)
	case h.want != "" && err == nil:
		t.Errorf("gives %.200q, want the error %q", got, h.want)
	case h.want != "" && !strings.Contains(err.Error(), h.want):
		t.Errorf("the error is %.500v, want %q", err, h.want)
	}
	m.ClearInterrupt()
	if err != nil {
		m.DropJobs()
	}
	checkUsable(t, m)
}

// nested is an expression for a value wrapped n times: v is the inner value, and
// wrap an expression of v.
func nested(n int, inner, wrap string) string {
	return fmt.Sprintf("(() => { let v = %s; for (let i = 0; i < %d; i++) v = %s; return v })()", inner, n, wrap)
}
