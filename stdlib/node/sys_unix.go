//go:build unix

package node

import (
	"os"
	"strings"
	"syscall"

	"gojs/vm"
)

// signals are the numbers of the signals that programs name.
var signals = map[string]syscall.Signal{
	"SIGHUP": syscall.SIGHUP, "SIGINT": syscall.SIGINT, "SIGQUIT": syscall.SIGQUIT, "SIGKILL": syscall.SIGKILL,
	"SIGUSR1": syscall.SIGUSR1, "SIGUSR2": syscall.SIGUSR2, "SIGTERM": syscall.SIGTERM, "SIGCONT": syscall.SIGCONT,
	"SIGSTOP": syscall.SIGSTOP, "SIGPIPE": syscall.SIGPIPE, "SIGALRM": syscall.SIGALRM, "SIGABRT": syscall.SIGABRT,
}

// processKill is kill ( pid, signal )
func processKill(c *vm.Call) vm.Value {
	pid := int(c.ToInt32(c.Arg(0)))
	sig := syscall.Signal(0)
	if v := c.Arg(1); v.IsNumber() {
		sig = syscall.Signal(c.ToInt32(v))
	} else if n, ok := signals[c.ToGoString(v)]; ok {
		sig = n
	} else {
		throwCoded(c.VM, "TypeError", "ERR_UNKNOWN_SIGNAL", "Unknown signal: "+c.ToGoString(v))
	}
	if err := syscall.Kill(pid, sig); err != nil {
		throwSystem(c.VM, err, "kill", "")
	}
	return vm.Undefined
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
