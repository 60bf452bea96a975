// Command gen writes the bytecode package's constants, operand table, typed
// emitters and the opcode page from the one table of instructions below.
package main

// An instruction is a 64-bit word: op:8, D:8, A:16, B:16, C:16 from the low
// bits up. Operands are written in the order of their fields, A first:
//
//	dst       a register that is written
//	src       a register that is read
//	io        a register that is read, then written
//	win       the first of several consecutive registers
//	const     index into the constants
//	site      index into the sites (property key and inline cache)
//	func      index into the functions (24 bits: C and D)
//	num       a plain number
//	int16     a signed 16-bit number
//	imm       a signed 32-bit number in B and C
//	const32   a 32-bit index into the constants in B and C
//	jump      a signed 32-bit distance in B and C, from the next instruction
//	jump24    a signed 24-bit distance, C the high 16 bits and D the low 8
//	-         an unused field
//	:num      a number in D (8 bits), always last
//
// Properties: "throws" may throw, "calls" may run JavaScript, "ends" does not
// go on to the next instruction.
type instruction struct{ name, operands, props, doc string }

var instructions = []instruction{
	// Loads and moves.
	{"Nop", "", "", "nothing"},
	{"Ext", "src imm", "", "operands of the instruction before: a register and a number; as an instruction, nothing"},
	{"Move", "dst src", "", "dst = src"},
	{"LoadInt", "dst imm", "", "dst = the integer imm"},
	{"LoadK", "dst const32", "", "dst = K[const32]"},
	{"LoadUndefined", "dst", "", "dst = undefined"},
	{"LoadNull", "dst", "", "dst = null"},
	{"LoadTrue", "dst", "", "dst = true"},
	{"LoadFalse", "dst", "", "dst = false"},
	{"LoadHole", "dst", "", "dst = the hole: an absent array element, absent heritage"},
	{"LoadUninit", "dst", "", "dst = uninitialised: a binding in its temporal dead zone"},
	{"LoadThis", "dst", "", "dst = this of the frame; never emitted in arrow functions, eval code and derived constructors, which find theirs in registers and environments"},
	{"LoadCallee", "dst", "", "dst = the function that runs"},
	{"LoadNewTarget", "dst", "", "dst = new.target of the frame"},
	{"LoadFuncEnv", "dst", "", "dst = the environment the running function closes over"},
	{"ResolveThis", "dst", "", "dst = this of a sloppy function: undefined and null become the global object, primitives their wrappers; also kept in the frame"},
	{"LoadGlobalThis", "dst", "", "dst = this at the top level of scripts: the realm's global this value"},
	{"CheckThisUnset", "src", "throws", "ReferenceError (Super constructor may only be called once) when src is not uninitialised; this of a derived constructor lives in a register or slot of its own, not in the frame"},
	{"CheckThis", "src", "throws", "ReferenceError when src is uninitialised: this before super()"},
	{"CheckTDZ", "src const32", "throws", "ReferenceError naming K[const32] when src is uninitialised"},
	{"CheckCtorReturn", "io src", "throws", "io = io if an object; else, io being undefined and src initialised, src (this of a derived constructor); else throws"},

	// Environments: captured bindings.
	{"NewEnv", "dst src num :num", "", "dst = a new environment with parent src (a register) and num slots, set to undefined (D 0) or uninitialised (D 1)"},
	{"NewScopeEnv", "dst src const :num", "", "dst = a new environment with parent src, its names and slots given by the ScopeInfo K[const]: seen by eval; D as in NewEnv"},
	{"NewWithEnv", "dst src src :num", "throws calls", "dst = an object environment with parent B over ToObject(C); D 1: a variable object for sloppy eval (C is ignored, a null-prototype object is made)"},
	{"CopyEnv", "dst src", "", "dst = a copy of the environment src (a fresh one for an iteration)"},
	{"ParentEnv", "dst src", "", "dst = the parent of the environment src"},
	{"GetEnv", "dst src num :num", "", "dst = slot C of the environment D parents above src"},
	{"SetEnv", "src num src :num", "", "slot B of the environment D parents above A = C"},
	{"GetEnvChecked", "dst src num :num", "throws", "as GetEnv; ReferenceError when uninitialised (Function.CheckedName gives the name)"},
	{"GetIndirect", "dst src num :num", "throws", "as GetEnv, through the import binding that the slot holds; ReferenceError when uninitialised (Function.CheckedName); never used for namespaces and source-phase imports, whose slots hold the value itself"},

	// Names known only at run time: with, sloppy direct eval.
	{"GetName", "dst src const :num", "throws calls", "dst = the binding K[C] looked up from the environment B outward to the globals; D 1: undefined when unresolvable (typeof). A name that begins with # is a private name of a class around a direct eval: found in the slot of that name, object environments and globals are passed over"},
	{"GetNameThis", "win src const", "throws calls", "A = the binding K[C] looked up from B, A+1 = the with object it was found in, or undefined: a call's callee and this"},
	{"SetName", "src src const :num", "throws calls", "binding K[C] looked up from B = A; D 1: strict"},
	{"ResolveName", "dst src const", "throws calls", "dst = the place of K[C] looked up from B (environment cell, object), undefined when unresolvable; a reference's base"},
	{"GetRef", "dst src const :num", "throws calls", "dst = binding K[C] at the place B that ResolveName gave; D bit 0: typeof, bit 1: strict"},
	{"SetRef", "src src const :num", "throws calls", "binding K[C] at the place A = B; D 1: strict"},
	{"InitName", "src src const", "throws calls", "initialises the lexical binding K[C] of the environment B itself with A"},
	{"DeleteName", "dst src const", "throws calls", "dst = delete K[C] looked up from B"},

	// Globals.
	{"GetGlobal", "dst - site :num", "throws calls", "dst = the global binding site.key; D 1: undefined when unresolvable (typeof)"},
	{"SetGlobal", "src - site :num", "throws calls", "the global binding site.key = A; D 1: strict"},
	{"InitGlobal", "src - site", "throws", "initialises the global lexical binding site.key with A"},
	{"DeclareGlobals", "const32", "throws calls", "GlobalDeclarationInstantiation of the Declarations K[const32] (functions: DefineGlobalFunction)"},
	{"DeclareEval", "src const32", "throws calls", "EvalDeclarationInstantiation of the Declarations K[const32]. From the environment A outward to the first variable object (NewWithEnv with D 1; none: the global environment): with objects are passed over; in a ScopeInfo environment a name of Vars or Functions that is SlotLexical is a SyntaxError (an AnnexB name is dropped), except where ScopeInfo.Catch is set; in one with VarScope a name that is there and not SlotLexical exists and is used; all others are made, deletable, in the variable object or the global object"},
	{"DefineGlobalFunction", "src src const :num", "throws calls", "function declaration of a script or sloppy eval: puts A in the binding K[C] of the variable environment found from B outward as DeclareEval says; in the global environment: CreateGlobalFunctionBinding; D bit 0: deletable, bit 1: no declaration but an assignment to that binding (the var of a block's function)"},

	// Properties.
	{"GetProp", "dst src site", "throws calls", "dst = B[site.key]"},
	{"SetProp", "src src site :num", "throws calls", "A[site.key] = B; D 1: strict"},
	{"GetLength", "dst src site", "throws calls", "dst = B.length (arrays and strings first)"},
	{"GetElem", "dst src src", "throws calls", "dst = B[C]"},
	{"GetElemKey", "dst src io", "throws calls", "dst = B[C], and C = ToPropertyKey(C) (an integer may stay one) once B is known not to be undefined or null: the read of a compound assignment or update"},
	{"SetElem", "src src src :num", "throws calls", "A[B] = C; D 1: strict"},
	{"GetMethod", "win src site", "throws calls", "A = B[site.key], A+1 = B: a method call's callee and this"},
	{"GetElemMethod", "win src src", "throws calls", "A = B[C], A+1 = B"},
	{"GetSuper", "dst src src :num", "throws calls", "dst = super[C] with the receiver B; the home object is that of the running function, or (D 1) of the function in the register that the Ext word after it names"},
	{"GetSuperBase", "dst src :num", "throws calls", "dst = the prototype of the home object (null for none): that of the running function (D 0, B is ignored) or of the function B (D 1)"},
	{"GetSuperAt", "dst src src", "throws calls", "dst = B[C], B from GetSuperBase, with the receiver in the register that the Ext word after it names"},
	{"SetSuperAt", "src src src :num", "throws calls", "A[B] = C, A from GetSuperBase, with the receiver in the Ext word's register; D 1: strict"},
	{"DefineField", "src src site", "throws calls", "CreateDataPropertyOrThrow(A, site.key, B), enumerable: an object literal's or a field's property"},
	{"DefineElem", "src src src :num", "throws calls", "CreateDataPropertyOrThrow(A, ToPropertyKey(B), C); D bit 0: not enumerable"},
	{"DefineMethod", "src src src :num", "throws calls", "A[B] = the method C, whose home object becomes A and whose name B; D bit 0: enumerable, bits 1-2: 0 method, 1 getter, 2 setter"},
	{"SetHome", "src src", "", "the home object of the function A = B"},
	{"SetFuncName", "src src :num", "throws", "SetFunctionName(A, B, prefix); D: 0 none, 1 get, 2 set"},
	{"SetProto", "src src", "throws calls", "__proto__: B in an object literal: sets A's prototype when B is an object or null"},
	{"DeleteProp", "dst src src :num", "throws calls", "dst = delete B[C]; D 1: strict"},
	{"In", "dst src src", "throws calls", "dst = B in C"},
	{"InstanceOf", "dst src src", "throws calls", "dst = B instanceof C"},
	{"CopyDataProps", "src src win :num", "throws calls", "CopyDataProperties(A, B) without the D keys (property keys already) in registers C.."},
	{"CopyDataPropsExcept", "src src src", "throws calls", "CopyDataProperties(A, B) without the keys in the array C"},

	// Private names (a private name is a symbol kept in an environment or a register).
	{"NewPrivateName", "dst const32", "", "dst = a new private name described by K[const32] (with its #)"},
	{"GetPrivate", "dst src src", "throws calls", "dst = B.#C: PrivateGet"},
	{"SetPrivate", "src src src", "throws calls", "A.#B = C: PrivateSet"},
	{"DefinePrivate", "src src src :num", "throws calls", "adds the private element B with value C to A; D: 0 field, 1 method, 2 getter, 3 setter (a getter and a setter of one name make one accessor); TypeError when there"},
	{"InPrivate", "dst src src", "throws", "dst = #B in C"},

	// Making things.
	{"NewObject", "dst num", "", "dst = {} with room for num properties"},
	{"NewObjectLit", "dst win site", "", "dst = an object with the keys of site.keys and the values in registers B.."},
	{"NewArray", "dst win num", "", "dst = an array of the num registers from B (holes allowed)"},
	{"ArrayPush", "src src", "throws", "appends B to the array A (B may be the hole)"},
	{"ArraySpread", "src src", "throws calls", "appends the elements of the iterable B to the array A"},
	{"NewRegExp", "dst const32", "throws", "dst = a RegExp object of K[const32]"},
	{"GetTemplate", "dst const32", "", "dst = the template object of this site, K[const32]"},
	{"Closure", "dst src func", "", "dst = the function closing over the environment B"},
	{"NewClass", "win src func", "throws calls", "A in: environment; out: A the constructor, A+1 the prototype; B the superclass or the hole; func the constructor's code"},
	{"SetFields", "src src", "", "the function that initialises instance elements of the class A = B"},
	{"InitFields", "src src", "throws calls", "runs the instance initialiser of the constructor A, if any, on the object B"},
	{"CreateArguments", "dst src :num", "", "dst = an arguments object that is not mapped; before any register behind the parameters is written. D bit 0: callee is the running function (sloppy, simple parameters), else the throwing accessor; bit 1: the arguments behind the parameters are no longer in registers but in the array B, which CreateRest just made"},
	{"MapArguments", "src src const", "", "maps the elements of the arguments object A, just made by CreateArguments, to slots of the environment B: element i to slot Slots K[C][i], -1 for none, as far as there were arguments; the slots hold the arguments already"},
	{"CreateRest", "dst num", "", "dst = an array of the arguments from index num; before any register behind the parameters is written"},

	// Conversions and unary operators.
	{"ToNumber", "dst src", "throws calls", "dst = +src"},
	{"ToNumeric", "dst src", "throws calls", "dst = ToNumeric(src)"},
	{"ToString", "dst src", "throws calls", "dst = ToString(src)"},
	{"ToPropertyKey", "dst src", "throws calls", "dst = ToPropertyKey(src)"},
	{"ToObject", "dst src", "throws", "dst = ToObject(src)"},
	{"CheckObjectCoercible", "src const32", "throws", "TypeError when src is undefined or null (destructuring); K: source text or key for the message, -1 for none"},
	{"Neg", "dst src", "throws calls", "dst = -src"},
	{"BitNot", "dst src", "throws calls", "dst = ~src"},
	{"Not", "dst src", "", "dst = !src"},
	{"TypeOf", "dst src", "", "dst = typeof src"},
	{"Inc", "dst src", "throws calls", "dst = ToNumeric(src) + 1"},
	{"Dec", "dst src", "throws calls", "dst = ToNumeric(src) - 1"},

	// Binary operators.
	{"Concat", "dst win num", "throws", "dst = the concatenation of the num registers from B, all strings"},
	{"Add", "dst src src", "throws calls", "dst = B + C"},
	{"Sub", "dst src src", "throws calls", "dst = B - C"},
	{"Mul", "dst src src", "throws calls", "dst = B * C"},
	{"Div", "dst src src", "throws calls", "dst = B / C"},
	{"Mod", "dst src src", "throws calls", "dst = B % C"},
	{"Exp", "dst src src", "throws calls", "dst = B ** C"},
	{"BitAnd", "dst src src", "throws calls", "dst = B & C"},
	{"BitOr", "dst src src", "throws calls", "dst = B | C"},
	{"BitXor", "dst src src", "throws calls", "dst = B ^ C"},
	{"Shl", "dst src src", "throws calls", "dst = B << C"},
	{"Shr", "dst src src", "throws calls", "dst = B >> C"},
	{"Ushr", "dst src src", "throws calls", "dst = B >>> C"},
	{"AddI", "dst src int16", "throws calls", "dst = B + int16"},
	{"SubI", "dst src int16", "throws calls", "dst = B - int16"},
	{"MulI", "dst src int16", "throws calls", "dst = B * int16"},
	{"DivI", "dst src int16", "throws calls", "dst = B / int16"},
	{"ModI", "dst src int16", "throws calls", "dst = B % int16"},
	{"BitAndI", "dst src int16", "throws calls", "dst = B & int16"},
	{"BitOrI", "dst src int16", "throws calls", "dst = B | int16"},
	{"ShlI", "dst src int16", "throws calls", "dst = B << int16"},
	{"ShrI", "dst src int16", "throws calls", "dst = B >> int16"},
	{"UshrI", "dst src int16", "throws calls", "dst = B >>> int16"},
	{"AddK", "dst src const", "throws calls", "dst = B + K[C], a number"},
	{"SubK", "dst src const", "throws calls", "dst = B - K[C], a number"},
	{"MulK", "dst src const", "throws calls", "dst = B * K[C], a number"},
	{"DivK", "dst src const", "throws calls", "dst = B / K[C], a number"},
	{"Eq", "dst src src", "throws calls", "dst = B == C"},
	{"Ne", "dst src src", "throws calls", "dst = B != C"},
	{"StrictEq", "dst src src", "", "dst = B === C"},
	{"StrictNe", "dst src src", "", "dst = B !== C"},
	{"Less", "dst src src", "throws calls", "dst = B < C"},
	{"LessEq", "dst src src", "throws calls", "dst = B <= C"},
	{"Greater", "dst src src", "throws calls", "dst = B > C"},
	{"GreaterEq", "dst src src", "throws calls", "dst = B >= C"},

	// Jumps. A jump that goes back polls for interrupts.
	{"Jump", "jump", "ends", "goes on at the distance"},
	{"Loop", "jump", "ends", "goes back at the distance and polls for interrupts"},
	{"JumpTrue", "src jump", "", "jumps when ToBoolean(A)"},
	{"JumpFalse", "src jump", "", "jumps when not ToBoolean(A)"},
	{"JumpNullish", "src jump", "", "jumps when A is undefined or null"},
	{"JumpNotNullish", "src jump", "", "jumps when A is neither undefined nor null"},
	{"JumpHole", "src jump", "", "jumps when A is the hole"},
	{"JumpUndefined", "src jump", "", "jumps when A is undefined"},
	{"JumpNotUndefined", "src jump", "", "jumps when A is not undefined"},
	{"JumpEq", "src src jump24", "throws calls", "jumps when A == B"},
	{"JumpNe", "src src jump24", "throws calls", "jumps when A != B"},
	{"JumpStrictEq", "src src jump24", "", "jumps when A === B"},
	{"JumpStrictNe", "src src jump24", "", "jumps when A !== B"},
	{"JumpLess", "src src jump24", "throws calls", "jumps when A < B"},
	{"JumpLessEq", "src src jump24", "throws calls", "jumps when A <= B"},
	{"JumpGreater", "src src jump24", "throws calls", "jumps when A > B"},
	{"JumpGreaterEq", "src src jump24", "throws calls", "jumps when A >= B"},
	{"JumpNotLess", "src src jump24", "throws calls", "jumps when not A < B"},
	{"JumpNotLessEq", "src src jump24", "throws calls", "jumps when not A <= B"},
	{"JumpNotGreater", "src src jump24", "throws calls", "jumps when not A > B"},
	{"JumpNotGreaterEq", "src src jump24", "throws calls", "jumps when not A >= B"},
	{"JumpLessI", "src int16 jump24", "throws calls", "jumps when A < int16"},
	{"JumpLessEqI", "src int16 jump24", "throws calls", "jumps when A <= int16"},
	{"JumpGreaterI", "src int16 jump24", "throws calls", "jumps when A > int16"},
	{"JumpGreaterEqI", "src int16 jump24", "throws calls", "jumps when A >= int16"},
	{"JumpNotLessI", "src int16 jump24", "throws calls", "jumps when not A < int16"},
	{"JumpNotLessEqI", "src int16 jump24", "throws calls", "jumps when not A <= int16"},
	{"JumpNotGreaterI", "src int16 jump24", "throws calls", "jumps when not A > int16"},
	{"JumpNotGreaterEqI", "src int16 jump24", "throws calls", "jumps when not A >= int16"},
	{"JumpStrictEqI", "src int16 jump24", "", "jumps when A === int16"},
	{"JumpStrictNeI", "src int16 jump24", "", "jumps when A !== int16"},
	{"JumpTypeOf", "src num jump24", "", "jumps when typeof A is TypeNames[num]"},
	{"JumpNotTypeOf", "src num jump24", "", "jumps when typeof A is not TypeNames[num]"},
	{"Switch", "src const32", "", "A an integer (-0 counts as 0): jumps by the JumpTable K[const32] (first value, distances from the next instruction); else, or out of range, goes on"},

	// Calls. A window is callee, this (new.target when constructing), arguments.
	{"Call", "win num dst", "throws calls", "C = call of A with this A+1 and B arguments from A+2"},
	{"CallPlain", "win num dst", "throws calls", "as Call with this undefined: A+1 need not be set before"},
	{"CallMethod", "win num site", "throws calls", "A = the result of calling (A+1)[site.key] with this A+1 and B arguments from A+2"},
	{"CallSpread", "win num dst", "throws calls", "C = call of A with this A+1 and the elements of the array A+2"},
	{"CallEval", "win num dst", "throws calls", "as Call; when A is the realm's eval, a direct eval; the Ext word after it: environment register, EvalScope constant (skipped on return)"},
	{"CallEvalSpread", "win num dst", "throws calls", "as CallSpread, else as CallEval"},
	{"Construct", "win num dst", "throws calls", "C = construction by A with new.target A+1 and B arguments from A+2"},
	{"ConstructSpread", "win num dst", "throws calls", "C = construction by A with new.target A+1 and the elements of the array A+2"},
	{"GetSuperCtor", "dst src", "throws calls", "dst = B.[[GetPrototypeOf]](); TypeError when it is no constructor (checked at Construct)"},
	{"ForwardArgs", "dst", "", "dst = an array of all arguments of the frame: a default derived constructor's"},
	{"Return", "src", "ends", "returns A (a base constructor: this when A is no object); settles an async function's promise"},
	{"ReturnUndefined", "", "ends", "returns undefined (a base constructor: this)"},
	{"Runtime", "win num num", "throws calls", "A = the runtime function C called with the B registers from A"},

	// Exceptions. Handlers are tables beside the code.
	{"Throw", "src", "throws ends", "throws A"},
	{"ThrowError", "num const32", "throws ends", "throws a new error of kind A (ErrorKind) with the message K[const32]"},
	{"Debugger", "", "", "the debugger statement"},

	// Iteration. An iterator takes three registers: the iterator, its next method, done (a boolean).
	{"GetIterator", "win src :num", "throws calls", "A.. = GetIterator(B), A+2 = false; D bit 0: async; an array that iterates as it was born keeps itself in A and its position in A+1, unless D bit 1 is set: A and A+1 are the true iterator and next method (yield*)"},
	{"IteratorNext", "win dst jump24", "throws calls", "steps the iterator A: B = the next value, or, when done, A+2 = true and jumps; A+2 = true as well when stepping throws"},
	{"IteratorElement", "win dst", "throws calls", "array destructuring: when A+2 is true B = undefined; else steps the iterator A: B = the next value, or, when done, A+2 = true and B = undefined; A+2 = true as well when stepping throws"},
	{"IteratorCallNext", "win dst", "throws calls", "B = the result of calling the next method of A with no argument (async iteration: awaited before IteratorUnwrap)"},
	{"IteratorUnwrap", "win io jump24", "throws calls", "B in: an iterator result; TypeError when no object; when done, A+2 = true and jumps; else B = its value"},
	{"IteratorRest", "win dst", "throws calls", "B = an array of all further values of A (none when A+2 is true already); A+2 = true, also when stepping throws"},
	{"IteratorClose", "win :num", "throws calls", "calls the iterator's return method; D 0: normal completion (its errors are thrown, its result must be an object), D 1: throw completion (all errors are swallowed)"},
	{"IteratorReturn", "win dst :num", "throws calls", "B = the result of calling A's return method, or the hole when it has none (async iteration: awaited by the code after); D 1: errors are swallowed, B = the hole"},
	{"CheckIteratorResult", "src", "throws", "TypeError when A is no object: an iterator's result"},
	{"ForInStart", "dst src", "throws calls", "dst = an enumerator of the property names of B (none for undefined and null)"},
	{"ForInNext", "src dst jump24", "throws calls", "B = the next name of the enumerator A that is still there; jumps when there is none"},

	// Generators and async functions.
	{"InitialYield", "", "calls", "makes the generator object, saves the frame in it and returns it to the caller; goes on at the first resumption"},
	{"Yield", "io dst :num", "throws calls", "yields A (sync generators: as {value, done: false}; D 1: A is the iterator result as it is); resumed: A = the value sent, B = true when by return(), thrown when by throw(); D 2: B = 0 next, 1 throw, 2 return, and nothing is thrown (yield*); D 3: both"},
	{"StartAsync", "", "", "an async function's first instruction: makes its promise, so that all that is thrown from here on rejects it"},
	{"Await", "io", "throws calls", "suspends until A, made a promise, is settled: A = its value, or its reason is thrown"},
	{"GeneratorDone", "", "", "marks the generator completed before it returns a value from a return completion"},

	// Modules.
	{"ImportMeta", "dst", "calls", "dst = import.meta"},
	{"Import", "dst src src :num", "throws calls", "dst = the promise of import(B, C); D: 0 evaluation, 1 defer, 2 source"},
}

// runtimeFuncs are the operations reached by Runtime: rare enough to need no
// instruction of their own.
var runtimeFuncs = []struct{ name, doc string }{
	{"NewDisposeCapability", "() → a new dispose capability (for using)"},
	{"AddDisposable", "(capability, value, async: boolean) → undefined: AddDisposableResource"},
	{"DisposeSync", "(capability, threw: boolean, error) → undefined: DisposeResources of sync resources; throws the resulting completion, or returns when there is none"},
	{"DisposeAsyncNext", "(capability) → boolean: disposes of resources, last first, until one gives something to await (true; DisposeAsyncValue gives it) or none is left (false); errors are kept as DisposeAsyncFailed does"},
	{"DisposeAsyncValue", "(capability) → the value to await now"},
	{"DisposeAsyncFailed", "(capability, error) → undefined: the last await, or the body, threw error: makes SuppressedError"},
	{"DisposeAsyncEnd", "(capability) → undefined: throws the error that remains, if any"},
	{"AsyncGeneratorStart", "() → undefined: reserved for the entry of async generators"},
	{"AsyncIteratorResultCheck", "(result) → result: TypeError when it is no object"},
	{"ThrowTypeErrorNoThrowMethod", "(iterator) → throws the TypeError of yield* without a throw method"},
	{"GetMethodByName", "(object, key) → GetMethod(object, key): undefined when undefined or null, TypeError when not callable"},
	{"IteratorComplete", "(result) → ToBoolean(result.done)"},
	{"IteratorValue", "(result) → result.value"},
	{"CreateIterResult", "(value, done) → CreateIteratorResultObject"},
	{"ClassDecorate", "(constructor or prototype, decorators: array, kind, key, access) → reserved for decorators; see compiler"},
	{"RequireObject", "(value) → value: TypeError when it is no object"},
	{"SetFunctionNameIfAnonymous", "(function, key) → function: SetFunctionName when the class has no own name"},
	{"MakeMethodKey", "(key) → ToPropertyKey(key), kept for a class element evaluated later"},
	{"TemplateConcat", "reserved"},
	{"ToImportString", "(specifier) → ToString(specifier)"},
}
