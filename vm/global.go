package vm

import (
	"unsafe"

	"gojs/bytecode"
	"gojs/gc"
)

// globalLexicals is the declarative part of a realm's global environment
// (sec-global-environment-records). Its bindings live in pages that never move,
// so that an inline cache may keep their place. The names are the properties of
// an object without prototype, whose values are the bindings' numbers; those of
// constants are not writable.
type globalLexicals struct {
	realm *Realm
	names *gc.Root     // object
	pages *gc.RootList // words cells of lexicalPage items
	count uint32

	redeclare bool // see AllowRedeclaration
}

const lexicalPage = 64

func (g *globalLexicals) init(vm *VM, r *Realm) {
	g.realm = r
	g.names = vm.heap.NewRoot(gc.Word(vm.ObjectValue(vm.OrdinaryObjectCreate(nil))))
	g.pages = vm.heap.NewRootList(0)
}

// find is the place of a binding: a page and an offset in bytes.
func (g *globalLexicals) find(vm *VM, key PropertyKey) (page gc.Ref, off uint32, attrs propInfo, ok bool) {
	n, attrs, ok := vm.ownProperty(vm.Obj(Value(g.names.Get())), key)
	if !ok {
		return 0, 0, 0, false
	}
	i := uint32(n)
	return Value(g.pages.Get(int(i / lexicalPage))).Ref(), uint32(wordsOffset) + i%lexicalPage*8, attrs, true
}

// lookup is the address of a binding's value, nil when there is none.
func (g *globalLexicals) lookup(vm *VM, key PropertyKey) (*Value, propInfo) {
	page, off, attrs, ok := g.find(vm, key)
	if !ok {
		return nil, 0
	}
	return (*Value)(unsafe.Add(vm.cage, uintptr(page)<<3+uintptr(off))), attrs
}

// add declares a binding, uninitialised.
func (g *globalLexicals) add(vm *VM, key PropertyKey, attrs propInfo) {
	if g.redeclared(vm, key, attrs) {
		return
	}
	if g.count%lexicalPage == 0 {
		r := vm.newWords(nil, lexicalPage)
		gc.At[wordsCell](vm.heap, r).count = lexicalPage
		g.pages.Append(gc.Word(cellValue(r)))
	}
	names := vm.Obj(Value(g.names.Get()))
	vm.putOwn(names, key, attrs, intBits|Value(g.count))
	g.count++
	p, _ := g.lookup(vm, key)
	*p = Uninit
	// Caches must not go on finding the global object's property.
	global := g.realm.Global()
	if vm.HasProperty(global, key) {
		vm.noteCached(global)
		vm.uniqueShape(global).Flags |= shapeCached
		vm.uniqueShape(global)
		vm.bumpEpoch()
	}
}

// globalHit is where the binding of the site is, as far as its cache knows.
func (vm *VM) globalHit(ic *inlineCache) *Value {
	switch ic.kind {
	case icGlobal:
		return (*Value)(unsafe.Add(vm.cage, uintptr(ic.holder)<<3+uintptr(ic.off)))
	case icInline:
		if o := unsafe.Add(vm.cage, uintptr(ic.holder)<<3); (*Object)(o).Shape == ic.shape {
			return (*Value)(unsafe.Add(o, ic.off))
		}
	case icSlots:
		if o := (*Object)(unsafe.Add(vm.cage, uintptr(ic.holder)<<3)); o.Shape == ic.shape {
			return (*Value)(unsafe.Add(vm.cage, uintptr(o.slots)<<3+uintptr(ic.off)))
		}
	}
	return nil
}

// learnGlobal teaches a site where a writable data property of the global
// object or a binding is.
func (vm *VM) learnGlobal(ic *inlineCache, forWriting bool) {
	r := vm.realm
	if page, off, attrs, ok := r.lexical.find(vm, ic.key); ok {
		if !forWriting || attrs&Writable != 0 {
			ic.kind, ic.holder, ic.off, ic.shape, ic.newShape = icGlobal, page, off, 0, 0
			vm.traceIC("global", ic)
		}
		return
	}
	g := r.Global()
	if g.Flags&flagExotic != 0 {
		return
	}
	vm.materialize(g)
	_, info, ok := vm.lookup(vm.shapeOf(g), ic.key)
	if !ok || info&(attrAccessor|attrLazy) != 0 || forWriting && info&Writable == 0 {
		return
	}
	var m megaEntry
	vm.locate(g, info.slot(), true, &m)
	vm.noteCached(g)
	ic.shape, ic.kind, ic.off, ic.holder, ic.newShape = g.Shape, m.kind, m.off, vm.heap.RefOf(unsafe.Pointer(g)), 0
	vm.traceIC("global", ic)
}

// getGlobal is OpGetGlobal.
func (vm *VM) getGlobal(ic *inlineCache, typeof bool) Value {
	v := vm.globalValue(ic.key, typeof)
	vm.learnGlobal(ic, false)
	return v
}

// globalValue is GetBindingValue of the global environment.
func (vm *VM) globalValue(key PropertyKey, typeof bool) Value {
	r := vm.realm
	if p, _ := r.lexical.lookup(vm, key); p != nil {
		if *p == Uninit {
			vm.throwTDZ(vm.KeyValue(key))
		}
		return *p
	}
	g := r.Global()
	if g.Flags&flagExotic == 0 {
		if v, attrs, ok := vm.ownProperty(g, key); ok && attrs&attrAccessor == 0 {
			return v
		}
	}
	if !vm.HasProperty(g, key) {
		if typeof {
			return Undefined
		}
		vm.throwNotDefined(key)
	}
	return vm.Get(g, key)
}

func (vm *VM) throwNotDefined(key PropertyKey) {
	vm.ThrowReferenceError("%s is not defined", vm.DisplayKey(key))
}

func (vm *VM) throwConstAssignment() { vm.ThrowTypeError("Assignment to constant variable.") }

// setGlobal is OpSetGlobal. A site's cache may have been taught by reading only
// where it is another site, so what it hits is writable.
func (vm *VM) setGlobal(ic *inlineCache, v Value, strict bool) {
	if p := vm.globalHit(ic); p != nil && *p != Uninit {
		*p = v
		return
	}
	vm.setGlobalValue(ic.key, v, strict)
	vm.learnGlobal(ic, true)
}

// setGlobalValue is PutValue to a name of the global environment.
func (vm *VM) setGlobalValue(key PropertyKey, v Value, strict bool) {
	r := vm.realm
	if p, attrs := r.lexical.lookup(vm, key); p != nil {
		if *p == Uninit {
			vm.throwTDZ(vm.KeyValue(key))
		}
		if attrs&Writable == 0 {
			vm.throwConstAssignment()
		}
		*p = v
		return
	}
	g := r.Global()
	if strict && !vm.HasProperty(g, key) {
		vm.throwNotDefined(key)
	}
	vm.Set(g, key, v, strict)
}

// initGlobal is OpInitGlobal.
func (vm *VM) initGlobal(ic *inlineCache, v Value) {
	p, _ := vm.realm.lexical.lookup(vm, ic.key)
	*p = v
}

// declareGlobals is GlobalDeclarationInstantiation
// (sec-globaldeclarationinstantiation) but for the functions' values. Their
// properties are made here, so that they stand before those of vars.
func (vm *VM) declareGlobals(d *bytecode.Declarations) {
	r := vm.realm
	g := r.Global()
	for _, names := range [...][]string{d.Lets, d.Consts} {
		for _, name := range names {
			key := vm.Key(name)
			if p, _ := r.lexical.lookup(vm, key); p != nil && !r.lexical.redeclare || vm.hasRestrictedGlobal(g, key) {
				vm.throwRedeclared(name)
			}
		}
	}
	for _, names := range [...][]string{d.Functions, d.Vars} {
		for _, name := range names {
			if p, _ := r.lexical.lookup(vm, vm.Key(name)); p != nil {
				vm.throwRedeclared(name)
			}
		}
	}
	vm.checkGlobalVars(g, d)
	for _, name := range d.AnnexB {
		key := vm.Key(name)
		if p, _ := r.lexical.lookup(vm, key); p == nil && vm.canDeclareGlobalVar(g, key) {
			vm.createGlobalVar(g, key, false)
		}
	}
	for _, name := range d.Lets {
		r.lexical.add(vm, vm.Key(name), Writable)
	}
	for _, name := range d.Consts {
		r.lexical.add(vm, vm.Key(name), 0)
	}
	for _, name := range d.Functions {
		if key := vm.Key(name); g.Flags&flagExotic == 0 && !vm.HasOwnProperty(g, key) {
			vm.createGlobalVar(g, key, false)
		}
	}
	for _, name := range d.Vars {
		vm.createGlobalVar(g, vm.Key(name), false)
	}
}

func (vm *VM) throwRedeclared(name string) {
	vm.ThrowSyntaxError("Identifier '%s' has already been declared", name)
}

// checkGlobalVars throws where the functions and vars cannot be made.
func (vm *VM) checkGlobalVars(g *Object, d *bytecode.Declarations) {
	for i := len(d.Functions) - 1; i >= 0; i-- {
		if key := vm.Key(d.Functions[i]); !vm.canDeclareGlobalFunction(g, key) {
			vm.ThrowTypeError("Identifier '%s' has already been declared", d.Functions[i])
		}
	}
	for _, name := range d.Vars {
		if key := vm.Key(name); !vm.canDeclareGlobalVar(g, key) {
			vm.ThrowTypeError("Cannot add property %s, object is not extensible", vm.DisplayKey(key))
		}
	}
}

// hasRestrictedGlobal is HasRestrictedGlobalProperty (sec-hasrestrictedglobalproperty).
func (vm *VM) hasRestrictedGlobal(g *Object, key PropertyKey) bool {
	d, ok := vm.GetOwnProperty(g, key)
	return ok && !d.Configurable()
}

// canDeclareGlobalVar is CanDeclareGlobalVar (sec-candeclareglobalvar).
func (vm *VM) canDeclareGlobalVar(g *Object, key PropertyKey) bool {
	return vm.HasOwnProperty(g, key) || vm.IsExtensible(g)
}

// canDeclareGlobalFunction is CanDeclareGlobalFunction (sec-candeclareglobalfunction).
func (vm *VM) canDeclareGlobalFunction(g *Object, key PropertyKey) bool {
	d, ok := vm.GetOwnProperty(g, key)
	if !ok {
		return vm.IsExtensible(g)
	}
	return d.Configurable() || d.IsData() && d.Writable() && d.Enumerable()
}

// createGlobalVar is CreateGlobalVarBinding (sec-createglobalvarbinding).
func (vm *VM) createGlobalVar(g *Object, key PropertyKey, deletable bool) {
	if vm.HasOwnProperty(g, key) || !vm.IsExtensible(g) {
		return
	}
	attrs := Writable | Enumerable
	if g.Kind == kindContextGlobal {
		vm.putOwn(g, key, attrs, Undefined) // cannot be deleted, though the sandbox's can
		attrs |= Configurable
	}
	if deletable {
		attrs |= Configurable
	}
	vm.DefinePropertyOrThrow(g, key, DataDescriptor(Undefined, attrs))
}

// createGlobalFunction is CreateGlobalFunctionBinding (sec-createglobalfunctionbinding).
func (vm *VM) createGlobalFunction(g *Object, key PropertyKey, v Value, deletable bool) {
	d, ok := vm.GetOwnProperty(g, key)
	desc := PropertyDescriptor{Value: v, Has: HasValue}
	if !ok || d.Configurable() {
		attrs := Writable | Enumerable
		if g.Kind == kindContextGlobal {
			if !ok {
				vm.putOwn(g, key, attrs, v)
			}
			attrs |= Configurable
		}
		if deletable {
			attrs |= Configurable
		}
		desc = DataDescriptor(v, attrs)
	}
	vm.DefinePropertyOrThrow(g, key, desc)
	vm.Set(g, key, v, false)
}

// GlobalLexical is the value of a let, const or class of the current realm's
// global scope; false where there is none or it is not initialised.
func (vm *VM) GlobalLexical(name string) (Value, bool) {
	p, _ := vm.realm.lexical.lookup(vm, vm.Key(name))
	if p == nil || *p == Uninit {
		return Undefined, false
	}
	return *p, true
}
