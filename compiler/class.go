package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
)

// classSlots are the slots of a class's environment that no name reaches: what
// the functions that initialise elements need.
type classSlots struct {
	private int         // slot of the first private name
	values  map[int]int // per element: slot of its computed key or private method
	storage map[int]int // per auto-accessor: slot of the private name of its storage
	n       int
}

func hasInstanceElements(cls *ast.Class) bool {
	for i := range cls.Elements {
		if e := &cls.Elements[i]; !e.Static && (isField(e) || isPrivate(e)) {
			return true
		}
	}
	return false
}

func isField(e *ast.ClassElement) bool {
	return e.Kind == ast.ElemField || e.Kind == ast.ElemAccessor
}

func isPrivate(e *ast.ClassElement) bool {
	_, ok := e.Key.(*ast.PrivateName)
	return ok
}

// isPrivateMethod reports whether e is a private method or accessor.
func isPrivateMethod(e *ast.ClassElement) bool { return isPrivate(e) && e.Kind != ast.ElemField }

// layout assigns the slots of the class's environment behind those of its name.
func layout(cls *ast.Class, named int) *classSlots {
	s := &classSlots{private: named, n: named + len(cls.Private)}
	for i, p := range cls.Private {
		p.Index = int32(named + i)
	}
	take := func(m *map[int]int, i int) {
		if *m == nil {
			*m = map[int]int{}
		}
		(*m)[i] = s.n
		s.n++
	}
	for i := range cls.Elements {
		e := &cls.Elements[i]
		switch {
		case isField(e) && e.Computed:
			take(&s.values, i)
		case isPrivate(e):
			take(&s.values, i)
			if e.Kind == ast.ElemAccessor {
				s.n++ // the setter's
			}
		}
		if e.Kind == ast.ElemAccessor {
			take(&s.storage, i)
		}
	}
	return s
}

// classValue evaluates a class into dst (ClassDefinitionEvaluation). An
// anonymous class is called name, or as register key says when that is not -1.
func (c *gen) classValue(cls *ast.Class, dst int, name string, key int) {
	mark := c.save()
	strict := c.strict
	c.strict = true
	slots := c.openClass(cls)
	heritage := c.alloc(1)
	if cls.Super != nil {
		c.exprTo(cls.Super, heritage)
	} else {
		c.b.LoadHole(heritage)
	}
	f := c.alloc(2) // the constructor and its prototype
	c.move(f, c.envReg())
	ctor := c.constructor(cls, name)
	if cls.Super != nil {
		c.at(cls.Super.Source().Start)
	} else {
		c.at(cls.Start)
	}
	c.b.NewClass(f, heritage, ctor)
	if key >= 0 {
		c.b.SetFuncName(f, key, 0)
	}
	for i := range cls.Elements {
		c.classElement(cls, i, slots, f)
	}
	c.finishClass(cls, slots, f)
	c.move(dst, f)
	c.strict = strict
	c.leave(mark)
}

// openClass opens the scope of the class: its name, private names and slots.
func (c *gen) openClass(cls *ast.Class) *classSlots {
	named := 0
	if s := cls.Scope; s != nil {
		for _, b := range s.Bindings {
			if !b.Captured {
				b.Place, b.Index = placeReg, int32(c.variable())
				c.initReg(b)
				continue
			}
			b.Place, b.Index = placeEnv, int32(named)
			named++
		}
	}
	slots := layout(cls, named)
	if slots.n == 0 {
		return slots
	}
	if slots.n > maxSlots {
		c.fail("too many class elements")
	}
	r := c.variable()
	if s := cls.Scope; s != nil && s.Place == scopeNamed {
		c.b.NewScopeEnv(r, c.envReg(), c.low(classInfo(cls, slots)), 1)
	} else {
		c.b.NewEnv(r, c.envReg(), slots.n, 1)
	}
	c.push(&env{reg: r, scope: cls.Scope, hi: int32(named), class: cls, slots: slots})
	t := c.alloc(1)
	for i, p := range cls.Private {
		c.b.NewPrivateName(t, c.str(p.Name))
		c.b.SetEnv(r, slots.private+i, t, 0)
	}
	for i := range cls.Elements {
		if slot, ok := slots.storage[i]; ok {
			c.b.NewPrivateName(t, c.str("#accessor storage"))
			c.b.SetEnv(r, slot, t, 0)
		}
	}
	c.release(t)
	return slots
}

func classInfo(cls *ast.Class, slots *classSlots) *bytecode.ScopeInfo {
	var captured []*ast.Binding
	for _, b := range cls.Scope.Bindings {
		if b.Place == placeEnv {
			captured = append(captured, b)
		}
	}
	info := scopeInfo(cls.Scope, captured)
	for _, p := range cls.Private {
		info.Names = append(info.Names, p.Name)
		info.Flags = append(info.Flags, bytecode.SlotConst|bytecode.SlotLexical)
	}
	for len(info.Names) < slots.n {
		info.Names = append(info.Names, "")
		info.Flags = append(info.Flags, 0)
	}
	return info
}

// constructor adds the template of the class's constructor.
func (c *gen) constructor(cls *ast.Class, name string) int {
	if cls.Constructor != nil {
		return c.template(cls.Constructor, name, cls)
	}
	t := &bytecode.Function{Name: name, Source: c.file, Span: cls.Span, Kind: bytecode.BaseConstructor,
		Flags: bytecode.Strict | bytecode.ClassConstructor | bytecode.HasOwnPrototype | bytecode.HasSimpleParams}
	if hasInstanceElements(cls) {
		t.Flags |= bytecode.HasFields
	}
	if cls.Super != nil {
		t.Kind = bytecode.DerivedConstructor
	}
	u, outer := c.unit, c.env
	t.PutOff(func(t *bytecode.Function) error {
		g := u.newGen(t, outer, cls.Span)
		return g.run(func() { g.defaultConstructor(cls) })
	})
	return c.addFunction(t)
}

// defaultConstructor is the code of a class without a constructor
// (sec-runtime-semantics-classdefinitionevaluation).
func (c *gen) defaultConstructor(cls *ast.Class) {
	c.at(cls.Start)
	if cls.Super == nil {
		if hasInstanceElements(cls) {
			t := c.alloc(2)
			c.b.LoadCallee(t)
			c.b.LoadThis(t + 1)
			c.b.InitFields(t, t+1)
		}
		c.b.ReturnUndefined()
		return
	}
	args := c.alloc(1)
	c.b.ForwardArgs(args)
	w := c.alloc(3)
	callee := c.alloc(1)
	c.b.LoadCallee(callee)
	c.b.GetSuperCtor(w, callee)
	c.b.LoadNewTarget(w + 1)
	c.move(w+2, args)
	c.b.SetCallTextString("super")
	c.b.ConstructSpread(w, 1, args)
	if hasInstanceElements(cls) {
		c.b.LoadCallee(callee)
		c.b.InitFields(callee, args)
	}
	c.b.Return(args)
}

// classElement evaluates element i of the class as far as its definition goes:
// methods are defined, keys computed.
func (c *gen) classElement(cls *ast.Class, i int, slots *classSlots, f int) {
	e := &cls.Elements[i]
	mark := c.top
	home := f + 1
	if e.Static {
		home = f
	}
	switch e.Kind {
	case ast.ElemMethod, ast.ElemGet, ast.ElemSet:
		c.classMethod(e, i, slots, home)
	case ast.ElemField, ast.ElemAccessor:
		if e.Computed {
			k := c.alloc(1)
			c.exprTo(e.Key, k)
			c.at(e.Key.Source().Start)
			c.b.ToPropertyKey(k, k)
			c.b.SetEnv(c.env.reg, slots.values[i], k, 0)
		}
		if e.Kind == ast.ElemAccessor {
			c.autoAccessor(e, i, slots, home)
		}
	}
	c.release(mark)
}

func (c *gen) classMethod(e *ast.ClassElement, i int, slots *classSlots, home int) {
	flags := [...]int{ast.ElemMethod: methodPlain, ast.ElemGet: methodGetter, ast.ElemSet: methodSetter}[e.Kind]
	p, private := e.Key.(*ast.PrivateName)
	if !private {
		c.defineMethod(e.Key, e.Computed, e.Func, home, flags)
		return
	}
	t := c.alloc(1)
	c.closure(e.Func, accessorName(p.Name, flags), t)
	c.b.SetHome(t, home)
	c.b.SetEnv(c.env.reg, slots.values[i], t, 0)
}

// finishClass initialises the class's name and runs its static elements.
func (c *gen) finishClass(cls *ast.Class, slots *classSlots, f int) {
	if s := cls.Scope; s != nil {
		for _, b := range s.Bindings {
			c.initialise(b, f)
		}
	}
	t := c.alloc(1)
	if hasInstanceElements(cls) {
		c.b.Closure(t, c.envReg(), c.initialiser(cls, slots, false))
		c.b.SetHome(t, f+1)
		c.b.SetFields(f, t)
	}
	for i := range cls.Elements {
		if e := &cls.Elements[i]; e.Static && isPrivateMethod(e) {
			c.definePrivateMethod(e, i, slots, f)
		}
	}
	for i := range cls.Elements {
		if e := &cls.Elements[i]; e.Static && (isField(e) || e.Kind == ast.ElemStaticBlock) {
			w := c.alloc(2)
			c.b.Closure(w, c.envReg(), c.initialiser(cls, slots, true))
			c.b.SetHome(w, f)
			c.move(w+1, f)
			c.at(cls.Start)
			c.b.Call(w, 0, w)
			c.release(w)
			break
		}
	}
	c.release(t)
}

// definePrivateMethod adds private method or accessor i to obj.
func (c *gen) definePrivateMethod(e *ast.ClassElement, i int, slots *classSlots, obj int) {
	mark := c.top
	name := c.privateName(e.Key.(*ast.PrivateName))
	base, hops := c.classEnv(slots)
	m := c.alloc(1)
	c.b.GetEnv(m, base, slots.values[i], hops)
	c.at(e.Start)
	if e.Kind == ast.ElemAccessor {
		c.b.DefinePrivate(obj, name, m, privateGetter)
		c.b.GetEnv(m, base, slots.values[i]+1, hops)
		c.b.DefinePrivate(obj, name, m, privateSetter)
	} else {
		c.b.DefinePrivate(obj, name, m, privateMethod+int(e.Kind))
	}
	c.release(mark)
}

// Values of DefinePrivate's D; the first three follow ast.ElementKind.
const (
	privateMethod = 1
	privateGetter = 2
	privateSetter = 3
	privateField  = 0
)

// classEnv is where the environment with slots is.
func (c *gen) classEnv(slots *classSlots) (base, hops int) {
	e := c.env
	for e.slots != slots {
		e = e.parent
	}
	return c.envAt(e)
}

// privateName is a register with the private name that n refers to.
func (c *gen) privateName(n *ast.PrivateName) int {
	t := c.alloc(1)
	mark := c.top
	defer c.release(mark)
	for e := c.env; e != nil && n.Ref != nil; e = e.parent {
		if e.class == nil {
			continue
		}
		if i := int(n.Ref.Index) - e.slots.private; i >= 0 && i < len(e.class.Private) && e.class.Private[i] == n.Ref {
			base, hops := c.envAt(e)
			c.b.GetEnv(t, base, int(n.Ref.Index), hops)
			return t
		}
	}
	c.at(n.Start)
	c.b.GetName(t, c.nameReg(), c.lowStr(n.Name), 0)
	return t
}
