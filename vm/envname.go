package vm

import (
	"strings"
	"unsafe"

	"gojs/bytecode"
	"gojs/gc"
)

// Names looked up at run time: from an environment outward through those whose
// names are known (kindScopeEnv) and object environments (kindWithEnv) to the
// global one. Plain environments (kindEnv) have no names and are passed over.

// scopeNames are the interned names of a ScopeInfo's slots.
func (vm *VM) scopeNames(id uint32) []Value {
	if vm.scopeKeys == nil {
		vm.scopeKeys = vm.heap.NewRootList(0)
	}
	for uint32(vm.scopeKeys.Len()) <= id {
		vm.scopeKeys.Append(gc.Word(Undefined))
	}
	if v := Value(vm.scopeKeys.Get(int(id))); v.IsCell() {
		return vm.words(gc.At[wordsCell](vm.heap, v.Ref()))
	}
	info := vm.scopeInfos[id]
	r := vm.newWords(nil, uint32(len(info.Names)))
	for _, name := range info.Names {
		v := Undefined
		if name != "" {
			v = vm.InternString(name)
		}
		vm.pushWord(r, v)
	}
	vm.scopeKeys.Set(int(id), gc.Word(cellValue(r)))
	return vm.words(gc.At[wordsCell](vm.heap, r))
}

// scopeSlot is the slot of key in the environment r of kindScopeEnv, nil when
// there is none.
func (vm *VM) scopeSlot(r gc.Ref, key Value) (*Value, bytecode.SlotFlags) {
	id := uint32(gc.At[gc.Header](vm.heap, r).Shape)
	names := vm.scopeNames(id)
	for i, n := range names {
		if n == key {
			return vm.envSlot(cellValue(r), i, 0), vm.scopeInfos[id].Flags[i]
		}
	}
	return nil, 0
}

// hasObjectBinding is HasBinding of an object environment
// (sec-object-environment-records-hasbinding-n).
func (vm *VM) hasObjectBinding(e *WithEnv, key PropertyKey) bool {
	o := gc.At[Object](vm.heap, e.object)
	if !vm.HasProperty(o, key) {
		return false
	}
	if e.Flags != 0 {
		return true
	}
	u := vm.Get(o, SymbolKey(vm.symbols.unscopables))
	return !u.IsObject() || !vm.ToBoolean(vm.Get(vm.Obj(u), key))
}

// resolve finds the environment that has key, from r outward; 0: none but
// perhaps the global one. Private names are in scope environments only.
func (vm *VM) resolve(r gc.Ref, key Value) gc.Ref {
	private := strings.HasPrefix(vm.shortName(key), "#")
	for r != 0 {
		e := vm.env(r)
		switch e.Kind {
		case kindScopeEnv:
			if p, _ := vm.scopeSlot(r, key); p != nil {
				return r
			}
		case kindWithEnv:
			if !private && vm.hasObjectBinding((*WithEnv)(unsafe.Pointer(e)), PropertyKey(key)) {
				return r
			}
		}
		r = e.parent
	}
	return 0
}

// shortName is the first character of a name.
func (vm *VM) shortName(key Value) string {
	if c := vm.Chars(key); c.Len() > 0 && c.At(0) == '#' {
		return "#"
	}
	return ""
}

// strictCode reports whether the running code is strict.
func (vm *VM) strictCode() bool { return vm.code.flags&bytecode.Strict != 0 }

// envValue is GetBindingValue of the environment r for a name it has.
func (vm *VM) envValue(r gc.Ref, key Value, strict bool) Value {
	if e := vm.env(r); e.Kind == kindWithEnv {
		o := gc.At[Object](vm.heap, (*WithEnv)(unsafe.Pointer(e)).object)
		if !vm.HasProperty(o, PropertyKey(key)) {
			if strict {
				vm.throwNotDefined(PropertyKey(key))
			}
			return Undefined
		}
		return vm.Get(o, PropertyKey(key))
	}
	p, flags := vm.scopeSlot(r, key)
	if flags&bytecode.SlotIndirect != 0 && p.IsCell() {
		return vm.importBindingValue(*p, key)
	}
	if *p == Uninit {
		vm.throwTDZ(key)
	}
	return *p
}

// setEnvValue is SetMutableBinding of the environment r for a name it has.
func (vm *VM) setEnvValue(r gc.Ref, key, v Value, strict bool) {
	if e := vm.env(r); e.Kind == kindWithEnv {
		o := gc.At[Object](vm.heap, (*WithEnv)(unsafe.Pointer(e)).object)
		if !vm.HasProperty(o, PropertyKey(key)) && strict {
			vm.throwNotDefined(PropertyKey(key))
		}
		vm.Set(o, PropertyKey(key), v, strict)
		return
	}
	p, flags := vm.scopeSlot(r, key)
	if *p == Uninit {
		vm.throwTDZ(key)
	}
	if flags&bytecode.SlotConst != 0 {
		if flags&bytecode.SlotSilent != 0 && !strict {
			return
		}
		vm.throwConstAssignment()
	}
	*p = v
}

// getName is OpGetName.
func (vm *VM) getName(env gc.Ref, key Value, typeof bool) Value {
	if r := vm.resolve(env, key); r != 0 {
		return vm.envValue(r, key, vm.strictCode())
	}
	return vm.globalValue(PropertyKey(key), typeof)
}

// getNameThis is OpGetNameThis: a call's callee and its this value.
func (vm *VM) getNameThis(env gc.Ref, key Value) (f, this Value) {
	r := vm.resolve(env, key)
	if r == 0 {
		return vm.globalValue(PropertyKey(key), false), Undefined
	}
	this = Undefined
	if e := vm.env(r); e.Kind == kindWithEnv && e.Flags == 0 {
		this = objectBits | Value((*WithEnv)(unsafe.Pointer(e)).object)
	}
	return vm.envValue(r, key, vm.strictCode()), this
}

// setName is OpSetName.
func (vm *VM) setName(env gc.Ref, key, v Value, strict bool) {
	if r := vm.resolve(env, key); r != 0 {
		vm.setEnvValue(r, key, v, strict)
		return
	}
	vm.setGlobalValue(PropertyKey(key), v, strict)
}

// resolveName is OpResolveName: the place of a name is its environment's cell,
// the global object, true for a global lexical binding, undefined where it is
// not resolvable.
func (vm *VM) resolveName(env gc.Ref, key Value) Value {
	if r := vm.resolve(env, key); r != 0 {
		return cellValue(r)
	}
	if p, _ := vm.realm.lexical.lookup(vm, PropertyKey(key)); p != nil {
		return True
	}
	if g := vm.realm.Global(); vm.HasProperty(g, PropertyKey(key)) {
		return vm.ObjectValue(g)
	}
	return Undefined
}

// getRef is OpGetRef; bit 0 of d: typeof, bit 1: strict.
func (vm *VM) getRef(place, key Value, d int) Value {
	switch {
	case place.IsCell():
		return vm.envValue(place.Ref(), key, d&2 != 0)
	case place == True:
		return vm.globalValue(PropertyKey(key), false)
	case place.IsObject():
		g := vm.Obj(place)
		if !vm.HasProperty(g, PropertyKey(key)) {
			if d&2 != 0 {
				vm.throwNotDefined(PropertyKey(key))
			}
			return Undefined
		}
		return vm.Get(g, PropertyKey(key))
	}
	if d&1 == 0 {
		vm.throwNotDefined(PropertyKey(key))
	}
	return Undefined
}

// setRef is OpSetRef.
func (vm *VM) setRef(place, key, v Value, strict bool) {
	switch {
	case place.IsCell():
		vm.setEnvValue(place.Ref(), key, v, strict)
	case place == True:
		vm.setGlobalValue(PropertyKey(key), v, strict)
	case place.IsObject():
		g := vm.Obj(place)
		if !vm.HasProperty(g, PropertyKey(key)) && strict {
			vm.throwNotDefined(PropertyKey(key))
		}
		vm.Set(g, PropertyKey(key), v, strict)
	case strict:
		vm.throwNotDefined(PropertyKey(key))
	default:
		vm.Set(vm.realm.Global(), PropertyKey(key), v, false)
	}
}

// initName is OpInitName: initialises the binding key of the environment env.
func (vm *VM) initName(env gc.Ref, key, v Value) {
	for r := env; r != 0; r = vm.env(r).parent {
		if vm.env(r).Kind == kindScopeEnv {
			if p, _ := vm.scopeSlot(r, key); p != nil {
				*p = v
				return
			}
		}
	}
	if p, _ := vm.realm.lexical.lookup(vm, PropertyKey(key)); p != nil {
		*p = v
	}
}

// deleteName is OpDeleteName.
func (vm *VM) deleteName(env gc.Ref, key Value) bool {
	if r := vm.resolve(env, key); r != 0 {
		if e := vm.env(r); e.Kind == kindWithEnv {
			return vm.Delete(gc.At[Object](vm.heap, (*WithEnv)(unsafe.Pointer(e)).object), PropertyKey(key))
		}
		return false
	}
	if p, _ := vm.realm.lexical.lookup(vm, PropertyKey(key)); p != nil {
		return false
	}
	return vm.Delete(vm.realm.Global(), PropertyKey(key))
}

// Declarations of evals.

// varTarget is where a var or function of an eval goes.
type varTarget uint8

const (
	varExists   varTarget = iota // the binding of a function's environment
	varObject                    // the variable object
	varGlobal                    // the global object
	varConflict                  // a lexical binding is in the way
)

// findVar looks from env outward for the place of a var of an eval with the
// name key, as sec-evaldeclarationinstantiation says: the slot, or the
// variable object.
func (vm *VM) findVar(env gc.Ref, key Value) (t varTarget, slot *Value, o *Object) {
	for r := env; r != 0; {
		e := vm.env(r)
		switch e.Kind {
		case kindScopeEnv:
			info := vm.scopeInfos[uint32(e.Shape)]
			if p, flags := vm.scopeSlot(r, key); p != nil && !info.Catch && !info.FuncName {
				if flags&bytecode.SlotLexical != 0 {
					return varConflict, nil, nil
				}
				if info.VarScope {
					return varExists, p, nil
				}
			}
		case kindWithEnv:
			if e.Flags != 0 {
				return varObject, nil, gc.At[Object](vm.heap, (*WithEnv)(unsafe.Pointer(e)).object)
			}
		}
		r = e.parent
	}
	return varGlobal, nil, nil
}

// declareEval is EvalDeclarationInstantiation (sec-evaldeclarationinstantiation)
// for the var-scoped names of sloppy code.
func (vm *VM) declareEval(env gc.Ref, d *bytecode.Declarations) {
	g := vm.realm.Global()
	global := false
	for _, names := range [...][]string{d.Functions, d.Vars} {
		for _, name := range names {
			key := vm.InternString(name)
			t, _, _ := vm.findVar(env, key)
			if t == varGlobal {
				global = true
				if p, _ := vm.realm.lexical.lookup(vm, PropertyKey(key)); p != nil {
					t = varConflict
				}
			}
			if t == varConflict {
				vm.throwRedeclared(name)
			}
		}
	}
	if global {
		vm.checkGlobalVars(g, d)
	}
	for _, name := range d.AnnexB {
		vm.declareEvalVar(env, vm.InternString(name), g)
	}
	for _, name := range d.Functions {
		vm.declareEvalVar(env, vm.InternString(name), g)
	}
	for _, name := range d.Vars {
		vm.declareEvalVar(env, vm.InternString(name), g)
	}
}

// declareEvalVar makes a var of an eval where there is none.
func (vm *VM) declareEvalVar(env gc.Ref, key Value, g *Object) {
	switch t, _, o := vm.findVar(env, key); t {
	case varObject:
		if !vm.HasOwnProperty(o, PropertyKey(key)) {
			vm.putOwn(o, PropertyKey(key), dataAttrs, Undefined)
		}
	case varGlobal:
		if p, _ := vm.realm.lexical.lookup(vm, PropertyKey(key)); p == nil {
			vm.createGlobalVar(g, PropertyKey(key), true)
		}
	}
}

// defineGlobalFunction is OpDefineGlobalFunction.
func (vm *VM) defineGlobalFunction(v, env, key Value, d int) {
	r := gc.Ref(0)
	if env.IsCell() {
		r = env.Ref()
	}
	switch t, slot, o := vm.findVar(r, key); t {
	case varExists:
		*slot = v
	case varObject:
		vm.putOwn(o, PropertyKey(key), dataAttrs, v)
	default:
		if d&2 != 0 {
			vm.Set(vm.realm.Global(), PropertyKey(key), v, false)
			return
		}
		vm.createGlobalFunction(vm.realm.Global(), PropertyKey(key), v, d&1 != 0)
	}
}
