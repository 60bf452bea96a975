package vm

import (
	"unsafe"

	"gojs/gc"
)

// internTable holds the strings that serve as property keys, each once. It
// does not keep them alive: clearDeadCaches drops the dead ones.
//
//gojs:rooted
type internTable struct {
	refs  []gc.Ref // open addressing; 0 empty
	count int
}

var hashSeed = randomSeed()

func hashChars(c Chars) uint32 {
	h := hashSeed
	if c.UTF16 != nil {
		for _, u := range c.UTF16 {
			h = (h ^ uint64(u)) * 0x9E3779B97F4A7C15
			h ^= h >> 29
		}
	} else {
		for _, u := range c.Latin1 {
			h = (h ^ uint64(u)) * 0x9E3779B97F4A7C15
			h ^= h >> 29
		}
	}
	return uint32(h ^ h>>32)
}

// StringHash is a hash of the string's code units, the same for equal strings.
func (vm *VM) StringHash(v Value) uint32 {
	s := vm.str(v)
	if s.Kind == KindString && s.Flags&strHashed != 0 {
		return uint32(s.Shape)
	}
	h := hashChars(vm.Chars(v))
	if s.Kind == KindString {
		s.Shape = gc.Ref(h)
		s.Flags |= strHashed
	}
	return h
}

// Intern returns the one string equal to v that serves as a property key.
func (vm *VM) Intern(v Value) Value {
	if vm.str(v).Flags&strInterned != 0 {
		return v
	}
	h := vm.StringHash(v)
	c := vm.Chars(v)
	t := &vm.interned
	if t.count*4 >= len(t.refs)*3 {
		t.grow(vm)
	}
	mask := uint32(len(t.refs) - 1)
	i := h & mask
	for ; t.refs[i] != 0; i = (i + 1) & mask {
		s := gc.At[stringCell](vm.heap, t.refs[i])
		if uint32(s.Shape) == h && int(s.length) == c.Len() && charsEqual(charsAt(s, 0, s.length), c) {
			return stringBits | Value(t.refs[i])
		}
	}
	// Slices are copied, so that a key does not keep a large text; text that
	// fits is stored as Latin-1, so that equal keys have one form.
	if s := vm.str(v); s.Kind != KindString || s.Flags&strTwoByte != 0 && isLatin1(c.UTF16) {
		if c.UTF16 != nil && !isLatin1(c.UTF16) {
			n := vm.allocFlat(len(c.UTF16), true)
			copy(charsAt(n, 0, n.length).UTF16, c.UTF16)
			v = vm.strValue(unsafe.Pointer(n))
		} else {
			n := vm.allocFlat(c.Len(), false)
			d := charsAt(n, 0, n.length).Latin1
			copy(d, c.Latin1)
			narrow(d[len(c.Latin1):], c.UTF16)
			v = vm.strValue(unsafe.Pointer(n))
		}
		// The allocation may have collected and rebuilt the table.
		mask = uint32(len(t.refs) - 1)
		for i = h & mask; t.refs[i] != 0; i = (i + 1) & mask {
		}
	}
	s := vm.str(v)
	s.Shape = gc.Ref(h)
	s.Flags |= strHashed | strInterned
	t.refs[i] = v.Ref()
	t.count++
	return v
}

// InternString is Intern of new text in WTF-8.
func (vm *VM) InternString(s string) Value { return vm.Intern(vm.NewString(s)) }

func (t *internTable) grow(vm *VM) {
	t.rebuild(vm, max(1024, len(t.refs)*2), nil)
}

// rebuild makes the table anew with the given size, without the strings that
// keep rejects.
func (t *internTable) rebuild(vm *VM, size int, keep func(gc.Ref) bool) {
	old := t.refs
	t.refs = make([]gc.Ref, size) //gojs:rooted by clearDeadCaches, which drops the dead ones
	t.count = 0
	mask := uint32(size - 1)
	for _, r := range old {
		if r == 0 || keep != nil && !keep(r) {
			continue
		}
		i := uint32(gc.At[stringCell](vm.heap, r).Shape) & mask
		for t.refs[i] != 0 {
			i = (i + 1) & mask
		}
		t.refs[i] = r
		t.count++
	}
}

// PropertyKey is an interned string that is no array index, a symbol or
// private name, or an array index (0 to 2^32-2), tagged as Values are: the
// index as an unsigned number under the integer tag.
//
//gojs:cageword
type PropertyKey uint64

// IsRef and Ref make PropertyKey a gc.Word.
func (k PropertyKey) IsRef() bool    { return Value(k).IsRef() }
func (k PropertyKey) Ref() gc.Ref    { return gc.Ref(k) }
func (k PropertyKey) IsIndex() bool  { return Value(k) >= intBits }
func (k PropertyKey) Index() uint32  { return uint32(k) }
func (k PropertyKey) IsSymbol() bool { return Value(k).IsSymbol() }
func (k PropertyKey) IsString() bool { return !Value(k).IsSymbol() }

// IndexKey is the key of the array index i, which is at most 2^32-2.
func IndexKey(i uint32) PropertyKey { return PropertyKey(intBits | Value(i)) }

// IntegerKey is the key of an integer index, beyond array indices too.
func (vm *VM) IntegerKey(i int64) PropertyKey {
	if i >= 0 && i < 1<<32-1 {
		return IndexKey(uint32(i))
	}
	return vm.KeyFromString(vm.NumberToString(float64(i)))
}

// Key is the property key of text in WTF-8.
func (vm *VM) Key(s string) PropertyKey { return vm.KeyFromString(vm.NewString(s)) }

// SymbolKey is the property key of a symbol.
func SymbolKey(v Value) PropertyKey { return PropertyKey(v) }

// keyEntry remembers the key of a string that is none itself. All entries are
// cleared at each collection.
//
//gojs:rooted
type keyEntry struct {
	str gc.Ref
	key PropertyKey
}

const keyCacheSize = 1024

// KeyFromString is the property key of a string.
func (vm *VM) KeyFromString(v Value) PropertyKey {
	s := vm.str(v)
	if s.Flags&(strInterned|strNotIndex) == strInterned|strNotIndex {
		return PropertyKey(v)
	}
	if e := &vm.keyCache[v.Ref()>>1%keyCacheSize]; e.str == v.Ref() {
		return e.key
	}
	return vm.keyFromText(v)
}

func (vm *VM) keyFromText(v Value) PropertyKey {
	var key PropertyKey
	if i, ok := arrayIndex(vm, v); ok {
		key = IndexKey(i)
	} else {
		s := vm.Intern(v)
		vm.str(s).Flags |= strNotIndex
		key = PropertyKey(s)
	}
	vm.keyCache[v.Ref()>>1%keyCacheSize] = keyEntry{v.Ref(), key}
	return key
}

// arrayIndex parses a canonical array index.
func arrayIndex(vm *VM, v Value) (uint32, bool) {
	n := vm.str(v).length
	if n == 0 || n > 10 {
		return 0, false
	}
	c := vm.Chars(v)
	if d := c.At(0); d < '0' || d > '9' || d == '0' && n > 1 {
		return 0, false
	}
	i := uint64(0)
	for k := 0; k < int(n); k++ {
		d := c.At(k)
		if d < '0' || d > '9' {
			return 0, false
		}
		i = i*10 + uint64(d-'0')
	}
	return uint32(i), i < 1<<32-1
}

// KeyValue is the key as a language value: a String or a Symbol.
func (vm *VM) KeyValue(k PropertyKey) Value {
	if k.IsIndex() {
		return vm.Uint32ToString(k.Index())
	}
	return Value(k)
}
