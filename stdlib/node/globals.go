package node

import "gojs/vm"

// moduleGlobal is a global that is an export of a module: made when it is first
// looked at.
type moduleGlobal struct{ name, module, export string }

// moduleGlobals are the globals that files of js/ make, in alphabetical order.
// Classes are not enumerable, functions are, as in Node.
var moduleGlobals = []moduleGlobal{
	{"AbortController", "internal/abort_controller", "AbortController"},
	{"AbortSignal", "internal/abort_controller", "AbortSignal"},
	{"Blob", "internal/blob", "Blob"},
	{"Buffer", "buffer", "Buffer"},
	{"ByteLengthQueuingStrategy", "internal/webstreams/queuing", "ByteLengthQueuingStrategy"},
	{"CompressionStream", "internal/webstreams/compression", "CompressionStream"},
	{"CountQueuingStrategy", "internal/webstreams/queuing", "CountQueuingStrategy"},
	{"CustomEvent", "internal/event_target", "CustomEvent"},
	{"DOMException", "internal/domexception", "DOMException"},
	{"DecompressionStream", "internal/webstreams/compression", "DecompressionStream"},
	{"Event", "internal/event_target", "Event"},
	{"EventTarget", "internal/event_target", "EventTarget"},
	{"File", "internal/file", "File"},
	{"ReadableByteStreamController", "internal/webstreams/readable", "ReadableByteStreamController"},
	{"ReadableStream", "internal/webstreams/readable", "ReadableStream"},
	{"ReadableStreamBYOBReader", "internal/webstreams/readable", "ReadableStreamBYOBReader"},
	{"ReadableStreamBYOBRequest", "internal/webstreams/readable", "ReadableStreamBYOBRequest"},
	{"ReadableStreamDefaultController", "internal/webstreams/readable", "ReadableStreamDefaultController"},
	{"ReadableStreamDefaultReader", "internal/webstreams/readable", "ReadableStreamDefaultReader"},
	{"TextDecoder", "internal/encoding", "TextDecoder"},
	{"TextDecoderStream", "internal/webstreams/encoding", "TextDecoderStream"},
	{"TextEncoder", "internal/encoding", "TextEncoder"},
	{"TextEncoderStream", "internal/webstreams/encoding", "TextEncoderStream"},
	{"TransformStream", "internal/webstreams/transform", "TransformStream"},
	{"TransformStreamDefaultController", "internal/webstreams/transform", "TransformStreamDefaultController"},
	{"URL", "internal/url", "URL"},
	{"URLSearchParams", "internal/url", "URLSearchParams"},
	{"WritableStream", "internal/webstreams/writable", "WritableStream"},
	{"WritableStreamDefaultController", "internal/webstreams/writable", "WritableStreamDefaultController"},
	{"WritableStreamDefaultWriter", "internal/webstreams/writable", "WritableStreamDefaultWriter"},
	{"atob", "buffer", "atob"},
	{"btoa", "buffer", "btoa"},
}

func init() {
	for _, g := range moduleGlobals {
		attrs := vm.Writable | vm.Configurable
		if g.name[0] >= 'a' {
			attrs |= vm.Enumerable
		}
		vm.DeclareGlobals(vm.Spec{Key: g.name, Kind: vm.Computed, Attrs: attrs, AttrsSet: true, Make: func(m *vm.VM, _ *vm.Realm) vm.Value {
			return m.Get(m.Obj(Of(m).Builtin(g.module)), m.Key(g.export))
		}})
	}
}
