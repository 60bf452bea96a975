package parser

import (
	"gojs/ast"
	"gojs/lexer"
	"gojs/source"
)

// target converts an expression to the target of an assignment, which may be a
// destructuring pattern (sec-assignment-operators-static-semantics-early-errors).
func (p *parser) target(e ast.Expr, message string) ast.Pattern {
	switch e := e.(type) {
	case *ast.Array:
		if !e.Paren {
			return p.arrayTarget(e)
		}
	case *ast.Object:
		if !e.Paren {
			return p.objectTarget(e)
		}
	default:
		return p.simpleTarget(e, message, true)
	}
	p.fail(e.Source(), msgPattern)
	return nil
}

// simpleTarget converts an expression whose AssignmentTargetType is not invalid
// (sec-static-semantics-assignmenttargettype). webCall permits calls in sloppy
// code.
func (p *parser) simpleTarget(e ast.Expr, message string, webCall bool) ast.Pattern {
	switch e := e.(type) {
	case *ast.Ident:
		if p.strict && (e.Name == "eval" || e.Name == "arguments") {
			p.fail(e.Span, msgEvalArguments)
		}
		e.Write = true
		return e
	case *ast.Member:
		return e
	case *ast.Index:
		return e
	case *ast.PrivateMember:
		return e
	case *ast.SuperMember:
		return e
	case *ast.SuperIndex:
		return e
	case *ast.Call:
		if webCall && !p.strict {
			return e
		}
	}
	p.fail(e.Source(), message)
	return nil
}

// elementTarget is target for an element of a pattern, where calls are not
// permitted.
func (p *parser) elementTarget(e ast.Expr) ast.Pattern {
	if _, ok := e.(*ast.Call); ok {
		p.fail(e.Source(), msgPattern)
	}
	return p.target(e, msgPattern)
}

// element converts AssignmentElement: a target with or without a default.
func (p *parser) element(e ast.Expr) (target ast.Pattern, def ast.Expr, noName bool) {
	if a, ok := e.(*ast.Assign); ok && a.Kind == ast.AssignPlain && !a.Paren {
		if _, ok := a.Target.(*ast.Call); ok {
			p.fail(a.Target.Source(), msgPattern)
		}
		return a.Target, a.Value, a.NoName
	}
	return p.elementTarget(e), nil, false
}

func (p *parser) arrayTarget(a *ast.Array) ast.Pattern {
	n := &ast.ArrayPattern{Span: a.Span}
	for i, e := range a.Elems {
		if e == nil {
			n.Elems = append(n.Elems, ast.PatternElem{})
			continue
		}
		if s, ok := e.(*ast.Spread); ok {
			if i < len(a.Elems)-1 || a.Comma {
				p.fail(s.Span, msgRestLast)
			}
			n.Rest = p.elementTarget(s.X)
			break
		}
		t, d, noName := p.element(e)
		n.Elems = append(n.Elems, ast.PatternElem{Target: t, Default: d, NoName: noName})
	}
	return n
}

func (p *parser) objectTarget(o *ast.Object) ast.Pattern {
	n := &ast.ObjectPattern{Span: o.Span}
	for i := range o.Props {
		prop := &o.Props[i]
		switch prop.Kind {
		case ast.PropSpread:
			if i < len(o.Props)-1 || o.Comma {
				p.fail(prop.Value.Source(), msgRestLast)
			}
			if isLiteral(prop.Value) {
				p.fail(prop.Value.Source(), "`...` must be followed by an assignable reference in assignment contexts")
			}
			n.Rest = p.elementTarget(prop.Value)
		case ast.PropMethod, ast.PropGet, ast.PropSet:
			p.fail(prop.Key.Source(), msgPattern)
		default:
			t, d, noName := p.element(prop.Value)
			n.Props = append(n.Props, ast.PatternProp{Key: prop.Key, Target: t, Default: d, Computed: prop.Computed, NoName: noName})
		}
	}
	return n
}

// bindingTarget parses BindingIdentifier or BindingPattern and declares its names
// (sec-destructuring-binding-patterns).
func (p *parser) bindingTarget(kind ast.BindingKind) ast.Pattern {
	switch p.Kind {
	case lexer.LBrack:
		return p.bindingArray(kind)
	case lexer.LBrace:
		return p.bindingObject(kind)
	}
	return p.bindingIdent(kind)
}

// bindingIdent parses BindingIdentifier and declares it.
func (p *parser) bindingIdent(kind ast.BindingKind) *ast.Ident {
	id := p.checkBinding(kind)
	r := p.ident.alloc()
	r.Span = p.Span
	r.Name = p.NameText(id)
	p.next()
	p.declareIdent(r, id, kind)
	return r
}

// checkBinding rejects what cannot be declared
// (sec-identifiers-static-semantics-early-errors).
func (p *parser) checkBinding(kind ast.BindingKind) lexer.Name {
	if p.Kind == lexer.Ident && p.Name <= lexer.NameYield {
		if p.Name == lexer.NameLet && (kind.Lexical() || kind == ast.BindImport) {
			p.fail(p.Span, msgLetName)
		}
		if p.strict && (p.Name == lexer.NameEval || p.Name == lexer.NameArguments) {
			p.fail(p.Span, msgEvalArguments)
		}
	}
	p.checkIdent()
	return p.Name
}

// declareIdent declares the name of r.
func (p *parser) declareIdent(r *ast.Ident, id lexer.Name, kind ast.BindingKind) {
	switch kind {
	case ast.BindVar:
		p.declareVar(id, kind, r.Span)
		p.reference(r, id)
	case ast.BindParam:
		r.Func = p.id
		r.Ref = p.declareParam(id, r.Span)
	default:
		r.Func = p.id
		r.Ref = p.declareLexical(id, kind, r.Span, false)
	}
}

// declareParam declares a parameter; whether it may repeat a name is known after
// the body.
func (p *parser) declareParam(id lexer.Name, at source.Span) *ast.Binding {
	if b := p.sym(id).decl; b != nil && int(b.Index) == p.top {
		b.Dup = true
		if p.dup.End == 0 {
			p.dup = at
		}
		return b
	}
	return p.declare(id, ast.BindParam, at.Start, p.top)
}

func (p *parser) bindingArray(kind ast.BindingKind) ast.Pattern {
	n := &ast.ArrayPattern{}
	n.Start = p.Start
	p.enter()
	p.next()
	for p.Kind != lexer.RBrack {
		if p.Kind == lexer.Comma {
			p.next()
			n.Elems = append(n.Elems, ast.PatternElem{})
			continue
		}
		if p.got(lexer.Ellipsis) {
			n.Rest = p.bindingTarget(kind)
			if p.Kind == lexer.Comma {
				p.failHere(msgRestLast)
			}
			break
		}
		t := p.bindingTarget(kind)
		n.Elems = append(n.Elems, ast.PatternElem{Target: t, Default: p.bindingDefault()})
		if p.Kind != lexer.RBrack {
			p.want(lexer.Comma)
		}
	}
	p.want(lexer.RBrack)
	p.leave()
	n.End = p.prevEnd
	return n
}

// bindingDefault parses Initializer if there is one.
func (p *parser) bindingDefault() ast.Expr {
	if p.Kind != lexer.Assign {
		return nil
	}
	p.patternExpr()
	p.next()
	return p.assignIn()
}

// patternExpr notes that the parameters of a function contain an expression.
func (p *parser) patternExpr() {
	if p.params {
		p.fn.ParamExprs = true
	}
}

func (p *parser) bindingObject(kind ast.BindingKind) ast.Pattern {
	n := &ast.ObjectPattern{}
	n.Start = p.Start
	p.enter()
	p.next()
	for p.Kind != lexer.RBrace {
		if p.got(lexer.Ellipsis) {
			if p.Kind == lexer.LBrace || p.Kind == lexer.LBrack {
				p.failHere("`...` must be followed by an identifier in declaration contexts")
			}
			n.Rest = p.bindingIdent(kind)
			if p.Kind == lexer.Comma {
				p.failHere(msgRestLast)
			}
			break
		}
		n.Props = append(n.Props, p.bindingProperty(kind))
		if p.Kind != lexer.RBrace {
			p.want(lexer.Comma)
		}
	}
	p.want(lexer.RBrace)
	p.leave()
	n.End = p.prevEnd
	return n
}

func (p *parser) bindingProperty(kind ast.BindingKind) ast.PatternProp {
	token := p.Token
	k := p.key(false)
	prop := ast.PatternProp{Key: k.expr, Computed: k.computed}
	if k.computed {
		p.patternExpr()
	}
	if p.Kind == lexer.Colon {
		p.next()
		prop.Target = p.bindingTarget(kind)
	} else {
		if k.name == 0 {
			p.unexpected()
		}
		now := p.Token
		p.Token = token
		p.checkBinding(kind)
		p.Token = now
		r := p.shorthandIdent(&token)
		p.declareIdent(r, k.name, kind)
		prop.Target = r
	}
	prop.Default = p.bindingDefault()
	return prop
}

// declareTarget declares the names of a pattern that was parsed as an expression
// as parameters of the arrow function p.fn.
func (p *parser) declareTarget(t ast.Pattern) {
	switch t := t.(type) {
	case *ast.Ident:
		if t.Paren {
			p.fail(t.Span, msgArrowParams)
		}
		t.Write = false
		p.declareParam(p.Intern(t.Name), t.Span)
	case *ast.ArrayPattern:
		for _, e := range t.Elems {
			if e.Target != nil {
				p.declareElement(e.Target, e.Default, false)
			}
		}
		if t.Rest != nil {
			p.declareTarget(t.Rest)
		}
	case *ast.ObjectPattern:
		for _, e := range t.Props {
			p.declareElement(e.Target, e.Default, e.Computed)
		}
		if t.Rest != nil {
			p.declareTarget(t.Rest)
		}
	default:
		p.fail(t.Source(), msgArrowParams)
	}
}

func (p *parser) declareElement(t ast.Pattern, def ast.Expr, computed bool) {
	if def != nil || computed {
		p.fn.ParamExprs = true
	}
	p.declareTarget(t)
}

// markWrite notes that initialising a declaration assigns to its vars.
func markWrite(t ast.Pattern) {
	switch t := t.(type) {
	case *ast.Ident:
		t.Write = true
	case *ast.ArrayPattern:
		for _, e := range t.Elems {
			if e.Target != nil {
				markWrite(e.Target)
			}
		}
		if t.Rest != nil {
			markWrite(t.Rest)
		}
	case *ast.ObjectPattern:
		for _, e := range t.Props {
			markWrite(e.Target)
		}
		if t.Rest != nil {
			markWrite(t.Rest)
		}
	}
}
