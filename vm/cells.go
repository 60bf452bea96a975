package vm

import (
	"unsafe"

	"gojs/gc"
)

// The kinds of cells the machine itself knows. Other packages add their
// objects' kinds with NewKind.
const (
	kindFree gc.Kind = iota
	KindString
	KindSymbol
	KindBigInt
	kindEnv
	kindWithEnv
	kindScopeEnv
	kindImportBinding
	kindShape
	kindPropTable
	kindWords
	kindBytes
	kindSparse
	kindAccessor
	kindCode
	kindForIn
	kindModule
	kindList
	kindFunctionExtra

	// Objects: everything from here on begins with Object.
	KindObject
	KindArray
	KindFunction
	KindNative
	KindBound
	KindError
	KindBooleanObject
	KindNumberObject
	KindStringObject
	KindSymbolObject
	KindBigIntObject
	KindArguments
	KindMappedArguments
	KindProxy
	KindNamespace
	KindGenerator
	KindAsyncGenerator
	KindAsyncFunction // the saved state of an async function's activation
	KindPromise
	KindArrayBuffer
	KindSharedArrayBuffer
	KindTypedArray
	KindDataView
	KindGlobal
	KindArrayIterator
	KindForInIterator
	KindHost
	kindFirstFree
)

// Object is the first 16 bytes of every object's cell.
//
//gojs:cell
type Object struct {
	gc.Header        // Flags: objFlags; Aux: the number of inline slots; Shape
	slots     gc.Ref // property slots beyond the inline ones: a words cell, or 0
	elems     gc.Ref // properties whose keys are array indices: a words or sparse cell, or 0
}

// Object flags, in the header.
const (
	flagCallable    = 1 << iota // has [[Call]]
	flagConstructor             // has [[Construct]]
	flagProto                   // is the prototype of some shape: structural changes bump the epoch
	flagExotic                  // some internal method is not the ordinary one: see exotic
	flagSparse                  // elems is a sparse cell
	flagHTMLDDA                 // [[IsHTMLDDA]]
	flagFastIter                // an array whose prototype has the pristine iterator (checked with the realm's guard)
	flagClassCtor               // a class constructor
)

// inlineOffset is where inline slots begin in ordinary objects.
const inlineOffset = 16

// ArrayObject is an Array exotic object. Elements are dense in elems (a words
// cell) or sparse.
//
//gojs:cell
type ArrayObject struct {
	Object
	length    uint32
	lenFrozen uint32 // 1: length is not writable
}

// Function is a bytecode function closed over an environment.
//
//gojs:cell
type Function struct {
	Object
	code  gc.Ref // its Code
	env   gc.Ref // the environment it closes over, or 0
	extra gc.Ref // FunctionExtra, or 0
	link  uint32 // index of the linked code in VM.codes
	realm uint32 // index in VM.realms
	// ctorShape is the shape that instances begin with, as long as its prototype
	// is the prototype property; 0 while unknown.
	ctorShape gc.Ref
}

// FunctionExtra is what few functions have.
//
//gojs:cell
type FunctionExtra struct {
	gc.Header
	home   gc.Ref // home object of a method
	fields gc.Ref // function that initialises a class's instance elements
	_      uint64
}

// NativeFunction is a built-in function object. Data words follow.
//
//gojs:cell
type NativeFunction struct {
	Object
	native uint32 // index in VM.natives
	realm  uint32
	ndata  uint32
	magic  int32
	// data [ndata]Value
}

const nativeDataOffset = unsafe.Sizeof(NativeFunction{})

// BoundFunction is a bound function exotic object (sec-bound-function-exotic-objects).
//
//gojs:cell
type BoundFunction struct {
	Object
	target Value
	this   Value
	args   gc.Ref // words cell
	nargs  uint32
}

// PrimitiveObject is a Boolean, Number, String, Symbol or BigInt object.
//
//gojs:cell
type PrimitiveObject struct {
	Object
	value Value
}

// Env is an environment of slots; Header.Flags and Shape are unused.
//
//gojs:cell
type Env struct {
	gc.Header
	parent gc.Ref
	count  uint32
	// slots [count]Value
}

const envSlots = unsafe.Sizeof(Env{})

// ScopeEnv is an environment whose names are known: seen by eval. Its slots
// lie as in Env; info indexes VM.scopeInfos.
//
//gojs:cell
type ScopeEnv struct {
	gc.Header // Shape holds the index of the ScopeInfo, not a reference
	parent    gc.Ref
	count     uint32
}

// WithEnv is an object environment: of a with statement (flag 0) or the
// variables a sloppy direct eval adds to a function (flag 1).
//
//gojs:cell
type WithEnv struct {
	gc.Header
	parent gc.Ref
	object gc.Ref
}

// accessorPair is the value of an accessor property's slot.
//
//gojs:cell
type accessorPair struct {
	gc.Header
	get, set Value
}

// wordsCell is an array of Values: slots, dense elements, argument lists.
// count says how many are in use.
//
//gojs:cell
type wordsCell struct {
	gc.Header
	count uint32
	_     uint32
	// words []Value
}

const wordsOffset = unsafe.Sizeof(wordsCell{})

// symbolCell is a Symbol, or a private name.
//
//gojs:cell
type symbolCell struct {
	gc.Header // Flags: symPrivate, symRegistered
	desc      Value
}

const (
	symPrivate       = 1 << iota // a private name
	symRegistered                // made by Symbol.for
	symPrivateMethod             // a private method or accessor: not writable by SetPrivate
)

// layouts tells the collector what the cells hold.
var layouts = makeLayouts()

func makeLayouts() *[256]gc.Layout {
	var t [256]gc.Layout
	obj := gc.Layout{ShapeIsRef: true}
	words := func(l gc.Layout, off uintptr, lenOff uintptr) gc.Layout {
		l.Tail, l.TailOff, l.LenOff = gc.TailWords, uint16(off), uint16(lenOff)
		return l
	}
	t[KindString] = stringLayout()
	t[KindSymbol] = gc.LayoutOf[symbolCell]("Symbol", gc.Layout{})
	t[KindBigInt] = gc.Layout{Name: "BigInt"}
	t[kindEnv] = gc.LayoutOf[Env]("Environment", words(gc.Layout{}, envSlots, unsafe.Offsetof(Env{}.count)))
	t[kindScopeEnv] = gc.LayoutOf[ScopeEnv]("ScopeEnvironment", words(gc.Layout{}, envSlots, unsafe.Offsetof(Env{}.count)))
	t[kindWithEnv] = gc.LayoutOf[WithEnv]("ObjectEnvironment", gc.Layout{})
	t[kindImportBinding] = gc.LayoutOf[importBinding]("ImportBinding", gc.Layout{})
	t[kindShape] = gc.LayoutOf[Shape]("Shape", gc.Layout{})
	t[kindPropTable] = gc.LayoutOf[propTable]("PropertyTable", words(gc.Layout{}, propTableOffset, 0))
	t[kindWords] = gc.LayoutOf[wordsCell]("Words", words(gc.Layout{}, wordsOffset, unsafe.Offsetof(wordsCell{}.count)))
	t[kindBytes] = gc.Layout{Name: "Bytes"}
	t[kindSparse] = gc.LayoutOf[sparseCell]("SparseElements", words(gc.Layout{}, sparseOffset, 0))
	t[kindAccessor] = gc.LayoutOf[accessorPair]("Accessor", gc.Layout{})
	t[kindCode] = gc.LayoutOf[codeCell]("Code", gc.Layout{Finalize: true})
	t[kindForIn] = gc.LayoutOf[forInCell]("ForIn", gc.Layout{})
	t[kindList] = gc.LayoutOf[List]("List", gc.Layout{})
	t[kindRope] = gc.LayoutOf[ropeCell]("Rope", gc.Layout{})
	t[kindSlice] = gc.LayoutOf[sliceCell]("Slice", gc.Layout{})
	t[kindFunctionExtra] = gc.LayoutOf[FunctionExtra]("FunctionExtra", gc.Layout{})
	t[KindObject] = gc.LayoutOf[Object]("Object", words(obj, inlineOffset, 0))
	t[KindGlobal] = gc.LayoutOf[Object]("Global", obj)
	t[KindArray] = gc.LayoutOf[ArrayObject]("Array", obj)
	t[KindFunction] = gc.LayoutOf[Function]("Function", obj)
	t[KindNative] = gc.LayoutOf[NativeFunction]("NativeFunction", words(obj, nativeDataOffset, unsafe.Offsetof(NativeFunction{}.ndata)))
	t[KindBound] = gc.LayoutOf[BoundFunction]("BoundFunction", obj)
	t[KindError] = gc.LayoutOf[ErrorObject]("Error", obj)
	for _, k := range []gc.Kind{KindBooleanObject, KindNumberObject, KindStringObject, KindSymbolObject, KindBigIntObject} {
		t[k] = gc.LayoutOf[PrimitiveObject]("PrimitiveObject", obj)
	}
	addExoticLayouts(&t, obj)
	return &t
}

// nextKind is the next free kind for NewKind.
var nextKind = kindFirstFree

// NewKind adds a kind of object whose cell is laid out as T, which begins with
// Object and refers to other cells by gc.Ref and Value fields only. It is
// called from package variables' initialisers.
func NewKind[T any](name string, extra gc.Layout) gc.Kind {
	if nextKind == 255 {
		panic("vm: out of cell kinds")
	}
	k := nextKind
	nextKind++
	extra.ShapeIsRef = true
	layouts[k] = gc.LayoutOf[T](name, extra)
	return k
}

// NewCellKind is NewKind for cells that are no objects.
func NewCellKind[T any](name string, extra gc.Layout) gc.Kind {
	k := NewKind[T](name, extra)
	layouts[k] = gc.LayoutOf[T](name, extra)
	return k
}
