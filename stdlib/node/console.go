package node

import (
	"gojs/stdlib/es"
	"gojs/vm"
)

// The global console is made by package es and writes to the outputs. What a
// program changes of it, its streams above all, is internal/console's: from then
// on that is asked.

func init() {
	declareBinding("console",
		fn("table", 2, func(c *vm.Call) vm.Value {
			if text, ok := es.TableText(c); ok {
				return c.NewString(text)
			}
			return vm.Undefined
		}),
		fn("duration", 1, func(c *vm.Call) vm.Value { return c.NewString(es.DurationText(c.Arg(0).Float())) }),
		fn("times", 0, consoleTimes),
		fn("redirect", 2, consoleRedirect),
		fn("watch", 1, consoleWatch),
	)
}

// consoleRedirect is redirect ( toErr, write ): what the console writes is write's from now on.
func consoleRedirect(c *vm.Call) vm.Value {
	Of(c.VM).keep(consoleKey(c.Arg(0) == vm.True), c.Arg(1))
	return vm.Undefined
}

// consoleWatch is watch ( publish ): publish ( method, args ) is called for what the console is given.
func consoleWatch(c *vm.Call) vm.Value {
	Of(c.VM).keep("console.watch", c.Arg(0))
	return vm.Undefined
}

func consoleKey(toErr bool) string {
	if toErr {
		return "console.stderr"
	}
	return "console.stdout"
}

// hookConsole joins the console to the modules.
func (s *System) hookConsole() {
	es.SetConsoleHooks(s.vm, &es.ConsoleHooks{
		Write: func(text string, toErr bool) bool {
			f := s.keptValue(consoleKey(toErr))
			if f == vm.Undefined {
				return false
			}
			s.vm.Call(f, vm.Undefined, s.vm.NewString(text))
			return true
		},
		Clear: func() {
			m := s.vm
			m.Call(m.Get(m.Obj(s.Builtin("internal/console")), m.Key("clear")), vm.Undefined)
		},
		Warn: func(text string) bool {
			s.emitWarning(text, "Warning")
			return true
		},
		Published: func(method string, args []vm.Value) {
			if f := s.keptValue("console.watch"); f != vm.Undefined {
				s.vm.Call(f, vm.Undefined, s.vm.NewString(method), s.vm.ObjectValue(s.vm.NewArrayOf(args...)))
			}
		},
		Property: func(name string) vm.Value {
			m := s.vm
			return m.Call(m.Get(m.Obj(s.Builtin("internal/console")), m.Key("property")), vm.Undefined, m.NewString(name))
		},
		SetProperty: func(name string, v vm.Value) {
			m := s.vm
			m.Call(m.Get(m.Obj(s.Builtin("internal/console")), m.Key("setProperty")), vm.Undefined, m.NewString(name), v)
		},
	})
}

// consoleTimes is times ( ): a list of [label, start].
func consoleTimes(c *vm.Call) vm.Value {
	a := c.NewArray(0)
	es.ConsoleTimes(c.VM, func(label string, start float64) {
		c.ArrayPush(a, c.ObjectValue(c.NewArrayOf(c.NewString(label), vm.NumberValue(start))))
	})
	return c.ObjectValue(a)
}
