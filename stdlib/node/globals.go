package node

import "gojs/vm"

// moduleGlobal is a global that is an export of a module: made when it is first
// looked at.
type moduleGlobal struct{ name, module, export string }

// moduleGlobals are the globals that files of js/ make, in alphabetical order.
// They are not enumerable, as Node's.
var moduleGlobals = []moduleGlobal{
	{"AbortController", "internal/abort_controller", "AbortController"},
	{"AbortSignal", "internal/abort_controller", "AbortSignal"},
	{"Buffer", "buffer", "Buffer"},
	{"CustomEvent", "internal/event_target", "CustomEvent"},
	{"DOMException", "internal/domexception", "DOMException"},
	{"Event", "internal/event_target", "Event"},
	{"EventTarget", "internal/event_target", "EventTarget"},
	{"TextDecoder", "internal/encoding", "TextDecoder"},
	{"TextEncoder", "internal/encoding", "TextEncoder"},
	{"URL", "internal/url", "URL"},
	{"URLSearchParams", "internal/url", "URLSearchParams"},
}

func init() {
	for _, g := range moduleGlobals {
		vm.DeclareGlobals(vm.Spec{Key: g.name, Kind: vm.Computed, Make: func(m *vm.VM, _ *vm.Realm) vm.Value {
			return m.Get(m.Obj(Of(m).Builtin(g.module)), m.Key(g.export))
		}})
	}
}
