package es_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"gojs/compiler"
	"gojs/parser"
	"gojs/source"
	"gojs/vm"
)

// testAgent is an isolate with a loop of its own, as an embedder would write it.
type testAgent struct {
	vm.NopHost
	m       *vm.VM
	pending int
	tasks   chan func(*vm.VM)
}

func (*testAgent) CanBlock() bool { return true }

func (a *testAgent) Pend(*vm.VM) func(func(*vm.VM)) {
	a.pending++
	return func(f func(*vm.VM)) { a.tasks <- f }
}

// runAgent runs text in a new isolate until nothing is pending; the script sees the
// block as memory and its number as id. The result is that of the expression result().
func runAgent(ctx context.Context, text string, d *vm.SharedData, id int) (result string, err error) {
	m, err := vm.New(vm.Options{})
	if err != nil {
		return "", err
	}
	defer m.Close()
	a := &testAgent{m: m, tasks: make(chan func(*vm.VM), 1000)}
	m.Host = a
	defer m.Watch(ctx)()
	protect := func(f func()) {
		if err == nil {
			_, err = m.Protect(func() vm.Value { f(); m.RunJobs(); return vm.Undefined })
		}
	}
	protect(func() {
		r := m.Realm()
		buffer := m.NewSharedArrayBuffer(r.Intrinsic(vm.SharedArrayBufferPrototype), d)
		m.DefineData(r.Global(), m.Key("memory"), m.ObjectValue(buffer), vm.Writable)
		m.DefineData(r.Global(), m.Key("id"), vm.IntValue(int32(id)), vm.Writable)
		evaluate(m, text)
	})
	for err == nil && a.pending > 0 {
		select {
		case f := <-a.tasks:
			a.pending--
			protect(func() {
				if f != nil {
					f(m)
				}
			})
		case <-ctx.Done():
			return "", context.Cause(ctx)
		}
	}
	protect(func() { result = m.ToGoString(evaluate(m, "String(result())")) })
	return result, err
}

func evaluate(m *vm.VM, text string) vm.Value {
	p, err := parser.ParseScript(source.NewFile("agent.js", text), parser.Options{})
	if err != nil {
		panic(err)
	}
	fn, err := compiler.Script(p)
	if err != nil {
		panic(err)
	}
	return m.RunScript(fn, m.Realm())
}

// sharedBlock is a block of n bytes made by an isolate that is gone since.
func sharedBlock(t *testing.T, n, maxLength int64) *vm.SharedData {
	t.Helper()
	m, err := vm.New(vm.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	var d *vm.SharedData
	if _, err := m.Protect(func() vm.Value {
		proto := m.Realm().Intrinsic(vm.SharedArrayBufferPrototype)
		d = m.SharedDataOf(m.AllocateSharedArrayBuffer(proto, n, maxLength))
		return vm.Undefined
	}); err != nil {
		t.Fatal(err)
	}
	return d
}

// runAgents runs n agents at once over one block and returns their results.
func runAgents(t *testing.T, n int, d *vm.SharedData, text string) []string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	results, errs := make([]string, n), make([]error, n)
	var wg sync.WaitGroup
	for id := range n {
		wg.Go(func() { results[id], errs[id] = runAgent(ctx, text, d, id) })
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	return results
}

func TestAtomicsLoseNothing(t *testing.T) {
	const agents, turns = 4, 3000
	for _, kind := range []string{"Int8", "Uint8", "Int16", "Uint16", "Int32", "Uint32", "BigInt64", "BigUint64"} {
		t.Run(kind, func(t *testing.T) {
			// Every agent adds to two neighbours, by add and by compareExchange.
			text := fmt.Sprintf(`
				const a = new %[1]sArray(memory), one = new %[1]sArray(1)[0].constructor(1);
				for (let i = 0; i < %[2]d; i++) {
					Atomics.add(a, 1, one);
					for (let old; old = Atomics.load(a, 2), Atomics.compareExchange(a, 2, old, old + one) !== old;) Atomics.pause();
				}
				function result() { return '' }`, kind, turns)
			d := sharedBlock(t, 64, -1)
			runAgents(t, agents, d, text)
			check := fmt.Sprintf(`const a = new %[1]sArray(memory), b = new %[1]sArray(1); b[0] = a[0].constructor(%[2]d);
				function result() { return [a[0], a[1] === b[0], a[2] === b[0], a[3]] }`, kind, agents*turns)
			if got := runAgents(t, 1, d, check)[0]; got != "0,true,true,0" {
				t.Errorf("%s after %d increments", got, agents*turns)
			}
		})
	}
}

func TestAtomicsMutex(t *testing.T) {
	// A lock by wait and notify guards plain reads and writes: the race detector
	// sees whether it orders them.
	const text = `
		const lock = new Int32Array(memory, 0, 1), data = new Float64Array(memory, 8, 2);
		for (let i = 0; i < 500; i++) {
			for (let c = Atomics.compareExchange(lock, 0, 0, 1); c !== 0; c = Atomics.exchange(lock, 0, 2))
				Atomics.wait(lock, 0, 2, 50);
			data[0] += 1; data[1] -= 1;
			if (Atomics.exchange(lock, 0, 0) === 2) Atomics.notify(lock, 0, 1);
		}
		function result() { return '' }`
	d := sharedBlock(t, 24, -1)
	runAgents(t, 4, d, text)
	if got := runAgents(t, 1, d, `function result() { return new Float64Array(memory, 8, 2) }`)[0]; got != "2000,-2000" {
		t.Errorf("the lock let through %s", got)
	}
}

func TestAtomicsWaitAsync(t *testing.T) {
	// Agent 0 notifies until all have been woken, the others wait with a promise.
	const text = `
		const a = new Int32Array(memory); let outcome;
		if (id === 0) {
			for (let woken = 0; woken < 5; Atomics.wait(a, 4, 0, 1)) woken += Atomics.notify(a, 0, 1);
			outcome = Atomics.waitAsync(a, 0, 7).value;
		} else {
			const r = Atomics.waitAsync(a, 0, 0, id % 2 ? undefined : 60000);
			r.value.then(v => outcome = v + ' ' + r.async);
		}
		function result() { return outcome }`
	want := fmt.Sprint([]string{"not-equal", "ok true", "ok true", "ok true", "ok true", "ok true"})
	if got := fmt.Sprint(runAgents(t, 6, sharedBlock(t, 32, -1), text)); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestAtomicsWaitEndsWhenInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	reason := errors.New("enough")
	time.AfterFunc(20*time.Millisecond, func() { cancel(reason) })
	d := sharedBlock(t, 4, -1)
	const text = `try { Atomics.wait(new Int32Array(memory), 0, 0) } catch {} finally { for (;;); } function result() {}`
	if _, err := runAgent(ctx, text, d, 0); err != reason {
		t.Fatalf("error %v, want %v", err, reason)
	}
	// Neither it nor the waiters of a closed isolate are there to be woken.
	if _, err := runAgent(ctx, `Atomics.waitAsync(new Int32Array(memory), 0, 0); function result() {}`, d, 0); err != reason {
		t.Fatalf("error %v, want %v", err, reason)
	}
	if got := runAgents(t, 1, d, `function result() { return Atomics.notify(new Int32Array(memory), 0) }`)[0]; got != "0" {
		t.Errorf("%s agents woken that are no more", got)
	}
}

func TestSharedArrayBufferGrowsForAll(t *testing.T) {
	// Agent 0 grows while the others watch their length-tracking arrays.
	const text = `
		const a = new Int32Array(memory); let last = 0, shrunk = 0;
		if (id === 0) for (let n = 8; n <= 4096; n += 4) memory.grow(n), Atomics.store(a, n / 4 - 1, n);
		else while (last < 1024) {
			const n = a.length; if (n < last) shrunk++; last = n; Atomics.load(a, n - 1);
		}
		function result() { return [a.length, shrunk, memory.byteLength, memory.maxByteLength] }`
	for id, got := range runAgents(t, 3, sharedBlock(t, 4, 4096), text) {
		if got != "1024,0,4096,4096" {
			t.Errorf("agent %d has %s", id, got)
		}
	}
}

func TestSharedDataIsFreedAfterTheLast(t *testing.T) {
	freed := make(chan struct{})
	func() {
		d := sharedBlock(t, 1<<20, -1)
		runtime.AddCleanup(d, func(c chan struct{}) { close(c) }, freed)
		runAgents(t, 2, d,
			`Atomics.store(new Int32Array(memory), 0, 1); function result() { return memory.byteLength }`)
	}()
	for range 100 {
		runtime.GC()
		select {
		case <-freed:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Error("the block outlives every isolate")
}
