package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// maxParams is V8's limit.
const maxParams = 65534

// header makes the template of f without its code. class is that of a
// constructor.
func (u *unit) header(f *ast.Function, name string, class *ast.Class) *bytecode.Function {
	t := &bytecode.Function{Name: name, Length: f.Length, Source: u.file, Span: f.Span}
	switch f.Kind {
	case ast.FuncNormal:
		t.Kind = bytecode.NormalFunction
	case ast.FuncArrow:
		t.Kind = bytecode.ArrowFunction
	case ast.FuncConstructor:
		t.Kind = bytecode.BaseConstructor
	case ast.FuncDerivedConstructor:
		t.Kind = bytecode.DerivedConstructor
	default:
		t.Kind = bytecode.MethodFunction
	}
	flag := func(on bool, fl bytecode.FunctionFlags) {
		if on {
			t.Flags |= fl
		}
	}
	flag(f.Strict, bytecode.Strict)
	flag(f.Async, bytecode.Async)
	flag(f.Generator, bytecode.Generator)
	flag(f.SimpleParams, bytecode.HasSimpleParams)
	flag(f.This != nil, bytecode.UsesThis)
	flag(f.Arguments != nil, bytecode.UsesArguments)
	flag(f.HasDirectEval, bytecode.HasDirectEval)
	flag(f.Kind == ast.FuncGet, bytecode.IsGetter)
	flag(f.Kind == ast.FuncSet, bytecode.IsSetter)
	flag(f.Home != nil, bytecode.HasHome)
	flag(f.Generator || f.Kind == ast.FuncNormal && !f.Async, bytecode.HasOwnPrototype)
	if class != nil {
		t.Flags |= bytecode.ClassConstructor
		t.Span = class.Span
		flag(hasInstanceElements(class), bytecode.HasFields)
	}
	for _, p := range f.Params {
		if !p.Rest {
			t.NumParams++
		}
	}
	return t
}

// template adds the template of f to the function's and returns its index. Its
// code is made on the first call.
func (c *gen) template(f *ast.Function, name string, class *ast.Class) int {
	t := c.header(f, name, class)
	u, outer := c.unit, c.env
	t.PutOff(func(t *bytecode.Function) error { return u.compile(t, f, class, outer) })
	return c.addFunction(t)
}

func (c *gen) addFunction(t *bytecode.Function) int {
	if len(c.out.Functions) >= 1<<24 {
		c.fail("too many functions in a function")
	}
	c.out.Functions = append(c.out.Functions, t)
	return len(c.out.Functions) - 1
}

// closure puts a new function of f in dst.
func (c *gen) closure(f *ast.Function, name string, dst int) {
	mark := c.top
	c.b.Closure(dst, c.envReg(), c.template(f, name, nil))
	c.release(mark)
}

// function makes the code of c.fn: FunctionDeclarationInstantiation
// (sec-functiondeclarationinstantiation) and the body.
func (c *gen) function() {
	f := c.fn
	if len(f.Params) > maxParams {
		c.fail("Too many parameters in function definition (only 65534 allowed)")
	}
	if f.Async && !f.Generator {
		c.b.StartAsync()
	}
	c.alloc(c.out.NumParams)
	c.at(f.Start)
	rest, args := c.incoming()
	c.loadEnv()
	c.initFields()
	c.nameScope()
	c.variableObject(f.Scope)
	c.functionScope(rest, args)
	if f.BodyScope != nil {
		c.variableObject(f.BodyScope)
		c.bodyScope()
	}
	c.hoist(f.VarScope())
	if f.Generator {
		c.b.InitialYield()
	}
	c.functionBody()
	c.dropLoadEnv()
	c.decideMapping()
}

// incoming makes the rest array and the arguments object, which must be done
// before registers behind the parameters are written; -1 for none.
func (c *gen) incoming() (rest, args int) {
	f := c.fn
	rest, args = -1, -1
	n := c.out.NumParams
	if f.Arguments != nil {
		args = c.variable()
	}
	if len(f.Params) > n {
		rest = c.variable()
		c.b.CreateRest(rest, n)
	}
	if args < 0 {
		return
	}
	switch {
	case rest >= 0:
		c.b.CreateArguments(args, rest, 2)
	case f.Strict || !f.SimpleParams:
		c.b.CreateArguments(args, args, 0)
	default:
		c.b.CreateArguments(args, args, 1)
	}
	return
}

// loadEnv reserves the register of the environment around the function. The
// instruction is deleted when nothing uses it.
func (c *gen) loadEnv() {
	c.funcEnv = c.variable()
	pc := c.b.PC()
	c.b.LoadFuncEnv(c.funcEnv)
	c.loadEnvPC = pc
}

func (c *gen) dropLoadEnv() {
	if !c.usesEnv {
		c.b.Delete(c.loadEnvPC)
	}
}

// initFields runs the initialiser of a base class's instance elements.
func (c *gen) initFields() {
	if c.class == nil || c.fn.Kind != ast.FuncConstructor || !hasInstanceElements(c.class) {
		return
	}
	t := c.alloc(2)
	c.b.LoadCallee(t)
	c.b.LoadThis(t + 1)
	c.b.InitFields(t, t+1)
	c.release(t)
}

// nameScope binds the name of a function expression.
func (c *gen) nameScope() {
	s := c.fn.NameScope
	if s == nil || len(s.Bindings) == 0 {
		return
	}
	c.place(s, s.Bindings, nil)
	b := s.Bindings[0]
	if b.Place == placeReg {
		c.b.LoadCallee(int(b.Index))
		return
	}
	t := c.alloc(1)
	c.b.LoadCallee(t)
	c.storeSlot(b, t)
	c.release(t)
}

// variableObject makes the environment where a sloppy direct eval in s puts its
// vars.
func (c *gen) variableObject(s *ast.Scope) {
	if !s.Dynamic {
		return
	}
	r := c.variable()
	c.b.NewWithEnv(r, c.envReg(), c.envReg(), 1)
	c.push(&env{reg: r, dynamic: true})
}

// functionScope makes the bindings of the parameters and, unless the body has
// a scope of its own, of the body, and binds the parameters.
func (c *gen) functionScope(rest, args int) {
	f := c.fn
	given := map[*ast.Binding]int(nil)
	give := func(b *ast.Binding, r int) {
		if given == nil {
			given = make(map[*ast.Binding]int, len(f.Params)+2)
		}
		given[b] = r
	}
	for i, p := range f.Params {
		if id, ok := p.Target.(*ast.Ident); ok && id.Ref != nil && !(id.Ref.CheckTDZ && !f.SimpleParams) {
			r := i
			if p.Rest {
				r = rest
			}
			give(id.Ref, r)
		}
	}
	if f.Arguments != nil {
		give(f.Arguments, args)
	}
	c.place(f.Scope, f.Scope.Bindings, given)
	c.provide()
	if f.Arguments != nil && f.Arguments.Place == placeEnv {
		c.storeSlot(f.Arguments, args)
		if f.Arguments.Captured {
			c.argUse |= argLeaks
		}
	}
	if f.SimpleParams {
		c.simpleParams(args)
		return
	}
	for i, p := range f.Params {
		r := i
		if p.Rest {
			r = rest
		}
		c.param(p, r)
	}
}

// simpleParams moves the parameters that live in the environment there and
// links the arguments object to them.
func (c *gen) simpleParams(args int) {
	f := c.fn
	slots := make(bytecode.Slots, len(f.Params))
	for i, p := range f.Params {
		b := p.Target.(*ast.Ident).Ref
		slots[i] = -1
		if b == nil || b.Place != placeEnv || b.Dup && !lastParam(f.Params, i) {
			continue
		}
		c.storeSlot(b, i)
		slots[i] = b.Index
	}
	if args < 0 || !c.mapped {
		return
	}
	for i, p := range f.Params {
		if b := p.Target.(*ast.Ident).Ref; slots[i] >= 0 {
			if e, _ := c.find(b); e != c.env {
				slots[i] = -1 // more than maxSlots parameters
			}
		}
	}
	c.b.MapArguments(args, c.envReg(), c.low(slots))
}

func lastParam(params []ast.Param, i int) bool {
	b := params[i].Target.(*ast.Ident).Ref
	for _, p := range params[i+1:] {
		if p.Target.(*ast.Ident).Ref == b {
			return false
		}
	}
	return true
}

// param binds the parameter p, whose argument is in register r.
func (c *gen) param(p ast.Param, r int) {
	mark := c.top
	if p.Default != nil {
		c.defaultValue(p.Default, targetName(p.Target), r)
	}
	if id, ok := p.Target.(*ast.Ident); ok && id.Ref != nil && id.Ref.Place == placeReg && int(id.Ref.Index) == r {
		return
	}
	c.bindPattern(p.Target, r, bindInit)
	c.release(mark)
}

// provide gives this, new.target, the active function and the home object their
// values.
func (c *gen) provide() {
	f := c.fn
	c.provideOne(f.NewTarget, c.b.LoadNewTarget)
	if f.Home != nil && f.Home.Place == placeEnv {
		c.provideOne(f.Home, c.b.LoadCallee) // else the running function has it
	}
	c.provideOne(f.Callee, c.b.LoadCallee)
	switch {
	case f.This == nil:
	case f.Kind == ast.FuncDerivedConstructor:
		if f.This.Place == placeReg {
			c.b.LoadUninit(int(f.This.Index))
		}
	case f.Strict:
		c.provideOne(f.This, c.b.LoadThis)
	default:
		c.provideOne(f.This, c.b.ResolveThis)
	}
}

func (c *gen) provideOne(b *ast.Binding, load func(int)) {
	if b == nil {
		return
	}
	if b.Place == placeReg {
		load(int(b.Index))
		return
	}
	t := c.alloc(1)
	load(t)
	c.storeSlot(b, t)
	c.release(t)
}

// bodyScope makes the bindings of a body that has a scope of its own; a var with
// a parameter's name begins with its value.
func (c *gen) bodyScope() {
	s := c.fn.BodyScope
	c.place(s, s.Bindings, nil)
	for _, b := range s.Bindings {
		if b.Param == nil {
			continue
		}
		mark := c.top
		t := int(b.Param.Index)
		if b.Param.Place != placeReg {
			t = c.alloc(1)
			e, _ := c.find(b.Param)
			base, hops := c.envAt(e)
			c.b.GetEnv(t, base, int(b.Param.Index-e.lo), hops)
		}
		c.initialise(b, t)
		c.release(mark)
	}
}

func (c *gen) functionBody() {
	f := c.fn
	if f.ExprBody != nil {
		c.returnStmt(&ast.Return{Span: f.ExprBody.Source(), X: f.ExprBody})
		return
	}
	c.disposing(hasUsing(f.Body), func() { c.statements(f.Body) })
	if c.reachable() {
		c.endFunction()
	}
}

// endFunction returns undefined.
func (c *gen) endFunction() {
	if !c.derived() {
		c.b.ReturnUndefined()
		return
	}
	t := c.alloc(1)
	c.b.LoadUndefined(t)
	c.leaveFunction(t)
	c.release(t)
}

// derived reports whether the function is the constructor of a derived class.
func (c *gen) derived() bool { return c.fn != nil && c.fn.Kind == ast.FuncDerivedConstructor }

// leaveFunction returns the value of register r.
func (c *gen) leaveFunction(r int) {
	if !c.derived() {
		c.b.Return(r)
		return
	}
	mark := c.top
	if c.isVar(r) {
		t := c.alloc(1)
		c.move(t, r)
		r = t
	}
	this := c.alloc(1)
	switch b := c.fn.This; {
	case b == nil:
		c.b.LoadUninit(this)
	case b.Place == placeReg:
		this = int(b.Index)
	default:
		e, _ := c.find(b)
		base, hops := c.envAt(e)
		c.b.GetEnv(this, base, int(b.Index-e.lo), hops)
	}
	c.b.CheckCtorReturn(r, this)
	c.b.Return(r)
	c.release(mark)
}

// decideMapping asks for parameters linked to the arguments object when the
// link could be noticed. An arguments object that only its length and elements
// are read of shows the link when a parameter is written; one that goes
// elsewhere may be written to.
func (c *gen) decideMapping() {
	f := c.fn
	if c.mapped || f.Arguments == nil || f.Strict || !f.SimpleParams || len(f.Params) == 0 {
		return
	}
	used, written := false, c.argUse&paramWritten != 0
	for _, b := range f.Scope.Bindings {
		if b.Kind == ast.BindParam {
			used = used || b.Used
			written = written || b.Assigned
		}
	}
	for _, d := range f.Scope.Functions {
		written = written || d.Binding.Kind == ast.BindParam
	}
	switch {
	case c.argUse&argLeaks != 0:
		c.wantsMap = used || written
	case c.argUse&argElements != 0:
		c.wantsMap = written
	}
}
