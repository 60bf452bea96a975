package vm

import (
	"math"
	"unsafe"

	"gojs/gc"
	"gojs/internal/numtext"
)

// Hint is ToPrimitive's preferred type.
type Hint uint8

// The hints.
const (
	HintDefault Hint = iota
	HintNumber
	HintString
)

// ToPrimitive is sec-toprimitive.
func (vm *VM) ToPrimitive(v Value, hint Hint) Value {
	if !v.IsObject() {
		return v
	}
	return vm.objectToPrimitive(v, hint)
}

func (vm *VM) objectToPrimitive(v Value, hint Hint) Value {
	f := vm.GetMethod(v, SymbolKey(vm.symbols.toPrimitive))
	if f == Undefined {
		return vm.ordinaryToPrimitive(v, hint)
	}
	arg := vm.names.default_
	switch hint {
	case HintNumber:
		arg = vm.names.number
	case HintString:
		arg = vm.names.string
	}
	r := vm.Call(f, v, Value(arg))
	if r.IsObject() {
		vm.ThrowTypeError("Cannot convert object to primitive value")
	}
	return r
}

// OrdinaryToPrimitive is sec-ordinarytoprimitive; hint is HintNumber or HintString.
func (vm *VM) OrdinaryToPrimitive(o *Object, hint Hint) Value {
	return vm.ordinaryToPrimitive(vm.ObjectValue(o), hint)
}

func (vm *VM) ordinaryToPrimitive(v Value, hint Hint) Value {
	first, second := vm.names.valueOf, vm.names.toString
	if hint == HintString {
		first, second = second, first
	}
	o := vm.Obj(v)
	if f := vm.Get(o, first); vm.IsCallable(f) {
		if r := vm.Call(f, v); !r.IsObject() {
			return r
		}
	}
	if f := vm.Get(o, second); vm.IsCallable(f) {
		if r := vm.Call(f, v); !r.IsObject() {
			return r
		}
	}
	vm.ThrowTypeError("Cannot convert object to primitive value")
	return Undefined
}

// ToBoolean is sec-toboolean.
func (vm *VM) ToBoolean(v Value) bool {
	if v.IsBoolean() {
		return v == True
	}
	return vm.toBooleanSlow(v)
}

func (vm *VM) toBooleanSlow(v Value) bool {
	switch v.tag() {
	case tagInt:
		return v.Int() != 0
	case tagObject:
		return vm.Obj(v).Flags&flagHTMLDDA == 0
	case tagString:
		return vm.str(v).length != 0
	case tagSymbol:
		return true
	case tagBigInt:
		return vm.bigCount(v) != 0
	case tagSpecial:
		return v == True
	}
	f := v.Double()
	return f == f && f != 0
}

// ToNumeric is sec-tonumeric.
func (vm *VM) ToNumeric(v Value) Value {
	if v.IsNumber() {
		return v
	}
	if v = vm.ToPrimitive(v, HintNumber); v.IsBigInt() {
		return v
	}
	return vm.ToNumber(v)
}

// ToNumber is sec-tonumber; the result is a Number value.
func (vm *VM) ToNumber(v Value) Value {
	if v.IsNumber() {
		return v
	}
	return vm.toNumberSlow(v)
}

func (vm *VM) toNumberSlow(v Value) Value {
	if v.IsObject() {
		v = vm.ToPrimitive(v, HintNumber)
	}
	switch v.tag() {
	case tagString:
		return vm.StringToNumber(v)
	case tagSymbol:
		vm.ThrowTypeError("Cannot convert a Symbol value to a number")
	case tagBigInt:
		vm.ThrowTypeError("Cannot convert a BigInt value to a number")
	case tagSpecial:
		switch v {
		case Undefined:
			return NaN
		case True:
			return IntValue(1)
		}
		return IntValue(0)
	}
	return v
}

// StringToNumber is sec-stringtonumber.
func (vm *VM) StringToNumber(v Value) Value {
	c := vm.Chars(v)
	if c.UTF16 != nil {
		f, _ := numtext.ParseNumberUTF16(c.UTF16)
		return NumberValue(f)
	}
	if n := len(c.Latin1); n > 0 && n < 10 {
		i := int32(0)
		for _, d := range c.Latin1 {
			if d -= '0'; d > 9 {
				i = -1
				break
			}
			i = i*10 + int32(d)
		}
		if i >= 0 {
			return IntValue(i)
		}
	}
	f, _ := numtext.ParseNumberLatin1(c.Latin1)
	return NumberValue(f)
}

// ToFloat is ToNumber as a float64.
func (vm *VM) ToFloat(v Value) float64 { return vm.ToNumber(v).Float() }

// ToIntegerOrInfinity is sec-tointegerorinfinity; the result is never -0 or NaN.
func (vm *VM) ToIntegerOrInfinity(v Value) float64 {
	if v.IsInt() {
		return float64(v.Int())
	}
	return truncate(vm.ToFloat(v))
}

// truncate is the integer part: NaN and -0 give 0.
func truncate(f float64) float64 {
	if f != f {
		return 0
	}
	return math.Trunc(f) + 0
}

// ToInt32 is sec-toint32.
func (vm *VM) ToInt32(v Value) int32 {
	if v.IsInt() {
		return v.Int()
	}
	return DoubleToInt32(vm.ToFloat(v))
}

// DoubleToInt32 is the modular conversion of ToInt32.
func DoubleToInt32(f float64) int32 {
	if i := int64(f); f >= -(1<<62) && f <= 1<<62 {
		return int32(i)
	}
	return int32(doubleToUint64(f))
}

// doubleToUint64 is the integer part of f modulo 2^64, 0 for NaN and infinities.
func doubleToUint64(f float64) uint64 {
	bits := math.Float64bits(f)
	exp := int(bits>>52&0x7ff) - 1075
	if exp == 0x7ff-1075 || exp < -52 {
		return 0
	}
	m := bits&(1<<52-1) | 1<<52
	switch {
	case exp >= 64:
		return 0
	case exp >= 0:
		m <<= uint(exp)
	default:
		m >>= uint(-exp)
	}
	if f < 0 {
		m = -m
	}
	return m
}

// ToUint32 is sec-touint32.
func (vm *VM) ToUint32(v Value) uint32 { return uint32(vm.ToInt32(v)) }

// ToInt16 is sec-toint16.
func (vm *VM) ToInt16(v Value) int16 { return int16(vm.ToInt32(v)) }

// ToUint16 is sec-touint16.
func (vm *VM) ToUint16(v Value) uint16 { return uint16(vm.ToInt32(v)) }

// ToInt8 is sec-toint8.
func (vm *VM) ToInt8(v Value) int8 { return int8(vm.ToInt32(v)) }

// ToUint8 is sec-touint8.
func (vm *VM) ToUint8(v Value) uint8 { return uint8(vm.ToInt32(v)) }

// ToUint8Clamp is sec-touint8clamp.
func (vm *VM) ToUint8Clamp(v Value) uint8 { return clampUint8(vm.ToFloat(v)) }

func clampUint8(f float64) uint8 {
	if !(f > 0) {
		return 0
	}
	if f >= 255 {
		return 255
	}
	return uint8(math.RoundToEven(f))
}

// ToLength is sec-tolength.
func (vm *VM) ToLength(v Value) int64 {
	if v.IsInt() {
		return int64(max(v.Int(), 0))
	}
	f := vm.ToIntegerOrInfinity(v)
	if f <= 0 {
		return 0
	}
	return int64(min(f, 1<<53-1))
}

// ToIndex is sec-toindex.
func (vm *VM) ToIndex(v Value) int64 {
	return vm.ToIndexMessage(v, "Invalid value: not (convertible to) a safe integer")
}

// ToIndexMessage is ToIndex with the RangeError's text.
func (vm *VM) ToIndexMessage(v Value, message string) int64 {
	f := vm.ToIntegerOrInfinity(v)
	if f < 0 || f > 1<<53-1 {
		vm.ThrowRangeError("%s", message)
	}
	return int64(f)
}

// RelativeIndex resolves an index argument as slice, fill and at do: negative
// ones count from the end, and the result is within 0 and length.
func (vm *VM) RelativeIndex(v Value, length int64) int64 {
	f := vm.ToIntegerOrInfinity(v)
	if f < 0 {
		return int64(max(float64(length)+f, 0))
	}
	return int64(min(f, float64(length)))
}

// ToString is sec-tostring.
func (vm *VM) ToString(v Value) Value {
	if v.IsString() {
		return v
	}
	return vm.toStringSlow(v)
}

func (vm *VM) toStringSlow(v Value) Value {
	if v.IsObject() {
		if v = vm.ToPrimitive(v, HintString); v.IsString() {
			return v
		}
	}
	switch v.tag() {
	case tagInt:
		return vm.intToString(v.Int())
	case tagSymbol:
		vm.ThrowTypeError("Cannot convert a Symbol value to a string")
	case tagBigInt:
		return vm.BigIntToString(v, 10)
	case tagSpecial:
		return vm.specialText(v)
	}
	return vm.NumberToString(v.Double())
}

func (vm *VM) specialText(v Value) Value {
	switch v {
	case True:
		return Value(vm.names.true_)
	case False:
		return Value(vm.names.false_)
	case Null:
		return Value(vm.names.null)
	}
	return Value(vm.names.undefined)
}

// ToGoString is ToString as WTF-8 text.
func (vm *VM) ToGoString(v Value) string { return vm.GoString(vm.ToString(v)) }

// smallIntStrings is how many integers have their string kept.
const smallIntStrings = 1024

func (vm *VM) intToString(i int32) Value {
	if i >= 0 && i < smallIntStrings {
		if s := Value(vm.smallInts.Get(int(i))); s != 0 {
			return s
		}
		var buf [16]byte
		s := vm.NewLatin1(numtext.AppendInt32(buf[:0], i))
		vm.smallInts.Set(int(i), gc.Word(s))
		return s
	}
	var buf [16]byte
	return vm.NewLatin1(numtext.AppendInt32(buf[:0], i))
}

// NumberToString is sec-numeric-types-number-tostring with radix 10.
func (vm *VM) NumberToString(f float64) Value {
	if i := int32(f); float64(i) == f {
		return vm.intToString(i)
	}
	var buf [40]byte
	return vm.NewLatin1(numtext.AppendNumber(buf[:0], f))
}

// Uint32ToString is the decimal text of i.
func (vm *VM) Uint32ToString(i uint32) Value {
	if i <= math.MaxInt32 {
		return vm.intToString(int32(i))
	}
	return vm.NumberToString(float64(i))
}

// ToPropertyKey is sec-topropertykey.
func (vm *VM) ToPropertyKey(v Value) PropertyKey {
	if v.IsInt() && v.Int() >= 0 {
		return IndexKey(uint32(v.Int()))
	}
	return vm.toPropertyKeySlow(v)
}

func (vm *VM) toPropertyKeySlow(v Value) PropertyKey {
	if v.IsObject() {
		v = vm.ToPrimitive(v, HintString)
	}
	switch {
	case v.IsString():
		return vm.KeyFromString(v)
	case v.IsSymbol():
		return SymbolKey(v)
	case v.IsNumber():
		f := v.Float()
		if i := uint32(f); float64(i) == f && i != math.MaxUint32 {
			return IndexKey(i)
		}
	}
	return vm.KeyFromString(vm.ToString(v))
}

// ToObject is sec-toobject.
func (vm *VM) ToObject(v Value) *Object {
	if v.IsObject() {
		return vm.Obj(v)
	}
	if v.IsNullish() {
		vm.ThrowTypeError("Cannot convert undefined or null to object")
	}
	return vm.wrapPrimitive(v)
}

// RequireObjectCoercible is sec-requireobjectcoercible; method, when given,
// names the built-in in the message.
func (vm *VM) RequireObjectCoercible(v Value, method ...string) Value {
	if v.IsNullish() {
		if len(method) > 0 {
			vm.ThrowTypeError("%s called on null or undefined", method[0])
		}
		vm.ThrowTypeError("Cannot convert undefined or null to object")
	}
	return v
}

// RegExpKind and DateKind are the kinds of RegExp and Date objects, set by the
// library that has them.
var RegExpKind, DateKind gc.Kind

// IsRegExp is sec-isregexp.
func (vm *VM) IsRegExp(v Value) bool {
	if !v.IsObject() {
		return false
	}
	if m := vm.Get(vm.Obj(v), SymbolKey(vm.symbols.match)); m != Undefined {
		return vm.ToBoolean(m)
	}
	return RegExpKind != 0 && vm.Obj(v).Kind == RegExpKind
}

// CanonicalNumericIndexString is sec-canonicalnumericindexstring of a property
// key; ok is false where it gives undefined.
func (vm *VM) CanonicalNumericIndexString(key PropertyKey) (f float64, ok bool) {
	if key.IsIndex() {
		return float64(key.Index()), true
	}
	if key.IsSymbol() {
		return 0, false
	}
	c := vm.Chars(Value(key))
	if c.UTF16 != nil || len(c.Latin1) == 0 {
		return 0, false
	}
	if d := c.Latin1[0]; d != '-' && d != 'I' && d != 'N' && (d < '0' || d > '9') {
		return 0, false
	}
	if string(c.Latin1) == "-0" {
		return math.Copysign(0, -1), true
	}
	f, _ = numtext.ParseNumberLatin1(c.Latin1)
	var buf [40]byte
	if string(numtext.AppendNumber(buf[:0], f)) == string(c.Latin1) {
		return f, true
	}
	return 0, false
}

// SameValue is sec-samevalue.
func (vm *VM) SameValue(a, b Value) bool {
	return a == b || vm.sameContent(a, b)
}

// sameContent compares strings and BigInts that are not the same cell.
func (vm *VM) sameContent(a, b Value) bool {
	switch {
	case a.IsString() && b.IsString():
		return vm.StringEquals(a, b)
	case a.IsBigInt() && b.IsBigInt():
		return vm.BigIntEqual(a, b)
	}
	return false
}

// SameValueZero is sec-samevaluezero.
func (vm *VM) SameValueZero(a, b Value) bool {
	if a == b {
		return true
	}
	if a.IsNumber() && b.IsNumber() {
		return a.Float() == b.Float()
	}
	return vm.sameContent(a, b)
}

// IsStrictlyEqual is sec-isstrictlyequal.
func (vm *VM) IsStrictlyEqual(a, b Value) bool {
	if a == b {
		return a != NaN
	}
	return vm.strictEqual(a, b)
}

// TypeOf is the typeof operator's result (sec-typeof-operator).
func (vm *VM) TypeOf(v Value) Value {
	n := &vm.names
	switch v.tag() {
	case tagString:
		return Value(n.string)
	case tagSymbol:
		return Value(n.symbol)
	case tagBigInt:
		return Value(n.bigint)
	case tagObject:
		switch f := vm.Obj(v).Flags; {
		case f&flagHTMLDDA != 0:
			return Value(n.undefined)
		case f&flagCallable != 0:
			return Value(n.function)
		}
		return Value(n.object)
	case tagSpecial:
		switch v {
		case Null:
			return Value(n.object)
		case True, False:
			return Value(n.boolean)
		}
		return Value(n.undefined)
	}
	return Value(n.number)
}

// typeIs reports whether typeof v is bytecode.TypeNames[t].
func (vm *VM) typeIs(v Value, t int) bool {
	n := &vm.names
	return vm.TypeOf(v) == Value([...]PropertyKey{n.undefined, n.object, n.boolean, n.number, n.bigint, n.string, n.symbol, n.function}[t])
}

// LengthOfArrayLike is sec-lengthofarraylike.
func (vm *VM) LengthOfArrayLike(o *Object) int64 {
	if o.Kind == KindArray {
		return int64((*ArrayObject)(unsafe.Pointer(o)).length)
	}
	return vm.ToLength(vm.Get(o, vm.names.length))
}

// GetV is sec-getv; of undefined and null it throws as property access does.
func (vm *VM) GetV(v Value, key PropertyKey) Value {
	if v.IsObject() {
		return vm.GetReceiver(vm.Obj(v), key, v)
	}
	return vm.getPrimitive(v, key)
}

// getPrimitive is the value of a property of a primitive.
func (vm *VM) getPrimitive(v Value, key PropertyKey) Value {
	if v.IsString() {
		if key == vm.names.length {
			return IntValue(int32(vm.str(v).length))
		}
		if key.IsIndex() && key.Index() < vm.str(v).length {
			return vm.CharString(vm.Chars(v).At(int(key.Index())))
		}
	}
	if v.IsNullish() {
		vm.throwReadOf(v, key)
	}
	return vm.GetReceiver(vm.primitivePrototype(v), key, v)
}

// SetV is PutValue on a property reference whose base is v (sec-putvalue).
func (vm *VM) SetV(v Value, key PropertyKey, value Value, strict bool) {
	if v.IsObject() {
		o := vm.Obj(v)
		if !vm.SetReceiver(o, key, value, v) && strict {
			vm.throwNotWritable(o, key)
		}
		return
	}
	if v.IsNullish() {
		vm.throwWriteOf(v, key)
	}
	if !vm.setOnPrimitive(v, key, value) && strict {
		vm.throwPrimitiveNotWritable(v, key)
	}
}

// throwPrimitiveNotWritable is the TypeError of strict code that sets a property of a primitive.
func (vm *VM) throwPrimitiveNotWritable(v Value, key PropertyKey) {
	format := "Cannot create property '%s' on %s '%s'"
	if v.IsString() && (key == vm.names.length || key.IsIndex() && key.Index() < vm.str(v).length) {
		format = "Cannot assign to read only property '%s' of %s '%s'"
	}
	vm.ThrowTypeError(format, vm.DisplayKey(key), vm.GoString(vm.TypeOf(v)), vm.Display(v))
}

func (vm *VM) setOnPrimitive(v Value, key PropertyKey, value Value) bool {
	if v.IsString() && (key == vm.names.length || key.IsIndex() && key.Index() < vm.str(v).length) {
		return false
	}
	return vm.SetReceiver(vm.primitivePrototype(v), key, value, v)
}

// primitivePrototype is where the properties of a primitive that is neither
// undefined nor null are found.
func (vm *VM) primitivePrototype(v Value) *Object {
	id := NumberPrototype
	switch v.tag() {
	case tagString:
		id = StringPrototype
	case tagSymbol:
		id = SymbolPrototype
	case tagBigInt:
		id = BigIntPrototype
	case tagSpecial:
		id = BooleanPrototype
	}
	return vm.realm.Intrinsic(id)
}

// GetMethod is sec-getmethod.
func (vm *VM) GetMethod(v Value, key PropertyKey) Value {
	f := vm.GetV(v, key)
	if f.IsNullish() {
		return Undefined
	}
	if !vm.IsCallable(f) {
		vm.ThrowTypeError("%s is not a function", vm.DisplayTyped(f))
	}
	return f
}

// SpeciesConstructor is sec-speciesconstructor.
func (vm *VM) SpeciesConstructor(o *Object, def Value) Value {
	c := vm.Get(o, vm.names.constructor)
	if c == Undefined {
		return def
	}
	if !c.IsObject() {
		vm.ThrowTypeError("The .constructor property is not an object")
	}
	s := vm.Get(vm.Obj(c), SymbolKey(vm.symbols.species))
	if s.IsNullish() {
		return def
	}
	if !vm.IsConstructor(s) {
		vm.ThrowTypeError("object.constructor[Symbol.species] is not a constructor")
	}
	return s
}

// InstanceofOperator is sec-instanceofoperator.
func (vm *VM) InstanceofOperator(v, target Value) bool {
	if !target.IsObject() {
		vm.ThrowTypeError("Right-hand side of 'instanceof' is not an object")
	}
	h := vm.GetMethod(target, SymbolKey(vm.symbols.hasInstance))
	if h != Undefined {
		return vm.ToBoolean(vm.Call(h, target, v))
	}
	if !vm.IsCallable(target) {
		vm.ThrowTypeError("Right-hand side of 'instanceof' is not callable")
	}
	return vm.OrdinaryHasInstance(target, v)
}

// OrdinaryHasInstance is sec-ordinaryhasinstance.
func (vm *VM) OrdinaryHasInstance(c, v Value) bool {
	if !vm.IsCallable(c) {
		return false
	}
	if o := vm.Obj(c); o.Kind == KindBound {
		vm.enterNative()
		r := vm.InstanceofOperator(v, (*BoundFunction)(unsafe.Pointer(o)).target)
		vm.leaveNative()
		return r
	}
	if !v.IsObject() {
		return false
	}
	p := vm.Get(vm.Obj(c), vm.names.prototype)
	if !p.IsObject() {
		vm.ThrowTypeError("Function has non-object prototype '%s' in instanceof check", vm.Display(p))
	}
	proto := vm.Obj(p)
	for o := vm.GetPrototypeOf(vm.Obj(v)); o != nil; o = vm.GetPrototypeOf(o) {
		if o == proto {
			return true
		}
	}
	return false
}

// GetFunctionRealm is sec-getfunctionrealm.
func (vm *VM) GetFunctionRealm(o *Object) *Realm {
	for {
		switch o.Kind {
		case KindFunction:
			return vm.realms[(*Function)(unsafe.Pointer(o)).realm]
		case KindNative:
			return vm.realms[(*NativeFunction)(unsafe.Pointer(o)).realm]
		case KindWrapped:
			return vm.realms[(*WrappedFunction)(unsafe.Pointer(o)).realm]
		case KindBound:
			o = vm.Obj((*BoundFunction)(unsafe.Pointer(o)).target)
		case KindProxy:
			o = vm.proxyTargetOrThrow(o, "getFunctionRealm")
		default:
			return vm.realm
		}
	}
}

// GetPrototypeFromConstructor is sec-getprototypefromconstructor; with
// newTarget undefined it is the current realm's intrinsic.
func (vm *VM) GetPrototypeFromConstructor(newTarget Value, id Intrinsic) *Object {
	if newTarget == Undefined {
		return vm.realm.Intrinsic(id)
	}
	o := vm.Obj(newTarget)
	if p := vm.Get(o, vm.names.prototype); p.IsObject() {
		return vm.Obj(p)
	}
	return vm.GetFunctionRealm(o).Intrinsic(id)
}

// OrdinaryCreateFromConstructor is sec-ordinarycreatefromconstructor for
// ordinary objects.
func (vm *VM) OrdinaryCreateFromConstructor(newTarget Value, id Intrinsic) *Object {
	return vm.OrdinaryObjectCreate(vm.GetPrototypeFromConstructor(newTarget, id))
}

// CreateListFromArrayLike is sec-createlistfromarraylike.
func (vm *VM) CreateListFromArrayLike(v Value) *List {
	if !v.IsObject() {
		vm.ThrowTypeError("CreateListFromArrayLike called on non-object")
	}
	o := vm.Obj(v)
	l := vm.NewList()
	n := vm.LengthOfArrayLike(o)
	if items, ok := vm.Dense(o); ok && o.Kind == KindArray && int64(len(items)) == n {
		whole := true
		for _, x := range items {
			whole = whole && x != Hole
		}
		if whole {
			if n > 0 {
				l.items = vm.newWords(items, uint32(n))
			}
			return l
		}
	}
	if n > maxListLength {
		vm.ThrowRangeError("Invalid array length")
	}
	for i := int64(0); i < n; i++ {
		vm.Append(l, vm.Get(o, vm.IntegerKey(i)))
	}
	return l
}

// maxListLength bounds lists made from array-likes, whose length costs nothing.
const maxListLength = 1 << 26
