package vm

import (
	"math"
	"strconv"
	"strings"
	"unsafe"

	"gojs/bytecode"
	"gojs/gc"
)

// A captured stack is a words cell: the number of the realm, then siteWords
// words for each activation, the innermost first. An object's stack property
// holds it under attrLazy until somebody reads the property; then it becomes
// text, or what Error.prepareStackTrace makes of it.

const (
	siteCallee = iota // the function
	siteThis          // its receiver
	siteCode          // its Code cell; undefined for built-ins
	sitePC            // the instruction's index
	siteFlags
	siteWords
)

const (
	siteConstruct = 1 << iota
	siteAsync
)

// maxStackFrames bounds what a program may ask for by Error.stackTraceLimit.
const maxStackFrames = 1 << 12

// callSite is an activation of a captured stack.
//
//gojs:stack
type callSite struct {
	callee, this Value
	code         *linkedCode // nil for built-ins
	pc           uint32
	flags        uint32
}

// stackLimit is Error.stackTraceLimit of the current realm; ok is false where
// it is no number, and no stack is to be captured.
func (vm *VM) stackLimit() (n int, ok bool) {
	v, attrs, ok := vm.ownProperty(vm.realm.Intrinsic(ErrorConstructor), vm.names.stackTraceLimit)
	if !ok || attrs&attrAccessor != 0 || !v.IsNumber() {
		return 0, false
	}
	f := v.Float()
	if !(f > 0) {
		return 0, true
	}
	return int(math.Min(f, maxStackFrames)), true
}

// captureStack records up to limit activations. With skip a function, those up
// to its topmost activation are left out; it may be all.
func (vm *VM) captureStack(skip Value, limit int) gc.Ref {
	r := vm.newWords(nil, uint32(1+min(limit, int(vm.nframe))*siteWords))
	r = vm.pushWord(r, IntValue(int32(vm.realm.index)))
	skipping := skip.IsObject()
	vm.savePC()
	for i := vm.nframe; i > 0 && limit > 0; i-- {
		fr := &vm.frames[i-1]
		callee := *vm.reg(fr.base - 2)
		if skipping {
			skipping = callee != skip
			continue
		}
		if fr.flags&frameNative != 0 && vm.natives[fr.link].Hidden {
			continue
		}
		r = vm.pushSite(r, fr, callee)
		limit--
		if fr.flags&frameGenerator != 0 && limit > 0 && !vm.calledByNative(i-1) {
			r = vm.pushResumer(r, fr)
			limit--
		}
	}
	if limit > 0 && !skipping && vm.nframe > 0 {
		r = vm.captureAwaiting(r, vm.frames[0].gen, limit)
	}
	return r
}

// captureAwaiting adds the async functions that wait, one for the other, for
// the one at gen, whose resumption began the stack.
func (vm *VM) captureAwaiting(r, gen gc.Ref, limit int) gc.Ref {
	for ; limit > 0 && gen != 0; limit-- {
		if gc.At[gc.Header](vm.heap, gen).Kind != KindAsyncFunction {
			break
		}
		gen = vm.awaiting(gc.At[PromiseObject](vm.heap, gc.At[asyncFunction](vm.heap, gen).promise))
		if gen == 0 {
			break
		}
		a := gc.At[activation](vm.heap, gen)
		if a.window == 0 {
			break
		}
		w := vm.words(gc.At[wordsCell](vm.heap, a.window))
		callee, this := w[0], w[1]
		code := cellValue(vm.codes[(*Function)(unsafe.Pointer(vm.Obj(callee))).link].cell)
		r = vm.pushWords(r, callee, this, code, IntValue(int32(a.pc)-1), IntValue(siteAsync))
	}
	return r
}

// awaiting is the activation that goes on when p is settled, 0 for none.
func (vm *VM) awaiting(p *PromiseObject) gc.Ref {
	for range maxStackFrames {
		if p.state != PromisePending || p.first == 0 {
			return 0
		}
		re := gc.At[reaction](vm.heap, p.first)
		switch re.Flags {
		case reactAwait:
			return re.target
		case reactResolveInto:
			p = gc.At[PromiseObject](vm.heap, re.target)
		default:
			return 0
		}
	}
	return 0
}

func (vm *VM) pushWords(r gc.Ref, words ...Value) gc.Ref {
	for _, v := range words {
		r = vm.pushWord(r, v)
	}
	return r
}

// calledByNative reports whether a frame of the generator methods stands below frame i.
func (vm *VM) calledByNative(i uint32) bool {
	return i > 0 && vm.frames[i-1].flags&frameNative != 0 && vm.isGeneratorMethod(vm.frames[i-1].link)
}

// pushResumer records the call of next that a loop left out when it resumed the
// generator of fr.
func (vm *VM) pushResumer(r gc.Ref, fr *Frame) gc.Ref {
	next, _ := vm.peek(vm.realm.Intrinsic(GeneratorPrototype), vm.names.next)
	r = vm.pushWord(r, next)
	r = vm.pushWord(r, objectBits|Value(fr.gen))
	r = vm.pushWord(r, Undefined)
	r = vm.pushWord(r, IntValue(0))
	return vm.pushWord(r, IntValue(0))
}

// hiddenNative reports whether built-ins of that name are not shown, as in V8:
// those that only pass a call on.
func hiddenNative(name string) bool {
	return name == "call" || name == "apply" || name == "captureStackTrace"
}

func (vm *VM) pushSite(r gc.Ref, fr *Frame, callee Value) gc.Ref {
	code, pc, flags := Undefined, uint32(0), int32(0)
	if fr.flags&frameNative == 0 {
		code = cellValue(vm.codes[fr.link].cell)
		if pc = fr.pc; pc > 0 {
			pc--
		}
	}
	if fr.flags&frameConstruct != 0 {
		flags |= siteConstruct
	}
	return vm.pushWords(r, callee, *vm.reg(fr.base - 1), code, IntValue(int32(pc)), IntValue(flags))
}

func (vm *VM) siteCount(r gc.Ref) int {
	return (int(gc.At[wordsCell](vm.heap, r).count) - 1) / siteWords
}

func (vm *VM) siteAt(r gc.Ref, i int) callSite {
	w := vm.words(gc.At[wordsCell](vm.heap, r))[1+i*siteWords:]
	return vm.makeSite(w[siteCallee], w[siteThis], w[siteCode], uint32(w[sitePC].Int()), uint32(w[siteFlags].Int()))
}

func (vm *VM) makeSite(callee, this, code Value, pc, flags uint32) callSite {
	s := callSite{callee: callee, this: this, pc: pc, flags: flags}
	if code.IsCell() {
		s.code = vm.codes[gc.At[codeCell](vm.heap, code.Ref()).link]
	}
	return s
}

// installStack gives a fresh ordinary object its stack property.
func (vm *VM) installStack(o *Object, skip Value) {
	if limit, ok := vm.stackLimit(); ok {
		vm.putOwn(o, vm.names.stack, Writable|Configurable|attrLazy, cellValue(vm.captureStack(skip, limit)))
	}
}

// CaptureStackTrace is Error.captureStackTrace: it defines o's stack property,
// without the activations up to that of the function skip.
func (vm *VM) CaptureStackTrace(o *Object, skip Value) {
	limit, ok := vm.stackLimit()
	if !ok {
		return
	}
	r := vm.captureStack(skip, limit)
	if m := methodsOf(o); m.DefineOwnProperty != nil || m.GetOwnProperty != nil {
		vm.DefinePropertyOrThrow(o, vm.names.stack, DataDescriptor(vm.stackValue(o, r), Writable|Configurable))
		return
	}
	if _, attrs, ok := vm.ownProperty(o, vm.names.stack); ok && attrs&Configurable == 0 || !ok && !vm.IsExtensible(o) {
		vm.throwCannotDefine(o, vm.names.stack)
	}
	vm.putOwn(o, vm.names.stack, Writable|Configurable|attrLazy, cellValue(r))
}

// forceStack makes the value of a lazy stack property and stores it. While it
// is made, the property is undefined.
func (vm *VM) forceStack(o *Object, key PropertyKey, attrs propInfo, capture Value) Value {
	attrs &^= attrLazy
	vm.putOwn(o, key, attrs, Undefined)
	v := vm.stackValue(o, capture.Ref())
	if _, now, ok := vm.ownProperty(o, key); ok && now&attrAccessor == 0 {
		vm.putOwn(o, key, now, v)
	}
	return v
}

// stackValue is what a captured stack becomes: the text, or what
// Error.prepareStackTrace of the realm returns.
func (vm *VM) stackValue(o *Object, r gc.Ref) Value {
	realm := vm.realms[vm.words(gc.At[wordsCell](vm.heap, r))[0].Int()]
	if realm == nil {
		realm = vm.realm
	}
	ctor := realm.Intrinsic(ErrorConstructor)
	if f, attrs, ok := vm.ownProperty(ctor, vm.names.prepareStackTrace); ok && attrs&attrAccessor == 0 && vm.IsCallable(f) {
		sites := vm.NewArray(0)
		for i, n := 0, vm.siteCount(r); i < n; i++ {
			vm.ArrayPush(sites, vm.newCallSite(realm, r, i))
		}
		return vm.Call(f, vm.ObjectValue(ctor), vm.ObjectValue(o), vm.ObjectValue(sites))
	}
	return vm.NewString(vm.stackHeader(o) + vm.stackText(r))
}

func (vm *VM) stackHeader(o *Object) string {
	v, threw := vm.Try(func() Value { return vm.ErrorToString(o) })
	if threw {
		return "<error>"
	}
	return vm.GoString(v)
}

// stackText is the lines of a captured stack, each after a line feed.
func (vm *VM) stackText(r gc.Ref) string {
	var b strings.Builder
	for i, n := 0, vm.siteCount(r); i < n; i++ {
		s := vm.siteAt(r, i)
		b.WriteString("\n    at ")
		b.WriteString(vm.siteText(&s))
	}
	return b.String()
}

// StackText is the current stack in V8's format, a line per activation.
func (vm *VM) StackText() string {
	return vm.stackText(vm.captureStack(Undefined, maxStackFrames))
}

// siteText is an activation as V8 shows it in a stack.
func (vm *VM) siteText(s *callSite) string {
	name := vm.siteFunctionName(s)
	prefix := ""
	if s.flags&siteAsync != 0 {
		prefix = "async "
	}
	switch {
	case s.flags&siteConstruct != 0:
		if name == "" {
			name = "<anonymous>"
		}
		name = "new " + name
	case !vm.siteIsToplevel(s):
		name = vm.methodText(s, name)
	case name == "":
		return prefix + vm.siteLocation(s)
	}
	return prefix + name + " (" + vm.siteLocation(s) + ")"
}

// methodText is how the call of a method is shown: Type.name [as key].
func (vm *VM) methodText(s *callSite, name string) string {
	typ, method := vm.siteTypeName(s), vm.siteMethodName(s, name)
	if name == "" {
		if method == "" {
			method = "<anonymous>"
		}
		if typ == "" {
			return method
		}
		return typ + "." + method
	}
	text := name
	if typ != "" && isIdentifier(name) {
		text = typ + "." + name
	}
	if method != "" && name != method && !strings.HasSuffix(name, "."+method) {
		text += " [as " + method + "]"
	}
	return text
}

func (vm *VM) siteFunctionName(s *callSite) string {
	if s.callee.IsObject() {
		if name := vm.functionName(vm.Obj(s.callee)); name == "anonymous" && vm.siteEvalOrigin(s) != "" {
			return "eval"
		} else if name != "" {
			return name
		}
	}
	if s.code != nil {
		if s.code.kind == bytecode.EvalCode {
			return "eval"
		}
		switch s.code.kind {
		case bytecode.ScriptCode, bytecode.ModuleCode:
			return ""
		}
		return s.code.fn.Name
	}
	return ""
}

func (vm *VM) siteIsToplevel(s *callSite) bool {
	if s.code != nil {
		switch s.code.kind {
		case bytecode.ScriptCode, bytecode.ModuleCode, bytecode.EvalCode:
			return true
		}
	}
	if s.this.IsNullish() || s.this == Uninit || s.this == Hole {
		return true
	}
	return s.this.IsObject() && (vm.Obj(s.this).Kind == KindGlobal || vm.Obj(s.this).Kind == kindContextGlobal || s.this == vm.realm.GlobalThis())
}

// siteTypeName is the name of the receiver's class; "" where there is none.
func (vm *VM) siteTypeName(s *callSite) string {
	v := s.this
	if !v.IsObject() {
		if v.IsNullish() || v.tag() == tagSpecial && !v.IsBoolean() {
			return ""
		}
		return vm.constructorName(vm.primitivePrototype(v))
	}
	o := vm.Obj(v)
	switch o.Kind {
	case KindProxy:
		return "Proxy"
	case KindGenerator, KindAsyncGenerator:
		if name := vm.functionName(gc.At[Object](vm.heap, (*activation)(unsafe.Pointer(o)).function)); name != "" {
			return name
		}
	}
	if o.Flags&flagClassCtor != 0 {
		if name := vm.functionName(o); name != "" {
			return name
		}
	}
	return vm.constructorName(o)
}

// siteMethodName is the key under which the receiver has the function: its
// own name where that is one, else the only key found.
func (vm *VM) siteMethodName(s *callSite, name string) string {
	o := (*Object)(nil)
	switch {
	case s.this.IsObject():
		o = vm.Obj(s.this)
	case s.this.IsNullish() || s.this.tag() == tagSpecial && !s.this.IsBoolean():
		return ""
	default:
		o = vm.primitivePrototype(s.this)
	}
	if name != "" && vm.holdsFunction(o, vm.Key(name), s.callee) {
		return name
	}
	found := ""
	for n := 0; o != nil && n < 100; n++ {
		if m := methodsOf(o); m.GetOwnProperty != nil || m.GetPrototypeOf != nil {
			break
		}
		sh := vm.shapeOf(o)
		for i := uint32(0); sh.table != 0 && i < min(sh.count, 256); i++ {
			e := vm.tableOf(sh).entry(i)
			info := propInfo(e.info)
			if info&(attrDeleted|attrLazy) != 0 || !e.key.IsString() || !vm.slotIs(*vm.slotAddr(o, info.slot()), info, s.callee) {
				continue
			}
			if found != "" {
				return ""
			}
			found = vm.DisplayKey(e.key)
		}
		o = vm.proto(o)
	}
	return found
}

// holdsFunction reports whether key leads from o to the function f as a method
// or accessor.
func (vm *VM) holdsFunction(o *Object, key PropertyKey, f Value) bool {
	for n := 0; o != nil && n < 100; n++ {
		if m := methodsOf(o); m.GetOwnProperty != nil || m.GetPrototypeOf != nil {
			return false
		}
		if v, attrs, ok := vm.ownProperty(o, key); ok {
			return vm.slotIs(v, attrs, f)
		}
		o = vm.proto(o)
	}
	return false
}

// slotIs reports whether a property's slot holds f, as value, getter or setter.
func (vm *VM) slotIs(v Value, attrs propInfo, f Value) bool {
	if attrs&attrAccessor != 0 {
		a := gc.At[accessorPair](vm.heap, v.Ref())
		return a.get == f || a.set == f
	}
	return v == f
}

// evalPrefix begins the name of the source files of evals: it is followed by
// where the eval was.
const evalPrefix = "eval at "

// EvalOrigin is the name for the source file of an eval that the running
// function does now.
func (vm *VM) EvalOrigin() string {
	vm.savePC()
	for i := vm.nframe; i > 0; i-- {
		fr := &vm.frames[i-1]
		if fr.flags&frameNative != 0 {
			continue
		}
		s := callSite{callee: *vm.reg(fr.base - 2), this: *vm.reg(fr.base - 1), code: vm.codes[fr.link], pc: max(fr.pc, 1) - 1}
		name := vm.siteFunctionName(&s)
		if name == "" {
			name = "<anonymous>"
		}
		return evalPrefix + name + " (" + vm.siteLocation(&s) + ")"
	}
	return ""
}

// siteFile is the name of the activation's source file; "" for built-ins and evals.
func (vm *VM) siteFile(s *callSite) string {
	if s.code == nil || s.code.fn.Source == nil || strings.HasPrefix(s.code.fn.Source.Name, evalPrefix) {
		return ""
	}
	return s.code.fn.Source.Name
}

func (vm *VM) sitePosition(s *callSite) (line, col int) {
	if s.code == nil || s.code.fn.Source == nil {
		return 0, 0
	}
	return s.code.fn.Source.Position(s.code.fn.Position(int(s.pc)))
}

func (vm *VM) siteLocation(s *callSite) string {
	text := vm.siteFile(s)
	if text == "" {
		text = "<anonymous>"
		if o := vm.siteEvalOrigin(s); o != "" {
			text = o + ", <anonymous>"
		}
	}
	if line, col := vm.sitePosition(s); line > 0 {
		text += ":" + strconv.Itoa(line) + ":" + strconv.Itoa(col)
	}
	return text
}

// siteEvalOrigin says where the eval was whose code the activation runs: "" for
// code that is no eval's.
func (vm *VM) siteEvalOrigin(s *callSite) string {
	if s.code == nil || s.code.fn.Source == nil || !strings.HasPrefix(s.code.fn.Source.Name, evalPrefix) {
		return ""
	}
	return s.code.fn.Source.Name
}
