package loop

import (
	"encoding/binary"
	"time"

	"golang.org/x/sys/unix"
)

// maxRSSUnit is how many of the system's units are a KiB.
const maxRSSUnit = 1024

func niceOf(n int) int { return n }

// TotalMemory is the machine's memory in bytes.
func TotalMemory() uint64 {
	n, _ := unix.SysctlUint64("hw.memsize")
	return n
}

// FreeMemory is how much of it is free.
func FreeMemory() uint64 {
	pages, _ := unix.SysctlUint32("vm.page_free_count")
	return uint64(pages) * uint64(unix.Getpagesize())
}

// ConstrainedMemory is 0: nothing is known of limits.
func ConstrainedMemory() uint64 { return 0 }

// AvailableMemory is how much the process can still take.
func AvailableMemory() uint64 { return FreeMemory() }

// ResidentSetMemory is the most memory of the machine that the process has occupied, in bytes.
func ResidentSetMemory() (uint64, error) {
	r, err := GetRusage()
	return r.MaxRSS * 1024, err
}

// Uptime is how long the machine runs, in seconds.
func Uptime() (float64, error) {
	tv, err := unix.SysctlTimeval("kern.boottime")
	if err != nil {
		return 0, errnoOf(err)
	}
	return time.Since(time.Unix(tv.Unix())).Seconds(), nil
}

// LoadAvg are the average loads of the last 1, 5 and 15 minutes.
func LoadAvg() (avg [3]float64) {
	// struct loadavg: three fixed-point numbers, then their scale.
	data, err := unix.SysctlRaw("vm.loadavg")
	if err != nil || len(data) < 24 {
		return avg
	}
	scale := float64(binary.NativeEndian.Uint64(data[16:]))
	for i := range avg {
		avg[i] = float64(binary.NativeEndian.Uint32(data[4*i:])) / scale
	}
	return avg
}

// CPUs describes the processors; their times are not known.
func CPUs() ([]CPU, error) {
	n, err := unix.SysctlUint32("hw.logicalcpu")
	if err != nil {
		return nil, errnoOf(err)
	}
	model, _ := unix.Sysctl("machdep.cpu.brand_string")
	hz, _ := unix.SysctlUint64("hw.cpufrequency")
	out := make([]CPU, n)
	for i := range out {
		out[i] = CPU{Model: model, Speed: int(hz / 1e6)}
	}
	return out, nil
}
