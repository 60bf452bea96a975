package es

import (
	"sync/atomic"
	"unsafe"
)

// Reads, writes and read-modify-write events of one element of a Shared Data
// Block (sec-getmodifysetvalueinbuffer). Elements are little-endian and
// aligned to their size, blocks to 8 bytes and a multiple of that long; so the
// elements of one and two bytes lie within an aligned word of four, and are
// exchanged with it.

// atomicCell is an element of 1, 2, 4 or 8 bytes at p.
type atomicCell struct {
	p    unsafe.Pointer
	size int64
}

// modify is what a read-modify-write puts in the place of old; only the low
// bytes of the result count.
type modify func(old, operand uint64) uint64

// word is the aligned word of a small element: its address, and the element's
// shift and mask in it.
func (e atomicCell) word() (w *uint32, shift uint, mask uint32) {
	at := uintptr(e.p) & 3
	return (*uint32)(unsafe.Add(e.p, -int(at))), uint(at) * 8, uint32(1)<<(8*e.size) - 1
}

func (e atomicCell) load() uint64 {
	switch e.size {
	case 8:
		return atomic.LoadUint64((*uint64)(e.p))
	case 4:
		return uint64(atomic.LoadUint32((*uint32)(e.p)))
	}
	w, shift, mask := e.word()
	return uint64(atomic.LoadUint32(w) >> shift & mask)
}

// swap puts u in the place of old, unless another agent has changed the element.
func (e atomicCell) swap(old, u uint64) bool {
	switch e.size {
	case 8:
		return atomic.CompareAndSwapUint64((*uint64)(e.p), old, u)
	case 4:
		return atomic.CompareAndSwapUint32((*uint32)(e.p), uint32(old), uint32(u))
	}
	w, shift, mask := e.word()
	for {
		now := atomic.LoadUint32(w)
		if now>>shift&mask != uint32(old)&mask {
			return false
		}
		if atomic.CompareAndSwapUint32(w, now, now&^(mask<<shift)|uint32(u)&mask<<shift) {
			return true
		}
	}
}

// update is the read-modify-write event: the element's value before it.
func (e atomicCell) update(op modify, operand uint64) uint64 {
	for {
		old := e.load()
		if e.swap(old, op(old, operand)) {
			return old
		}
	}
}

func (e atomicCell) store(u uint64) {
	switch e.size {
	case 8:
		atomic.StoreUint64((*uint64)(e.p), u)
	case 4:
		atomic.StoreUint32((*uint32)(e.p), uint32(u))
	default:
		e.update(second, u)
	}
}

// compareExchange stores replacement where the element is expected, and returns
// what it was.
func (e atomicCell) compareExchange(expected, replacement uint64) uint64 {
	expected &= ^uint64(0) >> (64 - 8*e.size)
	for {
		old := e.load()
		if old != expected || e.swap(old, replacement) {
			return old
		}
	}
}

func add(x, y uint64) uint64      { return x + y }
func bitAnd(x, y uint64) uint64   { return x & y }
func bitOr(x, y uint64) uint64    { return x | y }
func bitXor(x, y uint64) uint64   { return x ^ y }
func second(_, y uint64) uint64   { return y }
func subtract(x, y uint64) uint64 { return x - y }
