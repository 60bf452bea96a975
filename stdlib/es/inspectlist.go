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
		if typed {
			return nil
		}
		return p.buffer(o)
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
func (p *inspector) buffer(o *vm.Object) []string {
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
	return []string{p.paint(styleSpecial, "[Uint8Contents]") + ": <" + s.String() + ">"}
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
	m := p.m
	d, ok := m.GetOwnProperty(o, key)
	if !ok {
		d = vm.DataDescriptor(m.Get(o, key), attrAll)
	}
	text := ""
	switch {
	case !d.IsAccessor():
		p.indent += 2
		text = p.value(d.Value, recurse, false)
		p.indent -= 2
	case d.Get != vm.Undefined:
		label := "Getter"
		if d.Set != vm.Undefined {
			label = "Getter/Setter"
		}
		text = p.getter(o, d.Get, label, recurse)
	case d.Set != vm.Undefined:
		text = p.paint(styleSpecial, "[Setter]")
	default:
		text = p.paint(styleUndefined, "undefined")
	}
	if kind == entriesArray {
		return text
	}
	return p.keyText(key, d.Enumerable()) + ": " + text
}

// getter shows an accessor, with its value where Getters asks for it.
func (p *inspector) getter(o *vm.Object, get vm.Value, label string, recurse int) string {
	if !p.o.Getters {
		return p.paint(styleSpecial, "["+label+"]")
	}
	v, threw := p.m.Try(func() vm.Value { return p.m.Call(get, p.m.ObjectValue(o)) })
	if threw {
		message := p.m.Display(v)
		if v.IsObject() {
			message = p.text(p.m.Get(p.m.Obj(v), p.m.K(kMessage)))
		}
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
		return "[" + p.paint(styleString, escapeText(p.m.GoString(p.m.SymbolDescriptiveString(v)), '\'')) + "]"
	}
	name := p.m.GoString(v)
	switch {
	case name == "__proto__":
		return "['__proto__']"
	case !enumerable:
		return "[" + escapeText(name, '\'') + "]"
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
func sortEntries(out []string, extras, keys int) {
	if extras != entriesObject {
		out = out[len(out)-keys:]
	}
	sort.Strings(out)
}
