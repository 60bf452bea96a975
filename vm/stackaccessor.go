package vm

import "unsafe"

// The accessor of Options.StackAccessor (proposal-error-stack-accessor).

var (
	getStackSpec = &Spec{Name: "get stack", Fn: getErrorStack}
	setStackSpec = &Spec{Name: "set stack", Fn: setErrorStack, Len: 1}
)

func (r *Realm) defineStackAccessor() {
	vm := r.vm
	pair := vm.newAccessor(vm.ObjectValue(vm.newNative(r, getStackSpec, nil)), vm.ObjectValue(vm.newNative(r, setStackSpec, nil)))
	vm.putOwn(r.Intrinsic(ErrorPrototype), vm.names.stack, Configurable|attrAccessor, pair)
}

// get Error.prototype.stack
func getErrorStack(c *Call) Value {
	if !c.This().IsObject() {
		c.ThrowTypeError("Error.prototype.stack getter called on non-object %s", c.Display(c.This()))
	}
	if !c.IsError(c.This()) {
		return Undefined
	}
	e := (*ErrorObject)(unsafe.Pointer(c.Obj(c.This())))
	if e.stack.IsCell() {
		capture := e.stack.Ref()
		e.stack = c.names.empty
		e.stack = c.stackValue(&e.Object, capture)
	}
	return e.stack
}

// set Error.prototype.stack: SetterThatIgnoresPrototypeProperties
// (sec-SetterThatIgnoresPrototypeProperties).
func setErrorStack(c *Call) Value {
	if !c.This().IsObject() {
		c.ThrowTypeError("Error.prototype.stack setter called on non-object %s", c.Display(c.This()))
	}
	if !c.Arg(0).IsString() {
		c.ThrowTypeError("Error.prototype.stack can only be set to a string")
	}
	o := c.Obj(c.This())
	if o == c.realm.Intrinsic(ErrorPrototype) {
		c.ThrowTypeError("Cannot assign to read only property 'stack' of object '%s'", c.Display(c.This()))
	}
	if _, ok := c.GetOwnProperty(o, c.names.stack); ok {
		c.Set(o, c.names.stack, c.Arg(0), true)
	} else {
		c.CreateDataPropertyOrThrow(o, c.names.stack, c.Arg(0))
	}
	return Undefined
}
