package es

import "gojs/vm"

// Methods of Array.prototype that call a function per element.

// Array.prototype.every ( callback [ , thisArg ] ) sec-array.prototype.every
func arrayEvery(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.every")
	n := lengthOf(c, o)
	f, self := c.NewCallback(callableArg(c, 0), c.Arg(1)), c.ObjectValue(o)
	for k := int64(0); k < n; k++ {
		if v, ok := getPresent(c, o, k); ok && !c.ToBoolean(f.Call3(v, vm.Int64Value(k), self)) {
			return vm.False
		}
		poll(c, k)
	}
	return vm.True
}

// Array.prototype.filter ( callback [ , thisArg ] ) sec-array.prototype.filter
func arrayFilter(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.filter")
	n := lengthOf(c, o)
	f, self := c.NewCallback(callableArg(c, 0), c.Arg(1)), c.ObjectValue(o)
	a, fresh := arraySpeciesCreate(c, o, 0)
	to := int64(0)
	for k := int64(0); k < n; k++ {
		v, ok := getPresent(c, o, k)
		if ok && c.ToBoolean(f.Call3(v, vm.Int64Value(k), self)) {
			if fresh {
				c.ArrayPush(a, v)
			} else {
				c.CreateDataPropertyOrThrow(a, c.IntegerKey(to), v)
			}
			to++
		}
		poll(c, k)
	}
	return c.ObjectValue(a)
}

// findViaPredicate is sec-findviapredicate over an array-like of n elements:
// the index is -1 where none is found.
func findViaPredicate(c *vm.Call, o *vm.Object, n int64, last bool) (int64, vm.Value) {
	f, self := c.NewCallback(callableArg(c, 0), c.Arg(1)), c.ObjectValue(o)
	k, step := int64(0), int64(1)
	if last {
		k, step = n-1, -1
	}
	for ; k >= 0 && k < n; k += step {
		v := getIndex(c, o, k)
		if c.ToBoolean(f.Call3(v, vm.Int64Value(k), self)) {
			return k, v
		}
		poll(c, k)
	}
	return -1, vm.Undefined
}

// Array.prototype.find ( predicate [ , thisArg ] ) sec-array.prototype.find
func arrayFind(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.find")
	_, v := findViaPredicate(c, o, lengthOf(c, o), false)
	return v
}

// Array.prototype.findIndex ( predicate [ , thisArg ] ) sec-array.prototype.findindex
func arrayFindIndex(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.findIndex")
	i, _ := findViaPredicate(c, o, lengthOf(c, o), false)
	return vm.Int64Value(i)
}

// Array.prototype.findLast ( predicate [ , thisArg ] ) sec-array.prototype.findlast
func arrayFindLast(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.findLast")
	_, v := findViaPredicate(c, o, lengthOf(c, o), true)
	return v
}

// Array.prototype.findLastIndex ( predicate [ , thisArg ] ) sec-array.prototype.findlastindex
func arrayFindLastIndex(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.findLastIndex")
	i, _ := findViaPredicate(c, o, lengthOf(c, o), true)
	return vm.Int64Value(i)
}

// maxFlatten bounds the nesting that flat follows.
const maxFlatten = 2000

// flattenInto is FlattenIntoArray (sec-flattenintoarray): it returns the next
// index of target. mapper, where it is not undefined, maps the elements of
// source first.
func flattenInto(c *vm.Call, target *vm.Object, fresh bool, source *vm.Object, n, to int64, depth float64, mapper vm.Value, nest int) int64 {
	if nest > maxFlatten {
		c.ThrowRangeError("Maximum call stack size exceeded")
	}
	c.Poll() // for arrays in arrays, each of them short
	for k := int64(0); k < n; k++ {
		poll(c, k)
		v, ok := getPresent(c, source, k)
		if !ok {
			continue
		}
		if !mapper.IsUndefined() {
			v = c.VM.Call(mapper, c.Arg(1), v, vm.Int64Value(k), c.ObjectValue(source))
		}
		if depth > 0 && c.IsArray(v) {
			e := c.Obj(v)
			to = flattenInto(c, target, fresh, e, lengthOf(c, e), to, depth-1, vm.Undefined, nest+1)
			continue
		}
		if to >= maxSafe {
			c.ThrowTypeError("Invalid array length")
		}
		if fresh {
			c.ArrayPush(target, v)
		} else {
			c.CreateDataPropertyOrThrow(target, c.IntegerKey(to), v)
		}
		to++
	}
	return to
}

// Array.prototype.flat ( [ depth ] ) sec-array.prototype.flat
func arrayFlat(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.flat")
	n := lengthOf(c, o)
	depth := 1.0
	if !c.Arg(0).IsUndefined() {
		depth = c.ToIntegerOrInfinity(c.Arg(0))
	}
	a, fresh := arraySpeciesCreate(c, o, 0)
	flattenInto(c, a, fresh, o, n, 0, depth, vm.Undefined, 0)
	return c.ObjectValue(a)
}

// Array.prototype.flatMap ( mapper [ , thisArg ] ) sec-array.prototype.flatmap
func arrayFlatMap(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.flatMap")
	n := lengthOf(c, o)
	if !c.IsCallable(c.Arg(0)) {
		c.ThrowTypeError("%s is not a function", c.DisplayTyped(c.Arg(0)))
	}
	a, fresh := arraySpeciesCreate(c, o, 0)
	flattenInto(c, a, fresh, o, n, 0, 1, c.Arg(0), 0)
	return c.ObjectValue(a)
}

// Array.prototype.forEach ( callback [ , thisArg ] ) sec-array.prototype.foreach
func arrayForEach(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.forEach")
	n := lengthOf(c, o)
	f, self := c.NewCallback(callableArg(c, 0), c.Arg(1)), c.ObjectValue(o)
	for k := int64(0); k < n; k++ {
		if v, ok := getPresent(c, o, k); ok {
			f.Call3(v, vm.Int64Value(k), self)
		}
		poll(c, k)
	}
	return vm.Undefined
}

// Array.prototype.map ( callback [ , thisArg ] ) sec-array.prototype.map
func arrayMap(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.map")
	n := lengthOf(c, o)
	f, self := c.NewCallback(callableArg(c, 0), c.Arg(1)), c.ObjectValue(o)
	a, fresh := arraySpeciesCreate(c, o, n)
	for k := int64(0); k < n; k++ {
		if v, ok := getPresent(c, o, k); ok {
			createIndex(c, a, fresh, k, f.Call3(v, vm.Int64Value(k), self))
		}
		poll(c, k)
	}
	return c.ObjectValue(a)
}

// Array.prototype.reduce ( callback [ , initialValue ] ) sec-array.prototype.reduce
func arrayReduce(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.reduce")
	return reduce(c, o, lengthOf(c, o), 1)
}

// Array.prototype.reduceRight ( callback [ , initialValue ] ) sec-array.prototype.reduceright
func arrayReduceRight(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.reduceRight")
	return reduce(c, o, lengthOf(c, o), -1)
}

// reduce folds the elements in ascending order (step 1) or descending (-1).
func reduce(c *vm.Call, o *vm.Object, n, step int64) vm.Value {
	f, self := c.NewCallback(callableArg(c, 0), vm.Undefined), c.ObjectValue(o)
	k := int64(0)
	if step < 0 {
		k = n - 1
	}
	acc := c.Arg(1)
	if c.Argc() < 2 {
		found := false
		for ; !found && k >= 0 && k < n; k += step {
			acc, found = getPresent(c, o, k)
			poll(c, k)
		}
		if !found {
			c.ThrowTypeError("Reduce of empty array with no initial value")
		}
	}
	for ; k >= 0 && k < n; k += step {
		if v, ok := getPresent(c, o, k); ok {
			acc = f.Call4(acc, v, vm.Int64Value(k), self)
		}
		poll(c, k)
	}
	return acc
}

// Array.prototype.some ( callback [ , thisArg ] ) sec-array.prototype.some
func arraySome(c *vm.Call) vm.Value {
	o := thisObject(c, "Array.prototype.some")
	n := lengthOf(c, o)
	f, self := c.NewCallback(callableArg(c, 0), c.Arg(1)), c.ObjectValue(o)
	for k := int64(0); k < n; k++ {
		if v, ok := getPresent(c, o, k); ok && c.ToBoolean(f.Call3(v, vm.Int64Value(k), self)) {
			return vm.True
		}
		poll(c, k)
	}
	return vm.False
}
