package es

import (
	"math"

	"gojs/gc"
	"gojs/vm"
)

// The functions inspect and format for programs (util.inspect and util.format).

var inspectSpec = vm.Spec{Key: "inspect", Name: "inspect", Len: 2}

func init() { inspectSpec.Fn = inspectFunction }

// inspectState is what a VM remembers of util.inspect.
type inspectState struct {
	function *gc.Root // inspect itself, the same wherever programs get it; its styles and colors count
	styled   bool     // programs can reach styles and colors
	defaults *InspectOptions
}

var inspectStateID = vm.NewDataID()

func inspectStateOf(m *vm.VM) *inspectState {
	s, ok := m.LibraryData(inspectStateID).(*inspectState)
	if !ok {
		s = &inspectState{}
		m.SetLibraryData(inspectStateID, s)
	}
	return s
}

// InspectFunction is util.inspect as a function object.
func InspectFunction(m *vm.VM) *vm.Object {
	s := inspectStateOf(m)
	if s.function == nil {
		s.function = m.Heap().NewRoot(gc.Word(m.ObjectValue(m.NewNative(&inspectSpec))))
	}
	return m.Obj(vm.Value(s.function.Get()))
}

// UseInspectStyles makes the properties styles and colors of util.inspect count.
func UseInspectStyles(m *vm.VM) { inspectStateOf(m).styled = true }

// SetInspectDefaults makes the options of an object those that hold where nobody
// says otherwise.
func SetInspectDefaults(m *vm.VM, options *vm.Object) {
	o := standardInspect
	readInspectOptions(m, options, &o)
	inspectStateOf(m).defaults = &o
}

// ReadInspectOptions are the defaults with what an object says of them.
func ReadInspectOptions(m *vm.VM, options *vm.Object) InspectOptions {
	o := InspectDefaults(m)
	readInspectOptions(m, options, &o)
	return o
}

// InspectDefaults are the options that hold where nobody says otherwise.
func InspectDefaults(m *vm.VM) InspectOptions {
	if s, ok := m.LibraryData(inspectStateID).(*inspectState); ok && s.defaults != nil {
		return *s.defaults
	}
	return standardInspect
}

// inspect ( value [ , options ] ), with the legacy ( value, showHidden, depth, colors )
func inspectFunction(c *vm.Call) vm.Value {
	o, sort := InspectDefaults(c.VM), vm.Value(vm.Undefined)
	switch v := c.Arg(1); {
	case v.IsBoolean():
		o.ShowHidden = v == vm.True
		if d := c.Arg(2); !d.IsUndefined() {
			o.Depth, o.DepthNull = inspectLimit(c.VM, d), d.IsNull()
		}
		o.Colors = c.VM.ToBoolean(c.Arg(3))
	case v.IsObject():
		readInspectOptions(c.VM, c.Obj(v), &o)
		if f := c.Get(c.Obj(v), c.K(kSorted)); c.IsCallable(f) {
			sort = f
		}
	}
	return c.NewString(inspectSorted(c.VM, c.Arg(0), o, sort))
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
	{key: kDepth, limit: func(o *InspectOptions) *int { return &o.Depth }},
	{key: vm.NewKeyID("colors"), flag: func(o *InspectOptions) *bool { return &o.Colors }},
	{key: kCustomInspect, flag: func(o *InspectOptions) *bool { return &o.NoCustom }},
	{key: vm.NewKeyID("showProxy"), flag: func(o *InspectOptions) *bool { return &o.ShowProxy }},
	{key: vm.NewKeyID("maxArrayLength"), limit: func(o *InspectOptions) *int { return &o.MaxArrayLength }},
	{key: vm.NewKeyID("maxStringLength"), limit: func(o *InspectOptions) *int { return &o.MaxStringLength }},
	{key: vm.NewKeyID("breakLength"), limit: func(o *InspectOptions) *int { return &o.BreakLength }},
	{key: kCompact, limit: func(o *InspectOptions) *int { return &o.Compact }},
	{key: kSorted, flag: func(o *InspectOptions) *bool { return &o.Sorted }},
	{key: kGetters, flag: func(o *InspectOptions) *bool { return &o.Getters }},
	{key: vm.NewKeyID("numericSeparator"), flag: func(o *InspectOptions) *bool { return &o.NumericSeparator }},
}

var (
	kCompact = vm.NewKeyID("compact")
	kDepth   = vm.NewKeyID("depth")
	kSorted  = vm.NewKeyID("sorted")
	kGetters = vm.NewKeyID("getters")
)

var kCustomInspect = vm.NewKeyID("customInspect")

// readInspectOptions changes o as the options object says.
func readInspectOptions(m *vm.VM, options *vm.Object, o *InspectOptions) {
	for _, line := range inspectOptions {
		v := m.Get(options, m.K(line.key))
		switch {
		case v.IsUndefined():
		case line.key == kGetters:
			o.Getters, o.GettersKind = m.ToBoolean(v), ""
			if v.IsString() {
				o.GettersKind = m.GoString(v)
			}
		case line.key == kSorted:
			o.Sorted = m.ToBoolean(v)
		case line.key == kCustomInspect:
			o.NoCustom = !m.ToBoolean(v)
		case line.flag != nil:
			*line.flag(o) = m.ToBoolean(v)
		case v.IsBoolean(): // compact
			*line.limit(o) = 0
			if v == vm.True {
				*line.limit(o) = CompactTrue
			}
		default:
			*line.limit(o) = inspectLimit(m, v)
			if line.key == kDepth {
				o.DepthNull = v.IsNull()
			}
		}
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
	text := goText(c, c.Arg(0))
	s, ok := stylesByName[c.Display(c.Arg(1))]
	if !ok {
		return c.NewString(text)
	}
	return c.NewString(stylize(c.VM, s, text))
}

// limitValue is a limit as programs see it.
func limitValue(n int) vm.Value {
	if n >= InspectAll {
		return vm.NumberValue(math.Inf(1))
	}
	return vm.IntValue(int32(n))
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
		switch {
		case line.key == kGetters && options.GettersKind != "":
			v = m.NewString(options.GettersKind)
		case line.key == kSorted && p.sort != vm.Undefined:
			v = p.sort
		case line.key == kCustomInspect:
			v = vm.BoolValue(!options.NoCustom)
		case line.flag != nil:
			v = vm.BoolValue(*line.flag(&options))
		case line.key == kCompact && (options.Compact == 0 || options.Compact == CompactTrue):
			v = vm.BoolValue(options.Compact != 0)
		default:
			v = limitValue(*line.limit(&options))
		}
		m.CreateDataProperty(o, m.K(line.key), v)
	}
	if options.DepthNull {
		m.CreateDataProperty(o, m.K(kDepth), vm.Null)
	}
	return m.ObjectValue(o)
}
