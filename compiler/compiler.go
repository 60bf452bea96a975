package compiler

import (
	"errors"
	"fmt"

	"gojs/ast"
	"gojs/bytecode"
	"gojs/source"
)

// limitError is thrown by gens when a limit of the instruction format is
// reached.
type limitError struct{ error }

// unit is what the functions of one parse share.
type unit struct {
	file *source.File
	kind bytecode.FunctionKind // of the outermost code
	eval *bytecode.EvalScope   // set in the code of a direct eval
	// module is set in modules.
	module *ast.ModuleRecord
	// root stands for the environment that the outermost code closes over.
	root *env
}

// gen makes the code of one function.
type gen struct {
	*unit
	b    bytecode.Builder
	out  *bytecode.Function
	high []bytecode.Const

	fn     *ast.Function // nil in outermost code and initialisers of classes
	class  *ast.Class    // of a constructor
	strict bool
	await  bool // Await may be used: an async function or a module
	long   bool // so large that short jumps might not reach

	env       *env // the innermost environment
	outer     *env // the one the function closes over
	funcEnv   int  // register of outer
	usesEnv   bool
	loadEnvPC int

	top, max int
	vars     []bool // registers that hold variables
	initAt   []int  // 1 + pc of the LoadUndefined that a variable may not need
	flow     int    // conditional constructs around this point

	consts  pool
	globals map[string]int // sites of GetGlobal

	ctl        []*control
	labels     []string // of the statement to come
	regions    []region
	completion int // register of the completion value, -1 for none
	thisReg    int // of an initialiser of a class
	thisBound  bool
	lastBound  int
	depth      int
	spineNext  ast.Expr
	done       map[ast.Expr]int

	mapped        bool // parameters are linked to the arguments object
	wantsMap      bool // they should have been
	argUse        int
	chainEnd      *bytecode.Label // where the optional chain around this point ends
	patternSource patternSource   // what the pattern to come takes apart, for messages
	capability    int             // of the using declarations around this point
}

// Script compiles a script. Its completion value is what the code returns.
func Script(p *ast.Program) (*bytecode.Function, error) {
	u := &unit{file: p.File, kind: bytecode.ScriptCode}
	return u.program(p, (*gen).script)
}

// Eval compiles the code of an eval; scope is that of the call of a direct eval, nil for
// an indirect one. The function is called with the environment of the call
// (none for an indirect eval) as the one it closes over.
func Eval(p *ast.Program, scope *bytecode.EvalScope) (*bytecode.Function, error) {
	u := &unit{file: p.File, kind: bytecode.EvalCode, eval: scope}
	return u.program(p, (*gen).evalCode)
}

// Function compiles the one function of p, which closes over the global
// environment: made by the Function constructor, or the body of a CommonJS
// module.
func Function(p *ast.Program) (*bytecode.Function, error) {
	f := p.Func
	u := &unit{file: p.File, kind: bytecode.ScriptCode, root: &env{}}
	prepareScopes(p.Scope)
	name := ""
	if f.Name != nil {
		name = f.Name.Name
	}
	t := u.header(f, name, nil)
	return t, u.compile(t, f, nil, u.root)
}

// program compiles outermost code with body.
func (u *unit) program(p *ast.Program, body func(*gen, *ast.Program)) (*bytecode.Function, error) {
	u.root = &env{dynamic: u.eval != nil, anyDynamic: u.eval != nil}
	prepareScopes(p.Scope)
	if p.VarScope != p.Scope {
		prepareScopes(p.VarScope)
	}
	t := &bytecode.Function{Kind: u.kind, Source: p.File, Span: p.Span}
	if p.Strict {
		t.Flags |= bytecode.Strict
	}
	if p.HasDirectEval {
		t.Flags |= bytecode.HasDirectEval
	}
	c := u.newGen(t, u.root, p.Span)
	c.strict = p.Strict
	if err := c.run(func() { body(c, p) }); err != nil {
		return nil, err
	}
	return t, nil
}

// longFrom is the length of source text from which a function may have more
// instructions than short jumps reach (bytecode.MaxJump24). A test lowers it.
var longFrom int32 = 1 << 20

func (u *unit) newGen(t *bytecode.Function, outer *env, span source.Span) *gen {
	c := &gen{unit: u, out: t, outer: outer, env: outer, completion: -1, thisReg: -1}
	c.long = span.End-span.Start > longFrom
	return c
}

// run calls body and completes the function, turning a limit that was reached
// into an error.
func (c *gen) run(body func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			l, ok := r.(limitError)
			if !ok {
				panic(r)
			}
			err = l.error
		}
	}()
	body()
	c.finish()
	return nil
}

func (c *gen) fail(message string) {
	panic(limitError{errors.New("RangeError: " + c.file.Name + ": " + message)})
}

func (c *gen) finish() {
	if c.reachable() {
		c.b.ReturnUndefined()
	}
	c.out.NumRegs = c.max
	c.out.Consts = c.consts.list
	c.placeHandlers()
	c.b.Finish(c.out, c.high)
}

// compile makes the code of f in t. When f turns out to need parameters linked
// to its arguments object, it starts over.
func (u *unit) compile(t *bytecode.Function, f *ast.Function, class *ast.Class, outer *env) error {
	for mapped := false; ; mapped = true {
		c := u.newGen(t, outer, f.Span)
		t.Consts, t.Sites, t.Functions, t.Handlers, t.Checks = nil, nil, nil, nil, nil
		c.fn, c.class, c.strict, c.mapped = f, class, f.Strict, mapped
		c.await = f.Async
		err := c.run(c.function)
		if err != nil || mapped || !c.wantsMap {
			return err
		}
	}
}

// reachable reports whether control can come here.
func (c *gen) reachable() bool {
	n := c.b.PC()
	if n == 0 || c.lastBound == n {
		return true
	}
	return !bytecode.Table[c.b.Code[n-1].Op()].Ends
}

// bind puts l here.
func (c *gen) bind(l *bytecode.Label) {
	if l.Used() {
		c.lastBound = c.b.PC()
	}
	c.b.Bind(l)
}

// bindLoop is bind for a label that later instructions will jump to.
func (c *gen) bindLoop(l *bytecode.Label) {
	c.lastBound = c.b.PC()
	c.b.Bind(l)
}

// at sets the position of the instructions to come.
func (c *gen) at(off int32) { c.b.SetPosition(off) }

func (c *gen) bug(format string, args ...any) {
	panic("compiler: " + fmt.Sprintf(format, args...))
}
