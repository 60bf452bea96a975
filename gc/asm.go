//go:build amd64 || arm64

package gc

import "unsafe"

const stackScan = true

// copyStack copies the words of the running goroutine's stack, from the
// caller's frame to the stack's upper bound, to dst, which has room for n
// words. It returns the number of words there are; where that is more than n,
// it has copied nothing. Go's calling convention has no registers that a
// callee must keep, so what the callers hold is in their frames.
//
//go:noescape
func copyStack(dst *uint64, n int) int

// prefetch asks for the n cells at refs to be brought into the cache; n > 0.
//
//go:noescape
func prefetch(base unsafe.Pointer, refs *Ref, n int)

// Goroutine identifies the running goroutine among those that run now.
func Goroutine() uintptr

const maxKeptStack = 1 << 17 // words of the buffer kept between collections

// stackWords returns the words of the running goroutine's stack above the
// caller, in buf or in a larger buffer. Growing it may move the stack, so the
// copy is tried until it fits.
//
//go:noinline
func stackWords(buf []uint64) []uint64 {
	if cap(buf) == 0 {
		buf = make([]uint64, 4096)
	}
	buf = buf[:cap(buf)]
	for {
		n := copyStack(&buf[0], len(buf))
		if n <= len(buf) {
			return buf[:n]
		}
		buf = make([]uint64, n+n/2)
	}
}
