package vm

import (
	"gojs/bytecode"
	"gojs/gc"
)

// callSiteObject is a CallSite, what Error.prepareStackTrace gets an array of.
//
//gojs:cell
type callSiteObject struct {
	Object
	callee, this, code Value
	pc, flags          uint32
}

var (
	kindCallSite      = NewKind[callSiteObject]("CallSite", gc.Layout{})
	callSitePrototype = NewIntrinsic()
)

func init() {
	Declare(&ObjectSpec{ID: callSitePrototype, Proto: ObjectPrototype, Props: []Spec{
		{Key: "getColumnNumber", Fn: callSiteColumn},
		{Key: "getEnclosingColumnNumber", Fn: callSiteColumn},
		{Key: "getEnclosingLineNumber", Fn: callSiteLine},
		{Key: "getEvalOrigin", Fn: callSiteEvalOrigin},
		{Key: "getFileName", Fn: callSiteFile},
		{Key: "getFunction", Fn: callSiteFunction},
		{Key: "getFunctionName", Fn: callSiteFunctionName},
		{Key: "getLineNumber", Fn: callSiteLine},
		{Key: "getMethodName", Fn: callSiteMethodName},
		{Key: "getPosition", Fn: callSitePosition},
		{Key: "getPromiseIndex", Fn: callSiteNull},
		{Key: "getScriptNameOrSourceURL", Fn: callSiteFile},
		{Key: "getScriptHash", Fn: callSiteHash},
		{Key: "getThis", Fn: callSiteThis},
		{Key: "getTypeName", Fn: callSiteTypeName},
		{Key: "isAsync", Fn: callSiteIsAsync},
		{Key: "isConstructor", Fn: callSiteIsConstructor},
		{Key: "isEval", Fn: callSiteIsEval},
		{Key: "isNative", Fn: callSiteFalse},
		{Key: "isPromiseAll", Fn: callSiteFalse},
		{Key: "isToplevel", Fn: callSiteIsToplevel},
		{Key: "toString", Fn: callSiteToString},
	}})
}

// newCallSite makes a CallSite of activation i of the captured stack r.
func (vm *VM) newCallSite(realm *Realm, r gc.Ref, i int) Value {
	c := Alloc[callSiteObject](vm, kindCallSite, realm.Intrinsic(callSitePrototype))
	w := vm.words(gc.At[wordsCell](vm.heap, r))[1+i*siteWords:]
	c.callee, c.this, c.code = w[siteCallee], w[siteThis], w[siteCode]
	c.pc, c.flags = uint32(w[sitePC].Int()), uint32(w[siteFlags].Int())
	return vm.ObjectValue(&c.Object)
}

func thisSite(c *Call) callSite {
	o := As[callSiteObject](c.VM, c.This(), kindCallSite)
	if o == nil {
		c.ThrowTypeError("CallSite method called on incompatible receiver %s", c.Display(c.This()))
	}
	return c.makeSite(o.callee, o.this, o.code, o.pc, o.flags)
}

// textOrNull is a string, null where it is empty.
func (vm *VM) textOrNull(s string) Value {
	if s == "" {
		return Null
	}
	return vm.NewString(s)
}

func callSiteColumn(c *Call) Value {
	s := thisSite(c)
	if _, col := c.sitePosition(&s); col > 0 {
		return IntValue(int32(col))
	}
	return Null
}

func callSiteLine(c *Call) Value {
	s := thisSite(c)
	if line, _ := c.sitePosition(&s); line > 0 {
		return IntValue(int32(line))
	}
	return Null
}

func callSitePosition(c *Call) Value {
	s := thisSite(c)
	if s.code == nil {
		return IntValue(0)
	}
	return IntValue(s.code.fn.Position(int(s.pc)))
}

// CallSiteLine is the line of source text that a CallSite is on, "" where v is
// none or there is no source.
func (vm *VM) CallSiteLine(v Value) string {
	o := As[callSiteObject](vm, v, kindCallSite)
	if o == nil {
		return ""
	}
	s := vm.makeSite(o.callee, o.this, o.code, o.pc, o.flags)
	if s.code == nil || s.code.fn.Source == nil {
		return ""
	}
	f := s.code.fn.Source
	return f.Slice(f.LineSpan(s.code.fn.Position(int(s.pc))))
}

func callSiteEvalOrigin(c *Call) Value {
	s := thisSite(c)
	if o := c.siteEvalOrigin(&s); o != "" {
		return c.NewString(o)
	}
	return Undefined
}

func callSiteFile(c *Call) Value {
	s := thisSite(c)
	return c.textOrNull(c.siteFile(&s))
}

func callSiteHash(c *Call) Value {
	thisSite(c)
	return c.names.empty
}

func callSiteNull(c *Call) Value {
	thisSite(c)
	return Null
}

func callSiteFalse(c *Call) Value {
	thisSite(c)
	return False
}

// hiddenSite reports whether the function and receiver of strict code are kept
// from prepareStackTrace, as V8 does.
func hiddenSite(s *callSite) bool {
	return s.code == nil || s.code.flags&bytecode.Strict != 0
}

func callSiteFunction(c *Call) Value {
	s := thisSite(c)
	if hiddenSite(&s) || !s.callee.IsObject() {
		return Undefined
	}
	return s.callee
}

func callSiteThis(c *Call) Value {
	s := thisSite(c)
	if hiddenSite(&s) || s.this.IsCell() || s.this == Uninit || s.this == Hole {
		return Undefined
	}
	return s.this
}

func callSiteFunctionName(c *Call) Value {
	s := thisSite(c)
	return c.textOrNull(c.siteFunctionName(&s))
}

func callSiteMethodName(c *Call) Value {
	s := thisSite(c)
	if s.flags&siteConstruct != 0 {
		return Null
	}
	if c.siteIsToplevel(&s) {
		// The receiver of sloppy code is the global object.
		name := c.siteFunctionName(&s)
		if s.code == nil || s.code.flags&bytecode.Strict != 0 || name == "" || !c.holdsFunction(c.realm.Global(), c.Key(name), s.callee) {
			return Null
		}
		return c.NewString(name)
	}
	return c.textOrNull(c.siteMethodName(&s, c.siteFunctionName(&s)))
}

func callSiteTypeName(c *Call) Value {
	s := thisSite(c)
	if s.flags&siteConstruct != 0 || c.siteIsToplevel(&s) {
		return Null
	}
	return c.textOrNull(c.siteTypeName(&s))
}

func callSiteIsAsync(c *Call) Value {
	s := thisSite(c)
	return BoolValue(s.flags&siteAsync != 0)
}

func callSiteIsConstructor(c *Call) Value {
	s := thisSite(c)
	return BoolValue(s.flags&siteConstruct != 0)
}

func callSiteIsEval(c *Call) Value {
	s := thisSite(c)
	return BoolValue(s.code != nil && s.code.kind == bytecode.EvalCode)
}

func callSiteIsToplevel(c *Call) Value {
	s := thisSite(c)
	return BoolValue(c.siteIsToplevel(&s))
}

func callSiteToString(c *Call) Value {
	s := thisSite(c)
	return c.NewString(c.siteText(&s))
}
