package compiler

import (
	"math"

	"gojs/ast"
	"gojs/bytecode"
)

// switchStmt tests the cases in order and jumps; many small integers jump by a
// table first.
func (c *gen) switchStmt(s *ast.Switch) {
	c.noValue()
	x := c.alloc(1)
	c.exprTo(s.X, x)
	st := c.open(s.Scope)
	k := c.pushControl(&control{kind: ctlTarget, labels: c.takeLabels(), brk: &bytecode.Label{}, contDepth: -1})
	c.flow++
	kind := usingNone
	for i := range s.Cases {
		kind = max(kind, hasUsing(s.Cases[i].Body))
	}
	c.disposing(kind, func() {
		c.cases(s, x, k)
	})
	c.flow--
	c.popControl()
	c.bind(k.brk)
	c.leave(st)
}

func (c *gen) cases(s *ast.Switch, x int, k *control) {
	labels := make([]bytecode.Label, len(s.Cases))
	otherwise := k.brk
	inside := &bytecode.Label{} // behind the cases, where resources are disposed of
	if c.ctl[len(c.ctl)-1] != k {
		otherwise = inside
	}
	for i := range s.Cases {
		if s.Cases[i].Test == nil {
			otherwise = &labels[i]
		}
	}
	fill, ok := c.switchTable(s, x, labels)
	if !ok {
		c.caseTests(s, x, labels)
	}
	c.b.Jump(otherwise)
	for i := range s.Cases {
		c.bindLoop(&labels[i])
		c.statements(s.Cases[i].Body)
	}
	fill()
	c.bind(inside)
}

func (c *gen) caseTests(s *ast.Switch, x int, labels []bytecode.Label) {
	for i := range s.Cases {
		test := s.Cases[i].Test
		if test == nil {
			continue
		}
		mark := c.top
		if v, ok := constNumber(test); ok && isInt16(v) && !c.long {
			c.b.JumpStrictEqI(x, int(v), &labels[i])
		} else {
			c.jumpCompare(ast.OpStrictEq, x, c.expr(test), &labels[i], true)
		}
		c.release(mark)
	}
}

// switchTable emits a jump by a table when all cases are integers close
// together. A value that equals none of them goes on. The distances are filled
// in when the labels have their places.
func (c *gen) switchTable(s *ast.Switch, x int, labels []bytecode.Label) (fill func(), ok bool) {
	lo, hi, n := math.MaxInt32, math.MinInt32, 0
	for i := range s.Cases {
		if s.Cases[i].Test == nil {
			continue
		}
		v, ok := constNumber(s.Cases[i].Test)
		if !ok || v != float64(int32(v)) {
			return func() {}, false
		}
		lo, hi, n = min(lo, int(v)), max(hi, int(v)), n+1
	}
	if n < 4 || hi-lo >= 4*n+8 {
		return func() {}, false
	}
	table := &bytecode.JumpTable{First: int32(lo), Distances: make([]int32, hi-lo+1)}
	c.b.Switch(x, c.constant(table))
	from := c.b.PC()
	return func() {
		for i := range s.Cases {
			if s.Cases[i].Test == nil {
				continue
			}
			v, _ := constNumber(s.Cases[i].Test)
			if d := &table.Distances[int(v)-lo]; *d == 0 {
				to, _ := labels[i].Bound()
				*d = int32(to - from)
			}
		}
	}, true
}
