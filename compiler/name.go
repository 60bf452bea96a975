package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// lookup is where an identifier is found.
type lookup struct {
	place uint8
	index int // register or slot
	env   *env
	b     *ast.Binding
	check bool // it may be uninitialised
}

// lookup resolves id as seen from here.
func (c *gen) lookup(id *ast.Ident) lookup {
	b := id.Ref
	if b == nil {
		if c.env.anyDynamic {
			return lookup{place: placeName}
		}
		return lookup{place: placeGlobal}
	}
	l := lookup{place: b.Place, index: int(b.Index), b: b, check: id.CheckTDZ}
	switch b.Place {
	case placeEnv:
		e, dynamic := c.find(b)
		if dynamic {
			return lookup{place: placeName, b: b}
		}
		l.env, l.index = e, int(b.Index-e.lo)
	case placeGlobal:
		if c.env.anyDynamic {
			l.place = placeName
		}
	case placeNone:
		c.bug("binding %q has no place", b.Name)
	}
	return l
}

// nameReg is a register with the environment where a lookup by name begins.
func (c *gen) nameReg() int { return c.envReg() }

// ident is a register with the value of id, its own when it lives in one.
func (c *gen) ident(id *ast.Ident) int {
	l := c.lookup(id)
	if l.place == placeReg {
		c.checkReg(id, l)
		return l.index
	}
	t := c.alloc(1)
	c.load(id, l, t, 0)
	return t
}

// checkReg emits the check of a variable in a register where one is needed.
func (c *gen) checkReg(id *ast.Ident, l lookup) {
	c.read(l.index)
	if l.check {
		c.at(id.Start)
		c.b.CheckTDZ(l.index, c.str(id.Name))
	}
	if c.isArguments(l.b) {
		c.argUse |= argLeaks
	}
}

// load puts the value of id, found as l says, in dst. typeof: 1 when an
// unresolvable name is undefined.
func (c *gen) load(id *ast.Ident, l lookup, dst, typeof int) {
	switch l.place {
	case placeReg:
		c.checkReg(id, l)
		c.move(dst, l.index)
	case placeEnv:
		c.loadSlot(id, l, dst)
	case placeGlobal:
		if l.b == nil && id.Name == "undefined" {
			c.b.LoadUndefined(dst)
			return
		}
		c.at(id.Start)
		c.b.GetGlobal(dst, c.readSite(id.Name), typeof)
	case placeName:
		mark := c.top
		r := c.nameReg()
		c.at(id.Start)
		c.b.GetName(dst, r, c.lowStr(id.Name), typeof)
		c.release(mark)
	}
}

func (c *gen) loadSlot(id *ast.Ident, l lookup, dst int) {
	mark := c.top
	r, hops := c.envAt(l.env)
	switch {
	case l.b.Kind == ast.BindImport && c.indirect(l.b):
		c.at(id.Start)
		c.checked(id.Name)
		c.b.GetIndirect(dst, r, l.index, hops)
	case l.check:
		c.at(id.Start)
		c.checked(id.Name)
		c.b.GetEnvChecked(dst, r, l.index, hops)
	default:
		c.b.GetEnv(dst, r, l.index, hops)
	}
	if c.isArguments(l.b) {
		c.argUse |= argLeaks
	}
	c.release(mark)
}

// checked names the binding that the next instruction reads.
func (c *gen) checked(name string) {
	c.out.Checks = append(c.out.Checks, bytecode.PCName{PC: uint32(c.b.PC()), Name: name})
}

// identTo puts the value of id in dst.
func (c *gen) identTo(id *ast.Ident, dst int) { c.load(id, c.lookup(id), dst, 0) }

// nameRef is an identifier as the target of an assignment.
type nameRef struct {
	l   lookup
	reg int // the register ResolveName wrote, -1 for none
}

// beginAssign resolves the target id, before its new value is evaluated when
// that may change what the name means (value nil: it may).
func (c *gen) beginAssign(id *ast.Ident, value ast.Expr) nameRef {
	l := c.lookup(id)
	r := nameRef{l, -1}
	undeclared := l.place == placeGlobal && l.b == nil && c.strict && (value == nil || !inert(value))
	if l.place == placeName || undeclared {
		r.reg = c.alloc(1)
		mark := c.top
		env := c.nameReg()
		c.at(id.Start)
		c.b.ResolveName(r.reg, env, c.lowStr(id.Name))
		c.release(mark)
	}
	return r
}

func (c *gen) strictBit() int {
	if c.strict {
		return 1
	}
	return 0
}

// loadRef puts the present value of the target in dst.
func (c *gen) loadRef(id *ast.Ident, r nameRef, dst int) {
	if r.reg < 0 {
		c.load(id, r.l, dst, 0)
		return
	}
	c.at(id.Start)
	c.b.GetRef(dst, r.reg, c.lowStr(id.Name), c.strictBit()<<1)
}

// assign is PutValue: it gives id the value of src.
func (c *gen) assign(id *ast.Ident, r nameRef, src int) {
	if r.reg >= 0 {
		c.at(id.Start)
		c.b.SetRef(r.reg, src, c.lowStr(id.Name), c.strictBit())
		return
	}
	l := r.l
	if l.b != nil && (l.place == placeReg || l.place == placeEnv) && !c.assignable(id, l) {
		return
	}
	switch l.place {
	case placeReg:
		c.wrote(l.index)
		c.move(l.index, src)
		c.wroteParam(l.b)
	case placeEnv:
		mark := c.top
		reg, hops := c.envAt(l.env)
		c.b.SetEnv(reg, l.index, src, hops)
		c.release(mark)
	case placeGlobal:
		c.at(id.Start)
		c.b.SetGlobal(src, c.globalSite(id.Name), c.strictBit())
	default:
		c.bug("assignment to %q", id.Name)
	}
}

func (c *gen) wroteParam(b *ast.Binding) {
	if b.Kind == ast.BindParam {
		c.argUse |= paramWritten
	}
}

// assignable emits the checks before an assignment to a binding in a register
// or slot and reports whether the assignment goes on to happen.
func (c *gen) assignable(id *ast.Ident, l lookup) bool {
	if l.check {
		mark := c.top
		if l.place == placeReg {
			c.at(id.Start)
			c.b.CheckTDZ(l.index, c.str(id.Name))
		} else {
			c.loadSlot(id, l, c.alloc(1))
		}
		c.release(mark)
	}
	if l.b.Kind == ast.BindFuncName && !c.strict {
		return false
	}
	if l.b.Kind.Constant() || l.b.Kind == ast.BindFuncName {
		c.at(id.Start)
		c.throwError(bytecode.TypeError, "Assignment to constant variable.")
		return false
	}
	return true
}

// throwError throws without telling the flow analysis, since code after it is
// still made.
func (c *gen) throwError(kind bytecode.ErrorKind, message string) {
	c.b.ThrowError(int(kind), c.str(message))
	c.lastBound = c.b.PC()
}

// initialise gives b its first value (InitializeReferencedBinding).
func (c *gen) initialise(b *ast.Binding, src int) {
	switch b.Place {
	case placeReg:
		c.wrote(int(b.Index))
		c.move(int(b.Index), src)
	case placeEnv:
		c.storeSlot(b, src)
	case placeGlobal:
		if b.Kind.Lexical() || b.Kind == ast.BindLexicalFunction {
			c.b.InitGlobal(src, c.globalSite(b.Name))
		} else {
			c.b.SetGlobal(src, c.globalSite(b.Name), 0)
		}
	case placeName: // the var of a block's function, past any with object
		mark := c.top
		r, _ := c.envAt(c.root)
		c.b.DefineGlobalFunction(src, r, c.lowStr(b.Name), 2)
		c.release(mark)
	default:
		c.bug("initialisation of %q", b.Name)
	}
}

// directReg is the register of id's binding when a value may be computed straight into
// it (no check, not a constant), -1 otherwise.
func (c *gen) directReg(id *ast.Ident) int {
	b := id.Ref
	if b == nil || b.Place != placeReg || id.CheckTDZ || b.Kind.Constant() || b.Kind == ast.BindFuncName {
		return -1
	}
	return int(b.Index)
}

// declaredReg is the register that the initialisation of the declared id may write
// directly, -1 when it lives elsewhere.
func (c *gen) declaredReg(id *ast.Ident) int {
	if b := id.Ref; b != nil && b.Place == placeReg {
		return int(b.Index)
	}
	return -1
}

// Uses of the arguments object and the parameters that decide whether they must
// be linked.
const (
	argLength    = 1 << iota // arguments.length
	argElements              // arguments[i]
	argLeaks                 // anything else
	paramWritten             // a parameter is assigned to
)
