package parser

import (
	"gojs/ast"
	"gojs/lexer"
	"gojs/regex"
	"gojs/source"
)

// primary parses PrimaryExpression (sec-primary-expression), new, super and import where
// no arrow function can begin.
func (p *parser) primary() ast.Expr {
	switch p.Kind {
	case lexer.Ident:
		return p.identExpr()
	case lexer.Number:
		p.checkOctal()
		n := p.number.alloc()
		n.Span, n.Value = p.Span, p.Num
		p.next()
		return n
	case lexer.String:
		return p.stringLit()
	case lexer.BigInt:
		n := &ast.BigInt{Span: p.Span, Digits: p.Str}
		p.next()
		return n
	case lexer.This:
		n := p.this.alloc()
		p.hidden(&n.Ident, lexer.NameThis, "this", p.Span)
		p.next()
		return n
	case lexer.Null:
		n := p.null.alloc()
		n.Span = p.Span
		p.next()
		return n
	case lexer.True, lexer.False:
		n := p.boolean.alloc()
		n.Span, n.Value = p.Span, p.Kind == lexer.True
		p.next()
		return n
	case lexer.LParen:
		e, _ := p.paren(false)
		return e
	case lexer.LBrack:
		return p.arrayLit()
	case lexer.LBrace:
		return p.objectLit()
	case lexer.Function:
		return p.functionExpr(p.Start, false)
	case lexer.Template, lexer.TemplateHead:
		return p.templateLit(false)
	case lexer.Div, lexer.DivAssign:
		return p.regExpLit()
	}
	return p.rarePrimary()
}

func (p *parser) rarePrimary() ast.Expr {
	switch p.Kind {
	case lexer.Class:
		return p.classExpr(p.Start, nil)
	case lexer.At:
		start := p.Start
		decorators := p.decoratorList()
		if p.Kind != lexer.Class {
			p.unexpected()
		}
		return p.classExpr(start, decorators)
	case lexer.New:
		return p.newExpr()
	case lexer.Super:
		return p.superExpr()
	case lexer.Import:
		return p.importExpr()
	}
	p.unexpected()
	return nil
}

// identExpr parses an identifier as an operand, or an async function.
func (p *parser) identExpr() ast.Expr {
	id, start := p.Name, p.Start
	async := id == lexer.NameAsync && !p.Escaped
	r := p.identToken()
	if async && p.Kind == lexer.Function && !p.Newline {
		return p.functionExpr(start, true)
	}
	p.reference(r, id)
	return r
}

// identToken consumes an identifier, which must be allowed as a reference
// (sec-identifiers-static-semantics-early-errors), without recording it as one.
func (p *parser) identToken() *ast.Ident {
	p.checkIdent()
	r := p.ident.alloc()
	r.Span = p.Span
	r.Name = p.NameText(p.Name)
	await := p.Name == lexer.NameAwait
	p.next()
	if await && !p.Newline && kindFlags[p.Kind]&startsOperand != 0 {
		p.fail(r.Span, "await is only valid in async functions and the top level bodies of modules")
	}
	return r
}

// checkIdent rejects what is not an identifier here.
func (p *parser) checkIdent() {
	if p.Kind != lexer.Ident {
		p.unexpected()
	}
	if p.Name > lexer.NameYield {
		return
	}
	switch {
	case p.Name == lexer.NameYield && p.generator:
		p.unexpected()
	case p.Name.StrictReserved():
		if p.strict {
			p.fail(p.Span, msgStrictReserved)
		}
	case p.Name == lexer.NameAwait:
		if p.async || p.awaitName || p.goal == ast.ModuleProgram {
			p.fail(p.Span, msgReserved)
		}
		p.lastAwait = p.Start
	case p.Name == lexer.NameArguments:
		if p.noArguments {
			p.fail(p.Span, msgFieldArguments)
		}
	}
}

func (p *parser) stringLit() *ast.String {
	p.checkOctal()
	n := p.str.alloc()
	n.Span, n.Value = p.Span, p.Str
	p.next()
	return n
}

// regExpLit parses a regular expression literal; the current token is / or /=.
func (p *parser) regExpLit() ast.Expr {
	p.RegExp()
	if p.Kind == lexer.Illegal {
		p.unexpected()
	}
	n := &ast.RegExp{Span: p.Span, Pattern: p.Str, Flags: p.Raw}
	if _, ok := regex.ParseFlags(n.Flags); !ok {
		p.fail(p.Span, "Invalid regular expression flags")
	}
	if err := regex.Check(n.Pattern, n.Flags); err != nil {
		p.fail(p.Span, "Invalid regular expression: /"+n.Pattern+"/"+n.Flags+": "+err.Error())
	}
	p.next()
	return n
}

// templateLit parses a template (sec-template-literals). In a tagged one a wrong
// escape leaves a piece without a cooked value.
func (p *parser) templateLit(tagged bool) *ast.Template {
	n := &ast.Template{}
	n.Start = p.Start
	mark := len(p.exprs)
	noIn := p.noIn
	p.noIn = false
	for {
		n.Parts = append(n.Parts, p.templatePart(tagged))
		last := p.Kind == lexer.Template || p.Kind == lexer.TemplateTail
		p.next()
		if last {
			break
		}
		p.exprs = append(p.exprs, p.expression())
		if p.Kind != lexer.RBrace {
			p.failBefore("Missing } in template expression")
		}
		p.TemplateTail()
		if p.Kind == lexer.Illegal {
			p.unexpected()
		}
	}
	p.noIn = noIn
	n.Exprs = p.takeExprs(mark)
	n.End = p.prevEnd
	return n
}

func (p *parser) templatePart(tagged bool) ast.TemplatePart {
	if p.Message == "" {
		return ast.TemplatePart{Span: p.Span, Cooked: p.Str, Raw: p.Raw, Valid: true}
	}
	if !tagged {
		p.fail(p.Bad, p.Message)
	}
	return ast.TemplatePart{Span: p.Span, Raw: p.Raw}
}

// arrayLit parses ArrayLiteral (sec-array-initializer), which may become a pattern.
func (p *parser) arrayLit() ast.Expr {
	n := p.array.alloc()
	n.Start = p.Start
	noIn := p.noIn
	p.noIn = false
	p.enter()
	p.next()
	mark := len(p.exprs)
	for p.Kind != lexer.RBrack {
		n.Comma = false
		switch p.Kind {
		case lexer.Comma:
			p.exprs = append(p.exprs, nil)
		case lexer.Ellipsis:
			p.exprs = append(p.exprs, p.spread(true))
		default:
			p.exprs = append(p.exprs, p.assignCover(true))
		}
		if p.Kind == lexer.RBrack {
			break
		}
		n.Comma = true
		p.want(lexer.Comma)
	}
	p.next()
	p.leave()
	p.noIn = noIn
	n.Elems = p.takeExprs(mark)
	n.End = p.prevEnd
	return n
}

// objectLit parses ObjectLiteral (sec-object-initializer), which may become a pattern.
func (p *parser) objectLit() ast.Expr {
	n := p.object.alloc()
	n.Start = p.Start
	noIn := p.noIn
	p.noIn = false
	p.enter()
	p.next()
	mark := len(p.props)
	proto := false
	for p.Kind != lexer.RBrace {
		n.Comma = false
		at := p.Span
		prop := p.property()
		if prop.Kind == ast.PropProto {
			if proto {
				p.deferCover(at, "Duplicate __proto__ fields are not allowed in object literals")
			}
			proto = true
		}
		p.props = append(p.props, prop)
		if p.Kind == lexer.RBrace {
			break
		}
		n.Comma = true
		p.want(lexer.Comma)
	}
	p.next()
	p.leave()
	p.noIn = noIn
	n.Props = p.propList.list(p.props[mark:])
	p.props = p.props[:mark]
	n.End = p.prevEnd
	return n
}

// propertyKey is a parsed property name.
type propertyKey struct {
	expr     ast.Expr
	computed bool
	name     lexer.Name // of an identifier, unless it had escapes that matter
	kind     lexer.Kind // of the token
	span     source.Span
}

// key parses PropertyName, or with private a class element's name.
func (p *parser) key(private bool) (k propertyKey) {
	k.kind, k.span = p.Kind, p.Span
	switch {
	case p.isName():
		k.name = p.Name
		k.expr = p.nameString()
	case p.Kind == lexer.String:
		k.expr = p.stringLit()
	case p.Kind == lexer.Number, p.Kind == lexer.BigInt:
		k.expr = p.primary()
	case p.Kind == lexer.LBrack:
		p.next()
		k.expr = p.assignIn()
		k.computed = true
		p.want(lexer.RBrack)
	case p.Kind == lexer.PrivateName && private:
		k.expr = p.privateUse()
	default:
		p.unexpected()
	}
	return k
}

// nameString consumes an IdentifierName as a string.
func (p *parser) nameString() *ast.String {
	n := p.str.alloc()
	n.Span = p.Span
	n.Value = p.NameText(p.Name)
	p.next()
	return n
}

// property parses PropertyDefinition.
func (p *parser) property() ast.Property {
	start := p.Start
	switch p.Kind {
	case lexer.Ellipsis:
		p.next()
		return ast.Property{Kind: ast.PropSpread, Value: p.assignCover(true)}
	case lexer.Mul:
		p.next()
		return p.methodProperty(p.key(false), ast.PropMethod, start, false, true)
	case lexer.Ident:
		if !p.Escaped && (p.Name == lexer.NameGet || p.Name == lexer.NameSet || p.Name == lexer.NameAsync) {
			return p.modifiedProperty(start)
		}
	}
	token := p.Token
	return p.propertyRest(p.key(false), &token)
}

// modifiedProperty parses what begins with get, set or async.
func (p *parser) modifiedProperty(start int32) ast.Property {
	token := p.Token
	k := propertyKey{name: p.Name, kind: p.Kind, span: p.Span}
	k.expr = p.nameString()
	switch p.Kind {
	case lexer.Comma, lexer.RBrace, lexer.Colon, lexer.LParen, lexer.Assign:
		return p.propertyRest(k, &token)
	}
	switch k.name {
	case lexer.NameGet:
		return p.methodProperty(p.key(false), ast.PropGet, start, false, false)
	case lexer.NameSet:
		return p.methodProperty(p.key(false), ast.PropSet, start, false, false)
	}
	if p.Newline {
		p.unexpected()
	}
	generator := p.got(lexer.Mul)
	return p.methodProperty(p.key(false), ast.PropMethod, start, true, generator)
}

// propertyRest parses what follows a key; token is the key's.
func (p *parser) propertyRest(k propertyKey, token *lexer.Token) ast.Property {
	switch p.Kind {
	case lexer.Colon:
		p.next()
		kind := ast.PropValue
		if s, ok := k.expr.(*ast.String); ok && !k.computed && s.Value == "__proto__" {
			kind = ast.PropProto
		}
		return ast.Property{Key: k.expr, Value: p.assignCover(true), Kind: kind, Computed: k.computed}
	case lexer.LParen:
		return p.methodProperty(k, ast.PropMethod, k.span.Start, false, false)
	}
	if k.name == 0 {
		p.unexpected()
	}
	return p.shorthand(k, token)
}

// shorthand parses {a} and, for patterns only, {a = 1}.
func (p *parser) shorthand(k propertyKey, token *lexer.Token) ast.Property {
	if token.Kind != lexer.Ident {
		p.Token = *token
		p.unexpected()
	}
	r := p.shorthandIdent(token)
	p.reference(r, k.name)
	prop := ast.Property{Key: k.expr, Value: r, Kind: ast.PropShorthand}
	if p.Kind == lexer.Assign {
		if p.strict && (k.name == lexer.NameEval || k.name == lexer.NameArguments) {
			p.fail(k.span, msgEvalArguments)
		}
		at := p.Span
		p.next()
		a := p.assigns.alloc()
		a.Target = r
		old := p.coverErr
		a.Value = p.assignIn()
		p.coverErr = old
		p.deferCover(at, msgShorthandInit)
		r.Write = true
		a.Span = p.span(k.span.Start)
		prop.Value = a
	}
	return prop
}

// shorthandIdent makes a reference of an identifier already consumed.
func (p *parser) shorthandIdent(token *lexer.Token) *ast.Ident {
	if token.Name <= lexer.NameYield {
		now := p.Token
		p.Token = *token
		p.checkIdent()
		p.Token = now
	}
	r := p.ident.alloc()
	r.Span = token.Span
	r.Name = p.NameText(token.Name)
	return r
}

func (p *parser) methodProperty(k propertyKey, kind ast.PropertyKind, start int32, async, generator bool) ast.Property {
	if p.Kind != lexer.LParen {
		p.unexpected()
	}
	f := p.function.alloc()
	f.Start = start
	f.Kind = [...]ast.FuncKind{ast.PropMethod: ast.FuncMethod, ast.PropGet: ast.FuncGet, ast.PropSet: ast.FuncSet}[kind]
	f.Async, f.Generator = async, generator
	p.method(f)
	return ast.Property{Key: k.expr, Value: p.newFuncExpr(f), Kind: kind, Computed: k.computed}
}

func (p *parser) newFuncExpr(f *ast.Function) *ast.FuncExpr {
	n := p.funcExp.alloc()
	n.Span = f.Span
	n.Func = f
	return n
}

// coverMark is the state of the logs when something that may be an arrow
// function's parameters began.
type coverMark struct{ refs, evals int }

func (p *parser) beginCover() coverMark {
	p.cover++
	return coverMark{len(p.refLog), len(p.evalLog)}
}

// endCover ends what turned out to be no parameters.
func (p *parser) endCover(m coverMark) {
	if p.cover--; p.cover == 0 {
		p.refLog = p.refLog[:m.refs]
		p.evalLog = p.evalLog[:m.evals]
	}
}

// paren parses a parenthesised expression or, where one may begin, an arrow function
// (CoverParenthesizedExpressionAndArrowParameterList).
func (p *parser) paren(arrowOK bool) (e ast.Expr, arrow bool) {
	start := p.Start
	noIn := p.noIn
	p.noIn = false
	p.enter()
	p.next()
	mark := len(p.exprs)
	cover := p.beginCover()
	old := p.coverErr
	p.coverErr.Start = -1
	onlyArrow := p.parenList() // what only an arrow can have
	if p.Kind != lexer.RParen {
		p.unexpected()
	}
	end := p.Span
	p.next()
	p.leave()
	p.noIn = noIn
	if p.Kind == lexer.Arrow && !p.Newline {
		if !arrowOK {
			p.fail(source.Span{Start: start, End: p.prevEnd}, msgArrowParams)
		}
		args := p.takeExprs(mark)
		return p.arrowFrom(args, start, p.span(start), cover, false), true
	}
	if onlyArrow.End > 0 {
		if p.Kind == lexer.Arrow || onlyArrow == end {
			p.fail(end, "Unexpected token ')'")
		}
		p.fail(onlyArrow, "Unexpected token '"+p.file.Slice(onlyArrow)+"'")
	}
	p.raiseCover()
	p.coverErr = old
	p.endCover(cover)
	if len(p.exprs) == mark+1 {
		e = p.exprs[mark]
		p.exprs = p.exprs[:mark]
	} else {
		list := p.takeExprs(mark)
		e = &ast.Sequence{Span: source.Span{Start: list[0].Source().Start, End: end.Start}, Exprs: list}
	}
	p.parenthesize(e)
	return e, false
}

// parenList parses what is between parentheses onto p.exprs and returns the place of what is an error
// unless an arrow follows: a rest element, a final comma or nothing at all.
func (p *parser) parenList() (onlyArrow source.Span) {
	if p.Kind == lexer.RParen {
		return p.Span
	}
	for {
		if p.Kind == lexer.Ellipsis {
			at := p.Span
			p.exprs = append(p.exprs, p.spread(true))
			if p.Kind == lexer.Comma {
				p.failHere(msgRestParamLast)
			}
			return at
		}
		p.exprs = append(p.exprs, p.assignCover(true))
		if p.Kind != lexer.Comma {
			return source.Span{}
		}
		p.next()
		if p.Kind == lexer.RParen {
			return p.Span
		}
	}
}

// parenthesize notes that e stood in parentheses, where that matters.
func (p *parser) parenthesize(e ast.Expr) {
	p.parenExpr = e
	switch e := e.(type) {
	case *ast.Ident:
		e.Paren = true
	case *ast.Array:
		e.Paren = true
	case *ast.Object:
		e.Paren = true
	case *ast.Assign:
		e.Paren = true
	}
}
