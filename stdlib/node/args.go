package node

import (
	"gojs/stdlib/es"
	"gojs/vm"
)

// throwArgType is ERR_INVALID_ARG_TYPE: want is how the type is named, such as
// "of type function" or "an instance of Buffer".
func throwArgType(m *vm.VM, name, want string, got vm.Value) {
	throwCoded(m, "TypeError", "ERR_INVALID_ARG_TYPE", "The \""+name+"\" argument must be "+want+"."+received(m, got))
}

// received is how Node's messages name a value that was not wanted.
func received(m *vm.VM, v vm.Value) string {
	switch {
	case v.IsNullish():
		return " Received " + m.Display(v)
	case m.IsCallable(v):
		if name := m.Get(m.Obj(v), m.K(kName)); name.IsString() && m.StringLength(name) > 0 {
			return " Received function " + m.GoString(name)
		}
		return " Received function "
	case v.IsObject():
		if c := m.Get(m.Obj(v), m.Key("constructor")); c.IsObject() {
			if name := m.Get(m.Obj(c), m.K(kName)); name.IsString() && m.StringLength(name) > 0 {
				return " Received an instance of " + m.GoString(name)
			}
		}
		o := es.DefaultInspect()
		o.Depth = -1
		return " Received " + es.Inspect(m, v, o)
	}
	text := es.Inspect(m, v, es.DefaultInspect())
	const most = 28
	if r := []rune(text); len(r) > most {
		text = string(r[:25]) + "..."
		if v.IsString() {
			text = string(r[:26]) + "..."
		}
	}
	return " Received type " + m.GoString(m.TypeOf(v)) + " (" + text + ")"
}

// stringArg is argument i, which must be a string.
func stringArg(c *vm.Call, i int, name string) string {
	if v := c.Arg(i); !v.IsString() {
		throwArgType(c.VM, name, "of type string", v)
	}
	return c.GoString(c.Arg(i))
}
