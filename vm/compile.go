package vm

import (
	"gojs/bytecode"
	"gojs/compiler"
	"gojs/parser"
	"gojs/source"
)

// From text to bytecode, for those who keep the bytecode. The errors are
// *source.Error; ThrowSourceError throws them.

// CompileScript compiles a script.
func CompileScript(f *source.File) (*bytecode.Function, error) {
	p, err := parser.ParseScript(f, parser.Options{})
	if err != nil {
		return nil, err
	}
	return compiler.Script(p)
}

// CompileModule compiles an ES module.
func CompileModule(f *source.File) (*bytecode.Module, error) {
	p, err := parser.ParseModule(f)
	if err != nil {
		return nil, err
	}
	return compiler.Module(p)
}

// CompileFunctionBody compiles a text as the body of a sloppy function with the
// given parameters.
func CompileFunctionBody(f *source.File, params []string) (*bytecode.Function, error) {
	p, err := parser.ParseFunctionBody(f, params)
	if err != nil {
		return nil, err
	}
	return compiler.Function(p)
}
