package vm_test

import (
	"strings"
	"testing"

	"gojs/source"
	"gojs/vm"
)

// contextLog is what the script below says, and hookLog what the hooks heard.
var contextLog, hookLog []string

func init() {
	vm.DeclareGlobals(
		vm.Spec{Key: "__enter", Len: 1, Fn: func(c *vm.Call) vm.Value {
			c.SetAsyncContext(c.Arg(0))
			return vm.Undefined
		}},
		vm.Spec{Key: "__say", Len: 1, Fn: func(c *vm.Call) vm.Value {
			name := "none"
			if v := c.AsyncContext(); v.IsObject() {
				name = c.ToGoString(c.Get(c.Obj(v), c.Key("name")))
			}
			contextLog = append(contextLog, c.ToGoString(c.Arg(0))+":"+name)
			return vm.Undefined
		}})
}

func runContextScript(t *testing.T, hooks vm.PromiseHooks, text string) {
	t.Helper()
	m, err := vm.New(vm.Options{GCStress: 3, GCVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	contextLog, hookLog = nil, nil
	code, err := vm.CompileScript(source.NewFile("context.js", text))
	if err != nil {
		t.Fatal(err)
	}
	m.SetPromiseHooks(hooks)
	if _, err := m.Protect(func() vm.Value {
		m.RunScript(code, m.Realm())
		m.RunJobs()
		return vm.Undefined
	}); err != nil {
		t.Fatal(err)
	}
}

// TestAsyncContext follows the context through await, then, thenables and errors.
func TestAsyncContext(t *testing.T) {
	runContextScript(t, nil, `
		__enter({name: 'a'});
		(async () => {
			await 1;
			__say('await');
			__enter({name: 'inner'});
			await {then(f) { __say('thenable'); f(); }};
			__say('after thenable');
			try { await Promise.reject(1); } catch { __say('caught'); }
		})();
		var wait;
		new Promise((f) => { wait = f; }).then(() => __say('then'));
		__enter({name: 'b'});
		Promise.resolve().then(() => __say('other'));
		__enter();
		wait();
		Promise.resolve().then(() => __say('without'));
	`)
	const want = "await:a other:b then:a without:none thenable:inner after thenable:inner caught:inner"
	if got := strings.Join(contextLog, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

type logHooks struct{}

func (logHooks) PromiseInit(_ *vm.VM, _, parent *vm.Object) {
	if parent != nil {
		hookLog = append(hookLog, "init with parent")
		return
	}
	hookLog = append(hookLog, "init")
}
func (logHooks) PromiseBefore(*vm.VM, *vm.Object)  { hookLog = append(hookLog, "before") }
func (logHooks) PromiseAfter(*vm.VM, *vm.Object)   { hookLog = append(hookLog, "after") }
func (logHooks) PromiseResolve(*vm.VM, *vm.Object) { hookLog = append(hookLog, "resolve") }

func TestPromiseHooks(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`Promise.resolve(1).then(() => {})`, "init resolve init with parent before resolve after"},
		{`(async () => { await 1; })()`, "init init with parent resolve init with parent before resolve resolve after"},
	} {
		runContextScript(t, logHooks{}, c.text)
		if got := strings.Join(hookLog, " "); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}
