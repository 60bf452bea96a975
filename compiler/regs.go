package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// maxRegs bounds the registers of a function; variables beyond maxVarRegs go to
// environments, so that temporaries have room.
const (
	maxRegs    = 65000
	maxVarRegs = 50000
)

// alloc takes n consecutive registers from the top.
func (c *gen) alloc(n int) int {
	r := c.top
	c.top += n
	if c.top > c.max {
		c.max = c.top
		if c.max > maxRegs {
			c.fail("too many values at once in a function")
		}
	}
	return r
}

// variable takes a register for a variable.
func (c *gen) variable() int {
	r := c.alloc(1)
	c.setVar(r, true)
	return r
}

func (c *gen) setVar(r int, is bool) {
	for len(c.vars) <= r {
		c.vars = append(c.vars, false)
		c.initAt = append(c.initAt, 0)
	}
	c.vars[r] = is
}

func (c *gen) isVar(r int) bool { return r < len(c.vars) && c.vars[r] }

// release gives back all registers from mark on.
func (c *gen) release(mark int) {
	for r := mark; r < c.top && r < len(c.vars); r++ {
		c.vars[r] = false
		c.initAt[r] = 0
	}
	c.top = mark
}

// early returns a register that may be written at any time in place of dst;
// late moves the final value to dst.
func (c *gen) early(dst int) int {
	if c.isVar(dst) {
		return c.alloc(1)
	}
	return dst
}

func (c *gen) late(dst, t int) {
	if dst != t {
		c.move(dst, t)
	}
}

func (c *gen) move(dst, src int) {
	if dst != src {
		c.b.Move(dst, src)
	}
}

// wrote notes that variable register r has its value now. A LoadUndefined at
// the start was for nothing if r is first touched by this unconditional write.
func (c *gen) wrote(r int) {
	if r < len(c.initAt) && c.initAt[r] != 0 {
		if c.flow == 0 {
			c.b.Delete(c.initAt[r] - 1)
		}
		c.initAt[r] = 0
	}
}

// read notes that variable register r is read.
func (c *gen) read(r int) {
	if r < len(c.initAt) {
		c.initAt[r] = 0
	}
}

// pool collects constants without duplicates.
type pool struct {
	list    []bytecode.Const
	strings map[string]int
	numbers map[uint64]int
}

// maxLowConst bounds the constants that 16-bit operands name; from mostLowConst
// on literals go to the other sequence (Builder.HighConst).
const (
	maxLowConst  = 65535
	mostLowConst = 32768
)

func (c *gen) low(k bytecode.Const) int {
	if len(c.consts.list) >= maxLowConst {
		c.fail("too many constants in a function")
	}
	c.consts.list = append(c.consts.list, k)
	return len(c.consts.list) - 1
}

// constant is the index of k for a const32 operand.
func (c *gen) constant(k bytecode.Const) int {
	if len(c.consts.list) < mostLowConst {
		return c.low(k)
	}
	c.high = append(c.high, k)
	return bytecode.HighConst + len(c.high) - 1
}

// str is the index of a string for a const32 operand.
func (c *gen) str(s string) int {
	if i, ok := c.consts.strings[s]; ok {
		return i
	}
	if c.consts.strings == nil {
		c.consts.strings = map[string]int{}
	}
	i := c.constant(s)
	c.consts.strings[s] = i
	return i
}

// lowStr is the index of a string for a const operand.
func (c *gen) lowStr(s string) int {
	if i := c.str(s); i < bytecode.HighConst {
		return i
	}
	i := c.low(s)
	c.consts.strings[s] = i
	return i
}

func (c *gen) loadString(dst int, s string) { c.b.LoadK(dst, c.str(s)) }

// maxSites bounds the sites of properties; some are kept for globals, which
// have no other form.
const (
	maxSites     = 65535
	maxPropSites = 60000
)

// site makes a site for key, -1 when there is no more room for properties.
func (c *gen) site(key string) int {
	if len(c.out.Sites) >= maxPropSites {
		return -1
	}
	c.out.Sites = append(c.out.Sites, bytecode.Site{Key: key})
	return len(c.out.Sites) - 1
}

func (c *gen) globalSite(key string) int {
	if len(c.out.Sites) >= maxSites {
		c.fail("too many global variables in a function")
	}
	c.out.Sites = append(c.out.Sites, bytecode.Site{Key: key})
	return len(c.out.Sites) - 1
}

// readSite is the one site of all reads of a global.
func (c *gen) readSite(key string) int {
	if i, ok := c.globals[key]; ok {
		return i
	}
	if c.globals == nil {
		c.globals = map[string]int{}
	}
	i := c.globalSite(key)
	c.globals[key] = i
	return i
}

func isInt16(v float64) bool { return v == float64(int16(v)) && !(v == 0 && isNegZero(v)) }

// keyString is the property key that a literal key names, "" and false for a
// computed one.
func keyString(key ast.Expr) (string, bool) {
	switch k := key.(type) {
	case *ast.String:
		return k.Value, true
	case *ast.Number:
		return numberKey(k.Value), true
	case *ast.BigInt:
		return k.Digits, true
	}
	return "", false
}
