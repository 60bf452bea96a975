package vm

import (
	"math"
	"unsafe"

	"gojs/bytecode"
)

// The operands of an instruction word as addresses of registers and numbers.
// They are written so that they inline.
func regA(r unsafe.Pointer, in uint64) *Value { return (*Value)(unsafe.Add(r, in>>13&0x7fff8)) }
func regB(r unsafe.Pointer, in uint64) *Value { return (*Value)(unsafe.Add(r, in>>29&0x7fff8)) }
func regC(r unsafe.Pointer, in uint64) *Value { return (*Value)(unsafe.Add(r, in>>45&0x7fff8)) }

func regAt(r unsafe.Pointer, i int) *Value { return (*Value)(unsafe.Add(r, i<<3)) }

func argA(in uint64) int    { return int(in >> 16 & 0xffff) }
func argB(in uint64) int    { return int(in >> 32 & 0xffff) }
func argC(in uint64) int    { return int(in >> 48) }
func argD(in uint64) int    { return int(in >> 8 & 0xff) }
func immBC(in uint64) int32 { return int32(in >> 32) }
func immB(in uint64) int32  { return int32(int16(in >> 32)) }
func immC(in uint64) int32  { return int32(int16(in >> 48)) }

// jumpBC and jumpCD go the distance of a 32-bit or 24-bit jump from pc.
func jumpBC(pc unsafe.Pointer, in uint64) unsafe.Pointer {
	return unsafe.Add(pc, int64(in)>>32<<3)
}

func jumpCD(pc unsafe.Pointer, in uint64) unsafe.Pointer {
	return unsafe.Add(pc, (int64(in)>>48<<8|int64(in>>8&0xff))<<3)
}

func (vm *VM) constant(i int) Value { return *(*Value)(unsafe.Add(vm.k, i<<3)) }

// instrJump24 is the distance of a 24-bit jump.
func instrJump24(in uint64) int { return int(int64(in)>>48<<8 | int64(in>>8&0xff)) }

// frame is the running frame.
func (vm *VM) frame() *Frame { return &vm.frames[vm.nframe-1] }

// run interprets the running frame, and those it calls, until the frame marked
// frameEntry returns. A throw that no handler of the topmost frame catches ends
// it with vm.throwing set.
//
// Only pc and r are live across instructions, and nothing at all across calls:
// everything else is read through vm, so that nothing is spilled. A fast path
// ends in continue. What is slow, or may throw or run JavaScript, is a method
// called with the instruction after vm.pc is stored; behind the switch pc and r
// are read again.
func (vm *VM) run() Value {
	r, pc := vm.r(), vm.pcp()
	for {
		in := *(*uint64)(pc)
		pc = unsafe.Add(pc, 8)
	dispatch:
		switch bytecode.Op(in) {
		case bytecode.OpNop, bytecode.OpExt, bytecode.OpDebugger:
			continue
		case bytecode.OpMove:
			*regA(r, in) = *regB(r, in)
			continue
		case bytecode.OpLoadInt:
			*regA(r, in) = intBits | Value(in>>32)
			continue
		case bytecode.OpLoadK:
			*regA(r, in) = vm.constant(int(immBC(in)))
			continue
		case bytecode.OpLoadUndefined:
			*regA(r, in) = Undefined
			continue
		case bytecode.OpLoadNull:
			*regA(r, in) = Null
			continue
		case bytecode.OpLoadTrue:
			*regA(r, in) = True
			continue
		case bytecode.OpLoadFalse:
			*regA(r, in) = False
			continue
		case bytecode.OpLoadHole:
			*regA(r, in) = Hole
			continue
		case bytecode.OpLoadUninit:
			*regA(r, in) = Uninit
			continue
		case bytecode.OpLoadThis:
			*regA(r, in) = *regAt(r, -1)
			continue
		case bytecode.OpLoadCallee:
			*regA(r, in) = *regAt(r, -2)
			continue
		case bytecode.OpLoadNewTarget:
			*regA(r, in) = vm.frame().newTarget
			continue
		case bytecode.OpLoadGlobalThis:
			vm.pc = uintptr(pc)
			vm.opLoadGlobalThis(in)
		case bytecode.OpLoadFuncEnv:
			*regA(r, in) = cellBits | Value(vm.functionAt(*regAt(r, -2)).env)
			continue
		case bytecode.OpResolveThis:
			if v := *regAt(r, -1); v.IsObject() {
				*regA(r, in) = v
				continue
			}
			vm.pc = uintptr(pc)
			vm.opResolveThis(in)
		case bytecode.OpCheckThisUnset:
			if *regA(r, in) == Uninit {
				continue
			}
			vm.pc = uintptr(pc)
			vm.opCheckThisUnset(in)
		case bytecode.OpCheckThis:
			if *regA(r, in) != Uninit {
				continue
			}
			vm.pc = uintptr(pc)
			vm.opCheckThis(in)
		case bytecode.OpCheckTDZ:
			if *regA(r, in) != Uninit {
				continue
			}
			vm.pc = uintptr(pc)
			vm.opCheckTDZ(in)
		case bytecode.OpCheckCtorReturn:
			if regA(r, in).IsObject() {
				continue
			}
			vm.pc = uintptr(pc)
			vm.opCheckCtorReturn(in)
		case bytecode.OpNewEnv:
			vm.pc = uintptr(pc)
			vm.opNewEnv(in)
		case bytecode.OpNewScopeEnv:
			vm.pc = uintptr(pc)
			vm.opNewScopeEnv(in)
		case bytecode.OpNewWithEnv:
			vm.pc = uintptr(pc)
			vm.opNewWithEnv(in)
		case bytecode.OpCopyEnv:
			vm.pc = uintptr(pc)
			vm.opCopyEnv(in)
		case bytecode.OpParentEnv:
			*regA(r, in) = cellBits | Value(vm.env(regB(r, in).Ref()).parent)
			continue
		case bytecode.OpGetEnv:
			p := unsafe.Add(vm.cage, uintptr(uint32(*regB(r, in)))<<3)
			for hops := argD(in); hops > 0; hops-- {
				p = unsafe.Add(vm.cage, uintptr((*Env)(p).parent)<<3)
			}
			*regA(r, in) = *(*Value)(unsafe.Add(p, envSlots+uintptr(in>>48)<<3))
			continue
		case bytecode.OpSetEnv:
			p := unsafe.Add(vm.cage, uintptr(uint32(*regA(r, in)))<<3)
			for hops := argD(in); hops > 0; hops-- {
				p = unsafe.Add(vm.cage, uintptr((*Env)(p).parent)<<3)
			}
			*(*Value)(unsafe.Add(p, envSlots+uintptr(in>>32&0xffff)<<3)) = *regC(r, in)
			continue
		case bytecode.OpGetEnvChecked:
			p := unsafe.Add(vm.cage, uintptr(uint32(*regB(r, in)))<<3)
			for hops := argD(in); hops > 0; hops-- {
				p = unsafe.Add(vm.cage, uintptr((*Env)(p).parent)<<3)
			}
			if v := *(*Value)(unsafe.Add(p, envSlots+uintptr(in>>48)<<3)); v != Uninit {
				*regA(r, in) = v
				continue
			}
			vm.pc = uintptr(pc)
			vm.throwUninitSlot()
		case bytecode.OpGetIndirect:
			vm.pc = uintptr(pc)
			vm.opGetIndirect(in)
		case bytecode.OpGetName:
			vm.pc = uintptr(pc)
			vm.opGetName(in)
		case bytecode.OpGetNameThis:
			vm.pc = uintptr(pc)
			vm.opGetNameThis(in)
		case bytecode.OpSetName:
			vm.pc = uintptr(pc)
			vm.opSetName(in)
		case bytecode.OpResolveName:
			vm.pc = uintptr(pc)
			vm.opResolveName(in)
		case bytecode.OpGetRef:
			vm.pc = uintptr(pc)
			vm.opGetRef(in)
		case bytecode.OpSetRef:
			vm.pc = uintptr(pc)
			vm.opSetRef(in)
		case bytecode.OpInitName:
			vm.pc = uintptr(pc)
			vm.opInitName(in)
		case bytecode.OpDeleteName:
			vm.pc = uintptr(pc)
			vm.opDeleteName(in)
		case bytecode.OpGetGlobal:
			ic := (*inlineCache)(unsafe.Add(vm.ics, in>>48<<icShift))
			if o := unsafe.Add(vm.cage, uintptr(ic.holder)<<3); ic.kind == icGlobal {
				if v := *(*Value)(unsafe.Add(o, ic.off)); v != Uninit {
					*regA(r, in) = v
					continue
				}
			} else if ic.kind == icSlots && (*Object)(o).Shape == ic.shape {
				*regA(r, in) = *(*Value)(unsafe.Add(vm.cage, uintptr((*Object)(o).slots)<<3+uintptr(ic.off)))
				continue
			}
			vm.pc = uintptr(pc)
			vm.opGetGlobal(in)
		case bytecode.OpSetGlobal:
			vm.pc = uintptr(pc)
			vm.opSetGlobal(in)
		case bytecode.OpInitGlobal:
			vm.pc = uintptr(pc)
			vm.opInitGlobal(in)
		case bytecode.OpDeclareGlobals:
			vm.pc = uintptr(pc)
			vm.opDeclareGlobals(in)
		case bytecode.OpDeclareEval:
			vm.pc = uintptr(pc)
			vm.opDeclareEval(in)
		case bytecode.OpDefineGlobalFunction:
			vm.pc = uintptr(pc)
			vm.opDefineGlobalFunction(in)
		case bytecode.OpGetProp:
			v := *regB(r, in)
			ic := (*inlineCache)(unsafe.Add(vm.ics, in>>48<<icShift))
			if v.IsObject() {
				o := (*Object)(unsafe.Add(vm.cage, uintptr(uint32(v))<<3))
				if o.Shape == ic.shape {
					if ic.kind == icInline {
						*regA(r, in) = *(*Value)(unsafe.Add(unsafe.Pointer(o), ic.off))
						continue
					}
					if ic.kind == icSlots {
						*regA(r, in) = *(*Value)(unsafe.Add(vm.cage, uintptr(o.slots)<<3+uintptr(ic.off)))
						continue
					}
					if ic.kind == icProto && ic.epoch == vm.epoch {
						*regA(r, in) = *(*Value)(unsafe.Add(vm.cage, uintptr(ic.holder)<<3+uintptr(ic.off)))
						continue
					}
				}
			}
			vm.pc = uintptr(pc)
			vm.opGetProp(in)
		case bytecode.OpGetMethod:
			v := *regB(r, in)
			a := regA(r, in)
			*regAt(unsafe.Pointer(a), 1) = v
			ic := (*inlineCache)(unsafe.Add(vm.ics, in>>48<<icShift))
			if v.IsObject() {
				o := (*Object)(unsafe.Add(vm.cage, uintptr(uint32(v))<<3))
				if o.Shape == ic.shape {
					if ic.kind == icProto && ic.epoch == vm.epoch {
						*a = *(*Value)(unsafe.Add(vm.cage, uintptr(ic.holder)<<3+uintptr(ic.off)))
						continue
					}
					if ic.kind == icInline {
						*a = *(*Value)(unsafe.Add(unsafe.Pointer(o), ic.off))
						continue
					}
				}
			}
			vm.pc = uintptr(pc)
			vm.opGetMethod(in)
		case bytecode.OpSetProp:
			v := *regA(r, in)
			ic := (*inlineCache)(unsafe.Add(vm.ics, in>>48<<icShift))
			if v.IsObject() {
				o := (*Object)(unsafe.Add(vm.cage, uintptr(uint32(v))<<3))
				if o.Shape == ic.shape {
					if ic.kind == icInline {
						*(*Value)(unsafe.Add(unsafe.Pointer(o), ic.off)) = *regB(r, in)
						continue
					}
					if ic.kind == icSlots {
						*(*Value)(unsafe.Add(vm.cage, uintptr(o.slots)<<3+uintptr(ic.off))) = *regB(r, in)
						continue
					}
					if ic.kind == icAdd && ic.epoch == vm.epoch && o.Flags&flagProto == 0 {
						*(*Value)(unsafe.Add(unsafe.Pointer(o), ic.off)) = *regB(r, in)
						o.Shape = ic.newShape
						continue
					}
				}
			}
			vm.pc = uintptr(pc)
			vm.opSetProp(in)
		case bytecode.OpGetLength:
			v := *regB(r, in)
			if v.IsObject() {
				if o := (*Object)(unsafe.Add(vm.cage, uintptr(uint32(v))<<3)); o.Kind == KindArray {
					if n := (*ArrayObject)(unsafe.Pointer(o)).length; int32(n) >= 0 {
						*regA(r, in) = intBits | Value(n)
						continue
					}
				}
			} else if v.IsString() {
				*regA(r, in) = intBits | Value((*stringCell)(unsafe.Add(vm.cage, uintptr(uint32(v))<<3)).length)
				continue
			}
			vm.pc = uintptr(pc)
			vm.opGetLength(in)
		case bytecode.OpGetElem:
			v, k := *regB(r, in), *regC(r, in)
			if v.IsObject() && k.IsInt() {
				o := (*Object)(unsafe.Add(vm.cage, uintptr(uint32(v))<<3))
				if o.Flags&(flagSparse|flagExotic) == 0 && o.elems != 0 {
					w := unsafe.Add(vm.cage, uintptr(o.elems)<<3)
					if uint32(k) < (*wordsCell)(w).count {
						if e := *(*Value)(unsafe.Add(w, wordsOffset+uintptr(uint32(k))<<3)); e != Hole {
							*regA(r, in) = e
							continue
						}
					}
				}
			}
			vm.pc = uintptr(pc)
			vm.opGetElem(in)
		case bytecode.OpGetElemKey:
			vm.pc = uintptr(pc)
			vm.opGetElemKey(in)
		case bytecode.OpSetElem:
			v, k := *regA(r, in), *regB(r, in)
			if v.IsObject() && k.IsInt() {
				o := (*Object)(unsafe.Add(vm.cage, uintptr(uint32(v))<<3))
				if o.Flags&(flagSparse|flagExotic) == 0 && o.elems != 0 {
					w := unsafe.Add(vm.cage, uintptr(o.elems)<<3)
					if uint32(k) < (*wordsCell)(w).count {
						if e := (*Value)(unsafe.Add(w, wordsOffset+uintptr(uint32(k))<<3)); *e != Hole {
							*e = *regC(r, in)
							continue
						}
					}
				}
			}
			vm.pc = uintptr(pc)
			vm.opSetElem(in)
		case bytecode.OpGetElemMethod:
			vm.pc = uintptr(pc)
			vm.opGetElemMethod(in)
		case bytecode.OpGetSuper:
			vm.pc = uintptr(pc)
			vm.opGetSuper(in)
		case bytecode.OpGetSuperBase:
			vm.pc = uintptr(pc)
			vm.opGetSuperBase(in)
		case bytecode.OpGetSuperAt:
			vm.pc = uintptr(pc)
			vm.opGetSuperAt(in)
		case bytecode.OpSetSuperAt:
			vm.pc = uintptr(pc)
			vm.opSetSuperAt(in)
		case bytecode.OpDefineField:
			ic := (*inlineCache)(unsafe.Add(vm.ics, in>>48<<icShift))
			o := (*Object)(unsafe.Add(vm.cage, uintptr(uint32(*regA(r, in)))<<3))
			if o.Shape == ic.shape && ic.kind == icAdd && ic.epoch == vm.epoch && o.Flags&flagProto == 0 {
				*(*Value)(unsafe.Add(unsafe.Pointer(o), ic.off)) = *regB(r, in)
				o.Shape = ic.newShape
				continue
			}
			vm.pc = uintptr(pc)
			vm.opDefineField(in)
		case bytecode.OpDefineElem:
			vm.pc = uintptr(pc)
			vm.opDefineElem(in)
		case bytecode.OpDefineMethod:
			vm.pc = uintptr(pc)
			vm.opDefineMethod(in)
		case bytecode.OpSetHome:
			vm.pc = uintptr(pc)
			vm.opSetHome(in)
		case bytecode.OpSetFuncName:
			vm.pc = uintptr(pc)
			vm.opSetFuncName(in)
		case bytecode.OpSetProto:
			vm.pc = uintptr(pc)
			vm.opSetProto(in)
		case bytecode.OpDeleteProp:
			vm.pc = uintptr(pc)
			vm.opDeleteProp(in)
		case bytecode.OpIn:
			vm.pc = uintptr(pc)
			vm.opIn(in)
		case bytecode.OpInstanceOf:
			vm.pc = uintptr(pc)
			vm.opInstanceOf(in)
		case bytecode.OpCopyDataProps:
			vm.pc = uintptr(pc)
			vm.opCopyDataProps(in)
		case bytecode.OpCopyDataPropsExcept:
			vm.pc = uintptr(pc)
			vm.opCopyDataPropsExcept(in)
		case bytecode.OpNewPrivateName:
			vm.pc = uintptr(pc)
			vm.opNewPrivateName(in)
		case bytecode.OpGetPrivate:
			v, key := *regB(r, in), PropertyKey(*regC(r, in))
			if v.IsObject() {
				o := (*Object)(unsafe.Add(vm.cage, uintptr(uint32(v))<<3))
				if e := vm.megaAt(o.Shape, key); e.shape == o.Shape && e.key == key && e.kind == icInline {
					*regA(r, in) = *(*Value)(unsafe.Add(unsafe.Pointer(o), e.off))
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opGetPrivate(in)
		case bytecode.OpSetPrivate:
			vm.pc = uintptr(pc)
			vm.opSetPrivate(in)
		case bytecode.OpDefinePrivate:
			vm.pc = uintptr(pc)
			vm.opDefinePrivate(in)
		case bytecode.OpInPrivate:
			vm.pc = uintptr(pc)
			vm.opInPrivate(in)
		case bytecode.OpNewObject:
			vm.pc = uintptr(pc)
			vm.opNewObject(in)
		case bytecode.OpNewObjectLit:
			vm.pc = uintptr(pc)
			vm.opNewObjectLit(in)
		case bytecode.OpNewArray:
			vm.pc = uintptr(pc)
			vm.opNewArray(in)
		case bytecode.OpArrayPush:
			vm.pc = uintptr(pc)
			vm.opArrayPush(in)
		case bytecode.OpArraySpread:
			vm.pc = uintptr(pc)
			vm.opArraySpread(in)
		case bytecode.OpNewRegExp:
			vm.pc = uintptr(pc)
			vm.opNewRegExp(in)
		case bytecode.OpGetTemplate:
			vm.pc = uintptr(pc)
			vm.opGetTemplate(in)
		case bytecode.OpClosure:
			vm.pc = uintptr(pc)
			vm.opClosure(in)
		case bytecode.OpNewClass:
			vm.pc = uintptr(pc)
			vm.opNewClass(in)
		case bytecode.OpSetFields:
			vm.pc = uintptr(pc)
			vm.opSetFields(in)
		case bytecode.OpInitFields:
			vm.pc = uintptr(pc)
			vm.opInitFields(in)
		case bytecode.OpCreateArguments:
			vm.pc = uintptr(pc)
			vm.opCreateArguments(in)
		case bytecode.OpMapArguments:
			vm.pc = uintptr(pc)
			vm.opMapArguments(in)
		case bytecode.OpCreateRest:
			vm.pc = uintptr(pc)
			vm.opCreateRest(in)
		case bytecode.OpConcat:
			vm.pc = uintptr(pc)
			vm.opConcat(in)
		case bytecode.OpToNumber:
			if v := *regB(r, in); v.IsNumber() {
				*regA(r, in) = v
				continue
			}
			vm.pc = uintptr(pc)
			vm.opToNumber(in)
		case bytecode.OpToNumeric:
			if v := *regB(r, in); v.IsNumber() {
				*regA(r, in) = v
				continue
			}
			vm.pc = uintptr(pc)
			vm.opToNumeric(in)
		case bytecode.OpToString:
			if v := *regB(r, in); v.IsString() {
				*regA(r, in) = v
				continue
			}
			vm.pc = uintptr(pc)
			vm.opToString(in)
		case bytecode.OpToPropertyKey:
			if v := *regB(r, in); v.IsInt() {
				*regA(r, in) = v
				continue
			}
			vm.pc = uintptr(pc)
			vm.opToPropertyKey(in)
		case bytecode.OpToObject:
			vm.pc = uintptr(pc)
			vm.opToObject(in)
		case bytecode.OpCheckObjectCoercible:
			if !regA(r, in).IsNullish() {
				continue
			}
			vm.pc = uintptr(pc)
			vm.opCheckObjectCoercible(in)
		case bytecode.OpNeg:
			v := *regB(r, in)
			if v.IsInt() && int32(v) != 0 && int32(v) != math.MinInt32 {
				*regA(r, in) = IntValue(-int32(v))
				continue
			}
			if v.IsDouble() {
				f := -v.Double()
				if i := int32(f); float64(i) == f && i != 0 {
					*regA(r, in) = intBits | Value(uint32(i))
					continue
				}
				if f > 0 || f < 0 {
					*regA(r, in) = Value(math.Float64bits(f))
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opNeg(in)
		case bytecode.OpBitNot:
			if v := *regB(r, in); v.IsInt() {
				*regA(r, in) = v ^ 0xffffffff
				continue
			}
			vm.pc = uintptr(pc)
			vm.opBitNot(in)
		case bytecode.OpNot:
			v := *regB(r, in)
			if v.IsBoolean() {
				*regA(r, in) = v ^ 1
				continue
			}
			vm.pc = uintptr(pc)
			vm.opNot(in)
		case bytecode.OpTypeOf:
			vm.pc = uintptr(pc)
			vm.opTypeOf(in)
		case bytecode.OpInc:
			v := *regB(r, in)
			if v.IsInt() && int32(v) != math.MaxInt32 {
				*regA(r, in) = intBits | Value(uint32(v)+1)
				continue
			}
			vm.pc = uintptr(pc)
			vm.opInc(in)
		case bytecode.OpDec:
			v := *regB(r, in)
			if v.IsInt() && int32(v) != math.MinInt32 {
				*regA(r, in) = intBits | Value(uint32(v)-1)
				continue
			}
			vm.pc = uintptr(pc)
			vm.opDec(in)
		case bytecode.OpAdd:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) {
				s := int64(int32(a)) + int64(int32(b))
				if int64(int32(s)) == s {
					*regA(r, in) = IntValue(int32(s))
				} else {
					*regA(r, in) = Value(math.Float64bits(float64(s)))
				}
				continue
			}
			if bothDouble(a, b) {
				f := a.Double() + b.Double()
				if i := int32(f); float64(i) == f && i != 0 {
					*regA(r, in) = intBits | Value(uint32(i))
					continue
				}
				if f > 0 || f < 0 {
					*regA(r, in) = Value(math.Float64bits(f))
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opAdd(in)
		case bytecode.OpSub:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) {
				s := int64(int32(a)) - int64(int32(b))
				if int64(int32(s)) == s {
					*regA(r, in) = IntValue(int32(s))
				} else {
					*regA(r, in) = Value(math.Float64bits(float64(s)))
				}
				continue
			}
			if bothDouble(a, b) {
				f := a.Double() - b.Double()
				if i := int32(f); float64(i) == f && i != 0 {
					*regA(r, in) = intBits | Value(uint32(i))
					continue
				}
				if f > 0 || f < 0 {
					*regA(r, in) = Value(math.Float64bits(f))
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opSub(in)
		case bytecode.OpMul:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) {
				s := int64(int32(a)) * int64(int32(b))
				if int64(int32(s)) == s && s != 0 {
					*regA(r, in) = IntValue(int32(s))
					continue
				}
			} else if bothDouble(a, b) {
				f := a.Double() * b.Double()
				if i := int32(f); float64(i) == f && i != 0 {
					*regA(r, in) = intBits | Value(uint32(i))
					continue
				}
				if f > 0 || f < 0 {
					*regA(r, in) = Value(math.Float64bits(f))
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opMul(in)
		case bytecode.OpDiv:
			a, b := *regB(r, in), *regC(r, in)
			if bothDouble(a, b) {
				f := a.Double() / b.Double()
				if i := int32(f); float64(i) == f && i != 0 {
					*regA(r, in) = intBits | Value(uint32(i))
					continue
				}
				if f > 0 || f < 0 {
					*regA(r, in) = Value(math.Float64bits(f))
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opDiv(in)
		case bytecode.OpMod:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) && int32(a) >= 0 && int32(b) > 0 {
				*regA(r, in) = IntValue(int32(uint32(a) % uint32(b)))
				continue
			}
			vm.pc = uintptr(pc)
			vm.opMod(in)
		case bytecode.OpExp:
			vm.pc = uintptr(pc)
			vm.opExp(in)
		case bytecode.OpBitAnd:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) {
				*regA(r, in) = a & b
				continue
			}
			vm.pc = uintptr(pc)
			vm.opBitAnd(in)
		case bytecode.OpBitOr:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) {
				*regA(r, in) = a | b
				continue
			}
			vm.pc = uintptr(pc)
			vm.opBitOr(in)
		case bytecode.OpBitXor:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) {
				*regA(r, in) = (a ^ b) | intBits
				continue
			}
			vm.pc = uintptr(pc)
			vm.opBitXor(in)
		case bytecode.OpShl:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) {
				*regA(r, in) = IntValue(int32(a) << (uint32(b) & 31))
				continue
			}
			vm.pc = uintptr(pc)
			vm.opShl(in)
		case bytecode.OpShr:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) {
				*regA(r, in) = IntValue(int32(a) >> (uint32(b) & 31))
				continue
			}
			vm.pc = uintptr(pc)
			vm.opShr(in)
		case bytecode.OpUshr:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) {
				if u := uint32(a) >> (uint32(b) & 31); int32(u) >= 0 {
					*regA(r, in) = intBits | Value(u)
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opUshr(in)
		case bytecode.OpAddI:
			a := *regB(r, in)
			if a.IsInt() {
				s := int64(int32(a)) + int64(immC(in))
				if int64(int32(s)) == s {
					*regA(r, in) = IntValue(int32(s))
					continue
				}
			}
			if a.IsDouble() {
				f := a.Double() + float64(immC(in))
				if i := int32(f); float64(i) == f && i != 0 {
					*regA(r, in) = intBits | Value(uint32(i))
					continue
				}
				if f > 0 || f < 0 {
					*regA(r, in) = Value(math.Float64bits(f))
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opAddI(in)
		case bytecode.OpSubI:
			a := *regB(r, in)
			if a.IsInt() {
				s := int64(int32(a)) - int64(immC(in))
				if int64(int32(s)) == s {
					*regA(r, in) = IntValue(int32(s))
					continue
				}
			}
			if a.IsDouble() {
				f := a.Double() - float64(immC(in))
				if i := int32(f); float64(i) == f && i != 0 {
					*regA(r, in) = intBits | Value(uint32(i))
					continue
				}
				if f > 0 || f < 0 {
					*regA(r, in) = Value(math.Float64bits(f))
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opSubI(in)
		case bytecode.OpMulI:
			a := *regB(r, in)
			if a.IsInt() {
				s := int64(int32(a)) * int64(immC(in))
				if int64(int32(s)) == s && s != 0 {
					*regA(r, in) = IntValue(int32(s))
					continue
				}
			} else if a.IsDouble() {
				f := a.Double() * float64(immC(in))
				if i := int32(f); float64(i) == f && i != 0 {
					*regA(r, in) = intBits | Value(uint32(i))
					continue
				}
				if f > 0 || f < 0 {
					*regA(r, in) = Value(math.Float64bits(f))
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opMulI(in)
		case bytecode.OpDivI:
			a := *regB(r, in)
			if a.IsNumber() {
				f := a.Float() / float64(immC(in))
				if i := int32(f); float64(i) == f && i != 0 {
					*regA(r, in) = intBits | Value(uint32(i))
					continue
				}
				if f > 0 || f < 0 {
					*regA(r, in) = Value(math.Float64bits(f))
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opDivI(in)
		case bytecode.OpModI:
			a := *regB(r, in)
			if a.IsInt() && int32(a) >= 0 && immC(in) > 0 {
				*regA(r, in) = IntValue(int32(uint32(a) % uint32(immC(in))))
				continue
			}
			vm.pc = uintptr(pc)
			vm.opModI(in)
		case bytecode.OpBitAndI:
			if a := *regB(r, in); a.IsInt() {
				*regA(r, in) = a & IntValue(immC(in))
				continue
			}
			vm.pc = uintptr(pc)
			vm.opBitAndI(in)
		case bytecode.OpBitOrI:
			if a := *regB(r, in); a.IsInt() {
				*regA(r, in) = a | IntValue(immC(in))
				continue
			}
			vm.pc = uintptr(pc)
			vm.opBitOrI(in)
		case bytecode.OpShlI:
			if a := *regB(r, in); a.IsInt() {
				*regA(r, in) = IntValue(int32(a) << (uint32(immC(in)) & 31))
				continue
			}
			vm.pc = uintptr(pc)
			vm.opShlI(in)
		case bytecode.OpShrI:
			if a := *regB(r, in); a.IsInt() {
				*regA(r, in) = IntValue(int32(a) >> (uint32(immC(in)) & 31))
				continue
			}
			vm.pc = uintptr(pc)
			vm.opShrI(in)
		case bytecode.OpUshrI:
			if a := *regB(r, in); a.IsInt() {
				if u := uint32(a) >> (uint32(immC(in)) & 31); int32(u) >= 0 {
					*regA(r, in) = intBits | Value(u)
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opUshrI(in)
		case bytecode.OpAddK:
			a, k := *regB(r, in), *(*Value)(unsafe.Add(vm.k, in>>45&0x7fff8))
			if a.IsNumber() {
				f := a.Float() + k.Float()
				if i := int32(f); float64(i) == f && i != 0 {
					*regA(r, in) = intBits | Value(uint32(i))
					continue
				}
				if f > 0 || f < 0 {
					*regA(r, in) = Value(math.Float64bits(f))
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opAddK(in)
		case bytecode.OpSubK:
			a, k := *regB(r, in), *(*Value)(unsafe.Add(vm.k, in>>45&0x7fff8))
			if a.IsNumber() {
				f := a.Float() - k.Float()
				if i := int32(f); float64(i) == f && i != 0 {
					*regA(r, in) = intBits | Value(uint32(i))
					continue
				}
				if f > 0 || f < 0 {
					*regA(r, in) = Value(math.Float64bits(f))
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opSubK(in)
		case bytecode.OpMulK:
			a, k := *regB(r, in), *(*Value)(unsafe.Add(vm.k, in>>45&0x7fff8))
			if a.IsNumber() {
				f := a.Float() * k.Float()
				if i := int32(f); float64(i) == f && i != 0 {
					*regA(r, in) = intBits | Value(uint32(i))
					continue
				}
				if f > 0 || f < 0 {
					*regA(r, in) = Value(math.Float64bits(f))
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opMulK(in)
		case bytecode.OpDivK:
			a, k := *regB(r, in), *(*Value)(unsafe.Add(vm.k, in>>45&0x7fff8))
			if a.IsNumber() {
				f := a.Float() / k.Float()
				if i := int32(f); float64(i) == f && i != 0 {
					*regA(r, in) = intBits | Value(uint32(i))
					continue
				}
				if f > 0 || f < 0 {
					*regA(r, in) = Value(math.Float64bits(f))
					continue
				}
			}
			vm.pc = uintptr(pc)
			vm.opDivK(in)
		case bytecode.OpEq:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) {
				*regA(r, in) = BoolValue(a == b)
				continue
			}
			vm.pc = uintptr(pc)
			vm.opEq(in)
		case bytecode.OpNe:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) {
				*regA(r, in) = BoolValue(a != b)
				continue
			}
			vm.pc = uintptr(pc)
			vm.opNe(in)
		case bytecode.OpStrictEq:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) || a>>48 == tagSpecial || b>>48 == tagSpecial || a>>48 == tagObject {
				*regA(r, in) = BoolValue(a == b)
				continue
			}
			vm.pc = uintptr(pc)
			vm.opStrictEq(in)
		case bytecode.OpStrictNe:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) || a>>48 == tagSpecial || b>>48 == tagSpecial || a>>48 == tagObject {
				*regA(r, in) = BoolValue(a != b)
				continue
			}
			vm.pc = uintptr(pc)
			vm.opStrictNe(in)
		case bytecode.OpLess:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) {
				*regA(r, in) = BoolValue(int32(a) < int32(b))
				continue
			}
			vm.pc = uintptr(pc)
			vm.opLess(in)
		case bytecode.OpLessEq:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) {
				*regA(r, in) = BoolValue(int32(a) <= int32(b))
				continue
			}
			vm.pc = uintptr(pc)
			vm.opLessEq(in)
		case bytecode.OpGreater:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) {
				*regA(r, in) = BoolValue(int32(a) > int32(b))
				continue
			}
			vm.pc = uintptr(pc)
			vm.opGreater(in)
		case bytecode.OpGreaterEq:
			a, b := *regB(r, in), *regC(r, in)
			if bothInt(a, b) {
				*regA(r, in) = BoolValue(int32(a) >= int32(b))
				continue
			}
			vm.pc = uintptr(pc)
			vm.opGreaterEq(in)
		case bytecode.OpJump:
			pc = jumpBC(pc, in)
			continue
		case bytecode.OpLoop:
			pc = jumpBC(pc, in)
			if vm.flags.Load() == 0 {
				continue
			}
			vm.pc = uintptr(pc)
			vm.poll()
		case bytecode.OpJumpTrue:
			v := *regA(r, in)
			if v == False {
				continue
			}
			if v == True {
				pc = jumpBC(pc, in)
				if int64(in) >= 0 || vm.flags.Load() == 0 {
					continue
				}
				vm.pc = uintptr(pc)
				vm.poll()
				break
			}
			vm.pc = uintptr(pc)
			vm.opJumpTrue(in)
		case bytecode.OpJumpFalse:
			v := *regA(r, in)
			if v == True {
				continue
			}
			if v == False {
				pc = jumpBC(pc, in)
				if int64(in) >= 0 || vm.flags.Load() == 0 {
					continue
				}
				vm.pc = uintptr(pc)
				vm.poll()
				break
			}
			vm.pc = uintptr(pc)
			vm.opJumpFalse(in)
		case bytecode.OpJumpNullish:
			if !regA(r, in).IsNullish() {
				continue
			}
			pc = jumpBC(pc, in)
			if int64(in) >= 0 || vm.flags.Load() == 0 {
				continue
			}
			vm.pc = uintptr(pc)
			vm.poll()
		case bytecode.OpJumpNotNullish:
			if regA(r, in).IsNullish() {
				continue
			}
			pc = jumpBC(pc, in)
			if int64(in) >= 0 || vm.flags.Load() == 0 {
				continue
			}
			vm.pc = uintptr(pc)
			vm.poll()
		case bytecode.OpJumpUndefined:
			if *regA(r, in) != Undefined {
				continue
			}
			pc = jumpBC(pc, in)
			if int64(in) >= 0 || vm.flags.Load() == 0 {
				continue
			}
			vm.pc = uintptr(pc)
			vm.poll()
		case bytecode.OpJumpNotUndefined:
			if *regA(r, in) == Undefined {
				continue
			}
			pc = jumpBC(pc, in)
			if int64(in) >= 0 || vm.flags.Load() == 0 {
				continue
			}
			vm.pc = uintptr(pc)
			vm.poll()
		case bytecode.OpJumpHole:
			if *regA(r, in) != Hole {
				continue
			}
			pc = jumpBC(pc, in)
			if int64(in) >= 0 || vm.flags.Load() == 0 {
				continue
			}
			vm.pc = uintptr(pc)
			vm.poll()
		case bytecode.OpJumpLess:
			a, b := *regA(r, in), *regB(r, in)
			if bothInt(a, b) {
				if int32(a) < int32(b) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if bothDouble(a, b) {
				if a.Double() < b.Double() {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpLess(in)
		case bytecode.OpJumpLessI:
			a := *regA(r, in)
			if a.IsInt() {
				if int32(a) < immB(in) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if a.IsDouble() {
				if a.Double() < float64(immB(in)) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpLessI(in)
		case bytecode.OpJumpNotLess:
			a, b := *regA(r, in), *regB(r, in)
			if bothInt(a, b) {
				if !(int32(a) < int32(b)) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if bothDouble(a, b) {
				if !(a.Double() < b.Double()) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpNotLess(in)
		case bytecode.OpJumpNotLessI:
			a := *regA(r, in)
			if a.IsInt() {
				if !(int32(a) < immB(in)) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if a.IsDouble() {
				if !(a.Double() < float64(immB(in))) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpNotLessI(in)
		case bytecode.OpJumpLessEq:
			a, b := *regA(r, in), *regB(r, in)
			if bothInt(a, b) {
				if int32(a) <= int32(b) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if bothDouble(a, b) {
				if a.Double() <= b.Double() {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpLessEq(in)
		case bytecode.OpJumpLessEqI:
			a := *regA(r, in)
			if a.IsInt() {
				if int32(a) <= immB(in) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if a.IsDouble() {
				if a.Double() <= float64(immB(in)) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpLessEqI(in)
		case bytecode.OpJumpNotLessEq:
			a, b := *regA(r, in), *regB(r, in)
			if bothInt(a, b) {
				if !(int32(a) <= int32(b)) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if bothDouble(a, b) {
				if !(a.Double() <= b.Double()) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpNotLessEq(in)
		case bytecode.OpJumpNotLessEqI:
			a := *regA(r, in)
			if a.IsInt() {
				if !(int32(a) <= immB(in)) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if a.IsDouble() {
				if !(a.Double() <= float64(immB(in))) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpNotLessEqI(in)
		case bytecode.OpJumpGreater:
			a, b := *regA(r, in), *regB(r, in)
			if bothInt(a, b) {
				if int32(a) > int32(b) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if bothDouble(a, b) {
				if a.Double() > b.Double() {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpGreater(in)
		case bytecode.OpJumpGreaterI:
			a := *regA(r, in)
			if a.IsInt() {
				if int32(a) > immB(in) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if a.IsDouble() {
				if a.Double() > float64(immB(in)) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpGreaterI(in)
		case bytecode.OpJumpNotGreater:
			a, b := *regA(r, in), *regB(r, in)
			if bothInt(a, b) {
				if !(int32(a) > int32(b)) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if bothDouble(a, b) {
				if !(a.Double() > b.Double()) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpNotGreater(in)
		case bytecode.OpJumpNotGreaterI:
			a := *regA(r, in)
			if a.IsInt() {
				if !(int32(a) > immB(in)) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if a.IsDouble() {
				if !(a.Double() > float64(immB(in))) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpNotGreaterI(in)
		case bytecode.OpJumpGreaterEq:
			a, b := *regA(r, in), *regB(r, in)
			if bothInt(a, b) {
				if int32(a) >= int32(b) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if bothDouble(a, b) {
				if a.Double() >= b.Double() {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpGreaterEq(in)
		case bytecode.OpJumpGreaterEqI:
			a := *regA(r, in)
			if a.IsInt() {
				if int32(a) >= immB(in) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if a.IsDouble() {
				if a.Double() >= float64(immB(in)) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpGreaterEqI(in)
		case bytecode.OpJumpNotGreaterEq:
			a, b := *regA(r, in), *regB(r, in)
			if bothInt(a, b) {
				if !(int32(a) >= int32(b)) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if bothDouble(a, b) {
				if !(a.Double() >= b.Double()) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpNotGreaterEq(in)
		case bytecode.OpJumpNotGreaterEqI:
			a := *regA(r, in)
			if a.IsInt() {
				if !(int32(a) >= immB(in)) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			if a.IsDouble() {
				if !(a.Double() >= float64(immB(in))) {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpNotGreaterEqI(in)
		case bytecode.OpJumpEq:
			a, b := *regA(r, in), *regB(r, in)
			if bothInt(a, b) {
				if a == b {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpEq(in)
		case bytecode.OpJumpNe:
			a, b := *regA(r, in), *regB(r, in)
			if bothInt(a, b) {
				if a != b {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpNe(in)
		case bytecode.OpJumpStrictEq:
			a, b := *regA(r, in), *regB(r, in)
			if bothInt(a, b) || a>>48 == tagSpecial || b>>48 == tagSpecial || a>>48 == tagObject {
				if a == b {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpStrictEq(in)
		case bytecode.OpJumpStrictEqI:
			a := *regA(r, in)
			is := a == IntValue(immB(in))
			if a.IsDouble() {
				is = a.Double() == float64(immB(in))
			}
			if is {
				pc = jumpCD(pc, in)
				if int64(in) >= 0 || vm.flags.Load() == 0 {
					continue
				}
				vm.pc = uintptr(pc)
				vm.poll()
				break
			}
			continue
		case bytecode.OpJumpStrictNe:
			a, b := *regA(r, in), *regB(r, in)
			if bothInt(a, b) || a>>48 == tagSpecial || b>>48 == tagSpecial || a>>48 == tagObject {
				if a != b {
					pc = jumpCD(pc, in)
					if int64(in) >= 0 || vm.flags.Load() == 0 {
						continue
					}
					vm.pc = uintptr(pc)
					vm.poll()
					break
				}
				continue
			}
			vm.pc = uintptr(pc)
			vm.opJumpStrictNe(in)
		case bytecode.OpJumpStrictNeI:
			a := *regA(r, in)
			is := a == IntValue(immB(in))
			if a.IsDouble() {
				is = a.Double() == float64(immB(in))
			}
			if !is {
				pc = jumpCD(pc, in)
				if int64(in) >= 0 || vm.flags.Load() == 0 {
					continue
				}
				vm.pc = uintptr(pc)
				vm.poll()
				break
			}
			continue
		case bytecode.OpJumpTypeOf:
			vm.pc = uintptr(pc)
			vm.opJumpTypeOf(in, true)
		case bytecode.OpJumpNotTypeOf:
			vm.pc = uintptr(pc)
			vm.opJumpTypeOf(in, false)
		case bytecode.OpSwitch:
			vm.pc = uintptr(pc)
			vm.opSwitch(in)
		case bytecode.OpCallPlain:
			a := unsafe.Pointer(regA(r, in))
			*regAt(a, 1) = Undefined
			v := *(*Value)(a)
			vm.pc = uintptr(pc)
			if v.IsObject() {
				o := (*Object)(unsafe.Add(vm.cage, uintptr(uint32(v))<<3))
				if o.Kind == KindFunction && o.Flags&flagClassCtor == 0 {
					vm.callFunction((*Function)(unsafe.Pointer(o)), a, argB(in), argC(in))
					break
				}
			}
			vm.opCall(in)
		case bytecode.OpCall:
			a := unsafe.Pointer(regA(r, in))
			v := *(*Value)(a)
			vm.pc = uintptr(pc)
			if v.IsObject() {
				o := (*Object)(unsafe.Add(vm.cage, uintptr(uint32(v))<<3))
				if o.Kind == KindFunction && o.Flags&flagClassCtor == 0 {
					vm.callFunction((*Function)(unsafe.Pointer(o)), a, argB(in), argC(in))
					break
				}
			}
			vm.opCall(in)
		case bytecode.OpCallMethod:
			vm.pc = uintptr(pc)
			vm.opCallMethod(in)
		case bytecode.OpCallSpread:
			vm.pc = uintptr(pc)
			vm.opCallSpread(in)
		case bytecode.OpCallEval:
			vm.pc = uintptr(pc)
			vm.opCallEval(in)
		case bytecode.OpCallEvalSpread:
			vm.pc = uintptr(pc)
			vm.opCallEvalSpread(in)
		case bytecode.OpConstruct:
			vm.pc = uintptr(pc)
			vm.opConstruct(in)
		case bytecode.OpConstructSpread:
			vm.pc = uintptr(pc)
			vm.opConstructSpread(in)
		case bytecode.OpGetSuperCtor:
			vm.pc = uintptr(pc)
			vm.opGetSuperCtor(in)
		case bytecode.OpForwardArgs:
			vm.pc = uintptr(pc)
			vm.opForwardArgs(in)
		case bytecode.OpReturn:
			fr := &vm.frames[vm.nframe-1]
			if fr.flags == 0 && fr.gen == 0 {
				vm.popReturn(*regA(r, in))
				break
			}
			if fr.flags == frameEntry && fr.gen == 0 {
				vm.nframe--
				return *regA(r, in)
			}
			vm.pc = uintptr(pc)
			if vm.returnSlow(*regA(r, in)) {
				return vm.result
			}
		case bytecode.OpReturnUndefined:
			fr := &vm.frames[vm.nframe-1]
			if fr.flags == 0 && fr.gen == 0 {
				vm.popReturn(Undefined)
				break
			}
			if fr.flags == frameEntry && fr.gen == 0 {
				vm.nframe--
				return Undefined
			}
			vm.pc = uintptr(pc)
			if vm.returnSlow(Undefined) {
				return vm.result
			}
		case bytecode.OpRuntime:
			vm.pc = uintptr(pc)
			vm.opRuntime(in)
		case bytecode.OpThrow:
			vm.pc = uintptr(pc)
			vm.thrown = *regA(r, in)
			if !vm.catchHere() {
				vm.throwing = true
				return Undefined
			}
			vm.restoreFrame()
		case bytecode.OpThrowError:
			vm.pc = uintptr(pc)
			vm.opThrowError(in)
		case bytecode.OpGetIterator:
			vm.pc = uintptr(pc)
			vm.opGetIterator(in)
		case bytecode.OpIteratorNext:
			a := unsafe.Pointer(regA(r, in))
			if i := *regAt(a, 1); i.IsInt() {
				o := (*Object)(unsafe.Add(vm.cage, uintptr(uint32(*regAt(a, 0)))<<3))
				if o.Flags&(flagSparse|flagExotic) == 0 && o.elems != 0 {
					w := unsafe.Add(vm.cage, uintptr(o.elems)<<3)
					if uint32(i) < (*wordsCell)(w).count && o.Kind == KindArray {
						if e := *(*Value)(unsafe.Add(w, wordsOffset+uintptr(uint32(i))<<3)); e != Hole {
							*regAt(a, 1) = i + 1
							*regB(r, in) = e
							continue
						}
					}
				}
			}
			vm.pc = uintptr(pc)
			vm.opIteratorNext(in)
		case bytecode.OpIteratorElement:
			vm.pc = uintptr(pc)
			vm.opIteratorElement(in)
		case bytecode.OpIteratorCallNext:
			vm.pc = uintptr(pc)
			vm.opIteratorCallNext(in)
		case bytecode.OpIteratorUnwrap:
			vm.pc = uintptr(pc)
			vm.opIteratorUnwrap(in)
		case bytecode.OpIteratorRest:
			vm.pc = uintptr(pc)
			vm.opIteratorRest(in)
		case bytecode.OpIteratorClose:
			if regAt(unsafe.Pointer(regA(r, in)), 1).IsInt() {
				continue
			}
			vm.pc = uintptr(pc)
			vm.opIteratorClose(in)
		case bytecode.OpIteratorReturn:
			vm.pc = uintptr(pc)
			vm.opIteratorReturn(in)
		case bytecode.OpCheckIteratorResult:
			if regA(r, in).IsObject() {
				continue
			}
			vm.pc = uintptr(pc)
			vm.opCheckIteratorResult(in)
		case bytecode.OpForInStart:
			vm.pc = uintptr(pc)
			vm.opForInStart(in)
		case bytecode.OpForInNext:
			vm.pc = uintptr(pc)
			vm.opForInNext(in)
		case bytecode.OpInitialYield:
			vm.pc = uintptr(pc)
			v := vm.initialYield()
			if vm.frames[vm.nframe].flags&frameEntry != 0 {
				return v
			}
			vm.resumeCaller(v)
		case bytecode.OpYield:
			vm.pc = uintptr(pc)
			v, done := vm.yield(*regA(r, in), argA(in), argB(in), argD(in))
			if done {
				return v
			}
			vm.resumeCaller(v)
		case bytecode.OpStartAsync:
			vm.pc = uintptr(pc)
			vm.opStartAsync(in)
		case bytecode.OpAwait:
			vm.pc = uintptr(pc)
			v, done := vm.await(*regA(r, in), argA(in))
			if done {
				return v
			}
			vm.resumeCaller(v)
		case bytecode.OpGeneratorDone:
			vm.pc = uintptr(pc)
			vm.generatorDone()
		case bytecode.OpImportMeta:
			vm.pc = uintptr(pc)
			vm.opImportMeta(in)
		case bytecode.OpImport:
			vm.pc = uintptr(pc)
			vm.opImport(in)
		default:
			vm.pc = uintptr(pc)
			in = vm.traced()
			r, pc = vm.r(), vm.pcp()
			goto dispatch
		}
		// A slow operation ran: it may have changed the frame.
		r, pc = vm.r(), vm.pcp()
	}
}
