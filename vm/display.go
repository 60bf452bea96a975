package vm

import (
	"strings"
	"unicode/utf8"
	"unsafe"

	"gojs/internal/numtext"
)

// maxDisplay bounds a value's text in a message.
const maxDisplay = 1 << 12

// Display is how messages show v, as V8 does: strings as they are, objects as
// #<Constructor>, functions by their text. It runs no JavaScript.
func (vm *VM) Display(v Value) string {
	switch v.tag() {
	case tagString:
		return vm.displayString(v)
	case tagSymbol:
		return vm.symbolText(v)
	case tagBigInt:
		if vm.bigCount(v) > 64 {
			return "BigInt"
		}
		return vm.BigIntToBig(v).String()
	case tagObject:
		return vm.displayObject(vm.Obj(v))
	case tagSpecial, tagCell:
		return vm.GoString(vm.specialText(v))
	}
	var buf [40]byte
	return string(numtext.AppendNumber(buf[:0], v.Float()))
}

func (vm *VM) displayString(v Value) string {
	if vm.StringLength(v) <= maxDisplay {
		return vm.GoString(v)
	}
	return vm.GoString(vm.Substring(v, 0, maxDisplay)) + "..."
}

// DisplayKey is how messages show a property key.
func (vm *VM) DisplayKey(k PropertyKey) string {
	if k.IsIndex() {
		return vm.Display(Int64Value(int64(k.Index())))
	}
	return vm.Display(Value(k))
}

// DisplayTyped shows v after its type, as V8 names a callee it has no source
// text for: number 1, string "a".
func (vm *VM) DisplayTyped(v Value) string {
	t := vm.GoString(vm.TypeOf(v))
	switch {
	case v.IsString():
		return t + " \"" + vm.displayString(v) + "\""
	case v.IsNumber(), v.IsBoolean(), v.IsNull():
		return t + " " + vm.Display(v)
	}
	return t
}

func (vm *VM) displayObject(o *Object) string {
	if o.Flags&flagCallable != 0 && o.Kind != KindProxy {
		return shortenFunction(vm.FunctionText(o))
	}
	if o.Kind == KindError {
		return vm.displayError(o)
	}
	if vm.hasPlainToString(o) {
		if v, ok := vm.peek(o, vm.names.constructor); ok && v.IsObject() && vm.IsCallable(v) {
			if name := vm.functionName(vm.Obj(v)); name != "" {
				return "#<" + name + ">"
			}
		}
	}
	return "[object " + vm.displayTag(o) + "]"
}

// shortenFunction cuts the text of a function as V8 does.
func shortenFunction(text string) string {
	const limit, head, tail = 128, 111, 2
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	r := []rune(text)
	return string(r[:head]) + "...<omitted>..." + string(r[len(r)-tail:])
}

func (vm *VM) displayError(o *Object) string {
	name, message := "Error", ""
	if v, ok := vm.peek(o, vm.names.name); ok && v != Undefined {
		name = vm.displayPart(v)
	}
	if v, ok := vm.peek(o, vm.names.message); ok && v != Undefined {
		message = vm.displayPart(v)
	}
	switch {
	case name == "":
		return message
	case message == "":
		return name
	}
	return name + ": " + message
}

func (vm *VM) displayPart(v Value) string {
	if v.IsObject() {
		return "#<Object>"
	}
	return vm.Display(v)
}

// peek finds a data property on o or its prototypes without running JavaScript.
func (vm *VM) peek(o *Object, key PropertyKey) (Value, bool) {
	for n := 0; o != nil && n < 1000; n++ {
		m := methodsOf(o)
		if m.GetOwnProperty != nil && o.Kind != KindTypedArray || m.GetPrototypeOf != nil {
			return Undefined, false
		}
		if v, attrs, ok := vm.ownProperty(o, key); ok {
			return v, attrs&attrAccessor == 0
		}
		o = vm.proto(o)
	}
	return Undefined, false
}

// hasPlainToString reports whether o's toString is Object.prototype's.
func (vm *VM) hasPlainToString(o *Object) bool {
	v, ok := vm.peek(o, vm.names.toString)
	if !ok {
		return true
	}
	plain, _ := vm.peek(vm.realm.ObjectPrototype(), vm.names.toString)
	return v == plain
}

// constructorName is the name of o's class as V8 finds it: its
// Symbol.toStringTag, else the name of its constructor.
func (vm *VM) constructorName(o *Object) string {
	if o.Kind == KindProxy {
		return "Object"
	}
	if v, ok := vm.peek(o, SymbolKey(vm.symbols.toStringTag)); ok && v.IsString() {
		return vm.displayString(v)
	}
	if v, ok := vm.peek(o, vm.names.constructor); ok && v.IsObject() && vm.IsCallable(v) {
		if name := vm.functionName(vm.Obj(v)); name != "" {
			return name
		}
	}
	return vm.displayTag(o)
}

// displayTag is the builtin tag of o (sec-object.prototype.tostring).
func (vm *VM) displayTag(o *Object) string {
	if v, ok := vm.peek(o, SymbolKey(vm.symbols.toStringTag)); ok && v.IsString() {
		return vm.displayString(v)
	}
	if o.Kind == KindTypedArray {
		return TypedArrayType(o).String() + "Array" // as its accessor says
	}
	return BuiltinTag(o)
}

// BuiltinTag is the builtinTag of Object.prototype.toString
// (sec-object.prototype.tostring) without regard of IsArray's proxies.
func BuiltinTag(o *Object) string {
	switch o.Kind {
	case KindArray:
		return "Array"
	case KindArguments, KindMappedArguments:
		return "Arguments"
	case KindError:
		return "Error"
	case KindBooleanObject:
		return "Boolean"
	case KindNumberObject:
		return "Number"
	case KindStringObject:
		return "String"
	}
	if DateKind != 0 && o.Kind == DateKind {
		return "Date"
	}
	if RegExpKind != 0 && o.Kind == RegExpKind {
		return "RegExp"
	}
	if o.Flags&flagCallable != 0 {
		return "Function"
	}
	return "Object"
}

// functionName is a function's own name where it is a string, without running
// JavaScript.
func (vm *VM) functionName(o *Object) string {
	if methodsOf(o).GetOwnProperty != nil {
		return ""
	}
	if v, attrs, ok := vm.ownProperty(o, vm.names.name); ok && attrs&attrAccessor == 0 && v.IsString() {
		return vm.displayString(v)
	}
	return ""
}

// FunctionText is Function.prototype.toString of a callable object
// (sec-function.prototype.tostring).
func (vm *VM) FunctionText(o *Object) string {
	if o.Kind == KindFunction {
		fn := vm.codes[(*Function)(unsafe.Pointer(o)).link].fn
		if fn.Source != nil && fn.Span.End > fn.Span.Start {
			return fn.Source.Slice(fn.Span)
		}
		return "function " + fn.Name + "() { [native code] }"
	}
	name := ""
	if o.Kind == KindNative {
		name = nativeSyntaxName(vm.natives[(*NativeFunction)(unsafe.Pointer(o)).native].Name)
	}
	return "function " + name + "() { [native code] }"
}

// nativeSyntaxName is name where the grammar of NativeFunction has it, else "".
func nativeSyntaxName(name string) string {
	base := strings.TrimPrefix(strings.TrimPrefix(name, "get "), "set ")
	if isIdentifier(base) || strings.HasPrefix(base, "[Symbol.") {
		return name
	}
	return ""
}

// isIdentifier reports whether text may stand as a name after a dot.
func isIdentifier(text string) bool {
	if text == "" || text[0] >= '0' && text[0] <= '9' {
		return false
	}
	return !strings.ContainsAny(text, " \t\n.,:;!?#[](){}<>+-*/%&|^~='\"`\\@")
}
