package es

import (
	"fmt"

	"gojs/internal/numtext"
	"gojs/vm"
)

// jsonWriter is the state of JSON.stringify (sec-json.stringify).
//
//gojs:stack
type jsonWriter struct {
	c        *vm.Call
	replacer vm.Value // the function, or undefined
	keys     *vm.List // PropertyList, or nil
	stack    *vm.List // the objects being written, each with the key it stands at
	gap      string
	depth    int
	turns    int64
	out      textBuilder
}

// JSON.stringify ( value [ , replacer [ , space ] ] ) sec-json.stringify
func jsonStringify(c *vm.Call) vm.Value {
	w := jsonWriter{c: c, replacer: vm.Undefined, stack: c.NewList()}
	if r := c.Arg(1); r.IsObject() {
		if c.IsCallable(r) {
			w.replacer = r
		} else if c.IsArray(r) {
			w.keys = jsonPropertyList(c, c.Obj(r))
		}
	}
	w.gap = jsonGap(c)
	if w.replacer.IsUndefined() {
		if v, ok := stringifyQuick(c, c.Arg(0), w.keys, w.gap); ok {
			return v
		}
	}
	empty := c.KeyFromString(c.InternString(""))
	var holder *vm.Object
	if !w.replacer.IsUndefined() {
		holder = c.NewObject()
		c.CreateDataProperty(holder, empty, c.Arg(0))
	}
	if !w.property(holder, empty, c.Arg(0)) {
		return vm.Undefined
	}
	return w.out.Value(c.VM)
}

// jsonPropertyList is the list of keys that an array as replacer allows.
func jsonPropertyList(c *vm.Call, r *vm.Object) *vm.List {
	keys, seen := c.NewList(), c.OrdinaryObjectCreate(nil)
	for i, n := int64(0), lengthOf(c, r); i < n; i++ {
		v := getIndex(c, r, i)
		if v.IsObject() {
			if k := c.Obj(v).Kind; k != vm.KindNumberObject && k != vm.KindStringObject {
				continue
			}
		} else if !v.IsString() && !v.IsNumber() {
			continue
		}
		key := c.KeyFromString(c.ToString(v))
		if !c.HasOwnProperty(seen, key) {
			c.CreateDataProperty(seen, key, vm.True)
			c.AddKey(keys, key)
		}
		poll(c, i)
	}
	return keys
}

// jsonGap is the indentation that the third argument asks for.
func jsonGap(c *vm.Call) string {
	space := c.Arg(2)
	if space.IsObject() {
		switch c.Obj(space).Kind {
		case vm.KindNumberObject:
			space = c.ToNumber(space)
		case vm.KindStringObject:
			space = c.ToString(space)
		}
	}
	switch {
	case space.IsNumber():
		n := int(min(max(c.ToIntegerOrInfinity(space), 0), 10))
		return "          "[:n]
	case space.IsString():
		return c.GoString(c.Substring(space, 0, min(10, c.StringLength(space))))
	}
	return ""
}

// property is SerializeJSONProperty (sec-serializejsonproperty) of a value that
// stands at key in holder, which is needed only with a replacer function. It
// reports whether it wrote anything.
func (w *jsonWriter) property(holder *vm.Object, key vm.PropertyKey, v vm.Value) bool {
	c := w.c
	if v.IsObject() || v.IsBigInt() {
		if f := c.GetV(v, c.K(kToJSON)); c.IsCallable(f) {
			v = c.VM.Call(f, v, c.KeyValue(key))
		}
	}
	if !w.replacer.IsUndefined() {
		v = c.VM.Call(w.replacer, c.ObjectValue(holder), c.KeyValue(key), v)
	}
	if v.IsObject() {
		v = w.unwrap(v)
	}
	switch {
	case v.IsString():
		w.quote(v)
	case v.IsInt():
		var buf [12]byte
		w.out.ASCII(string(numtext.AppendInt32(buf[:0], v.Int())))
	case v.IsNumber():
		w.number(v.Float())
	case v == vm.Null:
		w.out.ASCII("null")
	case v == vm.True:
		w.out.ASCII("true")
	case v == vm.False:
		w.out.ASCII("false")
	case v.IsBigInt():
		c.ThrowTypeError("Do not know how to serialize a BigInt")
	case v.IsObject() && c.Obj(v).Kind == kindRawJSON:
		w.out.Chars(c.Chars(c.Get(c.Obj(v), c.K(kRawJSON))))
	case v.IsObject() && !c.IsCallable(v):
		w.nested(key, v)
	default:
		return false
	}
	return true
}

// unwrap is the primitive that a Number, String, Boolean or BigInt object
// stands for.
func (w *jsonWriter) unwrap(v vm.Value) vm.Value {
	switch o := w.c.Obj(v); o.Kind {
	case vm.KindNumberObject:
		return w.c.ToNumber(v)
	case vm.KindStringObject:
		return w.c.ToString(v)
	case vm.KindBooleanObject, vm.KindBigIntObject:
		return vm.PrimitiveValue(o)
	}
	return v
}

func (w *jsonWriter) number(f float64) {
	if !isFinite(f) {
		w.out.ASCII("null")
		return
	}
	var buf [32]byte
	w.out.ASCII(string(numtext.AppendNumber(buf[:0], f)))
}

// nested writes an array or object after checking that it is not inside itself.
func (w *jsonWriter) nested(key vm.PropertyKey, v vm.Value) {
	c := w.c
	items := c.ListItems(w.stack)
	for i := 1; i < len(items); i += 2 {
		if items[i] == v {
			w.throwCircular(i, key)
		}
	}
	if w.depth++; w.depth > maxJSONDepth/2 {
		c.ThrowRangeError("Maximum call stack size exceeded")
	}
	c.AddKey(w.stack, key)
	c.Append(w.stack, v)
	if c.IsArray(v) {
		w.array(c.Obj(v))
	} else {
		w.object(c.Obj(v))
	}
	c.ListTruncate(w.stack, c.ListLen(w.stack)-2)
	w.depth--
}

// step polls now and then and keeps the text within bounds.
func (w *jsonWriter) step() {
	w.turns++
	poll(w.c, w.turns)
	w.out.Bound(w.c.VM)
}

// line begins a new line where there is a gap.
func (w *jsonWriter) line(depth int) {
	if w.gap == "" {
		return
	}
	w.out.Byte('\n')
	for range depth {
		w.out.Text(w.gap)
	}
}

// array is SerializeJSONArray (sec-serializejsonarray).
func (w *jsonWriter) array(o *vm.Object) {
	n := lengthOf(w.c, o)
	w.out.Byte('[')
	for i := int64(0); i < n; i++ {
		if i > 0 {
			w.out.Byte(',')
		}
		w.line(w.depth)
		if !w.property(o, w.c.IntegerKey(i), getIndex(w.c, o, i)) {
			w.out.ASCII("null")
		}
		w.step()
	}
	if n > 0 {
		w.line(w.depth - 1)
	}
	w.out.Byte(']')
}

// object is SerializeJSONObject (sec-serializejsonobject).
func (w *jsonWriter) object(o *vm.Object) {
	c := w.c
	keys := w.keys
	if keys == nil {
		keys = enumerableKeys(c, o)
	}
	w.out.Byte('{')
	some := false
	for i, n := 0, c.ListLen(keys); i < n; i++ {
		key := c.KeyAt(keys, i)
		v := c.Get(o, key)
		mark := w.out.Len()
		if some {
			w.out.Byte(',')
		}
		w.line(w.depth)
		w.quote(c.KeyValue(key))
		w.out.Byte(':')
		if w.gap != "" {
			w.out.Byte(' ')
		}
		if !w.property(o, key, v) {
			w.out.Truncate(mark)
		} else {
			some = true
		}
		w.step()
	}
	if some {
		w.line(w.depth - 1)
	}
	w.out.Byte('}')
}

// quote is QuoteJSONString (sec-quotejsonstring).
func (w *jsonWriter) quote(v vm.Value) {
	s := w.c.Chars(v)
	b := &w.out
	b.Byte('"')
	if s.UTF16 == nil {
		quoteUnits(b, s, s.Latin1)
	} else {
		quoteUnits(b, s, s.UTF16)
	}
	b.Byte('"')
}

// quoteUnits writes the code units u of s, escaping what JSON does not allow
// and lone surrogates.
func quoteUnits[T byte | uint16](b *textBuilder, s vm.Chars, units []T) {
	done := 0
	if b8, ok := any(units).([]byte); ok {
		for !b.wide {
			n := plainLength(b8[done:])
			b.latin1 = append(b.latin1, b8[done:done+n]...)
			if done += n; done == len(b8) {
				return
			}
			b.latin1 = appendEscape(b.latin1, b8[done])
			done++
		}
	}
	for i := 0; i < len(units); i++ {
		u := uint16(units[i])
		if u >= ' ' && u != '"' && u != '\\' && u&0xF800 != 0xD800 {
			continue
		}
		if u&0xFC00 == 0xD800 && i+1 < len(units) && uint16(units[i+1])&0xFC00 == 0xDC00 {
			i++
			continue
		}
		b.Slice(s, done, i)
		done = i + 1
		escapeUnit(b, u)
	}
	b.Slice(s, done, len(units))
}

const hexLower = "0123456789abcdef"

func escapeUnit(b *textBuilder, u uint16) {
	b.Byte('\\')
	switch u {
	case '"', '\\':
		b.Byte(byte(u))
	case '\b':
		b.Byte('b')
	case '\f':
		b.Byte('f')
	case '\n':
		b.Byte('n')
	case '\r':
		b.Byte('r')
	case '\t':
		b.Byte('t')
	default:
		b.Byte('u')
		for shift := 12; shift >= 0; shift -= 4 {
			b.Byte(hexLower[u>>shift&15])
		}
	}
}

// throwCircular throws V8's TypeError for an object that stands within itself:
// at place start of the stack and again at the key last.
func (w *jsonWriter) throwCircular(start int, last vm.PropertyKey) {
	c := w.c
	text := "Converting circular structure to JSON\n    --> starting at object with constructor " + w.constructorOf(start)
	n := c.ListLen(w.stack)
	line := func(i int) string {
		return "\n    |     " + w.keyText(c.KeyAt(w.stack, i-1)) + " -> object with constructor " + w.constructorOf(i)
	}
	i := start + 2
	for ; i < min(n, start+6); i += 2 {
		text += line(i)
	}
	if i < n-2 {
		text += "\n    |     ..."
		i = n - 1
	}
	for ; i < n; i += 2 {
		text += line(i)
	}
	c.ThrowTypeError("%s", text+"\n    --- "+w.keyText(last)+" closes the circle")
}

func (w *jsonWriter) constructorOf(i int) string {
	return "'" + w.c.ConstructorName(w.c.Obj(w.c.ListAt(w.stack, i))) + "'"
}

func (w *jsonWriter) keyText(k vm.PropertyKey) string {
	if k.IsIndex() {
		return fmt.Sprintf("index %d", k.Index())
	}
	return "property '" + w.c.GoString(w.c.KeyValue(k)) + "'"
}
