package parser

import (
	"sync"

	"gojs/ast"
	"gojs/lexer"
	"gojs/source"
)

// MaxDepth bounds the nesting of expressions, statements, functions and
// patterns. Deeper code is a RangeError, as in V8.
const MaxDepth = 5000

// Options change how a whole program is parsed. The zero value is the standard's.
type Options struct {
	// Strict parses a script as strict code.
	Strict bool
	// AllowReturn permits return at the top level of a script.
	AllowReturn bool
}

// EvalContext is what the code around an eval permits it (sec-performeval). The
// zero value is that of an indirect eval.
type EvalContext struct {
	Strict               bool
	InFunction           bool     // new.target
	InMethod             bool     // super.x
	InDerivedConstructor bool     // super()
	InClassFieldInit     bool     // arguments is an error
	PrivateNames         []string // declared around it, with #
}

// parser is the state of one parse.
type parser struct {
	lexer.Lexer
	context
	arena
	file *source.File
	goal ast.ProgramKind

	prevStart, prevEnd int32 // the last token consumed
	room               int64 // to be reserved
	depth              int

	syms   []symbol   // by lexer.Name
	funcs  []funcInfo // by function ID
	scopes []*scopeState
	top    int // index of the innermost scope

	labels []label
	class  *classState
	outer  []string // private names around an eval

	plainClass bool // the class whose scope closes has no decorators

	// Cover grammar.
	coverErr  source.Span // what only a pattern may have, Start -1 for none
	coverMsg  string
	parenExpr ast.Expr
	refLog    []*ast.Ident // references in what may become arrow parameters
	evalLog   []*ast.Call
	lastEval  int32 // start of the last direct eval

	module  *ast.ModuleRecord
	exports map[string]bool
	pending []pendingExport
	hasTLA  bool
	hasEval bool

	exprs []ast.Expr
	stmts []ast.Stmt
	props []ast.Property
	decls []ast.Declarator

	bindings []*ast.Binding // scratch of resolveAll
}

// context is what a function boundary saves and replaces.
type context struct {
	fn *ast.Function // nil at top level
	id int32

	strict      bool
	generator   bool // yield is a keyword
	async       bool // await is an operator
	awaitName   bool // await is reserved without being an operator: static blocks
	params      bool // in formal parameters
	returnOK    bool
	superProp   bool
	superCall   bool
	newTarget   bool
	noArguments bool // in a field initialiser or static block
	loop        bool
	switchStmt  bool
	noIn        bool // a for head: in is not an operator
	inWith      bool // in the body of a with statement
	caseClause  bool // directly in a case clause
	labelBase   int
	varScope    int
	cover       int         // depth of expressions that may become arrow parameters
	lastYield   int32       // start of the last yield or await expression
	lastAwait   int32       // start of the last await used as a name
	dup         source.Span // a repeated parameter, End 0 for none
}

type funcInfo struct {
	outer   int32 // ID
	created int32 // position at which a closure exists at the earliest
	class   int32 // of a class element: 1 + start of its class
}

type label struct {
	name lexer.Name
	loop bool
}

// ParseScript parses a Script (sec-parse-script).
func ParseScript(f *source.File, o Options) (*ast.Program, error) {
	p := newParser()
	return p.program(f, ast.ScriptProgram, func() {
		p.strict = o.Strict
		p.returnOK = o.AllowReturn
	})
}

// ParseModule parses a Module (sec-parsemodule).
func ParseModule(f *source.File) (*ast.Program, error) {
	p := newParser()
	return p.program(f, ast.ModuleProgram, func() {
		p.strict = true
		p.async = true
		p.module = &ast.ModuleRecord{}
		p.exports = map[string]bool{}
	})
}

// ParseEval parses the code of an eval (sec-performeval).
func ParseEval(f *source.File, c EvalContext) (*ast.Program, error) {
	p := newParser()
	return p.program(f, ast.EvalProgram, func() {
		p.strict = c.Strict
		p.newTarget = c.InFunction
		p.superProp = c.InMethod
		p.superCall = c.InDerivedConstructor
		p.noArguments = c.InClassFieldInit
		p.outer = c.PrivateNames
	})
}

var goalScopes = [...]ast.ScopeKind{ast.ScopeGlobal, ast.ScopeModule, ast.ScopeEvalVar}

// program parses a whole file; configure adjusts the context before the first
// token's turn.
func (p *parser) program(f *source.File, goal ast.ProgramKind, configure func()) (prog *ast.Program, err error) {
	defer p.recover(&err)
	p.start(f, goal)
	configure()
	p.Next()
	prog = &ast.Program{File: f, Kind: goal}
	p.openScope(goalScopes[goal], 0)
	if goal == ast.EvalProgram {
		p.openScope(ast.ScopeEval, 0)
	}
	prog.Body = p.body(lexer.EOF)
	prog.End = int32(len(f.Text))
	p.finishExports()
	prog.Scope = p.closeVarScope(true)
	prog.VarScope = prog.Scope
	if goal == ast.EvalProgram {
		prog.VarScope = p.closeVarScope(true)
	}
	prog.Strict = p.strict
	prog.Module = p.module
	prog.HasAwait = p.hasTLA
	prog.HasDirectEval = p.hasEval
	prog.Functions = len(p.funcs) - 1
	return prog, nil
}

func (p *parser) start(f *source.File, goal ast.ProgramKind) {
	p.file = f
	p.goal = goal
	if len(f.Text) > source.MaxSize {
		p.failAt(source.Span{}, source.RangeError, "Source text is too long")
	}
	p.Init(f.Text, goal == ast.ModuleProgram)
	if want := max(256, p.NameCount()+len(f.Text)/128); len(p.syms) < want {
		p.syms = make([]symbol, want)
	}
	p.funcs = append(p.funcs[:0], funcInfo{})
	p.coverErr.Start = -1
	p.lastEval = -1
	p.lastYield = -1
	p.lastAwait = -1
	p.top = -1
}

// parsers keeps the tables of finished parses for the next ones, which are often
// small (eval, new Function).
var parsers = sync.Pool{New: func() any { return &parser{} }}

func newParser() *parser { return parsers.Get().(*parser) }

// The sizes up to which tables are kept.
const (
	keptSymbols = 2048
	keptScopes  = 64
	keptItems   = 256
)

// kept returns an emptied list for reuse, nil for a large one.
func kept[T any](list []T) []T {
	if cap(list) > keptItems {
		return nil
	}
	clear(list[:cap(list)])
	return list[:0]
}

// release makes p ready for another parse. What it made is not touched: nodes are
// never reused.
func (p *parser) release() {
	syms := p.syms
	if len(syms) > keptSymbols {
		syms = nil
	} else {
		clear(syms[:min(len(syms), p.NameCount())])
	}
	p.Release()
	scopes := p.scopes[:min(len(p.scopes), keptScopes)]
	for _, s := range scopes {
		*s = scopeState{entries: kept(s.entries), funcs: kept(s.funcs), candidates: kept(s.candidates)}
	}
	*p = parser{Lexer: p.Lexer, syms: syms, funcs: kept(p.funcs), scopes: scopes}
	parsers.Put(p)
}

// next consumes the current token.
func (p *parser) next() {
	p.prevStart, p.prevEnd = p.Start, p.End
	if p.room += tokenRoom; p.Kind <= lexer.RegExp || p.Kind == lexer.Arrow {
		p.room += operandRoom
	}
	if p.room >= roomStep && p.file.Reserve != nil {
		p.file.Reserve(p.room)
		p.room = 0
	}
	p.Next()
}

// What memory is reserved for, in bytes: for every token, and beside that for
// identifiers, literals and arrows. It is about half of all that parsing and
// compiling allocate for hostile programs (a;a;a; and the like), garbage
// included, and twice the tree of typescript.js. It is reserved in steps.
const (
	tokenRoom   = 24
	operandRoom = 128
	roomStep    = 64 << 10
)

// got consumes a token of kind k if it is the current one.
func (p *parser) got(k lexer.Kind) bool {
	if p.Kind != k {
		return false
	}
	p.next()
	return true
}

// want consumes a token of kind k, which must be the current one.
func (p *parser) want(k lexer.Kind) {
	if p.Kind != k {
		p.unexpected()
	}
	p.next()
}

// word reports whether the current token is the contextual keyword n, written
// without escapes.
func (p *parser) word(n lexer.Name) bool {
	return p.Name == n && !p.Escaped && p.Kind == lexer.Ident
}

// isName reports whether the current token is an IdentifierName.
func (p *parser) isName() bool { return p.Name != 0 && p.Kind != lexer.PrivateName }

// semicolon consumes a semicolon or applies automatic semicolon insertion
// (sec-rules-of-automatic-semicolon-insertion).
func (p *parser) semicolon() {
	switch {
	case p.Kind == lexer.Semicolon:
		p.next()
	case p.Kind == lexer.RBrace, p.Kind == lexer.EOF, p.Newline && p.Kind != lexer.Illegal:
	default:
		p.unexpected()
	}
}

// enter goes one level deeper; leave must follow.
func (p *parser) enter() {
	if p.depth++; p.depth > MaxDepth {
		p.failAt(p.Span, source.RangeError, "Maximum call stack size exceeded")
	}
}

func (p *parser) leave() { p.depth-- }

func (p *parser) span(start int32) source.Span { return source.Span{Start: start, End: p.prevEnd} }
