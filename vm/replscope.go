package vm

// What a REPL asks of the global environment. Its lines are scripts of one
// realm, and a name is declared again when a line is typed again.

// AllowRedeclaration makes let, const and class declarations of later scripts
// replace those of earlier ones, which the standard forbids
// (sec-globaldeclarationinstantiation). The binding is the same one, so
// functions of earlier scripts see the new value.
func (r *Realm) AllowRedeclaration() { r.lexical.redeclare = true }

// redeclared makes an existing binding new, and reports whether it may.
func (g *globalLexicals) redeclared(vm *VM, key PropertyKey, attrs propInfo) bool {
	if !g.redeclare {
		return false
	}
	names := vm.Obj(Value(g.names.Get()))
	n, _, ok := vm.ownProperty(names, key)
	if !ok {
		return false
	}
	vm.putOwn(names, key, attrs, n)
	p, _ := g.lookup(vm, key)
	*p = Uninit
	return true
}

// LexicalNames appends the names of the realm's global let, const and class
// bindings.
func (r *Realm) LexicalNames(names *List) {
	r.vm.OwnPropertyKeys(r.vm.Obj(Value(r.lexical.names.Get())), names)
}

// LexicalValue is the value of such a binding; false where there is none, or it
// is not initialised yet.
func (r *Realm) LexicalValue(key PropertyKey) (Value, bool) {
	p, _ := r.lexical.lookup(r.vm, key)
	if p == nil || *p == Uninit {
		return Undefined, false
	}
	return *p, true
}
