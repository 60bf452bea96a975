package regex

import "math/bits"

// The matcher: bytecode on an explicit stack of choices and of old register
// values. Source: sec-pattern-semantics; continuations are the stack.

// frame is a choice to come back to or a register to restore.
type frame struct {
	kind frameKind
	pos  int32
	x, y int32
}

type frameKind int32

const (
	frameBottom   frameKind = iota // nothing is left to try
	frameBranch                    // continue at x from pos
	frameRegister                  // register x was y; go on popping
	frameRun                       // run x has taken up to pos and must keep y
	frameLazy                      // run x has taken up to pos and may take y more
	frameAlt                       // alternatives y of opAlt x at pos remain
)

const (
	frameSize       = 16
	keptStack       = 1 << 16 // frames kept from one match to the next
	defaultMaxStack = 64 << 20
	fuelTank        = 1 << 14 // steps between polls
)

// prepare makes room for the registers of p. A stack that has become large is
// not kept.
func (m *Matcher) prepare(p *Program) {
	if cap(m.regs) < p.registers {
		m.regs = make([]int32, p.registers)
	}
	m.regs = m.regs[:p.registers]
	m.Caps = m.regs[:2*p.ncap]
	if len(m.stack) == 0 || len(m.stack) > keptStack {
		m.stack = make([]frame, 64)
	}
	m.forget()
}

// grow makes the stack larger, up to its bound.
func (m *Matcher) grow() ([]frame, bool) {
	limit := m.MaxStack
	if limit == 0 {
		limit = defaultMaxStack
	}
	if len(m.stack)*2*frameSize > limit {
		return m.stack, false
	}
	stack := make([]frame, len(m.stack)*2)
	copy(stack, m.stack)
	m.stack = stack
	return stack, true
}

// poll refills the fuel and asks whether to go on.
func (m *Matcher) poll() error {
	m.fuel = fuelTank
	if m.Interrupt != nil {
		return m.Interrupt()
	}
	return nil
}

// forget makes every group undefined.
func (m *Matcher) forget() {
	for i := range m.Caps {
		m.Caps[i] = -1
	}
	m.dirty = false
}

// exec runs code at start, or if searching at every candidate from there on,
// and reports whether it matches.
func exec[T unit](p *Program, code []inst, m *Matcher, s []T, start int, searching bool) (bool, error) {
	regs, stack := m.regs, m.stack
	stack[0] = frame{kind: frameBottom}
	sp, pc, pos := 1, 0, start
	m.skip = 0
	for {
		if sp+4 > len(stack) {
			m.stack = stack
			var ok bool
			if stack, ok = m.grow(); !ok {
				return false, ErrStack
			}
		}
		in := &code[pc]
		switch in.op {
		case opMatch:
			m.stack = stack
			regs[0], regs[1] = int32(start), int32(pos)
			return true, nil
		case opJump:
			pc = int(in.x)
			continue
		case opChar:
			if uint(pos) < uint(len(s)) && int32(s[pos]) == in.x {
				pos++
				pc++
				continue
			}
		case opCharMask:
			if uint(pos) < uint(len(s)) && int32(s[pos])|in.y == in.x {
				pos++
				pc++
				continue
			}
		case opAny:
			if pos < len(s) {
				pos++
				pc++
				continue
			}
		case opSet:
			if uint(pos) < uint(len(s)) {
				t, u := p.classes[in.x], uint16(s[pos])
				if u < 256 && t.low[uint8(u)] || u >= 256 && t.high(u) {
					pos++
					pc++
					continue
				}
			}
		case opSetWide:
			if pos < len(s) {
				if r, n := codePoint(s, pos); p.classes[in.x].wide(r) {
					pos += n
					pc++
					continue
				}
			}
		case opCharBack:
			if i := pos - 1; uint(i) < uint(len(s)) && int32(s[i])|in.y == in.x {
				pos--
				pc++
				continue
			}
		case opSetBack:
			if i := pos - 1; uint(i) < uint(len(s)) && p.classes[in.x].has(uint16(s[i])) {
				pos--
				pc++
				continue
			}
		case opSetWideBack:
			if pos > 0 {
				if r, n := codePointBefore(s, pos); p.classes[in.x].wide(r) {
					pos -= n
					pc++
					continue
				}
			}
		case opLit:
			if n := matchLiteral(&p.literals[in.x], s, pos); n > 0 {
				pos += n
				pc++
				continue
			}
		case opRunAll:
			end := len(s)
			if in.z >= 0 && end-pos > int(in.z) {
				end = pos + int(in.z)
			}
			end = run(p.classes[in.x], s, pos, end)
			m.fuel -= end - pos
			if in.lead {
				m.skip = end
			}
			if end-pos >= int(in.y) {
				pos = end
				pc++
				continue
			}
		case opRun:
			end := len(s)
			if in.z >= 0 && end-pos > int(in.z) {
				end = pos + int(in.z)
			}
			end = run(p.classes[in.x], s, pos, end)
			m.fuel -= end - pos
			if in.lead {
				m.skip = end
			}
			low := pos + int(in.y)
			if end < low {
				break
			}
			if in.guard != 0 {
				for g := p.classes[in.guard]; !passes(g, s, end); {
					if end--; end < low {
						break
					}
				}
				if end < low {
					break
				}
			}
			if end > low {
				stack[sp] = frame{frameRun, int32(end), int32(pc), int32(low)}
				sp++
			}
			pos = end
			pc++
			continue
		case opRunAllWide:
			end, count := runWide(p.classes[in.x], s, pos, in.z)
			m.fuel -= end - pos
			if in.lead {
				m.skip = end
			}
			if count >= in.y {
				pos = end
				pc++
				continue
			}
		case opRunWide:
			low, count := runWide(p.classes[in.x], s, pos, in.y)
			if count < in.y {
				break
			}
			most := in.z
			if most >= 0 {
				most -= in.y
			}
			end, _ := runWide(p.classes[in.x], s, low, most)
			m.fuel -= end - pos
			if in.lead {
				m.skip = end
			}
			if end = giveBack(guardOf(p, in.guard), s, end, low, true); end < 0 {
				break
			}
			if end > low {
				stack[sp] = frame{frameRun, int32(end), int32(pc), int32(low)}
				sp++
			}
			pos = end
			pc++
			continue
		case opRunLazy, opRunLazyWide:
			end, more, ok := startLazy(p, in, s, pos)
			if !ok {
				break
			}
			if end, more = takeLazy(p, in, m, s, end, more); end < 0 {
				break
			}
			if more != 0 {
				stack[sp] = frame{frameLazy, int32(end), int32(pc), more}
				sp++
			}
			pos = end
			pc++
			continue
		case opSplit:
			if in.guard != 0 && !passes(p.classes[in.guard], s, pos) {
				pc = int(in.x)
				continue
			}
			if in.guard2 == 0 || passes(p.classes[in.guard2], s, pos) {
				stack[sp] = frame{frameBranch, int32(pos), in.x, 0}
				sp++
			}
			pc++
			continue
		case opSplitTo:
			if in.guard != 0 && !passes(p.classes[in.guard], s, pos) {
				pc++
				continue
			}
			if in.guard2 == 0 || passes(p.classes[in.guard2], s, pos) {
				stack[sp] = frame{frameBranch, int32(pos), int32(pc + 1), 0}
				sp++
			}
			pc = int(in.x)
			continue
		case opAlt:
			a := p.alts[in.x]
			mask := a.end
			if uint(pos) < uint(len(s)) {
				if u := uint16(s[pos]); u < 256 {
					mask = a.low[uint8(u)]
				} else {
					mask = a.high
				}
			}
			if mask == 0 {
				break
			}
			pc = int(a.targets[bits.TrailingZeros32(mask)])
			if mask &= mask - 1; mask != 0 {
				stack[sp] = frame{frameAlt, int32(pos), in.x, int32(mask)}
				sp++
			}
			continue
		case opTrie:
			target := int32(-1)
			if pos < len(s) {
				target = p.tries[in.x].edge(uint16(s[pos]))
			}
			switch {
			case target < 0 && in.y == 0:
			case target < 0:
				pc++
				continue
			default:
				if in.y != 0 {
					stack[sp] = frame{frameBranch, int32(pos), int32(pc + 1), 0}
					sp++
				}
				pos++
				pc = int(target)
				continue
			}
		case opSave:
			if sp > 1 {
				stack[sp] = frame{frameRegister, 0, in.x, regs[in.x]}
				sp++
			} else {
				m.dirty = true
			}
			regs[in.x] = int32(pos)
			pc++
			continue
		case opReset:
			for i := in.x; i < in.y; i++ {
				if regs[i] < 0 {
					continue
				}
				if sp+4 > len(stack) {
					m.stack = stack
					var ok bool
					if stack, ok = m.grow(); !ok {
						return false, ErrStack
					}
				}
				stack[sp] = frame{frameRegister, 0, i, regs[i]}
				sp++
				regs[i] = -1
			}
			pc++
			continue
		case opLoopStart, opLoopNext:
			l := p.loops[in.x]
			count := int32(0)
			if m.fuel--; in.op == opLoopNext {
				count = regs[l.counter]
				if l.begin >= 0 && count >= l.min && int(regs[l.begin]) == pos {
					break
				}
				count++
			}
			if m.fuel <= 0 {
				if err := m.poll(); err != nil {
					m.stack = stack
					return false, err
				}
			}
			if sp > 1 {
				stack[sp] = frame{frameRegister, 0, l.counter, regs[l.counter]}
				sp++
			}
			regs[l.counter] = count
			next, other := decide(p, l, s, pos, count)
			if next < 0 {
				break
			}
			if other >= 0 {
				stack[sp] = frame{frameBranch, int32(pos), other, 0}
				sp++
			}
			pc = int(next)
			continue
		case opEmptyCheck:
			if int(regs[in.x]) != pos {
				pc++
				continue
			}
		case opStart:
			if pos == 0 {
				pc++
				continue
			}
		case opLineStart:
			if pos == 0 || isNewline(uint16(s[pos-1])) {
				pc++
				continue
			}
		case opEnd:
			if pos == len(s) {
				pc++
				continue
			}
		case opLineEnd:
			if pos == len(s) || isNewline(uint16(s[pos])) {
				pc++
				continue
			}
		case opWord, opNotWord:
			t := p.classes[in.x]
			before := pos > 0 && t.has(uint16(s[pos-1]))
			after := pos < len(s) && t.has(uint16(s[pos]))
			if (before != after) == (in.op == opWord) {
				pc++
				continue
			}
		case opBackrefOne:
			from, to := int(regs[in.x]), int(regs[in.x+1])
			if from < 0 || to < 0 {
				pc++
				continue
			}
			m.fuel -= to - from
			if len(s)-pos < to-from {
				break
			}
			for from < to && s[from] == s[pos] {
				from++
				pos++
			}
			if from == to {
				pc++
				continue
			}
		case opBackref:
			if n := backref(p, in, m, s, pos); n >= 0 {
				m.fuel -= n
				if in.y != 0 {
					n = -n
				}
				pos += n
				pc++
				continue
			}
		case opLook:
			regs[in.x], regs[in.x+1] = int32(sp), int32(pos)
			pc++
			continue
		case opLookEnd:
			sp = keepRegisters(stack, int(regs[in.x]), sp)
			pos = int(regs[in.x+1])
			pc++
			continue
		case opLookNot:
			regs[in.x] = int32(sp)
			stack[sp] = frame{frameBranch, int32(pos), in.y, 0}
			sp++
			pc++
			continue
		case opLookNotEnd:
			for base := int(regs[in.x]); sp > base; {
				sp--
				if f := &stack[sp]; f.kind == frameRegister {
					regs[f.x] = f.y
				}
			}
		}

		// Failed: back to the latest choice.
		if m.fuel--; m.fuel <= 0 {
			if err := m.poll(); err != nil {
				m.stack = stack
				return false, err
			}
		}
	back:
		for {
			f := &stack[sp-1]
			switch f.kind {
			case frameBottom:
				if m.dirty {
					m.forget()
				}
				if searching {
					start = next(p, s, max(start, m.skip)+1)
					pos, pc, m.skip = start, 0, 0
				}
				if !searching || start < 0 {
					m.stack = stack
					return false, nil
				}
				break back
			case frameRegister:
				regs[f.x] = f.y
				sp--
			case frameBranch:
				sp--
				pos, pc = int(f.pos), int(f.x)
				break back
			case frameAlt:
				a, mask := p.alts[f.x], uint32(f.y)
				pos, pc = int(f.pos), int(a.targets[bits.TrailingZeros32(mask)])
				if mask &= mask - 1; mask == 0 {
					sp--
				} else {
					f.y = int32(mask)
				}
				break back
			case frameRun:
				in := &code[f.x]
				low := int(f.y)
				wide := in.op == opRunWide
				end := giveBack(guardOf(p, in.guard), s, stepBack(s, int(f.pos), wide), low, wide)
				if end <= low {
					sp--
				}
				if end < 0 {
					continue
				}
				f.pos = int32(end)
				pos, pc = end, int(f.x)+1
				break back
			case frameLazy:
				in := &code[f.x]
				end, more := oneLazy(p, in, s, int(f.pos), f.y)
				if end, more = takeLazy(p, in, m, s, end, more); end < 0 {
					sp--
					continue
				}
				pos, pc = end, int(f.x)+1
				if more == 0 {
					sp--
				} else {
					f.pos, f.y = int32(end), more
				}
				break back
			}
		}
	}
}
