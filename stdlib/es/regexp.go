package es

import (
	"strings"
	"unsafe"

	"gojs/gc"
	"gojs/regex"
	"gojs/vm"
)

// RegExp objects, sec-regexp-regular-expression-objects. The engine is package
// regex; here are the objects over it.

// regexpObject is a RegExp. Its first property is lastIndex, in slot 0.
//
//gojs:cell
type regexpObject struct {
	vm.Object
	source  vm.Value // [[OriginalSource]]
	flags   vm.Value // [[OriginalFlags]]
	groups  vm.Value // the model of results' groups objects, or undefined
	program uint32   // index in Heap.External of the *sharedProgram
	realm   uint32   // 1 + the realm whose legacy properties matches set, 0 for none
}

var (
	kindRegExp  = vm.NewKind[regexpObject]("RegExp", gc.Layout{External: uint16(unsafe.Offsetof(regexpObject{}.program))})
	regexpCache = vm.NewDataID()

	kExec        = vm.NewKeyID("exec")
	kLastIndex   = vm.NewKeyID("lastIndex")
	kInput       = vm.NewKeyID("input")
	kGroups      = vm.NewKeyID("groups")
	kIndices     = vm.NewKeyID("indices")
	kHasIndices  = vm.NewKeyID("hasIndices")
	kGlobal      = vm.NewKeyID("global")
	kIgnoreCase  = vm.NewKeyID("ignoreCase")
	kMultiline   = vm.NewKeyID("multiline")
	kDotAll      = vm.NewKeyID("dotAll")
	kUnicode     = vm.NewKeyID("unicode")
	kUnicodeSets = vm.NewKeyID("unicodeSets")
	kSticky      = vm.NewKeyID("sticky")
)

func init() { vm.RegExpKind = kindRegExp }

// regexpState is what a VM keeps for regular expressions.
type regexpState struct {
	programs programCache
	matcher  regex.Matcher
	epoch    uint32 // when pristine and execSlot were found out
	execSlot uint32 // RegExp.prototype.exec's
	realm    *vm.Realm
	pristine bool
	legacy   legacyState
}

func stateOf(m *vm.VM) *regexpState {
	s, _ := m.LibraryData(regexpCache).(*regexpState)
	if s == nil {
		s = &regexpState{programs: programCache{byKey: map[string]*sharedProgram{}}}
		s.matcher.Interrupt = func() error { m.Poll(); return nil }
		m.SetLibraryData(regexpCache, s)
	}
	return s
}

func (r *regexpObject) prog(m *vm.VM) *regex.Program {
	return m.Heap().External.Get(r.program).(*sharedProgram).Program
}

func (r *regexpObject) has(m *vm.VM, f regex.Flags) bool { return r.prog(m).Flags()&f != 0 }

// regexpAlloc is RegExpAlloc (sec-regexpalloc).
func regexpAlloc(m *vm.VM, proto *vm.Object) *regexpObject {
	r := vm.Alloc[regexpObject](m, kindRegExp, proto)
	r.source, r.flags, r.groups = vm.Undefined, vm.Undefined, vm.Undefined
	m.DefineData(&r.Object, m.K(kLastIndex), vm.IntValue(0), vm.Writable)
	return r
}

// initialize is RegExpInitialize (sec-regexpinitialize).
func (r *regexpObject) initialize(m *vm.VM, pattern, flags vm.Value) vm.Value {
	text := func(v vm.Value) vm.Value {
		if v == vm.Undefined {
			return m.NewString("")
		}
		return m.ToString(v)
	}
	pattern = text(pattern)
	flags = text(flags)
	p := compiled(m, m.GoString(pattern), m.GoString(flags))
	old := r.program
	r.program = m.Heap().External.Put(p.use())
	m.Heap().External.Delete(old)
	r.source, r.flags, r.groups = pattern, flags, vm.Undefined
	m.Set(&r.Object, m.K(kLastIndex), vm.IntValue(0), true)
	return m.ObjectValue(&r.Object)
}

func init() {
	vm.NewRegExpObject = func(m *vm.VM, pattern, flags string) vm.Value {
		r := regexpAlloc(m, m.Realm().Intrinsic(vm.RegExpPrototype))
		r.source, r.flags = m.NewString(pattern), m.NewString(flags)
		r.program = m.Heap().External.Put(compiled(m, pattern, flags).use())
		r.realm = 1 + m.Realm().Index()
		return m.ObjectValue(&r.Object)
	}
}

// RegExp ( pattern, flags ) sec-regexp-pattern-flags
func regexpConstructor(c *vm.Call) vm.Value {
	pattern, flags := c.Arg(0), c.Arg(1)
	isRegExp := c.IsRegExp(pattern)
	target := c.NewTarget()
	if !c.IsConstruct() {
		target = c.ObjectValue(c.Callee())
		if isRegExp && flags == vm.Undefined && c.Get(c.Obj(pattern), c.K(kConstructor)) == target {
			return pattern
		}
	}
	p, f := pattern, flags
	if r := vm.As[regexpObject](c.VM, pattern, kindRegExp); r != nil {
		p = r.source
		if flags == vm.Undefined {
			f = r.flags
		}
	} else if isRegExp {
		p = c.Get(c.Obj(pattern), c.K(kSource))
		if flags == vm.Undefined {
			f = c.Get(c.Obj(pattern), c.K(kFlags))
		}
	}
	r := regexpAlloc(c.VM, c.GetPrototypeFromConstructor(target, vm.RegExpPrototype))
	if target == c.ObjectValue(c.Callee()) {
		r.realm = 1 + c.Realm().Index()
	}
	return r.initialize(c.VM, p, f)
}

// RegExp.escape ( S ) sec-regexp.escape
func regexpEscape(c *vm.Call) vm.Value {
	if !c.Arg(0).IsString() {
		c.ThrowTypeError("%s is not a string", c.Display(c.Arg(0)))
	}
	t := c.Chars(c.Arg(0))
	b := takeBuilder(c.VM)
	for i := 0; i < t.Len(); {
		r, n := codePointAt(t, i)
		if i == 0 && (r-'0' < 10 && r >= '0' || r|0x20 >= 'a' && r|0x20 <= 'z' && r < 0x80) {
			b.ASCII("\\x" + fixedHex(uint32(r), 2))
		} else {
			escapePoint(&b, r)
		}
		i += n
	}
	return finishBuilder(c.VM, &b)
}

const escapedPunctuation = ",-=<>#&!%:;@~'`\""

// escapePoint is EncodeForRegExpEscape (sec-encodeforregexpescape).
func escapePoint(b *textBuilder, r rune) {
	controls := map[rune]byte{'\t': 't', '\n': 'n', '\v': 'v', '\f': 'f', '\r': 'r'}
	switch {
	case r < 0x80 && strings.ContainsRune("^$\\.*+?()[]{}|/", r):
		b.ASCII("\\" + string(r))
	case controls[r] != 0:
		b.ASCII("\\" + string(rune(controls[r])))
	case r < 0x80 && strings.ContainsRune(escapedPunctuation, r), r < 0x10000 && isTrimmed(uint16(r)), r >= 0xD800 && r < 0xE000:
		if r <= 0xFF {
			b.ASCII("\\x" + fixedHex(uint32(r), 2))
		} else {
			b.ASCII("\\u" + fixedHex(uint32(r), 4))
		}
	default:
		b.Rune(r)
	}
}

func fixedHex(u uint32, n int) string {
	const digits = "0123456789abcdef"
	out := make([]byte, n)
	for i := n - 1; i >= 0; i-- {
		out[i] = digits[u&15]
		u >>= 4
	}
	return string(out)
}

func thisRegExp(c *vm.Call, method string) *regexpObject {
	r := vm.As[regexpObject](c.VM, c.This(), kindRegExp)
	if r == nil {
		c.ThrowTypeError("Receiver is not a RegExp")
	}
	return r
}

// RegExp.prototype.exec ( string ) sec-regexp.prototype.exec
func regexpExec(c *vm.Call) vm.Value {
	r := vm.As[regexpObject](c.VM, c.This(), kindRegExp)
	if r == nil {
		c.ThrowTypeError("Method RegExp.prototype.exec called on incompatible receiver %s", c.Display(c.This()))
	}
	return builtinExec(c.VM, r, c.ToString(c.Arg(0)))
}

// match runs the program on s from start; captures are in the VM's matcher.
func (r *regexpObject) match(m *vm.VM, s vm.Value, start int, sticky bool) bool {
	x := newRegexpRun(m, r, s)
	return x.match(start, sticky)
}

// execRaw is the part of RegExpBuiltinExec (sec-regexpbuiltinexec) before the
// result is built: true leaves the captures in the matcher.
func execRaw(m *vm.VM, r *regexpObject, s vm.Value) bool {
	x := newRegexpRun(m, r, s)
	return x.first()
}

// setLastIndex is Set(R, "lastIndex", i, true).
func (r *regexpObject) setLastIndex(m *vm.VM, i int32) {
	if m.SetOwnData(&r.Object, m.K(kLastIndex), vm.IntValue(i)) {
		return
	}
	m.Set(&r.Object, m.K(kLastIndex), vm.IntValue(i), true)
}

// builtinExec is RegExpBuiltinExec.
func builtinExec(m *vm.VM, r *regexpObject, s vm.Value) vm.Value {
	x := newRegexpRun(m, r, s)
	if !x.first() {
		return vm.Null
	}
	return matchResult(m, r, x.p, s, x.caps)
}

// regexpResult is the model of the arrays that exec makes.
var regexpResult = vm.NewIntrinsic()

func init() {
	vm.Declare(&vm.ObjectSpec{ID: regexpResult, Proto: vm.NoIntrinsic, Make: func(m *vm.VM, r *vm.Realm, _ *vm.Object) *vm.Object {
		a := m.ArrayCreate(0, r.ArrayPrototype())
		for _, k := range []vm.KeyID{kIndex, kInput, kGroups} {
			m.CreateDataProperty(a, m.K(k), vm.Undefined)
		}
		return a
	}})
}

// matchResult makes the array that describes a match.
func matchResult(m *vm.VM, r *regexpObject, p *regex.Program, s vm.Value, caps []int32) vm.Value {
	groups := vm.Undefined
	if len(p.GroupNames()) > 0 {
		groups = matchGroups(m, r, p, s, caps)
	}
	a := matchArray(m, p, s, caps, groups)
	if p.Flags()&regex.HasIndices != 0 {
		m.CreateDataProperty(a, m.K(kIndices), matchIndices(m, p, caps))
	}
	return m.ObjectValue(a)
}

// matchArray is the array of the captures with its index, input and groups.
func matchArray(m *vm.VM, p *regex.Program, s vm.Value, caps []int32, groups vm.Value) *vm.Object {
	var items [10]vm.Value
	named := [...]vm.Value{vm.IntValue(caps[0]), s, groups}
	if n := p.NumCaptures(); n <= len(items) {
		items[0] = captureText(m, s, caps, 0)
		for i := 1; i < n; i++ {
			if items[i] = items[0]; caps[2*i] != caps[0] || caps[2*i+1] != caps[1] {
				items[i] = captureText(m, s, caps, i)
			}
		}
		if a := m.NewArrayLike(m.Realm().Intrinsic(regexpResult), items[:n], named[:]); a != nil {
			return a
		}
	}
	a := m.NewArray(0)
	for i := range p.NumCaptures() {
		m.ArrayPush(a, captureText(m, s, caps, i))
	}
	for i, k := range [...]vm.KeyID{kIndex, kInput, kGroups} {
		m.CreateDataProperty(a, m.K(k), named[i])
	}
	return a
}

// matchGroups is the groups object: the captures by name.
func matchGroups(m *vm.VM, r *regexpObject, p *regex.Program, s vm.Value, caps []int32) vm.Value {
	if v, ok := groupsLike(m, r, p.GroupNames(), s, caps); ok {
		return v
	}
	g := m.OrdinaryObjectCreate(nil)
	for _, n := range p.GroupNames() {
		v := vm.Undefined
		for _, i := range n.Indices {
			if caps[2*i] >= 0 {
				v = captureText(m, s, caps, i)
			}
		}
		m.CreateDataProperty(g, m.Key(n.Name), v)
	}
	return m.ObjectValue(g)
}

func captureText(m *vm.VM, s vm.Value, caps []int32, i int) vm.Value {
	if caps[2*i] < 0 {
		return vm.Undefined
	}
	return m.Substring(s, int(caps[2*i]), int(caps[2*i+1]))
}

// matchIndices is MakeMatchIndicesIndexPairArray.
func matchIndices(m *vm.VM, p *regex.Program, caps []int32) vm.Value {
	pair := func(i int) vm.Value {
		if caps[2*i] < 0 {
			return vm.Undefined
		}
		return m.ObjectValue(m.NewArrayOf(vm.IntValue(caps[2*i]), vm.IntValue(caps[2*i+1])))
	}
	a := m.NewArray(0)
	for i := 0; i < p.NumCaptures(); i++ {
		m.ArrayPush(a, pair(i))
	}
	groups := vm.Undefined
	if len(p.GroupNames()) > 0 {
		g := m.OrdinaryObjectCreate(nil)
		for _, n := range p.GroupNames() {
			v := vm.Undefined
			for _, i := range n.Indices {
				if caps[2*i] >= 0 {
					v = m.Get(a, vm.IndexKey(uint32(i)))
				}
			}
			m.CreateDataProperty(g, m.Key(n.Name), v)
		}
		groups = m.ObjectValue(g)
	}
	m.CreateDataProperty(a, m.K(kGroups), groups)
	return m.ObjectValue(a)
}

// regexpExecOf is RegExpExec (sec-regexpexec).
func regexpExecOf(c *vm.Call, o *vm.Object, s vm.Value) vm.Value {
	exec := c.Get(o, c.K(kExec))
	if c.IsCallable(exec) && !(o.Kind == kindRegExp && c.IsNative(exec, regexpExec)) {
		v := c.VM.Call(exec, c.ObjectValue(o), s)
		if !v.IsObject() && v != vm.Null {
			c.ThrowTypeError("object null is not a function")
		}
		return v
	}
	if o.Kind != kindRegExp {
		c.ThrowTypeError("Receiver is not a RegExp")
	}
	return builtinExec(c.VM, (*regexpObject)(unsafe.Pointer(o)), s)
}

// pristine returns o as a RegExp when nothing that programs can change about
// RegExp objects has been changed for it: then reading its flags and calling
// exec is not observable.
func pristine(c *vm.Call, o *vm.Object) *regexpObject {
	if o.Kind != kindRegExp || c.OwnNamed(o) != 1 {
		return nil
	}
	r := c.Realm()
	proto := r.Intrinsic(vm.RegExpPrototype)
	if c.Proto(o) != proto {
		return nil
	}
	s := stateOf(c.VM)
	if s.epoch != c.Epoch() || s.realm != r {
		s.pristine = prototypePristine(c, proto)
		c.Get(proto, c.K(kExec))
		slot, ok := c.ShapedSlot(proto, c.K(kExec))
		s.execSlot, s.pristine = slot, s.pristine && ok
		s.epoch, s.realm = c.Epoch(), r
	}
	if !s.pristine || !c.IsNative(*c.Slot(proto, s.execSlot), regexpExec) {
		return nil
	}
	return (*regexpObject)(unsafe.Pointer(o))
}

// prototypePristine reports whether RegExp.prototype's accessors are the
// built-in ones.
func prototypePristine(c *vm.Call, proto *vm.Object) bool {
	get, _, ok := c.OwnAccessor(proto, c.K(kFlags))
	if !ok || !c.IsNative(get, regexpFlags) {
		return false
	}
	for _, f := range flagGetters {
		get, _, ok := c.OwnAccessor(proto, c.K(f.key))
		if !ok || !c.IsNative(get, regexpFlag) {
			return false
		}
	}
	return true
}

var flagGetters = [...]struct {
	key    vm.KeyID
	name   string
	letter byte
	flag   regex.Flags
}{
	{kHasIndices, "hasIndices", 'd', regex.HasIndices}, {kGlobal, "global", 'g', regex.Global},
	{kIgnoreCase, "ignoreCase", 'i', regex.IgnoreCase}, {kMultiline, "multiline", 'm', regex.Multiline},
	{kDotAll, "dotAll", 's', regex.DotAll}, {kUnicode, "unicode", 'u', regex.Unicode},
	{kUnicodeSets, "unicodeSets", 'v', regex.UnicodeSets}, {kSticky, "sticky", 'y', regex.Sticky},
}

// regexpFlag is RegExpHasFlag (sec-regexphasflag), the getters' body.
func regexpFlag(c *vm.Call) vm.Value {
	g := flagGetters[c.Magic()]
	if !c.This().IsObject() {
		c.ThrowTypeError("RegExp.prototype.%s getter called on non-RegExp object", g.name)
	}
	r := vm.As[regexpObject](c.VM, c.This(), kindRegExp)
	if r == nil {
		if c.This() == c.Realm().IntrinsicValue(vm.RegExpPrototype) {
			return vm.Undefined
		}
		c.ThrowTypeError("RegExp.prototype.%s getter called on non-RegExp object", g.name)
	}
	return vm.BoolValue(r.has(c.VM, g.flag))
}

// get RegExp.prototype.flags sec-get-regexp.prototype.flags
func regexpFlags(c *vm.Call) vm.Value {
	if !c.This().IsObject() {
		c.ThrowTypeError("RegExp.prototype.flags getter called on non-object %s", c.Display(c.This()))
	}
	o := c.Obj(c.This())
	b := takeBuilder(c.VM)
	for _, g := range flagGetters {
		if c.ToBoolean(c.Get(o, c.K(g.key))) {
			b.Byte(g.letter)
		}
	}
	return finishBuilder(c.VM, &b)
}

// get RegExp.prototype.source sec-get-regexp.prototype.source
func regexpSource(c *vm.Call) vm.Value {
	if !c.This().IsObject() {
		c.ThrowTypeError("RegExp.prototype.source getter called on non-object %s", c.Display(c.This()))
	}
	r := vm.As[regexpObject](c.VM, c.This(), kindRegExp)
	if r == nil {
		if c.This() == c.Realm().IntrinsicValue(vm.RegExpPrototype) {
			return c.NewString("(?:)")
		}
		c.ThrowTypeError("RegExp.prototype.source getter called on non-RegExp object")
	}
	return escapePattern(c, r.source)
}

// escapePattern is EscapeRegExpPattern (sec-escaperegexppattern): slashes
// outside of classes and line terminators get a backslash.
func escapePattern(c *vm.Call, src vm.Value) vm.Value {
	t := c.Chars(src)
	if t.Len() == 0 {
		return c.NewString("(?:)")
	}
	b := takeBuilder(c.VM)
	inClass, changed := false, false
	for i := 0; i < t.Len(); i++ {
		u := t.At(i)
		terminator := map[uint16]string{'\n': "\\n", '\r': "\\r", 0x2028: "\\u2028", 0x2029: "\\u2029"}[u]
		switch {
		case u == '\\' && i+1 < t.Len():
			i++
			if e := t.At(i); e == '\n' || e == '\r' || e == 0x2028 || e == 0x2029 {
				i--
				changed = true
				continue
			}
			b.Unit('\\')
			b.Unit(t.At(i))
			continue
		case terminator != "":
			b.ASCII(terminator)
			changed = true
			continue
		case u == '/' && !inClass:
			b.Byte('\\')
			changed = true
		case u == '[':
			inClass = true
		case u == ']':
			inClass = false
		}
		b.Unit(u)
	}
	if !changed {
		return src
	}
	return finishBuilder(c.VM, &b)
}

// RegExp.prototype.test ( S ) sec-regexp.prototype.test
func regexpTest(c *vm.Call) vm.Value {
	if !c.This().IsObject() {
		c.ThrowTypeError("Method RegExp.prototype.test called on incompatible receiver %s", c.Display(c.This()))
	}
	o := c.Obj(c.This())
	s := c.ToString(c.Arg(0))
	if r := pristine(c, o); r != nil {
		return vm.BoolValue(execRaw(c.VM, r, s))
	}
	return vm.BoolValue(regexpExecOf(c, o, s) != vm.Null)
}

// RegExp.prototype.toString ( ) sec-regexp.prototype.tostring
func regexpToString(c *vm.Call) vm.Value {
	if !c.This().IsObject() {
		c.ThrowTypeError("Method RegExp.prototype.toString called on incompatible receiver %s", c.Display(c.This()))
	}
	o := c.Obj(c.This())
	source := c.ToString(c.Get(o, c.K(kSource)))
	flags := c.ToString(c.Get(o, c.K(kFlags)))
	slash := c.CharString('/')
	return c.Concat(c.Concat(c.Concat(slash, source), slash), flags)
}

// RegExp.prototype.compile ( pattern, flags ) sec-regexp.prototype.compile
func regexpCompile(c *vm.Call) vm.Value {
	r := vm.As[regexpObject](c.VM, c.This(), kindRegExp)
	if r == nil {
		c.ThrowTypeError("Method RegExp.prototype.compile called on incompatible receiver %s", c.Display(c.This()))
	}
	if r.realm != 1+c.Realm().Index() {
		c.ThrowTypeError("RegExp.prototype.compile called on a RegExp of a subclass or another realm")
	}
	if from := vm.As[regexpObject](c.VM, c.Arg(0), kindRegExp); from != nil {
		if c.Arg(1) != vm.Undefined {
			c.ThrowTypeError("Invalid flags supplied to RegExp constructor '%s'", c.Display(c.Arg(1)))
		}
		return r.initialize(c.VM, from.source, from.flags)
	}
	return r.initialize(c.VM, c.Arg(0), c.Arg(1))
}
