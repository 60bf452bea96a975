package regex

import (
	"fmt"
	"strings"
)

var opNames = [numOps]string{
	opFail: "fail", opMatch: "match", opJump: "jump", opChar: "char", opCharMask: "char.mask", opAny: "any",
	opSet: "set", opSetWide: "set.wide", opCharBack: "char.back", opSetBack: "set.back", opSetWideBack: "set.wide.back",
	opLit: "lit", opRun: "run", opRunWide: "run.wide", opRunAll: "run.all", opRunAllWide: "run.all.wide",
	opRunLazy: "run.lazy", opRunLazyWide: "run.lazy.wide", opSplit: "split", opSplitTo: "split.to", opAlt: "alt",
	opTrie: "trie", opSave: "save", opReset: "reset", opLoopStart: "loop.start", opLoopNext: "loop.next",
	opEmptyCheck: "empty.check", opStart: "start", opLineStart: "line.start", opEnd: "end", opLineEnd: "line.end",
	opWord: "word", opNotWord: "not.word", opBackrefOne: "backref.one", opBackref: "backref", opLook: "look", opLookEnd: "look.end",
	opLookNot: "look.not", opLookNotEnd: "look.not.end",
}

// Dump is the bytecode as text, a line per instruction after one about the
// whole program.
func (p *Program) Dump() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d instructions, %d registers, %d captures, min %d, search %s\n",
		len(p.code), p.registers, p.ncap, p.minLen, p.describeSearch())
	for pc, in := range p.code {
		fmt.Fprintf(&b, "%4d %-13s %s\n", pc, opNames[in.op], p.operands(in))
	}
	return b.String()
}

func (p *Program) describeSearch() string {
	switch p.search {
	case searchStart:
		return "start"
	case searchLiteral, searchUnit:
		return quoteUnits(p.prefix)
	case searchPair:
		return quoteUnits(p.prefix) + " before " + p.first.String()
	case searchSet:
		return p.first.String()
	case searchWindow:
		return fmt.Sprintf("%d units from %s", p.window.size, p.window.first)
	}
	return "all"
}

func (p *Program) operands(in inst) string {
	s := p.mainOperands(in)
	if in.guard != 0 {
		s += " if " + p.classes[in.guard].String()
	}
	if in.guard2 != 0 {
		s += " else " + p.classes[in.guard2].String()
	}
	return strings.TrimSpace(s)
}

func (p *Program) mainOperands(in inst) string {
	switch in.op {
	case opChar, opCharMask, opCharBack:
		if in.y != 0 {
			return quoteUnits([]uint16{uint16(in.x)}) + fmt.Sprintf(" mask %#x", in.y)
		}
		return quoteUnits([]uint16{uint16(in.x)})
	case opSet, opSetWide, opSetBack, opSetWideBack, opWord, opNotWord:
		return p.classes[in.x].String()
	case opLit:
		l := p.literals[in.x]
		if l.mask != nil {
			return fmt.Sprintf("%s mask %x", quoteUnits(l.units), l.mask)
		}
		return quoteUnits(l.units)
	case opRun, opRunWide, opRunAll, opRunAllWide, opRunLazy, opRunLazyWide:
		return p.classes[in.x].String() + " " + bounds(in.y, in.z)
	case opJump, opSplit, opSplitTo:
		return fmt.Sprintf("%d", in.x)
	case opAlt:
		return fmt.Sprint(p.alts[in.x].targets)
	case opTrie:
		t := p.tries[in.x]
		return fmt.Sprintf("%s %d %v", quoteUnits(t.units), t.targets, in.y != 0)
	case opSave, opEmptyCheck, opBackrefOne, opLook, opLookEnd, opLookNotEnd:
		return fmt.Sprintf("r%d", in.x)
	case opLookNot:
		return fmt.Sprintf("r%d %d", in.x, in.y)
	case opReset:
		return fmt.Sprintf("r%d to r%d", in.x, in.y-1)
	case opLoopStart, opLoopNext:
		l := p.loops[in.x]
		return fmt.Sprintf("r%d %s body %d exit %d lazy %v begin r%d", l.counter, bounds(l.min, l.max), l.body, l.exit, l.lazy, l.begin)
	case opBackref:
		return fmt.Sprintf("%v fold %v back %v", p.backrefs[in.x], in.fold, in.y != 0)
	}
	return ""
}

func bounds(lo, hi int32) string {
	if hi == infinite {
		return fmt.Sprintf("%d to inf", lo)
	}
	return fmt.Sprintf("%d to %d", lo, hi)
}

func quoteUnits(units []uint16) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, u := range units {
		writeRune(&b, rune(u))
	}
	b.WriteByte('"')
	return b.String()
}

func writeRune(b *strings.Builder, r rune) {
	if r > ' ' && r < 0x7F {
		b.WriteRune(r)
	} else {
		fmt.Fprintf(b, "\\u{%X}", r)
	}
}

// String is the class as ranges, at most a dozen of them.
func (t *table) String() string {
	var b strings.Builder
	b.WriteByte('[')
	n := 0
	t.set.Ranges(func(lo, hi rune) bool {
		if n++; n > 12 {
			b.WriteString("...")
			return false
		}
		writeRune(&b, lo)
		if hi > lo {
			if hi > lo+1 {
				b.WriteByte('-')
			}
			writeRune(&b, hi)
		}
		return true
	})
	b.WriteByte(']')
	if t.end {
		b.WriteByte('$')
	}
	return b.String()
}
