package regex

import "slices"

// The longer instructions of exec.

func guardOf(p *Program, g uint16) *table { return p.classes[g] }

func isNewline(u uint16) bool { return u == '\n' || u == '\r' || u == 0x2028 || u == 0x2029 }

// matchLiteral is the length of l if it comes next at pos, or 0.
func matchLiteral[T unit](l *literal, s []T, pos int) int {
	n := len(l.units)
	if len(s)-pos < n {
		return 0
	}
	s = s[pos : pos+n]
	if l.mask == nil {
		if !hasUnits(s, l.units) {
			return 0
		}
		return n
	}
	mask := l.mask[:n]
	for i, u := range l.units {
		if uint16(s[i])|mask[i] != u {
			return 0
		}
	}
	return n
}

// giveBack is the last position from end down to low where the guard passes,
// or -1.
func giveBack[T unit](g *table, s []T, end, low int, wide bool) int {
	for ; end >= low; end = stepBack(s, end, wide) {
		if passes(g, s, end) {
			return end
		}
		if end == low {
			break
		}
	}
	return -1
}

// startLazy takes the characters a lazy run must have; more is how many it may
// have besides, or infinite.
func startLazy[T unit](p *Program, in *inst, s []T, pos int) (end int, more int32, ok bool) {
	t := p.classes[in.x]
	more = in.z
	if more >= 0 {
		more -= in.y
	}
	if in.op == opRunLazyWide {
		end, count := runWide(t, s, pos, in.y)
		return end, more, count == in.y
	}
	if len(s)-pos < int(in.y) {
		return 0, 0, false
	}
	end = pos + int(in.y)
	return end, more, run(t, s, pos, end) == end
}

// oneLazy takes one character, if it may and can; otherwise the end is -1.
func oneLazy[T unit](p *Program, in *inst, s []T, pos int, more int32) (int, int32) {
	if more == 0 || pos >= len(s) {
		return -1, 0
	}
	t, n := p.classes[in.x], 1
	if in.op == opRunLazyWide {
		var r rune
		if r, n = codePoint(s, pos); !t.wide(r) {
			return -1, 0
		}
	} else if !t.has(uint16(s[pos])) {
		return -1, 0
	}
	if more > 0 {
		more--
	}
	return pos + n, more
}

// takeLazy takes characters until the guard passes; the end is -1 when it
// cannot, or was before.
func takeLazy[T unit](p *Program, in *inst, m *Matcher, s []T, pos int, more int32) (int, int32) {
	g := p.classes[in.guard]
	for pos >= 0 && !passes(g, s, pos) {
		m.fuel--
		pos, more = oneLazy(p, in, s, pos, more)
	}
	return pos, more
}

// decide is where a counted loop goes on and the choice it leaves, -1 for none.
func decide[T unit](p *Program, l *loop, s []T, pos int, count int32) (next, other int32) {
	if count < l.min {
		return l.body, -1
	}
	if l.max >= 0 && count >= l.max {
		return l.exit, -1
	}
	again, exit := passes(p.classes[l.guard], s, pos), passes(p.classes[l.guard2], s, pos)
	switch {
	case again && exit && l.lazy:
		return l.exit, l.body
	case again && exit:
		return l.body, l.exit
	case again:
		return l.body, -1
	case exit:
		return l.exit, -1
	}
	return -1, -1
}

// edge is where unit u leads from a trie node, or -1.
func (t *trieNode) edge(u uint16) int32 {
	if i, ok := slices.BinarySearch(t.units, u); ok {
		return t.targets[i]
	}
	return -1
}

// keepRegisters forgets the choices of stack[base:sp], and keeps what restores
// registers. It returns the new sp.
func keepRegisters(stack []frame, base, sp int) int {
	for i := base; i < sp; i++ {
		if stack[i].kind == frameRegister {
			stack[base] = stack[i]
			base++
		}
	}
	return base
}

// backref is the length of what a group captured if it comes next at pos (or
// before it), or -1. A group that took no part matches the empty string.
// Source: sec-backreference-matcher.
func backref[T unit](p *Program, in *inst, m *Matcher, s []T, pos int) int {
	start, end := int32(-1), int32(-1)
	for _, g := range p.backrefs[in.x] {
		if a, b := m.regs[2*g], m.regs[2*g+1]; a >= 0 && b >= 0 {
			start, end = a, b
		}
	}
	if start < 0 {
		return 0
	}
	n := int(end - start)
	if in.y != 0 {
		pos -= n
	}
	if pos < 0 || len(s)-pos < n {
		return -1
	}
	unicode := p.flags.FullUnicode()
	if unicode && (insidePair(s, pos) || insidePair(s, pos+n)) {
		return -1
	}
	was, is := s[start:end], s[pos:pos+n]
	if slices.Equal(was, is) || in.fold && equalFold(was, is, unicode) {
		return n
	}
	return -1
}

// equalFold reports whether two texts of one length are equal when case is
// ignored. No character folds to one of another length in UTF-16.
func equalFold[T unit](a, b []T, unicode bool) bool {
	for i := 0; i < len(a); {
		x, n := rune(a[i]), 1
		y := rune(b[i])
		if unicode {
			x, n = codePoint(a, i)
			y, _ = codePoint(b, i)
		}
		if x != y && canonicalize(x, unicode) != canonicalize(y, unicode) {
			return false
		}
		i += n
	}
	return true
}
