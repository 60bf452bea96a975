package loop

import (
	"os/user"
	"runtime"
	"strconv"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// clockOffset is what the system's clock had run when processStart was taken.
var clockOffset = int64(windows.DurationSinceBoot()) - int64(time.Since(processStart))

// GetRusage are the resources this process has used.
func GetRusage() (Rusage, error) {
	var creation, exit, kernel, usr windows.Filetime
	if err := windows.GetProcessTimes(windows.CurrentProcess(), &creation, &exit, &kernel, &usr); err != nil {
		return Rusage{}, errnoOf(err)
	}
	ticks := func(f windows.Filetime) time.Duration {
		return time.Duration(int64(f.HighDateTime)<<32|int64(f.LowDateTime)) * 100
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	return Rusage{User: ticks(usr), System: ticks(kernel), MaxRSS: mem.Sys / 1024}, nil
}

var priorityClasses = [...]struct {
	class    uint32
	priority int
}{
	{windows.REALTIME_PRIORITY_CLASS, PriorityHighest}, {windows.HIGH_PRIORITY_CLASS, PriorityHigh},
	{windows.ABOVE_NORMAL_PRIORITY_CLASS, PriorityAboveNormal}, {windows.NORMAL_PRIORITY_CLASS, PriorityNormal},
	{windows.BELOW_NORMAL_PRIORITY_CLASS, PriorityBelowNormal}, {windows.IDLE_PRIORITY_CLASS, PriorityLow},
}

func withProcess(pid int, access uint32, f func(windows.Handle) error) error {
	h := windows.CurrentProcess()
	if pid != 0 {
		var err error
		if h, err = windows.OpenProcess(access, false, uint32(pid)); err == windows.ERROR_INVALID_PARAMETER {
			return ESRCH
		} else if err != nil {
			return errnoOf(err)
		}
		defer windows.CloseHandle(h)
	}
	return errnoOf(f(h))
}

// GetPriority is the priority of a process, 0 being this one.
func GetPriority(pid int) (priority int, err error) {
	err = withProcess(pid, windows.PROCESS_QUERY_LIMITED_INFORMATION, func(h windows.Handle) error {
		class, err := windows.GetPriorityClass(h)
		for _, p := range priorityClasses {
			if p.class == class {
				priority = p.priority
			}
		}
		return err
	})
	return priority, err
}

// SetPriority sets the priority of a process, from PriorityHighest to
// PriorityLow.
func SetPriority(pid, priority int) error {
	if priority < PriorityHighest || priority > PriorityLow {
		return EINVAL
	}
	class := uint32(windows.IDLE_PRIORITY_CLASS)
	for i := len(priorityClasses) - 1; i >= 0; i-- {
		if priority <= priorityClasses[i].priority {
			class = priorityClasses[i].class
		}
	}
	return withProcess(pid, windows.PROCESS_SET_INFORMATION, func(h windows.Handle) error { return windows.SetPriorityClass(h, class) })
}

// UserPasswd is the entry of the user the process runs as.
func UserPasswd(uid int) (Passwd, error) {
	u, err := user.Current()
	if err != nil {
		return Passwd{}, ENOENT
	}
	return Passwd{u.Username, u.HomeDir, "", -1, -1}, nil
}

// GetUname names the system.
func GetUname() (Uname, error) {
	v := windows.RtlGetVersion()
	release := strconv.Itoa(int(v.MajorVersion)) + "." + strconv.Itoa(int(v.MinorVersion)) + "." + strconv.Itoa(int(v.BuildNumber))
	machine := map[string]string{"amd64": "x86_64", "386": "i686", "arm64": "arm64"}[runtime.GOARCH]
	return Uname{"Windows_NT", release, "Windows", machine}, nil
}

// Umask does nothing.
func Umask(mask int) int { return 0 }

// memoryStatus is MEMORYSTATUSEX.
type memoryStatus struct {
	length, load                                        uint32
	totalPhys, availPhys, totalPage, availPage          uint64
	totalVirtual, availVirtual, availableExtendedMemory uint64
}

var globalMemoryStatusEx = windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")

func memory() memoryStatus {
	var m memoryStatus
	m.length = uint32(unsafe.Sizeof(m))
	globalMemoryStatusEx.Call(uintptr(unsafe.Pointer(&m)))
	return m
}

// TotalMemory is the machine's memory in bytes.
func TotalMemory() uint64 { return memory().totalPhys }

// FreeMemory is how much of it could be had.
func FreeMemory() uint64 { return memory().availPhys }

// ConstrainedMemory is 0: nothing is known of limits.
func ConstrainedMemory() uint64 { return 0 }

// AvailableMemory is how much the process can still take.
func AvailableMemory() uint64 { return FreeMemory() }

// ResidentSetMemory is how much memory Go has from the system, in bytes.
func ResidentSetMemory() (uint64, error) {
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	return mem.Sys, nil
}

// Uptime is how long the machine runs, in seconds.
func Uptime() (float64, error) { return windows.DurationSinceBoot().Seconds(), nil }

// LoadAvg is not known on Windows.
func LoadAvg() (avg [3]float64) { return avg }

// CPUs describes the processors; their times are not known.
func CPUs() ([]CPU, error) {
	out := make([]CPU, runtime.NumCPU())
	for i := range out {
		out[i].Model = "unknown"
	}
	return out, nil
}

// Kill ends a process, or with signal 0 tests for it.
func Kill(pid, signum int) error {
	access := uint32(windows.PROCESS_TERMINATE | windows.PROCESS_QUERY_LIMITED_INFORMATION)
	return withProcess(pid, access, func(h windows.Handle) error {
		switch syscall.Signal(signum) {
		case 0:
			var code uint32
			if err := windows.GetExitCodeProcess(h, &code); err != nil || code != 259 { // STILL_ACTIVE
				return ESRCH
			}
			return nil
		case syscall.SIGTERM, syscall.SIGKILL, syscall.SIGINT, syscall.SIGQUIT:
			return windows.TerminateProcess(h, 1)
		}
		return ENOSYS
	})
}
