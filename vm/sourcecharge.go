package vm

import (
	"gojs/bytecode"
	"gojs/source"
)

// Texts, trees and bytecode are Go data. For the programs that scripts make
// (eval, new Function) the heap is charged until the last function of the
// program has died.

// sourceCharge is what the heap is charged for a program.
type sourceCharge struct {
	vm    *VM
	file  *source.File // nil before the text is put together
	bytes int64
	codes int  // linked functions of the program
	done  bool // it has been compiled, or will not be
}

// sourceRoom is what a program takes beside its text, however short it is.
const sourceRoom = 3 << 10

// chargeSource begins to charge for a program whose text has so many code
// units. It is called before the text is made into a Go string, and throws when
// memory is out.
func (vm *VM) chargeSource(units int) *sourceCharge {
	c := &sourceCharge{vm: vm}
	c.reserve(int64(units) + sourceRoom)
	return c
}

// reserve is for source.File.Reserve and the like.
func (c *sourceCharge) reserve(bytes int64) {
	c.vm.heap.ChargeExternal(bytes)
	c.bytes += bytes
}

// attach says which file it is whose functions are counted.
func (c *sourceCharge) attach(f *source.File) {
	c.file = f
	c.vm.charges[f] = c
}

// compiled takes off what fn's tree was charged with, where no function of it
// waits for its compilation: of the program the text and the code are left.
func (c *sourceCharge) compiled(fn *bytecode.Function) {
	if len(fn.Functions) > 0 {
		return
	}
	keep := int64(len(fn.Source.Text)) + sourceRoom + fn.Size()
	if keep < c.bytes {
		c.vm.heap.ChargeExternal(keep - c.bytes)
		c.bytes = keep
	}
}

// end is called when the program has been compiled and linked, or failed to:
// from now on only its functions keep the charge.
func (c *sourceCharge) end() {
	c.done = true
	c.settle()
}

// settle takes the charge off when nothing is left of the program.
func (c *sourceCharge) settle() {
	if c.codes > 0 || !c.done {
		return
	}
	if c.file != nil {
		c.file.Reserve = nil
		delete(c.vm.charges, c.file)
		delete(c.vm.referrers, c.file)
	}
	c.vm.heap.ChargeExternal(-c.bytes)
}

// countCode counts a function of f's program that was linked (1) or died (-1).
func (vm *VM) countCode(f *source.File, n int) {
	if c := vm.charges[f]; c != nil {
		c.codes += n
		c.settle()
	}
}
