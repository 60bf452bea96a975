package compiler

import (
	"strings"

	"gojs/ast"
	"gojs/source"
)

// callText records, for the next instruction, what is called: as V8's messages
// show it.
func (c *gen) callText(e ast.Expr) {
	if n := plainLen(e, 0); n >= 0 {
		if s := e.Source(); n == s.End-s.Start {
			c.b.SetCallText(s)
			return
		}
	}
	var b strings.Builder
	renderCallee(&b, e, 0)
	c.b.SetCallTextString(b.String())
}

// iterationText is callText for what is iterated over.
func (c *gen) iterationText(e ast.Expr) {
	if call, ok := e.(*ast.Call); ok {
		var b strings.Builder
		renderCallee(&b, call.Callee, 0)
		c.b.SetCallTextString(b.String() + " is not a function or its return value")
		return
	}
	c.callText(e)
}

// spreadText is callText for a spread argument, which is marked by its dots.
func (c *gen) spreadText(e ast.Expr) {
	var b strings.Builder
	renderCallee(&b, e, 0)
	c.b.SetCallTextString("..." + b.String())
}

// renderDepth bounds how far a callee is shown.
const renderDepth = 20

// plainLen is the length of e as renderCallee shows it, when it consists of names
// only; -1 otherwise.
func plainLen(e ast.Expr, depth int) int32 {
	switch e := e.(type) {
	case *ast.Ident:
		return int32(len(e.Name))
	case *ast.This:
		return 4
	case *ast.Member:
		if depth > renderDepth {
			return -1
		}
		n := plainLen(e.Object, depth+1)
		if n < 0 {
			return -1
		}
		n += int32(len(e.Name)) + 1
		if e.Optional {
			n++
		}
		return n
	}
	return -1
}

// renderCallee writes e as V8's CallPrinter does: names and accesses as they are,
// anything else as (intermediate value).
func renderCallee(b *strings.Builder, e ast.Expr, depth int) {
	if depth > renderDepth {
		b.WriteString("(intermediate value)")
		return
	}
	dot := func(optional bool) {
		if optional {
			b.WriteByte('?')
		}
		b.WriteByte('.')
	}
	switch e := e.(type) {
	case *ast.Ident:
		b.WriteString(e.Name)
	case *ast.This:
		b.WriteString("this")
	case *ast.Null:
		b.WriteString("null")
	case *ast.Bool:
		if e.Value {
			b.WriteString("true")
		} else {
			b.WriteString("false")
		}
	case *ast.Number:
		b.WriteString(numberKey(e.Value))
	case *ast.String:
		b.WriteString(`"` + e.Value + `"`)
	case *ast.Member:
		renderCallee(b, e.Object, depth+1)
		dot(e.Optional)
		b.WriteString(e.Name)
	case *ast.PrivateMember:
		renderCallee(b, e.Object, depth+1)
		dot(e.Optional)
		b.WriteString(e.Name.Name)
	case *ast.Index:
		renderCallee(b, e.Object, depth+1)
		if s, ok := e.Index.(*ast.String); ok {
			dot(e.Optional)
			b.WriteString(s.Value)
			return
		}
		if e.Optional {
			b.WriteString("?.")
		}
		b.WriteByte('[')
		renderCallee(b, e.Index, depth+1)
		b.WriteByte(']')
	case *ast.Call:
		renderCallee(b, e.Callee, depth+1)
		b.WriteString("(...)")
	case *ast.OptionalChain:
		renderCallee(b, e.X, depth+1)
	case *ast.SuperMember:
		b.WriteString("(intermediate value)." + e.Name)
	default:
		renderOperation(b, e, depth)
	}
}

// renderOperation is the part of renderCallee for literals and operators.
func renderOperation(b *strings.Builder, e ast.Expr, depth int) {
	infix := func(op string, operands ...ast.Expr) {
		b.WriteByte('(')
		for i, x := range operands {
			if i > 0 {
				b.WriteString(" " + op + " ")
			}
			renderCallee(b, x, depth+1)
		}
		b.WriteByte(')')
	}
	switch e := e.(type) {
	case *ast.Unary:
		b.WriteString("(" + e.Op.String())
		if e.Op == ast.OpDelete || e.Op == ast.OpVoid || e.Op == ast.OpTypeof {
			b.WriteByte(' ')
		}
		renderCallee(b, e.X, depth+1)
		b.WriteByte(')')
	case *ast.Binary:
		infix(e.Op.String(), e.Left, e.Right)
	case *ast.Logical:
		infix(e.Op.String(), e.Left, e.Right)
	case *ast.Sequence:
		infix(",", e.Exprs...)
	case *ast.RegExp:
		b.WriteString("/" + e.Pattern + "/" + e.Flags)
	case *ast.Template:
		if len(e.Exprs) > 0 {
			b.WriteString("(intermediate value)")
			return
		}
		b.WriteString(`"` + e.Parts[0].Cooked + `"`)
	case *ast.Array:
		renderArray(b, e, depth)
	case *ast.Object:
		b.WriteByte('{')
		for range min(len(e.Props), renderDepth) {
			b.WriteString("(intermediate value)")
		}
		b.WriteByte('}')
	case *ast.Conditional:
		b.WriteString("(intermediate value)(intermediate value)(intermediate value)")
	default:
		b.WriteString("(intermediate value)")
	}
}

func renderArray(b *strings.Builder, e *ast.Array, depth int) {
	b.WriteByte('[')
	for i, x := range e.Elems[:min(len(e.Elems), renderDepth)] {
		if i > 0 {
			b.WriteByte(',')
		}
		switch x := x.(type) {
		case nil:
		case *ast.Spread:
			b.WriteString("(...")
			renderCallee(b, x.X, depth+1)
			b.WriteByte(')')
		default:
			renderCallee(b, x, depth+1)
		}
	}
	b.WriteByte(']')
}

// callPos is where V8 reports a call: the last name of the callee, or the
// parenthesis.
func (c *gen) callPos(e *ast.Call) int32 {
	switch f := e.Callee.(type) {
	case *ast.Ident:
		return f.Start
	case *ast.Member:
		return f.NamePos
	case *ast.PrivateMember:
		return f.Name.Start
	case *ast.SuperMember:
		return f.NamePos
	}
	return c.paren(e.Callee.Source().End, e.End)
}

// paren is the offset of the first opening parenthesis in [from, to), from
// when there is none. Parentheses in comments do not matter much here.
func (c *gen) paren(from, to int32) int32 {
	if i := strings.IndexByte(c.file.Slice(source.Span{Start: from, End: max(from, to)}), '('); i >= 0 {
		return from + int32(i)
	}
	return from
}
