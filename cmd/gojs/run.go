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
	case c.hasEval:
		return c.runText(std, inlineProgram(c, evalName, c.eval))
	case c.interactive, len(c.args) == 0 && c.readsTerminal():
		return c.repl(std)
	case len(c.args) > 0 && c.args[0] != "-":
		return c.runFile(std)
	}
	if len(c.args) > 0 {
		c.args = c.args[1:]
	}
	text, err := readStdin(std.in)
	if err != nil {
		return report(std, err)
	}
	return c.runText(std, inlineProgram(c, stdinName, text))
}

// readsTerminal reports whether a person types the program.
func (c *config) readsTerminal() bool { return isTerminal(os.Stdin) && !c.print && !c.check }

// runtime makes the Runtime that c describes.
func (c *config) runtime(std *stdio) (*gojs.Runtime, error) {
	o := gojs.Options{
		MaxHeap: c.maxHeap, StackSize: c.stackSize, GCStress: c.gcStress, GCVerify: c.gcVerify,
		ExposeGC: c.exposeGC, Args: c.args, Stdin: std.in, Stdout: std.out, Stderr: std.err,
		Trace: c.tracer(std),
	}
	if c.traceGC || c.traces("gc") {
		o.TraceGC = std.err
	}
	r, err := gojs.New(o)
	if err != nil || c.stackTraceLimit < 0 {
		return r, err
	}
	_, err = r.RunScript(context.Background(), "", fmt.Sprintf("Error.stackTraceLimit = %d", c.stackTraceLimit))
	return r, err
}

// runFile runs, checks or dumps the file c.args[0].
func (c *config) runFile(std *stdio) int {
	if len(c.dump) == 0 && !c.check && !c.script && !c.module {
		return c.runText(std, program{file: c.args[0]})
	}
	p, err := readProgram(c, c.args[0])
	if err != nil {
		return report(std, err)
	}
	return c.runText(std, p)
}

// runText runs, checks or dumps a program.
func (c *config) runText(std *stdio, p program) int {
	switch {
	case len(c.dump) > 0:
		if err := dump(std.out, c.dump, p); err != nil {
			return report(std, err)
		}
		return 0
	case c.check:
		if err := check(p); err != nil {
			return report(std, err)
		}
		return 0
	}
	r, err := c.runtime(std)
	if err != nil {
		return report(std, err)
	}
	if err := c.execute(r, std, p); err != nil {
		return report(std, err)
	}
	return r.ExitCode()
}

// execute runs p in r.
func (c *config) execute(r *gojs.Runtime, std *stdio, p program) error {
	ctx := context.Background()
	if p.file != "" {
		return r.RunFile(ctx, p.file)
	}
	var v gojs.Value
	var err error
	switch p.goal {
	case moduleGoal:
		v, err = r.RunModule(ctx, p.name, p.text)
	case commonJSGoal:
		v, err = r.RunCommonJS(ctx, p.name, p.text)
	default:
		v, err = r.RunScript(ctx, p.name, p.text)
	}
	if err == nil && c.print {
		fmt.Fprintln(std.out, r.Inspect(v, gojs.DefaultInspect()))
	}
	return err
}

// prepare makes what a program that is no file finds as globals: require and the
// other names of a CommonJS module, called name.
func (c *config) prepare(r *gojs.Runtime, name string) error {
	_, err := r.RunCommonJS(context.Background(), name,
		"globalThis.module = module; globalThis.exports = exports; globalThis.require = require; globalThis.__filename = __filename; globalThis.__dirname = __dirname")
	return err
}

// check finds the early errors of p.
func check(p program) (err error) {
	switch p.goal {
	case moduleGoal:
		_, err = gojs.CompileModule(p.name, p.text)
	case commonJSGoal:
		_, err = gojs.CompileCommonJS(p.name, p.text)
	default:
		_, err = gojs.CompileScript(p.name, p.text)
	}
	return err
}
