package vm

import (
	"unsafe"

	"gojs/gc"
)

// symbols are the well-known symbols (sec-well-known-symbols), one set for all
// realms of a VM, kept by roots.
//
//gojs:rooted
type symbols struct {
	iterator, asyncIterator, hasInstance, isConcatSpreadable     Value
	match, matchAll, replace, search, species, split             Value
	toPrimitive, toStringTag, unscopables, dispose, asyncDispose Value

	roots *gc.RootList
}

// wellKnownNames are the symbols' names without "Symbol.", in the order of
// symbols.roots.
var wellKnownNames = [...]string{
	"iterator", "asyncIterator", "hasInstance", "isConcatSpreadable",
	"match", "matchAll", "replace", "search", "species", "split",
	"toPrimitive", "toStringTag", "unscopables", "dispose", "asyncDispose",
}

func (vm *VM) initSymbols() {
	s := &vm.symbols
	s.roots = vm.heap.NewRootList(0)
	for i, p := range [...]*Value{
		&s.iterator, &s.asyncIterator, &s.hasInstance, &s.isConcatSpreadable,
		&s.match, &s.matchAll, &s.replace, &s.search, &s.species, &s.split,
		&s.toPrimitive, &s.toStringTag, &s.unscopables, &s.dispose, &s.asyncDispose,
	} {
		*p = vm.NewSymbol(vm.NewString("Symbol." + wellKnownNames[i]))
		s.roots.Append(gc.Word(*p))
	}
}

// WellKnown is the well-known symbol with the name after "Symbol.".
func (vm *VM) WellKnown(name string) Value {
	for i, n := range wellKnownNames {
		if n == name {
			return Value(vm.symbols.roots.Get(i))
		}
	}
	panic("vm: no well-known symbol " + name)
}

// WellKnownNames lists the names of the well-known symbols.
func WellKnownNames() []string { return wellKnownNames[:] }

// NewSymbol makes a symbol; desc is a string or undefined.
func (vm *VM) NewSymbol(desc Value) Value { return vm.newSymbol(desc, 0) }

func (vm *VM) newSymbol(desc Value, flags uint8) Value {
	s := gc.At[symbolCell](vm.heap, vm.heap.Alloc(KindSymbol, unsafe.Sizeof(symbolCell{})))
	s.Flags, s.desc = flags, desc
	return symbolBits | Value(vm.heap.RefOf(unsafe.Pointer(s)))
}

// NewPrivateName makes a private name described by a string that begins with #.
func (vm *VM) NewPrivateName(desc Value) Value { return vm.newSymbol(desc, symPrivate) }

func (vm *VM) symbolOf(v Value) *symbolCell { return gc.At[symbolCell](vm.heap, v.Ref()) }

// SymbolDescription is a symbol's [[Description]]: a string or undefined.
func (vm *VM) SymbolDescription(v Value) Value { return vm.symbolOf(v).desc }

// SymbolDescriptiveString is sec-symboldescriptivestring.
func (vm *VM) SymbolDescriptiveString(v Value) Value {
	return vm.NewString(vm.symbolText(v))
}

// symbolText is SymbolDescriptiveString as Go text.
func (vm *VM) symbolText(v Value) string {
	s := vm.symbolOf(v)
	if s.desc == Undefined {
		return "Symbol()"
	}
	text := vm.GoString(s.desc)
	if s.Flags&symPrivate != 0 {
		return text
	}
	return "Symbol(" + text + ")"
}

// SymbolFor is the symbol registered under the string key, made when it is
// first asked for (sec-symbol.for). The registry is an object without
// prototype.
func (vm *VM) SymbolFor(key Value) Value {
	if vm.registry == nil {
		vm.registry = vm.heap.NewRoot(gc.Word(vm.ObjectValue(vm.OrdinaryObjectCreate(nil))))
	}
	reg := vm.Obj(Value(vm.registry.Get()))
	k := vm.KeyFromString(key)
	if v, _, ok := vm.ownProperty(reg, k); ok {
		return v
	}
	v := vm.newSymbol(key, symRegistered)
	vm.putOwn(reg, k, dataAttrs, v)
	return v
}

// KeyForSymbol is sec-keyforsymbol: the key v is registered under, or undefined.
func (vm *VM) KeyForSymbol(v Value) Value {
	if s := vm.symbolOf(v); s.Flags&symRegistered != 0 {
		return s.desc
	}
	return Undefined
}

// CanBeHeldWeakly is sec-canbeheldweakly.
func (vm *VM) CanBeHeldWeakly(v Value) bool {
	return v.IsObject() || v.IsSymbol() && vm.symbolOf(v).Flags&symRegistered == 0
}
