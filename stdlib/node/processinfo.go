package node

import (
	"bufio"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"gojs/vm"
)

// What process tells of itself and of the machine.

// processExecArgv is the options before the program.
func processExecArgv(c *vm.Call) vm.Value {
	a := c.NewArray(0)
	for _, arg := range Of(c.VM).o.ExecArgv {
		c.ArrayPush(a, nativeString(c.VM, arg))
	}
	return c.ObjectValue(a)
}

// processEnvironment is environment ( name ): a variable as the program was started with it.
func processEnvironment(c *vm.Call) vm.Value {
	name := c.ToGoString(c.Arg(0))
	list := Of(c.VM).o.Env
	if list == nil {
		if v, ok := os.LookupEnv(name); ok {
			return c.NewString(v)
		}
		return vm.Undefined
	}
	for _, line := range list {
		if v, ok := strings.CutPrefix(line, name+"="); ok {
			return c.NewString(v)
		}
	}
	return vm.Undefined
}

// commFile is where Linux keeps the name of the process.
const commFile = "/proc/self/comm"

// processTitle is the title of the process at its start: the command.
func processTitle(c *vm.Call) vm.Value { return nativeString(c.VM, filepath.Base(os.Args[0])) }

// processSetTitle is setTitle ( title ): what ps shows, where the system lets a
// program say.
func processSetTitle(c *vm.Call) vm.Value {
	if f, err := os.OpenFile(commFile, os.O_WRONLY, 0); err == nil {
		_, _ = f.WriteString(c.ToGoString(c.Arg(0))) // the system cuts it at 15 bytes
		_ = f.Close()
	}
	return vm.Undefined
}

// constrainedMemory is the limit of the control group in bytes, 0 where there is none.
func constrainedMemory() float64 {
	for _, file := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		if data, err := os.ReadFile(file); err == nil {
			if n, err := strconv.ParseUint(strings.TrimSpace(string(data)), 10, 64); err == nil {
				return float64(n)
			}
		}
	}
	return 0
}

// availableMemory is the memory in bytes that the process can still get.
func availableMemory() float64 {
	free := float64(0)
	if f, err := os.Open("/proc/meminfo"); err == nil {
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if rest, ok := strings.CutPrefix(lines.Text(), "MemAvailable:"); ok {
				n, _ := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 64)
				free = n * 1024
			}
		}
	}
	if limit := constrainedMemory(); limit > 0 && limit-float64(residentSize()) < free {
		return max(limit-float64(residentSize()), 0)
	}
	return free
}

// processActiveResources is activeResources ( ): the names of what keeps the loop alive.
func processActiveResources(c *vm.Call) vm.Value {
	s := Of(c.VM)
	a := c.NewArray(0)
	for _, h := range s.handles.order {
		if name := h.resource(c.VM); name != "" {
			c.ArrayPush(a, c.NewString(name))
		}
	}
	for range s.timers.alive {
		c.ArrayPush(a, c.NewString("Timeout"))
	}
	for range s.timers.immed.alive {
		c.ArrayPush(a, c.NewString("Immediate"))
	}
	return c.ObjectValue(a)
}

var kOwner = vm.NewKeyID("owner")

// processActiveHandles is activeHandles ( ): the objects whose handles keep the
// loop alive, the handles themselves where they have no owner.
func processActiveHandles(c *vm.Call) vm.Value {
	s := Of(c.VM)
	a := c.NewArray(0)
	for _, h := range s.handles.order {
		if h.resource(c.VM) == "" {
			continue
		}
		v := vm.Value(h.self.Get())
		if owner := c.Get(c.Obj(v), c.K(kOwner)); owner.IsObject() {
			v = owner
		}
		c.ArrayPush(a, v)
	}
	return c.ObjectValue(a)
}

// handleSet are the handles that have objects, in the order of their making.
type handleSet struct{ order []*handle }

func (l *handleSet) add(h *handle) { l.order = append(l.order, h) }

func (l *handleSet) remove(h *handle) {
	for i := len(l.order) - 1; i >= 0; i-- {
		if l.order[i] == h {
			l.order = append(l.order[:i], l.order[i+1:]...)
			return
		}
	}
}

// resource is what the handle is called among the active resources, "" where it
// does not keep the loop alive.
func (h *handle) resource(m *vm.VM) string {
	if h.closed() || !h.loop.Active() || !h.loop.HasRef() || h.loop.Closing() {
		return ""
	}
	name := m.ConstructorName(m.Obj(vm.Value(h.self.Get())))
	switch name {
	case "TCP", "Pipe":
		return name + "SocketWrap"
	}
	return name + "Wrap"
}
