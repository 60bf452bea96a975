package node

import (
	"os"
	"syscall"

	"gojs/vm"
)

// processKill is kill ( pid, signal ): every signal ends the process, 0 tests it.
func processKill(c *vm.Call) vm.Value {
	p, err := os.FindProcess(int(c.ToInt32(c.Arg(0))))
	if err == nil && c.Arg(1) != vm.IntValue(0) {
		err = p.Kill()
	}
	if err != nil {
		throwSystem(c.VM, err, "kill", "")
	}
	return vm.Undefined
}

func processUmask(*vm.Call) vm.Value { return vm.IntValue(0) }

// processCPUUsage is cpuUsage ( previous )
func processCPUUsage(c *vm.Call) vm.Value {
	var created, exited, kernel, user syscall.Filetime
	h, err := syscall.GetCurrentProcess()
	if err == nil {
		err = syscall.GetProcessTimes(h, &created, &exited, &kernel, &user)
	}
	if err != nil {
		throwSystem(c.VM, err, "uv_getrusage", "")
	}
	micros := func(t syscall.Filetime) float64 {
		return (float64(t.HighDateTime)*(1<<32) + float64(t.LowDateTime)) / 10
	}
	o := c.NewObject()
	c.CreateDataProperty(o, c.Key("user"), vm.NumberValue(micros(user)))
	c.CreateDataProperty(o, c.Key("system"), vm.NumberValue(micros(kernel)))
	return c.ObjectValue(o)
}

func processIdentity(*vm.Call) vm.Value { return vm.IntValue(0) }

func processAbort(*vm.Call) vm.Value {
	os.Exit(134)
	return vm.Undefined
}

func unavailable(c *vm.Call) vm.Value {
	throwCoded(c.VM, "TypeError", "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "The feature is unavailable on the current platform, which is being used to run Node.js")
	return vm.Undefined
}

var (
	processExecve, processGetgroups, processSetgroups = unavailable, unavailable, unavailable
	processInitgroups, processSetIdentity             = unavailable, unavailable
)

func processThreadCPUUsage(c *vm.Call) vm.Value { return processCPUUsage(c) }
func processResourceUsage(c *vm.Call) vm.Value  { return processCPUUsage(c) }

// signalName is what a signal is called: those that kill takes.
func signalName(signum int) string {
	switch signum {
	case 2:
		return "SIGINT"
	case 3:
		return "SIGQUIT"
	case 9:
		return "SIGKILL"
	case 15:
		return "SIGTERM"
	}
	return ""
}
