package vm

import (
	"unsafe"

	"gojs/gc"
)

// A Shape says which properties an object has, in which slots, and what its
// prototype is. Shapes are shared by objects made the same way: adding a
// property leads to another shape by a transition. The properties of a line of
// shapes stand in one table in order; a shape owns the first count entries.
// A unique shape belongs to one object and its table is changed in place; when
// inline caches may know it, the object gets a new unique shape instead.
//
//gojs:cell
type Shape struct {
	gc.Header          // Flags: shape flags; Aux: number of inline slots
	proto     gc.Ref   // prototype object, 0 for null
	table     gc.Ref   // propTable, 0 while there are no properties
	count     uint32   // entries of the table that are this shape's
	slots     uint32   // slots in use (deleted properties of unique shapes leave holes)
	kids      uint32   // how many transitions lead away; of a unique shape, how many entries are deleted
	parent    gc.Ref   // the shape this one was derived from: kept, so that the same way leads here again
	lazy      lazyFill // with shapeLazy: what fills the object
}

const (
	shapeUnique        = 1 << iota // belongs to one object
	shapeLazy                      // the object's properties must be made before they are looked at: see materialize
	shapeNotExtensible             // [[Extensible]] is false
	shapeCached                    // an inline cache may know this unique shape
	shapeHasIndexed                // reserved
)

const (
	// maxTransitions bounds the shapes that lead away from one; the next object gets a unique shape.
	maxTransitions = 1024
	// maxSharedProps bounds the properties of a shared shape.
	maxSharedProps = 512
	// linearProps is the number of properties up to which a table has no hash index.
	linearProps = 8
)

// propInfo describes a property: its slot in the high 24 bits, attributes below.
type propInfo uint32

// Attributes of properties.
const (
	Writable     propInfo = 1 << iota
	Enumerable            // [[Enumerable]]
	Configurable          // [[Configurable]]
	attrAccessor          // the slot holds an accessor pair
	attrLazy              // the slot holds the index of an initialiser: see lazyProps
	attrDeleted           // a hole in a unique shape's table

	attrMask  propInfo = 0xff
	maxSlots           = 1 << 24
	dataAttrs          = Writable | Enumerable | Configurable
)

func (p propInfo) slot() uint32    { return uint32(p >> 8) }
func (p propInfo) attrs() propInfo { return p & attrMask }
func makeInfo(slot uint32, attrs propInfo) propInfo {
	return propInfo(slot)<<8 | attrs&attrMask
}

// propTable lists properties in order of creation: pairs of key and info (as an
// integer Value). With more than linearProps, index is a hash table of entry
// numbers + 1.
//
//gojs:cell
type propTable struct {
	gc.Header
	count uint32 // entries in use
	index gc.Ref // bytes cell of uint32, or 0
	// entries [](key PropertyKey, info Value)
}

// propEntry is an entry of a propTable.
//
//gojs:cell
type propEntry struct {
	key  PropertyKey
	info Value
}

const propTableOffset = unsafe.Sizeof(propTable{})

func (vm *VM) shapeOf(o *Object) *Shape { return gc.At[Shape](vm.heap, o.Shape) }
func (vm *VM) shape(r gc.Ref) *Shape    { return gc.At[Shape](vm.heap, r) }
func (vm *VM) shapeRef(s *Shape) gc.Ref { return vm.heap.RefOf(unsafe.Pointer(s)) }

func (vm *VM) tableOf(s *Shape) *propTable { return gc.At[propTable](vm.heap, s.table) }

func (t *propTable) entry(i uint32) *propEntry {
	return (*propEntry)(unsafe.Add(unsafe.Pointer(t), propTableOffset+uintptr(i)*16))
}

func (vm *VM) tableCap(r gc.Ref) uint32 {
	return uint32((vm.heap.CellSize(r) - propTableOffset) / 16)
}

func keyHash(k PropertyKey) uint32 { return uint32(k.Ref()) * 0x9E3779B1 }

// bytesAsUint32 views a bytes cell as numbers.
func bytesAsUint32(vm *VM, r gc.Ref) []uint32 {
	n := (vm.heap.CellSize(r) - 8) / 4
	return unsafe.Slice((*uint32)(unsafe.Add(unsafe.Pointer(gc.At[gc.Header](vm.heap, r)), 8)), int(n))
}

// lookup finds key among the shape's properties: the entry's number.
func (vm *VM) lookup(s *Shape, key PropertyKey) (uint32, propInfo, bool) {
	if s.table == 0 {
		return 0, 0, false
	}
	t := vm.tableOf(s)
	if t.index == 0 {
		for i := uint32(0); i < s.count; i++ {
			if e := t.entry(i); e.key == key && propInfo(e.info)&attrDeleted == 0 {
				return i, propInfo(e.info), true
			}
		}
		return 0, 0, false
	}
	idx := bytesAsUint32(vm, t.index)
	mask := uint32(pow2Floor(len(idx)) - 1)
	for h := keyHash(key) >> 3 & mask; ; h = (h + 1) & mask {
		i := idx[h]
		if i == 0 {
			return 0, 0, false
		}
		e := t.entry(i - 1)
		if e.key == key && propInfo(e.info)&attrDeleted == 0 {
			return i - 1, propInfo(e.info), i-1 < s.count
		}
	}
}

func pow2Floor(n int) int {
	p := 1
	for p*2 <= n {
		p *= 2
	}
	return p
}

// copyTable makes a table with the first n entries of t and room for more,
// leaving out deleted ones if compact is set.
func (vm *VM) copyTable(from gc.Ref, n, room uint32, compact bool) *propTable {
	r := vm.heap.Alloc(kindPropTable, propTableOffset+uintptr(room)*16)
	t := gc.At[propTable](vm.heap, r)
	if from != 0 {
		src := gc.At[propTable](vm.heap, from)
		for i := uint32(0); i < n; i++ {
			e := *src.entry(i)
			if compact && propInfo(e.info)&attrDeleted != 0 {
				continue
			}
			*t.entry(t.count) = e
			t.count++
		}
	}
	if vm.tableCap(r) > linearProps {
		vm.indexTable(t, vm.tableCap(r))
	}
	return t
}

// indexTable makes the hash index for a table of the given capacity.
func (vm *VM) indexTable(t *propTable, capacity uint32) {
	size := 16
	for uint32(size) < capacity*2 {
		size *= 2
	}
	t.index = vm.heap.Alloc(kindBytes, uintptr(8+size*4))
	idx := bytesAsUint32(vm, t.index)
	mask := uint32(pow2Floor(len(idx)) - 1)
	for i := uint32(0); i < t.count; i++ {
		if propInfo(t.entry(i).info)&attrDeleted == 0 {
			insertIndex(idx, mask, t.entry(i).key, i)
		}
	}
}

func insertIndex(idx []uint32, mask uint32, key PropertyKey, entry uint32) {
	h := keyHash(key) >> 3 & mask
	for idx[h] != 0 {
		h = (h + 1) & mask
	}
	idx[h] = entry + 1
}

// appendEntry adds an entry to the table s uses, at s.count, copying the table
// when another shape has taken that place or there is no room. It returns the
// table's reference.
func (vm *VM) appendEntry(s *Shape, key PropertyKey, info propInfo) gc.Ref {
	var t *propTable
	if s.table != 0 {
		t = vm.tableOf(s)
	}
	if t == nil || t.count != s.count || t.count >= vm.tableCap(s.table) {
		room := max(4, s.count+s.count/2+1)
		t = vm.copyTable(s.table, s.count, room, false)
	}
	e := t.entry(t.count)
	e.key, e.info = key, intBits|Value(info)
	if t.index != 0 {
		idx := bytesAsUint32(vm, t.index)
		insertIndex(idx, uint32(pow2Floor(len(idx))-1), key, t.count)
	}
	t.count++
	return vm.heap.RefOf(unsafe.Pointer(t))
}

// transition names what leads from one shape to another. clearDeadCaches
// removes those of dead shapes.
//
//gojs:rooted
type transition struct {
	from gc.Ref
	how  uint32 // attributes of an added property, or one of the codes below
	key  uint64 // PropertyKey, or the new prototype
}

const (
	howRoot  = 0x100 + iota // from: prototype; key: inline slots
	howProto                // a change of prototype to key
	howPreventExtensions
	howSeal
	howFreeze
)

// rootShape is the shape of objects without properties.
func (vm *VM) rootShape(proto *Object, inline int) *Shape {
	var p gc.Ref
	if proto != nil {
		p = vm.heap.RefOf(unsafe.Pointer(proto))
	}
	e := &vm.roots[(uint32(p)>>1^uint32(inline))%rootCacheSize]
	if e.shape != 0 && e.proto == p && e.inline == uint32(inline) {
		return vm.shape(e.shape)
	}
	s := vm.findRootShape(p, inline)
	*e = rootEntry{p, vm.shapeRef(s), uint32(inline)}
	return s
}

func (vm *VM) findRootShape(proto gc.Ref, inline int) *Shape {
	tr := transition{proto, howRoot, uint64(inline)}
	if r, ok := vm.transitions[tr]; ok {
		return vm.shape(r)
	}
	s := vm.newShape(proto, 0, inline)
	vm.transitions[tr] = vm.shapeRef(s)
	return s
}

// rootEntry remembers a root shape. All entries are cleared at each collection.
//
//gojs:rooted
type rootEntry struct {
	proto, shape gc.Ref
	inline       uint32
}

const rootCacheSize = 64

func (vm *VM) newShape(proto gc.Ref, flags uint8, inline int) *Shape {
	s := gc.At[Shape](vm.heap, vm.heap.Alloc(kindShape, unsafe.Sizeof(Shape{})))
	s.Flags, s.Aux, s.proto = flags, uint16(inline), proto
	if proto != 0 {
		vm.markAsProto(gc.At[Object](vm.heap, proto))
	}
	return s
}

// markAsProto notes that o is a prototype: from now on changes of its structure
// invalidate what caches know of lookups through it.
func (vm *VM) markAsProto(o *Object) {
	if o.Flags&flagProto == 0 {
		o.Flags |= flagProto
		vm.noteProtoElements(o)
		vm.bumpEpoch()
	}
}

// bumpEpoch makes every cached lookup through a prototype void.
func (vm *VM) bumpEpoch() { vm.epoch++ }

// childShape copies what a shape derived from s keeps.
func (vm *VM) childShape(s *Shape, how uint32, key uint64) (*Shape, bool) {
	tr := transition{vm.shapeRef(s), how, key}
	if r, ok := vm.transitions[tr]; ok {
		return vm.shape(r), true
	}
	if s.kids >= maxTransitions {
		return nil, false
	}
	c := vm.newShape(s.proto, s.Flags&^(shapeUnique|shapeCached), int(s.Aux))
	c.table, c.count, c.slots, c.parent = s.table, s.count, s.slots, tr.from
	s.kids++
	vm.transitions[tr] = vm.shapeRef(c)
	return c, false
}

// shapeWith is the shape after adding key, or nil where the object needs a
// unique shape.
func (vm *VM) shapeWith(s *Shape, key PropertyKey, attrs propInfo) *Shape {
	if s.count >= maxSharedProps {
		return nil
	}
	c, had := vm.childShape(s, uint32(attrs), uint64(key))
	if c == nil || had {
		return c
	}
	c.table = vm.appendEntry(s, key, makeInfo(s.slots, attrs))
	c.count++
	c.slots++
	return c
}

// uniqueShape gives o a shape of its own whose table may be changed in place.
func (vm *VM) uniqueShape(o *Object) *Shape {
	s := vm.shapeOf(o)
	if s.Flags&shapeUnique != 0 {
		if s.Flags&shapeCached != 0 {
			n := vm.newShape(s.proto, s.Flags&^shapeCached, int(s.Aux))
			n.table, n.count, n.slots, n.kids = s.table, s.count, s.slots, s.kids
			o.Shape = vm.shapeRef(n)
			s = n
		}
		return s
	}
	n := vm.newShape(s.proto, s.Flags|shapeUnique, int(s.Aux))
	n.count, n.slots = s.count, s.slots
	if s.table != 0 {
		n.table = vm.heap.RefOf(unsafe.Pointer(vm.copyTable(s.table, s.count, s.count+s.count/2+4, false)))
	}
	o.Shape = vm.shapeRef(n)
	return n
}

// structureChanged is called after the properties, prototype or extensibility
// of o changed.
func (vm *VM) structureChanged(o *Object) {
	if o.Flags&flagProto != 0 {
		vm.bumpEpoch()
	}
}

// slotAddr is where slot i of o is.
func (vm *VM) slotAddr(o *Object, i uint32) *Value {
	if inline := uint32(o.Aux); i >= inline {
		return vm.wordAddr(o.slots, i-inline)
	}
	return (*Value)(unsafe.Add(unsafe.Pointer(o), inlineOffset+uintptr(i)*8))
}

func (vm *VM) wordAddr(r gc.Ref, i uint32) *Value {
	return (*Value)(unsafe.Add(unsafe.Pointer(gc.At[wordsCell](vm.heap, r)), wordsOffset+uintptr(i)*8))
}

// wordsCap is how many words a words cell can hold.
func (vm *VM) wordsCap(r gc.Ref) uint32 {
	return uint32((vm.heap.CellSize(r) - wordsOffset) / 8)
}

// growSlots makes room for slot i of o, which is used next.
func (vm *VM) growSlots(o *Object, i uint32) {
	inline := uint32(o.Aux)
	if i < inline {
		return
	}
	i -= inline
	if o.slots == 0 {
		o.slots = vm.newWords(nil, max(i+1, 4))
	} else if i >= vm.wordsCap(o.slots) {
		old := gc.At[wordsCell](vm.heap, o.slots)
		o.slots = vm.newWords(vm.words(old), i+i/2+1)
		if o.Flags&flagProto != 0 {
			vm.bumpEpoch()
		}
	}
	w := gc.At[wordsCell](vm.heap, o.slots)
	for w.count <= i {
		*vm.wordAddr(o.slots, w.count) = Undefined
		w.count++
	}
}

func (vm *VM) words(w *wordsCell) []Value {
	return unsafe.Slice((*Value)(unsafe.Add(unsafe.Pointer(w), wordsOffset)), int(w.count))
}

// newWords makes a words cell holding init, with room for at least capacity.
func (vm *VM) newWords(init []Value, capacity uint32) gc.Ref {
	r := vm.heap.Alloc(kindWords, wordsOffset+uintptr(capacity)*8)
	w := gc.At[wordsCell](vm.heap, r)
	w.count = uint32(len(init))
	copy(vm.words(w), init)
	return r
}

// addProperty appends a property that o does not have.
func (vm *VM) addProperty(o *Object, key PropertyKey, attrs propInfo, v Value) {
	s := vm.shapeOf(o)
	if s.Flags&shapeUnique == 0 {
		if n := vm.shapeWith(s, key, attrs); n != nil {
			vm.growSlots(o, s.slots)
			*vm.slotAddr(o, s.slots) = v
			o.Shape = vm.shapeRef(n)
			vm.structureChanged(o)
			return
		}
	}
	s = vm.uniqueShape(o)
	slot := s.slots
	if slot >= maxSlots-1 {
		vm.ThrowRangeError("Too many properties to enumerate")
	}
	vm.growSlots(o, slot)
	*vm.slotAddr(o, slot) = v
	s.table = vm.appendEntry(s, key, makeInfo(slot, attrs))
	s.count++
	s.slots++
	vm.structureChanged(o)
}

// changeAttrs gives the property at entry i other attributes.
func (vm *VM) changeAttrs(o *Object, i uint32, attrs propInfo) {
	s := vm.uniqueShape(o)
	e := vm.tableOf(s).entry(i)
	e.info = intBits | Value(makeInfo(propInfo(e.info).slot(), attrs))
	vm.structureChanged(o)
}

// removeProperty deletes the property at entry i. Tables with many holes are
// packed, slots and all.
func (vm *VM) removeProperty(o *Object, i uint32) {
	s := vm.uniqueShape(o)
	t := vm.tableOf(s)
	e := t.entry(i)
	*vm.slotAddr(o, propInfo(e.info).slot()) = Undefined
	if i == s.count-1 && propInfo(e.info).slot() == s.slots-1 && t.index == 0 {
		t.count--
		s.count--
		s.slots--
	} else {
		e.info |= Value(attrDeleted)
		s.kids++ // in a unique shape: the number of holes
		if s.kids > 16 && s.kids > s.count/2 {
			vm.packProperties(o, s)
		}
	}
	vm.structureChanged(o)
}

// packProperties renumbers the slots of an object with a unique shape.
func (vm *VM) packProperties(o *Object, s *Shape) {
	t := vm.copyTable(s.table, s.count, s.count-s.kids+4, true)
	vals := vm.newWords(nil, t.count+4)
	for i := uint32(0); i < t.count; i++ {
		e := t.entry(i)
		info := propInfo(e.info)
		*vm.wordAddr(vals, i) = *vm.slotAddr(o, info.slot())
		gc.At[wordsCell](vm.heap, vals).count = i + 1
		e.info = intBits | Value(makeInfo(i, info))
	}
	s.table = vm.heap.RefOf(unsafe.Pointer(t))
	s.count, s.slots, s.kids = t.count, t.count, 0
	for i := uint32(0); i < t.count; i++ {
		v := *vm.wordAddr(vals, i)
		vm.growSlots(o, i)
		*vm.slotAddr(o, i) = v
	}
}

// derivedShape is a shape reached by an operation on the whole object, shared
// when the old one is.
func (vm *VM) derivedShape(o *Object, how uint32, key uint64, change func(*Shape)) {
	s := vm.shapeOf(o)
	if s.Flags&shapeUnique == 0 {
		c, had := vm.childShape(s, how, key)
		if c != nil {
			if !had {
				change(c)
			}
			o.Shape = vm.shapeRef(c)
			vm.structureChanged(o)
			return
		}
	}
	// A new unique shape, as caches may test the old one.
	s = vm.uniqueShape(o)
	s.Flags |= shapeCached
	change(vm.uniqueShape(o))
	vm.structureChanged(o)
}
