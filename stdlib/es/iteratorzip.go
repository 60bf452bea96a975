package es

import "gojs/vm"

// Iterator.zip and Iterator.zipKeyed (sec-iterator.zip).

const (
	zipShortest = iota
	zipLongest
	zipStrict
)

var (
	kMode    = vm.NewKeyID("mode")
	kPadding = vm.NewKeyID("padding")
)

// zipper collects what zip and zipKeyed iterate over. iters holds, for each
// iterator, the iterator, its next method and whether it is open.
//
//gojs:stack
type zipper struct {
	iters, padding, keys *vm.List
	mode                 uint32
	paddingOption        vm.Value
}

const (
	zipWords = 3 // words per iterator in the list: iterator, next, open
	zipOpen  = 2
)

// zipOptions reads the options (steps 1 to 9 of sec-iterator.zip).
func zipOptions(c *vm.Call, method string) zipper {
	if !c.Arg(0).IsObject() {
		c.ThrowTypeError("%s called on non-object", method)
	}
	z := zipper{iters: c.NewList(), padding: c.NewList(), keys: c.NewList(), paddingOption: vm.Undefined}
	options := c.Arg(1)
	if options.IsUndefined() {
		return z
	}
	if !options.IsObject() {
		c.ThrowTypeError("%s is not an object", c.Display(options))
	}
	switch mode := c.Get(c.Obj(options), c.K(kMode)); {
	case mode.IsUndefined():
	case !mode.IsString():
		c.ThrowTypeError("%s is not a valid mode", c.Display(mode))
	default:
		z.mode = zipMode(c, c.GoString(mode))
	}
	if z.mode == zipLongest {
		z.paddingOption = c.Get(c.Obj(options), c.K(kPadding))
		if !z.paddingOption.IsUndefined() && !z.paddingOption.IsObject() {
			c.ThrowTypeError("%s is not an object", c.Display(z.paddingOption))
		}
	}
	return z
}

func zipMode(c *vm.Call, mode string) uint32 {
	switch mode {
	case "shortest":
		return zipShortest
	case "longest":
		return zipLongest
	case "strict":
		return zipStrict
	}
	c.ThrowTypeError("%s is not a valid mode", mode)
	return 0
}

// orCloseAll runs f; when it throws, the iterators are closed
// (IfAbruptCloseIterators).
func orCloseAll(c *vm.Call, iters *vm.List, f func() vm.Value) vm.Value {
	v, threw := c.Try(f)
	if threw {
		closeAllThrow(c, iters, v)
	}
	return v
}

// closeAll is IteratorCloseAll (sec-iteratorcloseall) with a normal completion.
func closeAll(c *vm.Call, iters *vm.List) {
	for i := c.ListLen(iters) - zipWords; i >= 0; i -= zipWords {
		if c.ListAt(iters, i+zipOpen) != vm.True {
			continue
		}
		c.ListSet(iters, i+zipOpen, vm.False)
		iter := c.ListAt(iters, i)
		if v, threw := c.Try(func() vm.Value {
			c.IteratorClose(iter)
			return vm.Undefined
		}); threw {
			closeAllThrow(c, iters, v)
		}
	}
}

// closeAllThrow is IteratorCloseAll with a throw completion, which it throws.
func closeAllThrow(c *vm.Call, iters *vm.List, v vm.Value) {
	for i := c.ListLen(iters) - zipWords; i >= 0; i -= zipWords {
		if c.ListAt(iters, i+zipOpen) == vm.True {
			c.ListSet(iters, i+zipOpen, vm.False)
			c.IteratorCloseThrow(c.ListAt(iters, i))
		}
	}
	c.Throw(v)
}

// add appends the iterator of v.
func (z *zipper) add(c *vm.Call, v vm.Value) {
	iter, next := c.GetIteratorFlattenable(v, false, "Iterator."+c.FunctionName())
	c.Append(z.iters, iter)
	c.Append(z.iters, next)
	c.Append(z.iters, vm.True)
}

// Iterator.zip ( iterables [ , options ] ) sec-iterator.zip
func iteratorZip(c *vm.Call) vm.Value {
	z := zipOptions(c, "Iterator.zip")
	input, next := c.GetIteratorRecord(c.Arg(0))
	for {
		more := false
		v := orCloseAll(c, z.iters, func() vm.Value {
			v, ok := c.IteratorStepValue(input, next)
			more = ok
			return v
		})
		if !more {
			break
		}
		if err, threw := c.Try(func() vm.Value { z.add(c, v); return vm.Undefined }); threw {
			// The list of iterators to close begins with the input.
			if _, again := c.Try(func() vm.Value { closeAllThrow(c, z.iters, err); return err }); again {
				c.IteratorCloseThrow(input)
			}
			c.Throw(err)
		}
	}
	if z.mode == zipLongest {
		z.padFromIterable(c)
	}
	return z.helper(c, false)
}

// padFromIterable reads the padding of zip (step 14 of sec-iterator.zip).
func (z *zipper) padFromIterable(c *vm.Call) {
	n := c.ListLen(z.iters) / zipWords
	if !z.paddingOption.IsUndefined() {
		var iter, next vm.Value
		orCloseAll(c, z.iters, func() vm.Value {
			iter, next = c.GetIteratorRecord(z.paddingOption)
			return vm.Undefined
		})
		using := true
		for using && c.ListLen(z.padding) < n {
			v := orCloseAll(c, z.iters, func() vm.Value {
				v, ok := c.IteratorStepValue(iter, next)
				using = ok
				return v
			})
			if using {
				c.Append(z.padding, v)
			}
		}
		if using {
			orCloseAll(c, z.iters, func() vm.Value { c.IteratorClose(iter); return vm.Undefined })
		}
	}
	for c.ListLen(z.padding) < n {
		c.Append(z.padding, vm.Undefined)
	}
}

// Iterator.zipKeyed ( iterables [ , options ] ) sec-iterator.zipkeyed
func iteratorZipKeyed(c *vm.Call) vm.Value {
	z := zipOptions(c, "Iterator.zipKeyed")
	iterables, keys := c.Obj(c.Arg(0)), c.NewList()
	c.OwnPropertyKeys(iterables, keys)
	for i, n := 0, c.ListLen(keys); i < n; i++ {
		key := c.KeyAt(keys, i)
		orCloseAll(c, z.iters, func() vm.Value {
			if d, ok := c.GetOwnProperty(iterables, key); ok && d.Enumerable() {
				if v := c.Get(iterables, key); !v.IsUndefined() {
					z.add(c, v)
					c.AddKey(z.keys, key)
				}
			}
			return vm.Undefined
		})
	}
	if z.mode == zipLongest {
		for i, n := 0, c.ListLen(z.keys); i < n; i++ {
			v := vm.Undefined
			if !z.paddingOption.IsUndefined() {
				v = orCloseAll(c, z.iters, func() vm.Value { return c.Get(c.Obj(z.paddingOption), c.KeyAt(z.keys, i)) })
			}
			c.Append(z.padding, v)
		}
	}
	return z.helper(c, true)
}

// helper is IteratorZip (sec-iteratorzip).
func (z *zipper) helper(c *vm.Call, keyed bool) vm.Value {
	h := newHelper(c, helperZip)
	h.list, h.fn, h.mode = c.ListValue(z.iters), c.ListValue(z.padding), z.mode
	if keyed {
		h.keys = c.ListValue(z.keys)
	}
	return c.ObjectValue(&h.Object)
}

// stepZip gives the next tuple.
func stepZip(c *vm.Call, h *iteratorHelper) (vm.Value, bool) {
	iters, results := c.ListOf(h.list), c.NewList()
	n := c.ListLen(iters)
	for i := 0; i < n; i += zipWords {
		if c.ListAt(iters, i+zipOpen) != vm.True {
			c.Append(results, c.ListAt(c.ListOf(h.fn), i/zipWords))
			continue
		}
		v, ok := zipNext(c, iters, i)
		if ok {
			c.Append(results, v)
			continue
		}
		switch h.mode {
		case zipShortest:
			closeAll(c, iters)
			return vm.Undefined, false
		case zipStrict:
			zipCheckEnd(c, iters, i)
			return vm.Undefined, false
		}
		if !zipAnyOpen(c, iters) {
			return vm.Undefined, false
		}
		c.Append(results, c.ListAt(c.ListOf(h.fn), i/zipWords))
	}
	if n == 0 {
		return vm.Undefined, false
	}
	return h.zipResult(c, results), true
}

// zipNext steps the iterator at place i; it is open no more when it is done or
// throws, and then the others are closed.
func zipNext(c *vm.Call, iters *vm.List, i int) (v vm.Value, ok bool) {
	v, threw := c.Try(func() vm.Value {
		v, more := c.IteratorStepValue(c.ListAt(iters, i), c.ListAt(iters, i+1))
		ok = more
		return v
	})
	if threw || !ok {
		c.ListSet(iters, i+zipOpen, vm.False)
	}
	if threw {
		closeAllThrow(c, iters, v)
	}
	return v, ok
}

// zipCheckEnd throws unless all iterators end with the one at place i, which
// must be the first.
func zipCheckEnd(c *vm.Call, iters *vm.List, i int) {
	const message = "Iterators passed to Iterator.zip with mode 'strict' have different lengths"
	if i != 0 {
		closeAllThrow(c, iters, c.NewError(vm.TypeErrorPrototype, message))
	}
	for k := zipWords; k < c.ListLen(iters); k += zipWords {
		open := false
		v, threw := c.Try(func() vm.Value {
			open = c.IteratorStep(c.ListAt(iters, k), c.ListAt(iters, k+1)) != nil
			return vm.Undefined
		})
		if threw || !open {
			c.ListSet(iters, k+zipOpen, vm.False)
		}
		if threw {
			closeAllThrow(c, iters, v)
		}
		if open {
			closeAllThrow(c, iters, c.NewError(vm.TypeErrorPrototype, message))
		}
	}
}

func zipAnyOpen(c *vm.Call, iters *vm.List) bool {
	for i := 0; i < c.ListLen(iters); i += zipWords {
		if c.ListAt(iters, i+zipOpen) == vm.True {
			return true
		}
	}
	return false
}

// zipResult is the array of results, or the object of zipKeyed.
func (h *iteratorHelper) zipResult(c *vm.Call, results *vm.List) vm.Value {
	if h.keys.IsUndefined() {
		return c.ObjectValue(c.NewArrayFromList(results))
	}
	o, keys := c.OrdinaryObjectCreate(nil), c.ListOf(h.keys)
	for i, n := 0, c.ListLen(keys); i < n; i++ {
		c.CreateDataPropertyOrThrow(o, c.KeyAt(keys, i), c.ListAt(results, i))
	}
	return c.ObjectValue(o)
}
