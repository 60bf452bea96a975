package bytecode

import (
	"sort"
	"sync"
	"unsafe"

	"gojs/source"
)

// FunctionKind says how a function is called and what its activation is.
type FunctionKind uint8

const (
	NormalFunction FunctionKind = iota // function declarations and expressions
	ArrowFunction
	MethodFunction // methods, getters, setters, field and static-block initialisers: no [[Construct]]
	BaseConstructor
	DerivedConstructor
	ScriptCode
	ModuleCode
	EvalCode
)

// Flags of a function template.
type FunctionFlags uint32

const (
	Strict FunctionFlags = 1 << iota
	Async
	Generator
	HasSimpleParams
	UsesThis         // reads this (a sloppy function needs ResolveThis)
	UsesArguments    // makes an arguments object
	HasDirectEval    // contains a sloppy or strict direct eval
	ClassConstructor // throws when called without new
	HasFields        // a class constructor whose class has instance elements
	IsGetter
	IsSetter
	IsFieldInit     // evaluates field initialisers or a static block
	HasOwnPrototype // gets a prototype property when closed over: constructors and generators
	HasHome         // refers to super: needs a home object
	TopLevelAwait   // a module that awaits
)

// Function is a function's template: everything about it that needs no heap.
//
// Register 0 is the first parameter; NumParams parameters are filled by the
// call with arguments or undefined; all other registers hold garbage until
// written. NumRegs registers are reserved for the frame.
type Function struct {
	Name      string // WTF-8; "" when anonymous
	Kind      FunctionKind
	Flags     FunctionFlags
	NumParams int // registers filled from the arguments
	Length    int // ExpectedArgumentCount: the length property
	NumRegs   int

	Code      []Instr
	Consts    []Const
	Sites     []Site
	Functions []*Function
	Handlers  []Handler // innermost first

	Source    *source.File
	Span      source.Span // source text for toString
	Positions []byte      // pc to source position, see Position
	Debug     *DebugInfo

	// CallSites and CallTexts say what a call, a construction or an iteration
	// was written as, see CallText.
	CallSites []byte
	CallTexts []string
	// Checks names the bindings of GetEnvChecked and GetIndirect, by pc.
	Checks []PCName

	prepare sync.Once
	pending func(*Function) error
	failed  error
}

// constSize is about what a constant takes: the interface and a number or the
// header of a string behind it.
const constSize = 32

// Size is about how many bytes the code and the tables of f take, without the
// functions in it.
func (f *Function) Size() int64 {
	n := len(f.Code)*int(unsafe.Sizeof(Instr(0))) + len(f.Consts)*constSize +
		len(f.Sites)*int(unsafe.Sizeof(Site{})) + len(f.Handlers)*int(unsafe.Sizeof(Handler{})) +
		len(f.Positions) + len(f.CallSites)
	for _, s := range f.CallTexts {
		n += len(s)
	}
	return int64(n)
}

// PutOff makes f a template whose code is made by compile when Prepare is
// first called. Name, Kind, Flags (but for UsesArguments), Length, Source and Span are set already.
func (f *Function) PutOff(compile func(*Function) error) { f.pending = compile }

// Prepare completes a template whose compilation was put off. It must be
// called before anything of f but its Name, Kind, Flags, Length, Source and Span is read;
// it is cheap and safe to call again, from any goroutine. The error is that of
// a limit.
func (f *Function) Prepare() error {
	if f.pending == nil {
		return nil
	}
	f.prepare.Do(func() {
		f.failed = f.pending(f)
	})
	return f.failed
}

// PCName is a name that belongs to the instruction at PC.
type PCName struct {
	PC   uint32
	Name string
}

// CheckedName is the name of the binding that the GetEnvChecked or GetIndirect
// at pc reads.
func (f *Function) CheckedName(pc int) string {
	i := sort.Search(len(f.Checks), func(i int) bool { return int(f.Checks[i].PC) >= pc })
	if i < len(f.Checks) && int(f.Checks[i].PC) == pc {
		return f.Checks[i].Name
	}
	return ""
}

// TypeNames are the results of typeof, numbered for JumpTypeOf.
var TypeNames = [...]string{"undefined", "object", "boolean", "number", "bigint", "string", "symbol", "function"}

// ErrorKind is the constructor of an error made by ThrowError.
type ErrorKind uint8

// The kinds.
const (
	TypeError ErrorKind = iota
	ReferenceError
	SyntaxError
	RangeError
)

// Const is a constant: string (WTF-8), float64 (also one of int32 value), *big.Int,
// *Template, *RegExp, *ScopeInfo, *Declarations, *EvalScope, *JumpTable, Slots.
type Const any

// Site is an instruction's inline cache: its property key, or the keys of an
// object literal in order.
type Site struct {
	Key  string   // WTF-8; an identifier name or string that is no array index
	Keys []string // for NewObjectLit: distinct, no array indices, no __proto__
}

// Handler catches what is thrown by instructions at Start <= pc < End: control
// goes to Target with the exception in register Reg.
type Handler struct{ Start, End, Target, Reg uint32 }

// Template is a tagged template's strings. Cooked[i] is nil where the text
// holds an invalid escape.
type Template struct {
	Cooked []*string
	Raw    []string
}

// RegExp is a regular expression literal.
type RegExp struct{ Pattern, Flags string }

// ScopeInfo names the slots of an environment that eval can see.
//
// A function that holds a sloppy direct eval has two environments: the variable
// object (NewWithEnv, D 1), where the eval's vars are made, and inside it the
// environment of its own bindings.
type ScopeInfo struct {
	Names    []string // slot i is Names[i], "" for a slot that no name reaches
	Flags    []SlotFlags
	VarScope bool // a function's or strict eval's variable environment
	FuncName bool // holds only a function expression's own name
	Catch    bool // holds a simple catch parameter (B.3.4)
}

// SlotFlags describe a binding in a ScopeInfo.
type SlotFlags uint8

const (
	SlotConst    SlotFlags = 1 << iota // assignment throws
	SlotSilent                         // with SlotConst: assignment is ignored in sloppy code (a function expression's name)
	SlotLexical                        // let, const, class, or a parameter with expressions beside it: conflicts with eval's var
	SlotIndirect                       // an import: the slot holds an import binding
)

// Declarations are what a script or an eval declares at its outermost level.
type Declarations struct {
	Lets, Consts []string // lexical names, uninitialised
	Vars         []string // var names that are not functions
	Functions    []string // names of functions, last declarations only, in order; defined by DefineGlobalFunction
	AnnexB       []string // names of block functions hoisted where no conflict (B.3.2): declared as var where possible
	Strict       bool
	Eval         bool
}

// EvalScope is what a direct eval's text may refer to.
type EvalScope struct {
	Strict        bool
	InFunction    bool // new.target allowed
	InMethod      bool // super.x allowed
	InDerived     bool // super() allowed
	InFieldInit   bool // arguments is an early error
	PrivateNames  []string
	Module        bool     // ThisSlot nil means undefined, not the global this
	ThisSlot      *SlotRef // where this stands, counted from the environment given to the eval; nil: the top level's
	HomeSlot      *SlotRef // the function whose home object super uses
	NewTargetSlot *SlotRef
	FuncSlot      *SlotRef // the derived constructor's function object for super()
}

// SlotRef is a place in the environment chain.
type SlotRef struct{ Depth, Slot int }

// JumpTable is a Switch's: value First+i jumps Distances[i] instructions from
// the instruction after the Switch; 0 is the default.
type JumpTable struct {
	First     int32
	Distances []int32
}

// Slots gives, for each mapped parameter in order, its slot in the environment
// (-1: unmapped because a later parameter has the same name).
type Slots []int32

// DebugInfo names what registers and slots hold.
type DebugInfo struct {
	Registers []RegName // in the order of their ranges' starts
}

// RegName says that register Reg holds the variable Name for pc in [Start, End).
type RegName struct {
	Name            string
	Reg, Start, End uint32
}

// Module is a compiled module: its code and its record's static part
// (sec-source-text-module-records).
type Module struct {
	Body     *Function // ModuleCode; register 0 is the module's environment, made by the linker
	Env      *ScopeInfo
	Requests []ModuleRequest
	Imports  []ImportEntry
	Locals   []ExportEntry // local exports: ExportName, LocalName
	Indirect []ExportEntry
	Stars    []ExportEntry
	// Functions hoisted at linking: InitEnv runs them (slot, template), before evaluation.
	Hoisted []HoistedFunction
	HasTLA  bool
}

// ModuleRequest is a specifier with its attributes, sorted by key.
type ModuleRequest struct {
	Specifier  string
	Attributes [][2]string
	Phase      uint8 // 0 evaluation, 1 defer, 2 source
	Pos        int32
}

// ImportEntry binds a name of a requested module to a slot of this module's
// environment, as an import binding (or a namespace, when Name is "*namespace*").
type ImportEntry struct {
	Request int
	Name    string
	Slot    int
	Pos     int32
}

// ExportEntry is an ExportEntry Record. Slot is the local binding's slot, or
// -1; Request -1 for local exports. ImportName "*" is export *, "*namespace*" is export * as ns.
type ExportEntry struct {
	ExportName, ImportName string
	Slot, Request          int
	Pos                    int32
}

// HoistedFunction is a function declaration of a module: Functions[Func] of
// the body, put in Slot when the module is linked.
type HoistedFunction struct{ Slot, Func int }
