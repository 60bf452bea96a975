package parser

import (
	"gojs/ast"
	"gojs/lexer"
	"gojs/source"
)

// subscripts parses the member accesses, calls and tagged templates after e
// (sec-left-hand-side-expressions). Chains of any length nest to the left.
func (p *parser) subscripts(e ast.Expr, start int32) ast.Expr {
	chain := false
	for {
		switch p.Kind {
		case lexer.Dot:
			p.next()
			e = p.dotName(e, start, false)
		case lexer.LBrack:
			e = p.indexed(e, start, false)
		case lexer.LParen:
			e = p.callRest(e, start, false)
		case lexer.QuestionDot:
			chain = true
			e = p.optional(e, start)
		case lexer.Template, lexer.TemplateHead:
			if chain {
				p.failHere(msgOptionalTemplate)
			}
			e = p.tagged(e, start)
		default:
			if chain {
				return &ast.OptionalChain{Span: p.span(start), X: e}
			}
			return e
		}
	}
}

func (p *parser) tagged(tag ast.Expr, start int32) ast.Expr {
	quasi := p.templateLit(true)
	return &ast.TaggedTemplate{Span: p.span(start), Tag: tag, Quasi: quasi}
}

// optional parses ?. and what it applies to (sec-optional-chains).
func (p *parser) optional(e ast.Expr, start int32) ast.Expr {
	p.next()
	switch p.Kind {
	case lexer.LBrack:
		return p.indexed(e, start, true)
	case lexer.LParen:
		return p.callRest(e, start, true)
	case lexer.Template, lexer.TemplateHead:
		p.failHere(msgOptionalTemplate)
	}
	return p.dotName(e, start, true)
}

// dotName parses the name after a dot.
func (p *parser) dotName(e ast.Expr, start int32, optional bool) ast.Expr {
	if p.Kind == lexer.PrivateName {
		name := p.privateUse()
		return &ast.PrivateMember{Span: p.span(start), Object: e, Name: name, Optional: optional}
	}
	if !p.isName() {
		p.unexpected()
	}
	n := p.member.alloc()
	n.Object = e
	n.Name = p.NameText(p.Name)
	n.NamePos = p.Start
	n.Optional = optional
	p.next()
	n.Start, n.End = start, p.prevEnd
	return n
}

func (p *parser) indexed(e ast.Expr, start int32, optional bool) ast.Expr {
	p.next()
	n := p.index.alloc()
	n.Object = e
	n.Index = p.expressionIn()
	n.Optional = optional
	p.want(lexer.RBrack)
	n.Start, n.End = start, p.prevEnd
	return n
}

func (p *parser) callRest(callee ast.Expr, start int32, optional bool) ast.Expr {
	args, _ := p.arguments(false)
	return p.newCall(callee, args, start, optional)
}

func (p *parser) newCall(callee ast.Expr, args []ast.Expr, start int32, optional bool) ast.Expr {
	n := p.call.alloc()
	n.Callee = callee
	n.Args = args
	n.Optional = optional
	n.Start, n.End = start, p.prevEnd
	if r, ok := callee.(*ast.Ident); ok && r.Name == "eval" && !optional {
		p.directEval(n)
	}
	return n
}

// arguments parses Arguments. With cover the list may turn out to be arrow
// parameters, which restComma rules out: a comma follows a final spread.
func (p *parser) arguments(cover bool) (args []ast.Expr, restComma bool) {
	p.next()
	noIn := p.noIn
	p.noIn = false
	mark := len(p.exprs)
	for p.Kind != lexer.RParen {
		restComma = p.Kind == lexer.Ellipsis
		if restComma {
			p.exprs = append(p.exprs, p.spread(cover))
		} else {
			p.exprs = append(p.exprs, p.assignCover(cover))
		}
		if p.Kind == lexer.RParen {
			restComma = false
			break
		}
		if p.Kind != lexer.Comma {
			p.failBefore("missing ) after argument list")
		}
		p.next()
	}
	p.next()
	p.noIn = noIn
	return p.takeExprs(mark), restComma
}

// spread parses ... AssignmentExpression.
func (p *parser) spread(cover bool) ast.Expr {
	start := p.Start
	p.next()
	x := p.assignCover(cover)
	return &ast.Spread{Span: p.span(start), X: x}
}

// newExpr parses new (sec-new-operator) and new.target.
func (p *parser) newExpr() ast.Expr {
	start := p.Start
	p.next()
	if p.Kind == lexer.Dot {
		return p.newDotTarget(start)
	}
	n := p.newExp.alloc()
	p.enter()
	n.Callee = p.newCallee()
	p.leave()
	if p.Kind == lexer.LParen {
		n.Args, _ = p.arguments(false)
	}
	n.Start, n.End = start, p.prevEnd
	return n
}

func (p *parser) newDotTarget(start int32) ast.Expr {
	p.next()
	if !p.word(lexer.NameTarget) {
		p.unexpected()
	}
	p.next()
	if !p.newTarget {
		p.fail(source.Span{Start: p.prevStart, End: p.prevEnd}, "new.target expression is not allowed here")
	}
	n := &ast.NewTarget{}
	p.hidden(&n.Ident, lexer.NameNewTarget, "new.target", p.span(start))
	return n
}

// newCallee parses the MemberExpression after new, which has no calls.
func (p *parser) newCallee() ast.Expr {
	start := p.Start
	if p.Kind == lexer.Import {
		s := p.Span
		e := p.primary()
		if _, ok := e.(*ast.ImportCall); ok {
			p.fail(s, "Cannot use new with import")
		}
		return p.newSubscripts(e, start)
	}
	return p.newSubscripts(p.primary(), start)
}

func (p *parser) newSubscripts(e ast.Expr, start int32) ast.Expr {
	for {
		switch p.Kind {
		case lexer.Dot:
			p.next()
			e = p.dotName(e, start, false)
		case lexer.LBrack:
			e = p.indexed(e, start, false)
		case lexer.Template, lexer.TemplateHead:
			e = p.tagged(e, start)
		case lexer.QuestionDot:
			p.failHere(msgOptionalNew)
		default:
			return e
		}
	}
}

// superExpr parses super.x, super[x] and super(...) (sec-super-keyword).
func (p *parser) superExpr() ast.Expr {
	at := p.Span
	p.next()
	switch p.Kind {
	case lexer.Dot:
		if !p.superProp {
			break
		}
		p.next()
		if p.Kind == lexer.PrivateName {
			p.failHere("Unexpected private field")
		}
		if !p.isName() {
			p.unexpected()
		}
		n := &ast.SuperMember{Name: p.NameText(p.Name), NamePos: p.Start}
		p.superRefs(&n.Super, at)
		p.next()
		n.Span = p.span(at.Start)
		return n
	case lexer.LBrack:
		if !p.superProp {
			break
		}
		p.next()
		n := &ast.SuperIndex{}
		p.superRefs(&n.Super, at)
		n.Index = p.expressionIn()
		p.want(lexer.RBrack)
		n.Span = p.span(at.Start)
		return n
	case lexer.LParen:
		if !p.superCall {
			break
		}
		n := &ast.SuperCall{}
		p.hidden(&n.This, lexer.NameThis, "this", at)
		n.This.Write = true
		p.hidden(&n.NewTarget, lexer.NameNewTarget, "new.target", at)
		p.hidden(&n.Callee, lexer.NameCallee, "%callee", at)
		n.Args, _ = p.arguments(false)
		n.Span = p.span(at.Start)
		return n
	}
	p.fail(at, msgSuper)
	return nil
}

func (p *parser) superRefs(s *ast.Super, at source.Span) {
	p.hidden(&s.This, lexer.NameThis, "this", at)
	p.hidden(&s.Home, lexer.NameHome, "%home", at)
}

// importExpr parses import(), import.defer(), import.source() and import.meta
// (sec-import-calls, sec-meta-properties).
func (p *parser) importExpr() ast.Expr {
	start := p.Start
	p.next()
	phase := ast.Evaluation
	if p.got(lexer.Dot) {
		switch {
		case p.word(lexer.NameMeta):
			p.next()
			if p.goal != ast.ModuleProgram {
				p.fail(source.Span{Start: p.prevStart, End: p.prevEnd}, "Cannot use 'import.meta' outside a module")
			}
			return &ast.ImportMeta{Span: p.span(start)}
		case p.word(lexer.NameDefer):
			phase = ast.Defer
		case p.word(lexer.NameSource):
			phase = ast.Source
		default:
			p.unexpected()
		}
		p.next()
	}
	if p.Kind != lexer.LParen {
		if phase == ast.Evaluation && p.goal != ast.ModuleProgram {
			p.fail(source.Span{Start: start, End: p.prevEnd}, "Cannot use import statement outside a module")
		}
		p.unexpected()
	}
	p.next()
	if p.Kind == lexer.RParen {
		p.failHere("import() requires a specifier")
	}
	n := &ast.ImportCall{Phase: phase, Specifier: p.importArgument()}
	if p.got(lexer.Comma) && p.Kind != lexer.RParen {
		n.Options = p.importArgument()
		p.got(lexer.Comma)
	}
	p.want(lexer.RParen)
	n.Span = p.span(start)
	return n
}

func (p *parser) importArgument() ast.Expr {
	if p.Kind == lexer.Ellipsis || p.Kind == lexer.RParen {
		p.unexpected()
	}
	return p.assignIn()
}
