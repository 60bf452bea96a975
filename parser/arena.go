package parser

import "gojs/ast"

// slab allocates values of one type in chunks, which live as long as any of
// their values does.
type slab[T any] struct{ free []T }

// Chunks grow to maxChunk values, so that small parses stay small.
const (
	minChunk = 4
	maxChunk = 512
)

// alloc returns a zero T.
func (s *slab[T]) alloc() *T {
	n := len(s.free)
	if n == cap(s.free) {
		s.grow(1)
		n = 0
	}
	s.free = s.free[:n+1]
	return &s.free[n]
}

// list returns a copy of src, nil for an empty one.
func (s *slab[T]) list(src []T) []T {
	k := len(src)
	if k == 0 {
		return nil
	}
	n := len(s.free)
	if n+k > cap(s.free) {
		if k > maxChunk/8 {
			return append(make([]T, 0, k), src...)
		}
		s.grow(k)
		n = 0
	}
	s.free = s.free[:n+k]
	dst := s.free[n : n+k : n+k]
	copy(dst, src)
	return dst
}

func (s *slab[T]) grow(k int) {
	size := min(max(2*cap(s.free), minChunk), maxChunk)
	s.free = make([]T, 0, max(size, k))
}

// arena holds a slab for every frequent type.
type arena struct {
	ident   slab[ast.Ident]
	this    slab[ast.This]
	null    slab[ast.Null]
	boolean slab[ast.Bool]
	number  slab[ast.Number]
	str     slab[ast.String]
	array   slab[ast.Array]
	object  slab[ast.Object]
	funcExp slab[ast.FuncExpr]
	unary   slab[ast.Unary]
	update  slab[ast.Update]
	binary  slab[ast.Binary]
	logical slab[ast.Logical]
	assigns slab[ast.Assign]
	cond    slab[ast.Conditional]
	member  slab[ast.Member]
	index   slab[ast.Index]
	call    slab[ast.Call]
	newExp  slab[ast.New]

	exprStmt slab[ast.ExprStmt]
	varDecl  slab[ast.VarDecl]
	block    slab[ast.Block]
	ifStmt   slab[ast.If]
	ret      slab[ast.Return]
	brk      slab[ast.Break]
	funcDecl slab[ast.FuncDecl]

	function slab[ast.Function]
	scope    slab[ast.Scope]
	binding  slab[ast.Binding]

	exprList    slab[ast.Expr]
	stmtList    slab[ast.Stmt]
	propList    slab[ast.Property]
	declList    slab[ast.Declarator]
	paramList   slab[ast.Param]
	bindingList slab[*ast.Binding]
	caseList    slab[ast.Case]
}
