package ast

import "gojs/source"

// FuncKind is the form of a function.
type FuncKind uint8

// The forms. FuncField is the initialiser of a field (or of an auto-accessor's
// storage): no parameters, ExprBody its value, a this of its own, like a
// method. FuncStatic is a static block. Both are called with this and have no
// arguments object; a compiler may run all those of a class in one function,
// as long as each block keeps its own scope.
const (
	FuncNormal FuncKind = iota
	FuncArrow
	FuncMethod
	FuncGet
	FuncSet
	FuncConstructor        // of a class without extends
	FuncDerivedConstructor // of a class with extends
	FuncField
	FuncStatic
)

// Function is the code of any function-like thing. Its Span is the source text
// that toString gives.
type Function struct {
	source.Span
	// ID numbers the functions of a parse from 1, 0 standing for the top level.
	ID   int32
	Kind FuncKind

	Async, Generator bool
	Strict           bool
	// UseStrict: the body has the directive itself.
	UseStrict bool
	// SimpleParams: only plain identifiers (sec-static-semantics-issimpleparameterlist).
	SimpleParams bool
	// ParamExprs: a default value or computed key occurs in the parameters
	// (ContainsExpression), so that the body has a scope of its own.
	ParamExprs bool
	// DupParams: sloppy parameters with one name twice; the last wins.
	DupParams bool
	// HasDirectEval: a direct eval in this function, or in a function inside it.
	HasDirectEval bool
	// HasWith: a with statement directly in this function.
	HasWith bool
	// HasAwait: an await, for await or await using of an async function.
	HasAwait bool

	// Name is the name as written, nil without one; methods have theirs in
	// their Property or ClassElement.
	Name   *Ident
	Params []Param
	// Length is the expected argument count (the length property).
	Length int
	// Body, or ExprBody for an arrow with an expression and for FuncField.
	Body     []Stmt
	ExprBody Expr
	// BodySpan is the text of the body: braces included, or the expression.
	BodySpan source.Span
	// ParamSpan is the text of the parameters with parentheses where present.
	ParamSpan source.Span

	// NameScope holds the name of a named function expression and nothing else;
	// nil when there is none or nothing refers to it.
	NameScope *Scope
	// Scope holds parameters and, without ParamExprs, the declarations of the body.
	// Never nil.
	Scope *Scope
	// BodyScope is nil unless ParamExprs: var and lexical declarations of the
	// body. A Var in it whose Param is set begins with that parameter's value.
	BodyScope *Scope

	// The bindings the function provides, nil when nothing needs them. Arguments
	// may be a Var of the program's own ("var arguments").
	This, NewTarget, Home, Callee, Arguments *Binding
}

// Arrow reports whether f is an arrow function.
func (f *Function) Arrow() bool { return f.Kind == FuncArrow }

// VarScope returns the scope of f's var declarations.
func (f *Function) VarScope() *Scope {
	if f.BodyScope != nil {
		return f.BodyScope
	}
	return f.Scope
}

// Param is a formal parameter.
type Param struct {
	Target  Pattern
	Default Expr // or nil
	Rest    bool
}

// Class is a class declaration or expression. Its Span is what toString gives.
type Class struct {
	source.Span
	// Name is nil for an anonymous class.
	Name *Ident
	// Super is the expression after extends, or nil.
	Super Expr
	// Scope holds the inner binding of the name (BindClassName), which is
	// uninitialised until the class is complete; nil when nothing refers to it.
	// Super and computed keys are evaluated in it.
	Scope *Scope
	// Constructor is nil when none is written.
	Constructor *Function
	Elements    []ClassElement
	Decorators  []Expr
	// Outer is the class around, nil for none.
	Outer *Class
	// Private are the private names the class declares, a getter and setter pair
	// being one.
	Private []*PrivateDecl
}

// ElementKind is the form of a class element.
type ElementKind uint8

// The forms.
const (
	ElemMethod ElementKind = iota
	ElemGet
	ElemSet
	ElemField
	ElemAccessor // auto-accessor
	ElemStaticBlock
)

// ClassElement is a member other than the constructor.
type ClassElement struct {
	source.Span
	Kind     ElementKind
	Static   bool
	Computed bool
	// Key is as in Property, or *PrivateName; nil for a static block.
	Key Expr
	// Func is the method, the accessor, the static block, or the initialiser of
	// a field (nil without one).
	Func       *Function
	Decorators []Expr
}

// PrivateDecl is a private name in the class that declares it.
type PrivateDecl struct {
	Name   string // with #
	Kind   ElementKind
	Static bool
	// HasGet and HasSet for accessors.
	HasGet, HasSet bool
	Pos            int32
	// Index and Place are for the compiler.
	Index int32
	Place uint8
}

// PrivateName is a use of a private name, or a key. Ref is nil when the name
// comes from the code around a direct eval.
type PrivateName struct {
	source.Span
	Name string // with #
	Ref  *PrivateDecl
}

func (*PrivateName) expr() {}
