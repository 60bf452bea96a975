package node

import (
	"bytes"
	"os"
	"runtime"
	"strconv"

	"golang.org/x/term"
)

// residentSize is the memory of the process in bytes: what Linux says, and
// elsewhere what Go has from the system.
func residentSize() uint64 {
	if data, err := os.ReadFile("/proc/self/statm"); err == nil {
		if f := bytes.Fields(data); len(f) > 1 {
			if pages, err := strconv.ParseUint(string(f[1]), 10, 64); err == nil {
				return pages * uint64(os.Getpagesize())
			}
		}
	}
	var ms runtime.MemStats
	runtime.ReadMemStats(&ms)
	return ms.Sys
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// windowSize is the size of a terminal in columns and rows.
func windowSize(f *os.File) (columns, rows int, ok bool) {
	columns, rows, err := term.GetSize(int(f.Fd()))
	return columns, rows, err == nil
}
