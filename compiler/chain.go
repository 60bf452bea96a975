package compiler

import "gojs/ast"

// Left-recursive constructs (a + b + c, a.b().c) nest without limit in the
// tree. Binary operators are followed in a loop; of other long chains the inner
// parts are evaluated first, every spineStep links, so that Go's recursion
// stays shallow.
const spineStep = 500

// left is the operand that e evaluates first, nil when that is no link of a
// chain.
func left(e ast.Expr) ast.Expr {
	switch e := e.(type) {
	case *ast.Binary:
		return e.Left
	case *ast.Logical:
		return e.Left
	case *ast.Member:
		return e.Object
	case *ast.Index:
		return e.Object
	case *ast.PrivateMember:
		return e.Object
	case *ast.Call:
		return e.Callee
	case *ast.TaggedTemplate:
		return e.Tag
	}
	return nil
}

// spine evaluates the inner parts of the chain that e ends, when it is long.
func (c *gen) spine(e ast.Expr) {
	l := left(e)
	if l == nil {
		return
	}
	if e == c.spineNext {
		c.spineNext = l
		return
	}
	c.spineNext = l
	n := 0
	for x := l; x != nil; x = left(x) {
		n++
	}
	if n < 2*spineStep {
		return
	}
	links := make([]ast.Expr, 0, n)
	for x := l; x != nil; x = left(x) {
		links = append(links, x)
	}
	if c.done == nil {
		c.done = map[ast.Expr]int{}
	}
	last := n
	for i := n - 1; i > spineStep/2; i-- {
		if last-i >= spineStep && isValue(links[i], links[i-1]) {
			// Its predecessor's register is free once it is evaluated.
			t := c.alloc(1)
			c.spineNext = links[i]
			c.exprTo(links[i], t)
			c.done[links[i]] = t
			last = i
		}
	}
	c.spineNext = l
}

// isValue reports whether link may be evaluated apart from the link next that
// uses it: it is no callee with a this.
func isValue(link, next ast.Expr) bool {
	switch link.(type) {
	case *ast.Call, *ast.TaggedTemplate, *ast.Binary, *ast.Logical:
		return true
	}
	switch next.(type) {
	case *ast.Call, *ast.TaggedTemplate:
		return false
	}
	return true
}
