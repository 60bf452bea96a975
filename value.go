package gojs

import (
	"fmt"
	"math"
	"math/big"
	"runtime"

	"gojs/gc"
	"gojs/internal/numtext"
	"gojs/source"
	"gojs/stdlib/es"
	"gojs/vm"
)

// Value is a JavaScript value, held by Go. The zero Value is undefined. A Value
// keeps its object alive until Go's collector finds the Value unreachable, or
// Release is called: programs that make millions should do that.
//
// A Value belongs to its Runtime and is used on the Runtime's goroutine.
type Value struct {
	rt  *Runtime
	ref *reference // of objects, strings, symbols and bigints
	// bits is any other value, undefined being zero.
	bits uint64
}

// reference holds a cell for Go.
type reference struct {
	root    *gc.Root
	cleanup runtime.Cleanup
}

// value makes a handle for v.
func (r *Runtime) value(v vm.Value) Value {
	if !v.IsRef() {
		return Value{rt: r, bits: uint64(v ^ vm.Undefined)}
	}
	ref := &reference{root: r.vm.Heap().NewRoot(gc.Word(v))}
	ref.cleanup = runtime.AddCleanup(ref, (*gc.Root).Release, ref.root)
	return Value{rt: r, ref: ref}
}

// raw is the machine's value.
func (v Value) raw() vm.Value {
	if v.ref != nil {
		if v.rt.closed {
			panic("gojs: use of a Value whose Runtime is closed")
		}
		w := vm.Value(v.ref.root.Get())
		if w == 0 {
			panic("gojs: use of a Value that was released")
		}
		return w
	}
	return vm.Value(v.bits) ^ vm.Undefined
}

// Release lets go of what v holds. Neither v nor its copies may be used afterwards.
func (v Value) Release() {
	if v.ref == nil || v.rt.closed {
		return
	}
	e, err := v.rt.enter(nil)
	if err == nil {
		v.ref.cleanup.Stop()
		v.ref.root.Free()
		e.leave()
	}
}

// Runtime is the Runtime that v belongs to, nil of the zero Value.
func (v Value) Runtime() *Runtime { return v.rt }

// The values that need no Runtime.

// Undefined and Null are what their names say; Undefined() is the zero Value.
func Undefined() Value { return Value{} }
func Null() Value      { return Value{bits: uint64(vm.Null ^ vm.Undefined)} }

// The types of values.

func (v Value) IsUndefined() bool { return v.raw().IsUndefined() }
func (v Value) IsNull() bool      { return v.raw().IsNull() }
func (v Value) IsNullish() bool   { return v.raw().IsNullish() }
func (v Value) IsBool() bool      { return v.raw().IsBoolean() }
func (v Value) IsNumber() bool    { return v.raw().IsNumber() }
func (v Value) IsString() bool    { return v.raw().IsString() }
func (v Value) IsSymbol() bool    { return v.raw().IsSymbol() }
func (v Value) IsBigInt() bool    { return v.raw().IsBigInt() }
func (v Value) IsObject() bool    { return v.raw().IsObject() }

// IsFunction tells whether v can be called.
func (v Value) IsFunction() bool { return v.IsObject() && v.rt.vm.IsCallable(v.raw()) }

// IsArray is Array.isArray(v).
func (v Value) IsArray() bool { return v.IsObject() && v.rt.vm.IsArray(v.raw()) }

// IsError tells whether v is an Error of any class.
func (v Value) IsError() bool { return v.IsObject() && v.rt.vm.IsError(v.raw()) }

// IsPromise tells whether v is a promise.
func (v Value) IsPromise() bool { return v.IsObject() && v.rt.vm.IsPromise(v.raw()) }

// TypeOf is typeof v.
func (v Value) TypeOf() string {
	switch w := v.raw(); {
	case w.IsUndefined():
		return "undefined"
	case w.IsNull():
		return "object"
	case w.IsBoolean():
		return "boolean"
	case w.IsNumber():
		return "number"
	}
	return v.rt.vm.GoString(v.rt.vm.TypeOf(v.raw()))
}

// The Go values of primitives. None calls JavaScript: objects have none, and of
// them the methods return zero values, String apart.

// String is the text of a string, with U+FFFD for lone surrogates, and String(v)
// of other primitives. Of objects it is what error messages show.
func (v Value) String() string {
	w := v.raw()
	if w.IsRef() {
		return v.rt.text(w)
	}
	switch {
	case w.IsUndefined():
		return "undefined"
	case w.IsNull():
		return "null"
	case w == vm.True:
		return "true"
	case w == vm.False:
		return "false"
	}
	return string(numtext.AppendNumber(nil, w.Float()))
}

// text is String of a value that is a reference.
func (r *Runtime) text(w vm.Value) string {
	m := r.vm
	switch {
	case w.IsString():
		return validUTF8(m.GoString(w))
	case w.IsSymbol():
		return validUTF8(m.GoString(m.SymbolDescriptiveString(w)))
	case w.IsBigInt():
		return m.BigIntToBig(w).String()
	}
	return validUTF8(m.Display(w))
}

// Bool is Boolean(v).
func (v Value) Bool() bool {
	w := v.raw()
	if w.IsRef() {
		return v.rt.vm.ToBoolean(w)
	}
	f := 0.0
	if w.IsNumber() {
		f = w.Float()
	}
	return w == vm.True || f != 0 && f == f
}

// Float is the number of a Number or BigInt; of others NaN.
func (v Value) Float() float64 {
	switch w := v.raw(); {
	case w.IsNumber():
		return w.Float()
	case w.IsBigInt():
		f, _ := new(big.Float).SetInt(v.rt.vm.BigIntToBig(w)).Float64()
		return f
	}
	return math.NaN()
}

// Int is Float without its fraction, held within the range of int64; 0 for NaN.
func (v Value) Int() int64 {
	if w := v.raw(); w.IsInt() {
		return int64(w.Int())
	} else if w.IsBigInt() {
		if b := v.rt.vm.BigIntToBig(w); b.IsInt64() {
			return b.Int64()
		}
	}
	switch f := v.Float(); {
	case f != f:
		return 0
	case f >= math.MaxInt64:
		return math.MaxInt64
	case f <= math.MinInt64:
		return math.MinInt64
	default:
		return int64(f)
	}
}

// BigInt is the integer of a BigInt, or of a Number that is one; nil for others.
func (v Value) BigInt() *big.Int {
	switch w := v.raw(); {
	case w.IsBigInt():
		return new(big.Int).Set(v.rt.vm.BigIntToBig(w))
	case w.IsNumber():
		if f := w.Float(); f == math.Trunc(f) && !math.IsInf(f, 0) {
			b, _ := big.NewFloat(f).Int(nil)
			return b
		}
	}
	return nil
}

// Bytes is a copy of the bytes of an ArrayBuffer, a typed array or a DataView;
// nil for others.
func (v Value) Bytes() []byte {
	if !v.IsObject() {
		return nil
	}
	b := viewBytes(v.rt.vm, v.raw())
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// viewBytes views the bytes of a buffer or of a view of one; nil for others.
func viewBytes(m *vm.VM, v vm.Value) []byte {
	switch {
	case m.IsTypedArray(v):
		return m.TypedArrayBytes(m.Obj(v))
	case m.IsDataView(v):
		o := m.Obj(v)
		n, ok := m.DataViewLength(o)
		if !ok {
			return []byte{}
		}
		off := vm.DataViewByteOffset(o)
		return m.BufferBytes(m.DataViewBuffer(o))[off : off+n]
	case m.IsArrayBuffer(v):
		return m.BufferBytes(m.Obj(v))
	}
	return nil
}

// validUTF8 is WTF-8 text with U+FFFD for lone surrogates.
func validUTF8(s string) string {
	if source.IsASCII(s) {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, n := source.DecodeRune(s[i:])
		if source.IsSurrogate(r) {
			b = append(b, "\uFFFD"...)
		} else {
			b = append(b, s[i:i+n]...)
		}
		i += n
	}
	return string(b)
}

// GoString implements fmt.GoStringer for %#v.
func (v Value) GoString() string { return fmt.Sprintf("gojs.Value(%s)", v.String()) }

// InspectOptions say how Inspect shows a value.
type InspectOptions = es.InspectOptions

// DefaultInspect are those of console.log.
func DefaultInspect() InspectOptions { return es.DefaultInspect() }

// Inspect is util.inspect: v as console.log shows it. It may call JavaScript;
// where that throws, the text is that of error messages.
func (r *Runtime) Inspect(v Value, o InspectOptions) string {
	text, err := r.call(func() vm.Value { return r.vm.NewString(es.Inspect(r.vm, r.take(v), o)) })
	if err != nil {
		return v.String()
	}
	return text.String()
}

// take is the machine's value of v, which must be this Runtime's.
func (r *Runtime) take(v Value) vm.Value {
	if v.rt != nil && v.rt != r && v.ref != nil {
		panic("gojs: a Value of another Runtime")
	}
	return v.raw()
}
