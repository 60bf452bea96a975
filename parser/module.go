package parser

import (
	"slices"
	"strings"

	"gojs/ast"
	"gojs/lexer"
	"gojs/source"
)

// pendingExport is export {local as name}, to be looked up at the end.
type pendingExport struct {
	local lexer.Name
	entry ast.ExportEntry
	at    source.Span
}

// atModuleTop reports whether import and export declarations may stand here.
func (p *parser) atModuleTop(at position) bool {
	return p.goal == ast.ModuleProgram && p.fn == nil && p.top == 0 && at == inList
}

// importStatement parses an import declaration (sec-imports), or an expression
// statement that begins with import.
func (p *parser) importStatement(at position) ast.Stmt {
	start := p.Start
	if k := p.peek().Kind; k == lexer.LParen || k == lexer.Dot {
		return p.exprStatement(start, p.expression())
	}
	if !p.atModuleTop(at) {
		if p.goal == ast.ModuleProgram {
			p.unexpected()
		}
		p.failHere("Cannot use import statement outside a module")
	}
	p.next()
	n := &ast.Import{}
	if p.Kind == lexer.String {
		n.Request = p.fromSpecifier(ast.Evaluation)
	} else {
		phase := p.importPhase()
		first := len(p.module.Imports)
		p.importClause(phase)
		if !p.word(lexer.NameFrom) {
			p.unexpected()
		}
		p.next()
		n.Request = p.fromSpecifier(phase)
		for i := first; i < len(p.module.Imports); i++ {
			p.module.Imports[i].Request = n.Request
		}
	}
	p.semicolon()
	n.Span = p.span(start)
	return n
}

// importPhase consumes defer or source where it is a phase and not a name.
func (p *parser) importPhase() ast.Phase {
	switch {
	case p.word(lexer.NameDefer):
		if p.peek().Kind == lexer.Mul {
			p.next()
			return ast.Defer
		}
	case p.word(lexer.NameSource):
		s := p.Save()
		p.Next()
		phase := p.Kind == lexer.Ident
		if p.word(lexer.NameFrom) {
			p.Next()
			phase = p.word(lexer.NameFrom)
		}
		p.Restore(s)
		if phase {
			p.next()
			return ast.Source
		}
	}
	return ast.Evaluation
}

// importClause parses what is between import and from.
func (p *parser) importClause(phase ast.Phase) {
	if p.Kind == lexer.Ident && phase != ast.Defer {
		name := "default"
		if phase == ast.Source {
			name = ""
		}
		p.importBinding(ast.ImportEntry{Name: name})
		if phase == ast.Source || !p.got(lexer.Comma) {
			return
		}
	}
	switch {
	case p.got(lexer.Mul):
		if !p.word(lexer.NameAs) {
			p.unexpected()
		}
		p.next()
		p.importBinding(ast.ImportEntry{Namespace: true})
	case p.Kind == lexer.LBrace && phase == ast.Evaluation:
		p.next()
		for p.Kind != lexer.RBrace {
			p.importSpecifier()
			if p.Kind != lexer.RBrace {
				p.want(lexer.Comma)
			}
		}
		p.next()
	default:
		p.unexpected()
	}
}

func (p *parser) importBinding(e ast.ImportEntry) {
	e.Pos = p.Start
	r := p.bindingIdent(ast.BindImport)
	e.Local = r.Ref
	e.Local.Import = int32(len(p.module.Imports))
	p.module.Imports = append(p.module.Imports, e)
}

func (p *parser) importSpecifier() {
	token := p.Token
	e := ast.ImportEntry{Name: p.exportName()}
	if p.word(lexer.NameAs) {
		p.next()
	} else {
		now := p.Save()
		p.Token = token
		p.checkBinding(ast.BindImport)
		r := p.shorthandIdent(&token)
		p.Restore(now)
		p.declareIdent(r, token.Name, ast.BindImport)
		e.Local, e.Pos = r.Ref, r.Start
		e.Local.Import = int32(len(p.module.Imports))
		p.module.Imports = append(p.module.Imports, e)
		return
	}
	p.importBinding(e)
}

// exportName parses ModuleExportName.
func (p *parser) exportName() string {
	if p.Kind == lexer.String {
		for s := p.Str; len(s) > 0; {
			r, n := source.DecodeRune(s)
			if source.IsSurrogate(r) {
				p.failHere("Invalid module export name: contains unpaired surrogate character")
			}
			s = s[n:]
		}
		name := p.Str
		p.next()
		return name
	}
	if !p.isName() {
		p.unexpected()
	}
	name := p.NameText(p.Name)
	p.next()
	return name
}

// fromSpecifier parses a module specifier and its attributes, and returns the
// index of the request.
func (p *parser) fromSpecifier(phase ast.Phase) int {
	if p.Kind != lexer.String {
		p.unexpected()
	}
	req := ast.ModuleRequest{Specifier: p.Str, Phase: phase, Pos: p.Start}
	p.next()
	if p.got(lexer.With) {
		req.Attributes = p.importAttributes()
	}
	for i := range p.module.Requests {
		r := &p.module.Requests[i]
		if r.Specifier == req.Specifier && r.Phase == phase && slices.Equal(r.Attributes, req.Attributes) {
			return i
		}
	}
	p.module.Requests = append(p.module.Requests, req)
	return len(p.module.Requests) - 1
}

// importAttributes parses WithClause after with.
func (p *parser) importAttributes() []ast.ImportAttribute {
	var list []ast.ImportAttribute
	p.want(lexer.LBrace)
	for p.Kind != lexer.RBrace {
		at := p.Span
		var a ast.ImportAttribute
		switch {
		case p.Kind == lexer.String:
			a.Key = p.Str
		case p.isName():
			a.Key = p.NameText(p.Name)
		default:
			p.unexpected()
		}
		p.next()
		p.want(lexer.Colon)
		if p.Kind != lexer.String {
			p.unexpected()
		}
		a.Value = p.Str
		p.next()
		for _, b := range list {
			if a.Key == b.Key {
				p.fail(at, "Import attributes has a duplicate key '"+a.Key+"'")
			}
		}
		list = append(list, a)
		if p.Kind != lexer.RBrace {
			p.want(lexer.Comma)
		}
	}
	p.next()
	slices.SortFunc(list, func(a, b ast.ImportAttribute) int { return strings.Compare(a.Key, b.Key) })
	return list
}

// exportStatement parses an export declaration (sec-exports).
func (p *parser) exportStatement(at position) ast.Stmt {
	if !p.atModuleTop(at) {
		p.unexpected()
	}
	start := p.Start
	p.next()
	phase := ast.Evaluation
	if p.word(lexer.NameDefer) {
		phase = ast.Defer
		p.next()
		if p.Kind != lexer.Mul && p.Kind != lexer.LBrace {
			p.unexpected()
		}
	}
	switch p.Kind {
	case lexer.Mul:
		return p.exportStar(start, phase)
	case lexer.LBrace:
		return p.exportNames(start, phase)
	case lexer.Default:
		return p.exportDefault(start, nil)
	case lexer.At:
		classStart := p.Start
		decorators := p.decoratorList()
		if p.Kind != lexer.Class {
			p.unexpected()
		}
		n := &ast.ExportDecl{Decl: p.classDeclaration(classStart, decorators, false)}
		return p.exportDeclared(n, start)
	}
	return p.exportDecl(start)
}

func (p *parser) exportDecl(start int32) ast.Stmt {
	n := &ast.ExportDecl{}
	from := p.Start
	switch {
	case p.Kind == lexer.Var:
		p.next()
		n.Decl = p.varStatement(from, ast.VarVar)
	case p.Kind == lexer.Const:
		p.next()
		n.Decl = p.varStatement(from, ast.VarConst)
	case p.word(lexer.NameLet):
		p.next()
		n.Decl = p.varStatement(from, ast.VarLet)
	case p.Kind == lexer.Function:
		n.Decl = p.funcDeclaration(from, false, false)
	case p.word(lexer.NameAsync) && p.asyncFunctionFollows():
		p.next()
		n.Decl = p.funcDeclaration(from, true, false)
	case p.Kind == lexer.Class:
		n.Decl = p.classDeclaration(from, nil, false)
	default:
		p.unexpected()
	}
	return p.exportDeclared(n, start)
}

// exportDeclared exports all names of a declaration.
func (p *parser) exportDeclared(n *ast.ExportDecl, start int32) ast.Stmt {
	n.Span = p.span(start)
	switch d := n.Decl.(type) {
	case *ast.VarDecl:
		for _, x := range d.Decls {
			p.exportTarget(x.Target)
		}
	case *ast.FuncDecl:
		p.exportLocal(d.Func.Name, d.Func.Name.Name)
	case *ast.ClassDecl:
		p.exportLocal(d.Class.Name, d.Class.Name.Name)
	}
	return n
}

func (p *parser) asyncFunctionFollows() bool {
	t := p.peek()
	return t.Kind == lexer.Function && !t.Newline
}

func (p *parser) exportTarget(t ast.Pattern) {
	switch t := t.(type) {
	case *ast.Ident:
		p.exportLocal(t, t.Name)
	case *ast.ArrayPattern:
		for _, e := range t.Elems {
			p.exportTarget(e.Target)
		}
		p.exportTarget(t.Rest)
	case *ast.ObjectPattern:
		for _, e := range t.Props {
			p.exportTarget(e.Target)
		}
		p.exportTarget(t.Rest)
	}
}

// exportLocal exports the local name of r.
func (p *parser) exportLocal(r *ast.Ident, as string) {
	p.addExport(as, r.Span)
	p.pending = append(p.pending, pendingExport{
		local: p.Intern(r.Name),
		entry: ast.ExportEntry{Export: as, Request: -1, Pos: r.Start},
		at:    r.Span,
	})
}

func (p *parser) addExport(name string, at source.Span) {
	if p.exports[name] {
		p.fail(at, "Duplicate export of '"+name+"'")
	}
	p.exports[name] = true
}

// exportStar parses export * from and export * as name from.
func (p *parser) exportStar(start int32, phase ast.Phase) ast.Stmt {
	e := ast.ExportEntry{All: true, Pos: p.Start}
	p.next()
	if p.word(lexer.NameAs) {
		p.next()
		at := p.Span
		e.Export = p.exportName()
		p.addExport(e.Export, at)
		e.Request = p.exportFrom(phase)
		p.module.IndirectExports = append(p.module.IndirectExports, e)
	} else {
		e.Request = p.exportFrom(phase)
		p.module.StarExports = append(p.module.StarExports, e)
	}
	p.semicolon()
	return &ast.ExportNames{Span: p.span(start)}
}

func (p *parser) exportFrom(phase ast.Phase) int {
	if !p.word(lexer.NameFrom) {
		p.unexpected()
	}
	p.next()
	return p.fromSpecifier(phase)
}

// exportNames parses export {...} with or without from.
func (p *parser) exportNames(start int32, phase ast.Phase) ast.Stmt {
	p.next()
	var tokens []lexer.Token
	first := len(p.pending)
	for p.Kind != lexer.RBrace {
		tokens = append(tokens, p.Token)
		local := p.exportName()
		at, as := tokens[len(tokens)-1].Span, local
		if p.word(lexer.NameAs) {
			p.next()
			at = p.Span
			as = p.exportName()
		}
		p.addExport(as, at)
		p.pending = append(p.pending, pendingExport{
			entry: ast.ExportEntry{Export: as, Import: local, Request: -1, Pos: at.Start},
			at:    tokens[len(tokens)-1].Span,
		})
		if p.Kind != lexer.RBrace {
			p.want(lexer.Comma)
		}
	}
	p.next()
	if p.word(lexer.NameFrom) || phase == ast.Defer {
		request := p.exportFrom(phase)
		for _, e := range p.pending[first:] {
			e.entry.Request = request
			p.module.IndirectExports = append(p.module.IndirectExports, e.entry)
		}
		p.pending = p.pending[:first]
	} else {
		for i := range tokens {
			now := p.Save()
			p.Token = tokens[i]
			p.checkIdent()
			p.Restore(now)
			p.pending[first+i].local = tokens[i].Name
			p.pending[first+i].entry.Import = ""
		}
	}
	p.semicolon()
	return &ast.ExportNames{Span: p.span(start)}
}

// exportClass parses export after the decorators of a class.
func (p *parser) exportClass(start int32, decorators []ast.Expr) ast.Stmt {
	if !p.atModuleTop(inList) {
		p.unexpected()
	}
	p.next()
	if p.Kind == lexer.Default {
		return p.exportDefault(start, decorators)
	}
	if p.Kind != lexer.Class {
		p.unexpected()
	}
	n := &ast.ExportDecl{Decl: p.classDeclaration(p.Start, decorators, false)}
	return p.exportDeclared(n, start)
}

// exportDefault parses export default; decorators are those before export.
func (p *parser) exportDefault(start int32, decorators []ast.Expr) ast.Stmt {
	n := &ast.ExportDefault{}
	p.addExport("default", p.Span)
	p.next()
	from := p.Start
	if p.Kind == lexer.At && decorators == nil {
		decorators = p.decoratorList()
	}
	if decorators != nil && p.Kind != lexer.Class {
		p.unexpected()
	}
	switch {
	case p.Kind == lexer.Function:
		d := p.funcDeclaration(from, false, true)
		n.Decl, n.Binding = d, d.Binding
	case p.word(lexer.NameAsync) && p.asyncFunctionFollows():
		p.next()
		d := p.funcDeclaration(from, true, true)
		n.Decl, n.Binding = d, d.Binding
	case p.Kind == lexer.Class:
		d := p.classDeclaration(from, decorators, true)
		n.Decl, n.Binding = d, d.Binding
	default:
		n.X = p.assign()
		n.Binding = p.declareDefault(ast.BindDefault)
		n.Binding.Init = p.prevEnd
		p.semicolon()
	}
	n.Binding.Exported = true
	n.Span = p.span(start)
	p.module.LocalExports = append(p.module.LocalExports,
		ast.ExportEntry{Export: "default", Request: -1, Local: n.Binding, Pos: from})
	return n
}

// declareDefault declares the binding of an anonymous default export.
func (p *parser) declareDefault(kind ast.BindingKind) *ast.Binding {
	b := p.declareLexical(lexer.NameStarDefault, kind, p.Span, false)
	b.Used = true
	return b
}

// finishExports gives local exports their bindings, which must exist; those of
// imported names become indirect exports (sec-parsemodule).
func (p *parser) finishExports() {
	for _, e := range p.pending {
		b := p.sym(e.local).decl
		if b == nil || b.Index != 0 {
			p.fail(e.at, "Export '"+p.file.Slice(e.at)+"' is not defined in module")
		}
		b.Exported = true
		b.Used = true
		if b.Kind == ast.BindImport {
			im := &p.module.Imports[b.Import]
			if !im.Namespace && p.module.Requests[im.Request].Phase == ast.Evaluation {
				e.entry.Request, e.entry.Import = im.Request, im.Name
				p.module.IndirectExports = append(p.module.IndirectExports, e.entry)
				continue
			}
		}
		e.entry.Local = b
		p.module.LocalExports = append(p.module.LocalExports, e.entry)
	}
}
