package parser

import (
	"gojs/ast"
	"gojs/lexer"
	"gojs/source"
)

// openFunc enters f, of which a closure exists from position created on, and
// returns the context to restore.
func (p *parser) openFunc(f *ast.Function, created int32) context {
	saved := p.context
	p.funcs = append(p.funcs, funcInfo{outer: p.id, created: created})
	f.ID = int32(len(p.funcs) - 1)
	p.context = context{
		fn: f, id: f.ID, strict: saved.strict, labelBase: len(p.labels),
		lastYield: -1, lastAwait: -1, newTarget: true, returnOK: true,
	}
	switch f.Kind {
	case ast.FuncArrow:
		p.superProp, p.superCall, p.newTarget = saved.superProp, saved.superCall, saved.newTarget
		p.noArguments, p.noIn = saved.noArguments, saved.noIn
	case ast.FuncNormal:
	default:
		p.superProp = true
		p.superCall = f.Kind == ast.FuncDerivedConstructor
	}
	p.generator, p.async = f.Generator, f.Async
	return saved
}

// functionExpr parses a function expression whose current token is function
// (sec-function-definitions). start is where async stands, if it does.
func (p *parser) functionExpr(start int32, async bool) ast.Expr {
	p.next()
	f := p.function.alloc()
	f.Start = start
	f.Async = async
	f.Generator = p.got(lexer.Mul)
	saved := p.openFunc(f, start)
	id, scope := lexer.Name(0), (*scopeState)(nil)
	if p.Kind != lexer.LParen {
		id = p.funcName(f)
		scope = p.openScope(ast.ScopeFuncName, p.prevEnd)
	}
	p.functionRest(f)
	if id != 0 {
		if scope.hasEval || p.referenced(id, scope.start) {
			f.Name.Ref = p.declare(id, ast.BindFuncName, f.Name.Start, p.top)
		}
		f.NameScope = p.closeScope()
	}
	p.context = saved
	return p.newFuncExpr(f)
}

// funcName parses the name of a function.
func (p *parser) funcName(f *ast.Function) lexer.Name {
	id := p.checkBinding(ast.BindFuncName)
	f.Name = p.ident.alloc()
	f.Name.Span = p.Span
	f.Name.Name = p.NameText(id)
	f.Name.Func = p.id
	p.next()
	return id
}

// method parses the parameters and body of a method; f.Start, f.Kind and the
// modifiers are set.
func (p *parser) method(f *ast.Function) {
	saved := p.openFunc(f, f.Start)
	p.functionRest(f)
	p.context = saved
	at := f.ParamSpan
	switch f.Kind {
	case ast.FuncGet:
		if len(f.Params) != 0 {
			p.fail(at, "Getter must not have any formal parameters.")
		}
	case ast.FuncSet:
		if len(f.Params) != 1 {
			p.fail(at, "Setter must have exactly one formal parameter.")
		}
		if f.Params[0].Rest {
			p.fail(at, "Setter function argument must not be a rest parameter")
		}
	}
}

// functionRest parses parameters and body of the function entered.
func (p *parser) functionRest(f *ast.Function) {
	p.openVarScope(ast.ScopeFunction, p.Start)
	p.formalParams(f)
	p.functionBody(f)
}

// formalParams parses FormalParameters in parentheses (sec-parameter-lists).
func (p *parser) formalParams(f *ast.Function) {
	f.ParamSpan.Start = p.Start
	p.want(lexer.LParen)
	p.params = true
	f.SimpleParams = true
	p.paramsUntil(f, lexer.RParen)
	p.params = false
	p.next()
	f.ParamSpan.End = p.prevEnd
}

// paramsUntil parses parameters up to a token of kind end.
func (p *parser) paramsUntil(f *ast.Function, end lexer.Kind) {
	var few [8]ast.Param
	list := few[:0]
	for p.Kind != end {
		prm := p.formalParam(f)
		list = append(list, prm)
		if prm.Rest && p.Kind != end {
			p.failHere(msgRestParamLast)
		}
		if p.Kind == end {
			break
		}
		if p.Kind != lexer.Comma {
			p.unexpected()
		}
		p.next()
	}
	f.Params = p.paramList.list(list)
	f.Length = expectedArguments(f.Params)
}

func (p *parser) formalParam(f *ast.Function) (prm ast.Param) {
	first := len(p.scopes[p.top].entries)
	prm.Rest = p.got(lexer.Ellipsis)
	prm.Target = p.bindingTarget(ast.BindParam)
	if p.Kind == lexer.Assign && prm.Rest {
		p.failHere("Rest parameter may not have a default initializer")
	}
	prm.Default = p.bindingDefault()
	if _, ok := prm.Target.(*ast.Ident); !ok || prm.Rest || prm.Default != nil {
		f.SimpleParams = false
	}
	p.initialised(first)
	return prm
}

// initialised notes that the bindings of the innermost scope from first on are
// initialised here.
func (p *parser) initialised(first int) {
	s := p.scopes[p.top]
	for i := first; i < len(s.entries); i++ {
		s.entries[i].b.Init = p.prevEnd
	}
}

// expectedArguments is ExpectedArgumentCount
// (sec-static-semantics-expectedargumentcount).
func expectedArguments(params []ast.Param) int {
	for i, prm := range params {
		if prm.Default != nil || prm.Rest {
			return i
		}
	}
	return len(params)
}

// functionBody parses { FunctionBody }, closes the function's scopes and sets
// the end of f.
func (p *parser) functionBody(f *ast.Function) {
	p.enter()
	f.BodySpan.Start = p.Start
	p.want(lexer.LBrace)
	p.openBody(f)
	old := p.coverErr
	p.coverErr.Start = -1
	f.Body = p.body(lexer.RBrace)
	p.coverErr = old
	// The closing brace is consumed in the context of the code around.
	f.BodySpan.End = p.End
	p.finishFunction(f)
	p.next()
	f.End = p.prevEnd
	p.leave()
}

func (p *parser) openBody(f *ast.Function) {
	if f.ParamExprs {
		p.openVarScope(ast.ScopeBody, p.Start)
	}
}

// finishFunction applies the early errors that depend on the body, and closes
// the scopes of f.
func (p *parser) finishFunction(f *ast.Function) {
	f.Strict = p.strict
	f.DupParams = p.dup.End != 0
	if f.DupParams && (p.strict || !f.SimpleParams || f.Kind != ast.FuncNormal) {
		p.fail(p.dup, msgDuplicateParam)
	}
	if f.UseStrict {
		p.checkStrictNames(f)
	}
	s := p.scopes[p.top]
	if f.ParamExprs {
		keep := len(s.entries) > 0 || len(s.candidates) > 0 || s.hasEval
		p.hoistArguments(f)
		f.BodyScope = p.closeVarScope(keep)
		s = p.scopes[p.top]
	}
	p.provide(f, s)
	f.HasDirectEval = s.hasEval
	f.Scope = p.closeVarScope(true)
}

// hoistArguments is for "var arguments" in a body with its own scope: it begins with the
// arguments object, as if that were a parameter.
func (p *parser) hoistArguments(f *ast.Function) {
	b := p.syms[lexer.NameArguments].decl
	if b == nil || int(b.Index) != p.top || f.Kind == ast.FuncArrow || b.Kind != ast.BindVar && b.Kind != ast.BindFunction {
		return
	}
	if outer := b.Outer; outer != nil && int(outer.Index) == p.top-1 {
		return
	}
	b.Param = p.declare(lexer.NameArguments, ast.BindArguments, -1, p.top-1)
	f.Arguments = b.Param
	b.Param.Used = true
}

// provide declares what f gives its body without being asked to: arguments, this
// and so on (sec-functiondeclarationinstantiation, sec-function-environment-records).
func (p *parser) provide(f *ast.Function, s *scopeState) {
	if len(s.candidates) > 0 {
		p.hoist(s)
		s.candidates = s.candidates[:0]
	}
	if f.Kind == ast.FuncArrow {
		return
	}
	if f.Kind != ast.FuncField && f.Kind != ast.FuncStatic && f.Arguments == nil {
		p.provideArguments(f, s)
	}
	f.This = p.provideHidden(s, lexer.NameThis, ast.BindThis)
	f.NewTarget = p.provideHidden(s, lexer.NameNewTarget, ast.BindNewTarget)
	if f.Kind == ast.FuncNormal {
		return
	}
	f.Home = p.provideHidden(s, lexer.NameHome, ast.BindHome)
	if f.Kind == ast.FuncDerivedConstructor {
		f.Callee = p.provideHidden(s, lexer.NameCallee, ast.BindCallee)
	}
}

var hiddenNames = map[lexer.Name]string{
	lexer.NameThis: "this", lexer.NameNewTarget: "new.target", lexer.NameHome: "%home", lexer.NameCallee: "%callee",
}

func (p *parser) provideHidden(s *scopeState, id lexer.Name, kind ast.BindingKind) *ast.Binding {
	if !s.hasEval && !p.referenced(id, s.start) {
		return nil
	}
	b := p.declare(id, kind, -1, p.top)
	b.Name = hiddenNames[id]
	return b
}

// provideArguments makes the arguments object available if it is needed: not when a parameter,
// a top-level function or a lexical declaration has the name.
func (p *parser) provideArguments(f *ast.Function, s *scopeState) {
	b := p.syms[lexer.NameArguments].decl
	if b != nil && int(b.Index) == p.top {
		if b.Kind == ast.BindVar {
			f.Arguments = b
		}
		return
	}
	if s.hasEval || p.referenced(lexer.NameArguments, s.start) {
		f.Arguments = p.declare(lexer.NameArguments, ast.BindArguments, -1, p.top)
	}
}

// checkStrictNames applies strict code's rules to the name and the parameters of
// a function whose body turned out to be strict.
func (p *parser) checkStrictNames(f *ast.Function) {
	if f.Name != nil {
		p.checkStrictName(f.Name)
	}
	for _, prm := range f.Params {
		if r, ok := prm.Target.(*ast.Ident); ok {
			p.checkStrictName(r)
		}
	}
}

func (p *parser) checkStrictName(r *ast.Ident) {
	id := p.Intern(r.Name)
	switch {
	case id == lexer.NameEval || id == lexer.NameArguments:
		p.fail(r.Span, msgEvalArguments)
	case id.StrictReserved():
		p.fail(r.Span, msgStrictReserved)
	}
}

// body parses directives and statements up to a token of kind end, which is
// left (sec-directive-prologues-and-the-use-strict-directive).
func (p *parser) body(end lexer.Kind) []ast.Stmt {
	mark := len(p.stmts)
	var octal source.Span
	message := ""
	for p.Kind == lexer.String {
		token := p.Span
		strict := !p.Escaped && p.Str == "use strict"
		if p.Octal != lexer.NoOctal && octal.End == 0 {
			octal, message = p.Bad, octalMessages[p.Octal]
		}
		st := p.statement(inList)
		p.stmts = append(p.stmts, st)
		x, ok := st.(*ast.ExprStmt)
		if !ok {
			break
		}
		if s, ok := x.X.(*ast.String); !ok || s.Span != token {
			break
		}
		x.Directive = true
		if !strict {
			continue
		}
		p.useStrict(token)
		if octal.End != 0 {
			p.fail(octal, message)
		}
	}
	p.statementsUntil(end)
	return p.takeStmts(mark)
}

// statementsUntil appends the statements up to a token of kind end to p.stmts.
func (p *parser) statementsUntil(end lexer.Kind) {
	for p.Kind != end {
		if p.Kind == lexer.RBrace || p.Kind == lexer.EOF {
			p.unexpected()
		}
		p.stmts = append(p.stmts, p.statement(inList))
	}
}

func (p *parser) useStrict(at source.Span) {
	if f := p.fn; f != nil {
		if !f.SimpleParams {
			p.fail(at, msgNonSimpleStrict)
		}
		f.UseStrict = true
	}
	p.strict = true
}

func (p *parser) takeStmts(mark int) []ast.Stmt {
	list := p.stmtList.list(p.stmts[mark:])
	p.stmts = p.stmts[:mark]
	return list
}

// funcDecl parses a function declaration whose current token is function.
func (p *parser) funcDeclaration(start int32, async, optionalName bool) *ast.FuncDecl {
	p.next()
	n := p.funcDecl.alloc()
	f := p.function.alloc()
	n.Func = f
	f.Start = start
	f.Async = async
	f.Generator = p.got(lexer.Mul)
	if p.Kind == lexer.LParen && !optionalName {
		p.failHere("Function statements require a function name")
	}
	if p.Kind != lexer.LParen || !optionalName {
		id := p.funcName(f)
		n.Binding = p.declareFunction(n, id)
		f.Name.Ref = n.Binding
	} else {
		n.Binding = p.declareDefault(ast.BindLexicalFunction)
	}
	s := p.scopes[p.top]
	if s.kind == ast.ScopeEval {
		s = p.scopes[p.varScope]
	}
	s.funcs = append(s.funcs, n)
	p.scopeNode(s)
	saved := p.openFunc(f, s.start)
	p.functionRest(f)
	p.context = saved
	n.Span = f.Span
	return n
}

// declareFunction declares a function's name in the innermost scope: like a
// var at the top of a function or script, else lexically.
func (p *parser) declareFunction(n *ast.FuncDecl, id lexer.Name) *ast.Binding {
	f := n.Func
	s := p.scopes[p.top]
	switch s.kind {
	case ast.ScopeGlobal, ast.ScopeFunction, ast.ScopeBody, ast.ScopeEval:
		return p.declareVar(id, ast.BindFunction, f.Name.Span)
	}
	sloppy := !p.strict && !f.Async && !f.Generator
	if sloppy && s.kind != ast.ScopeModule {
		s.candidates = append(s.candidates, candidate{n, id})
	}
	return p.declareLexical(id, ast.BindLexicalFunction, f.Name.Span, sloppy)
}

// arrowIdent parses an arrow function with one bare parameter, consumed already
// (sec-arrow-function-definitions).
func (p *parser) arrowIdent(r *ast.Ident, id lexer.Name, start int32, async bool) ast.Expr {
	f := p.newArrow(start, async)
	saved := p.openFunc(f, start)
	p.openVarScope(ast.ScopeFunction, start)
	if p.strict && (id == lexer.NameEval || id == lexer.NameArguments) {
		p.fail(r.Span, msgEvalArguments)
	}
	r.Func = p.id
	r.Ref = p.declareParam(id, r.Span)
	r.Ref.Init = r.End
	f.SimpleParams = true
	f.ParamSpan = r.Span
	f.Params = p.paramList.list([]ast.Param{{Target: r}})
	f.Length = 1
	return p.arrowRest(f, saved)
}

func (p *parser) newArrow(start int32, async bool) *ast.Function {
	f := p.function.alloc()
	f.Start = start
	f.Kind = ast.FuncArrow
	f.Async = async
	return f
}

// arrowFrom parses an arrow function whose parameters were parsed as the
// expressions args.
func (p *parser) arrowFrom(args []ast.Expr, start int32, params source.Span, cover coverMark, async bool) ast.Expr {
	p.coverErr.Start = -1
	if p.lastYield >= start {
		message := msgYieldParam
		if p.async {
			message = msgAwaitParam
		}
		p.fail(source.Span{Start: p.lastYield, End: p.lastYield + 5}, message)
	}
	if async && p.lastAwait >= start {
		p.fail(source.Span{Start: p.lastAwait, End: p.lastAwait + 5}, msgReserved)
	}
	f := p.newArrow(start, async)
	outer := p.scopes[p.top]
	saved := p.openFunc(f, start)
	s := p.openVarScope(ast.ScopeFunction, start)
	p.takeOver(outer, s, saved.id, saved.fn, cover)
	f.SimpleParams = true
	f.ParamSpan = params
	p.params = true
	f.Params = p.paramList.list(p.arrowParams(f, args))
	p.params = false
	f.Length = expectedArguments(f.Params)
	saved.cover--
	if saved.cover == 0 {
		p.refLog = p.refLog[:cover.refs]
		p.evalLog = p.evalLog[:cover.evals]
	}
	return p.arrowRest(f, saved)
}

func (p *parser) arrowParams(f *ast.Function, args []ast.Expr) []ast.Param {
	list := make([]ast.Param, 0, 8)
	for i, e := range args {
		first := len(p.scopes[p.top].entries)
		var prm ast.Param
		if s, ok := e.(*ast.Spread); ok {
			if i < len(args)-1 {
				p.fail(s.Span, msgRestParamLast)
			}
			if _, ok := s.X.(*ast.Assign); ok {
				p.fail(s.Span, "Rest parameter may not have a default initializer")
			}
			prm.Rest = true
			prm.Target = p.target(s.X, msgArrowParams)
		} else {
			prm.Target, prm.Default = p.arrowParam(e)
		}
		if _, ok := prm.Target.(*ast.Ident); !ok || prm.Rest || prm.Default != nil {
			f.SimpleParams = false
		}
		p.declareElement(prm.Target, prm.Default, false)
		entries := p.scopes[p.top].entries
		for j := first; j < len(entries); j++ {
			entries[j].b.Init = e.Source().End
		}
		list = append(list, prm)
	}
	return list
}

func (p *parser) arrowParam(e ast.Expr) (ast.Pattern, ast.Expr) {
	if a, ok := e.(*ast.Assign); ok && a.Kind == ast.AssignPlain && !a.Paren {
		return a.Target, a.Value
	}
	switch e := e.(type) {
	case *ast.Ident:
		return p.simpleTarget(e, msgArrowParams, false), nil
	case *ast.Array, *ast.Object:
		return p.target(e, msgArrowParams), nil
	}
	p.fail(e.Source(), msgPattern)
	return nil, nil
}

// takeOver moves what was recorded while the parameters of the arrow function p.fn were
// parsed as expressions: references, direct evals and inner scopes.
func (p *parser) takeOver(outer, s *scopeState, outerID int32, outerFn *ast.Function, m coverMark) {
	for _, r := range p.refLog[m.refs:] {
		if r.Func == outerID {
			r.Func = p.id
		}
	}
	p.refLog = p.refLog[:m.refs]
	if p.lastEval >= s.start {
		s.hasEval = true
		s.sloppyEval = !p.strict
	}
	for _, c := range p.evalLog[m.evals:] {
		if c.Scope == outer.node {
			c.Scope = p.scopeNode(s)
		}
	}
	p.evalLog = p.evalLog[:m.evals]
	var list []*ast.Scope
	for outer.child != nil && outer.child.Start >= s.start {
		c := outer.child
		outer.child = c.Sibling
		list = append(list, c)
	}
	for i := len(list) - 1; i >= 0; i-- {
		p.rehome(list[i], outerFn)
		s.adopt(list[i], list[i])
	}
}

// rehome makes scopes inside new parameters belong to the arrow function.
func (p *parser) rehome(s *ast.Scope, outer *ast.Function) {
	if s.Func != outer || s.Kind == ast.ScopeFunction {
		return
	}
	s.Func = p.fn
	for _, b := range s.Bindings {
		b.Func = p.id
	}
	for c := s.Child; c != nil; c = c.Sibling {
		p.rehome(c, outer)
	}
}

// arrowRest parses => and ConciseBody of the arrow function entered.
func (p *parser) arrowRest(f *ast.Function, saved context) ast.Expr {
	p.want(lexer.Arrow)
	p.lastYield, p.lastAwait = -1, -1
	if p.Kind == lexer.LBrace {
		p.noIn = false
		p.functionBody(f)
		p.context = saved
		return p.newFuncExpr(f)
	}
	f.BodySpan.Start = p.Start
	p.openBody(f)
	old := p.coverErr
	p.coverErr.Start = -1
	f.ExprBody = p.assign()
	p.coverErr = old
	f.BodySpan.End = p.prevEnd
	f.End = p.prevEnd
	p.finishFunction(f)
	p.context = saved
	return p.newFuncExpr(f)
}
