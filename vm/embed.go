package vm

// What programs around the machine need beyond Host.

// Agent is what a Host implements besides where its agent may wait for others:
// Atomics.wait, waitAsync and whatever ends on another goroutine. Without it the
// agent can block, and nothing can be posted to it.
type Agent interface {
	// CanBlock is [[CanBlock]] of the agent record (sec-agents).
	CanBlock() bool
	// Pend announces that another goroutine will have something to do: it keeps
	// the program alive until post is called, once, from any goroutine. Then f runs on
	// the VM's goroutine and the jobs after it. A nil f only ends the announcement.
	Pend(vm *VM) (post func(f func(*VM)))
}

// AgentCanSuspend is sec-agentcansuspend.
func (vm *VM) AgentCanSuspend() bool {
	a, ok := vm.host().(Agent)
	return !ok || a.CanBlock()
}

// Pend is Agent.Pend; false where the host has none.
func (vm *VM) Pend() (post func(f func(*VM)), ok bool) {
	a, ok := vm.host().(Agent)
	if !ok {
		return nil, false
	}
	return a.Pend(vm), true
}

// InRealm calls f with r as the current realm.
func (vm *VM) InRealm(r *Realm, f func() Value) Value {
	saved := vm.realm
	vm.realm = r
	defer func() { vm.realm = saved }()
	return f()
}

// MarkHTMLDDA gives o an [[IsHTMLDDA]] internal slot (sec-IsHTMLDDA-internal-slot).
func MarkHTMLDDA(o *Object) { o.Flags |= flagHTMLDDA }
