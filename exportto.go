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

var (
	bigType    = reflect.TypeFor[big.Int]()
	bigPtrType = reflect.TypeFor[*big.Int]()
	timeType   = reflect.TypeFor[time.Time]()
)

// isKnownStruct tells whether a struct stands for a primitive or a Date.
func isKnownStruct(t reflect.Type) bool { return t == bigType || t == timeType || t == valueType }

// to is ExportTo: it stores v in to, which can be set.
func (x *exporter) to(v vm.Value, to reflect.Value) error {
	t := to.Type()
	if t == valueType {
		if x.r != nil {
			to.Set(reflect.ValueOf(x.r.value(v)))
		} else {
			to.Set(reflect.ValueOf(Value{bits: uint64(v ^ vm.Undefined)}))
		}
		return nil
	}
	if v.IsNullish() {
		to.SetZero()
		return nil
	}
	if v.IsObject() {
		if g, ok := x.r.goValue(v); ok {
			if g.Type().AssignableTo(t) {
				to.Set(g)
				return nil
			}
			if g.Kind() == reflect.Pointer && g.Type().Elem().AssignableTo(t) {
				to.Set(g.Elem())
				return nil
			}
		}
	}
	switch t.Kind() {
	case reflect.Bool:
		if !v.IsBoolean() {
			return x.mismatch(v, t)
		}
		to.SetBool(v == vm.True)
		return nil
	case reflect.String:
		return x.toText(v, to)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr,
		reflect.Float32, reflect.Float64:
		return x.toNumber(v, to)
	case reflect.Interface:
		return x.toInterface(v, to)
	}
	if err := x.enterTo(); err != nil {
		return err
	}
	defer func() { x.depth-- }()
	return x.toComposite(v, to)
}

func (x *exporter) enterTo() error {
	if x.r == nil {
		return nil
	}
	return x.enter()
}

func (x *exporter) mismatch(v vm.Value, t reflect.Type) error {
	shown := "a value"
	if x.r != nil {
		shown = x.r.vm.Display(v)
	}
	return fmt.Errorf("%s does not fit into %s", shown, t)
}

func (x *exporter) toText(v vm.Value, to reflect.Value) error {
	switch {
	case v.IsString():
		to.SetString(x.r.text(v))
	case v.IsObject() || v.IsSymbol():
		return x.mismatch(v, to.Type())
	case v.IsRef():
		to.SetString(x.r.text(v))
	default:
		to.SetString(Value{bits: uint64(v ^ vm.Undefined)}.String())
	}
	return nil
}

// toNumber stores a number where it fits.
func (x *exporter) toNumber(v vm.Value, to reflect.Value) error {
	if !v.IsNumber() && !v.IsBigInt() {
		return x.mismatch(v, to.Type())
	}
	h := Value{bits: uint64(v ^ vm.Undefined)}
	if v.IsBigInt() {
		h = x.r.value(v)
	}
	if k := to.Kind(); k == reflect.Float32 || k == reflect.Float64 {
		to.SetFloat(h.Float())
		return nil
	}
	b := h.BigInt()
	if b == nil {
		return x.mismatch(v, to.Type())
	}
	switch k := to.Kind(); {
	case k >= reflect.Uint && k <= reflect.Uintptr:
		if !b.IsUint64() || to.OverflowUint(b.Uint64()) {
			return x.mismatch(v, to.Type())
		}
		to.SetUint(b.Uint64())
	default:
		if !b.IsInt64() || to.OverflowInt(b.Int64()) {
			return x.mismatch(v, to.Type())
		}
		to.SetInt(b.Int64())
	}
	return nil
}

func (x *exporter) toInterface(v vm.Value, to reflect.Value) error {
	t := to.Type()
	if t.NumMethod() == 0 {
		g, err := x.any(v)
		if err == nil {
			to.Set(reflect.ValueOf(g))
		}
		return err
	}
	if t == errorType {
		e := x.r.newError(v)
		if e.cause != nil {
			to.Set(reflect.ValueOf(e.cause))
		} else {
			to.Set(reflect.ValueOf(e))
		}
		return nil
	}
	return x.mismatch(v, t)
}

func (x *exporter) toComposite(v vm.Value, to reflect.Value) error {
	t := to.Type()
	switch t {
	case bigPtrType, bigType:
		b := (*big.Int)(nil)
		if v.IsNumber() && v.Float() == math.Trunc(v.Float()) {
			b = Value{bits: uint64(v ^ vm.Undefined)}.BigInt()
		} else if v.IsBigInt() {
			b = new(big.Int).Set(x.r.vm.BigIntToBig(v))
		}
		if b == nil {
			return x.mismatch(v, t)
		}
		if t == bigType {
			to.Set(reflect.ValueOf(*b))
		} else {
			to.Set(reflect.ValueOf(b))
		}
		return nil
	case timeType:
		if ms, ok := es.DateValue(x.vmOrNil(), v); x.r != nil && ok {
			to.Set(reflect.ValueOf(timeOf(ms)))
			return nil
		}
		return x.mismatch(v, t)
	}
	if t.Kind() == reflect.Pointer {
		p := reflect.New(t.Elem())
		if err := x.to(v, p.Elem()); err != nil {
			return err
		}
		to.Set(p)
		return nil
	}
	if !v.IsObject() && !(v.IsString() && t.Kind() == reflect.Slice) {
		return x.mismatch(v, t)
	}
	switch t.Kind() {
	case reflect.Slice:
		return x.toSlice(v, to)
	case reflect.Array:
		return x.toArray(v, to)
	case reflect.Map:
		return x.toMap(v, to)
	case reflect.Struct:
		return x.toStruct(v, to)
	case reflect.Func:
		return x.toFunc(v, to)
	}
	return x.mismatch(v, t)
}

func (x *exporter) vmOrNil() *vm.VM {
	if x.r == nil {
		return nil
	}
	return x.r.vm
}

func (x *exporter) toSlice(v vm.Value, to reflect.Value) error {
	m := x.r.vm
	if to.Type().Elem().Kind() == reflect.Uint8 {
		if v.IsString() {
			to.SetBytes([]byte(x.r.text(v)))
			return nil
		}
		if b := viewBytes(m, v); b != nil {
			to.SetBytes(append([]byte{}, b...))
			return nil
		}
	}
	if v.IsString() {
		return x.mismatch(v, to.Type())
	}
	list := reflect.MakeSlice(to.Type(), 0, 0)
	err := x.eachItem(v, func(i int, item vm.Value) error {
		e := reflect.New(to.Type().Elem()).Elem()
		if err := x.to(item, e); err != nil {
			return fmt.Errorf("[%d]: %w", i, err)
		}
		list = reflect.Append(list, e)
		return nil
	})
	if err == nil {
		to.Set(list)
	}
	return err
}

func (x *exporter) toArray(v vm.Value, to reflect.Value) error {
	n := 0
	err := x.eachItem(v, func(i int, item vm.Value) error {
		n = i + 1
		if i >= to.Len() {
			return x.mismatch(v, to.Type())
		}
		return x.to(item, to.Index(i))
	})
	if err == nil && n != to.Len() {
		return x.mismatch(v, to.Type())
	}
	return err
}

// eachItem calls f for what v iterates over, or has at its indices.
func (x *exporter) eachItem(v vm.Value, f func(i int, item vm.Value) error) error {
	m := x.r.vm
	o := m.Obj(v)
	if m.GetMethod(v, vm.SymbolKey(m.WellKnown("iterator"))) != vm.Undefined {
		var err error
		i := 0
		m.ForEach(v, func(item vm.Value) bool {
			err = f(i, item)
			i++
			return err == nil
		})
		return err
	}
	if !m.HasProperty(o, m.Key("length")) {
		return errors.New("neither iterable nor like an array")
	}
	for i := range m.LengthOfArrayLike(o) {
		m.Poll()
		if err := f(int(i), m.Get(o, m.IntegerKey(i))); err != nil {
			return err
		}
	}
	return nil
}

func (x *exporter) toMap(v vm.Value, to reflect.Value) error {
	m, t := x.r.vm, to.Type()
	result := reflect.MakeMap(t)
	store := func(key, value vm.Value) error {
		k, e := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
		if n := k.Kind(); key.IsString() && n >= reflect.Int && n <= reflect.Float64 {
			key = m.StringToNumber(key)
		}
		if err := x.to(key, k); err != nil {
			return err
		}
		if err := x.to(value, e); err != nil {
			return fmt.Errorf("%s: %w", m.Display(key), err)
		}
		result.SetMapIndex(k, e)
		return nil
	}
	var failed error
	if es.IsMap(m, v) {
		failed = x.eachEntry(v, store)
	} else {
		x.r.eachKey(m.Obj(v), func(k vm.PropertyKey) {
			if failed == nil {
				failed = store(m.KeyValue(k), m.Get(m.Obj(v), k))
			}
		})
	}
	if failed == nil {
		to.Set(result)
	}
	return failed
}

func (x *exporter) toStruct(v vm.Value, to reflect.Value) error {
	m := x.r.vm
	info := x.r.structInfo(reflect.PointerTo(to.Type()))
	o := m.Obj(v)
	for i := range info.fields {
		f := &info.fields[i]
		key := m.Key(f.name)
		if !m.HasProperty(o, key) {
			continue
		}
		if err := x.to(m.Get(o, key), fieldByIndex(to, f.index)); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	return nil
}

// fieldByIndex is reflect's, with embedded pointers made where they are nil.
func fieldByIndex(v reflect.Value, index []int) reflect.Value {
	for i, n := range index {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(n)
	}
	return v
}

// toFunc makes a Go function that calls v.
func (x *exporter) toFunc(v vm.Value, to reflect.Value) error {
	r, t := x.r, to.Type()
	if !r.vm.IsCallable(v) {
		return x.mismatch(v, t)
	}
	f := r.value(v)
	to.Set(reflect.MakeFunc(t, func(in []reflect.Value) []reflect.Value {
		result, err := f.Call(nil, goArguments(t, in)...)
		return goResults(t, result, err)
	}))
	return nil
}

func goArguments(t reflect.Type, in []reflect.Value) []any {
	var args []any
	for i, a := range in {
		switch {
		case i == 0 && t.In(0) == contextType:
		case t.IsVariadic() && i == len(in)-1:
			for k := range a.Len() {
				args = append(args, a.Index(k).Interface())
			}
		default:
			args = append(args, a.Interface())
		}
	}
	return args
}

// goResults are the results of a Go function of type t.
func goResults(t reflect.Type, result Value, err error) []reflect.Value {
	out := make([]reflect.Value, t.NumOut())
	for i := range out {
		out[i] = reflect.New(t.Out(i)).Elem()
	}
	n := len(out)
	hasError := n > 0 && t.Out(n-1) == errorType
	if hasError {
		n--
	}
	switch {
	case err != nil || n == 0:
	case n == 1:
		err = result.ExportTo(out[0].Addr().Interface())
	default:
		for i := range n {
			var item Value
			if item, err = result.Index(i); err == nil {
				err = item.ExportTo(out[i].Addr().Interface())
			}
			if err != nil {
				break
			}
		}
	}
	switch {
	case err == nil:
	case hasError:
		out[n].Set(reflect.ValueOf(err))
	default:
		panic(err)
	}
	return out
}
