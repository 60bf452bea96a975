package gojs

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"time"

	"gojs/source"
	"gojs/stdlib/es"
	"gojs/vm"
)

// ToValue makes a JavaScript value of a Go value:
//
//   - nil, nil pointers, maps, slices, functions and interfaces: null
//   - a Value: itself; bool; string, in which bytes that are no UTF-8 become U+FFFD
//   - integers: a Number, and beyond 2^53 a BigInt; floats: a Number
//   - *big.Int: a BigInt; time.Time: a Date
//   - []byte: a Uint8Array with a copy of the bytes (NewArrayBuffer shares them)
//   - other slices and arrays: an Array of their elements, converted now
//   - maps with string or integer keys: an object with a copy of the entries;
//     other maps: a Map
//   - pointers to structs: an object bound to the struct: its properties are the
//     exported fields, read and written in place, its methods the exported
//     methods. A struct is bound as a copy of its own. A field's tag
//     `js:"name,omitempty"` renames it, leaves it out of enumerations while it is zero;
//     `js:"-"` hides it. Fields of embedded structs count as the struct's own.
//     A pointer to a struct is the same object each time while that is alive
//   - functions: a function, see Func
//   - errors: an Error with the text as its message; Go gets the error back by
//     errors.As or errors.Is on the *Error. An *Error of this Runtime is what was thrown
//
// Anything else is a TypeError.
func (r *Runtime) ToValue(x any) (Value, error) {
	if v, ok := x.(Value); ok {
		return v, nil
	}
	return r.call(func() vm.Value { return r.toJS(x) })
}

// maxSafe is the largest integer of which all up to it are Numbers.
const maxSafe = 1<<53 - 1

// keyText is text as the machine has it.
func keyText(s string) string {
	if source.Valid(s) {
		return s
	}
	return source.Sanitize([]byte(s))
}

func (r *Runtime) toString(s string) vm.Value { return r.vm.NewString(keyText(s)) }

// toJS is ToValue on the machine: it throws.
func (r *Runtime) toJS(x any) vm.Value {
	switch x := x.(type) {
	case nil:
		return vm.Null
	case Value:
		return r.take(x)
	case bool:
		return vm.BoolValue(x)
	case string:
		return r.toString(x)
	case int:
		return r.toInt(int64(x))
	case float64:
		return vm.NumberValue(x)
	case []byte:
		if x == nil {
			return vm.Null
		}
		return r.uint8Array(append([]byte{}, x...))
	case *big.Int:
		if x == nil {
			return vm.Null
		}
		return r.vm.NewBigInt(x)
	case big.Int:
		return r.vm.NewBigInt(&x)
	case time.Time:
		return r.vm.ObjectValue(es.NewDate(r.vm, float64(x.UnixMilli())))
	case func(*Call) (Value, error):
		return r.newFunc("", 0, x)
	case error:
		return r.toError(x)
	}
	return r.reflected(reflect.ValueOf(x))
}

func (r *Runtime) toInt(n int64) vm.Value {
	if n > maxSafe || n < -maxSafe {
		return r.vm.BigIntFromInt64(n)
	}
	return vm.Int64Value(n)
}

// uint8Array is a Uint8Array whose buffer b becomes.
func (r *Runtime) uint8Array(b []byte) vm.Value {
	m := r.vm
	realm := m.Realm()
	buffer := m.NewArrayBufferFrom(realm.Intrinsic(vm.ArrayBufferPrototype), b)
	return m.ObjectValue(m.NewTypedArray(vm.Uint8, realm.Intrinsic(vm.Uint8.TypedArrayProto()), buffer, 0, int64(len(b))))
}

// maxConvert bounds the nesting of what is converted.
const maxConvert = 1000

func (r *Runtime) reflected(v reflect.Value) vm.Value {
	if r.converting++; r.converting > maxConvert {
		r.converting = 0
		r.vm.ThrowTypeError("a Go value is nested too deeply, or in itself")
	}
	w := r.reflectKind(v)
	r.converting--
	return w
}

func (r *Runtime) reflectKind(v reflect.Value) vm.Value {
	switch v.Kind() {
	case reflect.Invalid:
		return vm.Null
	case reflect.Bool:
		return vm.BoolValue(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return r.toInt(v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		if n := v.Uint(); n > maxSafe {
			return r.vm.BigIntFromUint64(n)
		}
		return vm.Int64Value(int64(v.Uint()))
	case reflect.Float32, reflect.Float64:
		return vm.NumberValue(v.Float())
	case reflect.String:
		return r.toString(v.String())
	case reflect.Interface:
		if v.IsNil() {
			return vm.Null
		}
		return r.field(v.Elem())
	case reflect.Slice, reflect.Map, reflect.Func, reflect.Pointer:
		if v.IsNil() {
			return vm.Null
		}
	}
	return r.reflectComposite(v)
}

func (r *Runtime) reflectComposite(v reflect.Value) vm.Value {
	switch v.Kind() {
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
			return r.uint8Array(append([]byte{}, v.Bytes()...))
		}
		a := r.vm.NewArray(0)
		for i := range v.Len() {
			r.vm.Poll()
			r.vm.ArrayPush(a, r.field(v.Index(i)))
		}
		return r.vm.ObjectValue(a)
	case reflect.Map:
		return r.reflectMap(v)
	case reflect.Func:
		return r.reflectFunc(v)
	case reflect.Pointer:
		if v.Type().Elem().Kind() == reflect.Struct {
			return r.bind(v)
		}
		return r.field(v.Elem())
	case reflect.Struct:
		p := reflect.New(v.Type())
		p.Elem().Set(v)
		return r.bind(p)
	}
	r.vm.ThrowTypeError("a Go value of type %s cannot be a JavaScript value", v.Type())
	return vm.Undefined
}

// field is the value of a part: types that ToValue knows by name are seen to.
func (r *Runtime) field(v reflect.Value) vm.Value {
	if v.CanInterface() {
		switch x := v.Interface().(type) {
		case Value, *big.Int, big.Int, time.Time, error, func(*Call) (Value, error):
			if k := v.Kind(); (k == reflect.Pointer || k == reflect.Func || k == reflect.Interface) && v.IsNil() {
				return vm.Null
			}
			return r.toJS(x)
		}
	}
	return r.reflected(v)
}

func (r *Runtime) reflectMap(v reflect.Value) vm.Value {
	m := r.vm
	switch v.Type().Key().Kind() {
	case reflect.String, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		o := m.NewObject()
		for _, k := range sortedKeys(v) {
			m.CreateDataProperty(o, m.Key(keyText(fmt.Sprint(k.Interface()))), r.field(v.MapIndex(k)))
		}
		return m.ObjectValue(o)
	}
	o := es.NewMap(m)
	for _, k := range sortedKeys(v) {
		key := r.field(k)
		es.MapSet(m, o, key, r.field(v.MapIndex(k)))
	}
	return m.ObjectValue(o)
}

// toError is err as an Error; the one that was thrown where it came from here.
func (r *Runtime) toError(err error) vm.Value {
	m := r.vm
	var thrown *Error
	if errors.As(err, &thrown) && thrown.Value.rt == r && err == error(thrown) {
		return r.take(thrown.Value)
	}
	if v := reflect.ValueOf(err); v.Kind() == reflect.Pointer && v.IsNil() {
		return vm.Null
	}
	e := m.NewError(vm.ErrorPrototype, keyText(err.Error()))
	m.DefineData(m.Obj(e), goErrorKey(m), m.ObjectValue(m.NewHostObject(nil, err)), 0)
	return e
}

// throwGo throws a Go error; those that end a script end this one.
func (r *Runtime) throwGo(err error) {
	if errors.Is(err, ErrMemory) || errors.Is(err, ErrInterrupted) {
		r.vm.Terminate(err)
	}
	var exit *ExitError
	if r.ended != nil && errors.As(err, &exit) || r.ctx.Err() != nil && errors.Is(err, context.Cause(r.ctx)) {
		r.vm.Terminate(err)
	}
	r.vm.Throw(r.toError(err))
}

// NewObject makes an empty object.
func (r *Runtime) NewObject() Value {
	v, _ := r.call(func() vm.Value { return r.vm.ObjectValue(r.vm.NewObject()) }) // undefined when closed or out of memory
	return v
}

// NewArray makes an Array of items, by ToValue.
func (r *Runtime) NewArray(items ...any) (Value, error) {
	return r.call(func() vm.Value {
		a := r.vm.NewArray(0)
		for _, x := range items {
			r.vm.ArrayPush(a, r.toJS(x))
		}
		return r.vm.ObjectValue(a)
	})
}

// NewArrayBuffer makes an ArrayBuffer over b, which JavaScript and Go share: Go
// must not touch it while JavaScript runs on another goroutine.
func (r *Runtime) NewArrayBuffer(b []byte) (Value, error) {
	return r.call(func() vm.Value {
		return r.vm.ObjectValue(r.vm.NewArrayBufferFrom(r.vm.Realm().Intrinsic(vm.ArrayBufferPrototype), b))
	})
}

// errorPrototypes are the classes that NewError knows.
var errorPrototypes = map[string]vm.Intrinsic{
	"Error": vm.ErrorPrototype, "TypeError": vm.TypeErrorPrototype, "RangeError": vm.RangeErrorPrototype,
	"SyntaxError": vm.SyntaxErrorPrototype, "ReferenceError": vm.ReferenceErrorPrototype,
	"EvalError": vm.EvalErrorPrototype, "URIError": vm.URIErrorPrototype,
}

// NewError makes an error of one of the standard's classes; a name that is none
// makes an Error with that name.
func (r *Runtime) NewError(class, message string) Value {
	v, _ := r.call(func() vm.Value { // undefined when closed or out of memory
		id, ok := errorPrototypes[class]
		if !ok {
			id = vm.ErrorPrototype
		}
		e := r.vm.NewError(id, keyText(message))
		if !ok {
			r.vm.DefineData(r.vm.Obj(e), r.vm.Key("name"), r.toString(class), vm.Writable|vm.Configurable)
		}
		return e
	})
	return v
}

// Throw is the error that a bound function returns to throw the value v.
func (r *Runtime) Throw(v Value) error { return &Error{Value: v, Stack: "Uncaught " + v.String()} }

// Symbol is Symbol.for(name); of a name like "@@iterator", the well-known symbol.
func (r *Runtime) Symbol(name string) Value {
	v, _ := r.call(func() vm.Value { // undefined when closed or out of memory
		for _, known := range vm.WellKnownNames() {
			if name == "@@"+known {
				return r.vm.WellKnown(known)
			}
		}
		return r.vm.SymbolFor(r.toString(name))
	})
	return v
}

// NewSymbol makes a symbol of its own.
func (r *Runtime) NewSymbol(description string) Value {
	v, _ := r.call(func() vm.Value { return r.vm.NewSymbol(r.toString(description)) }) // undefined when closed or out of memory
	return v
}

// NewPromise makes a promise. resolve and reject settle it, the first call alone
// counting, with what ToValue makes of their argument; they may be called from
// any goroutine. The event loop is alive until one of them has been called.
func (r *Runtime) NewPromise() (promise Value, resolve, reject func(x any)) {
	promise, err := r.call(func() vm.Value { return r.vm.ObjectValue(r.vm.NewPromise()) })
	if err != nil {
		return Value{}, func(any) {}, func(any) {}
	}
	release := r.Hold()
	var once doOnce
	settle := func(x any, f func(*vm.Object, vm.Value)) {
		once.do(func() {
			release(func(r *Runtime) {
				v, threw := r.vm.Try(func() vm.Value { return r.toJS(x) })
				if threw {
					f = r.vm.RejectPromise
				}
				f(r.vm.Obj(promise.raw()), v)
			})
		})
	}
	return promise, func(x any) { settle(x, r.vm.ResolvePromise) }, func(x any) { settle(x, r.vm.RejectPromise) }
}

// Go runs f on a goroutine of its own, under the context of what runs now, and
// returns the promise of what it returns. f must not use the Runtime.
func (r *Runtime) Go(f func(ctx context.Context) (any, error)) Value {
	promise, resolve, reject := r.NewPromise()
	ctx := r.ctx
	go func() {
		x, err := f(ctx)
		if err != nil {
			reject(err)
			return
		}
		resolve(x)
	}()
	return promise
}
