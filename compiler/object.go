package compiler

import (
	"gojs/ast"
	"gojs/bytecode"
	"gojs/internal/numtext"
)

func numberKey(v float64) string { return string(numtext.AppendNumber(nil, v)) }

// Elements of literals that are passed in registers at once.
const (
	maxLiteralProps = 256
	maxLiteralElems = 512
)

// object is an object literal: its leading properties with plain names become
// one instruction, the others are defined one by one.
func (c *gen) object(e *ast.Object, dst int) {
	n := plainProps(e.Props)
	t := dst
	if n < len(e.Props) {
		t = c.early(dst)
	}
	if n == 0 {
		c.b.NewObject(t, min(len(e.Props), 65535))
	} else {
		c.plainObject(e.Props[:n], t)
	}
	for i := n; i < len(e.Props); i++ {
		mark := c.top
		c.objectProp(&e.Props[i], t)
		c.release(mark)
	}
	c.late(dst, t)
}

// plainProps counts the leading properties that NewObjectLit can make: distinct
// names that are no array indices, values that need no home object.
func plainProps(props []ast.Property) int {
	var seen map[string]bool
	for i := range props {
		p := &props[i]
		if i == maxLiteralProps || p.Computed || p.Kind > ast.PropMethod {
			return i
		}
		name, ok := keyString(p.Key)
		if !ok || isIndex(name) || name == "__proto__" || p.Kind == ast.PropMethod && needsHome(p.Value) {
			return i
		}
		if i < 8 {
			for j := range props[:i] {
				if other, _ := keyString(props[j].Key); other == name {
					return i
				}
			}
			continue
		}
		if seen == nil {
			seen = map[string]bool{}
			for j := range props[:i] {
				other, _ := keyString(props[j].Key)
				seen[other] = true
			}
		}
		if seen[name] {
			return i
		}
		seen[name] = true
	}
	return len(props)
}

func needsHome(e ast.Expr) bool {
	f, ok := e.(*ast.FuncExpr)
	return !ok || f.Func.Home != nil || f.Func.HasDirectEval
}

func (c *gen) plainObject(props []ast.Property, dst int) {
	keys := make([]string, len(props))
	first := c.alloc(len(props))
	top := c.top
	for i := range props {
		keys[i], _ = keyString(props[i].Key)
		c.top = first + i + 1
		if props[i].Kind == ast.PropMethod {
			c.closure(props[i].Value.(*ast.FuncExpr).Func, keys[i], first+i)
			continue
		}
		c.named(props[i].Value, keys[i], first+i)
	}
	c.top = top
	if len(c.out.Sites) < maxPropSites {
		c.out.Sites = append(c.out.Sites, bytecode.Site{Keys: keys})
		c.b.NewObjectLit(dst, first, len(c.out.Sites)-1)
		return
	}
	t := c.early(dst)
	if t >= first && t < first+len(props) {
		t = c.alloc(1)
	}
	c.b.NewObject(t, len(props))
	for i, key := range keys {
		c.defineNamed(t, first+i, key)
	}
	c.late(dst, t)
}

// defineNamed emits the definition of obj's own property key with value src.
func (c *gen) defineNamed(obj, src int, key string) {
	s := -1
	if !isIndex(key) {
		s = c.site(key)
	}
	if s >= 0 {
		c.b.DefineField(obj, src, s)
		return
	}
	k := c.alloc(1)
	c.loadString(k, key)
	c.b.DefineElem(obj, k, src, 0)
	c.release(k)
}

// objectProp defines one property of an object literal
// (sec-runtime-semantics-propertydefinitionevaluation).
func (c *gen) objectProp(p *ast.Property, obj int) {
	switch p.Kind {
	case ast.PropSpread:
		r := c.expr(p.Value)
		c.at(p.Value.Source().Start)
		c.b.CopyDataProps(obj, r, 0, 0)
		return
	case ast.PropProto:
		c.b.SetProto(obj, c.expr(p.Value))
		return
	case ast.PropMethod, ast.PropGet, ast.PropSet:
		c.methodProp(p, obj)
		return
	}
	if name, ok := keyString(p.Key); ok && !p.Computed {
		v := c.alloc(1)
		c.named(p.Value, name, v)
		c.at(p.Key.Source().Start)
		c.defineNamed(obj, v, name)
		return
	}
	key := c.alloc(2)
	c.exprTo(p.Key, key)
	c.at(p.Key.Source().Start)
	c.b.ToPropertyKey(key, key)
	c.namedByKey(p.Value, key, key+1)
	c.b.DefineElem(obj, key, key+1, 0)
}

// methodKinds are the values of DefineMethod's bits 1-2.
const (
	methodPlain  = 0
	methodGetter = 1 << 1
	methodSetter = 2 << 1
	enumerable   = 1
)

func (c *gen) methodProp(p *ast.Property, obj int) {
	kind := methodPlain
	switch p.Kind {
	case ast.PropGet:
		kind = methodGetter
	case ast.PropSet:
		kind = methodSetter
	}
	c.defineMethod(p.Key, p.Computed, p.Value.(*ast.FuncExpr).Func, obj, kind|enumerable)
}

// defineMethod defines the method, getter or setter f of obj.
func (c *gen) defineMethod(key ast.Expr, computed bool, f *ast.Function, obj, flags int) {
	k := c.alloc(2)
	name, literal := keyString(key)
	if literal && !computed {
		c.loadString(k, name)
	} else {
		name = ""
		c.exprTo(key, k)
		c.at(key.Source().Start)
		c.b.ToPropertyKey(k, k)
	}
	c.closure(f, accessorName(name, flags), k+1)
	c.at(key.Source().Start)
	c.b.DefineMethod(obj, k, k+1, flags)
	c.release(k)
}

func accessorName(name string, flags int) string {
	switch {
	case name == "":
	case flags&methodGetter != 0:
		return "get " + name
	case flags&methodSetter != 0:
		return "set " + name
	}
	return name
}

// array makes an array of elems, which may be nil (holes) or spread.
func (c *gen) array(elems []ast.Expr, dst int, call bool) {
	n := 0
	for n < len(elems) && n < maxLiteralElems {
		if _, ok := elems[n].(*ast.Spread); ok {
			break
		}
		n++
	}
	t := dst
	if n < len(elems) {
		t = c.early(dst)
	}
	mark := c.top
	if n == 1 && dst == c.top-1 && t == dst && elems[0] != nil && !c.isVar(t) {
		c.exprTo(elems[0], t)
		c.b.NewArray(t, t, 1)
	} else {
		first := c.alloc(n)
		for i, x := range elems[:n] {
			c.top = first + i + 1
			if x == nil {
				c.b.LoadHole(first + i)
			} else {
				c.exprTo(x, first+i)
			}
		}
		c.b.NewArray(t, first, n)
	}
	c.release(mark)
	for i, x := range elems[n:] {
		r := c.alloc(1)
		switch x := x.(type) {
		case nil:
			c.b.LoadHole(r)
			c.b.ArrayPush(t, r)
		case *ast.Spread:
			c.exprTo(x.X, r)
			c.at(x.X.Source().Start)
			switch {
			case !call:
				c.iterationText(x.X)
			case n+i == len(elems)-1 && i == 0:
				c.spreadText(x.X)
			}
			c.b.ArraySpread(t, r)
		default:
			c.exprTo(x, r)
			c.b.ArrayPush(t, r)
		}
		c.release(mark)
	}
	c.late(dst, t)
}

// templateText is an untagged template.
func (c *gen) templateText(e *ast.Template, dst int) {
	if len(e.Exprs) == 0 {
		c.loadString(dst, e.Parts[0].Cooked)
		return
	}
	const most = 256 // registers joined at once
	first := c.alloc(1)
	n := 0
	next := func() int {
		if n == most {
			c.b.Concat(first, first, n)
			n = 1
		}
		c.top = first + n
		n++
		return c.alloc(1)
	}
	text := func(s string) {
		if s != "" {
			c.loadString(next(), s)
		}
	}
	text(e.Parts[0].Cooked)
	for i, x := range e.Exprs {
		r := next()
		if isString(x) {
			c.exprTo(x, r)
		} else {
			v := r
			if _, ok := x.(*ast.Ident); ok {
				v = c.expr(x)
			} else {
				c.exprTo(x, r)
			}
			c.at(x.Source().Start)
			c.b.ToString(r, v)
		}
		text(e.Parts[i+1].Cooked)
	}
	if n == 1 {
		c.move(dst, first)
		return
	}
	c.at(e.Start)
	c.b.Concat(dst, first, n)
}

// isString reports whether the value of e is surely a string.
func isString(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.String, *ast.Template:
		return true
	case *ast.Unary:
		return e.Op == ast.OpTypeof
	}
	return false
}
