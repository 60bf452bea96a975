package gc

import "unsafe"

// ephemerons finds the values that the marked keys of marked ephemeron tables
// keep. It starts when all else is marked: then every pair with an unmarked
// key is put down under its key once, and when a key is marked after that,
// its values are marked. So the work is linear in cells and pairs, however
// the tables are chained.
type ephemerons struct {
	active  bool
	waiting []waitingKey // open addressing; its length is a power of two
	keys    int
	pairs   []waitingPair
}

type waitingKey struct {
	key  Ref
	pair int32 // its first pair in pairs, plus 1
}

type waitingPair struct {
	value Ref
	next  int32 // plus 1
}

// mark marks what ephemerons keep. Tables that are marked only now are added
// by the marker when it traces them.
func (e *ephemerons) mark(m *Marker) {
	e.active = true
	for _, r := range m.weak[:len(m.weak):len(m.weak)] {
		if m.h.tracers[*At[Kind](m.h, r)].ephemeron {
			e.add(m, r)
		}
	}
	m.drain()
	e.active = false
}

// add marks the values of the table's marked keys, and puts the others down.
func (e *ephemerons) add(m *Marker, r Ref) {
	h := m.h
	cell := unsafe.Add(h.base, uintptr(r)<<unitShift)
	t := &h.tracers[*(*Kind)(cell)]
	tail := unsafe.Slice((*Word)(unsafe.Add(cell, t.tailOff)), h.tailLen(r, cell, t, TailWords))
	for i := 0; i+1 < len(tail); i += 2 {
		key, value := tail[i], tail[i+1]
		switch {
		case !h.dead(value): // no reference, or marked already
		case h.dead(key):
			e.put(key.Ref(), value.Ref())
		default:
			m.Ref(value.Ref())
		}
	}
}

func (e *ephemerons) put(key, value Ref) {
	if 2*e.keys >= len(e.waiting) {
		e.grow()
	}
	w := e.find(key)
	if w.key == 0 {
		w.key = key
		e.keys++
	}
	e.pairs = append(e.pairs, waitingPair{value, w.pair})
	w.pair = int32(len(e.pairs))
}

// find returns the place of the key: one with another key is passed over, one
// with key 0 is free.
func (e *ephemerons) find(key Ref) *waitingKey {
	mask := len(e.waiting) - 1
	for i := int(uint32(key)*0x9E3779B1>>7) & mask; ; i = (i + 1) & mask {
		if w := &e.waiting[i]; w.key == key || w.key == 0 {
			return w
		}
	}
}

func (e *ephemerons) grow() {
	old := e.waiting
	e.waiting = make([]waitingKey, max(2*len(old), 64))
	for _, w := range old {
		if w.key != 0 {
			*e.find(w.key) = w
		}
	}
}

// keyMarked marks the values that wait for the cell r.
func (e *ephemerons) keyMarked(m *Marker, r Ref) {
	if e.keys == 0 {
		return
	}
	w := e.find(r)
	for i := w.pair; i != 0; i = e.pairs[i-1].next {
		m.Ref(e.pairs[i-1].value)
	}
	w.pair = 0
}

func (e *ephemerons) end() { *e = ephemerons{} }
