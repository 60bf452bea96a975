package es

import (
	"strings"

	"gojs/source"
	"gojs/vm"
)

// What console shows of values: the texts of Node.js 20's util.inspect.
// inspect.go decides what kind of thing a value is, inspectkinds.go lists what
// is in it, inspectlayout.go breaks lines, inspecttext.go writes primitives.

// InspectOptions are util.inspect's.
type InspectOptions struct {
	ShowHidden      bool
	Depth           int // how deep objects are followed; negative depths none
	NoCustom        bool
	ShowProxy       bool
	MaxArrayLength  int
	MaxStringLength int
	BreakLength     int
	Compact         int // 0: every property on its own line
	Sorted          bool
	Getters         bool
	Colors          bool // SGR escape sequences for terminals

	DepthNull        bool   // the depth was given as null
	NumericSeparator bool   // 1_000_000
	GettersKind      string // "get" or "set": only these accessors are called
}

// CompactTrue is a Compact that puts everything together that fits.
const CompactTrue = -1

// InspectAll is a Depth, MaxArrayLength, MaxStringLength or BreakLength without limit.
const InspectAll = 1 << 30

// DefaultInspect are the options console.log uses.
func DefaultInspect() InspectOptions { return standardInspect }

var standardInspect = InspectOptions{
	Depth: 2, MaxArrayLength: 100, MaxStringLength: 10000, BreakLength: 80, Compact: 3,
}

// maxInspect bounds the nesting of an inspection without depth limit.
const maxInspect = 1500

// Inspect is util.inspect: the text of v in WTF-8. It runs getters only for
// Symbol.toStringTag and the like, as Node does, and custom inspection functions.
func Inspect(m *vm.VM, v vm.Value, o InspectOptions) string {
	return inspectSorted(m, v, o, vm.Undefined)
}

// inspectSorted is Inspect with a function that Sorted sorts by.
func inspectSorted(m *vm.VM, v vm.Value, o InspectOptions, sort vm.Value) string {
	p := inspector{m: m, o: o, seen: m.NewList(), circular: m.NewList(), sort: sort}
	return p.value(v, 0, false)
}

// inspector is the state of an inspection.
//
//gojs:stack
type inspector struct {
	m        *vm.VM
	o        InspectOptions
	seen     *vm.List // the objects being written
	circular *vm.List // those that turned out to be within themselves, by number
	sort     vm.Value // compares entries, undefined for the usual order
	indent   int
	depth    int // of the innermost object so far
	nest     int
	written  int
}

// The kinds of lists of entries.
const (
	entriesObject = iota // properties
	entriesArray         // an element, written without its key
	entriesExtra         // elements, then properties
)

var kInspectName = vm.NewKeyID("nodejs.util.inspect.custom")

// customKey is Symbol.for('nodejs.util.inspect.custom').
func customKey(m *vm.VM) vm.PropertyKey {
	return vm.SymbolKey(m.SymbolFor(m.KeyValue(m.K(kInspectName))))
}

// value is formatValue.
func (p *inspector) value(v vm.Value, recurse int, typed bool) string {
	if !v.IsObject() {
		return p.primitive(v)
	}
	m, o, context := p.m, p.m.Obj(v), v
	proxied := false
	for o.Kind == vm.KindProxy {
		target, handler := m.ProxyParts(o)
		if target == nil {
			return p.paint(styleSpecial, "<Revoked Proxy>")
		}
		if p.o.ShowProxy {
			return p.proxy(target, handler, recurse)
		}
		o, proxied = target, true
	}
	v = m.ObjectValue(o)
	if !p.o.NoCustom {
		if text, ok := p.custom(o, context, recurse, proxied); ok {
			return text
		}
	}
	for _, s := range m.ListItems(p.seen) {
		if s == v {
			return p.paint(styleSpecial, "[Circular *"+itoa(p.circularNumber(v, true))+"]")
		}
	}
	if p.nest++; p.nest > maxInspect {
		p.nest--
		return "[" + m.ConstructorName(o) + ": Inspection interrupted prematurely. Maximum call stack size exceeded.]"
	}
	text := p.object(o, recurse, typed)
	p.nest--
	return text
}

// circularNumber is the number of an object within itself, 0 when it is none
// and add is false.
func (p *inspector) circularNumber(v vm.Value, add bool) int {
	for i, c := range p.m.ListItems(p.circular) {
		if c == v {
			return i + 1
		}
	}
	if !add {
		return 0
	}
	p.m.Append(p.circular, v)
	return p.m.ListLen(p.circular)
}

// proxy is formatProxy.
func (p *inspector) proxy(target, handler *vm.Object, recurse int) string {
	if recurse > p.o.Depth {
		return p.paint(styleSpecial, "Proxy [Array]")
	}
	p.indent += 2
	out := []string{p.value(p.m.ObjectValue(target), recurse+1, false), p.value(p.m.ObjectValue(handler), recurse+1, false)}
	p.indent -= 2
	return p.reduce(out, "", "Proxy [", "]", entriesExtra, recurse+1, nil)
}

// custom calls the value's own inspection function, if it has one.
func (p *inspector) custom(o *vm.Object, context vm.Value, recurse int, proxied bool) (string, bool) {
	m := p.m
	f := m.Get(o, customKey(m))
	if !m.IsCallable(f) || m.Obj(f).Kind == vm.KindNative && m.IsNative(f, inspectFunction) {
		return "", false
	}
	if ctor := m.Get(o, m.K(kConstructor)); ctor.IsObject() && m.Get(m.Obj(ctor), m.K(kPrototype)) == m.ObjectValue(o) {
		return "", false
	}
	depth := limitValue(p.o.Depth)
	if p.o.Depth < InspectAll {
		depth = vm.IntValue(int32(p.o.Depth - recurse))
	}
	if p.o.DepthNull {
		depth = vm.Null
	}
	r := m.Call(f, context, depth, p.optionsObject(), m.ObjectValue(InspectFunction(m)))
	if r == context {
		return "", false
	}
	if !r.IsString() {
		return p.value(r, recurse, false), true
	}
	return strings.ReplaceAll(m.GoString(r), "\n", "\n"+spaces(p.indent)), true
}

// constructorName is getConstructorName: false where there is none.
func (p *inspector) constructorName(start *vm.Object, recurse int) (string, bool) {
	m := p.m
	self := m.ObjectValue(start)
	var first *vm.Object
	hasFirst := false
	for o := start; o != nil; {
		switch o {
		case m.Realm().ObjectPrototype():
			if m.OrdinaryHasInstance(m.Realm().IntrinsicValue(vm.ObjectConstructor), self) {
				return "Object", true
			}
		case m.Realm().FunctionPrototype():
			if m.OrdinaryHasInstance(m.Realm().IntrinsicValue(vm.FunctionConstructor), self) {
				return "Function", true
			}
		}
		if d, ok := m.GetOwnProperty(o, m.K(kConstructor)); ok && d.IsData() && m.IsCallable(d.Value) {
			name := m.Get(m.Obj(d.Value), m.K(kName))
			if !(name.IsString() && m.StringLength(name) == 0) && p.instanceOf(self, d.Value) {
				return p.text(name), true
			}
		}
		o = m.GetPrototypeOf(o)
		if !hasFirst {
			first, hasFirst = o, true
		}
	}
	if first == nil {
		return "", false
	}
	res := m.ConstructorName(start)
	if recurse > p.o.Depth {
		return res + " <Complex prototype>", true
	}
	if proto, ok := p.constructorName(first, recurse+1); ok {
		return res + " <" + proto + ">", true
	}
	o := p.o
	o.NoCustom, o.Depth = true, -1
	return res + " <" + Inspect(m, m.ObjectValue(first), o) + ">", true
}

// instanceOf is the instanceof operator, false where it throws.
func (p *inspector) instanceOf(v, ctor vm.Value) bool {
	r, threw := p.m.Try(func() vm.Value { return vm.BoolValue(p.m.InstanceofOperator(v, ctor)) })
	return !threw && r == vm.True
}

// text is String(v).
func (p *inspector) text(v vm.Value) string {
	if v.IsSymbol() {
		return p.m.GoString(p.m.SymbolDescriptiveString(v))
	}
	return p.m.GoString(p.m.ToString(v))
}

// class is what an object is called: the constructor's name, and the
// Symbol.toStringTag where that says something else.
type class struct {
	name string
	has  bool // a constructor was found
	tag  string
}

// prefix is getPrefix.
func (c class) prefix(fallback, size string) string {
	if !c.has {
		if c.tag != "" && fallback != c.tag {
			return "[" + fallback + size + ": null prototype] [" + c.tag + "] "
		}
		return "[" + fallback + size + ": null prototype] "
	}
	if c.tag != "" && c.name != c.tag {
		return c.name + size + " [" + c.tag + "] "
	}
	return c.name + size + " "
}

// style is getCtxStyle.
func (p *inspector) style(o *vm.Object, c class) string {
	fallback := ""
	if !c.has {
		if fallback = p.m.ConstructorName(o); fallback == c.tag {
			fallback = "Object"
		}
	}
	return c.prefix(fallback, "")
}

// classOf finds what o is called.
func (p *inspector) classOf(o *vm.Object, recurse int) class {
	m := p.m
	var c class
	c.name, c.has = p.constructorName(o, recurse)
	tag := m.Get(o, m.K(kSymToStringTag))
	if !tag.IsString() || m.StringLength(tag) == 0 {
		return c
	}
	if d, ok := m.GetOwnProperty(o, m.K(kSymToStringTag)); ok && (p.o.ShowHidden || d.Enumerable()) {
		return c
	}
	c.tag = m.GoString(tag)
	return c
}

// parts is what an object's text is made of.
//
//gojs:stack
type parts struct {
	open, close string
	base        string
	keys        *vm.List
	extras      int
	inherited   []string // properties of prototypes, for ShowHidden
	whole       string   // the whole text, where nothing more is to be said
	done        bool
}

// object is formatRaw.
func (p *inspector) object(o *vm.Object, recurse int, typed bool) string {
	m := p.m
	c := p.classOf(o, recurse)
	t := parts{open: "{", close: "}"}
	if p.o.ShowHidden && recurse <= p.o.Depth {
		t.inherited = p.inheritedProperties(o, recurse)
	}
	p.describe(o, c, recurse, typed, &t)
	if t.done {
		return t.whole
	}
	if recurse > p.o.Depth {
		name := strings.TrimSuffix(p.style(o, c), " ")
		if c.has {
			name = "[" + name + "]"
		}
		return p.paint(styleSpecial, name)
	}
	recurse++
	v := m.ObjectValue(o)
	m.Append(p.seen, v)
	p.depth = recurse
	out := p.contents(o, recurse, typed)
	for i, n := 0, m.ListLen(t.keys); i < n; i++ {
		out = append(out, p.property(o, m.KeyAt(t.keys, i), recurse, t.extras))
	}
	out = append(out, t.inherited...)
	if n := p.circularNumber(v, false); n > 0 {
		ref := p.paint(styleSpecial, "<ref *"+itoa(n)+">")
		if p.o.Compact == CompactTrue {
			t.open = ref + " " + t.open
		} else if t.base == "" {
			t.base = ref
		} else {
			t.base = ref + " " + t.base
		}
	}
	m.ListTruncate(p.seen, m.ListLen(p.seen)-1)
	if p.o.Sorted {
		p.sortEntries(out, t.extras, m.ListLen(t.keys)+len(t.inherited))
	}
	text := p.reduce(out, t.base, t.open, t.close, t.extras, recurse, o)
	if p.written += len(text); p.written > 1<<27 {
		p.o.Depth = -1
	}
	return text
}

// keysOf is getKeys: the enumerable properties, or with ShowHidden all.
func (p *inspector) keysOf(o *vm.Object, nonIndex bool) *vm.List {
	m := p.m
	all, keys := m.NewList(), m.NewList()
	m.OwnPropertyKeys(o, all)
	for i, n := 0, m.ListLen(all); i < n; i++ {
		key := m.KeyAt(all, i)
		if nonIndex && key.IsIndex() {
			continue
		}
		if !p.o.ShowHidden {
			if d, ok := m.GetOwnProperty(o, key); !ok || !d.Enumerable() {
				continue
			}
		}
		m.AddKey(keys, key)
	}
	return keys
}

// itoa is the decimal text of n.
func itoa(n int) string { return string(appendInt(nil, n)) }

func appendInt(b []byte, n int) []byte {
	if n >= 10 {
		b = appendInt(b, n/10)
	}
	return append(b, byte('0'+n%10))
}

func spaces(n int) string { return strings.Repeat(" ", n) }

// units is the length of s as JavaScript counts it.
func units(s string) int { return source.UTF16Len(s) }
