package es

import (
	"math"

	"gojs/gc"
	"gojs/vm"
)

// Iterator helper objects (sec-iterator-helper-objects). The standard makes
// them generators over closures; here each is a cell with the state of its
// closure, and a step function per method.

// noLayout is the layout of cells that refer to others by Value fields only.
var noLayout gc.Layout

// iteratorHelper is an object of %IteratorHelperPrototype%.
//
//gojs:cell
type iteratorHelper struct {
	vm.Object
	iter, next vm.Value // [[UnderlyingIterators]]: an Iterator Record, iter undefined where there is none
	fn         vm.Value // the callback; of zip, the list of padding
	inner      vm.Value // flatMap and concat: the inner iterator, undefined between two
	innerNext  vm.Value
	list       vm.Value // concat: its items; chunks and windows: the buffer; zip: the iterators
	keys       vm.Value // zipKeyed: the list of keys, undefined for zip
	remaining  float64  // take and drop; the size of chunks and windows
	count      int64    // the counter
	method     uint32   // index in helperSteps
	state      uint32   // helperStart ...
	mode       uint32   // of zip; of windows 1 to allow partial ones
	_          uint32
}

const (
	helperStart = iota
	helperYielded
	helperRunning
	helperDone
)

var (
	kindIteratorHelper    = vm.NewKind[iteratorHelper]("Iterator Helper", noLayout)
	iteratorHelperProtoID = vm.NewIntrinsic()
)

func init() {
	vm.Declare(&vm.ObjectSpec{ID: iteratorHelperProtoID, Proto: vm.IteratorPrototype, Props: []vm.Spec{
		{Key: "next", Fn: iteratorHelperNext},
		{Key: "return", Fn: iteratorHelperReturn},
		{Key: "@@toStringTag", Kind: vm.Constant, Value: "Iterator Helper", Attrs: vm.Configurable, AttrsSet: true},
	}})
}

// The methods that make helpers.
const (
	helperChunks = iota
	helperConcat
	helperDrop
	helperFilter
	helperFlatMap
	helperMap
	helperTake
	helperWindows
	helperZip
)

// helperSteps give the next value, or false at the end. What they throw ends
// the helper.
var helperSteps [helperZip + 1]func(c *vm.Call, h *iteratorHelper) (vm.Value, bool)

func init() {
	helperSteps = [...]func(*vm.Call, *iteratorHelper) (vm.Value, bool){
		helperChunks:  stepChunks,
		helperConcat:  stepConcat,
		helperDrop:    stepDrop,
		helperFilter:  stepFilter,
		helperFlatMap: stepFlatMap,
		helperMap:     stepMap,
		helperTake:    stepTake,
		helperWindows: stepWindows,
		helperZip:     stepZip,
	}
}

// newHelper makes a helper without an underlying iterator.
func newHelper(c *vm.Call, method uint32) *iteratorHelper {
	h := vm.Alloc[iteratorHelper](c.VM, kindIteratorHelper, c.Realm().Intrinsic(iteratorHelperProtoID))
	h.iter, h.next, h.fn, h.inner, h.innerNext = vm.Undefined, vm.Undefined, vm.Undefined, vm.Undefined, vm.Undefined
	h.list, h.keys = vm.Undefined, vm.Undefined
	h.method = method
	return h
}

// newHelperOver makes a helper over the iterator o.
func newHelperOver(c *vm.Call, method uint32, o *vm.Object, fn vm.Value) *iteratorHelper {
	iter, next := c.GetIteratorDirect(o)
	h := newHelper(c, method)
	h.iter, h.next, h.fn = iter, next, fn
	return h
}

func thisHelper(c *vm.Call, method string) *iteratorHelper {
	h := vm.As[iteratorHelper](c.VM, c.This(), kindIteratorHelper)
	if h == nil {
		c.ThrowTypeError("Method Iterator Helper.prototype.%s called on incompatible receiver %s", method, c.Display(c.This()))
	}
	if h.state == helperRunning {
		c.ThrowTypeError("Generator is already running")
	}
	return h
}

// settle is deferred around a step: one that threw ends the helper.
func (h *iteratorHelper) settle() {
	if h.state == helperRunning {
		h.finish()
	}
}

// finish ends the helper and lets go of what it kept.
func (h *iteratorHelper) finish() {
	h.state = helperDone
	h.iter, h.next, h.fn, h.inner, h.innerNext = vm.Undefined, vm.Undefined, vm.Undefined, vm.Undefined, vm.Undefined
	h.list, h.keys = vm.Undefined, vm.Undefined
}

// %IteratorHelperPrototype%.next ( ) sec-%iteratorhelperprototype%.next
func iteratorHelperNext(c *vm.Call) vm.Value {
	h := thisHelper(c, "next")
	if h.state == helperDone {
		return c.CreateIterResult(vm.Undefined, true)
	}
	h.state = helperRunning
	defer h.settle()
	v, ok := helperSteps[h.method](c, h)
	if !ok {
		h.finish()
		return c.CreateIterResult(vm.Undefined, true)
	}
	h.state = helperYielded
	return c.CreateIterResult(v, false)
}

// %IteratorHelperPrototype%.return ( ) sec-%iteratorhelperprototype%.return
func iteratorHelperReturn(c *vm.Call) vm.Value {
	h := thisHelper(c, "return")
	switch h.state {
	case helperStart:
		iter, list, method := h.iter, h.list, h.method
		h.finish()
		if method == helperZip {
			closeAll(c, c.ListOf(list))
		} else if !iter.IsUndefined() {
			c.IteratorClose(iter)
		}
	case helperYielded:
		h.state = helperRunning
		defer h.settle()
		h.close(c)
		h.finish()
	}
	return c.CreateIterResult(vm.Undefined, true)
}

// close closes the iterators that are open while the helper has yielded.
func (h *iteratorHelper) close(c *vm.Call) {
	if h.method == helperZip {
		closeAll(c, c.ListOf(h.list))
		return
	}
	if !h.inner.IsUndefined() {
		if h.iter.IsUndefined() {
			c.IteratorClose(h.inner)
			return
		}
		c.IfAbruptCloseIterator(h.iter, func() vm.Value {
			c.IteratorClose(h.inner)
			return vm.Undefined
		})
	}
	if !h.iter.IsUndefined() {
		c.IteratorClose(h.iter)
	}
}

// call calls the callback with v and the counter; the iterator is closed when
// it throws.
func (h *iteratorHelper) call(c *vm.Call, v vm.Value) vm.Value {
	r := c.IfAbruptCloseIterator(h.iter, func() vm.Value {
		return c.VM.Call(h.fn, vm.Undefined, v, vm.Int64Value(h.count))
	})
	h.count++
	return r
}

// Iterator.prototype.map ( mapper ) sec-iterator.prototype.map
func iteratorMap(c *vm.Call) vm.Value {
	o := thisIterator(c, "map")
	return c.ObjectValue(&newHelperOver(c, helperMap, o, iteratorCallback(c)).Object)
}

func stepMap(c *vm.Call, h *iteratorHelper) (vm.Value, bool) {
	v, ok := c.IteratorStepValue(h.iter, h.next)
	if !ok {
		return v, false
	}
	return h.call(c, v), true
}

// Iterator.prototype.filter ( predicate ) sec-iterator.prototype.filter
func iteratorFilter(c *vm.Call) vm.Value {
	o := thisIterator(c, "filter")
	return c.ObjectValue(&newHelperOver(c, helperFilter, o, iteratorCallback(c)).Object)
}

func stepFilter(c *vm.Call, h *iteratorHelper) (vm.Value, bool) {
	for {
		v, ok := c.IteratorStepValue(h.iter, h.next)
		if !ok || c.ToBoolean(h.call(c, v)) {
			return v, ok
		}
		poll(c, h.count)
	}
}

// limitArg is the argument of take and drop; where it is none, the iterator
// this is closed.
func limitArg(c *vm.Call) float64 {
	n := c.IfAbruptCloseIterator(c.This(), func() vm.Value { return c.ToNumber(c.Arg(0)) })
	if n != vm.NaN {
		if f := c.ToIntegerOrInfinity(n); f >= 0 && (n.Float() <= maxSafe || math.IsInf(f, 1)) {
			return f
		}
	}
	c.IteratorCloseThrow(c.This())
	c.ThrowRangeError("%s must be positive", c.Display(c.Arg(0)))
	return 0
}

// Iterator.prototype.take ( limit ) sec-iterator.prototype.take
func iteratorTake(c *vm.Call) vm.Value {
	o := thisIterator(c, "take")
	limit := limitArg(c)
	h := newHelperOver(c, helperTake, o, vm.Undefined)
	h.remaining = limit
	return c.ObjectValue(&h.Object)
}

func stepTake(c *vm.Call, h *iteratorHelper) (vm.Value, bool) {
	if h.remaining == 0 {
		c.IteratorClose(h.iter)
		return vm.Undefined, false
	}
	h.remaining--
	return c.IteratorStepValue(h.iter, h.next)
}

// Iterator.prototype.drop ( limit ) sec-iterator.prototype.drop
func iteratorDrop(c *vm.Call) vm.Value {
	o := thisIterator(c, "drop")
	limit := limitArg(c)
	h := newHelperOver(c, helperDrop, o, vm.Undefined)
	h.remaining = limit
	return c.ObjectValue(&h.Object)
}

func stepDrop(c *vm.Call, h *iteratorHelper) (vm.Value, bool) {
	for h.remaining > 0 {
		h.remaining--
		if c.IteratorStep(h.iter, h.next) == nil {
			return vm.Undefined, false
		}
		h.count++
		poll(c, h.count)
	}
	return c.IteratorStepValue(h.iter, h.next)
}

// Iterator.prototype.flatMap ( mapper ) sec-iterator.prototype.flatmap
func iteratorFlatMap(c *vm.Call) vm.Value {
	o := thisIterator(c, "flatMap")
	return c.ObjectValue(&newHelperOver(c, helperFlatMap, o, iteratorCallback(c)).Object)
}

func stepFlatMap(c *vm.Call, h *iteratorHelper) (vm.Value, bool) {
	for {
		if h.inner.IsUndefined() {
			v, ok := c.IteratorStepValue(h.iter, h.next)
			if !ok {
				return v, false
			}
			mapped := h.call(c, v)
			c.IfAbruptCloseIterator(h.iter, func() vm.Value {
				h.inner, h.innerNext = c.GetIteratorFlattenable(mapped, false, "Iterator.prototype.flatMap")
				return vm.Undefined
			})
		}
		alive := false
		v := c.IfAbruptCloseIterator(h.iter, func() vm.Value {
			v, ok := c.IteratorStepValue(h.inner, h.innerNext)
			alive = ok
			return v
		})
		if alive {
			return v, true
		}
		h.inner = vm.Undefined
		poll(c, h.count)
	}
}

// Iterator.concat ( ...items ) sec-iterator.concat
func iteratorConcat(c *vm.Call) vm.Value {
	items := c.NewList() // method and iterable, by turns
	for i := 0; i < c.Argc(); i++ {
		item := c.Arg(i)
		if !item.IsObject() {
			c.ThrowTypeError("%s is not an object", c.Display(item))
		}
		method := c.GetMethod(item, c.K(kSymIterator))
		if method.IsUndefined() {
			c.ThrowNotIterable(item)
		}
		c.Append(items, method)
		c.Append(items, item)
	}
	h := newHelper(c, helperConcat)
	h.list = c.ListValue(items)
	return c.ObjectValue(&h.Object)
}

func stepConcat(c *vm.Call, h *iteratorHelper) (vm.Value, bool) {
	items := c.ListOf(h.list)
	for {
		if h.inner.IsUndefined() {
			if int(h.count) >= c.ListLen(items) {
				return vm.Undefined, false
			}
			method, item := c.ListAt(items, int(h.count)), c.ListAt(items, int(h.count)+1)
			h.count += 2
			iter := c.VM.Call(method, item)
			if !iter.IsObject() {
				c.ThrowTypeError("%s is not an object", c.Display(iter))
			}
			h.inner, h.innerNext = c.GetIteratorDirect(c.Obj(iter))
		}
		if v, ok := c.IteratorStepValue(h.inner, h.innerNext); ok {
			return v, true
		}
		h.inner = vm.Undefined
	}
}

// sizeArg is the argument of chunks and windows: an integer from 1 to 2^32 - 1;
// where it is none, the iterator this is closed.
func sizeArg(c *vm.Call) float64 {
	v := c.Arg(0)
	if !v.IsNumber() || !isInteger(v.Float()) {
		c.IteratorCloseThrow(c.This())
		c.ThrowTypeError("%s is not an integer", c.Display(v))
	}
	if f := v.Float(); f >= 1 && f <= math.MaxUint32 {
		return f
	}
	c.IteratorCloseThrow(c.This())
	c.ThrowRangeError("%s is out of range", c.Display(v))
	return 0
}

// Iterator.prototype.chunks ( chunkSize ) (proposal-iterator-chunking)
func iteratorChunks(c *vm.Call) vm.Value {
	o := thisIterator(c, "chunks")
	size := sizeArg(c)
	h := newHelperOver(c, helperChunks, o, vm.Undefined)
	h.remaining = size
	return c.ObjectValue(&h.Object)
}

func stepChunks(c *vm.Call, h *iteratorHelper) (vm.Value, bool) {
	if h.mode == 1 { // the last, short chunk was given
		return vm.Undefined, false
	}
	buffer := c.NewList()
	for float64(c.ListLen(buffer)) < h.remaining {
		v, ok := c.IteratorStepValue(h.iter, h.next)
		if !ok {
			h.mode = 1
			h.iter = vm.Undefined
			break
		}
		c.Append(buffer, v)
		poll(c, int64(c.ListLen(buffer)))
	}
	if c.ListLen(buffer) == 0 {
		return vm.Undefined, false
	}
	return c.ObjectValue(c.NewArrayFromList(buffer)), true
}

// Iterator.prototype.windows ( windowSize [ , undersized ] ) (proposal-iterator-chunking)
func iteratorWindows(c *vm.Call) vm.Value {
	o := thisIterator(c, "windows")
	size := sizeArg(c)
	partial := uint32(0)
	if u := c.Arg(1); !u.IsUndefined() {
		switch {
		case u.IsString() && c.GoString(u) == "allow-partial":
			partial = 1
		case u.IsString() && c.GoString(u) == "only-full":
		default:
			c.IteratorCloseThrow(c.This())
			c.ThrowTypeError("%s is not a valid value of undersized", c.Display(u))
		}
	}
	h := newHelperOver(c, helperWindows, o, vm.Undefined)
	h.remaining, h.mode = size, partial
	h.list = c.ListValue(c.NewList())
	return c.ObjectValue(&h.Object)
}

func stepWindows(c *vm.Call, h *iteratorHelper) (vm.Value, bool) {
	buffer := c.ListOf(h.list)
	if h.iter.IsUndefined() {
		return vm.Undefined, false
	}
	for {
		v, ok := c.IteratorStepValue(h.iter, h.next)
		n := c.ListLen(buffer)
		if !ok {
			h.iter = vm.Undefined
			if h.mode == 1 && n > 0 && float64(n) < h.remaining {
				return c.ObjectValue(c.NewArrayFromList(buffer)), true
			}
			return vm.Undefined, false
		}
		if float64(n) == h.remaining {
			items := c.ListItems(buffer)
			copy(items, items[1:])
			items[n-1] = v
		} else {
			c.Append(buffer, v)
			n++
		}
		if float64(n) == h.remaining {
			return c.ObjectValue(c.NewArrayFromList(buffer)), true
		}
		poll(c, int64(n))
	}
}
