package es

import (
	"math"
	"sync"
	"time"

	"gojs/gc"
	"gojs/vm"
)

// Waiting for an element of a SharedArrayBuffer, and waking who waits
// (sec-waiterlist-objects). The lists belong to the process: agents are
// isolates on goroutines of their own.

// waiterKey is an element: a Shared Data Block and a byte index in it.
type waiterKey struct {
	block *vm.SharedData
	index int64
}

// waiter is a Waiter Record (sec-waiter-record). One that blocks its agent has
// woken, which is closed by a notification; one of waitAsync has settle.
type waiter struct {
	key    waiterKey
	woken  chan struct{}
	settle func(result string)
	limit  time.Duration // of a waitAsync with a timeout, else 0
	timer  *time.Timer   // that runs out after limit
	agent  *vm.VM
}

// waiterLists are all WaiterLists that are not empty. One lock is the critical
// section of all of them: they are held for a few instructions only.
var waiterLists = struct {
	sync.Mutex
	lists map[waiterKey][]*waiter
}{lists: map[waiterKey][]*waiter{}}

// addWaiter appends w to its list if the element still has the value expected.
func addWaiter(w *waiter, e atomicCell, expected uint64) bool {
	waiterLists.Lock()
	defer waiterLists.Unlock()
	if e.load() != expected {
		return false
	}
	waiterLists.lists[w.key] = append(waiterLists.lists[w.key], w)
	if w.limit > 0 {
		w.timer = time.AfterFunc(w.limit, func() {
			if removeWaiter(w) {
				w.settle("timed-out")
			}
		})
	}
	return true
}

// removeWaiter takes w out of its list; false where somebody has already done so.
func removeWaiter(w *waiter) bool {
	waiterLists.Lock()
	defer waiterLists.Unlock()
	list := waiterLists.lists[w.key]
	for i := range list {
		if list[i] == w {
			setWaiters(w.key, append(list[:i:i], list[i+1:]...))
			return true
		}
	}
	return false
}

// setWaiters stores a list; the lock is held.
func setWaiters(key waiterKey, list []*waiter) {
	if len(list) == 0 {
		delete(waiterLists.lists, key)
		return
	}
	waiterLists.lists[key] = list
}

// takeWaiters is RemoveWaiters (sec-removewaiters) of at most limit waiters, the
// oldest first.
func takeWaiters(key waiterKey, limit float64) []*waiter {
	waiterLists.Lock()
	defer waiterLists.Unlock()
	list := waiterLists.lists[key]
	n := len(list)
	if limit < float64(n) {
		n = int(limit)
	}
	setWaiters(key, list[n:])
	for _, w := range list[:n] {
		if w.timer != nil {
			w.timer.Stop()
		}
	}
	return list[:n:n]
}

// dropWaiters forgets the waiters of an agent that has ended.
func dropWaiters(agent *vm.VM) {
	waiterLists.Lock()
	defer waiterLists.Unlock()
	for key, list := range waiterLists.lists {
		var kept []*waiter
		for _, w := range list {
			if w.agent != agent {
				kept = append(kept, w)
			} else if w.timer != nil {
				w.timer.Stop()
			}
		}
		setWaiters(key, kept)
	}
}

// maxTimeout is the timeout in milliseconds from which on a wait does not end by itself.
const maxTimeout = math.MaxInt64 / 1e6

// waitArguments are the arguments of DoWait after their conversion.
type waitArguments struct {
	key      waiterKey
	cell     atomicCell
	expected uint64
	timeout  float64 // milliseconds, at least 0
}

// The modes of DoWait, by Magic.
const (
	waitSync = iota
	waitAsync
)

// atomicsWait is DoWait (sec-dowait), Atomics.wait and Atomics.waitAsync
// ( typedArray, index, value, timeout ).
func atomicsWait(c *vm.Call) vm.Value {
	mode := c.Magic()
	a := toWaitArguments(c, [...]string{"wait", "waitAsync"}[mode])
	if mode == waitAsync {
		return waitAsynchronously(c, a)
	}
	if !c.AgentCanSuspend() {
		c.ThrowTypeError("Atomics.wait cannot be called in this context")
	}
	return c.NewString(waitBlocked(c, a))
}

func toWaitArguments(c *vm.Call, method string) waitArguments {
	o, n := integerTypedArray(c, method, atomicWait)
	buf := c.TypedArrayBuffer(o)
	if !vm.IsSharedArrayBuffer(buf) {
		c.ThrowTypeError("%s is not a shared typed array.", c.Display(c.Arg(0)))
	}
	i := atomicIndex(c, n)
	a := waitArguments{cell: elementCell(c, o, i, method)}
	t := vm.TypedArrayType(o)
	a.key = waiterKey{c.SharedDataOf(buf), vm.TypedArrayByteOffset(o) + i*t.Size()}
	if t == vm.BigInt64 {
		a.expected = c.ToBigUint64(c.Arg(2))
	} else {
		a.expected = uint64(uint32(c.ToInt32(c.Arg(2))))
	}
	a.timeout = maxTimeout
	if q := c.ToFloat(c.Arg(3)); q == q {
		a.timeout = min(max(q, 0), maxTimeout)
	}
	return a
}

// duration is a timeout as Go has it; ok is false where it never comes.
func (a *waitArguments) duration() (d time.Duration, ok bool) {
	if a.timeout >= maxTimeout {
		return 0, false
	}
	return time.Duration(a.timeout * float64(time.Millisecond)), true
}

// waitBlocked suspends the agent until it is notified or the time is over. An
// interrupt of the VM ends the wait with the script.
func waitBlocked(c *vm.Call, a waitArguments) string {
	w := &waiter{key: a.key, woken: make(chan struct{}), agent: c.VM}
	if !addWaiter(w, a.cell, a.expected) {
		return "not-equal"
	}
	var over <-chan time.Time
	if d, ok := a.duration(); ok {
		timer := time.NewTimer(d)
		defer timer.Stop()
		over = timer.C
	}
	defer removeWaiter(w) // what Block throws leaves w in the list
	timedOut := false
	c.Block(func(interrupted <-chan struct{}) {
		select {
		case <-w.woken:
		case <-over:
			timedOut = removeWaiter(w) // else the notification was first
		case <-interrupted:
		}
	})
	if timedOut {
		return "timed-out"
	}
	return "ok"
}

// waitAsynchronously is DoWait's mode async: an object that says whether there
// is something to wait for, and the promise.
func waitAsynchronously(c *vm.Call, a waitArguments) vm.Value {
	if _, ok := c.VM.Host.(vm.Agent); !ok {
		c.ThrowTypeError("Atomics.waitAsync cannot be called in this context")
	}
	if a.cell.load() != a.expected {
		return waitResult(c, false, c.NewString("not-equal"))
	}
	if a.timeout == 0 {
		return waitResult(c, false, c.NewString("timed-out"))
	}
	promise := c.NewPromise()
	result := waitResult(c, true, c.ObjectValue(promise))
	if !waitWithPromise(c, a, promise) {
		return waitResult(c, false, c.NewString("not-equal"))
	}
	return result
}

func waitResult(c *vm.Call, async bool, v vm.Value) vm.Value {
	o := c.OrdinaryObjectCreate(c.Realm().Intrinsic(vm.ObjectPrototype))
	c.CreateDataProperty(o, c.Key("async"), vm.BoolValue(async))
	c.CreateDataProperty(o, c.Key("value"), v)
	return c.ObjectValue(o)
}

// waitWithPromise adds a waiter that fulfils promise; false where the element
// has another value by now.
func waitWithPromise(c *vm.Call, a waitArguments, promise *vm.Object) bool {
	post, _ := c.Pend()
	root := c.Heap().NewRoot(gc.Word(c.ObjectValue(promise)))
	w := &waiter{key: a.key, agent: c.VM}
	w.limit, _ = a.duration()
	w.settle = func(result string) {
		post(func(m *vm.VM) {
			p := m.Obj(vm.Value(root.Get()))
			root.Free()
			m.FulfillPromise(p, m.NewString(result))
		})
	}
	if addWaiter(w, a.cell, a.expected) {
		forgetAtClose(c.VM)
		return true
	}
	root.Free()
	post(nil)
	return false
}

var waitsData = vm.NewDataID()

// forgetAtClose sees to it that nobody wakes an agent that is no more.
func forgetAtClose(m *vm.VM) {
	if m.LibraryData(waitsData) == nil {
		m.SetLibraryData(waitsData, true)
		m.OnClose(func() { dropWaiters(m) })
	}
}

// Atomics.notify ( typedArray, index, count ) sec-atomics.notify
func atomicsNotify(c *vm.Call) vm.Value {
	o, n := integerTypedArray(c, "notify", atomicWait)
	i := atomicIndex(c, n)
	limit := math.Inf(1)
	if c.Arg(2) != vm.Undefined {
		limit = max(c.ToIntegerOrInfinity(c.Arg(2)), 0)
	}
	buf := c.TypedArrayBuffer(o)
	if !vm.IsSharedArrayBuffer(buf) {
		return vm.IntValue(0)
	}
	at := vm.TypedArrayByteOffset(o) + i*vm.TypedArrayType(o).Size()
	woken := takeWaiters(waiterKey{c.SharedDataOf(buf), at}, limit)
	for _, w := range woken {
		if w.settle != nil {
			w.settle("ok")
		} else {
			close(w.woken)
		}
	}
	return vm.IntValue(int32(len(woken)))
}
