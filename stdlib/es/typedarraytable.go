package es

import "gojs/vm"

var typedArrayPrototype = []vm.Spec{
	{Key: "at", Fn: typedAt, Len: 1},
	{Key: "buffer", Kind: vm.Accessor, Get: typedBuffer},
	{Key: "byteLength", Kind: vm.Accessor, Get: typedByteLength},
	{Key: "byteOffset", Kind: vm.Accessor, Get: typedByteOffset},
	{Key: "constructor", Kind: vm.Reference, Ref: vm.TypedArray},
	{Key: "copyWithin", Fn: typedCopyWithin, Len: 2},
	{Key: "entries", Fn: typedIterate, Magic: int(vm.IterateEntries)},
	{Key: "every", Fn: typedEvery, Len: 1},
	{Key: "fill", Fn: typedFill, Len: 1},
	{Key: "filter", Fn: typedFilter, Len: 1},
	{Key: "find", Fn: typedFind, Len: 1, Magic: findValue},
	{Key: "findIndex", Fn: typedFind, Len: 1, Magic: findIndex},
	{Key: "findLast", Fn: typedFind, Len: 1, Magic: findLastValue},
	{Key: "findLastIndex", Fn: typedFind, Len: 1, Magic: findLastIndex},
	{Key: "forEach", Fn: typedForEach, Len: 1},
	{Key: "includes", Fn: typedSearch, Len: 1},
	{Key: "indexOf", Fn: typedSearch, Len: 1, Magic: 1},
	{Key: "join", Fn: typedJoin, Len: 1},
	{Key: "keys", Fn: typedIterate, Magic: int(vm.IterateKeys)},
	{Key: "lastIndexOf", Fn: typedSearch, Len: 1, Magic: 2},
	{Key: "length", Kind: vm.Accessor, Get: typedLength, Quick: quickTypedLength},
	{Key: "map", Fn: typedMap, Len: 1},
	{Key: "reduce", Fn: typedReduce, Len: 1},
	{Key: "reduceRight", Fn: typedReduce, Len: 1, Magic: 1},
	{Key: "reverse", Fn: typedReverse},
	{Key: "set", Fn: typedSet, Len: 1},
	{Key: "slice", Fn: typedSlice, Len: 2},
	{Key: "some", Fn: typedSome, Len: 1},
	{Key: "sort", Fn: typedSort, Len: 1},
	{Key: "subarray", Fn: typedSubarray, Len: 2},
	{Key: "toLocaleString", Fn: typedToLocaleString},
	{Key: "toReversed", Fn: typedToReversed},
	{Key: "toSorted", Fn: typedToSorted, Len: 1},
	{Key: "toString", Kind: vm.Computed, Make: func(m *vm.VM, r *vm.Realm) vm.Value {
		return m.Get(r.Intrinsic(vm.ArrayPrototype), m.Key("toString"))
	}},
	{Key: "values", Fn: typedIterate, Magic: int(vm.IterateValues)},
	{Key: "with", Fn: typedWith, Len: 2},
	{Key: "@@iterator", Kind: vm.Alias, Of: "values"},
	{Key: "@@toStringTag", Kind: vm.Accessor, Get: typedTag},
}

func init() {
	vm.Declare(
		&vm.ObjectSpec{ID: vm.TypedArray, Proto: vm.FunctionPrototype,
			Func: &vm.Spec{Key: "TypedArray", Fn: typedArrayAbstract, Ctor: vm.TypedArrayPrototype},
			Props: []vm.Spec{
				{Key: "from", Fn: typedFrom, Len: 1},
				{Key: "of", Fn: typedOf},
				{Key: "prototype", Kind: vm.Reference, Ref: vm.TypedArrayPrototype, AttrsSet: true},
				{Key: "@@species", Kind: vm.Accessor, Get: returnThis},
			}},
		&vm.ObjectSpec{ID: vm.TypedArrayPrototype, Proto: vm.ObjectPrototype, Props: typedArrayPrototype},
	)
	for t := vm.ElementType(0); t < vm.NumElementTypes; t++ {
		name, size := t.String()+"Array", int(t.Size())
		ctor := []vm.Spec{
			{Key: "BYTES_PER_ELEMENT", Kind: vm.Constant, Value: size},
			{Key: "prototype", Kind: vm.Reference, Ref: t.TypedArrayProto(), AttrsSet: true},
		}
		proto := []vm.Spec{
			{Key: "BYTES_PER_ELEMENT", Kind: vm.Constant, Value: size},
			{Key: "constructor", Kind: vm.Reference, Ref: t.TypedArrayConstructor()},
		}
		if t == vm.Uint8 {
			ctor, proto = append(ctor, uint8ArrayConstructor...), append(proto, uint8ArrayPrototype...)
		}
		vm.Declare(
			&vm.ObjectSpec{ID: t.TypedArrayConstructor(), Proto: vm.TypedArray, Global: name, Props: ctor,
				Func: &vm.Spec{Key: name, Fn: typedArrayConstructor, Len: 3, Ctor: t.TypedArrayProto(), Magic: int(t)}},
			&vm.ObjectSpec{ID: t.TypedArrayProto(), Proto: vm.TypedArrayPrototype, Props: proto})
	}
}
