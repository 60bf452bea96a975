package parser

import (
	"gojs/ast"
	"gojs/lexer"
	"gojs/source"
)

// FunctionKind is the constructor that makes a dynamic function.
type FunctionKind uint8

// The constructors: Function, GeneratorFunction, AsyncFunction, AsyncGeneratorFunction.
const (
	NormalFunction FunctionKind = iota
	GeneratorFunction
	AsyncFunction
	AsyncGeneratorFunction
)

var functionPrefix = [...]string{"function", "function*", "async function", "async function*"}

// ParseFunctionConstructor parses what new Function(params, body) makes, params
// being its parameter strings joined by commas (sec-createdynamicfunction). The
// program's Func is the function, File its assembled source text. For reserve see
// source.File; it may be nil.
func ParseFunctionConstructor(name string, kind FunctionKind, params, body string, reserve func(bytes int64)) (prog *ast.Program, err error) {
	p := newParser()
	defer p.recover(&err)
	if int64(len(params))+int64(len(body)) > source.MaxSize/2 {
		p.file = source.NewFile(name, "")
		p.failAt(source.Span{}, source.RangeError, "Source text is too long")
	}
	f := ast.Function{Async: kind >= AsyncFunction, Generator: kind&1 != 0}
	if err := checkAlone(source.NewFile(name, params), f, true, reserve); err != nil {
		return nil, err
	}
	if err := checkAlone(source.NewFile(name, "\n"+body+"\n"), f, false, reserve); err != nil {
		return nil, err
	}
	text := functionPrefix[kind] + " anonymous(" + params + "\n) {\n" + body + "\n}"
	file := source.NewFile(name, text)
	file.Reserve = reserve
	p.start(file, ast.ScriptProgram)
	p.openScope(ast.ScopeGlobal, 0)
	p.next()
	p.got(lexer.Ident) // async
	p.next()
	fn := p.function.alloc()
	fn.Async, fn.Generator = f.Async, f.Generator
	p.got(lexer.Mul)
	saved := p.openFunc(fn, 0)
	p.funcName(fn)
	p.functionRest(fn)
	p.context = saved
	if p.Kind != lexer.EOF {
		p.unexpected()
	}
	return p.functionProgram(fn), nil
}

// checkAlone parses parameters or a body that must be complete in themselves.
// What it reserves it gives back.
func checkAlone(file *source.File, f ast.Function, params bool, reserve func(bytes int64)) (err error) {
	p := newParser()
	defer p.recover(&err)
	if reserve != nil {
		taken := int64(0)
		file.Reserve = func(bytes int64) {
			reserve(bytes)
			taken += bytes
		}
		defer func() { reserve(-taken) }()
	}
	p.start(file, ast.ScriptProgram)
	p.openScope(ast.ScopeGlobal, 0)
	f.SimpleParams = true
	p.openFunc(&f, 0)
	p.openVarScope(ast.ScopeFunction, 0)
	p.next()
	if params {
		p.params = true
		p.paramsUntil(&f, lexer.EOF)
	} else {
		p.body(lexer.EOF)
	}
	return nil
}

// ParseFunctionBody parses a whole file as the body of a sloppy function with
// the given parameters, as CommonJS modules are run. The program's Func is the
// function.
func ParseFunctionBody(f *source.File, params []string) (prog *ast.Program, err error) {
	p := newParser()
	defer p.recover(&err)
	p.start(f, ast.ScriptProgram)
	p.openScope(ast.ScopeGlobal, 0)
	fn := p.function.alloc()
	fn.SimpleParams = true
	fn.Length = len(params)
	saved := p.openFunc(fn, 0)
	p.openVarScope(ast.ScopeFunction, 0)
	for _, name := range params {
		r := p.ident.alloc()
		r.Name = name
		r.Func = p.id
		r.Ref = p.declareParam(p.Intern(name), r.Span)
		r.Ref.Pos = -1
		fn.Params = append(fn.Params, ast.Param{Target: r})
	}
	p.next()
	fn.Body = p.body(lexer.EOF)
	fn.End = int32(len(f.Text))
	fn.BodySpan = fn.Span
	p.finishFunction(fn)
	p.context = saved
	return p.functionProgram(fn), nil
}

func (p *parser) functionProgram(fn *ast.Function) *ast.Program {
	prog := &ast.Program{File: p.file, Kind: ast.FunctionProgram, Func: fn, HasDirectEval: p.hasEval}
	prog.End = int32(len(p.file.Text))
	prog.Scope = p.closeVarScope(true)
	prog.VarScope = prog.Scope
	prog.Functions = len(p.funcs) - 1
	return prog
}
