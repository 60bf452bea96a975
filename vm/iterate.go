package vm

import (
	"reflect"
	"strings"
	"unsafe"

	"gojs/gc"
)

// The run loop keeps an iterator in three registers, the first at a: the iterator,
// its next method, and whether it is done. An array that iterates as it was
// born stands there itself, with its position, under the integer tag, in place
// of the next method.

// getIterator is OpGetIterator: fills the registers from a on. Bit 0 of mode:
// async; bit 1: the true iterator is wanted.
func (vm *VM) getIterator(a unsafe.Pointer, v Value, mode int) {
	if mode == 0 && v.IsObject() {
		if o := vm.Obj(v); o.Kind == KindArray && vm.iteratesAsBorn(o) {
			*regAt(a, 0), *regAt(a, 1), *regAt(a, 2) = v, intBits, False
			return
		}
	}
	var iter, next Value
	if mode&1 != 0 {
		iter, next = vm.GetAsyncIterator(v)
	} else {
		iter, next = vm.GetIteratorRecord(v)
	}
	*regAt(a, 0), *regAt(a, 1), *regAt(a, 2) = iter, next, False
}

// arrayIterNext is element i of an array that iterates as it was born, where it
// is dense and not past the end; else it declines.
func (vm *VM) arrayIterNext(arr Value, i uint32) (Value, bool) {
	o := (*ArrayObject)(unsafe.Pointer(vm.Obj(arr)))
	if i >= o.length || o.Flags&flagSparse != 0 || o.elems == 0 || i >= gc.At[wordsCell](vm.heap, o.elems).count {
		return 0, false
	}
	v := *vm.wordAddr(o.elems, i)
	return v, v != Hole
}

// iteratorNext steps the iterator at a: its next value, or false when it is
// done. The third register is true then and when stepping throws.
func (vm *VM) iteratorNext(a unsafe.Pointer) (Value, bool) {
	iter, next := *regAt(a, 0), *regAt(a, 1)
	done := regAt(a, 2)
	*done = True
	var v Value
	if next.IsInt() {
		i := uint32(next)
		o := vm.Obj(iter)
		if i >= ArrayLength(o) {
			return Undefined, false
		}
		*regAt(a, 1) = intBits | Value(i+1)
		v = vm.Get(o, IndexKey(i))
	} else {
		var ok bool
		if v, ok = vm.IteratorStepValue(iter, next); !ok {
			return Undefined, false
		}
	}
	*done = False
	return v, true
}

// iteratorElement is OpIteratorElement.
func (vm *VM) iteratorElement(a unsafe.Pointer) Value {
	if *regAt(a, 2) == True {
		return Undefined
	}
	v, _ := vm.iteratorNext(a)
	return v
}

// iteratorCallNext is OpIteratorCallNext.
func (vm *VM) iteratorCallNext(a unsafe.Pointer) Value {
	return vm.Call(*regAt(a, 1), *regAt(a, 0))
}

// iteratorUnwrap is OpIteratorUnwrap: the value of an iterator result, or false
// when it is done, as the third register then says.
func (vm *VM) iteratorUnwrap(a unsafe.Pointer, result Value) (Value, bool) {
	*regAt(a, 2) = True
	o := vm.iteratorResult(result)
	if vm.ToBoolean(vm.getNamed(o, vm.names.done, result, nil)) {
		return Undefined, false
	}
	v := vm.getNamed(o, vm.names.value, result, nil)
	*regAt(a, 2) = False
	return v, true
}

// iteratorResult is result as an object.
func (vm *VM) iteratorResult(result Value) *Object {
	if !result.IsObject() {
		vm.throwIterResult(result)
	}
	return vm.Obj(result)
}

func (vm *VM) throwIterResult(v Value) {
	vm.ThrowTypeError("Iterator result %s is not an object", vm.Display(v))
}

// iteratorRest is OpIteratorRest.
func (vm *VM) iteratorRest(a unsafe.Pointer) Value {
	arr := vm.NewArray(0)
	if *regAt(a, 2) == True {
		return vm.ObjectValue(arr)
	}
	for n := 0; ; n++ {
		v, ok := vm.iteratorNext(a)
		if !ok {
			return vm.ObjectValue(arr)
		}
		vm.ArrayPush(arr, v)
		if n&1023 == 1023 {
			vm.Poll()
		}
	}
}

// windowReturn is the return method of the iterator at a, and the iterator: of
// an array that was iterated as it was born the iterator is made only where the
// program has given its prototype a return method since.
func (vm *VM) windowReturn(a unsafe.Pointer) (iter, ret Value) {
	iter = *regAt(a, 0)
	if pos := *regAt(a, 1); pos.IsInt() {
		if vm.realm.iterators.noReturn(vm) {
			return iter, Undefined
		}
		it := vm.CreateArrayIterator(vm.Obj(iter), IterateValues)
		it.index = uint64(uint32(pos))
		iter = vm.ObjectValue(&it.Object)
	}
	return iter, vm.GetMethod(iter, vm.names.return_)
}

// iteratorClose is OpIteratorClose (sec-iteratorclose).
func (vm *VM) iteratorClose(a unsafe.Pointer, swallow bool) {
	if swallow {
		vm.Try(func() Value {
			if iter, ret := vm.windowReturn(a); ret != Undefined {
				vm.Call(ret, iter)
			}
			return Undefined
		})
		return
	}
	if iter, ret := vm.windowReturn(a); ret != Undefined {
		vm.checkReturnResult(vm.Call(ret, iter))
	}
}

func (vm *VM) checkReturnResult(v Value) {
	if !v.IsObject() {
		vm.ThrowTypeError("%s is not an object", vm.Display(v))
	}
}

// iteratorReturn is OpIteratorReturn: the hole where there is no return method.
func (vm *VM) iteratorReturn(a unsafe.Pointer, swallow bool) Value {
	if swallow {
		v, threw := vm.Try(func() Value { return vm.iteratorReturn(a, false) })
		if threw {
			return Hole
		}
		return v
	}
	iter, ret := vm.windowReturn(a)
	if ret == Undefined {
		return Hole
	}
	return vm.Call(ret, iter)
}

// iteratorGuard remembers what the current realm's array iteration rests on:
// the values of Array.prototype[@@iterator] and %ArrayIteratorPrototype%.next,
// and the absence of return methods. It is void when vm.epoch has moved on.
type iteratorGuard struct {
	epoch            uint32
	valid            bool // looked at in this epoch
	pristine, absent bool // the two methods are the built-in ones; no return method
	iterSlot         uint32
	nextSlot         uint32
}

// The code of the built-in methods that loops step over.
var arrayIteratorNextPointer, generatorNextPointer, generatorReturnPointer, generatorThrowPointer uintptr

func init() {
	arrayIteratorNextPointer = reflect.ValueOf(ArrayIteratorNext).Pointer()
	generatorNextPointer = reflect.ValueOf(GeneratorNext).Pointer()
	generatorReturnPointer = reflect.ValueOf(GeneratorReturn).Pointer()
	generatorThrowPointer = reflect.ValueOf(GeneratorThrow).Pointer()
}

func (g *iteratorGuard) look(vm *VM, r *Realm) {
	g.pristine, g.absent = false, false
	proto, iterProto := r.ArrayPrototype(), r.Intrinsic(ArrayIteratorPrototype)
	vm.markAsProto(proto)
	vm.markAsProto(iterProto)
	iter, attrs, ok := vm.ownProperty(proto, SymbolKey(vm.symbols.iterator))
	if ok && attrs&attrAccessor == 0 && iter == r.IntrinsicValue(ArrayProtoValues) {
		next, attrs, ok := vm.ownProperty(iterProto, vm.names.next)
		if ok && attrs&attrAccessor == 0 && vm.isNative(next, arrayIteratorNextPointer) {
			_, info, _ := vm.lookup(vm.shapeOf(proto), SymbolKey(vm.symbols.iterator))
			g.iterSlot = info.slot()
			_, info, _ = vm.lookup(vm.shapeOf(iterProto), vm.names.next)
			g.nextSlot = info.slot()
			g.pristine = true
		}
	}
	g.absent = vm.lacks(iterProto, vm.names.return_)
	g.epoch, g.valid = vm.epoch, true
	r.slots.Set(slotIterGuard, gc.Word(*vm.slotAddr(proto, g.iterSlot)))
	r.slots.Set(slotNextGuard, gc.Word(*vm.slotAddr(iterProto, g.nextSlot)))
}

// lacks reports whether neither o nor its prototypes, all ordinary, have key.
func (vm *VM) lacks(o *Object, key PropertyKey) bool {
	for ; o != nil; o = vm.proto(o) {
		if o.Flags&flagExotic != 0 {
			return false
		}
		vm.markAsProto(o)
		if _, _, ok := vm.ownProperty(o, key); ok {
			return false
		}
	}
	return true
}

// isNative reports whether v is a built-in function with the code at p.
func (vm *VM) isNative(v Value, p uintptr) bool {
	n := As[NativeFunction](vm, v, KindNative)
	return n != nil && reflect.ValueOf(vm.natives[n.native].Fn).Pointer() == p
}

// holds reports whether arrays of r iterate by the built-in methods.
func (g *iteratorGuard) holds(vm *VM, r *Realm) bool {
	if !g.valid || g.epoch != vm.epoch {
		g.look(vm, r)
	}
	return g.pristine &&
		*vm.slotAddr(r.ArrayPrototype(), g.iterSlot) == Value(r.slots.Get(slotIterGuard)) &&
		*vm.slotAddr(r.Intrinsic(ArrayIteratorPrototype), g.nextSlot) == Value(r.slots.Get(slotNextGuard))
}

// noReturn reports whether array iterators have no return method.
func (g *iteratorGuard) noReturn(vm *VM) bool {
	if !g.valid || g.epoch != vm.epoch {
		g.look(vm, vm.realm)
	}
	return g.absent
}

// iteratesAsBorn reports whether the array o iterates by the current realm's
// built-in array iterator.
func (vm *VM) iteratesAsBorn(o *Object) bool {
	r := vm.realm
	s := vm.shapeOf(o)
	if s.proto != vm.heap.RefOf(unsafe.Pointer(r.ArrayPrototype())) || !r.iterators.holds(vm, r) {
		return false
	}
	if s.table == 0 {
		return true
	}
	_, _, own := vm.lookup(s, SymbolKey(vm.symbols.iterator))
	return !own
}

// IteratesAsBorn is iteratesAsBorn for any value: then v is an array whose
// iteration gives its elements from index 0 to its length and nothing else.
func (vm *VM) IteratesAsBorn(v Value) bool {
	if !v.IsObject() {
		return false
	}
	o := vm.Obj(v)
	return o.Kind == KindArray && vm.iteratesAsBorn(o)
}

// Operations on Iterator Records (sec-iterator-records), an iterator and its
// next method.

// GetIteratorRecord is GetIterator(v, sync) (sec-getiterator).
func (vm *VM) GetIteratorRecord(v Value) (iter, next Value) {
	if v.IsNullish() {
		vm.ThrowNotIterable(v)
	}
	method := vm.GetV(v, SymbolKey(vm.symbols.iterator))
	if !vm.IsCallable(method) {
		vm.ThrowNotIterable(v)
	}
	return vm.GetIteratorFromMethod(v, method)
}

// GetIteratorFromMethod is sec-getiteratorfrommethod.
func (vm *VM) GetIteratorFromMethod(v, method Value) (iter, next Value) {
	iter = vm.Call(method, v)
	if !iter.IsObject() {
		vm.ThrowTypeError("Result of the Symbol.iterator method is not an object")
	}
	return iter, vm.Get(vm.Obj(iter), vm.names.next)
}

// GetIteratorDirect is sec-getiteratordirect.
func (vm *VM) GetIteratorDirect(o *Object) (iter, next Value) {
	return vm.ObjectValue(o), vm.Get(o, vm.names.next)
}

// GetIteratorFlattenable is sec-getiteratorflattenable; strings are iterated
// where iterateStrings is set and rejected else. method is the caller's name for the message.
func (vm *VM) GetIteratorFlattenable(v Value, iterateStrings bool, method string) (iter, next Value) {
	if !v.IsObject() && !(iterateStrings && v.IsString()) {
		vm.ThrowTypeError("%s called on non-object", method)
	}
	iter = v
	if f := vm.GetMethod(v, SymbolKey(vm.symbols.iterator)); f != Undefined {
		iter = vm.Call(f, v)
	}
	if !iter.IsObject() {
		vm.ThrowTypeError("%s called on non-object", method)
	}
	return vm.GetIteratorDirect(vm.Obj(iter))
}

// GetAsyncIterator is GetIterator(v, async).
func (vm *VM) GetAsyncIterator(v Value) (iter, next Value) {
	if v.IsNullish() {
		vm.throwNotAsyncIterable(v)
	}
	method := vm.GetMethod(v, SymbolKey(vm.symbols.asyncIterator))
	if method == Undefined {
		sync := vm.GetMethod(v, SymbolKey(vm.symbols.iterator))
		if sync == Undefined {
			vm.throwNotAsyncIterable(v)
		}
		iter, next = vm.GetIteratorFromMethod(v, sync)
		return vm.CreateAsyncFromSyncIterator(iter, next)
	}
	iter = vm.Call(method, v)
	if !iter.IsObject() {
		vm.ThrowTypeError("Result of the Symbol.asyncIterator method is not an object")
	}
	return iter, vm.Get(vm.Obj(iter), vm.names.next)
}

// ThrowNotIterable throws V8's TypeError for iterating over v, named by its
// source text where the running instruction has one.
func (vm *VM) ThrowNotIterable(v Value) {
	text := vm.instructionText()
	spread, isSpread := strings.CutPrefix(text, "...")
	switch {
	case isSpread && v.IsNullish():
		vm.ThrowTypeError("%s is not iterable (cannot read property %s)", spread, vm.Display(v))
	case isSpread:
		vm.ThrowTypeError("Spread syntax requires ...iterable[Symbol.iterator] to be a function")
	case text == "":
		vm.ThrowTypeError("%s is not iterable (cannot read property Symbol(Symbol.iterator))", vm.DisplayTyped(v))
	}
	vm.ThrowTypeError("%s is not iterable", text)
}

func (vm *VM) throwNotAsyncIterable(v Value) {
	text := vm.instructionText()
	if text == "" {
		vm.ThrowTypeError("%s is not async iterable (cannot read property Symbol(Symbol.asyncIterator))", vm.DisplayTyped(v))
	}
	vm.ThrowTypeError("%s is not async iterable", text)
}

// IteratorNext is sec-iteratornext with a value, or without one when it is the hole.
func (vm *VM) IteratorNext(iter, next, v Value) *Object {
	if v == Hole {
		return vm.iteratorResult(vm.Call(next, iter))
	}
	return vm.iteratorResult(vm.Call(next, iter, v))
}

// IteratorComplete is sec-iteratorcomplete.
func (vm *VM) IteratorComplete(result *Object) bool {
	return vm.ToBoolean(vm.Get(result, vm.names.done))
}

// IteratorValue is sec-iteratorvalue.
func (vm *VM) IteratorValue(result *Object) Value { return vm.Get(result, vm.names.value) }

// IteratorStep is sec-iteratorstep: nil when the iterator is done.
func (vm *VM) IteratorStep(iter, next Value) *Object {
	o := vm.iteratorResult(vm.Call(next, iter))
	if vm.IteratorComplete(o) {
		return nil
	}
	return o
}

// IteratorStepValue is sec-iteratorstepvalue: false when the iterator is done.
func (vm *VM) IteratorStepValue(iter, next Value) (Value, bool) {
	if g := vm.quickGenerator(iter, next); g != nil {
		return vm.stepGenerator(g)
	}
	if s := vm.stepperOf(iter, next); s != nil {
		return s.step(vm, vm.Obj(iter))
	}
	o := vm.IteratorStep(iter, next)
	if o == nil {
		return Undefined, false
	}
	return vm.IteratorValue(o), true
}

// IteratorClose is sec-iteratorclose with a normal completion.
func (vm *VM) IteratorClose(iter Value) {
	if ret := vm.GetMethod(iter, vm.names.return_); ret != Undefined {
		vm.checkReturnResult(vm.Call(ret, iter))
	}
}

// IteratorCloseThrow is sec-iteratorclose with a throw completion, which the
// caller then throws on: errors of the return method are lost.
func (vm *VM) IteratorCloseThrow(iter Value) {
	vm.Try(func() Value {
		if ret := vm.GetMethod(iter, vm.names.return_); ret != Undefined {
			vm.Call(ret, iter)
		}
		return Undefined
	})
}

// IfAbruptCloseIterator runs f; when it throws, iter is closed and the same is
// thrown on (sec-ifabruptcloseiterator).
func (vm *VM) IfAbruptCloseIterator(iter Value, f func() Value) Value {
	v, threw := vm.Try(f)
	if threw {
		vm.IteratorCloseThrow(iter)
		vm.Throw(v)
	}
	return v
}

// IterateToList is sec-iteratortolist of GetIterator(v).
func (vm *VM) IterateToList(v Value) *List {
	l := vm.NewList()
	vm.ForEach(v, func(v Value) bool {
		vm.Append(l, v)
		return true
	})
	return l
}

// IteratorToList is sec-iteratortolist.
func (vm *VM) IteratorToList(iter, next Value) *List {
	l := vm.NewList()
	for n := 0; ; n++ {
		v, ok := vm.IteratorStepValue(iter, next)
		if !ok {
			return l
		}
		vm.Append(l, v)
		if n&1023 == 1023 {
			vm.Poll()
		}
	}
}

// ForEach calls f with the values that v iterates over, until f returns false
// or throws; then the iterator is closed.
func (vm *VM) ForEach(v Value, f func(Value) bool) {
	if v.IsObject() {
		if o := vm.Obj(v); o.Kind == KindArray && vm.iteratesAsBorn(o) && vm.realm.iterators.noReturn(vm) {
			for i := uint32(0); i < ArrayLength(o); i++ {
				x, _, ok := vm.ownElement(o, i)
				if !ok || o.Flags&flagSparse != 0 {
					x = vm.Get(o, IndexKey(i))
				}
				if !f(x) {
					return
				}
			}
			return
		}
	}
	iter, next := vm.GetIteratorRecord(v)
	vm.ForEachOf(iter, next, f)
}

// ForEachOf is ForEach over an Iterator Record.
func (vm *VM) ForEachOf(iter, next Value, f func(Value) bool) {
	inBody := false
	e, threw := vm.Try(func() Value {
		for n := 0; ; n++ {
			v, ok := vm.IteratorStepValue(iter, next)
			if !ok {
				return Undefined
			}
			inBody = true
			if !f(v) {
				return Undefined
			}
			inBody = false
			if n&1023 == 1023 {
				vm.Poll()
			}
		}
	})
	switch {
	case threw:
		if inBody {
			vm.IteratorCloseThrow(iter)
		}
		vm.Throw(e)
	case inBody:
		vm.IteratorClose(iter)
	}
}

// CreateIterResult is sec-createiterresultobject.
func (vm *VM) CreateIterResult(v Value, done bool) Value {
	r := vm.realm
	if r.iterResult == 0 {
		o := vm.NewObject()
		vm.CreateDataProperty(o, vm.names.value, Undefined)
		vm.CreateDataProperty(o, vm.names.done, False)
		if vm.shapeOf(o).Flags&shapeUnique != 0 || o.Aux < 2 {
			*vm.slotAddr(o, 0), *vm.slotAddr(o, 1) = v, BoolValue(done)
			return vm.ObjectValue(o)
		}
		r.iterResult = o.Shape
		r.slots.Set(slotIterResult, gc.Word(cellValue(o.Shape)))
	}
	s := vm.shape(r.iterResult)
	o := vm.newOrdinary(s, int(s.Aux))
	slots := (*[2]Value)(unsafe.Add(unsafe.Pointer(o), inlineOffset))
	slots[0], slots[1] = v, BoolValue(done)
	return vm.ObjectValue(o)
}

// Array iterators.

// ArrayIterationKind says what an array iterator gives.
type ArrayIterationKind uint8

// The kinds.
const (
	IterateKeys ArrayIterationKind = iota
	IterateValues
	IterateEntries
)

// ArrayIterator is an Array Iterator (sec-array-iterator-objects); array is
// undefined when it is done.
//
//gojs:cell
type ArrayIterator struct {
	Object
	array Value
	index uint64
	kind  ArrayIterationKind
	_     [7]byte
}

// CreateArrayIterator is sec-createarrayiterator.
func (vm *VM) CreateArrayIterator(o *Object, kind ArrayIterationKind) *ArrayIterator {
	it := Alloc[ArrayIterator](vm, KindArrayIterator, vm.realm.Intrinsic(ArrayIteratorPrototype))
	it.array, it.kind = vm.ObjectValue(o), kind
	return it
}

// ArrayIteratorNext is %ArrayIteratorPrototype%.next
// (sec-%arrayiteratorprototype%.next).
func ArrayIteratorNext(c *Call) Value {
	it := As[ArrayIterator](c.VM, c.This(), KindArrayIterator)
	if it == nil {
		c.ThrowTypeError("Method Array Iterator.prototype.next called on incompatible receiver %s", c.Display(c.This()))
	}
	v, ok := c.arrayIteratorStep(it)
	return c.CreateIterResult(v, !ok)
}

func (vm *VM) arrayIteratorStep(it *ArrayIterator) (Value, bool) {
	if it.array == Undefined {
		return Undefined, false
	}
	o := vm.Obj(it.array)
	var n uint64
	switch o.Kind {
	case KindArray:
		n = uint64(ArrayLength(o))
	case KindTypedArray:
		n = uint64(vm.typedLengthOrThrow(o))
	default:
		n = uint64(vm.LengthOfArrayLike(o))
	}
	i := it.index
	if i >= n {
		it.array = Undefined
		return Undefined, false
	}
	it.index++
	if it.kind == IterateKeys {
		return Int64Value(int64(i)), true
	}
	v := vm.Get(o, vm.IntegerKey(int64(i)))
	if it.kind == IterateEntries {
		v = vm.ObjectValue(vm.NewArrayOf(Int64Value(int64(i)), v))
	}
	return v, true
}

// IsNative reports whether v is a built-in function object with the code f.
func (vm *VM) IsNative(v Value, f Native) bool {
	return vm.isNative(v, reflect.ValueOf(f).Pointer())
}
