package main

import (
	"slices"
	"strings"

	"gojs/ast"
	"gojs/parser"
	"gojs/source"
)

// Top-level await in the REPL. A script has none, and a module would keep its
// bindings for itself, so that a later line did not see them. So the line
// becomes the body of an async function, with its declarations taken out:
//
//	const a = await f(), b = 2; a + b
//
// is run as
//
//	let a, b; (async () => { void (a = await f(), b = 2); return { value: (a + b) } })()

const (
	awaitHead = "(async () => {"
	awaitTail = "\n})()"
)

// rewriteAwait makes a script of a line that has await at its top level. ok is
// false where text has other errors, or no await that makes it necessary.
func rewriteAwait(text string) (script string, ok bool) {
	f := source.NewFile("", awaitHead+text+awaitTail)
	p, err := parser.ParseScript(f, parser.Options{})
	if err != nil || len(p.Body) != 1 {
		return "", false
	}
	fn := wrapperOf(p.Body[0])
	if fn == nil || !fn.HasAwait || hasReturn(fn.Body) {
		return "", false
	}
	h := hoister{text: f.Text}
	for _, s := range fn.Body {
		h.topLevel(s)
	}
	if n := len(fn.Body); n > 0 {
		h.result(fn.Body[n-1])
	}
	return h.script(), true
}

// wrapperOf is the function that rewriteAwait wrote around a line, nil where
// the line closed it itself.
func wrapperOf(s ast.Stmt) *ast.Function {
	x, ok := s.(*ast.ExprStmt)
	if !ok {
		return nil
	}
	call, ok := x.X.(*ast.Call)
	if !ok || len(call.Args) > 0 {
		return nil
	}
	f, ok := call.Callee.(*ast.FuncExpr)
	if !ok || !f.Func.Arrow() {
		return nil
	}
	return f.Func
}

// hasReturn reports whether a return stands in the statements themselves.
func hasReturn(body []ast.Stmt) bool {
	found := false
	for _, s := range body {
		ast.Inspect(s, func(n ast.Node) bool {
			_, isReturn := n.(*ast.Return)
			found = found || isReturn
			return !isFunction(n)
		})
	}
	return found
}

// isFunction reports whether n has a body of its own, with its own vars.
func isFunction(n ast.Node) bool {
	switch n.(type) {
	case *ast.FuncExpr, *ast.FuncDecl, *ast.ClassExpr, *ast.ClassDecl:
		return true
	}
	return false
}

// edit replaces the text of a span.
type edit struct {
	source.Span
	text string
}

// hoister takes the declarations out of a line.
type hoister struct {
	text       string
	edits      []edit
	vars, lets []string
}

func (h *hoister) replace(start, end int32, text string) {
	h.edits = append(h.edits, edit{source.Span{Start: start, End: end}, text})
}

// topLevel takes out what s declares for later lines.
func (h *hoister) topLevel(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.VarDecl:
		if s.Kind == ast.VarLet || s.Kind == ast.VarConst {
			h.assign(s, &h.lets, true)
			return
		}
	case *ast.FuncDecl:
		name := s.Func.Name.Name
		h.vars = append(h.vars, name)
		h.replace(s.Start, s.Start, "this."+name+" = "+name+"; ")
		return
	case *ast.ClassDecl:
		name := s.Class.Name.Name
		h.lets = append(h.lets, name)
		h.replace(s.Start, s.Start, name+" = ")
		h.replace(s.End, s.End, ";")
		return
	}
	h.nested(s)
}

// nested takes out the vars in s.
func (h *hoister) nested(s ast.Stmt) {
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForIn:
			h.head(n.Decl)
		case *ast.ForOf:
			h.head(n.Decl)
		case *ast.VarDecl:
			if n.Kind == ast.VarVar {
				h.assign(n, &h.vars, false)
			}
		}
		return !isFunction(n)
	})
}

// head makes the var of a for-in or for-of an assignment target.
func (h *hoister) head(d *ast.VarDecl) {
	if d != nil && d.Kind == ast.VarVar {
		h.names(d.Decls[0].Target, &h.vars)
		h.replace(d.Start, d.Decls[0].Target.Source().Start, "")
	}
}

// assign makes a declaration an expression that assigns. Without initialisers
// a let becomes undefined, and a var stays what it is.
func (h *hoister) assign(d *ast.VarDecl, names *[]string, reset bool) {
	h.replace(d.Start, d.Decls[0].Target.Source().Start, "void (")
	for _, one := range d.Decls {
		h.names(one.Target, names)
		if one.Init == nil && reset {
			end := one.Target.Source().End
			h.replace(end, end, " = undefined")
		}
	}
	end := h.beforeSemicolon(d.Span)
	h.replace(end, end, ")")
}

// beforeSemicolon is the end of a statement without its semicolon.
func (h *hoister) beforeSemicolon(s source.Span) int32 {
	if h.text[s.End-1] == ';' {
		return s.End - 1
	}
	return s.End
}

// names appends the names that a pattern binds.
func (h *hoister) names(p ast.Pattern, list *[]string) {
	switch p := p.(type) {
	case *ast.Ident:
		*list = append(*list, p.Name)
	case *ast.ArrayPattern:
		for _, e := range p.Elems {
			h.names(e.Target, list)
		}
		h.names(p.Rest, list)
	case *ast.ObjectPattern:
		for _, e := range p.Props {
			h.names(e.Target, list)
		}
		h.names(p.Rest, list)
	}
}

// result makes the line's last statement its value.
func (h *hoister) result(s ast.Stmt) {
	x, ok := s.(*ast.ExprStmt)
	if !ok {
		return
	}
	end := h.beforeSemicolon(x.Span)
	h.replace(x.Start, x.Start, "return { value: (")
	h.replace(end, end, ") }")
}

// script is the text with everything replaced.
func (h *hoister) script() string {
	slices.SortStableFunc(h.edits, func(a, b edit) int { return int(a.Start) - int(b.Start) })
	var b strings.Builder
	for _, d := range []struct {
		word  string
		names []string
	}{{"var ", h.vars}, {"let ", h.lets}} {
		slices.Sort(d.names)
		if names := slices.Compact(d.names); len(names) > 0 {
			b.WriteString(d.word + strings.Join(names, ", ") + "; ")
		}
	}
	done := int32(0)
	for _, e := range h.edits {
		b.WriteString(h.text[done:e.Start])
		b.WriteString(e.text)
		done = e.End
	}
	b.WriteString(h.text[done:])
	return b.String()
}
