package es

import "gojs/vm"

// The JSON object (sec-json-object). Parsing is in jsonparse.go, writing in
// jsonstringify.go.

var jsonObject = vm.NewIntrinsic()

func init() {
	vm.Declare(&vm.ObjectSpec{ID: jsonObject, Proto: vm.ObjectPrototype, Global: "JSON", Props: []vm.Spec{
		{Key: "isRawJSON", Fn: jsonIsRawJSON, Len: 1},
		{Key: "parse", Fn: jsonParse, Len: 2},
		{Key: "rawJSON", Fn: jsonRawJSON, Len: 1},
		{Key: "stringify", Fn: jsonStringify, Len: 3},
		{Key: "@@toStringTag", Kind: vm.Constant, Value: "JSON", Attrs: vm.Configurable, AttrsSet: true},
	}})
}

// maxJSONDepth bounds the nesting of arrays and objects.
const maxJSONDepth = 10000

// rawJSON is an object with [[IsRawJSON]].
//
//gojs:cell
type rawJSON struct{ vm.Object }

var (
	kindRawJSON = vm.NewKind[rawJSON]("RawJSON", noLayout)
	kRawJSON    = vm.NewKeyID("rawJSON")
	kSource     = vm.NewKeyID("source")
)

// JSON.isRawJSON ( O ) sec-json.israwjson
func jsonIsRawJSON(c *vm.Call) vm.Value {
	return vm.BoolValue(vm.As[rawJSON](c.VM, c.Arg(0), kindRawJSON) != nil)
}

// JSON.rawJSON ( text ) sec-json.rawjson
func jsonRawJSON(c *vm.Call) vm.Value {
	text := c.ToString(c.Arg(0))
	s := c.Chars(text)
	if s.Len() == 0 {
		c.ThrowSyntaxError("Invalid value for JSON.rawJSON")
	}
	if first := s.At(0); isJSONSpace(first) || first == '{' || first == '[' {
		c.ThrowSyntaxError("Unexpected token '%c', \"%s\" is not valid JSON", first, c.GoString(text))
	}
	if isJSONSpace(s.At(s.Len() - 1)) {
		c.ThrowSyntaxError("Invalid value for JSON.rawJSON")
	}
	parseJSON(c, text, false)
	o := &vm.Alloc[rawJSON](c.VM, kindRawJSON, nil).Object
	c.CreateDataProperty(o, c.K(kRawJSON), text)
	setIntegrity(c, o, true)
	return c.ObjectValue(o)
}

func isJSONSpace(u uint16) bool { return u == ' ' || u == '\t' || u == '\n' || u == '\r' }

// JSON.parse ( text [ , reviver ] ) sec-json.parse
func jsonParse(c *vm.Call) vm.Value {
	text := c.ToString(c.Arg(0))
	reviver := c.Arg(1)
	if !c.IsCallable(reviver) {
		v, _ := parseJSON(c, text, false)
		return v
	}
	v, record := parseJSON(c, text, true)
	root := c.NewObject()
	empty := c.KeyFromString(c.InternString(""))
	c.CreateDataProperty(root, empty, v)
	return internalizeJSON(c, root, empty, reviver, record, 0)
}

// A JSON Parse Record (sec-json-parse-record) is a list: the value; then, of a
// primitive its source text, of an array the elements' records, of an object
// each key and its record.

// internalizeJSON is InternalizeJSONProperty (sec-internalizejsonproperty).
func internalizeJSON(c *vm.Call, holder *vm.Object, key vm.PropertyKey, reviver, record vm.Value, depth int) vm.Value {
	if depth > maxJSONDepth {
		c.ThrowRangeError("Maximum call stack size exceeded")
	}
	v := c.Get(holder, key)
	context := c.NewObject()
	if record.IsCell() && !c.SameValue(c.ListAt(c.ListOf(record), 0), v) {
		record = vm.Undefined
	}
	if record.IsCell() && !v.IsObject() {
		c.CreateDataProperty(context, c.K(kSource), c.ListAt(c.ListOf(record), 1))
	}
	if v.IsObject() {
		o := c.Obj(v)
		if c.IsArray(v) {
			n := lengthOf(c, o)
			for i := int64(0); i < n; i++ {
				internalizeElement(c, o, c.IntegerKey(i), reviver, elementRecord(c, record, i), depth)
				poll(c, i)
			}
		} else {
			keys := enumerableKeys(c, o)
			for i, n := 0, c.ListLen(keys); i < n; i++ {
				key := c.KeyAt(keys, i)
				internalizeElement(c, o, key, reviver, entryRecord(c, record, key, i), depth)
			}
		}
	}
	return c.VM.Call(reviver, c.ObjectValue(holder), c.KeyValue(key), v, c.ObjectValue(context))
}

func internalizeElement(c *vm.Call, o *vm.Object, key vm.PropertyKey, reviver, record vm.Value, depth int) {
	v := internalizeJSON(c, o, key, reviver, record, depth+1)
	if v.IsUndefined() {
		c.Delete(o, key)
	} else {
		c.CreateDataProperty(o, key, v)
	}
}

// elementRecord is the record of element i of an array's record.
func elementRecord(c *vm.Call, record vm.Value, i int64) vm.Value {
	if record.IsCell() {
		if l := c.ListOf(record); i+1 < int64(c.ListLen(l)) {
			return c.ListAt(l, int(i)+1)
		}
	}
	return vm.Undefined
}

// entryRecord is the record of a key in an object's record; it is the at'th
// unless the reviver has changed the object or some keys are array indices.
func entryRecord(c *vm.Call, record vm.Value, key vm.PropertyKey, at int) vm.Value {
	if !record.IsCell() {
		return vm.Undefined
	}
	items := c.ListItems(c.ListOf(record))
	if k := 1 + 2*at; k < len(items) && vm.PropertyKey(items[k]) == key {
		return items[k+1]
	}
	if k := findEntry(items, key); k > 0 {
		return items[k+1]
	}
	return vm.Undefined
}

// findEntry is the place of a key in an object's record, 0 where it is not there.
func findEntry(items []vm.Value, key vm.PropertyKey) int {
	for k := 1; k < len(items); k += 2 {
		if vm.PropertyKey(items[k]) == key {
			return k
		}
	}
	return 0
}

// addEntry adds a key and its record to an object's record; a key that came
// before gets the new record.
func addEntry(c *vm.Call, record vm.Value, key vm.PropertyKey, entry vm.Value, again bool) {
	l := c.ListOf(record)
	if again {
		if k := findEntry(c.ListItems(l), key); k > 0 {
			c.ListSet(l, k+1, entry)
			return
		}
	}
	c.AddKey(l, key)
	c.Append(l, entry)
}

// enumerableKeys is EnumerableOwnProperties(o, key) as property keys.
func enumerableKeys(c *vm.Call, o *vm.Object) *vm.List {
	keys := c.NewList()
	if c.EnumerableKeys(o, keys) {
		return keys
	}
	all := c.NewList()
	c.OwnPropertyKeys(o, all)
	for i, n := 0, c.ListLen(all); i < n; i++ {
		key := c.KeyAt(all, i)
		if key.IsSymbol() {
			continue
		}
		if d, ok := c.GetOwnProperty(o, key); ok && d.Enumerable() {
			c.AddKey(keys, key)
		}
	}
	return keys
}
