package es

import (
	"gojs/regex"
	"gojs/vm"
)

// What the fast paths of regular expressions share: matching without looking
// everything up again, the text they build, and replacement templates.

// regexpRun is a pristine RegExp at work on one text. Nothing JavaScript runs
// between its matches.
//
//gojs:stack
type regexpRun struct {
	m     *vm.VM
	r     *regexpObject
	p     *regex.Program
	state *regexpState
	s     vm.Value
	text  vm.Chars // s
	caps  []int32  // of the last match
	noted bool     // the text is the input of the legacy properties
}

func newRegexpRun(m *vm.VM, r *regexpObject, s vm.Value) regexpRun {
	return regexpRun{m: m, r: r, p: r.prog(m), state: stateOf(m), s: s, text: m.Chars(s)}
}

// match looks for a match from start on, or with sticky at start.
func (x *regexpRun) match(start int, sticky bool) bool {
	mt := &x.state.matcher
	var ok bool
	var err error
	switch {
	case x.text.UTF16 != nil && sticky:
		ok, err = x.p.MatchUTF16At(mt, x.text.UTF16, start)
	case x.text.UTF16 != nil:
		ok, err = x.p.MatchUTF16(mt, x.text.UTF16, start)
	case sticky:
		ok, err = x.p.MatchLatin1At(mt, x.text.Latin1, start)
	default:
		ok, err = x.p.MatchLatin1(mt, x.text.Latin1, start)
	}
	if err != nil {
		x.m.ThrowRangeError("Maximum call stack size exceeded")
	}
	if !ok {
		return false
	}
	x.caps = mt.Caps
	if x.r.realm != 0 {
		x.note()
	}
	return true
}

// note remembers the match for the legacy static properties.
func (x *regexpRun) note() {
	l := &x.state.legacy
	if !x.noted {
		l.note(x.m, x.s, x.caps)
		x.noted = true
		return
	}
	l.n = copy(l.caps[:], x.caps)
}

// advance is the place behind an empty match at i.
func (x *regexpRun) advance(i int) int {
	if !x.p.Flags().FullUnicode() || i+1 >= x.text.Len() {
		return i + 1
	}
	_, n := codePointAt(x.text, i)
	return i + n
}

// all finds all matches of a global RegExp; f sees the captures of each.
// lastIndex ends as 0.
func (x *regexpRun) all(f func(caps []int32)) {
	sticky := x.p.Flags()&regex.Sticky != 0
	x.r.setLastIndex(x.m, 0)
	for i, turn := 0, 0; i <= x.text.Len(); turn++ {
		if !x.match(i, sticky) {
			break
		}
		start, end := int(x.caps[0]), int(x.caps[1])
		f(x.caps)
		i = end
		if start == end {
			i = x.advance(end)
		}
		if turn&(pollEvery-1) == pollEvery-1 {
			x.m.Poll()
		}
	}
	x.r.setLastIndex(x.m, 0)
}

// first is the part of RegExpBuiltinExec (sec-regexpbuiltinexec) before the
// result is built.
func (x *regexpRun) first() bool {
	m, r := x.m, x.r
	last := int64(0)
	if slot := m.Slot(&r.Object, 0); slot.IsInt() && slot.Int() >= 0 {
		last = int64(slot.Int())
	} else {
		last = m.ToLength(*slot)
		*x = newRegexpRun(m, r, x.s) // that may have run anything
	}
	flags := x.p.Flags()
	tracks := flags&(regex.Global|regex.Sticky) != 0
	if !tracks {
		last = 0
	}
	if last > int64(x.text.Len()) || !x.match(int(last), flags&regex.Sticky != 0) {
		if tracks {
			r.setLastIndex(m, 0)
		}
		return false
	}
	if tracks {
		r.setLastIndex(m, x.caps[1])
	}
	return true
}

// templatePart is a piece of a replacement template: a group, or text.
type templatePart struct {
	kind       partKind
	start, end int // of text; start is a group's number
}

type partKind uint8

const (
	literalPart partKind = iota
	groupPart
	beforePart
	behindPart
)

// parseTemplate takes a template of GetSubstitution (sec-getsubstitution) apart,
// for m groups besides the whole match. It declines named groups.
func parseTemplate(t vm.Chars, m int, named bool) (parts []templatePart, ok bool) {
	n, done := t.Len(), 0
	add := func(at, used int, p templatePart) {
		if at > done {
			parts = append(parts, templatePart{literalPart, done, at})
		}
		parts = append(parts, p)
		done = at + used
	}
	for i := 0; i+1 < n; i++ {
		if t.At(i) != '$' {
			continue
		}
		switch d := t.At(i + 1); {
		case d == '$':
			add(i, 2, templatePart{literalPart, i, i + 1})
			i++
		case d == '&':
			add(i, 2, templatePart{groupPart, 0, 0})
			i++
		case d == '`':
			add(i, 2, templatePart{kind: beforePart})
			i++
		case d == '\'':
			add(i, 2, templatePart{kind: behindPart})
			i++
		case d >= '0' && d <= '9':
			if k, used := groupNumber(t, i+1, m); used > 0 {
				add(i, 1+used, templatePart{groupPart, k, 0})
				i += used
			}
		case d == '<' && named:
			return nil, false
		}
	}
	if n > done {
		parts = append(parts, templatePart{literalPart, done, n})
	}
	return parts, true
}

// expandedLength is how long expand's text gets, known before memory is taken.
func expandedLength(parts []templatePart, x *regexpRun) int64 {
	length := int64(0)
	for _, p := range parts {
		switch p.kind {
		case literalPart:
			length += int64(p.end - p.start)
		case groupPart:
			length += int64(x.caps[2*p.start+1] - x.caps[2*p.start])
		case beforePart:
			length += int64(x.caps[0])
		case behindPart:
			length += int64(x.text.Len()) - int64(x.caps[1])
		}
	}
	return length
}

// expand appends the template's text for a match of x.
func expand(b *textBuilder, parts []templatePart, template vm.Chars, x *regexpRun) {
	for _, p := range parts {
		switch p.kind {
		case literalPart:
			b.Slice(template, p.start, p.end)
		case groupPart:
			if i := x.caps[2*p.start]; i >= 0 {
				b.Slice(x.text, int(i), int(x.caps[2*p.start+1]))
			}
		case beforePart:
			b.Slice(x.text, 0, int(x.caps[0]))
		case behindPart:
			b.Slice(x.text, int(x.caps[1]), x.text.Len())
		}
	}
}

// replaceFast is @@replace with a text for a pristine RegExp.
func replaceFast(c *vm.Call, r *regexpObject, s, replacement vm.Value) (vm.Value, bool) {
	if !c.Slot(&r.Object, 0).IsInt() {
		return 0, false // converting lastIndex may call something
	}
	x := newRegexpRun(c.VM, r, s)
	template := c.Chars(replacement)
	parts, ok := parseTemplate(template, x.p.NumCaptures()-1, len(x.p.GroupNames()) > 0)
	if !ok {
		return 0, false
	}
	b := takeBuilder(c.VM)
	position, some := 0, false
	one := func(caps []int32) {
		some = true
		b.Slice(x.text, position, int(caps[0]))
		position = int(caps[1])
		b.Room(c.VM, expandedLength(parts, &x))
		expand(&b, parts, template, &x)
	}
	if x.p.Flags()&regex.Global != 0 {
		x.all(one)
	} else if x.first() {
		one(x.caps)
	}
	if !some {
		return s, true
	}
	b.Slice(x.text, position, x.text.Len())
	return finishBuilder(c.VM, &b), true
}

// groupsModel is an object with the names of r's groups, of which match
// results get copies; nil where it cannot be one.
func (r *regexpObject) groupsModel(m *vm.VM, names []regex.Group) *vm.Object {
	if r.groups.IsObject() {
		return m.Obj(r.groups)
	}
	g := m.OrdinaryObjectCreate(nil)
	for _, n := range names {
		m.CreateDataProperty(g, m.Key(n.Name), vm.Undefined)
	}
	r.groups = m.ObjectValue(g)
	return g
}

// maxModelGroups is how many groups a copy of a model can have.
const maxModelGroups = 16

// groupsLike is matchGroups by a model; it declines many groups.
func groupsLike(m *vm.VM, r *regexpObject, names []regex.Group, s vm.Value, caps []int32) (vm.Value, bool) {
	var named [maxModelGroups]vm.Value
	if len(names) > len(named) {
		return 0, false
	}
	model := r.groupsModel(m, names)
	for k, n := range names {
		named[k] = vm.Undefined
		for _, i := range n.Indices {
			if caps[2*i] >= 0 {
				named[k] = captureText(m, s, caps, i)
			}
		}
	}
	o := m.NewObjectLike(model, named[:len(names)])
	if o == nil {
		return 0, false
	}
	return m.ObjectValue(o), true
}
