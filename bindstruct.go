package gojs

import (
	"reflect"
	"strings"
	"unsafe"

	"gojs/gc"
	"gojs/vm"
)

// goObject is an object bound to a Go struct.
//
//gojs:cell
type goObject struct {
	vm.Object
	data uint32 // *binding, in the heap's external table
	_    uint32
}

// binding is a struct that an object is bound to.
type binding struct {
	r    *Runtime
	ptr  reflect.Value
	info *structInfo
}

// structInfo is what is bound of a type of struct.
type structInfo struct {
	fields []structField
	byName map[string]int
	proto  *gc.Root // has the methods; belongs to one Runtime
}

type structField struct {
	name      string
	index     []int
	omitEmpty bool
}

var kindGoObject = vm.NewKind[goObject]("Go", gc.Layout{External: uint16(unsafe.Offsetof(goObject{}.data))})

func init() {
	vm.SetExotic(kindGoObject, &vm.Exotic{
		GetOwnProperty:    goGetOwnProperty,
		DefineOwnProperty: goDefineOwnProperty,
		HasProperty:       goHasProperty,
		Get:               goGet,
		Set:               goSet,
		Delete:            goDelete,
		OwnPropertyKeys:   goOwnPropertyKeys,
	})
}

// bind is the object bound to the struct that p, not nil, points to.
func (r *Runtime) bind(p reflect.Value) vm.Value {
	key := boundKey{p.UnsafePointer(), p.Type()}
	if ref, ok := r.bound[key]; ok {
		return r.vm.ObjectValue(gc.At[vm.Object](r.vm.Heap(), ref))
	}
	info := r.structInfo(p.Type())
	o := vm.Alloc[goObject](r.vm, kindGoObject, r.vm.Obj(vm.Value(info.proto.Get())))
	o.data = r.vm.Heap().External.Put(&binding{r: r, ptr: p, info: info})
	vm.MarkExotic(&o.Object)
	v := r.vm.ObjectValue(&o.Object)
	if r.bound == nil {
		r.bound = map[boundKey]gc.Ref{} //gojs:rooted by AfterMark, which drops the dead ones
		r.vm.Heap().AfterMark(r.forgetBound)
	}
	r.bound[key] = v.Ref()
	return v
}

// forgetBound drops the objects that died from the table of those bound.
func (r *Runtime) forgetBound(isMarked func(gc.Ref) bool) {
	for key, ref := range r.bound {
		if !isMarked(ref) {
			delete(r.bound, key)
		}
	}
}

// boundKey names a bound struct.
type boundKey struct {
	p unsafe.Pointer
	t reflect.Type
}

func bindingOf(m *vm.VM, v vm.Value) *binding {
	o := vm.As[goObject](m, v, kindGoObject)
	if o == nil {
		return nil
	}
	b, _ := m.Heap().External.Get(o.data).(*binding)
	return b
}

func bindingOfObject(m *vm.VM, o *vm.Object) *binding { return bindingOf(m, m.ObjectValue(o)) }

// structInfo is the description of a pointer type, made once in a Runtime.
func (r *Runtime) structInfo(t reflect.Type) *structInfo {
	if info := r.types[t]; info != nil {
		return info
	}
	info := &structInfo{byName: map[string]int{}}
	info.addFields(t.Elem())
	m := r.vm
	proto := m.NewObject()
	info.proto = m.Heap().NewRoot(gc.Word(m.ObjectValue(proto)))
	for i := range t.NumMethod() {
		method := t.Method(i)
		if _, ok := info.byName[method.Name]; !ok {
			m.DefineData(proto, m.Key(method.Name), r.method(method), vm.Writable|vm.Configurable)
		}
	}
	m.DefineData(proto, vm.SymbolKey(m.WellKnown("toStringTag")), r.toString(t.Elem().Name()), vm.Configurable)
	if r.types == nil {
		r.types = map[reflect.Type]*structInfo{}
	}
	r.types[t] = info
	return info
}

// addFields lists the fields of a struct as Go's selectors find them.
func (info *structInfo) addFields(t reflect.Type) {
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("js"), ",")
		switch {
		case !f.IsExported() || name == "-":
			continue
		case f.Anonymous && name == "" && isStruct(f.Type):
			continue // its fields are visible themselves
		case name == "":
			name = f.Name
		}
		if i, ok := info.byName[name]; ok {
			if len(info.fields[i].index) <= len(f.Index) {
				continue
			}
			info.fields[i] = structField{name, f.Index, options == "omitempty"}
			continue
		}
		info.byName[name] = len(info.fields)
		info.fields = append(info.fields, structField{name, f.Index, options == "omitempty"})
	}
}

func isStruct(t reflect.Type) bool {
	return t.Kind() == reflect.Struct || t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct
}

// method is a function that calls a method on the struct that this is bound to.
func (r *Runtime) method(method reflect.Method) vm.Value {
	i, name := method.Index, method.Name
	g := &goFunc{r: r, name: name}
	g.f = func(c *Call) (Value, error) {
		b := bindingOf(r.vm, c.c.This())
		if b == nil || b.ptr.Type() != method.Type.In(0) {
			r.vm.ThrowTypeError("Method %s called on incompatible receiver %s", name, r.vm.Display(c.c.This()))
		}
		fn := b.ptr.Method(i)
		if fast, ok := fn.Interface().(func(*Call) (Value, error)); ok {
			return fast(c)
		}
		return r.value(r.callReflected(c.c, fn, name)), nil
	}
	n := method.Type.NumIn() - 1
	if method.Type.IsVariadic() {
		n--
	}
	return r.funcObject(g, n)
}

// field is the struct's field for a key; it is invalid where there is none, or
// where an embedded pointer on the way to it is nil.
func (b *binding) field(m *vm.VM, key vm.PropertyKey) (reflect.Value, *structField) {
	if !key.IsString() {
		return reflect.Value{}, nil
	}
	i, ok := b.info.byName[m.GoString(m.KeyValue(key))]
	if !ok {
		return reflect.Value{}, nil
	}
	f := &b.info.fields[i]
	v, err := b.ptr.Elem().FieldByIndexErr(f.index)
	if err != nil {
		return reflect.Value{}, nil
	}
	return v, f
}

// value is what a field reads as: structs inside are bound in place.
func (b *binding) value(v reflect.Value) vm.Value {
	if v.Kind() == reflect.Struct && v.CanAddr() {
		switch v.Interface().(type) {
		case Value:
		default:
			if !isKnownStruct(v.Type()) {
				return b.r.bind(v.Addr())
			}
		}
	}
	return b.r.field(v)
}

func goGetOwnProperty(m *vm.VM, o *vm.Object, key vm.PropertyKey) (vm.PropertyDescriptor, bool) {
	b := bindingOfObject(m, o)
	v, f := b.field(m, key)
	if f == nil {
		return m.OrdinaryGetOwnProperty(o, key)
	}
	attrs := vm.Writable | vm.Enumerable | vm.Configurable
	if f.omitEmpty && v.IsZero() {
		attrs &^= vm.Enumerable
	}
	return vm.DataDescriptor(b.value(v), attrs), true
}

func goDefineOwnProperty(m *vm.VM, o *vm.Object, key vm.PropertyKey, d vm.PropertyDescriptor) bool {
	b := bindingOfObject(m, o)
	v, f := b.field(m, key)
	switch {
	case f == nil:
		return m.OrdinaryDefineOwnProperty(o, key, d)
	case d.IsAccessor():
		return false
	case d.Has&vm.HasValue == 0:
		return true
	}
	b.store(m, v, f, d.Value)
	return true
}

// store sets a field; a TypeError where the value does not fit.
func (b *binding) store(m *vm.VM, field reflect.Value, f *structField, v vm.Value) {
	x := exporter{r: b.r}
	n := reflect.New(field.Type()).Elem()
	if err := x.to(v, n); err != nil {
		m.ThrowTypeError("%s.%s: %s", b.ptr.Type().Elem().Name(), f.name, err.Error())
	}
	field.Set(n)
}

func goHasProperty(m *vm.VM, o *vm.Object, key vm.PropertyKey) bool {
	if _, f := bindingOfObject(m, o).field(m, key); f != nil {
		return true
	}
	if _, ok := m.OrdinaryGetOwnProperty(o, key); ok {
		return true
	}
	p := m.Proto(o)
	return p != nil && m.HasProperty(p, key)
}

func goGet(m *vm.VM, o *vm.Object, key vm.PropertyKey, receiver vm.Value) vm.Value {
	b := bindingOfObject(m, o)
	if v, f := b.field(m, key); f != nil {
		return b.value(v)
	}
	if d, ok := m.OrdinaryGetOwnProperty(o, key); ok {
		if !d.IsAccessor() {
			return d.Value
		}
		if d.Get == vm.Undefined {
			return vm.Undefined
		}
		return m.Call(d.Get, receiver)
	}
	if p := m.Proto(o); p != nil {
		return m.GetReceiver(p, key, receiver)
	}
	return vm.Undefined
}

func goSet(m *vm.VM, o *vm.Object, key vm.PropertyKey, v, receiver vm.Value) bool {
	b := bindingOfObject(m, o)
	if field, f := b.field(m, key); f != nil {
		b.store(m, field, f, v)
		return true
	}
	if d, ok := m.OrdinaryGetOwnProperty(o, key); ok && d.IsAccessor() {
		if d.Set == vm.Undefined {
			return false
		}
		m.Call(d.Set, receiver, v)
		return true
	}
	return m.OrdinaryDefineOwnProperty(o, key, vm.DataDescriptor(v, vm.Writable|vm.Enumerable|vm.Configurable))
}

func goDelete(m *vm.VM, o *vm.Object, key vm.PropertyKey) bool {
	if _, f := bindingOfObject(m, o).field(m, key); f != nil {
		return false
	}
	return m.OrdinaryDelete(o, key)
}

func goOwnPropertyKeys(m *vm.VM, o *vm.Object, keys *vm.List) {
	b := bindingOfObject(m, o)
	for i := range b.info.fields {
		k := m.Key(b.info.fields[i].name)
		if _, f := b.field(m, k); f != nil {
			m.AddKey(keys, k)
		}
	}
	m.OrdinaryOwnPropertyKeys(o, keys)
}
