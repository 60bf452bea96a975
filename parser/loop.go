package parser

import (
	"gojs/ast"
	"gojs/lexer"
	"gojs/source"
)

// labeled parses what follows the label id, whose colon is the current token, and all
// labels after it (sec-labelled-statements).
func (p *parser) labeled(start int32, id lexer.Name, at position) ast.Stmt {
	base := len(p.labels)
	type open struct {
		start int32
		id    lexer.Name
	}
	outer := []open{}
	for {
		p.enter()
		p.declareLabel(id, source.Span{Start: start, End: p.prevEnd})
		outer = append(outer, open{start, id})
		p.next()
		if !p.labelFollows() {
			break
		}
		start, id = p.Start, p.Name
		p.checkIdent()
		p.next()
	}
	loop := p.Kind == lexer.For || p.Kind == lexer.While || p.Kind == lexer.Do
	for i := base; i < len(p.labels); i++ {
		p.labels[i].loop = loop
	}
	if at == inList || at == inLabel {
		at = inLabel
	} else {
		at = inSingle
	}
	body := p.statement(at)
	p.labels = p.labels[:base]
	for i := len(outer) - 1; i >= 0; i-- {
		body = &ast.Labeled{Span: p.span(outer[i].start), Label: p.NameText(outer[i].id), Body: body}
		p.leave()
	}
	return body
}

// labelFollows reports whether the current token is another label.
func (p *parser) labelFollows() bool {
	return p.Kind == lexer.Ident && p.peek().Kind == lexer.Colon
}

func (p *parser) declareLabel(id lexer.Name, at source.Span) {
	for _, l := range p.labels[p.labelBase:] {
		if l.name == id {
			p.fail(at, "Label '"+p.NameText(id)+"' has already been declared")
		}
	}
	p.labels = append(p.labels, label{name: id})
}

// jump parses break and continue (sec-continue-statement, sec-break-statement).
func (p *parser) jump() ast.Stmt {
	at := p.Span
	isBreak := p.Kind == lexer.Break
	p.next()
	name := ""
	if p.Kind == lexer.Ident && !p.Newline {
		name = p.NameText(p.Name)
		p.checkJump(isBreak)
		p.next()
	} else if !p.loop && !(isBreak && p.switchStmt) {
		if isBreak {
			p.fail(at, "Illegal break statement")
		}
		p.fail(at, "Illegal continue statement: no surrounding iteration statement")
	}
	p.semicolon()
	if isBreak {
		n := p.brk.alloc()
		n.Span, n.Label = p.span(at.Start), name
		return n
	}
	return &ast.Continue{Span: p.span(at.Start), Label: name}
}

// checkJump checks the label at the current token.
func (p *parser) checkJump(isBreak bool) {
	p.checkIdent()
	for _, l := range p.labels[p.labelBase:] {
		if l.name != p.Name {
			continue
		}
		if !isBreak && !l.loop {
			p.failHere("Illegal continue statement: '" + p.NameText(p.Name) + "' does not denote an iteration statement")
		}
		return
	}
	p.failHere("Undefined label '" + p.NameText(p.Name) + "'")
}

// loopBody parses the body of a loop.
func (p *parser) loopBody() ast.Stmt {
	loop, caseClause := p.loop, p.caseClause
	p.loop, p.caseClause = true, false
	s := p.statement(inSingle)
	p.loop, p.caseClause = loop, caseClause
	return s
}

func (p *parser) doWhile() ast.Stmt {
	n := &ast.DoWhile{}
	n.Start = p.Start
	p.next()
	n.Body = p.loopBody()
	p.want(lexer.While)
	n.Test = p.parenthesized()
	p.got(lexer.Semicolon) // inserted wherever it is missing
	n.End = p.prevEnd
	return n
}

// forHead is the head of a for loop up to the first ;, in or of.
type forHead struct {
	start  int32
	await  bool
	decl   *ast.VarDecl
	expr   ast.Expr
	of     bool // begins with let or async, which for-of forbids
	letTok source.Span
}

// forStatement parses all for loops (sec-for-statement,
// sec-for-in-and-for-of-statements).
func (p *parser) forStatement() ast.Stmt {
	h := forHead{start: p.Start}
	p.next()
	if p.word(lexer.NameAwait) {
		if !p.async {
			p.unexpected()
		}
		h.await = true
		p.noteAwait()
		p.next()
	}
	if p.Kind != lexer.LParen {
		p.unexpected()
	}
	p.openScope(ast.ScopeFor, p.Start)
	p.next()
	p.noIn = true
	p.forInit(&h)
	p.noIn = false
	switch {
	case p.Kind == lexer.Semicolon && !h.await:
		return p.forRest(&h)
	case p.word(lexer.NameOf):
		return p.forOf(&h)
	case p.Kind == lexer.In && !h.await:
		return p.forIn(&h)
	}
	p.unexpected()
	return nil
}

// forInit parses the declaration or expression that begins the head.
func (p *parser) forInit(h *forHead) {
	switch {
	case p.Kind == lexer.Semicolon:
		return
	case p.Kind == lexer.Var:
		p.forDecl(h, ast.VarVar)
		return
	case p.Kind == lexer.Const:
		p.forDecl(h, ast.VarConst)
		return
	case p.word(lexer.NameLet) && p.letDeclaration(inList):
		p.forDecl(h, ast.VarLet)
		return
	case p.word(lexer.NameUsing) && p.forUsing():
		p.forDecl(h, ast.VarUsing)
		return
	case p.word(lexer.NameAwait) && p.async && p.awaitUsingFollows():
		p.noteAwait()
		p.next()
		p.forDecl(h, ast.VarAwaitUsing)
		return
	}
	h.letTok = p.Span
	first := p.Token
	e := p.assignCover(true)
	h.of = !first.Escaped && first.Kind == lexer.Ident &&
		(first.Name == lexer.NameLet || first.Name == lexer.NameAsync && !h.await && first.End == p.prevEnd)
	if !p.forInOf() {
		p.raiseCover()
		e = p.comma(e)
	}
	h.expr = e
}

// forUsing reports whether using in a head begins a declaration: using of
// begins one only when a = follows.
func (p *parser) forUsing() bool {
	s := p.Save()
	p.Next()
	ok := p.Kind == lexer.Ident && !p.Newline
	if ok && p.word(lexer.NameOf) {
		p.Next()
		ok = p.Kind == lexer.Assign || p.Kind == lexer.Semicolon || p.Kind == lexer.Colon
	}
	p.Restore(s)
	return ok
}

func (p *parser) forDecl(h *forHead, kind ast.VarKind) {
	start := p.Start
	p.next()
	n := p.varDecl.alloc()
	n.Kind = kind
	p.declarators(n, true)
	n.Span = p.span(start)
	h.decl = n
}

func (p *parser) forRest(h *forHead) ast.Stmt {
	n := &ast.For{}
	if h.decl != nil {
		n.Init = h.decl
	} else if h.expr != nil {
		x := p.exprStmt.alloc()
		x.Span, x.X = h.expr.Source(), h.expr
		n.Init = x
	}
	p.next()
	if p.Kind != lexer.Semicolon {
		n.Test = p.expression()
	}
	p.want(lexer.Semicolon)
	if p.Kind != lexer.RParen {
		n.Update = p.expression()
	}
	p.want(lexer.RParen)
	n.Body = p.loopBody()
	n.Scope = p.closeScope()
	n.Span = p.span(h.start)
	return n
}

// forTarget checks the head of for-in or for-of and returns its target.
func (p *parser) forTarget(h *forHead, loop string) (t ast.Pattern, init ast.Expr) {
	if h.decl == nil {
		if h.expr == nil {
			p.unexpected()
		}
		p.coverErr.Start = -1
		return p.target(h.expr, "Invalid left-hand side in for-loop"), nil
	}
	d := h.decl
	if len(d.Decls) != 1 {
		p.fail(d.Span, "Invalid left-hand side in "+loop+" loop: Must have a single binding.")
	}
	t, init = d.Decls[0].Target, d.Decls[0].Init
	_, simple := t.(*ast.Ident)
	if init != nil && (loop != "for-in" || d.Kind != ast.VarVar || !simple || p.strict) {
		p.fail(d.Span, loop+" loop variable declaration may not have an initializer.")
	}
	if d.Kind == ast.VarVar {
		markWrite(t)
	}
	d.Decls[0].Init = nil
	return t, init
}

func (p *parser) forIn(h *forHead) ast.Stmt {
	n := &ast.ForIn{Decl: h.decl}
	if n.Decl != nil && n.Decl.Kind >= ast.VarUsing {
		p.fail(h.decl.Span, "The left-hand side of a for-in loop cannot be a using declaration")
	}
	n.Target, n.Init = p.forTarget(h, "for-in")
	p.next()
	n.X = p.expression()
	n.Scope, n.Body = p.forBody()
	n.Span = p.span(h.start)
	return n
}

func (p *parser) forOf(h *forHead) ast.Stmt {
	if h.of {
		p.fail(h.letTok, "The left-hand side of a for-of loop may not be '"+p.file.Slice(h.letTok)+"'.")
	}
	n := &ast.ForOf{Decl: h.decl, Await: h.await}
	n.Target, _ = p.forTarget(h, "for-of")
	p.next()
	n.X = p.assign()
	n.Scope, n.Body = p.forBody()
	n.Span = p.span(h.start)
	return n
}

func (p *parser) forBody() (*ast.Scope, ast.Stmt) {
	p.initialised(0)
	p.want(lexer.RParen)
	body := p.loopBody()
	return p.closeScope(), body
}
