package es

import "gojs/vm"

var stringPrototype = []vm.Spec{
	{Key: "at", Fn: stringAt, Len: 1},
	{Key: "charAt", Fn: stringCharAt, Len: 1},
	{Key: "charCodeAt", Fn: stringCharCodeAt, Quick: quickCharCodeAt, Len: 1},
	{Key: "codePointAt", Fn: stringCodePointAt, Len: 1},
	{Key: "concat", Fn: stringConcat, Len: 1},
	{Key: "constructor", Kind: vm.Reference, Ref: vm.StringConstructor},
	{Key: "endsWith", Fn: stringEndsWith, Len: 1},
	{Key: "includes", Fn: stringIncludes, Len: 1},
	{Key: "indexOf", Fn: stringIndexOf, Len: 1},
	{Key: "isWellFormed", Fn: stringIsWellFormed},
	{Key: "lastIndexOf", Fn: stringLastIndexOf, Len: 1},
	{Key: "localeCompare", Fn: stringLocaleCompare, Len: 1},
	{Key: "match", Fn: stringMatch, Len: 1},
	{Key: "matchAll", Fn: stringMatchAll, Len: 1},
	{Key: "normalize", Fn: stringNormalize},
	{Key: "padEnd", Fn: stringPad, Len: 1},
	{Key: "padStart", Fn: stringPad, Len: 1, Magic: 1},
	{Key: "repeat", Fn: stringRepeat, Len: 1},
	{Key: "replace", Fn: stringReplace, Len: 2},
	{Key: "replaceAll", Fn: stringReplaceAll, Len: 2},
	{Key: "search", Fn: stringSearch, Len: 1},
	{Key: "slice", Fn: stringSlice, Len: 2},
	{Key: "split", Fn: stringSplit, Len: 2},
	{Key: "startsWith", Fn: stringStartsWith, Len: 1},
	{Key: "substring", Fn: stringSubstring, Len: 2},
	{Key: "toLocaleLowerCase", Fn: stringCase, Magic: 2},
	{Key: "toLocaleUpperCase", Fn: stringCase, Magic: 3},
	{Key: "toLowerCase", Fn: stringCase},
	{Key: "toString", Fn: stringToString},
	{Key: "toUpperCase", Fn: stringCase, Magic: 1},
	{Key: "toWellFormed", Fn: stringToWellFormed},
	{Key: "trim", Fn: stringTrim, Magic: trimStart | trimEnd},
	{Key: "trimEnd", Fn: stringTrim, Magic: trimEnd},
	{Key: "trimStart", Fn: stringTrim, Magic: trimStart},
	{Key: "valueOf", Fn: stringValueOf},
	{Key: "@@iterator", Fn: stringIterate},
	{Key: "substr", Fn: stringSubstr, Len: 2},
	{Key: "trimLeft", Kind: vm.Alias, Of: "trimStart"},
	{Key: "trimRight", Kind: vm.Alias, Of: "trimEnd"},
}

func init() {
	for i, h := range htmlMethods {
		n := 0
		if h.attribute != "" {
			n = 1
		}
		stringPrototype = append(stringPrototype, vm.Spec{Key: h.name, Fn: stringHTML, Len: n, Magic: i})
	}
	vm.Declare(
		&vm.ObjectSpec{ID: vm.StringConstructor, Proto: vm.FunctionPrototype, Global: "String",
			Func: &vm.Spec{Key: "String", Fn: stringConstructor, Len: 1, Ctor: vm.StringPrototype},
			Props: []vm.Spec{
				{Key: "fromCharCode", Fn: stringFromCharCode, Len: 1},
				{Key: "fromCodePoint", Fn: stringFromCodePoint, Len: 1},
				{Key: "prototype", Kind: vm.Reference, Ref: vm.StringPrototype, AttrsSet: true},
				{Key: "raw", Fn: stringRaw, Len: 1},
			}},
		&vm.ObjectSpec{ID: vm.StringPrototype, Proto: vm.ObjectPrototype, Props: stringPrototype,
			Make: func(m *vm.VM, _ *vm.Realm, proto *vm.Object) *vm.Object {
				return m.StringCreate(m.NewString(""), proto)
			}},
		&vm.ObjectSpec{ID: stringIteratorPrototype, Proto: vm.IteratorPrototype, Props: []vm.Spec{
			{Key: "next", Fn: stringIteratorNext},
			{Key: "@@toStringTag", Kind: vm.Constant, Value: "String Iterator", Attrs: vm.Configurable, AttrsSet: true},
		}},
	)
}
