package main

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gojs/vm"
)

// completion is what may stand at the end of a text: names that begin with typed.
type completion struct {
	typed string
	names []string
}

// common is what all names go on with.
func (c completion) common() string {
	if len(c.names) == 0 {
		return ""
	}
	first, last := c.names[0], c.names[len(c.names)-1] // they are sorted
	n := 0
	for n < len(first) && n < len(last) && first[n] == last[n] {
		n++
	}
	for n > 0 && n < len(first) && !utf8.RuneStart(first[n]) {
		n--
	}
	return first[len(c.typed):max(n, len(c.typed))]
}

// keywords are completed like globals.
var keywords = strings.Fields(`async await break case catch class const continue debugger default delete do else
	export extends false finally for function if import in instanceof let new null return super switch this
	throw true try typeof undefined var void while with yield`)

// maxCompleted bounds how many objects are looked at along prototypes, and how
// many names of each.
const (
	maxCompletedObjects = 64
	maxCompletedNames   = 2000
)

// completeText finds what may stand behind text: names of commands behind a dot
// at the start, properties behind a chain of names, else globals and keywords.
// Getters and proxies are not run.
func completeText(m *vm.VM, text string) completion {
	if strings.HasPrefix(text, ".") {
		return finish(text, commandNames())
	}
	chain, typed := chainBefore(text)
	if chain == nil {
		return completion{typed: typed}
	}
	names := m.NewList()
	if len(chain) == 0 {
		if typed == "" {
			return completion{}
		}
		m.Realm().LexicalNames(names)
		objectNames(m, m.ObjectValue(m.Realm().Global()), names)
		return finish(typed, append(identifiers(m, names), keywords...))
	}
	v, ok := globalData(m, chain[0])
	for _, name := range chain[1:] {
		if !ok {
			return completion{}
		}
		v, ok = dataProperty(m, v, name)
	}
	if !ok || v.IsNullish() {
		return completion{}
	}
	objectNames(m, v, names)
	return finish(typed, identifiers(m, names))
}

// finish keeps the names that go on with typed, sorted, each once.
func finish(typed string, names []string) completion {
	c := completion{typed: typed}
	for _, n := range names {
		if strings.HasPrefix(n, typed) && n != typed {
			c.names = append(c.names, n)
		}
	}
	slices.Sort(c.names)
	c.names = slices.Compact(c.names)
	return c
}

// chainBefore splits the end of text into names joined by dots and what is
// typed of the last one. chain is nil where something else stands before the dot.
func chainBefore(text string) (chain []string, typed string) {
	typed, rest := lastName(text)
	chain = []string{}
	for strings.HasSuffix(rest, ".") {
		rest = strings.TrimSuffix(strings.TrimSuffix(rest, "."), "?")
		var name string
		if name, rest = lastName(rest); name == "" || name[0] >= '0' && name[0] <= '9' {
			return nil, typed
		}
		chain = append(chain, name)
	}
	slices.Reverse(chain)
	return chain, typed
}

// lastName cuts the name at the end off text.
func lastName(text string) (name, rest string) {
	i := len(text)
	for i > 0 && nameByte(text[i-1]) {
		i--
	}
	return text[i:], text[:i]
}

func nameByte(c byte) bool {
	return c == '_' || c == '$' || c >= 0x80 || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// isName reports whether a property can be written behind a dot.
func isName(s string) bool {
	if s == "" || s[0] >= '0' && s[0] <= '9' {
		return false
	}
	for i := range len(s) {
		if !nameByte(s[i]) {
			return false
		}
	}
	return true
}

// identifiers are the names in a list that can be written as such.
func identifiers(m *vm.VM, names *vm.List) []string {
	var list []string
	for i := range m.ListLen(names) {
		if k := m.KeyAt(names, i); k.IsString() {
			if s := m.GoString(m.KeyValue(k)); isName(s) {
				list = append(list, s)
			}
		}
	}
	return list
}

// objectNames appends the keys of v and its prototypes.
func objectNames(m *vm.VM, v vm.Value, names *vm.List) {
	o := objectOf(m, v)
	for n := 0; o != nil && n < maxCompletedObjects && !vm.IsProxy(o); n++ {
		keys := m.NewList()
		m.OwnPropertyKeys(o, keys)
		for i, left := 0, maxCompletedNames; i < m.ListLen(keys) && left > 0; i++ {
			if k := m.KeyAt(keys, i); !k.IsIndex() {
				m.AddKey(names, k)
				left--
			}
		}
		o = m.GetPrototypeOf(o)
	}
}

// objectOf is where the properties of v are found; nil for null and undefined.
func objectOf(m *vm.VM, v vm.Value) *vm.Object {
	if v.IsNullish() {
		return nil
	}
	return m.ToObject(v)
}

// globalData is the value of a global name, where no getter has to run for it.
func globalData(m *vm.VM, name string) (vm.Value, bool) {
	if name == "this" {
		return m.Realm().GlobalThis(), true
	}
	if v, ok := m.Realm().LexicalValue(m.Key(name)); ok {
		return v, true
	}
	return dataProperty(m, m.ObjectValue(m.Realm().Global()), name)
}

// dataProperty is v[name], where no getter or proxy has to run for it.
func dataProperty(m *vm.VM, v vm.Value, name string) (vm.Value, bool) {
	key := m.Key(name)
	o := objectOf(m, v)
	for n := 0; o != nil && n < maxCompletedObjects && !vm.IsProxy(o); n++ {
		if d, ok := m.GetOwnProperty(o, key); ok {
			return d.Value, d.IsData()
		}
		o = m.GetPrototypeOf(o)
	}
	return vm.Undefined, false
}
