package vm

import (
	"slices"
	"unsafe"

	"gojs/gc"
)

// Elements are the properties whose keys are array indices. Dense elements are
// a words cell whose item i is element i or the hole, all writable, enumerable
// and configurable; sparse ones a hash table with attributes.

// sparseCell is an open-addressing hash table of (index and attributes, value).
//
//gojs:cell
type sparseCell struct {
	gc.Header
	count uint32 // live and deleted entries
	live  uint32
	// entries [](meta, value Value); meta 0: never used
}

const (
	sparseOffset = unsafe.Sizeof(sparseCell{})

	// nearGap is how far behind the dense elements an index may be to be taken
	// for an append, smallDense the index below which elements stay dense anyway.
	nearGap    = 8
	smallDense = 1024
	// maxPresized is the length up to which an array that was given its length
	// before its elements is expected to be filled.
	maxPresized = 1 << 22
	// sparseUsed marks an entry's meta as in use, sparseGone as deleted.
	sparseUsed Value = 0x80 << 32
	sparseGone Value = 0x40 << 32
)

// sparseEntry is an entry of a sparseCell.
//
//gojs:cell
type sparseEntry struct{ meta, value Value }

func (s *sparseCell) entry(i uint32) *sparseEntry {
	return (*sparseEntry)(unsafe.Add(unsafe.Pointer(s), sparseOffset+uintptr(i)*16))
}

func (e *sparseEntry) index() uint32   { return uint32(e.meta) }
func (e *sparseEntry) attrs() propInfo { return propInfo(e.meta>>32) & 0x3f }
func (e *sparseEntry) live() bool      { return e.meta&sparseUsed != 0 && e.meta&sparseGone == 0 }

func sparseMeta(i uint32, attrs propInfo) Value {
	return intBits | sparseUsed | Value(attrs&0x3f)<<32 | Value(i)
}

func (vm *VM) sparseSize(r gc.Ref) uint32 {
	return uint32(pow2Floor(int((vm.heap.CellSize(r) - sparseOffset) / 16)))
}

func (vm *VM) newSparse(capacity uint32) gc.Ref {
	size := uint32(8)
	for size < capacity*2 {
		size *= 2
	}
	return vm.heap.Alloc(kindSparse, sparseOffset+uintptr(size)*16)
}

// find is the entry of index i, or where it would go.
func (vm *VM) findSparse(r gc.Ref, i uint32) (*sparseEntry, bool) {
	s := gc.At[sparseCell](vm.heap, r)
	mask := vm.sparseSize(r) - 1
	for h := i * 0x9E3779B1 >> 7 & mask; ; h = (h + 1) & mask {
		e := s.entry(h)
		if e.meta == 0 {
			return e, false
		}
		if e.index() == i && e.live() {
			return e, true
		}
	}
}

// insertSparse sets element i of the sparse elements r; the result replaces r.
func (vm *VM) insertSparse(r gc.Ref, i uint32, attrs propInfo, v Value) gc.Ref {
	e, ok := vm.findSparse(r, i)
	if !ok {
		s := gc.At[sparseCell](vm.heap, r)
		if (s.count+1)*4 > vm.sparseSize(r)*3 {
			r = vm.rehashSparse(r, s.live+1)
			s = gc.At[sparseCell](vm.heap, r)
			e, _ = vm.findSparse(r, i)
		}
		s.count++
		s.live++
	}
	e.meta, e.value = sparseMeta(i, attrs), v
	return r
}

func (vm *VM) rehashSparse(r gc.Ref, capacity uint32) gc.Ref {
	n := vm.newSparse(capacity * 2)
	old, size := gc.At[sparseCell](vm.heap, r), vm.sparseSize(r)
	for k := uint32(0); k < size; k++ {
		if e := old.entry(k); e.live() {
			n = vm.insertSparse(n, e.index(), e.attrs(), e.value)
		}
	}
	return n
}

// makeSparse turns o's elements into sparse ones.
func (vm *VM) makeSparse(o *Object) {
	if o.Flags&flagSparse != 0 {
		return
	}
	var items []Value
	if o.elems != 0 {
		items = vm.words(gc.At[wordsCell](vm.heap, o.elems))
	}
	n := uint32(0)
	for _, v := range items {
		if v != Hole {
			n++
		}
	}
	r := vm.newSparse(n)
	for i, v := range items {
		if v != Hole {
			r = vm.insertSparse(r, uint32(i), dataAttrs, v)
		}
	}
	o.elems = r
	o.Flags |= flagSparse
}

// ownElement is ownProperty for an index.
func (vm *VM) ownElement(o *Object, i uint32) (Value, propInfo, bool) {
	if o.elems == 0 {
		return 0, 0, false
	}
	if o.Flags&flagSparse == 0 {
		w := gc.At[wordsCell](vm.heap, o.elems)
		if i >= w.count {
			return 0, 0, false
		}
		v := *vm.wordAddr(o.elems, i)
		return v, dataAttrs, v != Hole
	}
	e, ok := vm.findSparse(o.elems, i)
	if !ok {
		return 0, 0, false
	}
	return e.value, e.attrs(), true
}

// putElement stores an own element with exactly these attributes.
func (vm *VM) putElement(o *Object, i uint32, attrs propInfo, v Value) {
	vm.noteElements(o)
	if o.Flags&flagSparse == 0 {
		if attrs == dataAttrs && vm.putDense(o, i, v) {
			return
		}
		vm.makeSparse(o)
	}
	o.elems = vm.insertSparse(o.elems, i, attrs, v)
}

// putDense stores an element of dense elements, unless it is too far behind them.
func (vm *VM) putDense(o *Object, i uint32, v Value) bool {
	count := uint32(0)
	if o.elems != 0 {
		count = gc.At[wordsCell](vm.heap, o.elems).count
	}
	if i < count {
		*vm.wordAddr(o.elems, i) = v
		return true
	}
	if o.elems == 0 || i >= vm.wordsCap(o.elems) {
		if i > count+nearGap && i >= smallDense && !vm.worthDense(o, i) {
			return false
		}
		vm.growDense(o, i+1)
	}
	w := gc.At[wordsCell](vm.heap, o.elems)
	for k := count; k < i; k++ {
		*vm.wordAddr(o.elems, k) = Hole
	}
	*vm.wordAddr(o.elems, i) = v
	w.count = i + 1
	return true
}

// worthDense reports whether o's elements stay dense when they grow up to
// index i, far behind the last: an eighth of them exists, or the array was made
// with a length beyond i.
func (vm *VM) worthDense(o *Object, i uint32) bool {
	if o.Kind == KindArray {
		if n := ArrayLength(o); i < n && n <= maxPresized {
			return true
		}
	}
	if o.elems == 0 {
		return false
	}
	live := uint64(0)
	for _, v := range vm.words(gc.At[wordsCell](vm.heap, o.elems)) {
		if v != Hole {
			live++
		}
	}
	return live*8 >= uint64(i)
}

// growDense gives o's dense elements room for at least n.
func (vm *VM) growDense(o *Object, n uint32) {
	var items []Value
	if o.elems != 0 {
		items = vm.words(gc.At[wordsCell](vm.heap, o.elems))
	}
	capacity := max(n, 4)
	if n > 4 {
		capacity = max(n, uint32(len(items))+uint32(len(items))/2+16)
	}
	o.elems = vm.newWords(items, capacity)
}

// setElementValue replaces the value of an own element that is there.
func (vm *VM) setElementValue(o *Object, i uint32, v Value) {
	if o.Flags&flagSparse == 0 {
		*vm.wordAddr(o.elems, i) = v
		return
	}
	e, _ := vm.findSparse(o.elems, i)
	e.value = v
}

// removeElement deletes an own element that is there.
func (vm *VM) removeElement(o *Object, i uint32) {
	if o.Flags&flagSparse == 0 {
		w := gc.At[wordsCell](vm.heap, o.elems)
		*vm.wordAddr(o.elems, i) = Hole
		for w.count > 0 && *vm.wordAddr(o.elems, w.count-1) == Hole {
			w.count--
		}
		return
	}
	e, _ := vm.findSparse(o.elems, i)
	e.meta |= sparseGone
	e.value = Undefined
	gc.At[sparseCell](vm.heap, o.elems).live--
}

// elementKeys appends the indices of o's elements in ascending order.
func (vm *VM) elementKeys(o *Object, keys *List) {
	if o.elems == 0 {
		return
	}
	if o.Flags&flagSparse == 0 {
		for i := uint32(0); i < gc.At[wordsCell](vm.heap, o.elems).count; i++ {
			if *vm.wordAddr(o.elems, i) != Hole {
				vm.AddKey(keys, IndexKey(i))
			}
		}
		return
	}
	for _, i := range vm.sparseIndices(o) {
		vm.AddKey(keys, IndexKey(i))
	}
}

// sparseIndices are the indices of sparse elements in ascending order.
func (vm *VM) sparseIndices(o *Object) []uint32 {
	s, size := gc.At[sparseCell](vm.heap, o.elems), vm.sparseSize(o.elems)
	out := make([]uint32, 0, s.live)
	for k := uint32(0); k < size; k++ {
		if e := s.entry(k); e.live() {
			out = append(out, e.index())
		}
	}
	slices.Sort(out)
	return out
}

// noteElements is called before o gets an element: stores to absent elements
// elsewhere look at prototypes only when some prototype has elements.
func (vm *VM) noteElements(o *Object) {
	if o.Flags&flagProto != 0 {
		vm.protoElements = true
	}
}

// noteProtoElements is called when p becomes a prototype.
func (vm *VM) noteProtoElements(p *Object) {
	if p.elems != 0 || p.Flags&flagExotic != 0 {
		vm.protoElements = true
	}
}

// Dense views the elements of o when they are dense; holes are among them.
// The view is void after anything that may change o.
func (vm *VM) Dense(o *Object) ([]Value, bool) {
	if o.Flags&(flagSparse|flagExotic) != 0 {
		return nil, false
	}
	if o.elems == 0 {
		return nil, true
	}
	return vm.words(gc.At[wordsCell](vm.heap, o.elems)), true
}

// Arrays.

// NewArray makes an array of the current realm with the given length.
func (vm *VM) NewArray(length uint32) *Object {
	return vm.ArrayCreate(length, vm.Realm().ArrayPrototype())
}

// ArrayCreate is sec-arraycreate with a prototype.
func (vm *VM) ArrayCreate(length uint32, proto *Object) *Object {
	a := Alloc[ArrayObject](vm, KindArray, proto)
	a.length = length
	return &a.Object
}

// NewArrayOf makes an array of values.
func (vm *VM) NewArrayOf(items ...Value) *Object {
	a := vm.NewArray(uint32(len(items)))
	if len(items) > 0 {
		a.elems = vm.newWords(items, uint32(len(items)))
	}
	return a
}

// ArrayLength is the length of an array object.
func ArrayLength(o *Object) uint32 { return (*ArrayObject)(unsafe.Pointer(o)).length }

// ArrayPush appends to an array made by the engine and not yet seen by programs.
func (vm *VM) ArrayPush(o *Object, v Value) {
	a := (*ArrayObject)(unsafe.Pointer(o))
	if a.length == 1<<32-1 {
		vm.ThrowRangeError("Invalid array length")
	}
	if o.Flags&flagSparse != 0 || !vm.putDense(o, a.length, v) {
		if v != Hole {
			vm.putElement(o, a.length, dataAttrs, v)
		}
	}
	a.length++
}

// IsArray is sec-isarray.
func (vm *VM) IsArray(v Value) bool {
	if !v.IsObject() {
		return false
	}
	o := vm.Obj(v)
	for o.Kind == KindProxy {
		o = vm.proxyTargetOrThrow(o, "IsArray")
	}
	return o.Kind == KindArray
}

// IsArrayObject reports whether o is an Array exotic object itself.
func IsArrayObject(o *Object) bool { return o.Kind == KindArray }

// arraySetLength is sec-arraysetlength.
func (vm *VM) arraySetLength(a *ArrayObject, d PropertyDescriptor) bool {
	n := a.length
	if d.Has&HasValue != 0 {
		n = vm.ToUint32(d.Value)
		if f := vm.ToNumber(d.Value).Float(); float64(n) != f {
			vm.ThrowRangeError("Invalid array length")
		}
	}
	if d.IsAccessor() || d.Has&HasConfigurable != 0 && d.Configurable() || d.Has&HasEnumerable != 0 && d.Enumerable() {
		return false
	}
	if a.lenFrozen != 0 && (n != a.length || d.Has&HasWritable != 0 && d.Writable()) {
		return false
	}
	ok := n >= a.length || vm.truncateArray(a, n)
	if ok {
		a.length = n
	}
	if d.Has&HasWritable != 0 && !d.Writable() {
		a.lenFrozen = 1
	}
	return ok
}

// truncateArray removes the elements from index n on, from the end; where one
// cannot be deleted it stops there.
func (vm *VM) truncateArray(a *ArrayObject, n uint32) bool {
	o := &a.Object
	if o.elems == 0 {
		return true
	}
	if o.Flags&flagSparse == 0 {
		w := gc.At[wordsCell](vm.heap, o.elems)
		if n < w.count {
			w.count = n
			if c := vm.wordsCap(o.elems); c > 64 && n < c/4 {
				o.elems = vm.newWords(vm.words(w), n)
			}
		}
		return true
	}
	idx := vm.sparseIndices(o)
	for k := len(idx) - 1; k >= 0 && idx[k] >= n; k-- {
		if e, _ := vm.findSparse(o.elems, idx[k]); e.attrs()&Configurable == 0 {
			a.length = idx[k] + 1
			return false
		}
		vm.removeElement(o, idx[k])
	}
	return true
}

// SetArrayLength sets the length of an array with a writable length.
func (vm *VM) SetArrayLength(o *Object, n uint32) bool {
	return vm.arraySetLength((*ArrayObject)(unsafe.Pointer(o)), PropertyDescriptor{Value: Int64Value(int64(n)), Has: HasValue})
}
