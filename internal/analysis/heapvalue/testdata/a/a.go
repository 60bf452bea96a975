package a

import (
	"fmt"

	"testdata/cage"
)

type Value = cage.Value

type unmarked struct { // want `type unmarked holds references into the cage \(field v\)`
	n int
	v Value
}

type nested struct { // want `type nested holds references into the cage \(field inner\)`
	inner [2]struct{ r cage.Ref }
}

type window struct { // want `type window holds references into the cage \(field args\)`
	args []Value
}

type pointer struct { // want `type pointer holds references into the cage \(field o\)`
	o *cage.Object
}

// handle keeps no reference itself.
type handle struct {
	vm   *cage.VM
	self *unmarked
	f    func(Value) Value
	any  any
}

// local is for the stack.
//
//gojs:stack
type local struct { // want local:"//gojs:stack"
	v Value
	p *local
}

// cache has a function that looks at it after marking.
//
//gojs:rooted
type cache struct { // want cache:"//gojs:rooted"
	byName map[string]Value
	ref    cage.Ref
}

var global Value // want `package variable global holds references into the cage`

var (
	table map[string]Value     // want `a map keeps references into the cage in Go's heap`
	ch    chan *cage.Object    // want `a channel keeps references`
	keys  map[cage.Ref]string  // want `a map keeps references`
	list  []Value              // want `package variable list holds`
	vms   map[string]*cage.VM  // a VM is rooted
	fine  func(v Value) *local // a function type holds nothing
)

var keep any

func onStack(v Value) Value {
	l := local{v: v}
	p := &local{v: v}
	p.v = l.v
	a := [3]Value{v, v, p.v}
	s := a[:]
	t := []Value{v, v}
	f := func() Value { return s[1] + t[0] }
	c := cage.Call{This: v, Args: t}
	return f() + c.This + use(&c) + sum(v, v)
}

func use(c *cage.Call) Value { return c.This }

func sum(vs ...Value) (total Value) {
	for _, v := range vs {
		total += v
	}
	return total
}

func leak(vs ...Value) {
	keep = vs // want `vs is put in an interface`
}

func newLocal(v Value) *local {
	return &local{v: v} // want `local is allocated in Go's heap`
}

func escapes(v Value, o *cage.Object, n int) {
	keep = v             // want `v is put in an interface`
	fmt.Println(v)       // want `v is put in an interface`
	keep = o.Slots[0]    // an expression without a name is not found
	keep = o.Shape       // want `o.Shape is put in an interface`
	moved := local{v: v} // want `variable moved is in Go's heap`
	keep = &moved
	keep = new(local)                // want `new takes memory for references`
	keep = []Value{v}                // want `allocated in Go's heap`
	keep = func() Value { return v } // want `a closure in Go's heap holds references into the cage: v \(Value\)`
	keep = v.Truth                   // want `a method value in Go's heap`
	keep = use(&cage.Call{This: v})  // want `is put in an interface`
	leak(v, v)                       // want `the arguments are a slice in Go's heap`
	s := make([]Value, n)            // want `its size is not constant`
	s = append(s, v)                 // want `append may move references`
	keep = make([]Value, 5)          // want `make takes memory for references into the cage from Go's heap`
	var eight [8]Value
	copy(eight[:], s)
}

func goroutines(v Value, n int) {
	go use(&cage.Call{This: v}) // want `allocated in Go's heap`
	go sum(v)                   // want `a goroutine gets references`
	go func() {                 // want `a goroutine gets references into the cage: v \(Value\)`
		_ = v
	}()
	go func() { _ = n }()
}

func reasons(v Value) {
	keep = v //gojs:rooted the caller holds it
	//gojs:rooted the caller holds it
	keep = v
	//gojs:rooted
	keep = v // want `//gojs:rooted needs a reason`
}

func generic[T any](t T) any { return t }

func instances(v Value) {
	_ = generic(v)
}
