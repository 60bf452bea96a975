package compiler

import (
	"math"

	"gojs/ast"
	"gojs/bytecode"
)

var binaryOps = [...]func(*bytecode.Builder, int, int, int){
	ast.OpAdd: (*bytecode.Builder).Add, ast.OpSub: (*bytecode.Builder).Sub,
	ast.OpMul: (*bytecode.Builder).Mul, ast.OpDiv: (*bytecode.Builder).Div,
	ast.OpRem: (*bytecode.Builder).Mod, ast.OpExp: (*bytecode.Builder).Exp,
	ast.OpBitAnd: (*bytecode.Builder).BitAnd, ast.OpBitOr: (*bytecode.Builder).BitOr,
	ast.OpBitXor: (*bytecode.Builder).BitXor, ast.OpShl: (*bytecode.Builder).Shl,
	ast.OpSar: (*bytecode.Builder).Shr, ast.OpShr: (*bytecode.Builder).Ushr,
	ast.OpEq: (*bytecode.Builder).Eq, ast.OpNe: (*bytecode.Builder).Ne,
	ast.OpStrictEq: (*bytecode.Builder).StrictEq, ast.OpStrictNe: (*bytecode.Builder).StrictNe,
	ast.OpLt: (*bytecode.Builder).Less, ast.OpLe: (*bytecode.Builder).LessEq,
	ast.OpGt: (*bytecode.Builder).Greater, ast.OpGe: (*bytecode.Builder).GreaterEq,
	ast.OpIn: (*bytecode.Builder).In, ast.OpInstanceof: (*bytecode.Builder).InstanceOf,
}

// Forms with an int16 or a constant as right operand.
var immediateOps = [...]func(*bytecode.Builder, int, int, int){
	ast.OpAdd: (*bytecode.Builder).AddI, ast.OpSub: (*bytecode.Builder).SubI,
	ast.OpMul: (*bytecode.Builder).MulI, ast.OpDiv: (*bytecode.Builder).DivI,
	ast.OpRem: (*bytecode.Builder).ModI, ast.OpBitAnd: (*bytecode.Builder).BitAndI,
	ast.OpBitOr: (*bytecode.Builder).BitOrI, ast.OpShl: (*bytecode.Builder).ShlI,
	ast.OpSar: (*bytecode.Builder).ShrI, ast.OpShr: (*bytecode.Builder).UshrI,
	ast.OpInstanceof: nil,
}

var constantOps = [...]func(*bytecode.Builder, int, int, int){
	ast.OpAdd: (*bytecode.Builder).AddK, ast.OpSub: (*bytecode.Builder).SubK,
	ast.OpMul: (*bytecode.Builder).MulK, ast.OpDiv: (*bytecode.Builder).DivK,
	ast.OpInstanceof: nil,
}

// binary follows the chain of left operands in a loop.
func (c *gen) binary(e *ast.Binary, dst int) {
	if v, ok := constNumber(e); ok {
		c.loadNumber(dst, v)
		return
	}
	chain := []*ast.Binary{e}
	for {
		l, ok := chain[len(chain)-1].Left.(*ast.Binary)
		if !ok {
			break
		}
		if _, memo := c.done[l]; memo {
			break
		}
		if _, folded := constNumber(l); folded {
			break
		}
		chain = append(chain, l)
	}
	first := chain[len(chain)-1]
	t := -1
	acc, swapped := -1, false
	if v, ok := constNumber(first.Left); ok && commutes(first.Op) && immediate(first.Op, v) {
		acc, swapped = c.expr(first.Right), true
	} else {
		acc = c.operand(first.Left, first.Right)
	}
	for i := len(chain) - 1; i >= 0; i-- {
		n := chain[i]
		mark := c.top
		to := dst
		if i > 0 {
			if t < 0 {
				t = c.alloc(1)
				mark = c.top
			}
			to = t
		}
		right := n.Right
		if swapped {
			right, swapped = n.Left, false
		}
		c.binaryOp(n, n.Op, to, acc, right)
		acc = to
		c.release(mark)
	}
}

// binaryOp emits dst = acc op right.
func (c *gen) binaryOp(n ast.Node, op ast.BinaryOp, dst, acc int, right ast.Expr) {
	if v, ok := constNumber(right); ok {
		if immediate(op, v) {
			c.at(n.Source().Start)
			immediateOps[op](&c.b, dst, acc, int(v))
			return
		}
		if int(op) < len(constantOps) && constantOps[op] != nil {
			if k := c.number(v); k < maxLowConst {
				c.at(n.Source().Start)
				constantOps[op](&c.b, dst, acc, k)
				return
			}
		}
	}
	r := c.expr(right)
	c.at(n.Source().Start)
	binaryOps[op](&c.b, dst, acc, r)
}

func immediate(op ast.BinaryOp, v float64) bool {
	return int(op) < len(immediateOps) && immediateOps[op] != nil && isInt16(v)
}

// commutes reports whether a number may be moved from the left of op to the
// right: not for +, which may join strings.
func commutes(op ast.BinaryOp) bool {
	return op == ast.OpMul || op == ast.OpBitAnd || op == ast.OpBitOr
}

// operand is expr for a value that must survive the evaluation of later
// expressions: a variable that they assign to is copied.
func (c *gen) operand(e ast.Expr, later ...ast.Expr) int {
	r := c.expr(e)
	if c.isVar(r) {
		for _, l := range later {
			if c.assigns(l, r) {
				return c.fresh(r)
			}
		}
	}
	return r
}

func isNegZero(v float64) bool { return v == 0 && math.Signbit(v) }

// number is the index of a number for a const32 operand.
func (c *gen) number(v float64) int {
	bits := math.Float64bits(v)
	if v != v {
		bits = 0x7FF8 << 48
		v = math.NaN()
	}
	if i, ok := c.consts.numbers[bits]; ok {
		return i
	}
	if c.consts.numbers == nil {
		c.consts.numbers = map[uint64]int{}
	}
	i := c.constant(v)
	c.consts.numbers[bits] = i
	return i
}

// foldDepth bounds how deep constNumber looks.
const foldDepth = 8

// constNumber is the value of an expression of number literals.
func constNumber(e ast.Expr) (float64, bool) { return fold(e, foldDepth) }

func fold(e ast.Expr, depth int) (float64, bool) {
	switch e := e.(type) {
	case *ast.Number:
		return e.Value, true
	case *ast.Unary:
		if depth == 0 || e.Op != ast.OpMinus && e.Op != ast.OpPlus && e.Op != ast.OpBitNot {
			return 0, false
		}
		v, ok := fold(e.X, depth-1)
		switch e.Op {
		case ast.OpMinus:
			v = -v
		case ast.OpBitNot:
			v = float64(^toInt32(v))
		}
		return v, ok
	case *ast.Binary:
		if depth == 0 {
			return 0, false
		}
		r, ok := fold(e.Right, depth-1)
		if !ok {
			return 0, false
		}
		l, ok := fold(e.Left, depth-1)
		if !ok {
			return 0, false
		}
		return foldBinary(e.Op, l, r)
	}
	return 0, false
}

func foldBinary(op ast.BinaryOp, l, r float64) (float64, bool) {
	switch op {
	case ast.OpAdd:
		return l + r, true
	case ast.OpSub:
		return l - r, true
	case ast.OpMul:
		return l * r, true
	case ast.OpDiv:
		return l / r, true
	case ast.OpShl:
		return float64(toInt32(l) << (uint32(toInt32(r)) & 31)), true
	case ast.OpSar:
		return float64(toInt32(l) >> (uint32(toInt32(r)) & 31)), true
	case ast.OpShr:
		return float64(uint32(toInt32(l)) >> (uint32(toInt32(r)) & 31)), true
	case ast.OpBitAnd:
		return float64(toInt32(l) & toInt32(r)), true
	case ast.OpBitOr:
		return float64(toInt32(l) | toInt32(r)), true
	case ast.OpBitXor:
		return float64(toInt32(l) ^ toInt32(r)), true
	}
	return 0, false
}

// toInt32 is ToInt32 (sec-toint32).
func toInt32(v float64) int32 {
	if v != v || math.IsInf(v, 0) {
		return 0
	}
	if i := int32(v); float64(i) == v {
		return i
	}
	v = math.Mod(math.Trunc(v), 1<<32)
	if v < 0 {
		v += 1 << 32
	}
	return int32(uint32(v))
}

// unary is a prefix operator.
func (c *gen) unary(e *ast.Unary, dst int) {
	if v, ok := constNumber(e); ok {
		c.loadNumber(dst, v)
		return
	}
	switch e.Op {
	case ast.OpDelete:
		c.delete(e, dst)
		return
	case ast.OpVoid:
		c.effect(e.X)
		c.b.LoadUndefined(dst)
		return
	case ast.OpTypeof:
		c.typeof(e, dst)
		return
	case ast.OpNot:
		if isCondition(e.X) {
			c.boolean(e, dst)
			return
		}
		c.b.Not(dst, c.expr(e.X))
		return
	}
	r := c.expr(e.X)
	c.at(e.Start)
	switch e.Op {
	case ast.OpPlus:
		c.b.ToNumber(dst, r)
	case ast.OpMinus:
		c.b.Neg(dst, r)
	case ast.OpBitNot:
		c.b.BitNot(dst, r)
	}
}

func (c *gen) typeof(e *ast.Unary, dst int) { c.b.TypeOf(dst, c.typeofOperand(e)) }

// typeofOperand is the register with the operand of a typeof; a name that does not
// exist is undefined.
func (c *gen) typeofOperand(e *ast.Unary) int {
	id, ok := e.X.(*ast.Ident)
	if !ok {
		return c.expr(e.X)
	}
	l := c.lookup(id)
	if l.place == placeReg {
		c.checkReg(id, l)
		return l.index
	}
	r := c.alloc(1)
	c.load(id, l, r, 1)
	return r
}

// delete is the delete operator (sec-delete-operator).
func (c *gen) delete(e *ast.Unary, dst int) {
	switch x := e.X.(type) {
	case *ast.Ident:
		c.deleteIdent(x, dst)
	case *ast.Member, *ast.Index, *ast.PrivateMember:
		c.deleteProperty(e, x, dst)
	case *ast.OptionalChain:
		switch x.X.(type) {
		case *ast.Member, *ast.Index, *ast.PrivateMember:
			t := c.early(dst)
			c.chain(t, func() {
				c.deleteProperty(e, x.X, t)
			}, func() { c.b.LoadTrue(t) })
			c.late(dst, t)
			return
		}
		c.effect(x)
		c.b.LoadTrue(dst)
	case *ast.SuperMember:
		c.this(&x.This)
		c.at(e.Start)
		c.throwError(bytecode.ReferenceError, "Unsupported reference to 'super'")
		c.b.LoadTrue(dst)
	case *ast.SuperIndex:
		c.this(&x.This)
		c.effect(x.Index)
		c.at(e.Start)
		c.throwError(bytecode.ReferenceError, "Unsupported reference to 'super'")
		c.b.LoadTrue(dst)
	default:
		c.effect(x)
		c.b.LoadTrue(dst)
	}
}

func (c *gen) deleteIdent(id *ast.Ident, dst int) {
	l := c.lookup(id)
	if l.place == placeReg || l.place == placeEnv {
		c.b.LoadFalse(dst)
		return
	}
	c.at(id.Start)
	c.b.DeleteName(dst, c.nameReg(), c.lowStr(id.Name))
}

func (c *gen) deleteProperty(e *ast.Unary, x ast.Expr, dst int) {
	switch x := x.(type) {
	case *ast.Member:
		obj := c.linkObject(x.Object, x.Optional)
		key := c.alloc(1)
		c.loadString(key, x.Name)
		c.at(e.Start)
		c.b.DeleteProp(dst, obj, key, c.strictBit())
	case *ast.Index:
		obj := c.linkObject(x.Object, x.Optional, x.Index)
		key := c.expr(x.Index)
		c.at(e.Start)
		c.b.DeleteProp(dst, obj, key, c.strictBit())
	default:
		c.bug("delete of a private name")
	}
}
