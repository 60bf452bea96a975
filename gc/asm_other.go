//go:build !amd64 && !arm64

package gc

import "unsafe"

const stackScan = false

const maxKeptStack = 0

func stackWords(buf []uint64) []uint64 { return nil }

func prefetch(base unsafe.Pointer, refs *Ref, n int) {}
