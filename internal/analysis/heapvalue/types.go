package heapvalue

import (
	"go/ast"
	"go/types"
	"strings"
)

// A mark is the directive of a type. It is a fact, so that other packages
// know of it.
type mark struct{ Kind markKind }

type markKind uint8

const (
	none markKind = iota
	cageWord
	cell
	stack
	rooted
)

// AFact marks mark as a fact.
func (*mark) AFact() {}

func (m *mark) String() string { return directives[m.Kind] }

var directives = [...]string{
	cageWord: "//gojs:cageword",
	cell:     "//gojs:cell",
	stack:    "//gojs:stack",
	rooted:   "//gojs:rooted",
}

func hasDirective(doc *ast.CommentGroup, directive string) bool {
	if doc == nil {
		return false
	}
	for _, c := range doc.List {
		if c.Text == directive || strings.HasPrefix(c.Text, directive+" ") {
			return true
		}
	}
	return false
}

// exportMarks makes facts of the directives in a file.
func (c *checker) exportMarks(f *ast.File) {
	ast.Inspect(f, func(n ast.Node) bool {
		d, ok := n.(*ast.GenDecl)
		if !ok {
			return true
		}
		for _, s := range d.Specs {
			s, ok := s.(*ast.TypeSpec)
			if !ok {
				continue
			}
			doc := s.Doc
			if doc == nil && len(d.Specs) == 1 {
				doc = d.Doc
			}
			c.exportMark(s, doc)
		}
		return true
	})
}

func (c *checker) exportMark(s *ast.TypeSpec, doc *ast.CommentGroup) {
	obj, ok := c.pass.TypesInfo.Defs[s.Name].(*types.TypeName)
	if !ok {
		return
	}
	for kind, directive := range directives {
		if directive != "" && hasDirective(doc, directive) {
			c.pass.ExportObjectFact(obj, &mark{markKind(kind)})
			return
		}
	}
}

func (c *checker) markOf(obj *types.TypeName) markKind {
	var m mark
	if obj.Pkg() != nil && c.pass.ImportObjectFact(obj, &m) {
		return m.Kind
	}
	return none
}

// mark returns the directive of a named type, none for others.
func (c *checker) mark(t types.Type) markKind {
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return c.markOf(n.Origin().Obj())
	}
	return none
}

// held reports whether a variable of type t holds references into the cage
// itself: one that is a reference, an array or struct with such, a pointer to
// a cell or to a reference, a slice of references. What pointers to other
// things lead to is judged where that is allocated.
func (c *checker) held(t types.Type) bool {
	if t == nil {
		return false
	}
	t = types.Unalias(t)
	if h, ok := c.holds[t]; ok {
		return h
	}
	c.holds[t] = false // for types that contain themselves
	h := c.computeHeld(t)
	c.holds[t] = h
	return h
}

func (c *checker) computeHeld(t types.Type) bool {
	switch c.mark(t) {
	case cageWord, cell:
		return true
	case rooted:
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for f := range u.Fields() {
			if c.held(f.Type()) {
				return true
			}
		}
	case *types.Array:
		return c.held(u.Elem())
	case *types.Slice:
		return c.held(u.Elem())
	case *types.Pointer:
		switch c.mark(u.Elem()) {
		case cageWord, cell:
			return true
		}
	}
	return false
}
