package parser

import (
	"gojs/ast"
	"gojs/lexer"
	"gojs/source"
)

// symbol is what is known of a name at one moment.
type symbol struct {
	refs *ast.Ident   // unresolved references, newest first, linked by Next
	decl *ast.Binding // innermost open declaration, linked by Outer
}

// scopeState is an open scope. Its ast.Scope exists once something needs it.
type scopeState struct {
	node       *ast.Scope
	kind       ast.ScopeKind
	catchBody  bool
	hasEval    bool
	sloppyEval bool
	start      int32
	entries    []entry
	funcs      []*ast.FuncDecl
	candidates []candidate
	child      *ast.Scope // closed scopes directly inside, newest first
	last       *ast.Scope // the oldest of them
}

type entry struct {
	b  *ast.Binding
	id lexer.Name
}

// candidate is a function in a block that may also become a var
// (sec-block-level-function-declarations-web-legacy-compatibility-semantics).
type candidate struct {
	decl *ast.FuncDecl
	id   lexer.Name
}

// While a scope is open, the Index of its bindings is its place in p.scopes.

func (p *parser) openScope(kind ast.ScopeKind, start int32) *scopeState {
	p.top++
	if p.top == len(p.scopes) {
		p.scopes = append(p.scopes, &scopeState{})
	}
	s := p.scopes[p.top]
	*s = scopeState{kind: kind, start: start, entries: s.entries[:0], funcs: s.funcs[:0], candidates: s.candidates[:0]}
	return s
}

// openVarScope opens the scope that var declarations go to.
func (p *parser) openVarScope(kind ast.ScopeKind, start int32) *scopeState {
	s := p.openScope(kind, start)
	p.varScope = p.top
	return s
}

func (p *parser) scopeNode(s *scopeState) *ast.Scope {
	if s.node == nil {
		s.node = p.scope.alloc()
		s.node.Kind = s.kind
		s.node.Start = s.start
		s.node.Func = p.fn
	}
	return s.node
}

func (p *parser) sym(id lexer.Name) *symbol {
	if int(id) >= len(p.syms) {
		p.syms = append(p.syms, make([]symbol, max(len(p.syms), p.NameCount()-len(p.syms)))...)
	}
	return &p.syms[id]
}

// declare adds a binding to the scope at depth, whose name must be new there.
func (p *parser) declare(id lexer.Name, kind ast.BindingKind, pos int32, depth int) *ast.Binding {
	s := p.scopes[depth]
	b := p.binding.alloc()
	b.Name = p.NameText(id)
	b.Kind = kind
	b.Pos = pos
	b.Func = p.id
	b.Scope = p.scopeNode(s)
	b.Index = int32(depth)
	b.LastVar = -1
	s.entries = append(s.entries, entry{b, id})
	link := &p.sym(id).decl
	for *link != nil && (*link).Index > b.Index {
		link = &(*link).Outer
	}
	b.Outer = *link
	*link = b
	return b
}

func (p *parser) redeclared(id lexer.Name, s source.Span) {
	p.fail(s, "Identifier '"+p.NameText(id)+"' has already been declared")
}

// declareVar declares a var or, with kind BindFunction, a function at the top
// of a function or script.
func (p *parser) declareVar(id lexer.Name, kind ast.BindingKind, at source.Span) *ast.Binding {
	b := p.sym(id).decl
	for ; b != nil && int(b.Index) > p.varScope; b = b.Outer {
		if b.Kind != ast.BindCatch {
			p.redeclared(id, at)
		}
	}
	var param *ast.Binding
	if b != nil && int(b.Index) == p.varScope-1 && b.Kind == ast.BindParam && p.scopes[p.varScope].kind == ast.ScopeBody {
		param = b
	}
	if b == nil || int(b.Index) < p.varScope {
		b = p.declare(id, kind, at.Start, p.varScope)
		b.Param = param
	} else {
		switch b.Kind {
		case ast.BindVar:
			if kind == ast.BindFunction {
				b.Kind = kind
			}
			b.AnnexB = false
		case ast.BindFunction, ast.BindParam:
		default:
			p.redeclared(id, at)
		}
	}
	b.LastVar = at.Start
	return b
}

// declareLexical declares a name in the innermost scope. again says that it may
// be a sloppy function beside another.
func (p *parser) declareLexical(id lexer.Name, kind ast.BindingKind, at source.Span, again bool) *ast.Binding {
	s := p.scopes[p.top]
	for b := p.sym(id).decl; b != nil && int(b.Index) >= min(p.varScope, p.top-1); b = b.Outer {
		depth := int(b.Index)
		conflict := depth == p.top ||
			depth == p.top-1 && (s.catchBody || s.kind == ast.ScopeBody && b.Kind == ast.BindParam) ||
			depth == p.varScope && b.LastVar >= s.start
		if depth == p.top && again && b.Kind == ast.BindLexicalFunction && b.Dup {
			return b
		}
		if conflict {
			p.redeclared(id, at)
		}
	}
	b := p.declare(id, kind, at.Start, p.top)
	b.Dup = again
	return b
}

// reference records a use of a name, to be resolved when a scope declares it.
func (p *parser) reference(r *ast.Ident, id lexer.Name) {
	r.Func, r.InWith = p.id, p.inWith
	s := p.sym(id)
	r.Next = s.refs
	s.refs = r
	if p.cover > 0 {
		p.refLog = append(p.refLog, r)
	}
}

// hidden records a use of this, new.target and the like.
func (p *parser) hidden(r *ast.Ident, id lexer.Name, name string, at source.Span) {
	r.Span = at
	r.Name = name
	p.reference(r, id)
	r.InWith = false
}

// referenced reports whether there are unresolved references to id from start on.
func (p *parser) referenced(id lexer.Name, start int32) bool {
	r := p.sym(id).refs
	return r != nil && r.Start >= start
}

// resolve gives b all references to id from start on.
func (p *parser) resolve(b *ast.Binding, id lexer.Name, start int32) {
	s := &p.syms[id]
	r := s.refs
	lexical := b.Kind.Lexical() || b.Kind == ast.BindParam && b.Scope.Func.ParamExprs
	for r != nil && r.Start >= start {
		r.Ref = b
		next := r.Next
		r.Next = nil
		if r.InWith {
			b.Captured, b.Used = true, true
		}
		if r.Start != b.Pos || r.Func != b.Func {
			b.Used = true
			if r.Write {
				b.Assigned = true
			}
			if r.Func != b.Func {
				b.Captured = true
			}
			if lexical && p.early(r, b) {
				r.CheckTDZ = true
				b.CheckTDZ = true
			}
		} else if r.Write && b.Kind == ast.BindVar {
			b.Assigned = true
		}
		r = next
	}
	s.refs = r
}

// maxClosureWalk bounds how far early looks for the closure that runs a reference.
const maxClosureWalk = 16

// early reports whether reference r may run before b is initialised. It
// cannot when it stands after the initialisation, unless b is in a switch, where
// that may have been jumped over. In an inner function what counts is where the
// outermost closure around r, inside the function of b, comes into being.
func (p *parser) early(r *ast.Ident, b *ast.Binding) bool {
	if b.Scope.Kind == ast.ScopeSwitch || r.Start < b.Init || b.Init == 0 {
		return true
	}
	id := r.Func
	for n := 0; id != b.Func; n++ {
		info := p.funcs[id]
		if info.outer == b.Func {
			if b.Kind == ast.BindClassName && p.plainClass && info.class == b.Scope.Start+1 {
				return false // without decorators, elements run once the class has its name
			}
			return info.created < b.Init
		}
		if id == 0 || n == maxClosureWalk {
			return true
		}
		id = info.outer
	}
	return false
}

// closeScope closes the innermost scope, which is none for var declarations,
// and returns it, nil when nothing needs it.
func (p *parser) closeScope() *ast.Scope {
	s := p.scopes[p.top]
	for _, c := range s.candidates {
		if c.decl.Binding.Scope != s.node {
			if b := p.syms[c.id].decl; b != nil && int(b.Index) == p.top && b.Kind != ast.BindCatch {
				continue
			}
		}
		up := p.scopes[p.top-1]
		up.candidates = append(up.candidates, c)
	}
	return p.finishScope(s, false)
}

// closeVarScope closes the innermost scope, to which var declarations go.
func (p *parser) closeVarScope(keep bool) *ast.Scope {
	s := p.scopes[p.top]
	if s.kind == ast.ScopeEval {
		for _, c := range s.candidates {
			if b := p.syms[c.id].decl; b == nil || int(b.Index) != p.top {
				up := p.scopes[p.top-1]
				up.candidates = append(up.candidates, c)
			}
		}
	} else {
		p.hoist(s)
	}
	if s.sloppyEval && s.kind != ast.ScopeGlobal && s.kind != ast.ScopeEval {
		p.scopeNode(s).Dynamic = true
	}
	return p.finishScope(s, keep)
}

// hoist turns the functions in blocks that conflict with nothing into vars of s.
func (p *parser) hoist(s *scopeState) {
	for _, c := range s.candidates {
		b := p.syms[c.id].decl
		if c.id == lexer.NameArguments && (s.kind == ast.ScopeBody || s.kind == ast.ScopeFunction) && !p.fn.Arrow() &&
			(b == nil || int(b.Index) < p.top || b.Kind == ast.BindVar) {
			continue // the arguments object counts as a parameter
		}
		switch {
		case b == nil || int(b.Index) < p.top:
			if b != nil && s.kind == ast.ScopeBody && int(b.Index) == p.top-1 && b.Kind == ast.BindParam {
				continue
			}
			b = p.declare(c.id, ast.BindVar, c.decl.Func.Name.Start, p.top)
			b.AnnexB = true
		case b.Kind != ast.BindVar && b.Kind != ast.BindFunction:
			continue
		}
		b.Assigned = true
		b.Used = true
		c.decl.AnnexB = b
	}
}

// finishScope resolves the names of the innermost scope s and removes it.
func (p *parser) finishScope(s *scopeState, keep bool) *ast.Scope {
	if s.hasEval || keep {
		p.scopeNode(s)
	}
	up := (*scopeState)(nil)
	if p.top > 0 {
		up = p.scopes[p.top-1]
		up.hasEval = up.hasEval || s.hasEval
	}
	n := s.node
	if n == nil {
		p.top--
		if s.child != nil {
			up.adopt(s.child, s.last)
		}
		return nil
	}
	n.Strict = p.strict
	n.HasDirectEval = s.hasEval
	p.resolveAll(s, n)
	if len(s.funcs) > 0 {
		n.Functions = append([]*ast.FuncDecl(nil), s.funcs...)
	}
	for c := s.child; c != nil; {
		next := c.Sibling
		c.Parent = n
		c.Sibling = n.Child
		n.Child = c
		c = next
	}
	p.top--
	if up != nil {
		n.Sibling = nil
		up.adopt(n, n)
	}
	return n
}

// adopt puts a list of closed scopes, newest first, before s's own.
func (s *scopeState) adopt(first, last *ast.Scope) {
	last.Sibling = s.child
	if s.child == nil {
		s.last = last
	}
	s.child = first
}

func (p *parser) resolveAll(s *scopeState, n *ast.Scope) {
	if len(s.entries) == 0 {
		return
	}
	if cap(p.bindings) < len(s.entries) {
		p.bindings = make([]*ast.Binding, 0, 2*len(s.entries))
	}
	list := p.bindings[:0]
	for _, e := range s.entries {
		b := e.b
		p.resolve(b, e.id, s.start)
		p.syms[e.id].decl = b.Outer
		b.Outer = nil
		b.Index = 0
		if s.hasEval {
			b.Captured, b.Used = true, true
			b.CheckTDZ = b.CheckTDZ || b.Kind.Lexical()
		}
		if b.Kind == ast.BindLexicalFunction {
			b.Dup = false
		}
		n.HasCaptured = n.HasCaptured || b.Captured
		list = append(list, b)
	}
	n.Bindings = p.bindingList.list(list)
}

// directEval notes a direct eval call in all open scopes.
func (p *parser) directEval(c *ast.Call) {
	c.DirectEval = true
	c.Strict = p.strict
	c.Scope = p.scopeNode(p.scopes[p.top])
	c.Eval = &ast.EvalSite{NewTarget: p.newTarget, SuperProp: p.superProp, SuperCall: p.superCall, NoArguments: p.noArguments}
	if p.class != nil {
		c.Eval.Class = p.class.node
	}
	p.hasEval = true
	p.lastEval = c.Start
	p.scopes[p.top].hasEval = true
	if !p.strict {
		p.scopes[p.varScope].sloppyEval = true
	}
	if p.cover > 0 {
		p.evalLog = append(p.evalLog, c)
	}
}
