package vm

import (
	"unsafe"

	"gojs/bytecode"
)

// The instructions, or the parts of them, that the run loop calls: what is
// slow, may throw or run JavaScript. The position behind the instruction is in
// vm.pc, the registers of the frame at vm.rb; the loop goes on where these are
// afterwards.

// opNewEnv is NewEnv where the loop leaves it.
func (vm *VM) opNewEnv(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.newEnv(regB(r, in).Ref(), argC(in), argD(in))
}

// opNewScopeEnv is NewScopeEnv where the loop leaves it.
func (vm *VM) opNewScopeEnv(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.newScopeEnv(regB(r, in).Ref(), argC(in), argD(in))
}

// opNewWithEnv is NewWithEnv where the loop leaves it.
func (vm *VM) opNewWithEnv(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.newWithEnv(regB(r, in), regC(r, in), argD(in))
}

// opCopyEnv is CopyEnv where the loop leaves it.
func (vm *VM) opCopyEnv(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.copyEnv(regB(r, in).Ref())
}

// opGetIndirect is GetIndirect where the loop leaves it.
func (vm *VM) opGetIndirect(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.importValue(*vm.envSlot(*regB(r, in), argC(in), argD(in)))
}

// opGetName is GetName where the loop leaves it.
func (vm *VM) opGetName(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.getName(regB(r, in).Ref(), vm.constant(argC(in)), argD(in) != 0)
}

// opGetNameThis is GetNameThis where the loop leaves it.
func (vm *VM) opGetNameThis(in uint64) {
	r := vm.r()
	a := regA(r, in)
	*a, *regAt(unsafe.Pointer(a), 1) = vm.getNameThis(regB(r, in).Ref(), vm.constant(argC(in)))
}

// opSetName is SetName where the loop leaves it.
func (vm *VM) opSetName(in uint64) {
	r := vm.r()
	vm.setName(regB(r, in).Ref(), vm.constant(argC(in)), *regA(r, in), argD(in) != 0)
}

// opResolveName is ResolveName where the loop leaves it.
func (vm *VM) opResolveName(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.resolveName(regB(r, in).Ref(), vm.constant(argC(in)))
}

// opGetRef is GetRef where the loop leaves it.
func (vm *VM) opGetRef(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.getRef(*regB(r, in), vm.constant(argC(in)), argD(in))
}

// opSetRef is SetRef where the loop leaves it.
func (vm *VM) opSetRef(in uint64) {
	r := vm.r()
	vm.setRef(*regA(r, in), vm.constant(argC(in)), *regB(r, in), argD(in) != 0)
}

// opInitName is InitName where the loop leaves it.
func (vm *VM) opInitName(in uint64) {
	r := vm.r()
	vm.initName(regB(r, in).Ref(), vm.constant(argC(in)), *regA(r, in))
}

// opDeleteName is DeleteName where the loop leaves it.
func (vm *VM) opDeleteName(in uint64) {
	r := vm.r()
	*regA(r, in) = BoolValue(vm.deleteName(regB(r, in).Ref(), vm.constant(argC(in))))
}

// opSetGlobal is SetGlobal where the loop leaves it.
func (vm *VM) opSetGlobal(in uint64) {
	r := vm.r()
	vm.setGlobal((*inlineCache)(unsafe.Add(vm.ics, in>>48<<icShift)), *regA(r, in), argD(in) != 0)
}

// opInitGlobal is InitGlobal where the loop leaves it.
func (vm *VM) opInitGlobal(in uint64) {
	r := vm.r()
	vm.initGlobal((*inlineCache)(unsafe.Add(vm.ics, in>>48<<icShift)), *regA(r, in))
}

// opDeclareGlobals is DeclareGlobals where the loop leaves it.
func (vm *VM) opDeclareGlobals(in uint64) {
	vm.declareGlobals(vm.code.fn.Consts[immBC(in)].(*bytecode.Declarations))
}

// opDeclareEval is DeclareEval where the loop leaves it.
func (vm *VM) opDeclareEval(in uint64) {
	r := vm.r()
	vm.declareEval(regA(r, in).Ref(), vm.code.fn.Consts[immBC(in)].(*bytecode.Declarations))
}

// opDefineGlobalFunction is DefineGlobalFunction where the loop leaves it.
func (vm *VM) opDefineGlobalFunction(in uint64) {
	r := vm.r()
	vm.defineGlobalFunction(*regA(r, in), *regB(r, in), vm.constant(argC(in)), argD(in))
}

// opGetProp is GetProp where the loop leaves it.
func (vm *VM) opGetProp(in uint64) {
	r := vm.r()
	v := *regB(r, in)
	ic := (*inlineCache)(unsafe.Add(vm.ics, in>>48<<icShift))
	if vm.callCachedGetter(v, ic, argA(in)) {
		return
	}
	*regA(r, in) = vm.getProp(v, ic)
}

// opGetMethod is GetMethod where the loop leaves it.
func (vm *VM) opGetMethod(in uint64) {
	r := vm.r()
	v := *regB(r, in)
	a := regA(r, in)
	ic := (*inlineCache)(unsafe.Add(vm.ics, in>>48<<icShift))
	*a = vm.getProp(v, ic)
}

// opSetProp is SetProp where the loop leaves it.
func (vm *VM) opSetProp(in uint64) {
	r := vm.r()
	v := *regA(r, in)
	ic := (*inlineCache)(unsafe.Add(vm.ics, in>>48<<icShift))
	vm.setProp(v, *regB(r, in), ic, argD(in) != 0)
}

// opGetLength is GetLength where the loop leaves it.
func (vm *VM) opGetLength(in uint64) {
	r := vm.r()
	v := *regB(r, in)
	*regA(r, in) = vm.getProp(v, (*inlineCache)(unsafe.Add(vm.ics, in>>48<<icShift)))
}

// opGetElem is GetElem where the loop leaves it.
func (vm *VM) opGetElem(in uint64) {
	r := vm.r()
	v, k := *regB(r, in), *regC(r, in)
	if v.IsObject() && k.IsInt() {
		if o := vm.Obj(v); o.Kind == KindTypedArray {
			if e, ok := vm.typedGet(o, uint32(k)); ok {
				*regA(r, in) = e
				return
			}
		}
	}
	*regA(r, in) = vm.getElem(v, k)
}

// opGetElemKey is GetElemKey where the loop leaves it.
func (vm *VM) opGetElemKey(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.getElemKey(*regB(r, in), regC(r, in))
}

// opSetElem is SetElem where the loop leaves it.
func (vm *VM) opSetElem(in uint64) {
	r := vm.r()
	v, k := *regA(r, in), *regB(r, in)
	if v.IsObject() && k.IsInt() {
		if o := vm.Obj(v); o.Kind == KindTypedArray && vm.typedSet(o, uint32(k), *regC(r, in)) {
			return
		}
	}
	vm.setElem(v, k, *regC(r, in), argD(in) != 0)
}

// opGetElemMethod is GetElemMethod where the loop leaves it.
func (vm *VM) opGetElemMethod(in uint64) {
	r := vm.r()
	v := *regB(r, in)
	f := vm.getElem(v, *regC(r, in))
	a := regA(r, in)
	*a, *regAt(unsafe.Pointer(a), 1) = f, v
}

// opGetSuper is GetSuper where the loop leaves it.
func (vm *VM) opGetSuper(in uint64) {
	r := vm.r()
	pc := vm.pcp()
	*regA(r, in) = vm.getSuper(vm.homeOperand(r, pc, argD(in)), *regB(r, in), *regC(r, in))
}

// opGetSuperBase is GetSuperBase.
func (vm *VM) opGetSuperBase(in uint64) {
	r := vm.r()
	f := *regAt(r, -2)
	if argD(in) != 0 {
		f = *regB(r, in)
	}
	*regA(r, in) = vm.getSuperBase(vm.homeObject(vm.functionAt(f)))
}

// opGetSuperAt is GetSuperAt.
func (vm *VM) opGetSuperAt(in uint64) {
	r := vm.r()
	receiver := *regA(r, *(*uint64)(vm.pcp()))
	*regA(r, in) = vm.getSuperAt(vm.baseObject(*regB(r, in)), receiver, *regC(r, in))
}

// opSetSuperAt is SetSuperAt.
func (vm *VM) opSetSuperAt(in uint64) {
	r := vm.r()
	receiver := *regA(r, *(*uint64)(vm.pcp()))
	vm.setSuperAt(vm.baseObject(*regA(r, in)), receiver, *regB(r, in), *regC(r, in), argD(in) != 0)
}

// opDefineField is DefineField where the loop leaves it.
func (vm *VM) opDefineField(in uint64) {
	r := vm.r()
	ic := (*inlineCache)(unsafe.Add(vm.ics, in>>48<<icShift))
	o := (*Object)(unsafe.Add(vm.cage, uintptr(uint32(*regA(r, in)))<<3))
	vm.defineField(o, *regB(r, in), ic)
}

// opDefineElem is DefineElem where the loop leaves it.
func (vm *VM) opDefineElem(in uint64) {
	r := vm.r()
	vm.defineElem(*regA(r, in), *regB(r, in), *regC(r, in), argD(in))
}

// opDefineMethod is DefineMethod where the loop leaves it.
func (vm *VM) opDefineMethod(in uint64) {
	r := vm.r()
	vm.defineMethod(*regA(r, in), *regB(r, in), *regC(r, in), argD(in))
}

// opSetHome is SetHome where the loop leaves it.
func (vm *VM) opSetHome(in uint64) {
	r := vm.r()
	vm.functionExtra(vm.functionAt(*regA(r, in))).home = regB(r, in).Ref()
}

// opSetFuncName is SetFuncName where the loop leaves it.
func (vm *VM) opSetFuncName(in uint64) {
	r := vm.r()
	vm.setFuncName(*regA(r, in), *regB(r, in), argD(in))
}

// opSetProto is SetProto where the loop leaves it.
func (vm *VM) opSetProto(in uint64) {
	r := vm.r()
	vm.setLiteralProto(*regA(r, in), *regB(r, in))
}

// opDeleteProp is DeleteProp where the loop leaves it.
func (vm *VM) opDeleteProp(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.deleteElem(*regB(r, in), *regC(r, in), argD(in) != 0)
}

// opIn is In where the loop leaves it.
func (vm *VM) opIn(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.hasElem(*regB(r, in), *regC(r, in))
}

// opInstanceOf is InstanceOf where the loop leaves it.
func (vm *VM) opInstanceOf(in uint64) {
	r := vm.r()
	*regA(r, in) = BoolValue(vm.InstanceofOperator(*regB(r, in), *regC(r, in)))
}

// opCopyDataProps is CopyDataProps where the loop leaves it.
func (vm *VM) opCopyDataProps(in uint64) {
	r := vm.r()
	vm.copyDataProps(*regA(r, in), *regB(r, in), regC(r, in), argD(in))
}

// opCopyDataPropsExcept is CopyDataPropsExcept where the loop leaves it.
func (vm *VM) opCopyDataPropsExcept(in uint64) {
	r := vm.r()
	vm.copyDataPropsExcept(*regA(r, in), *regB(r, in), *regC(r, in))
}

// opNewPrivateName is NewPrivateName where the loop leaves it.
func (vm *VM) opNewPrivateName(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.NewPrivateName(vm.constant(int(immBC(in))))
}

// opGetPrivate is GetPrivate where the loop leaves it.
func (vm *VM) opGetPrivate(in uint64) {
	r := vm.r()
	v, key := *regB(r, in), PropertyKey(*regC(r, in))
	*regA(r, in) = vm.privateGet(v, key)
}

// opSetPrivate is SetPrivate where the loop leaves it.
func (vm *VM) opSetPrivate(in uint64) {
	r := vm.r()
	vm.privateSet(*regA(r, in), PropertyKey(*regB(r, in)), *regC(r, in))
}

// opDefinePrivate is DefinePrivate where the loop leaves it.
func (vm *VM) opDefinePrivate(in uint64) {
	r := vm.r()
	vm.definePrivate(*regA(r, in), PropertyKey(*regB(r, in)), *regC(r, in), argD(in))
}

// opInPrivate is InPrivate where the loop leaves it.
func (vm *VM) opInPrivate(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.inPrivate(PropertyKey(*regB(r, in)), *regC(r, in))
}

// opNewObject is NewObject where the loop leaves it.
func (vm *VM) opNewObject(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.newLiteral(argB(in))
}

// opNewObjectLit is NewObjectLit where the loop leaves it.
func (vm *VM) opNewObjectLit(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.objectLiteral(regB(r, in), (*inlineCache)(unsafe.Add(vm.ics, in>>48<<icShift)))
}

// opNewArray is NewArray where the loop leaves it.
func (vm *VM) opNewArray(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.arrayLiteral(regB(r, in), argC(in))
}

// opArrayPush is ArrayPush where the loop leaves it.
func (vm *VM) opArrayPush(in uint64) {
	r := vm.r()
	vm.ArrayPush(vm.Obj(*regA(r, in)), *regB(r, in))
}

// opArraySpread is ArraySpread where the loop leaves it.
func (vm *VM) opArraySpread(in uint64) {
	r := vm.r()
	vm.arraySpread(vm.Obj(*regA(r, in)), *regB(r, in))
}

// opNewRegExp is NewRegExp where the loop leaves it.
func (vm *VM) opNewRegExp(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.newRegExpLiteral(vm.code.fn.Consts[immBC(in)].(*bytecode.RegExp))
}

// opGetTemplate is GetTemplate where the loop leaves it.
func (vm *VM) opGetTemplate(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.templateObject(int(immBC(in)))
}

// opClosure is Closure where the loop leaves it.
func (vm *VM) opClosure(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.closure(*regB(r, in), argC(in)|argD(in)<<16)
}

// opNewClass is NewClass where the loop leaves it.
func (vm *VM) opNewClass(in uint64) {
	r := vm.r()
	a := regA(r, in)
	*a, *regAt(unsafe.Pointer(a), 1) = vm.newClass(*a, *regB(r, in), argC(in)|argD(in)<<16)
}

// opSetFields is SetFields where the loop leaves it.
func (vm *VM) opSetFields(in uint64) {
	r := vm.r()
	vm.functionExtra(vm.functionAt(*regA(r, in))).fields = regB(r, in).Ref()
}

// opInitFields is InitFields where the loop leaves it.
func (vm *VM) opInitFields(in uint64) {
	r := vm.r()
	vm.initFields(*regA(r, in), *regB(r, in), argB(in))
}

// opCreateArguments is CreateArguments where the loop leaves it.
func (vm *VM) opCreateArguments(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.createArguments(vm.frame(), *regB(r, in), argD(in))
}

// opMapArguments is MapArguments where the loop leaves it.
func (vm *VM) opMapArguments(in uint64) {
	r := vm.r()
	vm.mapArguments(*regA(r, in), regB(r, in).Ref(), vm.code.fn.Consts[argC(in)].(bytecode.Slots))
}

// opCreateRest is CreateRest where the loop leaves it.
func (vm *VM) opCreateRest(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.createRest(vm.frame(), argB(in))
}

// opConcat is Concat where the loop leaves it.
func (vm *VM) opConcat(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.concatRegs(regB(r, in), argC(in))
}

// opToNumber is ToNumber where the loop leaves it.
func (vm *VM) opToNumber(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.ToNumber(*regB(r, in))
}

// opToNumeric is ToNumeric where the loop leaves it.
func (vm *VM) opToNumeric(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.ToNumeric(*regB(r, in))
}

// opToString is ToString where the loop leaves it.
func (vm *VM) opToString(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.ToString(*regB(r, in))
}

// opToPropertyKey is ToPropertyKey where the loop leaves it.
func (vm *VM) opToPropertyKey(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.propertyKeyValue(*regB(r, in))
}

// opToObject is ToObject where the loop leaves it.
func (vm *VM) opToObject(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.ObjectValue(vm.ToObject(*regB(r, in)))
}

// opNeg is Neg where the loop leaves it.
func (vm *VM) opNeg(in uint64) {
	r := vm.r()
	v := *regB(r, in)
	*regA(r, in) = vm.negSlow(v)
}

// opBitNot is BitNot where the loop leaves it.
func (vm *VM) opBitNot(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.bitNotSlow(*regB(r, in))
}

// opInc is Inc where the loop leaves it.
func (vm *VM) opInc(in uint64) {
	r := vm.r()
	v := *regB(r, in)
	*regA(r, in) = vm.incSlow(v)
}

// opDec is Dec where the loop leaves it.
func (vm *VM) opDec(in uint64) {
	r := vm.r()
	v := *regB(r, in)
	*regA(r, in) = vm.decSlow(v)
}

// opAdd is Add where the loop leaves it.
func (vm *VM) opAdd(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = vm.add(a, b)
}

// opSub is Sub where the loop leaves it.
func (vm *VM) opSub(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = vm.sub(a, b)
}

// opMul is Mul where the loop leaves it.
func (vm *VM) opMul(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = vm.mul(a, b)
}

// opDiv is Div where the loop leaves it.
func (vm *VM) opDiv(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = vm.div(a, b)
}

// opMod is Mod where the loop leaves it.
func (vm *VM) opMod(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = vm.mod(a, b)
}

// opExp is Exp where the loop leaves it.
func (vm *VM) opExp(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.exp(*regB(r, in), *regC(r, in))
}

// opBitAnd is BitAnd where the loop leaves it.
func (vm *VM) opBitAnd(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = vm.bitAnd(a, b)
}

// opBitOr is BitOr where the loop leaves it.
func (vm *VM) opBitOr(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = vm.bitOr(a, b)
}

// opBitXor is BitXor where the loop leaves it.
func (vm *VM) opBitXor(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = vm.bitXor(a, b)
}

// opShl is Shl where the loop leaves it.
func (vm *VM) opShl(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = vm.shl(a, b)
}

// opShr is Shr where the loop leaves it.
func (vm *VM) opShr(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = vm.shr(a, b)
}

// opUshr is Ushr where the loop leaves it.
func (vm *VM) opUshr(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = vm.ushr(a, b)
}

// opAddI is AddI where the loop leaves it.
func (vm *VM) opAddI(in uint64) {
	r := vm.r()
	a := *regB(r, in)
	*regA(r, in) = vm.add(a, IntValue(immC(in)))
}

// opSubI is SubI where the loop leaves it.
func (vm *VM) opSubI(in uint64) {
	r := vm.r()
	a := *regB(r, in)
	*regA(r, in) = vm.sub(a, IntValue(immC(in)))
}

// opMulI is MulI where the loop leaves it.
func (vm *VM) opMulI(in uint64) {
	r := vm.r()
	a := *regB(r, in)
	*regA(r, in) = vm.mul(a, IntValue(immC(in)))
}

// opDivI is DivI where the loop leaves it.
func (vm *VM) opDivI(in uint64) {
	r := vm.r()
	a := *regB(r, in)
	*regA(r, in) = vm.div(a, IntValue(immC(in)))
}

// opModI is ModI where the loop leaves it.
func (vm *VM) opModI(in uint64) {
	r := vm.r()
	a := *regB(r, in)
	*regA(r, in) = vm.mod(a, IntValue(immC(in)))
}

// opBitAndI is BitAndI where the loop leaves it.
func (vm *VM) opBitAndI(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.bitAnd(*regB(r, in), IntValue(immC(in)))
}

// opBitOrI is BitOrI where the loop leaves it.
func (vm *VM) opBitOrI(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.bitOr(*regB(r, in), IntValue(immC(in)))
}

// opShlI is ShlI where the loop leaves it.
func (vm *VM) opShlI(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.shl(*regB(r, in), IntValue(immC(in)))
}

// opShrI is ShrI where the loop leaves it.
func (vm *VM) opShrI(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.shr(*regB(r, in), IntValue(immC(in)))
}

// opUshrI is UshrI where the loop leaves it.
func (vm *VM) opUshrI(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.ushr(*regB(r, in), IntValue(immC(in)))
}

// opAddK is AddK where the loop leaves it.
func (vm *VM) opAddK(in uint64) {
	r := vm.r()
	a, k := *regB(r, in), *(*Value)(unsafe.Add(vm.k, in>>45&0x7fff8))
	*regA(r, in) = vm.add(a, k)
}

// opSubK is SubK where the loop leaves it.
func (vm *VM) opSubK(in uint64) {
	r := vm.r()
	a, k := *regB(r, in), *(*Value)(unsafe.Add(vm.k, in>>45&0x7fff8))
	*regA(r, in) = vm.sub(a, k)
}

// opMulK is MulK where the loop leaves it.
func (vm *VM) opMulK(in uint64) {
	r := vm.r()
	a, k := *regB(r, in), *(*Value)(unsafe.Add(vm.k, in>>45&0x7fff8))
	*regA(r, in) = vm.mul(a, k)
}

// opDivK is DivK where the loop leaves it.
func (vm *VM) opDivK(in uint64) {
	r := vm.r()
	a, k := *regB(r, in), *(*Value)(unsafe.Add(vm.k, in>>45&0x7fff8))
	*regA(r, in) = vm.div(a, k)
}

// opEq is Eq where the loop leaves it.
func (vm *VM) opEq(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = BoolValue(vm.IsLooselyEqual(a, b))
}

// opNe is Ne where the loop leaves it.
func (vm *VM) opNe(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = BoolValue(!vm.IsLooselyEqual(a, b))
}

// opLess is Less where the loop leaves it.
func (vm *VM) opLess(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = BoolValue(vm.less(a, b))
}

// opLessEq is LessEq where the loop leaves it.
func (vm *VM) opLessEq(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = BoolValue(vm.lessEq(a, b))
}

// opGreater is Greater where the loop leaves it.
func (vm *VM) opGreater(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = BoolValue(vm.greater(a, b))
}

// opGreaterEq is GreaterEq where the loop leaves it.
func (vm *VM) opGreaterEq(in uint64) {
	r := vm.r()
	a, b := *regB(r, in), *regC(r, in)
	*regA(r, in) = BoolValue(vm.greaterEq(a, b))
}

// opCallSpread is CallSpread where the loop leaves it.
func (vm *VM) opCallSpread(in uint64) {
	r := vm.r()
	vm.callSpread(unsafe.Pointer(regA(r, in)), false, argC(in))
}

// opConstructSpread is ConstructSpread where the loop leaves it.
func (vm *VM) opConstructSpread(in uint64) {
	r := vm.r()
	vm.callSpread(unsafe.Pointer(regA(r, in)), true, argC(in))
}

// opGetSuperCtor is GetSuperCtor where the loop leaves it.
func (vm *VM) opGetSuperCtor(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.ObjectValue(vm.GetPrototypeOf(vm.Obj(*regB(r, in))))
}

// opForwardArgs is ForwardArgs where the loop leaves it.
func (vm *VM) opForwardArgs(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.createRest(vm.frame(), 0)
}

// opRuntime is Runtime where the loop leaves it.
func (vm *VM) opRuntime(in uint64) {
	r := vm.r()
	*regA(r, in) = runtimeFuncs[argC(in)](vm, vm.regIndex(unsafe.Pointer(regA(r, in))), argB(in))
}

// opThrowError is ThrowError where the loop leaves it.
func (vm *VM) opThrowError(in uint64) {
	vm.throwErrorKind(argA(in), vm.constant(int(immBC(in))))
}

// opGetIterator is GetIterator where the loop leaves it.
func (vm *VM) opGetIterator(in uint64) {
	r := vm.r()
	vm.getIterator(unsafe.Pointer(regA(r, in)), *regB(r, in), argD(in))
}

// opIteratorElement is IteratorElement where the loop leaves it.
func (vm *VM) opIteratorElement(in uint64) {
	r := vm.r()
	*regB(r, in) = vm.iteratorElement(unsafe.Pointer(regA(r, in)))
}

// opIteratorCallNext is IteratorCallNext where the loop leaves it.
func (vm *VM) opIteratorCallNext(in uint64) {
	r := vm.r()
	*regB(r, in) = vm.iteratorCallNext(unsafe.Pointer(regA(r, in)))
}

// opIteratorRest is IteratorRest where the loop leaves it.
func (vm *VM) opIteratorRest(in uint64) {
	r := vm.r()
	*regB(r, in) = vm.iteratorRest(unsafe.Pointer(regA(r, in)))
}

// opIteratorReturn is IteratorReturn where the loop leaves it.
func (vm *VM) opIteratorReturn(in uint64) {
	r := vm.r()
	*regB(r, in) = vm.iteratorReturn(unsafe.Pointer(regA(r, in)), argD(in) != 0)
}

// opForInStart is ForInStart where the loop leaves it.
func (vm *VM) opForInStart(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.forInStart(*regB(r, in))
}

// opStartAsync is StartAsync where the loop leaves it.
func (vm *VM) opStartAsync(in uint64) {
	vm.startAsync()
}

// opImportMeta is ImportMeta where the loop leaves it.
func (vm *VM) opImportMeta(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.importMeta()
}

// opImport is Import where the loop leaves it.
func (vm *VM) opImport(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.importCall(*regB(r, in), *regC(r, in), argD(in))
}

// opCheckThisUnset is CheckThisUnset where the loop leaves it.
func (vm *VM) opCheckThisUnset(in uint64) {
	vm.ThrowReferenceError("Super constructor may only be called once")
}

// opCheckThis is CheckThis where the loop leaves it.
func (vm *VM) opCheckThis(in uint64) {
	vm.throwThisUninit()
}

// opCheckTDZ is CheckTDZ where the loop leaves it.
func (vm *VM) opCheckTDZ(in uint64) {
	vm.throwTDZ(vm.constant(int(immBC(in))))
}

// opCheckObjectCoercible is CheckObjectCoercible where the loop leaves it.
func (vm *VM) opCheckObjectCoercible(in uint64) {
	vm.throwNotCoercible(*regA(vm.r(), in), int(immBC(in)))
}

// opCheckIteratorResult is CheckIteratorResult where the loop leaves it.
func (vm *VM) opCheckIteratorResult(in uint64) {
	vm.throwIterResult(*regA(vm.r(), in))
}

// opCheckCtorReturn is CheckCtorReturn where the loop leaves it.
func (vm *VM) opCheckCtorReturn(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.checkCtorReturn(*regA(r, in), *regB(r, in))
}

// opJumpTrue is JumpTrue where the loop leaves it.
func (vm *VM) opJumpTrue(in uint64) {
	if vm.ToBoolean(*regA(vm.r(), in)) {
		vm.jump(int(immBC(in)))
	}
}

// opJumpFalse is JumpFalse where the loop leaves it.
func (vm *VM) opJumpFalse(in uint64) {
	if !vm.ToBoolean(*regA(vm.r(), in)) {
		vm.jump(int(immBC(in)))
	}
}

// opJumpLess is JumpLess where the loop leaves it.
func (vm *VM) opJumpLess(in uint64) {
	r := vm.r()
	if vm.less(*regA(r, in), *regB(r, in)) {
		vm.jump(instrJump24(in))
	}
}

// opJumpLessI is JumpLessI where the loop leaves it.
func (vm *VM) opJumpLessI(in uint64) {
	if vm.less(*regA(vm.r(), in), IntValue(immB(in))) {
		vm.jump(instrJump24(in))
	}
}

// opJumpNotLess is JumpNotLess where the loop leaves it.
func (vm *VM) opJumpNotLess(in uint64) {
	r := vm.r()
	if !vm.less(*regA(r, in), *regB(r, in)) {
		vm.jump(instrJump24(in))
	}
}

// opJumpNotLessI is JumpNotLessI where the loop leaves it.
func (vm *VM) opJumpNotLessI(in uint64) {
	if !vm.less(*regA(vm.r(), in), IntValue(immB(in))) {
		vm.jump(instrJump24(in))
	}
}

// opJumpLessEq is JumpLessEq where the loop leaves it.
func (vm *VM) opJumpLessEq(in uint64) {
	r := vm.r()
	if vm.lessEq(*regA(r, in), *regB(r, in)) {
		vm.jump(instrJump24(in))
	}
}

// opJumpLessEqI is JumpLessEqI where the loop leaves it.
func (vm *VM) opJumpLessEqI(in uint64) {
	if vm.lessEq(*regA(vm.r(), in), IntValue(immB(in))) {
		vm.jump(instrJump24(in))
	}
}

// opJumpNotLessEq is JumpNotLessEq where the loop leaves it.
func (vm *VM) opJumpNotLessEq(in uint64) {
	r := vm.r()
	if !vm.lessEq(*regA(r, in), *regB(r, in)) {
		vm.jump(instrJump24(in))
	}
}

// opJumpNotLessEqI is JumpNotLessEqI where the loop leaves it.
func (vm *VM) opJumpNotLessEqI(in uint64) {
	if !vm.lessEq(*regA(vm.r(), in), IntValue(immB(in))) {
		vm.jump(instrJump24(in))
	}
}

// opJumpGreater is JumpGreater where the loop leaves it.
func (vm *VM) opJumpGreater(in uint64) {
	r := vm.r()
	if vm.greater(*regA(r, in), *regB(r, in)) {
		vm.jump(instrJump24(in))
	}
}

// opJumpGreaterI is JumpGreaterI where the loop leaves it.
func (vm *VM) opJumpGreaterI(in uint64) {
	if vm.greater(*regA(vm.r(), in), IntValue(immB(in))) {
		vm.jump(instrJump24(in))
	}
}

// opJumpNotGreater is JumpNotGreater where the loop leaves it.
func (vm *VM) opJumpNotGreater(in uint64) {
	r := vm.r()
	if !vm.greater(*regA(r, in), *regB(r, in)) {
		vm.jump(instrJump24(in))
	}
}

// opJumpNotGreaterI is JumpNotGreaterI where the loop leaves it.
func (vm *VM) opJumpNotGreaterI(in uint64) {
	if !vm.greater(*regA(vm.r(), in), IntValue(immB(in))) {
		vm.jump(instrJump24(in))
	}
}

// opJumpGreaterEq is JumpGreaterEq where the loop leaves it.
func (vm *VM) opJumpGreaterEq(in uint64) {
	r := vm.r()
	if vm.greaterEq(*regA(r, in), *regB(r, in)) {
		vm.jump(instrJump24(in))
	}
}

// opJumpGreaterEqI is JumpGreaterEqI where the loop leaves it.
func (vm *VM) opJumpGreaterEqI(in uint64) {
	if vm.greaterEq(*regA(vm.r(), in), IntValue(immB(in))) {
		vm.jump(instrJump24(in))
	}
}

// opJumpNotGreaterEq is JumpNotGreaterEq where the loop leaves it.
func (vm *VM) opJumpNotGreaterEq(in uint64) {
	r := vm.r()
	if !vm.greaterEq(*regA(r, in), *regB(r, in)) {
		vm.jump(instrJump24(in))
	}
}

// opJumpNotGreaterEqI is JumpNotGreaterEqI where the loop leaves it.
func (vm *VM) opJumpNotGreaterEqI(in uint64) {
	if !vm.greaterEq(*regA(vm.r(), in), IntValue(immB(in))) {
		vm.jump(instrJump24(in))
	}
}

// opJumpEq is JumpEq where the loop leaves it.
func (vm *VM) opJumpEq(in uint64) {
	r := vm.r()
	if vm.IsLooselyEqual(*regA(r, in), *regB(r, in)) {
		vm.jump(instrJump24(in))
	}
}

// opJumpNe is JumpNe where the loop leaves it.
func (vm *VM) opJumpNe(in uint64) {
	r := vm.r()
	if !vm.IsLooselyEqual(*regA(r, in), *regB(r, in)) {
		vm.jump(instrJump24(in))
	}
}

// opJumpStrictEq is JumpStrictEq where the loop leaves it.
func (vm *VM) opJumpStrictEq(in uint64) {
	r := vm.r()
	if vm.strictEqual(*regA(r, in), *regB(r, in)) {
		vm.jump(instrJump24(in))
	}
}

// opJumpStrictNe is JumpStrictNe where the loop leaves it.
func (vm *VM) opJumpStrictNe(in uint64) {
	r := vm.r()
	if !vm.strictEqual(*regA(r, in), *regB(r, in)) {
		vm.jump(instrJump24(in))
	}
}

// opJumpTypeOf is JumpTypeOf, and JumpNotTypeOf when when is false.
func (vm *VM) opJumpTypeOf(in uint64, when bool) {
	if vm.typeIs(*regA(vm.r(), in), int(in>>32&0xffff)) == when {
		vm.jump(instrJump24(in))
	}
}

// opSwitch is Switch where the loop leaves it.
func (vm *VM) opSwitch(in uint64) {
	vm.pc = uintptr(vm.switchJump(vm.pcp(), *regA(vm.r(), in), vm.code.fn.Consts[immBC(in)].(*bytecode.JumpTable)))
}

// opCallEval is CallEval where the loop leaves it.
func (vm *VM) opCallEval(in uint64) {
	r := vm.r()
	v := vm.callEval(r, unsafe.Pointer(regA(r, in)), argB(in), *(*uint64)(vm.pcp()))
	*regC(vm.r(), in) = v
}

// opCallEvalSpread is CallEvalSpread where the loop leaves it.
func (vm *VM) opCallEvalSpread(in uint64) {
	r := vm.r()
	v := vm.callEvalSpread(r, unsafe.Pointer(regA(r, in)), *(*uint64)(vm.pcp()))
	*regC(vm.r(), in) = v
}

// opGetGlobal is GetGlobal where the loop leaves it.
func (vm *VM) opGetGlobal(in uint64) {
	*regA(vm.r(), in) = vm.getGlobal((*inlineCache)(unsafe.Add(vm.ics, in>>48<<icShift)), argD(in) != 0)
}

// opCall is a call of what is no plain bytecode function.
func (vm *VM) opCall(in uint64) {
	a := unsafe.Pointer(regA(vm.r(), in))
	if v := *(*Value)(a); v.IsObject() {
		vm.callObject(vm.Obj(v), a, argB(in), argC(in))
		return
	}
	vm.throwNotCallable(*(*Value)(a))
}

// opCallMethod is CallMethod where the loop leaves it.
func (vm *VM) opCallMethod(in uint64) {
	a := regA(vm.r(), in)
	this := *regAt(unsafe.Pointer(a), 1)
	ic := (*inlineCache)(unsafe.Add(vm.ics, in>>48<<icShift))
	ref := uint32(this)
	if !this.IsObject() {
		ref = 0
		if this.IsString() {
			ref = uint32(vm.realm.stringPrototype)
		}
	}
	var v Value
	o := (*Object)(unsafe.Add(vm.cage, uintptr(ref)<<3))
	switch {
	case ref == 0 || o.Shape != ic.shape:
		v = vm.getProp(this, ic)
	case ic.kind == icProto && ic.epoch == vm.epoch:
		v = *(*Value)(unsafe.Add(vm.cage, uintptr(ic.holder)<<3+uintptr(ic.off)))
	case ic.kind == icSlots:
		v = *(*Value)(unsafe.Add(vm.cage, uintptr(o.slots)<<3+uintptr(ic.off)))
	default:
		v = vm.getProp(this, ic)
	}
	*a = v
	if v.IsObject() {
		o := (*Object)(unsafe.Add(vm.cage, uintptr(uint32(v))<<3))
		if o.Kind == KindFunction && o.Flags&flagClassCtor == 0 {
			vm.callFunction((*Function)(unsafe.Pointer(o)), unsafe.Pointer(a), argB(in), argA(in))
			return
		}
		vm.callObject(o, unsafe.Pointer(a), argB(in), argA(in))
		return
	}
	vm.throwNotCallable(v)
}

// opConstruct is Construct where the loop leaves it.
func (vm *VM) opConstruct(in uint64) {
	a := regA(vm.r(), in)
	if v := *a; v.IsObject() {
		o := (*Object)(unsafe.Add(vm.cage, uintptr(uint32(v))<<3))
		if o.Kind == KindFunction && o.Flags&flagConstructor != 0 {
			vm.pushConstruct((*Function)(unsafe.Pointer(o)), vm.regIndex(unsafe.Pointer(a))+2, uint32(argB(in)), 0, uint16(argC(in)))
			return
		}
	}
	res := vm.constructOther(unsafe.Pointer(a), argB(in))
	*regC(vm.r(), in) = res
}

// opIteratorNext is IteratorNext where the loop leaves it.
func (vm *VM) opIteratorNext(in uint64) {
	r := vm.r()
	a := unsafe.Pointer(regA(r, in))
	if i := *regAt(a, 1); i.IsInt() {
		if v, ok := vm.arrayIterNext(*regAt(a, 0), uint32(i)); ok {
			*regAt(a, 1) = i + 1
			*regB(r, in) = v
			return
		}
	}
	if g := vm.steppable(a); g != nil {
		vm.stepInto(g, a, argB(in))
		return
	}
	if vm.callIteratorNext(a) {
		return
	}
	v, ok := vm.iteratorNext(a)
	if !ok {
		vm.jump(instrJump24(in))
		return
	}
	*regB(r, in) = v
}

// opIteratorUnwrap is IteratorUnwrap where the loop leaves it.
func (vm *VM) opIteratorUnwrap(in uint64) {
	r := vm.r()
	v, ok := vm.iteratorUnwrap(unsafe.Pointer(regA(r, in)), *regB(r, in))
	if !ok {
		vm.jump(instrJump24(in))
		return
	}
	*regB(r, in) = v
}

// opIteratorClose is IteratorClose where the loop leaves it.
func (vm *VM) opIteratorClose(in uint64) {
	vm.iteratorClose(unsafe.Pointer(regA(vm.r(), in)), argD(in) != 0)
}

// opForInNext is ForInNext where the loop leaves it.
func (vm *VM) opForInNext(in uint64) {
	r := vm.r()
	v, ok := vm.forInNext(*regA(r, in))
	if !ok {
		vm.jump(instrJump24(in))
		return
	}
	*regB(r, in) = v
}

// opTypeOf is TypeOf where the loop leaves it.
func (vm *VM) opTypeOf(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.TypeOf(*regB(r, in))
}

// opStrictEq is StrictEq where the loop leaves it.
func (vm *VM) opStrictEq(in uint64) {
	r := vm.r()
	*regA(r, in) = BoolValue(vm.strictEqual(*regB(r, in), *regC(r, in)))
}

// opStrictNe is StrictNe where the loop leaves it.
func (vm *VM) opStrictNe(in uint64) {
	r := vm.r()
	*regA(r, in) = BoolValue(!vm.strictEqual(*regB(r, in), *regC(r, in)))
}

// opLoadGlobalThis is LoadGlobalThis where the loop leaves it.
func (vm *VM) opLoadGlobalThis(in uint64) {
	r := vm.r()
	*regA(r, in) = vm.realm.GlobalThis()
}

// opNot is Not where the loop leaves it.
func (vm *VM) opNot(in uint64) {
	r := vm.r()
	*regA(r, in) = BoolValue(!vm.ToBoolean(*regB(r, in)))
}

// opResolveThis is ResolveThis where the loop leaves it.
func (vm *VM) opResolveThis(in uint64) {
	r := vm.r()
	v := vm.sloppyThis(*regAt(r, -1))
	*regAt(r, -1) = v
	*regA(r, in) = v
}
