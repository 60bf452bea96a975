package parser

import (
	"gojs/ast"
	"gojs/lexer"
	"gojs/source"
)

// classState is a class body being parsed.
type classState struct {
	outer   *classState
	node    *ast.Class
	decls   []*ast.PrivateDecl
	byName  map[string]*ast.PrivateDecl // when there are many
	uses    []*ast.PrivateName
	start   int32
	derived bool
	// decorated: something has a decorator, which can call methods early.
	decorated bool
}

// manyPrivate is the number of private names from which a class has a map.
const manyPrivate = 8

func (c *classState) find(name string) *ast.PrivateDecl {
	if c.byName != nil {
		return c.byName[name]
	}
	for _, d := range c.decls {
		if d.Name == name {
			return d
		}
	}
	return nil
}

// declarePrivate declares #name; a getter and a setter that are both static or
// both not may share one (sec-class-definitions-static-semantics-early-errors).
func (p *parser) declarePrivate(e *ast.ClassElement, name string, at source.Span) *ast.PrivateDecl {
	c := p.class
	d := c.find(name)
	get, set := e.Kind == ast.ElemGet, e.Kind == ast.ElemSet
	if d != nil {
		pair := get && d.HasSet && !d.HasGet || set && d.HasGet && !d.HasSet
		if !pair || d.Static != e.Static {
			p.fail(at, "Identifier '"+name+"' has already been declared")
		}
	} else {
		d = &ast.PrivateDecl{Name: name, Kind: e.Kind, Static: e.Static, Pos: at.Start}
		c.decls = append(c.decls, d)
		if c.byName != nil {
			c.byName[name] = d
		} else if len(c.decls) > manyPrivate {
			c.byName = map[string]*ast.PrivateDecl{}
			for _, d := range c.decls {
				c.byName[d.Name] = d
			}
		}
	}
	d.HasGet = d.HasGet || get
	d.HasSet = d.HasSet || set
	return d
}

// privateUse consumes a private name that refers to one of a class around it.
func (p *parser) privateUse() *ast.PrivateName {
	n := &ast.PrivateName{Span: p.Span, Name: p.NameText(p.Name)}
	p.next()
	if p.class == nil {
		p.checkOuterPrivate(n)
	} else {
		p.class.uses = append(p.class.uses, n)
	}
	return n
}

// closePrivate gives uses their declarations; those without go to the class
// around, or to the code around an eval.
func (p *parser) closePrivate() []*ast.PrivateDecl {
	c := p.class
	p.class = c.outer
	for _, u := range c.uses {
		if u.Ref = c.find(u.Name); u.Ref != nil {
			continue
		}
		if p.class == nil {
			p.checkOuterPrivate(u)
		} else {
			p.class.uses = append(p.class.uses, u)
		}
	}
	return c.decls
}

func (p *parser) checkOuterPrivate(u *ast.PrivateName) {
	for _, name := range p.outer {
		if name == u.Name {
			return
		}
	}
	p.fail(u.Span, "Private field '"+u.Name+"' must be declared in an enclosing class")
}

func (p *parser) classExpr(start int32, decorators []ast.Expr) ast.Expr {
	c := &ast.Class{Decorators: decorators}
	c.Start = start
	p.classRest(c, nil)
	return &ast.ClassExpr{Span: c.Span, Class: c}
}

// classDeclaration parses a class declaration whose current token is class.
func (p *parser) classDeclaration(start int32, decorators []ast.Expr, optionalName bool) *ast.ClassDecl {
	c := &ast.Class{Decorators: decorators}
	c.Start = start
	n := &ast.ClassDecl{Class: c}
	p.classRest(c, func(id lexer.Name) {
		if id == 0 {
			if !optionalName {
				p.unexpected()
			}
			n.Binding = p.declareDefault(ast.BindDefault)
			return
		}
		n.Binding = p.declareLexical(id, ast.BindClass, c.Name.Span, false)
		c.Name.Ref = n.Binding
	})
	n.Binding.Init = p.prevEnd
	n.Span = c.Span
	return n
}

// classRest parses class, the name, heritage and body (sec-class-definitions).
// declare is called with the name, 0 for none, before the class's own scope opens.
func (p *parser) classRest(c *ast.Class, declare func(lexer.Name)) {
	p.enter()
	strict := p.strict
	p.strict = true
	classStart := p.Start
	p.next()
	var id lexer.Name
	if p.Kind != lexer.LBrace && p.Kind != lexer.Extends {
		id = p.checkBinding(ast.BindClassName)
		c.Name = p.ident.alloc()
		c.Name.Span, c.Name.Name, c.Name.Func = p.Span, p.NameText(id), p.id
		p.next()
	}
	if declare != nil {
		declare(id)
	}
	s := p.openScope(ast.ScopeClass, classStart)
	noIn := p.noIn
	p.noIn = false
	if p.class != nil {
		c.Outer = p.class.node
	}
	derived := p.got(lexer.Extends)
	if derived {
		c.Super = p.heritage()
	}
	p.class = &classState{outer: p.class, node: c, start: classStart, derived: derived, decorated: len(c.Decorators) > 0}
	p.classBody(c)
	plain := !p.class.decorated
	c.Private = p.closePrivate()
	p.noIn = noIn
	if id != 0 && (s.hasEval || p.referenced(id, s.start)) {
		b := p.declare(id, ast.BindClassName, c.Name.Start, p.top)
		b.Init = p.prevEnd
		if declare == nil {
			c.Name.Ref = b
		}
	}
	p.plainClass = plain
	c.Scope = p.closeScope()
	p.strict = strict
	c.End = p.prevEnd
	p.leave()
}

// heritage parses the LeftHandSideExpression after extends.
func (p *parser) heritage() ast.Expr {
	start := p.Start
	old := p.coverErr
	p.coverErr.Start = -1
	e := p.subscripts(p.primary(), start)
	p.raiseCover()
	p.coverErr = old
	return e
}

func (p *parser) classBody(c *ast.Class) {
	p.want(lexer.LBrace)
	old := p.coverErr
	p.coverErr.Start = -1
	for p.Kind != lexer.RBrace {
		if p.got(lexer.Semicolon) {
			continue
		}
		p.classElement(c)
	}
	p.coverErr = old
	p.next()
}

// elementHead is what stands before the ( or = of an element.
type elementHead struct {
	propertyKey
	start            int32
	kind             ast.ElementKind
	static           bool
	async, generator bool
	method           bool // must be one
}

// classElement parses ClassElement.
func (p *parser) classElement(c *ast.Class) {
	at := p.Start
	var decorators []ast.Expr
	if p.Kind == lexer.At {
		decorators = p.decoratorList()
		p.class.decorated = true
	}
	h := p.elementHead()
	if h.expr == nil {
		if decorators != nil {
			p.unexpected()
		}
		c.Elements = append(c.Elements, p.staticBlock(at))
		return
	}
	e := ast.ClassElement{Kind: h.kind, Static: h.static, Computed: h.computed, Key: h.expr, Decorators: decorators}
	if p.Kind == lexer.LParen && h.kind != ast.ElemAccessor || h.method {
		e.Kind = h.kind
		if h.kind == ast.ElemField {
			e.Kind = ast.ElemMethod
		}
		p.classMethod(c, &e, &h)
	} else {
		p.field(&e, &h)
	}
	e.Span = p.span(at)
	if e.Key != nil {
		c.Elements = append(c.Elements, e)
	}
}

// elementHead parses modifiers and key. The key is nil for a static block. A
// modifier may itself be the key: modifier tells.
func (p *parser) elementHead() (h elementHead) {
	h.kind = ast.ElemField
	h.start = p.Start
	if p.word(lexer.NameStatic) {
		if p.modifier(&h) {
			return h
		}
		if p.Kind == lexer.LBrace {
			h.expr = nil
			return h
		}
		h.static = true
		h.start = p.Start
	}
	switch {
	case p.word(lexer.NameGet), p.word(lexer.NameSet):
		kind := ast.ElemGet
		if p.Name == lexer.NameSet {
			kind = ast.ElemSet
		}
		if p.modifier(&h) || p.Newline && p.Kind == lexer.Mul {
			return h
		}
		h.kind, h.method = kind, true
	case p.word(lexer.NameAsync):
		if p.modifier(&h) || p.Newline {
			return h
		}
		h.async, h.method = true, true
		h.generator = p.got(lexer.Mul)
	case p.word(lexer.NameAccessor):
		if p.modifier(&h) || p.Newline {
			return h
		}
		h.kind = ast.ElemAccessor
	case p.Kind == lexer.Mul:
		p.next()
		h.generator, h.method = true, true
	}
	if p.Kind == lexer.PrivateName {
		h.propertyKey = propertyKey{kind: p.Kind, span: p.Span}
		h.expr = &ast.PrivateName{Span: p.Span, Name: p.NameText(p.Name)}
		p.next()
		return h
	}
	h.propertyKey = p.key(false)
	return h
}

// modifier consumes a word that may modify an element. It is the element's key
// when nothing that could be a key follows: then modifier returns true. Either way h has it as
// its key.
func (p *parser) modifier(h *elementHead) bool {
	h.propertyKey = propertyKey{name: p.Name, kind: p.Kind, span: p.Span}
	h.expr = p.nameString()
	switch p.Kind {
	case lexer.LParen, lexer.Assign, lexer.Semicolon, lexer.RBrace, lexer.EOF:
		return true
	}
	return false
}

// literalName returns the name of a key that is an identifier or a string.
func (h *elementHead) literalName() string {
	if s, ok := h.expr.(*ast.String); ok && !h.computed {
		return s.Value
	}
	return ""
}

// classMethod parses a method, accessor or constructor.
func (p *parser) classMethod(c *ast.Class, e *ast.ClassElement, h *elementHead) {
	if p.Kind != lexer.LParen {
		p.unexpected()
	}
	f := p.function.alloc()
	f.Start = h.start
	f.Async, f.Generator = h.async, h.generator
	e.Func = f
	switch e.Kind {
	case ast.ElemGet:
		f.Kind = ast.FuncGet
	case ast.ElemSet:
		f.Kind = ast.FuncSet
	default:
		f.Kind = ast.FuncMethod
	}
	name := h.literalName()
	switch {
	case !h.static && name == "constructor":
		p.checkConstructor(c, h, f)
		f.Kind = ast.FuncConstructor
		if p.class.derived {
			f.Kind = ast.FuncDerivedConstructor
		}
		if e.Decorators != nil {
			p.fail(h.span, "Class constructor may not be decorated")
		}
		c.Constructor = f
		e.Key = nil
	case h.static && name == "prototype":
		p.fail(h.span, "Classes may not have a static property named 'prototype'")
	}
	p.privateKey(e, h)
	id := len(p.funcs)
	p.method(f)
	p.funcs[id].class = p.class.start + 1
}

func (p *parser) checkConstructor(c *ast.Class, h *elementHead, f *ast.Function) {
	switch {
	case f.Kind != ast.FuncMethod:
		p.fail(h.span, "Class constructor may not be an accessor")
	case f.Async:
		p.fail(h.span, "Class constructor may not be an async method")
	case f.Generator:
		p.fail(h.span, "Class constructor may not be a generator")
	case c.Constructor != nil:
		p.fail(h.span, "A class may only have one constructor")
	}
}

// privateKey declares the key of an element if it is private.
func (p *parser) privateKey(e *ast.ClassElement, h *elementHead) {
	n, ok := h.expr.(*ast.PrivateName)
	if !ok {
		return
	}
	if n.Name == "#constructor" {
		p.fail(n.Span, "Classes may not have a private field named '#constructor'")
	}
	n.Ref = p.declarePrivate(e, n.Name, n.Span)
}

// field parses the rest of FieldDefinition or an auto-accessor.
func (p *parser) field(e *ast.ClassElement, h *elementHead) {
	name := h.literalName()
	switch {
	case name == "constructor":
		p.fail(h.span, "Classes may not have a field named 'constructor'")
	case h.static && name == "prototype":
		p.fail(h.span, "Classes may not have a static property named 'prototype'")
	}
	p.privateKey(e, h)
	if p.Kind == lexer.Assign {
		p.next()
		e.Func = p.fieldInit()
	}
	p.semicolon()
}

// fieldInit parses the initialiser of a field as a function of its own.
func (p *parser) fieldInit() *ast.Function {
	f := p.function.alloc()
	f.Start = p.Start
	f.Kind = ast.FuncField
	f.SimpleParams = true
	saved := p.openFunc(f, f.Start)
	p.funcs[f.ID].class = p.class.start + 1
	p.noArguments, p.returnOK = true, false
	p.openVarScope(ast.ScopeFunction, f.Start)
	f.ExprBody = p.assign()
	f.End = p.prevEnd
	f.BodySpan = f.Span
	p.finishFunction(f)
	p.context = saved
	return f
}

// staticBlock parses ClassStaticBlock; static has been consumed.
func (p *parser) staticBlock(start int32) ast.ClassElement {
	f := p.function.alloc()
	f.Start = start
	f.Kind = ast.FuncStatic
	f.SimpleParams = true
	saved := p.openFunc(f, start)
	p.funcs[f.ID].class = p.class.start + 1
	p.noArguments, p.awaitName, p.returnOK = true, true, false
	p.openVarScope(ast.ScopeFunction, p.Start)
	p.functionBodyWithoutDirectives(f)
	p.context = saved
	return ast.ClassElement{Span: f.Span, Kind: ast.ElemStaticBlock, Static: true, Func: f}
}

func (p *parser) functionBodyWithoutDirectives(f *ast.Function) {
	p.enter()
	f.BodySpan.Start = p.Start
	p.want(lexer.LBrace)
	mark := len(p.stmts)
	p.statementsUntil(lexer.RBrace)
	f.Body = p.takeStmts(mark)
	f.BodySpan.End = p.End
	p.finishFunction(f)
	p.next()
	f.End = p.prevEnd
	p.leave()
}

// decoratorList parses DecoratorList of the decorators proposal:
// @name.name(...) and @(expression).
func (p *parser) decoratorList() []ast.Expr {
	var list []ast.Expr
	for p.got(lexer.At) {
		list = append(list, p.decorator())
	}
	return list
}

func (p *parser) decorator() ast.Expr {
	start := p.Start
	if p.Kind == lexer.LParen {
		p.next()
		e := p.expressionIn()
		p.want(lexer.RParen)
		return e
	}
	e := ast.Expr(p.decoratorIdent())
	for p.got(lexer.Dot) {
		e = p.dotName(e, start, false)
	}
	if p.Kind == lexer.LParen {
		e = p.callRest(e, start, false)
	}
	return e
}

func (p *parser) decoratorIdent() *ast.Ident {
	p.checkIdent()
	token := p.Token
	p.next()
	r := p.shorthandIdent(&token)
	p.reference(r, token.Name)
	return r
}
