package node

import (
	"gojs/loop"
	"gojs/vm"
)

// The binding signal_wrap: Signal objects, which call onsignal ( number ).

type signalHandle struct {
	handle
	signal *loop.Signal
}

var signalClass *class

func init() {
	signalClass = declareClass("Signal", newSignal, nil, append([]vm.Spec{
		fn("start", 1, signalStart),
		fn("stop", 0, signalStop),
	}, handleMethods...)...)
	declareBinding("signal_wrap", signalClass.spec("Signal"))
}

var kOnsignal = vm.NewKeyID("onsignal")

// newSignal is new Signal ( )
func newSignal(c *vm.Call) vm.Value {
	s, h := Of(c.VM), &signalHandle{}
	h.signal = s.host.Loop().NewSignal(func(signum int) {
		h.callback(func(m *vm.VM, this *vm.Object) {
			if f := m.Get(this, m.K(kOnsignal)); m.IsCallable(f) {
				m.Call(f, m.ObjectValue(this), vm.IntValue(int32(signum)))
			}
		})
	})
	return s.newHandleObject(c, signalClass.prototype, &h.handle, h, h.signal)
}

// signalStart is start ( number )
func signalStart(c *vm.Call) vm.Value {
	return status(thisPart[*signalHandle](c).signal.Start(int(c.ToInt32(c.Arg(0)))))
}

// signalStop is stop ( )
func signalStop(c *vm.Call) vm.Value {
	thisPart[*signalHandle](c).signal.Stop()
	return vm.IntValue(0)
}
