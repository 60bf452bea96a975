package es

import (
	"fmt"
	"strconv"
	"unsafe"

	"gojs/source"
	"gojs/vm"
)

// jsonParser reads JSON text: s are its code units, Latin-1 or UTF-16.
//
//gojs:stack
type jsonParser[T byte | uint16] struct {
	c       *vm.Call
	text    vm.Value // what s views
	s       []T
	i       int
	records bool // parse records are made
	depth   int
	buf     textBuilder
}

// parseJSON is ParseJSON (sec-ParseJSON): the value, and its parse record where
// records are wanted.
func parseJSON(c *vm.Call, text vm.Value, records bool) (v, record vm.Value) {
	s := c.Chars(text)
	if s.UTF16 != nil {
		p := jsonParser[uint16]{c: c, text: text, s: s.UTF16, records: records}
		return p.parse()
	}
	p := jsonParser[byte]{c: c, text: text, s: s.Latin1, records: records}
	return p.parse()
}

func (p *jsonParser[T]) parse() (v, record vm.Value) {
	v, record = p.value()
	p.space()
	if p.i < len(p.s) {
		p.failHere("Unexpected non-whitespace character after JSON")
	}
	return v, record
}

// space skips white space.
func (p *jsonParser[T]) space() {
	for p.i < len(p.s) {
		switch p.s[p.i] {
		case ' ', '\t', '\n', '\r':
			p.i++
		default:
			return
		}
	}
}

// value reads a value, white space before it included.
func (p *jsonParser[T]) value() (v, record vm.Value) {
	p.space()
	if p.i >= len(p.s) {
		p.unexpected()
	}
	start := p.i
	switch u := p.s[p.i]; {
	case u == '{':
		return p.object()
	case u == '[':
		return p.array()
	case u == '"':
		v = p.string()
	case u == '-' || u >= '0' && u <= '9':
		v = p.number()
	case u == 't':
		v = p.literal("true", vm.True)
	case u == 'f':
		v = p.literal("false", vm.False)
	case u == 'n':
		v = p.literal("null", vm.Null)
	default:
		p.unexpected()
	}
	if p.records {
		record = p.newRecord(v)
		p.c.Append(p.c.ListOf(record), p.c.Substring(p.text, start, p.i))
	}
	return v, record
}

func (p *jsonParser[T]) newRecord(v vm.Value) vm.Value {
	l := p.c.NewList()
	p.c.Append(l, v)
	return p.c.ListValue(l)
}

func (p *jsonParser[T]) literal(word string, v vm.Value) vm.Value {
	for k := range len(word) {
		if p.i >= len(p.s) || p.s[p.i] != T(word[k]) {
			p.unexpected()
		}
		p.i++
	}
	return v
}

func (p *jsonParser[T]) enter() {
	if p.depth++; p.depth > maxJSONDepth {
		p.c.ThrowRangeError("Maximum call stack size exceeded")
	}
	if p.i&0xFFF == 0 {
		p.c.Poll()
	}
}

// array reads an array; p.i is at the bracket.
func (p *jsonParser[T]) array() (v, record vm.Value) {
	p.enter()
	c := p.c
	a := c.NewArray(0)
	v = c.ObjectValue(a)
	if p.records {
		record = p.newRecord(v)
	}
	p.i++
	p.space()
	if p.i < len(p.s) && p.s[p.i] == ']' {
		p.i++
		p.depth--
		return v, record
	}
	for {
		e, r := p.value()
		c.ArrayPush(a, e)
		if p.records {
			c.Append(c.ListOf(record), r)
		}
		p.space()
		if p.i < len(p.s) && p.s[p.i] == ',' {
			p.i++
			continue
		}
		if p.i < len(p.s) && p.s[p.i] == ']' {
			break
		}
		p.failAt("Expected ',' or ']' after array element")
	}
	p.i++
	p.depth--
	return v, record
}

// object reads an object; p.i is at the brace.
func (p *jsonParser[T]) object() (v, record vm.Value) {
	p.enter()
	c := p.c
	o := c.NewObject()
	v = c.ObjectValue(o)
	if p.records {
		record = p.newRecord(v)
	}
	p.i++
	p.space()
	if p.i < len(p.s) && p.s[p.i] == '}' {
		p.i++
		p.depth--
		return v, record
	}
	for first := true; ; first = false {
		key := p.propertyName(first)
		e, r := p.value()
		if p.records {
			addEntry(c, record, key, r, c.HasOwnProperty(o, key))
		}
		c.CreateDataProperty(o, key, e)
		p.space()
		if p.i < len(p.s) && p.s[p.i] == ',' {
			p.i++
			continue
		}
		if p.i < len(p.s) && p.s[p.i] == '}' {
			break
		}
		p.failAt("Expected ',' or '}' after property value")
	}
	p.i++
	p.depth--
	return v, record
}

// propertyName reads a property's name and the colon.
func (p *jsonParser[T]) propertyName(first bool) vm.PropertyKey {
	p.space()
	if p.i >= len(p.s) || p.s[p.i] != '"' {
		if first {
			p.failAt("Expected property name or '}'")
		}
		p.failAt("Expected double-quoted property name")
	}
	key := p.key()
	p.space()
	if p.i >= len(p.s) || p.s[p.i] != ':' {
		p.failAt("Expected ':' after property name")
	}
	p.i++
	return key
}

// plain is the end of the string that begins after p.i when it has no escapes
// and is closed.
func (p *jsonParser[T]) plain() (int, bool) {
	for k := p.i + 1; k < len(p.s); k++ {
		switch u := p.s[k]; {
		case u == '"':
			return k, true
		case u == '\\' || u < ' ':
			return 0, false
		}
	}
	return 0, false
}

// key reads a property name.
func (p *jsonParser[T]) key() vm.PropertyKey {
	if end, ok := p.plain(); ok {
		text := p.s[p.i+1 : end]
		p.i = end + 1
		if b, ok := any(text).([]byte); ok {
			return p.c.KeyLatin1(b)
		}
		return p.c.KeyFromString(p.c.NewUTF16(any(text).([]uint16)))
	}
	return p.c.KeyFromString(p.string())
}

// string reads a string.
func (p *jsonParser[T]) string() vm.Value {
	if end, ok := p.plain(); ok {
		text := p.s[p.i+1 : end]
		p.i = end + 1
		if b, ok := any(text).([]byte); ok {
			return p.c.NewLatin1(b)
		}
		return p.c.NewUTF16(any(text).([]uint16))
	}
	b := &p.buf
	b.Reset()
	for p.i++; ; p.i++ {
		if p.i >= len(p.s) {
			p.failAt("Unterminated string")
		}
		switch u := p.s[p.i]; {
		case u == '"':
			p.i++
			return b.Value(p.c.VM)
		case u == '\\':
			p.i++
			b.Unit(p.escape())
		case u < ' ':
			p.failAt("Bad control character in string literal")
		default:
			b.Unit(uint16(u))
		}
	}
}

// escape reads what stands behind a backslash and leaves p.i at its last code unit.
func (p *jsonParser[T]) escape() uint16 {
	if p.i >= len(p.s) {
		p.unexpected()
	}
	u := p.s[p.i]
	switch u {
	case '"', '\\', '/':
		return uint16(u)
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	case 'u':
		return p.hex4()
	}
	if uint16(u) > 0xFF {
		p.unexpected()
	}
	p.failAt("Bad escaped character")
	return 0
}

func (p *jsonParser[T]) hex4() uint16 {
	var u uint16
	for range 4 {
		p.i++
		d := 36
		if p.i < len(p.s) {
			d = digitOf(uint16(p.s[p.i]))
		}
		if d > 15 {
			p.failAt("Bad Unicode escape")
		}
		u = u<<4 | uint16(d)
	}
	return u
}

func (p *jsonParser[T]) digits() bool {
	start := p.i
	for p.i < len(p.s) && p.s[p.i] >= '0' && p.s[p.i] <= '9' {
		p.i++
	}
	return p.i > start
}

// number reads a number.
func (p *jsonParser[T]) number() vm.Value {
	start := p.i
	if p.s[p.i] == '-' {
		p.i++
	}
	first := p.i
	if !p.digits() {
		p.failAt("No number after minus sign")
	}
	if p.s[first] == '0' && p.i > first+1 {
		p.i = first + 1
		p.failAt("Unexpected number")
	}
	integer := true
	if p.i < len(p.s) && p.s[p.i] == '.' {
		integer = false
		p.i++
		if !p.digits() {
			p.failAt("Unterminated fractional number")
		}
	}
	if p.i < len(p.s) && p.s[p.i]|0x20 == 'e' {
		integer = false
		p.i++
		if p.i < len(p.s) && (p.s[p.i] == '+' || p.s[p.i] == '-') {
			p.i++
		}
		if !p.digits() {
			p.failAt("Exponent part is missing a number")
		}
	}
	if integer && p.i-first <= 9 {
		n := int32(0)
		for _, u := range p.s[first:p.i] {
			n = n*10 + int32(u-'0')
		}
		switch {
		case first == start:
			return vm.IntValue(n)
		case n > 0:
			return vm.IntValue(-n)
		}
	}
	return vm.NumberValue(p.float(start))
}

// float converts the number from start to p.i.
func (p *jsonParser[T]) float(start int) float64 {
	var buf [64]byte
	b := buf[:0]
	if text, ok := any(p.s[start:p.i]).([]byte); ok {
		b = text
	} else {
		for _, u := range p.s[start:p.i] {
			b = append(b, byte(u))
		}
	}
	f, _ := strconv.ParseFloat(unsafe.String(unsafe.SliceData(b), len(b)), 64)
	return f
}

// failAt throws a SyntaxError with the position in the JSON text.
func (p *jsonParser[T]) failAt(message string) { p.failHere(message + " in JSON") }

// failHere throws a SyntaxError with the position: code units from 0, line and
// column from 1.
func (p *jsonParser[T]) failHere(message string) {
	line, start := 1, 0
	for i, u := range p.s[:p.i] {
		if u == '\n' || u == '\r' && !(i+1 < p.i && p.s[i+1] == '\n') {
			line, start = line+1, i+1
		}
	}
	p.throw(fmt.Sprintf("%s at position %d (line %d column %d)", message, p.i, line, p.i-start+1))
}

// throw throws a SyntaxError that is at p.i of the text, which an uncaught one shows.
func (p *jsonParser[T]) throw(message string) {
	c := p.c
	at := int32(len(c.GoString(c.Substring(p.text, 0, p.i))))
	c.ThrowSourceError(&source.Error{File: source.NewFile("<anonymous_script>", c.GoString(p.text)), Message: message,
		Span: source.Span{Start: at, End: at + 1}})
}

// jsonContext is how much text an error message shows on either side.
const jsonContext = 10

// unexpected throws V8's SyntaxError for the code unit at p.i.
func (p *jsonParser[T]) unexpected() {
	c := p.c
	if p.i >= len(p.s) {
		p.throw("Unexpected end of JSON input")
	}
	switch u := p.s[p.i]; {
	case u == '"':
		p.failAt("Unexpected string")
	case u >= '0' && u <= '9' || u == '-':
		p.failAt("Unexpected number")
	}
	show := func(i, j int) string { return c.GoString(c.Substring(p.text, i, j)) }
	n := len(p.s)
	if n <= len("[object Object]") {
		switch text := show(0, n); text {
		case "undefined", "[object Object]", "NaN", "Infinity":
			p.throw(fmt.Sprintf("\"%s\" is not valid JSON", text))
		}
	}
	token := show(p.i, p.i+1)
	switch {
	case n <= 2*jsonContext:
		p.throw(fmt.Sprintf("Unexpected token '%s', \"%s\" is not valid JSON", token, show(0, n)))
	case p.i < jsonContext:
		p.throw(fmt.Sprintf("Unexpected token '%s', \"%s\"... is not valid JSON", token, show(0, p.i+jsonContext)))
	case p.i < n-jsonContext:
		p.throw(fmt.Sprintf("Unexpected token '%s', ...\"%s\"... is not valid JSON", token, show(p.i-jsonContext, p.i+jsonContext)))
	}
	p.throw(fmt.Sprintf("Unexpected token '%s', ...\"%s\" is not valid JSON", token, show(p.i-jsonContext, n)))
}
