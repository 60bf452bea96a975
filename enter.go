package gojs

import (
	"context"

	"gojs/gc"
	"gojs/vm"
)

// enter begins a call of the public API: only one goroutine may be inside, as
// often as its calls nest. ctx, where it is not nil, ends what runs until leave.
func (r *Runtime) enter(ctx context.Context) (entry, error) {
	e := entry{r: r, ctx: r.ctx}
	if g := gc.Goroutine(); r.owner.Load() != g {
		if !r.owner.CompareAndSwap(0, g) {
			panic("gojs: a Runtime was used by two goroutines at once; hand work to its own with Post")
		}
		if r.vm != nil {
			r.vm.ClearInterrupt()
		}
	}
	r.depth++
	if r.closed {
		e.leave()
		return e, ErrClosed
	}
	if ctx != nil {
		if ctx.Err() != nil {
			e.leave()
			return e, context.Cause(ctx)
		}
		r.ctx = ctx
		if ctx.Done() != nil && ctx != e.ctx {
			fired := make(chan struct{})
			e.fired = fired
			e.unhook = context.AfterFunc(ctx, func() {
				r.Interrupt(context.Cause(ctx))
				close(fired)
			})
		}
	}
	return e, nil
}

// entry is one call of the public API.
type entry struct {
	r      *Runtime
	ctx    context.Context // of the entry around it
	unhook func() bool
	fired  <-chan struct{}
}

// leave ends the entry. An interrupt that its context caused ends with it.
func (e *entry) leave() {
	r := e.r
	if e.unhook != nil && !e.unhook() {
		<-e.fired // so that it does not hit what runs next
		if e.ctx.Err() == nil {
			r.vm.ClearInterrupt()
		}
	}
	r.ctx = e.ctx
	if r.depth--; r.depth > 0 {
		return
	}
	if r.running && !r.closed { // a panic passes through
		r.running, r.until, r.fromStack, r.converting = false, nil, false, 0
		r.drop()
	}
	if r.vm != nil && !r.closed {
		r.vm.Recover()
	}
	r.owner.Store(0)
}

// Interrupt ends what runs with the reason err (nil: ErrInterrupted). It may be
// called from any goroutine, and does nothing where nothing runs.
func (r *Runtime) Interrupt(err error) {
	r.vm.Interrupt(err)
	if l := r.loop.Load(); l != nil {
		l.Interrupt()
	}
}

// call runs f on the machine, as part of what runs or by itself, and returns
// what it throws.
func (r *Runtime) call(f func() vm.Value) (Value, error) {
	e, err := r.enter(nil)
	if err != nil {
		return Value{}, err
	}
	defer e.leave()
	v, err := r.vm.Protect(f)
	if err != nil {
		return Value{}, r.failure(err)
	}
	return r.value(v), nil
}
