package regex

// emitLoop emits a quantified atom.
func (c *compiler) emitLoop(n *node, follow first, back bool) {
	body := n.kids[0]
	switch {
	case n.max == 0:
	case n.min == 1 && n.max == 1:
		c.emit(body, follow, back)
	case body.facts.hasSet && !back:
		c.emitRun(n, body, follow)
	case n.min == 0 && n.max == 1:
		c.emitOptional(n, body, follow, back)
	case n.max == infinite && (n.min == 0 || n.min == 1 && body.facts.minLen > 0):
		c.emitStar(n, body, follow, back)
	default:
		c.emitCounted(n, body, follow, back)
	}
}

// emitRun emits a loop over single characters. When what follows can begin
// with none of them, giving characters back is of no use.
func (c *compiler) emitRun(n, body *node, follow first) {
	s := body.facts.set.runes
	if len(s) == 0 {
		if n.min > 0 {
			c.add(inst{op: opFail})
		}
		return
	}
	i := inst{op: opRun, x: c.classIndex(s, false), y: n.min, z: n.max}
	switch {
	case n.lazy:
		i.op = opRunLazy
		i.guard = c.guard(follow)
	case n.min == n.max || !follow.free && follow.units.Disjoint(c.unitsOf(s)):
		i.op = opRunAll
	default:
		i.guard = c.guard(follow)
	}
	if isWide(s, n.flags) {
		i.op++
	}
	c.add(i)
}

// finishRuns lets runs that are the last thing before the end keep what they
// have: nothing can fail after them.
func (c *compiler) finishRuns() {
	for i := range c.p.code {
		in := &c.p.code[i]
		if in.op != opRun && in.op != opRunWide {
			continue
		}
		for j := i + 1; ; j++ {
			if o := c.p.code[j].op; o == opMatch {
				in.op += opRunAll - opRun
			} else if o == opSave {
				continue
			}
			break
		}
	}
}

// iteration is what stands around the body of a loop in each iteration.
type iteration struct {
	n     *node
	begin int32 // the register of its beginning, -1 when it cannot be empty
	back  bool
}

func (c *compiler) iteration(n *node, back bool) iteration {
	it := iteration{n, -1, back}
	if n.kids[0].facts.minLen == 0 {
		it.begin = c.register()
	}
	return it
}

// start forgets the captures of the iteration before and notes where this one
// begins. Source: sec-runtime-semantics-repeatmatcher-abstract-operation.
func (c *compiler) start(it iteration) {
	if it.n.group < it.n.groupEnd {
		c.add(inst{op: opReset, x: int32(it.n.group) * 2, y: int32(it.n.groupEnd) * 2})
	}
	if it.begin >= 0 {
		c.add(inst{op: opSave, x: it.begin})
	}
}

// finish rejects an iteration that matched nothing.
func (c *compiler) finish(it iteration) {
	if it.begin >= 0 {
		c.add(inst{op: opEmptyCheck, x: it.begin})
	}
}

// loopGuards are the guards of another iteration and of going on, and what can
// follow an iteration.
func (c *compiler) loopGuards(body *node, follow first, back bool) (again, exit uint16, after first) {
	if back {
		return 0, 0, unknown
	}
	return c.guard(body.facts.then(follow)), c.guard(follow), body.facts.first.or(follow)
}

func (c *compiler) emitOptional(n, body *node, follow first, back bool) {
	again, exit, _ := c.loopGuards(body, follow, back)
	i := inst{op: opSplit, guard: again, guard2: exit}
	if n.lazy {
		i = inst{op: opSplitTo, guard: exit, guard2: again}
	}
	split := c.add(i)
	it := c.iteration(n, back)
	if it.begin >= 0 {
		c.add(inst{op: opSave, x: it.begin})
	}
	c.emit(body, follow, back)
	c.finish(it)
	c.patch(split)
}

// emitStar emits x* and, when x cannot be empty, x+: the choice stands before
// the first iteration and again after each.
func (c *compiler) emitStar(n, body *node, follow first, back bool) {
	again, exit, after := c.loopGuards(body, follow, back)
	it := c.iteration(n, back)
	split := int32(-1)
	if n.min == 0 {
		if n.lazy {
			split = c.add(inst{op: opSplitTo, guard: exit, guard2: again})
		} else {
			split = c.add(inst{op: opSplit, guard: again, guard2: exit})
		}
	}
	begin := c.pc()
	c.start(it)
	c.emit(body, after, back)
	c.finish(it)
	if n.lazy {
		c.add(inst{op: opSplit, x: begin, guard: exit, guard2: again})
	} else {
		c.add(inst{op: opSplitTo, x: begin, guard: again, guard2: exit})
	}
	if split >= 0 {
		c.patch(split)
	}
}

// emitCounted emits any loop by counting.
func (c *compiler) emitCounted(n, body *node, follow first, back bool) {
	again, exit, after := c.loopGuards(body, follow, back)
	it := c.iteration(n, back)
	l := &loop{counter: c.register(), begin: it.begin, min: n.min, max: n.max, lazy: n.lazy, guard: again, guard2: exit}
	x := int32(len(c.p.loops))
	c.p.loops = append(c.p.loops, l)
	c.add(inst{op: opLoopStart, x: x})
	l.body = c.pc()
	c.start(it)
	c.emit(body, after, back)
	c.add(inst{op: opLoopNext, x: x})
	l.exit = c.pc()
}
