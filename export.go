package gojs

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"time"

	"gojs/stdlib/es"
	"gojs/vm"
)

// Export makes a Go value of v:
//
//   - undefined and null: nil; booleans: bool; strings: string
//   - numbers that are integers up to 2^53: int64; other numbers: float64
//   - BigInts: *big.Int; Dates: time.Time
//   - ArrayBuffers, DataViews, Uint8Arrays: []byte, a copy; other typed arrays
//     and Arrays: []any
//   - Maps: map[any]any, where the keys are primitives, else [][2]any; Sets: []any
//   - errors: *Error
//   - objects and functions that were made of Go values: these
//   - other functions, promises, symbols: Value
//   - other objects: map[string]any of the enumerable own properties
//
// An object that refers to itself gives a Go value that does. Getters are called;
// what they throw is the error.
func (v Value) Export() (any, error) {
	var result any
	err := v.export(func(x *exporter) error {
		var err error
		result, err = x.any(v.raw())
		return err
	})
	return result, err
}

// ExportTo stores v in what target, a pointer, points to, converted to its type:
//
//   - numbers and BigInts to every numeric type, if they fit; strings to string;
//     booleans to bool; null and undefined to the zero value
//   - what is iterable or like an array to slices and arrays; bytes to []byte
//   - objects and Maps to maps; objects to structs, by the names and tags that
//     ToValue uses; objects bound to a Go value to its type
//   - functions to Go functions, whose last result, if it is an error, takes what
//     is thrown (without one, such a call panics); errors to error
//   - everything to Value, and to any as Export does
func (v Value) ExportTo(target any) error {
	p := reflect.ValueOf(target)
	if p.Kind() != reflect.Pointer || p.IsNil() {
		return fmt.Errorf("gojs: ExportTo needs a pointer, not %T", target)
	}
	return v.export(func(x *exporter) error { return x.to(v.raw(), p.Elem()) })
}

// export calls f inside the Runtime; what it throws is the error.
func (v Value) export(f func(x *exporter) error) error {
	if v.rt == nil {
		return f(&exporter{})
	}
	var err error
	_, thrown := v.rt.call(func() vm.Value {
		err = f(&exporter{r: v.rt})
		return vm.Undefined
	})
	return errors.Join(thrown, err)
}

// exporter converts to Go. seen are the Go values of objects that are being
// converted, by the bits of their reference, which stays while they are reachable.
type exporter struct {
	r     *Runtime
	seen  map[uint64]any
	depth int
}

func (x *exporter) enter() error {
	if x.depth++; x.depth > maxConvert {
		return errors.New("nested too deeply")
	}
	x.r.vm.Poll()
	return nil
}

// any is Export.
func (x *exporter) any(v vm.Value) (any, error) {
	switch {
	case v.IsNullish():
		return nil, nil
	case v.IsBoolean():
		return v == vm.True, nil
	case v.IsNumber():
		if f := v.Float(); f == math.Trunc(f) && math.Abs(f) <= maxSafe && !(f == 0 && math.Signbit(f)) {
			return int64(f), nil
		}
		return v.Float(), nil
	case v.IsString():
		return x.r.text(v), nil
	case v.IsBigInt():
		return new(big.Int).Set(x.r.vm.BigIntToBig(v)), nil
	case v.IsSymbol():
		return x.r.value(v), nil
	}
	return x.object(v)
}

func (x *exporter) object(v vm.Value) (any, error) {
	m := x.r.vm
	if g, ok := x.r.goValue(v); ok {
		return g.Interface(), nil
	}
	if t, ok := es.DateValue(m, v); ok {
		return timeOf(t), nil
	}
	switch {
	case m.IsError(v):
		return x.r.newError(v), nil
	case m.IsCallable(v) || m.IsPromise(v):
		return x.r.value(v), nil
	case m.IsTypedArray(v) && vm.TypedArrayType(m.Obj(v)) != vm.Uint8:
		return x.list(v)
	}
	if b := viewBytes(m, v); b != nil {
		return append([]byte{}, b...), nil
	}
	if have, ok := x.seen[uint64(v)]; ok {
		return have, nil
	}
	if x.seen == nil {
		x.seen = map[uint64]any{}
	}
	if err := x.enter(); err != nil {
		return nil, err
	}
	defer func() { x.depth-- }()
	switch {
	case m.IsArray(v):
		return x.list(v)
	case es.IsSet(m, v):
		return x.iterate(v)
	case es.IsMap(m, v):
		return x.mapAny(v)
	}
	return x.properties(v)
}

func (x *exporter) list(v vm.Value) (any, error) {
	m := x.r.vm
	o := m.Obj(v)
	n := m.LengthOfArrayLike(o)
	const most = 1 << 28
	if n > most {
		return nil, fmt.Errorf("an array of length %d is too long", n)
	}
	list := make([]any, n)
	if x.seen == nil {
		x.seen = map[uint64]any{}
	}
	x.seen[uint64(v)] = list
	for i := range list {
		var err error
		if list[i], err = x.any(m.Get(o, m.IntegerKey(int64(i)))); err != nil {
			return nil, fmt.Errorf("[%d]: %w", i, err)
		}
	}
	return list, nil
}

func (x *exporter) iterate(v vm.Value) (any, error) {
	list := []any{}
	var err error
	x.r.vm.ForEach(v, func(item vm.Value) bool {
		var e any
		if e, err = x.any(item); err != nil {
			return false
		}
		list = append(list, e)
		return true
	})
	return list, err
}

func (x *exporter) mapAny(v vm.Value) (any, error) {
	pairs := [][2]any{}
	comparable := true
	err := x.eachEntry(v, func(k, e vm.Value) error {
		comparable = comparable && (!k.IsRef() || k.IsString())
		key, err := x.any(k)
		if err != nil {
			return err
		}
		value, err := x.any(e)
		pairs = append(pairs, [2]any{key, value})
		return err
	})
	if err != nil || !comparable {
		return pairs, err
	}
	result := make(map[any]any, len(pairs))
	for _, p := range pairs {
		result[p[0]] = p[1]
	}
	return result, nil
}

// eachEntry calls f for the entries of a Map.
func (x *exporter) eachEntry(v vm.Value, f func(key, value vm.Value) error) error {
	m := x.r.vm
	var err error
	m.ForEach(v, func(entry vm.Value) bool {
		o := m.Obj(entry)
		err = f(m.Get(o, vm.IndexKey(0)), m.Get(o, vm.IndexKey(1)))
		return err == nil
	})
	return err
}

func (x *exporter) properties(v vm.Value) (any, error) {
	m := x.r.vm
	result := map[string]any{}
	x.seen[uint64(v)] = result
	var failed error
	x.r.eachKey(m.Obj(v), func(k vm.PropertyKey) {
		if failed != nil {
			return
		}
		name := x.r.text(m.KeyValue(k))
		e, err := x.any(m.Get(m.Obj(v), k))
		if err != nil {
			failed = fmt.Errorf("%s: %w", name, err)
		}
		result[name] = e
	})
	return result, failed
}

// timeOf is the time of a Date; the zero time where it is invalid.
func timeOf(ms float64) time.Time {
	if ms != ms {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms))
}

// goValue is the Go value that an object was made of.
func (r *Runtime) goValue(v vm.Value) (reflect.Value, bool) {
	m := r.vm
	if b := bindingOf(m, v); b != nil {
		return b.ptr, true
	}
	if g := goFuncOf(m, v); g != nil && g.fn.IsValid() {
		return g.fn, true
	}
	return reflect.Value{}, false
}

// goFuncOf is the Go function of a function object, nil where it has none.
func goFuncOf(m *vm.VM, v vm.Value) *goFunc {
	if !m.IsNative(v, callGoFunc) {
		return nil
	}
	g, _ := m.HostData(vm.NativeData(m.Obj(v), 0)).(*goFunc)
	return g
}
