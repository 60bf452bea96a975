package test262

import (
	"context"
	"math/big"
	"sync"
	"time"

	"gojs/gc"
	"gojs/source"
	"gojs/vm"
)

// Agents (INTERPRETING.md, $262.agent): each is an isolate on a goroutine of
// its own that shares nothing with the others but blocks of SharedArrayBuffers.

// Filled by init, as the functions refer to the tables.
var mainAgentFunctions, otherAgentFunctions []vm.Spec

func init() {
	mainAgentFunctions = []vm.Spec{
		{Key: "start", Fn: agentStart, Len: 1},
		{Key: "broadcast", Fn: agentBroadcast, Len: 2},
		{Key: "getReport", Fn: agentGetReport},
		{Key: "sleep", Fn: agentSleep, Len: 1},
		{Key: "monotonicNow", Fn: agentMonotonicNow},
	}
	otherAgentFunctions = []vm.Spec{
		{Key: "receiveBroadcast", Fn: agentReceiveBroadcast, Len: 1},
		{Key: "report", Fn: agentReport, Len: 1},
		{Key: "sleep", Fn: agentSleep, Len: 1},
		{Key: "leaving", Fn: agentLeaving},
		{Key: "monotonicNow", Fn: agentMonotonicNow},
	}
}

// agents are the agents of one job.
type agents struct {
	ctx   context.Context
	job   *Job
	began time.Time
	wg    sync.WaitGroup

	mu      sync.Mutex
	list    []*agent
	reports []string
	defect  any // what an agent's goroutine panicked with
}

// agent is one of them. receive is unbuffered: a broadcast waits for each
// agent to take it.
type agent struct {
	receive  chan message
	gone     chan struct{} // closed when the agent has ended
	callback *gc.Root      // of receiveBroadcast; its own goroutine's
}

// message is a broadcast: the shared block, and an Int32 or BigInt.
type message struct {
	data *vm.SharedData
	num  int32
	big  *big.Int
}

func newAgents(ctx context.Context, j *Job) *agents {
	return &agents{ctx: ctx, job: j, began: time.Now()}
}

// end stops the agents; one that does not stop is left behind, as nothing else
// can be done with a goroutine. A defect of gojs in an agent is one of the run.
func (as *agents) end(cancel context.CancelFunc) {
	cancel()
	ended := make(chan struct{})
	go func() {
		as.wg.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(2 * time.Second):
	}
	as.mu.Lock()
	defer as.mu.Unlock()
	if as.defect != nil {
		panic(as.defect)
	}
}

// start runs text in a new agent and returns when it is running.
func (as *agents) start(text string) {
	a := &agent{receive: make(chan message), gone: make(chan struct{})}
	as.mu.Lock()
	as.list = append(as.list, a)
	as.mu.Unlock()
	running := make(chan struct{})
	as.wg.Go(func() {
		defer close(a.gone)
		defer func() {
			if p := recover(); p != nil {
				as.mu.Lock()
				as.defect = p
				as.mu.Unlock()
			}
		}()
		as.perform(a, text, running)
	})
	select {
	case <-running:
	case <-a.gone:
	}
}

// perform is the life of an agent: its script, then broadcasts and jobs until
// it is leaving or nothing more can come.
func (as *agents) perform(a *agent, text string, running chan<- struct{}) {
	m, err := vm.New(vm.Options{MaxHeap: uint64(as.job.MaxHeap), GCStress: as.job.GCStress, GCVerify: as.job.Verify, StackAccessor: true})
	if err != nil {
		return
	}
	defer m.Close()
	stop := m.Watch(as.ctx)
	defer stop()
	h := &host{ctx: as.ctx, vm: m, job: as.job, agents: as, self: a, modules: map[moduleKey]*vm.Module{}, tasks: make(chan func(*vm.VM), maxTasks)}
	m.Host = h
	close(running)
	f := source.NewFile("agent", text)
	fn, err := compileScript(f)
	if err != nil {
		return
	}
	if !h.protect(func() { h.install(m.Realm()); m.RunScript(fn, m.Realm()) }) {
		return
	}
	h.serve()
}

// protect runs f and then the jobs; false when something was thrown.
func (h *host) protect(f func()) bool {
	_, err := h.vm.Protect(func() vm.Value {
		f()
		h.vm.RunJobs()
		return vm.Undefined
	})
	return err == nil
}

// serve hands the agent what comes from outside until nothing can come.
func (h *host) serve() {
	for h.self.callback != nil || h.pending > 0 {
		receive := h.self.receive
		if h.self.callback == nil {
			receive = nil
		}
		ok := true
		select {
		case msg := <-receive:
			ok = h.protect(func() { h.deliver(msg) })
		case f := <-h.tasks:
			h.pending--
			if f != nil {
				ok = h.protect(func() { f(h.vm) })
			}
		case <-h.ctx.Done():
			return
		}
		if !ok {
			return
		}
	}
}

// deliver calls the callback with what was broadcast; it is called once.
func (h *host) deliver(msg message) {
	m := h.vm
	f := vm.Value(h.self.callback.Get())
	h.self.callback.Free()
	h.self.callback = nil
	proto := m.Realm().Intrinsic(vm.SharedArrayBufferPrototype)
	buffer := m.ObjectValue(m.NewSharedArrayBuffer(proto, msg.data))
	id := vm.IntValue(msg.num)
	if msg.big != nil {
		id = m.NewBigInt(msg.big)
	}
	m.Call(f, vm.Undefined, buffer, id)
}

func agentStart(c *vm.Call) vm.Value {
	hostOf(c).agents.start(c.ToGoString(c.Arg(0)))
	return vm.Undefined
}

func agentBroadcast(c *vm.Call) vm.Value {
	b := c.Arg(0)
	if !c.IsArrayBuffer(b) || !vm.IsSharedArrayBuffer(c.Obj(b)) {
		c.ThrowTypeError("broadcast needs a SharedArrayBuffer")
	}
	msg := message{data: c.SharedDataOf(c.Obj(b))}
	if id := c.Arg(1); id.IsBigInt() {
		msg.big = c.BigIntToBig(id)
	} else {
		msg.num = c.ToInt32(id)
	}
	as := hostOf(c).agents
	as.mu.Lock()
	list := append([]*agent(nil), as.list...)
	as.mu.Unlock()
	for _, a := range list {
		select {
		case a.receive <- msg:
		case <-a.gone:
		case <-as.ctx.Done():
		}
	}
	c.Poll()
	return vm.Undefined
}

func agentGetReport(c *vm.Call) vm.Value {
	as := hostOf(c).agents
	as.mu.Lock()
	defer as.mu.Unlock()
	if len(as.reports) == 0 {
		return vm.Null
	}
	s := as.reports[0]
	as.reports = as.reports[1:]
	return c.NewString(s)
}

func agentReport(c *vm.Call) vm.Value {
	s, as := c.ToGoString(c.Arg(0)), hostOf(c).agents
	as.mu.Lock()
	defer as.mu.Unlock()
	as.reports = append(as.reports, s)
	return vm.Undefined
}

func agentSleep(c *vm.Call) vm.Value {
	t := time.NewTimer(time.Duration(c.ToFloat(c.Arg(0)) * float64(time.Millisecond)))
	defer t.Stop()
	select {
	case <-t.C:
	case <-hostOf(c).ctx.Done():
	}
	c.Poll()
	return vm.Undefined
}

func agentMonotonicNow(c *vm.Call) vm.Value {
	return vm.NumberValue(float64(time.Since(hostOf(c).agents.began).Microseconds()) / 1000)
}

// agentReceiveBroadcast keeps the callback; serve calls it.
func agentReceiveBroadcast(c *vm.Call) vm.Value {
	f := c.Arg(0)
	if !c.IsCallable(f) {
		c.ThrowTypeError("receiveBroadcast needs a function")
	}
	hostOf(c).self.callback = c.Heap().NewRoot(gc.Word(f))
	return vm.Undefined
}

// agentLeaving says that nothing more will be received.
func agentLeaving(c *vm.Call) vm.Value {
	if a := hostOf(c).self; a.callback != nil {
		a.callback.Free()
		a.callback = nil
	}
	return vm.Undefined
}
