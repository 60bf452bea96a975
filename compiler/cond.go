package compiler

import (
	"slices"

	"gojs/ast"
	"gojs/bytecode"
)

// jumps are the forms of a compare-and-jump for one operator: when it holds and
// when not, with registers and with an int16.
type jumps struct {
	yes, no   func(*bytecode.Builder, int, int, *bytecode.Label)
	yesI, noI func(*bytecode.Builder, int, int, *bytecode.Label)
	mirrored  ast.BinaryOp // the operator with its sides exchanged
}

var compareJumps = map[ast.BinaryOp]jumps{
	ast.OpEq: {yes: (*bytecode.Builder).JumpEq, no: (*bytecode.Builder).JumpNe, mirrored: ast.OpEq},
	ast.OpNe: {yes: (*bytecode.Builder).JumpNe, no: (*bytecode.Builder).JumpEq, mirrored: ast.OpNe},
	ast.OpStrictEq: {(*bytecode.Builder).JumpStrictEq, (*bytecode.Builder).JumpStrictNe,
		(*bytecode.Builder).JumpStrictEqI, (*bytecode.Builder).JumpStrictNeI, ast.OpStrictEq},
	ast.OpStrictNe: {(*bytecode.Builder).JumpStrictNe, (*bytecode.Builder).JumpStrictEq,
		(*bytecode.Builder).JumpStrictNeI, (*bytecode.Builder).JumpStrictEqI, ast.OpStrictNe},
	ast.OpLt: {(*bytecode.Builder).JumpLess, (*bytecode.Builder).JumpNotLess,
		(*bytecode.Builder).JumpLessI, (*bytecode.Builder).JumpNotLessI, ast.OpGt},
	ast.OpLe: {(*bytecode.Builder).JumpLessEq, (*bytecode.Builder).JumpNotLessEq,
		(*bytecode.Builder).JumpLessEqI, (*bytecode.Builder).JumpNotLessEqI, ast.OpGe},
	ast.OpGt: {(*bytecode.Builder).JumpGreater, (*bytecode.Builder).JumpNotGreater,
		(*bytecode.Builder).JumpGreaterI, (*bytecode.Builder).JumpNotGreaterI, ast.OpLt},
	ast.OpGe: {(*bytecode.Builder).JumpGreaterEq, (*bytecode.Builder).JumpNotGreaterEq,
		(*bytecode.Builder).JumpGreaterEqI, (*bytecode.Builder).JumpNotGreaterEqI, ast.OpLe},
}

// isCondition reports whether e is best evaluated by jumps.
func isCondition(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Logical:
		return e.Op != ast.OpCoalesce
	case *ast.Unary:
		return e.Op == ast.OpNot && isCondition(e.X)
	}
	return false
}

// boolean evaluates a condition into dst as true or false.
func (c *gen) boolean(e ast.Expr, dst int) {
	no, end := &bytecode.Label{}, &bytecode.Label{}
	c.jumpIf(e, no, false)
	c.b.LoadTrue(dst)
	c.b.Jump(end)
	c.bind(no)
	c.b.LoadFalse(dst)
	c.bind(end)
}

// jumpIf evaluates e and jumps to l when its truth is when; else it goes on.
func (c *gen) jumpIf(e ast.Expr, l *bytecode.Label, when bool) {
	mark := c.top
	c.enterNode()
	c.spine(e)
	c.jumpCondition(e, l, when)
	c.depth--
	c.release(mark)
}

func (c *gen) jumpCondition(e ast.Expr, l *bytecode.Label, when bool) {
	if _, ok := c.done[e]; ok {
		c.jumpTruth(c.expr(e), l, when)
		return
	}
	switch e := e.(type) {
	case *ast.Bool:
		c.jumpAlways(e.Value == when, l)
		return
	case *ast.Number:
		c.jumpAlways((e.Value != 0 && e.Value == e.Value) == when, l)
		return
	case *ast.Unary:
		if e.Op == ast.OpNot {
			c.jumpIf(e.X, l, !when)
			return
		}
	case *ast.Logical:
		if e.Op != ast.OpCoalesce {
			c.jumpLogical(e, l, when)
			return
		}
	case *ast.Binary:
		if _, ok := compareJumps[e.Op]; ok {
			c.jumpBinary(e, l, when)
			return
		}
	}
	c.jumpTruth(c.expr(e), l, when)
}

func (c *gen) jumpAlways(jump bool, l *bytecode.Label) {
	if jump {
		c.b.Jump(l)
	}
}

func (c *gen) jumpTruth(r int, l *bytecode.Label, when bool) {
	if when {
		c.b.JumpTrue(r, l)
	} else {
		c.b.JumpFalse(r, l)
	}
}

// jumpLogical: of a && b, a false decides; of a || b, a true.
func (c *gen) jumpLogical(e *ast.Logical, l *bytecode.Label, when bool) {
	decides := e.Op == ast.OpOr
	if decides == when {
		c.jumpIf(e.Left, l, when)
		c.right(func() { c.jumpIf(e.Right, l, when) })
		return
	}
	end := &bytecode.Label{}
	c.jumpIf(e.Left, end, decides)
	c.right(func() { c.jumpIf(e.Right, l, when) })
	c.bind(end)
}

// right makes the code of a part that may not run.
func (c *gen) right(part func()) {
	c.flow++
	part()
	c.flow--
}

func (c *gen) jumpBinary(e *ast.Binary, l *bytecode.Label, when bool) {
	op, left, right := e.Op, e.Left, e.Right
	if isConst(left) && !isConst(right) {
		op, left, right = compareJumps[op].mirrored, right, left
	}
	equality := op >= ast.OpEq && op <= ast.OpStrictNe
	if equality && c.isNullish(right) {
		c.jumpNullish(op, left, right, l, when)
		return
	}
	if equality && c.jumpTypeOf(op, left, right, l, when) {
		return
	}
	if v, ok := constNumber(right); ok && isInt16(v) && compareJumps[op].yesI != nil && !c.long {
		a := c.expr(left)
		c.at(e.Start)
		if j := compareJumps[op]; when {
			j.yesI(&c.b, a, int(v), l)
		} else {
			j.noI(&c.b, a, int(v), l)
		}
		return
	}
	a := c.operand(left, right)
	b := c.expr(right)
	c.at(e.Start)
	c.jumpCompare(op, a, b, l, when)
}

// isConst reports whether e is a literal, which may change sides with an expression.
func isConst(e ast.Expr) bool {
	switch e.(type) {
	case *ast.Number, *ast.String, *ast.Null, *ast.Bool:
		return true
	}
	_, ok := constNumber(e)
	return ok
}

// jumpCompare jumps when a op b is when.
func (c *gen) jumpCompare(op ast.BinaryOp, a, b int, l *bytecode.Label, when bool) {
	if c.long {
		t := c.alloc(1)
		binaryOps[op](&c.b, t, a, b)
		c.jumpTruth(t, l, when)
		c.release(t)
		return
	}
	if j := compareJumps[op]; when {
		j.yes(&c.b, a, b, l)
	} else {
		j.no(&c.b, a, b, l)
	}
}

// isNullish reports whether e is null or the global undefined.
func (c *gen) isNullish(e ast.Expr) bool {
	_, null := e.(*ast.Null)
	return null || c.isUndefined(e)
}

func (c *gen) isUndefined(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "undefined" && e.Ref == nil && !c.env.anyDynamic
	case *ast.Unary:
		_, number := e.X.(*ast.Number)
		return e.Op == ast.OpVoid && number
	}
	return false
}

// jumpTypeOf emits typeof x == "name" as one instruction; false when it is
// something else.
func (c *gen) jumpTypeOf(op ast.BinaryOp, left, right ast.Expr, l *bytecode.Label, when bool) bool {
	e, ok := left.(*ast.Unary)
	name, isName := right.(*ast.String)
	if !ok || e.Op != ast.OpTypeof || !isName || c.long {
		return false
	}
	t := slices.Index(bytecode.TypeNames[:], name.Value)
	if t < 0 {
		return false
	}
	r := c.typeofOperand(e)
	if when == (op == ast.OpEq || op == ast.OpStrictEq) {
		c.b.JumpTypeOf(r, t, l)
	} else {
		c.b.JumpNotTypeOf(r, t, l)
	}
	return true
}

// jumpNullish compares with null or undefined.
func (c *gen) jumpNullish(op ast.BinaryOp, left, right ast.Expr, l *bytecode.Label, when bool) {
	r := c.expr(left)
	if op == ast.OpNe || op == ast.OpStrictNe {
		when = !when
	}
	strict := op == ast.OpStrictEq || op == ast.OpStrictNe
	switch {
	case !strict && when:
		c.b.JumpNullish(r, l)
	case !strict:
		c.b.JumpNotNullish(r, l)
	case c.isUndefined(right) && when:
		c.b.JumpUndefined(r, l)
	case c.isUndefined(right):
		c.b.JumpNotUndefined(r, l)
	default:
		t := c.alloc(1)
		c.b.LoadNull(t)
		c.jumpCompare(ast.OpStrictEq, r, t, l, when)
	}
}

// logical is &&, || and ?? as a value.
func (c *gen) logical(e *ast.Logical, dst int) {
	end := &bytecode.Label{}
	if id, ok := e.Left.(*ast.Ident); ok && c.isVar(dst) && c.directReg(id) == dst {
		c.read(dst) // x = x || y: x keeps its value or gets the right one
		c.jumpDecided(e.Op, c.expr(id), end)
		c.right(func() { c.exprTo(e.Right, dst) })
		c.bind(end)
		return
	}
	t := c.early(dst)
	c.exprTo(e.Left, t)
	c.jumpDecided(e.Op, t, end)
	c.right(func() { c.exprTo(e.Right, t) })
	c.bind(end)
	c.late(dst, t)
}

// jumpDecided jumps when the left value r decides.
func (c *gen) jumpDecided(op ast.LogicalOp, r int, end *bytecode.Label) {
	switch op {
	case ast.OpAnd:
		c.b.JumpFalse(r, end)
	case ast.OpOr:
		c.b.JumpTrue(r, end)
	default:
		c.b.JumpNotNullish(r, end)
	}
}

// skipRight evaluates the left side of e and jumps to end when it decides.
func (c *gen) skipRight(e *ast.Logical, end *bytecode.Label) {
	if e.Op == ast.OpCoalesce {
		mark := c.top
		c.jumpDecided(e.Op, c.expr(e.Left), end)
		c.release(mark)
		return
	}
	c.jumpIf(e.Left, end, e.Op == ast.OpOr)
}

// conditional follows chains on the right in a loop.
func (c *gen) conditional(e *ast.Conditional, dst int) {
	end := &bytecode.Label{}
	c.flow++
	for {
		otherwise := &bytecode.Label{}
		c.jumpIf(e.Test, otherwise, false)
		c.exprTo(e.Then, dst)
		c.b.Jump(end)
		c.bind(otherwise)
		next, ok := e.Else.(*ast.Conditional)
		if !ok {
			c.exprTo(e.Else, dst)
			break
		}
		e = next
	}
	c.flow--
	c.bind(end)
}
