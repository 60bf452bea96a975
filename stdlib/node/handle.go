package node

import (
	"strings"

	"gojs/gc"
	"gojs/loop"
	"gojs/vm"
)

// Handles and requests: what JavaScript code of js/ holds of the loop. A handle
// object is a host object of a class declared by declareClass; its Go part
// embeds handle. The loop calls it back by methods of the object that
// JavaScript has set (onread, onexit, ...).

// handle is the Go part that handle objects have in common.
type handle struct {
	s       *System
	tells   bool     // somebody wants to know when it is closed
	server  bool     // it is made to listen
	self    *gc.Root // the object, until 'close' has been called: the loop may call it
	context *gc.Root // the asynchronous context of its making, nil for none
	ids     asyncIDs
	loop    loop.Handle
}

// handleServer is the type of a stream's handle that listens, for its constructor.
const handleServer = 1

// handleHolder is a Go part of a handle object.
type handleHolder interface{ base() *handle }

func (h *handle) base() *handle { return h }

// newHandleObject makes the object of a handle; h is embedded in data. c is the
// call of the constructor, proto the class's prototype.
func (s *System) newHandleObject(c *vm.Call, proto vm.Intrinsic, h *handle, data handleHolder, l loop.Handle) vm.Value {
	return s.handleObject(s.vm.GetPrototypeFromConstructor(c.NewTarget(), proto), h, data, l)
}

// handleObject makes the object of a handle that no constructor was called for.
func (s *System) handleObject(proto *vm.Object, h *handle, data handleHolder, l loop.Handle) vm.Value {
	m := s.vm
	h.s, h.loop = s, l
	v := m.ObjectValue(m.NewHostObject(proto, data))
	h.self = m.Heap().NewRoot(gc.Word(v))
	s.handles.add(h)
	h.context = s.contextRoot()
	if s.async.tracking {
		h.ids = s.asyncInit(s.provider(v, h.server), v)
	}
	return v
}

// contextRoot holds the asynchronous context that is in force, nil for none.
func (s *System) contextRoot() *gc.Root {
	v := s.vm.AsyncContext()
	if v == vm.Undefined {
		return nil
	}
	return s.vm.Heap().NewRoot(gc.Word(v))
}

// inContext runs f with a context in force, as a callback of resource's. Whoever
// called ends both.
func (s *System) inContext(context *gc.Root, ids asyncIDs, resource vm.Value, f func()) {
	if context != nil {
		s.vm.SetAsyncContext(vm.Value(context.Get()))
	}
	s.enterScope(ids, resource)
	f()
}

// provider is what hooks call an object of a binding's class: TCPWRAP.
func (s *System) provider(v vm.Value, server bool) string {
	m := s.vm
	class := m.Get(m.Obj(v), m.Key("constructor"))
	if !class.IsObject() {
		return "NONE"
	}
	name := strings.TrimSuffix(strings.ToUpper(m.ToGoString(m.Get(m.Obj(class), m.K(kName)))), "WRAP")
	switch {
	case strings.Contains(name, "REQ") || name == "FSREQCALLBACK" || name == "STATWATCHER":
		return name + map[bool]string{true: "WRAP"}[strings.HasSuffix(name, "REQ")]
	case server:
		return name + "SERVERWRAP"
	}
	return name + "WRAP"
}

// thisPart is the Go part of the object a method is called on.
func thisPart[T any](c *vm.Call) T {
	part, ok := c.HostData(c.This()).(T)
	if !ok {
		c.ThrowTypeError("Illegal invocation")
	}
	return part
}

// argPart is the Go part of argument i.
func argPart[T any](c *vm.Call, i int) (T, bool) {
	part, ok := c.HostData(c.Arg(i)).(T)
	return part, ok
}

// closed reports whether nothing will be called any more.
func (h *handle) closed() bool { return h.self == nil }

// callback runs f as a callback of the loop with the handle's object. f must not
// keep it, nor hold Values.
func (h *handle) callback(f func(m *vm.VM, this *vm.Object)) {
	if h.self == nil {
		return
	}
	h.s.host.Callback(func() {
		if h.self == nil {
			return
		}
		h.s.inContext(h.context, h.ids, vm.Value(h.self.Get()), func() { f(h.s.vm, h.s.vm.Obj(vm.Value(h.self.Get()))) })
	})
}

// end lets go of the object.
func (h *handle) end() {
	if h.self == nil {
		return
	}
	h.self.Free()
	h.self = nil
	h.s.asyncEnd(h.ids.id)
	h.s.handles.remove(h)
	if h.context != nil {
		h.context.Free()
		h.context = nil
	}
}

// The methods that all handle objects have.
var handleMethods = []vm.Spec{
	fn("close", 1, handleClose),
	fn("ref", 0, func(c *vm.Call) vm.Value {
		if h := thisPart[handleHolder](c).base(); !h.closed() {
			h.loop.Ref()
		}
		return vm.Undefined
	}),
	fn("unref", 0, func(c *vm.Call) vm.Value {
		if h := thisPart[handleHolder](c).base(); !h.closed() {
			h.loop.Unref()
		}
		return vm.Undefined
	}),
	fn("getAsyncId", 0, func(c *vm.Call) vm.Value {
		h := thisPart[handleHolder](c).base()
		if h.ids.id == 0 {
			h.ids = asyncIDs{h.s.newAsyncID(), h.s.asyncTrigger()}
		}
		return vm.NumberValue(h.ids.id)
	}),
	fn("hasRef", 0, func(c *vm.Call) vm.Value {
		h := thisPart[handleHolder](c).base()
		return vm.BoolValue(!h.closed() && h.loop.HasRef())
	}),
}

var kHandleOnClose = vm.NewKeyID("handle_onclose")

// handleClose is close ( [ callback ] ). The callback is called when the loop has
// closed the handle.
func handleClose(c *vm.Call) vm.Value {
	h := thisPart[handleHolder](c).base()
	if h.closed() || h.loop.Closing() {
		return vm.Undefined
	}
	h.keepOnClose(c)
	h.loop.Close(h.whenClosed)
	return vm.Undefined
}

// keepOnClose keeps argument 0, the callback of close.
func (h *handle) keepOnClose(c *vm.Call) {
	if c.IsCallable(c.Arg(0)) {
		h.tells = true
		c.DefineData(c.Obj(c.This()), c.K(kHandleOnClose), c.Arg(0), vm.Writable|vm.Configurable)
	}
}

// whenClosed is called when the loop has closed the handle.
func (h *handle) whenClosed() {
	if !h.tells {
		h.end()
		return
	}
	h.callback(func(m *vm.VM, this *vm.Object) {
		if f := m.Get(this, m.K(kHandleOnClose)); m.IsCallable(f) {
			m.Call(f, m.ObjectValue(this))
		}
	})
	h.end()
}

// class is what declareClass declares.
type class struct{ constructor, prototype vm.Intrinsic }

// declareClass declares a class for a binding: called from package variables'
// initialisers. Its constructor is make; parent is the class whose prototype it
// extends, nil for Object. spec gives it to a binding's table.
func declareClass(name string, make vm.Native, parent *class, methods ...vm.Spec) *class {
	k := &class{constructor: vm.NewIntrinsic(), prototype: vm.NewIntrinsic()}
	proto := vm.ObjectPrototype
	if parent != nil {
		proto = parent.prototype
	}
	props := append([]vm.Spec{{Key: "constructor", Kind: vm.Reference, Ref: k.constructor}}, methods...)
	vm.Declare(
		&vm.ObjectSpec{ID: k.constructor, Proto: vm.FunctionPrototype, Func: &vm.Spec{Key: name, Ctor: k.prototype, Fn: make},
			Props: []vm.Spec{{Key: "prototype", Kind: vm.Reference, Ref: k.prototype, AttrsSet: true}}},
		&vm.ObjectSpec{ID: k.prototype, Proto: proto, Props: props})
	return k
}

// spec is the line of a binding's table that gives the class under a name.
func (k *class) spec(key string) vm.Spec {
	return vm.Spec{Key: key, Kind: vm.Reference, Ref: k.constructor}
}

// request is an operation under way: the object that JavaScript made for it
// lives until complete.
type request struct {
	s       *System
	self    *gc.Root
	context *gc.Root
	ids     asyncIDs
}

// newRequest keeps v, the object of a request.
func (s *System) newRequest(v vm.Value) *request {
	r := &request{s: s, self: s.vm.Heap().NewRoot(gc.Word(v)), context: s.contextRoot()}
	if s.async.tracking {
		r.ids = s.asyncInit(s.provider(v, false), v)
	}
	return r
}

// complete runs f as a callback of the loop with the request's object, once. f
// must not keep it, nor hold Values.
func (r *request) complete(f func(m *vm.VM, this *vm.Object)) {
	r.s.host.Callback(func() {
		m := r.s.vm
		this := vm.Value(r.self.Get())
		r.s.inContext(r.context, r.ids, this, func() { f(m, m.Obj(this)) })
	})
	r.free()
}

// free lets go of the object: of a request that failed at once.
func (r *request) free() {
	r.s.asyncEnd(r.ids.id)
	r.self.Free()
	if r.context != nil {
		r.context.Free()
	}
}

var kOncomplete = vm.NewKeyID("oncomplete")

// completeStatus calls oncomplete ( status ) of the request's object: 0, or libuv's
// number of the error.
func (r *request) completeStatus(err error) {
	r.complete(func(m *vm.VM, this *vm.Object) {
		if f := m.Get(this, m.K(kOncomplete)); m.IsCallable(f) {
			m.Call(f, m.ObjectValue(this), status(err))
		}
	})
}

// status is libuv's number of an error, 0 for none.
func status(err error) vm.Value {
	if err == nil {
		return vm.IntValue(0)
	}
	if e, ok := err.(loop.Errno); ok {
		return vm.IntValue(int32(e))
	}
	return vm.IntValue(int32(loop.EIO))
}
