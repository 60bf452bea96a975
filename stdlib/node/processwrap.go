package node

import (
	"gojs/loop"
	"gojs/vm"
)

// The binding process_wrap: Process objects, which are children. onexit ( status,
// signal ) is called at the end, with the signal's name or "".

type processHandle struct {
	handle
	process *loop.Process // nil before spawn
}

var processClass *class

func init() {
	processClass = declareClass("Process", newProcess, nil, append([]vm.Spec{
		fn("spawn", 1, processSpawn),
		fn("kill", 1, processHandleKill),
	}, handleMethods...)...)
	declareBinding("process_wrap", processClass.spec("Process"))
}

var (
	kOnexit = vm.NewKeyID("onexit")
	kPid    = vm.NewKeyID("pid")
)

// newProcess is new Process ( )
func newProcess(c *vm.Call) vm.Value {
	h := &processHandle{}
	h.process = Of(c.VM).host.Loop().NewProcess()
	return Of(c.VM).newHandleObject(c, processClass.prototype, &h.handle, h, h.process)
}

// processSpawn is spawn ( options ): 0, or the number of an error.
func processSpawn(c *vm.Call) vm.Value {
	s, h := Of(c.VM), thisPart[*processHandle](c)
	if h.closed() || !c.Arg(0).IsObject() || h.process.PID() != 0 {
		return status(loop.EINVAL)
	}
	o := c.Obj(c.Arg(0))
	opts := s.spawnOptions(c, o)
	var err error
	opts.Stdio, err = stdioOption(c, o, func(kind string, d *vm.Object) (loop.Stdio, error) {
		switch kind {
		case "ignore":
			return loop.Stdio{}, nil
		case "pipe", "overlapped":
			if p, ok := c.HostData(c.Get(d, c.Key("handle"))).(*pipeHandle); ok && !p.closed() {
				return loop.Stdio{Kind: loop.StdioPipe, Pipe: p.pipe}, nil
			}
			return loop.Stdio{}, loop.EINVAL
		case "wrap":
			if w, ok := c.HostData(c.Get(d, c.Key("handle"))).(handleHolder); ok && !w.base().closed() {
				if f, ok := w.base().loop.(interface{ FD() int }); ok {
					return loop.Stdio{Kind: loop.StdioInherit, FD: f.FD()}, nil
				}
			}
			return loop.Stdio{}, loop.EINVAL
		}
		return stdioFD(c, d), nil
	})
	if err != nil {
		return status(err)
	}
	opts.KeepPipes = true
	s.prepareSpawn()
	err = h.process.Start(opts, func(code int64, signum int) {
		h.callback(func(m *vm.VM, this *vm.Object) {
			if f := m.Get(this, m.K(kOnexit)); m.IsCallable(f) {
				name := m.NewString("")
				if signum != 0 {
					name = signalValue(m, signum)
				}
				m.Call(f, m.ObjectValue(this), vm.NumberValue(float64(code)), name)
			}
		})
	})
	if err != nil {
		return status(err)
	}
	c.CreateDataProperty(c.Obj(c.This()), c.K(kPid), vm.IntValue(int32(h.process.PID())))
	return vm.IntValue(0)
}

// processHandleKill is kill ( signal )
func processHandleKill(c *vm.Call) vm.Value {
	h := thisPart[*processHandle](c)
	if h.closed() || h.process.PID() == 0 {
		return status(loop.ESRCH)
	}
	return status(h.process.Kill(int(c.ToInt32(c.Arg(0)))))
}
