package gojs

import (
	"context"
	"fmt"
	"reflect"

	"gojs/vm"
)

// Global is globalThis.
func (r *Runtime) Global() Value {
	v, _ := r.call(func() vm.Value { return r.vm.Realm().GlobalThis() }) // fails only when closed: undefined
	return v
}

// Get is the global variable name, declared in any way; undefined where there is
// none.
func (r *Runtime) Get(name string) (Value, error) {
	return r.call(func() vm.Value {
		if v, ok := r.vm.GlobalLexical(name); ok {
			return v
		}
		return r.vm.Get(r.vm.Realm().Global(), r.vm.Key(keyText(name)))
	})
}

// Set makes x, by ToValue, a property of the global object.
func (r *Runtime) Set(name string, x any) error { return r.Global().Set(name, x) }

// key is the property key of a Go string or integer, or of a Value. It may call
// JavaScript.
func (r *Runtime) key(x any) vm.PropertyKey {
	switch x := x.(type) {
	case string:
		return r.vm.Key(keyText(x))
	case Value:
		return r.vm.ToPropertyKey(r.take(x))
	case int:
		return r.vm.IntegerKey(int64(x))
	}
	return r.vm.ToPropertyKey(r.toJS(x))
}

// object is v as the object whose property is asked for: primitives have those
// of their prototypes.
func (v Value) access(f func(r *Runtime) vm.Value) (Value, error) {
	if v.rt == nil {
		return Value{}, fmt.Errorf("gojs: %s has no properties", v.String())
	}
	return v.rt.call(func() vm.Value { return f(v.rt) })
}

// Get is v[key]; key is a string, an integer, or a Value such as a symbol.
func (v Value) Get(key any) (Value, error) {
	return v.access(func(r *Runtime) vm.Value { return r.vm.GetV(v.raw(), r.key(key)) })
}

// Set is v[key] = x in strict code, x by ToValue. A Go function is named by the key.
func (v Value) Set(key, x any) error {
	_, err := v.access(func(r *Runtime) vm.Value {
		r.vm.SetV(v.raw(), r.key(key), r.named(key, x), true)
		return vm.Undefined
	})
	return err
}

// named is toJS, where functions get the name that a string key is.
func (r *Runtime) named(key, x any) vm.Value {
	name, _ := key.(string)
	if f, ok := x.(func(*Call) (Value, error)); ok {
		return r.newFunc(name, 0, f)
	}
	if f := reflect.ValueOf(x); f.Kind() == reflect.Func && !f.IsNil() {
		return r.namedFunc(name, f)
	}
	return r.toJS(x)
}

// Delete is delete v[key] in strict code.
func (v Value) Delete(key any) error {
	_, err := v.access(func(r *Runtime) vm.Value {
		r.vm.DeletePropertyOrThrow(r.vm.ToObject(v.raw()), r.key(key))
		return vm.Undefined
	})
	return err
}

// Has is key in v.
func (v Value) Has(key any) (bool, error) {
	b, err := v.access(func(r *Runtime) vm.Value {
		return vm.BoolValue(r.vm.HasProperty(r.vm.ToObject(v.raw()), r.key(key)))
	})
	return b.Bool(), err
}

// Index is v[i].
func (v Value) Index(i int) (Value, error) { return v.Get(i) }

// Len is the length property of v as LengthOfArrayLike has it.
func (v Value) Len() (int, error) {
	n, err := v.access(func(r *Runtime) vm.Value {
		return vm.Int64Value(r.vm.LengthOfArrayLike(r.vm.ToObject(v.raw())))
	})
	return int(n.Int()), err
}

// Keys are Object.keys(v).
func (v Value) Keys() ([]string, error) {
	var names []string
	_, err := v.access(func(r *Runtime) vm.Value {
		r.eachKey(r.vm.ToObject(v.raw()), func(k vm.PropertyKey) {
			names = append(names, validUTF8(r.vm.GoString(r.vm.KeyValue(k))))
		})
		return vm.Undefined
	})
	return names, err
}

// eachKey calls f for the enumerable own string keys of o.
func (r *Runtime) eachKey(o *vm.Object, f func(vm.PropertyKey)) {
	m := r.vm
	keys := m.NewList()
	m.OwnPropertyKeys(o, keys)
	for i := range m.ListLen(keys) {
		k := m.KeyAt(keys, i)
		if k.IsSymbol() {
			continue
		}
		if d, ok := m.GetOwnProperty(o, k); ok && d.Enumerable() {
			f(k)
		}
	}
}

// Call calls v with this and arguments, all by ToValue. Jobs run later: by the
// Run that is under way, or by the next Run, Wait or Await.
func (v Value) Call(this any, args ...any) (Value, error) {
	return v.access(func(r *Runtime) vm.Value {
		t := r.toJS(this)
		return r.vm.CallSlice(v.raw(), t, r.arguments(args))
	})
}

// New is new v(...args).
func (v Value) New(args ...any) (Value, error) {
	return v.access(func(r *Runtime) vm.Value {
		if !r.vm.IsConstructor(v.raw()) {
			r.vm.ThrowTypeError("%s is not a constructor", r.vm.Display(v.raw()))
		}
		return r.vm.ConstructSlice(v.raw(), vm.Undefined, r.arguments(args))
	})
}

// Invoke is v[name](...args).
func (v Value) Invoke(name string, args ...any) (Value, error) {
	return v.access(func(r *Runtime) vm.Value {
		f := r.vm.GetV(v.raw(), r.key(name))
		return r.vm.CallSlice(f, v.raw(), r.arguments(args))
	})
}

// arguments makes a list in the heap of Go values; the slice views it.
func (r *Runtime) arguments(args []any) []vm.Value {
	if len(args) == 0 {
		return nil
	}
	l := r.vm.NewList()
	for _, a := range args {
		r.vm.Append(l, r.toJS(a))
	}
	return r.vm.ListItems(l)
}

// StrictEquals is v === w.
func (v Value) StrictEquals(w Value) bool {
	a, b := v.raw(), w.raw()
	if !a.IsRef() && !b.IsRef() {
		return a == b && a != vm.NaN || a.IsNumber() && b.IsNumber() && a.Float() == b.Float()
	}
	return v.ref != nil && w.ref != nil && v.rt == w.rt && v.rt.vm.IsStrictlyEqual(a, b)
}

// InstanceOf is v instanceof class.
func (v Value) InstanceOf(class Value) (bool, error) {
	b, err := class.access(func(r *Runtime) vm.Value {
		return vm.BoolValue(r.vm.InstanceofOperator(r.take(v), class.raw()))
	})
	return b.Bool(), err
}

// Await runs jobs and the loop until the promise v is settled, and returns its
// value; what it was rejected with is an *Error. Other values are returned as
// they are. Where nothing is alive that could settle it, the error is a
// *PendingError.
func (v Value) Await(ctx context.Context) (Value, error) {
	if v.rt == nil || !v.IsPromise() {
		return v, nil
	}
	r := v.rt
	e, err := r.enter(ctx)
	if err != nil {
		return Value{}, err
	}
	defer e.leave()
	p := r.vm.PromiseOf(v.raw())
	p.MarkHandled()
	r.unreject(p)
	if p.State() == vm.PromisePending {
		if r.depth > 1 {
			return Value{}, errInside
		}
		r.running = true
		r.turnUntil(func() bool { return r.vm.PromiseOf(v.raw()).State() != vm.PromisePending })
		if r.ended != nil {
			return Value{}, r.end()
		}
		r.running = false
	}
	p = r.vm.PromiseOf(v.raw())
	switch p.State() {
	case vm.PromiseFulfilled:
		return r.value(p.Result()), nil
	case vm.PromiseRejected:
		return Value{}, r.newError(p.Result())
	}
	return Value{}, &PendingError{}
}
