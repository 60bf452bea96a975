package ast

// ScopeKind says what opened a scope.
type ScopeKind uint8

// The kinds.
const (
	ScopeGlobal ScopeKind = iota
	ScopeModule
	ScopeEvalVar // var and function declarations of eval code
	ScopeEval    // lexical declarations of eval code
	ScopeFuncName
	ScopeFunction // parameters, and the body's declarations unless Function.ParamExprs
	ScopeBody     // declarations of the body with Function.ParamExprs
	ScopeBlock
	ScopeFor // heads of loops
	ScopeSwitch
	ScopeCatch
	ScopeWith
	ScopeClass
)

// Scope is a set of bindings that come into being together. Fields and static
// blocks have a ScopeFunction.
type Scope struct {
	Kind ScopeKind
	// Dynamic: the scope can gain bindings at run time, see the package comment.
	Dynamic bool
	// HasDirectEval: a direct eval in this scope or below.
	HasDirectEval bool
	// HasCaptured: some binding is Captured.
	HasCaptured bool
	// Strict is the strictness of the code.
	Strict bool
	// Parent is the nearest enclosing scope that exists, nil for the outermost
	// of a parse.
	Parent *Scope
	// Bindings in the order of declaration, without duplicates.
	Bindings []*Binding
	// Functions are the function declarations to instantiate on entry, in order;
	// of several with one name the last counts.
	Functions []*FuncDecl
	// Func is the function the scope belongs to, nil at top level.
	Func *Function
	// Start is where the scope begins.
	Start int32
	// Child and Sibling link the scopes directly inside, in source order of
	// their ends.
	Child, Sibling *Scope

	// Index, Size and Place are for the compiler.
	Index, Size int32
	Place       uint8

	names map[string]*Binding
}

// lookupMap is the number of bindings from which Lookup builds a map.
const lookupMap = 12

// Lookup returns the binding of name in s itself, or nil. It must not run while
// the scope is still being parsed, nor concurrently.
func (s *Scope) Lookup(name string) *Binding {
	if len(s.Bindings) < lookupMap {
		for _, b := range s.Bindings {
			if b.Name == name {
				return b
			}
		}
		return nil
	}
	if s.names == nil {
		s.names = make(map[string]*Binding, len(s.Bindings))
		for _, b := range s.Bindings {
			s.names[b.Name] = b
		}
	}
	return s.names[name]
}

// BindingKind is how a name was declared.
type BindingKind uint8

// The kinds. The hidden ones have names no identifier has: "this", "new.target",
// "%home", "%callee".
const (
	BindVar      BindingKind = iota
	BindFunction             // function declaration at the top of a script, function or eval
	BindParam
	BindArguments // the implicit arguments object
	BindLet
	BindConst
	BindUsing
	BindClass
	BindLexicalFunction // function declaration in a block, or at the top of a module
	BindCatch           // catch (e)
	BindCatchPattern    // catch ([e])
	BindImport
	BindDefault   // "*default*" of an anonymous default export
	BindFuncName  // name of a function expression: assignment fails silently or throws in strict code
	BindClassName // name of a class inside it: constant
	BindThis
	BindNewTarget
	BindHome
	BindCallee
)

// Lexical reports whether the binding has a temporal dead zone.
func (k BindingKind) Lexical() bool {
	return k == BindLet || k == BindConst || k == BindUsing || k == BindClass ||
		k == BindClassName || k == BindDefault
}

// Constant reports whether assigning to the binding throws a TypeError.
func (k BindingKind) Constant() bool {
	return k == BindConst || k == BindUsing || k == BindClassName || k == BindImport
}

// Binding is a declared name.
type Binding struct {
	Name string
	Kind BindingKind
	// Captured: referred to from another function than the scope's own, or
	// visible to a direct eval.
	Captured bool
	// Assigned: the target of an assignment other than the initialisation of a
	// let, const or class. For var every initialiser counts.
	Assigned bool
	// Used: referred to at all, or visible to a direct eval.
	Used bool
	// CheckTDZ: some reference has CheckTDZ, so the binding must be marked
	// uninitialised on entry.
	CheckTDZ bool
	// Dup: a parameter name that occurs more than once.
	Dup bool
	// Exported: a module's export names the binding.
	Exported bool
	// AnnexB: a var that exists only because of functions in blocks; at the top of
	// a script or eval it is not created where that would be an error
	// (sec-web-compat-globaldeclarationinstantiation).
	AnnexB bool

	// Pos is where the name is declared (for var, first declared); Init is the end
	// of the construct that initialises it.
	Pos, Init int32
	// Func is the ID of the function whose activation holds the binding.
	Func int32
	// Param is the parameter a Var of ScopeBody begins with, or nil.
	Param *Binding
	// Import is the index in ModuleRecord.Imports of a BindImport.
	Import int32
	// Scope declares the binding.
	Scope *Scope
	// Outer and LastVar are the parser's: the binding this one hides, and where
	// the name was last declared by var.
	Outer   *Binding
	LastVar int32

	// Index and Place are for the compiler.
	Index int32
	Place uint8
}
