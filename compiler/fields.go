package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// initialiser adds the template of the function that initialises the elements
// of an instance, or, when static is set, of the class itself.
func (c *gen) initialiser(cls *ast.Class, slots *classSlots, static bool) int {
	t := &bytecode.Function{Name: "<instance_members_initializer>", Source: c.file, Span: cls.Span, Kind: bytecode.MethodFunction,
		Flags: bytecode.Strict | bytecode.IsFieldInit | bytecode.UsesThis | bytecode.HasHome | bytecode.HasSimpleParams}
	if static {
		t.Name = "<static_initializer>"
	}
	u, outer := c.unit, c.env
	t.PutOff(func(t *bytecode.Function) error {
		g := u.newGen(t, outer, cls.Span)
		g.strict = true
		return g.run(func() { g.initialiserBody(cls, slots, static) })
	})
	return c.addFunction(t)
}

// initialiserBody is InitializeInstanceElements without the calls
// (sec-initializeinstanceelements): private methods first, then fields (and
// static blocks) in order.
func (c *gen) initialiserBody(cls *ast.Class, slots *classSlots, static bool) {
	c.loadEnv()
	c.thisReg = c.variable()
	c.b.LoadThis(c.thisReg)
	for i := range cls.Elements {
		if e := &cls.Elements[i]; !static && !e.Static && isPrivateMethod(e) {
			c.definePrivateMethod(e, i, slots, c.thisReg)
		}
	}
	for i := range cls.Elements {
		e := &cls.Elements[i]
		if e.Static != static {
			continue
		}
		mark := c.top
		switch e.Kind {
		case ast.ElemField, ast.ElemAccessor:
			c.field(e, i, slots)
		case ast.ElemStaticBlock:
			c.elementFunction(e.Func, func() { c.staticBlock(e.Func) })
		}
		c.release(mark)
	}
	c.b.Return(c.thisReg) // InitFields puts it back where it was
	c.dropLoadEnv()
}

// field defines one field (DefineField).
func (c *gen) field(e *ast.ClassElement, i int, slots *classSlots) {
	v := c.alloc(1)
	name, literal := keyString(e.Key)
	private, isPriv := e.Key.(*ast.PrivateName)
	if isPriv {
		name = private.Name
	}
	key := -1
	if e.Computed {
		key = c.alloc(1)
		base, hops := c.classEnv(slots)
		c.b.GetEnv(key, base, slots.values[i], hops)
	}
	c.fieldValue(e, name, key, v)
	c.at(e.Start)
	switch {
	case e.Kind == ast.ElemAccessor:
		base, hops := c.classEnv(slots)
		k := c.alloc(1)
		c.b.GetEnv(k, base, slots.storage[i], hops)
		c.b.DefinePrivate(c.thisReg, k, v, privateField)
	case isPriv:
		c.b.DefinePrivate(c.thisReg, c.privateName(private), v, privateField)
	case key >= 0:
		c.b.DefineElem(c.thisReg, key, v, 0)
	case literal:
		c.defineNamed(c.thisReg, v, name)
	}
}

func (c *gen) fieldValue(e *ast.ClassElement, name string, key, v int) {
	if e.Func == nil {
		c.b.LoadUndefined(v)
		return
	}
	c.elementFunction(e.Func, func() {
		if key >= 0 {
			c.namedByKey(e.Func.ExprBody, key, v)
		} else {
			c.named(e.Func.ExprBody, name, v)
		}
	})
}

// elementFunction makes the code of an initialiser or static block as part of
// the function that runs all of them.
func (c *gen) elementFunction(f *ast.Function, body func()) {
	outer := c.fn
	c.fn = f
	st := c.save()
	c.variableObject(f.Scope)
	given := map[*ast.Binding]int{}
	if f.This != nil {
		given[f.This] = c.thisReg
	}
	c.place(f.Scope, f.Scope.Bindings, given)
	if f.This != nil && f.This.Place == placeEnv {
		c.storeSlot(f.This, c.thisReg)
	}
	if f.Home != nil && f.Home.Place == placeEnv {
		c.provideOne(f.Home, c.b.LoadCallee)
	}
	c.provideOne(f.NewTarget, c.b.LoadUndefined)
	c.hoist(f.Scope)
	body()
	c.leave(st)
	c.fn = outer
	c.setVar(c.thisReg, true)
}

func (c *gen) staticBlock(f *ast.Function) {
	c.disposing(hasUsing(f.Body), func() { c.statements(f.Body) })
}

// autoAccessor defines the getter and the setter of an auto-accessor, which
// reach its storage by a private name.
func (c *gen) autoAccessor(e *ast.ClassElement, i int, slots *classSlots, home int) {
	key := c.alloc(1)
	name, literal := keyString(e.Key)
	private, isPriv := e.Key.(*ast.PrivateName)
	switch {
	case isPriv:
		name = private.Name
	case e.Computed:
		c.b.GetEnv(key, c.env.reg, slots.values[i], 0)
		name = ""
	case literal:
		c.loadString(key, name)
	}
	for kind, set := range []bool{false, true} {
		t := c.alloc(1)
		flags := methodGetter
		if set {
			flags = methodSetter
		}
		c.b.Closure(t, c.envReg(), c.accessor(e, accessorName(name, flags), slots, i, set))
		if isPriv {
			c.b.SetHome(t, home)
			c.b.SetEnv(c.env.reg, slots.values[i]+kind, t, 0)
		} else {
			c.b.DefineMethod(home, key, t, flags)
		}
		c.release(t)
	}
}

// accessor adds the template of an auto-accessor's getter or setter.
func (c *gen) accessor(e *ast.ClassElement, name string, slots *classSlots, i int, set bool) int {
	t := &bytecode.Function{Name: name, Source: c.file, Span: e.Span, Kind: bytecode.MethodFunction,
		Flags: bytecode.Strict | bytecode.UsesThis | bytecode.HasSimpleParams | bytecode.IsGetter}
	if set {
		t.NumParams, t.Length = 1, 1
		t.Flags ^= bytecode.IsGetter | bytecode.IsSetter
	}
	u, outer := c.unit, c.env
	t.PutOff(func(t *bytecode.Function) error {
		g := u.newGen(t, outer, e.Span)
		return g.run(func() {
			value := g.alloc(1)
			g.loadEnv()
			this, k := g.alloc(1), g.alloc(1)
			g.b.LoadThis(this)
			base, hops := g.classEnv(slots)
			g.b.GetEnv(k, base, slots.storage[i], hops)
			g.at(e.Start)
			if set {
				g.b.SetPrivate(this, k, value)
				g.b.ReturnUndefined()
			} else {
				g.b.GetPrivate(value, this, k)
				g.b.Return(value)
			}
		})
	})
	return c.addFunction(t)
}
