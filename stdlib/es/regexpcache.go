package es

import (
	"gojs/gc"
	"gojs/regex"
	"gojs/vm"
)

// Compiled patterns. They are Go data, so the heap is charged for them: once
// for each, however many RegExp objects share it.

// sharedProgram is a compiled pattern and how many there are who hold it: the
// RegExp objects and the cache. The last to let it go takes the charge off.
type sharedProgram struct {
	*regex.Program
	heap  *gc.Heap
	users int
	bytes int64
}

func (p *sharedProgram) use() *sharedProgram {
	p.users++
	return p
}

// Release implements gc.Releaser.
func (p *sharedProgram) Release() {
	if p.users--; p.users == 0 {
		p.heap.ChargeExternal(-p.bytes)
	}
}

// programCache keeps the patterns that were compiled last.
type programCache struct {
	byKey map[string]*sharedProgram // by flags, a slash and the pattern
	bytes int64
}

// The cache is emptied when it would hold more.
const (
	maxPrograms     = 512
	maxProgramBytes = 4 << 20
)

func (s *programCache) add(key string, p *sharedProgram) {
	if p.bytes > maxProgramBytes/4 {
		return
	}
	if len(s.byKey) >= maxPrograms || s.bytes+p.bytes > maxProgramBytes {
		for _, old := range s.byKey {
			old.Release()
		}
		clear(s.byKey)
		s.bytes = 0
	}
	s.byKey[key] = p.use()
	s.bytes += p.bytes
}

// compiled is the program of a pattern; a SyntaxError when it is wrong.
func compiled(m *vm.VM, pattern, flags string) *sharedProgram {
	s := stateOf(m)
	key := flags + "/" + pattern
	if p := s.programs.byKey[key]; p != nil {
		return p
	}
	f, ok := regex.ParseFlags(flags)
	if !ok {
		m.ThrowSyntaxError("Invalid flags supplied to RegExp constructor '%s'", flags)
	}
	prog, err := compilePattern(m, pattern, f)
	if err != nil {
		m.ThrowSyntaxError("Invalid regular expression: /%s/%s: %s", pattern, f.String(), err.Error())
	}
	p := &sharedProgram{Program: prog, heap: m.Heap(), bytes: int64(prog.Size() + len(key))}
	m.Heap().ChargeExternal(p.bytes)
	s.programs.add(key, p)
	return p
}

// compilePattern charges the heap for what compiling takes while it goes on.
func compilePattern(m *vm.VM, pattern string, f regex.Flags) (*regex.Program, error) {
	room := int64(0)
	defer func() { m.Heap().ChargeExternal(-room) }()
	return regex.CompileReserving(pattern, f, func(bytes int64) {
		m.Heap().ChargeExternal(bytes)
		room += bytes
	})
}
