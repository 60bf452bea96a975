package vm

import (
	"fmt"
	"io"
	"strings"

	"gojs/bytecode"
	"gojs/gc"
)

// Tracer says what a VM reports about its run, a line each, to Out. Lines of
// different sources begin with different words, so that one Out serves all.
type Tracer struct {
	Out          io.Writer
	Calls        bool // calls and returns of bytecode functions
	Instructions bool // every instruction with the values of the registers it reads
	IC           bool // what inline caches learn
	Jobs         bool // promise jobs and the like
	Modules      bool // loading, linking and evaluation of modules
}

// Tracing costs nothing where nobody asks for it: linked code that is to be
// traced is a copy in which the operation codes of the instructions to report
// are traceOp, which is no instruction. The run loop's default case reports them
// and goes on with the original.

// traceOp is the operation code of traced instructions.
const traceOp = bytecode.NumOps

const (
	maxTraceText  = 60 // bytes of a value
	maxTraceDepth = 40 // calls by which lines are indented
)

func (t *Tracer) printf(format string, args ...any) {
	// What the writer says is nobody's: a trace is a by-product.
	_, _ = fmt.Fprintf(t.Out, format+"\n", args...)
}

// tracedCode is the copy of fn's code to run, nil where it is not traced.
func (vm *VM) tracedCode(fn *bytecode.Function) []bytecode.Instr {
	t := vm.opts.Trace
	if t == nil || !t.Calls && !t.Instructions {
		return nil
	}
	code := append(make([]bytecode.Instr, 0, len(fn.Code)+1), fn.Code...) // with room behind, as fn.Code has
	for i, in := range code {
		if in.Op() != bytecode.OpExt && (t.Instructions || callEvent(fn, i) != "") {
			code[i] = in&^0xff | traceOp
		}
	}
	return code
}

// callEvent is what instruction i says of its activation, "" for nothing.
func callEvent(fn *bytecode.Function, i int) string {
	if i == 0 {
		return "call"
	}
	switch fn.Code[i].Op() {
	case bytecode.OpReturn, bytecode.OpReturnUndefined:
		return "return"
	case bytecode.OpInitialYield, bytecode.OpYield, bytecode.OpAwait:
		return "suspend"
	}
	switch fn.Code[i-1].Op() {
	case bytecode.OpInitialYield, bytecode.OpYield, bytecode.OpAwait:
		return "resume"
	}
	return ""
}

// traced reports the instruction before vm.pc and returns what it is.
func (vm *VM) traced() uint64 {
	lc, i := vm.code, int(vm.pcIndex())-1
	if lc.traced == nil {
		panic("vm: invalid instruction")
	}
	in := lc.fn.Code[i]
	if vm.opts.Trace.Calls {
		if event := callEvent(lc.fn, i); event != "" {
			vm.traceCall(event, in)
		}
	}
	if vm.opts.Trace.Instructions {
		vm.traceInstruction(i, in)
	}
	return uint64(in)
}

// traceCall reports a call, a return or what lies between them.
func (vm *VM) traceCall(event string, in bytecode.Instr) {
	fr := vm.frame()
	text := vm.traceFunction(fr)
	switch event {
	case "call":
		var args []string
		for i := range min(fr.argc, uint32(vm.code.fn.NumParams)) {
			args = append(args, vm.traceValue(*vm.reg(fr.base + i)))
		}
		text += "(" + strings.Join(args, ", ") + ")"
		if fr.flags&frameConstruct != 0 {
			text = "new " + text
		}
	case "return":
		v := Undefined
		if in.Op() == bytecode.OpReturn {
			v = *vm.reg(fr.base + uint32(in.A()))
		}
		text += " = " + vm.traceValue(v)
	}
	vm.opts.Trace.printf("%s%-7s %s", strings.Repeat("  ", min(int(vm.nframe)-1, maxTraceDepth)), event, text)
}

// traceUnwound reports that the topmost frame ends by a throw.
func (vm *VM) traceUnwound() {
	if t := vm.opts.Trace; t != nil && t.Calls && vm.frame().flags&frameNative == 0 {
		t.printf("%s%-7s %s throws %s", strings.Repeat("  ", min(int(vm.nframe)-1, maxTraceDepth)), "unwind",
			vm.traceFunction(vm.frame()), vm.traceValue(vm.thrown))
	}
}

// traceFunction names the function of a frame and where it is.
func (vm *VM) traceFunction(fr *Frame) string {
	fn := vm.codes[fr.link].fn
	name := fn.Name
	if name == "" {
		name = "(" + fn.Kind.String() + ")"
	}
	line, col := fn.Source.Position(fn.Span.Start)
	return fmt.Sprintf("%s %s:%d:%d", name, fn.Source.Name, line, col)
}

// traceInstruction reports an instruction: where it is, what it is, and the
// values that it is about to read.
func (vm *VM) traceInstruction(i int, in bytecode.Instr) {
	fn := vm.code.fn
	line, col := fn.Source.Position(fn.Position(i))
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d %5d  %s", fn.Source.Name, line, col, i, fn.InstrString(i, in))
	fields := [3]int{in.A(), in.B(), in.C()}
	for pos, k := range bytecode.Table[in.Op()].Operands {
		if k == bytecode.Src || k == bytecode.IO {
			fmt.Fprintf(&b, "  r%d=%s", fields[pos], vm.traceValue(*regAt(vm.r(), fields[pos])))
		}
	}
	vm.opts.Trace.printf("%s", b.String())
}

// traceValue is a short text of what a register holds.
func (vm *VM) traceValue(v Value) string {
	switch {
	case v == Hole:
		return "<hole>"
	case v == Uninit:
		return "<uninitialised>"
	case vm.uncatchable(v):
		return "<end of the script>"
	case v.IsCell() && v.Ref() == 0:
		return "<no cell>"
	case v.IsCell():
		return "<" + KindName(gc.At[gc.Header](vm.heap, v.Ref()).Kind) + ">"
	case v.IsString():
		return clipped(fmt.Sprintf("%+q", vm.GoString(v)))
	}
	return clipped(vm.Display(v))
}

func clipped(s string) string {
	if len(s) > maxTraceText {
		return s[:maxTraceText] + "..."
	}
	return s
}

// cacheNames say what a cache knows.
var cacheNames = [...]string{
	icNone: "nothing", icInline: "own property", icSlots: "own property out of line", icProto: "property of a prototype",
	icAdd: "property to add", icAddSlot: "property to add out of line", icGlobal: "global binding", icAbsent: "absent property",
}

// traceIC reports what a site has learned of its property.
func (vm *VM) traceIC(what string, ic *inlineCache) {
	if t := vm.opts.Trace; t != nil && t.IC {
		fn, at := vm.code.fn, ""
		if fn != nil {
			line, col := fn.Source.Position(fn.Position(max(int(vm.pcIndex())-1, 0)))
			at = fmt.Sprintf(" at %s:%d:%d", fn.Source.Name, line, col)
		}
		kind := "accessor of a prototype"
		if int(ic.kind) < len(cacheNames) {
			kind = cacheNames[ic.kind]
		}
		t.printf("ic %s %s%s: %s, shape %d", what, vm.DisplayKey(ic.key), at, kind, uint32(ic.shape))
	}
}

// traceJob reports a job that is about to run.
func (vm *VM) traceJob(kind int32, a Value) {
	if t := vm.opts.Trace; t != nil && t.Jobs {
		text := jobNames[kind]
		if kind == jobCall {
			text += " " + vm.traceValue(a)
		}
		t.printf("job %s, %d more", text, vm.jobs.n)
	}
}

var jobNames = [...]string{
	jobFulfilled: "reaction to a fulfilment", jobRejected: "reaction to a rejection", jobThenable: "resolution by a thenable",
	jobCall: "call of", jobGo: "of the host",
}

// traceModule reports a step in the life of a module.
func (vm *VM) traceModule(format string, args ...any) {
	if t := vm.opts.Trace; t != nil && t.Modules {
		t.printf("module "+format, args...)
	}
}
