package ast

import "slices"

// Inspect calls f for n and, where f returns true, for the nodes inside, parents
// first and in source order. Besides Expr, Stmt and Pattern the nodes are
// *Program, *Function, *Class, *ClassElement, *Case and *Catch. It does not
// recurse, so long chains are no danger. A shorthand property is visited twice, as
// key and as value.
func Inspect(n Node, f func(Node) bool) {
	stack := []Node{n}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !f(n) {
			continue
		}
		first := len(stack)
		stack = appendChildren(stack, n)
		slices.Reverse(stack[first:])
	}
}

// Children returns the nodes directly inside n in source order.
func Children(n Node) []Node { return appendChildren(nil, n) }

type children []Node

func (c *children) expr(e Expr) {
	if e != nil {
		*c = append(*c, e)
	}
}

func (c *children) stmt(s Stmt) {
	if s != nil {
		*c = append(*c, s)
	}
}

func (c *children) pattern(p Pattern) {
	if p != nil {
		*c = append(*c, p)
	}
}

func (c *children) exprs(list []Expr) {
	for _, e := range list {
		c.expr(e)
	}
}

func (c *children) stmts(list []Stmt) {
	for _, s := range list {
		c.stmt(s)
	}
}

func appendChildren(list []Node, n Node) []Node {
	c := children(list)
	if !c.ofExpr(n) && !c.ofPattern(n) && !c.ofStmt(n) {
		c.ofOther(n)
	}
	return c
}

func (c *children) ofExpr(n Node) bool {
	switch n := n.(type) {
	case *Ident, *This, *NewTarget, *ImportMeta, *Null, *Bool, *Number, *BigInt, *String, *RegExp, *PrivateName:
	case *Template:
		c.exprs(n.Exprs)
	case *TaggedTemplate:
		c.expr(n.Tag)
		c.exprs(n.Quasi.Exprs)
	case *Array:
		c.exprs(n.Elems)
	case *Object:
		for _, p := range n.Props {
			c.expr(p.Key)
			c.expr(p.Value)
		}
	case *FuncExpr:
		*c = append(*c, n.Func)
	case *ClassExpr:
		*c = append(*c, n.Class)
	case *Spread:
		c.expr(n.X)
	case *Unary:
		c.expr(n.X)
	case *Update:
		c.pattern(n.Target)
	case *Binary:
		c.exprs([]Expr{n.Left, n.Right})
	case *Logical:
		c.exprs([]Expr{n.Left, n.Right})
	case *PrivateIn:
		c.exprs([]Expr{n.Name, n.X})
	case *Assign:
		c.pattern(n.Target)
		c.expr(n.Value)
	case *Conditional:
		c.exprs([]Expr{n.Test, n.Then, n.Else})
	case *Sequence:
		c.exprs(n.Exprs)
	case *OptionalChain:
		c.expr(n.X)
	case *SuperCall:
		c.exprs(n.Args)
	case *New:
		c.expr(n.Callee)
		c.exprs(n.Args)
	case *ImportCall:
		c.expr(n.Specifier)
		c.expr(n.Options)
	case *Yield:
		c.expr(n.X)
	case *Await:
		c.expr(n.X)
	default:
		return false
	}
	return true
}

func (c *children) ofPattern(n Node) bool {
	switch n := n.(type) {
	case *Member:
		c.expr(n.Object)
	case *Index:
		c.exprs([]Expr{n.Object, n.Index})
	case *PrivateMember:
		c.exprs([]Expr{n.Object, n.Name})
	case *SuperMember:
	case *SuperIndex:
		c.expr(n.Index)
	case *Call:
		c.expr(n.Callee)
		c.exprs(n.Args)
	case *ArrayPattern:
		for _, e := range n.Elems {
			c.pattern(e.Target)
			c.expr(e.Default)
		}
		c.pattern(n.Rest)
	case *ObjectPattern:
		for _, e := range n.Props {
			c.expr(e.Key)
			c.pattern(e.Target)
			c.expr(e.Default)
		}
		c.pattern(n.Rest)
	default:
		return false
	}
	return true
}

func (c *children) ofStmt(n Node) bool {
	switch n := n.(type) {
	case *Empty, *Break, *Continue, *Debugger, *Import, *ExportNames:
	case *VarDecl:
		for _, d := range n.Decls {
			c.pattern(d.Target)
			c.expr(d.Init)
		}
	case *FuncDecl:
		*c = append(*c, n.Func)
	case *ClassDecl:
		*c = append(*c, n.Class)
	case *ExprStmt:
		c.expr(n.X)
	case *Block:
		c.stmts(n.Body)
	case *If:
		c.expr(n.Test)
		c.stmts([]Stmt{n.Then, n.Else})
	case *Return:
		c.expr(n.X)
	case *Throw:
		c.expr(n.X)
	case *Try:
		*c = append(*c, n.Block)
		if n.Handler != nil {
			*c = append(*c, n.Handler)
		}
		if n.Finalizer != nil {
			*c = append(*c, n.Finalizer)
		}
	case *Switch:
		c.expr(n.X)
		for i := range n.Cases {
			*c = append(*c, &n.Cases[i])
		}
	case *With:
		c.expr(n.X)
		c.stmt(n.Body)
	case *Labeled:
		c.stmt(n.Body)
	case *ExportDecl:
		c.stmt(n.Decl)
	case *ExportDefault:
		c.stmt(n.Decl)
		c.expr(n.X)
	default:
		return c.ofLoop(n)
	}
	return true
}

func (c *children) ofLoop(n Node) bool {
	switch n := n.(type) {
	case *For:
		c.stmt(n.Init)
		c.exprs([]Expr{n.Test, n.Update})
		c.stmt(n.Body)
	case *ForIn:
		c.pattern(n.Target)
		c.exprs([]Expr{n.Init, n.X})
		c.stmt(n.Body)
	case *ForOf:
		c.pattern(n.Target)
		c.expr(n.X)
		c.stmt(n.Body)
	case *While:
		c.expr(n.Test)
		c.stmt(n.Body)
	case *DoWhile:
		c.stmt(n.Body)
		c.expr(n.Test)
	default:
		return false
	}
	return true
}

func (c *children) ofOther(n Node) {
	switch n := n.(type) {
	case *Program:
		c.stmts(n.Body)
		if n.Func != nil {
			*c = append(*c, n.Func)
		}
	case *Function:
		for _, p := range n.Params {
			c.pattern(p.Target)
			c.expr(p.Default)
		}
		c.stmts(n.Body)
		c.expr(n.ExprBody)
	case *Class:
		c.exprs(n.Decorators)
		c.expr(n.Super)
		if n.Constructor != nil {
			*c = append(*c, n.Constructor)
		}
		for i := range n.Elements {
			*c = append(*c, &n.Elements[i])
		}
	case *ClassElement:
		c.exprs(n.Decorators)
		c.expr(n.Key)
		if n.Func != nil {
			*c = append(*c, n.Func)
		}
	case *Case:
		c.expr(n.Test)
		c.stmts(n.Body)
	case *Catch:
		c.pattern(n.Param)
		*c = append(*c, n.Body)
	}
}
