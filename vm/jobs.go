package vm

import (
	"unsafe"

	"gojs/gc"
)

// jobQueue is the queue of jobs (sec-jobs): a ring of words in the heap, five
// per job: the kind, three operands, and the asynchronous context.
type jobQueue struct {
	ring    *gc.Root // words cell
	head, n uint32   // in jobs
	size    uint32   // jobs there is room for, a power of two
	running bool
}

const (
	jobWords = 5
	minJobs  = 32
)

// The kinds of jobs and their operands.
const (
	jobFulfilled = iota // reaction, value
	jobRejected         // reaction, reason
	jobThenable         // promise, thenable, then
	jobCall             // function, argument
	jobGo               // index of a func(*VM) in Heap.External
)

// enqueueJob appends a job: to the queue of the current realm where it has one.
func (vm *VM) enqueueJob(kind int32, a, b, c Value) {
	q := &vm.jobs
	if vm.ownQueues {
		if r := vm.jobRealm(kind, a, b, c); r.ownJobs != nil {
			q = r.ownJobs
		}
	}
	if q.n == q.size {
		vm.growJobs(q)
	}
	w := vm.jobSlot(q, (q.head+q.n)&(q.size-1))
	w[0], w[1], w[2], w[3], w[4] = IntValue(kind), a, b, c, vm.AsyncContext()
	q.n++
	if q.n == 1 && !q.running && q == &vm.jobs {
		vm.host().JobsPending(vm)
	}
}

// OwnJobs gives the realm a queue of its own, whose jobs only RunOwnJobs runs.
func (r *Realm) OwnJobs() { r.ownJobs, r.vm.ownQueues = &jobQueue{}, true }

// jobRealm is the realm of the function that a job calls, else the current one.
func (vm *VM) jobRealm(kind int32, a, b, c Value) *Realm {
	f := Undefined
	switch kind {
	case jobThenable:
		f = c
	case jobCall:
		f = a
	case jobFulfilled, jobRejected:
		if r := gc.At[reaction](vm.heap, a.Ref()); r.Kind == kindHandlerReaction && r.Flags == reactHandlers {
			h := gc.At[handlerReaction](vm.heap, a.Ref())
			if f = h.onFulfilled; kind == jobRejected {
				f = h.onRejected
			}
		}
	}
	if vm.IsCallable(f) && !IsProxy(vm.Obj(f)) {
		return vm.GetFunctionRealm(vm.Obj(f))
	}
	return vm.realm
}

// RunOwnJobs runs the jobs of the realm's own queue, where it has one.
func (vm *VM) RunOwnJobs(r *Realm) {
	if r.ownJobs != nil {
		vm.runQueue(r.ownJobs)
	}
}

func (vm *VM) jobSlot(q *jobQueue, i uint32) *[jobWords]Value {
	return (*[jobWords]Value)(unsafe.Pointer(vm.wordAddr(Value(q.ring.Get()).Ref(), i*jobWords)))
}

// growJobs doubles the ring, the jobs in it put in order from its start.
func (vm *VM) growJobs(q *jobQueue) {
	size := max(minJobs, q.size*2)
	r := vm.newWords(nil, size*jobWords)
	w := gc.At[wordsCell](vm.heap, r)
	w.count = size * jobWords
	words := vm.words(w)
	for i := range words {
		words[i] = Undefined
	}
	for i := range q.n {
		copy(words[i*jobWords:], vm.jobSlot(q, (q.head+i)&(q.size-1))[:])
	}
	if q.ring == nil {
		q.ring = vm.heap.NewRoot(gc.Word(cellValue(r)))
	} else {
		q.ring.Set(gc.Word(cellValue(r)))
	}
	q.head, q.size = 0, size
}

// EnqueueCall puts a call of f with the argument arg and this undefined into
// the job queue: queueMicrotask. What it throws goes to Host.UncaughtInJob.
func (vm *VM) EnqueueCall(f, arg Value) { vm.enqueueJob(jobCall, f, arg, Undefined) }

// EnqueueGo puts a Go function into the job queue.
func (vm *VM) EnqueueGo(f func(*VM)) {
	vm.enqueueJob(jobGo, IntValue(int32(vm.heap.External.Put(f))), Undefined, Undefined)
}

// HasJobs reports whether jobs wait.
func (vm *VM) HasJobs() bool { return vm.jobs.n > 0 }

// DropJobs forgets the jobs that wait: the script they belong to was ended.
func (vm *VM) DropJobs() {
	q := &vm.jobs
	for ; q.n > 0; q.n-- {
		w := vm.jobSlot(q, q.head)
		if w[0].Int() == jobGo {
			vm.heap.External.Delete(uint32(w[1].Int()))
		}
		clearJob(w)
		q.head = (q.head + 1) & (q.size - 1)
	}
	vm.asyncContext = 0
}

// clearJob lets go of what a job holds.
func clearJob(w *[jobWords]Value) {
	w[1], w[2], w[3], w[4] = Undefined, Undefined, Undefined, Undefined
}

// RunJobs runs jobs until none is left (a microtask checkpoint). Called while
// jobs run, it does nothing.
func (vm *VM) RunJobs() { vm.runQueue(&vm.jobs) }

func (vm *VM) runQueue(q *jobQueue) {
	if q.running {
		return
	}
	q.running = true
	outer := vm.AsyncContext()
	defer func() { q.running = false }()
	for q.n > 0 {
		vm.runJob(q)
	}
	vm.SetAsyncContext(outer)
}

// runJob takes the first job and runs it.
func (vm *VM) runJob(q *jobQueue) {
	w := vm.jobSlot(q, q.head)
	kind, a, b, c := w[0].Int(), w[1], w[2], w[3]
	vm.SetAsyncContext(w[4])
	clearJob(w)
	q.head = (q.head + 1) & (q.size - 1)
	q.n--
	vm.traceJob(kind, a)
	switch kind {
	case jobFulfilled, jobRejected:
		r := gc.At[reaction](vm.heap, a.Ref())
		vm.asyncContext = r.Shape
		if r.Flags != reactHandlers && vm.promiseHooks == nil {
			vm.runReaction(r, b, kind == jobFulfilled)
			return
		}
		vm.catchInJob(func() Value {
			vm.runHooked(r, b, kind == jobFulfilled)
			return Undefined
		})
	case jobThenable:
		vm.catchInJob(func() Value {
			vm.resolveThenable(a, b, c)
			return Undefined
		})
	case jobCall:
		vm.catchInJob(func() Value { return vm.Call(a, Undefined, b) })
	case jobGo:
		f := vm.heap.External.Get(uint32(a)).(func(*VM))
		vm.heap.External.Delete(uint32(a))
		vm.catchInJob(func() Value {
			f(vm)
			return Undefined
		})
	}
}

// catchInJob runs f and gives what it throws to the host.
func (vm *VM) catchInJob(f func() Value) {
	if v, threw := vm.Try(f); threw {
		vm.host().UncaughtInJob(vm, v)
	}
}
