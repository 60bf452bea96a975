package ast

import "gojs/source"

// VarKind is the keyword of a variable declaration.
type VarKind uint8

// The keywords.
const (
	VarVar VarKind = iota
	VarLet
	VarConst
	VarUsing
	VarAwaitUsing
)

// VarDecl is var, let, const, using or await using.
type VarDecl struct {
	source.Span
	Kind  VarKind
	Decls []Declarator
}

// Declarator is Target = Init; Init may be nil.
type Declarator struct {
	Target Pattern
	Init   Expr
}

// FuncDecl is a function declaration. It does nothing where it stands, since its
// scope's Functions are instantiated on entry, except when AnnexB is set: then
// the function's current value is copied to that var binding
// (sec-block-level-function-declarations-web-legacy-compatibility-semantics).
type FuncDecl struct {
	source.Span
	Func    *Function
	Binding *Binding
	AnnexB  *Binding
}

// ClassDecl is a class declaration. Binding is the outer binding; the class has an inner
// one of its own.
type ClassDecl struct {
	source.Span
	Class   *Class
	Binding *Binding
}

// ExprStmt is an expression statement. Directive: it belongs to a directive
// prologue.
type ExprStmt struct {
	source.Span
	X         Expr
	Directive bool
}

// Block is { ... }. Scope is nil when it declares nothing.
type Block struct {
	source.Span
	Body  []Stmt
	Scope *Scope
}

// Empty is ; alone.
type Empty struct {
	source.Span
}

// If is an if statement; Else may be nil. A function declaration as a branch
// stands in a Block of its own.
type If struct {
	source.Span
	Test       Expr
	Then, Else Stmt
}

// For is the three-part loop. Init is an *ExprStmt, a *VarDecl or nil. Scope holds
// let and const bindings, nil for none; let bindings are copied per iteration.
type For struct {
	source.Span
	Scope        *Scope
	Init         Stmt
	Test, Update Expr
	Body         Stmt
}

// ForIn is for (x in X). Decl is nil for an assignment target. Init is the
// initialiser of for (var x = Init in X) (annex B), or nil. Scope is the scope of
// let and const targets: X is evaluated in it with its bindings uninitialised,
// and each iteration has a fresh one.
type ForIn struct {
	source.Span
	Scope  *Scope
	Decl   *VarDecl // one declarator without Init, Target as below
	Target Pattern
	Init   Expr
	X      Expr
	Body   Stmt
}

// ForOf is for (x of X) and for await.
type ForOf struct {
	source.Span
	Scope  *Scope
	Decl   *VarDecl
	Target Pattern
	X      Expr
	Body   Stmt
	Await  bool
}

// While is a while loop.
type While struct {
	source.Span
	Test Expr
	Body Stmt
}

// DoWhile is a do-while loop.
type DoWhile struct {
	source.Span
	Body Stmt
	Test Expr
}

// Return is return X; X may be nil.
type Return struct {
	source.Span
	X Expr
}

// Break is break; Label is "" without one.
type Break struct {
	source.Span
	Label string
}

// Continue is continue; Label is "" without one.
type Continue struct {
	source.Span
	Label string
}

// Throw is throw X.
type Throw struct {
	source.Span
	X Expr
}

// Try is a try statement. Handler or Finalizer may be nil, not both.
type Try struct {
	source.Span
	Block     *Block
	Handler   *Catch
	Finalizer *Block
}

// Catch is a catch clause. Param may be nil; Scope holds its names, nil for none.
// The block's own declarations are in Body.Scope.
type Catch struct {
	source.Span
	Scope *Scope
	Param Pattern
	Body  *Block
}

// Switch is a switch statement; Scope as in Block, entered after X.
type Switch struct {
	source.Span
	X     Expr
	Scope *Scope
	Cases []Case
}

// Case is a clause; Test nil is default.
type Case struct {
	source.Span
	Test Expr
	Body []Stmt
}

// With is a with statement. Scope is never nil: Kind ScopeWith, no bindings, and
// holds for Body.
type With struct {
	source.Span
	X     Expr
	Scope *Scope
	Body  Stmt
}

// Labeled is Label: Body.
type Labeled struct {
	source.Span
	Label string
	Body  Stmt
}

// Debugger is the debugger statement.
type Debugger struct {
	source.Span
}

// Import is an import declaration; its entries are in the ModuleRecord.
type Import struct {
	source.Span
	Request int
}

// ExportNames is export {...}, export * and their from forms, which do nothing
// when run.
type ExportNames struct {
	source.Span
}

// ExportDecl is export before a VarDecl, FuncDecl or ClassDecl.
type ExportDecl struct {
	source.Span
	Decl Stmt
}

// ExportDefault is export default: Decl is a *FuncDecl or *ClassDecl (whose name may
// be nil, its Binding then being "*default*"), or X an expression whose value goes
// to Binding "*default*". An anonymous function takes the name "default".
type ExportDefault struct {
	source.Span
	Decl    Stmt
	X       Expr
	Binding *Binding
}

func (*VarDecl) stmt()       {}
func (*FuncDecl) stmt()      {}
func (*ClassDecl) stmt()     {}
func (*ExprStmt) stmt()      {}
func (*Block) stmt()         {}
func (*Empty) stmt()         {}
func (*If) stmt()            {}
func (*For) stmt()           {}
func (*ForIn) stmt()         {}
func (*ForOf) stmt()         {}
func (*While) stmt()         {}
func (*DoWhile) stmt()       {}
func (*Return) stmt()        {}
func (*Break) stmt()         {}
func (*Continue) stmt()      {}
func (*Throw) stmt()         {}
func (*Try) stmt()           {}
func (*Switch) stmt()        {}
func (*With) stmt()          {}
func (*Labeled) stmt()       {}
func (*Debugger) stmt()      {}
func (*Import) stmt()        {}
func (*ExportNames) stmt()   {}
func (*ExportDecl) stmt()    {}
func (*ExportDefault) stmt() {}
