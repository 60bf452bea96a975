package ast

import "gojs/source"

// Node is any node of the tree.
type Node interface {
	// Source returns the range of the node's text.
	Source() source.Span
}

// Expr is an expression.
type Expr interface {
	Node
	expr()
}

// Stmt is a statement or a declaration.
type Stmt interface {
	Node
	stmt()
}

// Pattern is the target of a binding or an assignment: *Ident, *ArrayPattern,
// *ObjectPattern, and in assignments also *Member, *Index, *PrivateMember,
// *SuperMember, *SuperIndex and, in sloppy code, *Call (which throws a
// ReferenceError when assigned to; sec-static-semantics-assignmenttargettype).
type Pattern interface {
	Node
	pattern()
}

// ProgramKind says by which goal symbol a Program was parsed.
type ProgramKind uint8

// The goals.
const (
	ScriptProgram ProgramKind = iota
	ModuleProgram
	EvalProgram
	FunctionProgram // one function: Func
)

// Program is a Script, a Module or the code of an eval.
type Program struct {
	source.Span
	File   *source.File
	Kind   ProgramKind
	Strict bool
	// HasAwait: a module with await, for await or await using at its top level
	// ([[HasTLA]]).
	HasAwait bool
	// HasDirectEval: a direct eval somewhere in the program.
	HasDirectEval bool
	Body          []Stmt
	// Scope holds all top-level declarations, never nil. Eval code has two:
	// Scope for its lexical declarations and VarScope for its var and function
	// declarations. Otherwise VarScope is Scope.
	Scope, VarScope *Scope
	// Func is the function of a FunctionProgram (a CommonJS body, new Function),
	// which has no Body and an empty Scope.
	Func *Function
	// Module is set for modules.
	Module *ModuleRecord
	// Functions is the number of Functions in the program; their IDs are 1 to
	// Functions, and 0 stands for the top level.
	Functions int
}

// Phase of an import or a re-export.
type Phase uint8

// The phases: import x, import defer * as x, import source x.
const (
	Evaluation Phase = iota
	Defer
	Source
)

// ImportAttribute is one entry of a with clause.
type ImportAttribute struct {
	Key, Value string
}

// ModuleRequest is a ModuleRequest Record (sec-modulerequest-record) with its phase.
type ModuleRequest struct {
	Specifier  string
	Attributes []ImportAttribute // sorted by key
	Phase      Phase
	Pos        int32
}

// ImportEntry is an ImportEntry Record (sec-importentry-record). Name is the name
// in the other module; Namespace means import * as.
type ImportEntry struct {
	Request   int // index in ModuleRecord.Requests
	Name      string
	Namespace bool
	Local     *Binding
	Pos       int32
}

// ExportEntry is an ExportEntry Record (sec-exportentry-record).
type ExportEntry struct {
	// Export is the exported name, "" with All set for export * from.
	Export string
	// Request is an index in ModuleRecord.Requests, -1 for a local export.
	Request int
	// Import is the name in the other module for an indirect export.
	Import string
	// All is export * (Export "") or export * as ns (Export "ns").
	All bool
	// Local is the binding of a local export. "*default*" is the name of an
	// anonymous default export.
	Local *Binding
	Pos   int32
}

// ModuleRecord is what linking needs to know of a module (sec-parsemodule).
// A local export of an imported binding has been turned into an indirect one,
// except for a namespace import, which stays local.
type ModuleRecord struct {
	Requests        []ModuleRequest
	Imports         []ImportEntry
	LocalExports    []ExportEntry
	IndirectExports []ExportEntry
	StarExports     []ExportEntry
}

// Ident is an identifier that refers to a binding, also as a target. Name is
// after unescaping.
type Ident struct {
	source.Span
	Name string
	// Ref is the binding, nil when no scope of this parse declares it.
	Ref *Binding
	// Next is the parser's list of unresolved references.
	Next *Ident
	// Func is the ID of the function that contains the reference.
	Func int32
	// Write: the reference is a target (also of an update or compound assignment).
	Write bool
	// CheckTDZ: the reference may run before Ref is initialised.
	CheckTDZ bool
	// Paren: written in parentheses.
	Paren bool
	// InWith: in the body of a with statement of the same function.
	InWith bool
}

// This is the this value; Ref as for a variable, nil for the top level's.
type This struct {
	Ident
}

// NewTarget is new.target; Ref is nil only in eval code.
type NewTarget struct {
	Ident
}

// ImportMeta is import.meta.
type ImportMeta struct {
	source.Span
}

// Null is the literal null.
type Null struct {
	source.Span
}

// Bool is true or false.
type Bool struct {
	source.Span
	Value bool
}

// Number is a numeric literal.
type Number struct {
	source.Span
	Value float64
}

// BigInt is a BigInt literal: Digits is its value in decimal.
type BigInt struct {
	source.Span
	Digits string
}

// String is a string literal, or an identifier used as a property name.
type String struct {
	source.Span
	Value string
}

// RegExp is a regular expression literal, valid as regex.Check says.
type RegExp struct {
	source.Span
	Pattern, Flags string
}

// TemplatePart is a piece of a template's text. Without Valid the cooked value
// is undefined (tagged templates only).
type TemplatePart struct {
	source.Span
	Cooked, Raw string
	Valid       bool
}

// Template is an untagged template: len(Parts) == len(Exprs)+1.
type Template struct {
	source.Span
	Parts []TemplatePart
	Exprs []Expr
}

// TaggedTemplate calls Tag with a template object, one per site.
type TaggedTemplate struct {
	source.Span
	Tag   Expr
	Quasi *Template
}

// Array is an array literal; an element may be nil (hole) or *Spread.
type Array struct {
	source.Span
	Elems []Expr
	Paren bool // written in parentheses
	Comma bool // ends in a comma
}

// Object is an object literal.
type Object struct {
	source.Span
	Props []Property
	Paren bool // written in parentheses
	Comma bool // ends in a comma
}

// PropertyKind is the form of a property definition.
type PropertyKind uint8

// The forms: key: value, {shorthand}, method, get, set, ...spread, and
// __proto__: value, which sets the prototype.
const (
	PropValue PropertyKind = iota
	PropShorthand
	PropMethod
	PropGet
	PropSet
	PropSpread
	PropProto
)

// Property is one property definition. Key is *String, *Number or *BigInt, or any
// expression with Computed; nil for a spread. Value of a method is *FuncExpr.
type Property struct {
	Key      Expr
	Value    Expr
	Kind     PropertyKind
	Computed bool
}

// FuncExpr is a function, generator, async function, arrow or method value.
type FuncExpr struct {
	source.Span
	Func *Function
}

// ClassExpr is a class expression.
type ClassExpr struct {
	source.Span
	Class *Class
}

// Spread is ...X in arguments and array literals.
type Spread struct {
	source.Span
	X Expr
}

// Unary is a prefix operator other than ++ and --. Delete of something
// parenthesised has no mark, since parentheses do not change it.
type Unary struct {
	source.Span
	Op UnaryOp
	X  Expr
}

// Update is ++ or --.
type Update struct {
	source.Span
	Target    Pattern
	Decrement bool
	Prefix    bool
}

// Binary is a binary operator that evaluates both sides.
type Binary struct {
	source.Span
	Op          BinaryOp
	Left, Right Expr
}

// Logical is &&, || or ??.
type Logical struct {
	source.Span
	Op          LogicalOp
	Left, Right Expr
}

// PrivateIn is #name in X.
type PrivateIn struct {
	source.Span
	Name *PrivateName
	X    Expr
}

// AssignKind is the kind of an assignment: it says which field has the operator.
type AssignKind uint8

// The kinds of assignment.
const (
	AssignPlain   AssignKind = iota // =
	AssignBinary                    // +=, **= ...: Binary
	AssignLogical                   // &&=, ||=, ??=: Logical
)

// Assign is an assignment. With AssignPlain the target may be a pattern.
type Assign struct {
	source.Span
	Kind    AssignKind
	Binary  BinaryOp
	Logical LogicalOp
	// NoName: the target was parenthesised, so it gives an anonymous function no
	// name (sec-assignment-operators-runtime-semantics-evaluation).
	NoName bool
	Paren  bool // written in parentheses
	Target Pattern
	Value  Expr
}

// Conditional is Test ? Then : Else.
type Conditional struct {
	source.Span
	Test, Then, Else Expr
}

// Sequence is the comma operator; at least two expressions.
type Sequence struct {
	source.Span
	Exprs []Expr
}

// Member is Object.Name. NameSpan is the place of the name. Optional: written ?. .
type Member struct {
	source.Span
	Object   Expr
	Name     string
	NamePos  int32
	Optional bool
}

// Index is Object[Index].
type Index struct {
	source.Span
	Object, Index Expr
	Optional      bool
}

// PrivateMember is Object.#name.
type PrivateMember struct {
	source.Span
	Object   Expr
	Name     *PrivateName
	Optional bool
}

// OptionalChain delimits what a ?. inside X skips: when the object before a ?. is
// null or undefined the whole of X is undefined. delete applies inside.
type OptionalChain struct {
	source.Span
	X Expr
}

// SuperMember is super.Name.
type SuperMember struct {
	source.Span
	Super
	Name    string
	NamePos int32
}

// SuperIndex is super[Index].
type SuperIndex struct {
	source.Span
	Super
	Index Expr
}

// Super is what a super property needs: this and the home object.
type Super struct {
	This Ident
	Home Ident
}

// SuperCall is super(Args): it binds This.
type SuperCall struct {
	source.Span
	Args []Expr
	// This is the binding to initialise, Callee the active function, whose
	// prototype is constructed.
	This, NewTarget, Callee Ident
}

// Call is a function call; arguments may be *Spread. DirectEval: the callee is
// the plain identifier eval, and not optional.
type Call struct {
	source.Span
	Callee     Expr
	Args       []Expr
	Optional   bool
	DirectEval bool
	// Strict is the strictness of the code around a direct eval.
	Strict bool
	// Scope is the innermost scope around a direct eval.
	Scope *Scope
	// Eval is set for a direct eval.
	Eval *EvalSite
}

// EvalSite is what the code around a direct eval permits the evaluated code, with
// the meanings of parser.EvalContext.
type EvalSite struct {
	NewTarget   bool // in a function that is no arrow function of the top level
	SuperProp   bool
	SuperCall   bool
	NoArguments bool // in a field initialiser or static block
	// Class is the innermost class around, whose private names and those of the
	// classes around it are visible. Nil for none.
	Class *Class
}

// New is new Callee(Args).
type New struct {
	source.Span
	Callee Expr
	Args   []Expr
}

// ImportCall is import(Specifier, Options), import.defer() or import.source().
type ImportCall struct {
	source.Span
	Phase     Phase
	Specifier Expr
	Options   Expr // or nil
}

// Yield is yield X (X may be nil) or yield* X.
type Yield struct {
	source.Span
	Delegate bool
	X        Expr
}

// Await is await X.
type Await struct {
	source.Span
	X Expr
}

// ArrayPattern is [a, , b = 1, ...c].
type ArrayPattern struct {
	source.Span
	Elems []PatternElem
	Rest  Pattern // or nil
}

// PatternElem is an element: Target nil is an elision, Default nil is none.
// NoName as in Assign.
type PatternElem struct {
	Target  Pattern
	Default Expr
	NoName  bool
}

// ObjectPattern is {a, b: c = 1, [d]: e, ...f}.
type ObjectPattern struct {
	source.Span
	Props []PatternProp
	Rest  Pattern // or nil
}

// PatternProp is a property of a pattern; Key as in Property. A shorthand has
// the name in both Key and Target.
type PatternProp struct {
	Key      Expr
	Target   Pattern
	Default  Expr
	Computed bool
	NoName   bool
}

func (*Ident) expr()          {}
func (*This) expr()           {}
func (*NewTarget) expr()      {}
func (*ImportMeta) expr()     {}
func (*Null) expr()           {}
func (*Bool) expr()           {}
func (*Number) expr()         {}
func (*BigInt) expr()         {}
func (*String) expr()         {}
func (*RegExp) expr()         {}
func (*Template) expr()       {}
func (*TaggedTemplate) expr() {}
func (*Array) expr()          {}
func (*Object) expr()         {}
func (*FuncExpr) expr()       {}
func (*ClassExpr) expr()      {}
func (*Spread) expr()         {}
func (*Unary) expr()          {}
func (*Update) expr()         {}
func (*Binary) expr()         {}
func (*Logical) expr()        {}
func (*PrivateIn) expr()      {}
func (*Assign) expr()         {}
func (*Conditional) expr()    {}
func (*Sequence) expr()       {}
func (*Member) expr()         {}
func (*Index) expr()          {}
func (*PrivateMember) expr()  {}
func (*OptionalChain) expr()  {}
func (*SuperMember) expr()    {}
func (*SuperIndex) expr()     {}
func (*SuperCall) expr()      {}
func (*Call) expr()           {}
func (*New) expr()            {}
func (*ImportCall) expr()     {}
func (*Yield) expr()          {}
func (*Await) expr()          {}

func (*Ident) pattern()         {}
func (*Member) pattern()        {}
func (*Index) pattern()         {}
func (*PrivateMember) pattern() {}
func (*SuperMember) pattern()   {}
func (*SuperIndex) pattern()    {}
func (*Call) pattern()          {}
func (*ArrayPattern) pattern()  {}
func (*ObjectPattern) pattern() {}
