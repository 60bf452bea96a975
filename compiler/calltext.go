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
	case *ast.New:
		b.WriteString("new ")
		renderCallee(b, e.Callee, depth+1)
		b.WriteString("(...)")
	case *ast.Unary:
		b.WriteString("(" + e.Op.String())
		renderCallee(b, e.X, depth+1)
		b.WriteByte(')')
	default:
		b.WriteString("(intermediate value)")
	}
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
