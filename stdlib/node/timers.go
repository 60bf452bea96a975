package node

import (
	"math"
	"strconv"

	"gojs/gc"
	"gojs/loop"
	"gojs/vm"
)

// Timers as Node has them: those of one duration are in a list in the order of
// their start, the lists in a heap by the time their first is due, and one timer
// of the loop stands for them all.

// timerObject is a Timeout or, as a list's sentinel, its head.
//
//gojs:cell
type timerObject struct {
	vm.Object
	callback vm.Value // undefined when the timer has ended
	args     vm.Value // array, or undefined
	context  vm.Value // the asynchronous one
	ids      asyncIDs
	next     gc.Ref // in its list's ring; 0 while in none
	prev     gc.Ref
	start    int64 // loop time in ms
	id       uint32
	duration int32 // ms
	repeat   bool
	refed    bool
	counted  bool // refed and running: it keeps the loop alive
	known    bool // it was made a number, by which it can be cleared
	ended    bool
	_        [3]byte
}

// timerList is the timers of one duration.
type timerList struct {
	duration int32
	expiry   int64
	order    uint64 // breaks ties
	index    int    // in the heap; -1 when in none
	ring     *gc.Root
}

// timerSet is a System's timers and immediates.
type timerSet struct {
	lists map[int32]*timerList
	heap  []*timerList
	order uint64
	timer *loop.Timer
	alive int // timers that keep the loop alive
	ids   uint32
	known *gc.Root // object: timers by number
	batch int      // nesting of run

	warnedNegative, warnedNaN bool // of delays

	immed  immediateQueue
	closed bool
}

var (
	kindTimer          = vm.NewKind[timerObject]("Timeout", gc.Layout{})
	timeoutPrototype   = vm.NewIntrinsic()
	timeoutConstructor = vm.NewIntrinsic()
)

// Properties that programs see of a Timeout. What they write there does nothing.
var (
	kIdleTimeout = vm.NewKeyID("_idleTimeout")
	kOnTimeout   = vm.NewKeyID("_onTimeout")
	kRepeat      = vm.NewKeyID("_repeat")
)

// maxDelay is TIMEOUT_MAX.
const maxDelay = math.MaxInt32

func init() {
	vm.Declare(
		&vm.ObjectSpec{ID: timeoutConstructor, Proto: vm.FunctionPrototype,
			Func: &vm.Spec{Key: "Timeout", Ctor: timeoutPrototype, Fn: illegalConstructor}},
		&vm.ObjectSpec{ID: timeoutPrototype, Proto: vm.ObjectPrototype, Props: []vm.Spec{
			{Key: "constructor", Kind: vm.Reference, Ref: timeoutConstructor},
			{Key: "refresh", Fn: timeoutRefresh},
			{Key: "unref", Fn: timeoutUnref},
			{Key: "ref", Fn: timeoutRef},
			{Key: "hasRef", Fn: timeoutHasRef},
			{Key: "close", Fn: timeoutClose},
			{Key: "_destroyed", Kind: vm.Accessor, Get: timeoutDestroyed},
			{Key: "@@toPrimitive", Fn: timeoutToPrimitive, Name: "[Symbol.toPrimitive]"},
			{Key: "@@dispose", Fn: timeoutDispose, Name: "[Symbol.dispose]"},
		}})
	const all = vm.Writable | vm.Enumerable | vm.Configurable
	global := func(key string, length int, f vm.Native) vm.Spec {
		return vm.Spec{Key: key, Len: length, Fn: f, Attrs: all, AttrsSet: true}
	}
	vm.DeclareGlobals(
		global("clearImmediate", 1, globalClearImmediate),
		global("setImmediate", 1, globalSetImmediate),
		global("clearInterval", 1, globalClearTimeout),
		global("clearTimeout", 1, globalClearTimeout),
		global("setInterval", 2, globalSetInterval),
		global("setTimeout", 2, globalSetTimeout),
		global("queueMicrotask", 1, globalQueueMicrotask),
	)
}

func illegalConstructor(c *vm.Call) vm.Value {
	c.ThrowTypeError("Illegal constructor")
	return vm.Undefined
}

func (s *System) timerAt(r gc.Ref) *timerObject { return gc.At[timerObject](s.vm.Heap(), r) }

func (s *System) timerRef(t *timerObject) gc.Ref { return s.vm.ObjectValue(&t.Object).Ref() }

// globalSetTimeout is setTimeout ( callback, delay, ...args )
func globalSetTimeout(c *vm.Call) vm.Value { return startTimer(c, false) }

// globalSetInterval is setInterval ( callback, delay, ...args )
func globalSetInterval(c *vm.Call) vm.Value { return startTimer(c, true) }

func startTimer(c *vm.Call, repeat bool) vm.Value {
	if !c.IsCallable(c.Arg(0)) {
		throwArgType(c.VM, "callback", "of type function", c.Arg(0))
	}
	s := Of(c.VM)
	delay := s.timerDelay(c.Arg(1))
	args := vm.Value(vm.Undefined)
	if c.Argc() > 2 {
		args = c.ObjectValue(c.NewArrayOf(c.Args()[2:]...))
	}
	t := vm.Alloc[timerObject](c.VM, kindTimer, c.Realm().Intrinsic(timeoutPrototype))
	t.callback, t.args = c.Arg(0), args
	t.duration, t.repeat, t.refed = delay, repeat, true
	s.timers.ids++
	t.id = s.timers.ids
	o := &t.Object
	c.CreateDataProperty(o, c.K(kIdleTimeout), vm.IntValue(delay))
	c.CreateDataProperty(o, c.K(kOnTimeout), c.Arg(0))
	c.CreateDataProperty(o, c.K(kRepeat), vm.Null)
	if repeat {
		c.SetOwnData(o, c.K(kRepeat), vm.IntValue(delay))
	}
	t.context, t.ids = c.AsyncContext(), s.asyncInit("Timeout", c.ObjectValue(o))
	s.insertTimer(t, s.now())
	s.count(t, true)
	return c.ObjectValue(&t.Object)
}

// timerDelay is a delay as Node takes it: 1 ms where it is none or too large,
// with a warning where that is likely a mistake.
func (s *System) timerDelay(v vm.Value) int32 {
	f := s.vm.ToNumber(v).Float()
	if f >= 1 && f <= maxDelay {
		return int32(f)
	}
	ts := &s.timers
	switch {
	case f > maxDelay:
		s.warnOfDelay("TimeoutOverflowWarning", v, " does not fit into a 32-bit signed integer.")
	case f < 0 && !ts.warnedNegative:
		ts.warnedNegative = true
		s.warnOfDelay("TimeoutNegativeWarning", v, " is a negative number.")
	case f != f && !v.IsUndefined() && !ts.warnedNaN:
		ts.warnedNaN = true
		s.warnOfDelay("TimeoutNaNWarning", v, " is not a number.")
	}
	return 1
}

func (s *System) warnOfDelay(name string, v vm.Value, what string) {
	text := s.vm.GoString(s.vm.ToString(v)) + what + "\nTimeout duration was set to 1."
	s.emitWarning(text, name)
}

// emitWarning is process.emitWarning ( text, type )
func (s *System) emitWarning(text, kind string) {
	m := s.vm
	p := s.Builtin("process")
	m.Call(m.Get(m.Obj(p), m.Key("emitWarning")), p, m.NewString(text), m.NewString(kind))
}

// now is the time of the loop, read anew.
func (s *System) now() int64 {
	l := s.host.Loop()
	l.UpdateTime()
	return l.Now()
}

// count lets t keep the loop alive, or no longer.
func (s *System) count(t *timerObject, on bool) {
	on = on && t.refed
	if on == t.counted {
		return
	}
	t.counted = on
	ts := &s.timers
	if on {
		ts.alive++
	} else {
		ts.alive--
	}
	switch {
	case ts.timer == nil:
	case ts.alive > 0:
		ts.timer.Ref()
	default:
		ts.timer.Unref()
	}
}

// insertTimer puts t at the end of the list of its duration.
func (s *System) insertTimer(t *timerObject, start int64) {
	ts := &s.timers
	t.start = start
	if ts.lists == nil {
		ts.lists = map[int32]*timerList{}
	}
	l := ts.lists[t.duration]
	if l == nil {
		l = s.newTimerList(t, start)
	}
	head := s.timerAt(vm.Value(l.ring.Get()).Ref())
	h, r := s.timerRef(head), s.timerRef(t)
	last := s.timerAt(head.prev)
	t.prev, t.next = head.prev, h
	last.next, head.prev = r, r
}

func (s *System) newTimerList(t *timerObject, start int64) *timerList {
	ts := &s.timers
	head := vm.Alloc[timerObject](s.vm, kindTimer, nil)
	head.callback, head.args, head.context = vm.Undefined, vm.Undefined, vm.Undefined
	h := s.timerRef(head)
	head.next, head.prev = h, h
	ts.order++
	l := &timerList{duration: t.duration, expiry: start + int64(t.duration), order: ts.order,
		ring: s.vm.Heap().NewRoot(gc.Word(s.vm.ObjectValue(&head.Object)))}
	ts.lists[t.duration] = l
	ts.push(l)
	if ts.heap[0] == l && ts.batch == 0 {
		s.schedule()
	}
	return l
}

// removeTimer takes t out of its list; an empty list goes too, unless it runs.
func (s *System) removeTimer(t *timerObject) {
	if t.next == 0 {
		return
	}
	s.timerAt(t.prev).next = t.next
	s.timerAt(t.next).prev = t.prev
	t.next, t.prev = 0, 0
	if l := s.timers.lists[t.duration]; l != nil && s.firstTimer(l) == nil && s.timers.batch == 0 {
		s.dropList(l)
		s.schedule()
	}
}

func (s *System) dropList(l *timerList) {
	s.timers.remove(l)
	if s.timers.lists[l.duration] == l {
		delete(s.timers.lists, l.duration)
	}
	l.ring.Free()
}

// firstTimer is the list's first timer, nil where it is empty.
func (s *System) firstTimer(l *timerList) *timerObject {
	h := vm.Value(l.ring.Get()).Ref()
	first := s.timerAt(h).next
	if first == h {
		return nil
	}
	return s.timerAt(first)
}

// schedule sets the loop's timer to when the first list is due.
func (s *System) schedule() {
	ts := &s.timers
	if len(ts.heap) == 0 {
		if ts.timer != nil {
			ts.timer.Stop()
		}
		return
	}
	l := s.host.Loop()
	if ts.timer == nil {
		ts.timer = l.NewTimer(s.runTimers)
		if ts.alive == 0 {
			ts.timer.Unref()
		}
	}
	// The loop's timer counts from the loop's time.
	_ = ts.timer.Start(max(ts.heap[0].expiry-l.Now(), 1), 0) // fails only while the loop closes
}

// runTimers is Node's processTimers.
func (s *System) runTimers() {
	ts := &s.timers
	ts.batch++
	now := s.host.Loop().Now()
	for len(ts.heap) > 0 && !ts.closed {
		l := ts.heap[0]
		if l.expiry > now {
			if now = s.now(); l.expiry > now {
				break
			}
		}
		s.runList(l, now)
	}
	ts.batch--
	if !ts.closed {
		s.schedule()
	}
}

// runList is Node's listOnTimeout.
func (s *System) runList(l *timerList, now int64) {
	for !s.timers.closed {
		t := s.firstTimer(l)
		if t == nil {
			s.dropList(l)
			return
		}
		if now-t.start < int64(l.duration) {
			if now = s.now(); now-t.start < int64(l.duration) {
				l.expiry = max(t.start+int64(l.duration), now+1)
				s.timers.order++
				l.order = s.timers.order
				s.timers.fix(l.index)
				return
			}
		}
		s.unlink(t)
		s.fire(t)
	}
}

func (s *System) unlink(t *timerObject) {
	s.timerAt(t.prev).next = t.next
	s.timerAt(t.next).prev = t.prev
	t.next, t.prev = 0, 0
}

// fire calls t's callback and starts it again where it repeats.
func (s *System) fire(t *timerObject) {
	if t.callback == vm.Undefined {
		return
	}
	if s.vm.Get(&t.Object, s.vm.K(kOnTimeout)) != t.callback && !s.changedCallback(t) {
		return
	}
	start := int64(0)
	if t.repeat {
		start = s.now()
	}
	s.vm.SetAsyncContext(t.context)
	s.enterScope(t.ids, s.vm.ObjectValue(&t.Object))
	s.host.MakeCallback(t.callback, s.vm.ObjectValue(&t.Object), t.args)
	if !s.timers.closed && t.callback != vm.Undefined {
		s.changedRepeat(t)
	}
	switch {
	case s.timers.closed:
	case t.repeat && t.callback != vm.Undefined:
		if t.next == 0 {
			s.insertTimer(t, start)
		}
	case t.next == 0:
		s.endTimer(t)
	}
}

// changedCallback takes what a program wrote into _onTimeout: false where the timer
// has ended by that.
func (s *System) changedCallback(t *timerObject) bool {
	if v := s.vm.Get(&t.Object, s.vm.K(kOnTimeout)); s.vm.IsCallable(v) {
		t.callback = v
		return true
	}
	s.clearTimer(t)
	return false
}

// changedRepeat takes what a program wrote into _repeat and _idleTimeout.
func (s *System) changedRepeat(t *timerObject) {
	m := s.vm
	v := m.Get(&t.Object, m.K(kRepeat))
	switch {
	case m.Get(&t.Object, m.K(kIdleTimeout)) == vm.IntValue(-1):
		t.repeat = false
	case t.repeat && !v.IsNull():
	case v.IsNumber() && v.Float() >= 1 && v.Float() <= maxDelay:
		t.repeat, t.duration = true, int32(v.Float())
	case !m.ToBoolean(v):
		t.repeat = false
	}
}

// endTimer makes t one that has ended.
func (s *System) endTimer(t *timerObject) {
	s.removeTimer(t)
	s.count(t, false)
	if !t.ended {
		s.asyncEnd(t.ids.id)
	}
	t.ended = true
	if t.known {
		m := s.vm
		m.Delete(m.Obj(vm.Value(s.timers.known.Get())), vm.IndexKey(t.id))
		t.known = false
	}
}

// clearTimer ends t for good.
func (s *System) clearTimer(t *timerObject) {
	t.callback, t.args = vm.Undefined, vm.Undefined
	s.vm.SetOwnData(&t.Object, s.vm.K(kOnTimeout), vm.Null)
	s.vm.SetOwnData(&t.Object, s.vm.K(kIdleTimeout), vm.IntValue(-1))
	s.endTimer(t)
}

// globalClearTimeout is clearTimeout ( timer ) and clearInterval
func globalClearTimeout(c *vm.Call) vm.Value {
	s, v := Of(c.VM), c.Arg(0)
	if t := vm.As[timerObject](c.VM, v, kindTimer); t != nil {
		s.clearTimer(t)
		return vm.Undefined
	}
	if (v.IsNumber() || v.IsString()) && s.timers.known != nil {
		v = c.Get(c.Obj(vm.Value(s.timers.known.Get())), c.ToPropertyKey(v))
		if t := vm.As[timerObject](c.VM, v, kindTimer); t != nil {
			s.clearTimer(t)
		}
	}
	return vm.Undefined
}

func thisTimer(c *vm.Call) *timerObject {
	t := vm.As[timerObject](c.VM, c.This(), kindTimer)
	if t == nil {
		c.ThrowTypeError("Illegal invocation")
	}
	return t
}

// timeoutRefresh is timeout.refresh ( )
func timeoutRefresh(c *vm.Call) vm.Value {
	s, t := Of(c.VM), thisTimer(c)
	if t.callback != vm.Undefined {
		s.removeTimer(t)
		s.insertTimer(t, s.now())
		if t.ended {
			t.ids = s.asyncInit("Timeout", c.This())
		}
		t.ended = false
		s.count(t, true)
	}
	return c.This()
}

// timeoutRef is timeout.ref ( )
func timeoutRef(c *vm.Call) vm.Value {
	t := vm.As[timerObject](c.VM, c.This(), kindTimer)
	if t == nil {
		return c.This()
	}
	t.refed = true
	if t.next != 0 {
		Of(c.VM).count(t, true)
	}
	return c.This()
}

// timeoutUnref is timeout.unref ( )
func timeoutUnref(c *vm.Call) vm.Value {
	t := vm.As[timerObject](c.VM, c.This(), kindTimer)
	if t == nil {
		return c.This()
	}
	t.refed = false
	Of(c.VM).count(t, false)
	return c.This()
}

// timeoutHasRef is timeout.hasRef ( )
func timeoutHasRef(c *vm.Call) vm.Value { return vm.BoolValue(thisTimer(c).refed) }

// timeoutDestroyed is get timeout._destroyed
func timeoutDestroyed(c *vm.Call) vm.Value {
	return vm.BoolValue(thisTimer(c).ended)
}

// timeoutClose is timeout.close ( )
func timeoutClose(c *vm.Call) vm.Value {
	Of(c.VM).clearTimer(thisTimer(c))
	return c.This()
}

// timeoutDispose is timeout[Symbol.dispose] ( )
func timeoutDispose(c *vm.Call) vm.Value {
	Of(c.VM).clearTimer(thisTimer(c))
	return vm.Undefined
}

// timeoutToPrimitive is timeout[Symbol.toPrimitive] ( ): a number by which the
// timer can be cleared.
func timeoutToPrimitive(c *vm.Call) vm.Value {
	s, t := Of(c.VM), thisTimer(c)
	if !t.known && t.next != 0 {
		if s.timers.known == nil {
			s.timers.known = c.Heap().NewRoot(gc.Word(c.ObjectValue(c.OrdinaryObjectCreate(nil))))
		}
		c.CreateDataProperty(c.Obj(vm.Value(s.timers.known.Get())), c.Key(strconv.Itoa(int(t.id))), c.This())
		t.known = true
	}
	return vm.IntValue(int32(t.id))
}

// DropTimers ends all timers and immediates: the script they belong to was ended.
func (s *System) DropTimers() {
	ts := &s.timers
	for _, l := range ts.heap {
		l.ring.Free()
		l.index = -1
	}
	if ts.timer != nil {
		ts.timer.Close(nil)
	}
	if ts.known != nil {
		ts.known.Free()
	}
	s.closeImmediates()
	inside := ts.batch > 0
	*ts = timerSet{ids: ts.ids, batch: ts.batch, closed: inside}
}

// ResumeTimers lets timers run again after DropTimers was called from one.
func (s *System) ResumeTimers() { s.timers.batch, s.timers.closed = 0, false }
