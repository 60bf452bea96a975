package vm

import (
	"strings"
	"unsafe"

	"gojs/bytecode"
	"gojs/gc"
	"gojs/source"
)

// throwSite is where the value that was last thrown was thrown: what an
// uncaught error shows with a caret. clearDeadCaches forgets a value that died.
//
//gojs:rooted
type throwSite struct {
	value Value
	fn    *bytecode.Function
	pc    uint32
	early *source.Error // where value is what ThrowSourceError made
}

// recordThrow notes that the topmost bytecode frame throws vm.thrown, unless
// that only passes through: what a callback of a built-in threw, or what a
// finally block throws again.
func (vm *VM) recordThrow(fn *bytecode.Function, pc uint32, statement bool) {
	s := &vm.site
	if s.value == vm.thrown && (s.fn != nil || s.early != nil) && !(statement && strings.HasPrefix(fn.Source.Text[fn.Position(int(pc)):], "throw")) {
		return
	}
	s.value, s.fn, s.pc, s.early = vm.thrown, fn, pc, nil
}

// ThrownSourceError is the error in a source text that v, the value last thrown,
// was made of; nil where it was not.
func (vm *VM) ThrownSourceError(v Value) *source.Error {
	if vm.site.value != v {
		return nil
	}
	return vm.site.early
}

// ThrowPosition is where v was thrown, which must be what was thrown last; ok is
// false where that is not known.
func (vm *VM) ThrowPosition(v Value) (f *source.File, offset int32, ok bool) {
	s := &vm.site
	if s.value != v || s.fn == nil || s.fn.Source == nil {
		return nil, 0, false
	}
	return s.fn.Source, s.fn.Position(int(s.pc)), true
}

// SourceFile is the text of that name among those whose code is in use, nil
// where there is none.
func (vm *VM) SourceFile(name string) *source.File {
	for _, lc := range vm.codes {
		if lc != nil && lc.fn != nil && lc.fn.Source != nil && lc.fn.Source.Name == name {
			return lc.fn.Source
		}
	}
	return nil
}

// SuspendedModules calls f with where each module body waits that awaits
// something. It looks through the whole heap: a program that ends so can wait.
func (vm *VM) SuspendedModules(f func(file *source.File, offset int32)) {
	vm.heap.EachCell(func(r gc.Ref) {
		if gc.At[gc.Header](vm.heap, r).Kind != KindAsyncFunction {
			return
		}
		a := gc.At[activation](vm.heap, r)
		if a.window == 0 || a.pc == 0 {
			return
		}
		callee := vm.words(gc.At[wordsCell](vm.heap, a.window))[0]
		if !callee.IsObject() || vm.Obj(callee).Kind != KindFunction {
			return
		}
		lc := vm.codes[(*Function)(unsafe.Pointer(vm.Obj(callee))).link]
		if lc.kind == bytecode.ModuleCode {
			f(lc.fn.Source, lc.fn.Position(int(a.pc)-1))
		}
	})
}
