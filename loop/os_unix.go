//go:build unix

package loop

import (
	"bufio"
	"os"
	"os/user"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// clockOffset is what the system's clock had run when processStart was taken.
var clockOffset = func() int64 {
	var ts unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_MONOTONIC, &ts); err != nil {
		return 0
	}
	return ts.Nano() - int64(time.Since(processStart))
}()

// GetRusage are the resources this process has used.
func GetRusage() (Rusage, error) {
	var r unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &r); err != nil {
		return Rusage{}, errnoOf(err)
	}
	return Rusage{
		User: time.Duration(r.Utime.Nano()), System: time.Duration(r.Stime.Nano()),
		MaxRSS: uint64(r.Maxrss) / maxRSSUnit, IxRSS: uint64(r.Ixrss), IdRSS: uint64(r.Idrss), IsRSS: uint64(r.Isrss),
		MinFlt: uint64(r.Minflt), MajFlt: uint64(r.Majflt), NSwap: uint64(r.Nswap),
		InBlock: uint64(r.Inblock), OutBlock: uint64(r.Oublock), MsgSnd: uint64(r.Msgsnd), MsgRcv: uint64(r.Msgrcv),
		NSignals: uint64(r.Nsignals), VoluntarySwitches: uint64(r.Nvcsw), OtherSwitches: uint64(r.Nivcsw),
	}, nil
}

// GetPriority is the priority of a process, 0 being this one.
func GetPriority(pid int) (int, error) {
	n, err := unix.Getpriority(unix.PRIO_PROCESS, pid)
	if err != nil {
		return 0, errnoOf(err)
	}
	return niceOf(n), nil
}

// SetPriority sets the priority of a process, from PriorityHighest to
// PriorityLow.
func SetPriority(pid, priority int) error {
	if priority < PriorityHighest || priority > PriorityLow {
		return EINVAL
	}
	return errnoOf(unix.Setpriority(unix.PRIO_PROCESS, pid, priority))
}

// UserPasswd is the entry of the user with the number, -1 being the user the
// process runs as. ENOENT when there is none.
func UserPasswd(uid int) (Passwd, error) {
	if uid < 0 {
		uid = os.Geteuid()
	}
	u, err := user.LookupId(strconv.Itoa(uid))
	if err != nil {
		return Passwd{}, ENOENT
	}
	gid, _ := strconv.ParseInt(u.Gid, 10, 64)
	return Passwd{u.Username, u.HomeDir, userShell(u.Username), int64(uid), gid}, nil
}

// userShell is the last field of the user's line.
func userShell(name string) string {
	f, err := os.Open("/etc/passwd")
	if err != nil {
		return ""
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if fields := strings.Split(lines.Text(), ":"); len(fields) >= 7 && fields[0] == name {
			return fields[6]
		}
	}
	return ""
}

// GetUname names the system.
func GetUname() (Uname, error) {
	var u unix.Utsname
	if err := unix.Uname(&u); err != nil {
		return Uname{}, errnoOf(err)
	}
	text := func(b []byte) string { return unix.ByteSliceToString(b) }
	return Uname{text(u.Sysname[:]), text(u.Release[:]), text(u.Version[:]), text(u.Machine[:])}, nil
}

// Umask sets which permission bits new files do not get, and returns the old
// ones; of the whole process.
func Umask(mask int) int { return unix.Umask(mask) }
