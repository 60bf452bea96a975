package parser_test

import (
	"fmt"

	"gojs/ast"
	"gojs/source"
)

// resolver resolves names the obvious way, by walking the tree with the chain of
// scopes around, to check what the parser did without one.
type resolver struct {
	file     *source.File
	chain    []*ast.Scope
	fn       int32
	uses     map[*ast.Binding]bool // captured
	seen     map[*ast.Scope]bool
	problems []string
}

func checkResolution(p *ast.Program) []string {
	r := &resolver{file: p.File, uses: map[*ast.Binding]bool{}, seen: map[*ast.Scope]bool{}}
	r.in(p.VarScope, func() {
		if p.Scope != p.VarScope {
			r.chain = append(r.chain, p.Scope)
		}
		r.children(p)
	})
	return r.problems
}

func (r *resolver) report(n ast.Node, format string, args ...any) {
	line, col := r.file.Position(n.Source().Start)
	r.problems = append(r.problems, fmt.Sprintf("%d:%d: ", line, col)+fmt.Sprintf(format, args...))
}

// in runs f inside scope s, which may be nil.
func (r *resolver) in(s *ast.Scope, f func()) {
	if s == nil {
		f()
		return
	}
	r.seen[s] = true
	if n := len(r.chain); n > 0 && s.Parent != r.chain[n-1] {
		r.problems = append(r.problems, fmt.Sprintf("%v at %d: parent is not the scope around", s.Kind, s.Start))
	}
	r.chain = append(r.chain, s)
	id := int32(0)
	if s.Func != nil {
		id = s.Func.ID
	}
	if s.Kind != ast.ScopeFuncName && id != r.fn {
		r.problems = append(r.problems, fmt.Sprintf("%v at %d: Func is %d, not %d", s.Kind, s.Start, id, r.fn))
	}
	for _, b := range s.Bindings {
		if b.Scope != s || b.Func != id {
			r.problems = append(r.problems, fmt.Sprintf("%s: wrong Scope or Func", b.Name))
		}
	}
	n := len(r.chain)
	f()
	r.chain = r.chain[:n-1]
}

func (r *resolver) children(n ast.Node) {
	for _, c := range ast.Children(n) {
		r.walk(c)
	}
}

func (r *resolver) all(list ...ast.Node) {
	for _, n := range list {
		r.walk(n)
	}
}

func (r *resolver) walk(n ast.Node) {
	switch n := n.(type) {
	case *ast.Ident:
		r.ident(n, n.Name)
	case *ast.This:
		r.ident(&n.Ident, "this")
	case *ast.NewTarget:
		r.ident(&n.Ident, "new.target")
	case *ast.SuperMember:
		r.ident(&n.This, "this")
		r.ident(&n.Home, "%home")
	case *ast.SuperIndex:
		r.ident(&n.This, "this")
		r.ident(&n.Home, "%home")
		r.children(n)
	case *ast.SuperCall:
		r.ident(&n.This, "this")
		r.ident(&n.NewTarget, "new.target")
		r.ident(&n.Callee, "%callee")
		r.children(n)
	case *ast.Call:
		if n.DirectEval && n.Scope != r.chain[len(r.chain)-1] {
			r.report(n, "eval has the wrong scope")
		}
		r.children(n)
	case *ast.Function:
		r.function(n)
	case *ast.Class:
		for _, d := range n.Decorators {
			r.walk(d)
		}
		r.in(n.Scope, func() {
			c := *n
			c.Decorators = nil
			r.children(&c)
		})
	case *ast.Block:
		r.in(n.Scope, func() { r.children(n) })
	case *ast.For:
		r.in(n.Scope, func() { r.children(n) })
	case *ast.ForIn:
		r.in(n.Scope, func() { r.children(n) })
	case *ast.ForOf:
		r.in(n.Scope, func() { r.children(n) })
	case *ast.Catch:
		r.in(n.Scope, func() { r.children(n) })
	case *ast.Switch:
		r.walk(n.X)
		r.in(n.Scope, func() {
			for i := range n.Cases {
				r.walk(&n.Cases[i])
			}
		})
	case *ast.With:
		r.walk(n.X)
		r.in(n.Scope, func() { r.walk(n.Body) })
	default:
		r.children(n)
	}
}

func (r *resolver) function(f *ast.Function) {
	outer := r.fn
	r.fn = f.ID
	r.in(f.NameScope, func() {
		r.in(f.Scope, func() {
			params := *f
			params.Body, params.ExprBody = nil, nil
			r.children(&params)
			r.in(f.BodyScope, func() {
				body := *f
				body.Params = nil
				r.children(&body)
			})
		})
	})
	r.fn = outer
}

func (r *resolver) ident(n *ast.Ident, name string) {
	var want *ast.Binding
	for i := len(r.chain) - 1; i >= 0 && want == nil; i-- {
		want = r.chain[i].Lookup(name)
	}
	if n.Ref != want {
		r.report(n, "%s resolved to %v, not %v", name, n.Ref, want)
		return
	}
	if n.Func != r.fn {
		r.report(n, "%s is in function %d, not %d", name, n.Func, r.fn)
	}
	if want == nil {
		return
	}
	if want.Func != r.fn && !want.Captured {
		r.report(n, "%s is not marked captured", name)
	}
	if n.Start != want.Pos && n.End > n.Start && !want.Used && !want.Dup {
		r.report(n, "%s is not marked used", name)
	}
	if n.Write && n.Start != want.Pos && !want.Assigned && n.Name != "this" {
		r.report(n, "%s is not marked assigned", name)
	}
	if want.Kind.Lexical() && !n.CheckTDZ && n.Start != want.Pos && n.Func == want.Func && n.Start < want.Init {
		r.report(n, "%s is not checked for initialisation", name)
	}
}
