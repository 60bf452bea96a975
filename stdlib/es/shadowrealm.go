package es

import (
	"gojs/gc"
	"gojs/vm"
)

// ShadowRealm objects (proposal-shadowrealm, sec-shadowrealm-objects). What
// passes the boundary between the realms is in package vm.

// shadowRealm is an object with [[ShadowRealm]].
//
//gojs:cell
type shadowRealm struct {
	vm.Object
	realm uint32 // its number
	_     uint32
}

var (
	kindShadowRealm = vm.NewKind[shadowRealm]("ShadowRealm", gc.Layout{})

	shadowRealmConstructor, shadowRealmPrototype = vm.NewIntrinsic(), vm.NewIntrinsic()
)

// ShadowRealm ( ) sec-shadowrealm
func shadowRealmConstruct(c *vm.Call) vm.Value {
	if !c.IsConstruct() {
		c.ThrowTypeError("Constructor ShadowRealm requires 'new'")
	}
	o := vm.Alloc[shadowRealm](c.VM, kindShadowRealm, c.GetPrototypeFromConstructor(c.NewTarget(), shadowRealmPrototype))
	o.realm = c.NewShadowRealm().Index()
	return c.ObjectValue(&o.Object)
}

// thisShadowRealm is ValidateShadowRealmObject (sec-validateshadowrealmobject).
func thisShadowRealm(c *vm.Call, method string) *vm.Realm {
	o := vm.As[shadowRealm](c.VM, c.This(), kindShadowRealm)
	if o == nil {
		c.ThrowTypeError("Method ShadowRealm.prototype.%s called on incompatible receiver %s", method, c.Display(c.This()))
	}
	return c.RealmAt(o.realm)
}

// ShadowRealm.prototype.evaluate ( sourceText ) sec-shadowrealm.prototype.evaluate
func shadowRealmEvaluate(c *vm.Call) vm.Value {
	r := thisShadowRealm(c, "evaluate")
	if !c.Arg(0).IsString() {
		c.ThrowTypeError("Invalid value used as source text")
	}
	return c.ShadowRealmEval(c.Arg(0), r)
}

// The functions that go on when the module is there (ExportGetter functions)
// or cannot be (ImportValueError functions): word 0 is the name of the export.
var (
	exportGetterSpec     = vm.Spec{Fn: exportGetter, Len: 1}
	importValueErrorSpec = vm.Spec{Fn: importValueError, Len: 1}
)

// exportGetter is the function of sec-shadowrealmimportvalue that takes the
// module's namespace.
func exportGetter(c *vm.Call) vm.Value {
	exports, name := c.Obj(c.Arg(0)), c.Data(0)
	key := c.ToPropertyKey(name)
	v, threw := c.Try(func() vm.Value {
		if !c.HasOwnProperty(exports, key) {
			c.ThrowTypeError("The requested module does not provide an export named '%s'", c.GoString(name))
		}
		return c.Get(exports, key)
	})
	if threw {
		c.ThrowImportFailed(v)
	}
	return c.GetWrappedValue(c.Realm(), v)
}

func importValueError(c *vm.Call) vm.Value {
	c.ThrowImportFailed(c.Arg(0))
	return vm.Undefined
}

// ShadowRealm.prototype.importValue ( specifier, exportName ) sec-shadowrealm.prototype.importvalue
func shadowRealmImportValue(c *vm.Call) vm.Value {
	r := thisShadowRealm(c, "importValue")
	specifier := c.ToString(c.Arg(0))
	if !c.Arg(1).IsString() {
		c.ThrowTypeError("%s is not a string", c.Display(c.Arg(1)))
	}
	inner := c.PromiseOf(c.ImportIn(r, specifier))
	capability := c.NewPromiseCapability(c.Realm().IntrinsicValue(vm.PromiseConstructor))
	c.PerformPromiseThen(inner,
		c.ObjectValue(c.NewNative(&exportGetterSpec, c.Arg(1))),
		c.ObjectValue(c.NewNative(&importValueErrorSpec)), capability)
	return capability.Promise
}

func init() {
	vm.Declare(
		&vm.ObjectSpec{ID: shadowRealmConstructor, Proto: vm.FunctionPrototype, Global: "ShadowRealm",
			Func:  &vm.Spec{Key: "ShadowRealm", Fn: shadowRealmConstruct, Ctor: shadowRealmPrototype},
			Props: prototypeSpec(shadowRealmPrototype)},
		&vm.ObjectSpec{ID: shadowRealmPrototype, Proto: vm.ObjectPrototype, Props: []vm.Spec{
			{Key: "constructor", Kind: vm.Reference, Ref: shadowRealmConstructor},
			{Key: "evaluate", Fn: shadowRealmEvaluate, Len: 1},
			{Key: "importValue", Fn: shadowRealmImportValue, Len: 2},
			tagSpec("ShadowRealm"),
		}})
}
