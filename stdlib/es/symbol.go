package es

import "gojs/vm"

// Symbol objects (sec-symbol-objects).

var symbolConstructorProps = append(wellKnownSymbols(), []vm.Spec{
	{Key: "for", Fn: symbolFor, Len: 1},
	{Key: "keyFor", Fn: symbolKeyFor, Len: 1},
	{Key: "prototype", Kind: vm.Reference, Ref: vm.SymbolPrototype, AttrsSet: true},
}...)

// wellKnownSymbols are the properties of Symbol that hold the well-known symbols.
func wellKnownSymbols() []vm.Spec {
	var props []vm.Spec
	for _, name := range vm.WellKnownNames() {
		props = append(props, vm.Spec{Key: name, Kind: vm.Constant, Value: "@@" + name})
	}
	return props
}

var symbolPrototype = []vm.Spec{
	{Key: "constructor", Kind: vm.Reference, Ref: vm.SymbolConstructor},
	{Key: "description", Kind: vm.Accessor, Get: symbolDescription},
	{Key: "toString", Fn: symbolToString},
	{Key: "valueOf", Fn: symbolValueOf},
	{Key: "@@toPrimitive", Fn: symbolToPrimitive, Len: 1, Attrs: vm.Configurable, AttrsSet: true},
	{Key: "@@toStringTag", Kind: vm.Constant, Value: "Symbol", Attrs: vm.Configurable, AttrsSet: true},
}

func init() {
	vm.Declare(
		&vm.ObjectSpec{ID: vm.SymbolPrototype, Proto: vm.ObjectPrototype, Props: symbolPrototype},
		&vm.ObjectSpec{ID: vm.SymbolConstructor, Proto: vm.FunctionPrototype, Props: symbolConstructorProps, Global: "Symbol",
			Func: &vm.Spec{Key: "Symbol", Fn: symbolConstructor, Ctor: vm.SymbolPrototype}},
	)
}

// Symbol ( [ description ] ) sec-symbol-description
func symbolConstructor(c *vm.Call) vm.Value {
	if c.IsConstruct() {
		c.ThrowTypeError("Symbol is not a constructor")
	}
	if c.Arg(0).IsUndefined() {
		return c.NewSymbol(vm.Undefined)
	}
	return c.NewSymbol(c.ToString(c.Arg(0)))
}

// Symbol.for ( key ) sec-symbol.for
func symbolFor(c *vm.Call) vm.Value { return c.SymbolFor(c.ToString(c.Arg(0))) }

// Symbol.keyFor ( sym ) sec-symbol.keyfor
func symbolKeyFor(c *vm.Call) vm.Value {
	if !c.Arg(0).IsSymbol() {
		c.ThrowTypeError("%s is not a symbol", c.Display(c.Arg(0)))
	}
	return c.KeyForSymbol(c.Arg(0))
}

// thisSymbol is ThisSymbolValue (sec-thissymbolvalue).
func thisSymbol(c *vm.Call, method string) vm.Value {
	if c.This().IsSymbol() {
		return c.This()
	}
	if o := c.This(); o.IsObject() && c.Obj(o).Kind == vm.KindSymbolObject {
		return vm.PrimitiveValue(c.Obj(o))
	}
	c.ThrowTypeError("%s requires that 'this' be a Symbol", method)
	return vm.Undefined
}

// get Symbol.prototype.description sec-symbol.prototype.description
func symbolDescription(c *vm.Call) vm.Value {
	return c.SymbolDescription(thisSymbol(c, "Symbol.prototype.description"))
}

// Symbol.prototype.toString ( ) sec-symbol.prototype.tostring
func symbolToString(c *vm.Call) vm.Value {
	return c.SymbolDescriptiveString(thisSymbol(c, "Symbol.prototype.toString"))
}

// Symbol.prototype.valueOf ( ) sec-symbol.prototype.valueof
func symbolValueOf(c *vm.Call) vm.Value { return thisSymbol(c, "Symbol.prototype.valueOf") }

// Symbol.prototype [ @@toPrimitive ] ( hint ) sec-symbol.prototype-@@toprimitive
func symbolToPrimitive(c *vm.Call) vm.Value {
	return thisSymbol(c, "Symbol.prototype [ @@toPrimitive ]")
}
