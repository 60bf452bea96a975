package es

import (
	"sort"
	"strings"

	"gojs/vm"
)

// contents are the entries of an object that are no properties (the formatters
// of formatRaw).
func (p *inspector) contents(o *vm.Object, recurse int, typed bool) []string {
	m := p.m
	v := m.ObjectValue(o)
	switch o.Kind {
	case vm.KindArray:
		return p.array(o, recurse)
	case vm.KindTypedArray:
		return p.typedArray(o, recurse)
	case kindSet, kindMap:
		t := vm.As[tableObject](m, v, o.Kind)
		return p.table(cursor{table: t.table}, int(t.tab(m).live), o.Kind == kindMap, recurse)
	case kindSetIterator, kindMapIterator:
		return p.iterator(vm.As[tableIterator](m, v, o.Kind), recurse)
	case vm.KindArrayBuffer, vm.KindSharedArrayBuffer:
		return p.buffer(o, recurse, typed)
	case vm.KindDataView:
		return p.hiddenEntries(o, []string{"byteLength", "byteOffset", "buffer"}, recurse)
	case vm.KindPromise:
		return p.promise(m.PromiseOf(v), recurse)
	}
	if name := vm.KindName(o.Kind); name == "WeakSet" || name == "WeakMap" {
		return []string{p.paint(styleSpecial, "<items unknown>")}
	}
	return nil
}

// remainingText says how many items are not shown.
func remainingText(n int) string {
	if n > 1 {
		return "... " + itoa(n) + " more items"
	}
	return "... 1 more item"
}

func plural(n int, one string) string {
	if n > 1 {
		return itoa(n) + " " + one + "s"
	}
	return itoa(n) + " " + one
}

// array is formatArray, with formatSpecialArray from the first hole on.
func (p *inspector) array(o *vm.Object, recurse int) []string {
	m := p.m
	n := int(vm.ArrayLength(o))
	shown := min(max(0, p.o.MaxArrayLength), n)
	var out []string
	for i := 0; i < shown; i++ {
		key := vm.IndexKey(uint32(i))
		if !m.HasOwnProperty(o, key) {
			return p.sparseArray(o, recurse, shown, out, i)
		}
		out = append(out, p.property(o, key, recurse, entriesArray))
	}
	if n > shown {
		out = append(out, remainingText(n-shown))
	}
	return out
}

func (p *inspector) sparseArray(o *vm.Object, recurse, shown int, out []string, index int) []string {
	m := p.m
	keys := m.NewList()
	m.ElementKeys(o, keys)
	for i, n := 0, m.ListLen(keys); i < n && len(out) < shown; i++ {
		key := m.KeyAt(keys, i)
		at := int(key.Index())
		if at < index {
			continue
		}
		if d, ok := m.GetOwnProperty(o, key); !ok || !d.Enumerable() {
			continue
		}
		if at != index {
			out = append(out, p.paint(styleUndefined, "<"+plural(at-index, "empty item")+">"))
			index = at
			if len(out) == shown {
				break
			}
		}
		out = append(out, p.property(o, key, recurse, entriesArray))
		index++
	}
	remaining := int(vm.ArrayLength(o)) - index
	switch {
	case remaining <= 0:
	case len(out) != shown:
		out = append(out, p.paint(styleUndefined, "<"+plural(remaining, "empty item")+">"))
	default:
		out = append(out, remainingText(remaining))
	}
	return out
}

// typedArray is formatTypedArray.
func (p *inspector) typedArray(o *vm.Object, recurse int) []string {
	m := p.m
	n, _ := m.TypedArrayLength(o)
	shown := min(max(0, p.o.MaxArrayLength), int(n))
	var out []string
	for i := 0; i < shown; i++ {
		out = append(out, p.primitive(m.Get(o, vm.IndexKey(uint32(i)))))
	}
	if int(n) > shown {
		out = append(out, remainingText(int(n)-shown))
	}
	if p.o.ShowHidden {
		p.indent += 2
		for _, key := range []string{"BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset", "buffer"} {
			out = append(out, "["+key+"]: "+p.value(m.Get(o, m.Key(key)), recurse, true))
		}
		p.indent -= 2
	}
	return out
}

// table is formatSet and formatMap.
func (p *inspector) table(at cursor, n int, pairs bool, recurse int) []string {
	m := p.m
	shown := min(max(0, p.o.MaxArrayLength), n)
	var out []string
	p.indent += 2
	for i := 0; i < shown; i++ {
		t, k, ok := at.next(m)
		if !ok {
			break
		}
		key := *t.key(k)
		if !pairs {
			out = append(out, p.value(key, recurse, false))
			continue
		}
		v := *t.value(k)
		text := p.value(key, recurse, false)
		out = append(out, text+" => "+p.value(v, recurse, false))
	}
	if n > shown {
		out = append(out, remainingText(n-shown))
	}
	p.indent -= 2
	return out
}

// iterator is formatIterator: what is left of a Map or Set iterator.
func (p *inspector) iterator(it *tableIterator, recurse int) []string {
	m := p.m
	if it.table == 0 {
		return nil
	}
	at := cursor{it.table, it.at}
	isMap := it.Kind == kindMapIterator
	var out []string
	n := 0
	p.indent += 2
	for {
		t, k, ok := at.next(m)
		if !ok {
			break
		}
		if n++; n > p.o.MaxArrayLength {
			continue
		}
		key := *t.key(k)
		v := key
		if isMap {
			v = *t.value(k)
		}
		switch it.what {
		case iterateEntries:
			pair := []string{p.value(key, recurse, false), p.value(v, recurse, false)}
			out = append(out, p.reduce(pair, "", "[", "]", entriesExtra, recurse, nil))
		case iterateValues:
			out = append(out, p.value(v, recurse, false))
		default:
			out = append(out, p.value(key, recurse, false))
		}
	}
	p.indent -= 2
	if n > len(out) {
		out = append(out, remainingText(n-len(out)))
	}
	return out
}

// buffer is formatArrayBuffer.
func (p *inspector) buffer(o *vm.Object, recurse int, typed bool) []string {
	if typed {
		return p.hiddenEntries(o, []string{"byteLength"}, recurse)
	}
	b := p.m.BufferBytes(o)
	var s strings.Builder
	shown := min(p.o.MaxArrayLength, len(b))
	for i, x := range b[:shown] {
		if i > 0 {
			s.WriteByte(' ')
		}
		s.WriteByte(hexLower[x>>4])
		s.WriteByte(hexLower[x&15])
	}
	if n := len(b) - shown; n > 0 {
		s.WriteString(" ... " + itoa(n) + " more byte")
		if n > 1 {
			s.WriteByte('s')
		}
	}
	out := []string{p.paint(styleSpecial, "[Uint8Contents]") + ": <" + s.String() + ">"}
	return append(out, p.hiddenEntries(o, []string{"byteLength"}, recurse)...)
}

// hiddenEntries are properties that stand in the prototype, shown as o's own.
func (p *inspector) hiddenEntries(o *vm.Object, keys []string, recurse int) []string {
	var out []string
	for _, key := range keys {
		text, _ := p.propertyValue(p.m.Get(o, p.m.Key(key)), recurse, entriesObject)
		out = append(out, p.paint(styleString, "["+key+"]")+": "+text)
	}
	return out
}

// inheritedProperties is addPrototypeProperties: what stands in the prototypes
// that programs made, functions left out.
func (p *inspector) inheritedProperties(main *vm.Object, recurse int) []string {
	m := p.m
	o := p.inheritanceStart(main)
	if o == nil {
		return nil
	}
	above, keys := m.NewList(), m.NewList()
	var out []string
	for depth := 0; depth < 3; depth++ {
		if depth != 0 || o == main {
			if o = m.GetPrototypeOf(o); o == nil || p.isBuiltinPrototype(o) {
				break
			}
		}
		for i, n := 0, m.ListLen(keys); i < n; i++ {
			m.AddKey(above, m.KeyAt(keys, i))
		}
		keys = m.NewList()
		m.OwnPropertyKeys(o, keys)
		m.Append(p.seen, m.ObjectValue(main))
		for i, n := 0, m.ListLen(keys); i < n; i++ {
			key := m.KeyAt(keys, i)
			if key == m.K(kConstructor) || m.HasOwnProperty(main, key) || depth != 0 && p.hasKey(above, key) {
				continue
			}
			d, ok := m.GetOwnProperty(o, key)
			if !ok || d.IsData() && m.IsCallable(d.Value) {
				continue
			}
			text := p.propertyOf(o, main, key, recurse, entriesObject)
			if p.o.Colors {
				text = "\x1b[2m" + text + "\x1b[22m"
			}
			out = append(out, text)
		}
		m.ListTruncate(p.seen, m.ListLen(p.seen)-1)
	}
	return out
}

// inheritanceStart is where inherited properties begin: nil where the object's
// class is a built-in one.
func (p *inspector) inheritanceStart(main *vm.Object) *vm.Object {
	m := p.m
	var first *vm.Object
	for o := main; o != nil; {
		if d, ok := m.GetOwnProperty(o, m.K(kConstructor)); ok && d.IsData() && m.IsCallable(d.Value) {
			name := m.Get(m.Obj(d.Value), m.K(kName))
			if !(name.IsString() && m.StringLength(name) == 0) && p.instanceOf(m.ObjectValue(main), d.Value) {
				if first == o && name.IsString() && vm.IsGlobalName(m.GoString(name)) {
					return nil
				}
				if first == nil {
					return main
				}
				return first
			}
		}
		o = m.GetPrototypeOf(o)
		if first == nil {
			first = o
		}
	}
	return nil
}

func (p *inspector) isBuiltinPrototype(o *vm.Object) bool {
	d, ok := p.m.GetOwnProperty(o, p.m.K(kConstructor))
	if !ok || !d.IsData() || !p.m.IsCallable(d.Value) {
		return false
	}
	name := p.m.Get(p.m.Obj(d.Value), p.m.K(kName))
	return name.IsString() && vm.IsGlobalName(p.m.GoString(name))
}

// promise is formatPromise.
func (p *inspector) promise(o *vm.PromiseObject, recurse int) []string {
	if o.State() == vm.PromisePending {
		return []string{p.paint(styleSpecial, "<pending>")}
	}
	p.indent += 2
	text := p.value(o.Result(), recurse, false)
	p.indent -= 2
	if o.State() == vm.PromiseRejected {
		text = p.paint(styleSpecial, "<rejected>") + " " + text
	}
	return []string{text}
}

// property is formatProperty.
func (p *inspector) property(o *vm.Object, key vm.PropertyKey, recurse, kind int) string {
	return p.propertyOf(o, o, key, recurse, kind)
}

// propertyOf is property of an object that stands in the prototype chain of main.
func (p *inspector) propertyOf(o, main *vm.Object, key vm.PropertyKey, recurse, kind int) string {
	m := p.m
	d, ok := m.GetOwnProperty(o, key)
	if !ok {
		d = vm.DataDescriptor(m.Get(o, key), attrAll)
	}
	text, space := "", " "
	switch {
	case !d.IsAccessor():
		text, space = p.propertyValue(d.Value, recurse, kind)
	case d.Get != vm.Undefined:
		label := "Getter"
		if d.Set != vm.Undefined {
			label = "Getter/Setter"
		}
		text = p.getter(main, d.Get, label, recurse)
	case d.Set != vm.Undefined:
		text = p.paint(styleSpecial, "[Setter]")
	default:
		text = p.paint(styleUndefined, "undefined")
	}
	if kind == entriesArray {
		return text
	}
	return p.keyText(key, d.Enumerable()) + ":" + space + text
}

// propertyValue is the text of a property's value, and what stands before it.
func (p *inspector) propertyValue(v vm.Value, recurse, kind int) (text, space string) {
	by := 2
	if p.o.Compact == CompactTrue && kind == entriesObject {
		by = 3
	}
	p.indent += by
	text, space = p.value(v, recurse, false), " "
	if by == 3 && p.o.BreakLength < textWidth(text) {
		space = "\n" + spaces(p.indent)
	}
	p.indent -= by
	return text, space
}

// getter shows an accessor, with its value where Getters asks for it.
func (p *inspector) getter(o *vm.Object, get vm.Value, label string, recurse int) string {
	kind, both := p.o.GettersKind, label != "Getter"
	if !p.o.Getters || kind == "get" && both || kind == "set" && !both {
		return p.paint(styleSpecial, "["+label+"]")
	}
	v, threw := p.m.Try(func() vm.Value { return p.m.Call(get, p.m.ObjectValue(o)) })
	if threw {
		p.indent += 2
		message := p.value(v, recurse, false)
		p.indent -= 2
		return p.paint(styleSpecial, "["+label+": <Inspection threw ("+message+")>]")
	}
	p.indent += 2
	defer func() { p.indent -= 2 }()
	if v.IsObject() {
		return p.paint(styleSpecial, "["+label+"]") + " " + p.value(v, recurse, false)
	}
	return p.paint(styleSpecial, "["+label+":") + " " + p.primitive(v) + p.paint(styleSpecial, "]")
}

// keyText is a property's name as formatProperty writes it.
func (p *inspector) keyText(key vm.PropertyKey, enumerable bool) string {
	v := p.m.KeyValue(key)
	if key.IsSymbol() {
		text := p.paint(styleSymbol, escapeText(p.m.GoString(p.m.SymbolDescriptiveString(v)), '\''))
		if !enumerable {
			return "[" + text + "]"
		}
		return text
	}
	name := p.m.GoString(v)
	switch {
	case name == "__proto__":
		return "['__proto__']"
	case !enumerable:
		return p.paint(styleString, "["+escapeText(name, '\'')+"]")
	case isPlainKey(name):
		return name
	}
	return p.paint(styleString, quoteText(name))
}

// isPlainKey reports whether a name needs no quotes.
func isPlainKey(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z' || i > 0 && c >= '0' && c <= '9') {
			return false
		}
	}
	return s != ""
}

// sortEntries sorts properties for Sorted; elements stay where they are.
func (p *inspector) sortEntries(out []string, extras, keys int) {
	if extras != entriesObject {
		out = out[len(out)-keys:]
	}
	if p.sort == vm.Undefined {
		sort.Strings(out)
		return
	}
	m := p.m
	a := m.NewArray(0)
	for _, s := range out {
		m.ArrayPush(a, m.NewString(s))
	}
	m.Call(m.Get(a, m.Key("sort")), m.ObjectValue(a), p.sort)
	for i := range out {
		out[i] = p.text(m.Get(a, vm.IndexKey(uint32(i))))
	}
}

// PreviewEntries is an array of what is left in a Map's or Set's iterator,
// undefined for other values.
func PreviewEntries(m *vm.VM, v vm.Value) vm.Value {
	if !v.IsObject() {
		return vm.Undefined
	}
	o := m.Obj(v)
	if o.Kind != kindSetIterator && o.Kind != kindMapIterator {
		return vm.Undefined
	}
	it := vm.As[tableIterator](m, v, o.Kind)
	a := m.NewArray(0)
	if it.table == 0 {
		return m.ObjectValue(a)
	}
	at := cursor{it.table, it.at}
	for {
		t, k, ok := at.next(m)
		if !ok {
			return m.ObjectValue(a)
		}
		key := *t.key(k)
		value := key
		if o.Kind == kindMapIterator {
			value = *t.value(k)
		}
		switch it.what {
		case iterateEntries:
			m.ArrayPush(a, m.ObjectValue(m.NewArrayOf(key, value)))
		case iterateValues:
			m.ArrayPush(a, value)
		default:
			m.ArrayPush(a, key)
		}
	}
}
