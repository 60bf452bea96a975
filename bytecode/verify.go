package bytecode

import (
	"errors"
	"fmt"
	"math/big"
)

// Verify checks f and the functions in it: operands in range, constants of the
// type an instruction expects, jumps and handlers inside the code, no way off
// its end, and no read of a register that may not have been written. What was
// put off is compiled.
func Verify(f *Function) error {
	if err := f.Prepare(); err != nil {
		return err
	}
	v := verifier{f: f}
	if err := v.run(); err != nil {
		return fmt.Errorf("%s: %w", title(f), err)
	}
	for _, g := range f.Functions {
		if err := Verify(g); err != nil {
			return fmt.Errorf("%s > %w", title(f), err)
		}
	}
	return nil
}

type verifier struct {
	f        *Function
	handlers [][]Handler // of each block
}

func (v *verifier) run() error {
	f := v.f
	if len(f.Code) == 0 {
		return errors.New("no code")
	}
	if f.NumParams > f.NumRegs || f.NumRegs > 1<<16 {
		return fmt.Errorf("%d parameters, %d registers", f.NumParams, f.NumRegs)
	}
	for pc, in := range f.Code {
		if err := v.instr(pc, in); err != nil {
			return fmt.Errorf("pc %d %s: %w", pc, f.InstrString(pc, in), err)
		}
	}
	for _, h := range f.Handlers {
		if h.Start >= h.End || int(h.End) > len(f.Code) || int(h.Target) >= len(f.Code) || int(h.Reg) >= f.NumRegs {
			return fmt.Errorf("handler %v out of range", h)
		}
	}
	return v.flow()
}

func (v *verifier) instr(pc int, in Instr) error {
	f := v.f
	if int(in.Op()) >= NumOps {
		return errors.New("invalid opcode")
	}
	fields := [3]int{in.A(), in.B(), in.C()}
	pos := 0
	for _, k := range Table[in.Op()].Operands {
		if wide(k) && pos == 0 {
			pos = 1
		}
		if err := v.operand(pc, in, k, fields[pos]); err != nil {
			return err
		}
		pos++
	}
	var err error
	effects(f, pc, in, func(first, n int) {
		if first+n > f.NumRegs {
			err = errors.New("registers out of range")
		}
	}, func(first, n int) {
		if first+n > f.NumRegs {
			err = errors.New("registers out of range")
		}
	})
	if err != nil {
		return err
	}
	if pc == len(f.Code)-1 && !Table[in.Op()].Ends {
		return errors.New("falls off the end")
	}
	return v.constant(in)
}

func (v *verifier) operand(pc int, in Instr, k OperandKind, x int) error {
	f := v.f
	bad := false
	switch k {
	case Dst, Src, IO, Win:
		bad = x >= f.NumRegs
		if k == Win && in.Op() == OpNewArray || in.Op() == OpNewObjectLit || in.Op() == OpCopyDataProps || in.Op() == OpConcat {
			bad = x > f.NumRegs // an empty window
		}
	case ConstIndex:
		bad = x >= len(f.Consts)
	case Const32:
		bad = int(in.Imm()) >= len(f.Consts) || in.Imm() < 0 && in.Op() != OpCheckObjectCoercible
	case SiteIndex:
		bad = x >= len(f.Sites)
	case Func:
		bad = in.FuncIndex() >= len(f.Functions)
	case Jump24, Jump32:
		to := pc + 1 + in.Distance()
		bad = to < 0 || to >= len(f.Code)
		if in.Op() == OpJump && in.Distance() < 0 {
			return errors.New("a way back that does not poll")
		}
	}
	if bad {
		return fmt.Errorf("operand %d out of range", x)
	}
	return nil
}

// constant checks the type of the constant an instruction names.
func (v *verifier) constant(in Instr) error {
	ok := true
	k := func(i int) Const { return v.f.Consts[i] }
	switch in.Op() {
	case OpLoadK:
		switch k(int(in.Imm())).(type) {
		case string, float64, *big.Int:
		default:
			ok = false
		}
	case OpAddK, OpSubK, OpMulK, OpDivK:
		_, ok = k(in.C()).(float64)
	case OpGetName, OpGetNameThis, OpSetName, OpResolveName, OpGetRef, OpSetRef, OpInitName, OpDeleteName, OpDefineGlobalFunction:
		_, ok = k(in.C()).(string)
	case OpCheckTDZ, OpThrowError, OpNewPrivateName:
		_, ok = k(int(in.Imm())).(string)
	case OpNewScopeEnv:
		_, ok = k(in.C()).(*ScopeInfo)
	case OpDeclareGlobals, OpDeclareEval:
		_, ok = k(int(in.Imm())).(*Declarations)
	case OpNewRegExp:
		_, ok = k(int(in.Imm())).(*RegExp)
	case OpGetTemplate:
		_, ok = k(int(in.Imm())).(*Template)
	case OpMapArguments:
		_, ok = k(in.C()).(Slots)
	case OpSwitch:
		_, ok = k(int(in.Imm())).(*JumpTable)
	case OpNewObjectLit:
		ok = v.f.Sites[in.C()].Keys != nil
	}
	if !ok {
		return errors.New("wrong type of constant")
	}
	return nil
}

// effects calls read and then write with the ranges of registers that in reads
// and writes.
func effects(f *Function, pc int, in Instr, read, write func(first, n int)) {
	a, b, c := in.A(), in.B(), in.C()
	switch in.Op() {
	case OpGetSuperBase:
		if in.D() != 0 {
			read(b, 1)
		}
		write(a, 1)
		return
	case OpExt: // belongs to the instruction before
		return
	case OpGetNameThis:
		read(b, 1)
		write(a, 2)
		return
	case OpGetMethod:
		read(b, 1)
		write(a, 2)
		return
	case OpGetElemMethod:
		read(b, 1)
		read(c, 1)
		write(a, 2)
		return
	case OpCopyDataProps:
		read(a, 1)
		read(b, 1)
		read(c, in.D())
		return
	case OpNewObjectLit:
		if c < len(f.Sites) {
			read(b, len(f.Sites[c].Keys))
		}
		write(a, 1)
		return
	case OpNewArray, OpConcat:
		read(b, c)
		write(a, 1)
		return
	case OpNewClass:
		read(a, 1)
		read(b, 1)
		write(a, 2)
		return
	case OpCall, OpCallEval, OpConstruct:
		read(a, b+2)
		write(c, 1)
		return
	case OpCallPlain:
		read(a, 1)
		read(a+2, b)
		write(c, 1)
		return
	case OpCallMethod:
		read(a+1, b+1)
		write(a, 1)
		return
	case OpCallSpread, OpCallEvalSpread, OpConstructSpread:
		read(a, 3)
		write(c, 1)
		return
	case OpRuntime:
		read(a, b)
		write(a, 1)
		return
	case OpGetIterator:
		read(b, 1)
		write(a, 3)
		return
	case OpIteratorNext, OpIteratorElement, OpIteratorRest, OpIteratorReturn, OpIteratorCallNext:
		read(a, 3)
		write(b, 1)
		return
	case OpIteratorUnwrap:
		read(a, 3)
		read(b, 1)
		write(b, 1)
		return
	case OpIteratorClose:
		read(a, 3)
		return
	case OpCreateArguments:
		if in.D()&2 != 0 {
			read(b, 1)
		}
		write(a, 1)
		return
	}
	fields := [3]int{a, b, c}
	kinds := Table[in.Op()].Operands
	for i, k := range kinds {
		if k == Src || k == IO {
			read(fields[i], 1)
		}
	}
	for i, k := range kinds {
		if k == Dst || k == IO {
			write(fields[i], 1)
		}
	}
	if readsExt(in) && pc+1 < len(f.Code) {
		read(f.Code[pc+1].A(), 1)
	}
}

// readsExt reports whether in reads the register that the Ext word after it names.
func readsExt(in Instr) bool {
	switch in.Op() {
	case OpGetSuper:
		return in.D() != 0
	case OpGetSuperAt, OpSetSuperAt:
		return true
	}
	return false
}

type regSet []uint64

func (s regSet) has(r int) bool { return s[r>>6]>>(r&63)&1 != 0 }
func (s regSet) add(r int)      { s[r>>6] |= 1 << (r & 63) }

// meet keeps in s what t has too and reports whether that changed it.
func (s regSet) meet(t regSet) bool {
	changed := false
	for i := range s {
		if n := s[i] & t[i]; n != s[i] {
			s[i], changed = n, true
		}
	}
	return changed
}

// maxFlow bounds the size of functions whose registers are followed: memory is
// blocks times registers.
const maxFlow = 1 << 27

// flow follows which registers have been written on every way to each
// instruction.
func (v *verifier) flow() error {
	f := v.f
	words := (f.NumRegs + 63) / 64
	starts, index := v.blocks()
	if len(starts)*words*64 > maxFlow {
		return nil
	}
	in := make([]regSet, len(starts))
	entry := make(regSet, words)
	for r := 0; r < f.NumParams; r++ {
		entry.add(r)
	}
	in[0] = entry
	work := []int{0}
	reach := func(pc int, s regSet) {
		i := index[pc]
		if in[i] == nil {
			in[i] = append(regSet(nil), s...)
			work = append(work, i)
		} else if in[i].meet(s) {
			work = append(work, i)
		}
	}
	state := make(regSet, words)
	for len(work) > 0 {
		i := work[len(work)-1]
		work = work[:len(work)-1]
		copy(state, in[i])
		end := len(f.Code)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		if err := v.block(starts[i], end, v.handlers[i], state, reach); err != nil {
			return err
		}
	}
	return nil
}

// blocks divides the code where control joins or splits, and at handlers' bounds.
func (v *verifier) blocks() (starts []int, index map[int]int) {
	f := v.f
	lead := make([]bool, len(f.Code)+1)
	lead[0] = true
	for pc, in := range f.Code {
		if in.jumpKind() != Unused {
			lead[pc+1+in.Distance()] = true
			lead[pc+1] = true
		}
		if in.Op() == OpSwitch {
			lead[pc+1] = true
			for _, d := range f.Consts[in.Imm()].(*JumpTable).Distances {
				if to := pc + 1 + int(d); to >= 0 && to < len(f.Code) {
					lead[to] = true
				}
			}
		}
		if Table[in.Op()].Ends {
			lead[pc+1] = true
		}
	}
	for _, h := range f.Handlers {
		lead[h.Start], lead[h.End], lead[h.Target] = true, true, true
	}
	index = map[int]int{}
	for pc := range f.Code {
		if lead[pc] {
			index[pc] = len(starts)
			starts = append(starts, pc)
		}
	}
	v.handlers = make([][]Handler, len(starts))
	for _, h := range f.Handlers {
		for i := index[int(h.Start)]; i < len(starts) && starts[i] < int(h.End); i++ {
			v.handlers[i] = append(v.handlers[i], h)
		}
	}
	return starts, index
}

func (v *verifier) block(start, end int, handlers []Handler, s regSet, reach func(int, regSet)) error {
	f := v.f
	// What a handler can count on: what was written before the block, since any
	// instruction in it may throw, and nothing is ever unwritten.
	for _, h := range handlers {
		t := append(regSet(nil), s...)
		t.add(int(h.Reg))
		reach(int(h.Target), t)
	}
	for pc := start; pc < end; pc++ {
		in := f.Code[pc]
		var err error
		effects(f, pc, in, func(first, n int) {
			for r := first; r < first+n; r++ {
				if !s.has(r) && err == nil {
					err = fmt.Errorf("pc %d %s reads r%d, which may not have been written", pc, f.InstrString(pc, in), r)
				}
			}
		}, func(first, n int) {
			for r := first; r < first+n; r++ {
				s.add(r)
			}
		})
		if err != nil {
			return err
		}
		if in.jumpKind() != Unused {
			reach(pc+1+in.Distance(), s)
		}
		if in.Op() == OpSwitch {
			for _, d := range f.Consts[in.Imm()].(*JumpTable).Distances {
				reach(pc+1+int(d), s)
			}
		}
		if Table[in.Op()].Ends {
			return nil
		}
	}
	if end >= len(f.Code) {
		return errors.New("control runs off the end")
	}
	reach(end, s)
	return nil
}
