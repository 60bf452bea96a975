package es

import (
	"regexp"
	"strings"
	"sync"

	"gojs/vm"
)

// ended makes the text the whole of it.
func (t *parts) ended(text string) { t.whole, t.done = text, true }

// describe fills in what kind of object o is (the branches of formatRaw).
// Contents that are no properties are left to contents.
func (p *inspector) describe(o *vm.Object, c class, recurse int, typed bool, t *parts) {
	m := p.m
	v := m.ObjectValue(o)
	if m.HasProperty(o, m.K(kSymIterator)) || !c.has {
		if p.describeIterable(o, c, t) {
			return
		}
	}
	t.keys = p.keysOf(o, false)
	none := m.ListLen(t.keys) == 0 && len(t.inherited) == 0
	switch {
	case m.IsCallable(v):
		t.base = p.functionBase(o, c)
		if none {
			t.ended(p.paint(styleSpecial, t.base))
		}
	case c.has && c.name == "Object" && !p.isError(o):
		p.describePlain(o, c, none, t)
	case vm.RegExpKind != 0 && o.Kind == vm.RegExpKind:
		if !c.has { // without the usual getters
			v = m.Construct(m.Realm().IntrinsicValue(vm.RegExpConstructor), v)
		}
		t.base = p.callPrototype(vm.RegExpPrototype, "toString", v)
		p.addPrefix(c, "RegExp", t)
		if none || recurse > p.o.Depth {
			t.ended(p.paint(styleRegExp, t.base))
		}
	case vm.DateKind != 0 && o.Kind == vm.DateKind:
		t.base = p.dateText(v)
		p.addPrefix(c, "Date", t)
		if none {
			t.ended(p.paint(styleDate, t.base))
		}
	case p.isError(o):
		t.base = p.errorText(o, c, t.keys)
		if m.ListLen(t.keys) == 0 && len(t.inherited) == 0 {
			t.ended(t.base)
		}
	default:
		p.describeRest(o, c, none, typed, t)
	}
}

// addPrefix puts the name before a base where it is not the usual one.
func (p *inspector) addPrefix(c class, usual string, t *parts) {
	if prefix := c.prefix(usual, ""); prefix != usual+" " {
		t.base = prefix + t.base
	}
}

func (p *inspector) describePlain(o *vm.Object, c class, none bool, t *parts) {
	switch {
	case o.Kind == vm.KindArguments || o.Kind == vm.KindMappedArguments:
		t.open = "[Arguments] {"
	case c.tag != "":
		t.open = c.prefix("Object", "") + "{"
	}
	if none {
		t.ended(t.open + "}")
	}
}

// describeIterable is describe for what can be iterated; false where it is
// none of the kinds that have elements.
func (p *inspector) describeIterable(o *vm.Object, c class, t *parts) bool {
	m := p.m
	switch {
	case vm.IsArrayObject(o):
		n := int(vm.ArrayLength(o))
		if !c.has || c.name != "Array" || c.tag != "" {
			t.open = c.prefix("Array", "("+itoa(n)+")")
		} else {
			t.open = ""
		}
		t.keys = p.keysOf(o, true)
		t.open, t.close, t.extras = t.open+"[", "]", entriesExtra
		if n == 0 && m.ListLen(t.keys) == 0 && len(t.inherited) == 0 {
			t.ended(t.open + "]")
		}
	case o.Kind == kindSet || o.Kind == kindMap:
		name := vm.KindName(o.Kind)
		n := int(vm.As[tableObject](m, m.ObjectValue(o), o.Kind).tab(m).live)
		prefix := c.prefix(name, "("+itoa(n)+")")
		t.keys = p.keysOf(o, false)
		t.open = prefix + "{"
		if n == 0 && m.ListLen(t.keys) == 0 && len(t.inherited) == 0 {
			t.ended(prefix + "{}")
		}
	case o.Kind == vm.KindTypedArray:
		n, _ := m.TypedArrayLength(o)
		name := p.callPrototypeGetter(vm.TypedArrayPrototype, "@@toStringTag", m.ObjectValue(o))
		t.keys = p.keysOf(o, true)
		t.open, t.close, t.extras = c.prefix(name, "("+itoa(int(n))+")")+"[", "]", entriesExtra
		if n == 0 && m.ListLen(t.keys) == 0 && len(t.inherited) == 0 && !p.o.ShowHidden {
			t.ended(t.open + "]")
		}
	case o.Kind == kindMapIterator || o.Kind == kindSetIterator:
		kind := "Map"
		if o.Kind == kindSetIterator {
			kind = "Set"
		}
		tag := c.tag
		if tag != kind+" Iterator" {
			if tag != "" {
				tag += "] ["
			}
			tag += kind + " Iterator"
		}
		if vm.As[tableIterator](m, m.ObjectValue(o), o.Kind).what == iterateEntries {
			tag = strings.TrimSuffix(tag, " Iterator") + " Entries"
		}
		t.keys = p.keysOf(o, false)
		t.open = "[" + tag + "] {"
	default:
		return false
	}
	return true
}

// describeRest is the end of formatRaw's branches.
func (p *inspector) describeRest(o *vm.Object, c class, none, typed bool, t *parts) {
	m := p.m
	switch o.Kind {
	case vm.KindArrayBuffer, vm.KindSharedArrayBuffer:
		name := "ArrayBuffer"
		if o.Kind == vm.KindSharedArrayBuffer {
			name = "SharedArrayBuffer"
		}
		t.open = c.prefix(name, "") + "{"
		return
	case vm.KindDataView:
		t.open = c.prefix("DataView", "") + "{"
		return
	case vm.KindPromise:
		t.open = c.prefix("Promise", "") + "{"
		return
	case vm.KindNamespace:
		t.open = c.prefix("Module", "") + "{"
		return
	case vm.KindNumberObject, vm.KindStringObject, vm.KindBooleanObject, vm.KindBigIntObject, vm.KindSymbolObject:
		t.base = p.boxedBase(o, c, t)
		if m.ListLen(t.keys) == 0 && len(t.inherited) == 0 {
			t.ended(p.paint(boxedStyle(o), t.base))
		}
		return
	}
	if name := vm.KindName(o.Kind); name == "WeakSet" || name == "WeakMap" {
		t.open = c.prefix(name, "") + "{"
		return
	}
	style := p.style(o, c)
	if none {
		t.ended(style + "{}")
		return
	}
	t.open = style + "{"
}

// boxedBase is getBoxedBase.
func (p *inspector) boxedBase(o *vm.Object, c class, t *parts) string {
	m := p.m
	v := vm.PrimitiveValue(o)
	kind := ""
	switch o.Kind {
	case vm.KindNumberObject:
		kind = "Number"
	case vm.KindStringObject:
		kind = "String"
		keys := m.NewList()
		for i := m.StringLength(v); i < m.ListLen(t.keys); i++ {
			m.AddKey(keys, m.KeyAt(t.keys, i))
		}
		t.keys = keys
	case vm.KindBooleanObject:
		kind = "Boolean"
	case vm.KindBigIntObject:
		kind = "BigInt"
	default:
		kind = "Symbol"
	}
	base := "[" + kind
	switch {
	case !c.has:
		base += " (null prototype)"
	case kind != c.name:
		base += " (" + c.name + ")"
	}
	colors := p.o.Colors
	p.o.Colors = false
	base += ": " + p.primitive(v) + "]"
	p.o.Colors = colors
	if c.tag != "" && c.tag != c.name {
		base += " [" + c.tag + "]"
	}
	return base
}

// boxedStyle is how the object of a primitive is coloured.
func boxedStyle(o *vm.Object) style {
	switch o.Kind {
	case vm.KindStringObject:
		return styleString
	case vm.KindSymbolObject:
		return styleSymbol
	case vm.KindBooleanObject:
		return styleBoolean
	case vm.KindBigIntObject:
		return styleBigInt
	}
	return styleNumber
}

// functionBase is getFunctionBase.
func (p *inspector) functionBase(o *vm.Object, c class) string {
	m := p.m
	if vm.IsClassConstructor(o) {
		return p.classBase(o, c)
	}
	kind := "Function"
	async, generator := vm.FunctionIs(m, o)
	if generator {
		kind = "Generator" + kind
	}
	if async {
		kind = "Async" + kind
	}
	base := "[" + kind
	if !c.has {
		base += " (null prototype)"
	}
	if name := m.Get(o, m.K(kName)); name.IsString() && m.StringLength(name) == 0 {
		base += " (anonymous)"
	} else {
		base += ": " + p.text(name)
	}
	base += "]"
	if c.has && c.name != kind {
		base += " " + c.name
	}
	if c.tag != "" && c.name != c.tag {
		base += " [" + c.tag + "]"
	}
	return base
}

// classBase is getClassBase.
func (p *inspector) classBase(o *vm.Object, c class) string {
	m := p.m
	name := "(anonymous)"
	if m.HasOwnProperty(o, m.K(kName)) {
		if v := m.Get(o, m.K(kName)); m.ToBoolean(v) {
			name = p.text(v)
		}
	}
	base := "class " + name
	if c.has && c.name != "Function" {
		base += " [" + c.name + "]"
	}
	if c.tag != "" && c.name != c.tag {
		base += " [" + c.tag + "]"
	}
	if !c.has {
		base += " extends [null prototype]"
	} else if proto := m.GetPrototypeOf(o); proto != nil {
		if v := m.Get(proto, m.K(kName)); m.ToBoolean(v) {
			base += " extends " + p.text(v)
		}
	}
	return "[" + base + "]"
}

// callPrototype calls a method of an intrinsic prototype on v.
func (p *inspector) callPrototype(id vm.Intrinsic, method string, v vm.Value) string {
	f := p.m.Get(p.m.Realm().Intrinsic(id), p.m.Key(method))
	if !p.m.IsCallable(f) {
		return ""
	}
	return p.text(p.m.Call(f, v))
}

// callPrototypeGetter calls a getter of an intrinsic prototype on v.
func (p *inspector) callPrototypeGetter(id vm.Intrinsic, name string, v vm.Value) string {
	d, ok := p.m.GetOwnProperty(p.m.Realm().Intrinsic(id), p.m.K(kSymToStringTag))
	if !ok || !p.m.IsCallable(d.Get) {
		return name
	}
	return p.text(p.m.Call(d.Get, v))
}

// dateText is toISOString, or Invalid Date.
func (p *inspector) dateText(v vm.Value) string {
	s, threw := p.m.Try(func() vm.Value {
		f := p.m.Get(p.m.Realm().Intrinsic(vm.DatePrototype), p.m.Key("toISOString"))
		return p.m.Call(f, v)
	})
	if threw {
		return "Invalid Date"
	}
	return p.text(s)
}

// isError reports whether o is an Error or inherits from Error.prototype.
func (p *inspector) isError(o *vm.Object) bool {
	return o.Kind == vm.KindError || p.instanceOf(p.m.ObjectValue(o), p.m.Realm().IntrinsicValue(vm.ErrorConstructor))
}

var kStack = vm.NewKeyID("stack")

// stackText is getStackString.
func (p *inspector) stackText(o *vm.Object) string {
	if s := p.m.Get(o, p.m.K(kStack)); p.m.ToBoolean(s) {
		return p.text(s)
	}
	return p.m.GoString(p.m.ErrorToString(o))
}

// errorText is formatError; keys that the text shows are removed from keys,
// the cause and the errors of an AggregateError are added.
func (p *inspector) errorText(o *vm.Object, c class, keys *vm.List) string {
	m := p.m
	name := "Error"
	if v := m.Get(o, m.K(kName)); !v.IsNullish() {
		name = p.text(v)
	}
	stack := p.stackText(o)
	p.removeShownKeys(o, keys, stack)
	if m.HasProperty(o, m.K(kCause)) && !p.hasKey(keys, m.K(kCause)) {
		m.AddKey(keys, m.K(kCause))
	}
	if v := m.Get(o, m.K(kErrors)); m.IsArray(v) && !p.hasKey(keys, m.K(kErrors)) {
		m.AddKey(keys, m.K(kErrors))
	}
	stack = improveStack(stack, c, name)
	pos := 0
	if v := m.Get(o, m.K(kMessage)); m.ToBoolean(v) {
		message := p.text(v)
		if i := strings.Index(stack, message); i > 0 {
			pos = i + len(message)
		}
	}
	if i := strings.Index(stack[pos:], "\n    at"); i < 0 {
		stack = "[" + stack + "]"
	} else {
		stack = stack[:pos+i] + "\n" + p.shortenStack(o, stack[pos+i+1:])
	}
	if p.indent != 0 {
		stack = strings.ReplaceAll(stack, "\n", "\n"+spaces(p.indent))
	}
	return stack
}

func (p *inspector) hasKey(keys *vm.List, key vm.PropertyKey) bool {
	for i, n := 0, p.m.ListLen(keys); i < n; i++ {
		if p.m.KeyAt(keys, i) == key {
			return true
		}
	}
	return false
}

// removeShownKeys is removeDuplicateErrorKeys.
func (p *inspector) removeShownKeys(o *vm.Object, keys *vm.List, stack string) {
	if p.o.ShowHidden {
		return
	}
	m := p.m
	for _, id := range []vm.KeyID{kName, kMessage, kStack} {
		n := m.ListLen(keys)
		for i := 0; i < n; i++ {
			if m.KeyAt(keys, i) == m.K(id) && strings.Contains(stack, p.text(m.Get(o, m.K(id)))) {
				items := m.ListItems(keys)
				copy(items[i:], items[i+1:])
				m.ListTruncate(keys, n-1)
				break
			}
		}
	}
}

// Compiled when they are first needed: that is rare, and every start would pay.
var (
	stackName = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)`)
	})
	stackErrorName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([a-z_A-Z0-9-]*Error)$`) })
)

// improveStack makes a stack begin with the name of the error's class.
func improveStack(stack string, c class, name string) string {
	n := len(name)
	regular := strings.HasSuffix(name, "Error") && strings.HasPrefix(stack, name) &&
		(len(stack) == n || stack[n] == ':' || stack[n] == '\n')
	if c.has && !regular {
		return stack
	}
	fallback := "Error"
	if !c.has {
		start := stackName().FindStringSubmatch(stack)
		if start == nil {
			start = stackErrorName().FindStringSubmatch(stack)
		}
		fallback = ""
		if start != nil {
			fallback = start[1]
		}
		if n = len(fallback); n == 0 {
			fallback = "Error"
		}
	}
	prefix := strings.TrimSuffix(c.prefix(fallback, ""), " ")
	switch {
	case name == prefix:
		return stack
	case !strings.Contains(prefix, name):
		return prefix + " [" + name + "]" + stack[n:]
	case n == 0:
		return prefix + ": " + stack
	}
	return prefix + stack[n:]
}

// shortenStack is getStackFrames: frames that the cause's stack has too are
// left out.
func (p *inspector) shortenStack(o *vm.Object, stack string) string {
	m := p.m
	cause, threw := m.Try(func() vm.Value { return m.Get(o, m.K(kCause)) })
	if threw || !cause.IsObject() || !p.isError(m.Obj(cause)) {
		return stack
	}
	text := p.stackText(m.Obj(cause))
	i := strings.Index(text, "\n    at")
	if i < 0 {
		return stack
	}
	frames := strings.Split(stack, "\n")
	n, at := sameFrames(frames, strings.Split(text[i+1:], "\n"))
	if n == 0 {
		return stack
	}
	out := append(append([]string(nil), frames[:at+1]...), "    ... "+itoa(n-2)+" lines matching cause stack trace ...")
	return strings.Join(append(out, frames[at+n-1:]...), "\n")
}

// sameFrames is identicalSequenceRange: a run of more than three lines that a
// shares with b.
func sameFrames(a, b []string) (n, at int) {
	for i := 0; i < len(a)-3; i++ {
		for k := range b {
			if b[k] != a[i] {
				continue
			}
			if rest := len(b) - k; rest > 3 {
				n := 1
				for n < min(len(a)-i, rest) && a[i+n] == b[k+n] {
					n++
				}
				if n > 3 {
					return n, i
				}
			}
			break
		}
	}
	return 0, 0
}
