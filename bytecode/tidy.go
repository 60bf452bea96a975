package bytecode

// inverse gives for a conditional jump the one that jumps in the other cases.
var inverse = map[Op]Op{
	OpJumpTrue: OpJumpFalse, OpJumpTypeOf: OpJumpNotTypeOf, OpJumpNullish: OpJumpNotNullish, OpJumpUndefined: OpJumpNotUndefined,
	OpJumpEq: OpJumpNe, OpJumpStrictEq: OpJumpStrictNe, OpJumpStrictEqI: OpJumpStrictNeI,
	OpJumpLess: OpJumpNotLess, OpJumpLessEq: OpJumpNotLessEq,
	OpJumpGreater: OpJumpNotGreater, OpJumpGreaterEq: OpJumpNotGreaterEq,
	OpJumpLessI: OpJumpNotLessI, OpJumpLessEqI: OpJumpNotLessEqI,
	OpJumpGreaterI: OpJumpNotGreaterI, OpJumpGreaterEqI: OpJumpNotGreaterEqI,
}

var inverses = func() (t [NumOps]Op) {
	for a, b := range inverse {
		t[a], t[b] = b, a
	}
	return t
}()

// maxThread bounds how many jumps in a row are followed.
const maxThread = 8

// tidy shortens ways: a jump to a jump goes to the end of the chain, a conditional
// jump over a jump becomes the inverse one, what cannot be reached is deleted,
// and a jump back is a Loop.
func (b *Builder) tidy(f *Function) {
	for pc, in := range b.Code {
		if in.jumpKind() != Unused {
			if to := b.follow(pc + 1 + in.Distance()); to != pc+1+in.Distance() {
				b.Code[pc] = in.withDistance(to - (pc + 1))
			}
		}
	}
	for pc := 0; pc+1 < len(b.Code); pc++ {
		in, next := b.Code[pc], b.Code[pc+1]
		inv := inverses[in.Op()]
		if inv == OpNop || in.Distance() != 1 || next.Op() != OpJump && next.Op() != OpLoop || b.isTarget(f, pc+1) {
			continue
		}
		to := pc + 2 + next.Distance()
		b.Code[pc] = (in&^0xff | Instr(inv)).withDistance(to - (pc + 1))
		b.Code[pc+1] = Instr(OpNop)
		b.Delete(pc + 1)
	}
	b.deleteUnreachable(f)
	for pc, in := range b.Code {
		switch {
		case in.Op() != OpJump:
		case in.Distance() == 0:
			b.Delete(pc)
		case in.Distance() < 0: // every way back polls
			b.Code[pc] = in&^0xff | Instr(OpLoop)
		}
	}
}

// follow is where a jump to pc ends up.
func (b *Builder) follow(pc int) int {
	for n := 0; n < maxThread; n++ {
		in := b.Code[pc]
		if in.Op() != OpJump {
			break
		}
		pc += 1 + in.Distance()
	}
	return pc
}

// isTarget reports whether a handler or a table leads to pc. Jumps do not: it is
// a jump, and they have been led past it.
func (b *Builder) isTarget(f *Function, pc int) bool {
	for _, h := range f.Handlers {
		if int(h.Target) == pc {
			return true
		}
	}
	return false
}

// deleteUnreachable deletes what no way leads to.
func (b *Builder) deleteUnreachable(f *Function) {
	seen := make([]bool, len(b.Code))
	var work []int
	visit := func(pc int) {
		if pc < len(seen) && !seen[pc] {
			work = append(work, pc)
		}
	}
	visit(0)
	for _, h := range f.Handlers {
		visit(int(h.Target))
	}
	for len(work) > 0 {
		pc := work[len(work)-1]
		work = work[:len(work)-1]
		for pc < len(seen) && !seen[pc] {
			seen[pc] = true
			in := b.Code[pc]
			if in.jumpKind() != Unused {
				visit(pc + 1 + in.Distance())
			} else if in.Op() == OpSwitch {
				for _, d := range f.Consts[in.Imm()].(*JumpTable).Distances {
					visit(pc + 1 + int(d))
				}
			}
			if Table[in.Op()].Ends {
				break
			}
			pc++
		}
	}
	for pc, ok := range seen {
		if !ok {
			b.Delete(pc)
		}
	}
}
