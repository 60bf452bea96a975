package compiler

import (
	"os"
	"testing"

	"gojs/bytecode"
	"gojs/parser"
	"gojs/source"
)

// prepareAll compiles everything that was put off and counts instructions.
func prepareAll(f *bytecode.Function) (n int, err error) {
	if err := f.Prepare(); err != nil {
		return 0, err
	}
	n = len(f.Code)
	for _, g := range f.Functions {
		m, err := prepareAll(g)
		if err != nil {
			return 0, err
		}
		n += m
	}
	return n, nil
}

// BenchmarkCompile compiles the file that COMPILE_FILE names, such as
// typescript.js, with all its functions. Parsing is not counted.
func BenchmarkCompile(b *testing.B) {
	name := os.Getenv("COMPILE_FILE")
	if name == "" {
		b.Skip("COMPILE_FILE is not set")
	}
	data, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	file := source.FromBytes(name, data)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		p, err := parser.ParseFunctionBody(file, []string{"exports", "require", "module", "__filename", "__dirname"})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		f, err := Function(p)
		if err != nil {
			b.Fatal(err)
		}
		n, err := prepareAll(f)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n), "instructions")
	}
}
