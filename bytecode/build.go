package bytecode

import (
	"encoding/binary"

	"gojs/source"
)

// Builder assembles one function's code. The methods of emit_gen.go emit an
// instruction each; their arguments are the table's operands in order.
//
// Indices of const32 operands may be handed out in two sequences: those below
// HighConst, and HighConst, HighConst+1, ... for constants that only const32
// operands name. Finish puts the second behind the first, so that a function
// with many literals keeps its low indices for the 16-bit operands.
type Builder struct {
	Code      []Instr
	positions []pcPos
	calls     []callSite
	dead      []int
}

type pcPos struct{ pc, pos int32 }

type callSite struct {
	pc   int32
	span source.Span
	text string // instead of span, when not ""
}

// HighConst is the first index of the second sequence of constants.
const HighConst = 1 << 30

// Label is a place in the code that jumps refer to, before or after it is bound.
type Label struct {
	at    int // 1 + the instruction, 0 while unbound
	jumps []int
}

// PC is the index of the next instruction.
func (b *Builder) PC() int { return len(b.Code) }

func (b *Builder) emit(op Op, d, a, bb, c int) {
	b.Code = append(b.Code, Instr(op)|Instr(d&0xff)<<8|Instr(a&0xffff)<<16|Instr(bb&0xffff)<<32|Instr(c&0xffff)<<48)
}

// Bind puts the label here.
func (b *Builder) Bind(l *Label) {
	l.at = len(b.Code) + 1
	for _, pc := range l.jumps {
		b.patch(pc, l.at-1)
	}
	l.jumps = nil
}

// Bound reports whether the label has its place, and where.
func (l *Label) Bound() (pc int, ok bool) { return l.at - 1, l.at > 0 }

// Used reports whether a jump waits for the label, or it is bound.
func (l *Label) Used() bool { return l.at > 0 || len(l.jumps) > 0 }

func (b *Builder) jump32(l *Label) { b.jumpTo(l) }
func (b *Builder) jump24(l *Label) { b.jumpTo(l) }

func (b *Builder) jumpTo(l *Label) {
	pc := len(b.Code) - 1
	if l.at > 0 {
		b.patch(pc, l.at-1)
	} else {
		l.jumps = append(l.jumps, pc)
	}
}

// MaxJump24 bounds the distance of the short jumps: a function with more
// instructions must use comparisons followed by JumpTrue or JumpFalse.
const MaxJump24 = 1<<23 - 1

func (b *Builder) patch(pc, to int) {
	b.Code[pc] = b.Code[pc].withDistance(to - (pc + 1))
}

// jumpKind is the kind of in's jump operand, Unused when it has none.
func (in Instr) jumpKind() OperandKind {
	return jumpKinds[in.Op()]
}

var jumpKinds = func() (t [NumOps]OperandKind) {
	for op, info := range Table {
		t[op] = Unused
		if n := len(info.Operands); n > 0 {
			if k := info.Operands[n-1]; k == Jump32 || k == Jump24 {
				t[op] = k
			}
		}
	}
	return t
}()

// Distance is the distance of a jump from the next instruction.
func (in Instr) Distance() int {
	if in.jumpKind() == Jump32 {
		return int(in.Imm())
	}
	return in.Jump24()
}

func (in Instr) withDistance(dist int) Instr {
	if in.jumpKind() == Jump32 {
		return in&0xffffffff | Instr(uint32(int32(dist)))<<32
	}
	return in&^(0xffff<<48|0xff<<8) | Instr(dist>>8&0xffff)<<48 | Instr(dist&0xff)<<8
}

// SetPosition records the source offset of the instructions emitted from here on.
func (b *Builder) SetPosition(offset int32) {
	pc := int32(len(b.Code))
	if n := len(b.positions); n > 0 {
		last := &b.positions[n-1]
		if last.pos == offset {
			return
		}
		if last.pc == pc {
			last.pos = offset
			return
		}
	}
	b.positions = append(b.positions, pcPos{pc, offset})
}

// SetCallText records that the next instruction calls (constructs, iterates
// over) what stands at span in the source.
func (b *Builder) SetCallText(span source.Span) {
	b.calls = append(b.calls, callSite{pc: int32(len(b.Code)), span: span})
}

// SetCallTextString is SetCallText for what is not shown as it was written,
// such as "(intermediate value).x".
func (b *Builder) SetCallTextString(text string) {
	b.calls = append(b.calls, callSite{pc: int32(len(b.Code)), text: text})
}

// Delete removes the instruction at pc when the code is finished. Nothing may
// jump to it in the expectation that it runs.
func (b *Builder) Delete(pc int) { b.dead = append(b.dead, pc) }

// Finish puts the code and its tables into f, whose Consts, Handlers and Checks
// were collected with this builder's pcs; high is the second sequence of constants.
func (b *Builder) Finish(f *Function, high []Const) {
	low := len(f.Consts)
	f.Consts = append(f.Consts, high...)
	if len(high) > 0 {
		b.relocateConsts(low)
	}
	b.tidy(f)
	if len(b.dead) > 0 {
		b.compact(f)
	}
	// Room behind the last instruction: the run loop points there, though it
	// never reads it, and Go's checkptr wants the pointer inside.
	f.Code = append(make([]Instr, 0, len(b.Code)+1), b.Code...)
	f.Positions = b.encodePositions()
	f.CallSites, f.CallTexts = b.encodeCalls()
}

func (b *Builder) relocateConsts(low int) {
	for pc, in := range b.Code {
		ops := Table[in.Op()].Operands
		if n := len(ops); n > 0 && ops[n-1] == Const32 {
			if k := int(in.Imm()); k >= HighConst {
				b.Code[pc] = in&0xffffffff | Instr(uint32(k-HighConst+low))<<32
			}
		}
	}
}

// compact drops the deleted instructions and moves everything that counts them.
func (b *Builder) compact(f *Function) {
	moved := make([]int32, len(b.Code)+1) // new place of each instruction
	for _, pc := range b.dead {
		moved[pc] = 1
	}
	next := int32(0)
	for pc := range moved {
		dead := moved[pc] == 1
		moved[pc] = next
		if !dead {
			next++
		}
	}
	tables := map[int]bool{}
	for pc, in := range b.Code {
		if in.jumpKind() != Unused {
			to := pc + 1 + in.Distance()
			b.Code[pc] = in.withDistance(int(moved[to] - moved[pc+1]))
		} else if in.Op() == OpSwitch && !tables[int(in.Imm())] {
			tables[int(in.Imm())] = true
			t := f.Consts[in.Imm()].(*JumpTable)
			for i, d := range t.Distances {
				t.Distances[i] = moved[pc+1+int(d)] - moved[pc+1]
			}
		}
	}
	for pc, in := range b.Code {
		if moved[pc] != moved[pc+1] {
			b.Code[moved[pc]] = in
		}
	}
	b.Code = b.Code[:moved[len(b.Code)]]
	for i := range b.positions {
		b.positions[i].pc = moved[b.positions[i].pc]
	}
	for i := range b.calls {
		b.calls[i].pc = moved[b.calls[i].pc]
	}
	handlers := f.Handlers[:0]
	for _, h := range f.Handlers {
		h.Start, h.End, h.Target = uint32(moved[h.Start]), uint32(moved[h.End]), uint32(moved[h.Target])
		if h.Start < h.End {
			handlers = append(handlers, h)
		}
	}
	f.Handlers = handlers
	for i := range f.Checks {
		f.Checks[i].PC = uint32(moved[f.Checks[i].PC])
	}
	if f.Debug != nil {
		for i := range f.Debug.Registers {
			r := &f.Debug.Registers[i]
			r.Start, r.End = uint32(moved[r.Start]), uint32(moved[r.End])
		}
	}
}

func (b *Builder) encodePositions() []byte {
	out := make([]byte, 0, 3*len(b.positions))
	var pc, pos int32
	for _, p := range b.positions {
		out = binary.AppendUvarint(out, uint64(p.pc-pc))
		out = binary.AppendVarint(out, int64(p.pos-pos))
		pc, pos = p.pc, p.pos
	}
	return out[:len(out):len(out)]
}

func (b *Builder) encodeCalls() (sites []byte, texts []string) {
	var pc, pos int32
	for _, c := range b.calls {
		head := uint64(c.pc-pc) << 1
		pc = c.pc
		if c.text != "" {
			sites = binary.AppendUvarint(sites, head|1)
			sites = binary.AppendUvarint(sites, uint64(len(texts)))
			texts = append(texts, c.text)
			continue
		}
		sites = binary.AppendUvarint(sites, head)
		sites = binary.AppendVarint(sites, int64(c.span.Start-pos))
		sites = binary.AppendUvarint(sites, uint64(c.span.End-c.span.Start))
		pos = c.span.Start
	}
	return sites, texts
}

// Position is the source offset of the instruction at pc, or the function's
// start when none was recorded.
func (f *Function) Position(pc int) int32 {
	at, pos, best := 0, int32(0), f.Span.Start
	for p := f.Positions; len(p) > 0; {
		d, n := binary.Uvarint(p)
		p = p[n:]
		o, n := binary.Varint(p)
		p = p[n:]
		at += int(d)
		pos += int32(o)
		if at > pc {
			break
		}
		best = pos
	}
	return best
}

// CallText is how messages name what the instruction at pc calls, constructs
// or iterates over ("a.b" of "a.b is not a function"); "" when nothing was
// recorded.
func (f *Function) CallText(pc int) string {
	at, start := 0, int64(0)
	for p := f.CallSites; len(p) > 0; {
		head, n := binary.Uvarint(p)
		p = p[n:]
		at += int(head >> 1)
		text := ""
		if head&1 == 1 {
			i, n := binary.Uvarint(p)
			p, text = p[n:], f.CallTexts[i]
		} else {
			d, n := binary.Varint(p)
			p = p[n:]
			length, n := binary.Uvarint(p)
			p = p[n:]
			start += d
			if at == pc {
				text = f.Source.Slice(source.Span{Start: int32(start), End: int32(start) + int32(length)})
			}
		}
		if at == pc {
			return text
		}
		if at > pc {
			return ""
		}
	}
	return ""
}
