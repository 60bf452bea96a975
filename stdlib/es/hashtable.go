package es

import (
	"unsafe"

	"gojs/gc"
	"gojs/vm"
)

// hashTable holds the entries of a Map or Set in order of insertion. Each entry
// is a key and, in Maps, a value; a deleted entry's key is the hole. When the
// table is full or cleared, another takes its place; the old one, unchanged
// from then on, leads to it, so that an iteration can find its place there.
//
//gojs:cell
type hashTable struct {
	gc.Header        // Flags: tableCleared
	index     gc.Ref // bytes: entry numbers + 1 by hash, open addressing
	next      gc.Ref // the table that replaced this one, or 0
	used      uint32 // entries, deleted ones too
	live      uint32 // entries that are not deleted
	capacity  uint32
	stride    uint32 // Values per entry
	mask      uint32 // size of the index - 1
	_         uint32
	// entries [capacity*stride]Value
}

// indexCell is an array of numbers.
//
//gojs:cell
type indexCell struct{ gc.Header }

const (
	tableCleared = 1
	tableHead    = unsafe.Sizeof(hashTable{})
	minTable     = 4
	// maxTable bounds the entries, as V8 bounds them: more is a RangeError.
	maxTable = 1 << 24
)

var (
	kindTable = vm.NewCellKind[hashTable]("HashTable", gc.Layout{Tail: gc.TailWords, TailOff: uint16(tableHead)})
	kindIndex = vm.NewCellKind[indexCell]("HashIndex", gc.Layout{})
)

func newTable(m *vm.VM, capacity, stride uint32) *hashTable {
	size := uint32(8)
	for size < capacity*2 {
		size *= 2
	}
	h := m.Heap()
	t := gc.At[hashTable](h, h.Alloc(kindTable, tableHead+uintptr(capacity)*uintptr(stride)*8))
	t.capacity, t.stride, t.mask = capacity, stride, size-1
	t.index = h.Alloc(kindIndex, 8+uintptr(size)*4)
	return t
}

func tableRef(m *vm.VM, t *hashTable) gc.Ref  { return m.Heap().RefOf(unsafe.Pointer(t)) }
func tableAt(m *vm.VM, r gc.Ref) *hashTable   { return gc.At[hashTable](m.Heap(), r) }
func (t *hashTable) key(i uint32) *vm.Value   { return t.word(i * t.stride) }
func (t *hashTable) value(i uint32) *vm.Value { return t.word(i*t.stride + 1) }
func (t *hashTable) word(i uint32) *vm.Value {
	return (*vm.Value)(unsafe.Add(unsafe.Pointer(t), tableHead+uintptr(i)*8))
}

func (t *hashTable) slots(m *vm.VM) []uint32 {
	p := unsafe.Add(unsafe.Pointer(gc.At[indexCell](m.Heap(), t.index)), 8)
	return unsafe.Slice((*uint32)(p), int(t.mask)+1)
}

// hashKey hashes a key so that keys that are SameValueZero agree.
func hashKey(m *vm.VM, k vm.Value) uint32 {
	switch {
	case k.IsString():
		return m.StringHash(k)
	case k.IsBigInt():
		return m.BigIntHash(k)
	}
	h := uint64(k) * 0x9E3779B97F4A7C15
	return uint32(h >> 32)
}

// normalKey is the key as it is kept: -0 is 0.
func normalKey(k vm.Value) vm.Value {
	if k.IsDouble() && k.Double() == 0 {
		return vm.IntValue(0)
	}
	return k
}

func sameKey(m *vm.VM, a, b vm.Value) bool {
	if a == b {
		return true
	}
	if a.IsString() && b.IsString() {
		return m.StringEquals(a, b)
	}
	return a.IsBigInt() && b.IsBigInt() && m.SameValueZero(a, b)
}

// find is the number of k's entry, or -1.
func (t *hashTable) find(m *vm.VM, k vm.Value) int {
	if t.live == 0 {
		return -1
	}
	slots := t.slots(m)
	for h := hashKey(m, k) & t.mask; ; h = (h + 1) & t.mask {
		e := slots[h]
		if e == 0 {
			return -1
		}
		if sameKey(m, *t.key(e - 1), k) {
			return int(e - 1)
		}
	}
}

// insert adds an entry that is not there; the result is the table to use from
// now on.
func (t *hashTable) insert(m *vm.VM, k, v vm.Value) *hashTable {
	if t.used == t.capacity {
		t = t.rehash(m)
	}
	i := t.used
	*t.key(i) = k
	if t.stride == 2 {
		*t.value(i) = v
	}
	t.used++
	t.live++
	t.link(m, k, i)
	return t
}

func (t *hashTable) link(m *vm.VM, k vm.Value, i uint32) {
	slots := t.slots(m)
	h := hashKey(m, k) & t.mask
	for slots[h] != 0 {
		h = (h + 1) & t.mask
	}
	slots[h] = i + 1
}

// rehash moves the live entries to a table with room for more.
func (t *hashTable) rehash(m *vm.VM) *hashTable {
	n := max(t.live*2, minTable)
	if n > maxTable {
		if t.live >= maxTable {
			m.ThrowRangeError("Map maximum size exceeded")
		}
		n = maxTable
	}
	to := newTable(m, n, t.stride)
	for i := uint32(0); i < t.used; i++ {
		k := *t.key(i)
		if k == vm.Hole {
			continue
		}
		*to.key(to.used) = k
		if t.stride == 2 {
			*to.value(to.used) = *t.value(i)
		}
		to.link(m, k, to.used)
		to.used++
	}
	to.live = to.used
	t.next = tableRef(m, to)
	return to
}

// remove deletes entry i.
func (t *hashTable) remove(i uint32) {
	*t.key(i) = vm.Hole
	if t.stride == 2 {
		*t.value(i) = vm.Undefined
	}
	t.live--
}

// cleared is the empty table that replaces t.
func (t *hashTable) cleared(m *vm.VM) *hashTable {
	to := newTable(m, minTable, t.stride)
	t.next = tableRef(m, to)
	t.Flags |= tableCleared
	return to
}

// cursor is a place in an iteration over a table.
//
//gojs:stack
type cursor struct {
	table gc.Ref
	at    uint32
}

// next moves on to the next live entry: its table and number, or false at the end.
func (p *cursor) next(m *vm.VM) (*hashTable, uint32, bool) {
	t := tableAt(m, p.table)
	for t.next != 0 {
		at := uint32(0)
		if t.Flags&tableCleared == 0 {
			for i := uint32(0); i < p.at; i++ {
				if *t.key(i) != vm.Hole {
					at++
				}
			}
		}
		p.table, p.at = t.next, at
		t = tableAt(m, p.table)
	}
	for p.at < t.used {
		i := p.at
		p.at++
		if *t.key(i) != vm.Hole {
			return t, i, true
		}
	}
	return t, 0, false
}
