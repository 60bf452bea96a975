package node

import "gojs/vm"

// The binding of the command line's options, which modules ask for by name.

func init() {
	declareBinding("options",
		fn("get", 1, optionsGet),
		fn("list", 1, optionsList),
	)
}

// Flag reports whether a switch is on; def is what it is where nobody said.
func (s *System) Flag(name string, def bool) bool {
	if v := s.o.Flags[name]; len(v) > 0 {
		return v[len(v)-1] != "false"
	}
	return def
}

// optionsGet is get ( name ): true or false of a switch, the last value of
// another option, undefined where it was not given.
func optionsGet(c *vm.Call) vm.Value {
	v := Of(c.VM).o.Flags[c.ToGoString(c.Arg(0))]
	if len(v) == 0 {
		return vm.Undefined
	}
	switch last := v[len(v)-1]; last {
	case "true":
		return vm.True
	case "false":
		return vm.False
	default:
		return c.NewString(last)
	}
}

// optionsList is list ( name ): all values of an option.
func optionsList(c *vm.Call) vm.Value {
	a := c.NewArray(0)
	for _, v := range Of(c.VM).o.Flags[c.ToGoString(c.Arg(0))] {
		c.ArrayPush(a, c.NewString(v))
	}
	return c.ObjectValue(a)
}
