package node

import (
	"gojs/loop"
	"gojs/vm"
)

// The binding uv: libuv's numbers of errors, UV_ENOENT and the like, and what
// they are called.

func init() {
	declareBinding("uv",
		fn("errname", 1, func(c *vm.Call) vm.Value { return c.NewString(loop.Errno(c.ToInt32(c.Arg(0))).Name()) }),
		fn("errmessage", 1, func(c *vm.Call) vm.Value { return c.NewString(loop.Errno(c.ToInt32(c.Arg(0))).Message()) }),
		fn("errnos", 0, uvErrnos),
	)
}

// uvErrnos is errnos ( ): a list of [number, name, message].
func uvErrnos(c *vm.Call) vm.Value {
	all := c.NewArray(0)
	loop.Errnos(func(e loop.Errno, name, message string) {
		one := c.NewArrayOf(vm.IntValue(int32(e)), c.NewString(name), c.NewString(message))
		c.ArrayPush(all, c.ObjectValue(one))
	})
	return c.ObjectValue(all)
}
