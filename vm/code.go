package vm

import (
	"math/big"
	"unsafe"

	"gojs/bytecode"
	"gojs/gc"
)

// linkedCode is a function template joined to an isolate: its constants made
// Values, its inline caches. It is Go data; what it refers to in the heap is
// kept by its Code cell, whose death ends it.
//
//gojs:rooted
type linkedCode struct {
	fn      *bytecode.Function
	entry   unsafe.Pointer   // the first instruction; nil until prepared
	traced  []bytecode.Instr // see tracedCode
	k       unsafe.Pointer   // constants, in the cell
	ics     unsafe.Pointer   // inline caches, in a bytes cell
	nregs   uint32
	nparams uint32
	nics    uint32
	cell    gc.Ref
	index   uint32
	inline  uint16 // inline slots that instances made by this constructor get
	flags   bytecode.FunctionFlags
	kind    bytecode.FunctionKind
}

// codeCell keeps a linked code's constants alive: a words cell with the
// constants, then a key per site, then nested functions' Code cells (made when
// first closed over).
//
//gojs:cell
type codeCell struct {
	gc.Header
	link   uint32
	consts gc.Ref
	ics    gc.Ref
	_      uint32
}

// inlineCache remembers what a site found, 32 bytes each. It keeps nothing
// alive: clearDeadCaches clears those whose shapes have died.
//
//gojs:rooted
type inlineCache struct {
	shape    gc.Ref // the receiver's shape
	kind     uint32
	off      uint32 // bytes from the object, the slots cell or the holder's cell
	holder   gc.Ref // icProto: the cell the value is in
	epoch    uint32 // icProto and icAdd: VM.epoch then
	newShape gc.Ref // icAdd: the shape afterwards
	key      PropertyKey
}

const (
	icNone    = iota
	icInline  // own property, inline slot
	icSlots   // own property, slots cell
	icProto   // a prototype's property, in holder's cell
	icAdd     // adds an inline property
	icAddSlot // adds a property in the slots cell where there is room
	icGlobal  // a global lexical binding: holder's cell
	icAbsent  // no such property: undefined
	icGetter  // a prototype's accessor, in holder's cell
	icShift   = 5
)

// codeFor links a template, without yet making its constants.
func (vm *VM) codeFor(fn *bytecode.Function) gc.Ref {
	r := vm.heap.Alloc(kindCode, unsafe.Sizeof(codeCell{}))
	c := gc.At[codeCell](vm.heap, r)
	lc := &linkedCode{fn: fn, cell: r, flags: fn.Flags, kind: fn.Kind, inline: 4}
	if k := len(vm.free); k > 0 {
		lc.index = vm.free[k-1]
		vm.free = vm.free[:k-1]
		vm.codes[lc.index] = lc
	} else {
		lc.index = uint32(len(vm.codes))
		vm.codes = append(vm.codes, lc)
	}
	c.link = lc.index
	vm.countCode(fn.Source, 1)
	return r
}

func (vm *VM) codeWord(c *codeCell, i int) *Value { return vm.wordAddr(c.consts, uint32(i)) }

// sizeCode reads off the template what is known once it is compiled, and makes
// room for its constants.
func (vm *VM) sizeCode(lc *linkedCode) {
	fn := lc.fn
	lc.nregs, lc.nparams, lc.flags = uint32(fn.NumRegs), uint32(fn.NumParams), fn.Flags
	n := uint32(len(fn.Consts) + len(fn.Sites) + len(fn.Functions))
	r := vm.newWords(nil, n)
	w := gc.At[wordsCell](vm.heap, r)
	for i := range n {
		*vm.wordAddr(r, i) = Undefined
	}
	w.count = n
	gc.At[codeCell](vm.heap, lc.cell).consts = r
}

// freeCode is called when a Code cell dies.
func (vm *VM) freeCode(r gc.Ref) {
	i := gc.At[codeCell](vm.heap, r).link
	vm.countCode(vm.codes[i].fn.Source, -1)
	vm.codes[i] = nil
	vm.free = append(vm.free, i)
}

// prepareCode makes constants and caches before the first activation.
func (vm *VM) prepareCode(lc *linkedCode) {
	fn := lc.fn
	if err := fn.Prepare(); err != nil {
		vm.ThrowRangeError("%s", err.Error())
	}
	vm.sizeCode(lc)
	c := gc.At[codeCell](vm.heap, lc.cell)
	for i, k := range fn.Consts {
		*vm.codeWord(c, i) = vm.linkConst(k)
	}
	lc.k = unsafe.Pointer(vm.codeWord(c, 0))
	lc.nics = uint32(len(fn.Sites))
	if lc.nics > 0 {
		c.ics = vm.heap.Alloc(kindBytes, 8+uintptr(lc.nics)<<icShift)
		lc.ics = unsafe.Add(unsafe.Pointer(gc.At[gc.Header](vm.heap, c.ics)), 8)
		for i := range fn.Sites {
			s := &fn.Sites[i]
			w := vm.codeWord(c, len(fn.Consts)+i)
			if s.Keys != nil {
				l := vm.newWords(nil, uint32(len(s.Keys)))
				*w = cellValue(l)
				for _, k := range s.Keys {
					vm.pushWord(l, Value(vm.Key(k)))
				}
			} else {
				*w = Value(vm.Key(s.Key))
			}
			vm.icAt(lc, i).key = PropertyKey(*w)
		}
	}
	lc.entry = unsafe.Pointer(unsafe.SliceData(fn.Code))
	if lc.traced = vm.tracedCode(fn); lc.traced != nil {
		lc.entry = unsafe.Pointer(unsafe.SliceData(lc.traced))
	}
}

func (vm *VM) icAt(lc *linkedCode, i int) *inlineCache {
	return (*inlineCache)(unsafe.Add(lc.ics, uintptr(i)<<icShift))
}

// linkConst makes a constant a Value. Constants that instructions read as Go
// data stay undefined.
func (vm *VM) linkConst(k bytecode.Const) Value {
	switch k := k.(type) {
	case string:
		return vm.Intern(vm.NewString(k))
	case float64:
		return NumberValue(k)
	case *big.Int:
		return vm.NewBigInt(k)
	}
	return Undefined
}

// nestedCode is the Code cell of nested function i of the running code.
func (vm *VM) nestedCode(lc *linkedCode, i int) *codeCell {
	c := gc.At[codeCell](vm.heap, lc.cell)
	w := vm.codeWord(c, len(lc.fn.Consts)+len(lc.fn.Sites)+i)
	if !w.IsCell() {
		r := vm.codeFor(lc.fn.Functions[i])
		*w = cellValue(r)
	}
	return gc.At[codeCell](vm.heap, w.Ref())
}

// handler is the innermost handler for the instruction at pc.
func (lc *linkedCode) handler(pc uint32) *bytecode.Handler {
	for i := range lc.fn.Handlers {
		if h := &lc.fn.Handlers[i]; h.Start <= pc && pc < h.End {
			return h
		}
	}
	return nil
}

// clearDeadCaches forgets cache entries whose shapes died in a collection.
func (vm *VM) clearDeadCaches(isMarked func(gc.Ref) bool) {
	for _, lc := range vm.codes {
		if lc == nil || lc.nics == 0 || lc.ics == nil || !isMarked(lc.cell) {
			continue
		}
		for i := range int(lc.nics) {
			ic := vm.icAt(lc, i)
			if ic.shape == 0 {
				continue
			}
			if !isMarked(ic.shape) || ic.holder != 0 && !isMarked(ic.holder) || ic.newShape != 0 && !isMarked(ic.newShape) {
				key := ic.key
				*ic = inlineCache{key: key}
			}
		}
	}
	if vm.site.value.IsRef() && !isMarked(vm.site.value.Ref()) {
		vm.site = throwSite{}
	}
	clear(vm.mega[:])
	clear(vm.roots[:])
	clear(vm.keyCache[:])
	clear(vm.forIn[:])
	for tr, r := range vm.transitions {
		if !isMarked(r) || tr.from != 0 && !isMarked(tr.from) || !vm.transitionKeyLives(tr, isMarked) {
			delete(vm.transitions, tr)
		}
	}
	vm.interned.rebuild(vm, len(vm.interned.refs), isMarked)
}

func (vm *VM) transitionKeyLives(tr transition, isMarked func(gc.Ref) bool) bool {
	switch tr.how {
	case howRoot, howPreventExtensions, howSeal, howFreeze:
		return true
	case howProto:
		return tr.key == 0 || isMarked(gc.Ref(tr.key))
	}
	return isMarked(PropertyKey(tr.key).Ref())
}
