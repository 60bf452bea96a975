//go:build unix

package bench

import (
	"os"
	"runtime"
	"syscall"
)

// peakMB is the most memory the ended process had resident.
func peakMB(s *os.ProcessState) float64 {
	ru, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return float64(ru.Maxrss) / (1 << 20) // bytes there, kilobytes elsewhere
	}
	return float64(ru.Maxrss) / (1 << 10)
}
