package vm

import "gojs/gc"

// names are the property keys and strings that the machine itself uses,
// kept by roots.
//
//gojs:rooted
type names struct {
	empty Value

	length, name, prototype, constructor, message, stack, cause, errors    PropertyKey
	value, writable, enumerable, configurable, get, set                    PropertyKey
	done, next, return_, throw_, then, toString, valueOf, toJSON, raw      PropertyKey
	callee, caller, arguments, index, lastIndex, input, groups, exec       PropertyKey
	proto, getPrototypeOf, setPrototypeOf, isExtensible, preventExtensions PropertyKey
	getOwnPropertyDescriptor, has, deleteProperty, ownKeys                 PropertyKey
	defineProperty, apply, construct                                       PropertyKey
	default_, resolve, reject, promise, proxy, revoke, error, suppressed   PropertyKey
	stackTraceLimit, prepareStackTrace, anonymous, size, keys, with, flags PropertyKey

	undefined, null, true_, false_, object, boolean, number, string, symbol, bigint, function PropertyKey

	roots *gc.RootList
}

// initNames fills vm.names when the VM is made.
func (vm *VM) initNames() {
	n := &vm.names
	n.roots = vm.heap.NewRootList(0)
	n.empty = vm.emptyString()
	n.roots.Append(gc.Word(n.empty))
	for _, e := range [...]struct {
		key  *PropertyKey
		text string
	}{
		{&n.length, "length"}, {&n.name, "name"}, {&n.prototype, "prototype"}, {&n.constructor, "constructor"},
		{&n.message, "message"}, {&n.stack, "stack"}, {&n.cause, "cause"}, {&n.errors, "errors"},
		{&n.value, "value"}, {&n.writable, "writable"}, {&n.enumerable, "enumerable"},
		{&n.configurable, "configurable"}, {&n.get, "get"}, {&n.set, "set"},
		{&n.done, "done"}, {&n.next, "next"}, {&n.return_, "return"}, {&n.throw_, "throw"}, {&n.then, "then"},
		{&n.toString, "toString"}, {&n.valueOf, "valueOf"}, {&n.toJSON, "toJSON"}, {&n.raw, "raw"},
		{&n.callee, "callee"}, {&n.caller, "caller"}, {&n.arguments, "arguments"}, {&n.index, "index"},
		{&n.lastIndex, "lastIndex"}, {&n.input, "input"}, {&n.groups, "groups"}, {&n.exec, "exec"},
		{&n.proto, "__proto__"}, {&n.getPrototypeOf, "getPrototypeOf"}, {&n.setPrototypeOf, "setPrototypeOf"},
		{&n.isExtensible, "isExtensible"}, {&n.preventExtensions, "preventExtensions"},
		{&n.getOwnPropertyDescriptor, "getOwnPropertyDescriptor"}, {&n.has, "has"},
		{&n.deleteProperty, "deleteProperty"}, {&n.ownKeys, "ownKeys"}, {&n.defineProperty, "defineProperty"},
		{&n.apply, "apply"}, {&n.construct, "construct"}, {&n.default_, "default"}, {&n.resolve, "resolve"},
		{&n.reject, "reject"}, {&n.promise, "promise"}, {&n.proxy, "proxy"}, {&n.revoke, "revoke"},
		{&n.error, "error"}, {&n.suppressed, "suppressed"}, {&n.stackTraceLimit, "stackTraceLimit"},
		{&n.prepareStackTrace, "prepareStackTrace"}, {&n.anonymous, "anonymous"}, {&n.size, "size"},
		{&n.keys, "keys"}, {&n.with, "with"}, {&n.flags, "flags"},
		{&n.undefined, "undefined"}, {&n.null, "null"}, {&n.true_, "true"}, {&n.false_, "false"},
		{&n.object, "object"}, {&n.boolean, "boolean"}, {&n.number, "number"}, {&n.string, "string"},
		{&n.symbol, "symbol"}, {&n.bigint, "bigint"}, {&n.function, "function"},
	} {
		*e.key = vm.Key(e.text)
		n.roots.Append(gc.Word(*e.key))
	}
	vm.smallInts = vm.heap.NewRootList(smallIntStrings)
	vm.initSymbols()
}

// emptyString makes the empty string, which is a property key.
func (vm *VM) emptyString() Value {
	r := vm.heap.Alloc(KindString, stringData)
	v := vm.Intern(stringBits | Value(r))
	vm.str(v).Flags |= strNotIndex
	return v
}
