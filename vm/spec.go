package vm

// Intrinsic numbers a realm's well-known object.
type Intrinsic uint16

// Kind of a Spec entry.
type SpecKind uint8

const (
	Method    SpecKind = iota // a function: writable, configurable
	Accessor                  // Get and Set: configurable
	Constant                  // a value: no attributes, unless Attrs says otherwise
	Reference                 // another intrinsic: writable, configurable
	Computed                  // Make gives the value on first use: writable, configurable
	Alias                     // the same function object as property Of, which stands before
)

// Spec declares a property of an intrinsic object, or a function. Specs are
// constant tables; a realm fills its objects from them when they are first
// touched.
type Spec struct {
	// Key is the property's name; "@@iterator" and the like are the well-known symbols.
	Key  string
	Kind SpecKind
	// Fn is a method's code, Len its length property. Magic tells functions that share code apart.
	Fn    Native
	Len   int
	Magic int
	// Quick is a short cut for Fn or Get, where there is one; Forward says what else calls may become.
	Quick   Quick
	Forward Forward
	// Ctor: the function has [[Construct]]: the prototype that its instances get by default is this intrinsic.
	Ctor Intrinsic
	// Hidden leaves the function out of stack traces.
	Hidden bool
	// Name, where it is not Key (or [description] for symbols).
	Name string
	// Get and Set of an accessor.
	Get, Set Native
	// Value of a Constant: float64, int, string, bool, or nil for undefined.
	Value any
	// Ref is a Reference's intrinsic, or both functions of an Accessor.
	Ref Intrinsic
	// Make computes a Computed property's value.
	Make func(vm *VM, r *Realm) Value
	// Of is the key an Alias stands for.
	Of string
	// Attrs overrides the kind's attributes, with AttrsSet.
	Attrs    propInfo
	AttrsSet bool
	// get and set as function specs, made once.
	getSpec, setSpec *Spec
	// id is the Spec's number in allSpecs.
	id uint32
}

// allSpecs are all declared properties, by number.
var allSpecs []*Spec

// ObjectSpec declares an intrinsic object.
type ObjectSpec struct {
	// ID is the intrinsic; Proto its prototype (NoIntrinsic: null).
	ID, Proto Intrinsic
	// Props in the standard's order.
	Props []Spec
	// Func makes the object a built-in function: for constructors, with Ctor
	// set to the intrinsic of its prototype property's object.
	Func *Spec
	// Make creates the object where it is not an ordinary one.
	Make func(vm *VM, r *Realm, proto *Object) *Object
	// Global is the name under which the global object has it, "" for none.
	Global string
}

// Catalog lists the objects of the intrinsics, in order of registration.
var catalog [numIntrinsicsMax]*ObjectSpec

const numIntrinsicsMax = 512

// nextIntrinsic is the next number for NewIntrinsic.
var nextIntrinsic = firstFreeIntrinsic

// NewIntrinsic reserves a number for an intrinsic of a library; called from
// package variables' initialisers.
func NewIntrinsic() Intrinsic {
	nextIntrinsic++
	return nextIntrinsic - 1
}

// Declare registers intrinsic objects; called from init functions of the
// library packages.
func Declare(specs ...*ObjectSpec) {
	for _, s := range specs {
		if catalog[s.ID] != nil {
			panic("vm: intrinsic declared twice: " + s.Global)
		}
		catalog[s.ID] = s
		if s.Global != "" {
			DeclareGlobals(Spec{Key: s.Global, Kind: Reference, Ref: s.ID})
		}
		prepare(s.Props)
	}
}

// GlobalSpec is a property of the global object.
type GlobalSpec struct {
	Key  string
	Spec *Spec
}

var globals []GlobalSpec

// DeclareGlobals adds properties of the global object that are not the
// intrinsics declared with a Global name.
func DeclareGlobals(specs ...Spec) {
	prepare(specs)
	for i := range specs {
		globals = append(globals, GlobalSpec{specs[i].Key, &specs[i]})
	}
}

// prepare makes the specs of accessors' functions.
func prepare(specs []Spec) {
	for i := range specs {
		s := &specs[i]
		s.id = uint32(len(allSpecs))
		allSpecs = append(allSpecs, s)
		if s.Get != nil {
			s.getSpec = &Spec{Key: s.Key, Fn: s.Get, Quick: s.Quick, Magic: s.Magic, Name: "get " + specName(s)}
		}
		if s.Set != nil {
			s.setSpec = &Spec{Key: s.Key, Fn: s.Set, Len: 1, Magic: s.Magic, Name: "set " + specName(s)}
		}
	}
}

// specName is the name property of a Spec's function.
func specName(s *Spec) string {
	switch {
	case s.Name != "":
		return s.Name
	case len(s.Key) > 2 && s.Key[:2] == "@@":
		return "[Symbol." + s.Key[2:] + "]"
	}
	return s.Key
}

// attrs are the attributes of the property a Spec declares.
func (s *Spec) attrs() propInfo {
	if s.AttrsSet {
		return s.Attrs
	}
	switch s.Kind {
	case Accessor:
		return Configurable
	case Constant:
		return 0
	}
	return Writable | Configurable
}

// The intrinsics the machine itself refers to. Libraries number theirs with
// NewIntrinsic.
const (
	NoIntrinsic Intrinsic = iota
	ObjectPrototype
	FunctionPrototype
	ArrayPrototype
	StringPrototype
	NumberPrototype
	BooleanPrototype
	SymbolPrototype
	BigIntPrototype
	ErrorPrototype
	TypeErrorPrototype
	RangeErrorPrototype
	SyntaxErrorPrototype
	ReferenceErrorPrototype
	EvalErrorPrototype
	URIErrorPrototype
	AggregateErrorPrototype
	SuppressedErrorPrototype
	IteratorPrototype
	AsyncIteratorPrototype
	ArrayIteratorPrototype
	GeneratorFunction
	GeneratorFunctionPrototype // %GeneratorFunction.prototype%
	GeneratorPrototype         // %GeneratorFunction.prototype.prototype%
	AsyncGeneratorFunction
	AsyncGeneratorFunctionPrototype
	AsyncGeneratorPrototype
	AsyncFunction
	AsyncFunctionPrototype
	AsyncFromSyncIteratorPrototype
	PromisePrototype
	RegExpPrototype
	ArrayBufferPrototype
	SharedArrayBufferPrototype
	TypedArray // %TypedArray%
	TypedArrayPrototype
	DataViewPrototype
	MapPrototype
	SetPrototype
	DatePrototype

	ObjectConstructor
	FunctionConstructor
	ArrayConstructor
	StringConstructor
	NumberConstructor
	BooleanConstructor
	SymbolConstructor
	BigIntConstructor
	ErrorConstructor
	TypeErrorConstructor
	RangeErrorConstructor
	SyntaxErrorConstructor
	ReferenceErrorConstructor
	EvalErrorConstructor
	URIErrorConstructor
	AggregateErrorConstructor
	SuppressedErrorConstructor
	PromiseConstructor
	RegExpConstructor
	ArrayBufferConstructor
	SharedArrayBufferConstructor
	ThrowTypeErrorFunction // %ThrowTypeError%
	EvalFunction           // %eval%
	ArrayProtoValues       // %Array.prototype.values%
	PromiseResolveFunction
	PromiseThen

	// TypedArrayConstructors and TypedArrayPrototypes are the first of
	// NumElementTypes each, in the order of ElementType.
	TypedArrayConstructors
	TypedArrayPrototypes = TypedArrayConstructors + 16
	firstFreeIntrinsic   = TypedArrayPrototypes + 16
)
