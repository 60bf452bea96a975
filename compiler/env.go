package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// Where a binding lives: Binding.Place, with Index its register or slot.
const (
	placeNone uint8 = iota
	placeReg
	placeEnv
	placeGlobal
	placeName // found by name at run time: a var of a sloppy direct eval
)

// scopeNamed in Scope.Place: the scope's names are looked up at run time by an
// eval or from a with body.
const scopeNamed = 1

// env is an environment that will exist at run time around some code. Once
// made it does not change.
type env struct {
	owner  *gen // whose register reg holds it; compared only
	reg    int
	parent *env
	depth  int
	scope  *ast.Scope
	lo, hi int32 // the slots of scope that it holds: slot i is at i-lo
	class  *ast.Class
	slots  *classSlots
	// dynamic: it may gain bindings; anyDynamic: it or one around it may.
	dynamic, anyDynamic bool
}

// maxSlots bounds the slots of one environment.
const maxSlots = 60000

// prepareScopes marks the scopes from s down whose environments need names and
// gives functions with a direct eval the hidden bindings that its text may use.
func prepareScopes(s *ast.Scope) {
	if s.HasDirectEval {
		s.Place = scopeNamed
		if f := s.Func; f != nil && s == f.Scope && !f.Arrow() {
			provideHidden(f)
		}
	}
	for ch := s.Child; ch != nil; ch = ch.Sibling {
		prepareScopes(ch)
		if ch.Kind == ast.ScopeWith {
			for up := s; up != nil && up.Place != scopeNamed; up = up.Parent {
				up.Place = scopeNamed
			}
		}
	}
}

// provideHidden declares this, new.target and the active function in f.
func provideHidden(f *ast.Function) {
	hidden := func(b **ast.Binding, name string, kind ast.BindingKind) {
		if *b == nil {
			*b = &ast.Binding{Name: name, Kind: kind, Scope: f.Scope, Func: f.ID}
			f.Scope.Bindings = append(f.Scope.Bindings, *b)
		}
		(*b).Captured, (*b).Used = true, true
		f.Scope.HasCaptured = true
	}
	hidden(&f.This, "this", ast.BindThis)
	hidden(&f.NewTarget, "new.target", ast.BindNewTarget)
	if f.Kind >= ast.FuncMethod {
		hidden(&f.Home, "%home", ast.BindHome)
	}
	if f.Kind == ast.FuncDerivedConstructor {
		hidden(&f.Callee, "%callee", ast.BindCallee)
	}
}

// push makes e, whose environment is already in its register, the innermost.
func (c *gen) push(e *env) *env {
	e.owner, e.parent = c, c.env
	e.depth = c.env.depth + 1
	e.anyDynamic = e.dynamic || c.env.anyDynamic
	c.env = e
	return e
}

// envReg is a register with the innermost environment.
func (c *gen) envReg() int {
	r, _ := c.envAt(c.env)
	return r
}

// envAt is a register from which e is the given number of parents away.
func (c *gen) envAt(e *env) (reg, hops int) {
	if e.owner == c {
		return e.reg, 0
	}
	c.usesEnv = true
	hops = c.outer.depth - e.depth
	if hops <= 255 {
		return c.funcEnv, hops
	}
	t := c.alloc(1)
	c.b.ParentEnv(t, c.funcEnv)
	for hops--; hops > 255; hops-- {
		c.b.ParentEnv(t, t)
	}
	return t, hops
}

// saved is what opening a scope replaced.
type saved struct {
	env *env
	top int
}

func (c *gen) save() saved { return saved{c.env, c.top} }

// leave closes the scopes opened since s was saved.
func (c *gen) leave(s saved) {
	c.env = s.env
	c.release(s.top)
}

// inEnv reports whether b needs a slot.
func (c *gen) inEnv(b *ast.Binding) bool {
	return b.Captured || c.mapped && b.Kind == ast.BindParam
}

// open makes the bindings of s, which may be nil: an environment for those that
// others can see, registers for the rest; those that may be read too early are
// marked uninitialised, vars undefined, functions made.
func (c *gen) open(s *ast.Scope) saved {
	st := c.save()
	if s == nil {
		return st
	}
	c.place(s, s.Bindings, nil)
	c.hoist(s)
	return st
}

// place gives the bindings their places. Registers already known (of parameters)
// are in given.
func (c *gen) place(s *ast.Scope, bindings []*ast.Binding, given map[*ast.Binding]int) {
	slots := int32(0)
	for _, b := range bindings {
		if r, ok := given[b]; ok && !c.inEnv(b) {
			b.Place, b.Index = placeReg, int32(r)
			c.setVar(r, true)
			continue
		}
		if c.inEnv(b) || c.top > maxVarRegs {
			b.Place, b.Index = placeEnv, slots
			slots++
			continue
		}
		b.Place, b.Index = placeReg, int32(c.variable())
		c.initReg(b)
	}
	if slots > 0 {
		c.environments(s, bindings, slots)
	}
}

// initReg gives the register of b its first value.
func (c *gen) initReg(b *ast.Binding) {
	r := int(b.Index)
	switch {
	case b.Kind.Lexical() && b.CheckTDZ, b.Kind == ast.BindParam && b.CheckTDZ:
		c.b.LoadUninit(r)
	case b.Kind == ast.BindVar && b.Param == nil && !c.isArguments(b):
		c.initAt[r] = c.b.PC() + 1
		c.b.LoadUndefined(r)
	}
}

func (c *gen) isArguments(b *ast.Binding) bool { return c.fn != nil && c.fn.Arguments == b }

// startsUninit reports whether a slot must be marked uninitialised.
func startsUninit(s *ast.Scope, b *ast.Binding) bool {
	if b.Kind == ast.BindParam {
		return b.CheckTDZ
	}
	if b.Kind == ast.BindThis {
		return s.Func != nil && s.Func.Kind == ast.FuncDerivedConstructor
	}
	return b.Kind.Lexical() && (b.CheckTDZ || s.Place == scopeNamed)
}

// environments makes the environments for the bindings of s that have slots.
func (c *gen) environments(s *ast.Scope, bindings []*ast.Binding, slots int32) {
	uninit, undefined := 0, 0
	inSlots := make([]*ast.Binding, 0, slots)
	for _, b := range bindings {
		if b.Place != placeEnv {
			continue
		}
		inSlots = append(inSlots, b)
		if startsUninit(s, b) {
			uninit++
		} else if b.Kind == ast.BindVar {
			undefined++
		}
	}
	d := 0
	if uninit > undefined {
		d = 1
	}
	for lo := int32(0); lo < slots; lo += maxSlots {
		hi := min(slots, lo+maxSlots)
		r := c.variable()
		c.newEnv(s, inSlots[lo:hi], r, d)
		c.push(&env{reg: r, scope: s, lo: lo, hi: hi})
	}
	t := -1
	for _, b := range inSlots {
		odd := startsUninit(s, b)
		if d == 1 {
			odd = !odd && b.Kind == ast.BindVar
		}
		if !odd {
			continue
		}
		if t < 0 {
			t = c.alloc(1)
			if d == 1 {
				c.b.LoadUndefined(t)
			} else {
				c.b.LoadUninit(t)
			}
		}
		c.storeSlot(b, t)
	}
	if t >= 0 {
		c.release(t)
	}
}

func (c *gen) newEnv(s *ast.Scope, bindings []*ast.Binding, r, d int) {
	if s.Place != scopeNamed {
		c.b.NewEnv(r, c.envReg(), len(bindings), d)
		return
	}
	c.b.NewScopeEnv(r, c.envReg(), c.low(scopeInfo(s, bindings)), d)
}

// scopeInfo describes the slots of bindings for lookups by name.
func scopeInfo(s *ast.Scope, bindings []*ast.Binding) *bytecode.ScopeInfo {
	info := &bytecode.ScopeInfo{}
	f := s.Func
	switch s.Kind {
	case ast.ScopeFunction:
		info.VarScope = f == nil || !f.ParamExprs
	case ast.ScopeBody, ast.ScopeEvalVar:
		info.VarScope = true
	case ast.ScopeFuncName:
		info.FuncName = true
	}
	params := s.Kind == ast.ScopeFunction && !info.VarScope
	for _, b := range bindings {
		name := b.Name
		var flags bytecode.SlotFlags
		switch {
		case b.Kind >= ast.BindThis || b.Kind == ast.BindDefault:
			name = ""
		case b.Kind == ast.BindFuncName:
			flags = bytecode.SlotConst | bytecode.SlotSilent
		case b.Kind == ast.BindImport:
			flags = bytecode.SlotConst | bytecode.SlotLexical
		case b.Kind == ast.BindCatch:
			info.Catch = true
		case b.Kind.Constant():
			flags = bytecode.SlotConst | bytecode.SlotLexical
		case params, b.Kind.Lexical(), b.Kind == ast.BindLexicalFunction, b.Kind == ast.BindCatchPattern:
			flags = bytecode.SlotLexical
		}
		info.Names = append(info.Names, name)
		info.Flags = append(info.Flags, flags)
	}
	return info
}

// find is the environment that holds slot b.Index of b's scope; dynamic says that
// one on the way there may have gained a binding of that name.
func (c *gen) find(b *ast.Binding) (e *env, dynamic bool) {
	for e = c.env; e != nil; e = e.parent {
		if e.scope == b.Scope && b.Index >= e.lo && b.Index < e.hi {
			return e, dynamic
		}
		dynamic = dynamic || e.dynamic
	}
	c.bug("no environment for %q", b.Name)
	return nil, false
}

// storeSlot puts register r in the slot of b.
func (c *gen) storeSlot(b *ast.Binding, r int) {
	e, _ := c.find(b)
	mark := c.top
	base, hops := c.envAt(e)
	c.b.SetEnv(base, int(b.Index-e.lo), r, hops)
	c.release(mark)
}

// hoist instantiates the function declarations of s.
func (c *gen) hoist(s *ast.Scope) {
	for i, d := range s.Functions {
		if !lastOfName(s.Functions, i) {
			continue
		}
		b := d.Binding
		mark := c.top
		if b.Place == placeReg {
			c.closure(d.Func, declaredName(d), int(b.Index))
			c.wrote(int(b.Index))
		} else {
			t := c.alloc(1)
			c.closure(d.Func, declaredName(d), t)
			c.initialise(b, t)
		}
		c.release(mark)
	}
}

// declaredName is the name property of a declared function.
func declaredName(d *ast.FuncDecl) string {
	if d.Func.Name == nil {
		return "default"
	}
	return d.Func.Name.Name
}

// lastOfName reports whether no later declaration has the name of decls[i].
// Only sloppy code can have two, and its parser gives them one binding.
func lastOfName(decls []*ast.FuncDecl, i int) bool {
	b := decls[i].Binding
	if b.Kind != ast.BindFunction && b.Kind != ast.BindParam && b.Kind != ast.BindVar && b.Kind != ast.BindLexicalFunction {
		return true
	}
	if len(decls) > 64 {
		return true // instantiated in order: the last wins in any case
	}
	for _, d := range decls[i+1:] {
		if d.Binding == b {
			return false
		}
	}
	return true
}
