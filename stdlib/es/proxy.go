package es

import "gojs/vm"

// Proxy objects (sec-proxy-objects): the constructor; the internal methods are
// the machine's.

var proxyConstructorID = vm.NewIntrinsic()

func init() {
	vm.Declare(&vm.ObjectSpec{ID: proxyConstructorID, Proto: vm.FunctionPrototype, Global: "Proxy",
		Func:  &vm.Spec{Key: "Proxy", Fn: proxyConstructor, Len: 2, Ctor: vm.ObjectPrototype},
		Props: []vm.Spec{{Key: "revocable", Fn: proxyRevocable, Len: 2}}})
}

// Proxy ( target, handler ) sec-proxy-target-handler
func proxyConstructor(c *vm.Call) vm.Value {
	if !c.IsConstruct() {
		c.ThrowTypeError("Constructor Proxy requires 'new'")
	}
	return c.ObjectValue(c.ProxyCreate(c.Arg(0), c.Arg(1)))
}

// proxyRevokerSpec is the function that proxyRevocable gives; its word is the
// proxy, null when it has been revoked.
var proxyRevokerSpec = vm.Spec{Fn: proxyRevoker}

var (
	kProxy  = vm.NewKeyID("proxy")
	kRevoke = vm.NewKeyID("revoke")
)

// Proxy.revocable ( target, handler ) sec-proxy.revocable
func proxyRevocable(c *vm.Call) vm.Value {
	p := c.ObjectValue(c.ProxyCreate(c.Arg(0), c.Arg(1)))
	revoke := c.ObjectValue(c.NewNative(&proxyRevokerSpec, p))
	o := c.NewObject()
	c.CreateDataProperty(o, c.K(kProxy), p)
	c.CreateDataProperty(o, c.K(kRevoke), revoke)
	return c.ObjectValue(o)
}

// proxyRevoker is the revoker of sec-proxy.revocable.
func proxyRevoker(c *vm.Call) vm.Value {
	if p := c.Data(0); p.IsObject() {
		c.SetData(0, vm.Null)
		c.ProxyRevoke(c.Obj(p))
	}
	return vm.Undefined
}
