package main

import (
	"bufio"
	"fmt"
	"io"

	"gojs/ast"
	"gojs/bytecode"
	"gojs/compiler"
	"gojs/lexer"
	"gojs/parser"
	"gojs/source"
)

// dump writes what the front end makes of p: for each word of list a section,
// under a heading where there are several.
func dump(w io.Writer, list []string, p program) error {
	out := bufio.NewWriter(w)
	defer out.Flush()
	d := dumper{program: p, file: source.FromBytes(p.name, []byte(p.text))}
	for i, what := range list {
		if len(list) > 1 {
			if i > 0 {
				fmt.Fprintln(out)
			}
			fmt.Fprintf(out, "== %s\n", what)
		}
		if err := d.write(out, what); err != nil {
			return err
		}
	}
	return nil
}

// dumper is a program and what was made of it so far.
type dumper struct {
	program
	file *source.File
	tree *ast.Program
}

func (d *dumper) write(w io.Writer, what string) error {
	if what == "tokens" {
		return lexer.Dump(w, d.file, d.goal == moduleGoal)
	}
	if err := d.parse(); err != nil {
		return err
	}
	switch what {
	case "ast":
		return ast.Dump(w, d.tree)
	case "scopes":
		return ast.DumpScopes(w, d.tree)
	}
	fn, err := d.compile()
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, bytecode.Disassemble(fn))
	return err
}

func (d *dumper) parse() (err error) {
	if d.tree != nil {
		return nil
	}
	switch d.goal {
	case moduleGoal:
		d.tree, err = parser.ParseModule(d.file)
	case scriptGoal:
		d.tree, err = parser.ParseScript(d.file, parser.Options{})
	default:
		d.tree, err = parser.ParseFunctionBody(d.file, []string{"exports", "require", "module", "__filename", "__dirname"})
	}
	return err
}

func (d *dumper) compile() (*bytecode.Function, error) {
	switch d.goal {
	case moduleGoal:
		m, err := compiler.Module(d.tree)
		if err != nil {
			return nil, err
		}
		return m.Body, nil
	case scriptGoal:
		return compiler.Script(d.tree)
	}
	return compiler.Function(d.tree)
}
