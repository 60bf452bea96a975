package es

import (
	"encoding/base64"
	"math"

	"gojs/vm"
)

// What Uint8Array has beyond the other TypedArrays
// (sec-additional-properties-of-the-uint8array-constructor,
// sec-additional-properties-of-the-uint8array-prototype-object).

var (
	kAlphabet          = vm.NewKeyID("alphabet")
	kLastChunkHandling = vm.NewKeyID("lastChunkHandling")
	kOmitPadding       = vm.NewKeyID("omitPadding")
	kRead              = vm.NewKeyID("read")
	kWritten           = vm.NewKeyID("written")
)

var uint8ArrayConstructor = []vm.Spec{
	{Key: "fromBase64", Fn: uint8FromBase64, Len: 1},
	{Key: "fromHex", Fn: uint8FromHex, Len: 1},
}

var uint8ArrayPrototype = []vm.Spec{
	{Key: "setFromBase64", Fn: uint8SetFromBase64, Len: 1},
	{Key: "setFromHex", Fn: uint8SetFromHex, Len: 1},
	{Key: "toBase64", Fn: uint8ToBase64},
	{Key: "toHex", Fn: uint8ToHex},
}

// thisUint8Array is ValidateUint8Array (sec-validateuint8array) of the this value.
func thisUint8Array(c *vm.Call, method string) *vm.Object {
	if v := c.This(); c.IsTypedArray(v) && vm.TypedArrayType(c.Obj(v)) == vm.Uint8 {
		return c.Obj(v)
	}
	c.ThrowTypeError("Method Uint8Array.prototype.%s called on incompatible receiver %s", method, c.Display(c.This()))
	return nil
}

// thisUint8ArrayToSet is thisUint8Array of one whose elements may be changed.
func thisUint8ArrayToSet(c *vm.Call, method string) *vm.Object {
	o := thisUint8Array(c, method)
	mutable(c, c.TypedArrayBuffer(o), "Uint8Array.prototype."+method)
	return o
}

// uint8Bytes is GetUint8ArrayBytes (sec-getuint8arraybytes) as a view.
func uint8Bytes(c *vm.Call, o *vm.Object, method string) []byte {
	if c.IsTypedArrayOutOfBounds(o) {
		c.ThrowTypeError("Cannot perform Uint8Array.prototype.%s on a detached ArrayBuffer", method)
	}
	return c.TypedArrayBytes(o)
}

// textArg is the first argument, which must be a string.
func textArg(c *vm.Call) vm.Value {
	if !c.Arg(0).IsString() {
		c.ThrowTypeError("input argument must be a string")
	}
	return c.Arg(0)
}

// getOptionsObject is GetOptionsObject (sec-getoptionsobject): undefined where there
// are none.
func getOptionsObject(c *vm.Call, v vm.Value) vm.Value {
	if !v.IsUndefined() && !v.IsObject() {
		c.ThrowTypeError("invalid_argument")
	}
	return v
}

// optionOf is the option key of options, which is one of values, or undefined
// for the first: its place among them.
func optionOf(c *vm.Call, options vm.Value, key vm.KeyID, values ...string) int {
	if options.IsUndefined() {
		return 0
	}
	v := c.Get(c.Obj(options), c.K(key))
	if v.IsUndefined() {
		return 0
	}
	if v.IsString() {
		for i, s := range values {
			if c.GoString(v) == s {
				return i
			}
		}
	}
	c.ThrowTypeError("invalid option %s", c.Display(v))
	return 0
}

func base64Options(c *vm.Call, v vm.Value) (url bool, last chunkHandling) {
	o := getOptionsObject(c, v)
	url = optionOf(c, o, kAlphabet, "base64", "base64url") == 1
	return url, chunkHandling(optionOf(c, o, kLastChunkHandling, "loose", "strict", "stop-before-partial"))
}

// newUint8Array is a Uint8Array of the current realm with the first n bytes of
// buffer, which nobody has seen.
func newUint8Array(c *vm.Call, buffer *vm.Object, n int) vm.Value {
	if int64(n) != c.ArrayBufferByteLength(buffer) {
		exact := c.NewArrayBuffer(int64(n))
		copy(c.BufferBytes(exact), c.BufferBytes(buffer))
		buffer = exact
	}
	return c.ObjectValue(c.NewTypedArray(vm.Uint8, c.Realm().Intrinsic(vm.Uint8.TypedArrayProto()), buffer, 0, int64(n)))
}

// Uint8Array.fromBase64 ( string [ , options ] ) sec-uint8array.frombase64
func uint8FromBase64(c *vm.Call) vm.Value {
	s := textArg(c)
	url, last := base64Options(c, c.Arg(1))
	text := c.Chars(s)
	buffer := c.NewArrayBuffer(int64(base64Size(text)))
	_, n, err := decodeBase64(c, text, url, last, c.BufferBytes(buffer), math.MaxInt)
	if err != nil {
		c.ThrowSyntaxError("%s", err)
	}
	return newUint8Array(c, buffer, n)
}

// Uint8Array.fromHex ( string ) sec-uint8array.fromhex
func uint8FromHex(c *vm.Call) vm.Value {
	text := c.Chars(textArg(c))
	buffer := c.NewArrayBuffer(int64(text.Len() / 2))
	_, n, err := decodeHex(c, text, c.BufferBytes(buffer))
	if err != nil {
		c.ThrowSyntaxError("%s", err)
	}
	return newUint8Array(c, buffer, n)
}

// setResult is the result of setFromBase64 and setFromHex.
func setResult(c *vm.Call, read, written int, err error) vm.Value {
	if err != nil {
		c.ThrowSyntaxError("%s", err)
	}
	o := c.OrdinaryObjectCreate(c.Realm().ObjectPrototype())
	c.CreateDataProperty(o, c.K(kRead), vm.Int64Value(int64(read)))
	c.CreateDataProperty(o, c.K(kWritten), vm.Int64Value(int64(written)))
	return c.ObjectValue(o)
}

// Uint8Array.prototype.setFromBase64 ( string [ , options ] ) sec-uint8array.prototype.setfrombase64
func uint8SetFromBase64(c *vm.Call) vm.Value {
	o := thisUint8ArrayToSet(c, "setFromBase64")
	s := textArg(c)
	url, last := base64Options(c, c.Arg(1))
	dst := uint8Bytes(c, o, "setFromBase64")
	read, written, err := decodeBase64(c, c.Chars(s), url, last, dst, len(dst))
	return setResult(c, read, written, err)
}

// Uint8Array.prototype.setFromHex ( string ) sec-uint8array.prototype.setfromhex
func uint8SetFromHex(c *vm.Call) vm.Value {
	o := thisUint8ArrayToSet(c, "setFromHex")
	s := textArg(c)
	dst := uint8Bytes(c, o, "setFromHex")
	read, written, err := decodeHex(c, c.Chars(s), dst)
	return setResult(c, read, written, err)
}

// Uint8Array.prototype.toBase64 ( [ options ] ) sec-uint8array.prototype.tobase64
func uint8ToBase64(c *vm.Call) vm.Value {
	o := thisUint8Array(c, "toBase64")
	options := getOptionsObject(c, c.Arg(0))
	encoding := [...]*base64.Encoding{base64.StdEncoding, base64.URLEncoding}[optionOf(c, options, kAlphabet, "base64", "base64url")]
	if options.IsObject() && c.ToBoolean(c.Get(c.Obj(options), c.K(kOmitPadding))) {
		encoding = encoding.WithPadding(base64.NoPadding)
	}
	n := len(uint8Bytes(c, o, "toBase64"))
	if n == 0 {
		return c.InternString("")
	}
	s, text := c.AllocLatin1(encoding.EncodedLen(n))
	encoding.Encode(text, c.TypedArrayBytes(o))
	return s
}

// Uint8Array.prototype.toHex ( ) sec-uint8array.prototype.tohex
func uint8ToHex(c *vm.Call) vm.Value {
	o := thisUint8Array(c, "toHex")
	n := len(uint8Bytes(c, o, "toHex"))
	if n == 0 {
		return c.InternString("")
	}
	s, text := c.AllocLatin1(2 * n)
	encodeHex(text, c.TypedArrayBytes(o))
	return s
}
