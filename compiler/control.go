package compiler

import (
	"gojs/bytecode"
)

// A control is something around the code being made that break, continue,
// return or an exception must deal with on its way out.
type control struct {
	kind controlKind
	// Targets of break and continue. Leaving to cont keeps the controls below contDepth.
	labels    []string
	brk, cont *bytecode.Label
	contDepth int

	// What is thrown at start and later goes to handler, in register exc. start is
	// -1 while the code does not belong to the region.
	handler *bytecode.Label
	exc     int
	start   int
	own     []region

	it        int // first register of an iterator
	mayBeDone bool
	async     bool

	fin *finally
}

type controlKind uint8

const (
	ctlTarget   controlKind = iota // a labelled statement, a switch or a loop
	ctlHandler                     // a region with an exception handler only
	ctlIterator                    // an iterator to close
	ctlFinally                     // a finally block to run
)

// region is a range of code with its handler.
type region struct {
	start, end int
	handler    *bytecode.Label
	exc        int
}

// finally collects the ways out of a try statement that lead through its
// finally block: kind says which, and value holds what is returned or thrown.
type finally struct {
	entry       *bytecode.Label
	kind, value int
	exits       []exit
}

// Kinds of completion in finally.kind; exits count from finExit.
const (
	finNormal = iota
	finThrow
	finExit
)

// exit leaves all controls from depth on, then jumps to label or, when that is
// nil, returns register value.
type exit struct {
	depth int
	label *bytecode.Label
	value int
}

func (c *gen) pushControl(k *control) *control {
	k.start = -1
	if k.handler != nil {
		k.start = c.b.PC()
	}
	c.ctl = append(c.ctl, k)
	return k
}

// popControl ends the innermost control.
func (c *gen) popControl() {
	k := c.ctl[len(c.ctl)-1]
	c.ctl = c.ctl[:len(c.ctl)-1]
	c.suspend(k)
	c.regions = append(c.regions, k.own...)
}

// suspend ends k's region here for a while.
func (c *gen) suspend(k *control) {
	if k.start >= 0 && k.start < c.b.PC() {
		k.own = append(k.own, region{k.start, c.b.PC(), k.handler, k.exc})
	}
	k.start = -1
}

func (c *gen) resume(k *control) {
	if k.handler != nil {
		k.start = c.b.PC()
	}
}

// placeHandlers makes the handler table of the regions, innermost first.
func (c *gen) placeHandlers() {
	for _, r := range c.regions {
		to, ok := r.handler.Bound()
		if !ok {
			c.bug("handler without a place")
		}
		c.out.Handlers = append(c.out.Handlers, bytecode.Handler{
			Start: uint32(r.start), End: uint32(r.end), Target: uint32(to), Reg: uint32(r.exc)})
	}
}

// exit emits the way out x. The code of the steps on the way is not protected
// by the controls it leaves.
func (c *gen) exit(x exit) {
	all := c.ctl
	for i := len(all) - 1; i >= x.depth; i-- {
		k := all[i]
		c.suspend(k)
		c.ctl = all[:i]
		switch k.kind {
		case ctlIterator:
			c.closeIterator(k)
		case ctlFinally:
			c.enterFinally(k.fin, x)
			c.resumeFrom(all, i)
			return
		}
	}
	if x.label != nil {
		c.b.Jump(x.label)
	} else {
		c.leaveFunction(x.value)
	}
	c.resumeFrom(all, x.depth)
}

func (c *gen) resumeFrom(all []*control, depth int) {
	c.ctl = all
	for _, k := range all[depth:] {
		c.resume(k)
	}
}

// enterFinally goes to the finally block, to continue with x behind it.
func (c *gen) enterFinally(f *finally, x exit) {
	id := -1
	for i, e := range f.exits {
		if e.label == x.label {
			id = i
			break
		}
	}
	if id < 0 {
		id = len(f.exits)
		f.exits = append(f.exits, exit{x.depth, x.label, f.value})
	}
	if x.label == nil {
		c.move(f.value, x.value)
	}
	c.b.LoadInt(f.kind, finExit+id)
	c.b.Jump(f.entry)
}

// dispatch goes on, behind a finally block, with the completion that led to it.
func (c *gen) dispatch(f *finally) {
	for i, x := range f.exits {
		next := &bytecode.Label{}
		c.jumpKindNot(f.kind, finExit+i, next)
		c.exit(x)
		c.bind(next)
	}
	next := &bytecode.Label{}
	c.jumpKindNot(f.kind, finThrow, next)
	c.b.Throw(f.value)
	c.bind(next)
}

func (c *gen) jumpKindNot(reg, kind int, to *bytecode.Label) {
	if kind < 1<<15 && !c.long {
		c.b.JumpStrictNeI(reg, kind, to)
		return
	}
	t := c.alloc(2)
	c.b.LoadInt(t, kind)
	c.b.StrictNe(t+1, reg, t)
	c.b.JumpTrue(t+1, to)
	c.release(t)
}

// closeIterator closes the iterator of k on a way out without an exception.
func (c *gen) closeIterator(k *control) {
	over := &bytecode.Label{}
	if k.mayBeDone {
		c.b.JumpTrue(k.it+2, over)
	}
	if k.async {
		c.closeAsync(k.it)
	} else {
		c.b.IteratorClose(k.it, 0)
	}
	c.bind(over)
}

// closeAsync is AsyncIteratorClose for a completion that is no throw.
func (c *gen) closeAsync(it int) {
	t := c.alloc(1)
	over := &bytecode.Label{}
	c.b.IteratorReturn(it, t, 0)
	c.b.JumpHole(t, over)
	c.b.Await(t)
	c.b.CheckIteratorResult(t)
	c.bind(over)
	c.release(t)
}

// closeThrowing closes the iterator of k after exc was thrown, and throws exc
// whatever happens.
func (c *gen) closeThrowing(k *control) {
	rethrow := &bytecode.Label{}
	if k.mayBeDone {
		c.b.JumpTrue(k.it+2, rethrow)
	}
	if !k.async {
		c.b.IteratorClose(k.it, 1)
		c.bind(rethrow)
		c.b.Throw(k.exc)
		return
	}
	t := c.alloc(2)
	c.b.IteratorReturn(k.it, t, 1)
	c.b.JumpHole(t, rethrow)
	c.pushControl(&control{kind: ctlHandler, handler: rethrow, exc: t + 1})
	c.b.Await(t)
	c.popControl()
	c.release(t)
	c.bind(rethrow)
	c.b.Throw(k.exc)
}

// breakTarget finds the control that break with label leaves.
func (c *gen) breakTarget(label string) (k *control, depth int) {
	for i := len(c.ctl) - 1; i >= 0; i-- {
		k := c.ctl[i]
		if k.kind != ctlTarget {
			continue
		}
		if label == "" && k.cont == nil && !k.isSwitch() {
			continue
		}
		if label == "" || hasLabel(k.labels, label) {
			return k, i
		}
	}
	c.bug("no target for break %s", label)
	return nil, 0
}

func (k *control) isSwitch() bool { return k.contDepth < 0 }

// continueTarget finds the loop that continue with label goes on with.
func (c *gen) continueTarget(label string) *control {
	for i := len(c.ctl) - 1; i >= 0; i-- {
		if k := c.ctl[i]; k.cont != nil && (label == "" || hasLabel(k.labels, label)) {
			return k
		}
	}
	c.bug("no target for continue %s", label)
	return nil
}

func hasLabel(labels []string, label string) bool {
	for _, l := range labels {
		if l == label {
			return true
		}
	}
	return false
}

// takeLabels returns the labels of the statement that begins.
func (c *gen) takeLabels() []string {
	l := c.labels
	c.labels = nil
	return l
}
