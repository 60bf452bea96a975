package parser

import (
	"gojs/ast"
	"gojs/lexer"
	"gojs/source"
)

// position is where a statement stands, which decides what it may be.
type position uint8

const (
	inList   position = iota // in a StatementList: declarations too
	inSingle                 // the body of a loop or with
	inIf                     // a branch of an if
	inLabel                  // after a label in a StatementList
)

// statement parses StatementListItem or Statement
// (sec-ecmascript-language-statements-and-declarations).
func (p *parser) statement(at position) ast.Stmt {
	p.enter()
	s := p.statementAt(at)
	p.leave()
	return s
}

func (p *parser) statementAt(at position) ast.Stmt {
	start := p.Start
	switch p.Kind {
	case lexer.Ident:
		return p.identStatement(at)
	case lexer.LBrace:
		return p.blockStmt(ast.ScopeBlock, false)
	case lexer.Semicolon:
		p.next()
		return &ast.Empty{Span: p.span(start)}
	case lexer.Var:
		p.next()
		return p.varStatement(start, ast.VarVar)
	case lexer.Const:
		if at != inList {
			p.unexpected()
		}
		p.next()
		return p.varStatement(start, ast.VarConst)
	case lexer.Function:
		return p.functionStatement(at)
	case lexer.If:
		return p.ifStatement()
	case lexer.Return:
		return p.returnStmt()
	case lexer.For:
		return p.forStatement()
	case lexer.Import:
		return p.importStatement(at)
	}
	return p.rareStatement(at, start)
}

func (p *parser) rareStatement(at position, start int32) ast.Stmt {
	switch p.Kind {
	case lexer.Class, lexer.At:
		if at != inList {
			p.unexpected()
		}
		return p.decoratedClass(start)
	case lexer.While:
		p.next()
		n := &ast.While{Test: p.parenthesized()}
		n.Body = p.loopBody()
		n.Span = p.span(start)
		return n
	case lexer.Do:
		return p.doWhile()
	case lexer.Break, lexer.Continue:
		return p.jump()
	case lexer.Switch:
		return p.switchStatement()
	case lexer.Throw:
		p.next()
		if p.Newline {
			p.failBefore("Illegal newline after throw")
		}
		n := &ast.Throw{X: p.expression()}
		p.semicolon()
		n.Span = p.span(start)
		return n
	case lexer.Try:
		return p.tryStatement()
	case lexer.With:
		return p.withStatement()
	case lexer.Debugger:
		p.next()
		p.semicolon()
		return &ast.Debugger{Span: p.span(start)}
	case lexer.Export:
		return p.exportStatement(at)
	}
	return p.exprStatement(start, p.expression())
}

func (p *parser) exprStatement(start int32, x ast.Expr) ast.Stmt {
	p.semicolon()
	n := p.exprStmt.alloc()
	n.Span = p.span(start)
	n.X = x
	return n
}

// peek looks at the token after the current one.
func (p *parser) peek() lexer.Token {
	s := p.Save()
	p.Next()
	t := p.Token
	p.Restore(s)
	return t
}

// identStatement parses a statement that begins with an identifier: a label,
// an expression, or a declaration by a contextual keyword.
func (p *parser) identStatement(at position) ast.Stmt {
	start := p.Start
	if p.Name <= lexer.NameYield && !p.Escaped {
		switch p.Name {
		case lexer.NameLet:
			if p.letDeclaration(at) {
				p.next()
				return p.varStatement(start, ast.VarLet)
			}
		case lexer.NameAsync:
			if t := p.peek(); t.Kind == lexer.Function && !t.Newline {
				return p.asyncFunctionStatement(at)
			}
			return p.wordStatement(start, at)
		case lexer.NameUsing:
			if p.usingFollows() {
				p.checkUsing(at)
				p.next()
				return p.varStatement(start, ast.VarUsing)
			}
		case lexer.NameAwait:
			if p.async {
				if p.awaitUsingFollows() {
					p.checkUsing(at)
					p.noteAwait()
					p.next()
					p.next()
					return p.varStatement(start, ast.VarAwaitUsing)
				}
				return p.exprStatement(start, p.expression())
			}
		case lexer.NameYield:
			if p.generator {
				return p.exprStatement(start, p.expression())
			}
		}
	}
	id := p.Name
	r := p.identToken()
	if p.Kind == lexer.Colon {
		return p.labeled(start, id, at)
	}
	return p.exprStatement(start, p.comma(p.assignFrom(r, id, start)))
}

// wordStatement parses a statement that begins with async as a plain name.
func (p *parser) wordStatement(start int32, at position) ast.Stmt {
	if p.peek().Kind == lexer.Colon {
		id := p.Name
		p.next()
		return p.labeled(start, id, at)
	}
	return p.exprStatement(start, p.expression())
}

// assignFrom parses the AssignmentExpression that begins with the identifier r,
// consumed already.
func (p *parser) assignFrom(r *ast.Ident, id lexer.Name, start int32) ast.Expr {
	if p.Kind == lexer.Arrow && !p.Newline {
		return p.arrowIdent(r, id, start, false)
	}
	p.reference(r, id)
	left := p.assignIdentRest(r, start)
	if p.Kind.AssignOp() {
		return p.assignment(left, p.coverErr)
	}
	if p.Kind == lexer.Question {
		return p.conditional(left)
	}
	return left
}

// letDeclaration reports whether let begins a declaration here.
func (p *parser) letDeclaration(at position) bool {
	t := p.peek()
	switch t.Kind {
	case lexer.LBrack:
	case lexer.LBrace:
		if at != inList {
			return false
		}
	case lexer.Ident, lexer.EscapedKeyword:
		if at != inList && t.Newline {
			return false
		}
	default:
		return p.strict && at == inList && t.Kind.Keyword() && t.Kind > lexer.Instanceof
	}
	if at != inList {
		p.failHere(msgLexicalContext)
	}
	return true
}

// usingFollows reports whether using begins a declaration: a name follows on
// the same line.
func (p *parser) usingFollows() bool {
	t := p.peek()
	return t.Kind == lexer.Ident && !t.Newline
}

func (p *parser) awaitUsingFollows() bool {
	s := p.Save()
	p.Next()
	ok := p.word(lexer.NameUsing) && !p.Newline && p.usingFollows()
	p.Restore(s)
	return ok
}

// checkUsing rejects using where it has no block to end with
// (sec-let-and-const-declarations-static-semantics-early-errors).
func (p *parser) checkUsing(at position) {
	if at != inList {
		p.failHere(msgLexicalContext)
	}
	if p.caseClause {
		p.failHere("using declarations are not allowed directly in a case or default clause")
	}
	if k := p.scopes[p.top].kind; k == ast.ScopeGlobal || k == ast.ScopeEval {
		p.failHere("using declarations are not allowed at the top level of a script")
	}
}

var bindingKinds = [...]ast.BindingKind{
	ast.VarVar: ast.BindVar, ast.VarLet: ast.BindLet, ast.VarConst: ast.BindConst,
	ast.VarUsing: ast.BindUsing, ast.VarAwaitUsing: ast.BindUsing,
}

// varStatement parses the declarators after the keyword and the semicolon.
func (p *parser) varStatement(start int32, kind ast.VarKind) ast.Stmt {
	n := p.varDecl.alloc()
	n.Kind = kind
	p.declarators(n, false)
	p.semicolon()
	n.Span = p.span(start)
	return n
}

// declarators parses a list of declarators. In the head of a for loop it stops after the
// first one when in or of follows.
func (p *parser) declarators(n *ast.VarDecl, forHead bool) {
	mark := len(p.decls)
	kind := bindingKinds[n.Kind]
	for {
		first := len(p.scopes[p.top].entries)
		d := ast.Declarator{}
		at := p.Span
		if kind == ast.BindUsing {
			d.Target = p.bindingIdent(kind)
		} else {
			d.Target = p.bindingTarget(kind)
		}
		if p.Kind == lexer.Assign {
			p.next()
			d.Init = p.assign()
		} else if !forHead || len(p.decls) > mark || !p.forInOf() {
			at.End = p.prevEnd
			p.checkInit(n.Kind, d.Target, at)
		}
		if kind == ast.BindVar && d.Init != nil {
			markWrite(d.Target)
		}
		p.initialised(first)
		p.decls = append(p.decls, d)
		if p.Kind != lexer.Comma {
			break
		}
		p.next()
	}
	n.Decls = p.declList.list(p.decls[mark:])
	p.decls = p.decls[:mark]
}

// forInOf reports whether the current token is in or of.
func (p *parser) forInOf() bool { return p.Kind == lexer.In || p.word(lexer.NameOf) }

func (p *parser) checkInit(kind ast.VarKind, t ast.Pattern, at source.Span) {
	if _, ok := t.(*ast.Ident); !ok {
		p.missing(at, "destructuring declaration")
	}
	switch kind {
	case ast.VarConst:
		p.missing(at, "const declaration")
	case ast.VarUsing:
		p.missing(at, "using declaration")
	case ast.VarAwaitUsing:
		p.missing(at, "await using declaration")
	}
}

// missing reports a declarator without initialiser, or what stands in its place.
func (p *parser) missing(at source.Span, what string) {
	if p.Kind == lexer.Illegal {
		p.unexpected()
	}
	p.fail(at, "Missing initializer in "+what)
}

// blockStmt parses a Block; catchBody says that it belongs to a catch clause.
func (p *parser) blockStmt(kind ast.ScopeKind, catchBody bool) *ast.Block {
	n := p.block.alloc()
	n.Start = p.Start
	p.openScope(kind, p.Start).catchBody = catchBody
	caseClause := p.caseClause
	p.caseClause = false
	p.want(lexer.LBrace)
	mark := len(p.stmts)
	p.statementsUntil(lexer.RBrace)
	n.Body = p.takeStmts(mark)
	p.caseClause = caseClause
	n.Scope = p.closeScope()
	p.next()
	n.End = p.prevEnd
	return n
}

// functionStatement parses a function declaration as a statement.
func (p *parser) functionStatement(at position) ast.Stmt {
	start := p.Start
	switch {
	case at == inList:
		return p.funcDeclaration(start, false, false)
	case p.strict:
		p.failHere(msgStrictFunction)
	case at == inSingle:
		p.failHere(msgSloppyFunction)
	case p.peek().Kind == lexer.Mul:
		p.failHere(msgGeneratorContext)
	case at == inLabel:
		return p.funcDeclaration(start, false, false)
	}
	// As if in a block (sec-functiondeclarations-in-ifstatement-statement-clauses).
	n := p.block.alloc()
	p.openScope(ast.ScopeBlock, start)
	n.Body = p.stmtList.list([]ast.Stmt{p.funcDeclaration(start, false, false)})
	n.Scope = p.closeScope()
	n.Span = p.span(start)
	return n
}

func (p *parser) asyncFunctionStatement(at position) ast.Stmt {
	start := p.Start
	if at != inList {
		p.failHere(msgAsyncFunction)
	}
	p.next()
	return p.funcDeclaration(start, true, false)
}

func (p *parser) decoratedClass(start int32) ast.Stmt {
	var decorators []ast.Expr
	if p.Kind == lexer.At {
		decorators = p.decoratorList()
		if p.Kind == lexer.Export {
			return p.exportClass(start, decorators)
		}
		if p.Kind != lexer.Class {
			p.unexpected()
		}
	}
	return p.classDeclaration(start, decorators, false)
}

// parenthesized parses ( Expression ).
func (p *parser) parenthesized() ast.Expr {
	p.want(lexer.LParen)
	e := p.expression()
	p.want(lexer.RParen)
	return e
}

// ifStatement parses an if statement; else if chains nest without recursion.
func (p *parser) ifStatement() ast.Stmt {
	root := p.ifStmt.alloc()
	for n := root; ; {
		n.Start = p.Start
		p.next()
		n.Test = p.parenthesized()
		n.Then = p.statement(inIf)
		if !p.got(lexer.Else) {
			break
		}
		if p.Kind != lexer.If {
			n.Else = p.statement(inIf)
			break
		}
		inner := p.ifStmt.alloc()
		n.Else = inner
		n = inner
	}
	for n := root; n != nil; n, _ = n.Else.(*ast.If) {
		n.End = p.prevEnd
	}
	return root
}

func (p *parser) returnStmt() ast.Stmt {
	n := p.ret.alloc()
	n.Start = p.Start
	if !p.returnOK {
		p.failHere("Illegal return statement")
	}
	p.next()
	if p.Kind != lexer.Semicolon && p.Kind != lexer.RBrace && p.Kind != lexer.EOF && !p.Newline {
		n.X = p.expression()
	}
	p.semicolon()
	n.End = p.prevEnd
	return n
}

func (p *parser) withStatement() ast.Stmt {
	n := &ast.With{}
	n.Start = p.Start
	if p.strict {
		p.failHere("Strict mode code may not include a with statement")
	}
	p.next()
	n.X = p.parenthesized()
	if p.fn != nil {
		p.fn.HasWith = true
	}
	s := p.openScope(ast.ScopeWith, p.Start)
	p.scopeNode(s).Dynamic = true
	outer := p.inWith
	p.inWith = true
	n.Body = p.statement(inSingle)
	p.inWith = outer
	n.Scope = p.closeScope()
	n.End = p.prevEnd
	return n
}

// switchStatement parses a switch statement (sec-switch-statement).
func (p *parser) switchStatement() ast.Stmt {
	n := &ast.Switch{}
	n.Start = p.Start
	p.next()
	n.X = p.parenthesized()
	p.openScope(ast.ScopeSwitch, p.Start)
	p.want(lexer.LBrace)
	saved, savedCase := p.switchStmt, p.caseClause
	p.switchStmt, p.caseClause = true, true
	hasDefault := false
	for p.Kind != lexer.RBrace {
		c := p.switchCase()
		if c.Test == nil {
			if hasDefault {
				p.fail(source.Span{Start: c.Start, End: c.Start + int32(len("default"))}, "More than one default clause in switch statement")
			}
			hasDefault = true
		}
		n.Cases = append(n.Cases, c)
	}
	p.switchStmt, p.caseClause = saved, savedCase
	n.Scope = p.closeScope()
	p.next()
	n.End = p.prevEnd
	return n
}

func (p *parser) switchCase() (c ast.Case) {
	c.Start = p.Start
	if p.got(lexer.Case) {
		c.Test = p.expression()
	} else {
		p.want(lexer.Default)
	}
	p.want(lexer.Colon)
	mark := len(p.stmts)
	for p.Kind != lexer.Case && p.Kind != lexer.Default && p.Kind != lexer.RBrace {
		if p.Kind == lexer.EOF {
			p.unexpected()
		}
		p.stmts = append(p.stmts, p.statement(inList))
	}
	c.Body = p.takeStmts(mark)
	c.End = p.prevEnd
	return c
}

// tryStatement parses a try statement (sec-try-statement).
func (p *parser) tryStatement() ast.Stmt {
	n := &ast.Try{}
	n.Start = p.Start
	p.next()
	n.Block = p.blockStmt(ast.ScopeBlock, false)
	if p.Kind == lexer.Catch {
		n.Handler = p.catchClause()
	}
	if p.got(lexer.Finally) {
		n.Finalizer = p.blockStmt(ast.ScopeBlock, false)
	}
	if n.Handler == nil && n.Finalizer == nil {
		p.failBefore("Missing catch or finally after try")
	}
	n.End = p.prevEnd
	return n
}

func (p *parser) catchClause() *ast.Catch {
	n := &ast.Catch{}
	n.Start = p.Start
	p.next()
	hasParam := p.Kind == lexer.LParen
	p.openScope(ast.ScopeCatch, p.Start)
	if hasParam {
		p.next()
		kind := ast.BindCatchPattern
		if p.Kind == lexer.Ident {
			kind = ast.BindCatch
		}
		n.Param = p.bindingTarget(kind)
		p.initialised(0)
		p.want(lexer.RParen)
	}
	n.Body = p.blockStmt(ast.ScopeBlock, hasParam)
	n.Scope = p.closeScope()
	n.End = p.prevEnd
	return n
}
