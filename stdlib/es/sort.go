package es

import "gojs/vm"

// Array.prototype.sort ( comparator ) sec-array.prototype.sort
func arraySort(c *vm.Call) vm.Value {
	comparator := c.Arg(0)
	if !comparator.IsUndefined() && !c.IsCallable(comparator) {
		c.ThrowTypeError("The comparison function must be either a function or undefined: %s", c.Display(c.Arg(0)))
	}
	o := thisObject(c, "Array.prototype.sort")
	n := lengthOf(c, o)
	var items *vm.List
	if dense, ok := c.DenseArray(o, false); ok {
		items = c.NewListOf(dense)
	} else {
		items = c.NewList()
		forEachIndex(c, o, 0, n, func(_ int64, v vm.Value) { c.Append(items, v) })
	}
	sortList(c, items, comparator)
	count := int64(c.ListLen(items))
	if !sortStoreFast(c, o, items) {
		for k := int64(0); k < count; k++ {
			setIndex(c, o, k, c.ListAt(items, int(k)))
		}
	}
	if count < n {
		deleteRange(c, o, count, n)
	}
	return c.ObjectValue(o)
}

// sortStoreFast writes sorted items back into the dense elements they came from.
func sortStoreFast(c *vm.Call, o *vm.Object, items *vm.List) bool {
	if !c.PlainArray(o) {
		return false
	}
	dst, ok := c.DenseArray(o, true)
	if !ok || len(dst) < c.ListLen(items) {
		return false
	}
	copy(dst, c.ListItems(items))
	return true
}

// deleteRange deletes the elements of o from index i to j.
func deleteRange(c *vm.Call, o *vm.Object, i, j int64) {
	if j-i > sparseLength {
		if keys, ok := sparseKeys(c, o); ok {
			for k, n := 0, c.ListLen(keys); k < n; k++ {
				if at := int64(c.KeyAt(keys, k).Index()); at >= i && at < j {
					c.DeletePropertyOrThrow(o, c.KeyAt(keys, k))
				}
			}
			return
		}
	}
	for ; i < j; i++ {
		c.DeletePropertyOrThrow(o, c.IntegerKey(i))
		poll(c, i)
	}
}

// sorter sorts the numbers of items by a comparison that may run anything: the
// items stay where they are, in a list nobody else knows.
//
//gojs:stack
type sorter struct {
	c       *vm.Call
	items   []vm.Value
	call    vm.Callback // of the comparator
	order   []int32     // the permutation
	scratch []int32
}

// sortList sorts items as SortIndexedProperties does with CompareArrayElements
// (sec-sortindexedproperties, sec-comparearrayelements): stable, undefined last.
func sortList(c *vm.Call, items *vm.List, comparator vm.Value) {
	all := c.ListItems(items)
	n := 0
	for _, v := range all {
		if !v.IsUndefined() {
			all[n] = v
			n++
		}
	}
	for i := n; i < len(all); i++ {
		all[i] = vm.Undefined
	}
	if n < 2 {
		return
	}
	all = all[:n]
	if comparator.IsUndefined() {
		sortByText(c, all)
		return
	}
	s := sorter{c: c, items: all, call: c.NewCallback(comparator, vm.Undefined)}
	s.sort()
	before := c.ListItems(c.NewListOf(all))
	for to, i := range s.order {
		all[to] = before[i]
	}
}

// sortByText sorts items, none of them undefined, without a comparator.
func sortByText(c *vm.Call, items []vm.Value) {
	if sortIntegers(c, items) {
		return
	}
	order := orderTexts(c, sortTexts(c, items))
	before := c.ListItems(c.NewListOf(items))
	for to, k := range order {
		items[to] = before[k.index]
	}
}

// sortTexts are the texts of items, which order them without a comparator.
func sortTexts(c *vm.Call, items []vm.Value) []vm.Value {
	texts := c.ListItems(c.NewListOf(items))
	for i, v := range items {
		texts[i] = c.ToString(v)
		poll(c, int64(i))
	}
	return texts
}

// before reports whether item a must stand before item b, which it now follows.
func (s *sorter) before(a, b int32) bool {
	r := s.call.Call2(s.items[a], s.items[b])
	if r.IsInt() {
		return r.Int() < 0
	}
	return s.c.ToNumber(r).Float() < 0
}

// minRun is the length up to which runs are extended by insertion.
const minRun = 24

// run is a sorted part of the order.
type run struct{ start, n int }

// sort is a natural merge sort: runs that are in order (or in strictly
// descending order, which are reversed) are found, short ones extended by
// insertion, and merged in a balanced order.
func (s *sorter) sort() {
	n := len(s.items)
	s.order, s.scratch = make([]int32, n), make([]int32, n)
	for i := range s.order {
		s.order[i] = int32(i)
	}
	var stack []run
	for at := 0; at < n; {
		r := run{at, s.nextRun(at)}
		stack = append(stack, r)
		at += r.n
		for k := len(stack); k > 1 && (stack[k-2].n <= 2*stack[k-1].n); k = len(stack) {
			stack = s.mergeTop(stack)
		}
	}
	for len(stack) > 1 {
		stack = s.mergeTop(stack)
	}
}

// mergeTop merges the last two runs of the stack.
func (s *sorter) mergeTop(stack []run) []run {
	k := len(stack)
	a, b := stack[k-2], stack[k-1]
	s.merge(a.start, b.start, b.start+b.n)
	stack[k-2].n += b.n
	return stack[:k-1]
}

// nextRun makes a sorted run from start on and returns its length.
func (s *sorter) nextRun(start int) int {
	o := s.order[start:]
	n := 1
	if len(o) > 1 {
		n = 2
		if s.before(o[1], o[0]) {
			for n < len(o) && s.before(o[n], o[n-1]) {
				n++
			}
			for i, j := 0, n-1; i < j; i, j = i+1, j-1 {
				o[i], o[j] = o[j], o[i]
			}
		} else {
			for n < len(o) && !s.before(o[n], o[n-1]) {
				n++
			}
		}
	}
	for end := min(minRun, len(o)); n < end; n++ {
		s.insert(o[:n+1])
	}
	return n
}

// insert moves the last of o, whose others are sorted, to its place.
func (s *sorter) insert(o []int32) {
	last := len(o) - 1
	x := o[last]
	low, high := 0, last
	for low < high {
		mid := (low + high) / 2
		if s.before(x, o[mid]) {
			high = mid
		} else {
			low = mid + 1
		}
	}
	copy(o[low+1:], o[low:last])
	o[low] = x
}

// merge merges the sorted parts from i to j and from j to end.
func (s *sorter) merge(i, j, end int) {
	o := s.order
	if !s.before(o[j], o[j-1]) {
		return
	}
	left := s.scratch[:copy(s.scratch, o[i:j])]
	to := i
	for len(left) > 0 && j < end {
		if s.before(o[j], left[0]) {
			o[to] = o[j]
			j++
		} else {
			o[to] = left[0]
			left = left[1:]
		}
		to++
	}
	copy(o[to:], left)
}
