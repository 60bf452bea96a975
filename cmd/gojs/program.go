package main

import (
	"io"
	"os"
	"path/filepath"

	"gojs"
	"gojs/loader"
	"gojs/parser"
	"gojs/source"
)

// goal is how the text of a program is to be read.
type goal uint8

const (
	commonJSGoal goal = iota
	scriptGoal
	moduleGoal
)

// program is a text to run, to check or to dump.
type program struct {
	name   string // what stack traces call it
	text   string
	goal   goal
	inline bool // -e, -p or standard input
	// file is the path of a program that Node's rules are to find; then text and
	// goal are not used.
	file string
	// builtin is the name of a program that is part of Node.
	builtin string
}

// Names that Node.js gives to programs that are no files.
const (
	evalName  = "[eval]"
	evalName1 = "[eval1]" // with the Module goal
	stdinName = "[stdin]"
)

// inlineProgram is the program of -e, -p or standard input.
func inlineProgram(c *config, name, text string) program {
	p := program{name: name, text: text, goal: scriptGoal, inline: true}
	switch {
	case c.module || c.inputType == "module":
		p.goal, p.name = moduleGoal, moduleURL()
	case c.script:
		p.inline = false // a Script has no names that the standard does not give it
	case c.inputType == "" && onlyModule(text):
		p.goal, p.name = moduleGoal, moduleURL()
	}
	return p
}

// moduleURL is the name of a module that is no file: it lies in the working directory.
func moduleURL() string {
	dir, err := os.Getwd()
	if err != nil {
		return evalName1
	}
	return loader.FileURL(loader.FromNative(filepath.Join(dir, evalName1)))
}

// onlyModule reports whether text has errors as a script but none as a module.
func onlyModule(text string) bool {
	f := source.FromBytes("", []byte(text))
	if _, err := parser.ParseScript(f, parser.Options{}); err == nil {
		return false
	}
	_, err := parser.ParseModule(f)
	return err == nil
}

// readProgram is the program in the file name, with the goal that options or
// Node's rules give it.
func readProgram(c *config, name string) (program, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return program{}, err
	}
	l := loader.New(loader.OS(), nil)
	slashed := loader.FromNative(path)
	if found, err := l.Require(slashed, "/", nil); err == nil {
		slashed = found.Path
	}
	text, err := os.ReadFile(loader.Native(slashed))
	if err != nil {
		return program{}, err
	}
	p := program{name: loader.Native(slashed), text: string(text)}
	switch {
	case c.script:
		p.goal = scriptGoal
	case c.module:
		p.goal = moduleGoal
	default:
		p.goal = fileGoal(l.Format(slashed), p)
	}
	if p.goal == moduleGoal {
		p.name = loader.FileURL(slashed)
	}
	return p, nil
}

// fileGoal is the goal of a file of a format.
func fileGoal(f loader.Format, p program) goal {
	switch f {
	case loader.Module:
		return moduleGoal
	case loader.Ambiguous:
		if _, err := gojs.CompileCommonJS(p.name, p.text); err != nil {
			if _, err := gojs.CompileModule(p.name, p.text); err == nil {
				return moduleGoal
			}
		}
	}
	return commonJSGoal
}

// compile finds the early errors of p, or makes code of it.
func (p program) compile() (*gojs.Program, error) {
	switch p.goal {
	case moduleGoal:
		return gojs.CompileModule(p.name, p.text)
	case commonJSGoal:
		return gojs.CompileCommonJS(p.name, p.text)
	}
	return gojs.CompileScript(p.name, p.text)
}

// readStdin is the whole of standard input.
func readStdin(in io.Reader) (string, error) {
	data, err := io.ReadAll(in)
	return string(data), err
}
