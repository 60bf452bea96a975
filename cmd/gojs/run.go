package main

import (
	"context"
	"fmt"
	"os"

	"gojs"
)

// start does what c asks for and returns the exit code.
func start(c *config, std *stdio) int {
	switch {
	case c.switchedOn("--test"):
		return c.run(std, program{builtin: "internal/test_runner/main"})
	case c.interactive, len(c.args) == 0 && !c.hasEval && c.readsTerminal():
		return c.repl(std)
	case c.hasEval:
		return c.runText(std, inlineProgram(c, evalName, c.eval))
	case len(c.args) > 0 && c.args[0] != "-":
		return c.runFile(std)
	}
	text, err := readStdin(std.in)
	if err != nil {
		return c.report(std, nil, err)
	}
	return c.runText(std, inlineProgram(c, stdinName, text))
}

// readsTerminal reports whether a person types the program.
func (c *config) readsTerminal() bool { return isTerminal(os.Stdin) && !c.print && !c.check }

// runFile runs, checks or dumps the file c.args[0].
func (c *config) runFile(std *stdio) int {
	if len(c.dump) == 0 && !c.check && !c.script && !c.module {
		return c.runText(std, program{file: c.args[0]})
	}
	p, err := readProgram(c, c.args[0])
	if err != nil {
		return c.report(std, nil, err)
	}
	return c.runText(std, p)
}

// runText runs, checks or dumps a program.
func (c *config) runText(std *stdio, p program) int {
	var err error
	switch {
	case len(c.dump) > 0:
		err = dump(std.out, c.dump, p)
	case c.check:
		_, err = p.compile()
	default:
		return c.run(std, p)
	}
	if err != nil {
		return c.report(std, nil, err)
	}
	return 0
}

// run runs a program.
func (c *config) run(std *stdio, p program) int {
	r, err := c.runtime(std)
	if err == nil {
		err = c.preload(r)
	}
	if err == nil {
		err = c.execute(r, p)
	}
	if err != nil {
		return c.report(std, r, err)
	}
	return r.ExitCode()
}

// runtime makes the Runtime that c describes.
func (c *config) runtime(std *stdio) (*gojs.Runtime, error) {
	o := gojs.Options{
		MaxHeap: c.maxHeap, StackSize: c.stackSize, GCStress: c.gcStress, GCVerify: c.gcVerify,
		ExposeGC: c.exposeGC, Args: c.args, Stdin: std.in, Stdout: std.out, Stderr: std.err,
		Trace: c.tracer(std), UnhandledRejections: c.rejections, Flags: c.noted, ExecArgv: c.execArgv,
	}
	if c.traceGC || c.traces("gc") {
		o.TraceGC = std.err
	}
	r, err := gojs.New(o)
	if c.stackTraceLimit >= 0 {
		c.setup = append(c.setup, fmt.Sprintf("Error.stackTraceLimit = %d", c.stackTraceLimit))
	}
	if os.Getenv("NODE_CHANNEL_FD") != "" {
		c.setup = append(c.setup, channelText)
	}
	for i := 0; i < len(c.setup) && err == nil; i++ {
		err = c.begin(r, program{text: c.setup[i], goal: scriptGoal})
	}
	return r, err
}

// begin runs a program without the event loop, which runs for it and the ones after it.
func (c *config) begin(r *gojs.Runtime, p program) error {
	code, err := p.compile()
	if err != nil {
		return err
	}
	_, err = r.Start(context.Background(), code)
	return err
}

// channelText opens the channel of messages of a program that was forked.
const channelText = `{
	const { NODE_CHANNEL_FD: fd, NODE_CHANNEL_SERIALIZATION_MODE: mode } = process.env;
	delete process.env.NODE_CHANNEL_FD;
	delete process.env.NODE_CHANNEL_SERIALIZATION_MODE;
	process.getBuiltinModule('child_process')._forkChild(Number(fd), mode || 'json');
}`

// preloadText requires a module as Node does before the program: for an error's
// Require stack, by internal/preload, and without the globals that text has.
const preloadText = `{
	const load = require;
	module.filename = null, module.id = 'internal/preload';
	for (const name of ['module', 'exports', 'require', '__filename', '__dirname']) delete globalThis[name];
	load(%q);
}`

// preload loads the modules of --require and --import, in this order.
func (c *config) preload(r *gojs.Runtime) error {
	for _, name := range c.require {
		if err := c.begin(r, program{name: "[preload]", text: fmt.Sprintf(preloadText, name)}); err != nil {
			return err
		}
	}
	for _, name := range c.imports {
		code, err := gojs.CompileScript("internal/preload", fmt.Sprintf("import(%q)", name))
		if err != nil {
			return err
		}
		loaded, err := r.Start(context.Background(), code)
		if err == nil {
			_, err = loaded.Await(context.Background())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// execute runs p in r.
func (c *config) execute(r *gojs.Runtime, p program) error {
	ctx := context.Background()
	if p.builtin != "" {
		return r.RunBuiltin(ctx, p.builtin)
	}
	if p.file != "" {
		return r.RunFile(ctx, p.file)
	}
	if p.inline && p.goal != moduleGoal {
		if err := c.moduleGlobals(r, p.name); err != nil {
			return err
		}
	}
	code, err := p.compile()
	if err != nil {
		return err
	}
	if !c.print {
		_, err = r.Run(ctx, code)
		return err
	}
	if p.goal == moduleGoal {
		return errPrintModule
	}
	return c.printed(r, code)
}

// errPrintModule is Node's ERR_EVAL_ESM_CANNOT_PRINT.
var errPrintModule = fmt.Errorf("Error [ERR_EVAL_ESM_CANNOT_PRINT]: --print cannot be used with ESM input")

// printed runs code and the event loop, then prints the value of code.
func (c *config) printed(r *gojs.Runtime, code *gojs.Program) error {
	v, err := r.Start(context.Background(), code)
	if err != nil {
		return err
	}
	_, ended := r.RunScript(context.Background(), "", "")
	console, err := r.Get("console")
	if err == nil {
		_, err = console.Invoke("log", v)
	}
	if ended != nil {
		return ended
	}
	return err
}

// moduleGlobals makes the names of a CommonJS module globals, for a program that
// is no file: RunCommonJS makes them for what it runs, which is nothing here.
func (c *config) moduleGlobals(r *gojs.Runtime, name string) error {
	return c.begin(r, program{name: name, goal: commonJSGoal})
}
