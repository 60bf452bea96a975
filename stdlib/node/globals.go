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
	{"CustomEvent", "internal/event_target", "CustomEvent"},
	{"DOMException", "internal/domexception", "DOMException"},
	{"Event", "internal/event_target", "Event"},
	{"EventTarget", "internal/event_target", "EventTarget"},
	{"File", "internal/file", "File"},
	{"TextDecoder", "internal/encoding", "TextDecoder"},
	{"TextEncoder", "internal/encoding", "TextEncoder"},
	{"URL", "internal/url", "URL"},
	{"URLSearchParams", "internal/url", "URLSearchParams"},
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
