package vm

import "gojs/gc"

// What the library packages keep per VM: property keys they use often, and Go
// data of their own.

// KeyID numbers a property key that a library package uses often.
type KeyID uint16

// DataID numbers a library package's Go data in a VM.
type DataID uint16

var (
	libraryKeys   []string
	libraryKeyIDs = map[string]KeyID{}
	libraryData   DataID
)

// NewKeyID reserves a number for the key of a name, a well-known symbol's
// where it begins with "@@"; called from package variables' initialisers.
func NewKeyID(name string) KeyID {
	id, ok := libraryKeyIDs[name]
	if !ok {
		id = KeyID(len(libraryKeys))
		libraryKeys = append(libraryKeys, name)
		libraryKeyIDs[name] = id
	}
	return id
}

// NewDataID reserves a place for Go data; called as NewKeyID is.
func NewDataID() DataID {
	libraryData++
	return libraryData - 1
}

// library is a VM's part of it.
type library struct {
	keys *gc.RootList // by KeyID; Undefined while not made
	data []any        // by DataID
}

// K is the property key of a KeyID.
func (vm *VM) K(id KeyID) PropertyKey {
	if l := vm.library.keys; l != nil {
		if k := l.Get(int(id)); k != gc.Word(Undefined) {
			return PropertyKey(k)
		}
	}
	return vm.makeKey(id)
}

func (vm *VM) makeKey(id KeyID) PropertyKey {
	if vm.library.keys == nil {
		l := vm.heap.NewRootList(len(libraryKeys))
		for i := range libraryKeys {
			l.Set(i, gc.Word(Undefined))
		}
		vm.library.keys = l
	}
	k := vm.specKey(libraryKeys[id])
	vm.library.keys.Set(int(id), gc.Word(k))
	return k
}

// LibraryData is what SetLibraryData stored under id, nil at first.
func (vm *VM) LibraryData(id DataID) any {
	if int(id) >= len(vm.library.data) {
		return nil
	}
	return vm.library.data[id]
}

// SetLibraryData stores a library package's Go data, which must not hold Values.
func (vm *VM) SetLibraryData(id DataID, data any) {
	for int(id) >= len(vm.library.data) {
		vm.library.data = append(vm.library.data, nil)
	}
	vm.library.data[id] = data
}

// KeyLatin1 is the property key of Latin-1 text: quick where it exists already.
func (vm *VM) KeyLatin1(b []byte) PropertyKey {
	if n := len(b); n > 0 && (b[0] < '0' || b[0] > '9') {
		h := hashChars(Chars{Latin1: b})
		t := &vm.interned
		if len(t.refs) > 0 {
			mask := uint32(len(t.refs) - 1)
			for i := h & mask; t.refs[i] != 0; i = (i + 1) & mask {
				s := gc.At[stringCell](vm.heap, t.refs[i])
				if uint32(s.Shape) == h && int(s.length) == n && charsEqual(charsAt(s, 0, s.length), Chars{Latin1: b}) {
					s.Flags |= strNotIndex
					return PropertyKey(stringBits | Value(t.refs[i]))
				}
			}
		}
	}
	return vm.KeyFromString(vm.NewLatin1(b))
}

// EnumerableKeys appends the enumerable string keys of o in the order of
// [[OwnPropertyKeys]] where that can be told without calling anything: o is no
// exotic object. It reports whether it could.
func (vm *VM) EnumerableKeys(o *Object, keys *List) bool {
	if o.Flags&flagExotic != 0 {
		return false
	}
	vm.materialize(o)
	if o.elems != 0 && o.Flags&flagSparse != 0 {
		for _, i := range vm.sparseIndices(o) {
			if e, ok := vm.findSparse(o.elems, i); ok && e.attrs()&Enumerable != 0 {
				vm.AddKey(keys, IndexKey(i))
			}
		}
	} else {
		vm.elementKeys(o, keys)
	}
	s := vm.shapeOf(o)
	if s.table == 0 {
		return true
	}
	t := vm.tableOf(s)
	for i := uint32(0); i < s.count; i++ {
		e := t.entry(i)
		if propInfo(e.info)&(attrDeleted|Enumerable) == Enumerable && e.key.IsString() {
			vm.AddKey(keys, e.key)
		}
	}
	return true
}

// IsGlobalName reports whether a library declared a global of that name that
// begins with an upper case letter: a built-in class or namespace.
func IsGlobalName(name string) bool {
	if name == "" || name[0] < 'A' || name[0] > 'Z' {
		return false
	}
	for i := range globals {
		if globals[i].Key == name {
			return true
		}
	}
	return false
}
