// Package bytecode is the instruction set of gojs: fixed-width words, the
// table that describes them, the function templates that hold them, and the
// builder, disassembler and verifier over that table.
//
// The rule: bytecode is plain Go data, immutable once built, shared between
// realms, isolates and goroutines. Nothing here refers to a heap.
package bytecode

//go:generate go run ./gen

// Op is an operation code.
type Op uint8

// String is the instruction's name.
func (op Op) String() string {
	if int(op) < NumOps {
		return Table[op].Name
	}
	return "invalid"
}

// Instr is an instruction: op:8, D:8, A:16, B:16, C:16 from the low bits up.
type Instr uint64

func (in Instr) Op() Op     { return Op(in) }
func (in Instr) D() int     { return int(in >> 8 & 0xff) }
func (in Instr) A() int     { return int(in >> 16 & 0xffff) }
func (in Instr) B() int     { return int(in >> 32 & 0xffff) }
func (in Instr) C() int     { return int(in >> 48) }
func (in Instr) Imm() int32 { return int32(in >> 32) }

// Jump24 is the signed distance in C (high 16 bits) and D (low 8 bits).
func (in Instr) Jump24() int { return int(int64(in)>>48<<8 | int64(in>>8&0xff)) }

// FuncIndex is the 24-bit index in C (low 16 bits) and D (high 8 bits).
func (in Instr) FuncIndex() int { return in.C() | in.D()<<16 }

// OperandKind says what an operand field holds.
type OperandKind uint8

const (
	Dst OperandKind = iota
	Src
	IO
	Win
	ConstIndex
	SiteIndex
	Num
	Int16
	Func
	Jump24
	Imm
	Const32
	Jump32
	Unused
)

// Info describes an instruction.
type Info struct {
	Name, Doc string
	Operands  []OperandKind // in the order A, B, C; 32-bit kinds stand in B and C
	HasD      bool          // D is an operand of its own
	Throws    bool          // may throw: needs a source position
	Calls     bool          // may run JavaScript
	Ends      bool          // does not go on to the next instruction
}

// RuntimeID names a function of OpRuntime.
type RuntimeID uint16

func (id RuntimeID) String() string { return runtimeNames[id] }
