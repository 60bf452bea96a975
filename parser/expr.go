package parser

import (
	"gojs/ast"
	"gojs/lexer"
	"gojs/source"
)

// expression parses Expression (sec-comma-operator).
func (p *parser) expression() ast.Expr {
	return p.comma(p.assign())
}

// expressionIn parses Expression where in is an operator whatever is around.
func (p *parser) expressionIn() ast.Expr {
	noIn := p.noIn
	p.noIn = false
	e := p.expression()
	p.noIn = noIn
	return e
}

func (p *parser) comma(first ast.Expr) ast.Expr {
	if p.Kind != lexer.Comma {
		return first
	}
	mark := len(p.exprs)
	p.exprs = append(p.exprs, first)
	for p.got(lexer.Comma) {
		p.exprs = append(p.exprs, p.assign())
	}
	return &ast.Sequence{Span: p.span(first.Source().Start), Exprs: p.takeExprs(mark)}
}

// takeExprs returns the expressions collected since mark.
func (p *parser) takeExprs(mark int) []ast.Expr {
	list := p.exprList.list(p.exprs[mark:])
	p.exprs = p.exprs[:mark]
	return list
}

// assign parses AssignmentExpression (sec-assignment-operators).
func (p *parser) assign() ast.Expr { return p.assignCover(false) }

// assignIn is assign where in is an operator whatever is around.
func (p *parser) assignIn() ast.Expr {
	noIn := p.noIn
	p.noIn = false
	e := p.assignCover(false)
	p.noIn = noIn
	return e
}

// assignCover is assign; with cover, a literal that is valid only as a pattern
// may be returned, and coverErr then says so.
func (p *parser) assignCover(cover bool) ast.Expr {
	p.enter()
	e, done := p.assignHead(cover)
	if !done && p.Kind == lexer.Question {
		e = p.conditional(e)
	}
	if p.Kind == lexer.Arrow && !p.Newline {
		p.fail(e.Source(), msgArrowParams)
	}
	p.leave()
	return e
}

// assignHead parses an AssignmentExpression up to the ? of a conditional. done
// says that no ? may follow.
func (p *parser) assignHead(cover bool) (e ast.Expr, done bool) {
	var left ast.Expr
	old := p.coverErr
	p.coverErr.Start = -1
	switch p.Kind {
	case lexer.Ident:
		if left, done = p.assignIdent(); done {
			p.coverErr = old
			return left, true
		}
	case lexer.LParen:
		start := p.Start
		if left, done = p.paren(true); done {
			p.coverErr = old
			return left, true
		}
		left = p.binaryRest(p.postfix(p.subscripts(left, start), start), 0)
	default:
		left = p.binary(0)
	}
	if p.Kind.AssignOp() {
		return p.assignment(left, old), true
	}
	p.settleCover(left, cover, old)
	return left, false
}

// settleCover decides what becomes of an error that is none in a pattern, once
// e turned out not to be followed by =: old is the one found before e.
func (p *parser) settleCover(e ast.Expr, cover bool, old source.Span) {
	if p.coverErr.Start < 0 {
		p.coverErr = old
		return
	}
	if cover && isLiteral(e) {
		return
	}
	p.raiseCover()
}

func (p *parser) raiseCover() {
	if p.coverErr.Start >= 0 {
		p.fail(p.coverErr, p.coverMsg)
	}
}

// deferCover notes an error that is none should a pattern come of the literal.
func (p *parser) deferCover(s source.Span, message string) {
	if p.coverErr.Start < 0 {
		p.coverErr, p.coverMsg = s, message
	}
}

func isLiteral(e ast.Expr) bool {
	switch e.(type) {
	case *ast.Array, *ast.Object:
		return true
	}
	return false
}

// assignIdent parses what begins with an identifier: an arrow function, a yield
// expression (both done), or an operand and its operators.
func (p *parser) assignIdent() (e ast.Expr, done bool) {
	start := p.Start
	switch p.Name {
	case lexer.NameYield:
		if p.generator {
			return p.yield(), true
		}
	case lexer.NameAwait:
		if p.async {
			return p.binary(0), false
		}
	case lexer.NameAsync:
		if !p.Escaped {
			if e, done = p.asyncStart(); done {
				return e, true
			}
			return p.binaryRest(p.postfix(p.subscripts(e, start), start), 0), false
		}
	}
	id := p.Name
	r := p.identToken()
	if p.Kind == lexer.Arrow && !p.Newline {
		return p.arrowIdent(r, id, start, false), true
	}
	p.reference(r, id)
	return p.assignIdentRest(r, start), false
}

// assignIdentRest goes on after an identifier.
func (p *parser) assignIdentRest(r ast.Expr, start int32) ast.Expr {
	e := r
	if kindFlags[p.Kind]&isSubscript != 0 {
		e = p.subscripts(r, start)
	}
	if p.Kind == lexer.Inc || p.Kind == lexer.Dec {
		e = p.postfix(e, start)
	}
	if lexer.Precedence[p.Kind] != 0 {
		e = p.binaryRest(e, 0)
	}
	return e
}

const (
	isSubscript = 1 << iota
	startsOperand
)

var kindFlags = [256]uint8{
	lexer.Dot: isSubscript, lexer.LBrack: isSubscript, lexer.LParen: isSubscript,
	lexer.QuestionDot: isSubscript, lexer.Template: isSubscript, lexer.TemplateHead: isSubscript,
	lexer.Ident: startsOperand, lexer.Number: startsOperand, lexer.String: startsOperand, lexer.New: startsOperand,
	lexer.This: startsOperand, lexer.Function: startsOperand, lexer.Class: startsOperand, lexer.Import: startsOperand,
}

// asyncStart parses what begins with async: an async function expression or its
// operand, or an async arrow function (done).
func (p *parser) asyncStart() (e ast.Expr, done bool) {
	start := p.Start
	r := p.identToken()
	switch {
	case p.Kind == lexer.Function && !p.Newline:
		return p.functionExpr(start, true), false
	case p.Kind == lexer.Ident && !p.Newline && p.arrowFollows():
		id := p.Name
		if id == lexer.NameAwait {
			p.fail(p.Span, msgReserved)
		}
		param := p.identToken()
		return p.arrowIdent(param, id, start, true), true
	case p.Kind == lexer.LParen && !p.Newline:
		return p.asyncCall(r, start)
	}
	p.reference(r, lexer.NameAsync)
	return r, false
}

// arrowFollows reports whether the token after the current one is =>.
func (p *parser) arrowFollows() bool {
	t := p.peek()
	return t.Kind == lexer.Arrow && !t.Newline
}

// asyncCall parses async(...), a call or the head of an async arrow function
// (CoverCallExpressionAndAsyncArrowHead).
func (p *parser) asyncCall(r *ast.Ident, start int32) (e ast.Expr, done bool) {
	cover := p.beginCover()
	params := source.Span{Start: p.Start}
	args, restComma := p.arguments(true)
	params.End = p.prevEnd
	if p.Kind == lexer.Arrow && !p.Newline && !restComma {
		return p.arrowFrom(args, start, params, cover, true), true
	}
	p.raiseCover()
	p.endCover(cover)
	p.reference(r, lexer.NameAsync)
	return p.newCall(r, args, start, false), false
}

// assignment parses the rest of an assignment to left.
func (p *parser) assignment(left ast.Expr, old source.Span) ast.Expr {
	op := p.Kind
	n := p.assigns.alloc()
	n.Start = left.Source().Start
	n.NoName = p.parenExpr == left
	if op == lexer.Assign {
		p.coverErr.Start = -1
		n.Target = p.target(left, msgAssignTarget)
	} else {
		p.raiseCover()
		n.Target = p.simpleTarget(left, msgAssignTarget, op < lexer.LogAndAssign)
		if op >= lexer.LogAndAssign {
			n.Kind = ast.AssignLogical
			n.Logical = ast.LogicalOp(op - lexer.LogAndAssign)
		} else {
			n.Kind = ast.AssignBinary
			n.Binary = assignOps[op]
		}
	}
	p.coverErr = old
	p.next()
	n.Value = p.assign()
	n.End = p.prevEnd
	return n
}

var assignOps = [256]ast.BinaryOp{
	lexer.AddAssign: ast.OpAdd, lexer.SubAssign: ast.OpSub, lexer.MulAssign: ast.OpMul,
	lexer.DivAssign: ast.OpDiv, lexer.RemAssign: ast.OpRem, lexer.ExpAssign: ast.OpExp,
	lexer.AndAssign: ast.OpBitAnd, lexer.OrAssign: ast.OpBitOr, lexer.XorAssign: ast.OpBitXor,
	lexer.ShlAssign: ast.OpShl, lexer.SarAssign: ast.OpSar, lexer.ShrAssign: ast.OpShr,
}

var binaryOps = [256]ast.BinaryOp{
	lexer.Or: ast.OpBitOr, lexer.Xor: ast.OpBitXor, lexer.And: ast.OpBitAnd, lexer.Eq: ast.OpEq,
	lexer.Ne: ast.OpNe, lexer.StrictEq: ast.OpStrictEq, lexer.StrictNe: ast.OpStrictNe,
	lexer.Lt: ast.OpLt, lexer.Gt: ast.OpGt, lexer.Le: ast.OpLe, lexer.Ge: ast.OpGe,
	lexer.Shl: ast.OpShl, lexer.Sar: ast.OpSar, lexer.Shr: ast.OpShr, lexer.Add: ast.OpAdd,
	lexer.Sub: ast.OpSub, lexer.Mul: ast.OpMul, lexer.Div: ast.OpDiv, lexer.Rem: ast.OpRem,
	lexer.Exp: ast.OpExp, lexer.In: ast.OpIn, lexer.Instanceof: ast.OpInstanceof,
}

// conditional parses the rest of a ConditionalExpression (sec-conditional-operator). A chain a ? b
// : c ? d : e nests without recursion.
func (p *parser) conditional(test ast.Expr) ast.Expr {
	root := p.cond.alloc()
	for n := root; ; {
		n.Start = test.Source().Start
		n.Test = test
		p.next()
		n.Then = p.assignIn()
		p.want(lexer.Colon)
		e, done := p.assignHead(false)
		if done || p.Kind != lexer.Question {
			n.Else = e
			break
		}
		inner := p.cond.alloc()
		n.Else = inner
		n, test = inner, e
	}
	for n := root; n != nil; n, _ = n.Else.(*ast.Conditional) {
		n.End = p.prevEnd
	}
	return root
}

// yield parses YieldExpression (sec-generator-function-definitions).
func (p *parser) yield() ast.Expr {
	if p.Escaped {
		p.fail(p.Span, "Keyword must not contain escaped characters")
	}
	if p.params {
		p.fail(p.Span, msgYieldParam)
	}
	n := &ast.Yield{}
	n.Start = p.Start
	p.lastYield = p.Start
	p.next()
	if !p.Newline {
		if p.got(lexer.Mul) {
			n.Delegate = true
			n.X = p.assign()
		} else if !p.endsYield() {
			n.X = p.assign()
		}
	}
	n.End = p.prevEnd
	return n
}

// endsYield reports whether the current token follows a yield without operand.
func (p *parser) endsYield() bool {
	switch p.Kind {
	case lexer.EOF, lexer.RParen, lexer.RBrack, lexer.RBrace, lexer.Comma, lexer.Semicolon, lexer.Colon, lexer.In, lexer.Question:
		return true
	}
	return false
}

// binary parses an expression of operators that bind stronger than prec.
func (p *parser) binary(prec uint8) ast.Expr {
	if p.Kind == lexer.PrivateName {
		return p.binaryRest(p.privateIn(prec), prec)
	}
	left := p.unaryExpr()
	if lexer.Precedence[p.Kind] <= prec {
		return left
	}
	return p.binaryRest(left, prec)
}

// binaryRest goes on after an operand (sec-multiplicative-operators and the
// sections around it). Left-associative operators loop, ** recurses.
func (p *parser) binaryRest(left ast.Expr, prec uint8) ast.Expr {
	for {
		op := p.Kind
		opPrec := lexer.Precedence[op]
		if opPrec <= prec || op == lexer.In && p.noIn {
			return left
		}
		if op <= lexer.LogAnd {
			left = p.logicalRest(left, op, opPrec)
			continue
		}
		if op == lexer.Exp {
			p.checkExponent(left)
			opPrec--
		}
		n := p.arena.binary.alloc()
		n.Op = binaryOps[op]
		n.Left = left
		n.Start = left.Source().Start
		p.next()
		if op == lexer.Exp {
			p.enter()
			n.Right = p.binary(opPrec)
			p.leave()
		} else {
			n.Right = p.binary(opPrec)
		}
		n.End = p.prevEnd
		left = n
	}
}

// checkExponent rejects an unparenthesised unary expression as a base
// (sec-exp-operator).
func (p *parser) checkExponent(left ast.Expr) {
	if left == p.parenExpr {
		return
	}
	switch left.(type) {
	case *ast.Unary, *ast.Await:
		p.fail(left.Source(), "Unary operator used immediately before exponentiation expression. Parenthesis must be used to disambiguate operator precedence")
	}
}

func (p *parser) logicalRest(left ast.Expr, op lexer.Kind, prec uint8) ast.Expr {
	p.checkMix(left, op)
	n := p.logical.alloc()
	switch op {
	case lexer.LogAnd:
		n.Op = ast.OpAnd
	case lexer.LogOr:
		n.Op = ast.OpOr
	default:
		n.Op = ast.OpCoalesce
	}
	at := p.Span
	n.Left = left
	n.Start = left.Source().Start
	p.next()
	n.Right = p.binary(prec)
	if r, ok := n.Right.(*ast.Logical); ok && n.Right != p.parenExpr && (r.Op == ast.OpCoalesce) != (n.Op == ast.OpCoalesce) {
		p.fail(at, "Unexpected token '"+op.String()+"'")
	}
	n.End = p.prevEnd
	return n
}

// checkMix rejects ?? beside || or && without parentheses
// (sec-binary-logical-operators).
func (p *parser) checkMix(left ast.Expr, op lexer.Kind) {
	l, ok := left.(*ast.Logical)
	if ok && left != p.parenExpr && (l.Op == ast.OpCoalesce) != (op == lexer.Coalesce) {
		p.unexpected()
	}
}

// privateIn parses #name in ShiftExpression (sec-relational-operators).
func (p *parser) privateIn(prec uint8) ast.Expr {
	if prec >= lexer.Precedence[lexer.In] {
		p.unexpected()
	}
	n := &ast.PrivateIn{Name: p.privateUse()}
	n.Start = n.Name.Start
	if p.Kind != lexer.In || p.noIn {
		p.unexpected()
	}
	p.next()
	n.X = p.binary(lexer.Precedence[lexer.In])
	n.End = p.prevEnd
	return n
}

var unaryOps = [256]uint8{ // 1 + ast.UnaryOp
	lexer.Delete: 1 + uint8(ast.OpDelete), lexer.Void: 1 + uint8(ast.OpVoid), lexer.Typeof: 1 + uint8(ast.OpTypeof),
	lexer.Add: 1 + uint8(ast.OpPlus), lexer.Sub: 1 + uint8(ast.OpMinus), lexer.BitNot: 1 + uint8(ast.OpBitNot),
	lexer.Not: 1 + uint8(ast.OpNot),
}

// unaryExpr parses UnaryExpression and UpdateExpression (sec-unary-operators).
func (p *parser) unaryExpr() ast.Expr {
	start := p.Start
	switch {
	case unaryOps[p.Kind] != 0:
		return p.prefix(ast.UnaryOp(unaryOps[p.Kind] - 1))
	case p.Kind == lexer.Inc || p.Kind == lexer.Dec:
		n := p.update.alloc()
		n.Start = start
		n.Prefix = true
		n.Decrement = p.Kind == lexer.Dec
		p.next()
		p.enter()
		n.Target = p.simpleTarget(p.unaryExpr(), "Invalid left-hand side expression in prefix operation", true)
		p.leave()
		n.End = p.prevEnd
		return n
	case p.Kind == lexer.Ident && p.Name == lexer.NameAwait && p.async:
		return p.await()
	}
	e := p.primary()
	if kindFlags[p.Kind]&isSubscript != 0 {
		e = p.subscripts(e, start)
	}
	if p.Kind == lexer.Inc || p.Kind == lexer.Dec {
		e = p.postfix(e, start)
	}
	return e
}

func (p *parser) prefix(op ast.UnaryOp) ast.Expr {
	n := p.unary.alloc()
	n.Start = p.Start
	n.Op = op
	p.next()
	p.enter()
	n.X = p.unaryExpr()
	p.leave()
	n.End = p.prevEnd
	if op == ast.OpDelete {
		p.checkDelete(n.X)
	}
	return n
}

// checkDelete applies sec-delete-operator-static-semantics-early-errors.
func (p *parser) checkDelete(x ast.Expr) {
	if c, ok := x.(*ast.OptionalChain); ok {
		x = c.X
	}
	switch x := x.(type) {
	case *ast.Ident:
		if p.strict {
			p.fail(x.Span, "Delete of an unqualified identifier in strict mode.")
		}
	case *ast.PrivateMember:
		p.fail(x.Name.Span, "Private fields can not be deleted")
	}
}

// await parses AwaitExpression (sec-async-function-definitions).
func (p *parser) await() ast.Expr {
	if p.Escaped {
		p.fail(p.Span, "Keyword must not contain escaped characters")
	}
	if p.params {
		p.fail(p.Span, msgAwaitParam)
	}
	n := &ast.Await{}
	n.Start = p.Start
	p.lastYield = p.Start
	p.noteAwait()
	p.next()
	p.enter()
	n.X = p.unaryExpr()
	p.leave()
	n.End = p.prevEnd
	return n
}

func (p *parser) noteAwait() {
	if p.fn == nil {
		p.hasTLA = true
	} else {
		p.fn.HasAwait = true
	}
}

// postfix parses a postfix ++ or -- after e (sec-update-expressions).
func (p *parser) postfix(e ast.Expr, start int32) ast.Expr {
	if p.Kind != lexer.Inc && p.Kind != lexer.Dec || p.Newline {
		return e
	}
	n := p.update.alloc()
	n.Start = start
	n.Decrement = p.Kind == lexer.Dec
	n.Target = p.simpleTarget(e, "Invalid left-hand side expression in postfix operation", true)
	p.next()
	n.End = p.prevEnd
	return n
}
