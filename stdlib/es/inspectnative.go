package es

import (
	"math"

	"gojs/vm"
)

// The functions inspect and format for programs (util.inspect and util.format).

var inspectSpec = vm.Spec{Key: "inspect", Name: "inspect", Len: 2}

func init() { inspectSpec.Fn = inspectFunction }

// InspectFunction is util.inspect as a function object of the current realm.
func InspectFunction(m *vm.VM) *vm.Object { return m.NewNative(&inspectSpec) }

// inspect ( value [ , options ] ), with the legacy ( value, showHidden, depth, colors )
func inspectFunction(c *vm.Call) vm.Value {
	o := DefaultInspect()
	switch v := c.Arg(1); {
	case v.IsBoolean():
		o.ShowHidden = v == vm.True
		if d := c.Arg(2); !d.IsUndefined() {
			o.Depth = inspectLimit(c.VM, d)
		}
		o.Colors = c.VM.ToBoolean(c.Arg(3))
	case v.IsObject():
		readInspectOptions(c.VM, c.Obj(v), &o)
	}
	return c.NewString(Inspect(c.VM, c.Arg(0), o))
}

// inspectLimit is an option that is a number; null and Infinity are without limit.
func inspectLimit(m *vm.VM, v vm.Value) int {
	if v.IsNull() {
		return InspectAll
	}
	f := m.ToIntegerOrInfinity(v)
	return int(math.Min(math.Max(f, -1), InspectAll))
}

// inspectOption is a line of the table of util.inspect's options.
type inspectOption struct {
	key   vm.KeyID
	flag  func(o *InspectOptions) *bool
	limit func(o *InspectOptions) *int
}

var inspectOptions = []inspectOption{
	{key: vm.NewKeyID("showHidden"), flag: func(o *InspectOptions) *bool { return &o.ShowHidden }},
	{key: vm.NewKeyID("depth"), limit: func(o *InspectOptions) *int { return &o.Depth }},
	{key: vm.NewKeyID("showProxy"), flag: func(o *InspectOptions) *bool { return &o.ShowProxy }},
	{key: vm.NewKeyID("maxArrayLength"), limit: func(o *InspectOptions) *int { return &o.MaxArrayLength }},
	{key: vm.NewKeyID("maxStringLength"), limit: func(o *InspectOptions) *int { return &o.MaxStringLength }},
	{key: vm.NewKeyID("breakLength"), limit: func(o *InspectOptions) *int { return &o.BreakLength }},
	{key: vm.NewKeyID("compact"), limit: func(o *InspectOptions) *int { return &o.Compact }},
	{key: vm.NewKeyID("sorted"), flag: func(o *InspectOptions) *bool { return &o.Sorted }},
	{key: vm.NewKeyID("getters"), flag: func(o *InspectOptions) *bool { return &o.Getters }},
	{key: vm.NewKeyID("colors"), flag: func(o *InspectOptions) *bool { return &o.Colors }},
}

var kCustomInspect = vm.NewKeyID("customInspect")

// readInspectOptions changes o as the options object says.
func readInspectOptions(m *vm.VM, options *vm.Object, o *InspectOptions) {
	for _, line := range inspectOptions {
		v := m.Get(options, m.K(line.key))
		switch {
		case v.IsUndefined():
		case line.flag != nil:
			*line.flag(o) = m.ToBoolean(v)
		case v.IsBoolean(): // compact: true is not supported, false is 0
			if v == vm.False {
				*line.limit(o) = 0
			}
		default:
			*line.limit(o) = inspectLimit(m, v)
		}
	}
	if v := m.Get(options, m.K(kCustomInspect)); !v.IsUndefined() {
		o.NoCustom = !m.ToBoolean(v)
	}
}

// stylizeSpec and colorSpec are the stylize functions in the options, without
// colours and with them.
var (
	stylizeSpec = vm.Spec{Key: "stylize", Name: "stylizeNoColor", Len: 1, Fn: func(c *vm.Call) vm.Value { return c.Arg(0) }}
	colorSpec   = vm.Spec{Key: "stylize", Name: "stylizeWithColor", Len: 2, Fn: stylizeWithColor}
)

// stylizeWithColor ( str, styleType )
func stylizeWithColor(c *vm.Call) vm.Value {
	s, ok := stylesByName[c.Display(c.Arg(1))]
	if !ok {
		return c.Arg(0)
	}
	p := inspector{m: c.VM, o: InspectOptions{Colors: true}}
	return c.NewString(p.paint(s, p.text(c.Arg(0))))
}

// optionsObject is getUserOptions: what custom inspection functions get.
func (p *inspector) optionsObject() vm.Value {
	m, options := p.m, p.o // a copy: the table's functions make what they are given escape
	o := m.NewObject()
	stylize := &stylizeSpec
	if options.Colors {
		stylize = &colorSpec
	}
	m.CreateDataProperty(o, m.Key("stylize"), m.ObjectValue(m.NewNative(stylize)))
	for _, line := range inspectOptions {
		v := vm.Value(vm.Undefined)
		if line.flag != nil {
			v = vm.BoolValue(*line.flag(&options))
		} else if n := *line.limit(&options); n >= InspectAll {
			v = vm.NumberValue(math.Inf(1))
		} else {
			v = vm.IntValue(int32(n))
		}
		m.CreateDataProperty(o, m.K(line.key), v)
	}
	m.CreateDataProperty(o, m.K(kCustomInspect), vm.BoolValue(!p.o.NoCustom))
	return m.ObjectValue(o)
}
