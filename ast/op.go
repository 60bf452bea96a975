package ast

// UnaryOp is a prefix operator.
type UnaryOp uint8

// The prefix operators.
const (
	OpDelete UnaryOp = iota
	OpVoid
	OpTypeof
	OpPlus
	OpMinus
	OpBitNot
	OpNot
)

var unaryNames = [...]string{"delete", "void", "typeof", "+", "-", "~", "!"}

func (op UnaryOp) String() string { return unaryNames[op] }

// BinaryOp is an operator of Binary, and of Assign as op=.
type BinaryOp uint8

// The binary operators.
const (
	OpAdd BinaryOp = iota
	OpSub
	OpMul
	OpDiv
	OpRem
	OpExp
	OpBitAnd
	OpBitOr
	OpBitXor
	OpShl
	OpSar
	OpShr
	OpEq
	OpNe
	OpStrictEq
	OpStrictNe
	OpLt
	OpLe
	OpGt
	OpGe
	OpIn
	OpInstanceof
)

var binaryNames = [...]string{"+", "-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", ">>>",
	"==", "!=", "===", "!==", "<", "<=", ">", ">=", "in", "instanceof"}

func (op BinaryOp) String() string { return binaryNames[op] }

// LogicalOp is an operator of Logical, and of Assign as op=.
type LogicalOp uint8

// The short-circuit operators.
const (
	OpAnd LogicalOp = iota
	OpOr
	OpCoalesce
)

var logicalNames = [...]string{"&&", "||", "??"}

func (op LogicalOp) String() string { return logicalNames[op] }

var funcKindNames = [...]string{"normal", "arrow", "method", "get", "set", "constructor", "derived-constructor", "field", "static-block"}

func (k FuncKind) String() string { return funcKindNames[k] }

var elementNames = [...]string{"method", "get", "set", "field", "accessor", "static-block"}

func (k ElementKind) String() string { return elementNames[k] }

var propertyNames = [...]string{"value", "shorthand", "method", "get", "set", "spread", "proto"}

func (k PropertyKind) String() string { return propertyNames[k] }

var varNames = [...]string{"var", "let", "const", "using", "await-using"}

func (k VarKind) String() string { return varNames[k] }

var phaseNames = [...]string{"evaluation", "defer", "source"}

func (p Phase) String() string { return phaseNames[p] }

var programNames = [...]string{"script", "module", "eval", "function"}

func (k ProgramKind) String() string { return programNames[k] }

var assignNames = [...]string{"=", "op=", "logical="}

func (k AssignKind) String() string { return assignNames[k] }
