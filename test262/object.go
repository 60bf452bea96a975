package test262

import (
	"time"

	"gojs/gc"
	"gojs/source"
	"gojs/stdlib/es"
	"gojs/vm"
)

// The host-defined object $262 and the function print (INTERPRETING.md,
// "Host-Defined Functions").

var (
	printSpec = vm.Spec{Key: "print", Fn: hostPrint, Len: 1}

	// setTimeout is not in INTERPRETING.md, but where a host lacks it,
	// harness/atomicsHelper.js spins in promise jobs, and nothing else gets its turn.
	timeoutSpec = vm.Spec{Key: "setTimeout", Fn: hostSetTimeout, Len: 2}

	hostFunctions []vm.Spec // filled by init, as createRealm refers to it

	htmlDDA = vm.Spec{Key: "IsHTMLDDA", Fn: func(*vm.Call) vm.Value { return vm.Null }}
)

func init() {
	hostFunctions = []vm.Spec{
		{Key: "createRealm", Fn: hostCreateRealm},
		{Key: "detachArrayBuffer", Fn: hostDetachArrayBuffer, Len: 1},
		{Key: "evalScript", Fn: hostEvalScript, Len: 1},
		{Key: "gc", Fn: hostGC},
	}
}

const hidden = vm.Writable | vm.Configurable // the attributes of what a host defines

// install defines print and $262 in a realm and returns the latter.
func (h *host) install(r *vm.Realm) *vm.Object {
	m := h.vm
	var o *vm.Object
	m.InRealm(r, func() vm.Value {
		g := r.Global()
		o = m.NewObject()
		m.DefineData(g, m.Key("print"), m.ObjectValue(m.NewNative(&printSpec)), hidden)
		m.DefineData(g, m.Key("setTimeout"), m.ObjectValue(m.NewNative(&timeoutSpec)), hidden)
		m.DefineData(g, m.Key("$262"), m.ObjectValue(o), hidden)
		m.DefineData(o, m.Key("global"), r.GlobalThis(), hidden)
		h.define(o, hostFunctions)
		dda := m.NewNative(&htmlDDA)
		vm.MarkHTMLDDA(dda)
		m.DefineData(o, m.Key("IsHTMLDDA"), m.ObjectValue(dda), hidden)
		m.DefineData(o, m.Key("AbstractModuleSource"), r.IntrinsicValue(es.AbstractModuleSource), hidden)
		a := m.NewObject()
		m.DefineData(o, m.Key("agent"), m.ObjectValue(a), hidden)
		if h.self == nil {
			h.define(a, mainAgentFunctions)
		} else {
			h.define(a, otherAgentFunctions)
		}
		if h.json == nil {
			h.json = m.Heap().NewRoot(gc.Word(vm.Undefined))
			if json := m.Get(g, m.Key("JSON")); json.IsObject() {
				setRoot(h.json, m.GetV(json, m.Key("parse")))
			}
		}
		return vm.Undefined
	})
	return o
}

func (h *host) define(o *vm.Object, specs []vm.Spec) {
	for i := range specs {
		h.vm.DefineData(o, h.vm.Key(specs[i].Key), h.vm.ObjectValue(h.vm.NewNative(&specs[i])), hidden)
	}
}

func hostPrint(c *vm.Call) vm.Value {
	h := hostOf(c)
	h.printed = append(h.printed, c.ToGoString(c.Arg(0)))
	return vm.Undefined
}

// hostSetTimeout calls a function after a time in milliseconds, once.
func hostSetTimeout(c *vm.Call) vm.Value {
	post := hostOf(c).Pend(c.VM)
	callback := c.Heap().NewRoot(gc.Word(c.Arg(0)))
	time.AfterFunc(time.Duration(c.ToInt32(c.Arg(1)))*time.Millisecond, func() {
		post(func(m *vm.VM) {
			f := vm.Value(callback.Get())
			callback.Free()
			m.Call(f, vm.Undefined)
		})
	})
	return vm.Undefined
}

func hostCreateRealm(c *vm.Call) vm.Value {
	return c.ObjectValue(hostOf(c).install(c.NewRealm()))
}

func hostDetachArrayBuffer(c *vm.Call) vm.Value {
	if b := c.Arg(0); !c.IsArrayBuffer(b) || vm.IsSharedArrayBuffer(c.Obj(b)) || vm.IsImmutableBuffer(c.Obj(b)) {
		c.ThrowTypeError("detachArrayBuffer needs an ArrayBuffer that can be detached")
	} else if !vm.IsDetachedBuffer(c.Obj(b)) {
		c.DetachArrayBuffer(c.Obj(b))
	}
	return vm.Null
}

// hostEvalScript runs a script in the realm of the $262 it is called on.
func hostEvalScript(c *vm.Call) vm.Value {
	f := source.NewFile("evalScript", c.ToGoString(c.Arg(0)))
	fn, err := compileScript(f)
	if err != nil {
		c.ThrowSourceError(err)
	}
	realm := c.Realm()
	c.SetReferrer(f, &vm.Referrer{Realm: realm, File: f})
	return c.RunScript(fn, realm)
}

func hostGC(c *vm.Call) vm.Value {
	c.Heap().Collect("$262.gc")
	return vm.Undefined
}
