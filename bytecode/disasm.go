package bytecode

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Disassemble returns f and the functions in it as text: a header with the size,
// an instruction a line, then handlers. Constants and keys are shown in place.
// What was put off is compiled.
func Disassemble(f *Function) string {
	var b strings.Builder
	disassemble(&b, f, map[*Function]bool{})
	return b.String()
}

func disassemble(b *strings.Builder, f *Function, seen map[*Function]bool) {
	if seen[f] {
		return
	}
	seen[f] = true
	if err := f.Prepare(); err != nil {
		fmt.Fprintf(b, "%s: %v\n", title(f), err)
		return
	}
	fmt.Fprintf(b, "%s: %d instructions, %d registers", title(f), len(f.Code), f.NumRegs)
	if f.NumParams > 0 {
		fmt.Fprintf(b, ", %d parameters", f.NumParams)
	}
	b.WriteByte('\n')
	for pc, in := range f.Code {
		fmt.Fprintf(b, "%5d  %s\n", pc, f.InstrString(pc, in))
	}
	for _, h := range f.Handlers {
		fmt.Fprintf(b, "       handler %d..%d -> %d r%d\n", h.Start, h.End, h.Target, h.Reg)
	}
	for _, g := range f.Functions {
		b.WriteByte('\n')
		disassemble(b, g, seen)
	}
}

var kindNames = [...]string{"function", "arrow", "method", "constructor", "derived constructor", "script", "module", "eval"}

// String is the kind in words.
func (k FunctionKind) String() string { return kindNames[k] }

func title(f *Function) string {
	s := f.Kind.String()
	if f.Flags&Generator != 0 {
		s = "generator " + s
	}
	if f.Flags&Async != 0 {
		s = "async " + s
	}
	if f.Name != "" {
		s += " " + f.Name
	}
	return s
}

// InstrString is the text of instruction in at pc.
func (f *Function) InstrString(pc int, in Instr) string {
	if int(in.Op()) >= NumOps {
		return "invalid"
	}
	info := &Table[in.Op()]
	var b strings.Builder
	fmt.Fprintf(&b, "%-17s", info.Name)
	fields := [3]int{in.A(), in.B(), in.C()}
	pos := 0
	for _, k := range info.Operands {
		if wide(k) && pos == 0 {
			pos = 1
		}
		if k != Unused {
			b.WriteByte(' ')
			b.WriteString(f.operandString(pc, in, k, fields[pos]))
		}
		pos++
	}
	if info.HasD {
		fmt.Fprintf(&b, " :%d", in.D())
	}
	if in.Op() == OpRuntime {
		return strings.TrimRight(strings.TrimSuffix(b.String(), strconv.Itoa(in.C()))+RuntimeID(in.C()).String(), " ")
	}
	return strings.TrimRight(b.String(), " ")
}

func wide(k OperandKind) bool { return k == Imm || k == Const32 || k == Jump32 }

func (f *Function) operandString(pc int, in Instr, k OperandKind, v int) string {
	switch k {
	case Dst, Src, IO, Win:
		return "r" + strconv.Itoa(v)
	case Num:
		return strconv.Itoa(v)
	case Int16:
		return strconv.Itoa(int(int16(v)))
	case Imm:
		return strconv.Itoa(int(in.Imm()))
	case ConstIndex:
		return f.constString(v)
	case Const32:
		return f.constString(int(in.Imm()))
	case SiteIndex:
		if v >= len(f.Sites) {
			return "site?"
		}
		if s := f.Sites[v]; s.Keys == nil {
			return "." + s.Key
		}
		return "{" + strings.Join(f.Sites[v].Keys, ",") + "}"
	case Func:
		if i := in.FuncIndex(); i < len(f.Functions) {
			return "<" + title(f.Functions[i]) + ">"
		}
		return "function?"
	case Jump24, Jump32:
		return "->" + strconv.Itoa(pc+1+in.Distance())
	}
	return "?"
}

func (f *Function) constString(i int) string {
	if i < 0 || i >= len(f.Consts) {
		return "-"
	}
	switch k := f.Consts[i].(type) {
	case string:
		if len(k) > 60 {
			return strconv.Quote(k[:60]) + "..."
		}
		return strconv.Quote(k)
	case float64:
		return strconv.FormatFloat(k, 'g', -1, 64)
	case *big.Int:
		return k.String() + "n"
	case *RegExp:
		return "/" + k.Pattern + "/" + k.Flags
	case *Template:
		return fmt.Sprintf("template%q", k.Raw)
	case *ScopeInfo:
		return fmt.Sprintf("scope(%s)", strings.Join(k.Names, ","))
	case *Declarations:
		return fmt.Sprintf("declare(let %v const %v var %v function %v annexB %v)", k.Lets, k.Consts, k.Vars, k.Functions, k.AnnexB)
	case *EvalScope:
		return "evalscope"
	case *JumpTable:
		return fmt.Sprintf("table(%d:%v)", k.First, k.Distances)
	case Slots:
		return fmt.Sprintf("slots%v", []int32(k))
	}
	return fmt.Sprintf("%T", f.Consts[i])
}
