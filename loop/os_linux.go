package loop

import (
	"math"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// maxRSSUnit is how many of the system's units are a KiB.
const maxRSSUnit = 1

// niceOf undoes what the system call adds so that its result is positive.
func niceOf(n int) int { return 20 - n }

func sysinfo() unix.Sysinfo_t {
	var s unix.Sysinfo_t
	unix.Sysinfo(&s)
	return s
}

// meminfo reads a line of /proc/meminfo, in bytes; 0 when it is not there.
func meminfo(name string) uint64 {
	data, _ := os.ReadFile("/proc/meminfo")
	_, rest, ok := strings.Cut(string(data), name+":")
	fields := strings.Fields(rest)
	if !ok || len(fields) == 0 {
		return 0
	}
	kb, _ := strconv.ParseUint(fields[0], 10, 64)
	return kb * 1024
}

// TotalMemory is the machine's memory in bytes.
func TotalMemory() uint64 {
	if n := meminfo("MemTotal"); n != 0 {
		return n
	}
	s := sysinfo()
	return uint64(s.Totalram) * uint64(s.Unit)
}

// FreeMemory is how much of it could be had.
func FreeMemory() uint64 {
	if n := meminfo("MemAvailable"); n != 0 {
		return n
	}
	s := sysinfo()
	return uint64(s.Freeram) * uint64(s.Unit)
}

// cgroup reads a number of the process's control group: v2's file, then v1's; ok is
// false when there is none.
func cgroup(two, one string) (n uint64, ok bool) {
	dir := "/sys/fs/cgroup"
	if data, err := os.ReadFile("/proc/self/cgroup"); err == nil {
		if path, found := strings.CutPrefix(strings.TrimSpace(string(data)), "0::"); found {
			dir += strings.TrimSuffix(path, "/")
		}
	}
	for _, name := range []string{dir + "/" + two, "/sys/fs/cgroup/" + two, "/sys/fs/cgroup/memory/" + one} {
		data, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		text := strings.TrimSpace(string(data))
		if text == "max" {
			return math.MaxUint64, true
		}
		n, err := strconv.ParseUint(text, 10, 64)
		return n, err == nil
	}
	return 0, false
}

// ConstrainedMemory is how much memory the process's control group allows it in
// bytes, 0 when that is not known.
func ConstrainedMemory() uint64 {
	n, _ := cgroup("memory.max", "memory.limit_in_bytes")
	return n
}

// AvailableMemory is how much the process can still take.
func AvailableMemory() uint64 {
	limit := ConstrainedMemory()
	if limit == 0 || limit > TotalMemory() {
		return FreeMemory()
	}
	used, ok := cgroup("memory.current", "memory.usage_in_bytes")
	if !ok || used > limit {
		return 0
	}
	return limit - used
}

// ResidentSetMemory is how much memory of the machine the process occupies, in bytes.
func ResidentSetMemory() (uint64, error) {
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, errnoOf(err)
	}
	fields := strings.Fields(string(data))
	if len(fields) < 2 {
		return 0, EINVAL
	}
	pages, err := strconv.ParseUint(fields[1], 10, 64)
	if err != nil {
		return 0, EINVAL
	}
	return pages * uint64(os.Getpagesize()), nil
}

// Uptime is how long the machine runs, in seconds.
func Uptime() (float64, error) {
	var ts unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_BOOTTIME, &ts); err != nil {
		return 0, errnoOf(err)
	}
	return float64(ts.Nano()) / 1e9, nil
}

// LoadAvg are the average loads of the last 1, 5 and 15 minutes.
func LoadAvg() (avg [3]float64) {
	s := sysinfo()
	for i, n := range s.Loads {
		avg[i] = float64(n) / (1 << 16)
	}
	return avg
}

// CPUs describes the processors.
func CPUs() ([]CPU, error) {
	data, err := os.ReadFile("/proc/stat")
	if err != nil {
		return nil, errnoOf(err)
	}
	models, speeds := cpuModels()
	var out []CPU
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		if len(f) < 8 || !strings.HasPrefix(f[0], "cpu") || f[0] == "cpu" {
			continue
		}
		var t [7]int64
		for i := range t {
			ticks, _ := strconv.ParseInt(f[i+1], 10, 64)
			t[i] = ticks * 10 // a tick is 10 ms
		}
		n, _ := strconv.Atoi(f[0][3:])
		c := CPU{Model: "unknown", User: t[0], Nice: t[1], Sys: t[2], Idle: t[3], Irq: t[5]}
		if n < len(models) {
			c.Model = models[n]
		}
		c.Speed = cpuSpeed(n)
		if c.Speed == 0 && n < len(speeds) {
			c.Speed = speeds[n]
		}
		out = append(out, c)
	}
	return out, nil
}

// cpuModels reads names and MHz from /proc/cpuinfo.
func cpuModels() (models []string, speeds []int) {
	data, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(data)) {
		key, value, _ := strings.Cut(line, ":")
		switch strings.TrimSpace(key) {
		case "model name":
			models = append(models, strings.TrimSpace(value))
		case "cpu MHz":
			mhz, _ := strconv.ParseFloat(strings.TrimSpace(value), 64)
			speeds = append(speeds, int(mhz))
		}
	}
	return models, speeds
}

func cpuSpeed(n int) int {
	data, err := os.ReadFile("/sys/devices/system/cpu/cpu" + strconv.Itoa(n) + "/cpufreq/scaling_cur_freq")
	if err != nil {
		return 0
	}
	khz, _ := strconv.Atoi(strings.TrimSpace(string(data)))
	return khz / 1000
}
