package node

import (
	"time"

	"gojs/vm"
)

func init() {
	declareBinding("performance",
		fn("now", 0, func(c *vm.Call) vm.Value { return vm.NumberValue(sinceOrigin()) }),
		fn("timeOrigin", 0, func(c *vm.Call) vm.Value { return vm.NumberValue(float64(processStart.UnixNano()) / 1e6) }),
	)
}

// sinceOrigin is performance.now() of the process, in milliseconds.
func sinceOrigin() float64 { return float64(time.Since(processStart)) / 1e6 }
