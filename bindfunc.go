package gojs

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"sync/atomic"

	"gojs/vm"
)

// Call is a call of a Go function by JavaScript. It is valid until the function
// returns.
type Call struct {
	rt *Runtime
	c  *vm.Call
}

// Runtime is where the call runs.
func (c *Call) Runtime() *Runtime { return c.rt }

// Context is that of the Run, Wait or Await under way.
func (c *Call) Context() context.Context { return c.rt.ctx }

// This is the this value.
func (c *Call) This() Value { return c.rt.value(c.c.This()) }

// Len is the number of arguments.
func (c *Call) Len() int { return c.c.Argc() }

// Arg is argument i, undefined where there is none.
func (c *Call) Arg(i int) Value { return c.rt.value(c.c.Arg(i)) }

// Args are all arguments.
func (c *Call) Args() []Value {
	list := make([]Value, c.Len())
	for i := range list {
		list[i] = c.Arg(i)
	}
	return list
}

// String, Float, Int and Bool are Arg(i) by the conversions of JavaScript,
// without a Value's being made. What the conversion throws passes through the
// Go function.

func (c *Call) String(i int) string { return validUTF8(c.c.ToGoString(c.c.Arg(i))) }
func (c *Call) Float(i int) float64 { return c.c.ToNumber(c.c.Arg(i)).Float() }
func (c *Call) Bool(i int) bool     { return c.c.ToBoolean(c.c.Arg(i)) }

// Int is the integer part; NaN is 0.
func (c *Call) Int(i int) int64 {
	if v := c.c.Arg(i); v.IsInt() {
		return int64(v.Int())
	}
	return Value{rt: c.rt, bits: uint64(vm.NumberValue(c.c.ToIntegerOrInfinity(c.c.Arg(i))) ^ vm.Undefined)}.Int()
}

// NewTarget is new.target: undefined when the function was not called by new.
func (c *Call) NewTarget() Value { return c.rt.value(c.c.NewTarget()) }

// SetFunc makes a Go function a property of the global object. What it returns
// as an error is thrown.
func (r *Runtime) SetFunc(name string, f func(*Call) (Value, error)) error {
	v, err := r.call(func() vm.Value { return r.newFunc(name, 0, f) })
	if err != nil {
		return err
	}
	return r.Set(name, v)
}

// Func is a function object of a Go function: one of func(*Call) (Value, error),
// or any other, which is called by reflection:
//
//   - arguments become parameters as by ExportTo; those that are missing are
//     zero values, those too many are left out, variadic parameters take the rest
//   - a first parameter of type context.Context gets that of the Run under way
//   - no result is undefined, one is itself, several are an Array. A last
//     result of type error is left out, and thrown where it is not nil
//
// A Go panic in it passes through JavaScript to who called the Runtime, as Go's
// panics do; no handler of the script sees it, and the Runtime can be used on.
func (r *Runtime) Func(name string, f any) (Value, error) {
	return r.call(func() vm.Value {
		if fast, ok := f.(func(*Call) (Value, error)); ok {
			return r.newFunc(name, 0, fast)
		}
		v := reflect.ValueOf(f)
		if v.Kind() != reflect.Func {
			r.vm.ThrowTypeError("%T is not a Go function", f)
		}
		return r.namedFunc(name, v)
	})
}

// goFunc is what a function object made of a Go function has.
type goFunc struct {
	r    *Runtime
	f    func(*Call) (Value, error)
	fn   reflect.Value
	name string
}

// Functions that see their Call may be called by new.
var (
	goFuncSpec        = vm.Spec{}
	goConstructorSpec = vm.Spec{Ctor: vm.ObjectPrototype}
)

func init() { goFuncSpec.Fn, goConstructorSpec.Fn = callGoFunc, callGoFunc }

// newFunc makes a function object; its word is a host object with the goFunc.
func (r *Runtime) newFunc(name string, length int, f func(*Call) (Value, error)) vm.Value {
	return r.funcObject(&goFunc{r: r, f: f, name: name}, length)
}

func (r *Runtime) funcObject(g *goFunc, length int) vm.Value {
	m := r.vm
	data := m.ObjectValue(m.NewHostObject(nil, g))
	spec := &goFuncSpec
	if g.f != nil {
		spec = &goConstructorSpec
	}
	f := m.NewNative(spec, data)
	m.DefineData(f, m.Key("name"), r.toString(g.name), vm.Configurable)
	m.DefineData(f, m.Key("length"), vm.IntValue(int32(length)), vm.Configurable)
	return m.ObjectValue(f)
}

func callGoFunc(c *vm.Call) vm.Value {
	g, _ := c.HostData(c.Data(0)).(*goFunc)
	if g.f == nil {
		return g.reflectCall(c)
	}
	v, err := g.f(&Call{rt: g.r, c: c})
	if err != nil {
		g.r.throwGo(err)
	}
	w := g.r.take(v)
	if c.IsConstruct() && !w.IsObject() {
		c.ThrowTypeError("%s did not return an object", g.name)
	}
	return w
}

func (r *Runtime) reflectFunc(v reflect.Value) vm.Value { return r.namedFunc("", v) }

func (r *Runtime) namedFunc(name string, v reflect.Value) vm.Value {
	n := v.Type().NumIn()
	if v.Type().IsVariadic() {
		n--
	}
	if n > 0 && v.Type().In(0) == contextType {
		n--
	}
	return r.funcObject(&goFunc{r: r, fn: v, name: name}, n)
}

var (
	contextType = reflect.TypeFor[context.Context]()
	errorType   = reflect.TypeFor[error]()
	valueType   = reflect.TypeFor[Value]()
)

func (g *goFunc) reflectCall(c *vm.Call) vm.Value { return g.r.callReflected(c, g.fn, g.name) }

// callReflected calls fn with the call's arguments.
func (r *Runtime) callReflected(c *vm.Call, fn reflect.Value, name string) vm.Value {
	t := fn.Type()
	in := make([]reflect.Value, 0, max(t.NumIn(), c.Argc()+1))
	next := 0
	for i := range t.NumIn() {
		p := t.In(i)
		switch {
		case i == 0 && p == contextType:
			in = append(in, reflect.ValueOf(r.ctx))
		case t.IsVariadic() && i == t.NumIn()-1:
			for ; next < c.Argc(); next++ {
				in = append(in, r.argument(c, next, p.Elem(), name))
			}
		default:
			in = append(in, r.argument(c, next, p, name))
			next++
		}
	}
	return r.results(fn.Call(in))
}

// argument is argument i as a parameter of type t; a TypeError where it cannot be.
func (r *Runtime) argument(c *vm.Call, i int, t reflect.Type, name string) reflect.Value {
	p := reflect.New(t).Elem()
	if i >= c.Argc() {
		return p
	}
	x := exporter{r: r}
	if err := x.to(c.Arg(i), p); err != nil {
		if name == "" {
			name = "function"
		}
		c.ThrowTypeError("%s: argument %d: %s", name, i+1, err.Error())
	}
	return p
}

// results are what a Go function returned, as one value.
func (r *Runtime) results(out []reflect.Value) vm.Value {
	if n := len(out); n > 0 && out[n-1].Type() == errorType {
		if err, ok := out[n-1].Interface().(error); ok {
			r.throwGo(err)
		}
		out = out[:n-1]
	}
	switch len(out) {
	case 0:
		return vm.Undefined
	case 1:
		return r.field(out[0])
	}
	a := r.vm.NewArray(0)
	for i := range out {
		r.vm.ArrayPush(a, r.field(out[i]))
	}
	return r.vm.ObjectValue(a)
}

// sortedKeys are the keys of a map in an order that does not change.
func sortedKeys(v reflect.Value) []reflect.Value {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		switch a.Kind() {
		case reflect.String:
			return cmp.Compare(a.String(), b.String())
		case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
			return cmp.Compare(a.Int(), b.Int())
		case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
			return cmp.Compare(a.Uint(), b.Uint())
		}
		return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b))
	})
	return keys
}

// doOnce is sync.Once that does not wait for the first call.
type doOnce struct{ done atomic.Bool }

func (o *doOnce) do(f func()) {
	if o.done.CompareAndSwap(false, true) {
		f()
	}
}
