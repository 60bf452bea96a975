package node

import (
	"path/filepath"
	"runtime"
	"strings"

	"gojs/vm"
)

func init() {
	declareBinding("path",
		fn("dirname", 1, pathDirname),
		fn("isAbsolute", 1, func(c *vm.Call) vm.Value { return vm.BoolValue(filepath.IsAbs(c.ToGoString(c.Arg(0)))) }),
	)
}

// pathDirname is path.dirname for names that are strings.
func pathDirname(c *vm.Call) vm.Value {
	name := c.ToGoString(c.Arg(0))
	if runtime.GOOS == "windows" {
		return c.NewString(filepath.Dir(name))
	}
	trimmed := strings.TrimRight(name, "/")
	switch i := strings.LastIndexByte(trimmed, '/'); {
	case trimmed == "" && name != "":
		return c.NewString("/")
	case i < 0:
		return c.NewString(".")
	case i == 0:
		return c.NewString("/")
	default:
		return c.NewString(trimmed[:i])
	}
}
