//go:build unix

package node

import (
	"os"
	"os/signal"
	"os/user"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"gojs/vm"
)

// processKill is kill ( pid, signal ): 0, or libuv's number of the error.
func processKill(c *vm.Call) vm.Value {
	if err := syscall.Kill(int(c.ToInt32(c.Arg(0))), syscall.Signal(c.ToInt32(c.Arg(1)))); err != nil {
		return vm.IntValue(int32(errnoOf(err)))
	}
	return vm.IntValue(0)
}

// processAbort ends the process by SIGABRT.
func processAbort(*vm.Call) vm.Value {
	signal.Reset(syscall.SIGABRT)
	_ = syscall.Kill(os.Getpid(), syscall.SIGABRT)
	select {}
}

// processExecve is execve ( path, args, env ): the process becomes another program.
func processExecve(c *vm.Call) vm.Value {
	err := syscall.Exec(c.ToGoString(c.Arg(0)), textList(c, c.Arg(1)), textList(c, c.Arg(2)))
	throwSystem(c.VM, err, "execve", c.ToGoString(c.Arg(0)))
	return vm.Undefined
}

func textList(c *vm.Call, v vm.Value) []string {
	o := c.Obj(v)
	list := make([]string, 0, 16)
	for i := range c.LengthOfArrayLike(o) {
		list = append(list, c.ToGoString(c.Get(o, vm.IndexKey(uint32(i)))))
	}
	return list
}

// processUmask is umask ( mask )
func processUmask(c *vm.Call) vm.Value {
	if c.Arg(0).IsUndefined() {
		old := syscall.Umask(0)
		syscall.Umask(old)
		return vm.IntValue(int32(old))
	}
	mask := c.ToNumber(c.Arg(0))
	if c.Arg(0).IsString() {
		mask = c.StringToNumber(c.NewString("0o" + strings.TrimPrefix(c.GoString(c.Arg(0)), "0o")))
	}
	return vm.IntValue(int32(syscall.Umask(int(mask.Float()) & 0o777)))
}

// processCPUUsage is cpuUsage ( previous )
func processCPUUsage(c *vm.Call) vm.Value {
	var ru syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &ru); err != nil {
		throwSystem(c.VM, err, "uv_getrusage", "")
	}
	micros := func(t syscall.Timeval) float64 { return float64(t.Sec)*1e6 + float64(t.Usec) }
	user, system := micros(ru.Utime), micros(ru.Stime)
	if p := c.Arg(0); p.IsObject() {
		user -= c.ToNumber(c.Get(c.Obj(p), c.Key("user"))).Float()
		system -= c.ToNumber(c.Get(c.Obj(p), c.Key("system"))).Float()
	}
	o := c.NewObject()
	c.CreateDataProperty(o, c.Key("user"), vm.NumberValue(user))
	c.CreateDataProperty(o, c.Key("system"), vm.NumberValue(system))
	return c.ObjectValue(o)
}

// processIdentity is identity ( name ): getuid and its like.
func processIdentity(c *vm.Call) vm.Value {
	n := 0
	switch c.ToGoString(c.Arg(0)) {
	case "getuid":
		n = os.Getuid()
	case "geteuid":
		n = os.Geteuid()
	case "getgid":
		n = os.Getgid()
	case "getegid":
		n = os.Getegid()
	}
	return vm.IntValue(int32(n))
}

// processThreadCPUUsage is threadCpuUsage ( ). Go moves goroutines between
// threads: it is the process's.
func processThreadCPUUsage(c *vm.Call) vm.Value { return processCPUUsage(c) }

// processResourceUsage is resourceUsage ( ).
func processResourceUsage(c *vm.Call) vm.Value {
	var ru syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &ru); err != nil {
		throwSystem(c.VM, err, "uv_getrusage", "")
	}
	o := c.NewObject()
	set := func(key string, n float64) { c.CreateDataProperty(o, c.Key(key), vm.NumberValue(n)) }
	maxRSS := float64(ru.Maxrss)
	if runtime.GOOS == "darwin" {
		maxRSS /= 1024 // bytes there
	}
	set("userCPUTime", float64(ru.Utime.Sec)*1e6+float64(ru.Utime.Usec))
	set("systemCPUTime", float64(ru.Stime.Sec)*1e6+float64(ru.Stime.Usec))
	set("maxRSS", maxRSS)
	set("sharedMemorySize", float64(ru.Ixrss))
	set("unsharedDataSize", float64(ru.Idrss))
	set("unsharedStackSize", float64(ru.Isrss))
	set("minorPageFault", float64(ru.Minflt))
	set("majorPageFault", float64(ru.Majflt))
	set("swappedOut", float64(ru.Nswap))
	set("fsRead", float64(ru.Inblock))
	set("fsWrite", float64(ru.Oublock))
	set("ipcSent", float64(ru.Msgsnd))
	set("ipcReceived", float64(ru.Msgrcv))
	set("signalsCount", float64(ru.Nsignals))
	set("voluntaryContextSwitches", float64(ru.Nvcsw))
	set("involuntaryContextSwitches", float64(ru.Nivcsw))
	return c.ObjectValue(o)
}

// processGetgroups is getgroups ( ): the groups of the process, the effective one among them.
func processGetgroups(c *vm.Call) vm.Value {
	groups, err := os.Getgroups()
	if err != nil {
		throwSystem(c.VM, err, "getgroups", "")
	}
	a, seen := c.NewArray(0), false
	for _, g := range groups {
		c.ArrayPush(a, vm.IntValue(int32(g)))
		seen = seen || g == os.Getegid()
	}
	if !seen {
		c.ArrayPush(a, vm.IntValue(int32(os.Getegid())))
	}
	return c.ObjectValue(a)
}

// userID and groupID are the numbers of users and groups given by number or name.
func userID(c *vm.Call, v vm.Value) (int, bool) {
	if v.IsNumber() {
		return int(v.Float()), true
	}
	u, err := user.Lookup(c.ToGoString(v))
	if err != nil {
		return 0, false
	}
	id, err := strconv.Atoi(u.Uid)
	return id, err == nil
}

func groupID(c *vm.Call, v vm.Value) (int, bool) {
	if v.IsNumber() {
		return int(v.Float()), true
	}
	g, err := user.LookupGroup(c.ToGoString(v))
	if err != nil {
		return 0, false
	}
	id, err := strconv.Atoi(g.Gid)
	return id, err == nil
}

// processSetIdentity is setIdentity ( call, id ): 0, 1 where nobody has that name, or
// libuv's number of the error.
func processSetIdentity(c *vm.Call) vm.Value {
	call := c.ToGoString(c.Arg(0))
	find := userID
	if strings.HasSuffix(call, "gid") {
		find = groupID
	}
	id, ok := find(c, c.Arg(1))
	if !ok {
		return vm.IntValue(1)
	}
	var err error
	switch call {
	case "setuid":
		err = syscall.Setuid(id)
	case "seteuid":
		err = syscall.Setreuid(-1, id)
	case "setgid":
		err = syscall.Setgid(id)
	default:
		err = syscall.Setregid(-1, id)
	}
	return identityStatus(err)
}

func identityStatus(err error) vm.Value {
	if err != nil {
		return vm.IntValue(int32(errnoOf(err)))
	}
	return vm.IntValue(0)
}

// processSetgroups is setgroups ( groups ): 0, the number of the first group that
// nobody knows counted from 1, or libuv's number of the error.
func processSetgroups(c *vm.Call) vm.Value {
	o := c.Obj(c.Arg(0))
	var ids []int
	for i := range c.LengthOfArrayLike(o) {
		id, ok := groupID(c, c.Get(o, vm.IndexKey(uint32(i))))
		if !ok {
			return vm.IntValue(int32(i + 1))
		}
		ids = append(ids, id)
	}
	return identityStatus(syscall.Setgroups(ids))
}

// processInitgroups is initgroups ( user, group ): 0, 1 or 2 for what nobody knows,
// or libuv's number of the error.
func processInitgroups(c *vm.Call) vm.Value {
	group, ok := groupID(c, c.Arg(1))
	if !ok {
		return vm.IntValue(2)
	}
	var u *user.User
	var err error
	if v := c.Arg(0); v.IsNumber() {
		u, err = user.LookupId(strconv.Itoa(int(v.Float())))
	} else {
		u, err = user.Lookup(c.ToGoString(v))
	}
	if err != nil {
		return vm.IntValue(1)
	}
	texts, err := u.GroupIds()
	if err != nil {
		return identityStatus(err)
	}
	ids := []int{group}
	for _, t := range texts {
		if id, err := strconv.Atoi(t); err == nil && id != group {
			ids = append(ids, id)
		}
	}
	return identityStatus(syscall.Setgroups(ids))
}

// signalName is what a signal is called: SIGTERM.
func signalName(signum int) string { return unix.SignalName(syscall.Signal(signum)) }
