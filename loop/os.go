package loop

import (
	"net"
	"net/netip"
	"os"
	"runtime"
	"time"
)

// HRTime is a time in nanoseconds from an arbitrary start, the same for all
// processes of the machine where the system has such a clock. It never goes back.
func HRTime() int64 { return int64(time.Since(processStart)) + clockOffset }

// CPU describes one processor. Times are in milliseconds.
type CPU struct {
	Model                      string
	Speed                      int // MHz
	User, Nice, Sys, Idle, Irq int64
}

// InterfaceAddress is one address of a network interface.
type InterfaceAddress struct {
	Name     string
	MAC      [6]byte
	Internal bool
	Prefix   netip.Prefix
	ScopeID  uint32 // of IPv6 addresses
}

// InterfaceAddresses lists the addresses of the interfaces that are up.
func InterfaceAddresses() ([]InterfaceAddress, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, errnoOf(err)
	}
	var four, six []InterfaceAddress
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagRunning == 0 {
			continue
		}
		addrs, err := i.Addrs()
		if err != nil {
			return nil, errnoOf(err)
		}
		for _, a := range addrs {
			p, err := netip.ParsePrefix(a.String())
			if err != nil {
				continue
			}
			ia := InterfaceAddress{Name: i.Name, Internal: i.Flags&net.FlagLoopback != 0, Prefix: p}
			copy(ia.MAC[:], i.HardwareAddr)
			if p.Addr().Is4() {
				four = append(four, ia)
				continue
			}
			if p.Addr().IsLinkLocalUnicast() {
				ia.ScopeID = uint32(i.Index)
			}
			six = append(six, ia)
		}
	}
	return append(four, six...), nil
}

// Rusage are the resources a process has used (uv_rusage_t).
type Rusage struct {
	User, System                                       time.Duration
	MaxRSS                                             uint64 // KiB
	IxRSS, IdRSS, IsRSS                                uint64
	MinFlt, MajFlt, NSwap, InBlock, OutBlock, MsgSnd   uint64
	MsgRcv, NSignals, VoluntarySwitches, OtherSwitches uint64
}

// Passwd is a user's entry. UID and GID are -1 where the system has no numbers.
type Passwd struct {
	Username, HomeDir, Shell string
	UID, GID                 int64
}

// Uname names the system (uv_os_uname).
type Uname struct{ Sysname, Release, Version, Machine string }

// Hostname is the machine's name.
func Hostname() (string, error) {
	s, err := os.Hostname()
	return s, errnoOf(err)
}

// AvailableParallelism is how many goroutines can compute at once.
func AvailableParallelism() int { return max(runtime.NumCPU(), 1) }

// ExePath is the path of the program.
func ExePath() (string, error) {
	s, err := os.Executable()
	return s, errnoOf(err)
}

// Cwd is the present folder.
func Cwd() (string, error) {
	s, err := os.Getwd()
	return s, errnoOf(err)
}

// Chdir changes the present folder, of the whole process.
func Chdir(path string) error { return errnoOf(os.Chdir(path)) }

// HomeDir is the home folder: HOME, or what the user's entry says.
func HomeDir() (string, error) {
	if home, err := os.UserHomeDir(); err == nil && home != "" {
		return home, nil
	}
	p, err := UserPasswd(-1)
	return p.HomeDir, err
}

// Bounds of priorities: the lowest number is the highest priority.
const (
	PriorityLow         = 19
	PriorityBelowNormal = 10
	PriorityNormal      = 0
	PriorityAboveNormal = -7
	PriorityHigh        = -14
	PriorityHighest     = -20
)
